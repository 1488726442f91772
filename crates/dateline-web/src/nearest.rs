//! "Did you mean": the word somebody probably wanted to write.

/// Letters of a word that are compared.
const COMPARED: usize = 100;

/// The candidate nearest to a word, if it is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = candidates.into_iter().map(|c| (distance(word, c), c));
    let bound = 2.max(word.chars().count() / 3);
    scored.min().filter(|(d, _)| *d <= bound).map(|(_, c)| c)
}

/// `; did you mean "x"?`, or what else to do.
pub fn suggestion<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    nearest(word, candidates).map_or_else(
        || format!("; {otherwise}"),
        |near| format!("; did you mean \"{near}\"?"),
    )
}

/// Edits (insert, delete, replace) from one word to the other.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(COMPARED).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(COMPARED).enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let replaced = corner + usize::from(ca != *cb);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_another_word_is_not() {
        assert_eq!(
            nearest("masthaed", ["masthead", "accent"]),
            Some("masthead")
        );
        assert_eq!(nearest("colour", ["masthead", "accent"]), None);
        assert_eq!(
            suggestion("acent", ["accent"], "there is none"),
            "; did you mean \"accent\"?"
        );
        assert_eq!(suggestion("x", ["accent"], "ask"), "; ask");
    }
}
