//! A small writer of XML 1.0: elements are closed in order, every text is escaped.

use std::borrow::Cow;

/// The head of every document.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// XML being written.
#[derive(Debug)]
pub(crate) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// Starts a document.
    pub fn new() -> Self {
        Self {
            out: DECLARATION.to_owned(),
            open: Vec::new(),
        }
    }

    /// Bytes written so far.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Opens an element.
    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">\n");
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.end(name);
        }
    }

    /// An element without content.
    pub fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>");
        self.out.push('\n');
    }

    /// An element that holds text.
    pub fn text(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes, ">");
        escape(text, &mut self.out);
        self.end(name);
    }

    /// An element that holds text, if there is any.
    pub fn optional(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        text: Option<&str>,
    ) {
        if let Some(text) = text.filter(|t| !t.trim().is_empty()) {
            self.text(name, attributes, text);
        }
    }

    /// Closes what is open and gives the document.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(end);
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }
}

/// True if the character may stand in XML 1.0 and is not discouraged there.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='~' | '\u{a0}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}')
        || (c >= '\u{10000}' && u32::from(c) & 0xfffe != 0xfffe)
}

/// Escapes text for content and double-quoted attributes; what XML cannot hold is left out.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if is_allowed(c) => out.push(c),
            _ => {}
        }
    }
}

/// An address as RFC 3986 wants it: what is not ASCII, and what no address may hold, percent-encoded.
pub(crate) fn uri(address: &str) -> Cow<'_, str> {
    let bad = |b: u8| !(0x21..0x7f).contains(&b) || b"\"<>\\^`{|}".contains(&b);
    if !address.bytes().any(bad) {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len() * 2);
    for b in address.trim().bytes() {
        if bad(b) {
            out.push('%');
            out.extend([b >> 4, b & 15].map(|n| char::from(b"0123456789ABCDEF"[usize::from(n)])));
        } else {
            out.push(char::from(b));
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let mut out = String::new();

        escape("a\0\u{b}\u{fffe}\u{1ffff}b\r\n<\u{1f600}", &mut out);

        assert_eq!(out, "ab\n&lt;\u{1f600}");
    }

    #[test]
    fn an_address_is_percent_encoded_once() {
        assert_eq!(
            uri("https://x.example/a%20b?q=1&r"),
            "https://x.example/a%20b?q=1&r"
        );
        assert_eq!(
            uri("https://x.example/мост \"a\""),
            "https://x.example/%D0%BC%D0%BE%D1%81%D1%82%20%22a%22"
        );
    }
}
