//! What a file says of its picture: size, tiles, colours, which way is up.

use crate::boxes::Part;
use crate::colour::Cicp;
use crate::meta::Meta;
use crate::{AvifError, Result, broken, layers};
use std::borrow::Cow;

/// Most tiles of a picture.
const MAX_TILES: usize = 1024;
/// Longest side of a frame of AV1.
const MAX_SIDE: u32 = 65_536;
/// Names of what says how much shines through.
const ALPHA: [&[u8]; 2] = [
    b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
    b"urn:mpeg:hevc:2015:auxid:1",
];
/// What a process that decodes takes for itself, in bytes.
const PROGRAM: u64 = 48_000_000;

/// An AVIF whose table of contents was read. Nothing of it is decoded.
#[derive(Debug)]
pub struct Avif<'a> {
    pub(crate) meta: Meta<'a>,
    pub(crate) colour: Plane,
    pub(crate) alpha: Option<Plane>,
    pub(crate) is_premultiplied: bool,
    /// The part that is shown: x, y, width, height.
    pub(crate) window: [u32; 4],
    pub(crate) cicp: Option<Cicp>,
    icc: Option<&'a [u8]>,
    turn: u8,
    mirror: Option<Axis>,
}

/// What is flipped.
#[derive(Clone, Copy, Debug)]
enum Axis {
    /// Left and right.
    Horizontal,
    /// Top and bottom.
    Vertical,
}

/// Colours, or what shines through: one picture or tiles of one size.
#[derive(Debug)]
pub struct Plane {
    pub size: (u32, u32),
    pub tile: (u32, u32),
    pub columns: u32,
    pub tiles: Vec<u32>,
    pub sort: Sort,
}

/// How samples are laid down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub bits: u8,
    /// Whether there are two planes of colour, and whether they are half as wide, half as high.
    pub colour: Option<(bool, bool)>,
}

/// What properties say of an item.
#[derive(Default)]
struct Said<'a> {
    size: Option<(u32, u32)>,
    sort: Option<Sort>,
    cicp: Option<Cicp>,
    icc: Option<&'a [u8]>,
    turn: u8,
    mirror: Option<Axis>,
    aperture: Option<[u32; 8]>,
    is_alpha: bool,
}

impl<'a> Avif<'a> {
    /// Reads what a file says of itself, to the last box: one that breaks off is refused.
    pub fn read(file: &'a [u8]) -> Result<Self> {
        let meta = Meta::read(file)?;
        let item = meta.primary;
        let said = Said::of(&meta, item)?;
        let colour = Plane::of(&meta, item, &said)?;
        let alpha = match alpha_of(&meta, item)? {
            Some((alpha, said)) => Some(Plane::of(&meta, alpha, &said)?),
            None => None,
        };
        if alpha
            .as_ref()
            .is_some_and(|alpha| alpha.size != colour.size)
        {
            return Err(broken("what shines through is of another size"));
        }
        if let Some(cicp) = said.cicp {
            cicp.check()?;
        }
        let window = match said.aperture {
            Some(numbers) => window(numbers, colour.size)?,
            None => [0, 0, colour.size.0, colour.size.1],
        };
        let picture = Self {
            is_premultiplied: !meta.targets(*b"prem", item).is_empty(),
            window,
            cicp: said.cicp,
            icc: said.icc,
            turn: said.turn,
            mirror: said.mirror,
            colour,
            alpha,
            meta,
        };
        picture.check(file.len())?;
        Ok(picture)
    }

    /// Looks through the streams of all tiles; they lie beside each other, not on each other.
    fn check(&self, length: usize) -> Result<()> {
        let planes = [Some(&self.colour), self.alpha.as_ref()];
        let mut taken = 0_usize;
        for tile in planes.into_iter().flatten().flat_map(|plane| &plane.tiles) {
            let stream = self.meta.data(*tile)?;
            taken = taken.saturating_add(stream.len());
            if taken > length {
                return Err(broken("its tiles are longer than the file"));
            }
            layers::check(&stream)?;
        }
        Ok(())
    }

    /// Width and height as stored, before it is turned.
    pub fn size(&self) -> (u32, u32) {
        let [_, _, width, height] = self.window;
        (width, height)
    }

    /// Pixels that are decoded, all tiles together: more than are shown if some are cut off.
    pub fn pixels(&self) -> u64 {
        let area = |plane: &Plane| {
            let (width, height) = plane.tile;
            u64::from(width) * u64::from(height) * plane.tiles.len() as u64
        };
        area(&self.colour).max(self.alpha.as_ref().map_or(0, area))
    }

    /// Channels of eight bits that come out: 1 grey, 3 colours, 4 colours and what shines through.
    pub fn channels(&self) -> u8 {
        match (self.colour.sort.colour, &self.alpha) {
            (_, Some(_)) => 4,
            (Some(_), None) => 3,
            (None, None) => 1,
        }
    }

