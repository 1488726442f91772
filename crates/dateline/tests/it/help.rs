//! The manual the program carries.

use crate::kit::{House, say};
use std::fmt::Write;

/// Commands with what stands below them, from the help itself.
fn commands(prefix: &[String]) -> Vec<Vec<String>> {
    let mut args: Vec<&str> = prefix.iter().map(String::as_str).collect();
    args.push("--help");
    let help = say(&args).ok();
    let Some((_, list)) = help.split_once("\nCommands:\n") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for line in list.lines().take_while(|l| !l.is_empty()) {
        let word = line.trim_start().split(' ').next().unwrap();
        // What the text of a command is broken over more lines is indented further.
        if line.starts_with("  ") && !line.starts_with("    ") && word != "help" {
            let mut path = prefix.to_vec();
            path.push(word.to_owned());
            found.push(path.clone());
            found.extend(commands(&path));
        }
    }
    found
}

#[test]
fn every_command_explains_itself() {
    let mut all = String::new();
    let mut paths = vec![Vec::new()];
    paths.extend(commands(&[]));
    assert!(paths.len() > 30, "{paths:?}");
    for path in paths {
        let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
        args.push("--help");
        let help = say(&args).ok();
        let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
        let _ = write!(
            all,
            "$ dateline {}\n\n{}\n\n",
            args.join(" "),
            lines.join("\n")
        );
        assert!(
            lines.iter().all(|l| l.chars().count() <= 100),
            "{path:?} is wider than a terminal"
        );
    }
    insta::assert_snapshot!("help", all);
}

#[test]
fn a_command_that_is_misspelt_is_refused_with_the_nearest_one() {
    let said = say(&["stroy", "list"]);

    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("story"), "{}", said.err);
}

#[test]
fn nothing_at_all_shows_the_manual_and_fails() {
    let said = say(&[]);

    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("Usage: dateline"));
}

#[test]
fn templates_and_messages_of_the_program_are_without_fault() {
    let house = House::empty();

    assert!(
        house
            .say(&["templates", "check"])
            .ok()
            .contains("no faults")
    );
    assert!(house.say(&["locales", "check"]).ok().contains("no faults"));
}
