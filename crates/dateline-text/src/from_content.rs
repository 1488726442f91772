//! A story's content as a tree.

use crate::marks::children;
use crate::schema;
use crate::tree::{Attributes, Child, Node, Tree, plain};
use dateline_core::body::{Attribution, Element, Kind, ListItem, PictureUse, RichText};
use dateline_core::id::derived;
use dateline_core::story::StoryContent;

/// The tree of a content.
pub(crate) fn tree(content: &StoryContent) -> Tree {
    let text = |name: &str| match name {
        "headline" => Some(&content.headline),
        "kicker" => content.kicker.as_ref(),
        "trail_text" => content.trail_text.as_ref(),
        "place" => content.place.as_ref(),
        "description" => content.description.as_ref(),
        "canonical_url" => content.canonical_url.as_ref(),
        _ => None,
    };
    let texts = schema::TEXTS.iter().map(|name| {
        let words = text(name).cloned().unwrap_or_default();
        ((*name).to_owned(), words)
    });
    let standfirst = content.standfirst.iter().filter(|text| !text.is_blank());
    let standfirst = standfirst.map(|text| Node::new("paragraph").holding(children(text)));
    let body = content.body.elements.iter();
    Tree {
        texts: texts.collect(),
        lead: content.lead_picture.as_ref().map(lead).unwrap_or_default(),
        standfirst: standfirst.map(Child::Node).collect(),
        body: body.map(block).map(Child::Node).collect(),
    }
}

/// Gives elements of the running text that have no id one made of `salt` and their position, the same
/// each time.
pub(crate) fn name(body: &mut [Child], salt: &str) {
    for (at, child) in body.iter_mut().enumerate() {
        if let Child::Node(node) = child {
            node.attributes.entry("id".to_owned()).or_insert_with(|| {
                let made = derived(&["element", salt, &at.to_string()]);
                made.simple().to_string()[..12].to_owned()
            });
        }
    }
}

fn lead(picture: &PictureUse) -> Attributes {
    let node = picture_node("lead", picture);
    node.attributes
}

fn picture_node(name: &str, used: &PictureUse) -> Node {
    let node = Node::new(name)
        .with("picture", Some(used.picture.to_string()))
        .with("alt", used.alt.clone());
    with_caption(node, used.caption.as_ref())
}

/// A caption is plain words; where it has marks, they stand beside it.
fn with_caption(node: Node, caption: Option<&RichText>) -> Node {
    let Some(caption) = caption else { return node };
    let words = caption.plain();
    let is_plain = RichText::from(words.as_str()) == *caption;
    let json = (!is_plain).then(|| serde_json::to_string(caption).unwrap_or_default());
    node.with("caption", Some(words)).with("caption_json", json)
}

fn block(element: &Element) -> Node {
    let node = match &element.kind {
        Kind::Paragraph { text } => Node::new("paragraph").holding(children(text)),
        Kind::Heading { level, text } => Node::new("heading")
            .with("level", Some(level.to_string()))
            .holding(children(text)),
        Kind::List { ordered, items } => {
            let name = if *ordered {
                "ordered_list"
            } else {
                "bullet_list"
            };
            Node::new(name).holding(items.iter().map(item).map(Child::Node).collect())
        }
        Kind::Quote {
            text,
            speaker,
            role,
            source,
            source_url,
        } => Node::new("quote")
            .with("speaker", speaker.clone())
            .with("role", role.clone())
            .with("source", source.clone())
            .with("source_url", source_url.clone())
            .holding(text.iter().map(paragraph).collect()),
        Kind::PullQuote { text, speaker } => Node::new("pull_quote")
            .with("speaker", speaker.clone())
            .holding(children(text)),
        Kind::Picture(used) => picture_node("picture", used),
        Kind::Gallery { title, pictures } => Node::new("gallery")
            .with("title", title.clone())
            .with("pictures", serde_json::to_string(pictures).ok()),
        Kind::RichLink { story } => Node::new("rich_link").with("story", Some(story.to_string())),
        Kind::Attribution(from) => attribution(from),
        Kind::Factbox { title, elements } => Node::new("factbox")
            .with("title", Some(title.clone()))
            .holding(elements.iter().map(block).map(Child::Node).collect()),
        Kind::Table {
            caption,
            head,
            rows,
        } => table(caption.as_ref(), head, rows),
        Kind::Code { language, text } => Node::new("code")
            .with("language", language.clone())
            .holding(plain(text)),
        Kind::Rule => Node::new("rule"),
        Kind::Embed {
            provider,
            url,
            title,
        } => Node::new("embed")
            .with("provider", Some(provider.clone()))
            .with("url", Some(url.clone()))
            .with("title", title.clone()),
        Kind::Audio { url, title } => Node::new("audio")
            .with("url", Some(url.clone()))
            .with("title", title.clone()),
        Kind::Video { url, title, poster } => Node::new("video")
            .with("url", Some(url.clone()))
            .with("title", title.clone())
            .with("poster", poster.map(|poster| poster.to_string())),
        Kind::Footnote { key, text } => Node::new("footnote")
            .with("key", Some(key.clone()))
            .holding(children(text)),
        Kind::Correction { notice } => {
            Node::new("correction").with("notice", Some(notice.to_string()))
        }
    };
    node.with("id", element.id.clone())
}

fn paragraph(text: &RichText) -> Child {
    Child::Node(Node::new("paragraph").holding(children(text)))
}

fn item(item: &ListItem) -> Node {
    let below = item.elements.iter().map(block).map(Child::Node);
    let content = std::iter::once(paragraph(&item.text)).chain(below);
    Node::new("list_item").holding(content.collect())
}

fn attribution(from: &Attribution) -> Node {
    Node::new("attribution")
        .with("outlet", Some(from.outlet.clone()))
        .with("author", from.author.clone())
        .with("title", from.title.clone())
        .with("url", from.url.clone())
        .with("date", from.date.clone())
        .with("language", from.language.clone())
        .with("archived_url", from.archived_url.clone())
}

fn table(caption: Option<&RichText>, head: &[RichText], rows: &[Vec<RichText>]) -> Node {
    let cell = |text: &RichText| Child::Node(Node::new("table_cell").holding(children(text)));
    let row = |cells: &[RichText]| {
        let cells = cells.iter().map(cell).collect();
        Child::Node(Node::new("table_row").holding(cells))
    };
    let top = (!head.is_empty()).then(|| row(head));
    let has_head = top.is_some().then_some("true");
    let rows = rows.iter().map(|cells| row(cells));
    with_caption(Node::new("table").with("header", has_head), caption)
        .holding(top.into_iter().chain(rows).collect())
}
