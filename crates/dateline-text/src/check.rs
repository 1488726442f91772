//! Whether what a document holds is in the schema: looks only at what an update changed.

use crate::limits::{MAX_ATTRIBUTE_CHARS, MAX_DEPTH, MAX_JSON_CHARS, MAX_MARKS, MAX_NODES};
use crate::read;
use crate::schema::{self, Holds};
use std::collections::HashSet;
use yrs::types::TypeRef;
use yrs::types::text::{Diff, YChange};
use yrs::{
    Any, BranchID, Map, Out, ReadTxn, Text, Xml, XmlElementRef, XmlFragment, XmlOut, XmlTextRef,
};

/// What a document may not hold, in words.
pub(crate) type Fault = String;

/// Nodes that were looked at and found good; what is in them may have changed since.
#[derive(Debug, Default)]
pub(crate) struct Known(HashSet<BranchID>);

/// What changed in a transaction: ids and kinds of the types.
pub(crate) struct Changed(pub Vec<(BranchID, TypeRef)>);

impl Known {
    /// Checks all of a document.
    pub fn whole<T: ReadTxn>(&mut self, txn: &T) -> Result<(), Fault> {
        self.0.clear();
        roots(txn)?;
        for name in [schema::STANDFIRST, schema::BODY] {
            if let Some(root) = txn.get_xml_fragment(name) {
                self.content(txn, &root, holds_of_root(name), 1)?;
            }
        }
        for name in schema::TEXTS {
            plain_root(txn, name)?;
        }
        lead(txn)
    }

    /// Checks what a transaction changed.
    pub fn changed<T: ReadTxn>(&mut self, txn: &T, changed: &Changed) -> Result<(), Fault> {
        let mut is_new_root = false;
        for (id, kind) in &changed.0 {
            match id {
                BranchID::Root(name) => match name.as_ref() {
                    schema::LEAD => lead(txn)?,
                    name if schema::TEXTS.contains(&name) => plain_root(txn, name)?,
                    name @ (schema::STANDFIRST | schema::BODY) => {
                        if let Some(root) = txn.get_xml_fragment(name) {
                            self.content(txn, &root, holds_of_root(name), 1)?;
                        }
                    }
                    _ => is_new_root = true,
                },
                BranchID::Nested(item) => {
                    let Some(branch) = BranchID::get_nested(txn, item) else {
                        continue;
                    };
                    if branch.is_deleted() {
                        continue;
                    }
                    match kind {
                        TypeRef::XmlElement(_) => {
                            let element = XmlElementRef::from(branch);
                            let depth = depth(element.parent())?;
                            self.0.remove(id);
                            self.element(txn, &element, None, depth)?;
                        }
                        TypeRef::XmlText => again(txn, &XmlTextRef::from(branch))?,
                        _ => return Err("something that is neither a node nor words".to_owned()),
                    }
                }
            }
        }
        if is_new_root {
            roots(txn)?;
        }
        if self.0.len() > MAX_NODES {
            self.whole(txn)?;
        }
        Ok(())
    }

    /// Looks at the children of a node; those known to be good are passed over.
    fn content<T: ReadTxn>(
        &mut self,
        txn: &T,
        parent: &impl XmlFragment,
        holds: Holds,
        level: usize,
    ) -> Result<(), Fault> {
        if level > MAX_DEPTH {
            return Err(format!("nodes more than {MAX_DEPTH} levels deep"));
        }
        let mut count = 0;
        for child in parent.children(txn) {
            count += 1;
            match child {
                XmlOut::Element(element) => {
                    if !self.0.contains(&id_of(&element)) {
                        self.element(txn, &element, Some(holds), level)?;
                    }
                }
                XmlOut::Text(text) => {
                    if !matches!(holds, Holds::Inline | Holds::Plain) {
                        return Err("words outside of a paragraph".to_owned());
                    }
                    if !self.0.contains(&id_of(&text)) {
                        words(txn, &text, holds == Holds::Plain)?;
                        self.note(id_of(&text))?;
                    }
                }
                XmlOut::Fragment(_) => return Err("a fragment within the text".to_owned()),
            }
        }
        if count != parent.len(txn) {
            return Err("something in the text that is neither a node nor words".to_owned());
        }
        Ok(())
    }

