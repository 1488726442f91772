//! Metadata in files: where JPEG, `WebP` and AVIF keep what is not pixels.

use super::animate::Part;
use super::credit::Segments;

/// Longest payload of a JPEG segment, in bytes.
const MAX_SEGMENT: usize = 65_533;
/// What stands before EXIF, XMP and IPTC in a JPEG.
const EXIF_MARK: &[u8] = b"Exif\0\0";
const XMP_MARK: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const IPTC_MARK: &[u8] = b"Photoshop 3.0\0";

/// Puts metadata into a JPEG, after the segment that must come first.
pub(super) fn jpeg_with(mut jpeg: Vec<u8>, segments: &Segments) -> Vec<u8> {
    let xmp = segments.xmp.as_ref().map(String::as_bytes);
    let written = [
        (0xe1, EXIF_MARK, segments.exif.as_deref()),
        (0xe1, XMP_MARK, xmp),
        (0xed, IPTC_MARK, segments.iptc.as_deref()),
    ];
    let mut added = Vec::new();
    for (marker, mark, body) in written {
        let Some(body) = body.filter(|body| mark.len() + body.len() <= MAX_SEGMENT) else {
            continue;
        };
        let Ok(length) = u16::try_from(2 + mark.len() + body.len()) else {
            continue;
        };
        added.extend([0xff, marker]);
        added.extend(length.to_be_bytes());
        added.extend(mark);
        added.extend(body);
    }
    let at = after_first_segment(&jpeg);
    jpeg.splice(at..at, added);
    jpeg
}

/// Where the segment JFIF (APP0) ends.
fn after_first_segment(jpeg: &[u8]) -> usize {
    let mut at = 2;
    while let Some(&[0xff, 0xe0, high, low]) = jpeg.get(at..at + 4) {
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    at.min(jpeg.len())
}

const ALPHA: u8 = 0x10;
const EXIF: u8 = 0x08;
const XMP: u8 = 0x04;
const MOVES: u8 = 0x02;

/// Puts metadata into a `WebP` that has none. One without metadata, or not understood, comes back as
/// it was.
pub(super) fn webp_with(webp: Vec<u8>, size: (u32, u32), segments: &Segments) -> Vec<u8> {
    if segments.exif.is_none() && segments.xmp.is_none() {
        return webp;
    }
    let Some(chunks) = chunks(&webp) else {
        return webp;
    };
    let alpha = chunks.iter().any(|(name, data)| {
        *name == b"ALPH"
            || (*name == b"VP8X" && data.first().is_some_and(|flags| flags & ALPHA != 0))
            || (*name == b"VP8L" && data.get(4).is_some_and(|flags| flags & 0x10 != 0))
    });
    let mut body = webp_head(size, if alpha { ALPHA } else { 0 }, segments);
    for (name, data) in chunks.iter().filter(|(name, _)| *name != b"VP8X") {
        push(&mut body, name, data);
    }
    webp_end(body, segments)
}

/// The chunks of the pixels of a `WebP` that stands still.
pub(super) fn stills(webp: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, data) in chunks(webp).unwrap_or_default() {
        if [b"ALPH", b"VP8 ", b"VP8L"].iter().any(|kept| name == *kept) {
            push(&mut out, name, data);
        }
    }
    out
}

/// A `WebP` that moves, over and over.
pub(super) fn moving_webp(size: (u32, u32), parts: &[Part], segments: &Segments) -> Vec<u8> {
    let mut body = webp_head(size, MOVES | ALPHA, segments);
    push(&mut body, b"ANIM", &[0; 6]);
    for part in parts {
        let mut frame = Vec::with_capacity(part.pixels.len() + 16);
        let fields = [
            part.x / 2,
            part.y / 2,
            part.width.saturating_sub(1),
            part.height.saturating_sub(1),
            part.milliseconds.min(0xff_ffff),
        ];
        for field in fields {
            frame.extend(&field.to_le_bytes()[..3]);
        }
        frame.push(2); // it takes the place of what was there
        frame.extend(&part.pixels);
        push(&mut body, b"ANMF", &frame);
    }
    webp_end(body, segments)
}

fn webp_head((width, height): (u32, u32), flags: u8, segments: &Segments) -> Vec<u8> {
    let exif = if segments.exif.is_some() { EXIF } else { 0 };
    let xmp = if segments.xmp.is_some() { XMP } else { 0 };
    let mut head = vec![flags | exif | xmp, 0, 0, 0];
    head.extend(&width.saturating_sub(1).to_le_bytes()[..3]);
    head.extend(&height.saturating_sub(1).to_le_bytes()[..3]);
    let mut body = b"WEBP".to_vec();
    push(&mut body, b"VP8X", &head);
    body
}

fn webp_end(mut body: Vec<u8>, segments: &Segments) -> Vec<u8> {
    if let Some(exif) = &segments.exif {
        push(&mut body, b"EXIF", exif);
    }
    if let Some(xmp) = &segments.xmp {
        push(&mut body, b"XMP ", xmp.as_bytes());
    }
    let mut file = Vec::with_capacity(body.len() + 8);
    push(&mut file, b"RIFF", &body);
    file
}

/// Name and content of each chunk.
fn chunks(webp: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    let mut rest = webp.get(12..)?;
    let mut found = Vec::new();
    while let Some((head, tail)) = rest.split_at_checked(8) {
        let len = usize::try_from(u32::from_le_bytes(head[4..].try_into().ok()?)).ok()?;
        found.push((&head[..4], tail.get(..len)?));
        rest = tail.get(len.next_multiple_of(2)..).unwrap_or_default();
    }
    Some(found)
}

