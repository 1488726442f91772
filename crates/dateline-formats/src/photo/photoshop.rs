//! Photoshop's image resources: where IPTC-IIM stands, and its digest when XMP was written.

use super::container::Parts;
use super::exif::Embedded;
use super::note::{Notes, Problem};
use super::{Block, MAX_PARTS, PhotoMetadata, iim};
use md5::{Digest, Md5};
use std::borrow::Cow;

/// IPTC-IIM as it was read.
#[derive(Debug)]
pub(super) struct Iim {
    pub metadata: PhotoMetadata,
    /// Whether it is what it was when XMP was written; `None` if nobody noted that.
    pub is_unchanged: Option<bool>,
}

const IIM: usize = 0x0404;
const IIM_DIGEST: usize = 0x0425;

/// Reads IPTC-IIM from wherever a file keeps it.
pub(super) fn read(
    parts: &Parts<'_>,
    embedded: Option<Embedded<'_>>,
    notes: &mut Notes,
) -> Option<Iim> {
    let embedded = embedded.unwrap_or_default();
    let resources = if parts.photoshop.is_empty() {
        embedded.photoshop.unwrap_or_default()
    } else {
        &parts.photoshop
    };
    let found = resources_of(resources, notes);
    let standing = parts.iim.as_deref().or(embedded.iim);
    let block = match (found.iim.is_empty(), standing) {
        (true, Some(block)) => Cow::Borrowed(block),
        _ => found.iim,
    };
    if block.is_empty() {
        return None;
    }
    let metadata = iim::read(&block, notes)?;
    let now: [u8; 16] = Md5::digest(&block).into();
    Some(Iim {
        metadata,
        // Some programs write zeros for "not known".
        is_unchanged: found.digest.filter(|d| *d != [0; 16]).map(|d| d == now),
    })
}

#[derive(Default)]
struct Found<'r> {
    iim: Cow<'r, [u8]>,
    digest: Option<[u8; 16]>,
}

fn resources_of<'r>(mut rest: &'r [u8], notes: &mut Notes) -> Found<'r> {
    let mut found = Found::default();
    for _ in 0..MAX_PARTS {
        if rest.iter().all(|b| *b == 0) {
            return found;
        }
        let Some((id, body, after)) = resource(rest) else {
            notes.add(Block::Iim, Problem::Damaged { what: "resources" });
            return found;
        };
        match id {
            IIM if found.iim.is_empty() => found.iim = Cow::Borrowed(body),
            IIM_DIGEST => found.digest = body.try_into().ok(),
            _ => {}
        }
        rest = after;
    }
    found
}

/// One resource: a mark, a number, a padded name, a length, a padded body.
fn resource(rest: &[u8]) -> Option<(usize, &[u8], &[u8])> {
    let mark = rest.get(..4)?;
    if ![&b"8BIM"[..], b"PHUT", b"DCSR", b"AgHg", b"MeSa"].contains(&mark) {
        return None;
    }
    let id = usize::from(u16::from_be_bytes(rest.get(4..6)?.try_into().ok()?));
    let name = usize::from(*rest.get(6)?) + 1;
    let at = 6 + name + (name & 1);
    let length = u32::from_be_bytes(rest.get(at..at + 4)?.try_into().ok()?);
    let length = usize::try_from(length).ok()?;
    let end = (at + 4).checked_add(length)?;
    let body = rest.get(at + 4..end)?;
    let after = rest.get(end + (length & 1)..).unwrap_or_default();
    Some((id, body, after))
}
