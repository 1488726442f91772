//! Splits XML into tags and text, leniently and within bounds.
//!
//! A general XML reader holds each text whole before it gives it and stops at the first fault.
//! Archives hold texts without bound and faults without number, so this one gathers at most
//! [`MAX_FIELD`] of a text, skips the rest, and goes on after what it cannot read. It expands
//! nothing but the five named entities and numbers, and refuses declared entities by name.

use super::WxrError;
use super::source::{Source, is_xml};
use std::io::BufRead;

/// Most bytes kept of one text.
pub(super) const MAX_FIELD: usize = 16 * 1024 * 1024;
/// Longest tag, in bytes.
const MAX_TAG: usize = 64 * 1024;

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A tag opens; `is_empty` if it closes at once.
    Start {
        name: String,
        attributes: Vec<(String, String)>,
        is_empty: bool,
        line: u64,
    },
    /// A tag closes.
    End(String),
    /// The file ends.
    Eof,
}

/// Text gathered between tags.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub words: String,
    /// Some of it did not fit.
    pub is_cut: bool,
}

impl Text {
    fn push(&mut self, words: &str) {
        let room = MAX_FIELD - self.words.len();
        if words.len() <= room {
            self.words.push_str(words);
        } else {
            self.words
                .push_str(&words[..words.floor_char_boundary(room)]);
            self.is_cut = true;
        }
    }
}

/// Where a piece of text is kept.
type Sink<'t> = Option<&'t mut Text>;

pub(super) struct Scanner<R> {
    source: Source<R>,
}

impl<R: BufRead> Scanner<R> {
    pub fn new(inner: R) -> Self {
        Self {
            source: Source::new(inner),
        }
    }

    /// Line of the next character.
    pub fn line(&self) -> u64 {
        self.source.line()
    }

    /// Gives the next tag; the text before it is added to `text`.
    pub fn next(&mut self, text: &mut Text) -> Result<Token, WxrError> {
        loop {
            self.words(text)?;
            if !self.ensure(2)? {
                let rest = self.source.window().len();
                self.source.consume(rest);
                return Ok(Token::Eof);
            }
            self.ensure(9)?;
            let window = self.source.window();
            if window.starts_with("<![CDATA[") {
                self.source.consume(9);
                self.until("]]>", Some(&mut *text))?;
            } else if window.starts_with("<!--") {
                self.source.consume(4);
                self.until("-->", None)?;
            } else if window.starts_with("<?") {
                self.source.consume(2);
                self.until("?>", None)?;
            } else if window.starts_with("<!") {
                self.declaration(text)?;
            } else if let Some(token) = self.tag(text)? {
                return Ok(token);
            }
        }
    }

    fn ensure(&mut self, bytes: usize) -> Result<bool, WxrError> {
        let line = self.line();
        self.source
            .ensure(bytes)
            .map_err(|e| WxrError::unreadable(line, &e))
    }

    fn more(&mut self) -> Result<bool, WxrError> {
        let line = self.line();
        self.source
            .more()
            .map_err(|e| WxrError::unreadable(line, &e))
    }

    /// Gathers text up to the next `<`.
    fn words(&mut self, text: &mut Text) -> Result<(), WxrError> {
        loop {
            if !self.ensure(1)? {
                return Ok(());
            }
            let window = self.source.window();
            let end = memchr::memchr2(b'<', b'&', window.as_bytes()).unwrap_or(window.len());
            text.push(&window[..end]);
            let stop = window[end..].chars().next();
            self.source.consume(end);
            match stop {
                Some('<') => return Ok(()),
                Some(_) => self.reference(text)?,
                None => {}
            }
        }
    }

    /// Reads what begins with `&`: one of the five names, a number, or itself.
    fn reference(&mut self, text: &mut Text) -> Result<(), WxrError> {
        self.ensure(12)?;
        let window = self.source.window();
        let end = window.bytes().take(12).position(|b| b == b';');
        let value = end.and_then(|end| Some((resolve(&window[1..end])?, end + 1)));
        let (value, length) = value.unwrap_or_else(|| ("&".to_owned(), 1));
        text.push(&value);
        self.source.consume(length);
        Ok(())
    }

