//! Pictures, figures with captions, galleries.

use super::convert::Converter;
use super::embed;
use super::flow::{Flow, squash};
use super::join_lines;
use super::node::{all, attr, class_contains, first, has_any_class, is_any, number};
use dateline_core::body::{Element, Kind, PictureUse, RichText};
use dom_query::NodeRef;

/// Most pictures of one gallery.
const MAX_GALLERY: usize = 500;
/// Classes of what stands under a picture as its caption.
const CAPTIONS: [&str; 5] = [
    "wp-caption-text",
    "gallery-caption",
    "wp-element-caption",
    "blocks-gallery-caption",
    "caption-text",
];
const GALLERIES: [&str; 6] = [
    "wp-block-gallery",
    "gallery",
    "blocks-gallery-grid",
    "kg-gallery-card",
    "wp-block-jetpack-slideshow",
    "wp-block-jetpack-tiled-gallery",
];

impl Converter<'_, '_> {
    /// A picture that stands alone.
    pub(super) fn picture(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if is_decoration(node) {
            if let Some(alt) = node
                .attr("alt")
                .filter(|alt| has_any_class(node, &["wp-smiley", "emoji"]) && !alt.is_empty())
            {
                flow.word(alt.trim(), &self.marks);
            }
            return;
        }
        match self.picture_use(node, None) {
            Some(used) => {
                self.flush(flow);
                flow.push(Kind::Picture(used));
            }
            None => self.found.changed("picture without an address", "nothing"),
        }
    }

    /// The use of a picture in one place.
    fn picture_use(&mut self, node: &NodeRef<'_>, caption: Option<RichText>) -> Option<PictureUse> {
        let attachment = attachment_of(node).or_else(|| self.block_attachment());
        let base = self.options.base.as_ref();
        let sources = [
            "data-orig-file",
            "data-full-url",
            "data-src",
            "data-lazy-src",
            "src",
        ];
        let url = sources
            .iter()
            .find_map(|name| embed::file_url(&attr(node, name)?, base));
        if attachment.is_none() && url.is_none() {
            return None;
        }
        let alt = attr(node, "alt");
        let caption = caption.filter(|c| !c.is_blank());
        let url = url.unwrap_or_default();
        let picture =
            self.found
                .picture(attachment.as_deref(), &url, alt.clone(), caption.as_ref());
        Some(PictureUse {
            picture,
            caption,
            alt,
        })
    }

    /// A figure: its content with its caption.
    pub(super) fn figure(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if let Some(ids) = attr(node, "data-ids") {
            self.gallery_of_ids(&ids, flow);
            return;
        }
        let pictures = all(node, &["img"])
            .iter()
            .filter(|i| !is_decoration(i))
            .count();
        if has_any_class(node, &GALLERIES)
            || (pictures > 1 && first(node, &["table", "blockquote", "p"]).is_none())
        {
            self.gallery(node, flow);
        } else if is_pull_quote(node) {
            self.pull_quote(node, flow);
        } else if let Some(url) = embed::of_figure(node) {
            let caption = self.own_caption(node).map(|c| c.plain());
            self.embed_or_link(&url, caption, flow);
        } else {
            self.captioned(node, flow);
        }
    }

    fn captioned(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        let attachment =
            attr(node, "id").and_then(|id| id.strip_prefix("attachment_").map(str::to_owned));
        let caption = self.own_caption(node);
        let lead = first(node, &["img"]).filter(|i| !is_decoration(i));
        if let (Some(image), Some(id)) = (&lead, attachment)
            && attachment_of(image).is_none()
            && id.bytes().all(|b| b.is_ascii_digit())
        {
            image.set_attr("data-id", &id);
        }
        let mut elements = self.elements(node);
        let mut caption = caption;
        if caption.is_none() && has_any_class(node, &["wp-caption"]) && lead.is_some() {
            let (lines, rest) = squash(elements);
            caption = Some(join_lines(lines)).filter(|c| !c.is_blank());
            elements = rest;
        }
        if let Some(caption) = caption {
            self.attach(caption, &mut elements);
        }
        flow.elements.extend(elements);
    }

    /// Gives a caption to the first element that can carry one; else it becomes a paragraph.
    fn attach(&mut self, caption: RichText, elements: &mut Vec<Element>) {
        let plain = || Some(super::node::one_line(&caption.plain()));
        for element in elements.iter_mut() {
            match &mut element.kind {
                Kind::Picture(used) => {
                    if let Some(known) = self
                        .found
                        .pictures
                        .iter_mut()
                        .find(|p| p.id == used.picture)
                    {
                        known.caption = known.caption.take().or_else(plain);
                    }
                    used.caption = Some(caption);
                    return;
                }
                Kind::Table { caption: place, .. } => {
                    *place = Some(caption);
                    return;
                }
                Kind::Embed { title, .. }
                | Kind::Audio { title, .. }
                | Kind::Video { title, .. }
                | Kind::Gallery { title, .. } => {
                    *title = plain();
                    return;
                }
                Kind::Quote { speaker, .. } | Kind::PullQuote { speaker, .. } => {
                    *speaker = plain();
                    return;
                }
                _ => {}
            }
        }
        elements.push(Element::paragraph(caption));
    }