    /// Which way is up, as EXIF numbers it (1 to 8). What EXIF itself says in an AVIF does not count.
    pub fn orientation(&self) -> u8 {
        use Axis::{Horizontal, Vertical};
        match (self.turn, self.mirror) {
            (0, None) => 1,
            (0, Some(Horizontal)) | (2, Some(Vertical)) => 2,
            (2, None) => 3,
            (0, Some(Vertical)) | (2, Some(Horizontal)) => 4,
            (3, Some(Horizontal)) | (1, Some(Vertical)) => 5,
            (3, None) => 6,
            (1, Some(Horizontal)) | (3, Some(Vertical)) => 7,
            _ => 8,
        }
    }

    /// The colour profile, if it brings one.
    pub fn icc(&self) -> Option<&'a [u8]> {
        self.icc
    }

    /// What its colours are, if it says so outside of a profile.
    pub fn cicp(&self) -> Option<Cicp> {
        self.cicp
    }

    /// Memory the process that decodes it may take, in bytes. A decoder holds each frame twice if
    /// grain is laid over it or it is widened at the end.
    pub fn memory(&self) -> u64 {
        let strip = |plane: &Plane| {
            let (width, height) = plane.tile;
            // Frames are laid out in blocks of 128.
            let side = |n: u32| u64::from(n).next_multiple_of(128);
            let samples = match plane.sort.colour {
                None => 4,
                Some((true, true)) => 6,
                Some((true, false)) => 8,
                Some(_) => 12,
            };
            let bytes = if plane.sort.bits > 8 { 2 } else { 1 };
            let pixels = side(width) * side(height) * u64::from(plane.columns);
            pixels.saturating_mul(samples * bytes) / 4
        };
        let planes = strip(&self.colour) + self.alpha.as_ref().map_or(0, strip);
        planes.saturating_mul(2).saturating_add(PROGRAM)
    }

    /// The stream of a tile.
    pub(crate) fn stream(&self, tile: u32) -> Result<Cow<'a, [u8]>> {
        self.meta.data(tile)
    }
}

impl Plane {
    fn of(meta: &Meta<'_>, item: u32, said: &Said<'_>) -> Result<Self> {
        let size = said.size.ok_or(broken("it does not say how large it is"))?;
        let (tile, columns, tiles, sort) = match &meta.kind(item).unwrap_or_default() {
            b"av01" => (size, 1, vec![item], said.sort),
            b"grid" => {
                let (columns, rows) = grid(&meta.data(item)?, size)?;
                let tiles = meta.targets(*b"dimg", item).to_vec();
                let first = tiles.first().copied().unwrap_or_default();
                let first = Said::of(meta, first)?;
                let tile = first
                    .size
                    .ok_or(broken("a tile does not say how large it is"))?;
                covers(tile, (columns, rows), size, tiles.len())?;
                (tile, columns, tiles, first.sort)
            }
            _ => {
                return Err(AvifError::Unsupported(
                    "its main picture is neither AV1 nor tiles of it; export it as a plain AVIF or as JPEG",
                ));
            }
        };
        if tile.0 == 0 || tile.1 == 0 {
            return Err(broken("it has no pixels"));
        }
        if tile.0.max(tile.1) > MAX_SIDE {
            return Err(broken("it says it is larger than AV1 can be"));
        }
        Ok(Self {
            size,
            tile,
            columns,
            tiles,
            sort: sort.ok_or(broken("it does not say how its pixels are written"))?,
        })
    }
}

/// Columns and rows of tiles.
fn grid(data: &[u8], size: (u32, u32)) -> Result<(u32, u32)> {
    let mut data = crate::boxes::Reader::new(data);
    let (_, flags) = (data.u8()?, data.u8()?);
    let (rows, columns) = (u32::from(data.u8()?) + 1, u32::from(data.u8()?) + 1);
    let is_wide = flags & 1 != 0;
    if (data.id(is_wide)?, data.id(is_wide)?) != size {
        return Err(broken("its tiles make a picture of another size"));
    }
    Ok((columns, rows))
}

fn covers(
    tile: (u32, u32),
    (columns, rows): (u32, u32),
    size: (u32, u32),
    tiles: usize,
) -> Result<()> {
    if tiles > MAX_TILES {
        return Err(AvifError::Unsupported(
            "it has more than 1024 tiles; export it as a plain picture",
        ));
    }
    let reaches = |tile: u32, count: u32, size: u32| {
        let whole = u64::from(tile) * u64::from(count);
        whole >= u64::from(size) && whole - u64::from(tile) < u64::from(size)
    };
    let is_covered = u64::from(columns) * u64::from(rows) == tiles as u64
        && reaches(tile.0, columns, size.0)
        && reaches(tile.1, rows, size.1);
    if is_covered {
        Ok(())
    } else {
        Err(broken("its tiles do not cover it"))
    }
}

/// The item that says what shines through.
fn alpha_of<'a>(meta: &Meta<'a>, item: u32) -> Result<Option<(u32, Said<'a>)>> {
    for source in meta.sources(*b"auxl", item) {
        let said = Said::of(meta, source)?;
        if said.is_alpha {
            return Ok(Some((source, said)));
        }
    }
    Ok(None)
}

impl<'a> Said<'a> {
    fn of(meta: &Meta<'a>, item: u32) -> Result<Self> {
        let mut said = Self::default();
        for (part, is_essential) in meta.properties(item)? {
            said.take(part, is_essential)?;
        }
        Ok(said)
    }

