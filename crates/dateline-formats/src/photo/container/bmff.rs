//! HEIC and AVIF: boxes. EXIF and XMP are items that a table of places points to.

use super::super::note::{Notes, Problem};
use super::super::{Block, MAX_EXIF, MAX_PARTS, MAX_XMP};
use super::{Parts, big_u16, big_u32, tiff};
use std::borrow::Cow;

const BRANDS: [&[u8]; 10] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis",
];
/// The box in which C2PA keeps its manifests.
const C2PA: [u8; 16] = [
    0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
];
/// The box in which XMP may stand outside the items.
const XMP: [u8; 16] = [
    0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf, 0xac,
];

/// Most pieces that all items of a file stand in.
const MAX_EXTENTS: usize = 16_384;

/// Whether a file that begins with `ftyp` is a picture and not a film.
pub(super) fn is_picture(file: &[u8]) -> bool {
    let length = big_u32(file, 0).unwrap_or(0).clamp(16, 256);
    let head = file.get(8..length.min(file.len())).unwrap_or_default();
    head.chunks_exact(4).any(|brand| BRANDS.contains(&brand))
}

/// Boxes one after another.
struct Boxes<'b> {
    rest: &'b [u8],
    left: usize,
}

impl<'b> Boxes<'b> {
    fn of(rest: &'b [u8]) -> Self {
        Self {
            rest,
            left: MAX_PARTS,
        }
    }
}

impl<'b> Iterator for Boxes<'b> {
    type Item = ([u8; 4], &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let kind = self.rest.get(4..8)?.try_into().ok()?;
        let (head, length) = match big_u32(self.rest, 0)? {
            0 => (8, self.rest.len()),
            1 => (16, wide(self.rest, 8, 8)?),
            length => (8, length),
        };
        let end = length.min(self.rest.len());
        let body = self.rest.get(head..end)?;
        self.rest = &self.rest[end..];
        Some((kind, body))
    }
}

/// A number of so many bytes.
fn wide(bytes: &[u8], at: usize, size: usize) -> Option<usize> {
    let part = bytes.get(at..at.checked_add(size)?)?;
    let mut number = 0_u64;
    for byte in part {
        number = number << 8 | u64::from(*byte);
    }
    usize::try_from(number).ok()
}

pub(super) fn open<'f>(file: &'f [u8], parts: &mut Parts<'f>, notes: &mut Notes) {
    for (kind, body) in Boxes::of(file) {
        match &kind {
            b"meta" => meta(file, body, parts, notes),
            b"uuid" if body.starts_with(&C2PA) => parts.has_content_credentials = true,
            b"uuid" if body.starts_with(&XMP) => parts.add_xmp(&body[16..], notes),
            _ => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Item {
    Exif,
    Xmp,
}

fn meta<'f>(file: &'f [u8], body: &'f [u8], parts: &mut Parts<'f>, notes: &mut Notes) {
    let (mut items, mut places, mut inner) = (Vec::new(), None, &[][..]);
    for (kind, body) in Boxes::of(body.get(4..).unwrap_or_default()) {
        match &kind {
            b"iinf" => items = wanted(body),
            b"iloc" => places = Some(body),
            b"idat" => inner = body,
            _ => {}
        }
    }
    if items.is_empty() {
        return;
    }
    let Some(mut places) = places.and_then(Places::of) else {
        return notes.add(Block::File, Problem::Damaged { what: "items" });
    };
    while let Some(place) = places.next() {
        for (_, item) in items.iter().filter(|(id, _)| *id == place.id) {
            let is_wanted = match item {
                Item::Exif => parts.exif.is_none(),
                Item::Xmp => parts.room_for_xmp() > 0,
            };
            if !is_wanted {
                continue;
            }
            let limit = if *item == Item::Exif {
                MAX_EXIF
            } else {
                MAX_XMP
            };
            let from = if place.is_inner { inner } else { file };
            match place.bytes(from, limit) {
                Ok(bytes) => keep(*item, bytes, parts, notes),
                Err(problem) => notes.add(Block::File, problem),
            }
        }
    }
}

fn keep<'f>(item: Item, bytes: Cow<'f, [u8]>, parts: &mut Parts<'f>, notes: &mut Notes) {
    match item {
        Item::Xmp => parts.add_xmp(bytes, notes),
        Item::Exif if parts.exif.is_none() => {
            let start = big_u32(&bytes, 0).map_or(usize::MAX, |s| s.saturating_add(4));
            let block = match bytes {
                Cow::Borrowed(b) => b.get(start..).map(|b| Cow::Borrowed(tiff(b))),
                Cow::Owned(b) => b.get(start..).map(|b| Cow::Owned(tiff(b).to_vec())),
            };
            parts.exif = block;
            if parts.exif.is_none() {
                notes.add(Block::Exif, Problem::Truncated);
            }
        }
        Item::Exif => {}
    }
}

