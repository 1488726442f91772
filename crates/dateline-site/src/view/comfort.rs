//! Pages that make reading comfortable: what is kept on the device, no connection, errors, embeds.

use super::{CardView, Frame, Link};
use serde::Serialize;

/// Stories and lists a reader keeps on the device. The server knows none of them: a script fills the
/// page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SavedPage {
    /// What every page shares.
    pub frame: Frame,
}

/// What a browser shows when it has no connection and no copy of the page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OfflinePage {
    /// What every page shares.
    pub frame: Frame,
}

/// A card by itself, for the page of saved stories.
#[derive(Clone, Debug, Default, Serialize)]
pub struct KeptCard {
    /// Only its edition is set.
    pub frame: Frame,
    /// The story.
    pub card: CardView,
}

/// A card of a story that other sites frame.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EmbedPage {
    /// What every page shares.
    pub frame: Frame,
    /// The story as it is now; none if readers cannot have it any more.
    pub card: Option<CardView>,
}

/// The form by which readers report an error.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReportPage {
    /// What every page shares.
    pub frame: Frame,
    /// Where the form is sent.
    pub action: String,
    /// The story, by its headline.
    pub story: Link,
    /// Its id.
    pub story_id: String,
    /// The revision the reader has.
    pub revision: i64,
    /// What the reader typed so far.
    pub typed: Typed,
    /// What is wrong with it.
    pub faults: ReportFaults,
    /// Most characters of each field.
    pub most: ReportLimits,
    /// `form`, `sent`, or why it was not taken: `busy`, `foreign`, `failed`.
    pub state: &'static str,
}

/// What a reader types into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Typed {
    /// The words that are wrong, quoted.
    pub passage: String,
    /// What is wrong with them.
    pub text: String,
    /// Where to answer.
    pub email: String,
}

/// What is wrong with each field, in one word; empty if nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReportFaults {
    /// `long`.
    pub passage: &'static str,
    /// `missing` or `long`.
    pub text: &'static str,
    /// `invalid`.
    pub email: &'static str,
}

impl ReportFaults {
    /// Whether anything is wrong.
    pub fn is_any(&self) -> bool {
        [self.passage, self.text, self.email]
            .iter()
            .any(|word| !word.is_empty())
    }
}

/// Most characters of each field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ReportLimits {
    /// Of the words quoted.
    pub passage: usize,
    /// Of the report.
    pub text: usize,
    /// Of the mail address.
    pub email: usize,
}

impl Default for ReportLimits {
    fn default() -> Self {
        Self {
            passage: 1_000,
            text: 4_000,
            email: 254,
        }
    }
}
