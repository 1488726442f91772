//! Ghost's redirects, which come beside the export as `redirects.json` or `redirects.yaml`.
//!
//! A rule is a regular expression there; kept is what means one path. As in Ghost a final slash is
//! optional: `/old/` and `/old` are the same, so one record stands for both.

use super::GhostError;
use super::doc::text;
use super::tables::skipped;
use crate::archive::{Origin, Record, Redirect};
use serde_json::Value;

struct Rule {
    from: String,
    to: String,
    is_permanent: bool,
    line: u64,
}

/// Reads either file: [`Record::Redirect`] for rules that mean one path, [`Record::Skipped`] for patterns.
pub fn redirects(json_or_yaml: &str) -> Result<Vec<Record>, GhostError> {
    let source = json_or_yaml.trim_start_matches('\u{feff}');
    let is_json = source.trim_start().starts_with(['[', '{']);
    let rules = if is_json {
        from_json(source)?
    } else {
        from_yaml(source)?
    };
    Ok(rules
        .into_iter()
        .enumerate()
        .map(|(at, rule)| record(at, rule))
        .collect())
}

fn from_json(source: &str) -> Result<Vec<Rule>, GhostError> {
    let rules: Vec<Value> = serde_json::from_str(source)?;
    let rules = rules.iter().map(|rule| Rule {
        from: text(rule, "from").unwrap_or_default().to_owned(),
        to: text(rule, "to").unwrap_or_default().to_owned(),
        is_permanent: rule
            .get("permanent")
            .and_then(Value::as_bool)
            .unwrap_or(false),
        line: 0,
    });
    Ok(rules.collect())
}

/// The two-level map Ghost documents: `301:` and `302:`, below each `from: to`.
fn from_yaml(source: &str) -> Result<Vec<Rule>, GhostError> {
    let mut rules = Vec::new();
    let mut is_permanent = None;
    for (at, line) in source.lines().enumerate() {
        let content = line.split(" #").next().unwrap_or_default().trim_end();
        let inner = content.trim_start();
        if inner.is_empty() || inner.starts_with('#') || inner == "---" {
            continue;
        }
        let error = |detail: &str| GhostError::Malformed {
            line: at + 1,
            column: content.len() - inner.len() + 1,
            detail: detail.to_owned(),
        };
        if inner.len() == content.len() {
            is_permanent = Some(
                match unquoted(inner.trim_end_matches([':', '{', '}', ' '])) {
                    "301" => true,
                    "302" => false,
                    _ => {
                        return Err(error(
                            "expected \"301:\" or \"302:\" at the start of a line",
                        ));
                    }
                },
            );
            continue;
        }
        let is_permanent =
            is_permanent.ok_or_else(|| error("a redirect before \"301:\" or \"302:\""))?;
        let (from, to) = pair(inner).ok_or_else(|| error("expected \"from: to\""))?;
        rules.push(Rule {
            from,
            to,
            is_permanent,
            line: at as u64 + 1,
        });
    }
    Ok(rules)
}

/// A key and its value; the key may be quoted because it holds a colon.
fn pair(line: &str) -> Option<(String, String)> {
    let (from, to) = match line.chars().next()? {
        quote @ ('"' | '\'') => {
            let (from, rest) = line[1..].split_once(quote)?;
            (from, rest.trim_start().strip_prefix(':')?)
        }
        _ => line.split_once(": ")?,
    };
    let to = unquoted(to.trim());
    (!to.is_empty()).then(|| (from.trim().to_owned(), to.to_owned()))
}

fn unquoted(text: &str) -> &str {
    ['"', '\'']
        .into_iter()
        .find_map(|q| text.strip_prefix(q)?.strip_suffix(q))
        .unwrap_or(text)
}

