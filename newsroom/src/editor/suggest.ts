// Suggestions: what somebody would write, beside what stands there, until somebody accepts or rejects it.
//
// Words typed and deleted become suggestions; paragraphs split, elements put in and pasted matter are
// changes as ever. A suggested word reaches no reader before it is accepted, a struck one stays until then.

import { Extension, type Editor } from "@tiptap/core";
import type { Mark, Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from "@tiptap/pm/state";

const key = new PluginKey<boolean>("suggest");

export interface Suggestion {
  kind: "insert" | "delete";
  from: number;
  to: number;
  by: string;
  text: string;
}

/** Every suggestion of a text, neighbours of one kind and person as one. */
export function suggestions(doc: Node): Suggestion[] {
  const found: Suggestion[] = [];
  doc.descendants((node, at) => {
    if (!node.isInline) return;
    const mark = suggested(node);
    if (!mark) return;
    const kind = mark.type.name === "suggest_insert" ? "insert" : "delete";
    const by = String(mark.attrs.by ?? "");
    const text = node.text ?? "";
    const last = found.at(-1);
    if (last && last.to === at && last.kind === kind && last.by === by) {
      last.to = at + node.nodeSize;
      last.text += text;
    } else {
      found.push({ kind, by, text, from: at, to: at + node.nodeSize });
    }
  });
  return found;
}

function suggested(node: Node): Mark | undefined {
  return node.marks.find((mark) => ["suggest_insert", "suggest_delete"].includes(mark.type.name));
}

/** Takes suggestions up, or back. From the last to the first, so that places stay right. */
export function decide(editor: Editor, chosen: Suggestion[], isAccepted: boolean): void {
  const { tr, schema } = editor.state;
  for (const one of [...chosen].sort((a, b) => b.from - a.from)) {
    if ((one.kind === "insert") === isAccepted) {
      tr.removeMark(one.from, one.to, schema.marks[`suggest_${one.kind}`]!);
    } else {
      tr.delete(one.from, one.to);
    }
  }
  if (tr.docChanged) editor.view.dispatch(tr);
}

/** Suggestions the selection touches. */
export function chosen(editor: Editor): Suggestion[] {
  const { from, to } = editor.state.selection;
  return suggestions(editor.state.doc).filter((one) => one.from <= to && one.to >= from);
}

export function isSuggesting(state: EditorState): boolean {
  return key.getState(state) ?? false;
}

export function setSuggesting(editor: Editor, isOn: boolean): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, isOn));
}

/** Strikes a range: what was only suggested goes at once, the rest is marked. Answers where it ends then. */
function strike(tr: Transaction, from: number, to: number, attrs: Record<string, string>): number {
  const { schema } = tr.doc.type;
  const gone: [number, number][] = [];
  tr.doc.nodesBetween(from, to, (node, at) => {
    if (!node.isText) return;
    const [start, end] = [Math.max(at, from), Math.min(at + node.nodeSize, to)];
    const mark = suggested(node);
    if (mark?.type.name === "suggest_insert") gone.push([start, end]);
    else if (!mark) tr.addMark(start, end, schema.marks.suggest_delete!.create(attrs));
  });
  for (const [start, end] of gone.reverse()) tr.delete(start, end);
  return tr.mapping.map(to);
}

/** The letter before or after the caret, over both halves of one that takes two. */
function neighbour(state: EditorState, by: -1 | 1): [number, number] | undefined {
  const { $from } = state.selection;
  const text = $from.parent.textBetween(0, $from.parent.content.size, undefined, "\uFFFC");
  const at = $from.parentOffset;
  const part = by < 0 ? [...text.slice(0, at)].at(-1) : [...text.slice(at)][0];
  if (!part) return undefined;
  return by < 0 ? [$from.pos - part.length, $from.pos] : [$from.pos, $from.pos + part.length];
}

export const Suggest = Extension.create<{ by: () => string }>({
  name: "suggest",
  priority: 900,
  addOptions: () => ({ by: () => "" }),
  addProseMirrorPlugins() {
    const { by } = this.options;
    /** One moment for each minute, so that what is typed in one go is one suggestion. */
    const attrs = () => ({ by: by(), at: `${new Date().toISOString().slice(0, 16)}:00Z` });

    function erase(state: EditorState, direction: -1 | 1): Transaction | undefined {
      const { selection } = state;
      const { $from, $to } = selection;
      if (!(selection instanceof TextSelection) || !$from.sameParent($to) || $from.parent.type.spec.code) {
        return undefined;
      }
      const range = selection.empty ? neighbour(state, direction) : [selection.from, selection.to];
      if (!range) return undefined;
      const { tr } = state;
      const end = strike(tr, range[0]!, range[1]!, attrs());
      const caret = direction < 0 ? range[0]! : end;
      return tr.setSelection(TextSelection.create(tr.doc, Math.min(caret, tr.doc.content.size)));
    }

    return [
      new Plugin<boolean>({
        key,
        state: {
          init: () => false,
          apply: (tr, isOn) => (tr.getMeta(key) as boolean | undefined) ?? isOn,
        },
        props: {
          handleTextInput(view, from, to, text) {
            const { state } = view;
            const $from = state.doc.resolve(from);
            if (
              !isSuggesting(state) ||
              $from.parent.type.spec.code ||
              !$from.sameParent(state.doc.resolve(to))
            ) {
              return false;
            }
            const { tr } = state;
            const at = from < to ? strike(tr, from, to, attrs()) : to;
            const others = ($from.marks() ?? []).filter((mark) => !mark.type.name.startsWith("suggest_"));
            const mark = state.schema.marks.suggest_insert!.create(attrs());
            tr.insert(at, state.schema.text(text, mark.addToSet(others)));
            tr.setSelection(TextSelection.create(tr.doc, at + text.length)).scrollIntoView();
            view.dispatch(tr);
            return true;
          },
          handleKeyDown(view, event) {
            const direction = event.key === "Backspace" ? -1 : event.key === "Delete" ? 1 : undefined;
            if (!direction || !isSuggesting(view.state) || event.ctrlKey || event.metaKey || event.altKey)
              return false;
            const tr = erase(view.state, direction);
            if (!tr) return false;
            view.dispatch(tr.scrollIntoView());
            return true;
          },
        },
      }),
    ];
  },
});
