//! PNG: chunks, some of them compressed.

use super::super::note::{Notes, Problem};
use super::super::{Block, MAX_EXIF, MAX_IIM, MAX_PARTS, MAX_XMP, text};
use super::{Parts, big_u32, tiff};
use flate2::read::ZlibDecoder;
use std::borrow::Cow;
use std::io::Read;

/// Most chunks walked over; a picture of a gigabyte has fewer.
const MAX_CHUNKS: usize = 1_000_000;
/// Most bytes that all compressed texts of a file may become.
const MAX_UNPACKED: usize = MAX_XMP + 4 * MAX_EXIF;
/// Most bytes of one plain text.
const MAX_PLAIN: usize = 256 * 1024;

pub(super) fn open<'f>(file: &'f [u8], parts: &mut Parts<'f>, notes: &mut Notes) {
    let mut at = 8;
    let mut seen = 0;
    let mut unpacker = Unpacker { left: MAX_UNPACKED };
    for _ in 0..MAX_CHUNKS {
        let (Some(length), Some(kind)) = (big_u32(file, at), file.get(at + 4..at + 8)) else {
            return notes.add(Block::File, Problem::Truncated);
        };
        let start = at + 8;
        let end = start.saturating_add(length);
        let body = file.get(start..end.min(file.len())).unwrap_or_default();
        match kind {
            b"IEND" => return,
            b"IDAT" => {}
            _ if seen == MAX_PARTS => {
                let what = "chunks";
                let limit = MAX_PARTS;
                return notes.add(Block::File, Problem::TooMany { what, limit });
            }
            _ => {
                seen += 1;
                one(kind, body, &mut unpacker, parts, notes);
            }
        }
        if end > file.len() {
            return notes.add(Block::File, Problem::Truncated);
        }
        at = end.saturating_add(4);
    }
    let what = "chunks";
    let limit = MAX_CHUNKS;
    notes.add(Block::File, Problem::TooMany { what, limit });
}

fn one<'f>(
    kind: &[u8],
    body: &'f [u8],
    unpacker: &mut Unpacker,
    parts: &mut Parts<'f>,
    notes: &mut Notes,
) {
    match kind {
        b"eXIf" if parts.exif.is_none() => parts.exif = Some(Cow::Borrowed(tiff(body))),
        b"caBX" => parts.has_content_credentials = true,
        b"tEXt" => {
            if let Some((keyword, words)) = split(body) {
                plain(keyword, Cow::Borrowed(words), parts, notes);
            }
        }
        b"zTXt" => {
            if let Some((keyword, rest)) = split(body)
                && let Some(packed) = rest.get(1..)
            {
                let words = unpacker.unpack(packed, limit(keyword), notes);
                plain(keyword, Cow::Owned(words), parts, notes);
            }
        }
        b"iTXt" => international(body, unpacker, parts, notes),
        _ => {}
    }
}

/// Parts what stands before the first NUL.
fn split(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = body.iter().take(80).position(|b| *b == 0)?;
    Some((&body[..at], &body[at + 1..]))
}

fn international<'f>(
    body: &'f [u8],
    unpacker: &mut Unpacker,
    parts: &mut Parts<'f>,
    notes: &mut Notes,
) {
    let Some((keyword, rest)) = split(body) else {
        return;
    };
    let (Some(flag), Some(rest)) = (rest.first(), rest.get(2..)) else {
        return;
    };
    let Some((_, rest)) = split(rest) else { return };
    let Some(at) = rest.iter().position(|b| *b == 0) else {
        return;
    };
    let words = &rest[at + 1..];
    let words = if *flag == 1 {
        Cow::Owned(unpacker.unpack(words, limit(keyword), notes))
    } else {
        Cow::Borrowed(words)
    };
    plain(keyword, words, parts, notes);
}

fn limit(keyword: &[u8]) -> usize {
    match keyword {
        b"XML:com.adobe.xmp" => MAX_XMP,
        k if k.starts_with(b"Raw profile type ") => 2 * MAX_EXIF,
        _ => MAX_PLAIN,
    }
}

/// Unpacks within what one file may become in all.
struct Unpacker {
    left: usize,
}

impl Unpacker {
    /// Unpacks as much as is allowed; what is packed beyond it is never made.
    fn unpack(&mut self, packed: &[u8], limit: usize, notes: &mut Notes) -> Vec<u8> {
        let limit = limit.min(self.left);
        let most = u64::try_from(limit).unwrap_or(u64::MAX);
        let mut out = Vec::new();
        let read = ZlibDecoder::new(packed)
            .take(most.saturating_add(1))
            .read_to_end(&mut out);
        if read.is_err() {
            let what = "compressed text";
            notes.add(Block::File, Problem::Damaged { what });
        }
        if out.len() > limit {
            out.truncate(limit);
            notes.add(Block::File, Problem::TooLarge { limit });
        }
        self.left -= out.len();
        out
    }
}

fn plain<'f>(keyword: &[u8], words: Cow<'f, [u8]>, parts: &mut Parts<'f>, notes: &mut Notes) {
    if keyword == b"XML:com.adobe.xmp" {
        parts.add_xmp(words, notes);
    } else if let Some(profile) = keyword.strip_prefix(b"Raw profile type ") {
        if let Some(bytes) = raw_profile(&words) {
            self::profile(profile, bytes, parts, notes);
        } else {
            let what = "raw profile";
            notes.add(Block::File, Problem::Damaged { what });
        }
    } else {
        let head = &words[..words.len().min(MAX_PLAIN)];
        parts.add_text(keyword, text::decoded(head), notes);
    }
}

/// What `ImageMagick` writes: a name, a length, then hexadecimal digits in lines.
fn raw_profile(words: &[u8]) -> Option<Vec<u8>> {
    let rest = words.trim_ascii_start();
    let name = rest.iter().position(|b| *b == b'\n')?;
    let rest = rest[name..].trim_ascii_start();
    let end = rest.iter().position(|b| *b == b'\n')?;
    let length: usize = std::str::from_utf8(&rest[..end])
        .ok()?
        .trim()
        .parse()
        .ok()?;
    let digits: Vec<u8> = rest[end..]
        .iter()
        .filter_map(|b| char::from(*b).to_digit(16))
        .filter_map(|d| u8::try_from(d).ok())
        .collect();
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|d| d[0] << 4 | d[1]).collect();
    (bytes.len() >= length.min(1)).then_some(bytes)
}

fn profile(name: &[u8], bytes: Vec<u8>, parts: &mut Parts<'_>, notes: &mut Notes) {
    match name {
        b"xmp" => parts.add_xmp(bytes, notes),
        b"exif" | b"APP1" if parts.exif.is_none() => {
            parts.exif = Some(Cow::Owned(tiff(&bytes).to_vec()));
        }
        b"iptc" | b"8bim" => {
            if bytes.starts_with(b"8BIM") {
                parts.add_photoshop(&bytes, notes);
            } else if bytes.len() <= MAX_IIM {
                parts.iim = Some(Cow::Owned(bytes));
            }
        }
        _ => {}
    }
}
