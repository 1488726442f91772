//! By what right a picture is used, and what readers are told of it.

use serde::{Deserialize, Serialize};

/// By what right a picture is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsageRights {
    /// Made by our own staff.
    Staff,
    /// Made for us by somebody who is not of our staff.
    Commissioned,
    /// From an agency by contract.
    Agency,
    /// From a stock library.
    Stock,
    /// Made by one for all who were there.
    Pool,
    /// Given out by the people shown or who speak for them; readers are told.
    Handout,
    /// Taken from a screen: a broadcast, a film, a page.
    Screengrab,
    /// From a social network.
    Social,
    /// Sent in by a reader.
    Reader,
    /// Under a Creative Commons licence.
    CreativeCommons,
    /// Out of copyright.
    PublicDomain,
    /// Not known (imported archives).
    #[default]
    Unknown,
}

impl UsageRights {
    /// Every category, in the order of menus.
    pub const ALL: [Self; 12] = [
        Self::Staff,
        Self::Commissioned,
        Self::Agency,
        Self::Stock,
        Self::Pool,
        Self::Handout,
        Self::Screengrab,
        Self::Social,
        Self::Reader,
        Self::CreativeCommons,
        Self::PublicDomain,
        Self::Unknown,
    ];

    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Commissioned => "commissioned",
            Self::Agency => "agency",
            Self::Stock => "stock",
            Self::Pool => "pool",
            Self::Handout => "handout",
            Self::Screengrab => "screengrab",
            Self::Social => "social",
            Self::Reader => "reader",
            Self::CreativeCommons => "creative_commons",
            Self::PublicDomain => "public_domain",
            Self::Unknown => "unknown",
        }
    }

    /// The category of this word.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rights| rights.as_str() == word)
    }

    /// Reads the stored word; anything unknown is unknown.
    pub fn parse(word: &str) -> Self {
        Self::find(word).unwrap_or_default()
    }

    /// The word readers are told beside the picture, where they are: who gave it is part of the news.
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Pool | Self::Handout | Self::Screengrab | Self::Social | Self::Reader => {
                Some(self.as_str())
            }
            Self::Staff
            | Self::Commissioned
            | Self::Agency
            | Self::Stock
            | Self::CreativeCommons
            | Self::PublicDomain
            | Self::Unknown => None,
        }
    }
}

/// What readers are told of how a picture came to be, from the code of the IPTC for digital sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Making {
    /// A trained model generated it.
    Generated,
    /// A trained model generated parts of it.
    PartlyGenerated,
    /// A program drew it, without training.
    Rendered,
    /// It is put together from several pictures.
    Composite,
    /// The same, and parts of it are synthetic.
    PartlySynthetic,
    /// Taken in a game or another made world.
    Virtual,
}

impl Making {
    /// What a code tells readers; nothing for what a camera, a scanner or a pen made.
    pub fn of(code: &str) -> Option<Self> {
        let code = code.rsplit('/').next().unwrap_or(code);
        match code {
            "trainedAlgorithmicMedia" => Some(Self::Generated),
            "compositeWithTrainedAlgorithmicMedia" => Some(Self::PartlyGenerated),
            "algorithmicMedia" => Some(Self::Rendered),
            "composite" => Some(Self::Composite),
            "compositeSynthetic" => Some(Self::PartlySynthetic),
            "virtualRecording" => Some(Self::Virtual),
            _ => None,
        }
    }

    /// The end of the message readers get.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::PartlyGenerated => "partly-generated",
            Self::Rendered => "rendered",
            Self::Composite => "composite",
            Self::PartlySynthetic => "partly-synthetic",
            Self::Virtual => "virtual",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_is_read_as_it_is_stored() {
        for rights in UsageRights::ALL {
            assert_eq!(UsageRights::find(rights.as_str()), Some(rights));
            let json = serde_json::to_string(&rights).unwrap();
            assert_eq!(json, format!("\"{}\"", rights.as_str()));
        }
        assert_eq!(UsageRights::parse("borrowed"), UsageRights::Unknown);
        assert_eq!(UsageRights::find("borrowed"), None);
    }

    #[test]
    fn readers_are_told_what_no_camera_saw() {
        let base = "http://cv.iptc.org/newscodes/digitalsourcetype/";
        assert_eq!(
            Making::of(&format!("{base}trainedAlgorithmicMedia")),
            Some(Making::Generated)
        );
        assert_eq!(
            Making::of("compositeWithTrainedAlgorithmicMedia"),
            Some(Making::PartlyGenerated)
        );
        assert_eq!(Making::of("digitalCapture"), None);
        assert_eq!(Making::of(""), None);
    }
}
