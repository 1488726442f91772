//! How large a file and a function may be.

use super::{Finding, excused::Excused, tree::Tree};

/// Lines of a file from which a warning is given, and from which it must be split.
const FILE: (usize, usize) = (400, 600);
/// Lines of code a function may have, and a test, which is mostly data.
const FUNCTION: usize = 80;
const TEST: usize = 200;
/// Endings of files a person writes.
const WRITTEN: [&str; 8] = ["rs", "ts", "svelte", "js", "mjs", "css", "html", "sql"];

/// Measures files, then functions.
pub fn check(tree: &Tree, excused: &mut Excused) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        let ending = file.path.rsplit('.').next().unwrap_or_default();
        let lines = file.text.lines().count();
        if !WRITTEN.contains(&ending) || lines <= FILE.0 {
            continue;
        }
        if lines <= FILE.1 {
            found.push(Finding::warning(
                &file.path,
                0,
                format!("{lines} lines; think of splitting it"),
            ));
        } else if !excused.allows(&format!("file {}", file.path), lines) {
            found.push(Finding::error(
                &file.path,
                0,
                format!("{lines} lines; {} is the limit", FILE.1),
            ));
        }
    }
    found.extend(functions(tree, excused));
    found
}

fn functions(tree: &Tree, excused: &mut Excused) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, rust) in tree.rust() {
        for function in rust.functions() {
            let key = format!("function {} {}", file.path, function.name);
            let is_test = file.is_test() || rust.is_test[function.line - 1];
            let limit = if is_test { TEST } else { FUNCTION };
            if function.lines > limit && !excused.allows(&key, function.lines) {
                let text = format!(
                    "`{}` has {} lines; {limit} is the limit",
                    function.name, function.lines
                );
                found.push(Finding::error(&file.path, function.line, text));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_warns_and_a_longer_one_stops() {
        let mut none = Excused::default();
        let sized = |lines: usize| Tree::of("crates/a/src/lib.rs", &"\n".repeat(lines));

        assert!(check(&sized(400), &mut none).is_empty());
        assert!(check(&sized(401), &mut none)[0].warning);
        assert!(!check(&sized(601), &mut none)[0].warning);
    }

    #[test]
    fn a_long_function_stops() {
        let source = format!("fn long() {{\n{}}}\n", "a();\n".repeat(80));
        let tree = Tree::of("crates/a/src/lib.rs", &source);

        assert_eq!(check(&tree, &mut Excused::default()).len(), 1);
    }
}
