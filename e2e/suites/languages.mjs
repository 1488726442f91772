// Papers in the languages the sample is not printed in, and two languages nobody speaks: every word fits.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { papers } from "../lib/archives.mjs";
import { visitAll } from "../lib/browser.mjs";
import { none } from "../lib/expect.mjs";
import { allPages, label, WIDTHS } from "../lib/pages.mjs";
import { startServer } from "../lib/server.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How the papers are looked at. */
const LOOKS = WIDTHS.map((width, at) => [width, at === 1 ? "dark" : "light"]);

/** English a third longer where Russian was, English from right to left where English was. */
const UNSPOKEN = '[editions.ru]\nmessages = "en-XA"\n\n[editions.en]\nmessages = "ar-XB"\n';

/** What sticks out of the window, and words that are cut off where they should be read. */
function faults(open) {
  return open.evaluate(() => {
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? [`${root.scrollWidth - root.clientWidth}px too wide`] : [];
    for (const element of document.querySelectorAll("nav a, button, .label, .kicker, .meta, h1")) {
      const isCut = getComputedStyle(element).overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1;
      if (isCut && !element.closest(".hidden") && element.getBoundingClientRect().width > 2)
        found.push(`cut off: ${element.textContent.trim().slice(0, 60)}`);
    }
    return found;
  });
}

/** The same, and what axe finds. */
async function violations(open) {
  const found = await faults(open);
  await open.evaluate(AXE);
  const rules = await open.evaluate(async () => (await globalThis.axe.run(document)).violations);
  const told = rules.map((rule) => `${rule.id}: ${rule.help} ${rule.nodes.map((node) => node.html).slice(0, 3)}`);
  return [...found, ...told];
}

/** A folder for this test, and what is done in it. */
async function inFolder(act) {
  const folder = await mkdtemp(path.join(tmpdir(), "dateline-words-"));
  try {
    await act(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Brings a paper in, beside the running server. */
async function bring(site, paper) {
  await inFolder(async (folder) => {
    const file = path.join(folder, `${paper.code}.xml`);
    await writeFile(file, paper.export);
    await promisify(execFile)(site.program, ["--data", site.data, "import", "wordpress", "--no-fetch", file]);
  });
}

/** Adds the tests. */
export function languages(site) {
  describe("languages", () => {
    for (const paper of papers) {
      it(`a paper in ${paper.language} is read without a fault on a phone, a tablet in the dark and a desk`, async (test) => {
        if (!site.data) return test.skip("the server is not ours");
        await bring(site, paper);
        for (const [width, colorScheme] of LOOKS) {
          const options = { viewport: { width, height: 900 }, colorScheme };
          const seen = await visitAll(site, paper.pages, options, async (open, page, response) => {
            assert.equal(response.status(), page.kind === "no-such-page" ? 404 : 200, page.address);
            assert.equal(await open.evaluate(() => document.documentElement.lang), paper.language, page.address);
            return (await violations(open)).map((what) => `${page.address} at ${width}, ${colorScheme}: ${what}`);
          });
          none(seen.flat());
        }
      });
    }

    it("nobody speaks show that every page holds longer words, and words from right to left", async (test) => {
      if (!site.program) return test.skip("the server is not ours");
      await inFolder(async (folder) => {
        const config = path.join(folder, "dateline.toml");
        await writeFile(config, UNSPOKEN);
        const server = await startServer({ variables: { DATELINE_CONFIG: config } });
        try {
          const served = { ...site, origin: server.origin };
          const pages = (await allPages(server.origin)).filter((page) => /^\/(en|ru)\//.test(page.address));
          assert.ok(pages.length > 20, "there are pages to look at");
          for (const width of WIDTHS) {
            const seen = await visitAll(served, pages, { viewport: { width, height: 900 } }, async (open, page) => {
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
        }
      });
    });
  });
}