    /// The caption of a figure itself (not of one in it), taken out of the text.
    pub(super) fn own_caption(&mut self, node: &NodeRef<'_>) -> Option<RichText> {
        let found = node
            .descendants_it()
            .find(|n| is_caption(n) && nearest_figure(n).is_none_or(|f| f == node.id))?;
        self.used.insert(found.id);
        let words = self.caption_words(&found);
        (!words.is_blank()).then_some(words)
    }

    fn caption_words(&mut self, node: &NodeRef<'_>) -> RichText {
        let (words, rest) = self.words(node);
        if !rest.is_empty() {
            self.found.changed("picture in a caption", "nothing");
        }
        words
    }

    /// Several pictures seen as one.
    pub(super) fn gallery(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        let title = self.gallery_title(node);
        let mut pictures = Vec::new();
        for image in all(node, &["img"])
            .into_iter()
            .filter(|i| !is_decoration(i))
            .take(MAX_GALLERY)
        {
            let caption = item_of(&image, node).and_then(|item| {
                let found = item.descendants_it().find(is_caption)?;
                Some(self.caption_words(&found))
            });
            pictures.extend(self.picture_use(&image, caption));
        }
        match pictures.len() {
            0 => self.in_place(node, flow),
            1 if title.is_none() => flow.push(Kind::Picture(pictures.remove(0))),
            _ => flow.push(Kind::Gallery { title, pictures }),
        }
    }

    fn in_place(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        self.walk(node, flow);
        self.flush(flow);
    }

    fn gallery_title(&mut self, node: &NodeRef<'_>) -> Option<String> {
        let own = node
            .descendants_it()
            .find(|n| is_caption(n) && item_of(n, node).is_none())?;
        self.plain_words(&own)
    }

    fn gallery_of_ids(&mut self, ids: &str, flow: &mut Flow) {
        let ids = ids
            .split(',')
            .map(str::trim)
            .filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()));
        let pictures: Vec<_> = ids
            .take(MAX_GALLERY)
            .map(|id| PictureUse {
                picture: self.found.picture(Some(id), "", None, None),
                caption: None,
                alt: None,
            })
            .collect();
        if !pictures.is_empty() {
            flow.push(Kind::Gallery {
                title: None,
                pictures,
            });
        }
    }
}

/// The figure, list entry or gallery item a node stands in, within a gallery.
fn item_of<'a>(node: &NodeRef<'a>, gallery: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut above = node.parent();
    while let Some(item) = above {
        if item.id == gallery.id {
            return None;
        }
        if is_any(&item, &["figure", "li", "dl"])
            || has_any_class(&item, &["gallery-item", "wp-caption"])
        {
            return Some(item);
        }
        above = item.parent();
    }
    None
}

fn nearest_figure(node: &NodeRef<'_>) -> Option<dom_query::NodeId> {
    let mut above = node.parent();
    while let Some(figure) = above {
        if is_any(&figure, &["figure"]) || has_any_class(&figure, &["wp-caption"]) {
            return Some(figure.id);
        }
        above = figure.parent();
    }
    None
}

fn is_caption(node: &NodeRef<'_>) -> bool {
    is_any(node, &["figcaption"]) || has_any_class(node, &CAPTIONS)
}

pub(super) fn is_pull_quote(node: &NodeRef<'_>) -> bool {
    class_contains(node, "pullquote") || class_contains(node, "pull-quote")
}

/// Smileys, and pixels that count readers.
fn is_decoration(node: &NodeRef<'_>) -> bool {
    let tiny = |name: &str| number(node, name).is_some_and(|n| n <= 2);
    has_any_class(node, &["wp-smiley", "emoji"]) || (tiny("width") && tiny("height"))
}

/// Id of the media library a picture was taken from.
fn attachment_of(node: &NodeRef<'_>) -> Option<String> {
    let by_class = || {
        let classes = node.class()?.to_string();
        classes
            .split_ascii_whitespace()
            .find_map(|c| c.strip_prefix("wp-image-").map(str::to_owned))
    };
    let ids = by_class()
        .or_else(|| attr(node, "data-id"))
        .or_else(|| attr(node, "data-attachment-id"));
    ids.filter(|id| (1..=20).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit()))
}
