use super::*;
use crate::i18n::{Arg, Wording};
use dateline_core::edition::{Direction, EditionCode};

fn edition(code: &str, locale: &str) -> Edition {
    Edition {
        code: EditionCode(code.to_owned()),
        name: "Paper".to_owned(),
        tagline: String::new(),
        locale: locale.to_owned(),
        direction: Direction::of(locale),
        time_zone: "UTC".to_owned(),
        position: 0,
        full_text_feeds: false,
    }
}

fn with(code: &str, words: EditionWords) -> Catalogue {
    let editions = BTreeMap::from([(code.to_owned(), words)]);
    Catalogue::new(MessageFiles::embedded().with_pseudo(), editions).unwrap()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn a_locale_finds_its_language_by_script() {
    let catalogue = Catalogue::embedded().unwrap();
    let found = |tag| catalogue.find(tag).map_err(|e| e.to_string());

    for (tag, language) in [
        ("en-GB", "en"),
        ("ar-EG-u-nu-arab", "ar"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hans-SG", "zh-Hans"),
        ("es-MX", "es"),
    ] {
        assert_eq!(found(tag).unwrap(), language, "{tag}");
    }
    for tag in ["zh-TW", "zh-Hant", "sr-Latn", "ja", "en-XA", "ar-XB"] {
        assert!(
            found(tag)
                .unwrap_err()
                .starts_with("there are no messages in"),
            "{tag}"
        );
    }
    assert!(found("../x").unwrap_err().contains("is not a language tag"));
}

#[test]
fn numerals_are_those_of_the_edition_in_numbers_dates_and_messages() {
    let numerals = EditionWords {
        numerals: Some("arab".to_owned()),
        ..EditionWords::default()
    };
    let arabic = with("ar", numerals)
        .voice(&edition("ar", "ar"), None)
        .unwrap();

    assert_eq!(arabic.numerals(), "arab");
    assert_eq!(arabic.digits(2026), "٢٠٢٦");
    assert_eq!(arabic.date(jiff::Timestamp::UNIX_EPOCH), "١ يناير ١٩٧٠");
    let count = [("count", Arg::Number(12))];
    assert_eq!(arabic.plain("comments-count", &count), "١٢ تعليقًا");
    let plain = Catalogue::embedded().unwrap();
    let plain = plain.voice(&edition("ar", "ar"), None).unwrap();
    assert_eq!(plain.plain("comments-count", &count), "12 تعليقًا");
}

#[test]
fn an_edition_says_a_message_in_words_of_its_own_and_no_other_edition_does() {
    let wording = Wording {
        text: "Just in".to_owned(),
        file: "dateline.toml".to_owned(),
        line: 3,
    };
    let words = EditionWords {
        wording: BTreeMap::from([("latest".to_owned(), wording)]),
        ..EditionWords::default()
    };
    let catalogue = with("en", words);
    let says = |code| {
        let voice = catalogue.voice(&edition(code, "en"), None).unwrap();
        voice.plain("latest", &[])
    };

    assert_eq!(says("en"), "Just in");
    assert_eq!(says("us"), "Most recent");
}

#[test]
fn a_language_nobody_speaks_is_spoken_only_when_asked_for() {
    let asked = |tag: &str| EditionWords {
        messages: Some(tag.to_owned()),
        ..EditionWords::default()
    };

    let accented = with("en", asked(pseudo::ACCENTED));
    let accented = accented.voice(&edition("en", "en"), None).unwrap();
    let mirrored = with("en", asked(pseudo::MIRRORED));
    let mirrored = mirrored.voice(&edition("en", "en"), None).unwrap();

    assert_eq!(accented.plain("archive", &[]), "[Ááŕçĥîîvéé]");
    let counted = accented.plain("stories-count", &[("count", Arg::Number(1_200))]);
    assert_eq!(counted, "[1,200 šţööŕîîééš]");
    assert_eq!(mirrored.plain("archive", &[]), "\u{202e}Archive\u{202c}");
    assert_eq!(
        mirrored.date(jiff::Timestamp::UNIX_EPOCH),
        "January 1, 1970"
    );
    let by_locale = with("en", EditionWords::default()).voice(&edition("en", "en-XA"), None);
    assert_eq!(by_locale.unwrap().language(), pseudo::ACCENTED);
    let plain = Catalogue::embedded()
        .unwrap()
        .voice(&edition("en", "en-XA"), None);
    assert!(plain.is_err());
}

#[test]
fn a_language_with_gaps_has_no_voice_and_the_first_gap_is_named() {
    let folder = folder(&[
        ("uk/site.ftl", "archive = Архів"),
        ("en/own.ftl", "latest = Just in"),
    ]);
    let files = MessageFiles::with_folder(Some(folder.path())).unwrap();

    let catalogue = Catalogue::new(files, BTreeMap::new()).unwrap();

    let error = catalogue
        .voice(&edition("uk", "uk"), None)
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("the messages in \"uk\" have "), "{error}");
    assert!(
        error.contains("is missing; in English it is at "),
        "{error}"
    );
    let chosen = catalogue.voice(&edition("uk", "uk"), Some("en")).unwrap();
    assert_eq!(chosen.plain("archive", &[]), "Archive");
    let english = catalogue.voice(&edition("en", "en"), None).unwrap();
    assert_eq!(english.plain("latest", &[]), "Just in");
}

#[test]
fn what_is_wrong_with_a_folder_of_messages_is_said_with_its_place() {
    let refused = |files: &[(&str, &str)]| {
        let folder = folder(files);
        let error = match MessageFiles::with_folder(Some(folder.path())) {
            Ok(files) => Catalogue::new(files, BTreeMap::new())
                .unwrap_err()
                .to_string(),
            Err(error) => error.to_string(),
        };
        error.replace(&folder.path().display().to_string(), "F")
    };

    assert_eq!(
        refused(&[("uk/site.ftl", "archive = Архів\nlatest = { $name\n")]),
        "F/uk/site.ftl:3: Expected a token starting with \"}\""
    );
    assert!(refused(&[("not a tag/site.ftl", "")]).contains("its name is no language tag"));
    let long = "#".repeat(1024 * 1024 + 1);
    assert_eq!(
        refused(&[("uk/site.ftl", &long)]),
        "F/uk/site.ftl cannot be used for messages: it has 1048577 bytes; at most 1048576 are allowed"
    );
    let deep = format!("a = {}", "{".repeat(200_000));
    assert_eq!(
        refused(&[("uk/site.ftl", &deep)]),
        "F/uk/site.ftl:1: braces stand more than 12 deep"
    );
}
