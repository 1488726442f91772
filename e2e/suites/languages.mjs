// Pages hold words a third longer and words from right to left: two languages nobody speaks show it.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { visitAll } from "../lib/browser.mjs";
import { none } from "../lib/expect.mjs";
import { allPages, label, WIDTHS } from "../lib/pages.mjs";
import { startServer } from "../lib/server.mjs";

/** English a third longer where Russian was, English from right to left where English was. */
const UNSPOKEN = '[editions.ru]\nmessages = "en-XA"\n\n[editions.en]\nmessages = "ar-XB"\n';

/** What sticks out of the window, and words that are cut off where they should be read. */
function faults(open) {
  return open.evaluate(() => {
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? [`${root.scrollWidth - root.clientWidth}px too wide`] : [];
    for (const element of document.querySelectorAll("nav a, button, .label, .kicker, .meta, h1")) {
      const box = element.getBoundingClientRect();
      const isShown = box.width > 2 && getComputedStyle(element).visibility === "visible";
      if (isShown && getComputedStyle(element).overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1)
        found.push(`cut off: ${element.textContent.trim().slice(0, 60)}`);
    }
    return found;
  });
}

/** Adds the tests. */
export function languages(site) {
  describe("languages nobody speaks", () => {
    it("fit on every page at every width, in their own direction", async (test) => {
      if (!site.program) return test.skip("the server is not ours");
      const folder = await mkdtemp(path.join(tmpdir(), "dateline-words-"));
      const config = path.join(folder, "dateline.toml");
      await writeFile(config, UNSPOKEN);
      const server = await startServer({ variables: { DATELINE_CONFIG: config } });
      try {
        const served = { ...site, origin: server.origin };
        const pages = (await allPages(server.origin)).filter((page) => /^\/(en|ru)\//.test(page.address));
        assert.ok(pages.length > 20, "there are pages to look at");
        for (const width of WIDTHS) {
          const options = { viewport: { width, height: 900 } };
          const seen = await visitAll(served, pages, options, async (open, page) => {
            const [direction, words] = await open.evaluate(() => [document.dir, document.querySelector(".skip").textContent]);
            const isMirrored = page.address.startsWith("/en/");
            assert.equal(direction, isMirrored ? "rtl" : "ltr", page.address);
            assert.match(words, isMirrored ? /\u202e/ : /^\[/);
            return (await faults(open)).map((what) => `${label(page)} at ${width}: ${what}`);
          });
          none(seen.flat());
        }
      } finally {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      }
    });
  });
}
