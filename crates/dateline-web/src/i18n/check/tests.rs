use super::*;
use crate::templates::Theme;

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
    let found = check(&MessageFiles::embedded(), &Uses::of(&Theme::embedded()));

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
            "ru:0: \"old\" is missing",
            "ru/a.ftl:1: \"hello\" has \"Hello\", which is not of this language's script",
            "ru/a.ftl:1: \"hello\" is not translated",
            "ru/a.ftl:2: \"new\" is not among the English messages",
            "ru/a.ftl:3: \"bye\" uses $nmae, which the English does not have",
            "story.html:3: there is no message \"gone\"",
        ]
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
