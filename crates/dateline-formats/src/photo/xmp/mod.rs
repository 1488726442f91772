//! XMP: packets of RDF in XML, in any Unicode encoding, in one piece or many.

mod people;
mod properties;
mod tree;

use super::container::{Extended, Parts};
use super::exif::Embedded;
use super::note::{Notes, Problem};
use super::text::{self, Pen};
use super::{Block, MAX_XMP, PhotoMetadata};
use encoding_rs::{UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use tree::{Ns, Properties};

/// Reads every packet of a file; what an earlier one says is not overruled by a later one.
pub(super) fn read(
    parts: &Parts<'_>,
    embedded: Option<Embedded<'_>>,
    notes: &mut Notes,
) -> Option<PhotoMetadata> {
    let mut properties = Properties::default();
    let in_tiff = embedded.and_then(|e| e.xmp);
    for packet in parts.xmp.iter().map(Cow::as_ref).chain(in_tiff) {
        let head = &packet[..packet.len().min(MAX_XMP)];
        if head.len() < packet.len() {
            notes.add(Block::Xmp, Problem::TooLarge { limit: MAX_XMP });
        }
        properties.add(&decoded(head), notes);
    }
    if let Some(guid) = properties.value(Ns::Note, "HasExtendedXMP")
        && let Some(packet) = extended(guid.as_bytes(), &parts.extended, notes)
    {
        properties.add(&decoded(&packet), notes);
    } else if !parts.extended.is_empty() && properties.value(Ns::Note, "HasExtendedXMP").is_none() {
        let what = "extension that nothing refers to";
        notes.add(Block::Xmp, Problem::Damaged { what });
    }
    if properties.is_empty() {
        return None;
    }
    let mut pen = Pen {
        block: Block::Xmp,
        notes,
    };
    Some(properties::read(&properties, &mut pen))
}

/// Puts the pieces of an extension together that the main packet names.
fn extended(guid: &[u8], pieces: &[Extended<'_>], notes: &mut Notes) -> Option<Vec<u8>> {
    let mut pieces: Vec<_> = pieces
        .iter()
        .filter(|p| p.guid.eq_ignore_ascii_case(guid.trim_ascii()))
        .collect();
    pieces.sort_by_key(|p| p.offset);
    pieces.dedup_by_key(|p| p.offset);
    let whole = pieces.first().map_or(0, |p| p.whole);
    let mut packet = Vec::new();
    for piece in pieces {
        if piece.offset != packet.len() || piece.whole != whole {
            break;
        }
        packet.extend_from_slice(piece.bytes);
    }
    if packet.is_empty() || packet.len() != whole {
        let what = "extension";
        notes.add(Block::Xmp, Problem::Damaged { what });
    }
    // A packet cut short still has its beginning.
    (!packet.is_empty()).then_some(packet)
}

/// A packet as text: UTF-8 as nearly all, UTF-16 or UTF-32 by its first characters.
fn decoded(packet: &[u8]) -> Cow<'_, str> {
    let start = packet
        .iter()
        .position(|b| !b.is_ascii_whitespace() && *b != 0)
        .unwrap_or(0);
    if let Some([0, 0, 0, b'<', ..] | [0, 0, 0xfe, 0xff, ..]) =
        packet.get(start.saturating_sub(3)..)
    {
        return Cow::Owned(utf_32(packet, u32::from_be_bytes));
    }
    match packet.get(start..).unwrap_or_default() {
        [b'<', 0, 0, 0, ..] | [0xff, 0xfe, 0, 0, ..] => {
            Cow::Owned(utf_32(packet, u32::from_le_bytes))
        }
        // An odd number of bytes before it: the greater byte of each pair comes first.
        [b'<', 0, ..] if start % 2 == 1 => UTF_16BE.decode(&packet[start - 1..]).0,
        [b'<', 0, ..] | [0xff, 0xfe, ..] => UTF_16LE.decode(&packet[start..]).0,
        [0xfe, 0xff, ..] => UTF_16BE.decode(&packet[start..]).0,
        rest => match std::str::from_utf8(rest) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(text::decoded(rest)),
        },
    }
}

fn utf_32(packet: &[u8], number: fn([u8; 4]) -> u32) -> String {
    let fours = packet.chunks_exact(4);
    fours
        .filter_map(|four| char::from_u32(number(four.try_into().ok()?)))
        .collect()
}
