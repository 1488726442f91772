//! What the body of a story needs from other records to become the HTML of a page.
//!
//! Labels come from the messages of the edition; nothing here loads anything from elsewhere.

use super::embeds::{player, service_name};
use super::{CardView, NoticeView, PictureView, alt_in_place};
use dateline_core::body::html::{Slots, escape, render_text};
use dateline_core::body::limits::is_web_url;
use dateline_core::body::{Attribution, PictureUse};
use dateline_core::id::{NoticeId, PictureId, StoryId};
use dateline_web::i18n::{Arg, Locale};
use std::collections::HashMap;
use std::fmt::Write;
use std::hash::BuildHasher;

/// Widths at which pictures in the text are shown.
const BODY_SIZES: &str = "(min-width: 62rem) 42rem, 100vw";
/// The same in a group; stories told in pictures show them as wide as the page.
const GALLERY_SIZES: &str = "(min-width: 64rem) 60rem, 100vw";
/// The same on a card in the text.
const CARD_SIZES: &str = "9rem";

/// What a body needs, looked up beforehand. What is not in the maps is not shown.
#[derive(Clone, Copy, Debug)]
pub struct BodySlots<'a, S = std::hash::RandomState> {
    /// Voice of the edition.
    pub locale: &'a Locale,
    /// Pictures of the body.
    pub pictures: &'a HashMap<PictureId, PictureView, S>,
    /// Stories shown as living cards.
    pub cards: &'a HashMap<StoryId, CardView, S>,
    /// Present addresses of stories linked from the words.
    pub paths: &'a HashMap<StoryId, String, S>,
    /// Public notices.
    pub notices: &'a HashMap<NoticeId, NoticeView, S>,
}

impl<S: BuildHasher> Slots for BodySlots<'_, S> {
    fn picture(&self, out: &mut String, used: &PictureUse) {
        self.figure(out, used, BODY_SIZES, None);
    }

    fn gallery(&self, out: &mut String, title: Option<&str>, pictures: &[PictureUse]) {
        let shown: Vec<&PictureUse> = pictures
            .iter()
            .filter(|p| self.pictures.contains_key(&p.picture))
            .collect();
        if shown.is_empty() {
            return;
        }
        let count = i64::try_from(shown.len()).unwrap_or(i64::MAX);
        let label = title.map_or_else(
            || {
                self.locale
                    .plain("gallery-label", &[("count", Arg::Number(count))])
            },
            str::to_owned,
        );
        out.push_str("<div class=\"gallery\" role=\"group\"");
        attribute(out, "aria-label", &label);
        for (name, key) in [
            ("data-close", "gallery-close"),
            ("data-previous", "gallery-previous"),
            ("data-next", "gallery-next"),
        ] {
            attribute(out, name, &self.locale.plain(key, &[]));
        }
        out.push('>');
        if let Some(title) = title {
            element(out, "h2", "gallery-title", title);
        }
        for (used, at) in shown.into_iter().zip(1..) {
            self.figure(out, used, GALLERY_SIZES, Some((at, count)));
        }
        out.push_str("</div>");
    }

    fn card(&self, out: &mut String, story: StoryId) {
        let Some(card) = self.cards.get(&story) else {
            return;
        };
        let label = self.locale.plain("read-also", &[]);
        out.push_str("<aside class=\"read-also\"");
        attribute(out, "aria-label", &label);
        out.push('>');
        element(out, "p", "label", &label);
        if let Some(kicker) = &card.kicker {
            element(out, "p", "kicker", kicker);
        }
        out.push_str("<h2><a");
        attribute(out, "href", &card.url);
        out.push('>');
        escape(&card.headline, out);
        out.push_str("</a></h2>");
        if card.is_withdrawn {
            element(
                out,
                "p",
                "withdrawn",
                &self.locale.message("card-withdrawn", &[]),
            );
        }
        if let Some(picture) = &card.picture {
            out.push_str("<div class=\"shot\">");
            write_picture(out, picture, "", CARD_SIZES);
            if picture.credit_line.is_some() || !picture.labels.is_empty() {
                out.push_str("<p class=\"shot-credit\">");
                write_credit(out, self.locale, picture);
                out.push_str("</p>");
            }
            out.push_str("</div>");
        }
        out.push_str("</aside>");
    }

    fn story_href(&self, story: StoryId) -> Option<String> {
        self.paths
            .get(&story)
            .cloned()
            .or_else(|| self.cards.get(&story).map(|c| c.url.clone()))
    }

    fn notice(&self, out: &mut String, notice: NoticeId) {
        let Some(notice) = self.notices.get(&notice) else {
            return;
        };
        out.push_str("<aside class=\"notice\" role=\"note\"><p class=\"label\">");
        notice_label(out, self.locale, notice);
        let _ = write!(out, "</p><p>{}</p></aside>", notice.html);
    }

    fn attribution(&self, out: &mut String, attribution: &Attribution) {
        write_attribution(out, self.locale, attribution);
    }

    fn embed(&self, out: &mut String, provider: &str, url: &str, title: Option<&str>) {
        if !is_web_url(url) {
            return;
        }
        let service = service_name(provider, url);
        let player = player(provider, url);
        let shape = player.as_ref().map_or("", |p| p.shape.classes());
        let words = |key: &str| self.locale.message(key, &[("name", Arg::Text(service))]);
        let _ = write!(
            out,
            "<figure class=\"embed{shape}\"><div class=\"embed-place\">"
        );
        element(out, "p", "embed-title", title.unwrap_or(service));
        element(out, "p", "embed-warning", &words("embed-warning"));
        out.push_str("<p class=\"embed-ways\">");
        if let Some(player) = player {
            let label = title.unwrap_or(service);
            out.push_str("<button class=\"embed-play\" type=\"button\" hidden");
            attribute(out, "data-player", &player.address);
            attribute(out, "data-title", label);
            out.push('>');
            escape(&self.locale.message("embed-play", &[]), out);
            out.push_str("</button> ");
        }
        linked(out, &words("embed-opens"), Some(url));
        out.push_str("</p></div></figure>");
    }

    fn footnote_label(&self, number: usize) -> String {
        self.locale
            .number(i64::try_from(number).unwrap_or_default())
    }
}

