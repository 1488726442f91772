//! GIF: blocks of sub-blocks; XMP stands in an application extension.

use super::super::note::{Notes, Problem};
use super::super::{Block, text};
use super::Parts;

/// Most blocks walked over; each frame has two.
const MAX_BLOCKS: usize = 100_000;
/// Most sub-blocks in all, each of at most 255 bytes.
const MAX_SUB_BLOCKS: usize = 4_000_000;
/// The bytes after XMP that let other readers find the end of the block.
const TRAILER: usize = 257;
/// Most bytes of a comment.
const MAX_COMMENT: usize = 64 * 1024;

pub(super) fn open<'f>(file: &'f [u8], parts: &mut Parts<'f>, notes: &mut Notes) {
    let mut at = 13 + file.get(10).map_or(0, |flags| palette(*flags));
    let mut left = MAX_SUB_BLOCKS;
    for _ in 0..MAX_BLOCKS {
        let Some(kind) = file.get(at) else {
            return notes.add(Block::File, Problem::Truncated);
        };
        let next = match kind {
            0x21 => extension(file, at + 1, &mut left, parts, notes),
            0x2c => {
                let colours = file.get(at + 9).map_or(0, |flags| palette(*flags));
                sub_blocks(file, at + 11 + colours, &mut left)
            }
            0x3b => return,
            _ => return notes.add(Block::File, Problem::Damaged { what: "blocks" }),
        };
        match next {
            Some(next) => at = next,
            None => return notes.add(Block::File, Problem::Truncated),
        }
    }
    let what = "blocks";
    let limit = MAX_BLOCKS;
    notes.add(Block::File, Problem::TooMany { what, limit });
}

/// Bytes of a colour table.
fn palette(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// Where sub-blocks that begin at `at` end.
fn sub_blocks(file: &[u8], mut at: usize, left: &mut usize) -> Option<usize> {
    loop {
        *left = left.checked_sub(1)?;
        match file.get(at)? {
            0 => return Some(at + 1),
            length => at += 1 + usize::from(*length),
        }
    }
}

fn extension<'f>(
    file: &'f [u8],
    at: usize,
    left: &mut usize,
    parts: &mut Parts<'f>,
    notes: &mut Notes,
) -> Option<usize> {
    let label = *file.get(at)?;
    let end = sub_blocks(file, at + 1, left)?;
    let body = file.get(at + 1..end)?;
    if label == 0xfe {
        let words = joined(body);
        parts.add_text(b"comment", text::decoded(&words), notes);
    } else if label == 0xff && body.get(1..12) == Some(b"XMP DataXMP") {
        let packet = body.get(12..body.len().saturating_sub(TRAILER + 1));
        let packet = packet.unwrap_or_default();
        parts.add_xmp(packet, notes);
    } else if label == 0xff && body.get(1..9) == Some(b"C2PA_GIF") {
        parts.has_content_credentials = true;
    }
    Some(end)
}

/// The bytes of sub-blocks without their lengths.
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some((length, rest)) = body.split_first() {
        let length = usize::from(*length).min(rest.len());
        if length == 0 || out.len() > MAX_COMMENT {
            break;
        }
        out.extend_from_slice(&rest[..length]);
        body = &rest[length..];
    }
    out
}
