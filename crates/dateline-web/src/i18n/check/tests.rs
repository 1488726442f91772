use super::*;
use crate::templates::{Theme, ThemeSource, bundled};

fn files(texts: &[(&str, &str)]) -> MessageFiles {
    let mut files = MessageFiles::default();
    for (path, text) in texts {
        files.add(path, (*text).to_owned());
    }
    files
}

fn faults(texts: &[(&str, &str)], used: &[&str]) -> Vec<String> {
    let mut uses = Uses::default();
    for key in used {
        uses.keys
            .insert((*key).to_owned(), ("story.html".to_owned(), 3));
    }
    check(&files(texts), &uses)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn our_own_messages_have_no_faults() {
    let load = |name| Theme::load(&ThemeSource::Bundled(name), &BTreeMap::new()).unwrap();
    let themes: Vec<Theme> = bundled::names().into_iter().map(load).collect();

    let found = check(&MessageFiles::embedded(), &Uses::of_all(&themes));

    assert!(
        found.is_empty(),
        "{}",
        found
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn what_is_missing_untranslated_unused_or_unknown_is_found() {
    let english = ("en/a.ftl", "hello = Hello\nbye = Bye { $name }\nold = Old");
    let russian = (
        "ru/a.ftl",
        "hello = Hello\nnew = Новое\nbye = Пока, { $nmae }",
    );

    let found = faults(&[english, russian], &["hello", "bye", "gone"]);

    assert_eq!(
        found,
        [
            "en/a.ftl:3: \"old\" is used nowhere",
            "ru/a.ftl:1: \"hello\" has \"Hello\", which is not of this language's script",
            "ru/a.ftl:1: \"hello\" is not translated",
            "ru/a.ftl:2: \"new\" is not among the English messages",
            "ru/a.ftl:3: \"bye\" does not use $name, which the English has",
            "ru/a.ftl:3: \"bye\" uses $nmae, which the English does not have",
            "ru/a.ftl:3: \"old\" is missing; in English it is at en/a.ftl:3",
            "story.html:3: there is no message \"gone\"",
        ]
    );
}

#[test]
fn a_comment_allows_what_rightly_reads_as_in_english_or_is_of_another_script() {
    let english = ("en/a.ftl", "kind = Organisation\nfeed = RSS feed");
    let french = (
        "fr/a.ftl",
        "# Same as English.\nkind = Organisation\nfeed = Flux RSS",
    );
    let russian = (
        "ru/a.ftl",
        "kind = Организация\n# foreign: RSS, Atom.\nfeed = Лента RSS",
    );

    assert_eq!(
        faults(&[english, french, russian], &["kind", "feed"]),
        Vec::<String>::new()
    );
}

#[test]
fn a_letter_of_another_script_is_found_inside_a_word() {
    let found = faults(&[("en/a.ftl", "paper = Pаper")], &["paper"]);

    assert_eq!(
        found,
        ["en/a.ftl:1: \"paper\" has \"Pаper\", which is not of this language's script"]
    );
}

#[test]
fn a_foreign_word_is_found_in_a_script_without_spaces() {
    let english = ("en/a.ftl", "made = Made by a model");
    let chinese = ("zh-Hans/a.ftl", "made = 由AI模型生成");

    assert_eq!(
        faults(&[english, chinese], &["made"]),
        ["zh-Hans/a.ftl:1: \"made\" has \"AI\", which is not of this language's script"]
    );
}

#[test]
fn a_name_in_one_variant_only_and_what_there_is_not_are_found() {
    let text = "n = { $count ->\n    [one] one by { $who }\n   *[other] { UPPER($count) } many, { more }\n}\n    .title = Words";

    assert_eq!(
        faults(&[("en/a.ftl", text)], &["n"]),
        [
            "en/a.ftl:1: \"n\" has $who in some of its variants and not in others",
            "en/a.ftl:1: \"n\" has attributes, which nothing reads",
            "en/a.ftl:1: \"n\" names the function \"UPPER\", which there is not",
            "en/a.ftl:1: \"n\" names the message \"more\", which there is not",
        ]
    );
}

#[test]
fn signs_that_nothing_shows_are_found() {
    let found = faults(
        &[("en/a.ftl", "a = One\u{202e}eno\nb = Two\u{7}")],
        &["a", "b"],
    );

    assert_eq!(
        found,
        [
            "en/a.ftl:1: \"a\" has the hidden sign U+202E, which changes what others look like",
            "en/a.ftl:2: \"b\" has the hidden sign U+0007, which changes what others look like",
        ]
    );
}

#[test]
fn the_same_key_in_two_files_is_found_with_both_places() {
    let found = faults(
        &[("en/a.ftl", "a = One"), ("en/b.ftl", "b = Two\na = Three")],
        &["a", "b"],
    );

    assert_eq!(
        found,
        ["en/b.ftl:2: \"a\" is there twice; also at en/a.ftl:1"]
    );
}

#[test]
fn braces_that_would_go_to_the_end_of_the_stack_are_refused() {
    let text = format!("a = Fine\nb = {}", "{".repeat(100_000));

    let found = faults(&[("en/a.ftl", &text)], &[]);

    assert_eq!(found[0], "en/a.ftl:2: braces stand more than 12 deep");
}

#[test]
fn a_plural_the_language_needs_is_asked_for() {
    let english = (
        "en/a.ftl",
        "n = { $count ->\n    [one] one\n   *[other] many\n}",
    );
    let russian = (
        "ru/a.ftl",
        "n = { $count ->\n    [one] один\n   *[many] много\n}",
    );

    assert_eq!(
        faults(&[english, russian], &["n"]),
        ["ru/a.ftl:1: \"n\" lacks the plural [few]"]
    );
}

#[test]
fn broken_syntax_is_found_with_its_line() {
    let found = faults(
        &[("en/a.ftl", "hello = Hello\nbye = { $name\n")],
        &["hello"],
    );

    assert!(found[0].starts_with("en/a.ftl:"), "{found:?}");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn messages_said_to_be_used_by_the_program_are_in_its_sources() {
    let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut sources = String::new();
    for name in ["dateline-web", "dateline-site", "dateline"] {
        read_sources(&crates.join(name).join("src"), &mut sources);
    }

    for name in literals() {
        let quoted = if name.ends_with('-') {
            format!("\"{name}{{")
        } else {
            format!("\"{name}\"")
        };
        assert!(sources.contains(&quoted), "{name} is not in the sources");
    }
}

fn read_sources(folder: &std::path::Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_sources(&path, into);
        } else if path.file_name().is_some_and(|n| n != "uses.rs") {
            into.push_str(&std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

fn wording(pairs: &[(&str, &str)], language: &str) -> Vec<String> {
    let english = "more = More on { $what }\ncount = { $n ->\n    [one] one\n   *[other] many\n}";
    let files = files(&[("en/a.ftl", english)]);
    let word = |(key, text): &(&str, &str)| {
        let wording = crate::i18n::Wording {
            text: (*text).to_owned(),
            file: "dateline.toml".to_owned(),
            line: 7,
        };
        ((*key).to_owned(), wording)
    };
    let words = EditionWords {
        wording: pairs.iter().map(word).collect(),
        ..EditionWords::default()
    };
    let found = check_wording(&files, &words, language);
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn wording_by_setting_is_checked_like_a_file() {
    assert_eq!(
        wording(&[("more", "Further: { $what }")], "en"),
        Vec::<String>::new()
    );

    for (pair, language, expected) in [
        (
            ("nope", "x"),
            "en",
            "the wording of \"nope\": there is no such message",
        ),
        (
            ("more", "Further"),
            "en",
            "the wording of \"more\": \"more\" does not use $what, which the English has",
        ),
        (
            ("more", "Подробнее { $what }"),
            "en",
            "the wording of \"more\": \"more\" has \"Подробнее\", which is not of this language's script",
        ),
        (
            ("count", "{ $n ->\n [one] один\n *[other] много\n}"),
            "ru",
            "the wording of \"count\": \"count\" lacks the plural [few]",
        ),
        (
            ("more", " \n"),
            "en",
            "the wording of \"more\": Expected a message field for \"more\"",
        ),
    ] {
        let found = wording(&[pair], language);
        assert_eq!(
            found.first(),
            Some(&format!("dateline.toml:7: {expected}")),
            "{found:?}"
        );
    }
}

#[test]
fn wording_cannot_smuggle_in_another_message() {
    let found = wording(&[("more", "On { $what }\ncount = none")], "en");

    assert_eq!(found, Vec::<String>::new());
    let smuggled = wording(&[("more = x\ncount", "none")], "en");
    assert!(
        smuggled[0].ends_with("there is no such message"),
        "{smuggled:?}"
    );
}
