//! Cards of Ghost's editors: the same payloads in Lexical and in mobiledoc.

use super::doc::{Doc, list, text};
use super::embeds;
use super::runs::Runs;
use dateline_core::body::{Element, Kind, RichText};
use serde_json::Value;

/// The elements a card becomes.
pub(super) fn card(name: &str, data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    if is_for_members(data) {
        doc.changed(
            format!("{} card for members or mail only", short(name)),
            "nothing",
        );
        return Vec::new();
    }
    match name {
        "image" | "image-card" => image(data, doc).into_iter().collect(),
        "gallery" => gallery(data, doc),
        "html" => doc.html(text(data, "html").unwrap_or_default()),
        "markdown" | "card-markdown" => doc.markdown(text(data, "markdown").unwrap_or_default()),
        "hr" | "horizontalrule" => vec![Element::new(Kind::Rule)],
        "code" | "codeblock" => code(data, doc),
        "embed" => embeds::embed(data, doc),
        "audio" => embeds::audio(data, doc),
        "video" => embeds::video(data, doc),
        "bookmark" => bookmark(data, doc).into_iter().collect(),
        "callout" => callout(data, doc),
        "toggle" => toggle(data, doc),
        "button" => button(data, "buttonText", "buttonUrl", doc)
            .into_iter()
            .collect(),
        "file" => file(data, doc).into_iter().collect(),
        "product" => product(data, doc),
        "header" => header(data, doc),
        "call-to-action" => call_to_action(data, doc),
        _ => other(name, data, doc),
    }
}

/// Cards without a place here, and what we have never heard of.
fn other(name: &str, data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    if !matches!(
        name,
        "paywall" | "email" | "email-cta" | "signup" | "collection" | "transistor" | "nft"
    ) {
        if let Some(html) = text(data, "html") {
            doc.changed(format!("{} card", short(name)), "its HTML");
            return doc.html(html);
        }
        let mut words = Runs::default();
        loose_words(data, &mut words);
        if let Some(text) = words.finish() {
            doc.changed(format!("{} card", short(name)), "paragraph");
            return vec![Element::paragraph(text)];
        }
    }
    doc.changed(format!("{} card", short(name)), "nothing");
    Vec::new()
}

