//! Letters that readers take for one: case, accents, forms of alef, figures.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Marks that stand inside words and are not typed: soft hyphen, joiners, direction marks.
pub(super) fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a word goes on with this mark.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_ascii() && (is_silent(c) || is_combining_mark(c))
}

/// A word in small letters and one form, accents kept.
pub(super) fn lower(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfkc().filter(|c| !is_silent(*c)) {
        for c in c.to_lowercase() {
            match c {
                // Tatweel, vowel signs, small alef, Koranic signs; the dot of a capital I.
                '\u{640}'
                | '\u{64b}'..='\u{65f}'
                | '\u{670}'
                | '\u{6d6}'..='\u{6ed}'
                | '\u{307}' => {}
                'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
                'ى' | 'ی' => out.push('ي'),
                'ک' => out.push('ك'),
                'ة' => out.push('ه'),
                '\u{660}'..='\u{669}' => out.push(digit(c, 0x660)),
                '\u{6f0}'..='\u{6f9}' => out.push(digit(c, 0x6f0)),
                c => out.push(c),
            }
        }
    }
    out
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// A word in small letters without accents; nothing if it has none.
pub(super) fn bare(lower: &str) -> Option<String> {
    if lower.is_ascii() {
        return None;
    }
    let mut out = String::with_capacity(lower.len());
    for c in lower.chars() {
        match c {
            'ё' => out.push('е'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1fff}' | '\u{370}'..='\u{3ff}' => {
                decompose_canonical(c, |part| {
                    if !is_combining_mark(part) {
                        out.push(part);
                    }
                });
            }
            '\u{300}'..='\u{36f}' => {}
            c => out.push(c),
        }
    }
    (out != lower).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_words_are_one_however_they_are_pointed() {
        assert_eq!(lower("الإِسْكَنْدَرِيَّة"), lower("الاسكندريه"));
        assert_eq!(lower("مـــصر"), "مصر");
        assert_eq!(lower("٢٠٢٦"), "2026");
    }

    #[test]
    fn accents_go_and_letters_that_are_letters_stay() {
        assert_eq!(bare(&lower("ÉLEVÉE")).as_deref(), Some("elevee"));
        assert_eq!(bare("ёлка").as_deref(), Some("елка"));
        assert_eq!(bare("йод"), None);
        assert_eq!(lower("Ｄａｔｅ\u{ad}ｌｉｎｅ"), "dateline");
    }
}
