//! `tidy`: tests that read the tree and hold the invariants of ARCHITECTURE.md.
//!
//! Each check takes the [`Tree`] and returns what it found; none of them runs or compiles anything.

mod css;
mod docs;
mod excused;
mod layers;
mod lexer;
mod pressed;
mod rust;
mod sizes;
mod sql;
mod traits;
mod tree;
mod words;

use anyhow::{Result, bail};
use std::fmt;
use std::process::ExitCode;

use crate::args::Args;
use excused::Excused;
use tree::Tree;

/// A rule that does not hold somewhere.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// File, from the root.
    pub path: String,
    /// Line, from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong, and what to do.
    pub text: String,
    /// A warning is shown and lets the check pass.
    pub warning: bool,
}

impl Finding {
    fn error(path: &str, line: usize, text: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            text: text.into(),
            warning: false,
        }
    }

    fn warning(path: &str, line: usize, text: impl Into<String>) -> Self {
        Self {
            warning: true,
            ..Self::error(path, line, text)
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.warning { "warning" } else { "error" };
        match self.line {
            0 => write!(out, "{mark}: {}: {}", self.path, self.text),
            line => write!(out, "{mark}: {}:{line}: {}", self.path, self.text),
        }
    }
}

/// The command.
pub fn run(args: Args) -> Result<ExitCode> {
    args.done()?;
    check()?;
    Ok(ExitCode::SUCCESS)
}

/// Reads the tree and fails when a rule does not hold.
pub fn check() -> Result<()> {
    let tree = Tree::read()?;
    let mut findings = findings(&tree);
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings.iter().filter(|finding| !finding.warning).count();
    if errors > 0 {
        bail!("tidy: {errors} broken rules");
    }
    println!("tidy: {} files, every rule holds", tree.files.len());
    Ok(())
}

fn findings(tree: &Tree) -> Vec<Finding> {
    let mut excused = Excused::read(tree);
    let mut found = Vec::new();
    found.extend(layers::check(tree));
    found.extend(pressed::check(tree));
    found.extend(sql::check(tree));
    found.extend(traits::check(tree, &mut excused));
    found.extend(sizes::check(tree, &mut excused));
    found.extend(words::check(tree));
    found.extend(docs::check(tree));
    found.extend(css::check(tree));
    found.extend(excused.leftovers());
    found
}
