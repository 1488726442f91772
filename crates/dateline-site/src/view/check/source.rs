//! Words written straight into a template, which no other edition could read.

use dateline_web::i18n::check::Fault;

/// Names that are the same in every language.
const NAMES: [&str; 4] = ["RSS", "Atom", "JSON", "Feed"];

/// Words of a template that are in no message.
pub(super) fn loose_words(name: &str, source: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, line) in without_code(source).lines().enumerate() {
        let stray = |word: &&str| {
            word.chars().any(char::is_alphabetic) && !NAMES.contains(word) && !word.starts_with('&')
        };
        for word in line.split_whitespace().filter(stray) {
            faults.push(Fault {
                file: name.to_owned(),
                line: at + 1,
                what: format!("\"{word}\" stands in the template: put it into the messages"),
            });
        }
    }
    faults
}

/// The text of a template without statements, expressions, comments and tags; lines stay.
fn without_code(source: &str) -> String {
    const PAIRS: [(&str, &str); 3] = [("{%", "%}"), ("{{", "}}"), ("{#", "#}")];
    let mut out = source.to_owned();
    for (open, close) in PAIRS {
        out = cut(&out, open, close);
    }
    cut(&out, "<", ">")
}

fn cut(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        out.push_str(before);
        out.push(' ');
        let (inside, after) = after.split_once(close).unwrap_or((after, ""));
        out.extend(inside.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out + rest
}