fn push(to: &mut Vec<u8>, name: &[u8], data: &[u8]) {
    to.extend(name);
    to.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    to.extend(data);
    if data.len() % 2 == 1 {
        to.push(0);
    }
}

/// Puts XMP into an AVIF as our encoder writes it; EXIF it has already. One that is not understood
/// comes back as it was.
pub(super) fn avif_with(avif: Vec<u8>, segments: &Segments) -> Vec<u8> {
    segments
        .xmp
        .as_ref()
        .and_then(|xmp| avif_with_xmp(&avif, xmp.as_bytes()))
        .unwrap_or(avif)
}

/// Number of the item that holds the XMP.
const XMP_ITEM: u16 = 100;
/// Bytes of a line in the list of places.
const PLACE: usize = 14;

/// The list of items gets one more, a pointer to the picture and its place, which is at the end.
fn avif_with_xmp(avif: &[u8], xmp: &[u8]) -> Option<Vec<u8>> {
    let (before, meta, after) = split_box(avif, *b"meta")?;
    let children = meta.get(4..)?;
    let info = item_info();
    let reference = reference_to_picture();
    let parts = boxes(children)?;
    let has_references = parts.iter().any(|(name, _)| name == b"iref");
    let head = if has_references { 0 } else { 12 };
    let growth = info.len() + PLACE + head + reference.len();
    let xmp_at = u32::try_from(avif.len() + growth + 8).ok()?;
    let mut grown = Vec::new();
    for (name, body) in parts {
        match &name {
            b"iinf" => {
                let count = u16::from_be_bytes(body.get(4..6)?.try_into().ok()?) + 1;
                let mut changed = body[..4].to_vec();
                changed.extend(count.to_be_bytes());
                changed.extend(body.get(6..)?);
                changed.extend(&info);
                put_box(&mut grown, name, &changed);
                if !has_references {
                    put_box(&mut grown, *b"iref", &[&[0; 4], &reference[..]].concat());
                }
            }
            b"iref" => put_box(&mut grown, name, &[body, &reference].concat()),
            b"iloc" => {
                let shift = u32::try_from(growth).ok()?;
                let length = u32::try_from(xmp.len()).ok()?;
                put_box(&mut grown, name, &places(body, shift, (xmp_at, length))?);
            }
            _ => put_box(&mut grown, name, body),
        }
    }
    let mut out = before.to_vec();
    put_box(&mut out, *b"meta", &[&meta[..4], &grown].concat());
    out.extend(after);
    (out.len() == avif.len() + growth).then_some(())?;
    put_box(&mut out, *b"mdat", xmp);
    Some(out)
}

fn item_info() -> Vec<u8> {
    let mut body = vec![2, 0, 0, 1]; // version 2, hidden from viewers
    body.extend(XMP_ITEM.to_be_bytes());
    body.extend([0, 0]);
    body.extend(b"mime\0application/rdf+xml\0");
    let mut out = Vec::new();
    put_box(&mut out, *b"infe", &body);
    out
}

fn reference_to_picture() -> Vec<u8> {
    let mut body = XMP_ITEM.to_be_bytes().to_vec();
    body.extend([0, 1, 0, 1]); // one reference, to item 1
    let mut out = Vec::new();
    put_box(&mut out, *b"cdsc", &body);
    out
}

/// The list of places, everything moved by `shift`, and one line more.
fn places(iloc: &[u8], shift: u32, (at, length): (u32, u32)) -> Option<Vec<u8>> {
    // Version 0, offsets and lengths of four bytes, no base.
    let [0, _, _, _, 0x44, 0x00, high, low, lines @ ..] = iloc else {
        return None;
    };
    let mut out = iloc[..6].to_vec();
    out.extend((u16::from_be_bytes([*high, *low]) + 1).to_be_bytes());
    let mut lines = lines;
    while let Some((head, rest)) = lines.split_at_checked(6) {
        out.extend(head);
        let extents = usize::from(u16::from_be_bytes([head[4], head[5]]));
        let (extents, rest) = rest.split_at_checked(extents * 8)?;
        for extent in extents.chunks_exact(8) {
            let offset = u32::from_be_bytes(extent[..4].try_into().ok()?);
            out.extend(offset.checked_add(shift)?.to_be_bytes());
            out.extend(&extent[4..]);
        }
        lines = rest;
    }
    out.extend(XMP_ITEM.to_be_bytes());
    out.extend([0, 0, 0, 1]);
    out.extend(at.to_be_bytes());
    out.extend(length.to_be_bytes());
    Some(out)
}

/// What stands before a box, its content, and what follows.
fn split_box(file: &[u8], wanted: [u8; 4]) -> Option<(&[u8], &[u8], &[u8])> {
    let mut at = 0;
    for (name, body) in boxes(file)? {
        let end = at + 8 + body.len();
        if name == wanted {
            return Some((&file[..at], body, file.get(end..)?));
        }
        at = end;
    }
    None
}

/// Name and content of each box.
fn boxes(mut rest: &[u8]) -> Option<Vec<([u8; 4], &[u8])>> {
    let mut found = Vec::new();
    while let Some((head, _)) = rest.split_at_checked(8) {
        let length = usize::try_from(u32::from_be_bytes(head[..4].try_into().ok()?)).ok()?;
        found.push((head[4..].try_into().ok()?, rest.get(8..length)?));
        rest = rest.get(length..)?;
    }
    Some(found)
}

fn put_box(to: &mut Vec<u8>, name: [u8; 4], body: &[u8]) {
    let length = u32::try_from(body.len() + 8).unwrap_or(u32::MAX);
    to.extend(length.to_be_bytes());
    to.extend(name);
    to.extend(body);
}
