//! Footnotes: kept beside the text (`data-fn`), or as a list with ids at its end.

use super::convert::Converter;
use super::flow::Flow;
use super::node::{all, attr, child, class_contains, is_any};
use super::{inline, join_lines};
use dateline_core::body::{Element, Kind, Mark, RichText};
use dom_query::{Document, NodeRef};

/// Most footnotes of one text.
const MAX_NOTES: usize = 1_000;

impl Converter<'_, '_> {
    /// Finds lists of footnotes, so that links to their entries become marks.
    pub(super) fn collect_notes(&mut self, root: &NodeRef<'_>) {
        for list in all(root, &["ol", "ul"]) {
            let parent_says = list
                .parent()
                .is_some_and(|p| class_contains(&p, "footnotes"));
            if !(class_contains(&list, "footnotes") || parent_says) {
                continue;
            }
            for item in list.children_it(false).filter(|n| is_any(n, &["li"])) {
                if let Some(id) = attr(&item, "id").filter(|_| self.notes.len() < MAX_NOTES) {
                    self.notes.insert(id, item.id);
                    self.used.insert(item.id);
                }
            }
        }
    }

    /// Raised words, unless they are the mark of a footnote.
    pub(super) fn raised(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if let Some(key) = attr(node, "data-fn") {
            self.mark_note(&key, flow);
        } else if let Some(link) = child(node, &["a"]).filter(|a| self.is_note_link(a)) {
            self.note_link(&link, flow);
        } else {
            self.superscript(node, flow);
        }
    }

    fn superscript(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        let is_new = !self.marks.contains(&Mark::Superscript);
        if is_new {
            self.marks.push(Mark::Superscript);
        }
        self.walk(node, flow);
        if is_new {
            self.marks.pop();
        }
    }

    /// True if a link leads to a footnote.
    pub(super) fn is_note_link(&self, node: &NodeRef<'_>) -> bool {
        attr(node, "href").is_some_and(|href| {
            href.strip_prefix('#')
                .is_some_and(|id| self.notes.contains_key(id))
        })
    }

    /// The mark of the footnote a link leads to.
    pub(super) fn note_link(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if let Some(href) = attr(node, "href") {
            self.mark_note(href.trim_start_matches('#'), flow);
        }
    }

    /// The mark written as `<fn id="x">`.
    pub(super) fn note_mark(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if let Some(key) = attr(node, "id") {
            self.mark_note(&key, flow);
        }
    }

    fn mark_note(&mut self, key: &str, flow: &mut Flow) {
        let is_beside = self.options.footnotes.iter().any(|(k, _)| k == key);
        if is_beside || self.keep_notes || self.notes.contains_key(key) {
            flow.note(key);
            if !self.cited.iter().any(|k| k == key) {
                self.cited.push(key.to_owned());
            }
        } else {
            self.found
                .changed("mark of a footnote that is not there", "nothing");
        }
    }

    /// The footnotes referred to, in order; notes nobody refers to follow as paragraphs.
    pub(super) fn footnotes(&mut self, document: &Document) -> Vec<Element> {
        let cited = std::mem::take(&mut self.cited);
        let mut notes: Vec<Element> = Vec::new();
        for key in &cited {
            let text = self.note_text(key, document);
            notes.push(Element::new(Kind::Footnote {
                key: key.clone(),
                text,
            }));
        }
        let options = self.options;
        let others = options
            .footnotes
            .iter()
            .filter(|(key, _)| !cited.contains(key));
        let others: Vec<_> = others
            .map(|(_, html)| inline(html))
            .filter(|t| !t.is_blank())
            .collect();
        if !others.is_empty() {
            self.found.changed("footnote without a mark", "paragraph");
        }
        notes.extend(others.into_iter().map(Element::paragraph));
        let mut left: Vec<_> = self
            .notes
            .keys()
            .filter(|key| !cited.contains(key))
            .cloned()
            .collect();
        left.sort();
        for key in left {
            let text = self.note_text(&key, document);
            notes.extend((!text.is_blank()).then(|| Element::paragraph(text)));
        }
        notes
    }

    fn note_text(&mut self, key: &str, document: &Document) -> RichText {
        if let Some((_, html)) = self.options.footnotes.iter().find(|(k, _)| k == key) {
            return inline(html);
        }
        let Some(id) = self.notes.get(key).copied() else {
            return RichText::default();
        };
        let Some(item) = document.tree.get(&id) else {
            return RichText::default();
        };
        for link in all(&item, &["a"]) {
            if is_back_link(&link) {
                self.used.insert(link.id);
            }
        }
        join_lines(super::flow::squash(self.elements(&item)).0)
    }
}

/// True for the arrow that leads from a footnote back to its mark.
fn is_back_link(link: &NodeRef<'_>) -> bool {
    let leads_back = attr(link, "href").is_some_and(|h| h.starts_with('#'));
    let words = link.text();
    leads_back
        && (class_contains(link, "back") || words.trim().chars().all(|c| !c.is_alphanumeric()))
}
