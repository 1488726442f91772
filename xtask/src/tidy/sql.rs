//! SQL text lives in `dateline-db` only.

use super::{Finding, tree::Tree};

/// Looks at string literals of every other crate, tests apart.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, rust) in tree.rust() {
        if !file.path.starts_with("crates/") || file.is_test() || is_allowed(&file.path) {
            continue;
        }
        for (line, literal) in &rust.strings {
            if is_sql(literal) && !rust.is_test[line - 1] {
                let text = "SQL belongs to a query function in dateline-db";
                found.push(Finding::error(&file.path, *line, text));
            }
        }
    }
    found
}

fn is_allowed(path: &str) -> bool {
    path.starts_with("crates/dateline-db/") || path.starts_with("crates/dateline-testkit/")
}

/// A literal that begins as a statement and goes on as one.
fn is_sql(literal: &str) -> bool {
    let text = literal
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_ascii_lowercase();
    let then = |begin: &str, next: &str| {
        text.strip_prefix(begin)
            .is_some_and(|rest| rest.contains(next))
    };
    then("select ", " from ")
        || then("insert into ", "")
        || then("update ", " set ")
        || then("delete from ", "")
        || then("with ", " as (select ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_found_and_prose_is_not() {
        assert!(is_sql("select id\n   from story where id = $1"));
        assert!(is_sql("UPDATE story SET slug = $1"));
        assert!(!is_sql("Select a section from the list"[7..].trim_start()));
        assert!(!is_sql("update the theme"));
    }

    #[test]
    fn a_query_outside_the_store_is_refused() {
        let source = "fn f() { run(\"delete from story\") }";

        assert_eq!(
            check(&Tree::of("crates/dateline-site/src/a.rs", source)).len(),
            1
        );
        assert_eq!(
            check(&Tree::of("crates/dateline-db/src/a.rs", source)).len(),
            0
        );
        assert_eq!(
            check(&Tree::of("crates/dateline/tests/it/a.rs", source)).len(),
            0
        );
    }
}
