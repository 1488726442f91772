//! `bench/RESULTS.md`: a section for each bench, replaced whole.

use anyhow::Result;
use std::fmt::Write;
use std::fs;
use std::process::Command;

use super::machine;
use super::stats::{Sample, shown};
use crate::process::output;
use crate::root::root;

const HEAD: &str =
    "# Results\n\nWritten by `cargo xtask bench NAME`; see [README.md](README.md) for how.\n";

/// Rows of one table: a goal each.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<[String; 6]>,
}

impl Table {
    /// Adds a row: what, ours, the peer's, and the least or greatest ratio wanted.
    pub fn compare(&mut self, what: &str, ours: &Sample, peer: (&str, &Sample), goal: Goal) {
        let ratio = if peer.1.median() > 0.0 {
            ours.median() / peer.1.median()
        } else {
            f64::NAN
        };
        self.rows.push([
            what.to_owned(),
            with_spread(ours),
            format!("{} {}", peer.0, with_spread(peer.1)),
            format!("{ratio:.2}"),
            goal.text("x"),
            goal.verdict(ratio).to_owned(),
        ]);
    }

    /// Adds a row without a peer: what, ours, its unit, and the bound wanted.
    pub fn bound(&mut self, what: &str, ours: &Sample, unit: &str, goal: Goal) {
        let value = format!("{} {unit}", with_spread(ours));
        let verdict = goal.verdict(ours.median()).to_owned();
        self.rows.push([
            what.to_owned(),
            value,
            "-".into(),
            "-".into(),
            goal.text(unit),
            verdict,
        ]);
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut text = String::from(
            "| what | Dateline | peer | ratio | goal | met |\n|---|---|---|---|---|---|\n",
        );
        for row in &self.rows {
            let _ = writeln!(text, "| {} |", row.join(" | "));
        }
        text
    }
}

/// What a figure should be.
#[derive(Debug, Clone, Copy)]
pub enum Goal {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
    /// Shown for itself.
    None,
}

impl Goal {
    fn text(self, unit: &str) -> String {
        match self {
            Self::AtLeast(bound) => format!(">= {} {unit}", plain(bound)),
            Self::AtMost(bound) => format!("<= {} {unit}", plain(bound)),
            Self::None => "-".to_owned(),
        }
    }

    fn verdict(self, value: f64) -> &'static str {
        let met = match self {
            Self::None => return "-",
            _ if value.is_nan() => return "no peer",
            Self::AtLeast(bound) => value >= bound,
            Self::AtMost(bound) => value <= bound,
        };
        if met { "yes" } else { "**no**" }
    }
}

fn plain(value: f64) -> String {
    if value.fract() == 0.0 {
        shown(value).trim_end_matches(".00").to_owned()
    } else {
        format!("{value}")
    }
}

fn with_spread(sample: &Sample) -> String {
    if sample.len() < 2 {
        return shown(sample.median());
    }
    format!(
        "{} ±{:.0} %",
        shown(sample.median()),
        sample.spread_percent() / 2.0
    )
}

/// Puts the section of this bench into the file, in place of its last one.
pub fn write(name: &str, section: &str) -> Result<()> {
    let file = root().join("bench/RESULTS.md");
    let old = fs::read_to_string(&file).unwrap_or_default();
    let date = output(Command::new("date").args(["-u", "+%-d %B %Y"]))?;
    let commit =
        output(
            Command::new("git")
                .current_dir(root())
                .args(["rev-parse", "--short", "HEAD"]),
        )?;
    let intro = format!("{date}, commit {commit}. {}.", machine::described());
    let new = replaced(&old, name, &format!("{intro}\n\n{}", section.trim()));
    fs::write(&file, new)?;
    println!("\n{section}\nWritten to bench/RESULTS.md");
    Ok(())
}

fn replaced(old: &str, name: &str, body: &str) -> String {
    let sections = old.split("\n## ").skip(1);
    let mut kept: Vec<(String, String)> = sections
        .filter_map(|section| section.split_once('\n'))
        .map(|(title, text)| (title.trim().to_owned(), text.trim().to_owned()))
        .filter(|(title, _)| title != name)
        .collect();
    kept.push((name.to_owned(), body.trim().to_owned()));
    kept.sort();
    let mut text = HEAD.to_owned();
    for (title, section) in kept {
        let _ = write!(text, "\n## {title}\n\n{section}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_section_is_replaced() {
        let first = replaced("# Results\n\nNot measured yet.\n", "pages", "one");
        let second = replaced(&replaced(&first, "import", "two"), "pages", "three");

        assert!(second.contains("## import\n\ntwo\n") && second.contains("## pages\n\nthree\n"));
        assert!(!second.contains("one"));
    }

    #[test]
    fn a_goal_that_is_not_met_says_so() {
        let (ours, peer): (Sample, Sample) =
            ([80.0].into_iter().collect(), [100.0].into_iter().collect());
        let mut table = Table::default();

        table.compare("story", &ours, ("nginx", &peer), Goal::AtLeast(0.9));
        table.bound("memory", &ours, "MB", Goal::AtMost(150.0));

        let text = table.markdown();
        assert!(
            text.contains("| story | 80.00 | nginx 100 | 0.80 | >= 0.9 x | **no** |"),
            "{text}"
        );
        assert!(
            text.contains("| memory | 80.00 MB | - | - | <= 150 MB | yes |"),
            "{text}"
        );
    }
}
