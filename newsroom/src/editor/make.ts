// An editor over a fragment of the shared document.

import { Editor, Extension, type AnyExtension } from "@tiptap/core";
import { Shared } from "./shared";
import { dropCursor } from "@tiptap/pm/dropcursor";
import { gapCursor } from "@tiptap/pm/gapcursor";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import CardBlock from "./blocks/CardBlock.svelte";
import FormBlock from "./blocks/FormBlock.svelte";
import GalleryBlock from "./blocks/GalleryBlock.svelte";
import PictureBlock from "./blocks/PictureBlock.svelte";
import TableBlock from "./blocks/TableBlock.svelte";
import TextBlock from "./blocks/TextBlock.svelte";
import { Carets } from "./carets";
import { Find } from "./find";
import { OwnIds } from "./ids";
import { Keys } from "./keymap";
import { cleaned, MOST_HTML, MOST_TEXT } from "./paste";
import { BODY, STANDFIRST } from "./schema";
import { SlashKeys, type SlashMenu } from "./slash";
import { Suggest } from "./suggest";
import { shownBy } from "./views.svelte";

export interface Wanted {
  element: HTMLElement;
  fragment: Y.XmlFragment;
  awareness: Awareness;
  label: string;
  editable: boolean;
  placeholder: string;
  /** Files that were dropped or pasted, and where. */
  onfiles?: (files: File[], at: number) => void;
  ontoolong?: () => void;
  menu?: SlashMenu;
  /** Who suggests. */
  by?: () => string;
}

const Cursors = Extension.create({
  name: "cursors",
  addProseMirrorPlugins: () => [dropCursor({ color: false, class: "drop-cursor", width: 3 }), gapCursor()],
});

const SHOWN: Record<string, ReturnType<typeof shownBy>> = {
  picture: shownBy(PictureBlock),
  gallery: shownBy(GalleryBlock),
  rich_link: shownBy(CardBlock),
  attribution: shownBy(FormBlock),
  embed: shownBy(FormBlock),
  audio: shownBy(FormBlock),
  video: shownBy(FormBlock),
  correction: shownBy(FormBlock),
  quote: shownBy(TextBlock, { content: "blockquote" }),
  pull_quote: shownBy(TextBlock, { content: "div" }),
  factbox: shownBy(TextBlock, { content: "div", above: true }),
  footnote: shownBy(TextBlock, { content: "div", above: true }),
  code: shownBy(TextBlock, { content: "pre" }),
  table: shownBy(TableBlock, { content: "table" }),
};

function shown(extensions: AnyExtension[]): AnyExtension[] {
  return extensions.map((one) => {
    const view = SHOWN[one.name];
    return view && one.type === "node" ? one.extend({ addNodeView: () => view }) : one;
  });
}

/** An editor for the body of a story. */
export function bodyEditor(wanted: Wanted): Editor {
  return make(wanted, [
    ...shown(BODY),
    OwnIds,
    Find,
    Suggest.configure({ by: wanted.by ?? (() => "") }),
    Cursors,
    SlashKeys.configure({ menu: wanted.menu }),
  ]);
}

/** An editor for a standfirst: one paragraph, no elements. */
export function lineEditor(wanted: Wanted): Editor {
  const OneLine = Extension.create({
    name: "one_line",
    priority: 200,
    addKeyboardShortcuts: () => ({ Enter: () => true, "Mod-Enter": () => true }),
  });
  return make(wanted, [...STANDFIRST, OneLine]);
}

/**
 * Takes in what the page already shows and the editor has not read yet: letters just typed, a caret just
 * moved. Else what others typed would be put in first, and one's own letters in the wrong place.
 */
export function settle(editor: Editor): void {
  if (editor.isDestroyed || editor.view.composing) return;
  const { domObserver } = editor.view as unknown as {
    domObserver?: { forceFlush?: () => void; flush?: () => void };
  };
  domObserver?.forceFlush?.();
  domObserver?.flush?.();
}

function make(wanted: Wanted, extensions: AnyExtension[]): Editor {
  return new Editor({
    element: wanted.element,
    editable: wanted.editable,
    injectCSS: false,
    enableInputRules: true,
    enablePasteRules: false,
    extensions: [
      ...extensions,
      Keys,
      Shared.configure({ fragment: wanted.fragment }),
      Carets.configure({ awareness: wanted.awareness }),
    ],
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": wanted.label,
        "data-placeholder": wanted.placeholder,
        class: "prose",
        dir: "auto",
        spellcheck: "true",
      },
      transformPastedHTML: (html) => cleaned(html),
      handlePaste: (view, event) => {
        const data = event.clipboardData;
        const files = [...(data?.files ?? [])];
        const html = data?.getData("text/html") ?? "";
        const text = data?.getData("text/plain") ?? "";
        if (text.length > MOST_TEXT) {
          wanted.ontoolong?.();
          return true;
        }
        if (html.length > MOST_HTML) {
          view.pasteText(text);
          return true;
        }
        if (files.length === 0 || html !== "" || !wanted.onfiles) return false;
        wanted.onfiles(files, view.state.selection.from);
        return true;
      },
      handleDrop: (view, event) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0 || !wanted.onfiles) return false;
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
        wanted.onfiles(files, place?.pos ?? view.state.doc.content.size);
        return true;
      },
    },
  });
}
