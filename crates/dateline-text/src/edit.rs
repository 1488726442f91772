//! Makes a document say something else by few edits, so that what others type meanwhile merges.

use crate::into_content::{Said, said};
use crate::read;
use crate::schema;
use crate::tree::{Attributes, Child, Marks, Node, Run, Tree};
use std::borrow::Cow;
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
    children(txn, &root, &want.standfirst, false);
    let root = txn.get_or_insert_xml_fragment(schema::BODY);
    children(txn, &root, &want.body, false);
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
    for step in align(&heard(have, false), &heard(want, false)) {
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

/// A child with what it says, which is what is compared: notes, suggestions and what is not finished
/// say nothing and are left alone.
struct Heard<'a> {
    /// Its place among all children.
    at: usize,
    child: &'a Child,
    said: Said,
}

/// All of them where places count, as in an entry of a list, whose first paragraph is its words.
fn heard(children: &[Child], all_count: bool) -> Vec<Heard<'_>> {
    let all = children.iter().enumerate();
    all.map(|(at, child)| Heard {
        at,
        child,
        said: said(child),
    })
    .filter(|heard| all_count || heard.said != Said::Nothing)
    .collect()
}

/// One thing to do, in the order of the children there are.
enum Step {
    Keep(usize, usize),
    Remove,
    Insert(usize),
}

