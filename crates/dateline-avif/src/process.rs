//! What a process that decodes one picture may do, and how it answers.

use crate::{Avif, AvifError, Result};
use std::io::Write;

/// With what the answer begins.
const MARK: [u8; 4] = *b"px8\n";

/// What stands before the pixels of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Pixels across, as stored.
    pub width: u32,
    /// Pixels down, as stored.
    pub height: u32,
    /// Bytes a pixel: 1 grey, 3 colours, 4 colours and what shines through.
    pub channels: u8,
}

impl Head {
    /// Its length in bytes.
    pub const LENGTH: usize = 13;

    /// As it is written.
    pub fn to_bytes(self) -> [u8; Self::LENGTH] {
        let mut bytes = [self.channels; Self::LENGTH];
        bytes[..4].copy_from_slice(&MARK);
        bytes[4..8].copy_from_slice(&self.width.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.height.to_le_bytes());
        bytes
    }

    /// What was written, if it is one.
    pub fn from_bytes(bytes: [u8; Self::LENGTH]) -> Option<Self> {
        let [m0, m1, m2, m3, w0, w1, w2, w3, h0, h1, h2, h3, channels] = bytes;
        ([m0, m1, m2, m3] == MARK).then_some(Self {
            width: u32::from_le_bytes([w0, w1, w2, w3]),
            height: u32::from_le_bytes([h0, h1, h2, h3]),
            channels,
        })
    }

    /// How many bytes of pixels follow.
    pub fn length(&self) -> Option<usize> {
        let sides = u64::from(self.width).checked_mul(u64::from(self.height));
        let bytes = sides?.checked_mul(u64::from(self.channels))?;
        usize::try_from(bytes).ok()
    }
}

/// Decodes an AVIF and writes its pixels: [`Head`], then rows from the top. A panic in the decoder
/// ends the process.
pub fn write_pixels(file: &[u8], to: &mut impl Write) -> Result<()> {
    let picture = Avif::read(file)?;
    let (width, height) = picture.size();
    let head = Head {
        width,
        height,
        channels: picture.channels(),
    };
    let mut write = |bytes: &[u8]| {
        let written = to.write_all(bytes);
        written.map_err(|e| AvifError::Output(e.to_string()))
    };
    write(&head.to_bytes())?;
    picture.decode(&mut write)
}

/// Lets this process take no more than so many bytes of addresses and seconds of processor time, and
/// write no file. Where the system knows no such bounds, whoever started it must end it when its time
/// is over.
pub fn confine(memory: u64, seconds: u64) {
    // A panic is told by how the process ends; looking up where it was takes longer than decoding.
    std::panic::set_hook(Box::new(|_| {}));
    bound(memory, seconds);
}

#[cfg(target_os = "linux")]
fn bound(memory: u64, seconds: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let bounds = [
        (Resource::As, memory, memory),
        // At the first it is told why it ends, at the second it is ended without a word.
        (Resource::Cpu, seconds, seconds.saturating_add(1)),
        // It writes no file, not even of its own memory when it dies.
        (Resource::Fsize, 0, 0),
        (Resource::Core, 0, 0),
    ];
    for (resource, current, maximum) in bounds {
        let limit = Rlimit {
            current: Some(current),
            maximum: Some(maximum),
        };
        // One that is bounded more tightly already stays so.
        let _ = setrlimit(resource, limit);
    }
}

#[cfg(not(target_os = "linux"))]
fn bound(_: u64, _: u64) {}
