//! Sentences without meaning, with the statistics of prose: frequent words are short and frequent.

use std::fmt::Write;

const COMMON: [&str; 64] = [
    "the", "of", "and", "to", "a", "in", "that", "is", "was", "he", "for", "it", "with", "as",
    "his", "on", "be", "at", "by", "had", "not", "are", "but", "from", "or", "have", "an", "they",
    "which", "one", "you", "were", "her", "all", "she", "there", "would", "their", "we", "him",
    "been", "has", "when", "who", "will", "more", "no", "if", "out", "so", "said", "what", "up",
    "its", "about", "into", "than", "them", "can", "only", "other", "new", "some", "could",
];
const BEGINNINGS: [&str; 24] = [
    "har", "min", "vel", "tor", "ka", "lin", "os", "bri", "mar", "stra", "fer", "ge", "lo", "pan",
    "ri", "sel", "tan", "u", "wes", "chor", "dal", "el", "quo", "nor",
];
const MIDDLES: [&str; 16] = [
    "bo", "di", "ga", "ler", "mi", "na", "po", "ra", "se", "ti", "vo", "er", "ist", "on", "ul",
    "co",
];
const ENDS: [&str; 20] = [
    "n", "r", "ment", "tion", "ing", "ed", "s", "ty", "al", "er", "ous", "ly", "dge", "ck", "ter",
    "ship", "ness", "t", "m", "ve",
];
/// Words beside the common ones.
const VOCABULARY: u64 = 6_000;

/// A writer with a seed: what it writes depends on nothing else.
#[derive(Debug)]
pub struct Prose {
    state: u64,
}

impl Prose {
    /// A writer.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits, by Steele's and Vigna's split-mix generator.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.state)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// From 0 to 1, without 0.
    fn share(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    /// A number below `limit`, small ones more often.
    pub fn skewed(&mut self, limit: u64) -> u64 {
        let share = self.share();
        ((share * share * limit as f64) as u64).min(limit.saturating_sub(1))
    }

    /// Log-normal, by Box and Muller.
    pub fn log_normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let (one, two) = (self.share(), self.share());
        let normal = (-2.0 * one.ln()).sqrt() * (2.0 * std::f64::consts::PI * two).cos();
        (mean + deviation * normal).exp()
    }

    fn word(&mut self) -> String {
        // Every second word of English prose is one of a few dozen.
        if self.below(100) < 48 {
            let rank = self.skewed(COMMON.len() as u64);
            return usize::try_from(rank)
                .map_or("the", |rank| COMMON[rank])
                .to_owned();
        }
        let share = self.share();
        vocabulary((share.powi(3) * VOCABULARY as f64) as u64)
    }

    /// A sentence with its full stop.
    pub fn sentence(&mut self) -> String {
        self.words_of_sentence().0
    }

    fn words_of_sentence(&mut self) -> (String, u64) {
        let words = 7 + self.below(22);
        let mut text = capital(&self.word());
        for at in 1..words {
            let comma = if at > 3 && self.below(12) == 0 {
                ","
            } else {
                ""
            };
            let word = self.word();
            let _ = write!(text, "{comma} {word}");
        }
        text.push('.');
        (text, words)
    }

    /// A paragraph, and how many words it has. Now and then a word is set off or a link.
    pub fn paragraph(&mut self) -> (String, u64) {
        let mut text = String::new();
        let mut words = 0;
        for at in 0..2 + self.below(4) {
            let (sentence, count) = self.words_of_sentence();
            if at > 0 {
                text.push(' ');
            }
            match self.below(18) {
                0 => drop(write!(text, "<strong>{sentence}</strong>")),
                1 => drop(write!(text, "<em>{sentence}</em>")),
                2 => drop(write!(
                    text,
                    "<a href=\"https://source.example/{count}\">{sentence}</a>"
                )),
                _ => text.push_str(&sentence),
            }
            words += count;
        }
        (text, words)
    }

    /// A headline: five to ten words, no full stop.
    pub fn headline(&mut self) -> String {
        let words = 5 + self.below(6);
        let mut text = capital(&vocabulary(self.next() % VOCABULARY));
        for _ in 1..words {
            let word = self.word();
            let _ = write!(text, " {word}");
        }
        text
    }

    /// A name.
    pub fn name(&mut self) -> String {
        let number = self.below(VOCABULARY);
        capital(&vocabulary(number))
    }
}

fn mix(state: u64) -> u64 {
    let mut mixed = state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// The word of this number: frequent ones are short.
fn vocabulary(number: u64) -> String {
    let mut seed = mix(number.wrapping_add(1));
    let mut part = |list: &[&'static str]| {
        let at = usize::try_from(seed % list.len() as u64).unwrap_or(0);
        seed = mix(seed);
        list[at]
    };
    let mut word = String::from(part(&BEGINNINGS));
    for _ in 0..=(number / 2_500) {
        word.push_str(part(&MIDDLES));
    }
    word.push_str(part(&ENDS));
    word
}

/// With a capital first letter.
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// The form for an address.
pub fn slug(headline: &str) -> String {
    headline.to_lowercase().replace(' ', "-")
}
