//! Nodes of a graph, written in the order they were made.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// A value of a property.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Number(u64),
    Bool(bool),
    List(Vec<Value>),
    Node(Node),
}

/// A thing with a type and properties. Empty values are never written.
#[derive(Clone, Debug, Default)]
pub(super) struct Node(Vec<(&'static str, Value)>);

impl Value {
    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(list) => list.is_empty(),
            Self::Node(node) => node.0.is_empty(),
            Self::Number(_) | Self::Bool(_) => false,
        }
    }
}

impl Node {
    /// A node of a type.
    pub fn new(kind: &'static str) -> Self {
        Self::default().with("@type", kind)
    }

    /// Only a pointer to a node of the graph.
    pub fn reference(id: &str) -> Self {
        Self::default().with("@id", id)
    }

    /// Adds a property, unless the value is empty.
    pub fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.push((key, value));
        }
        self
    }

    /// Adds a property if there is a value.
    pub fn maybe(self, key: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds a property with any number of values.
    pub fn all<T: Into<Value>>(
        self,
        key: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        let values = values
            .into_iter()
            .map(Into::into)
            .filter(|v: &Value| !v.is_empty());
        self.with(key, Value::List(values.collect()))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<jiff::Timestamp> for Value {
    fn from(at: jiff::Timestamp) -> Self {
        Self::Text(crate::feed::rfc3339(at))
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Node(node)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::List(list) => list.serialize(serializer),
            Self::Node(node) => node.serialize(serializer),
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// One document of all nodes, safe inside a `script` element: it holds no `<`, `>`, `&` and no
/// line separators, only their escapes.
pub(super) fn graph(nodes: Vec<Node>) -> String {
    let document = Node::default()
        .with("@context", "https://schema.org")
        .all("@graph", nodes);
    // Text keys and our own `Serialize`: writing to memory cannot fail.
    let json = serde_json::to_string(&document).unwrap_or_default();
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}
