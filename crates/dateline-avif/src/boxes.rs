//! Boxes of ISO files: a length, four letters, and what is within.

use crate::{AvifError, broken};

/// Where a file breaks off.
pub const CUT: AvifError = broken("it breaks off");

/// Bytes that are taken from the front.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

/// A box.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    pub name: [u8; 4],
    pub body: Reader<'a>,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn rest(self) -> &'a [u8] {
        self.rest
    }

    pub fn take(&mut self, count: usize) -> Result<&'a [u8], AvifError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(CUT)?;
        self.rest = rest;
        Ok(taken)
    }

    /// A number of `count` bytes, the highest first; 0 bytes are 0.
    pub fn number(&mut self, count: usize) -> Result<u64, AvifError> {
        let bytes = self.take(count)?;
        if count > 8 {
            return Err(broken("a number in it is too long"));
        }
        let number = bytes
            .iter()
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        Ok(number)
    }

    pub fn u8(&mut self) -> Result<u8, AvifError> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    pub fn u16(&mut self) -> Result<u16, AvifError> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    pub fn u32(&mut self) -> Result<u32, AvifError> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    /// Of two bytes or, if `is_wide`, four.
    pub fn id(&mut self, is_wide: bool) -> Result<u32, AvifError> {
        if is_wide {
            self.u32()
        } else {
            self.u16().map(u32::from)
        }
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], AvifError> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(CUT)?;
        self.rest = rest;
        Ok(*taken)
    }

    /// Version and flags, with which many boxes begin.
    pub fn version(&mut self) -> Result<(u8, u32), AvifError> {
        let word = self.u32()?;
        let [version, ..] = word.to_be_bytes();
        Ok((version, word & 0x00ff_ffff))
    }

    /// The next box; none at the end.
    pub fn part(&mut self) -> Result<Option<Part<'a>>, AvifError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let whole = self.rest.len() as u64;
        let short = self.u32()?;
        let name = self.array()?;
        let (length, head) = match short {
            0 => (whole, 8),
            1 => (self.number(8)?, 16),
            length => (u64::from(length), 8),
        };
        let inside = length
            .checked_sub(head)
            .ok_or(broken("a box in it is shorter than its own head"))?;
        let body = self.take(usize::try_from(inside).map_err(|_| CUT)?)?;
        Ok(Some(Part {
            name,
            body: Reader::new(body),
        }))
    }

    /// All boxes, at most `most`.
    pub fn parts(mut self, most: usize) -> Result<Vec<Part<'a>>, AvifError> {
        let mut found = Vec::new();
        while let Some(part) = self.part()? {
            if found.len() == most {
                return Err(broken("it has more boxes than a picture needs"));
            }
            found.push(part);
        }
        Ok(found)
    }
}
