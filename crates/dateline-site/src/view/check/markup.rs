//! A reader for the HTML our own templates make: enough to check it, not to parse the web.

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "!doctype",
];

/// An opening tag.
#[derive(Clone, Debug)]
pub(super) struct Tag<'a> {
    /// `p`.
    pub name: &'a str,
    /// In order.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// The text right after it, up to the next tag.
    pub text: &'a str,
    /// Closed with nothing in it.
    pub is_empty: bool,
}

impl<'a> Tag<'a> {
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, value)| *value)
    }
}

/// Every opening tag in order.
pub(super) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found: Vec<Tag<'_>> = Vec::new();
    let mut rest = html;
    let mut opened_last = false;
    while let Some((before, after)) = rest.split_once('<') {
        if let (Some(last), true) = (found.last_mut(), opened_last) {
            last.text = before;
        }
        let Some((inside, after)) = after.split_once('>') else {
            break;
        };
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            let is_empty = opened_last && before.trim().is_empty();
            if let Some(last) = found.last_mut().filter(|l| is_empty && l.name == name) {
                last.is_empty = true;
            }
            opened_last = false;
            continue;
        }
        let (name, attributes) = inside
            .split_once(char::is_whitespace)
            .unwrap_or((inside, ""));
        found.push(Tag {
            name,
            attributes: read_attributes(attributes),
            text: "",
            is_empty: false,
        });
        opened_last = !VOID.contains(&name);
        if name == "script" {
            rest = rest.split_once("</script>").map_or("", |(_, after)| after);
            opened_last = false;
        }
    }
    found
}

fn read_attributes(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if let Some((value, after)) = after.strip_prefix("=\"").and_then(|a| a.split_once('"')) {
            found.push((name, value));
            rest = after.trim_start();
        } else {
            found.push((name, ""));
            rest = after.trim_start_matches('=').trim_start();
        }
    }
    found
}
