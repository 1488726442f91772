//! AVIF: told what it is here, decoded in a process of its own.
//!
//! The only decoder there is ends its process on many damaged files. So it gets one for each picture,
//! with bounds on memory and time, without environment, keys or files.

use super::super::PictureError;
use super::Pixels;
use dateline_avif::{Avif, AvifError, Cicp, Head};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};
use moxcms::{CicpColorPrimaries, CicpProfile, ColorProfile, TransferCharacteristics};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

/// First argument of a process that decodes; then bytes of memory and seconds of processor time.
pub const AVIF_COMMAND: &str = "decode-avif";
/// How such a process says that the file is damaged, or of a sort that is not decoded.
pub const AVIF_BROKEN: u8 = 3;
/// As [`AVIF_BROKEN`], for a file that may be sound.
pub const AVIF_UNSUPPORTED: u8 = 4;

/// Longest the decoder may work on a picture, in seconds of processor time.
const SECONDS: u64 = 30;
/// Longest anybody waits for it, on a machine that has other things to do.
const WAIT: Duration = Duration::from_secs(4 * SECONDS);
/// What the program itself takes of a process's addresses, in bytes, most of it never read.
const PROGRAM: u64 = 192 * 1024 * 1024;
/// Longest message taken from it, in bytes.
const MAX_MESSAGE: u64 = 400;

static PROGRAM_PATH: OnceLock<PathBuf> = OnceLock::new();

/// Names the program that decodes AVIF when it is started with [`AVIF_COMMAND`], two numbers and a
/// file as its input. Without one, AVIF is not taken. Only the first call counts.
pub fn set_avif_program(path: PathBuf) {
    if PROGRAM_PATH.set(path).is_err() {
        tracing::debug!("The program that decodes AVIF was named already");
    }
}

/// Whether there is who decodes it.
pub(in super::super) fn is_taken() -> bool {
    PROGRAM_PATH.get().is_some()
}

/// An AVIF of which was read what it says of itself.
pub(super) struct Photo<'a> {
    bytes: &'a [u8],
    picture: Avif<'a>,
}

impl<'a> Photo<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let picture = Avif::read(bytes)?;
        Ok(Self { bytes, picture })
    }

    pub fn size(&self) -> (u32, u32) {
        self.picture.size()
    }

    /// Pixels that are decoded, also those that are not shown.
    pub fn pixels(&self) -> u64 {
        self.picture.pixels()
    }

    pub fn orientation(&self) -> Orientation {
        Orientation::from_exif(self.picture.orientation()).unwrap_or(Orientation::NoTransforms)
    }

    /// The profile it brings, or one of the colours it names.
    pub fn icc(&self) -> Option<Vec<u8>> {
        let brought = self.picture.icc().map(<[u8]>::to_vec);
        brought.or_else(|| self.picture.cicp().and_then(profile))
    }

    /// Memory it takes here and in the process that decodes it, in bytes.
    pub fn cost(&self) -> u64 {
        let (width, height) = self.size();
        let pixels = u64::from(width) * u64::from(height);
        let out = pixels.saturating_mul(u64::from(self.picture.channels()));
        let copy = self.bytes.len() as u64;
        self.picture
            .memory()
            .saturating_add(out)
            .saturating_add(copy)
    }

    pub fn decode(&self) -> Result<Pixels, PictureError> {
        let memory = self.picture.memory() + 2 * self.bytes.len() as u64 + PROGRAM;
        let arguments = [
            AVIF_COMMAND.to_owned(),
            memory.to_string(),
            SECONDS.to_string(),
        ];
        let (width, height) = self.size();
        let head = Head {
            width,
            height,
            channels: self.picture.channels(),
        };
        let length = u64::from(width) * u64::from(height) * u64::from(head.channels);
        let answer = ask(arguments.map(OsString::from), self.bytes, &head, length)?;
        let short = || PictureError::broken(&"it has fewer pixels than it says");
        Ok(Pixels::Image(match head.channels {
            1 => DynamicImage::ImageLuma8(
                GrayImage::from_raw(width, height, answer).ok_or_else(short)?,
            ),
            3 => DynamicImage::ImageRgb8(
                RgbImage::from_raw(width, height, answer).ok_or_else(short)?,
            ),
            _ => DynamicImage::ImageRgba8(
                RgbaImage::from_raw(width, height, answer).ok_or_else(short)?,
            ),
        }))
    }
}

impl From<AvifError> for PictureError {
    fn from(error: AvifError) -> Self {
        match error {
            AvifError::Unsupported(reason) => Self::Avif(reason.to_owned()),
            other => Self::broken(&other),
        }
    }
}

