//! The body of a story: ordered, typed elements.
//!
//! A body is data, not markup: what has no element cannot be stored, so nothing a foreign page
//! or a careless paste contains can reach a reader. The JSON form is stable and published
//! (`docs/src/reference/body.md`); [`Body::parse`] is the only way in from outside and enforces
//! [`limits`].

pub mod html;
pub mod limits;
mod rich_text;
pub mod text;

mod schema;
mod wire;

use crate::id::{NoticeId, PictureId, StoryId};
use serde::{Deserialize, Serialize};

pub use limits::{BodyError, MAX_DEPTH, MAX_ELEMENTS, MAX_JSON_BYTES, MAX_MARKS, MAX_TEXT_BYTES};
pub use rich_text::{Inline, Mark, RichText};
pub use schema::schema;

/// The whole running text of a story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Body {
    /// In reading order.
    pub elements: Vec<Element>,
}

/// One part of a body.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Element {
    /// Stable within the story, so that a translation or a note can point at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the element is.
    #[serde(flatten)]
    pub kind: Kind,
}

/// What an element is. The JSON tag is `type`, in snake case.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Kind {
    /// Running text.
    Paragraph {
        /// The words.
        text: RichText,
    },
    /// A subheading; `level` 2 to 4 (the headline of the story is level 1).
    Heading {
        /// 2, 3 or 4.
        level: u8,
        /// The words.
        text: RichText,
    },
    /// A list; items may hold further elements (sublists).
    List {
        /// Numbered?
        #[serde(skip_serializing_if = "is_false")]
        ordered: bool,
        /// In order.
        items: Vec<ListItem>,
    },
    /// What somebody said or wrote, with who and where.
    Quote {
        /// One entry a paragraph.
        text: Vec<RichText>,
        /// Who said it.
        #[serde(skip_serializing_if = "Option::is_none")]
        speaker: Option<String>,
        /// What the speaker is ("harbour master").
        #[serde(skip_serializing_if = "Option::is_none")]
        role: Option<String>,
        /// Where it was said.
        #[serde(skip_serializing_if = "Option::is_none")]
        source: Option<String>,
        /// Address of the source.
        #[serde(skip_serializing_if = "Option::is_none")]
        source_url: Option<String>,
    },
    /// A sentence of the story lifted out and set large.
    PullQuote {
        /// The words.
        text: RichText,
        /// Who said it.
        #[serde(skip_serializing_if = "Option::is_none")]
        speaker: Option<String>,
    },
    /// One picture.
    Picture(PictureUse),
    /// Several pictures seen as one.
    Gallery {
        /// Its title.
        #[serde(skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// In order.
        pictures: Vec<PictureUse>,
    },
    /// A living card to another story: its headline, picture and status follow the story.
    RichLink {
        /// The story pointed at.
        story: StoryId,
    },
    /// Where a piece or a quote first ran.
    Attribution(Attribution),
    /// A boxed aside of facts.
    Factbox {
        /// Its title.
        title: String,
        /// Its content.
        elements: Vec<Element>,
    },
    /// Figures in rows.
    Table {
        /// What the table shows.
        #[serde(skip_serializing_if = "Option::is_none")]
        caption: Option<RichText>,
        /// Column headings; empty if none.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        head: Vec<RichText>,
        /// Cells by row.
        rows: Vec<Vec<RichText>>,
    },
    /// Source code or other preformatted text.
    Code {
        /// Name of the language, if known.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// The text with its line breaks.
        text: String,
    },
    /// A thematic break.
    Rule,
    /// Something another service shows; loaded only when the reader asks.
    Embed {
        /// The service ("youtube"), lower case.
        provider: String,
        /// Address of the thing itself, https.
        url: String,
        /// What it is.
        #[serde(skip_serializing_if = "Option::is_none")]
        title: Option<String>,
    },
    /// A sound file.
    Audio {
        /// Its address.
        url: String,
        /// What is heard.
        #[serde(skip_serializing_if = "Option::is_none")]
        title: Option<String>,
    },
    /// A video file.
    Video {
        /// Its address.
        url: String,
        /// What is seen.
        #[serde(skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// Still picture shown before it plays.
        #[serde(skip_serializing_if = "Option::is_none")]
        poster: Option<PictureId>,
    },
    /// A note at the foot, referred to by [`Inline::Footnote`].
    Footnote {
        /// The mark that refers to it, unique in the body.
        key: String,
        /// The note.
        text: RichText,
    },
    /// Marks the place a notice is about, so that readers see it where it matters.
    Correction {
        /// The notice.
        notice: NoticeId,
    },
}

