//! EXIF: directories of numbered entries in a TIFF structure.
//!
//! The crate `kamadak-exif` keeps every entry of every directory it is pointed to, and directories
//! may overlap: 65 KB made for it become 3.7 million entries in 180 MB, and a TIFF file may be
//! longer than that. Only three directories and some thirty numbers matter here; they are read
//! where they stand, without a copy.

use super::date::CreatedAt;
use super::note::{Notes, Problem};
use super::text::{self, Pen};
use super::{Block, Coordinates, MAX_TEXT, PhotoMetadata};
use encoding_rs::{UTF_16BE, UTF_16LE};

/// Most entries looked at of one directory.
const MAX_ENTRIES: usize = 1_024;
/// Most bytes looked at of one text.
const MAX_VALUE: usize = 4 * MAX_TEXT;

/// Blocks that a TIFF file keeps in its first directory.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Embedded<'f> {
    pub xmp: Option<&'f [u8]>,
    pub iim: Option<&'f [u8]>,
    pub photoshop: Option<&'f [u8]>,
}

/// What EXIF says.
#[derive(Debug)]
pub(super) struct Exif<'f> {
    pub metadata: PhotoMetadata,
    pub embedded: Option<Embedded<'f>>,
}

/// A TIFF structure and its byte order.
#[derive(Clone, Copy)]
struct Tiff<'f> {
    bytes: &'f [u8],
    is_little: bool,
}

/// An entry of a directory.
#[derive(Clone, Copy)]
struct Entry<'f> {
    tag: u16,
    kind: u16,
    value: &'f [u8],
}

impl<'f> Tiff<'f> {
    fn of(bytes: &'f [u8]) -> Option<Self> {
        let is_little = match bytes.get(..2)? {
            b"II" => true,
            b"MM" => false,
            _ => return None,
        };
        Some(Self { bytes, is_little })
    }

    fn u16(&self, from: &[u8], at: usize) -> Option<u16> {
        let two = from.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    }

    fn u32(&self, from: &[u8], at: usize) -> Option<u32> {
        let four = from.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.is_little {
            u32::from_le_bytes(four)
        } else {
            u32::from_be_bytes(four)
        })
    }

    /// The entries of a directory; what points outside the file is noted and left out.
    fn directory(&self, at: u32, notes: &mut Notes) -> Vec<Entry<'f>> {
        let Some(at) = usize::try_from(at).ok().filter(|a| *a > 0) else {
            return Vec::new();
        };
        let Some(count) = self.u16(self.bytes, at) else {
            notes.add(Block::Exif, Problem::Truncated);
            return Vec::new();
        };
        let count = usize::from(count);
        if count > MAX_ENTRIES {
            let what = "entries";
            let limit = MAX_ENTRIES;
            notes.add(Block::Exif, Problem::TooMany { what, limit });
        }
        let mut entries = Vec::new();
        for index in 0..count.min(MAX_ENTRIES) {
            match self.entry(at + 2 + index * 12) {
                Some(entry) => entries.push(entry),
                None => notes.add(Block::Exif, Problem::Damaged { what: "entries" }),
            }
        }
        entries
    }

    fn entry(&self, at: usize) -> Option<Entry<'f>> {
        let (tag, kind) = (self.u16(self.bytes, at)?, self.u16(self.bytes, at + 2)?);
        let count = usize::try_from(self.u32(self.bytes, at + 4)?).ok()?;
        let size = match kind {
            1 | 2 | 6 | 7 | 129 => 1,
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => return None,
        };
        let length = count.checked_mul(size)?;
        let start = if length <= 4 {
            at + 8
        } else {
            usize::try_from(self.u32(self.bytes, at + 8)?).ok()?
        };
        let value = self.bytes.get(start..start.checked_add(length)?)?;
        Some(Entry { tag, kind, value })
    }
}

/// Entries of one directory, by number.
struct Directory<'f> {
    tiff: Tiff<'f>,
    entries: Vec<Entry<'f>>,
}

impl<'f> Directory<'f> {
    fn open(tiff: Tiff<'f>, at: Option<u32>, notes: &mut Notes) -> Self {
        let entries = at.map_or_else(Vec::new, |at| tiff.directory(at, notes));
        Self { tiff, entries }
    }

