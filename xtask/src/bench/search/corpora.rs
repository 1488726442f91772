//! Real stories in six languages, and archives made of their sentences.

use anyhow::{Context, Result, bail};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

use crate::bench::archive::{Moment, Prose};
use crate::process::output;
use crate::root::root;

/// Languages that are searched: as the corpora name them, and as editions do.
pub const LANGUAGES: [(&str, &str); 6] = [
    ("en", "en-GB"),
    ("ru", "ru"),
    ("ar", "ar"),
    ("fr", "fr"),
    ("es", "es"),
    ("zh", "zh-Hans"),
];
/// Archives end here: 1 November 2026, 12:00 UTC.
const END: i64 = 1_793_534_400;
/// And cover twenty years.
const SPAN: i64 = 20 * 365 * 86_400;
/// Words of a story, in the mean.
const WORDS: usize = 800;

/// A story somebody wrote.
#[derive(Debug, Clone)]
pub struct Story {
    pub title: String,
    pub body: String,
}

/// The stories of each language.
pub fn read() -> Result<HashMap<&'static str, Vec<Story>>> {
    let folder = root().join("../shared/data/corpora");
    let mut all: HashMap<&'static str, Vec<Story>> = HashMap::new();
    let entries = std::fs::read_dir(&folder)
        .with_context(|| format!("the corpora are not in {}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "gz"))
    {
        let text = output(Command::new("gzip").arg("-dc").arg(file))?;
        for line in text.lines() {
            let value: serde_json::Value = serde_json::from_str(line)?;
            let words = |name: &str| value[name].as_str().unwrap_or_default().trim().to_owned();
            let language = LANGUAGES.iter().find(|(code, _)| value["lang"] == **code);
            if let Some((code, _)) = language
                && !words("body").is_empty()
            {
                all.entry(code).or_default().push(Story {
                    title: words("title"),
                    body: words("body"),
                });
            }
        }
    }
    if all.len() < LANGUAGES.len() {
        bail!("the corpora in {} lack languages", folder.display());
    }
    Ok(all)
}

/// Sentences of stories.
pub fn sentences(stories: &[Story]) -> Vec<String> {
    let ends = ['.', '!', '?', '。', '！', '？', '؟', '\n'];
    let texts = stories.iter().flat_map(|story| story.body.split(ends));
    let whole = texts
        .map(str::trim)
        .filter(|text| text.chars().count() > 12);
    whole.map(str::to_owned).collect()
}

/// Writes an archive of a language with stories as they are; story `n` has the slug `k-n`.
pub fn write_real(path: &Path, locale: &str, stories: &[Story]) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    head(&mut out, locale)?;
    for (number, story) in stories.iter().enumerate() {
        let at = END - SPAN + SPAN / i64::try_from(stories.len().max(1))? * i64::try_from(number)?;
        let paragraphs: Vec<&str> = story.body.split('\n').collect();
        item(
            &mut out,
            number,
            &format!("k-{number}"),
            at,
            &story.title,
            &paragraphs,
        )?;
    }
    tail(out)
}

/// Writes an archive of so many stories, put together from sentences with names in them that occur
/// only now and then.
pub fn write_made(path: &Path, locale: &str, sentences: &[String], stories: u64) -> Result<()> {
    let mut prose =
        Prose::new(0x005E_A2C4 ^ locale.len() as u64 ^ (u64::from(locale.as_bytes()[0]) << 20));
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    head(&mut out, locale)?;
    for number in 0..stories {
        let share = (number + 1) as f64 / stories as f64;
        let at = END - SPAN + (share * SPAN as f64).round() as i64;
        let pick = |prose: &mut Prose| &sentences[prose.below(sentences.len() as u64) as usize];
        let title: String = pick(&mut prose).chars().take(70).collect();
        let title = format!("{} {title}", prose.name());
        let (mut words, mut paragraphs) = (0, Vec::new());
        while words < WORDS {
            let mut text = prose.name();
            for _ in 0..4 {
                let sentence = pick(&mut prose);
                // A character of Chinese is half a word.
                words += sentence
                    .split_whitespace()
                    .count()
                    .max(sentence.chars().count() / 6);
                text.push(' ');
                text.push_str(sentence);
                text.push('.');
            }
            paragraphs.push(text);
        }
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        item(
            &mut out,
            number as usize,
            &format!("m-{number}"),
            at,
            &title,
            &paragraphs,
        )?;
    }
    tail(out)
}

fn head(out: &mut impl Write, locale: &str) -> Result<()> {
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n<title>The Bench Courier</title>\n\
         <link>https://{locale}.bench.example</link>\n<description>Searched</description>\n\
         <language>{locale}</language>\n<wp:wxr_version>1.2</wp:wxr_version>\n\
         <wp:base_site_url>https://{locale}.bench.example</wp:base_site_url>\n\
         <wp:base_blog_url>https://{locale}.bench.example</wp:base_blog_url>\n"
    )?;
    Ok(())
}

fn item(
    out: &mut impl Write,
    number: usize,
    slug: &str,
    at: i64,
    title: &str,
    paragraphs: &[&str],
) -> Result<()> {
    let at = Moment::at(at);
    let escape = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    write!(
        out,
        "<item>\n<title>{}</title>\n<link>https://bench.example/{slug}/</link>\n<pubDate>{}</pubDate>\n\
         <guid isPermaLink=\"false\">https://bench.example/?p={id}</guid>\n<description></description>\n<content:encoded><![CDATA[",
        escape(title),
        at.rfc_2822(),
        id = number + 1
    )?;
    for paragraph in paragraphs {
        let text = escape(paragraph).replace("]]>", "");
        write!(
            out,
            "<!-- wp:paragraph --><p>{text}</p><!-- /wp:paragraph -->\n\n"
        )?;
    }
    write!(
        out,
        "]]></content:encoded>\n<wp:post_id>{id}</wp:post_id>\n<wp:post_date>{date}</wp:post_date>\n\
         <wp:post_date_gmt>{date}</wp:post_date_gmt>\n<wp:post_name>{slug}</wp:post_name>\n\
         <wp:status>publish</wp:status>\n<wp:post_type>post</wp:post_type>\n</item>\n",
        id = number + 1,
        date = at.sql()
    )?;
    Ok(())
}

fn tail(mut out: impl Write) -> Result<()> {
    out.write_all(b"</channel>\n</rss>\n")?;
    out.flush()?;
    Ok(())
}
