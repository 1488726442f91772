//! Style sheets know no left and no right, so that right to left needs no second sheet.

use super::{Finding, tree::Tree};

/// Where the style sheets of pages are.
const SHEETS: [&str; 2] = ["themes/", "newsroom/"];
/// Says in a comment of the same line why a side is meant.
const MEANT: &str = "physical:";

/// Checks every style sheet.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        let is_css = std::path::Path::new(&file.path)
            .extension()
            .is_some_and(|ext| ext == "css");
        let is_sheet = is_css && SHEETS.iter().any(|s| file.path.starts_with(s));
        if !is_sheet {
            continue;
        }
        let mut is_comment = false;
        for (at, line) in file.text.lines().enumerate() {
            let code = without_comments(line, &mut is_comment);
            if line.contains(MEANT) {
                continue;
            }
            for word in sides(&code) {
                let text = format!(
                    "`{word}` is another side from right to left; use a logical one (inline-start, inline-end), or say `/* {MEANT} why */`"
                );
                found.push(Finding::error(&file.path, at + 1, text));
            }
        }
    }
    found
}

fn without_comments(line: &str, is_comment: &mut bool) -> String {
    let mut out = String::new();
    let mut rest = line;
    loop {
        let mark = if *is_comment { "*/" } else { "/*" };
        let Some((before, after)) = rest.split_once(mark) else {
            if !*is_comment {
                out.push_str(rest);
            }
            return out;
        };
        if !*is_comment {
            out.push_str(before);
        }
        *is_comment = !*is_comment;
        rest = after;
    }
}

/// Properties and values that name a side: `left`, `margin-right`, `border-top-left-radius`.
fn sides(code: &str) -> Vec<&str> {
    // What a selector or a text names is no property.
    let declarations = code.split(['{', '}', ';']).filter(|part| {
        part.split_once(':')
            .is_some_and(|(name, _)| is_property(name.trim()))
    });
    declarations
        .flat_map(|part| part.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '"')))
        .filter(|word| {
            !word.starts_with("--")
                && word
                    .split('-')
                    .any(|piece| piece == "left" || piece == "right")
        })
        .collect()
}

fn is_property(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(css: &str) -> usize {
        check(&Tree::of("themes/default/css/a.css", css)).len()
    }

    #[test]
    fn a_side_is_found_in_properties_and_values() {
        assert_eq!(found("a { margin-left: 1px; float: right; }"), 2);
        assert_eq!(
            found("a {\n  left: 0;\n  border-top-right-radius: 1px;\n}"),
            2
        );
        assert_eq!(found("a { text-align: left }"), 1);
    }

    #[test]
    fn logical_sides_names_and_comments_are_none() {
        assert_eq!(
            found("/* left */ .left:hover { margin-inline-start: 1px; --left: 2px; }"),
            0
        );
        assert_eq!(found("/* one\nright\n*/ a { inset-inline: 0; }"), 0);
        assert_eq!(found("a { left: 0; /* physical: a map */ }"), 0);
    }
}