    fn element<T: ReadTxn>(
        &mut self,
        txn: &T,
        element: &XmlElementRef,
        place: Option<Holds>,
        level: usize,
    ) -> Result<(), Fault> {
        let name = element.try_tag().map(ToString::to_string);
        let name = name.unwrap_or_default();
        let Some(kind) = schema::find(&name) else {
            return Err(format!("a node \"{}\"", short(&name)));
        };
        if place.is_some_and(|place| !schema::fits(kind, place)) {
            return Err(format!("a \"{name}\" where none may stand"));
        }
        for (attribute, value) in element.attributes(txn) {
            let is_known = attribute == "id" || kind.attributes.contains(&attribute);
            attribute_value(&name, attribute, &value, is_known)?;
        }
        self.content(txn, element, kind.holds, level + 1)?;
        self.note(id_of(element))
    }

    fn note(&mut self, id: BranchID) -> Result<(), Fault> {
        if self.0.len() > 2 * MAX_NODES {
            return Err(format!("more than {MAX_NODES} nodes"));
        }
        self.0.insert(id);
        Ok(())
    }
}

fn id_of(branch: &impl AsRef<yrs::branch::Branch>) -> BranchID {
    branch.as_ref().id()
}

fn holds_of_root(name: &str) -> Holds {
    if name == schema::BODY {
        Holds::Blocks
    } else {
        Holds::Only("paragraph")
    }
}

/// How deep a node with this parent stands.
fn depth(parent: Option<XmlOut>) -> Result<usize, Fault> {
    let mut level = 1;
    let mut next = parent;
    while let Some(XmlOut::Element(element)) = next {
        level += 1;
        if level > MAX_DEPTH {
            return Err(format!("nodes more than {MAX_DEPTH} levels deep"));
        }
        next = element.parent();
    }
    Ok(level)
}

/// Roots nobody asked for.
fn roots<T: ReadTxn>(txn: &T) -> Result<(), Fault> {
    for (name, _) in txn.root_refs() {
        let is_known = schema::TEXTS.contains(&name)
            || [schema::LEAD, schema::STANDFIRST, schema::BODY].contains(&name);
        if !is_known {
            return Err(format!("a part \"{}\"", short(name)));
        }
    }
    Ok(())
}

fn plain_root<T: ReadTxn>(txn: &T, name: &str) -> Result<(), Fault> {
    let Some(text) = txn.get_text(name) else {
        return Ok(());
    };
    let chunks = text.diff(txn, YChange::identity);
    let is_plain = chunks.iter().all(|chunk| {
        matches!(chunk.insert, Out::Any(Any::String(_))) && chunk.attributes.is_none()
    }) && units(&chunks) == text.len(txn);
    if is_plain {
        Ok(())
    } else {
        Err(format!("more than plain words in \"{name}\""))
    }
}

fn lead<T: ReadTxn>(txn: &T) -> Result<(), Fault> {
    let Some(map) = txn.get_map(schema::LEAD) else {
        return Ok(());
    };
    for (key, value) in map.iter(txn) {
        let is_known = schema::LEAD_ATTRIBUTES.contains(&key);
        attribute_value(schema::LEAD, key, &value, is_known)?;
    }
    Ok(())
}

/// Whether an attribute is known and its value a bounded, harmless word.
fn attribute_value(node: &str, name: &str, value: &Out, is_known: bool) -> Result<(), Fault> {
    let Out::Any(value) = value else {
        return Err(format!("an attribute of \"{node}\" that is no value"));
    };
    if matches!(value, Any::Null | Any::Undefined) && name.len() <= 64 {
        return Ok(());
    }
    if !is_known {
        return Err(format!("an attribute \"{}\" of \"{node}\"", short(name)));
    }
    one_word(node, name, value)
}

