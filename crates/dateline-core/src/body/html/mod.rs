//! A body as HTML: an allow-list by construction.
//!
//! Only what [`super::Kind`] names is ever written, every text is escaped, and what depends on
//! other records (pictures, cards, addresses, words of the interface) comes from [`Slots`].

mod inline;
mod table;

use super::rich_text::is_blank;
use super::{Attribution, Body, Element, Kind, ListItem, PictureUse, RichText, limits};
use crate::id::{NoticeId, StoryId};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use table::Figures;

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
    /// An address as it is written out: a feed makes it absolute.
    fn address<'a>(&self, address: &'a str) -> Cow<'a, str> {
        Cow::Borrowed(address)
    }
    /// What is shown for the number of a footnote, counted from 1.
    fn footnote_label(&self, number: usize) -> String {
        number.to_string()
    }
    /// Prefix of the ids written into the page, so that two bodies can stand on one page.
    #[expect(
        clippy::unnecessary_literal_bound,
        reason = "another implementation may lend its own"
    )]
    fn id_prefix(&self) -> &str {
        ""
    }
}

/// Most cells of a table whose short rows are filled up.
const MAX_FILLED: usize = 20_000;

/// Escapes text for HTML content and double-quoted attributes.
///
/// Characters that neither HTML nor XML may contain (feeds carry the same text) are left out.
pub fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let (instead, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            b'\t' | b'\n' | b'\r' => continue,
            0..0x20 | 0x7f => ("", 1),
            // U+FFFE and U+FFFF
            0xef if matches!(text.as_bytes()[at..], [_, 0xbf, 0xbe | 0xbf, ..]) => ("", 3),
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(instead);
        done = at + length;
    }
    out.push_str(&text[done..]);
}

/// The HTML of a body.
pub fn render(body: &Body, slots: &dyn Slots) -> String {
    let writer = Writer::new(slots, body);
    let mut out = String::with_capacity(4096);
    let mut footnotes = Vec::new();
    for element in &body.elements {
        writer.element(&mut out, element, &mut footnotes);
    }
    writer.footnotes(&mut out, &footnotes);
    out
}

/// The HTML of a single rich text (a caption, a notice). It has no footnotes of its own.
pub fn render_text(text: &RichText, slots: &dyn Slots) -> String {
    let mut out = String::new();
    Writer::new(slots, &Body::default()).text(&mut out, text);
    out
}

struct Writer<'a> {
    slots: &'a dyn Slots,
    /// Number of the first footnote of each key, from 0.
    numbers: HashMap<&'a str, usize>,
    /// How often each footnote was referred to so far.
    marks: Vec<Cell<usize>>,
    /// Level of the heading written last; the headline of the story is 1.
    level: Cell<u8>,
}

impl<'a> Writer<'a> {
    fn new(slots: &'a dyn Slots, body: &'a Body) -> Self {
        let mut numbers = HashMap::new();
        let mut marks = Vec::new();
        body.walk(&mut |element| {
            if let Kind::Footnote { key, .. } = &element.kind {
                numbers.entry(key.as_str()).or_insert(marks.len());
                marks.push(Cell::new(0));
            }
        });
        Self {
            slots,
            numbers,
            marks,
            level: Cell::new(1),
        }
    }

    /// The tag of a heading: never more than one level below the heading before it.
    fn heading(&self, level: u8) -> &'static str {
        let level = level.clamp(2, 4).min(self.level.get() + 1);
        self.level.set(level);
        ["h2", "h3", "h4"][usize::from(level - 2)]
    }
}

type Notes<'b> = Vec<&'b RichText>;

