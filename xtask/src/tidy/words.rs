//! Words that must not be in the tree.

use super::{Finding, tree::Tree};
use crate::root::root;

/// Where lock files may say that packages come from.
const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";

/// Checks every file.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let here = root().to_string_lossy().into_owned();
    let homes = ["/home", "/Users"].map(|parent| format!("{parent}/"));
    let mut found = Vec::new();
    for file in &tree.files {
        for (at, line) in file.text.lines().enumerate() {
            let mut wrong = |text: &str| found.push(Finding::error(&file.path, at + 1, text));
            if line.contains(&here) || homes.iter().any(|home| names_a_home(line, home)) {
                wrong("a path of one machine");
            }
            if names_a_registry(&file.path, line) {
                wrong("packages come from the public registries only");
            }
        }
    }
    found.extend(in_rust(tree));
    found
}

/// `/home/` followed by a name: a bare `/home/` may be an address of the site.
fn names_a_home(line: &str, home: &str) -> bool {
    line.match_indices(home).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let user = line[at + home.len()..].chars().next();
        let starts_path =
            before.is_none_or(|char| char.is_whitespace() || "\"'`=(:".contains(char));
        starts_path && user.is_some_and(|char| char.is_ascii_lowercase())
    })
}

fn names_a_registry(path: &str, line: &str) -> bool {
    let value = |key: &str| {
        line.trim()
            .strip_prefix(key)
            .map(|rest| rest.trim_matches(['"', ',', ' ']))
    };
    if path.ends_with("Cargo.lock") {
        return value("source = ").is_some_and(|source| source != CRATES);
    }
    if path.ends_with("package-lock.json") {
        return value("\"resolved\": ").is_some_and(|source| !source.starts_with(NPM));
    }
    path.rsplit('/').next() == Some(".npmrc") && line.contains("registry")
}

fn in_rust(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, rust) in tree.rust() {
        for (at, comment) in rust.comments.iter().enumerate() {
            if is_open_todo(comment) {
                found.push(Finding::error(
                    &file.path,
                    at + 1,
                    "a TODO names its issue: `TODO(#12): ...`",
                ));
            }
        }
        for (at, code) in rust.code.iter().enumerate() {
            if code.contains("cursor_by") {
                let text = "pages go by row values, `(published_at, id) < ($1, $2)`; cursor_by uses no index";
                found.push(Finding::error(&file.path, at + 1, text));
            }
        }
    }
    found
}

fn is_open_todo(comment: &str) -> bool {
    ["TODO", "FIXME", "XXX"].iter().any(|word| {
        comment.match_indices(word).any(|(at, _)| {
            let before = comment[..at].chars().next_back();
            let after = &comment[at + word.len()..];
            let is_word = before.is_none_or(|char| char == ' ' || char == '/')
                && after
                    .chars()
                    .next()
                    .is_none_or(|char| !char.is_alphanumeric());
            is_word && !after.starts_with("(#") && !after.starts_with('`')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_todo_needs_its_issue() {
        assert!(is_open_todo("// TODO later"));
        assert!(!is_open_todo("// TODO(#7): later"));
        assert!(!is_open_todo("/// Methodology"));
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        let text = format!("see {}/Cargo.toml", root().display());

        assert_eq!(check(&Tree::of("README.md", &text)).len(), 1);
        assert_eq!(
            check(&Tree::of(
                "README.md",
                &format!("\"{}\"", "/home/".to_owned() + "ana/x")
            ))
            .len(),
            1
        );
        assert_eq!(check(&Tree::of("README.md", "GET /en/home/a")).len(), 0);
    }

    #[test]
    fn lock_files_name_public_registries() {
        assert!(names_a_registry(
            "Cargo.lock",
            "source = \"registry+https://mirror.example/index\""
        ));
        assert!(!names_a_registry(
            "Cargo.lock",
            &format!("source = \"{CRATES}\"")
        ));
        assert!(names_a_registry(
            "e2e/package-lock.json",
            "\"resolved\": \"https://mirror.example/a.tgz\","
        ));
    }
}
