//! A body as HTML: an allow-list by construction.
//!
//! Only what [`super::Kind`] names is ever written, every text is escaped, and what depends on
//! other records (pictures, cards, addresses, words of the interface) comes from [`Slots`].

use super::{Attribution, Body, Element, Inline, Kind, ListItem, Mark, PictureUse, RichText, limits};
use crate::id::{NoticeId, StoryId};

/// What a body needs from outside to become HTML. Each writer writes nothing if it has nothing.
pub trait Slots {
    /// Writes one picture as a figure.
    fn picture(&self, out: &mut String, used: &PictureUse);
    /// Writes several pictures as one figure group.
    fn gallery(&self, out: &mut String, title: Option<&str>, pictures: &[PictureUse]);
    /// Writes the living card of a story.
    fn card(&self, out: &mut String, story: StoryId);
    /// Present address of a story, if the public may read it.
    fn story_href(&self, story: StoryId) -> Option<String>;
    /// Writes the notice readers should see at this place.
    fn notice(&self, out: &mut String, notice: NoticeId);
    /// Writes where a piece first ran.
    fn attribution(&self, out: &mut String, attribution: &Attribution);
    /// Writes an embed that loads nothing until asked.
    fn embed(&self, out: &mut String, provider: &str, url: &str, title: Option<&str>);
    /// Number shown for a footnote, counted from 1; `None` if there is no such note.
    fn footnote_label(&self, number: usize) -> String {
        number.to_string()
    }
    /// Prefix of the ids written into the page, so that two bodies can stand on one page.
    fn id_prefix(&self) -> &str {
        ""
    }
}

/// Escapes text for HTML content and double-quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The HTML of a body.
pub fn render(body: &Body, slots: &dyn Slots) -> String {
    let notes = footnote_keys(body);
    let writer = Writer { slots, notes };
    let mut out = String::with_capacity(4096);
    let mut footnotes = Vec::new();
    for element in &body.elements {
        writer.element(&mut out, element, &mut footnotes);
    }
    writer.footnotes(&mut out, &footnotes);
    out
}

/// The HTML of a single rich text (a caption, a notice).
pub fn render_text(text: &RichText, slots: &dyn Slots) -> String {
    let mut out = String::new();
    Writer { slots, notes: Vec::new() }.text(&mut out, text);
    out
}

fn footnote_keys(body: &Body) -> Vec<String> {
    let mut keys = Vec::new();
    body.walk(&mut |element| {
        if let Kind::Footnote { key, .. } = &element.kind
            && !keys.contains(key)
        {
            keys.push(key.clone());
        }
    });
    keys
}

struct Writer<'a> {
    slots: &'a dyn Slots,
    notes: Vec<String>,
}

type Notes<'b> = Vec<(&'b str, &'b RichText)>;

