//! What is looked at before a story becomes public. Some of it keeps a story back, some only warns; which
//! is which is said for each edition, but for what readers and the law cannot do without.

use crate::body::{Element, Kind};
use crate::edition::EditionCode;
use crate::id::StoryId;
use crate::picture::{Fault, Gap};
use crate::story::StoryContent;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The story stays where it is.
    Block,
    /// Somebody should look.
    Warn,
    /// Nobody asks.
    Off,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// There is a headline.
    HeadlineMissing,
    /// There is a text or a picture.
    TextMissing,
    /// Pictures are in the house.
    PictureAbsent,
    /// Pictures are credited.
    PictureCredit,
    /// Pictures are described for those who cannot see them.
    PictureAlt,
    /// By what right pictures are used is known.
    PictureRights,
    /// Pictures may be shown now.
    PictureWithheld,
    /// The time before which nothing is said has passed.
    Embargo,
    /// No lawyer has to read it first.
    LegalHold,
    /// Quotes say who said it, or where.
    QuoteSource,
    /// What stands in quotation marks in the headline stands in the text.
    HeadlineQuotation,
    /// Stories linked to were not withdrawn.
    LinkWithdrawn,
    /// Stories linked to are public.
    LinkNotPublic,
    /// There is a translation in every other edition.
    TranslationMissing,
    /// A translation says what its original says.
    TranslationBehind,
}

impl Code {
    /// Everything that is looked at, in the order it is told.
    pub const ALL: [Self; 15] = [
        Self::HeadlineMissing,
        Self::TextMissing,
        Self::PictureAbsent,
        Self::PictureCredit,
        Self::PictureAlt,
        Self::PictureRights,
        Self::PictureWithheld,
        Self::Embargo,
        Self::LegalHold,
        Self::QuoteSource,
        Self::HeadlineQuotation,
        Self::LinkWithdrawn,
        Self::LinkNotPublic,
        Self::TranslationMissing,
        Self::TranslationBehind,
    ];

    /// The word programs go by.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HeadlineMissing => "headline_missing",
            Self::TextMissing => "text_missing",
            Self::PictureAbsent => "picture_absent",
            Self::PictureCredit => "picture_credit",
            Self::PictureAlt => "picture_alt",
            Self::PictureRights => "picture_rights",
            Self::PictureWithheld => "picture_withheld",
            Self::Embargo => "embargo",
            Self::LegalHold => "legal_hold",
            Self::QuoteSource => "quote_source",
            Self::HeadlineQuotation => "headline_quotation",
            Self::LinkWithdrawn => "link_withdrawn",
            Self::LinkNotPublic => "link_not_public",
            Self::TranslationMissing => "translation_missing",
            Self::TranslationBehind => "translation_behind",
        }
    }

    /// Reads the word.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == word)
    }

    /// Whether an edition may not say otherwise: it keeps a story back always.
    pub fn is_fixed(self) -> bool {
        matches!(
            self,
            Self::HeadlineMissing
                | Self::TextMissing
                | Self::PictureAbsent
                | Self::PictureCredit
                | Self::PictureAlt
                | Self::PictureRights
                | Self::PictureWithheld
                | Self::Embargo
                | Self::LegalHold
        )
    }

    /// How much it matters where nobody said otherwise.
    fn usual(self) -> Level {
        match self {
            Self::TranslationMissing => Level::Off,
            other if other.is_fixed() => Level::Block,
            _ => Level::Warn,
        }
    }
}

/// What an edition says of how much each finding matters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Levels(pub BTreeMap<Code, Level>);

impl Levels {
    /// How much a finding matters here.
    pub fn of(&self, code: Code) -> Level {
        let said = self.0.get(&code).filter(|_| !code.is_fixed());
        said.copied().unwrap_or_else(|| code.usual())
    }
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// How much it matters.
    pub level: Level,
    /// What it is.
    pub code: Code,
    /// What it is, in words.
    pub message: String,
    /// The field or the element it is about: `headline`, `lead`, or the id of an element; of an element
    /// without one its place in the body, `body/3`.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// What the message speaks of, by name, for whoever says it in another language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub particulars: BTreeMap<&'static str, String>,
}