/// One entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListItem {
    /// The words.
    pub text: RichText,
    /// What hangs below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<Element>,
}

/// A picture as used in one place: the place may have its own caption and alt.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PictureUse {
    /// The picture.
    pub picture: PictureId,
    /// Replaces the picture's own caption here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichText>,
    /// Replaces the picture's own alternative text here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

/// Where a piece or a quote first ran.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// The paper or agency.
    pub outlet: String,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Its title there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its address, http or https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Day it ran, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Its language, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Address of an archived copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_url: Option<String>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde asks for"
)]
fn is_false(value: &bool) -> bool {
    !*value
}

impl Element {
    /// An element without an id.
    pub fn new(kind: Kind) -> Self {
        Self { id: None, kind }
    }

    /// A paragraph of plain words.
    pub fn paragraph(text: impl Into<RichText>) -> Self {
        Self::new(Kind::Paragraph { text: text.into() })
    }

    /// The elements directly below this one.
    pub fn children(&self) -> Box<dyn Iterator<Item = &Element> + '_> {
        match &self.kind {
            Kind::List { items, .. } => Box::new(items.iter().flat_map(|i| i.elements.iter())),
            Kind::Factbox { elements, .. } => Box::new(elements.iter()),
            _ => Box::new(std::iter::empty()),
        }
    }
}

impl Body {
    /// Reads a body from its JSON form and checks it against [`limits`].
    pub fn parse(json: &str) -> Result<Self, BodyError> {
        limits::check_size(json.len())?;
        let body = Self::from_trusted_json(json)?;
        limits::check(&body)?;
        Ok(body)
    }

    /// Reads a body that was checked when it was stored.
    pub fn from_trusted_json(json: &str) -> Result<Self, BodyError> {
        serde_json::from_str(json).map_err(|e| {
            let detail = e.to_string();
            if detail.starts_with("recursion limit exceeded") {
                BodyError::FarTooDeep
            } else {
                BodyError::Malformed { detail }
            }
        })
    }

    /// The JSON form.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "[]".to_owned())
    }

    /// Calls `visit` for every element, parents before children.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Element)) {
        fn go<'a>(elements: impl Iterator<Item = &'a Element>, visit: &mut dyn FnMut(&'a Element)) {
            for element in elements {
                visit(element);
                go(element.children(), visit);
            }
        }
        go(self.elements.iter(), visit);
    }

    /// Stories this body shows as living cards or links to, without repeats, in reading order.
    pub fn stories(&self) -> Vec<StoryId> {
        let mut found = Vec::new();
        self.walk(&mut |element| {
            if let Kind::RichLink { story } = &element.kind {
                found.push(*story);
            }
            rich_text::for_each_text(element, &mut |text| found.extend(text.stories()));
        });
        dedup(found)
    }

    /// Pictures this body uses, without repeats, in reading order.
    pub fn pictures(&self) -> Vec<PictureId> {
        let mut found = Vec::new();
        self.walk(&mut |element| match &element.kind {
            Kind::Picture(p) => found.push(p.picture),
            Kind::Gallery { pictures, .. } => found.extend(pictures.iter().map(|p| p.picture)),
            Kind::Video {
                poster: Some(p), ..
            } => found.push(*p),
            _ => {}
        });
        dedup(found)
    }

    /// Number of words, counted over everything a reader reads.
    pub fn word_count(&self) -> u32 {
        u32::try_from(text::count_words(self)).unwrap_or(u32::MAX)
    }
}

fn dedup<T: Copy + Eq + std::hash::Hash>(items: Vec<T>) -> Vec<T> {
    let mut seen = std::collections::HashSet::new();
    items.into_iter().filter(|i| seen.insert(*i)).collect()
}
