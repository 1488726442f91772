//! Reads a document as a tree.

use crate::schema;
use crate::tree::{Attributes, Child, Marks, Node, Run, Tree};
use yrs::types::text::YChange;
use yrs::{Any, GetString, Map, Number, Out, ReadTxn, Text, Xml, XmlFragment, XmlOut, XmlTextRef};

/// All a document says.
pub(crate) fn tree<T: ReadTxn>(txn: &T) -> Tree {
    let texts = schema::TEXTS.iter().map(|name| {
        let text = txn.get_text(*name);
        let words = text.map(|text| text.get_string(txn)).unwrap_or_default();
        ((*name).to_owned(), words)
    });
    let fragment = |name: &str| {
        let root = txn.get_xml_fragment(name);
        root.map(|root| children(txn, &root)).unwrap_or_default()
    };
    Tree {
        texts: texts.collect(),
        lead: lead(txn),
        standfirst: fragment(schema::STANDFIRST),
        body: fragment(schema::BODY),
    }
}

fn lead<T: ReadTxn>(txn: &T) -> Attributes {
    let Some(map) = txn.get_map(schema::LEAD) else {
        return Attributes::new();
    };
    map.iter(txn)
        .filter_map(|(key, value)| Some((key.to_owned(), said(&value)?)))
        .collect()
}

/// What is in a node.
pub(crate) fn children<T: ReadTxn>(txn: &T, parent: &impl XmlFragment) -> Vec<Child> {
    parent
        .children(txn)
        .filter_map(|child| match child {
            XmlOut::Element(element) => {
                let attributes = element.attributes(txn);
                Some(Child::Node(Node {
                    name: element.try_tag()?.to_string(),
                    attributes: attributes
                        .filter_map(|(key, value)| Some((key.to_owned(), said(&value)?)))
                        .collect(),
                    children: children(txn, &element),
                }))
            }
            XmlOut::Text(text) => Some(Child::Text(runs(txn, &text))),
            XmlOut::Fragment(_) => None,
        })
        .collect()
}

/// The words of a text with their marks.
pub(crate) fn runs<T: ReadTxn>(txn: &T, text: &XmlTextRef) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for chunk in text.diff(txn, YChange::identity) {
        let Out::Any(Any::String(words)) = chunk.insert else {
            continue;
        };
        let marks = chunk.attributes.map(|marks| *marks).unwrap_or_default();
        let marks: Marks = marks
            .iter()
            .filter(|(_, value)| !matches!(value, Any::Null | Any::Undefined))
            .map(|(key, value)| (key.to_string(), fields(value)))
            .collect();
        crate::marks::push(&mut out, &words, marks);
    }
    out
}

/// The attributes of a mark.
fn fields(value: &Any) -> Attributes {
    let Any::Map(map) = value else {
        return Attributes::new();
    };
    map.iter()
        .filter_map(|(key, value)| Some((key.clone(), word(value)?)))
        .collect()
}

/// What an attribute says, whatever kind of value it is.
pub(crate) fn said(value: &Out) -> Option<String> {
    match value {
        Out::Any(value) => word(value),
        _ => None,
    }
}

/// A value as text; nothing if it says nothing or is no single value.
pub(crate) fn word(value: &Any) -> Option<String> {
    match value {
        Any::String(text) => Some(text.to_string()),
        Any::Bool(truth) => truth.then(|| "true".to_owned()),
        Any::Number(Number::Int(number)) => Some(number.to_string()),
        Any::Number(Number::Float(number)) => Some(number.to_string()),
        Any::Null | Any::Undefined | Any::Buffer(_) | Any::Array(_) | Any::Map(_) => None,
    }
}
