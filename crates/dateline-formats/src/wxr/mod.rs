//! Reads WordPress archives (WXR 1.0 to 1.2), an item at a time.
//!
//! [`Reader`] takes any [`BufRead`] and gives [`Record`]s. It holds one item in memory (at most
//! 64 MB, a field at most 16 MB), mends what it can, passes over what it cannot with a
//! [`Record::Skipped`], and ends with a [`WxrError`] that names the line where the file cannot be
//! read on.

mod attachment;
mod channel;
mod comments;
mod dates;
mod languages;
mod library;
mod menu;
mod node;
mod people;
mod scan;
mod slug;
mod source;
mod story;
mod terms;

use crate::archive::Record;
use channel::Archive;
use node::{Node, Whole};
use scan::{Scanner, Text, Token};
use std::io::BufRead;
use std::sync::Arc;

pub use library::Library;

/// Why an archive cannot be read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WxrError {
    /// No XML at all.
    #[error("line {line}: this is not XML; a WordPress export begins with <?xml or <rss")]
    NotXml {
        /// Line, from 1.
        line: u64,
    },
    /// XML, but of another kind.
    #[error("line {line}: this is not a WordPress export: {detail}")]
    NotWxr {
        /// Line, from 1.
        line: u64,
        /// What was found.
        detail: String,
    },
    /// Entities are declared, which no export does and attacks do.
    #[error("line {line}: the file declares XML entities, which is refused")]
    Entities {
        /// Line of the declaration.
        line: u64,
    },
    /// The file ends too early.
    #[error("line {line}: the file ends inside <{inside}>; it was cut off")]
    Truncated {
        /// Last line.
        line: u64,
        /// The element that is not closed.
        inside: String,
    },
    /// The bytes could not be had.
    #[error("line {line}: the file cannot be read: {detail}")]
    Unreadable {
        /// Line reached.
        line: u64,
        /// What the system said.
        detail: String,
    },
}

