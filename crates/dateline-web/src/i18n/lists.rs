//! Lists as a locale writes them: "A, B and C", "A、B和C".

use super::I18nError;
use super::numbers::parse_tag;
use icu::list::{ListFormatter, ListFormatterPreferences, options::ListFormatterOptions};

/// Ends each part while a list is put together; stripped from what comes in.
const END: char = '\u{e000}';

/// Joins what stands in a row.
#[derive(Debug)]
pub struct Lists(ListFormatter);

impl Lists {
    /// The lists of a BCP 47 tag.
    pub fn new(tag: &str) -> Result<Self, I18nError> {
        let prefs = ListFormatterPreferences::from(&parse_tag(tag)?);
        let formatter = ListFormatter::try_new_and(prefs, ListFormatterOptions::default());
        formatter.map(Self).map_err(|e| I18nError::Data {
            tag: tag.to_owned(),
            detail: e.to_string(),
        })
    }

    /// "A, B and C".
    pub fn joined(&self, parts: &[&str]) -> String {
        self.0.format_to_string(parts.iter())
    }

    /// What stands between each part and the next: one fewer than parts. For parts that are links.
    pub fn joints(&self, parts: &[&str]) -> Vec<String> {
        // Some languages choose the word by the one that follows, so the parts themselves go in.
        let ended: Vec<String> = parts
            .iter()
            .map(|p| p.replace(END, "") + &END.to_string())
            .collect();
        let whole = self.0.format_to_string(ended.iter());
        let pieces = whole.split(END).skip(1);
        pieces
            .zip(ended.iter().skip(1))
            .map(|(piece, next)| {
                let next = next.trim_end_matches(END);
                piece.strip_suffix(next).unwrap_or(piece).to_owned()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(tag: &str, parts: &[&str]) -> String {
        let lists = Lists::new(tag).unwrap();
        let mut out = parts[0].to_owned();
        for (joint, part) in lists.joints(parts).iter().zip(&parts[1..]) {
            out += joint;
            out += part;
        }
        assert_eq!(out, lists.joined(parts));
        out
    }

    #[test]
    fn names_are_joined_as_the_language_joins_them() {
        assert_eq!(joined("en-GB", &["Ann", "Bo", "Cy"]), "Ann, Bo and Cy");
        assert_eq!(joined("fr", &["Anne", "Luc"]), "Anne et Luc");
        assert_eq!(joined("es", &["Ana", "Irene"]), "Ana e Irene");
        assert_eq!(
            joined("ru", &["Анна", "Борис", "Вера"]),
            "Анна, Борис и Вера"
        );
        assert_eq!(joined("zh-Hans", &["王", "李", "张"]), "王、李和张");
        assert_eq!(joined("ar", &["سلمى", "عمر"]), "سلمى وعمر");
        assert_eq!(joined("en", &["Ann"]), "Ann");
    }

    #[test]
    fn a_name_that_holds_a_joint_is_not_cut() {
        assert_eq!(
            joined("en-GB", &["a and b", " and ", "and"]),
            "a and b,  and  and and"
        );
    }
}
