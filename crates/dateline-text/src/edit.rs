//! Makes a document say something else by few edits, so that what others type meanwhile merges.

use crate::read;
use crate::schema;
use crate::tree::{Attributes, Child, Marks, Run, Tree};
use std::collections::HashMap;
use std::sync::Arc;
use yrs::types::Attrs;
use yrs::{
    Any, GetString, Map, Text, TransactionMut, WriteTxn, Xml, XmlElementPrelim, XmlFragment,
    XmlOut, XmlTextPrelim, XmlTextRef,
};

/// Beyond so many pairs to compare, what lies between equal ends is replaced.
const MAX_PAIRS: usize = 4_000_000;

/// Makes the document of a transaction say what the tree says.
pub(crate) fn tree(txn: &mut TransactionMut<'_>, want: &Tree) {
    for name in schema::TEXTS {
        let words = want.texts.get(name).map(String::as_str).unwrap_or_default();
        let root = txn.get_or_insert_text(name);
        let have: Vec<char> = root.get_string(txn).chars().collect();
        let words: Vec<char> = words.chars().collect();
        let (start, end) = ends(&have, &words);
        let (at, gone) = (units(&have[..start]), units(&have[start..have.len() - end]));
        if gone > 0 {
            root.remove_range(txn, at, gone);
        }
        let new: String = words[start..words.len() - end].iter().collect();
        root.insert(txn, at, &new);
    }
    lead(txn, &want.lead);
    let root = txn.get_or_insert_xml_fragment(schema::STANDFIRST);
    children(txn, &root, &want.standfirst);
    let root = txn.get_or_insert_xml_fragment(schema::BODY);
    children(txn, &root, &want.body);
}

fn lead(txn: &mut TransactionMut<'_>, want: &Attributes) {
    let map = txn.get_or_insert_map(schema::LEAD);
    let have: Attributes = map
        .iter(txn)
        .filter_map(|(key, value)| Some((key.to_owned(), read::said(&value)?)))
        .collect();
    for key in have.keys().filter(|key| !want.contains_key(*key)) {
        map.remove(txn, key);
    }
    for (key, value) in want
        .iter()
        .filter(|(key, value)| have.get(*key) != Some(value))
    {
        map.insert(txn, key.as_str(), value.as_str());
    }
}

/// How long two lists are the same from the start, and then from the end.
fn ends<T: PartialEq>(have: &[T], want: &[T]) -> (usize, usize) {
    let same = |(a, b): &(&T, &T)| a == b;
    let start = have.iter().zip(want).take_while(same).count();
    let rest = have[start..].iter().rev().zip(want[start..].iter().rev());
    (start, rest.take_while(same).count())
}

