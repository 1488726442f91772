//! The newsroom in the browser: its packages, and what it is built into, made anew when a source changed.

use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::needs;
use crate::process::{find_program, run as run_command, tee};
use crate::root::root;
use crate::test::tally::Tally;

/// What the app is built of, from the root.
const SOURCES: [&str; 7] = [
    "newsroom/src",
    "newsroom/index.html",
    "newsroom/package-lock.json",
    "newsroom/vite.config.ts",
    "newsroom/svelte.config.js",
    "newsroom/tsconfig.json",
    "locales",
];

fn folder() -> PathBuf {
    root().join("newsroom")
}

/// Builds the app if its sources are not those it was last built of.
pub fn build() -> Result<()> {
    let mark = folder().join("dist/.built-of");
    let now = fingerprint()?;
    let is_there = folder().join("dist/app/index.html").is_file();
    if is_there && fs::read_to_string(&mark).is_ok_and(|before| before == now) {
        return Ok(());
    }
    println!("Building the newsroom's app.");
    packages()?;
    npm(&["run", "--silent", "build", "--", "--logLevel", "warn"])?;
    fs::write(mark, now)?;
    Ok(())
}

/// The same, where a program without the app is better than none: says what is missing and goes on.
pub fn build_if_possible() {
    if find_program("npm", &[]).is_none() {
        println!("npm is missing: the newsroom's app is left out, everything else works.");
    } else if let Err(error) = build() {
        println!("The newsroom's app cannot be built, and is left as it was: {error:#}");
    }
}

/// Types, lints and format of the app.
pub fn check() -> Result<()> {
    packages()?;
    npm(&["run", "--silent", "check"])?;
    npm(&["run", "--silent", "lint"])
}

/// The app's own tests.
pub fn test(filter: Option<&str>) -> Result<Tally> {
    packages()?;
    let npx = find_program("npx", &[]).context("npx is missing; it comes with npm")?;
    let mut command = Command::new(npx);
    command
        .current_dir(folder())
        .args(["--no-install", "vitest", "run", "--passWithNoTests"]);
    if let Some(filter) = filter {
        command.args(["--testNamePattern", filter]);
    }
    let mut tally = Tally::default();
    let success = tee(&mut command, |line| tally.see_vitest(line))?;
    Ok(tally.with_outcome(success))
}

fn packages() -> Result<()> {
    needs::npm_packages_of(
        &folder(),
        "newsroom/ (Svelte, ProseMirror, Yjs and what builds them)",
    )
}

fn npm(words: &[&str]) -> Result<()> {
    let npm = find_program("npm", &[]).context("npm is missing")?;
    run_command(Command::new(npm).current_dir(folder()).args(words))
}

/// What every source holds, in one word.
fn fingerprint() -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        list(&root().join(source), &mut files)?;
    }
    files.retain(|path| is_source(path));
    files.sort();
    let mut hasher = DefaultHasher::new();
    for path in files {
        hasher.write(path.to_string_lossy().as_bytes());
        hasher.write(&fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Tests build nothing, and of the messages only those of the app are in it.
fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_message = path.extension().is_some_and(|ext| ext == "ftl");
    !name.ends_with(".test.ts") && (!is_message || name.starts_with("newsroom-"))
}

fn list(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))?;
    for entry in entries {
        list(&entry?.path(), found)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_built_counts_as_source() {
        assert!(is_source(Path::new("newsroom/src/App.svelte")));
        assert!(is_source(Path::new("locales/ru/newsroom-app.ftl")));
        assert!(!is_source(Path::new("locales/ru/site.ftl")));
        assert!(!is_source(Path::new("newsroom/src/lib/messages.test.ts")));
    }
}