impl Writer<'_> {
    fn element<'b>(&self, out: &mut String, element: &'b Element, notes: &mut Notes<'b>) {
        match &element.kind {
            Kind::Paragraph { text } => self.wrapped(out, "p", text),
            Kind::Heading { level, text } => {
                if !text.is_blank() {
                    self.wrapped(out, self.heading(*level), text);
                }
            }
            Kind::List { ordered, items } => self.list(out, *ordered, items, notes),
            Kind::Quote {
                text,
                speaker,
                role,
                source,
                source_url,
            } => {
                let by = [speaker.as_deref(), role.as_deref(), source.as_deref()];
                self.quote(out, text, by, source_url.as_deref());
            }
            Kind::PullQuote { text, speaker } => self.pull_quote(out, text, speaker.as_deref()),
            Kind::Picture(used) => self.slots.picture(out, used),
            Kind::Gallery { title, pictures } => {
                self.slots.gallery(out, title.as_deref(), pictures);
            }
            Kind::RichLink { story } => self.slots.card(out, *story),
            Kind::Attribution(a) => self.slots.attribution(out, a),
            Kind::Factbox { title, elements } => {
                // No aside: who takes the words of a page elsewhere leaves asides out.
                out.push_str("<section class=\"factbox\">");
                if !is_blank(title) {
                    self.level.set(2);
                    out.push_str("<h2>");
                    escape(title, out);
                    out.push_str("</h2>");
                }
                for child in elements {
                    self.element(out, child, notes);
                }
                out.push_str("</section>");
            }
            Kind::Table {
                caption,
                head,
                rows,
            } => self.table(out, caption.as_ref(), head, rows),
            Kind::Code { language, text } => {
                out.push_str("<pre dir=\"ltr\"><code");
                if let Some(language) = language.as_deref().filter(|l| !is_blank(l)) {
                    attribute(out, "data-language", language);
                }
                out.push('>');
                escape(text, out);
                out.push_str("</code></pre>");
            }
            Kind::Rule => out.push_str("<hr>"),
            Kind::Embed {
                provider,
                url,
                title,
            } => self.slots.embed(out, provider, url, title.as_deref()),
            Kind::Audio { url, title } => self.media(out, "audio", url, title.as_deref()),
            Kind::Video { url, title, .. } => self.media(out, "video", url, title.as_deref()),
            Kind::Footnote { text, .. } => notes.push(text),
            Kind::Correction { notice } => self.slots.notice(out, *notice),
        }
    }

    fn wrapped(&self, out: &mut String, tag: &str, text: &RichText) {
        if text.is_blank() {
            return;
        }
        let before = out.len();
        out.push('<');
        out.push_str(tag);
        out.push('>');
        let start = out.len();
        self.text(out, text);
        // A reference to a note that is not there leaves nothing.
        if out.len() == start {
            out.truncate(before);
            return;
        }
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }

    fn list<'b>(
        &self,
        out: &mut String,
        ordered: bool,
        items: &'b [ListItem],
        notes: &mut Notes<'b>,
    ) {
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

    fn pull_quote(&self, out: &mut String, text: &RichText, speaker: Option<&str>) {
        if text.is_blank() {
            return;
        }
        // What is said in the text already stands beside it.
        out.push_str("<aside class=\"pull-quote\"><blockquote>");
        self.wrapped(out, "p", text);
        out.push_str("</blockquote>");
        if let Some(speaker) = speaker.filter(|s| !is_blank(s)) {
            out.push_str("<p class=\"by\">");
            escape(speaker, out);
            out.push_str("</p>");
        }
        out.push_str("</aside>");
    }

    /// No figure, which is a picture to who takes the words of a page elsewhere.
    fn quote(&self, out: &mut String, text: &[RichText], by: [Option<&str>; 3], url: Option<&str>) {
        let by = by.map(|part| part.filter(|p| !is_blank(p)));
        if text.iter().all(RichText::is_blank) && by.iter().all(Option::is_none) {
            return;
        }
        if !text.iter().all(RichText::is_blank) {
            out.push_str("<blockquote class=\"quote\"");
            if let Some(url) = url.filter(|u| limits::is_web_url(u)) {
                attribute(out, "cite", url);
            }
            out.push('>');
            for paragraph in text {
                self.wrapped(out, "p", paragraph);
            }
            out.push_str("</blockquote>");
        }
        let classes = ["speaker", "role", "source"];
        if by.iter().any(Option::is_some) {
            out.push_str("<p class=\"by\">");
            for (class, part) in classes
                .into_iter()
                .zip(by)
                .filter_map(|(c, p)| p.map(|p| (c, p)))
            {
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
                out.push_str(if link.is_some() {
                    "</a></span> "
                } else {
                    "</span> "
                });
            }
            out.truncate(out.trim_end().len());
            out.push_str("</p>");
        }
    }

    fn table(
        &self,
        out: &mut String,
        caption: Option<&RichText>,
        head: &[RichText],
        rows: &[Vec<RichText>],
    ) {
        let caption = caption.filter(|c| !c.is_blank());
        let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(head.len());
        if width == 0 {
            return;
        }
        // Short rows are filled up, unless a single long one would make the page many times the body.
        let filled = if width.saturating_mul(rows.len()) > MAX_FILLED {
            0
        } else {
            width
        };
        out.push_str("<section class=\"table\" tabindex=\"0\" role=\"group\"");
        if let Some(caption) = caption {
            attribute(out, "aria-label", &caption.plain());
        }
        out.push_str("><table>");
        if let Some(caption) = caption {
            self.wrapped(out, "caption", caption);
            out.push('\n');
        }
        let figures = Figures::of(rows);
        if !head.is_empty() {
            out.push_str("<thead><tr>");
            for (at, cell) in head.iter().enumerate() {
                if cell.is_blank() {
                    out.push_str("<td></td>\n");
                } else {
                    out.push_str("<th scope=\"col\"");
                    out.push_str(figures.class(at));
                    self.text(out, cell);
                    out.push_str("</th>\n");
                }
            }
            out.push_str("</tr></thead>");
        }
        if !rows.is_empty() {
            out.push_str("<tbody>");
            for row in rows {
                out.push_str("<tr>");
                for (at, cell) in row.iter().enumerate() {
                    out.push_str("<td");
                    out.push_str(figures.class(at));
                    self.text(out, cell);
                    // Words of two cells are two words, wherever they are taken.
                    out.push_str("</td>\n");
                }
                (row.len()..filled).for_each(|_| out.push_str("<td></td>\n"));
                out.push_str("</tr>");
            }
            out.push_str("</tbody>");
        }
        out.push_str("</table></section>");
    }

    fn media(&self, out: &mut String, tag: &str, url: &str, title: Option<&str>) {
        if !limits::is_safe_href(url) {
            return;
        }
        out.push_str("<figure class=\"");
        out.push_str(tag);
        out.push_str("\"><");
        out.push_str(tag);
        out.push_str(" controls preload=\"none\"");
        attribute(out, "src", &self.slots.address(url));
        if let Some(title) = title {
            attribute(out, "aria-label", title);
        }
        out.push_str("></");
        out.push_str(tag);
        out.push('>');
        if let Some(title) = title.filter(|t| !is_blank(t)) {
            out.push_str("<figcaption>");
            escape(title, out);
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>");
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}
