//! Identifiers: 16 bytes, one type per noun so that they cannot be mixed up.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Makes a time-ordered id (UUID version 7, RFC 9562) from a moment and ten random bytes.
pub fn time_ordered(at: jiff::Timestamp, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Derives an id (UUID version 8, RFC 9562) from where a thing came from.
///
/// The same origin always gives the same id, so an import that runs twice finds its own work.
pub fn derived(parts: &[&str]) -> Uuid {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A story.
    StoryId,
    /// A frozen state of a story.
    RevisionId,
    /// A department of an edition.
    SectionId,
    /// A topic, person, place, organisation or series of an edition.
    TagId,
    /// A person with a public page.
    ContributorId,
    /// An image with its editorial metadata.
    PictureId,
    /// What somebody allowed or forbade us to do with a picture.
    LeaseId,
    /// A dated public note on a story.
    NoticeId,
    /// A reader's contribution to a discussion.
    CommentId,
    /// A newsroom account.
    StaffId,
    /// A team that owns stories.
    DeskId,
    /// A past-tense fact.
    EventId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_id_depends_on_every_part_and_its_border() {
        assert_eq!(derived(&["a", "bc"]), derived(&["a", "bc"]));
        assert_ne!(derived(&["a", "bc"]), derived(&["ab", "c"]));
    }

    #[test]
    fn time_ordered_ids_sort_by_their_moment() {
        let early = jiff::Timestamp::from_second(1_700_000_000).unwrap();
        let late = jiff::Timestamp::from_second(1_700_000_001).unwrap();

        assert!(time_ordered(early, [255; 10]) < time_ordered(late, [0; 10]));
    }
}