/// How a story stands that is linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// Readers can read it.
    Public,
    /// It was never public, or is not now and may come back.
    NotPublic,
    /// It was withdrawn for good, or is not in the house.
    Withdrawn,
}

/// What is known of a story that is to be public.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Its words.
    pub content: &'a StoryContent,
    /// What its pictures lack.
    pub gaps: &'a [Gap],
    /// Not before.
    pub embargo_until: Option<Timestamp>,
    /// Held until a lawyer has read it.
    pub legal_hold: bool,
    /// How the stories stand that it links to; one that is not here is not in the house.
    pub links: &'a HashMap<StoryId, Linked>,
    /// Whether its original says something it does not say, and nobody said that it need not.
    pub is_behind: bool,
    /// Editions without a translation of it.
    pub untranslated: &'a [EditionCode],
    /// Now.
    pub now: Timestamp,
}

/// Everything found, what keeps the story back first.
pub fn check(facts: &Facts<'_>, levels: &Levels) -> Vec<Check> {
    let mut found = Found {
        levels,
        checks: Vec::new(),
    };
    words(facts.content, &mut found);
    pictures(facts.gaps, &mut found);
    if let Some(until) = facts.embargo_until.filter(|until| *until > facts.now) {
        found.add(
            Code::Embargo,
            Some("embargo_until".to_owned()),
            format!("it is under embargo until {until}"),
            [("until", until.to_string())],
        );
    }
    if facts.legal_hold {
        found.add(
            Code::LegalHold,
            Some("legal_hold".to_owned()),
            "it is held until a lawyer has read it".to_owned(),
            [],
        );
    }
    quotes(facts.content, &mut found);
    links(facts, &mut found);
    translations(facts, &mut found);
    found.checks.sort_by_key(|check| check.level);
    found.checks
}

/// What was found so far.
struct Found<'a> {
    levels: &'a Levels,
    checks: Vec<Check>,
}

