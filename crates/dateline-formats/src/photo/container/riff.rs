//! WebP: chunks of RIFF.

use super::super::note::{Notes, Problem};
use super::super::{Block, MAX_PARTS};
use super::{Parts, tiff};
use std::borrow::Cow;

pub(super) fn open<'f>(file: &'f [u8], parts: &mut Parts<'f>, notes: &mut Notes) {
    let mut at = 12_usize;
    for _ in 0..MAX_PARTS {
        if at >= file.len() {
            return;
        }
        let Some(head) = file.get(at..at + 8) else {
            return notes.add(Block::File, Problem::Truncated);
        };
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let end = (at + 8).saturating_add(length);
        let body = file.get(at + 8..end.min(file.len())).unwrap_or_default();
        match &head[..4] {
            b"EXIF" if parts.exif.is_none() => parts.exif = Some(Cow::Borrowed(tiff(body))),
            b"XMP " => parts.add_xmp(body, notes),
            b"C2PA" => parts.has_content_credentials = true,
            _ => {}
        }
        if end > file.len() {
            return notes.add(Block::File, Problem::Truncated);
        }
        at = end + (length & 1);
    }
    let what = "chunks";
    let limit = MAX_PARTS;
    notes.add(Block::File, Problem::TooMany { what, limit });
}
