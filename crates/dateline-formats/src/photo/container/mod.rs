//! Finds the blocks of metadata in a file, by its content and never by its name.

mod bmff;
mod gif;
mod jpeg;
mod png;
mod riff;

use super::note::{Notes, Problem};
use super::text::{self, Pen};
use super::{Block, MAX_IIM, MAX_XMP, PhotoMetadata};
use serde::Serialize;
use std::borrow::Cow;

/// Most XMP packets of one file, beside its extension.
const MAX_PACKETS: usize = 64;
/// Most plain texts of one file.
const MAX_TEXTS: usize = 256;

/// A kind of picture file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Container {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// TIFF, also as raw pictures of many cameras.
    Tiff,
    /// GIF.
    Gif,
    /// HEIF: HEIC and AVIF.
    Heif,
}

/// What was found in a file, not yet read.
#[derive(Debug, Default)]
pub(super) struct Parts<'f> {
    pub kind: Option<Container>,
    /// A TIFF structure, from its byte order on.
    pub exif: Option<Cow<'f, [u8]>>,
    /// XMP packets.
    pub xmp: Vec<Cow<'f, [u8]>>,
    /// Pieces of extended XMP.
    pub extended: Vec<Extended<'f>>,
    /// Photoshop's image resources, put together.
    pub photoshop: Vec<u8>,
    /// IPTC-IIM that stands alone.
    pub iim: Option<Cow<'f, [u8]>>,
    /// Plain texts by keyword.
    pub texts: Vec<(String, String)>,
    /// Content credentials are there.
    pub has_content_credentials: bool,
}

/// A piece of extended XMP in a JPEG.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extended<'f> {
    /// Of which whole, as 32 hexadecimal digits.
    pub guid: &'f [u8],
    /// Bytes of the whole.
    pub whole: usize,
    /// Where the piece begins.
    pub offset: usize,
    pub bytes: &'f [u8],
}

impl<'f> Parts<'f> {
    /// How many bytes of XMP may still be kept.
    fn room_for_xmp(&self) -> usize {
        if self.xmp.len() == MAX_PACKETS {
            return 0;
        }
        let main: usize = self.xmp.iter().map(|x| x.len()).sum();
        let more: usize = self.extended.iter().map(|e| e.bytes.len()).sum();
        MAX_XMP.saturating_sub(main + more)
    }

    /// Adds a packet, or the beginning of one that is too long.
    fn add_xmp(&mut self, packet: impl Into<Cow<'f, [u8]>>, notes: &mut Notes) {
        let (packet, room) = (packet.into(), self.room_for_xmp());
        if packet.len() <= room {
            return self.xmp.push(packet);
        }
        notes.add(Block::Xmp, Problem::TooLarge { limit: MAX_XMP });
        if room > 0 {
            self.xmp.push(match packet {
                Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[..room]),
                Cow::Owned(bytes) => Cow::Owned(bytes[..room].to_vec()),
            });
        }
    }

    /// Adds a piece of extended XMP.
    fn add_extended(&mut self, piece: Extended<'f>, notes: &mut Notes) {
        if piece.bytes.len() <= self.room_for_xmp() {
            self.extended.push(piece);
        } else {
            notes.add(Block::Xmp, Problem::TooLarge { limit: MAX_XMP });
        }
    }

    /// Adds image resources, which a JPEG may spread over segments.
    fn add_photoshop(&mut self, bytes: &[u8], notes: &mut Notes) {
        if self.photoshop.len() + bytes.len() > MAX_IIM {
            notes.add(Block::Iim, Problem::TooLarge { limit: MAX_IIM });
        } else {
            self.photoshop.extend_from_slice(bytes);
        }
    }

    fn add_text(&mut self, keyword: &[u8], words: String, notes: &mut Notes) {
        if self.texts.len() == MAX_TEXTS {
            let what = "texts";
            let limit = MAX_TEXTS;
            notes.add(Block::Text, Problem::TooMany { what, limit });
        } else {
            self.texts.push((text::decoded(keyword), words));
        }
    }
}

/// Finds what a file holds.
pub(super) fn open<'f>(file: &'f [u8], notes: &mut Notes) -> Parts<'f> {
    let mut parts = Parts {
        kind: kind(file),
        ..Parts::default()
    };
    match parts.kind {
        Some(Container::Jpeg) => jpeg::open(file, &mut parts, notes),
        Some(Container::Png) => png::open(file, &mut parts, notes),
        Some(Container::Webp) => riff::open(file, &mut parts, notes),
        Some(Container::Gif) => gif::open(file, &mut parts, notes),
        Some(Container::Heif) => bmff::open(file, &mut parts, notes),
        Some(Container::Tiff) => parts.exif = Some(Cow::Borrowed(file)),
        None => notes.add(Block::File, Problem::Unrecognised),
    }
    parts
}

fn kind(file: &[u8]) -> Option<Container> {
    let at = |from: usize, bytes: &[u8]| file.get(from..).is_some_and(|f| f.starts_with(bytes));
    if at(0, b"\xff\xd8\xff") {
        Some(Container::Jpeg)
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        Some(Container::Png)
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Some(Container::Webp)
    } else if at(0, b"II*\0") || at(0, b"MM\0*") {
        Some(Container::Tiff)
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        Some(Container::Gif)
    } else if at(4, b"ftyp") && bmff::is_picture(file) {
        Some(Container::Heif)
    } else {
        None
    }
}

/// A number of four bytes, the greatest first.
fn big_u32(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

/// A number of two bytes, the greater first.
fn big_u16(bytes: &[u8], at: usize) -> Option<usize> {
    let two = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(usize::from(u16::from_be_bytes(two)))
}

/// A TIFF structure without the mark that some containers put before it.
fn tiff(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"Exif\0\0").unwrap_or(bytes)
}

/// What plain texts of a PNG or GIF say, which have no standard beyond a few keywords.
pub(super) fn written(parts: &Parts<'_>, notes: &mut Notes) -> Option<PhotoMetadata> {
    if parts.texts.is_empty() {
        return None;
    }
    let mut pen = Pen {
        block: Block::Text,
        notes,
    };
    let mut found = PhotoMetadata::default();
    for (keyword, words) in &parts.texts {
        match keyword.to_ascii_lowercase().as_str() {
            "title" => found.title = found.title.or_else(|| pen.line("title", words)),
            "description" | "comment" => {
                found.caption = found.caption.or_else(|| pen.caption(words));
            }
            "author" if found.photographers.is_empty() => {
                found.photographers = pen.list("photographers", std::iter::once(words.as_str()));
            }
            "copyright" => {
                let notice = || pen.line("copyright_notice", words);
                found.copyright_notice = found.copyright_notice.or_else(notice);
            }
            "source" => found.source = found.source.or_else(|| pen.line("source", words)),
            "software" => {
                found.creator_tool = found
                    .creator_tool
                    .or_else(|| pen.line("creator_tool", words));
            }
            _ => {}
        }
    }
    (found != PhotoMetadata::default()).then_some(found)
}
