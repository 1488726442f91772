//! Content credentials: what a picture's file proves of who made it, with what, and what was done to it.
//!
//! The words are those of the C2PA standard where editors compare them with other programs' (state,
//! codes, actions), and plain where readers meet them.

use serde::{Deserialize, Serialize};

/// Whether the credentials of a file hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialsState {
    /// The file has none.
    None,
    /// This program was built without what it takes to look, or looking failed.
    #[default]
    Unchecked,
    /// They are there and do not hold: file or credentials were changed, or break the standard.
    Invalid,
    /// They hold; who signed is not on our list.
    Valid,
    /// They hold, and who signed is on our list.
    Trusted,
}

impl CredentialsState {
    /// The word stored and shown to editors.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Unchecked => "unchecked",
            Self::Invalid => "invalid",
            Self::Valid => "valid",
            Self::Trusted => "trusted",
        }
    }
}

/// What part an AI model had in a picture, as far as its credentials say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AiUse {
    /// Nothing is said of one.
    #[default]
    NotStated,
    /// A part was made by one.
    Part,
    /// A model made it.
    Whole,
}

impl AiUse {
    /// Reads a digital source type of the IPTC, as an address or its last part.
    pub fn of_source_type(source_type: &str) -> Self {
        let name = source_type
            .rsplit(['/', '#', ':'])
            .next()
            .unwrap_or_default();
        match name {
            "trainedAlgorithmicMedia" | "trainedAlgorithmicData" => Self::Whole,
            "compositeWithTrainedAlgorithmicMedia" => Self::Part,
            _ => Self::NotStated,
        }
    }
}

/// Something the validator said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The code of the standard (`assertion.dataHash.mismatch`).
    pub code: String,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// Something that was done to the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionTaken {
    /// Name by the standard (`c2pa.cropped`).
    pub action: String,
    /// When, as the file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// With what program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// What kind of source the result is, an address of the IPTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digital_source_type: Option<String>,
}

/// Something the picture was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ingredient {
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `parentOf`, `componentOf` or `inputTo`.
    pub relationship: String,
    /// Its media type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Whether it has credentials of its own.
    pub has_credentials: bool,
    /// Whether those held when they were looked at for this file.
    #[serde(default)]
    pub state: CredentialsState,
    /// What the one who signed says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// The content credentials of a file, as found by a look at its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentCredentials {
    /// Whether they hold.
    pub state: CredentialsState,
    /// Why they do not, or why nobody looked; in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the validator objects to, by the codes of the standard.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
    /// Who signed: the name in the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<String>,
    /// The organisation in the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// When, if a time stamp says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_at: Option<String>,
    /// With what program or camera.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// Title given to the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What part an AI model had, in the file or in what it was made from.
    #[serde(default)]
    pub ai: AiUse,
    /// What was done, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<ActionTaken>,
    /// What it was made from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ingredients: Vec<Ingredient>,
    /// How many manifests the file holds.
    #[serde(default)]
    pub manifests: usize,
}

impl ContentCredentials {
    /// Of a file that has none.
    pub fn none() -> Self {
        Self {
            state: CredentialsState::None,
            ..Self::default()
        }
    }

    /// Nobody could look, and why.
    pub fn unchecked(reason: impl Into<String>) -> Self {
        Self {
            reason: Some(reason.into()),
            ..Self::default()
        }
    }

    /// They are there and cannot be read, and why.
    pub fn invalid(reason: impl Into<String>) -> Self {
        Self {
            state: CredentialsState::Invalid,
            reason: Some(reason.into()),
            ..Self::default()
        }
    }

    /// Whether readers can be shown something: they hold, or they are there and do not.
    pub fn is_shown(&self) -> bool {
        matches!(
            self.state,
            CredentialsState::Invalid | CredentialsState::Valid | CredentialsState::Trusted
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_type_of_a_model_is_told_from_others() {
        let base = "http://cv.iptc.org/newscodes/digitalsourcetype/";
        for (name, part) in [
            ("trainedAlgorithmicMedia", AiUse::Whole),
            ("compositeWithTrainedAlgorithmicMedia", AiUse::Part),
            ("digitalCapture", AiUse::NotStated),
            ("algorithmicMedia", AiUse::NotStated),
        ] {
            assert_eq!(AiUse::of_source_type(&format!("{base}{name}")), part);
            assert_eq!(AiUse::of_source_type(name), part);
        }
    }
}
