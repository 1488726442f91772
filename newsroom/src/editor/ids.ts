// Every element at the top of the body has an id of its own: translations, notes and corrections
// point at it.

import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "y-prosemirror";

/** A short id nobody else will make. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "a")
    .replace(/\//g, "b");
}

/** Where ids are missing or stand twice, and which to put there. */
export function missingIds(doc: Node, make: () => string = newId): { at: number; id: string }[] {
  const seen = new Set<string>();
  const wanted: { at: number; id: string }[] = [];
  doc.forEach((node, at) => {
    if (!("id" in node.type.spec.attrs!) && node.type.spec.attrs?.id === undefined) return;
    const id = node.attrs.id as string | null;
    if (id && !seen.has(id)) {
      seen.add(id);
      return;
    }
    // An empty paragraph is not kept, so it needs no id yet.
    if (!id && node.isTextblock && node.content.size === 0) return;
    const next = make();
    seen.add(next);
    wanted.push({ at, id: next });
  });
  return wanted;
}

function isFromElsewhere(transaction: Transaction): boolean {
  return Boolean(
    (transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin,
  );
}

export const OwnIds = Extension.create({
  name: "own_ids",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("own_ids"),
      appendTransaction(transactions, _before, state) {
        const own = transactions.some((one) => one.docChanged && !isFromElsewhere(one));
        if (!own) return null;
        const wanted = missingIds(state.doc);
        if (wanted.length === 0) return null;
        const tr = state.tr;
        for (const { at, id } of wanted) tr.setNodeAttribute(at, "id", id);
        return tr.setMeta("addToHistory", false);
      },
    }),
  ],
});
