//! Words of scripts without spaces.

use super::{Purpose, Word};
use jieba_rs::{Jieba, TokenizeMode};
use std::sync::OnceLock;

/// The dictionary: tens of megabytes, loaded when the first Chinese text comes.
fn dictionary() -> &'static Jieba {
    static DICTIONARY: OnceLock<Jieba> = OnceLock::new();
    DICTIONARY.get_or_init(Jieba::new)
}

/// Words of a run of characters, in order of place; how many characters it has.
///
/// Each character is a place, so that a phrase finds words however they were cut. Pairs of characters
/// are kept beside words: they find what was cut otherwise than the query.
pub(super) fn words(
    run: &str,
    is_chinese: bool,
    purpose: Purpose,
    first: u32,
    out: &mut Vec<Word>,
) -> u32 {
    let mut bounds: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    bounds.push(run.len());
    let count = bounds.len() - 1;
    let made = out.len();
    let mut push = |from: usize, to: usize, is_pair: bool| {
        let text = run[bounds[from]..bounds[to]].to_owned();
        out.push(Word {
            from: bounds[from],
            to: bounds[to],
            position: first + u32::try_from(from).unwrap_or(0),
            surface: text.clone(),
            stem: text,
            other: None,
            is_pair,
        });
    };
    if is_chinese {
        let mode = match purpose {
            Purpose::Index => TokenizeMode::Search,
            Purpose::Query => TokenizeMode::Default,
        };
        for token in dictionary().tokenize(run, mode, true) {
            if token.start < token.end && token.end <= count {
                push(token.start, token.end, false);
            }
        }
        if purpose == Purpose::Index {
            for at in 0..count.saturating_sub(1) {
                push(at, at + 2, true);
            }
        }
    } else if count == 1 {
        push(0, 1, false);
    } else {
        for at in 0..count - 1 {
            push(at, at + 2, false);
        }
    }
    out[made..].sort_by_key(|word| (word.position, word.to));
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Pairs of characters of a run, for what was cut otherwise.
pub fn pairs(run: &str) -> Vec<String> {
    let chars: Vec<char> = run.chars().collect();
    chars.windows(2).map(|pair| pair.iter().collect()).collect()
}
