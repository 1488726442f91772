//! The table of contents of a file: items, where they lie, what is said of them.

use crate::boxes::{CUT, Part, Reader};
use crate::{AvifError, Result, broken};
use std::borrow::Cow;
use std::collections::HashMap;

/// Most boxes beside each other.
const MAX_BOXES: usize = 4096;
/// Most items: a picture of many tiles has one for each.
const MAX_ITEMS: usize = 2048;
/// Longest table of contents, in bytes: a colour profile for print takes two million.
const MAX_META: usize = 16_000_000;
/// Most properties of an item.
const MAX_SAID: usize = 64;
/// Most pieces an item lies in.
const MAX_PIECES: usize = 256;

/// The table of contents.
#[derive(Debug, Default)]
pub struct Meta<'a> {
    file: &'a [u8],
    /// Bytes that lie within the table itself.
    inside: &'a [u8],
    pub primary: u32,
    kinds: HashMap<u32, [u8; 4]>,
    places: HashMap<u32, Place>,
    properties: Vec<Part<'a>>,
    /// What is said of each item: number of the property, from 0, and whether it may not be ignored.
    said: HashMap<u32, Vec<(usize, bool)>>,
    /// Kind of reference, from, to.
    references: Vec<([u8; 4], u32, Vec<u32>)>,
}

#[derive(Debug, Default)]
struct Place {
    is_inside: bool,
    pieces: Vec<(u64, u64)>,
}

impl<'a> Meta<'a> {
    /// Reads the table of a file.
    pub fn read(file: &'a [u8]) -> Result<Self> {
        let top = Reader::new(file).parts(MAX_BOXES)?;
        let part = top.iter().find(|part| &part.name == b"meta");
        let mut body = part.map(|part| part.body).ok_or(AvifError::Unsupported(
            "it has no still picture, only a sequence; export a frame of it, or send it as a video",
        ))?;
        if body.rest().len() > MAX_META {
            return Err(broken("its table of contents is longer than 16 MB"));
        }
        body.version()?;
        let mut meta = Self {
            file,
            ..Self::default()
        };
        for part in body.parts(MAX_BOXES)? {
            meta.take(part)?;
        }
        Ok(meta)
    }

