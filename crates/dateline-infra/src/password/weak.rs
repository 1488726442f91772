//! Passwords an attacker tries first.

use std::collections::BTreeSet;

/// The most common of twelve or more characters, one a line, lower case.
const COMMON: &str = include_str!("common.txt");
/// What must remain of a password besides words from its context, in characters.
const MIN_OWN_CHARS: usize = 8;
/// Shorter words of a context are too frequent to be held against anyone.
const MIN_CONTEXT_CHARS: usize = 4;

/// Whether a password is common, regular or hardly more than its context.
pub(super) fn is_weak(password: &str, context: &[&str]) -> bool {
    let folded = password.to_lowercase();
    is_common(&folded) || is_regular(&folded) || is_mostly(&folded, context)
}

fn is_common(folded: &str) -> bool {
    let core = folded.trim_end_matches(|c: char| c.is_ascii_digit() || "!.?*#@".contains(c));
    COMMON
        .lines()
        .any(|common| common == folded || (core.len() >= 6 && common == core))
}

/// Few different characters, or one piece again and again, or a walk along the alphabet.
fn is_regular(folded: &str) -> bool {
    let chars: Vec<char> = folded.chars().collect();
    let kinds: BTreeSet<char> = chars.iter().copied().collect();
    let is_repeated = (1..=chars.len() / 2).any(|len| {
        let piece = &chars[..len];
        chars.chunks(len).all(|chunk| piece.starts_with(chunk))
    });
    let steps = chars
        .windows(2)
        .map(|w| i64::from(u32::from(w[1])) - i64::from(u32::from(w[0])));
    let even = steps.filter(|step| step.abs() <= 1).count();
    kinds.len() < 5 || is_repeated || even * 4 >= chars.len() * 3
}

fn is_mostly(folded: &str, context: &[&str]) -> bool {
    let words = context.iter().flat_map(|text| {
        text.split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase)
    });
    let mut own = folded.to_owned();
    for word in words.filter(|w| w.chars().count() >= MIN_CONTEXT_CHARS) {
        own = own.replace(&word, "");
    }
    own.len() < folded.len() && own.chars().filter(|c| c.is_alphanumeric()).count() < MIN_OWN_CHARS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_attackers_try_first_is_weak() {
        for password in [
            "123456789012",
            "1234567890123456",
            "password1234",
            "PasswordPassword",
            "qwertyuiop123",
            "1q2w3e4r5t6y",
            "aaaaaaaaaaaaaa",
            "abcabcabcabc",
            "abcdefghijklmnop",
            "zyxwvutsrqpo",
            "Letmein12345!",
            "йцукенгшщзхъ",
            "абвгдежзиклмн",
            "correcthorsebatterystaple",
            "Administrator1",
        ] {
            assert!(is_weak(password, &[]), "{password}");
        }
    }

    #[test]
    fn what_is_hardly_more_than_its_context_is_weak() {
        let context = ["nadia.karimi@harbourpost.example", "Harbour Post"];

        assert!(is_weak("NadiaKarimi2027", &context));
        assert!(is_weak("harbourpost!!1", &context));
        assert!(!is_weak("harbour seagulls argue at noon", &context));
    }

    #[test]
    fn a_sentence_of_ones_own_is_not() {
        for password in [
            "seven gulls on the crane",
            "верный конь и пять яблок",
            "Xk2-nnTr9_q0",
            "猫は屋根で鐘を数えて眠る夜",
        ] {
            assert!(!is_weak(password, &[]), "{password}");
        }
    }

    #[test]
    fn the_list_is_in_the_form_it_is_compared_in() {
        for line in COMMON.lines() {
            assert_eq!(line, line.to_lowercase().trim());
        }
    }
}