fn record(at: usize, rule: Rule) -> Record {
    let skip = |reason: &str| {
        let mut skipped = skipped("redirects", &rule.from, reason);
        skipped.line = rule.line;
        Record::Skipped(skipped)
    };
    if rule.from.is_empty() || rule.to.is_empty() {
        return skip("it has no \"from\" or no \"to\"");
    }
    let Some(from) = literal(&rule.from) else {
        return skip("it is a pattern, not one path");
    };
    if !is_target(&rule.to) {
        return skip("it leads to no path and no web address");
    }
    let origin = Origin {
        id: (at + 1).to_string(),
        line: rule.line,
    };
    Record::Redirect(Redirect {
        origin,
        from,
        to: rule.to,
        is_permanent: rule.is_permanent,
    })
}

fn is_target(to: &str) -> bool {
    let has_group = to
        .split('$')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_safe = to.starts_with('/') || to.starts_with("http");
    !has_group && is_safe && dateline_core::body::limits::is_safe_href(to)
}

/// The path a rule means, if it means exactly one.
fn literal(rule: &str) -> Option<String> {
    let rule = rule
        .strip_prefix('/')
        .and_then(|r| r.strip_suffix("/i"))
        .filter(|r| r.starts_with('^'))
        .unwrap_or(rule);
    let rule = rule.strip_prefix('^').unwrap_or(rule);
    let rule = rule.strip_suffix('$').unwrap_or(rule);
    let endings = ["(\\/?)", "(/?)", "\\/?", "/?"];
    let (rule, end) = endings
        .into_iter()
        .find_map(|end| Some((rule.strip_suffix(end)?, "/")))
        .unwrap_or((rule, ""));
    let mut path = unescaped(rule)?;
    path.push_str(end);
    path.starts_with('/').then_some(path)
}

/// The words of a pattern without any operator; a dot that repeats nothing is a dot.
fn unescaped(rule: &str) -> Option<String> {
    let mut path = String::new();
    let mut chars = rule.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => path.push(chars.next().filter(|c| !c.is_ascii_alphanumeric())?),
            '(' | ')' | '[' | ']' | '{' | '}' | '*' | '+' | '?' | '|' | '^' | '$' => return None,
            c if c.is_control() => return None,
            c => path.push(c),
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_means_one_path_is_that_path() {
        for (rule, path) in [
            ("/old/", "/old/"),
            ("^\\/what(\\/?)$", "/what/"),
            ("^/what/?$", "/what/"),
            ("/^\\/case-insensitive/i", "/case-insensitive"),
            ("^\\/a\\-b\\.html$", "/a-b.html"),
            ("/a.html", "/a.html"),
        ] {
            assert_eq!(literal(rule).as_deref(), Some(path), "{rule}");
        }
        for rule in [
            "^/post/[0-9]+/x",
            "/a/(.*)",
            "/a|/b",
            "^\\/\\d+",
            "old",
            "/a.*",
            "",
            "/a\\",
        ] {
            assert_eq!(literal(rule), None, "{rule}");
        }
    }

    #[test]
    fn yaml_that_is_no_map_of_redirects_is_refused_with_its_line() {
        for (yaml, message) in [
            (
                "301:\n  /a: /b\n404:\n",
                "line 3, column 1: expected \"301:\"",
            ),
            ("  /a: /b\n", "line 1, column 3: a redirect before"),
            ("301:\n  /a\n", "line 2, column 3: expected \"from: to\""),
        ] {
            let error = redirects(yaml).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }

    #[test]
    fn quotes_comments_and_empty_maps_are_read() {
        let yaml = "# moved\n301: {}\n'302':\n  \"/a:b/\": '/c/' # why\n";

        let records = redirects(yaml).unwrap();

        let [Record::Redirect(redirect)] = records.as_slice() else {
            panic!("{records:?}")
        };
        assert_eq!(
            (redirect.from.as_str(), redirect.to.as_str()),
            ("/a:b/", "/c/")
        );
        assert!(!redirect.is_permanent);
        assert_eq!(redirect.origin.line, 4);
    }
}
