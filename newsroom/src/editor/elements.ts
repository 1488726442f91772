// Everything that can be put into a story, for the slash menu and the toolbar.

import type { Editor } from "@tiptap/core";
import type { Shape } from "../parts/Icon.svelte";
import { newId } from "./ids";

export interface Element {
  type: string;
  icon: Shape;
  /** Puts it where the caret is. */
  put: (editor: Editor) => void;
}

interface Made {
  type: string;
  attrs: Record<string, string | null>;
  content?: object[];
}

/** Puts an element in place of the empty line the caret is in, else after the element it is in. */
function place(editor: Editor, made: Made): number {
  const { $from } = editor.state.selection;
  const { doc } = editor.state;
  const isEmptyLine =
    $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0;
  const end = $from.depth === 0 ? $from.pos : $from.after(1);
  const from = isEmptyLine ? $from.before(1) : end;
  // Somewhere to go on writing.
  const content = end >= doc.content.size ? [made, { type: "paragraph" }] : [made];
  editor.chain().focus().insertContentAt({ from, to: end }, content).run();
  return from;
}

function atom(type: string, attrs: Record<string, string | null> = {}) {
  return (editor: Editor) => {
    place(editor, { type, attrs: { id: newId(), ...attrs } });
  };
}

function wrapped(type: string) {
  return (editor: Editor) => {
    editor.chain().focus().toggleWrap(type).run();
  };
}

function line(type: string, attrs: Record<string, string> = {}) {
  return (editor: Editor) => {
    editor.chain().focus().toggleNode(type, "paragraph", attrs).run();
  };
}

function table(editor: Editor): void {
  const cells = (count: number) => Array.from({ length: count }, () => ({ type: "table_cell" }));
  const rows = Array.from({ length: 3 }, () => ({ type: "table_row", content: cells(3) }));
  const made = { type: "table", attrs: { id: newId(), header: "true" }, content: rows };
  const at = place(editor, made);
  editor.commands.setTextSelection(at + 3);
}

/** The next number no footnote of the text has. */
export function nextFootnote(editor: Editor): string {
  const used = new Set<string>();
  editor.state.doc.descendants((node) => {
    if (node.type.name === "footnote" || node.type.name === "footnote_ref") used.add(String(node.attrs.key));
  });
  let number = 1;
  while (used.has(String(number))) number += 1;
  return String(number);
}

function footnote(editor: Editor): void {
  const key = nextFootnote(editor);
  editor
    .chain()
    .focus()
    .insertContent({ type: "footnote_ref", attrs: { key } })
    .insertContentAt(editor.state.doc.content.size + 1, { type: "footnote", attrs: { key, id: newId() } })
    .run();
}

export const ELEMENTS: Element[] = [
  { type: "paragraph", icon: "list", put: (editor) => editor.chain().focus().setNode("paragraph").run() },
  { type: "heading", icon: "heading", put: line("heading", { level: "2" }) },
  { type: "heading_3", icon: "heading", put: line("heading", { level: "3" }) },
  { type: "picture", icon: "picture", put: atom("picture") },
  { type: "gallery", icon: "picture", put: atom("gallery") },
  { type: "quote", icon: "quote", put: wrapped("quote") },
  { type: "pull_quote", icon: "quote", put: line("pull_quote") },
  {
    type: "bullet_list",
    icon: "list",
    put: (editor) => editor.chain().focus().toggleList("bullet_list", "list_item").run(),
  },
  {
    type: "ordered_list",
    icon: "numbers",
    put: (editor) => editor.chain().focus().toggleList("ordered_list", "list_item").run(),
  },
  { type: "rich_link", icon: "link", put: atom("rich_link") },
  { type: "attribution", icon: "open", put: atom("attribution") },
  { type: "factbox", icon: "panel", put: wrapped("factbox") },
  { type: "table", icon: "table", put: table },
  { type: "embed", icon: "open", put: atom("embed") },
  { type: "audio", icon: "open", put: atom("audio") },
  { type: "video", icon: "open", put: atom("video") },
  { type: "footnote", icon: "numbers", put: footnote },
  { type: "code", icon: "keys", put: line("code") },
  { type: "rule", icon: "more", put: atom("rule") },
];
