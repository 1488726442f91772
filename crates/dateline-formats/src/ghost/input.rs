//! The bytes of an export, so bounded that no reader of JSON can be made to hold much of them.
//!
//! A reader of JSON holds each text whole and notes each bracket that is open. Here a text ends
//! after [`MAX_TEXT`] bytes (the rest is passed over and counted as a cut), and brackets deeper
//! than [`MAX_DEPTH`] end the file.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Most bytes of one text, as written in the file.
pub(super) const MAX_TEXT: usize = 16 * 1024 * 1024;
/// Deepest nesting of lists and objects.
pub(super) const MAX_DEPTH: usize = 1_000;

const BUFFER: usize = 64 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What happened to the bytes so far.
#[derive(Debug)]
pub(super) struct Bounds {
    /// Most bytes of one text.
    max_text: usize,
    /// Texts that were cut.
    pub cuts: Cell<u64>,
    /// Brackets were nested deeper than allowed.
    pub is_too_deep: Cell<bool>,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            max_text: MAX_TEXT,
            cuts: Cell::new(0),
            is_too_deep: Cell::new(false),
        }
    }
}

/// Bytes of an export on their way to the reader of JSON, which takes them one by one.
pub(super) struct Input<R> {
    inner: R,
    buffer: Vec<u8>,
    at: usize,
    is_begun: bool,
    text: Option<Text>,
    depth: usize,
    bounds: Rc<Bounds>,
}

/// The text being read.
#[derive(Default)]
struct Text {
    bytes: usize,
    is_cut: bool,
    escape: Escape,
    /// The first half of a character was written; without the other one the text is no text.
    is_half: bool,
}

#[derive(Clone, Copy, Default)]
enum Escape {
    #[default]
    None,
    Begun,
    Hex {
        left: u8,
        value: u16,
    },
}

impl<R: Read> Input<R> {
    /// Reads from the beginning of a file; a byte order mark is passed over.
    pub fn new(inner: R, bounds: Rc<Bounds>) -> Self {
        Self {
            inner,
            buffer: Vec::new(),
            at: 0,
            is_begun: false,
            text: None,
            depth: 0,
            bounds,
        }
    }

    fn raw(&mut self) -> io::Result<Option<u8>> {
        if self.at == self.buffer.len() {
            self.fill()?;
        }
        let byte = self.buffer.get(self.at).copied();
        self.at += usize::from(byte.is_some());
        Ok(byte)
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.clear();
        self.at = 0;
        (&mut self.inner)
            .take(BUFFER as u64)
            .read_to_end(&mut self.buffer)?;
        if !self.is_begun {
            self.is_begun = true;
            if self.buffer.starts_with(BYTE_ORDER_MARK) {
                self.at = BYTE_ORDER_MARK.len();
            }
        }
        Ok(())
    }

    fn next(&mut self) -> io::Result<Option<u8>> {
        loop {
            let Some(byte) = self.raw()? else {
                return Ok(None);
            };
            match self.step(byte) {
                None => return Ok(Some(self.structure(byte))),
                Some(Step::Pass) => return Ok(Some(byte)),
                Some(Step::Drop) => {}
                Some(Step::Cut) => self.bounds.cuts.set(self.bounds.cuts.get() + 1),
                Some(Step::Close) => {
                    self.text = None;
                    return Ok(Some(byte));
                }
            }
        }
    }

    /// What becomes of a byte, if it stands in a text.
    fn step(&mut self, byte: u8) -> Option<Step> {
        let max = self.bounds.max_text;
        self.text.as_mut().map(|text| text.step(byte, max))
    }

    /// A byte outside texts. What is too deep becomes a byte that no JSON has.
    fn structure(&mut self, byte: u8) -> u8 {
        match byte {
            b'"' => self.text = Some(Text::default()),
            b'[' | b'{' => self.depth += 1,
            b']' | b'}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth <= MAX_DEPTH {
            return byte;
        }
        self.bounds.is_too_deep.set(true);
        0
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut count = 0;
        while count < out.len() {
            let Some(byte) = self.next()? else { break };
            out[count] = byte;
            count += 1;
        }
        Ok(count)
    }
}

