//! Which renditions are made. Few, so that a stranger cannot have the disk filled with them.

use super::PictureError;
use std::fmt;

/// Widths made, in pixels.
pub const WIDTHS: [u32; 7] = [320, 480, 640, 768, 960, 1280, 1600];
/// Shapes cut, width to height; the last is what social networks show.
pub const RATIOS: [(u32, u32); 6] = [(16, 9), (3, 2), (4, 3), (1, 1), (4, 5), (40, 21)];
/// Tallest rendition, in pixels (`WebP` ends at 16,383).
const MAX_HEIGHT: u32 = 16_000;

/// File format of a rendition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For everything old, and for mails and feeds.
    Jpeg,
    /// For browsers.
    Webp,
    /// For browsers of today; takes seconds to make, so it is never made while somebody waits.
    Avif,
}

impl Format {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
        }
    }

    /// Ending of the file name, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Avif => "avif",
        }
    }
}

/// A cut to a shape around a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Crop {
    ratio: (u32, u32),
    /// Thousandths of width and height.
    focal: (u16, u16),
}

impl Crop {
    /// The largest part of this shape (one of [`RATIOS`]) around the focal point, each from 0
    /// (left, top) to 1; outside is taken for the edge.
    pub fn new(ratio: (u32, u32), focal: (f64, f64)) -> Result<Self, PictureError> {
        if !RATIOS.contains(&ratio) {
            return Err(PictureError::Ratio { ratio });
        }
        Ok(Self {
            ratio,
            focal: (thousandths(focal.0), thousandths(focal.1)),
        })
    }
}

fn thousandths(part: f64) -> u16 {
    let nearest = (0_u16..=1000).min_by(|a, b| {
        let distance = |t: &u16| (f64::from(*t) / 1000.0 - part).abs();
        distance(a).total_cmp(&distance(b))
    });
    nearest.filter(|_| part.is_finite()).unwrap_or(500)
}

/// What a rendition is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spec {
    width: u32,
    format: Format,
    crop: Option<Crop>,
}

/// A part of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

impl Area {
    /// All of a picture.
    pub fn whole(image: &image::DynamicImage) -> Self {
        Self {
            x: 0,
            y: 0,
            width: image.width(),
            height: image.height(),
        }
    }
}

impl Spec {
    /// A rendition at most `width` pixels wide, one of [`WIDTHS`].
    pub fn new(width: u32, format: Format, crop: Option<Crop>) -> Result<Self, PictureError> {
        if WIDTHS.contains(&width) {
            Ok(Self {
                width,
                format,
                crop,
            })
        } else {
            Err(PictureError::Width { width })
        }
    }

    /// Reads what [`fmt::Display`] writes: `640.webp`, `640-16x9.jpg`; `focal` is used if it is cut.
    pub fn parse(name: &str, focal: (f64, f64)) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        let format = [Format::Jpeg, Format::Webp, Format::Avif]
            .into_iter()
            .find(|f| f.extension() == extension)?;
        let (width, ratio) = stem
            .split_once('-')
            .map_or((stem, None), |(w, r)| (w, Some(r)));
        let crop = match ratio.map(|r| r.split_once('x')) {
            None => None,
            Some(ratio) => {
                let (w, h) = ratio?;
                Some(Crop::new((w.parse().ok()?, h.parse().ok()?), focal).ok()?)
            }
        };
        // What is cut is shown small, or taken by programs that know no AVIF.
        if format == Format::Avif && crop.is_some() {
            return None;
        }
        let spec = Self::new(width.parse().ok()?, format, crop).ok()?;
        (spec.to_string() == name).then_some(spec)
    }

    /// The format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The width asked for, in pixels; a smaller picture stays as it is.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// The same rendition in another format.
    #[must_use]
    pub fn with_format(self, format: Format) -> Self {
        Self { format, ..self }
    }

    /// Whether it shows a part only.
    pub(super) fn is_cut(&self) -> bool {
        self.crop.is_some()
    }

    /// Whether what moves in the picture moves in the rendition. What is cut is for cards and social
    /// networks and stands still.
    pub(super) fn moves(&self) -> bool {
        self.format == Format::Webp && self.crop.is_none()
    }

    /// Width and height of the rendition of a picture of this upright size; never larger than it.
    pub fn size_of(&self, upright: (u32, u32)) -> (u32, u32) {
        let area = self.area(upright);
        let width = self.width.min(area.width);
        let height = scaled(width, area.height, area.width);
        if height > MAX_HEIGHT {
            (scaled(MAX_HEIGHT, area.width, area.height), MAX_HEIGHT)
        } else {
            (width, height)
        }
    }

    /// The part that is shown.
    pub(super) fn area(&self, (width, height): (u32, u32)) -> Area {
        let Some(crop) = self.crop else {
            return Area {
                x: 0,
                y: 0,
                width,
                height,
            };
        };
        let (across, down) = crop.ratio;
        let area_width = width.min(scaled(height, across, down));
        let area_height = height.min(scaled(width, down, across));
        Area {
            x: around(crop.focal.0, area_width, width),
            y: around(crop.focal.1, area_height, height),
            width: area_width,
            height: area_height,
        }
    }

    /// Name in the cache: what is asked for and where it is cut.
    pub(super) fn cache_stem(&self) -> String {
        let Some(crop) = self.crop else {
            return self.width.to_string();
        };
        let ((w, h), (x, y)) = (crop.ratio, crop.focal);
        format!("{}-{w}x{h}-{x}-{y}", self.width)
    }
}