impl<S: BuildHasher> BodySlots<'_, S> {
    /// A picture with its caption; in a gallery also a way to see it over the whole window, which the
    /// island shows.
    fn figure(&self, out: &mut String, used: &PictureUse, sizes: &str, place: Option<(i64, i64)>) {
        let Some(picture) = self.pictures.get(&used.picture) else {
            return;
        };
        let caption = used
            .caption
            .as_ref()
            .filter(|c| !c.is_blank())
            .map(|c| render_text(c, self));
        let caption = caption.as_deref().or(picture.caption_html.as_deref());
        let alt = alt_in_place(used, picture);
        let shape = if picture.height > picture.width {
            "picture tall"
        } else {
            "picture"
        };
        let _ = write!(out, "<figure class=\"{shape}\">");
        match place {
            None => write_picture(out, picture, &alt, sizes),
            Some((at, count)) => {
                out.push_str("<div class=\"gallery-shot\">");
                write_picture(out, picture, &alt, sizes);
                self.opener(out, at, count);
                out.push_str("</div>");
            }
        }
        write_caption(out, self.locale, picture, caption);
        out.push_str("</figure>");
    }
}

impl<S: BuildHasher> BodySlots<'_, S> {
    /// The button over a picture of a gallery; hidden where no script runs.
    fn opener(&self, out: &mut String, at: i64, count: i64) {
        let numbers = [("at", Arg::Number(at)), ("count", Arg::Number(count))];
        let place = self.locale.plain("gallery-position", &numbers);
        out.push_str("<button class=\"gallery-open\" type=\"button\" hidden");
        let label = [("place", Arg::Text(&place))];
        attribute(
            out,
            "aria-label",
            &self.locale.plain("gallery-open", &label),
        );
        attribute(out, "data-place", &place);
        out.push_str("></button>");
    }
}

fn write_picture(out: &mut String, picture: &PictureView, alt: &str, sizes: &str) {
    out.push_str("<picture>");
    for source in &picture.sources {
        out.push_str("<source");
        attribute(out, "type", source.media_type);
        attribute(out, "srcset", &source.srcset);
        attribute(out, "sizes", sizes);
        out.push('>');
    }
    out.push_str("<img");
    attribute(out, "class", &picture.focus);
    attribute(out, "src", &picture.src);
    if let Some(srcset) = &picture.srcset {
        attribute(out, "srcset", srcset);
        attribute(out, "sizes", sizes);
    }
    let _ = write!(
        out,
        " width=\"{}\" height=\"{}\"",
        picture.width.max(1),
        picture.height.max(1)
    );
    attribute(out, "alt", alt);
    out.push_str(" loading=\"lazy\" decoding=\"async\"></picture>");
}

