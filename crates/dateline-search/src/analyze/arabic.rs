//! Stems of Arabic words: the article, "and", and the commonest endings go, nothing else.
//!
//! Rules for verbs and broken plurals find more and confuse more; for finding stories light stems do
//! better. Words come folded: one alef, ya for alef maqsura, ha for ta marbuta, no vowel signs.

/// Articles with what is written together with them.
const ARTICLES: [&str; 5] = ["وال", "بال", "كال", "فال", "ال"];
/// Endings, in the order they are taken off, each at most once.
const ENDINGS: [&str; 8] = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

/// The stem of a folded word.
pub(super) fn stem(word: &str) -> &str {
    let mut stem = word;
    if let Some(rest) = stem.strip_prefix('و').filter(|rest| letters(rest) >= 4) {
        stem = rest;
    }
    let article = ARTICLES
        .iter()
        .find_map(|article| stem.strip_prefix(article));
    let article = article.or_else(|| stem.strip_prefix("لل"));
    if let Some(rest) = article.filter(|rest| letters(rest) >= 2) {
        stem = rest;
    }
    for ending in ENDINGS {
        if let Some(rest) = stem.strip_suffix(ending).filter(|rest| letters(rest) >= 3) {
            stem = rest;
        }
    }
    stem
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_noun_share_a_stem() {
        for forms in [
            ["العراقيون", "العراقي", "عراقي"],
            ["المدينه", "مدينه", "والمدينه"],
            ["الانتخابات", "انتخابات", "بالانتخابات"],
            ["الوزير", "وزير", "للوزير"],
            ["صحافيين", "الصحافيون", "صحافي"],
        ] {
            let first = stem(forms[0]);
            assert!(
                forms.iter().all(|form| stem(form) == first),
                "{forms:?}: {first}"
            );
        }
    }

    #[test]
    fn short_words_stay() {
        assert_eq!(stem("في"), "في");
        assert_eq!(stem("الى"), "الى");
        assert_eq!(stem("ماء"), "ماء");
    }
}
