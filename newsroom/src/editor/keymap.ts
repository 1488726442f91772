// Keys and shorthands while writing.

import {
  Extension,
  InputRule,
  markInputRule,
  textblockTypeInputRule,
  wrappingInputRule,
  type Editor,
} from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { blockAt, shift } from "./move";
import { nextCell, whereIs } from "./table";

/** Leaves a block that Enter alone would not leave: a quote, a box, a list, when its last line is empty. */
function leave(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parent.type.name !== "paragraph" || $from.parent.content.size > 0) return false;
  const holder = $from.depth > 1 ? $from.node($from.depth - 1) : undefined;
  if (!holder || !["quote", "factbox"].includes(holder.type.name)) return false;
  const isLast = $from.index($from.depth - 1) === holder.childCount - 1;
  if (!isLast || holder.childCount < 2) return false;
  const after = $from.after($from.depth - 1);
  return editor.commands.command(({ tr }) => {
    tr.insert(after, editor.schema.nodes.paragraph!.create()).delete($from.before(), $from.after());
    tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(after, -1) + 1)));
    tr.scrollIntoView();
    return true;
  });
}

/** Ends a block of one line (a pull quote, a footnote) with a paragraph after it. */
function endLine(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  if (!["pull_quote", "footnote"].includes($from.parent.type.name)) return false;
  const after = $from.after();
  return editor
    .chain()
    .insertContentAt(after, { type: "paragraph" })
    .setTextSelection(after + 1)
    .run();
}

function inTable(editor: Editor): boolean {
  return whereIs(editor) !== undefined;
}

export const Keys = Extension.create({
  name: "story_keys",
  addKeyboardShortcuts() {
    const { editor } = this;
    const heading = (level: string) => () => editor.commands.toggleNode("heading", "paragraph", { level });
    return {
      "Mod-b": () => editor.commands.toggleMark("strong"),
      "Mod-i": () => editor.commands.toggleMark("em"),
      "Mod-Shift-x": () => editor.commands.toggleMark("strike"),
      "Mod-e": () => editor.commands.toggleMark("code_mark"),
      "Mod-Alt-0": () => editor.commands.setNode("paragraph"),
      "Mod-Alt-2": heading("2"),
      "Mod-Alt-3": heading("3"),
      "Mod-Alt-4": heading("4"),
      "Mod-Shift-7": () => editor.commands.toggleList("ordered_list", "list_item"),
      "Mod-Shift-8": () => editor.commands.toggleList("bullet_list", "list_item"),
      "Mod-Shift-9": () => editor.commands.toggleWrap("quote"),
      "Alt-ArrowUp": () => shift(editor, blockAt(editor), -1),
      "Alt-ArrowDown": () => shift(editor, blockAt(editor), 1),
      "Shift-Enter": () => editor.commands.insertContent({ type: "hard_break" }),
      "Mod-Enter": () => editor.commands.exitCode(),
      Enter: () => {
        if (editor.isActive("code")) return editor.commands.newlineInCode();
        if (inTable(editor)) return nextCell(editor, 1);
        if (leave(editor) || endLine(editor)) return true;
        if (!editor.isActive("list_item")) return false;
        return editor.commands.splitListItem("list_item") || editor.commands.liftListItem("list_item");
      },
      Tab: () => {
        if (inTable(editor)) return nextCell(editor, 1);
        return editor.isActive("list_item") ? editor.commands.sinkListItem("list_item") : false;
      },
      "Shift-Tab": () => {
        if (inTable(editor)) return nextCell(editor, -1);
        return editor.isActive("list_item") ? editor.commands.liftListItem("list_item") : false;
      },
      Backspace: () => {
        const { $from, empty } = editor.state.selection;
        const isAtStart = empty && $from.parentOffset === 0 && $from.depth === 1;
        if (isAtStart && ["heading", "pull_quote", "footnote", "code"].includes($from.parent.type.name)) {
          return editor.commands.setNode("paragraph");
        }
        return false;
      },
    };
  },
  addInputRules() {
    const { nodes, marks } = this.editor.schema;
    if (!nodes.heading) return [];
    return [
      ...["2", "3", "4"].map((level) =>
        textblockTypeInputRule({
          find: new RegExp(`^#{${level}}\\s$`),
          type: nodes.heading!,
          getAttributes: { level },
        }),
      ),
      textblockTypeInputRule({
        find: /^```([a-z]+)?\s$/,
        type: nodes.code!,
        getAttributes: (found) => ({ language: found[1] ?? null }),
      }),
      wrappingInputRule({ find: /^\s*[-*+]\s$/, type: nodes.bullet_list! }),
      wrappingInputRule({ find: /^\s*1[.)]\s$/, type: nodes.ordered_list! }),
      wrappingInputRule({ find: /^\s*>\s$/, type: nodes.quote! }),
      new InputRule({
        find: /^(?:---|—-|\*\*\*)$/,
        handler: ({ range, chain }) => {
          chain()
            .deleteRange(range)
            .insertContent([{ type: "rule" }, { type: "paragraph" }])
            .run();
        },
      }),
      markInputRule({ find: /(?:^|\s)(\*\*(?!\s+\*\*)((?:[^*]+))\*\*(?!\s+\*\*))$/, type: marks.strong! }),
    ];
  },
});
