//! What the numbers of a pixel mean.

use crate::{AvifError, Result};

/// Code points of ITU-T H.273.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cicp {
    /// Which red, green and blue.
    pub primaries: u8,
    /// How light follows from the number.
    pub transfer: u8,
    /// How brightness and differences of colour make red, green and blue.
    pub matrix: u8,
    /// Whether black is 0 and white the highest number.
    pub is_full: bool,
}

/// Brightness for far more light than screens of readers give.
const PQ: u8 = 16;
const HLG: u8 = 18;

impl Cicp {
    /// Refuses what would be shown wrong.
    pub(crate) fn check(self) -> Result<()> {
        if [PQ, HLG].contains(&self.transfer) {
            return Err(AvifError::Unsupported(
                "it is in high dynamic range; export it in standard range",
            ));
        }
        Matrix::of(self).map(|_| ())
    }
}

/// How three numbers become red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Matrix {
    /// They are green, blue and red.
    Identity,
    /// Brightness, green and orange.
    YCgCo,
    /// Brightness and what blue and red have more of, by the share of red and blue in brightness.
    Shares { red: f32, blue: f32 },
}

impl Matrix {
    pub fn of(cicp: Cicp) -> Result<Self> {
        let (red, blue) = match cicp.matrix {
            0 => return Ok(Self::Identity),
            8 => return Ok(Self::YCgCo),
            1 => (0.2126, 0.0722),
            4 => (0.30, 0.11),
            // What is not said is what JPEG does.
            2 | 5 | 6 => (0.299, 0.114),
            7 => (0.212, 0.087),
            9 => (0.2627, 0.0593),
            // By the primaries.
            12 => match cicp.primaries {
                1 => (0.2126, 0.0722),
                9 => (0.2627, 0.0593),
                12 => (0.228_975, 0.079_287),
                _ => return Err(UNKNOWN),
            },
            _ => return Err(UNKNOWN),
        };
        Ok(Self::Shares { red, blue })
    }
}

const UNKNOWN: AvifError = AvifError::Unsupported(
    "its colours are written in a way that is not read; export it in sRGB or Display P3",
);

/// Where black, white and no colour are.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    black: f32,
    light: f32,
    middle: f32,
    colour: f32,
}

impl Range {
    pub fn of(bits: u8, is_full: bool) -> Self {
        let most = f32::from((1_u16 << bits) - 1);
        let step = f32::from(1_u16 << (bits - 8));
        let middle = f32::from(1_u16 << (bits - 1));
        if is_full {
            Self {
                black: 0.0,
                light: 1.0 / most,
                middle,
                colour: 1.0 / most,
            }
        } else {
            Self {
                black: 16.0 * step,
                light: 1.0 / (219.0 * step),
                middle,
                colour: 1.0 / (224.0 * step),
            }
        }
    }

    /// Brightness, from 0 to 1.
    fn light(self, sample: u16) -> f32 {
        (f32::from(sample) - self.black) * self.light
    }

    /// A difference, from -0.5 to 0.5.
    fn colour(self, sample: u16) -> f32 {
        (f32::from(sample) - self.middle) * self.colour
    }

    /// Grey, or how much shines through.
    pub fn grey(self, samples: &[u16], out: &mut [u8], step: usize) {
        for (sample, to) in samples.iter().zip(out.iter_mut().step_by(step)) {
            *to = byte(self.light(*sample));
        }
    }
}

/// Puts a row into red, green and blue, every `step` bytes.
pub fn rgb(matrix: Matrix, range: Range, [y, u, v]: [&[u16]; 3], out: &mut [u8], step: usize) {
    let pixels = y.iter().zip(u).zip(v).zip(out.chunks_exact_mut(step));
    match matrix {
        Matrix::Identity => {
            for (((g, b), r), to) in pixels {
                to[0] = byte(range.light(*r));
                to[1] = byte(range.light(*g));
                to[2] = byte(range.light(*b));
            }
        }
        Matrix::YCgCo => {
            for (((y, cg), co), to) in pixels {
                let (y, cg, co) = (range.light(*y), range.colour(*cg), range.colour(*co));
                to[0] = byte(y - cg + co);
                to[1] = byte(y + cg);
                to[2] = byte(y - cg - co);
            }
        }
        Matrix::Shares { red, blue } => {
            let green = 1.0 - red - blue;
            let (of_red, of_blue) = (2.0 * (1.0 - red), 2.0 * (1.0 - blue));
            let (less_red, less_blue) = (red * of_red / green, blue * of_blue / green);
            for (((y, cb), cr), to) in pixels {
                let (y, cb, cr) = (range.light(*y), range.colour(*cb), range.colour(*cr));
                to[0] = byte(y + of_red * cr);
                to[1] = byte(y - less_blue * cb - less_red * cr);
                to[2] = byte(y + of_blue * cb);
            }
        }
    }
}

/// From 0 to 1 in 255 steps; more and less are cut off.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it saturates, which is what is wanted"
)]
fn byte(light: f32) -> u8 {
    (light * 255.0 + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(matrix: u8, is_full: bool, bits: u8, samples: [u16; 3]) -> [u8; 3] {
        let cicp = Cicp {
            primaries: 1,
            transfer: 13,
            matrix,
            is_full,
        };
        let mut out = [0; 3];
        let [y, u, v] = samples.map(|sample| [sample]);
        let range = Range::of(bits, is_full);
        rgb(Matrix::of(cicp).unwrap(), range, [&y, &u, &v], &mut out, 3);
        out
    }

    #[test]
    fn colours_are_those_of_the_standards() {
        assert_eq!(one(6, true, 8, [76, 85, 255]), [254, 0, 0]);
        assert_eq!(one(1, false, 8, [235, 128, 128]), [255, 255, 255]);
        assert_eq!(one(1, false, 8, [16, 128, 128]), [0, 0, 0]);
        assert_eq!(one(9, true, 10, [1023, 512, 512]), [255, 255, 255]);
        assert_eq!(one(1, false, 12, [3760, 2048, 2048]), [255, 255, 255]);
        assert_eq!(one(0, true, 8, [1, 2, 3]), [3, 1, 2]);
        assert_eq!(one(8, true, 8, [128, 128, 128]), [128, 128, 128]);
    }
}