impl fmt::Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.width)?;
        if let Some(Crop { ratio: (w, h), .. }) = self.crop {
            write!(f, "-{w}x{h}")?;
        }
        write!(f, ".{}", self.format.extension())
    }
}

/// `value * numerator / denominator`, rounded, at least 1.
fn scaled(value: u32, numerator: u32, denominator: u32) -> u32 {
    let (value, numerator, denominator) = (
        u64::from(value),
        u64::from(numerator),
        u64::from(denominator.max(1)),
    );
    let rounded = (value * numerator + denominator / 2) / denominator;
    u32::try_from(rounded).unwrap_or(u32::MAX).max(1)
}

/// Where a part of length `part` begins so that the point is in its middle as far as it can be.
fn around(thousandths: u16, part: u32, whole: u32) -> u32 {
    let middle = u64::from(whole) * u64::from(thousandths) / 1000;
    let start = middle.saturating_sub(u64::from(part / 2));
    u32::try_from(start).unwrap_or(u32::MAX).min(whole - part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(ratio: (u32, u32), focal: (f64, f64)) -> Spec {
        Spec::new(640, Format::Webp, Some(Crop::new(ratio, focal).unwrap())).unwrap()
    }

    #[test]
    fn only_listed_widths_and_shapes_are_made() {
        let width = Spec::new(641, Format::Jpeg, None).unwrap_err();
        let ratio = Crop::new((17, 9), (0.5, 0.5)).unwrap_err();

        assert!(
            width
                .to_string()
                .starts_with("pictures are not made 641 pixels wide, only [320,")
        );
        assert_eq!(ratio, PictureError::Ratio { ratio: (17, 9) });
    }

    #[test]
    fn a_name_is_read_as_it_is_written() {
        for name in [
            "640.webp",
            "320.jpg",
            "1600-16x9.webp",
            "480-40x21.jpg",
            "960.avif",
        ] {
            assert_eq!(Spec::parse(name, (0.5, 0.5)).unwrap().to_string(), name);
        }
        for name in [
            "",
            "640",
            "640.png",
            "0640.webp",
            "+640.webp",
            "641.webp",
            "640-.webp",
            "640-16x.webp",
            "640-16x09.webp",
            "640-17x9.webp",
            "640-16x9-3.webp",
            "../640.webp",
            "640.WEBP",
            "640-16x9",
            "640-16x9.avif",
        ] {
            assert_eq!(Spec::parse(name, (0.5, 0.5)), None, "{name}");
        }
    }

    #[test]
    fn a_rendition_is_never_larger_than_the_picture() {
        let plain = Spec::new(640, Format::Webp, None).unwrap();

        assert_eq!(plain.size_of((6000, 4000)), (640, 427));
        assert_eq!(plain.size_of((300, 200)), (300, 200));
        assert_eq!(plain.size_of((1, 1)), (1, 1));
        assert_eq!(plain.size_of((50_000, 1)), (640, 1));
        assert_eq!(plain.size_of((1000, 65_000)), (246, 16_000));
        assert_eq!(cut((16, 9), (0.5, 0.5)).size_of((300, 300)), (300, 169));
        assert_eq!(cut((1, 1), (0.5, 0.5)).size_of((6000, 4000)), (640, 640));
    }

    #[test]
    fn the_focal_point_stays_in_the_cut() {
        let area = |focal| cut((1, 1), focal).area((6000, 4000));
        let at = |x, y| Area {
            x,
            y,
            width: 4000,
            height: 4000,
        };

        assert_eq!(area((0.5, 0.5)), at(1000, 0));
        assert_eq!(area((0.0, 1.0)), at(0, 0));
        assert_eq!(area((0.9, 0.1)), at(2000, 0));
        assert_eq!(area((-3.0, f64::NAN)), at(0, 0));
        assert_eq!(area((f64::INFINITY, 0.5)), at(1000, 0));
    }
}
