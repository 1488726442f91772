//! No trait with one implementation, except the ports of `dateline-infra`.

use super::{Finding, excused::Excused, tree::Tree};

/// Finds traits of our crates and counts their implementations everywhere.
pub fn check(tree: &Tree, excused: &mut Excused) -> Vec<Finding> {
    let sources = || {
        tree.rust()
            .filter(|(file, _)| file.path.starts_with("crates/"))
    };
    let implemented: Vec<String> = sources()
        .flat_map(|(_, rust)| implementations(&rust.code.join("\n")))
        .collect();
    let mut found = Vec::new();
    for (file, rust) in sources() {
        if file.path.starts_with("crates/dateline-infra/") {
            continue;
        }
        for (line, code) in rust.shipped() {
            let Some(name) = declared(code) else {
                continue;
            };
            let count = implemented
                .iter()
                .filter(|implemented| **implemented == name)
                .count();
            let generated = implemented.iter().any(|what| *what == format!("${name}"));
            let key = format!("trait {} {name}", file.path);
            if count == 1 && !generated && !excused.allows(&key, 1) {
                let text = format!(
                    "trait `{name}` has one implementation: use a function or the type itself"
                );
                found.push(Finding::error(&file.path, line, text));
            }
        }
    }
    found
}

fn declared(code: &str) -> Option<String> {
    let code = code.trim_start();
    let public = code
        .strip_prefix("pub")
        .map(|rest| match rest.strip_prefix('(') {
            Some(scoped) => scoped.split_once(')').map_or(rest, |(_, rest)| rest),
            None => rest,
        });
    let name = identifier(public.unwrap_or(code).trim_start().strip_prefix("trait ")?);
    (!name.is_empty()).then_some(name)
}

/// Names of traits implemented in this code; `$Name` when the type stands for many.
fn implementations(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("impl") {
        let before = code[..at].chars().next_back();
        let Some(head) = code[at + 4..].split('{').next() else {
            continue;
        };
        if before.is_some_and(|char| !char.is_whitespace()) || !head.starts_with([' ', '<', '\n']) {
            continue;
        }
        let head = after_generics(head);
        let Some((name, type_name)) = head.split_once(" for ") else {
            continue;
        };
        let path = name.split('<').next().unwrap_or(name).trim();
        let last = identifier(path.rsplit("::").next().unwrap_or(path));
        names.push(if stands_for_many(type_name) {
            format!("${last}")
        } else {
            last
        });
    }
    names
}

/// A macro's argument, or a bare type parameter: a blanket implementation.
fn stands_for_many(type_name: &str) -> bool {
    let name = type_name.trim();
    name.starts_with('$') || identifier(name).len() == 1
}

/// What follows `impl<...>`.
fn after_generics(head: &str) -> &str {
    let head = head.trim_start();
    if !head.starts_with('<') {
        return head;
    }
    let mut depth = 0_i32;
    let mut last = ' ';
    for (at, char) in head.char_indices() {
        match char {
            '<' => depth += 1,
            '>' if last != '-' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &head[at + 1..];
        }
        last = char;
    }
    head
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|char| char.is_alphanumeric() || *char == '_')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_implementation_is_one_too_few() {
        let source = "pub trait Lonely {}\nimpl Lonely for Front {}\npub(crate) trait Used {}\nimpl<T: Fn(A) -> B> x::Used for Card<T> {}\nimpl Used for Snap {}\n";
        let tree = Tree::of("crates/dateline-web/src/lib.rs", source);

        let found = check(&tree, &mut Excused::default());

        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].line, 1);
    }

    #[test]
    fn a_macro_implements_many() {
        let source = "trait Row {}\nmacro_rules! rows { () => { impl Row for $name {} } }\ntrait Both {}\nimpl<T> Both for T where T: Row {}\n";

        assert!(
            check(
                &Tree::of("crates/dateline-db/src/lib.rs", source),
                &mut Excused::default()
            )
            .is_empty()
        );
    }
}