impl Writer<'_> {
    fn element<'b>(&self, out: &mut String, element: &'b Element, notes: &mut Notes<'b>) {
        match &element.kind {
            Kind::Paragraph { text } => self.wrapped(out, "p", text),
            Kind::Heading { level, text } => {
                self.wrapped(out, ["h2", "h3", "h4"][usize::from(level.clamp(&2, &4) - 2)], text);
            }
            Kind::List { ordered, items } => self.list(out, *ordered, items, notes),
            Kind::Quote { text, speaker, role, source, source_url } => {
                let by = [speaker.as_deref(), role.as_deref(), source.as_deref()];
                self.quote(out, text, by, source_url.as_deref());
            }
            Kind::PullQuote { text, speaker } => {
                out.push_str("<figure class=\"pull-quote\"><blockquote>");
                self.wrapped(out, "p", text);
                out.push_str("</blockquote>");
                if let Some(speaker) = speaker {
                    out.push_str("<figcaption>");
                    escape(speaker, out);
                    out.push_str("</figcaption>");
                }
                out.push_str("</figure>");
            }
            Kind::Picture(used) => self.slots.picture(out, used),
            Kind::Gallery { title, pictures } => self.slots.gallery(out, title.as_deref(), pictures),
            Kind::RichLink { story } => self.slots.card(out, *story),
            Kind::Attribution(a) => self.slots.attribution(out, a),
            Kind::Factbox { title, elements } => {
                out.push_str("<aside class=\"factbox\"><h3>");
                escape(title, out);
                out.push_str("</h3>");
                for child in elements {
                    self.element(out, child, notes);
                }
                out.push_str("</aside>");
            }
            Kind::Table { caption, head, rows } => self.table(out, caption.as_ref(), head, rows),
            Kind::Code { language, text } => {
                out.push_str("<pre dir=\"ltr\"><code");
                if let Some(language) = language {
                    attribute(out, "data-language", language);
                }
                out.push('>');
                escape(text, out);
                out.push_str("</code></pre>");
            }
            Kind::Rule => out.push_str("<hr>"),
            Kind::Embed { provider, url, title } => self.slots.embed(out, provider, url, title.as_deref()),
            Kind::Audio { url, title } => media(out, "audio", url, title.as_deref()),
            Kind::Video { url, title, .. } => media(out, "video", url, title.as_deref()),
            Kind::Footnote { key, text } => notes.push((key, text)),
            Kind::Correction { notice } => self.slots.notice(out, *notice),
        }
    }

    fn wrapped(&self, out: &mut String, tag: &str, text: &RichText) {
        if text.is_blank() {
            return;
        }
        out.push('<');
        out.push_str(tag);
        out.push('>');
        self.text(out, text);
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }

    fn list<'b>(&self, out: &mut String, ordered: bool, items: &'b [ListItem], notes: &mut Notes<'b>) {
        if items.is_empty() {
            return;
        }
        out.push_str(if ordered { "<ol>" } else { "<ul>" });
        for item in items {
            out.push_str("<li>");
            self.text(out, &item.text);
            for child in &item.elements {
                self.element(out, child, notes);
            }
            out.push_str("</li>");
        }
        out.push_str(if ordered { "</ol>" } else { "</ul>" });
    }

    fn quote(&self, out: &mut String, text: &[RichText], by: [Option<&str>; 3], url: Option<&str>) {
        out.push_str("<figure class=\"quote\"><blockquote");
        if let Some(url) = url.filter(|u| limits::is_web_url(u)) {
            attribute(out, "cite", url);
        }
        out.push('>');
        for paragraph in text {
            self.wrapped(out, "p", paragraph);
        }
        out.push_str("</blockquote>");
        let classes = ["speaker", "role", "source"];
        if by.iter().any(Option::is_some) {
            out.push_str("<figcaption>");
            for (class, part) in classes.into_iter().zip(by).filter_map(|(c, p)| p.map(|p| (c, p))) {
                out.push_str("<span class=\"");
                out.push_str(class);
                out.push_str("\">");
                let link = url.filter(|u| class == "source" && limits::is_web_url(u));
                if let Some(url) = link {
                    out.push_str("<a");
                    attribute(out, "href", url);
                    out.push('>');
                }
                escape(part, out);
                out.push_str(if link.is_some() { "</a></span> " } else { "</span> " });
            }
            out.truncate(out.trim_end().len());
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>");
    }

    fn table(&self, out: &mut String, caption: Option<&RichText>, head: &[RichText], rows: &[Vec<RichText>]) {
        out.push_str("<div class=\"table\" tabindex=\"0\" role=\"group\"");
        if let Some(caption) = caption {
            attribute(out, "aria-label", &caption.plain());
        }
        out.push_str("><table>");
        if let Some(caption) = caption.filter(|c| !c.is_blank()) {
            self.wrapped(out, "caption", caption);
        }
        if !head.is_empty() {
            out.push_str("<thead><tr>");
            for cell in head {
                if cell.is_blank() {
                    out.push_str("<td></td>");
                } else {
                    out.push_str("<th scope=\"col\">");
                    self.text(out, cell);
                    out.push_str("</th>");
                }
            }
            out.push_str("</tr></thead>");
        }
        out.push_str("<tbody>");
        let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(head.len());
        for row in rows {
            out.push_str("<tr>");
            for cell in 0..width {
                out.push_str("<td>");
                if let Some(text) = row.get(cell) {
                    self.text(out, text);
                }
                out.push_str("</td>");
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></div>");
    }

    fn text(&self, out: &mut String, text: &RichText) {
        for piece in &text.0 {
            match piece {
                Inline::Text { text, marks } => self.marked(out, text, marks),
                Inline::Break { .. } => out.push_str("<br>"),
                Inline::Footnote { footnote } => self.footnote_mark(out, footnote),
            }
        }
    }

    fn marked(&self, out: &mut String, text: &str, marks: &[Mark]) {
        let Some((mark, inner)) = marks.split_first() else {
            escape(text, out);
            return;
        };
        let close = self.open(out, mark);
        self.marked(out, text, inner);
        out.push_str(close);
    }

    fn open(&self, out: &mut String, mark: &Mark) -> &'static str {
        let (open, close) = match mark {
            Mark::Strong => ("<strong>", "</strong>"),
            Mark::Emphasis => ("<em>", "</em>"),
            Mark::Superscript => ("<sup>", "</sup>"),
            Mark::Subscript => ("<sub>", "</sub>"),
            Mark::Strike => ("<s>", "</s>"),
            Mark::Code => ("<code>", "</code>"),
            Mark::Link { href, story } => {
                let living = story.and_then(|s| self.slots.story_href(s));
                let href = living.as_deref().unwrap_or(href);
                if !limits::is_safe_href(href) {
                    return "";
                }
                out.push_str("<a");
                attribute(out, "href", href);
                if limits::is_web_url(href) {
                    out.push_str(" rel=\"noopener\"");
                }
                (">", "</a>")
            }
            Mark::Language { lang, rtl } => {
                out.push_str("<span");
                attribute(out, "lang", lang);
                attribute(out, "dir", if *rtl { "rtl" } else { "ltr" });
                (">", "</span>")
            }
            Mark::Correction { notice } => {
                out.push_str("<mark class=\"corrected\"");
                attribute(out, "data-notice", &notice.to_string());
                (">", "</mark>")
            }
        };
        out.push_str(open);
        close
    }

    fn footnote_mark(&self, out: &mut String, key: &str) {
        let Some(at) = self.notes.iter().position(|k| k == key) else { return };
        let (prefix, number) = (self.slots.id_prefix(), at + 1);
        let label = self.slots.footnote_label(number);
        out.push_str(&format!("<sup class=\"note-mark\"><a id=\"{prefix}note-mark-{number}\" href=\"#{prefix}note-{number}\" role=\"doc-noteref\">"));
        escape(&label, out);
        out.push_str("</a></sup>");
    }

    fn footnotes(&self, out: &mut String, notes: &Notes<'_>) {
        if notes.is_empty() {
            return;
        }
        out.push_str("<ol class=\"footnotes\" role=\"doc-endnotes\">");
        for (key, text) in notes {
            let Some(at) = self.notes.iter().position(|k| k == key) else { continue };
            let (prefix, number) = (self.slots.id_prefix(), at + 1);
            out.push_str(&format!("<li id=\"{prefix}note-{number}\">"));
            self.text(out, text);
            out.push_str(&format!(" <a class=\"note-back\" href=\"#{prefix}note-mark-{number}\" role=\"doc-backlink\">↑ {number}</a></li>"));
        }
        out.push_str("</ol>");
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

fn media(out: &mut String, tag: &str, url: &str, title: Option<&str>) {
    if !limits::is_safe_href(url) {
        return;
    }
    out.push_str("<figure class=\"");
    out.push_str(tag);
    out.push_str("\"><");
    out.push_str(tag);
    out.push_str(" controls preload=\"none\"");
    attribute(out, "src", url);
    if let Some(title) = title {
        attribute(out, "aria-label", title);
    }
    out.push_str("></");
    out.push_str(tag);
    out.push('>');
    if let Some(title) = title {
        out.push_str("<figcaption>");
        escape(title, out);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>");
}
