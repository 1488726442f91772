//! A process that decodes one picture and ends.

use crate::{Avif, AvifError, Result};
use std::io::{BufWriter, Read, Write};

/// Longest file taken, in bytes.
const MAX_FILE: u64 = 100_000_000;
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
}

/// Reads an AVIF, decodes it, and writes its pixels: [`Head`], then rows from the top. It is all that
/// the process does, which may take no more than so much memory and processor time.
pub fn serve(from: impl Read, to: impl Write, memory: u64, seconds: u64) -> Result<()> {
    // A panic in the decoder is told by how the process ends; looking up where it was takes longer
    // than decoding.
    std::panic::set_hook(Box::new(|_| {}));
    bound(memory, seconds);
    let mut file = Vec::new();
    from.take(MAX_FILE)
        .read_to_end(&mut file)
        .map_err(|e| AvifError::Output(e.to_string()))?;
    let picture = Avif::read(&file)?;
    let (width, height) = picture.size();
    let head = Head {
        width,
        height,
        channels: picture.channels(),
    };
    let mut out = BufWriter::with_capacity(1 << 18, to);
    let mut write = |bytes: &[u8]| {
        let written = out.write_all(bytes);
        written.map_err(|e| AvifError::Output(e.to_string()))
    };
    write(&head.to_bytes())?;
    picture.decode(&mut write)?;
    out.flush().map_err(|e| AvifError::Output(e.to_string()))
}

/// What a decoder gone astray could do ends with the process. Where bounds cannot be set, whoever
/// started it still ends it when its time is over.
#[cfg(target_os = "linux")]
fn bound(memory: u64, seconds: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let bounds = [
        (Resource::As, memory),
        (Resource::Cpu, seconds),
        // It writes no file, not even of its own memory when it dies.
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ];
    for (resource, most) in bounds {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // One that is bounded more tightly already stays so.
        let _ = setrlimit(resource, limit);
    }
}

#[cfg(not(target_os = "linux"))]
fn bound(_: u64, _: u64) {}
