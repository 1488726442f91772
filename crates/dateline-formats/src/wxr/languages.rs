//! Texts that hold several languages in one field, as qTranslate writes them:
//! `[:de]Hafen[:en]Harbour[:]` or `<!--:de-->Hafen<!--:--><!--:en-->Harbour<!--:-->`.

use crate::archive::Change;
use std::borrow::Cow;

/// Most languages of one text.
const MAX_LANGUAGES: usize = 50;

/// The text in the language of the site, else in its first; the others are told as lost.
pub(super) fn one_of<'t>(
    text: &'t str,
    site: Option<&str>,
    changes: &mut Vec<Change>,
) -> Cow<'t, str> {
    if !text.contains("[:") && !text.contains("<!--:") {
        return Cow::Borrowed(text);
    }
    let parts = parts(text);
    let mut languages: Vec<&str> = Vec::new();
    for (language, _) in &parts {
        if let Some(language) = language.filter(|l| !languages.contains(l)) {
            languages.push(language);
        }
    }
    let Some(first) = languages.first().copied() else {
        return Cow::Borrowed(text);
    };
    let wanted = site.map(|s| s.split(['-', '_']).next().unwrap_or(s).to_lowercase());
    let chosen = languages.iter().find(|l| Some(**l) == wanted.as_deref());
    let chosen = chosen.copied().unwrap_or(first);
    languages.retain(|l| *l != chosen);
    languages.truncate(MAX_LANGUAGES);
    if !languages.is_empty() {
        let change = Change {
            from: format!("text in {}", languages.join(", ")),
            to: "nothing".to_owned(),
        };
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
    let kept = parts
        .into_iter()
        .filter(|(l, _)| l.is_none_or(|l| l == chosen));
    Cow::Owned(kept.map(|(_, words)| words).collect())
}

/// The text cut where a language begins or ends.
fn parts(text: &str) -> Vec<(Option<&str>, &str)> {
    let mut parts = Vec::new();
    let (mut language, mut start, mut at) = (None, 0, 0);
    while let Some(next) = text[at..].find(['[', '<']) {
        at += next;
        if let Some((code, length)) = marker(&text[at..]) {
            parts.push((language, &text[start..at]));
            language = code;
            at += length;
            start = at;
        } else {
            at += 1;
        }
    }
    parts.push((language, &text[start..]));
    parts
}

/// The language a marker names (none where it ends one), and the marker's length.
fn marker(text: &str) -> Option<(Option<&str>, usize)> {
    for (open, close) in [("[:", "]"), ("<!--:", "-->")] {
        let Some(rest) = text.strip_prefix(open) else {
            continue;
        };
        if rest.starts_with(close) {
            return Some((None, open.len() + close.len()));
        }
        let code = rest.get(..2)?;
        let is_code = code.bytes().all(|b| b.is_ascii_lowercase());
        if is_code && rest[2..].starts_with(close) {
            return Some((Some(code), open.len() + 2 + close.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_the_site_is_taken_and_the_others_are_told() {
        let mut changes = Vec::new();

        let title = one_of("[:de]Hafen[:en]Harbour[:]!", Some("en-GB"), &mut changes);
        let old = one_of(
            "<!--:de-->Hafen<!--:--><!--:en-->Harbour<!--:-->",
            None,
            &mut changes,
        );

        assert_eq!((title.as_ref(), old.as_ref()), ("Harbour!", "Hafen"));
        assert_eq!(changes.len(), 2);
        assert_eq!(
            one_of("plain [:x] [1]", None, &mut changes),
            "plain [:x] [1]"
        );
    }
}
