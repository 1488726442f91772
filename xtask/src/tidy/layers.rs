//! Who may depend on whom, and what the pure crates may not know.

use super::{Finding, tree::Tree};

/// Crates that are pure: everything they need comes as an argument.
const PURE: [&str; 3] = ["dateline-core", "dateline-formats", "dateline-text"];

/// What the pure crates must not depend on.
const IMPURE: [&str; 12] = [
    "tokio",
    "axum",
    "hyper",
    "hyper-util",
    "tower",
    "sqlx",
    "reqwest",
    "async-nats",
    "object_store",
    "rustls",
    "dateline-db",
    "dateline-infra",
];

/// What the pure crates must not call.
const AMBIENT: [&str; 9] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "Uuid::now_v7",
];

/// A dependency, and the only crates that may have it.
const ONLY_IN: [(&str, &[&str]); 13] = [
    (
        "axum",
        &[
            "dateline-web",
            "dateline-newsroom",
            "dateline-site",
            "dateline",
        ],
    ),
    (
        "hyper",
        &[
            "dateline-web",
            "dateline-newsroom",
            "dateline-site",
            "dateline",
        ],
    ),
    (
        "hyper-util",
        &[
            "dateline-web",
            "dateline-newsroom",
            "dateline-site",
            "dateline",
        ],
    ),
    ("sqlx", &["dateline-db"]),
    ("reqwest", &["dateline-infra"]),
    ("async-nats", &["dateline-infra"]),
    ("object_store", &["dateline-infra"]),
    ("lettre", &["dateline-infra"]),
    ("tantivy", &["dateline-search"]),
    ("yrs", &["dateline-text", "dateline-testkit"]),
    ("rav1d", &["dateline-avif"]),
    ("c2pa", &["dateline-provenance"]),
    ("rcgen", &["dateline-provenance"]),
];

/// Which of our crates each may depend on.
const DIRECTION: [(&str, &[&str]); 13] = [
    ("dateline-core", &[]),
    ("dateline-formats", &["dateline-core"]),
    ("dateline-text", &["dateline-core"]),
    ("dateline-db", &["dateline-core"]),
    ("dateline-avif", &[]),
    ("dateline-infra", &["dateline-core", "dateline-avif"]),
    ("dateline-search", &[]),
    ("dateline-provenance", &["dateline-core", "dateline-infra"]),
    (
        "dateline-web",
        &["dateline-core", "dateline-db", "dateline-infra"],
    ),
    (
        "dateline-newsroom",
        &[
            "dateline-core",
            "dateline-formats",
            "dateline-db",
            "dateline-infra",
            "dateline-text",
            "dateline-web",
        ],
    ),
    (
        "dateline-site",
        &[
            "dateline-core",
            "dateline-formats",
            "dateline-db",
            "dateline-infra",
            "dateline-search",
            "dateline-web",
        ],
    ),
    (
        "dateline-testkit",
        &[
            "dateline-core",
            "dateline-formats",
            "dateline-db",
            "dateline-infra",
            "dateline-text",
            "dateline-web",
        ],
    ),
    (
        "dateline",
        &[
            "dateline-core",
            "dateline-avif",
            "dateline-formats",
            "dateline-db",
            "dateline-infra",
            "dateline-provenance",
            "dateline-search",
            "dateline-web",
            "dateline-newsroom",
            "dateline-site",
        ],
    ),
];

/// Checks manifests, then what the sources call.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in tree.crates() {
        found.extend(manifest(tree, name));
    }
    for name in PURE {
        for (file, rust) in tree.sources(name).filter(|(file, _)| !file.is_test()) {
            for (line, code) in rust.shipped() {
                let ambient = AMBIENT.iter().filter(|word| code.contains(*word));
                found.extend(ambient.map(|word| {
                    let text = format!("{name} is pure: `{word}` must come as an argument");
                    Finding::error(&file.path, line, text)
                }));
            }
        }
    }
    found
}

fn manifest(tree: &Tree, name: &str) -> Vec<Finding> {
    let path = format!("crates/{name}/Cargo.toml");
    let Some(file) = tree.get(&path) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut wrong = |text: String| found.push(Finding::error(&path, 0, text));
    let direction = DIRECTION
        .iter()
        .find(|(crate_name, _)| *crate_name == name)
        .map(|(_, may)| *may);
    if direction.is_none() {
        wrong(format!(
            "a new crate: add {name} to DIRECTION in xtask/src/tidy/layers.rs and to ARCHITECTURE.md"
        ));
    }
    for dependency in dependencies(&file.text) {
        if PURE.contains(&name) && IMPURE.contains(&dependency.as_str()) {
            wrong(format!(
                "{name} is pure and must not depend on {dependency}"
            ));
        }
        if let Some((_, only)) = ONLY_IN.iter().find(|(what, _)| *what == dependency)
            && !only.contains(&name)
        {
            wrong(format!(
                "{dependency} may only be used by {}",
                only.join(", ")
            ));
        }
        if let Some(may) = direction
            && dependency.starts_with("dateline")
            && !may.contains(&dependency.as_str())
        {
            wrong(format!("{name} must not depend on {dependency}"));
        }
    }
    found
}

/// Names under `[dependencies]`; development dependencies are free.
fn dependencies(manifest: &str) -> Vec<String> {
    let Ok(table) = manifest.parse::<toml::Table>() else {
        return Vec::new();
    };
    let dependencies = table.get("dependencies").and_then(toml::Value::as_table);
    dependencies
        .map(|table| table.keys().cloned().collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pure_crates_may_not_know_the_clock() {
        let source = "fn f() { let t = Timestamp::now(); }\n#[cfg(test)]\nmod t { use std::fs; }";
        let tree = Tree::of("crates/dateline-core/src/lib.rs", source);

        let found = check(&tree);

        assert_eq!(found.len(), 1);
        assert_eq!(found[0].line, 1);
    }

    #[test]
    fn a_surface_may_not_depend_on_the_other() {
        let tree = Tree::of(
            "crates/dateline-site/Cargo.toml",
            "[dependencies]\ndateline-newsroom = {}\naxum = \"1\"",
        );

        let found = check(&tree);

        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn vendor_clients_live_in_infra() {
        let tree = Tree::of(
            "crates/dateline-web/Cargo.toml",
            "[dependencies]\nreqwest.workspace = true",
        );

        assert_eq!(check(&tree).len(), 1);
    }
}