/// A profile of colours named by number; none for those of screens, and for what nobody knows.
fn profile(cicp: Cicp) -> Option<Vec<u8>> {
    let color_primaries = CicpColorPrimaries::try_from(cicp.primaries).ok()?;
    // The curves of television are shown as that of screens, as browsers do.
    let transfer_characteristics = match cicp.transfer {
        4 | 5 | 8 => TransferCharacteristics::try_from(cicp.transfer).ok()?,
        _ => TransferCharacteristics::Srgb,
    };
    let is_usual = [1, 2].contains(&cicp.primaries)
        && transfer_characteristics == TransferCharacteristics::Srgb;
    if is_usual {
        return None;
    }
    let color_primaries = if cicp.primaries == 2 {
        CicpColorPrimaries::Bt709
    } else {
        color_primaries
    };
    let profile = ColorProfile::new_from_cicp(CicpProfile {
        color_primaries,
        transfer_characteristics,
        matrix_coefficients: moxcms::MatrixCoefficients::Identity,
        full_range: true,
    });
    profile.encode().ok()
}

/// Has a process decode a file; its pixels.
fn ask(
    arguments: [OsString; 3],
    file: &[u8],
    head: &Head,
    length: u64,
) -> Result<Vec<u8>, PictureError> {
    let missing = PictureError::NotYet {
        kind: super::super::Kind::Avif,
    };
    let program = PROGRAM_PATH.get().ok_or(missing)?;
    let mut child = Command::new(program)
        .args(arguments)
        .env_clear()
        // The allocator would set aside a gigabyte at once, more than the process may have.
        .env("MIMALLOC_DISALLOW_ARENA_ALLOC", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| PictureError::Decoder(e.to_string()))?;
    let said = talk(&mut child, file, head, length);
    if said.is_none() {
        // It is over already, or its time is.
        drop(child.kill());
    }
    let status = child
        .wait()
        .map_err(|e| PictureError::Decoder(e.to_string()))?;
    match said {
        None => Err(PictureError::TooSlow { seconds: SECONDS }),
        Some((Ok(pixels), _)) if status.success() => Ok(pixels),
        Some((_, message)) => Err(ended(status, &message)),
    }
}

/// What a process answers, and what it complains of; none if it takes too long.
fn talk(
    child: &mut Child,
    file: &[u8],
    head: &Head,
    length: u64,
) -> Option<(io::Result<Vec<u8>>, String)> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (done, wait) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            // One that refuses a file does not read it to its end.
            let _ = stdin.map(|mut to| to.write_all(file));
            let pixels = read(stdout, head, length);
            let mut message = Vec::new();
            let _ = stderr.map(|from| from.take(MAX_MESSAGE).read_to_end(&mut message));
            let message = String::from_utf8_lossy(&message).into_owned();
            let _ = done.send((pixels, message));
        });
        let said = wait.recv_timeout(WAIT);
        if said.is_err() {
            // So that the other thread ends too.
            drop(child.kill());
        }
        said.ok()
    })
}

fn read(from: Option<impl Read>, head: &Head, length: u64) -> io::Result<Vec<u8>> {
    let mut from = from.ok_or(io::ErrorKind::BrokenPipe)?;
    let mut begin = [0; Head::LENGTH];
    from.read_exact(&mut begin)?;
    if begin != head.to_bytes() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let room = usize::try_from(length).map_err(|_| io::ErrorKind::OutOfMemory)?;
    let mut pixels = Vec::with_capacity(room);
    from.take(length).read_to_end(&mut pixels)?;
    Ok(pixels)
}

/// Why there are no pixels.
fn ended(status: ExitStatus, message: &str) -> PictureError {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    match code {
        Some(AVIF_BROKEN) => PictureError::broken(&message.trim()),
        Some(AVIF_UNSUPPORTED) => PictureError::Avif(one_line(message)),
        Some(_) => PictureError::Decoder(one_line(message)),
        // A signal: it gave itself up, or went beyond what it may.
        None if was_slow(status) => PictureError::TooSlow { seconds: SECONDS },
        None => PictureError::broken(&"the decoder gave up"),
    }
}

fn one_line(message: &str) -> String {
    let line = message.trim().chars();
    line.map(|c| if c.is_control() { ' ' } else { c })
        .take(200)
        .collect()
}

#[cfg(target_os = "linux")]
fn was_slow(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const XCPU: i32 = 24;
    status.signal() == Some(XCPU)
}

#[cfg(not(target_os = "linux"))]
fn was_slow(_: ExitStatus) -> bool {
    false
}
