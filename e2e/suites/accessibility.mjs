// No axe violation on any kind of page, in any edition, light and dark, at three widths.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { visitAll } from "../lib/browser.mjs";
import { none } from "../lib/expect.mjs";
import { EDITIONS, label, WIDTHS } from "../lib/pages.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on an open page, at every width. */
async function violations(open, page) {
  // Evaluated by the debugger, so the page's content security policy stays as it is.
  await open.evaluate(AXE);
  const found = [];
  for (const width of WIDTHS) {
    await open.setViewportSize({ width, height: 900 });
    const rules = await open.evaluate(async () => (await globalThis.axe.run(document)).violations);
    for (const rule of rules) {
      const nodes = rule.nodes.map((node) => node.html).slice(0, 5);
      found.push([`${label(page)} ${page.address} at ${width} px`, `${rule.id}: ${rule.help}`, ...nodes].join("\n    "));
    }
  }
  return found;
}

/** How far the page is wider than the window, in CSS pixels. */
function overflow(open) {
  return open.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export function accessibility(site) {
  describe("accessibility", () => {
    for (const edition of EDITIONS) {
      for (const colorScheme of ["light", "dark"]) {
        it(`axe finds nothing in ${edition}, ${colorScheme}, at ${WIDTHS.join(", ")} px`, async () => {
          const pages = site.pages.filter((page) => page.edition === edition);
          none((await visitAll(site, pages, { colorScheme }, violations)).flat());
        });
      }
    }

    it("no page scrolls sideways on a small phone", async () => {
      const options = { viewport: { width: 320, height: 700 } };
      const over = await visitAll(site, site.pages, options, overflow);
      none(site.pages.map((page, at) => `${label(page)}: ${over[at]} px`).filter((_, at) => over[at] > 0));
    });
  });
}
