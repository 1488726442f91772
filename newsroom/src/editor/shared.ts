// An editor bound to a fragment of the shared document: what is typed goes there, what others typed comes
// from there, and undo takes back only what was typed here.
//
// Bound by y-prosemirror itself. TipTap's copy of it (3.0.9) takes every remote change of the paragraph
// somebody types in for a moved block, and leaves the caret behind among the others' letters.

import { Extension } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";
import { redo, undo, ySyncPlugin, yUndoPlugin, yUndoPluginKey } from "y-prosemirror";
import type * as Y from "yjs";

interface Undo {
  undoManager: Y.UndoManager & { restore?: () => void; _observers: unknown };
}

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    shared: {
      /** Takes back what was typed here last. */
      undo: () => ReturnType;
      /** Does again what was taken back. */
      redo: () => ReturnType;
    };
  }
}

export const Shared = Extension.create<{ fragment: Y.XmlFragment | undefined }>({
  name: "shared",
  priority: 1000,
  addOptions: () => ({ fragment: undefined }),
  addCommands: () => ({
    undo:
      () =>
      ({ state, tr, dispatch }) => {
        tr.setMeta("preventDispatch", true);
        const { undoManager } = yUndoPluginKey.getState(state) as Undo;
        if (undoManager.undoStack.length === 0) return false;
        return dispatch ? undo(state) : true;
      },
    redo:
      () =>
      ({ state, tr, dispatch }) => {
        tr.setMeta("preventDispatch", true);
        const { undoManager } = yUndoPluginKey.getState(state) as Undo;
        if (undoManager.redoStack.length === 0) return false;
        return dispatch ? redo(state) : true;
      },
  }),
  addKeyboardShortcuts() {
    return {
      "Mod-z": () => this.editor.commands.undo(),
      "Mod-y": () => this.editor.commands.redo(),
      "Shift-Mod-z": () => this.editor.commands.redo(),
    };
  },
  addProseMirrorPlugins() {
    if (!this.options.fragment) return [];
    return [ySyncPlugin(this.options.fragment), lasting(yUndoPlugin())];
  },
});

/** The undo plugin ends its manager with its view; a view that is made anew goes on with the same one. */
function lasting(plugin: ReturnType<typeof yUndoPlugin>): ReturnType<typeof yUndoPlugin> {
  const made = plugin.spec.view;
  plugin.spec.view = (view: EditorView) => {
    const { undoManager } = yUndoPluginKey.getState(view.state) as Undo;
    undoManager.restore?.();
    undoManager.restore = undefined;
    const shown = made?.(view);
    return {
      destroy: () => {
        const observers = undoManager._observers;
        undoManager.restore = () => {
          undoManager.trackedOrigins.add(undoManager);
          undoManager.doc.on("afterTransaction", undoManager.afterTransactionHandler);
          undoManager._observers = observers;
        };
        shown?.destroy?.();
      },
    };
  };
  return plugin;
}
