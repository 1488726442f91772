//! One element of the archive as a small tree.

use super::WxrError;
use super::scan::{Scanner, Text, Token};
use std::io::BufRead;

/// Most bytes of one item.
const MAX_ITEM: usize = 64 * 1024 * 1024;
/// Most elements of one item.
const MAX_NODES: usize = 500_000;
/// Deepest nesting that is kept apart.
const MAX_DEPTH: usize = 16;

/// An element with its words and children.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub name: String,
    pub line: u64,
    pub attributes: Vec<(String, String)>,
    pub words: String,
    pub children: Vec<Node>,
}

/// An element that was read, and what was wrong with it.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub node: Node,
    /// Why it cannot be used.
    pub fault: Option<String>,
    /// Its tags did not match.
    pub is_mended: bool,
    /// An element of the same name began before it closed.
    pub next: Option<Node>,
}

impl Node {
    /// A node as its tag gives it.
    pub fn new(name: String, attributes: Vec<(String, String)>, line: u64) -> Self {
        Self {
            name,
            line,
            attributes,
            ..Self::default()
        }
    }

    /// Words of the first child with the name, trimmed; empty if there is none.
    pub fn field(&self, name: &str) -> &str {
        self.children
            .iter()
            .find(|c| c.name == name)
            .map_or("", |c| c.words.trim())
    }

    /// The same, unless empty.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.field(name)).filter(|v| !v.is_empty())
    }

    /// Children with the name.
    pub fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// Value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }
}

/// Reads the element `root`, whose start tag was just read. Tags that do not match are mended.
pub(super) fn read<R: BufRead>(
    scanner: &mut Scanner<R>,
    root: Node,
    rename: &dyn Fn(String) -> String,
) -> Result<Whole, WxrError> {
    let mut tree = Tree {
        open: vec![root],
        whole: Whole::default(),
        size: 0,
        nodes: 0,
    };
    let mut text = Text::default();
    loop {
        let token = scanner.next(&mut text)?;
        tree.words(&mut text);
        match token {
            Token::Eof => {
                return Err(WxrError::Truncated {
                    line: scanner.line(),
                    inside: tree.open[0].name.clone(),
                });
            }
            Token::Start {
                name,
                attributes,
                is_empty,
                line,
            } => {
                let node = Node::new(rename(name), attributes, line);
                if node.name == tree.open[0].name && node.name == "item" {
                    return Ok(tree.broken_off(node));
                }
                tree.start(node, is_empty);
            }
            Token::End(name) => {
                if tree.end(&rename(name)) {
                    return Ok(tree.finish());
                }
            }
        }
    }
}

struct Tree {
    open: Vec<Node>,
    whole: Whole,
    size: usize,
    nodes: usize,
}

impl Tree {
    fn words(&mut self, text: &mut Text) {
        let Some(node) = self.open.last_mut() else {
            return;
        };
        if text.is_cut {
            self.whole
                .fault
                .get_or_insert_with(|| format!("field {} is larger than 16 MB", node.name));
        }
        self.size += text.words.len();
        if self.size > MAX_ITEM {
            self.whole
                .fault
                .get_or_insert_with(|| "larger than 64 MB".to_owned());
        }
        if self.whole.fault.is_none() {
            if node.words.is_empty() {
                std::mem::swap(&mut node.words, &mut text.words);
            } else {
                node.words.push_str(&text.words);
            }
        }
        text.words.clear();
        text.is_cut = false;
    }

    fn start(&mut self, node: Node, is_empty: bool) {
        self.nodes += 1;
        if self.nodes > MAX_NODES || self.open.len() > MAX_DEPTH * 64 {
            self.whole
                .fault
                .get_or_insert_with(|| "too many elements".to_owned());
            return;
        }
        self.open.push(node);
        if is_empty {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(node) = self.open.pop() else { return };
        let depth = self.open.len();
        let Some(parent) = self.open.last_mut() else {
            return;
        };
        if depth > MAX_DEPTH {
            self.whole
                .fault
                .get_or_insert_with(|| "nested too deeply".to_owned());
        } else if self.whole.fault.is_none() {
            parent.children.push(node);
        }
    }

    /// Closes the element of the name; true if it is the root.
    fn end(&mut self, name: &str) -> bool {
        let Some(at) = self.open.iter().rposition(|n| n.name == name) else {
            self.whole.is_mended = true;
            return false;
        };
        self.whole.is_mended |= at + 1 != self.open.len();
        while self.open.len() > at + 1 {
            self.close_last();
        }
        if at == 0 {
            return true;
        }
        self.close_last();
        false
    }

    fn finish(mut self) -> Whole {
        self.whole.node = self.open.swap_remove(0);
        self.whole
    }

    fn broken_off(mut self, next: Node) -> Whole {
        while self.open.len() > 1 {
            self.close_last();
        }
        self.whole.next = Some(next);
        self.whole.is_mended = true;
        self.finish()
    }
}
