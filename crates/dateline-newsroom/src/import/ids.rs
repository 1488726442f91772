//! Ids derived from where things came from, in the order of the archive.
//!
//! Archives number their stories and comments as they are written. Ids that sort like those
//! numbers let a database add rows side by side instead of all over its files.

use dateline_core::id::{self, CommentId, StoryId};
use dateline_formats::archive::Origin;
use uuid::{Builder, Uuid};

/// Bytes of an id that carry the order.
const ORDER: usize = 6;

/// The id a story of an archive gets here.
pub(super) fn story(source: &str, origin: &Origin) -> StoryId {
    let hash = id::derived(&[source, "story", &origin.id]);
    StoryId(ordered(hash, order(&origin.id)))
}

/// The id a comment gets here; one without an id of its own is known by its place under the story.
pub(super) fn comment(source: &str, story: StoryId, origin: &Origin, place: usize) -> CommentId {
    let story = story.to_string();
    let hash = match origin.id.as_str() {
        "" => id::derived(&[source, "comment at", &story, &place.to_string()]),
        origin => id::derived(&[source, "comment", &story, origin]),
    };
    CommentId(ordered(hash, order(&origin.id)))
}

/// A number that sorts like the ids of the archive: WordPress counts, Ghost begins with the time.
fn order(origin: &str) -> Option<u64> {
    let is_count = (1..=14).contains(&origin.len()) && origin.bytes().all(|b| b.is_ascii_digit());
    if is_count {
        return origin.parse().ok();
    }
    let is_hex = origin.len() == 24 && origin.bytes().all(|b| b.is_ascii_hexdigit());
    let start = origin.get(..ORDER * 2).filter(|_| is_hex)?;
    u64::from_str_radix(start, 16).ok()
}

fn ordered(hash: Uuid, order: Option<u64>) -> Uuid {
    let Some(order) = order else {
        return hash;
    };
    let mut bytes = hash.into_bytes();
    bytes[..ORDER].copy_from_slice(&order.to_be_bytes()[8 - ORDER..]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(source: &str, origin: &str) -> StoryId {
        let origin = Origin {
            id: origin.to_owned(),
            line: 0,
        };
        story(source, &origin)
    }

    #[test]
    fn ids_sort_like_the_archive_and_never_meet() {
        assert!(id("a", "9") < id("a", "10"));
        assert!(id("a", "5b7ada404f87d200b5b1f9c8") < id("a", "5b7ada404f88d200b5b1f9c8"));
        assert_eq!(id("a", "9"), id("a", "9"));
        assert_ne!(id("a", "9"), id("b", "9"));
        assert_ne!(id("a", "9"), id("a", "09"));
        assert_ne!(id("a", "x"), id("a", "y"));
    }
}
