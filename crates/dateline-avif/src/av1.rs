//! AV1: one frame of a stream. The only place with `unsafe`.
//!
//! `rav1d` is called through its C interface, the only one it has. It runs on one thread, so that no
//! two of its own threads ever write to one frame. A panic in it ends the process.
#![expect(unsafe_code, reason = "the decoder has no other door")]

use crate::colour::Cicp;
use crate::file::Sort;
use crate::{AvifError, Result, broken};
use rav1d::include::dav1d::data::Dav1dData;
use rav1d::include::dav1d::dav1d::{Dav1dContext, Dav1dLogger, Dav1dSettings};
use rav1d::include::dav1d::headers::{
    DAV1D_PIXEL_LAYOUT_I400, DAV1D_PIXEL_LAYOUT_I420, DAV1D_PIXEL_LAYOUT_I422,
    DAV1D_PIXEL_LAYOUT_I444,
};
use rav1d::include::dav1d::picture::Dav1dPicture;
use rav1d::src::lib::{
    dav1d_close, dav1d_data_create, dav1d_data_unref, dav1d_default_settings, dav1d_get_picture,
    dav1d_open, dav1d_picture_unref, dav1d_send_data,
};
use std::mem::MaybeUninit;
use std::ptr::NonNull;
use std::slice;

const DAMAGED: AvifError = broken("its pixels are damaged");
/// What the decoder says when it needs more of the stream: `-EAGAIN`, which is 11 on Linux and 35
/// elsewhere.
const MORE: [i32; 2] = [-11, -35];

/// A decoder, closed when dropped.
struct Decoder {
    context: Option<Dav1dContext>,
}

/// What is left of a stream, given back when dropped.
struct Stream(Dav1dData);

/// A decoded frame.
pub struct Frame {
    picture: Dav1dPicture,
    size: (usize, usize),
    pub sort: Sort,
}

/// Decodes the frame of a stream. It must be of this size and sort: what was announced was looked at
/// before room was made for it.
pub fn decode(stream: &[u8], size: (u32, u32), sort: Sort) -> Result<Frame> {
    let decoder = Decoder::open(size)?;
    let mut stream = Stream::of(stream)?;
    // Each turn takes a part of the stream or gives a frame; there are at most four.
    for _ in 0..16 {
        if stream.0.sz > 0 {
            // SAFETY: `context` came from `dav1d_open` and is not closed while `decoder` lives; the
            // data came from `dav1d_data_create` and nothing else refers to it.
            let sent =
                unsafe { dav1d_send_data(decoder.context, Some(NonNull::from(&mut stream.0))) };
            if sent.0 != 0 && !MORE.contains(&sent.0) {
                return Err(DAMAGED);
            }
        }
        let mut picture = Dav1dPicture::default();
        // SAFETY: as above; `picture` is ours and is written to.
        let got = unsafe { dav1d_get_picture(decoder.context, Some(NonNull::from(&mut picture))) };
        if got.0 == 0 {
            return Frame::of(picture, size, sort);
        }
        if !MORE.contains(&got.0) || stream.0.sz == 0 {
            return Err(DAMAGED);
        }
    }
    Err(DAMAGED)
}

impl Decoder {
    fn open((width, height): (u32, u32)) -> Result<Self> {
        let mut settings = MaybeUninit::<Dav1dSettings>::uninit();
        let place = NonNull::from(&mut settings).cast();
        // SAFETY: `place` is valid to be written to.
        unsafe { dav1d_default_settings(place) };
        // SAFETY: it was written to.
        let mut settings = unsafe { settings.assume_init() };
        settings.n_threads = 1;
        settings.max_frame_delay = 1;
        settings.all_layers = 0;
        settings.frame_size_limit = width.checked_mul(height).ok_or(DAMAGED)?;
        // SAFETY: without a callback there is nothing that could be called wrongly.
        settings.logger = unsafe { Dav1dLogger::new(None, None) };
        let mut context = None;
        let (to, from) = (NonNull::from(&mut context), NonNull::from(&mut settings));
        // SAFETY: both are ours, valid, and of the type that is asked for; `settings` is read once and
        // owns nothing.
        let opened = unsafe { dav1d_open(Some(to), Some(from)) };
        if opened.0 != 0 || context.is_none() {
            return Err(broken("the decoder could not be started"));
        }
        Ok(Self { context })
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        // SAFETY: the context is from `dav1d_open` and is closed here only; `None` is left behind.
        unsafe { dav1d_close(Some(NonNull::from(&mut self.context))) };
    }
}

