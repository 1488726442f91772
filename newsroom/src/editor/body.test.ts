// The body of a story as people write it: the editor itself, on the shared document.

import { Editor, getSchema } from "@tiptap/core";
import { Shared } from "./shared";
import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { ELEMENTS } from "./elements";
import { Find, replace, search, searchOf } from "./find";
import { missingIds, OwnIds } from "./ids";
import { Keys } from "./keymap";
import { shift } from "./move";
import { cleaned } from "./paste";
import { BLOCKS, BODY } from "./schema";
import { decide, Suggest, setSuggesting, suggestions } from "./suggest";
import { addColumn, addRow, removeRow } from "./table";

const open: Editor[] = [];

function write(doc = new Y.Doc(), html?: string): Editor {
  const editor = new Editor({
    element: document.createElement("div"),
    injectCSS: false,
    extensions: [
      ...BODY,
      OwnIds,
      Keys,
      Find,
      Suggest.configure({ by: () => "Salma" }),
      Shared.configure({ fragment: doc.getXmlFragment("body") }),
    ],
  });
  if (html) editor.commands.setContent(html);
  open.push(editor);
  return editor;
}

const kinds = (editor: Editor) => editor.getJSON().content?.map((node) => node.type);

afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

describe("the schema", () => {
  it("has an id on every block, and only words as attributes", () => {
    const schema = getSchema([...BODY]);

    for (const name of BLOCKS) {
      const attrs = schema.nodes[name]?.spec.attrs ?? {};
      expect(Object.keys(attrs), name).toContain("id");
      for (const [attr, spec] of Object.entries(attrs)) {
        const value = (spec as { default: unknown }).default;
        expect(value === null || typeof value === "string", `${name}.${attr}`).toBe(true);
      }
    }
  });
});

describe("elements", () => {
  it("have ids, each its own, also after a paragraph is split", () => {
    const editor = write(undefined, "<p>One two</p>");

    editor.commands.setTextSelection(4);
    editor.commands.splitBlock();
    const ids = editor.getJSON().content?.map((node) => node.attrs?.id as string);

    expect(new Set(ids).size).toBe(2);
    expect(ids?.every(Boolean)).toBe(true);
    expect(missingIds(editor.state.doc)).toEqual([]);
  });

  it("are all put in by the menu, and the text stays", () => {
    for (const one of ELEMENTS) {
      const editor = write(undefined, "<p>Before</p><p></p>");
      editor.commands.setTextSelection(editor.state.doc.content.size - 1);

      one.put(editor);

      expect(editor.getText(), one.type).toContain("Before");
      expect(() => editor.state.doc.check(), one.type).not.toThrow();
      expect(JSON.stringify(editor.getJSON()), one.type).toContain(`"${one.type.replace("_3", "")}"`);
    }
  });

  it("move up and down among their neighbours", () => {
    const editor = write(undefined, "<p>One</p><h2>Two</h2>");

    expect(shift(editor, 0, 1)).toBe(true);
    expect(kinds(editor)?.slice(0, 2)).toEqual(["heading", "paragraph"]);
    expect(shift(editor, 0, -1)).toBe(false);
  });
});