    fn take(&mut self, Part { name, mut body }: Part<'a>) -> Result<()> {
        match &name {
            b"pitm" => {
                let (version, _) = body.version()?;
                self.primary = body.id(version > 0)?;
            }
            b"idat" => self.inside = body.rest(),
            b"iinf" => self.items(body)?,
            b"iloc" => self.locations(body)?,
            b"iref" => self.links(body)?,
            b"iprp" => {
                for part in body.parts(MAX_BOXES)? {
                    match &part.name {
                        b"ipco" => self.properties = part.body.parts(MAX_BOXES)?,
                        b"ipma" => self.sayings(part.body)?,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn items(&mut self, mut body: Reader<'a>) -> Result<()> {
        let (version, _) = body.version()?;
        body.id(version > 0)?;
        for mut entry in body.parts(MAX_ITEMS)? {
            let (version, _) = entry.body.version()?;
            if &entry.name != b"infe" || version < 2 {
                continue;
            }
            let id = entry.body.id(version > 2)?;
            entry.body.u16()?;
            self.kinds.insert(id, entry.body.array()?);
        }
        Ok(())
    }

    fn locations(&mut self, mut body: Reader<'a>) -> Result<()> {
        let (version, _) = body.version()?;
        if version > 2 {
            return Err(broken("its table of places is of an unknown kind"));
        }
        let (sizes, more) = (body.u8()?, body.u8()?);
        let (offsets, lengths) = (usize::from(sizes >> 4), usize::from(sizes & 15));
        let base = usize::from(more >> 4);
        let index = if version > 0 {
            usize::from(more & 15)
        } else {
            0
        };
        let count = body.id(version > 1)?;
        for _ in 0..count {
            if self.places.len() == MAX_ITEMS {
                return Err(broken("it has more items than a picture needs"));
            }
            let id = body.id(version > 1)?;
            let method = if version > 0 { body.u16()? & 15 } else { 0 };
            body.u16()?;
            let base = body.number(base)?;
            let mut place = Place {
                is_inside: method == 1,
                pieces: Vec::new(),
            };
            let pieces = body.u16()?;
            if usize::from(pieces) > MAX_PIECES || method > 1 {
                return Err(broken("an item of it is scattered"));
            }
            for _ in 0..pieces {
                body.number(index)?;
                let at = base.checked_add(body.number(offsets)?).ok_or(CUT)?;
                place.pieces.push((at, body.number(lengths)?));
            }
            self.places.insert(id, place);
        }
        Ok(())
    }

    fn links(&mut self, mut body: Reader<'a>) -> Result<()> {
        let (version, _) = body.version()?;
        for mut link in body.parts(MAX_ITEMS)? {
            let from = link.body.id(version > 0)?;
            let count = usize::from(link.body.u16()?);
            if count > MAX_ITEMS {
                return Err(broken("it has more items than a picture needs"));
            }
            let to = (0..count).map(|_| link.body.id(version > 0));
            let to = to.collect::<Result<Vec<_>>>()?;
            self.references.push((link.name, from, to));
        }
        Ok(())
    }

    fn sayings(&mut self, mut body: Reader<'a>) -> Result<()> {
        let (version, flags) = body.version()?;
        let is_wide = flags & 1 != 0;
        let count = body.u32()?;
        for _ in 0..count {
            if self.said.len() == MAX_ITEMS {
                return Err(broken("it has more items than a picture needs"));
            }
            let id = body.id(version > 0)?;
            let many = body.u8()?;
            let said = self.said.entry(id).or_default();
            if said.len() > MAX_SAID {
                return Err(broken("it says more of an item than there is to say"));
            }
            for _ in 0..many {
                let (is_essential, index) = if is_wide {
                    let word = body.u16()?;
                    (word & 0x8000 != 0, usize::from(word & 0x7fff))
                } else {
                    let byte = body.u8()?;
                    (byte & 0x80 != 0, usize::from(byte & 0x7f))
                };
                // 0 says nothing.
                if let Some(at) = index.checked_sub(1) {
                    said.push((at, is_essential));
                }
            }
        }
        Ok(())
    }

    /// The kind of an item.
    pub fn kind(&self, item: u32) -> Option<[u8; 4]> {
        self.kinds.get(&item).copied()
    }

    /// What is said of an item, in order: the property and whether it may not be ignored.
    pub fn properties(&self, item: u32) -> Result<Vec<(Part<'a>, bool)>> {
        let said = self.said.get(&item).map(Vec::as_slice).unwrap_or_default();
        said.iter()
            .map(|(at, is_essential)| {
                let part = self.properties.get(*at).copied();
                let part = part.ok_or(broken("it speaks of a property it does not have"))?;
                Ok((part, *is_essential))
            })
            .collect()
    }

    /// What an item points at.
    pub fn targets(&self, kind: [u8; 4], from: u32) -> &[u32] {
        let found = self.references.iter();
        let mut found = found.filter(|(name, source, _)| *name == kind && *source == from);
        found.next().map_or(&[], |(_, _, to)| to)
    }

    /// The items that point at another.
    pub fn sources(&self, kind: [u8; 4], to: u32) -> impl Iterator<Item = u32> {
        let found = self.references.iter();
        found
            .filter(move |(name, _, targets)| *name == kind && targets.contains(&to))
            .map(|(_, from, _)| *from)
    }

    /// The bytes of an item.
    pub fn data(&self, item: u32) -> Result<Cow<'a, [u8]>> {
        let missing = broken("the bytes of its pixels are missing");
        let place = self.places.get(&item).ok_or(missing.clone())?;
        let whole = if place.is_inside {
            self.inside
        } else {
            self.file
        };
        let piece = |&(at, length): &(u64, u64)| {
            let at = usize::try_from(at).map_err(|_| CUT)?;
            let rest = whole.get(at..).ok_or(CUT)?;
            // Without a length it goes on to the end.
            let length = usize::try_from(length).map_err(|_| CUT)?;
            let length = if length == 0 { rest.len() } else { length };
            rest.get(..length).ok_or(CUT)
        };
        match place.pieces.as_slice() {
            [] => Err(missing),
            [one] => Ok(Cow::Borrowed(piece(one)?)),
            many => {
                let mut joined = Vec::new();
                for one in many {
                    let bytes = piece(one)?;
                    if joined.len() + bytes.len() > whole.len() {
                        return Err(broken("an item of it is longer than the file"));
                    }
                    joined.extend_from_slice(bytes);
                }
                Ok(Cow::Owned(joined))
            }
        }
    }
}
