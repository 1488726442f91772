//! From a picture to its renditions.

use super::PictureError;
use super::animate::animate;
use super::colour::{print_to_screen, to_screen};
use super::credit::Credit;
use super::decode::{
    Care, Inspected, Opened, Pixels, PrintImage, check_whole, guarded, inspect, is_on_its_side,
};
use super::encode::encode;
use super::hint::Hint;
use super::spec::{Area, Spec};
use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::DynamicImage;
use image::metadata::Orientation;

/// Longer side of what a hint is made of, in pixels.
const HINT_SIDE: u32 = 96;

/// What was found out by looking at a picture to its last pixel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// Kind, size and frames.
    pub inspected: Inspected,
    /// What stands in its place until it is there; none for one that shines through.
    pub hint: Option<Hint>,
}

/// Looks at a picture to its last pixel, within the bounds of [`inspect`]: a file that breaks off is
/// refused. Up to a second for the largest; blocking.
pub fn examine(bytes: &[u8]) -> Result<Examined, PictureError> {
    let inspected = inspect(bytes)?;
    guarded(|| {
        check_whole(inspected.kind, bytes)?;
        let negative = Negative::develop(bytes, Care::Strict)?;
        let hint = negative.hint()?;
        if inspected.frames > 1 {
            for frame in super::decode::frames(inspected.kind, bytes)? {
                frame?;
            }
        }
        Ok(Examined { inspected, hint })
    })
}

/// Makes a rendition: cut, scaled down, upright, in the colours of screens, with the credit. Tens to
/// hundreds of milliseconds of one core, seconds for AVIF; blocking.
pub fn render(bytes: &[u8], spec: &Spec, credit: &Credit) -> Result<Vec<u8>, PictureError> {
    Darkroom::open(bytes)?.print(spec, credit)
}

/// One picture, decoded once, from which any number of renditions are made.
pub struct Darkroom<B> {
    bytes: B,
    inspected: Inspected,
    negative: Option<Negative>,
    /// Smaller ones made so far; still smaller ones come from them.
    prints: Vec<DynamicImage>,
}

impl<B: AsRef<[u8]>> Darkroom<B> {
    /// Looks at the picture. Nothing is decoded before it is needed.
    pub fn open(bytes: B) -> Result<Self, PictureError> {
        Ok(Self {
            inspected: inspect(bytes.as_ref())?,
            bytes,
            negative: None,
            prints: Vec::new(),
        })
    }

    /// The picture as it came.
    pub(super) fn original(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// Gets ready to make these renditions, of which none is cut, and forgets the decoded picture.
    pub fn prepare(&mut self, specs: &[Spec]) -> Result<(), PictureError> {
        guarded(|| {
            let mut wanted: Vec<&Spec> = specs.iter().filter(|spec| !spec.is_cut()).collect();
            wanted.sort_by_key(|spec| std::cmp::Reverse(spec.width()));
            for spec in wanted {
                if self.inspected.frames == 1 || !spec.moves() {
                    self.image(spec)?;
                }
            }
            self.negative = None;
            Ok(())
        })
    }

    /// Makes a rendition. Larger ones first is quickest.
    pub fn print(&mut self, spec: &Spec, credit: &Credit) -> Result<Vec<u8>, PictureError> {
        guarded(|| {
            let segments = credit.segments();
            if self.inspected.frames > 1 && spec.moves() {
                return animate(self.bytes.as_ref(), &self.inspected, spec, &segments);
            }
            encode(self.image(spec)?, spec.format(), &segments)
        })
    }

    fn image(&mut self, spec: &Spec) -> Result<DynamicImage, PictureError> {
        let size = spec.size_of((self.inspected.width, self.inspected.height));
        if spec.is_cut() {
            return self.negative()?.print(spec, size);
        }
        if let Some(same) = self.prints.iter().find(|p| (p.width(), p.height()) == size) {
            return Ok(same.clone());
        }
        // One at least twice as large loses nothing.
        let large = self.prints.iter().rfind(|p| p.width() >= 2 * size.0);
        let image = match large {
            Some(large) => shrink(large, Area::whole(large), size)?,
            None => self.negative()?.print(spec, size)?,
        };
        self.prints.push(image.clone());
        self.prints
            .sort_by_key(|print| std::cmp::Reverse(print.width()));
        Ok(image)
    }

    fn negative(&mut self) -> Result<&Negative, PictureError> {
        if self.negative.is_none() {
            self.negative = Some(Negative::develop(self.bytes.as_ref(), Care::Loose)?);
        }
        self.negative
            .as_ref()
            .ok_or_else(|| PictureError::broken(&"it was not decoded"))
    }
}

/// The pixels of a picture as they were stored.
struct Negative {
    pixels: Pixels,
    stored: (u32, u32),
    upright: (u32, u32),
    orientation: Orientation,
    icc: Option<Vec<u8>>,
}

impl Negative {
    fn develop(bytes: &[u8], care: Care) -> Result<Self, PictureError> {
        let mut opened = Opened::new(bytes)?;
        Ok(Self {
            stored: opened.stored(),
            upright: opened.upright(),
            orientation: opened.orientation,
            icc: opened.icc.take(),
            pixels: opened.decode(care)?,
        })
    }

