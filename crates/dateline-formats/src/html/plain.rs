//! Words without markup.

use super::node::{attr, first, is_any, name, one_line, text_of};
use super::tame;
use dom_query::{Document, NodeRef};

/// The words of HTML on one line: entities decoded, tags and scripts gone.
///
/// ```
/// assert_eq!(dateline_formats::html::plain("Tom &amp; <b>Jerry</b><script>x</script>"), "Tom & Jerry");
/// ```
pub fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return one_line(html);
    }
    let document = Document::fragment(tame::tame(html).html);
    let mut out = String::new();
    for node in document.root().descendants_it() {
        if let Some(text) = text_of(&node) {
            out.push_str(&text);
        } else if is_any(
            &node,
            &["p", "div", "br", "li", "tr", "td", "h1", "h2", "h3", "h4"],
        ) {
            out.push(' ');
        }
    }
    one_line(&out)
}

/// The words below a node with the line ends they were written with.
pub(super) fn with_lines(node: &NodeRef<'_>) -> String {
    let mut out = String::new();
    for below in node.descendants_it() {
        if let Some(text) = text_of(&below) {
            out.push_str(&text);
        } else if name(&below) == "br" {
            out.push('\n');
        }
    }
    out
}

/// Language of a piece of code, where its class says so.
pub(super) fn code_language(pre: &NodeRef<'_>) -> Option<String> {
    let code = first(pre, &["code"]);
    std::iter::once(pre)
        .chain(code.as_ref())
        .find_map(|node| {
            attr(node, "data-language").or_else(|| {
                let classes = node.class()?.to_string();
                let named = |c: &str| {
                    ["language-", "lang-", "brush:"]
                        .iter()
                        .find_map(|p| c.strip_prefix(p))
                        .map(str::to_owned)
                };
                classes.split_ascii_whitespace().find_map(named)
            })
        })
        .filter(|l| {
            (1..=30).contains(&l.len())
                && l.chars()
                    .all(|c| c.is_ascii_alphanumeric() || "+-#._".contains(c))
        })
}