/// Numbers of the items that hold EXIF or XMP.
fn wanted(body: &[u8]) -> Vec<(usize, Item)> {
    let start = if body.first() == Some(&0) { 6 } else { 8 };
    let mut items = Vec::new();
    for (kind, entry) in Boxes::of(body.get(start..).unwrap_or_default()) {
        let id_size = match entry.first() {
            Some(2) => 2,
            Some(3) => 4,
            _ => continue,
        };
        let Some(id) = wide(entry, 4, id_size).filter(|_| &kind == b"infe") else {
            continue;
        };
        let rest = entry.get(4 + id_size + 2..).unwrap_or_default();
        let is_xmp = || {
            let mut names = rest[4..].split(|b| *b == 0);
            names.nth(1) == Some(b"application/rdf+xml")
        };
        match rest.get(..4) {
            Some(b"Exif") => items.push((id, Item::Exif)),
            Some(b"mime") if is_xmp() => items.push((id, Item::Xmp)),
            _ => {}
        }
    }
    items
}

/// The table of places.
struct Places<'b> {
    bytes: &'b [u8],
    at: usize,
    left: usize,
    extents_left: usize,
    version: u8,
    offset_size: usize,
    length_size: usize,
    base_size: usize,
    index_size: usize,
}

/// Where one item stands.
struct Place {
    id: usize,
    is_inner: bool,
    extents: Vec<(usize, usize)>,
}

impl<'b> Places<'b> {
    fn of(bytes: &'b [u8]) -> Option<Self> {
        let version = *bytes.first()?;
        let (sizes, more) = (*bytes.get(4)?, *bytes.get(5)?);
        let (count, at) = if version < 2 {
            (big_u16(bytes, 6)?, 8)
        } else {
            (big_u32(bytes, 6)?, 10)
        };
        Some(Self {
            bytes,
            at,
            left: count.min(MAX_PARTS),
            extents_left: MAX_EXTENTS,
            version,
            offset_size: usize::from(sizes >> 4),
            length_size: usize::from(sizes & 15),
            base_size: usize::from(more >> 4),
            index_size: if version == 0 {
                0
            } else {
                usize::from(more & 15)
            },
        })
    }

    fn number(&mut self, size: usize) -> Option<usize> {
        let number = wide(self.bytes, self.at, size)?;
        self.at += size;
        Some(number)
    }

    fn next(&mut self) -> Option<Place> {
        self.left = self.left.checked_sub(1)?;
        let id = self.number(if self.version < 2 { 2 } else { 4 })?;
        let method = if self.version == 0 {
            0
        } else {
            self.number(2)? & 15
        };
        self.number(2)?;
        let base = self.number(self.base_size)?;
        let count = self.number(2)?;
        let mut extents = Vec::new();
        for _ in 0..count {
            self.number(self.index_size)?;
            let offset = self.number(self.offset_size)?;
            let length = self.number(self.length_size)?;
            self.extents_left = self.extents_left.checked_sub(1)?;
            extents.push((base.checked_add(offset)?, length));
        }
        Some(Place {
            id,
            is_inner: method == 1,
            extents,
        })
    }
}

impl Place {
    fn bytes<'f>(&self, from: &'f [u8], limit: usize) -> Result<Cow<'f, [u8]>, Problem> {
        let piece = |(offset, length): &(usize, usize)| {
            let end = match length {
                0 => from.len(),
                length => offset.saturating_add(*length),
            };
            from.get(*offset..end).ok_or(Problem::Truncated)
        };
        let pieces: Vec<&[u8]> = self.extents.iter().map(piece).collect::<Result<_, _>>()?;
        if pieces.iter().map(|p| p.len()).sum::<usize>() > limit {
            return Err(Problem::TooLarge { limit });
        }
        Ok(match pieces.as_slice() {
            [one] => Cow::Borrowed(one),
            many => Cow::Owned(many.concat()),
        })
    }
}
