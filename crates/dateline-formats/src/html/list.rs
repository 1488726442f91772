//! Lists and definitions.

use super::convert::Converter;
use super::flow::{Flow, joined, squash};
use super::join_lines;
use super::node::{has_any_class, is_any};
use dateline_core::body::{Element, Inline, Kind, ListItem, Mark, RichText};
use dom_query::NodeRef;

impl Converter<'_, '_> {
    /// A list; lists in it hang below their entries.
    pub(super) fn list(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if has_any_class(node, &["wp-block-social-links"]) {
            self.found.changed("block social-links", "nothing");
            return;
        }
        if has_any_class(node, &["blocks-gallery-grid", "wp-block-gallery"]) {
            self.gallery(node, flow);
            return;
        }
        let mut items: Vec<ListItem> = Vec::new();
        let mut stray = Flow::default();
        for child in node.children() {
            if self.used.contains(&child.id) {
                continue;
            }
            if is_any(&child, &["li"]) {
                items.extend(self.item(&child));
            } else if is_any(&child, &["ul", "ol"]) {
                let below = self.list_below(&child);
                hang_below(&mut items, below);
            } else {
                let before = stray.elements.len();
                self.one(&child, &mut stray);
                let strays = stray.elements.split_off(before);
                hang_below(&mut items, strays);
            }
        }
        if !items.is_empty() {
            flow.push(Kind::List {
                ordered: node.has_name("ol"),
                items,
            });
        }
    }

    fn list_below(&mut self, node: &NodeRef<'_>) -> Vec<Element> {
        let mut flow = Flow::default();
        self.list(node, &mut flow);
        flow.elements
    }

    fn item(&mut self, node: &NodeRef<'_>) -> Option<ListItem> {
        let mut elements = self.elements(node);
        let leads = matches!(
            elements.first(),
            Some(Element {
                kind: Kind::Paragraph { .. },
                ..
            })
        );
        let mut text = RichText::default();
        if leads && let Kind::Paragraph { text: words } = elements.remove(0).kind {
            text = words;
        }
        (!text.is_blank() || !elements.is_empty()).then_some(ListItem { text, elements })
    }

    /// A list of terms and what they mean.
    pub(super) fn definitions(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if has_any_class(node, &["gallery-item"]) {
            self.gallery(node, flow);
            return;
        }
        if has_any_class(node, &["wp-caption"]) {
            self.figure(node, flow);
            return;
        }
        self.found.changed("definition list", "list");
        let mut items: Vec<ListItem> = Vec::new();
        self.define(node, &mut items);
        items.retain(|i| !i.text.is_blank() || !i.elements.is_empty());
        if !items.is_empty() {
            flow.push(Kind::List {
                ordered: false,
                items,
            });
        }
    }

    fn define(&mut self, node: &NodeRef<'_>, items: &mut Vec<ListItem>) {
        for child in node.children() {
            if is_any(&child, &["div"]) {
                self.define(&child, items);
            } else if is_any(&child, &["dt"]) {
                let text = strong(self.words(&child).0);
                items.push(ListItem {
                    text,
                    elements: Vec::new(),
                });
            } else if is_any(&child, &["dd"]) {
                let (lines, rest) = squash(self.elements(&child));
                let meaning = join_lines(lines);
                if items.is_empty() {
                    items.push(ListItem::default());
                }
                if let Some(item) = items.last_mut() {
                    let term = std::mem::take(&mut item.text);
                    let between = if ends_with_colon(&term) || term.is_blank() {
                        " "
                    } else {
                        ": "
                    };
                    item.text = if term.is_blank() {
                        meaning
                    } else {
                        joined(vec![term, meaning], between)
                    };
                    item.elements.extend(rest);
                }
            }
        }
    }

    /// Adds one node with the paragraph it may leave open.
    fn one(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if let Some(text) = super::node::text_of(node) {
            if !text.trim().is_empty() {
                flow.push(Kind::Paragraph {
                    text: super::node::one_line(&text).into(),
                });
            }
        } else if node.is_element() {
            flow.elements.extend(self.elements(node));
        }
    }
}

fn hang_below(items: &mut Vec<ListItem>, elements: Vec<Element>) {
    if elements.is_empty() {
        return;
    }
    if items.is_empty() {
        items.push(ListItem::default());
    }
    if let Some(last) = items.last_mut() {
        last.elements.extend(elements);
    }
}

fn ends_with_colon(text: &RichText) -> bool {
    text.plain().trim_end().ends_with([':', '：'])
}

fn strong(text: RichText) -> RichText {
    let marked = |piece| match piece {
        Inline::Text { text, mut marks } if !marks.contains(&Mark::Strong) => {
            marks.push(Mark::Strong);
            Inline::Text { text, marks }
        }
        other => other,
    };
    RichText(text.0.into_iter().map(marked).collect())
}
