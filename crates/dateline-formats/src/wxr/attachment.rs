//! The media library.

use super::channel::{Archive, meta, origin};
use super::node::Node;
use crate::archive::{Picture, Record, picture_id};
use crate::html;
use std::sync::Arc;

/// Files that are pictures.
const PICTURES: [&str; 12] = [
    "jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "avif", "bmp", "tif", "tiff", "heic",
];
/// Custom fields that hold a credit, the surest first.
const CREDITS: [&str; 14] = [
    "_media_credit",
    "media_credit",
    "_credit",
    "credit",
    "photo_credit",
    "_photo_credit",
    "image_credit",
    "_image_credit",
    "photographer",
    "_photographer",
    "isc_image_source",
    "_navis_media_credit",
    "be_credit",
    "_wp_attachment_credit",
];

impl Archive {
    /// A file of the media library: a picture, or skipped.
    pub(super) fn attachment(&mut self, node: &Node) {
        let written = node.some("wp:attachment_url").or_else(|| node.some("guid"));
        let url = written.and_then(|w| match self.base() {
            Some(base) => base.join(w).ok(),
            None => url::Url::parse(w).ok(),
        });
        let Some(url) = url.filter(|u| matches!(u.scheme(), "http" | "https")) else {
            self.skip(node, "pictures", "the attachment has no address".to_owned());
            return;
        };
        if !is_picture(url.path()) {
            self.skip(node, "pictures", "attachment is not a picture".to_owned());
            return;
        }
        if self.is_outline {
            Arc::make_mut(&mut self.library).picture(
                node.field("wp:post_id"),
                &url,
                node.field("wp:post_parent"),
                node.field("wp:menu_order"),
            );
        }
        let text = |html: &str| Some(html::plain(html)).filter(|t| !t.is_empty());
        let caption =
            text(node.field("excerpt:encoded")).or_else(|| text(node.field("content:encoded")));
        let origin = origin(node);
        let attachment = node.some("wp:post_id");
        self.out.push_back(Record::Picture(Picture {
            id: picture_id(&self.site.url, attachment, url.as_str()),
            url: url.to_string(),
            title: text(node.field("title")),
            caption,
            alt: meta(node, "_wp_attachment_image_alt").and_then(text),
            credit: CREDITS.iter().find_map(|key| text(meta(node, key)?)),
            origin,
        }));
    }
}

/// True if the name of a file ends as pictures do, or does not say what it is.
fn is_picture(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    match file.rsplit_once('.') {
        Some((_, extension)) => PICTURES.contains(&extension.to_ascii_lowercase().as_str()),
        None => !file.is_empty(),
    }
}