fn one_word(node: &str, name: &str, value: &Any) -> Result<(), Fault> {
    if matches!(value, Any::Null | Any::Undefined | Any::Bool(_)) {
        return Ok(());
    }
    let Some(word) = read::word(value) else {
        return Err(format!("\"{name}\" of \"{node}\" is no text"));
    };
    let most = if schema::is_json(name) {
        MAX_JSON_CHARS
    } else {
        MAX_ATTRIBUTE_CHARS
    };
    if word.chars().count() > most {
        return Err(format!(
            "\"{name}\" of \"{node}\" has more than {most} characters"
        ));
    }
    if schema::is_json(name)
        && !word.is_empty()
        && serde_json::from_str::<serde_json::Value>(&word).is_err()
    {
        return Err(format!("\"{name}\" of \"{node}\" is no JSON"));
    }
    if schema::is_address(name) && !is_harmless(&word) {
        return Err(format!(
            "\"{name}\" of \"{node}\" leads to something else than a page, a mail address or a telephone"
        ));
    }
    Ok(())
}

/// An address may be unfinished, but it may not run anything.
fn is_harmless(address: &str) -> bool {
    let bare: String = address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take(200)
        .collect();
    let Some((scheme, _)) = bare.split_once(':') else {
        return true;
    };
    let is_scheme = scheme
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    !is_scheme
        || ["http", "https", "mailto", "tel"]
            .iter()
            .any(|good| scheme.eq_ignore_ascii_case(good))
}

/// How long words are as browsers count them; what is no words counts nothing.
fn units(chunks: &[Diff<YChange>]) -> u32 {
    let units = chunks.iter().map(|chunk| match &chunk.insert {
        Out::Any(Any::String(words)) => words.encode_utf16().count(),
        _ => 0,
    });
    u32::try_from(units.sum::<usize>()).unwrap_or(u32::MAX)
}

/// A text that was there before and changed.
fn again<T: ReadTxn>(txn: &T, text: &XmlTextRef) -> Result<(), Fault> {
    let name = match text.parent() {
        Some(XmlOut::Element(element)) => element.try_tag().map(ToString::to_string),
        _ => None,
    };
    let kind = name.as_deref().and_then(schema::find);
    words(
        txn,
        text,
        kind.is_some_and(|kind| kind.holds == Holds::Plain),
    )
}

fn words<T: ReadTxn>(txn: &T, text: &XmlTextRef, is_plain: bool) -> Result<(), Fault> {
    let chunks = text.diff(txn, YChange::identity);
    if units(&chunks) != text.len(txn) {
        return Err("something among words that is no text".to_owned());
    }
    for chunk in chunks {
        if !matches!(chunk.insert, Out::Any(Any::String(_))) {
            return Err("something among words that is no text".to_owned());
        }
        let Some(marks) = chunk.attributes else {
            continue;
        };
        if marks.len() > MAX_MARKS {
            return Err(format!("words with more than {MAX_MARKS} marks"));
        }
        for (key, value) in marks.iter() {
            if matches!(value, Any::Null | Any::Undefined) {
                continue;
            }
            let Some((name, attributes)) = schema::mark(key) else {
                return Err(format!("a mark \"{}\"", short(key)));
            };
            if is_plain {
                return Err("marks in a block of code".to_owned());
            }
            mark(name, attributes, value)?;
        }
    }
    Ok(())
}

fn mark(name: &str, attributes: &[&str], value: &Any) -> Result<(), Fault> {
    match value {
        Any::Bool(true) => Ok(()),
        Any::Map(map) => {
            for (key, value) in map.iter() {
                if matches!(value, Any::Null | Any::Undefined) {
                    continue;
                }
                if !attributes.contains(&key.as_str()) {
                    return Err(format!(
                        "an attribute \"{}\" of the mark \"{name}\"",
                        short(key)
                    ));
                }
                one_word(name, key, value)?;
            }
            Ok(())
        }
        _ => Err(format!("a mark \"{name}\" that is no mark")),
    }
}

/// A foreign word, as long as a message may quote it.
fn short(word: &str) -> String {
    word.chars().filter(|c| !c.is_control()).take(40).collect()
}
