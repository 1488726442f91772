//! Style sheets of a theme: put together from files, and what is wrong in one of them.

use super::manifest::line_at;
use std::collections::BTreeMap;

/// What is wrong, and on which line.
type Wrong = (usize, String);

/// A file without comments, indentation and empty lines. A comment that never ends ends with its file.
pub(super) fn clean(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    let mut clean = String::with_capacity(out.len());
    for line in out.lines().map(str::trim).filter(|l| !l.is_empty()) {
        clean.push_str(line);
        clean.push('\n');
    }
    clean
}

/// `url(fonts/x.woff2)` becomes the name `x.woff2` is served under.
pub(super) fn point(css: &str, public_names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("url(") {
        let (address, tail) = after.split_once(')').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str("url(");
        out.push_str(
            own_file(address)
                .and_then(|f| public_names.get(f))
                .map_or(address, |n| n),
        );
        out.push(')');
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The file of the theme an address means.
fn own_file(address: &str) -> Option<&str> {
    let address = address.trim().trim_matches(['"', '\'']);
    let (folder, name) = address.split_once('/')?;
    matches!(folder, "fonts" | "icons").then_some(name)
}

/// What is wrong in one file.
pub(super) fn faults(css: &str, public_names: &BTreeMap<String, String>) -> Vec<Wrong> {
    let code = without_comments(css);
    let mut wrong = Vec::new();
    if css.matches("/*").count() > css.matches("*/").count() {
        let at = css.rfind("/*").unwrap_or(0);
        wrong.push((line_at(css, at), "a comment that never ends".to_owned()));
    }
    braces(&code, &mut wrong);
    for (at, _) in code.match_indices("@import") {
        let what = "@import is not followed: put the rules into a file under css".to_owned();
        wrong.push((line_at(&code, at), what));
    }
    for (at, _) in code.match_indices("url(") {
        let address = code[at + 4..].split(')').next().unwrap_or_default();
        let plain = address.trim().trim_matches(['"', '\'']);
        let line = line_at(&code, at);
        if plain.contains("//") {
            wrong.push((line, format!("{plain} is fetched from elsewhere, which the content security policy forbids: put the file into the theme")));
        } else if let Some(name) = own_file(address) {
            if !public_names.contains_key(name) {
                wrong.push((line, format!("the theme has no file {plain}")));
            }
        } else if !plain.starts_with("data:") && !plain.starts_with('#') {
            wrong.push((
                line,
                format!("url({plain}) leads nowhere: name a file as url(fonts/…) or url(icons/…)"),
            ));
        }
    }
    let mut meant = Vec::new();
    sides(&code, &mut meant);
    let is_meant = |line: usize| css.lines().nth(line - 1).is_some_and(|l| l.contains(MEANT));
    wrong.extend(meant.into_iter().filter(|(line, _)| !is_meant(*line)));
    wrong
}

/// The code with comments and strings blanked; lines stay where they are.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        let (comment, tail) = after.split_once("*/").unwrap_or((after, ""));
        out.extend(comment.chars().filter(|c| *c == '\n'));
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn braces(code: &str, wrong: &mut Vec<Wrong>) {
    let mut open = Vec::new();
    let mut quote = None;
    let mut line = 1;
    let mut escaped = false;
    for c in code.chars() {
        if c == '\n' {
            line += 1;
            quote = None;
        }
        match (quote, c) {
            _ if escaped => {}
            (Some(q), c) if q == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => open.push(line),
            (None, '}') if open.pop().is_none() => {
                wrong.push((line, "a } that nothing opened".to_owned()));
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    if let Some(line) = open.first() {
        wrong.push((*line, "a { that nothing closes".to_owned()));
    }
}

/// Says in a comment of the same line why a side of the screen is meant.
const MEANT: &str = "physical:";

/// Properties that name a side of the screen, and what serves both directions of writing.
const SIDES: [(&str, &str); 10] = [
    ("margin-left", "margin-inline-start"),
    ("margin-right", "margin-inline-end"),
    ("padding-left", "padding-inline-start"),
    ("padding-right", "padding-inline-end"),
    ("border-left", "border-inline-start"),
    ("border-right", "border-inline-end"),
    ("left", "inset-inline-start"),
    ("right", "inset-inline-end"),
    ("text-align", "text-align: start or end"),
    ("float", "float: inline-start or inline-end"),
];

/// Declarations that break where text runs from right to left.
fn sides(code: &str, wrong: &mut Vec<Wrong>) {
    let mut from = 0;
    for part in code.split_inclusive([';', '{', '}']) {
        let start = from;
        from += part.len();
        if part.ends_with('{') {
            continue;
        }
        let declaration = part.trim_end_matches([';', '}']);
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        let (property, value) = (property.trim(), value.trim());
        let Some((_, instead)) = SIDES.iter().find(|(name, _)| *name == property) else {
            continue;
        };
        let by_value = matches!(property, "text-align" | "float");
        if !by_value || matches!(value, "left" | "right") {
            let at = start + declaration.len() - declaration.trim_start().len();
            let what = format!(
                "{property}: {value} is wrong where text runs from right to left; use {instead}"
            );
            wrong.push((line_at(code, at), what));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> BTreeMap<String, String> {
        BTreeMap::from([("a.woff2".to_owned(), "a.12.woff2".to_owned())])
    }

    #[test]
    fn files_of_the_theme_are_found_however_they_are_quoted() {
        let css = "src: url(fonts/a.woff2), url(\"fonts/a.woff2\"), url(data:x)";

        assert_eq!(
            point(css, &names()),
            "src: url(a.12.woff2), url(a.12.woff2), url(data:x)"
        );
    }

    #[test]
    fn a_good_file_has_no_faults() {
        let css = "b { left: 0; } /* physical: under the hand */\n/* a } */ a::before { content: \"}\"; inset-inline-start: 0; }\n@media (min-width: 1px) { a { text-align: start; background: url('fonts/a.woff2'); } }\n";

        assert_eq!(faults(css, &names()), Vec::<Wrong>::new());
    }

    #[test]
    fn what_breaks_a_sheet_is_named_with_its_line() {
        for (css, line, wanted) in [
            ("a {\n}\n}\n", 3, "a } that nothing opened"),
            ("b {}\na {\n", 2, "a { that nothing closes"),
            ("a {}\n/* note\n", 2, "a comment that never ends"),
            ("\n@import \"x.css\";", 2, "@import is not followed"),
            (
                "a {\n  margin-left: 1px;\n}",
                2,
                "margin-left: 1px is wrong where text runs from right to left; use margin-inline-start",
            ),
            ("a { float: left }", 1, "float: left is wrong"),
            (
                "a {\n\nsrc: url(fonts/b.woff2); }",
                3,
                "the theme has no file fonts/b.woff2",
            ),
            (
                "a { src: url(https://cdn.example/a) }",
                1,
                "https://cdn.example/a is fetched from elsewhere",
            ),
            ("a { src: url(../a.png) }", 1, "url(../a.png) leads nowhere"),
        ] {
            let found = faults(css, &names());

            assert_eq!(found.len(), 1, "{css}: {found:?}");
            assert_eq!(found[0].0, line, "{css}: {found:?}");
            assert!(found[0].1.starts_with(wanted), "{css}: {found:?}");
        }
    }
}
