//! `/llms.txt` (llmstxt.org), where the paper wants one: what there is to read, for language models.

use super::Desk;
use crate::build::{front_url, plain_locale, url};
use crate::cache::Page;
use crate::error::SiteResult;
use crate::site::{CrawlerPolicy, Site};
use bytes::Bytes;
use dateline_core::subject::Subject;
use dateline_db::queries::edition;
use http::HeaderValue;
use std::fmt::Write;

/// What crawlers are asked, in a sentence.
fn policy(site: &Site) -> &'static str {
    match site.settings.crawlers {
        CrawlerPolicy::Welcome => "Every crawler may come.",
        CrawlerPolicy::NoTraining => {
            "Quote with a link to the story. Gathering texts to train models is not allowed; see robots.txt."
        }
        CrawlerPolicy::Nobody => "Crawlers are asked to stay out; see robots.txt.",
    }
}

/// Makes the file.
pub async fn page(desk: &mut Desk<'_>) -> SiteResult<Page> {
    desk.read.read(Subject::Everything);
    let site = desk.site;
    let origin = &site.settings.origin;
    let editions = edition::list(&mut desk.tx).await?;
    let first = editions.first();
    let name = site.settings.publisher.clone();
    let name = name.or_else(|| first.map(|e| e.name.clone()));
    let mut out = format!("# {}\n", line(&name.unwrap_or_default()));
    if let Some(tagline) = first.map(|e| line(&e.tagline)).filter(|t| !t.is_empty()) {
        let _ = write!(out, "\n> {tagline}\n");
    }
    let _ = write!(out, "\n{}\n", policy(site));
    for edition in &editions {
        let code = edition.code.as_str();
        let Some(masthead) = desk.masthead(code).await? else {
            continue;
        };
        let language = plain_locale(&edition.locale);
        let _ = write!(out, "\n## {} ({language})\n\n", line(&edition.name));
        let front = front_url(code);
        let _ = writeln!(out, "- [{}]({origin}{front})", line(&edition.name));
        let shown = |id| masthead.navigation.contains(id);
        for section in masthead.sections.iter().filter(|s| shown(&s.id)) {
            let address = url(&[code, &section.slug]);
            let _ = write!(out, "- [{}]({origin}{address})", line(&section.name));
            let about = line(&section.description);
            let _ = writeln!(out, "{}{about}", if about.is_empty() { "" } else { ": " });
        }
        let _ = writeln!(out, "- [JSON Feed]({origin}{front}feed.json)");
    }
    let _ = write!(
        out,
        "\n## Optional\n\n- [Sitemap]({origin}/sitemap.xml)\n- [News sitemap]({origin}/news-sitemap.xml)\n"
    );
    Ok(Page::new(
        HeaderValue::from_static("text/plain; charset=utf-8"),
        Bytes::from(out),
    ))
}

/// Words in one line that cannot end a link of Markdown.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(['[', ']', '(', ')'], "")
}
