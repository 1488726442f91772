//! Bytes of any encoding as clean UTF-8, a window at a time.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::BufRead;

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// A window on the text; what was read is given back, what is to come is not yet in memory.
pub(super) struct Source<R> {
    inner: R,
    decoder: Option<Decoder>,
    buffer: String,
    at: usize,
    line: u64,
    is_done: bool,
}

impl<R: BufRead> Source<R> {
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            decoder: None,
            buffer: String::new(),
            at: 0,
            line: 1,
            is_done: false,
        }
    }

    /// Line of the next character, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// What is in the window.
    pub fn window(&self) -> &str {
        &self.buffer[self.at..]
    }

    /// Takes `bytes` off the window.
    pub fn consume(&mut self, bytes: usize) {
        let taken = &self.buffer[self.at..self.at + bytes];
        self.line += memchr::memchr_iter(b'\n', taken.as_bytes()).count() as u64;
        self.at += bytes;
    }

    /// Reads on until the window holds at least `bytes` or the text ends; false if it ends before.
    pub fn ensure(&mut self, bytes: usize) -> std::io::Result<bool> {
        while self.window().len() < bytes && !self.is_done {
            self.read_on()?;
        }
        Ok(self.window().len() >= bytes)
    }

    /// Reads one more piece; false at the end.
    pub fn more(&mut self) -> std::io::Result<bool> {
        let before = self.window().len();
        while !self.is_done && self.window().len() == before {
            self.read_on()?;
        }
        Ok(self.window().len() > before)
    }

    fn read_on(&mut self) -> std::io::Result<()> {
        if self.decoder.is_none() {
            return self.start();
        }
        let read = loop {
            match self.inner.fill_buf() {
                Ok(bytes) => break &bytes[..bytes.len().min(CHUNK)],
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        };
        let count = read.len();
        self.is_done = count == 0;
        self.buffer.drain(..self.at);
        self.at = 0;
        decode(self.decoder.as_mut(), read, self.is_done, &mut self.buffer);
        self.inner.consume(count);
        Ok(())
    }

    /// Reads the first bytes and chooses the encoding they ask for.
    fn start(&mut self) -> std::io::Result<()> {
        let mut first = Vec::new();
        while first.len() < 256 {
            let bytes = match self.inner.fill_buf() {
                Ok([]) => break,
                Ok(bytes) => bytes,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            let count = bytes.len().min(256 - first.len());
            first.extend_from_slice(&bytes[..count]);
            self.inner.consume(count);
        }
        let mut decoder = encoding_of(&first).new_decoder_with_bom_removal();
        decode(Some(&mut decoder), &first, false, &mut self.buffer);
        self.decoder = Some(decoder);
        Ok(())
    }
}

/// Adds the text of some bytes without the characters XML has no place for.
fn decode(decoder: Option<&mut Decoder>, bytes: &[u8], is_last: bool, out: &mut String) {
    let Some(decoder) = decoder else { return };
    let room = decoder
        .max_utf8_buffer_length(bytes.len())
        .unwrap_or(bytes.len() * 4 + 16);
    let before = out.len();
    out.reserve(room);
    let (result, _, _) = decoder.decode_to_string(bytes, out, is_last);
    debug_assert_eq!(result, CoderResult::InputEmpty);
    let is_odd = |b: &u8| *b < 0x20 && !matches!(*b, b'\n' | b'\t' | b'\r');
    // Counted, not searched: that takes many bytes at a time.
    if out.as_bytes()[before..]
        .iter()
        .filter(|b| is_odd(b))
        .count()
        > 0
    {
        let clean: String = out[before..].chars().filter(|c| is_xml(*c)).collect();
        out.truncate(before);
        out.push_str(&clean);
    }
}

/// True for characters that may stand in XML.
pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\n' | '\t' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
}

fn encoding_of(first: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(first) {
        return encoding;
    }
    match first {
        [b'<', 0, ..] => return UTF_16LE,
        [0, b'<', ..] => return UTF_16BE,
        _ => {}
    }
    let head = String::from_utf8_lossy(first);
    let declaration = head
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|d| d.split("?>").next());
    let label = declaration
        .and_then(|d| d.split_once("encoding"))
        .and_then(|(_, rest)| {
            let rest = rest.trim_start().strip_prefix('=')?.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            rest[1..].split(quote).next()
        });
    let declared = label.and_then(|l| Encoding::for_label(l.as_bytes()));
    declared
        .filter(|e| e.is_ascii_compatible())
        .unwrap_or(UTF_8)
}
