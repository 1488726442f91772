// What decides in the editor and needs no page.

import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { compare, joined, lines, split, steps } from "./compare";
import { minutes, words } from "./count";
import { cleaned, unwrapped } from "./paste";
import { pause } from "./provider.svelte";
import { isAddress } from "./schema";
import { slashIn } from "./slash";
import { difference, moved, take } from "./words";

describe("a line written together", () => {
  it("takes what was typed as one change", () => {
    expect(difference("The ferry", "The old ferry")).toEqual({ at: 4, gone: 0, come: "old " });
    expect(difference("abc", "")).toEqual({ at: 0, gone: 3, come: "" });
  });

  it("puts a repeated letter where the caret is", () => {
    expect(difference("aa", "aaa", 1)).toEqual({ at: 1, gone: 0, come: "a" });
  });

  it("keeps what two typed at once", () => {
    const [one, two] = [new Y.Doc(), new Y.Doc()];
    one.getText("headline").insert(0, "Ferry stops");
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));

    take(one.getText("headline"), "The Ferry stops", 4, "one");
    take(two.getText("headline"), "Ferry stops today", 17, "two");
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two));

    expect(one.getText("headline").toString()).toBe("The Ferry stops today");
    expect(two.getText("headline").toString()).toBe("The Ferry stops today");
  });

  it("leaves the caret between the letters it was between", () => {
    expect(moved(5, [{ retain: 2 }, { insert: "xyz" }])).toBe(8);
    expect(moved(5, [{ retain: 5 }, { insert: "xyz" }])).toBe(5);
    expect(moved(5, [{ delete: 3 }])).toBe(2);
    expect(moved(2, [{ retain: 1 }, { delete: 4 }])).toBe(1);
  });
});

describe("length", () => {
  it("counts words as each language has them", () => {
    expect(words("The old ferry stops.", "en")).toBe(4);
    expect(words("Паром встал на неделю", "ru")).toBe(4);
    expect(words("铁桥将关闭十四个月", "zh-Hans")).toBeGreaterThan(3);
  });

  it("never says that a story takes no time", () => {
    expect(minutes(0)).toBe(1);
    expect(minutes(1150)).toBe(5);
  });
});

describe("what is pasted", () => {
  it("loses scripts, comments and what a word processor adds", () => {
    const html = cleaned(
      "<html><head><style>p{color:red}</style></head><body><!--StartFragment--><p class=MsoNormal>One<o:p></o:p></p><script>alert(1)</script></body>",
    );

    expect(html).toBe('<p class="MsoNormal">One</p>');
  });

  it("has lists where a word processor wrote paragraphs", () => {
    const html = cleaned(
      "<p class='MsoListParagraph'>·\u00a0\u00a0First</p><p class='MsoListParagraph'>·\u00a0\u00a0Second</p><p>After</p>",
    );

    expect(html).toBe("<ul><li><p>First</p></li><li><p>Second</p></li></ul><p>After</p>");
  });

  it("has plain spaces between words, and hard ones where they are meant", () => {
    expect(cleaned("<p>The\u00a0old ferry costs 184\u00a0million</p>")).toContain("The old ferry");
    expect(new DOMParser().parseFromString(cleaned("<p>184\u00a0m</p>"), "text/html").body.textContent).toBe(
      "184\u00a0m",
    );
  });

  it("has links without what counts clicks", () => {
    expect(unwrapped("https://paper.example/a?utm_source=x&id=1")).toBe("https://paper.example/a?id=1");
    expect(unwrapped("https://www.google.com/url?q=https://paper.example/a&sa=D")).toBe(
      "https://paper.example/a",
    );
    expect(unwrapped("mailto:desk@paper.example")).toBe("mailto:desk@paper.example");
  });

  it("is left out as HTML when it is longer than a browser should read", () => {
    expect(cleaned(`<p>${"a".repeat(3_000_001)}</p>`)).toBe("");
  });
});

describe("an address of a link", () => {
  it("is one readers can follow", () => {
    for (const good of ["https://a.example/", "/en/city", "mailto:a@b.example", "tel:+1", "#note"]) {
      expect(isAddress(good), good).toBe(true);
    }
    for (const bad of ["javascript:alert(1)", "//evil.example", "data:text/html,x", "a b", "/\\evil", ""]) {
      expect(isAddress(bad), bad).toBe(false);
    }
  });
});

describe("the slash", () => {
  it("opens its menu at the beginning of a line only", () => {
    expect(slashIn("/")).toBe("");
    expect(slashIn("/quo")).toBe("quo");
    expect(slashIn("/цит")).toBe("цит");
    expect(slashIn("and/or")).toBeUndefined();
    expect(slashIn("/-/theme")).toBeUndefined();
  });
});

describe("two states of a text", () => {
  it("differ by the words that went and came", () => {
    const pieces = joined(steps(split("The old ferry stops"), split("The new ferry stops")));

    expect(pieces).toEqual([
      { kind: "same", text: "The " },
      { kind: "gone", text: "old" },
      { kind: "come", text: "new" },
      { kind: "same", text: " ferry stops" },
    ]);
  });

  it("are compared line by line", () => {
    const rows = compare(["One", "Two"], ["One", "Between", "Two"]);

    expect(rows.map((row) => row.map((piece) => piece.kind).join())).toEqual(["same", "come", "same"]);
  });

  it("are read from whatever the body holds", () => {
    const content = {
      headline: "Ferry",
      body: [
        { type: "paragraph", text: [{ text: "One " }, { text: "two", marks: [{ type: "strong" }] }] },
        { type: "list", items: [{ text: "a" }, { text: "b" }] },
        { type: "table", head: ["x", "y"], rows: [["1", "2"]] },
      ],
    };

    expect(lines(content)).toEqual(["Ferry", "One two", "a", "b", "x | y", "1 | 2"]);
  });
});

describe("a lost connection", () => {
  it("is tried again later each time, and never by all at once", () => {
    expect(pause(0, 0)).toBe(125);
    expect(pause(0, 1)).toBe(250);
    expect(pause(20, 1)).toBe(15_000);
    expect(pause(20, 0)).toBe(7_500);
  });
});