fn write_caption(out: &mut String, locale: &Locale, picture: &PictureView, caption: Option<&str>) {
    let credentials = picture.credentials_html.as_deref();
    let says_nothing = picture.credit_line.is_none() && picture.labels.is_empty();
    if caption.is_none() && says_nothing && credentials.is_none() {
        return;
    }
    out.push_str("<figcaption>");
    if let Some(caption) = caption {
        let _ = write!(out, "<span class=\"caption\">{caption}</span> ");
    }
    write_credit(out, locale, picture);
    out.truncate(out.trim_end().len());
    out.push_str(credentials.unwrap_or_default());
    out.push_str("</figcaption>");
}

/// What readers are told of a picture, and its credit.
fn write_credit(out: &mut String, locale: &Locale, picture: &PictureView) {
    for label in &picture.labels {
        let words = locale.message(&format!("picture-{label}"), &[]);
        element(out, "span", "handout", &words);
        out.push(' ');
    }
    if let Some(credit) = &picture.credit_line {
        out.push_str("<span class=\"credit\">");
        element(
            out,
            "span",
            "hidden",
            &locale.message("picture-credit", &[]),
        );
        out.push_str(" <bdi>");
        escape(credit, out);
        out.push_str("</bdi></span>");
    }
}

/// "Correction, 3 July 2016, 18:05".
pub(super) fn notice_label(out: &mut String, locale: &Locale, notice: &NoticeView) {
    let at = notice.at.0;
    escape(
        &locale.message(&format!("notice-{}", notice.kind), &[]),
        out,
    );
    out.push_str(" <time");
    attribute(out, "datetime", &locale.iso(at));
    out.push('>');
    escape(&locale.datetime(at), out);
    out.push_str("</time>");
}

fn write_attribution(out: &mut String, locale: &Locale, attribution: &Attribution) {
    let label = locale.plain("attribution-label", &[]);
    out.push_str("<div class=\"attribution\" role=\"group\"");
    attribute(out, "aria-label", &label);
    out.push('>');
    // The style sheet shows the label: it is no word of the story.
    out.push_str("<p class=\"outlet\"><bdi>");
    escape(&attribution.outlet, out);
    out.push_str("</bdi></p>");
    if let Some(title) = &attribution.title {
        out.push_str("<p class=\"piece\"><cite");
        if let Some(language) = &attribution.language {
            attribute(out, "lang", language);
        }
        out.push_str(" dir=\"auto\">");
        linked(out, title, attribution.url.as_deref());
        out.push_str("</cite></p>");
    }
    attribution_facts(out, locale, attribution);
    out.push_str("</div>");
}

fn attribution_facts(out: &mut String, locale: &Locale, attribution: &Attribution) {
    let mut facts = Vec::new();
    if let Some(author) = &attribution.author {
        facts.push(wrapped("bdi", author));
    }
    if let Some(date) = &attribution.date {
        let shown = date
            .parse()
            .map_or_else(|_| date.clone(), |day| locale.dates().date(day));
        let mut time = String::from("<time");
        attribute(&mut time, "datetime", date);
        time.push('>');
        escape(&shown, &mut time);
        facts.push(time + "</time>");
    }
    let language = attribution
        .language
        .as_deref()
        .map(dateline_web::i18n::language_of);
    if let Some(name) =
        language.and_then(|l| locale.try_message(&format!("language-{l}"), &[], false))
    {
        facts.push(wrapped("span", &name));
    }
    for (url, key) in [
        (
            attribution
                .url
                .as_ref()
                .filter(|_| attribution.title.is_none()),
            "attribution-original",
        ),
        (attribution.archived_url.as_ref(), "attribution-archived"),
    ] {
        if let Some(url) = url {
            let mut link = String::new();
            linked(&mut link, &locale.plain(key, &[]), Some(url));
            facts.push(link);
        }
    }
    if !facts.is_empty() {
        let _ = write!(
            out,
            "<p class=\"facts\">{}</p>",
            facts.join(" <span class=\"dot\">·</span> ")
        );
    }
}

fn wrapped(tag: &str, text: &str) -> String {
    let mut out = format!("<{tag}>");
    escape(text, &mut out);
    let _ = write!(out, "</{tag}>");
    out
}

fn linked(out: &mut String, text: &str, url: Option<&str>) {
    let Some(url) = url.filter(|u| is_web_url(u)) else {
        return escape(text, out);
    };
    out.push_str("<a rel=\"noopener\"");
    attribute(out, "href", url);
    out.push('>');
    escape(text, out);
    out.push_str("</a>");
}

fn element(out: &mut String, tag: &str, class: &str, text: &str) {
    let _ = write!(out, "<{tag} class=\"{class}\">");
    escape(text, out);
    let _ = write!(out, "</{tag}>");
}

pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, " {name}=\"");
    escape(value, out);
    out.push('"');
}