/// What becomes of a byte of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Pass,
    Drop,
    /// Dropped, the first of its text.
    Cut,
    Close,
}

impl Text {
    fn step(&mut self, byte: u8, max: usize) -> Step {
        let is_inside = self.escaped(byte);
        if !is_inside && byte == b'"' {
            return Step::Close;
        }
        self.bytes += 1;
        // A text is only cut where a character begins.
        let is_start = !is_inside && byte & 0xc0 != 0x80 && !self.is_half;
        if !self.is_cut && is_start && self.bytes > max {
            self.is_cut = true;
            self.begin(byte);
            return Step::Cut;
        }
        if !is_inside {
            self.begin(byte);
        }
        if self.is_cut { Step::Drop } else { Step::Pass }
    }

    /// A byte that begins a character: after a backslash the next ones belong to it.
    fn begin(&mut self, byte: u8) {
        if byte == b'\\' {
            self.escape = Escape::Begun;
        } else {
            self.is_half = false;
        }
    }

    /// True if the byte belongs to an escape that was begun before it.
    fn escaped(&mut self, byte: u8) -> bool {
        match self.escape {
            Escape::None => false,
            Escape::Begun => {
                self.escape = match byte {
                    b'u' => Escape::Hex { left: 4, value: 0 },
                    _ => Escape::None,
                };
                if byte != b'u' {
                    self.is_half = false;
                }
                true
            }
            Escape::Hex { left, value } => {
                let Some(digit) = char::from(byte).to_digit(16) else {
                    self.escape = Escape::None;
                    return false;
                };
                let value = value << 4 | u16::try_from(digit).unwrap_or(0);
                self.escape = match left {
                    1 => Escape::None,
                    left => Escape::Hex {
                        left: left - 1,
                        value,
                    },
                };
                if left == 1 {
                    self.is_half = (0xd800..0xdc00).contains(&value);
                }
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: usize = 1_000;

    fn through(json: &str) -> (Vec<u8>, u64, bool) {
        let bounds = Rc::new(Bounds {
            max_text: SHORT,
            ..Bounds::default()
        });
        let mut out = Vec::new();
        Input::new(json.as_bytes(), Rc::clone(&bounds))
            .read_to_end(&mut out)
            .unwrap();
        (out, bounds.cuts.get(), bounds.is_too_deep.get())
    }

    #[test]
    fn what_is_within_the_bounds_passes_as_it_is() {
        let json = r#"{"a":"x\"y\\","b":[1,"\u00e9\ud83d\ude00é"],"c":""}"#;

        assert_eq!(through(json), (json.as_bytes().to_vec(), 0, false));
        assert_eq!(through(&format!("\u{feff}{json}")).0, json.as_bytes());
    }

    #[test]
    fn a_long_text_is_cut_between_characters_and_stays_a_text() {
        for unit in ["x", "é", "\\n", "\\\"", "\\u00e9", "\\ud83d\\ude00", "😀"] {
            for shift in 0..13 {
                let text = unit.repeat(SHORT / unit.len() + 10);
                let json = format!("[\"{}{text}\",\"{unit}\"]", "s".repeat(shift));

                let (out, cuts, _) = through(&json);

                assert_eq!(cuts, 1, "{unit}");
                assert!(out.len() < SHORT + 40, "{unit}");
                let read: Vec<String> = serde_json::from_slice(&out).unwrap();
                assert!(read[0].len() > 100 && read.len() == 2, "{unit}");
            }
        }
    }

    #[test]
    fn brackets_without_end_are_no_json() {
        let deep = "[".repeat(MAX_DEPTH + 1);

        let (out, _, is_too_deep) = through(&deep);

        assert!(is_too_deep && out.ends_with(b"\0"));
        assert!(!through(&deep[1..]).2);
    }
}
