// Moving an element of the body up or down among its neighbours.

import type { Editor } from "@tiptap/core";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";

/** Moves the block at `at` by one place. Answers whether it could. */
export function shift(editor: Editor, at: number, by: -1 | 1): boolean {
  const { doc, tr } = editor.state;
  const place = doc.resolve(at);
  const index = place.index();
  const node = place.nodeAfter;
  const parent = place.parent;
  const other = index + by;
  if (!node || other < 0 || other >= parent.childCount) return false;
  const neighbour = parent.child(other);
  const target = by < 0 ? at - neighbour.nodeSize : at + neighbour.nodeSize;
  tr.delete(at, at + node.nodeSize).insert(target, node);
  const selection = node.isAtom
    ? NodeSelection.create(tr.doc, target)
    : TextSelection.near(tr.doc.resolve(Math.min(target + 1, tr.doc.content.size)));
  editor.view.dispatch(tr.setSelection(selection).scrollIntoView());
  return true;
}

/** Where the top-level block the selection is in begins. */
export function blockAt(editor: Editor): number {
  const { $from } = editor.state.selection;
  return $from.depth === 0 ? $from.pos : $from.before(1);
}
