//! JPEG: segments up to the first scan.

use super::super::note::{Notes, Problem};
use super::super::{Block, MAX_PARTS};
use super::{Extended, Parts, big_u16, big_u32, tiff};
use std::borrow::Cow;

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const EXTENDED: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";

pub(super) fn open<'f>(file: &'f [u8], parts: &mut Parts<'f>, notes: &mut Notes) {
    let mut at = 2;
    for _ in 0..MAX_PARTS {
        match segment(file, &mut at) {
            Found::Segment(marker, body) => one(marker, body, parts, notes),
            Found::Bare => {}
            Found::Scan => return,
            Found::End => return notes.add(Block::File, Problem::Truncated),
            Found::Noise => {
                return notes.add(Block::File, Problem::Damaged { what: "segments" });
            }
        }
    }
    notes.add(
        Block::File,
        Problem::TooMany {
            what: "segments",
            limit: MAX_PARTS,
        },
    );
}

enum Found<'f> {
    Segment(u8, &'f [u8]),
    /// A marker without a body.
    Bare,
    /// Pixels begin, or the picture ends.
    Scan,
    /// The file ends.
    End,
    /// No marker where one must be.
    Noise,
}

fn segment<'f>(file: &'f [u8], at: &mut usize) -> Found<'f> {
    let rest = file.get(*at..).unwrap_or_default();
    let fill = rest.iter().take_while(|b| **b == 0xff).count();
    let Some(marker) = rest.get(fill) else {
        return Found::End;
    };
    if fill == 0 {
        return Found::Noise;
    }
    *at += fill + 1;
    match marker {
        0xda | 0xd9 => Found::Scan,
        0x01 | 0xd0..=0xd8 => Found::Bare,
        0x00 => Found::Noise,
        _ => {
            let Some(length) = big_u16(file, *at) else {
                return Found::End;
            };
            if length < 2 {
                return Found::Noise;
            }
            let end = *at + length;
            // The last segment of a file cut short is read as far as it goes.
            let body = file.get(*at + 2..end.min(file.len())).unwrap_or_default();
            *at = end;
            Found::Segment(*marker, body)
        }
    }
}

fn one<'f>(marker: u8, body: &'f [u8], parts: &mut Parts<'f>, notes: &mut Notes) {
    match marker {
        0xe1 => app1(body, parts, notes),
        0xeb => parts.has_content_credentials |= is_manifest(body),
        0xed => {
            if let Some(resources) = body.strip_prefix(PHOTOSHOP) {
                parts.add_photoshop(resources, notes);
            }
        }
        _ => {}
    }
}

fn app1<'f>(body: &'f [u8], parts: &mut Parts<'f>, notes: &mut Notes) {
    if body.starts_with(b"Exif") {
        let block = body.get(6..).unwrap_or_default();
        if parts.exif.is_none() {
            parts.exif = Some(Cow::Borrowed(tiff(block)));
        }
    } else if let Some(piece) = body.strip_prefix(EXTENDED) {
        let (Some(whole), Some(offset)) = (big_u32(piece, 32), big_u32(piece, 36)) else {
            return notes.add(Block::Xmp, Problem::Damaged { what: "extension" });
        };
        let bytes = piece.get(40..).unwrap_or_default();
        let piece = Extended {
            guid: &piece[..32],
            whole,
            offset,
            bytes,
        };
        parts.add_extended(piece, notes);
    } else if let Some(packet) = packet(body) {
        parts.add_xmp(packet, notes);
    }
}

/// The packet of an XMP segment; some programs leave the mark before it out or change it.
fn packet(body: &[u8]) -> Option<&[u8]> {
    if let Some(packet) = body.strip_prefix(XMP) {
        return Some(packet);
    }
    let head = &body[..body.len().min(128)];
    let at = [&b"<?xpacket"[..], b"<x:xmpmeta", b"<rdf:RDF"]
        .iter()
        .filter_map(|mark| head.windows(mark.len()).position(|w| w == *mark))
        .min()?;
    body.get(at..)
}

/// Whether an APP11 segment begins a C2PA manifest store: a JUMBF superbox of that name.
fn is_manifest(body: &[u8]) -> bool {
    let head = &body[..body.len().min(256)];
    head.starts_with(b"JP") && head.windows(4).any(|w| w == b"c2pa")
}
