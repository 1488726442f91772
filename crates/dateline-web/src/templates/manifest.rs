//! `theme.toml`: what a theme is, by whom, and what its tokens are for.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Name of the file.
pub const MANIFEST: &str = "theme.toml";

/// What a theme says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// As its makers call it.
    pub name: String,
    /// Three numbers with points between them.
    pub version: String,
    /// Who made it.
    pub author: String,
    /// Under which licence it may be used.
    pub licence: String,
    /// What each token of the style sheet is for, without the two hyphens.
    #[serde(default)]
    pub tokens: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads the file; what is wrong with it is the error.
    pub(super) fn read(text: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(text).map_err(|_| "it is not UTF-8".to_owned())?;
        toml::from_str(text).map_err(|e| e.message().to_owned())
    }

    /// What this theme leaves out, or says of a token that the style sheet has not.
    pub(super) fn faults(&self, css: &str) -> Vec<String> {
        let mut faults = Vec::new();
        for (field, value) in [
            ("name", &self.name),
            ("author", &self.author),
            ("licence", &self.licence),
        ] {
            if value.trim().is_empty() {
                faults.push(format!("`{field}` is empty"));
            }
        }
        if !is_version(&self.version) {
            faults.push(format!(
                "`version` is \"{}\"; it takes three numbers, as in \"1.0.0\"",
                self.version
            ));
        }
        let there = tokens(css);
        for token in &there {
            if self.tokens.get(*token).is_none_or(|d| d.trim().is_empty()) {
                faults.push(format!(
                    "the token --{token} is not explained: add a line for it under [tokens]"
                ));
            }
        }
        for token in self.tokens.keys().filter(|t| !there.contains(t.as_str())) {
            faults.push(format!("the style sheet has no token --{token}"));
        }
        faults
    }
}

fn is_version(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|p| p.parse::<u32>().is_ok())
}

/// Custom properties of the whole page: those declared for `:root`, in whatever language or light.
fn tokens(css: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for block in css.split('}') {
        let Some((before, declarations)) = block.rsplit_once('{') else {
            continue;
        };
        let selector = before.rsplit('{').next().unwrap_or(before);
        let selector = selector.rsplit(';').next().unwrap_or(selector).trim();
        if !selector.starts_with(":root") || selector.contains(' ') && !selector.contains(", ") {
            continue;
        }
        let names = declarations
            .split(';')
            .filter_map(|d| d.split_once(':')?.0.trim().strip_prefix("--"));
        found.extend(names);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "name = \"Ours\"\nversion = \"1.2.0\"\nauthor = \"We\"\nlicence = \"MIT\"\n[tokens]\nink = \"Text.\"\n";

    #[test]
    fn a_manifest_that_explains_every_token_has_no_faults() {
        let css = ":root {\n--ink: #000;\n}\n@media print {\n:root { --ink: #111; }\n}\n.fx0 { --fx: 0%; }";

        assert_eq!(
            Manifest::read(GOOD.as_bytes()).unwrap().faults(css),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_is_missing_or_too_much_is_named() {
        let manifest = Manifest::read(GOOD.replace("1.2.0", "new").as_bytes()).unwrap();

        let faults = manifest.faults(":root:lang(ar), :root:lang(fa) { --air: 2; }");

        assert_eq!(
            faults,
            [
                "`version` is \"new\"; it takes three numbers, as in \"1.0.0\"",
                "the token --air is not explained: add a line for it under [tokens]",
                "the style sheet has no token --ink",
            ]
        );
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let error = Manifest::read(format!("colour = 1\n{GOOD}").as_bytes()).unwrap_err();

        assert!(error.contains("unknown field `colour`"), "{error}");
    }
}
