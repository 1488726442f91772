//! Foreign HTML turned into a typed [`Body`]: an allow-list by construction.
//!
//! Four steps, each bounded: `shortcode` makes WordPress's square brackets markup, `tame` keeps
//! only tags and attributes named here and limits nesting, an HTML5 parser builds the tree, and
//! `Converter` walks it into elements. Whatever has no element becomes the nearest one and is
//! told to [`Found`]; `bounds` then makes the result pass [`dateline_core::body::limits`].

mod block;
mod bounds;
mod comment;
mod convert;
mod embed;
mod figure;
mod flow;
mod footnote;
mod list;
mod media;
mod node;
mod plain;
mod quote;
mod shortcode;
mod table;
mod tame;

use crate::archive::Found;
use convert::Converter;
use dateline_core::body::{Body, Inline, RichText};
use dom_query::Document;
use url::Url;

pub use comment::comment;
pub use plain::plain;

/// Most bytes of HTML read; what follows is cut and told.
const MAX_HTML_BYTES: usize = 16 * 1024 * 1024;

/// How a text was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// HTML as any browser reads it.
    #[default]
    Html,
    /// WordPress before blocks: an empty line starts a paragraph, a line end is a break, and
    /// words in square brackets may be shortcodes.
    Classic,
    /// WordPress blocks: HTML guided by comments; outside blocks as [`Dialect::Classic`].
    Blocks,
}

impl Dialect {
    /// The dialect of a WordPress text, told by whether it has block comments.
    pub fn of_wordpress(text: &str) -> Self {
        if text.contains("<!-- wp:") {
            Self::Blocks
        } else {
            Self::Classic
        }
    }
}

/// How to read a text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Address relative links are completed with; without it only absolute links and paths stay.
    pub base: Option<Url>,
    /// How the text was written.
    pub dialect: Dialect,
    /// Footnotes kept beside the text: key and HTML of each.
    pub footnotes: Vec<(String, String)>,
}

impl Options {
    /// Reads plain HTML that stood at `base`; an address that cannot be parsed counts as none.
    pub fn new(base: &str) -> Self {
        Self {
            base: Url::parse(base).ok(),
            ..Self::default()
        }
    }

    /// The same in another dialect.
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }
}

/// Turns HTML into a body that passes [`dateline_core::body::limits::check`]. Pictures met and
/// things kept as something else are told to `found`.
pub fn to_body(html: &str, options: &Options, found: &mut Found) -> Body {
    let html = within_limit(html, found);
    let marked_up = match options.dialect {
        Dialect::Html => std::borrow::Cow::Borrowed(html),
        Dialect::Classic | Dialect::Blocks => shortcode::to_html(html, found).into(),
    };
    let tamed = tame::tame(&marked_up);
    for (from, to) in tamed.changes {
        found.changed(from, to);
    }
    let document = Document::fragment(tamed.html);
    let elements = Converter::new(options, found).document(&document);
    bounds::fit(elements, found)
}

/// Turns HTML into running text: marks, links, line breaks and `<fn id="x">`; paragraphs become
/// lines, and what is no text is left out.
pub fn inline(html: &str) -> RichText {
    let mut found = Found::default();
    let html = within_limit(html, &mut found);
    let tamed = tame::tame(html);
    let document = Document::fragment(tamed.html);
    let options = Options::default();
    let mut converter = Converter::new(&options, &mut found);
    converter.keep_notes = true;
    let elements = converter.elements(&document.root());
    join_lines(flow::squash(elements).0)
}

/// A link as a reader may follow it: complete and safe; `None` if it cannot be.
pub fn safe_link(written: &str, base: Option<&Url>) -> Option<String> {
    embed::href(written, base)
}

/// Several lines as one text with breaks between them.
fn join_lines(lines: Vec<RichText>) -> RichText {
    let mut pieces = Vec::new();
    for line in lines {
        if !pieces.is_empty() {
            pieces.push(Inline::Break { line_break: true });
        }
        pieces.extend(line.0);
    }
    RichText(pieces)
}

fn within_limit<'a>(html: &'a str, found: &mut Found) -> &'a str {
    if html.len() <= MAX_HTML_BYTES {
        return html;
    }
    found.changed("text beyond 16 MB", "nothing");
    &html[..html.floor_char_boundary(MAX_HTML_BYTES)]
}

#[cfg(test)]
mod tests;
