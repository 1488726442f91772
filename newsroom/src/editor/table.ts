// Rows and columns of a table: added beside the cell the caret is in, else at the end.

import type { Editor } from "@tiptap/core";
import { Fragment, type Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";

interface Where {
  table: Node;
  at: number;
  row: number;
  column: number;
}

/** The table the caret is in, or the one at `at`; with the cell the caret is in, if it is there. */
export function whereIs(editor: Editor, at?: number): Where | undefined {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== "table") continue;
    const start = $from.before(depth);
    if (at !== undefined && start !== at) break;
    return {
      table: $from.node(depth),
      at: start,
      row: $from.index(depth),
      column: $from.depth > depth ? $from.index(depth + 1) : 0,
    };
  }
  if (at === undefined) return undefined;
  const table = editor.state.doc.nodeAt(at);
  if (table?.type.name !== "table") return undefined;
  const columns = Math.max(...rows(table).map((row) => row.childCount));
  return { table, at, row: table.childCount - 1, column: columns - 1 };
}

function rows(table: Node): Node[] {
  return Array.from({ length: table.childCount }, (_, index) => table.child(index));
}

function replace(editor: Editor, where: Where, next: Node[]): void {
  const { tr } = editor.state;
  if (next.length === 0 || next.every((row) => row.childCount === 0)) {
    tr.delete(where.at, where.at + where.table.nodeSize);
  } else {
    tr.replaceWith(where.at + 1, where.at + where.table.nodeSize - 1, Fragment.from(next));
    const near = Math.min(where.at + 3, tr.doc.content.size);
    tr.setSelection(TextSelection.near(tr.doc.resolve(near)));
  }
  editor.view.dispatch(tr);
  editor.view.focus();
}

function cell(editor: Editor): Node {
  return editor.schema.nodes.table_cell!.create();
}

export function addRow(editor: Editor, at?: number): void {
  const where = whereIs(editor, at);
  if (!where) return;
  const width = Math.max(...rows(where.table).map((row) => row.childCount));
  const made = editor.schema.nodes.table_row!.create(
    null,
    Array.from({ length: width }, () => cell(editor)),
  );
  // Only the new row is a change, so that what others type in the table stays where it is.
  let end = where.at + 1;
  for (let index = 0; index <= where.row; index += 1) end += where.table.child(index).nodeSize;
  const tr = editor.state.tr.insert(end, made);
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(end + 2))));
  editor.view.focus();
}

export function addColumn(editor: Editor, at?: number): void {
  const where = whereIs(editor, at);
  if (!where) return;
  const { tr } = editor.state;
  let start = where.at + 1;
  for (const row of rows(where.table)) {
    let end = start + 1;
    const upTo = Math.min(where.column, row.childCount - 1);
    for (let index = 0; index <= upTo; index += 1) end += row.child(index).nodeSize;
    tr.insert(tr.mapping.map(end), cell(editor));
    start += row.nodeSize;
  }
  editor.view.dispatch(tr);
  editor.view.focus();
}

export function removeRow(editor: Editor, at?: number): void {
  const where = whereIs(editor, at);
  if (!where) return;
  replace(
    editor,
    where,
    rows(where.table).filter((_, index) => index !== where.row),
  );
}

export function removeColumn(editor: Editor, at?: number): void {
  const where = whereIs(editor, at);
  if (!where) return;
  const next = rows(where.table).map((row) => {
    const cells = Array.from({ length: row.childCount }, (_, index) => row.child(index));
    return row.type.create(
      row.attrs,
      cells.filter((_, index) => index !== where.column),
    );
  });
  replace(editor, where, next);
}

/** Goes to the next cell, or the one before; a new row after the last. */
export function nextCell(editor: Editor, by: 1 | -1): boolean {
  const where = whereIs(editor);
  if (!where) return false;
  const places: number[] = [];
  where.table.descendants((node, offset) => {
    if (node.type.name !== "table_cell") return true;
    places.push(where.at + 1 + offset + 1);
    return false;
  });
  const { from } = editor.state.selection;
  const current = places.findLastIndex((place) => place <= from);
  const target = places[current + by];
  if (target === undefined) {
    if (by > 0) addRow(editor, where.at);
    return true;
  }
  const tr = editor.state.tr;
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(target))).scrollIntoView());
  return true;
}
