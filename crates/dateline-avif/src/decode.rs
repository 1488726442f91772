//! From a file to rows of pixels, a row of tiles at a time.

use crate::av1::{self, Frame};
use crate::colour::{Cicp, Matrix, Range, rgb};
use crate::file::Plane;
use crate::{Avif, Result, broken};

/// What is said of colours by nobody.
const USUAL: Cicp = Cicp {
    primaries: 1,
    transfer: 13,
    matrix: 6,
    is_full: true,
};

impl Avif<'_> {
    /// Decodes it and hands over its rows from the top, each with [`Self::channels`] bytes a pixel. A
    /// panic in the decoder ends the process.
    pub fn decode(&self, mut take: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let channels = usize::from(self.channels());
        let [left, top, width, height] = self.window.map(|n| usize::try_from(n).unwrap_or(0));
        let across = usize::try_from(self.colour.size.0).unwrap_or(0);
        let mut row = vec![u8::MAX; across * channels];
        let (mut colours, mut alphas) = (None, None);
        for y in top..top + height {
            let colour = self.crossed(&self.colour, y, &mut colours)?;
            colour.paint(y - colour.top, &mut row, channels)?;
            if let Some(alpha) = &self.alpha {
                let alpha = self.crossed(alpha, y, &mut alphas)?;
                alpha.cover(y - alpha.top, &mut row)?;
                if self.is_premultiplied {
                    row.chunks_exact_mut(4).for_each(divide);
                }
            }
            take(&row[left * channels..(left + width) * channels])?;
        }
        Ok(())
    }

    /// The tiles a row crosses: those kept, or the next ones in their place.
    fn crossed<'k>(
        &self,
        plane: &Plane,
        y: usize,
        kept: &'k mut Option<Strip>,
    ) -> Result<&'k mut Strip> {
        if kept
            .as_ref()
            .is_some_and(|strip| y >= strip.top + strip.height)
        {
            // What is not needed any more goes before the next comes.
            *kept = None;
        }
        match kept {
            Some(strip) => Ok(strip),
            None => Ok(kept.insert(self.strip(plane, y)?)),
        }
    }

    /// The tiles a row of the picture crosses.
    fn strip(&self, plane: &Plane, y: usize) -> Result<Strip> {
        let height = usize::try_from(plane.tile.1).unwrap_or(1).max(1);
        let columns = usize::try_from(plane.columns).unwrap_or(1);
        let number = y / height;
        let tiles = plane.tiles.iter().skip(number * columns).take(columns);
        let frames = tiles.map(|tile| {
            let stream = self.stream(*tile)?;
            av1::decode(&stream, plane.tile, plane.sort)
        });
        let frames = frames.collect::<Result<Vec<_>>>()?;
        let said = frames.first().and_then(Frame::cicp);
        let cicp = self.cicp.or(said).unwrap_or(USUAL);
        cicp.check()?;
        if cicp.matrix == 0 && ![None, Some((false, false))].contains(&plane.sort.colour) {
            return Err(broken("its colours are written in a way there is none"));
        }
        Ok(Strip {
            matrix: Matrix::of(cicp)?,
            range: Range::of(plane.sort.bits, cicp.is_full),
            // What shines through is as its own stream says.
            alpha_range: Range::of(plane.sort.bits, said.is_none_or(|said| said.is_full)),
            top: number * height,
            height,
            width: usize::try_from(plane.tile.0).unwrap_or(0),
            frames,
            rows: Rows::default(),
        })
    }
}

/// Tiles beside each other.
struct Strip {
    frames: Vec<Frame>,
    matrix: Matrix,
    range: Range,
    alpha_range: Range,
    top: usize,
    width: usize,
    height: usize,
    rows: Rows,
}

/// Rows being put together.
#[derive(Default)]
struct Rows {
    y: Vec<u16>,
    u: Vec<u16>,
    v: Vec<u16>,
    near: Vec<u16>,
    far: Vec<u16>,
}

impl Strip {
    /// Puts colours into a row.
    fn paint(&mut self, y: usize, row: &mut [u8], channels: usize) -> Result<()> {
        let parts = row.chunks_mut((self.width * channels).max(1));
        for (frame, part) in self.frames.iter().zip(parts) {
            let rows = &mut self.rows;
            frame.row(0, y, &mut rows.y)?;
            if frame.sort.colour.is_none() {
                for channel in 0..channels.min(3) {
                    self.range.grey(&rows.y, &mut part[channel..], channels);
                }
                continue;
            }
            fine(frame, 1, y, [&mut rows.near, &mut rows.far], &mut rows.u)?;
            fine(frame, 2, y, [&mut rows.near, &mut rows.far], &mut rows.v)?;
            let samples = [&rows.y[..], &rows.u, &rows.v];
            rgb(self.matrix, self.range, samples, part, channels);
        }
        Ok(())
    }

    /// Puts what shines through into the fourth channel of a row.
    fn cover(&mut self, y: usize, row: &mut [u8]) -> Result<()> {
        let parts = row.chunks_mut((self.width * 4).max(1));
        for (frame, part) in self.frames.iter().zip(parts) {
            frame.row(0, y, &mut self.rows.y)?;
            self.alpha_range.grey(&self.rows.y, &mut part[3..], 4);
        }
        Ok(())
    }
}

/// A row of colour as fine as brightness: from coarser samples, each counts by how near it is.
fn fine(
    frame: &Frame,
    plane: usize,
    y: usize,
    [near, far]: [&mut Vec<u16>; 2],
    to: &mut Vec<u16>,
) -> Result<()> {
    let (is_narrow, is_low) = frame.sort.colour.unwrap_or_default();
    if !is_narrow {
        return frame.row(plane, y, to);
    }
    let (width, height) = frame.plane(plane);
    let (own, other) = match (is_low, y.is_multiple_of(2)) {
        (false, _) => (y, y),
        (true, true) => (y / 2, (y / 2).saturating_sub(1)),
        (true, false) => (y / 2, (y / 2 + 1).min(height - 1)),
    };
    frame.row(plane, own, near)?;
    frame.row(plane, other, far)?;
    let sums = |at: usize| 3 * u32::from(near[at]) + u32::from(far[at]);
    let whole = frame.plane(0).0;
    to.clear();
    let mut before = sums(0);
    for at in 0..width {
        let here = sums(at);
        let after = if at + 1 < width { sums(at + 1) } else { here };
        for beside in [before, after] {
            to.push(u16::try_from((3 * here + beside + 8) >> 4).unwrap_or(u16::MAX));
        }
        before = here;
    }
    to.truncate(whole);
    Ok(())
}

/// Undoes the multiplication with what shines through.
fn divide(pixel: &mut [u8]) {
    let Some((alpha, colours)) = pixel.split_last_mut() else {
        return;
    };
    let alpha = u32::from(*alpha);
    for colour in colours {
        let whole = (u32::from(*colour) * 255 + alpha / 2).checked_div(alpha);
        *colour = u8::try_from(whole.unwrap_or(0)).unwrap_or(u8::MAX);
    }
}
