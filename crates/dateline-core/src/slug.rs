//! Slugs: the readable part of an address, in the script of its edition.

use unicode_normalization::UnicodeNormalization;

/// Most characters of a slug.
pub const MAX_SLUG_CHARS: usize = 100;

/// Makes a slug from a title or an old slug: lower case, words joined by hyphens, no marks of
/// direction, no emoji. Latin text becomes ASCII, other scripts keep their letters. A slug stays
/// what it is.
///
/// `None` if nothing of the text can stand in an address.
pub fn make(text: &str) -> Option<String> {
    let mut slug = once(text);
    // What was taken out may let the rest compose anew, or leave only Latin letters.
    for _ in 0..MAX_ROUNDS {
        let again = once(&slug);
        if again == slug {
            break;
        }
        slug = again;
    }
    (!slug.is_empty()).then_some(slug)
}

const MAX_ROUNDS: usize = 4;

fn once(text: &str) -> String {
    let composed: String = text.nfkc().filter(|c| !is_invisible(*c)).collect();
    let is_latin = |c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
    let latin = composed.chars().filter(|c| is_wordy(*c)).all(is_latin);
    let known = |c: char| {
        if is_wordy(c) || c.is_ascii() || is_mark(c) {
            c
        } else {
            '-'
        }
    };
    let composed: String = composed.chars().map(known).collect();
    let source = if latin {
        deunicode::deunicode_with_tofu(&composed, "-")
    } else {
        composed
    };
    let mut slug = String::with_capacity(source.len().min(MAX_SLUG_CHARS * 8));
    let mut pending = false;
    let lower = source.chars().flat_map(char::to_lowercase);
    for c in lower.take(MAX_SLUG_CHARS * 8) {
        if is_invisible(c) || c == '\'' {
            continue;
        }
        if is_wordy(c) || (is_mark(c) && !slug.is_empty() && !pending) {
            if pending && !slug.is_empty() {
                slug.push('-');
            }
            pending = false;
            slug.push(c);
        } else {
            pending = true;
        }
    }
    cut(&slug)
}

/// Letters and digits; no letters and digits in circles and squares, which are shown as pictures.
fn is_wordy(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{2460}'..='\u{27bf}' | '\u{1f100}'..='\u{1f2ff}')
}

/// Vowel signs and other marks that belong to the letter before (Devanagari, Thai, Hebrew points).
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{900}'..='\u{e4f}' if !c.is_ascii())
        && !c.is_alphanumeric()
        && !matches!(c, '\u{964}' | '\u{965}' | '\u{e3f}' | '\u{e4f}')
}

/// Joiners, direction marks and other characters nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '’' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}')
}

fn cut(slug: &str) -> String {
    if slug.chars().count() <= MAX_SLUG_CHARS {
        return slug.to_owned();
    }
    let head: String = slug.chars().take(MAX_SLUG_CHARS).collect();
    let at_word = head.rsplit_once('-').map_or(head.as_str(), |(h, _)| h);
    at_word.to_owned()
}

/// Percent-encodes a path for a link (RFC 3986): letters of other scripts become UTF-8 escapes.
pub fn encode_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(b"0123456789ABCDEF"[usize::from(byte >> 4)]));
            out.push(char::from(b"0123456789ABCDEF"[usize::from(byte & 15)]));
        }
    }
    out
}

/// Decodes the path of a request. `None` if an escape is broken, the result is not UTF-8 or holds
/// control characters, a backslash or dot segments, or if a slash is escaped: it would become a border
/// between segments, and two of them at the start another host.
pub fn decode_path(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            let byte = u8::try_from(high * 16 + low).ok()?;
            if byte == b'/' {
                return None;
            }
            bytes.push(byte);
        } else {
            bytes.push(byte);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    let bad = text.chars().any(|c| c.is_control() || c == '\\')
        || text.split('/').any(|s| s == "." || s == "..");
    (!bad).then(|| text.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_titles_become_ascii_and_others_keep_their_script() {
        assert_eq!(make("Ça ira — déjà vu!").as_deref(), Some("ca-ira-deja-vu"));
        assert_eq!(make("Мост закрыт").as_deref(), Some("мост-закрыт"));
        assert_eq!(make("الجِسْرُ الحديدي").as_deref(), Some("الجسر-الحديدي"));
        assert_eq!(make("空军 基地").as_deref(), Some("空军-基地"));
    }

    #[test]
    fn nothing_invisible_survives() {
        assert_eq!(make("a\u{202e}b\u{200f}c").as_deref(), Some("abc"));
        assert_eq!(make("🎉🎉"), None);
        assert_eq!(make("../../etc").as_deref(), Some("etc"));
        assert!(make(&"word ".repeat(10_000)).is_some_and(|s| s.chars().count() <= MAX_SLUG_CHARS));
    }

    #[test]
    fn paths_go_through_encoding_and_back() {
        let path = "/ar/city/2026/11/22/الجسر-الحديدي";

        assert_eq!(decode_path(&encode_path(path)).as_deref(), Some(path));
        assert_eq!(decode_path("/en/%2e%2e/x"), None);
        assert_eq!(decode_path("/en/%zz"), None);
        assert_eq!(decode_path("/en/%ff"), None);
    }
}
