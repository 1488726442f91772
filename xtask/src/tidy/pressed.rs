//! The site reads pressed rows only: it names no query module that can return a draft.

use super::{Finding, tree::Tree};

/// Query modules that can return what is not published.
const UNPUBLISHED: [&str; 2] = ["story", "revision"];

/// The site cannot see a draft because it has no query that returns one.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, rust) in tree.sources("dateline-site") {
        let code: Vec<(usize, &str)> = rust.shipped().collect();
        for (at, (line, text)) in code.iter().enumerate() {
            for (start, word) in text.match_indices("queries::") {
                let after = text[start + word.len()..].to_owned();
                let group = code[at + 1..].iter().take(20).map(|(_, next)| *next);
                let names = named(
                    &std::iter::once(after.as_str())
                        .chain(group)
                        .collect::<String>(),
                );
                let bad = names
                    .iter()
                    .filter(|name| UNPUBLISHED.contains(&name.as_str()));
                found.extend(bad.map(|name| {
                    let text = format!("the site reads pressed rows only, never `queries::{name}`");
                    Finding::error(&file.path, *line, text)
                }));
            }
        }
    }
    found
}

/// Module names after `queries::`: one, or those of a `{a, b::C}` group.
fn named(after: &str) -> Vec<String> {
    let ident = |text: &str| -> String {
        text.trim()
            .chars()
            .take_while(|char| char.is_alphanumeric() || *char == '_')
            .collect()
    };
    match after.strip_prefix('{') {
        Some(group) => top_level(group).iter().map(|part| ident(part)).collect(),
        None => vec![ident(after)],
    }
}

/// Splits a use group at its own commas, not at those of groups inside it.
fn top_level(group: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_i32;
    for char in group.chars() {
        match char {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth += i32::from(char == '{') - i32::from(char == '}');
                if let Some(part) = parts.last_mut() {
                    part.push(char);
                }
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_has_no_query_for_a_draft() {
        let source = "use dateline_db::queries::{published::{story, Page},\n revision};\nfn f() { queries::story::get() }";
        let tree = Tree::of("crates/dateline-site/src/page.rs", source);

        let lines: Vec<_> = check(&tree).iter().map(|finding| finding.line).collect();

        assert_eq!(lines, [1, 3]);
    }
}
