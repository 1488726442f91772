//! `xtask/tidy-excused.txt`: what is too large today. The list may only shrink.
//!
//! One line each: `file PATH LINES`, `function PATH NAME LINES` or `trait PATH NAME`.

use super::{Finding, tree::Tree};

/// Where the list is.
const LIST: &str = "xtask/tidy-excused.txt";

#[derive(Debug)]
struct Entry {
    line: usize,
    key: String,
    limit: usize,
    used: bool,
}

/// The list, and which of its lines were needed.
#[derive(Debug, Default)]
pub struct Excused {
    entries: Vec<Entry>,
}

impl Excused {
    /// Reads the list; a missing one is empty.
    pub fn read(tree: &Tree) -> Self {
        let text = tree.get(LIST).map_or("", |file| file.text.as_str());
        let lines = text.lines().enumerate();
        let entries = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        Self {
            entries: entries.map(|(at, line)| entry(at + 1, line)).collect(),
        }
    }

    /// Whether `key` may measure `size`.
    pub fn allows(&mut self, key: &str, size: usize) -> bool {
        match self.entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => {
                entry.used = true;
                size <= entry.limit
            }
            None => false,
        }
    }

    /// Lines no longer needed: they must go.
    pub fn leftovers(&self) -> Vec<Finding> {
        let unused = self.entries.iter().filter(|entry| !entry.used);
        unused
            .map(|entry| {
                Finding::error(
                    LIST,
                    entry.line,
                    format!("`{}` is fine now: remove the line", entry.key),
                )
            })
            .collect()
    }
}

fn entry(line: usize, text: &str) -> Entry {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let limit = words.last().and_then(|word| word.parse().ok());
    if limit.is_some() {
        words.pop();
    }
    Entry {
        line,
        key: words.join(" "),
        limit: limit.unwrap_or(usize::MAX),
        used: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excuse_holds_up_to_its_size_and_must_be_needed() {
        let tree = Tree::of(LIST, "# why\nfile a.rs 700\ntrait b.rs Port\n");
        let mut excused = Excused::read(&tree);

        assert!(excused.allows("file a.rs", 700));
        assert!(!excused.allows("file a.rs", 701));
        assert_eq!(excused.leftovers().len(), 1);
    }
}