fn children(
    txn: &mut TransactionMut<'_>,
    parent: &impl XmlFragment,
    want: &[Child],
    all_count: bool,
) {
    let have = read::children(txn, parent);
    let (old, new) = (heard(&have, all_count), heard(want, all_count));
    // From the end, so that places before stay what they are.
    let mut before = old.len();
    for step in align(&old, &new).into_iter().rev() {
        match step {
            Step::Keep(_, to) => {
                before -= 1;
                if let (Some(from), Some(to)) = (old.get(before), want.get(to)) {
                    change(txn, parent, from, to);
                }
            }
            Step::Remove => {
                before -= 1;
                if let Some(gone) = old.get(before) {
                    parent.remove_range(txn, place(gone.at), 1);
                }
            }
            Step::Insert(to) => {
                let after = before.checked_sub(1).and_then(|last| old.get(last));
                let at = after.map_or(0, |last| last.at + 1);
                if let Some(child) = want.get(to) {
                    insert(txn, parent, at, child);
                }
            }
        }
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether one child can become the other by changing what is in it.
fn is_kin(have: &Heard<'_>, want: &Heard<'_>) -> bool {
    match (have.child, want.child) {
        (Child::Text(_), Child::Text(_)) => true,
        (Child::Node(have), Child::Node(want)) => have.name == want.name && may_be(have, want),
        _ => false,
    }
}

/// Whether the ids of two nodes, as far as they have any, are the same.
fn may_be(have: &Node, want: &Node) -> bool {
    match (have.attribute("id"), want.attribute("id")) {
        (Some(have), Some(want)) => have == want,
        _ => true,
    }
}

fn is_same(have: &Heard<'_>, want: &Heard<'_>) -> bool {
    is_kin(have, want) && have.said == want.said
}

/// A way through both lists that keeps what can be kept: places among all children.
fn align(have: &[Heard<'_>], want: &[Heard<'_>]) -> Vec<Step> {
    let same = |(old, new): &(&Heard<'_>, &Heard<'_>)| is_same(old, new);
    let start = have.iter().zip(want).take_while(same).count();
    let rest = have[start..].iter().rev().zip(want[start..].iter().rev());
    let end = rest.take_while(same).count();
    let (old, new) = (have.len() - end, want.len() - end);
    let both = |(old, new): (&Heard<'_>, &Heard<'_>)| Step::Keep(old.at, new.at);
    let before = have[..start].iter().zip(&want[..start]).map(both);
    let between = way(&have[start..old], &want[start..new]);
    let after = have[old..].iter().zip(&want[new..]).map(both);
    before.chain(between).chain(after).collect()
}

/// The best way through two lists that differ at both ends.
fn way(have: &[Heard<'_>], want: &[Heard<'_>]) -> Vec<Step> {
    let (rows, columns) = (have.len(), want.len());
    let all_new = |from: usize| want[from..].iter().map(|new| Step::Insert(new.at));
    if rows.saturating_mul(columns) > MAX_PAIRS {
        let removed = (0..rows).map(|_| Step::Remove);
        return removed.chain(all_new(0)).collect();
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
            steps.push(Step::Insert(want[column].at));
            column += 1;
        } else {
            steps.push(Step::Keep(have[row].at, want[column].at));
            (row, column) = (row + 1, column + 1);
        }
    }
    steps.extend((row..rows).map(|_| Step::Remove));
    steps.extend(all_new(column));
    steps
}

fn change(txn: &mut TransactionMut<'_>, parent: &impl XmlFragment, have: &Heard<'_>, want: &Child) {
    let is_named = match (have.child, want) {
        (Child::Node(old), Child::Node(new)) => {
            old.attributes.get("id") == new.attributes.get("id")
                || !new.attributes.contains_key("id")
        }
        _ => true,
    };
    if is_named && have.said == said(want) {
        return;
    }
    match (parent.get(txn, place(have.at)), have.child, want) {
        (Some(XmlOut::Element(element)), Child::Node(old), Child::Node(node)) => {
            for key in old.attributes.keys() {
                if !node.attributes.contains_key(key) && key != "id" {
                    element.remove_attribute(txn, key);
                }
            }
            for (key, value) in &node.attributes {
                if old.attributes.get(key) != Some(value) {
                    element.insert_attribute(txn, key.as_str(), value.as_str());
                }
            }
            children(txn, &element, &node.children, node.name == "list_item");
        }
        (Some(XmlOut::Text(text)), _, Child::Text(runs)) => words(txn, &text, runs),
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

/// Replaces what differs between two texts. What is only suggested counts as not there.
fn words(txn: &mut TransactionMut<'_>, text: &XmlTextRef, want: &[Run]) {
    let raw = read::runs(txn, text);
    let (have, new) = (letters(&raw), letters(want));
    let same = |(old, new): &(&Letter<'_>, &Letter<'_>)| old.is == new.is && old.marks == new.marks;
    let start = have.iter().zip(&new).take_while(same).count();
    let rest = have[start..].iter().rev().zip(new[start..].iter().rev());
    let end = rest.take_while(same).count();
    let (old_end, new_end) = (have.len() - end, new.len() - end);
    let gone = &have[start..old_end];
    let at = match (gone.first(), have[..start].last()) {
        (Some(first), _) => first.at,
        (None, Some(last)) => last.at + last.units(),
        (None, None) => 0,
    };
    if let Some(last) = gone.last() {
        text.remove_range(txn, at, last.at + last.units() - at);
    }
    let mut runs: Vec<Run> = Vec::new();
    for letter in &new[start..new_end] {
        let mut buffer = [0; 4];
        let one = letter.is.encode_utf8(&mut buffer);
        crate::marks::push(&mut runs, one, letter.marks.as_ref().clone());
    }
    write(txn, text, at, &runs);
}

/// A character a reader would get.
struct Letter<'a> {
    is: char,
    /// Those a reader would get.
    marks: Cow<'a, Marks>,
    /// Where it is, as browsers count.
    at: u32,
}

impl Letter<'_> {
    fn units(&self) -> u32 {
        units(&[self.is])
    }
}

fn letters(runs: &[Run]) -> Vec<Letter<'_>> {
    let mut at = 0;
    let mut out = Vec::new();
    for run in runs {
        let marks = crate::marks::of_readers(&run.marks);
        for is in run.text.chars() {
            if let Some(marks) = &marks {
                let marks = marks.clone();
                out.push(Letter { is, marks, at });
            }
            at += units(&[is]);
        }
    }
    out
}
