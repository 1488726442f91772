//! The graph of a story page.

use super::node::{Node, graph};
use super::page::{author, image, publisher, publisher_id, trail, trail_id, website, website_id};
use super::{Correction, Coverage, LiveUpdate, Person, Site, Story, Translation};
use dateline_core::body::Attribution;
use dateline_core::story::StoryFormat;

/// The graph of a story page.
pub fn story(site: &Site, story: &Story) -> String {
    let trail = trail(&story.url, &story.breadcrumbs, &story.headline);
    let page = Node::new("WebPage")
        .with("@id", &story.url)
        .with("url", &story.url)
        .with("name", &story.headline)
        .with("inLanguage", &story.language)
        .with("isPartOf", Node::reference(&website_id(site)))
        .maybe(
            "breadcrumb",
            trail
                .as_ref()
                .map(|_| Node::reference(&trail_id(&story.url))),
        );
    let nodes = [website(site), publisher(site), page, article(site, story)];
    graph(nodes.into_iter().chain(trail).collect())
}

fn article(site: &Site, story: &Story) -> Node {
    let (kind, dateline) = match &story.coverage {
        Some(_) => ("LiveBlogPosting", None),
        None => (kind(story.format), story.dateline.as_deref()),
    };
    let node = Node::new(kind)
        .with("@id", article_id(&story.url))
        .with("url", &story.url)
        .maybe("identifier", story.identifier.as_deref())
        .with("mainEntityOfPage", Node::reference(&story.url))
        .with("headline", &story.headline)
        .maybe("alternativeHeadline", story.alternative_headline.as_deref())
        .maybe("description", story.description.as_deref())
        .with("inLanguage", &story.language)
        .with("datePublished", story.published)
        .with("dateModified", story.updated.max(story.published))
        .all("author", story.authors.iter().map(author))
        .with("publisher", Node::reference(&publisher_id(site)))
        .with("isPartOf", Node::reference(&website_id(site)))
        .all("image", story.images.iter().map(image))
        .maybe("articleSection", story.section.as_deref())
        .all("keywords", &story.keywords)
        .with("wordCount", story.word_count)
        .with("isAccessibleForFree", story.is_free)
        .maybe("dateline", dateline)
        .maybe("commentCount", story.comment_count);
    provenance(node, story)
}

fn provenance(node: Node, story: &Story) -> Node {
    let node = node
        .all("correction", story.corrections.iter().map(correction))
        .all("isBasedOn", story.based_on.iter().map(source))
        .all("citation", story.citations.iter().map(source))
        .maybe(
            "translationOfWork",
            story.translation_of.as_ref().map(translation),
        )
        .all(
            "workTranslation",
            story.translations.iter().map(translation),
        );
    match &story.coverage {
        Some(coverage) => live(node, coverage),
        None => node,
    }
}

fn live(node: Node, coverage: &Coverage) -> Node {
    node.with("coverageStartTime", coverage.started)
        .maybe("coverageEndTime", coverage.ended)
        .all("liveBlogUpdate", coverage.updates.iter().map(update))
}

fn update(post: &LiveUpdate) -> Node {
    let authors = post.authors.iter().map(|name| {
        author(&Person {
            name: name.clone(),
            ..Person::default()
        })
    });
    Node::new("BlogPosting")
        .with("@id", &post.url)
        .with("url", &post.url)
        .with("headline", &post.headline)
        .with("articleBody", &post.text)
        .with("datePublished", post.published)
        .maybe("dateModified", post.updated)
        .all("author", authors)
}

fn correction(correction: &Correction) -> Node {
    Node::new("CorrectionComment")
        .with("text", &correction.text)
        .with("datePublished", correction.published)
}

/// A piece of another paper.
fn source(of: &Attribution) -> Node {
    let outlet = Some(of.outlet.as_str()).filter(|o| !o.trim().is_empty());
    Node::new("Article")
        .maybe("@id", of.url.as_deref())
        .maybe("url", of.url.as_deref())
        .maybe("headline", of.title.as_deref())
        .maybe(
            "author",
            of.author
                .as_deref()
                .map(|name| Node::new("Person").with("name", name)),
        )
        .maybe(
            "publisher",
            outlet.map(|name| Node::new("Organization").with("name", name)),
        )
        .maybe("datePublished", of.date.as_deref())
        .maybe("inLanguage", of.language.as_deref())
        .maybe("archivedAt", of.archived_url.as_deref())
}

fn translation(of: &Translation) -> Node {
    Node::new("NewsArticle")
        .with("@id", article_id(&of.url))
        .with("url", &of.url)
        .with("headline", &of.headline)
        .with("inLanguage", &of.language)
}

fn article_id(url: &str) -> String {
    format!("{url}#article")
}

fn kind(format: StoryFormat) -> &'static str {
    match format {
        StoryFormat::News => "ReportageNewsArticle",
        StoryFormat::Analysis => "AnalysisNewsArticle",
        StoryFormat::Opinion => "OpinionNewsArticle",
        StoryFormat::Explainer => "BackgroundNewsArticle",
        StoryFormat::Feature
        | StoryFormat::Interview
        | StoryFormat::Offbeat
        | StoryFormat::Gallery
        | StoryFormat::LiveBlog
        | StoryFormat::PressReview
        | StoryFormat::Obituary => "NewsArticle",
    }
}
