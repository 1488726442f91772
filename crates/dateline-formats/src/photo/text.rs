//! Words as strangers wrote them, made plain: decoded, mended, composed, bounded.

use super::note::{Notes, Problem};
use super::{Block, MAX_ADDRESS, MAX_LINE, MAX_LIST, MAX_TEXT};
use encoding_rs::{MACINTOSH, WINDOWS_1252};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Bytes of a value looked at for each character that may be kept.
const BYTES_PER_CHAR: usize = 8;

/// What cameras and programs write when nobody wrote a caption.
const BOILERPLATE: [&str; 13] = [
    "OLYMPUS DIGITAL CAMERA",
    "SONY DSC",
    "DIGITAL CAMERA",
    "KONICA MINOLTA DIGITAL CAMERA",
    "MINOLTA DIGITAL CAMERA",
    "SAMSUNG CSC",
    "SAMSUNG DIGITAL CAMERA",
    "Exif_JPEG_PICTURE",
    "DCF 1.0",
    "Created with GIMP",
    "Screenshot",
    "default",
    "untitled",
];

/// Cleans the values of one block and notes what it did.
pub(super) struct Pen<'n> {
    pub block: Block,
    pub notes: &'n mut Notes,
}

impl Pen<'_> {
    pub fn note(&mut self, problem: Problem) {
        self.notes.add(self.block, problem);
    }

    /// A text of one line; `None` if nothing is left.
    pub fn line(&mut self, field: &'static str, written: &str) -> Option<String> {
        let words = self.clean(field, written, MAX_LINE)?;
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.bounded(field, words, MAX_LINE)
    }

    /// A text that may have several lines.
    pub fn text(&mut self, field: &'static str, written: &str) -> Option<String> {
        let words = self.clean(field, written, MAX_TEXT)?;
        let lines: Vec<&str> = words.lines().map(str::trim).collect();
        let words = lines.join("\n").trim().to_owned();
        self.bounded(field, words, MAX_TEXT)
    }

    /// A caption: a text that somebody wrote.
    pub fn caption(&mut self, written: &str) -> Option<String> {
        let field = "caption";
        let words = self.text(field, written)?;
        if BOILERPLATE.iter().any(|b| b.eq_ignore_ascii_case(&words)) {
            self.note(Problem::Boilerplate { field });
            return None;
        }
        Some(words)
    }

    /// An address, a code or an identifier: nothing in it is decoded or mended.
    pub fn address(&mut self, field: &'static str, written: &str) -> Option<String> {
        let head = &written[..written.floor_char_boundary(MAX_ADDRESS * BYTES_PER_CHAR)];
        let kept: String = head.chars().filter(|c| !is_harmful(*c)).collect();
        let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
        self.bounded(field, kept, MAX_ADDRESS)
    }

    /// A list of lines, each once.
    pub fn list<'w>(
        &mut self,
        field: &'static str,
        written: impl Iterator<Item = &'w str>,
    ) -> Vec<String> {
        let mut list: Vec<String> = Vec::new();
        for entry in written {
            if list.len() == MAX_LIST {
                self.note(Problem::TooMany {
                    what: field,
                    limit: MAX_LIST,
                });
                break;
            }
            if let Some(line) = self.line(field, entry)
                && !list.contains(&line)
            {
                list.push(line);
            }
        }
        list
    }

    fn clean(&mut self, field: &'static str, written: &str, limit: usize) -> Option<String> {
        let head = &written[..written.floor_char_boundary(limit * BYTES_PER_CHAR)];
        if head
            .trim_matches(|c: char| c == '\0' || c.is_whitespace())
            .is_empty()
        {
            return None;
        }
        let mut words = unescaped(head);
        if let Some(mended) = mended(&words) {
            self.note(Problem::Repaired { field });
            words = mended;
        }
        if words.contains(turns_text) {
            self.note(Problem::Invisible { field });
        }
        let words = visible(&words);
        Some(if is_nfc(&words) {
            words
        } else {
            words.nfc().collect()
        })
    }

    fn bounded(&mut self, field: &'static str, mut words: String, limit: usize) -> Option<String> {
        if let Some((end, _)) = words.char_indices().nth(limit) {
            words.truncate(end);
            words.truncate(words.trim_end().len());
            self.note(Problem::Cut { field, limit });
        }
        (!words.is_empty()).then_some(words)
    }
}

/// Characters that turn the text around them, also text of the page they stand on.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters that no text for readers needs and that can do harm.
fn is_harmful(c: char) -> bool {
    turns_text(c)
        || c.is_control()
        || matches!(c,
            '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}

/// Line ends made one, tabs made spaces, harmful characters gone.
fn visible(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = ' ';
    for c in words.chars() {
        match c {
            '\n' if before == '\r' => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' | '\u{b}' | '\u{c}' => out.push(' '),
            c if is_harmful(c) => {}
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// HTML's commonest entities, once. What is none stays as it is.
fn unescaped(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        let known = end.and_then(|end| Some((entity(&rest[1..end])?, end + 1)));
        let (c, length) = known.unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).filter(|c| *c != '\0');
    }
    let (_, c) = ENTITIES.iter().find(|(known, _)| *known == name)?;
    Some(*c)
}

const ENTITIES: [(&str, char); 44] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("euro", '€'),
    ("pound", '£'),
    ("deg", '°'),
    ("middot", '·'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iacute", 'í'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("uacute", 'ú'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
];

/// What Windows-1252 has from 0x80 to 0x9F.
const UPPER_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn byte_1252(c: char) -> Option<u8> {
    let code = u32::from(c);
    if code < 0x100 {
        return u8::try_from(code).ok();
    }
    let at = UPPER_1252.iter().position(|known| *known == c)?;
    u8::try_from(at + 0x80).ok()
}

/// UTF-8 that was read as Windows-1252, put right: only if every letter takes part, which
/// no text does by chance.
fn mended(words: &str) -> Option<String> {
    if words.is_ascii() {
        return None;
    }
    let bytes: Vec<u8> = words.chars().map(byte_1252).collect::<Option<_>>()?;
    let mended = String::from_utf8(bytes).ok()?;
    let is_plain = !mended.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c));
    is_plain.then_some(mended)
}

/// A character set of eight bits, or UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    Windows1252,
    MacRoman,
}