    fn value(&self, tag: u16) -> Option<&'f [u8]> {
        let entry = self.entries.iter().find(|e| e.tag == tag)?;
        (!entry.value.is_empty()).then_some(entry.value)
    }

    fn has(&self, tag: u16) -> bool {
        self.value(tag)
            .is_some_and(|v| v.iter().any(|b| !b" \0".contains(b)))
    }

    /// A whole number of one, two or four bytes.
    fn number(&self, tag: u16) -> Option<u32> {
        let entry = self.entries.iter().find(|e| e.tag == tag)?;
        match entry.kind {
            1 | 7 => entry.value.first().map(|b| u32::from(*b)),
            3 => self.tiff.u16(entry.value, 0).map(u32::from),
            4 | 13 => self.tiff.u32(entry.value, 0),
            _ => None,
        }
    }

    /// A text up to its first NUL, which the standard says is ASCII and people write as UTF-8.
    fn ascii(&self, tag: u16) -> Option<String> {
        let value = self.value(tag)?;
        let end = value.iter().position(|b| *b == 0).unwrap_or(value.len());
        Some(text::decoded(&value[..end.min(MAX_VALUE)]))
    }

    /// A text of two bytes a character, the lesser first, as Windows writes it.
    fn wide(&self, tag: u16) -> Option<String> {
        let value = self.value(tag)?;
        let (words, _) = UTF_16LE.decode_without_bom_handling(&value[..value.len().min(MAX_VALUE)]);
        Some(words.into_owned())
    }

    fn rationals(&self, tag: u16) -> Vec<f64> {
        let value = self.value(tag).unwrap_or_default();
        let parts = value.chunks_exact(8).take(3);
        parts
            .filter_map(|r| {
                let (above, below) = (self.tiff.u32(r, 0)?, self.tiff.u32(r, 4)?);
                (below > 0).then(|| f64::from(above) / f64::from(below))
            })
            .collect()
    }
}

/// Reads EXIF, and what else stands in a TIFF file.
pub(super) fn read<'f>(bytes: &'f [u8], notes: &mut Notes) -> Exif<'f> {
    let mut exif = Exif {
        metadata: PhotoMetadata::default(),
        embedded: None,
    };
    let Some(tiff) = Tiff::of(bytes).filter(|t| t.u16(bytes, 2) == Some(42)) else {
        notes.add(Block::Exif, Problem::Damaged { what: "head" });
        return exif;
    };
    let first = tiff.u32(bytes, 4);
    if first.is_none() {
        notes.add(Block::Exif, Problem::Truncated);
    }
    let image = Directory::open(tiff, first, notes);
    let camera = Directory::open(tiff, image.number(0x8769), notes);
    let gps = Directory::open(tiff, image.number(0x8825), notes);

    exif.embedded = Some(Embedded {
        xmp: image.value(0x02bc),
        iim: image.value(0x83bb),
        photoshop: image.value(0x8649),
    });
    let mut pen = Pen {
        block: Block::Exif,
        notes,
    };
    exif.metadata = fields(&image, &camera, &mut pen);
    exif.metadata.private.coordinates = coordinates(&gps);
    if gps.has(2) && exif.metadata.private.coordinates.is_none() {
        let field = "coordinates";
        pen.note(Problem::Meaningless { field });
    }
    if exif.metadata != PhotoMetadata::default() {
        exif.metadata.blocks.push(Block::Exif);
    }
    exif
}

fn fields(image: &Directory<'_>, camera: &Directory<'_>, pen: &mut Pen<'_>) -> PhotoMetadata {
    let mut found = PhotoMetadata {
        caption: caption(image, camera, pen),
        title: image
            .wide(0x9c9b)
            .or_else(|| camera.ascii(0xa436))
            .and_then(|v| pen.line("title", &v)),
        copyright_notice: image.value(0x8298).and_then(|v| copyright(v, pen)),
        creator_tool: image
            .ascii(0x0131)
            .and_then(|v| pen.line("creator_tool", &v)),
        ..PhotoMetadata::default()
    };
    let artist = image
        .ascii(0x013b)
        .filter(|a| !a.trim().is_empty())
        .or_else(|| camera.ascii(0xa437).filter(|a| !a.trim().is_empty()))
        .or_else(|| image.wide(0x9c9d));
    if let Some(artist) = artist {
        let names = names(&artist);
        found.photographers = pen.list("photographers", names.iter().map(String::as_str));
    }
    if let Some(words) = image.wide(0x9c9e) {
        found.keywords = pen.list("keywords", words.split(';'));
    }
    if let Some(date) = camera.ascii(0x9003) {
        let (fraction, offset) = (camera.ascii(0x9291), camera.ascii(0x9011));
        found.date_created = CreatedAt::of_exif(&date, fraction.as_deref(), offset.as_deref());
        let is_blank = date.chars().all(|c| " :0\0".contains(c));
        if found.date_created.is_none() && !is_blank {
            let field = "date_created";
            pen.note(Problem::Meaningless { field });
        }
    }
    let orientation = image.number(0x0112).and_then(|o| u8::try_from(o).ok());
    found.orientation = orientation.filter(|o| (1..=8).contains(o));
    let rating = image.number(0x4746).and_then(|r| i8::try_from(r).ok());
    found.rating = rating.filter(|r| (1..=5).contains(r));
    found.private.has_serial_numbers =
        camera.has(0xa431) || camera.has(0xa435) || image.has(0xc62f);
    found.private.has_maker_notes = camera.has(0x927c);
    found.private.has_owner_name = camera.has(0xa430);
    found
}

