//! The files of the checkout, as git sees them.

use anyhow::Result;
use std::fs;
use std::process::Command;

use super::rust::Rust;
use crate::process::output;
use crate::root::root;

/// One text file.
#[derive(Debug)]
pub struct File {
    /// From the root, with `/`.
    pub path: String,
    /// Content.
    pub text: String,
    /// For Rust files: code, literals and tests taken apart.
    pub rust: Option<Rust>,
}

impl File {
    /// Whether the whole file is tests: `tests/`, or a `tests.rs` behind `#[cfg(test)]`.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("tests.rs")
    }
}

/// All text files, new ones too, ignored ones not.
#[derive(Debug, Default)]
pub struct Tree {
    /// Sorted by path.
    pub files: Vec<File>,
}

impl Tree {
    /// Reads the checkout.
    pub fn read() -> Result<Self> {
        let mut git = Command::new("git");
        git.current_dir(root());
        git.args([
            "-c",
            "core.quotePath=off",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
        ]);
        let mut paths: Vec<String> = output(&mut git)?.lines().map(str::to_owned).collect();
        paths.sort();
        paths.dedup();
        let mut tree = Self::default();
        for path in paths {
            // A file that was removed and not yet committed, or is no text, has no rules.
            if let Ok(text) = fs::read_to_string(root().join(&path)) {
                tree.add(&path, &text);
            }
        }
        Ok(tree)
    }

    /// Adds a file.
    pub fn add(&mut self, path: &str, text: &str) {
        let is_rust = path.rsplit('.').next() == Some("rs");
        let rust = is_rust.then(|| Rust::read(text));
        self.files.push(File {
            path: path.to_owned(),
            text: text.to_owned(),
            rust,
        });
    }

    /// A tree of one file, for tests.
    #[cfg(test)]
    pub fn of(path: &str, text: &str) -> Self {
        let mut tree = Self::default();
        tree.add(path, text);
        tree
    }

    /// A file by its path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Names of the workspace's crates, `xtask` apart.
    pub fn crates(&self) -> Vec<&str> {
        let manifests = self.files.iter().filter_map(|file| {
            let name = file
                .path
                .strip_prefix("crates/")?
                .strip_suffix("/Cargo.toml")?;
            (!name.contains('/')).then_some(name)
        });
        manifests.collect()
    }

    /// Rust files of a crate's `src/`.
    pub fn sources(&self, name: &str) -> impl Iterator<Item = (&File, &Rust)> {
        let prefix = format!("crates/{name}/src/");
        self.rust()
            .filter(move |(file, _)| file.path.starts_with(&prefix))
    }

    /// Every Rust file.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &Rust)> {
        self.files
            .iter()
            .filter_map(|file| Some((file, file.rust.as_ref()?)))
    }
}