impl Found<'_> {
    fn add<const N: usize>(
        &mut self,
        code: Code,
        at: Option<String>,
        message: String,
        particulars: [(&'static str, String); N],
    ) {
        let level = self.levels.of(code);
        if level == Level::Off {
            return;
        }
        self.checks.push(Check {
            level,
            code,
            message,
            at,
            particulars: particulars.into(),
        });
    }
}

fn words(content: &StoryContent, found: &mut Found<'_>) {
    if content.headline.trim().is_empty() {
        let message = "it has no headline".to_owned();
        found.add(
            Code::HeadlineMissing,
            Some("headline".to_owned()),
            message,
            [],
        );
    }
    if content.body.elements.is_empty() && content.lead_picture.is_none() {
        let message = "it has no text and no picture".to_owned();
        found.add(Code::TextMissing, Some("body".to_owned()), message, []);
    }
}

fn pictures(gaps: &[Gap], found: &mut Found<'_>) {
    for gap in gaps {
        for fault in &gap.faults {
            let code = match fault {
                Fault::Absent => Code::PictureAbsent,
                Fault::NoCredit => Code::PictureCredit,
                Fault::NoAlt => Code::PictureAlt,
                Fault::NoRights => Code::PictureRights,
                Fault::Withheld { .. } => Code::PictureWithheld,
            };
            let id = gap.picture.to_string();
            let shown = gap.instead_of.unwrap_or(gap.picture).to_string();
            found.add(
                code,
                None,
                format!("picture {id}: {fault}"),
                [
                    ("picture", id),
                    ("used", shown),
                    ("fault", fault.to_string()),
                ],
            );
        }
    }
}

/// The name of a part of the body: the id of the element, else where it stands.
fn place(element: &Element, number: usize) -> String {
    element
        .id
        .clone()
        .unwrap_or_else(|| format!("body/{number}"))
}

fn quotes(content: &StoryContent, found: &mut Found<'_>) {
    let is_blank = |text: &Option<String>| text.as_deref().is_none_or(|t| t.trim().is_empty());
    for (element, number) in content.body.elements.iter().zip(1..) {
        let Kind::Quote {
            text,
            speaker,
            source,
            source_url,
            ..
        } = &element.kind
        else {
            continue;
        };
        if is_blank(speaker) && is_blank(source) && is_blank(source_url) {
            let said = text.first().map(crate::body::RichText::plain);
            let said = crate::body::text::shorten(&said.unwrap_or_default(), 60);
            let message = format!("the quote \"{said}\" does not say who said it or where");
            let at = Some(place(element, number));
            found.add(Code::QuoteSource, at, message, [("quote", said)]);
        }
    }
    let mut text = String::new();
    if let Some(standfirst) = &content.standfirst {
        text.push_str(&standfirst.plain());
        text.push('\n');
    }
    text.push_str(&crate::body::text::render(&content.body));
    let text = folded(&text);
    for said in quotations(&content.headline) {
        if !text.contains(&folded(said)) {
            found.add(
                Code::HeadlineQuotation,
                Some("headline".to_owned()),
                format!("the headline quotes \"{said}\", which does not stand in the text"),
                [("quotation", said.to_owned())],
            );
        }
    }
}

/// Marks that open a quotation, each with those that close it.
const MARKS: [(char, &[char]); 9] = [
    ('“', &['”']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«']),
    ('"', &['"']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('「', &['」']),
    ('『', &['』']),
];

/// What stands in quotation marks, without them.
///
/// A mark that is an apostrophe closes nothing: a letter follows it.
fn quotations(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((at, open)) = rest
        .char_indices()
        .find(|(_, c)| MARKS.iter().any(|(open, _)| open == c))
    {
        let inside = &rest[at + open.len_utf8()..];
        let closing = MARKS.iter().find(|(mark, _)| *mark == open);
        let closing = closing.map_or(&[][..], |(_, closing)| *closing);
        let end = inside.char_indices().find(|(end, c)| {
            let after = inside[end + c.len_utf8()..].chars().next();
            closing.contains(c) && !(*c == '’' && after.is_some_and(char::is_alphanumeric))
        });
        let Some((end, close)) = end else {
            rest = inside;
            continue;
        };
        let said = inside[..end].trim();
        if !said.is_empty() {
            found.push(said);
        }
        rest = &inside[end + close.len_utf8()..];
    }
    found
}

/// Words as they are compared: no case, no punctuation, one space between them.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if c.is_whitespace() && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}

fn links(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (element, number) in facts.content.body.elements.iter().zip(1..) {
        let alone = crate::body::Body {
            elements: vec![element.clone()],
        };
        for story in alone.stories() {
            let (code, words) = match facts.links.get(&story) {
                Some(Linked::Public) => continue,
                Some(Linked::NotPublic) => (Code::LinkNotPublic, "is not public"),
                Some(Linked::Withdrawn) | None => (Code::LinkWithdrawn, "was withdrawn"),
            };
            let message = format!("the story {story} it links to {words}");
            let at = Some(place(element, number));
            found.add(code, at, message, [("story", story.to_string())]);
        }
    }
}

fn translations(facts: &Facts<'_>, found: &mut Found<'_>) {
    if facts.is_behind {
        let message = "its original says something else since it was translated".to_owned();
        found.add(Code::TranslationBehind, None, message, []);
    }
    for edition in facts.untranslated {
        let message = format!("the edition {edition} has no translation of it");
        let particulars = [("edition", edition.to_string())];
        found.add(Code::TranslationMissing, None, message, particulars);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use crate::picture::Place;

    fn story(headline: &str, elements: Vec<Element>) -> StoryContent {
        StoryContent {
            headline: headline.to_owned(),
            body: Body { elements },
            ..StoryContent::default()
        }
    }

    fn codes(content: &StoryContent, change: impl FnOnce(&mut Facts<'_>)) -> Vec<(Level, Code)> {
        let links = HashMap::new();
        let mut facts = Facts {
            content,
            gaps: &[],
            embargo_until: None,
            legal_hold: false,
            links: &links,
            is_behind: false,
            untranslated: &[],
            now: Timestamp::UNIX_EPOCH,
        };
        change(&mut facts);
        let found = check(&facts, &Levels::default());
        found.into_iter().map(|c| (c.level, c.code)).collect()
    }

    #[test]
    fn a_story_without_words_or_headline_is_kept_back() {
        let found = codes(&story(" ", Vec::new()), |_| {});

        assert_eq!(
            found,
            [
                (Level::Block, Code::HeadlineMissing),
                (Level::Block, Code::TextMissing)
            ]
        );
    }

    #[test]
    fn a_quotation_in_a_headline_must_stand_in_the_text_in_any_script_and_case() {
        let said = |headline: &str, text: &str| {
            let content = story(headline, vec![Element::paragraph(text)]);
            codes(&content, |_| {}).is_empty()
        };

        assert!(said(
            "Mayor: “We will rebuild the bridge”",
            "He said: “We will  rebuild the bridge.”"
        ));
        assert!(said("Мэр: «Мост будет»", "Мэр сказал: „мост будет“"));
        assert!(said(
            "It is the people’s bridge, mayor says",
            "Nothing else."
        ));
        assert!(said(
            "Minister ‘won’t resign’",
            "She won’t resign, she said."
        ));
        assert!(!said("Mayor: “We will rebuild it”", "He said nothing."));
        assert!(!said("市长：「桥会重建」", "他什么也没说。"));
    }

    #[test]
    fn a_quote_names_who_said_it_or_where() {
        let quote = |speaker: Option<&str>| {
            let mut element = Element::new(Kind::Quote {
                text: vec!["Never".into()],
                speaker: speaker.map(str::to_owned),
                role: None,
                source: None,
                source_url: None,
            });
            element.id = Some("q1".to_owned());
            story("Quiet", vec![element])
        };

        assert_eq!(
            codes(&quote(Some("  ")), |_| {}),
            [(Level::Warn, Code::QuoteSource)]
        );
        assert!(codes(&quote(Some("The mayor")), |_| {}).is_empty());
    }

    #[test]
    fn what_the_law_and_readers_need_cannot_be_turned_off() {
        let content = story("Calm", vec![Element::paragraph("Words.")]);
        let gap = Gap {
            picture: crate::id::PictureId(uuid::Uuid::nil()),
            instead_of: None,
            places: vec![Place::Body],
            faults: vec![Fault::NoAlt],
        };
        let facts = Facts {
            content: &content,
            gaps: &[gap],
            embargo_until: Some(Timestamp::from_second(60).unwrap()),
            legal_hold: true,
            links: &HashMap::new(),
            is_behind: true,
            untranslated: &[EditionCode::parse("ru").unwrap()],
            now: Timestamp::UNIX_EPOCH,
        };
        let all_off = Levels(Code::ALL.map(|code| (code, Level::Off)).into());

        let found = check(&facts, &all_off);

        let codes: Vec<Code> = found.iter().map(|c| c.code).collect();
        assert_eq!(codes, [Code::PictureAlt, Code::Embargo, Code::LegalHold]);
        assert!(found.iter().all(|c| c.level == Level::Block));
    }

    #[test]
    fn a_link_says_where_it_stands_and_that_its_story_is_gone() {
        let gone = StoryId(uuid::Uuid::from_u128(7));
        let link = Element::new(Kind::RichLink { story: gone });
        let content = story("Links", vec![Element::paragraph("Words."), link]);
        let facts = Facts {
            content: &content,
            gaps: &[],
            embargo_until: None,
            legal_hold: false,
            links: &HashMap::from([(gone, Linked::NotPublic)]),
            is_behind: false,
            untranslated: &[],
            now: Timestamp::UNIX_EPOCH,
        };

        let found = check(&facts, &Levels::default());

        assert_eq!(found[0].code, Code::LinkNotPublic);
        assert_eq!(found[0].at.as_deref(), Some("body/2"));
    }
}
