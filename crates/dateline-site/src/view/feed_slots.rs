//! What the body of a story needs to become the HTML of a feed: absolute addresses, no classes,
//! nothing that needs our style sheet.

use super::body_slots::{attribute, notice_label};
use super::{CardView, NoticeView, PictureView};
use dateline_core::body::html::{Slots, escape, render_text};
use dateline_core::body::limits::is_web_url;
use dateline_core::body::{Attribution, PictureUse};
use dateline_core::id::{NoticeId, PictureId, StoryId};
use dateline_web::i18n::Locale;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::hash::BuildHasher;

/// What a body needs, looked up beforehand. Addresses in the maps may be paths of this site.
#[derive(Clone, Copy, Debug)]
pub struct FeedSlots<'a, S = std::hash::RandomState> {
    /// Voice of the edition.
    pub locale: &'a Locale,
    /// Origin of this site (`https://example.org`), without a slash at the end.
    pub origin: &'a str,
    /// Absolute address of the story: what points into the same text points into its page.
    pub page: &'a str,
    /// Pictures of the body.
    pub pictures: &'a HashMap<PictureId, PictureView, S>,
    /// Stories shown as cards or linked.
    pub cards: &'a HashMap<StoryId, CardView, S>,
    /// Public notices.
    pub notices: &'a HashMap<NoticeId, NoticeView, S>,
}

impl<S: BuildHasher> Slots for FeedSlots<'_, S> {
    fn picture(&self, out: &mut String, used: &PictureUse) {
        let Some(picture) = self.pictures.get(&used.picture) else {
            return;
        };
        out.push_str("<figure><img");
        attribute(out, "src", &self.address(&picture.src));
        attribute(out, "alt", &super::alt_in_place(used, picture));
        let _ = write!(
            out,
            " width=\"{}\" height=\"{}\">",
            picture.width.max(1),
            picture.height.max(1)
        );
        let caption = used
            .caption
            .as_ref()
            .filter(|c| !c.is_blank())
            .map(|c| render_text(c, self));
        let caption = caption.or_else(|| picture.caption_html.clone());
        let labels = picture.labels.iter();
        let mut small: Vec<String> = labels
            .map(|label| self.locale.plain(&format!("picture-{label}"), &[]))
            .collect();
        small.extend(picture.credit_line.clone());
        if caption.is_some() || !small.is_empty() {
            out.push_str("<figcaption>");
            out.push_str(caption.as_deref().unwrap_or_default());
            if !small.is_empty() {
                out.push_str(if caption.is_some() {
                    " <small>"
                } else {
                    "<small>"
                });
                escape(&small.join(" · "), out);
                out.push_str("</small>");
            }
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>");
    }

    fn gallery(&self, out: &mut String, title: Option<&str>, pictures: &[PictureUse]) {
        if let Some(title) = title {
            out.push_str("<h3>");
            escape(title, out);
            out.push_str("</h3>");
        }
        for used in pictures {
            self.picture(out, used);
        }
    }

    fn card(&self, out: &mut String, story: StoryId) {
        let Some(card) = self.cards.get(&story) else {
            return;
        };
        out.push_str("<p>");
        escape(&self.locale.plain("read-also", &[]), out);
        out.push_str(": <a");
        attribute(out, "href", &self.address(&card.url));
        out.push('>');
        escape(&card.headline, out);
        out.push_str("</a></p>");
    }

    fn story_href(&self, story: StoryId) -> Option<String> {
        self.cards
            .get(&story)
            .map(|c| self.address(&c.url).into_owned())
    }

    fn notice(&self, out: &mut String, notice: NoticeId) {
        let Some(notice) = self.notices.get(&notice) else {
            return;
        };
        out.push_str("<p><strong>");
        notice_label(out, self.locale, notice);
        let _ = write!(out, "</strong> {}</p>", notice.html);
    }

    fn attribution(&self, out: &mut String, attribution: &Attribution) {
        let words = [
            attribution.author.as_deref(),
            attribution.title.as_deref(),
            Some(attribution.outlet.as_str()),
        ];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
        out.push_str("<p>");
        escape(&self.locale.plain("attribution-label", &[]), out);
        out.push_str(": ");
        plain_link(out, &words, attribution.url.as_deref());
        out.push_str("</p>");
    }

    fn address<'a>(&self, address: &'a str) -> Cow<'a, str> {
        let address = address.trim_matches(' ');
        match address.as_bytes().first() {
            Some(b'/') => Cow::Owned(format!("{}{address}", self.origin)),
            Some(b'#') => Cow::Owned(format!("{}{address}", self.page)),
            _ => Cow::Borrowed(address),
        }
    }

    fn embed(&self, out: &mut String, provider: &str, url: &str, title: Option<&str>) {
        if is_web_url(url) {
            out.push_str("<p>");
            plain_link(out, title.unwrap_or(provider), Some(url));
            out.push_str("</p>");
        }
    }
}

fn plain_link(out: &mut String, text: &str, url: Option<&str>) {
    let Some(url) = url.filter(|u| is_web_url(u)) else {
        return escape(text, out);
    };
    out.push_str("<a");
    attribute(out, "href", url);
    out.push('>');
    escape(text, out);
    out.push_str("</a>");
}
