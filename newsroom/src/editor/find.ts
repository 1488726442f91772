// Find and replace in the text.

import { Extension, type Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

export interface Found {
  from: number;
  to: number;
}

interface Search {
  words: string;
  isExact: boolean;
  found: Found[];
  at: number;
}

const NONE: Search = { words: "", isExact: false, found: [], at: 0 };
const key = new PluginKey<Search>("find");
/** More than anybody looks through. */
const MOST = 2_000;

/** Where the words stand in the text, also across marks; case and accents count only if asked for. */
export function findIn(doc: Node, words: string, isExact: boolean): Found[] {
  if (words === "") return [];
  const plain = (text: string) => (isExact ? text : text.toLocaleLowerCase());
  const wanted = plain(words);
  const found: Found[] = [];
  doc.descendants((node, at) => {
    if (!node.isTextblock || found.length >= MOST) return found.length < MOST;
    // Every inline element is one sign long, so that places in the text are places in the document.
    const text = plain(node.textBetween(0, node.content.size, undefined, "\uFFFC"));
    for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
      found.push({ from: at + 1 + start, to: at + 1 + start + wanted.length });
    }
    return false;
  });
  return found;
}

export const Find = Extension.create({
  name: "find",
  addProseMirrorPlugins: () => [
    new Plugin<Search>({
      key,
      state: {
        init: () => NONE,
        apply(tr, search, _before, state) {
          const asked = tr.getMeta(key) as Partial<Search> | undefined;
          const next = asked ? { ...search, ...asked } : search;
          if (next.words === "") return NONE;
          if (!asked && !tr.docChanged) return search;
          const found = findIn(state.doc, next.words, next.isExact);
          return { ...next, found, at: Math.min(next.at, Math.max(found.length - 1, 0)) };
        },
      },
      props: {
        decorations(state) {
          const search = key.getState(state);
          if (!search || search.found.length === 0) return DecorationSet.empty;
          return DecorationSet.create(
            state.doc,
            search.found.map(({ from, to }, index) =>
              Decoration.inline(from, to, { class: index === search.at ? "found found-now" : "found" }),
            ),
          );
        },
      },
    }),
  ],
});

export function searchOf(editor: Editor): Search {
  return key.getState(editor.state) ?? NONE;
}

export function search(editor: Editor, words: string, isExact: boolean): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, { words, isExact, at: 0 }));
}

/** Goes to the next place, or the one before. */
export function step(editor: Editor, by: 1 | -1): void {
  const { found, at } = searchOf(editor);
  if (found.length === 0) return;
  const next = (at + by + found.length) % found.length;
  const place = found[next];
  if (!place) return;
  const { tr } = editor.state;
  tr.setMeta(key, { at: next }).setSelection(TextSelection.create(tr.doc, place.from, place.to));
  editor.view.dispatch(tr.scrollIntoView());
}

/** Replaces the place one is at, or all. Answers how many were replaced. */
export function replace(editor: Editor, by: string, all: boolean): number {
  const { found, at } = searchOf(editor);
  const places = all ? [...found].reverse() : found.slice(at, at + 1);
  const { tr } = editor.state;
  for (const { from, to } of places) {
    if (by === "") {
      tr.delete(from, to);
    } else {
      const marks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? [];
      tr.replaceWith(from, to, editor.schema.text(by, marks));
    }
  }
  if (places.length > 0) editor.view.dispatch(tr);
  return places.length;
}