/// The caption: the description, else what Windows or the camera keeps as a comment.
fn caption(image: &Directory<'_>, camera: &Directory<'_>, pen: &mut Pen<'_>) -> Option<String> {
    let comment = || {
        let (value, is_little) = (camera.value(0x9286)?, camera.tiff.is_little);
        Some(user_comment(value, is_little))
    };
    let candidates = [image.ascii(0x010e), image.wide(0x9c9c), comment()];
    let mut there = candidates.into_iter().flatten();
    there.find_map(|words| pen.caption(&words))
}

/// Photographer's and editor's copyright, parted by a NUL.
fn copyright(value: &[u8], pen: &mut Pen<'_>) -> Option<String> {
    let parts = value[..value.len().min(MAX_VALUE)]
        .split(|b| *b == 0)
        .take(2);
    let notices: Vec<String> = parts
        .filter_map(|p| pen.text("copyright_notice", &text::decoded(p)))
        .collect();
    (!notices.is_empty()).then(|| notices.join("; "))
}

/// Names parted by semicolons, in quotes where one holds a semicolon itself.
fn names(artist: &str) -> Vec<String> {
    let (mut names, mut name, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut chars = artist.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                name.push('"');
            }
            '"' if is_quoted || name.trim().is_empty() => is_quoted = !is_quoted,
            ';' if !is_quoted => names.push(std::mem::take(&mut name)),
            c => name.push(c),
        }
    }
    names.push(name);
    names
}

/// A comment with its character set in the first eight bytes.
fn user_comment(value: &[u8], is_little: bool) -> String {
    let value = &value[..value.len().min(MAX_VALUE)];
    let (mark, words) = value.split_at(value.len().min(8));
    match mark {
        b"UNICODE\0" => {
            let zeros = |from| {
                words
                    .iter()
                    .skip(from)
                    .step_by(2)
                    .filter(|b| **b == 0)
                    .count()
            };
            let is_little = match zeros(1).cmp(&zeros(0)) {
                std::cmp::Ordering::Equal => is_little,
                order => order.is_gt(),
            };
            let charset = if is_little { UTF_16LE } else { UTF_16BE };
            charset.decode(words).0.into_owned()
        }
        b"JIS\0\0\0\0\0" => encoding_rs::ISO_2022_JP.decode(words).0.into_owned(),
        b"ASCII\0\0\0" | b"\0\0\0\0\0\0\0\0" => {
            let end = words.iter().position(|b| *b == 0).unwrap_or(words.len());
            text::decoded(&words[..end])
        }
        // Some cameras leave the mark out and fill with what they like.
        _ => String::new(),
    }
}

fn coordinates(gps: &Directory<'_>) -> Option<Coordinates> {
    let angle = |tag: u16| {
        let parts = gps.rationals(tag);
        let (degrees, minutes) = (parts.first()?, parts.get(1).unwrap_or(&0.0));
        Some(degrees + minutes / 60.0 + parts.get(2).unwrap_or(&0.0) / 3_600.0)
    };
    let is_mark = |tag: u16, mark: u8| gps.value(tag).is_some_and(|v| v[0] == mark);
    let sign = |is_negative: bool| if is_negative { -1.0 } else { 1.0 };
    let latitude = angle(2)? * sign(is_mark(1, b'S'));
    let longitude = angle(4)? * sign(is_mark(3, b'W'));
    let altitude = gps.rationals(6).first().copied();
    point(
        latitude,
        longitude,
        altitude.map(|a| a * sign(is_mark(5, 1))),
    )
}

/// A point, if there is one on Earth with these numbers. Zero and zero is what devices write
/// that do not know where they are.
pub(super) fn point(latitude: f64, longitude: f64, altitude: Option<f64>) -> Option<Coordinates> {
    let is_on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    let is_known = latitude.abs() > f64::EPSILON || longitude.abs() > f64::EPSILON;
    (is_on_earth && is_known).then_some(Coordinates {
        latitude,
        longitude,
        altitude_m: altitude.filter(|a| (-12_000.0..=100_000.0).contains(a)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_artists_are_parted_as_the_guidance_says() {
        assert_eq!(
            names("Ann; \"Lee; Sons\";Bo \"The Lens\" Ek"),
            ["Ann", " Lee; Sons", "Bo \"The Lens\" Ek"]
        );
    }

    #[test]
    fn a_comment_is_read_in_the_byte_order_it_was_written_in() {
        let words = |order: fn(u16) -> [u8; 2]| {
            let units = "Fog, Гавань".encode_utf16().flat_map(order);
            b"UNICODE\0"
                .iter()
                .copied()
                .chain(units)
                .collect::<Vec<u8>>()
        };

        assert_eq!(user_comment(&words(u16::to_le_bytes), false), "Fog, Гавань");
        assert_eq!(user_comment(&words(u16::to_be_bytes), true), "Fog, Гавань");
        assert_eq!(user_comment(b"ASCII\0\0\0Fog\0\0", true), "Fog");
        assert_eq!(user_comment(b"\0\0", true), "");
    }
}