impl WxrError {
    fn unreadable(line: u64, error: &std::io::Error) -> Self {
        Self::Unreadable {
            line,
            detail: error.to_string(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Channel,
    After,
}

/// An archive being read: an iterator of records that ends after the first error.
pub struct Reader<R> {
    scanner: Scanner<R>,
    place: Place,
    archive: Archive,
    prefixes: Vec<(String, &'static str)>,
    failure: Option<WxrError>,
}

impl<R: BufRead> Reader<R> {
    /// Reads from the beginning of a file.
    pub fn new(inner: R) -> Self {
        Self {
            scanner: Scanner::new(inner),
            place: Place::Before,
            archive: Archive::default(),
            prefixes: Vec::new(),
            failure: None,
        }
    }

    /// Passes over the texts and comments of stories: several times as quick, for a first look at
    /// what there is.
    #[must_use]
    pub fn outline(mut self) -> Self {
        self.archive.is_outline = true;
        self
    }

    /// Uses what another reading gathered: of the same file, or of other parts of the export.
    #[must_use]
    pub fn library(mut self, library: Arc<Library>) -> Self {
        self.archive.library = library;
        self
    }

    /// What a first look ([`Reader::outline`]) gathered, with what it was given.
    pub fn into_library(self) -> Arc<Library> {
        self.archive.library
    }

    /// Line reached, from 1: for showing progress.
    pub fn line(&self) -> u64 {
        self.scanner.line()
    }

    fn advance(&mut self) -> Result<(), WxrError> {
        match self.place {
            Place::Before => self.open(),
            Place::Channel => self.step(),
            Place::After => Ok(()),
        }
    }

    /// Reads up to the beginning of the channel.
    fn open(&mut self) -> Result<(), WxrError> {
        let root = self.opening("rss")?;
        for (name, uri) in &root.attributes {
            if let (Some(prefix), Some(known)) = (name.strip_prefix("xmlns:"), known_prefix(uri)) {
                self.prefixes.push((prefix.to_owned(), known));
            }
        }
        self.opening("channel")?;
        self.place = Place::Channel;
        Ok(())
    }

    fn opening(&mut self, wanted: &str) -> Result<Node, WxrError> {
        let mut text = Text::default();
        let token = self.scanner.next(&mut text)?;
        let line = self.scanner.line();
        let not_wxr = |line, detail| Err(WxrError::NotWxr { line, detail });
        match token {
            Token::Start {
                name,
                attributes,
                is_empty: false,
                line,
            } if name == wanted => Ok(Node::new(name, attributes, line)),
            Token::Start { line: 1, .. } | Token::Eof | Token::End(_)
                if !text.words.trim().is_empty() && wanted == "rss" =>
            {
                Err(WxrError::NotXml {
                    line: first_line(&text.words, line),
                })
            }
            Token::Start { name, line, .. } => not_wxr(
                line,
                format!("<{}> where <{wanted}> was expected", short(&name)),
            ),
            Token::End(name) => not_wxr(
                line,
                format!("</{}> where <{wanted}> was expected", short(&name)),
            ),
            Token::Eof => not_wxr(line, format!("the file ends before <{wanted}>")),
        }
    }

    /// Reads the next element of the channel.
    fn step(&mut self) -> Result<(), WxrError> {
        let mut text = Text::default();
        match self.scanner.next(&mut text)? {
            Token::Start {
                name,
                attributes,
                is_empty,
                line,
            } => {
                let node = Node::new(rename(&self.prefixes, name), attributes, line);
                if is_empty {
                    self.archive.element(&Whole {
                        node,
                        ..Whole::default()
                    });
                    return Ok(());
                }
                self.element(node)
            }
            Token::End(name) if matches!(name.as_str(), "channel" | "rss") => {
                self.place = Place::After;
                self.archive.finish();
                Ok(())
            }
            Token::End(_) => Ok(()),
            Token::Eof => Err(WxrError::Truncated {
                line: self.scanner.line(),
                inside: "channel".to_owned(),
            }),
        }
    }

    /// Reads an element whose tag was just read, and those that begin before it closes.
    fn element(&mut self, first: Node) -> Result<(), WxrError> {
        let mut next = Some(first);
        while let Some(node) = next {
            let prefixes = &self.prefixes;
            let mut whole = node::read(&mut self.scanner, node, &|name| rename(prefixes, name))?;
            next = whole.next.take();
            self.check_is_wxr(&whole.node)?;
            self.archive.element(&whole);
        }
        Ok(())
    }

    /// An item of a plain feed is no item of an export.
    fn check_is_wxr(&self, node: &Node) -> Result<(), WxrError> {
        let is_declared = self.prefixes.iter().any(|(_, known)| *known == "wp");
        let is_foreign = node.name == "item"
            && !is_declared
            && !node.children.iter().any(|c| c.name.starts_with("wp:"));
        if is_foreign {
            let detail = "an RSS feed without WordPress's fields".to_owned();
            return Err(WxrError::NotWxr {
                line: node.line,
                detail,
            });
        }
        Ok(())
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Record, WxrError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.archive.out.pop_front() {
                return Some(Ok(record));
            }
            if let Some(failure) = self.failure.take() {
                return Some(Err(failure));
            }
            if self.place == Place::After {
                return None;
            }
            if let Err(failure) = self.advance() {
                if self.place == Place::Channel {
                    self.archive.finish();
                }
                self.place = Place::After;
                self.failure = Some(failure);
            }
        }
    }
}

/// The name with the prefix this module knows, whatever prefix the file gave the namespace.
fn rename(prefixes: &[(String, &'static str)], name: String) -> String {
    let Some((prefix, local)) = name.split_once(':') else {
        return name;
    };
    match prefixes.iter().find(|(p, _)| p == prefix) {
        Some((_, known)) if *known != prefix => format!("{known}:{local}"),
        _ => name,
    }
}

fn known_prefix(uri: &str) -> Option<&'static str> {
    let uri = uri
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    if let Some(rest) = uri.strip_prefix("wordpress.org/export/") {
        return Some(if rest.contains("excerpt") {
            "excerpt"
        } else {
            "wp"
        });
    }
    match uri {
        "purl.org/rss/1.0/modules/content/" => Some("content"),
        "purl.org/dc/elements/1.1/" => Some("dc"),
        _ => None,
    }
}

/// Line of the first word, when the text ends on `last`.
fn first_line(text: &str, last: u64) -> u64 {
    let lines_after = text.trim_start().matches('\n').count() as u64;
    last.saturating_sub(lines_after).max(1)
}

fn short(name: &str) -> String {
    name.chars().take(40).collect()
}
