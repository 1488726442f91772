//! Documents that must exist and agree with the tree, and locales that must agree with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, tree::Tree};

/// Documents of the root.
const ROOT: [&str; 7] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "STYLE.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "LICENSE",
];

/// Checks documents, then locales.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found: Vec<Finding> = ROOT
        .iter()
        .filter(|path| tree.get(path).is_none())
        .map(|path| Finding::error(path, 0, "this document is missing"))
        .collect();
    if let Some(architecture) = tree.get("ARCHITECTURE.md") {
        let names = tree.crates();
        let unnamed = names
            .iter()
            .filter(|name| !architecture.text.contains(&format!("`{name}`")));
        found.extend(unnamed.map(|name| {
            Finding::error("ARCHITECTURE.md", 0, format!("does not describe `{name}`"))
        }));
    }
    if let Some(log) = tree.get("CHANGELOG.md")
        && !log.text.contains("## Unreleased")
    {
        found.push(Finding::error("CHANGELOG.md", 0, "has no `## Unreleased`"));
    }
    found.extend(book(tree));
    found.extend(locales(tree));
    found
}

/// Every page of the book is in its table of contents.
fn book(tree: &Tree) -> Vec<Finding> {
    let Some(summary) = tree.get("docs/src/SUMMARY.md") else {
        return Vec::new();
    };
    let pages = tree.files.iter().filter_map(|file| {
        let name = file.path.strip_prefix("docs/src/")?;
        (name != "SUMMARY.md" && name.rsplit('.').next() == Some("md")).then_some((file, name))
    });
    pages
        .filter(|(_, name)| !summary.text.contains(&format!("({name})")))
        .map(|(file, _)| Finding::error(&file.path, 0, "is not in docs/src/SUMMARY.md"))
        .collect()
}

/// Every locale has the same files.
fn locales(tree: &Tree) -> Vec<Finding> {
    let mut files: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in &tree.files {
        if let Some((locale, name)) = file
            .path
            .strip_prefix("locales/")
            .and_then(|rest| rest.split_once('/'))
        {
            files.entry(locale).or_default().insert(name);
        }
    }
    let all: BTreeSet<&str> = files.values().flatten().copied().collect();
    let missing = files
        .iter()
        .flat_map(|(locale, has)| all.difference(has).map(move |name| (locale, name)));
    missing
        .map(|(locale, name)| {
            Finding::error(
                &format!("locales/{locale}/{name}"),
                0,
                "is missing; another locale has it",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_have_the_same_files() {
        let mut tree = Tree::of("locales/en/site.ftl", "");
        tree.add("locales/ru/site.ftl", "");
        tree.add("locales/ru/mail.ftl", "");

        let found = locales(&tree);

        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "locales/en/mail.ftl");
    }

    #[test]
    fn a_page_outside_the_table_of_contents_is_found() {
        let mut tree = Tree::of("docs/src/SUMMARY.md", "- [Here](here.md)");
        tree.add("docs/src/here.md", "");
        tree.add("docs/src/lost.md", "");

        assert_eq!(book(&tree).len(), 1);
    }
}