    /// The part a rendition shows, upright, in the colours of screens.
    fn print(&self, spec: &Spec, size: (u32, u32)) -> Result<DynamicImage, PictureError> {
        self.scaled(spec.area(self.upright), size)
    }

    fn scaled(&self, area: Area, size: (u32, u32)) -> Result<DynamicImage, PictureError> {
        let area = laid(area, self.orientation, self.stored);
        let size = laid_size(size, self.orientation);
        let icc = self.icc.as_deref();
        let mut image = match &self.pixels {
            Pixels::Image(image) => to_screen(shrink(image, area, size)?, icc),
            Pixels::Print(print) => print_to_screen(&shrink_print(print, area, size)?, icc)?,
        };
        image.apply_orientation(self.orientation);
        Ok(image)
    }

    fn hint(&self) -> Result<Option<Hint>, PictureError> {
        let (width, height) = self.upright;
        let longer = width.max(height).max(1);
        let side = |n: u32| (n * HINT_SIDE.min(longer) / longer).max(1);
        let whole = Area {
            x: 0,
            y: 0,
            width,
            height,
        };
        Ok(Hint::of(&self.scaled(whole, (side(width), side(height)))?))
    }
}

/// Scales a part of a picture to a size.
pub(super) fn shrink(
    image: &DynamicImage,
    area: Area,
    (width, height): (u32, u32),
) -> Result<DynamicImage, PictureError> {
    let mut small = DynamicImage::new(width, height, image.color());
    Resizer::new()
        .resize(image, &mut small, &part(area))
        .map_err(|e| PictureError::broken(&e))?;
    Ok(small)
}

fn shrink_print(
    print: &PrintImage,
    area: Area,
    (width, height): (u32, u32),
) -> Result<PrintImage, PictureError> {
    let from = fast_image_resize::images::ImageRef::new(
        print.width,
        print.height,
        &print.inks,
        PixelType::U8x4,
    );
    let mut to = Image::new(width, height, PixelType::U8x4);
    let options = part(area).use_alpha(false);
    let from = from.map_err(|e| PictureError::broken(&e))?;
    Resizer::new()
        .resize(&from, &mut to, &options)
        .map_err(|e| PictureError::broken(&e))?;
    Ok(PrintImage {
        width,
        height,
        inks: to.into_vec(),
    })
}

fn part(area: Area) -> ResizeOptions {
    let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(f64::from);
    ResizeOptions::new().crop(x, y, width, height)
}

/// Where a part of the upright picture lies in the picture as stored, which is `stored` in size.
fn laid(area: Area, orientation: Orientation, stored: (u32, u32)) -> Area {
    let Area {
        mut x,
        mut y,
        mut width,
        mut height,
    } = area;
    let (mut across, mut down) = stored;
    if is_on_its_side(orientation) {
        (across, down) = (down, across);
    }
    let (flips_x, flips_y) = match orientation {
        Orientation::NoTransforms | Orientation::Rotate90FlipH => (false, false),
        Orientation::FlipHorizontal | Orientation::Rotate90 => (true, false),
        Orientation::FlipVertical | Orientation::Rotate270 => (false, true),
        Orientation::Rotate180 | Orientation::Rotate270FlipH => (true, true),
    };
    if flips_x {
        x = across - x - width;
    }
    if flips_y {
        y = down - y - height;
    }
    if is_on_its_side(orientation) {
        (x, y) = (y, x);
        (width, height) = (height, width);
    }
    Area {
        x,
        y,
        width,
        height,
    }
}

fn laid_size((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    if is_on_its_side(orientation) {
        (height, width)
    } else {
        (width, height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    #[test]
    fn a_cut_is_the_same_whichever_way_the_picture_was_stored() {
        let upright = DynamicImage::ImageRgb8(RgbImage::from_fn(7, 5, |x, y| {
            Rgb([0, 1, 2].map(|i| u8::try_from(x * 16 + y + i).unwrap()))
        }));
        let area = Area {
            x: 1,
            y: 2,
            width: 4,
            height: 3,
        };
        let expected = upright.crop_imm(1, 2, 4, 3);

        for code in 1..=8 {
            let orientation = Orientation::from_exif(code).unwrap();
            let undone = [1, 2, 3, 4, 5, 8, 7, 6][usize::from(code) - 1];
            let mut stored = upright.clone();
            stored.apply_orientation(Orientation::from_exif(undone).unwrap());

            let laid = laid(area, orientation, (stored.width(), stored.height()));
            let mut cut = stored.crop_imm(laid.x, laid.y, laid.width, laid.height);
            cut.apply_orientation(orientation);

            assert_eq!(cut, expected, "orientation {code}");
        }
    }
}
