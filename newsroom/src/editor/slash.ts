// The slash menu: "/" at the beginning of an empty line, then a few letters of what is wanted.

import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";

export interface Slash {
  /** What was typed after the slash. */
  words: string;
  from: number;
  to: number;
}

export interface SlashMenu {
  show: (slash: Slash | undefined) => void;
  /** Answers whether the menu took the key. */
  key: (event: KeyboardEvent) => boolean;
}

const key = new PluginKey("slash");

/** The slash and the words after it, if the line begins with one and the caret is at its end. */
export function slashIn(text: string): string | undefined {
  return /^\/([\p{L}\p{N} ]{0,24})$/u.exec(text)?.[1];
}

export const SlashKeys = Extension.create<{ menu: SlashMenu | undefined }>({
  name: "slash",
  addOptions: () => ({ menu: undefined }),
  addProseMirrorPlugins() {
    const { menu } = this.options;
    if (!menu) return [];
    let dismissed = -1;
    return [
      new Plugin({
        key,
        props: {
          handleKeyDown: (view, event) => {
            if (event.key === "Escape") dismissed = view.state.selection.$from.start();
            return menu.key(event);
          },
        },
        view: () => ({
          update: (view) => {
            const { $from, empty } = view.state.selection;
            const isHere =
              empty &&
              view.editable &&
              $from.parent.type.name === "paragraph" &&
              $from.parentOffset === $from.parent.content.size;
            const words = isHere ? slashIn($from.parent.textContent) : undefined;
            if (words === undefined || dismissed === $from.start()) {
              if ($from.parent.content.size === 0) dismissed = -1;
              menu.show(undefined);
            } else {
              menu.show({ words, from: $from.start(), to: $from.pos });
            }
          },
          destroy: () => menu.show(undefined),
        }),
      }),
    ];
  },
});
