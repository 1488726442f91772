//! What a page is about: the things a render reads and a commit changes.
//!
//! A render records the subjects it read, a commit announces the subjects it changed; where the two
//! meet, a page is out of date. Keys are the same on every node and in every release.

use serde::{Deserialize, Serialize};

use crate::edition::EditionCode;
use crate::id::{ContributorId, PictureId, SectionId, StaffId, StoryId, TagId};

/// Something a page reads and a change touches.
///
/// A feed follows the list it is made from: it reads that list's subject and those of its stories.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum Subject {
    /// A story as readers see it, also on cards.
    Story(StoryId),
    /// A section: its name, its place and the list of its stories.
    Section(SectionId),
    /// A tag and the list of its stories.
    Tag(TagId),
    /// A contributor and the list of their stories.
    Contributor(ContributorId),
    /// Settings and navigation of an edition.
    Edition(EditionCode),
    /// The curated front of an edition.
    Front(EditionCode),
    /// The list of an edition's newest stories.
    Latest(EditionCode),
    /// The stories of an edition in one month.
    Month {
        /// The edition.
        edition: EditionCode,
        /// The year.
        year: i16,
        /// The month, 1 to 12.
        month: i8,
    },
    /// The calendar day of an edition: cards of today show only the hour.
    Today(EditionCode),
    /// The discussion under a story.
    Comments(StoryId),
    /// A picture with its caption, credit and rights.
    Picture(PictureId),
    /// Sessions and rights of a newsroom account: on no page, but what is open for it must be looked at.
    Staff(StaffId),
    /// Whatever is on any page: theme, messages, a restored database.
    Everything,
}

/// Number of groups that stand in for subjects beyond the limit of tags on one page.
pub const GROUPS: u64 = 32;

impl Subject {
    /// A number that stands for this subject.
    ///
    /// Two subjects may share a number in theory; a page is then rendered once more than needed.
    pub fn key(&self) -> u64 {
        match self {
            Self::Story(id) => hash(b's', &[id.0.as_bytes()]),
            Self::Section(id) => hash(b'd', &[id.0.as_bytes()]),
            Self::Tag(id) => hash(b't', &[id.0.as_bytes()]),
            Self::Contributor(id) => hash(b'c', &[id.0.as_bytes()]),
            Self::Edition(code) => hash(b'e', &[code.as_str().as_bytes()]),
            Self::Front(code) => hash(b'f', &[code.as_str().as_bytes()]),
            Self::Latest(code) => hash(b'l', &[code.as_str().as_bytes()]),
            Self::Month {
                edition,
                year,
                month,
            } => hash(
                b'm',
                &[
                    edition.as_str().as_bytes(),
                    &year.to_be_bytes(),
                    &month.to_be_bytes(),
                ],
            ),
            Self::Today(code) => hash(b'y', &[code.as_str().as_bytes()]),
            Self::Comments(id) => hash(b'k', &[id.0.as_bytes()]),
            Self::Picture(id) => hash(b'p', &[id.0.as_bytes()]),
            Self::Staff(id) => hash(b'a', &[id.0.as_bytes()]),
            Self::Everything => hash(b'*', &[]),
        }
    }

    /// The tag of the subject in `Surrogate-Key` and purge requests.
    pub fn tag(&self) -> String {
        tag_of(self.key())
    }

    /// The tag of the group this subject belongs to, for pages that read too many to name each.
    pub fn group_tag(&self) -> String {
        group_tag_of(self.key())
    }
}

/// The tag of the subject with this key: lower-case letters and digits, at most 13.
///
/// Made from the key alone, because the change log holds keys: whoever hears of a change can
/// purge it without asking what it was.
pub fn tag_of(key: u64) -> String {
    Base36(key).to_string()
}

/// The tag of the group of the subject with this key.
///
/// Whoever purges a subject from an outer cache purges its group too.
pub fn group_tag_of(key: u64) -> String {
    format!("group-{:02}", key % GROUPS)
}

/// FNV-1a over the kind and the parts with their lengths, then the finaliser of `MurmurHash3`,
/// so that the low bits are as good as the high ones.
fn hash(kind: u8, parts: &[&[u8]]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
    };
    eat(kind);
    for part in parts {
        // A part is an id or a code: never longer than 255 bytes.
        eat(u8::try_from(part.len()).unwrap_or(u8::MAX));
        part.iter().copied().for_each(&mut eat);
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// Digits and lower-case letters, without leading zeros.
struct Base36(u64);

impl std::fmt::Display for Base36 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut text = [b'0'; 13];
        let mut rest = self.0;
        let mut start = text.len();
        while rest > 0 || start == text.len() {
            start -= 1;
            text[start] = DIGITS[usize::try_from(rest % 36).unwrap_or(0)];
            rest /= 36;
        }
        f.write_str(std::str::from_utf8(&text[start..]).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::id::derived;

    fn all_of(id: uuid::Uuid, code: &str) -> Vec<Subject> {
        let edition = EditionCode::parse(code).unwrap();
        vec![
            Subject::Story(id.into()),
            Subject::Section(id.into()),
            Subject::Tag(id.into()),
            Subject::Contributor(id.into()),
            Subject::Edition(edition.clone()),
            Subject::Front(edition.clone()),
            Subject::Latest(edition.clone()),
            Subject::Month {
                edition,
                year: 2026,
                month: 2,
            },
            Subject::Comments(id.into()),
            Subject::Picture(id.into()),
            Subject::Everything,
        ]
    }

    #[test]
    fn kinds_and_ids_do_not_share_keys() {
        let subjects: HashSet<Subject> = (0..2_000)
            .flat_map(|n| all_of(derived(&["subject", &n.to_string()]), "en"))
            .collect();

        let keys: HashSet<u64> = subjects.iter().map(Subject::key).collect();

        assert_eq!(keys.len(), subjects.len());
    }

    #[test]
    fn a_key_never_changes() {
        let id = uuid::Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);

        assert_eq!(Subject::Story(id.into()).key(), STORY_KEY);
        assert_eq!(Subject::Everything.key(), EVERYTHING_KEY);
    }

    #[test]
    fn tags_are_short_lower_case_ascii_and_follow_from_the_key() {
        for subject in all_of(derived(&["x"]), "zh-hans-cn-x") {
            for tag in [subject.tag(), subject.group_tag()] {
                assert!(tag.len() <= 13, "{tag}");
                assert!(
                    tag.bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                    "{tag}"
                );
            }
            assert_eq!(subject.tag(), tag_of(subject.key()));
        }
        assert_eq!(tag_of(STORY_KEY), "fxlyzqf1jh0m");
    }

    #[test]
    fn a_subject_survives_the_bus() {
        for subject in all_of(derived(&["x"]), "en") {
            let sent = serde_json::to_string(&subject).unwrap();

            assert_eq!(serde_json::from_str::<Subject>(&sent).unwrap(), subject);
        }
    }

    #[test]
    fn numbers_are_written_without_leading_zeros() {
        assert_eq!(Base36(0).to_string(), "0");
        assert_eq!(Base36(35).to_string(), "z");
        assert_eq!(Base36(u64::MAX).to_string(), "3w5e11264sgsf");
    }

    const STORY_KEY: u64 = 2_097_210_263_234_640_358;
    const EVERYTHING_KEY: u64 = 2_100_709_971_986_749_981;
}
