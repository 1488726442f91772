// A page is complete without scripts, works from the keyboard, and looks as it should.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { visitAll } from "../lib/browser.mjs";
import { none } from "../lib/expect.mjs";
import { label, ofKind, WIDTHS } from "../lib/pages.mjs";

const SHOTS = process.env.DATELINE_TEST_SCREENSHOTS ?? fileURLToPath(new URL("../../target/screenshots", import.meta.url));

/** Kinds whose screenshots are kept. */
const SHOWN = ["front", "section", "story-news", "story-press_review", "story-explainer", "not-found"];

/** Lines a reader sees in the page's main part. */
async function readable(open) {
  // What only scripts can do is offered by buttons, which only scripts show.
  await open.evaluate(() => document.querySelectorAll("main button, main [role=status]").forEach((one) => one.remove()));
  const text = await open.locator("main").innerText();
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

/** Walks down the page once, so that pictures that load late are there. */
async function unfold(open) {
  await open.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 800) {
      window.scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    window.scrollTo(0, 0);
    await document.fonts.ready;
  });
}

function unsizedPictures(open) {
  return open.evaluate(() =>
    [...document.images]
      .filter((image) => !(image.getAttribute("width") && image.getAttribute("height")))
      .map((image) => image.outerHTML),
  );
}

export function reading(site) {
  describe("reading", () => {
    it("a page without scripts says everything it says with them", async () => {
      // The page for no connection lists what a script kept; without scripts nobody comes to it.
      const pages = site.pages.filter((page) => page.kind !== "offline");
      const without = await visitAll(site, pages, { javaScriptEnabled: false }, readable);
      const withScripts = await visitAll(site, pages, {}, readable);
      for (const [at, page] of pages.entries()) {
        const lost = withScripts[at].filter((line) => !without[at].includes(line));
        assert.ok(without[at].length > 2, `${page.address}: almost empty`);
        none(lost.map((line) => `${label(page)} ${page.address}: ${line}`));
      }
    });

    it("the first Tab on a page leads to a link to its main part", async () => {
      await visitAll(site, ofKind(site.pages, "front"), {}, async (open, page) => {
        await open.keyboard.press("Tab");
        const target = await open.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
        assert.match(target, /^#./, page.address);
        assert.equal(await open.locator(target).count(), 1, page.address);
      });
    });

    it("pictures keep their place while they load", async () => {
      const unsized = await visitAll(site, ofKind(site.pages, "front", "section", "story"), {}, unsizedPictures);
      none(unsized.flat());
    });

    for (const colorScheme of ["light", "dark"]) {
      for (const width of WIDTHS) {
        it(`screenshots are taken, ${colorScheme}, ${width} px wide`, async () => {
          await mkdir(SHOTS, { recursive: true });
          const options = { colorScheme, viewport: { width, height: 900 } };
          await visitAll(site, ofKind(site.pages, ...SHOWN), options, async (open, page) => {
            await unfold(open);
            const file = path.join(SHOTS, `${label(page)}-${width}-${colorScheme}.png`);
            await open.screenshot({ path: file, fullPage: true });
          });
        });
      }
    }
  });
}