impl Charset {
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
            Self::MacRoman => "Mac Roman",
        }
    }

    /// What bytes that belong together are likely to be: UTF-8 if they are UTF-8, then what
    /// makes words of them.
    pub fn guess<'b>(values: &(impl Iterator<Item = &'b [u8]> + Clone)) -> Self {
        if values.clone().all(|v| std::str::from_utf8(v).is_ok()) {
            return Self::Utf8;
        }
        let score = |charset: Self| -> i64 {
            values
                .clone()
                .filter(|v| std::str::from_utf8(v).is_err())
                .map(|v| likeness(&charset.decode(&v[..v.len().min(MAX_TEXT)])))
                .sum()
        };
        let (windows, mac) = (score(Self::Windows1252), score(Self::MacRoman));
        if mac > 0 && mac >= windows + 2 {
            Self::MacRoman
        } else {
            Self::Windows1252
        }
    }

    /// Decodes; what is not of the set becomes U+FFFD.
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Windows1252 => WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned(),
            Self::MacRoman => MACINTOSH.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}

/// How much a text is like words: letters beyond ASCII beside letters of their case and quotes
/// where quotes stand count for it; capitals and signs within words, and control characters,
/// against it.
fn likeness(words: &str) -> i64 {
    let mut score = 0;
    let mut before = ' ';
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let is_within = before.is_alphabetic() && after.is_alphabetic();
        score += match c {
            c if c.is_ascii() => 0,
            c if c.is_control() => -2,
            '’' if is_within => 2,
            '‘' | '’' | '“' | '”' | '«' | '»' | '–' | '—' | '…' => 1,
            c if c.is_lowercase() => i64::from(before.is_alphabetic() || after.is_lowercase()),
            c if c.is_uppercase() && before.is_alphabetic() && !after.is_uppercase() => -1,
            c if c.is_uppercase() => i64::from(after.is_alphabetic()),
            _ => -i64::from(is_within),
        };
        before = c;
    }
    score
}

/// Bytes of which nobody says what they are: UTF-8, or what makes words of them.
pub(super) fn decoded(bytes: &[u8]) -> String {
    Charset::guess(&std::iter::once(bytes)).decode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(written: &str) -> Option<String> {
        let mut notes = Notes::default();
        let mut pen = Pen {
            block: Block::Xmp,
            notes: &mut notes,
        };
        pen.line("headline", written)
    }

    #[test]
    fn words_are_made_plain() {
        for (written, expected) in [
            ("  Fog\0\0\0", "Fog"),
            (
                "Tom &amp; J&eacute;r&#244;me &lt;b&gt; &unknown; & co",
                "Tom & Jérôme <b> &unknown; & co",
            ),
            ("FrÃ©dÃ©ric dâ€™Arc Â© AFP", "Frédéric d’Arc © AFP"),
            ("ÐŸÑƒÑ‚ÑŒ", "Путь"),
            ("Ångström é Ä° naïve", "Ångström é Ä° naïve"),
            (
                "Cafe\u{301} \u{202e}txe.gpj\u{202c}\u{feff}",
                "Café txe.gpj",
            ),
            ("one\r\ntwo\u{2028}three\tfour\u{7}", "one two three four"),
            ("مرحبا\u{200f}!", "مرحبا\u{200f}!"),
        ] {
            assert_eq!(line(written).as_deref(), Some(expected), "{written}");
        }
        assert_eq!(line(" \0 \r\n"), None);
        assert_eq!(line("\u{202e}\u{feff}"), None);
    }

    #[test]
    fn bytes_without_a_character_set_are_read_as_what_makes_words_of_them() {
        for (bytes, charset, expected) in [
            (
                &b"Caf\xe9 fran\xe7ais"[..],
                Charset::Windows1252,
                "Café français",
            ),
            (b"Caf\x8e fran\x8dais", Charset::MacRoman, "Café français"),
            (b"\xa9 Mike Cardew", Charset::Windows1252, "© Mike Cardew"),
            (
                b"Heben\x92s \x93no\x94",
                Charset::Windows1252,
                "Heben’s “no”",
            ),
            (
                b"Stra\xa7e nach M\x9fnchen",
                Charset::MacRoman,
                "Straße nach München",
            ),
            ("Café".as_bytes(), Charset::Utf8, "Café"),
        ] {
            assert_eq!(
                Charset::guess(&std::iter::once(bytes)),
                charset,
                "{expected}"
            );
            assert_eq!(decoded(bytes), expected);
        }
    }
}