impl Stream {
    fn of(bytes: &[u8]) -> Result<Self> {
        let mut data = Dav1dData::default();
        if bytes.is_empty() {
            return Err(DAMAGED);
        }
        // SAFETY: `data` is ours and valid to be written to; it is empty, so nothing is lost.
        let room = unsafe { dav1d_data_create(Some(NonNull::from(&mut data)), bytes.len()) };
        let stream = Self(data);
        let room = NonNull::new(room).ok_or(broken("there is not enough memory for it"))?;
        // SAFETY: `dav1d_data_create` answered with the start of as many bytes as it was asked for,
        // which nobody else knows yet, so they do not overlap with `bytes`.
        unsafe { room.copy_from_nonoverlapping(NonNull::from(bytes).cast(), bytes.len()) };
        Ok(stream)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: the data is from `dav1d_data_create`, or empty after the decoder took it.
        unsafe { dav1d_data_unref(Some(NonNull::from(&mut self.0))) };
    }
}

impl Frame {
    fn of(picture: Dav1dPicture, size: (u32, u32), sort: Sort) -> Result<Self> {
        let side = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let frame = Self {
            picture,
            size: (side(size.0), side(size.1)),
            sort,
        };
        let p = &frame.picture.p;
        let is_size = (u32::try_from(p.w), u32::try_from(p.h)) == (Ok(size.0), Ok(size.1));
        let colour = match p.layout {
            DAV1D_PIXEL_LAYOUT_I400 => None,
            DAV1D_PIXEL_LAYOUT_I420 => Some((true, true)),
            DAV1D_PIXEL_LAYOUT_I422 => Some((true, false)),
            DAV1D_PIXEL_LAYOUT_I444 => Some((false, false)),
            _ => return Err(DAMAGED),
        };
        if !is_size || colour != sort.colour || p.bpc != i32::from(sort.bits) {
            return Err(broken("its pixels are not what it says of them"));
        }
        Ok(frame)
    }

    /// What the stream itself says its colours are.
    pub fn cicp(&self) -> Option<Cicp> {
        let header = self.picture.seq_hdr?;
        // SAFETY: the decoder points at a header that lives as long as the picture refers to it, which
        // it does until it is dropped; nobody writes to it.
        let header = unsafe { header.as_ref() };
        let byte = |n: u32| u8::try_from(n).unwrap_or(2);
        Some(Cicp {
            primaries: byte(header.pri),
            transfer: byte(header.trc),
            matrix: byte(header.mtrx),
            is_full: header.color_range != 0,
        })
    }

    /// Samples of a plane across and down.
    pub fn plane(&self, plane: usize) -> (usize, usize) {
        let (width, height) = self.size;
        match (plane, self.sort.colour) {
            (0, _) => (width, height),
            (_, Some((is_narrow, is_low))) => {
                let half = |n: usize, is_half: bool| if is_half { n.div_ceil(2) } else { n };
                (half(width, is_narrow), half(height, is_low))
            }
            (_, None) => (0, 0),
        }
    }

    /// A row of a plane, in the place of what `to` held.
    pub fn row(&self, plane: usize, row: usize, to: &mut Vec<u16>) -> Result<()> {
        let (width, height) = self.plane(plane);
        let stride = self.picture.stride[usize::from(plane > 0)];
        let stride = usize::try_from(stride).map_err(|_| DAMAGED)?;
        let start = self.picture.data[plane].ok_or(DAMAGED)?;
        let bytes = if self.sort.bits > 8 { 2 } else { 1 };
        if row >= height || width * bytes > stride {
            return Err(DAMAGED);
        }
        // SAFETY: a plane has `stride` bytes for each of its rows, of which there are at least
        // `height`, and `row` is one of them.
        let start = unsafe { start.cast::<u8>().add(row * stride) };
        to.clear();
        if bytes == 1 {
            // SAFETY: the row has `stride` bytes, `width` of them samples that were written when the
            // frame was allocated or decoded; nobody writes to a frame that was handed out.
            let samples = unsafe { slice::from_raw_parts(start.as_ptr(), width) };
            to.extend(samples.iter().map(|sample| u16::from(*sample)));
        } else {
            // SAFETY: as above, with two bytes a sample; planes begin at multiples of 64 and strides
            // are such, which makes them aligned.
            let samples = unsafe { slice::from_raw_parts(start.cast::<u16>().as_ptr(), width) };
            to.extend_from_slice(samples);
        }
        Ok(())
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        // SAFETY: the picture is from `dav1d_get_picture`, or as empty as it was made; it is given
        // back here only.
        unsafe { dav1d_picture_unref(Some(NonNull::from(&mut self.picture))) };
    }
}
