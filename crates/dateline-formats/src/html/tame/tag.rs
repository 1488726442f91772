//! Reading one tag.

use super::Tamer;
use super::names::{ATTRIBUTES, listed};

/// Most attributes kept of one tag.
const MAX_ATTRIBUTES: usize = 24;
/// Longest attribute value kept, in bytes.
const MAX_VALUE: usize = 8 * 1024;

#[derive(Default)]
pub(super) struct Tag {
    pub name: String,
    pub attributes: Vec<(&'static str, String)>,
    data: Option<String>,
    pub is_self_closed: bool,
}

impl Tag {
    fn keep(&mut self, name: &str, value: &str) {
        if value.len() > MAX_VALUE || self.attributes.len() >= MAX_ATTRIBUTES {
            return;
        }
        let name = name.to_ascii_lowercase();
        if name == "data" {
            self.data.get_or_insert_with(|| value.to_owned());
        }
        let name = if name == "xml:lang" {
            "lang"
        } else {
            name.as_str()
        };
        if let Some(name) = listed(ATTRIBUTES, name)
            && !self.attributes.iter().any(|(n, _)| *n == name)
        {
            self.attributes.push((name, value.to_owned()));
        }
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        if name == "data" {
            return self.data.as_deref();
        }
        self.attributes
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, v)| v.as_str())
    }
}

pub(super) fn name_of(text: &str) -> String {
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    text[..text.find(ends).unwrap_or(text.len())]
        .chars()
        .take(64)
        .collect::<String>()
        .to_ascii_lowercase()
}

impl Tamer<'_> {
    /// Reads the start tag at `at`; `None` if it never ends.
    pub(super) fn lex(&mut self, at: usize) -> Option<(Tag, usize)> {
        let bytes = self.source.as_bytes();
        let name = name_of(&self.source[at + 1..]);
        let mut tag = Tag {
            name,
            ..Tag::default()
        };
        let mut i = at + 1;
        while i < bytes.len() && !matches!(bytes[i], b'>' | b'/') && !bytes[i].is_ascii_whitespace()
        {
            i += 1;
        }
        self.find(i, ">")?;
        loop {
            while i < bytes.len() && (bytes[i].is_ascii_whitespace() || bytes[i] == b'/') {
                tag.is_self_closed = bytes[i] == b'/';
                i += 1;
            }
            match bytes.get(i) {
                None => return None,
                Some(b'>') => return Some((tag, i + 1)),
                Some(_) => i = self.attribute(i, &mut tag)?,
            }
        }
    }

    fn attribute(&mut self, at: usize, tag: &mut Tag) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let ends_name = |b: u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'=');
        let mut i = at + 1;
        while i < bytes.len() && !ends_name(bytes[i]) {
            i += 1;
        }
        let name = &self.source[at..i];
        let mut after = i;
        while after < bytes.len() && bytes[after].is_ascii_whitespace() {
            after += 1;
        }
        if bytes.get(after) != Some(&b'=') {
            tag.keep(name, "");
            return Some(i);
        }
        let (start, end, next) = self.value(after + 1)?;
        tag.keep(name, &self.source[start..end]);
        Some(next)
    }

    /// Borders of the value at `at`, and where to go on.
    fn value(&mut self, at: usize) -> Option<(usize, usize, usize)> {
        let bytes = self.source.as_bytes();
        let mut i = at;
        while i < bytes.len() && bytes[i].is_ascii_whitespace() {
            i += 1;
        }
        match bytes.get(i)? {
            b'"' => self.find(i + 1, "\"").map(|end| (i + 1, end, end + 1)),
            b'\'' => self.find(i + 1, "'").map(|end| (i + 1, end, end + 1)),
            _ => {
                let ends = |b: &u8| b.is_ascii_whitespace() || *b == b'>';
                let end = bytes[i..]
                    .iter()
                    .position(ends)
                    .map_or(bytes.len(), |n| i + n);
                Some((i, end, end))
            }
        }
    }
}
