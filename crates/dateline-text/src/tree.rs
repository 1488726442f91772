//! What a document says, as a plain tree: names, attributes and texts, in order.

use std::collections::BTreeMap;

/// Attributes by name.
pub type Attributes = BTreeMap<String, String>;
/// Marks of a piece of text by name, each with its attributes.
pub type Marks = BTreeMap<String, Attributes>;

/// All a document says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// Plain texts by the name of their root.
    pub texts: BTreeMap<String, String>,
    /// The lead picture.
    pub lead: Attributes,
    /// The standfirst.
    pub standfirst: Vec<Child>,
    /// The running text.
    pub body: Vec<Child>,
}

/// A node with its content.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// What it is.
    pub name: String,
    /// What is said of it.
    pub attributes: Attributes,
    /// What is in it.
    pub children: Vec<Child>,
}

/// What can be in a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Child {
    /// Another node.
    Node(Node),
    /// Words.
    Text(Vec<Run>),
}

/// Words that carry the same marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Their marks.
    pub marks: Marks,
}

impl Node {
    /// A node without content.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// With an attribute, if there is something to say.
    #[must_use]
    pub fn with(mut self, name: &str, value: Option<impl Into<String>>) -> Self {
        if let Some(value) = value {
            self.attributes.insert(name.to_owned(), value.into());
        }
        self
    }

    /// With content.
    #[must_use]
    pub fn holding(mut self, children: Vec<Child>) -> Self {
        self.children = children;
        self
    }

    /// An attribute that says something.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.trim().is_empty())
    }

    /// The nodes in it.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        nodes(&self.children)
    }
}

/// The nodes among children.
pub fn nodes(children: &[Child]) -> impl Iterator<Item = &Node> {
    children.iter().filter_map(|child| match child {
        Child::Node(node) => Some(node),
        Child::Text(_) => None,
    })
}

/// One text without marks, if there are words.
pub fn plain(text: &str) -> Vec<Child> {
    if text.is_empty() {
        return Vec::new();
    }
    let run = Run {
        text: text.to_owned(),
        marks: Marks::new(),
    };
    vec![Child::Text(vec![run])]
}
