//! Small questions asked of nodes of the parsed tree.

use dom_query::{NodeData, NodeRef};

/// Name of an element; empty for what is none.
pub(super) fn name(node: &NodeRef<'_>) -> String {
    node.node_name().map(|n| n.to_string()).unwrap_or_default()
}

/// Value of an attribute, trimmed, unless it is empty.
pub(super) fn attr(node: &NodeRef<'_>, name: &str) -> Option<String> {
    let value = node.attr(name)?.trim().to_owned();
    (!value.is_empty()).then_some(value)
}

/// The words of a text node.
pub(super) fn text_of(node: &NodeRef<'_>) -> Option<String> {
    node.query_or(None, |n| match &n.data {
        NodeData::Text { contents } => Some(contents.to_string()),
        _ => None,
    })
}

/// What a comment says.
pub(super) fn comment_of(node: &NodeRef<'_>) -> Option<String> {
    node.query_or(None, |n| match &n.data {
        NodeData::Comment { contents } => Some(contents.to_string()),
        _ => None,
    })
}

/// True if one of the classes of the element is in the list.
pub(super) fn has_any_class(node: &NodeRef<'_>, classes: &[&str]) -> bool {
    classes.iter().any(|class| node.has_class(class))
}

/// True if any class of the element contains the words.
pub(super) fn class_contains(node: &NodeRef<'_>, words: &str) -> bool {
    node.class().is_some_and(|c| c.contains(words))
}

/// First element below with one of the names, in reading order.
pub(super) fn first<'a>(node: &NodeRef<'a>, names: &[&str]) -> Option<NodeRef<'a>> {
    node.descendants_it().find(|n| is_any(n, names))
}

/// Every element below with one of the names, in reading order.
pub(super) fn all<'a>(node: &NodeRef<'a>, names: &[&str]) -> Vec<NodeRef<'a>> {
    node.descendants_it().filter(|n| is_any(n, names)).collect()
}

/// First element directly below with one of the names.
pub(super) fn child<'a>(node: &NodeRef<'a>, names: &[&str]) -> Option<NodeRef<'a>> {
    node.children_it(false).find(|n| is_any(n, names))
}

/// True if the element has one of the names.
pub(super) fn is_any(node: &NodeRef<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| node.has_name(name))
}

/// A number in an attribute ("300", "300px").
pub(super) fn number(node: &NodeRef<'_>, name: &str) -> Option<usize> {
    let value = attr(node, name)?;
    value.trim_end_matches("px").parse().ok()
}

/// Words on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