    fn take(&mut self, Part { name, mut body }: Part<'a>, is_essential: bool) -> Result<()> {
        match &name {
            b"ispe" => {
                body.version()?;
                self.size = Some((body.u32()?, body.u32()?));
            }
            b"av1C" => self.sort = Some(sort(body.array()?)?),
            b"colr" => match &body.array()? {
                b"nclx" => {
                    let [_, primaries, _, transfer, _, matrix, range] = body.array()?;
                    self.cicp = Some(Cicp {
                        primaries,
                        transfer,
                        matrix,
                        is_full: range & 0x80 != 0,
                    });
                }
                b"prof" | b"rICC" => self.icc = Some(body.rest()),
                _ => {}
            },
            b"irot" => self.turn = body.u8()? & 3,
            b"imir" => {
                let is_horizontal = body.u8()? & 1 == 1;
                self.mirror = Some(if is_horizontal {
                    Axis::Horizontal
                } else {
                    Axis::Vertical
                });
            }
            b"clap" => {
                let mut numbers = [0; 8];
                for number in &mut numbers {
                    *number = body.u32()?;
                }
                self.aperture = Some(numbers);
            }
            b"auxC" => {
                body.version()?;
                let kind = body.rest().split(|byte| *byte == 0).next();
                self.is_alpha = kind.is_some_and(|kind| ALPHA.contains(&kind));
            }
            b"lsel" if body.u16()? == u16::MAX => {}
            b"a1op" if body.u8()? == 0 => {}
            b"pixi" | b"pasp" | b"a1lx" | b"clli" | b"mdcv" | b"cclv" | b"amve" => {}
            _ if is_essential => {
                return Err(AvifError::Unsupported(
                    "it needs a feature that is not read; export it as a plain AVIF or as JPEG",
                ));
            }
            _ => {}
        }
        Ok(())
    }
}

fn sort([_, _, bits, _]: [u8; 4]) -> Result<Sort> {
    let has = |bit: u8| bits & bit != 0;
    let (is_high, is_twelve, is_grey, is_narrow, is_low) =
        (has(0x40), has(0x20), has(0x10), has(8), has(4));
    if is_low && !is_narrow {
        return Err(broken("its pixels are written in a way there is none"));
    }
    Ok(Sort {
        bits: match (is_high, is_twelve) {
            (false, _) => 8,
            (true, false) => 10,
            (true, true) => 12,
        },
        colour: (!is_grey).then_some((is_narrow, is_low)),
    })
}

/// The part to be shown: width and height, and how far its middle is from the middle, as fractions.
fn window(numbers: [u32; 8], (width, height): (u32, u32)) -> Result<[u32; 4]> {
    const BROKEN: AvifError = broken("the part of it to be shown is not within it");
    let side = |[n, d, off, off_d]: [u32; 4], whole: u32| -> Option<(u32, u32)> {
        let part = n.checked_rem(d).filter(|rest| *rest == 0).map(|_| n / d)?;
        // The offset is signed.
        let off = i64::from(i32::from_ne_bytes(off.to_ne_bytes()));
        let twice = 2 * off;
        let moved = twice.checked_rem(i64::from(off_d))?;
        (moved == 0).then_some(())?;
        let start = i64::from(whole) - i64::from(part) + twice / i64::from(off_d);
        (start >= 0 && start % 2 == 0).then_some(())?;
        let start = u32::try_from(start / 2).ok()?;
        let is_within = part > 0 && u64::from(start) + u64::from(part) <= u64::from(whole);
        is_within.then_some((start, part))
    };
    let [wn, wd, hn, hd, xn, xd, yn, yd] = numbers;
    let (x, wide) = side([wn, wd, xn, xd], width).ok_or(BROKEN)?;
    let (y, high) = side([hn, hd, yn, yd], height).ok_or(BROKEN)?;
    Ok([x, y, wide, high])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_lies_within_the_picture_or_is_refused() {
        let minus = |n: i32| u32::from_ne_bytes((-n).to_ne_bytes());

        assert_eq!(
            window([60, 1, 40, 1, 0, 1, 0, 1], (100, 80)),
            Ok([20, 20, 60, 40])
        );
        assert_eq!(
            window([60, 1, 40, 1, minus(20), 1, 20, 1], (100, 80)),
            Ok([0, 40, 60, 40])
        );
        assert_eq!(
            window([61, 1, 40, 1, 1, 2, 0, 1], (100, 80)),
            Ok([20, 20, 61, 40])
        );
        for bad in [
            [0, 1, 40, 1, 0, 1, 0, 1],
            [60, 0, 40, 1, 0, 1, 0, 1],
            [61, 2, 40, 1, 0, 1, 0, 1],
            [60, 1, 40, 1, 0, 0, 0, 1],
            [60, 1, 40, 1, 21, 1, 0, 1],
            [u32::MAX, 1, 40, 1, minus(i32::MAX), 1, 0, 1],
        ] {
            assert!(window(bad, (100, 80)).is_err(), "{bad:?}");
        }
    }
}
