//! Scripts as they are sent: without the lines that only their makers read.

/// A script without comments that have lines of their own, and without indentation. One with a
/// template literal over several lines stays as it is: what looks like a comment there is text.
pub(super) fn without_comments(script: &str) -> String {
    let is_open = |line: &str| line.matches('`').count() % 2 == 1;
    if script.lines().any(is_open) {
        return script.to_owned();
    }
    let mut out = String::with_capacity(script.len());
    let mut is_comment = false;
    for line in script.lines().map(str::trim) {
        let begins = line.starts_with("/*") && (line.ends_with("*/") || !line.contains("*/"));
        if is_comment || begins {
            is_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_on_lines_of_their_own_are_not_sent() {
        let script = "// What it is for.\n/** One\n * thing. */\nfunction f() {\n  // Why.\n  return \"// no\"; // kept\n}\n/* a */ g();\n";

        assert_eq!(
            without_comments(script),
            "function f() {\nreturn \"// no\"; // kept\n}\n/* a */ g();\n"
        );
    }

    #[test]
    fn a_script_with_text_over_several_lines_stays_as_it_is() {
        let script = "const text = `\n// no comment\n`;\n// one\n";

        assert_eq!(without_comments(script), script);
    }
}