    /// Takes everything up to `end`, into `sink` if there is one. The end of the file ends it too.
    fn until(&mut self, end: &str, mut sink: Sink<'_>) -> Result<(), WxrError> {
        loop {
            let window = self.source.window();
            if let Some(at) = memchr::memmem::find(window.as_bytes(), end.as_bytes()) {
                if let Some(sink) = sink {
                    sink.push(&window[..at]);
                }
                self.source.consume(at + end.len());
                return Ok(());
            }
            let kept = window.len().min(end.len() - 1);
            let safe = window.floor_char_boundary(window.len() - kept);
            if let Some(sink) = sink.as_deref_mut() {
                sink.push(&window[..safe]);
            }
            self.source.consume(safe);
            if !self.more()? {
                return Ok(());
            }
        }
    }

    /// `<!DOCTYPE ...>`: passed over, unless it declares entities; what never ends is text.
    fn declaration(&mut self, text: &mut Text) -> Result<(), WxrError> {
        let line = self.line();
        let mut size = 64;
        loop {
            let is_whole = !self.ensure(size)?;
            let window = self.source.window();
            let head = &window[..window.floor_char_boundary(size.min(window.len()))];
            let end = declaration_end(head);
            if head[..end.unwrap_or(head.len())]
                .to_ascii_uppercase()
                .contains("<!ENTITY")
            {
                return Err(WxrError::Entities { line });
            }
            if let Some(end) = end {
                self.source.consume(end);
                return Ok(());
            }
            if is_whole || size >= MAX_TAG {
                text.push("<");
                self.source.consume(1);
                return Ok(());
            }
            size *= 4;
        }
    }

    /// Reads a tag; a `<` that opens none is text.
    fn tag(&mut self, text: &mut Text) -> Result<Option<Token>, WxrError> {
        let line = self.line();
        let second = self.source.window()[1..].chars().next();
        let opens = second.is_some_and(|c| c == '/' || c == '_' || c.is_alphabetic());
        let end = if opens { self.tag_end()? } else { None };
        let Some(end) = end else {
            text.push("<");
            self.source.consume(1);
            return Ok(None);
        };
        let inner = &self.source.window()[1..end];
        let token = parse_tag(inner, line);
        self.source.consume(end + 1);
        Ok(Some(token))
    }

    /// Where the tag at the window's start closes.
    fn tag_end(&mut self) -> Result<Option<usize>, WxrError> {
        loop {
            let window = self.source.window();
            let mut quote = None;
            for (at, byte) in window.bytes().enumerate().skip(1).take(MAX_TAG) {
                match (quote, byte) {
                    (None, b'>') => return Ok(Some(at)),
                    (None, b'<') => return Ok(None),
                    (None, b'"' | b'\'') => quote = Some(byte),
                    (Some(open), close) if open == close => quote = None,
                    _ => {}
                }
            }
            if window.len() > MAX_TAG || !self.more()? {
                return Ok(None);
            }
        }
    }
}

/// Where a declaration ends, its part in brackets included.
fn declaration_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'>' if depth == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn parse_tag(inner: &str, line: u64) -> Token {
    if let Some(name) = inner.strip_prefix('/') {
        return Token::End(name.trim().to_owned());
    }
    let is_empty = inner.ends_with('/');
    let inner = inner.trim_end_matches('/').trim_end();
    let (name, rest) = inner
        .split_once(|c: char| c.is_ascii_whitespace())
        .unwrap_or((inner, ""));
    Token::Start {
        name: name.to_owned(),
        attributes: attributes(rest),
        is_empty,
        line,
    }
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            break;
        };
        let Some((value, next)) = after[1..].split_once(quote) else {
            break;
        };
        found.push((name.trim().to_owned(), unescape(value)));
        rest = next;
        if found.len() >= 100 {
            break;
        }
    }
    found
}

/// The text with its references resolved.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        if let Some((value, end)) = end.and_then(|end| Some((resolve(&rest[1..end])?, end))) {
            out.push_str(&value);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// What a reference stands for; nothing for a character XML has no place for.
fn resolve(name: &str) -> Option<String> {
    let named = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    };
    if !named.is_empty() {
        return Some(named.to_owned());
    }
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    let character = char::from_u32(code.ok()?)?;
    Some(String::from_iter(is_xml(character).then_some(character)))
}
