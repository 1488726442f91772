//! Tables: a head, rows of cells, spans written out as empty cells.

use super::convert::Converter;
use super::flow::Flow;
use super::node::{attr, child, is_any, number};
use dateline_core::body::{Element, Kind, RichText};
use dom_query::NodeRef;

/// Most columns of a table.
const MAX_COLUMNS: usize = 100;

/// Where a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
}

struct Row {
    part: Part,
    only_headings: bool,
    cells: Vec<RichText>,
}

impl Converter<'_, '_> {
    /// A table; one of a single cell is only a frame around its content.
    pub(super) fn table(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        let rows = rows_of(node);
        let cells: usize = rows
            .iter()
            .map(|(_, row)| row.children_it(false).filter(is_cell).count())
            .sum();
        if cells <= 1 || attr(node, "role").is_some_and(|r| r == "presentation") {
            self.found.changed("table used as a frame", "its content");
            self.walk(node, flow);
            self.flush(flow);
            return;
        }
        let caption = child(node, &["caption"])
            .map(|c| self.words(&c).0)
            .filter(|c| !c.is_blank());
        let mut beside = Vec::new();
        let mut spans = Vec::new();
        let rows: Vec<Row> = rows
            .iter()
            .map(|(part, row)| self.row(*part, row, &mut spans, &mut beside))
            .collect();
        push_table(rows, caption, flow);
        flow.elements.extend(beside);
    }

    fn row(
        &mut self,
        part: Part,
        node: &NodeRef<'_>,
        spans: &mut Vec<usize>,
        beside: &mut Vec<Element>,
    ) -> Row {
        let mut cells: Vec<RichText> = Vec::new();
        let mut only_headings = true;
        for cell in node.children().iter().filter(|c| is_cell(c)) {
            fill_spanned(&mut cells, spans);
            only_headings &= cell.has_name("th");
            let (text, rest) = self.words(cell);
            beside.extend(rest);
            let width = number(cell, "colspan").unwrap_or(1).clamp(1, MAX_COLUMNS);
            let height = number(cell, "rowspan").unwrap_or(1).clamp(1, 1_000);
            let start = cells.len();
            cells.push(text);
            cells.resize(start + width, RichText::default());
            spans.resize(spans.len().max(cells.len()), 0);
            spans[start..start + width].fill(height - 1);
            if cells.len() > MAX_COLUMNS {
                break;
            }
        }
        fill_spanned(&mut cells, spans);
        cells.truncate(MAX_COLUMNS);
        spans.truncate(MAX_COLUMNS);
        Row {
            part,
            only_headings,
            cells,
        }
    }
}

/// Adds empty cells where cells of rows above reach down.
fn fill_spanned(cells: &mut Vec<RichText>, spans: &mut [usize]) {
    while let Some(left) = spans.get_mut(cells.len()).filter(|left| **left > 0) {
        *left -= 1;
        cells.push(RichText::default());
    }
}

fn push_table(rows: Vec<Row>, caption: Option<RichText>, flow: &mut Flow) {
    let has_text = |row: &Row| row.cells.iter().any(|c| !c.is_blank());
    let mut rows: Vec<Row> = rows.into_iter().filter(has_text).collect();
    if rows.is_empty() {
        flow.elements.extend(caption.map(Element::paragraph));
        return;
    }
    let heads = rows.len() > 1 && (rows[0].part == Part::Head || rows[0].only_headings);
    let head = if heads {
        rows.remove(0).cells
    } else {
        Vec::new()
    };
    let rows = rows.into_iter().map(|row| row.cells).collect();
    flow.push(Kind::Table {
        caption,
        head,
        rows,
    });
}

fn is_cell(node: &NodeRef<'_>) -> bool {
    is_any(node, &["td", "th"])
}

/// The rows of the table itself, not of tables in its cells.
fn rows_of<'a>(table: &NodeRef<'a>) -> Vec<(Part, NodeRef<'a>)> {
    let mut rows = Vec::new();
    for part in table.children() {
        if part.has_name("tr") {
            rows.push((Part::Body, part));
        } else if is_any(&part, &["thead", "tbody", "tfoot"]) {
            let kind = if part.has_name("thead") {
                Part::Head
            } else {
                Part::Body
            };
            rows.extend(
                part.children_it(false)
                    .filter(|n| n.has_name("tr"))
                    .map(|row| (kind, row)),
            );
        }
    }
    rows
}