describe("a table", () => {
  it("grows and shrinks by rows and columns", () => {
    const editor = write(
      undefined,
      "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    );
    editor.commands.setTextSelection(4);

    addRow(editor);
    editor.commands.setTextSelection(4);
    addColumn(editor);
    const rows = () => {
      const table = editor.state.doc.firstChild;
      return Array.from({ length: table?.childCount ?? 0 }, (_, at) => table?.child(at).childCount);
    };
    expect(rows()).toEqual([3, 3, 3]);

    editor.commands.setTextSelection(4);
    removeRow(editor);
    expect(rows()).toEqual([3, 3]);
    expect(editor.getText()).not.toContain("a");
  });
});

describe("find and replace", () => {
  it("finds words across marks and replaces them all", () => {
    const editor = write(undefined, "<p>The fer<strong>ry</strong> and the Ferry</p>");

    search(editor, "ferry", false);
    expect(searchOf(editor).found).toHaveLength(2);
    expect(replace(editor, "boat", true)).toBe(2);
    expect(editor.getText()).toBe("The boat and the boat");
  });
});

describe("suggestions", () => {
  /** Types as the browser tells the editor of it. */
  function type(editor: Editor, text: string): void {
    const { from, to } = editor.state.selection;
    editor.view.someProp("handleTextInput", (handle) =>
      handle(editor.view, from, to, text, () => editor.state.tr),
    );
  }

  function suggest(): Editor {
    const editor = write(undefined, "<p>The old ferry</p>");
    setSuggesting(editor, true);
    editor.commands.setTextSelection({ from: 5, to: 8 });
    type(editor, "new");
    return editor;
  }

  it("stand beside the words, with who made them", () => {
    const editor = suggest();

    expect(editor.getText()).toBe("The oldnew ferry");
    expect(suggestions(editor.state.doc)).toMatchObject([
      { kind: "delete", text: "old", by: "Salma" },
      { kind: "insert", text: "new", by: "Salma" },
    ]);
  });

  it("are accepted or rejected whole", () => {
    const [accepted, rejected] = [suggest(), suggest()];

    decide(accepted, suggestions(accepted.state.doc), true);
    decide(rejected, suggestions(rejected.state.doc), false);

    expect(accepted.getText()).toBe("The new ferry");
    expect(rejected.getText()).toBe("The old ferry");
    expect(suggestions(accepted.state.doc)).toEqual([]);
    expect(suggestions(rejected.state.doc)).toEqual([]);
  });

  it("of one's own are taken back by deleting them", () => {
    const editor = suggest();
    const press = () => {
      const event = new KeyboardEvent("keydown", { key: "Backspace" });
      return editor.view.someProp("handleKeyDown", (handle) => handle(editor.view, event));
    };

    for (let count = 0; count < 3; count += 1) press();
    expect(editor.getText()).toBe("The old ferry");
    press();
    expect(editor.getText()).toBe("The old ferry");
    expect(suggestions(editor.state.doc).every((one) => one.kind === "delete")).toBe(true);
  });
});

describe("what is pasted from elsewhere", () => {
  it("becomes elements of the body, and nothing else", () => {
    const editor = write();
    const html = cleaned(
      `<h1>Title</h1><p style="font-family:Arial"><span style="font-weight:700">Bold</span> <a href="javascript:alert(1)">bad</a> <a href="https://a.example/">good</a></p><blockquote><p>Said</p></blockquote><div onclick="x()"><ul><li>one</li></ul></div><marquee>old</marquee>`,
    );

    editor.commands.setContent(html);
    const text = JSON.stringify(editor.getJSON());

    expect(kinds(editor)?.slice(0, 4)).toEqual(["heading", "paragraph", "quote", "bullet_list"]);
    expect(text).toContain('"strong"');
    expect(text).not.toContain("javascript");
    expect(text).not.toContain("Arial");
    expect(text).toContain("https://a.example/");
  });
});

describe("two who write at once", () => {
  it("end with one text, whatever the order in which they heard of each other", () => {
    const [first, second] = [new Y.Doc(), new Y.Doc()];
    const one = write(first, "<p>The ferry stops.</p><p>End.</p>");
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
    const two = write(second);

    one.commands.insertContentAt(1, "Today: ");
    two.commands.setTextSelection(two.state.doc.content.size - 1);
    two.commands.splitBlock();
    two.commands.insertContent("More.");
    const [a, b] = [Y.encodeStateAsUpdate(first), Y.encodeStateAsUpdate(second)];
    Y.applyUpdate(second, a);
    Y.applyUpdate(first, b);

    expect(one.getJSON()).toEqual(two.getJSON());
    expect(one.getText()).toContain("Today: The ferry stops.");
    expect(one.getText()).toContain("More.");
  });

  it("keep their carets where they type, also within one paragraph", () => {
    const [first, second] = [new Y.Doc(), new Y.Doc()];
    const one = write(first, "<p>First line.</p>");
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
    const two = write(second);
    const waiting: [Y.Doc, Uint8Array][] = [];
    first.on("update", (update, origin) => origin !== "net" && waiting.push([second, update]));
    second.on("update", (update, origin) => origin !== "net" && waiting.push([first, update]));
    const deliver = () => waiting.splice(0).forEach(([doc, update]) => Y.applyUpdate(doc, update, "net"));
    one.commands.setTextSelection(one.state.doc.content.size - 1);
    two.commands.setTextSelection(1);

    const after = " From one.";
    const before = "From the other. ";
    for (let at = 0; at < before.length; at += 1) {
      const letter = after[at];
      if (letter) one.view.dispatch(one.state.tr.insertText(letter));
      two.view.dispatch(two.state.tr.insertText(before[at]!));
      if (at % 3 === 1) deliver();
    }
    deliver();

    expect(one.getText()).toBe("From the other. First line. From one.");
    expect(two.getText()).toBe(one.getText());
  });
});
