//! Running text with inline marks.

use super::{Element, Kind};
use crate::id::{NoticeId, StoryId};
use serde::{Serialize, Serializer};

/// Words with marks. In JSON a plain string when there is no mark at all, else a list of pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RichText(pub Vec<Inline>);

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Inline {
    /// Words that carry the same marks.
    Text {
        /// The words.
        text: String,
        /// From the outermost to the innermost.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
    },
    /// A line break within a paragraph.
    Break {
        /// Always true.
        line_break: bool,
    },
    /// The number that points to a footnote.
    Footnote {
        /// Key of the [`Kind::Footnote`].
        footnote: String,
    },
}

/// What words can carry.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Mark {
    /// Importance.
    Strong,
    /// Stress.
    Emphasis,
    /// A link. With `story` it follows the story wherever it moves; `href` is then where it led.
    Link {
        /// http, https, mailto or tel address, or a path of this site.
        href: String,
        /// The story it leads to, if it is one of ours.
        #[serde(skip_serializing_if = "Option::is_none")]
        story: Option<StoryId>,
    },
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// No longer true, kept for the record.
    Strike,
    /// Code.
    Code,
    /// A passage in another language.
    Language {
        /// BCP 47.
        lang: String,
        /// True if that language is written from right to left.
        #[serde(skip_serializing_if = "super::is_false")]
        rtl: bool,
    },
    /// Words changed by a correction.
    Correction {
        /// The notice that says what changed.
        notice: NoticeId,
    },
}

impl RichText {
    /// True if there is nothing to read.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|piece| match piece {
            Inline::Text { text, .. } => is_blank(text),
            Inline::Break { .. } => true,
            Inline::Footnote { .. } => false,
        })
    }

    /// The words alone; a line break becomes a space.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Inline::Text { text, .. } => out.push_str(text),
                Inline::Break { .. } => out.push(' '),
                Inline::Footnote { .. } => {}
            }
        }
        out
    }

    /// Stories linked from the words.
    pub fn stories(&self) -> impl Iterator<Item = StoryId> + '_ {
        self.0
            .iter()
            .flat_map(|piece| match piece {
                Inline::Text { marks, .. } => marks.as_slice(),
                _ => &[],
            })
            .filter_map(|mark| match mark {
                Mark::Link { story, .. } => *story,
                _ => None,
            })
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for RichText {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::default()
        } else {
            Self(vec![Inline::Text {
                text,
                marks: Vec::new(),
            }])
        }
    }
}

/// True if there is nothing to see: spaces, and control characters that no page may have.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

impl Serialize for RichText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [] => serializer.serialize_str(""),
            [Inline::Text { text, marks }] if marks.is_empty() && !text.is_empty() => {
                serializer.serialize_str(text)
            }
            pieces => pieces.serialize(serializer),
        }
    }
}

/// Calls `visit` for each rich text that belongs to the element itself (not to its children).
pub(super) fn for_each_text<'a>(element: &'a Element, visit: &mut dyn FnMut(&'a RichText)) {
    match &element.kind {
        Kind::Paragraph { text }
        | Kind::Heading { text, .. }
        | Kind::PullQuote { text, .. }
        | Kind::Footnote { text, .. } => visit(text),
        Kind::List { items, .. } => items.iter().for_each(|i| visit(&i.text)),
        Kind::Quote { text, .. } => text.iter().for_each(visit),
        Kind::Picture(p) => p.caption.iter().for_each(visit),
        Kind::Gallery { pictures, .. } => pictures
            .iter()
            .filter_map(|p| p.caption.as_ref())
            .for_each(visit),
        Kind::Table {
            caption,
            head,
            rows,
        } => {
            caption.iter().for_each(&mut *visit);
            head.iter().for_each(&mut *visit);
            rows.iter().flatten().for_each(visit);
        }
        Kind::RichLink { .. }
        | Kind::Attribution(_)
        | Kind::Factbox { .. }
        | Kind::Code { .. }
        | Kind::Rule
        | Kind::Embed { .. }
        | Kind::Audio { .. }
        | Kind::Video { .. }
        | Kind::Correction { .. } => {}
    }
}
