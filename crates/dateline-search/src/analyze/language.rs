//! Languages that have rules of their own.

use frostem::{Algorithm, Stemmer};

/// A language with rules of its own for words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// en
    English,
    /// fr
    French,
    /// es
    Spanish,
    /// ru
    Russian,
    /// ar
    Arabic,
    /// zh
    Chinese,
    /// Every other: words as they are.
    #[default]
    Other,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 7] = [
        Self::English,
        Self::French,
        Self::Spanish,
        Self::Russian,
        Self::Arabic,
        Self::Chinese,
        Self::Other,
    ];

    /// The language of a locale (BCP 47).
    pub fn of_locale(locale: &str) -> Self {
        let primary = locale.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Self::English,
            "fr" => Self::French,
            "es" => Self::Spanish,
            "ru" => Self::Russian,
            "ar" => Self::Arabic,
            "zh" => Self::Chinese,
            _ => Self::Other,
        }
    }

    /// End of the names of its fields.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Russian => "ru",
            Self::Arabic => "ar",
            Self::Chinese => "zh",
            Self::Other => "xx",
        }
    }

    /// What reduces words of a script to their stems in a text of this language.
    ///
    /// Words of another script than the text's are names mostly; they get the rules of the language
    /// that script is most often of, in texts and queries alike.
    pub(super) fn stemmer(self, script: Script) -> Option<Stems> {
        let algorithm = match (self, script) {
            (Self::Other, _) | (_, Script::Plain | Script::Dense(_)) => return None,
            (_, Script::Arabic) => return Some(Stems::Arabic),
            (Self::French, Script::Latin) => Algorithm::French,
            (Self::Spanish, Script::Latin) => {
                return Some(Stems::Twice(Stemmer::new(Algorithm::Spanish)));
            }
            (_, Script::Latin) => Algorithm::English,
            (_, Script::Cyrillic) => Algorithm::Russian,
        };
        Some(Stems::Once(Stemmer::new(algorithm)))
    }
}

/// Rules that reduce words to their stems.
pub(super) enum Stems {
    Once(Stemmer),
    /// The rules for Spanish take "es" off "ciudades" and then "ad" off "ciudad", one at a time.
    Twice(Stemmer),
    Arabic,
}

impl Stems {
    pub fn of(&self, word: &str) -> String {
        match self {
            Self::Once(rules) => rules.stem(word).into_owned(),
            Self::Twice(rules) => rules.stem(&rules.stem(word)).into_owned(),
            Self::Arabic => super::arabic::stem(word).to_owned(),
        }
    }
}

/// What a letter belongs to, as far as words are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    /// Written without spaces between words; true for Chinese characters.
    Dense(bool),
    /// Every other letter, and figures.
    Plain,
}

impl Script {
    pub fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
                if !c.is_numeric() =>
            {
                Self::Arabic
            }
            '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}'
            | '\u{3005}'
            | '\u{3007}' => Self::Dense(true),
            '\u{3041}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{ac00}'..='\u{d7af}'
            | '\u{1100}'..='\u{11ff}'
            | '\u{e01}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}' => Self::Dense(false),
            _ => Self::Plain,
        }
    }
}
