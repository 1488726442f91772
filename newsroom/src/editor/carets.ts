// Others' carets and selections, with their names.

import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "y-prosemirror";
import type { Awareness } from "y-protocols/awareness";

/** Dark enough to carry white letters, and told apart by most eyes. */
export const COLOURS = [
  "#1d4f91",
  "#9c3412",
  "#1d6b42",
  "#7b2d8b",
  "#8a5a00",
  "#0b6e75",
  "#a61b4b",
  "#4a4f57",
];

export interface Writer {
  id?: string;
  name: string;
  color: string;
}

/** The colour of somebody: the same on every screen. */
export function colourOf(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return COLOURS[sum % COLOURS.length] ?? "#1d4f91";
}

/** Those who are in the story beside oneself, each person once. */
export function others(awareness: Awareness): Writer[] {
  const found = new Map<string, Writer>();
  for (const [client, state] of awareness.getStates()) {
    const user = state.user as Writer | undefined;
    if (client === awareness.clientID || !user?.name) continue;
    found.set(user.id ?? user.name, user);
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function place(user: Partial<Writer>): number {
  const at = COLOURS.indexOf(user.color ?? "");
  return at < 0 ? 0 : at;
}

function caret(user: Partial<Writer>): HTMLElement {
  const line = document.createElement("span");
  line.className = `caret caret-${place(user)}`;
  const name = document.createElement("span");
  name.className = "caret-name";
  name.textContent = user.name ?? "";
  line.append("\u2060", name, "\u2060");
  return line;
}

export const Carets = Extension.create<{ awareness: Awareness | undefined }>({
  name: "carets",
  addOptions: () => ({ awareness: undefined }),
  addProseMirrorPlugins() {
    if (!this.options.awareness) return [];
    return [
      yCursorPlugin(this.options.awareness, {
        cursorBuilder: caret,
        selectionBuilder: (user: Partial<Writer>) => ({ class: `chosen-by chosen-by-${place(user)}` }),
      }),
    ];
  },
});
