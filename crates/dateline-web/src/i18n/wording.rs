//! What an edition says in words of its own, by setting.

use super::{I18nError, messages};
use fluent_bundle::FluentResource;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most messages an edition may word otherwise.
pub const MAX_WORDINGS: usize = 500;
/// Most characters of one of them.
pub const MAX_WORDING_CHARS: usize = 2_000;

/// A message worded by setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The words, as in a message file after the `=`.
    pub text: String,
    /// File it was read from.
    pub file: String,
    /// Line in it, from 1.
    pub line: usize,
}

impl Wording {
    /// As a message file says it: lines after the first are set in, so that none begins a message.
    pub(super) fn as_message(&self, key: &str) -> String {
        format!("{key} = {}\n", self.text.trim().replace('\n', "\n    "))
    }
}

/// What an edition does otherwise than its language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionWords {
    /// Language of its own words, where it is not that of its locale.
    pub messages: Option<String>,
    /// Its numerals (`latn`, `arab`).
    pub numerals: Option<String>,
    /// Messages it words otherwise, by key.
    pub wording: BTreeMap<String, Wording>,
}

impl EditionWords {
    /// Its messages; the first that cannot be read is the error.
    pub(super) fn resource(&self) -> Result<Option<Arc<FluentResource>>, I18nError> {
        let mut whole = String::new();
        for (key, wording) in &self.wording {
            let message = wording.as_message(key);
            // One by one, so that an error has its line.
            messages::read(&wording.file, &message).map_err(|e| match e {
                I18nError::Syntax { file, detail, .. } => I18nError::Syntax {
                    file,
                    line: wording.line,
                    detail: format!("the wording of \"{key}\": {detail}"),
                },
                other => other,
            })?;
            whole.push_str(&message);
        }
        if whole.is_empty() {
            return Ok(None);
        }
        messages::read("wording", &whole).map(Some)
    }
}