/// How long characters are as browsers count them.
fn units(chars: &[char]) -> u32 {
    let units: usize = chars.iter().map(|c| c.len_utf16()).sum();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// Elements that have no id take that of the one they were, as far as that can be told.
pub(crate) fn adopt(have: &[Child], want: &mut [Child]) {
    for step in align(have, want) {
        if let Step::Keep(old, new) = step
            && let (Some(Child::Node(old)), Some(Child::Node(new))) =
                (have.get(old), want.get_mut(new))
            && let Some(id) = old.attributes.get("id")
        {
            let own = new.attributes.entry("id".to_owned());
            own.or_insert_with(|| id.clone());
        }
    }
}

/// Whether two children say the same; an id the wanted one lacks does not count.
fn is_same(have: &Child, want: &Child) -> bool {
    let (Child::Node(old), Child::Node(new)) = (have, want) else {
        return have == want;
    };
    if new.attributes.contains_key("id") {
        return old == new;
    }
    let rest = |node: &crate::tree::Node| {
        let mut attributes = node.attributes.clone();
        attributes.remove("id");
        attributes
    };
    old.name == new.name && old.children == new.children && rest(old) == rest(new)
}

/// One thing to do, in the order of the children there are.
enum Step {
    Keep(usize, usize),
    Remove,
    Insert(usize),
}

fn children(txn: &mut TransactionMut<'_>, parent: &impl XmlFragment, want: &[Child]) {
    let have = read::children(txn, parent);
    // From the end, so that places before stay what they are.
    let mut at = have.len();
    for step in align(&have, want).into_iter().rev() {
        match step {
            Step::Keep(old, new) => {
                at -= 1;
                change(txn, parent, at, &have[old], &want[new]);
            }
            Step::Remove => {
                at -= 1;
                parent.remove_range(txn, place(at), 1);
            }
            Step::Insert(new) => insert(txn, parent, at, &want[new]),
        }
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether one child can become the other by changing what is in it.
fn is_kin(have: &Child, want: &Child) -> bool {
    match (have, want) {
        (Child::Text(_), Child::Text(_)) => true,
        (Child::Node(have), Child::Node(want)) => {
            let ids = (have.attribute("id"), want.attribute("id"));
            have.name == want.name
                && match ids {
                    (Some(have), Some(want)) => have == want,
                    _ => true,
                }
        }
        _ => false,
    }
}

/// A way through both lists that keeps what can be kept.
fn align(have: &[Child], want: &[Child]) -> Vec<Step> {
    let same = |(old, new): &(&Child, &Child)| is_same(old, new);
    let start = have.iter().zip(want).take_while(same).count();
    let rest = have[start..].iter().rev().zip(want[start..].iter().rev());
    let end = rest.take_while(same).count();
    let (old, new) = (have.len() - end, want.len() - end);
    let between = way(&have[start..old], &want[start..new]);
    let between = between.into_iter().map(|step| match step {
        Step::Keep(old, new) => Step::Keep(start + old, start + new),
        Step::Remove => Step::Remove,
        Step::Insert(new) => Step::Insert(start + new),
    });
    let before = (0..start).map(|at| Step::Keep(at, at));
    let after = (0..end).map(|at| Step::Keep(old + at, new + at));
    before.chain(between).chain(after).collect()
}

/// The best way through two lists that differ at both ends.
fn way(have: &[Child], want: &[Child]) -> Vec<Step> {
    let (rows, columns) = (have.len(), want.len());
    if rows.saturating_mul(columns) > MAX_PAIRS {
        let removed = (0..rows).map(|_| Step::Remove);
        return removed.chain((0..columns).map(Step::Insert)).collect();
    }
    let width = columns + 1;
    let mut best = vec![0_u32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let skip = best[(row + 1) * width + column].max(best[row * width + column + 1]);
            let keep = if is_kin(&have[row], &want[column]) {
                // What stays as it is is worth more than what must be changed.
                let worth = if is_same(&have[row], &want[column]) {
                    5
                } else {
                    2
                };
                best[(row + 1) * width + column + 1] + worth
            } else {
                0
            };
            best[row * width + column] = skip.max(keep);
        }
    }
    let mut steps = Vec::with_capacity(rows.max(columns));
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let here = best[row * width + column];
        if here == best[(row + 1) * width + column] {
            steps.push(Step::Remove);
            row += 1;
        } else if here == best[row * width + column + 1] {
            steps.push(Step::Insert(column));
            column += 1;
        } else {
            steps.push(Step::Keep(row, column));
            (row, column) = (row + 1, column + 1);
        }
    }
    steps.extend((row..rows).map(|_| Step::Remove));
    steps.extend((column..columns).map(Step::Insert));
    steps
}

fn change(
    txn: &mut TransactionMut<'_>,
    parent: &impl XmlFragment,
    at: usize,
    have: &Child,
    want: &Child,
) {
    if have == want {
        return;
    }
    match (parent.get(txn, place(at)), want) {
        (Some(XmlOut::Element(element)), Child::Node(node)) => {
            let Child::Node(old) = have else { return };
            for key in old.attributes.keys() {
                if !node.attributes.contains_key(key) {
                    element.remove_attribute(txn, key);
                }
            }
            for (key, value) in &node.attributes {
                if old.attributes.get(key) != Some(value) {
                    element.insert_attribute(txn, key.as_str(), value.as_str());
                }
            }
            children(txn, &element, &node.children);
        }
        (Some(XmlOut::Text(text)), Child::Text(runs)) => words(txn, &text, runs),
        _ => {}
    }
}

fn insert(txn: &mut TransactionMut<'_>, parent: &impl XmlFragment, at: usize, child: &Child) {
    match child {
        Child::Node(node) => {
            let prelim = XmlElementPrelim::empty(node.name.as_str());
            let element = parent.insert(txn, place(at), prelim);
            for (key, value) in &node.attributes {
                element.insert_attribute(txn, key.as_str(), value.as_str());
            }
            for (at, child) in node.children.iter().enumerate() {
                insert(txn, &element, at, child);
            }
        }
        Child::Text(runs) => {
            let text = parent.insert(txn, place(at), XmlTextPrelim::new(""));
            write(txn, &text, 0, runs);
        }
    }
}

fn write(txn: &mut TransactionMut<'_>, text: &XmlTextRef, mut at: u32, runs: &[Run]) {
    for run in runs {
        text.insert_with_attributes(txn, at, &run.text, attributes(&run.marks));
        at += units(&run.text.chars().collect::<Vec<_>>());
    }
}

fn attributes(marks: &Marks) -> Attrs {
    let value = |fields: &Attributes| {
        let fields = fields.iter();
        let map: HashMap<String, Any> = fields
            .map(|(key, value)| (key.clone(), Any::from(value.as_str())))
            .collect();
        Any::Map(Arc::new(map))
    };
    marks
        .iter()
        .map(|(name, fields)| (Arc::from(name.as_str()), value(fields)))
        .collect()
}

/// Replaces what differs between two texts.
fn words(txn: &mut TransactionMut<'_>, text: &XmlTextRef, want: &[Run]) {
    let runs = read::runs(txn, text);
    let (have, new) = (letters(&runs), letters(want));
    let (start, end) = ends(&have, &new);
    let count = |letters: &[(char, &Marks)]| {
        let chars: Vec<char> = letters.iter().map(|(c, _)| *c).collect();
        units(&chars)
    };
    let at = count(&have[..start]);
    let gone = count(&have[start..have.len() - end]);
    if gone > 0 {
        text.remove_range(txn, at, gone);
    }
    let mut runs: Vec<Run> = Vec::new();
    for (letter, marks) in &new[start..new.len() - end] {
        let mut buffer = [0; 4];
        crate::marks::push(&mut runs, letter.encode_utf8(&mut buffer), (*marks).clone());
    }
    write(txn, text, at, &runs);
}

fn letters(runs: &[Run]) -> Vec<(char, &Marks)> {
    runs.iter()
        .flat_map(|run| run.text.chars().map(|c| (c, &run.marks)))
        .collect()
}
