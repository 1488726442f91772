//! Which script and which plurals a language has.

use crate::i18n::language_of;
use icu::plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use icu::properties::{CodePointMapData, props::Script};
use std::collections::BTreeSet;

/// The script a language is written in; none if we don't say.
pub(super) fn of(language: &str) -> Option<Script> {
    let script = language.split('-').nth(1).filter(|part| part.len() == 4);
    Some(match (language_of(language), script) {
        (_, Some("Latn"))
        | (
            "en" | "fr" | "es" | "de" | "it" | "pt" | "pl" | "tr" | "nl" | "sv" | "fi" | "cs",
            None,
        ) => Script::Latin,
        (_, Some("Cyrl")) | ("ru" | "uk" | "bg" | "be" | "sr" | "mk" | "kk", None) => {
            Script::Cyrillic
        }
        ("ar" | "fa" | "ur", _) => Script::Arabic,
        ("zh", _) => Script::Han,
        ("he", _) => Script::Hebrew,
        ("el", _) => Script::Greek,
        _ => return None,
    })
}

/// The first word of another script that is not allowed.
pub(super) fn stray<'a>(words: &'a str, script: Script, allowed: &[String]) -> Option<&'a str> {
    for word in words.split(|c: char| !c.is_alphanumeric() && c != '\u{200c}') {
        if !word.chars().any(|c| is_foreign(c, script)) {
            continue;
        }
        // Words of a script without spaces stand close to foreign ones: only these are of interest.
        let parts: Vec<&str> = if script == Script::Han {
            word.split(|c| !is_foreign(c, script)).collect()
        } else {
            vec![word]
        };
        let is_allowed = |part: &str| {
            allowed
                .iter()
                .any(|a| a.split_whitespace().any(|a| a == part))
        };
        let found = parts.into_iter().find(|p| !p.is_empty() && !is_allowed(p));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The words of a text in another script than its language has; none of a language that is not known.
pub fn foreign_words<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let Some(script) = of(language) else {
        return Vec::new();
    };
    text.split(|c: char| !c.is_alphanumeric() && c != '\u{200c}')
        .filter(|word| word.chars().any(|c| is_foreign(c, script)))
        .collect()
}

fn is_foreign(letter: char, script: Script) -> bool {
    let found = CodePointMapData::<Script>::new().get(letter);
    letter.is_alphabetic() && ![script, Script::Common, Script::Inherited].contains(&found)
}

/// Plural categories whole numbers of a language fall into.
pub(super) fn plural_categories(language: &str) -> BTreeSet<&'static str> {
    let rules = language
        .parse::<icu::locale::Locale>()
        .ok()
        .and_then(|tag| PluralRules::try_new((&tag).into(), PluralRulesOptions::default()).ok());
    let Some(rules) = rules else {
        return BTreeSet::new();
    };
    // Millions are a category of their own in some languages; no count of ours gets there.
    (0_u32..=1000)
        .map(|n| name(rules.category_for(n)))
        .collect()
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