/// The words of nodes we do not know.
fn loose_words(node: &Value, out: &mut Runs) {
    out.text(
        node.get("text").and_then(Value::as_str).unwrap_or_default(),
        &[],
    );
    for child in list(node, "children") {
        loose_words(child, out);
    }
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// True if readers of the open web never saw the card.
fn is_for_members(data: &Value) -> bool {
    let Some(visibility) = data.get("visibility") else {
        return false;
    };
    let hidden = visibility.get("showOnWeb").and_then(Value::as_bool) == Some(false);
    let members = visibility
        .get("web")
        .and_then(|web| web.get("nonMember")?.as_bool())
        == Some(false);
    hidden || members
}

fn caption(data: &Value, doc: &mut Doc<'_>) -> Option<RichText> {
    text(data, "caption")
        .map(|html| doc.inline(html))
        .filter(|c| !c.is_blank())
}

fn image(data: &Value, doc: &mut Doc<'_>) -> Option<Element> {
    if text(data, "href").is_some() {
        doc.changed("link on a picture", "picture");
    }
    let caption = caption(data, doc);
    let used = doc.picture(text(data, "src")?, text(data, "alt"), caption)?;
    Some(Element::new(Kind::Picture(used)))
}

fn gallery(data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    let mut pictures = Vec::new();
    for image in list(data, "images") {
        let caption = caption(image, doc);
        pictures.extend(
            text(image, "src").and_then(|src| doc.picture(src, text(image, "alt"), caption)),
        );
    }
    if pictures.is_empty() {
        return Vec::new();
    }
    let title = caption(data, doc).map(|c| c.plain());
    vec![Element::new(Kind::Gallery { title, pictures })]
}

fn code(data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    let code = data.get("code").and_then(Value::as_str).unwrap_or_default();
    if code.trim().is_empty() {
        return Vec::new();
    }
    let language = text(data, "language").map(str::to_owned);
    let code = Element::new(Kind::Code {
        language,
        text: code.to_owned(),
    });
    [code]
        .into_iter()
        .chain(caption(data, doc).map(Element::paragraph))
        .collect()
}

fn bookmark(data: &Value, doc: &mut Doc<'_>) -> Option<Element> {
    let nothing = Value::Null;
    let about = data.get("metadata").unwrap_or(&nothing);
    let url = text(data, "url").or_else(|| text(about, "url"))?;
    doc.changed("bookmark card", "link");
    let mut out = doc.line_to(text(about, "title").unwrap_or(url), url);
    for detail in [text(about, "author"), text(about, "publisher")]
        .into_iter()
        .flatten()
    {
        out.text(" · ", &[]);
        out.text(detail, &[]);
    }
    if let Some(caption) = caption(data, doc) {
        out.line_break();
        out.rich(caption);
    }
    out.finish().map(Element::paragraph)
}

fn button(data: &Value, words: &str, url: &str, doc: &mut Doc<'_>) -> Option<Element> {
    let url = text(data, url)?;
    let words = text(data, words).and_then(|html| doc.plain(html));
    doc.changed("button", "link");
    doc.line_to(words.as_deref().unwrap_or(url), url)
        .finish()
        .map(Element::paragraph)
}

fn callout(data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    let elements = text(data, "calloutText")
        .map(|html| doc.html(html))
        .unwrap_or_default();
    if elements.is_empty() {
        return Vec::new();
    }
    doc.changed("callout card", "factbox");
    let title = text(data, "calloutEmoji").map(str::to_owned);
    doc.factbox(title, elements)
}

fn toggle(data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    let title = text(data, "heading").and_then(|html| doc.plain(html));
    let elements = text(data, "content")
        .map(|html| doc.html(html))
        .unwrap_or_default();
    doc.changed("toggle card", "factbox");
    doc.factbox(title, elements)
}

fn file(data: &Value, doc: &mut Doc<'_>) -> Option<Element> {
    let url = text(data, "src")?;
    let name = text(data, "fileName");
    doc.changed("file card", "link");
    let mut out = doc.line_to(text(data, "fileTitle").or(name).unwrap_or(url), url);
    if let Some(words) = text(data, "fileCaption").and_then(|html| doc.plain(html)) {
        out.line_break();
        out.text(&words, &[]);
    }
    out.finish().map(Element::paragraph)
}

fn product(data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    let title = text(data, "productTitle").and_then(|html| doc.plain(html));
    let picture = text(data, "productImageSrc").and_then(|src| doc.picture(src, None, None));
    let mut elements: Vec<_> = picture
        .into_iter()
        .map(|used| Element::new(Kind::Picture(used)))
        .collect();
    elements.extend(stars(data));
    elements.extend(
        text(data, "productDescription")
            .map(|html| doc.html(html))
            .unwrap_or_default(),
    );
    if data
        .get("productButtonEnabled")
        .and_then(Value::as_bool)
        .unwrap_or(false)
    {
        elements.extend(button(data, "productButton", "productUrl", doc));
    }
    doc.changed("product card", "factbox");
    doc.factbox(title, elements)
}

fn stars(data: &Value) -> Option<Element> {
    data.get("productRatingEnabled")
        .and_then(Value::as_bool)
        .filter(|enabled| *enabled)?;
    let count = usize::try_from(data.get("productStarRating")?.as_u64()?)
        .ok()?
        .min(5);
    Some(Element::paragraph(
        "★".repeat(count) + &"☆".repeat(5 - count),
    ))
}

/// A banner: its words and its button; colours and layout are the theme's business.
fn header(data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    doc.changed("header card", "heading and text");
    let mut out = Vec::new();
    let heading = text(data, "header")
        .map(|html| doc.inline(html))
        .filter(|h| !h.is_blank());
    out.extend(heading.map(|text| Element::new(Kind::Heading { level: 2, text })));
    out.extend(
        text(data, "subheader")
            .map(|html| doc.html(html))
            .unwrap_or_default(),
    );
    let picture = text(data, "backgroundImageSrc").and_then(|src| doc.picture(src, None, None));
    out.extend(picture.map(|used| Element::new(Kind::Picture(used))));
    if data
        .get("buttonEnabled")
        .and_then(Value::as_bool)
        .unwrap_or(false)
    {
        out.extend(button(data, "buttonText", "buttonUrl", doc));
    }
    out
}

fn call_to_action(data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    let flag = |key| data.get(key).and_then(Value::as_bool).unwrap_or(false);
    let mut elements = Vec::new();
    if flag("hasImage") || text(data, "imageUrl").is_some() {
        let picture = text(data, "imageUrl").and_then(|src| doc.picture(src, None, None));
        elements.extend(picture.map(|used| Element::new(Kind::Picture(used))));
    }
    elements.extend(
        text(data, "textValue")
            .map(|html| doc.html(html))
            .unwrap_or_default(),
    );
    if flag("showButton") {
        elements.extend(button(data, "buttonText", "buttonUrl", doc));
    }
    let label = text(data, "sponsorLabel")
        .filter(|_| flag("hasSponsorLabel"))
        .and_then(|html| doc.plain(html));
    if elements.is_empty() {
        return elements;
    }
    doc.changed("call-to-action card", "factbox");
    doc.factbox(label, elements)
}
