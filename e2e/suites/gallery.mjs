// Galleries: a list of figures, and over the whole window by keyboard, swipe and screen reader.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { ofKind } from "../lib/pages.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Opens a gallery story and gives it to `look`. */
async function openPage(site, story, options, look) {
  const context = await site.browser.newContext({ reducedMotion: "reduce", ...options });
  try {
    const page = await context.newPage();
    await page.goto(site.origin + story.address, { waitUntil: "load" });
    await look(page);
  } finally {
    await context.close();
  }
}

/** How many pictures the first gallery has. */
function count(page) {
  return page.evaluate(() => document.querySelector(".gallery").querySelectorAll("figure").length);
}

/** Which picture is shown, from 1: what the digits of its place say first. */
async function shown(page) {
  const place = await page.locator(".viewer-place").innerText();
  return Number.parseInt(place, 10);
}

/** One finger across, as a hand does it. */
async function swipe(page, from, to) {
  const client = await page.context().newCDPSession(page);
  const touch = (type, x) => client.send("Input.dispatchTouchEvent", { type, touchPoints: x === undefined ? [] : [{ x, y: 400 }] });
  await touch("touchStart", from);
  for (const part of [0.25, 0.5, 0.75, 1]) await touch("touchMove", from + (to - from) * part);
  await touch("touchEnd");
}

export function gallery(site) {
  describe("a gallery", () => {
    const stories = () => ofKind(site.pages, "story-gallery");

    it("is a list of figures with caption and credit where scripts do not run", async () => {
      for (const story of stories()) {
        await openPage(site, story, { javaScriptEnabled: false }, async (page) => {
          assert.equal(await page.locator(".gallery-open:visible").count(), 0);
          const figures = page.locator(".gallery figure");
          for (const figure of await figures.all()) {
            assert.equal(await figure.locator("img").count(), 1);
            assert.equal(await figure.locator("figcaption .caption").count(), 1);
            assert.equal(await figure.locator("figcaption .credit").count(), 1);
          }
        });
      }
    });

    it("turns over by arrow keys where the text goes, ends at its ends, and gives the focus back", async () => {
      for (const story of stories()) {
        await openPage(site, story, {}, async (page) => {
          const [forward, back] = story.edition === "ar" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
          const all = await count(page);
          await page.locator(".gallery-open").first().focus();
          await page.keyboard.press("Enter");
          assert.equal(await page.locator("dialog[open]").count(), 1, story.edition);
          assert.equal(await shown(page), 1);

          await page.keyboard.press(back);
          assert.equal(await shown(page), 1, "nothing is before the first");
          await page.keyboard.press(forward);
          assert.equal(await shown(page), 2);
          await page.keyboard.press("End");
          await page.keyboard.press(forward);
          assert.equal(await shown(page), all, "nothing is after the last");
          await page.keyboard.press(back);
          assert.equal(await shown(page), all - 1);
          for (let presses = 0; presses < 8; presses += 1) {
            await page.keyboard.press("Tab");
            assert.ok(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest("dialog")));
          }

          await page.keyboard.press("Escape");
          await page.waitForFunction(() => !document.querySelector("dialog.viewer"));
          const focused = await page.evaluate(() => document.activeElement.dataset.place);
          assert.equal(Number.parseInt(focused, 10), all - 1, "the focus is on the picture seen last");
        });
      }
    });

    it("says where one is, with what is seen, and shows caption and credit", async () => {
      for (const story of stories()) {
        await openPage(site, story, {}, async (page) => {
          await page.locator(".gallery-open").nth(1).click();
          const place = page.locator(".viewer-place");
          assert.equal(await place.getAttribute("role"), "status");
          const alt = await page.locator(".viewer img").getAttribute("alt");
          assert.ok(alt.length > 0);
          assert.ok((await place.textContent()).includes(alt));
          assert.match(await page.locator("dialog.viewer").getAttribute("aria-label"), /\S/);
          for (const part of [".caption", ".credit"]) {
            assert.ok(await page.locator(`.viewer figcaption ${part}`).isVisible());
          }
        });
      }
    });

    it("turns over by swipe, mirrored from right to left", async () => {
      for (const story of stories()) {
        await openPage(site, story, { viewport: { width: 390, height: 844 }, hasTouch: true }, async (page) => {
          await page.locator(".gallery-open").first().click();
          const isMirrored = story.edition === "ar";
          const [near, far] = isMirrored ? [80, 300] : [300, 80];

          await swipe(page, near, far);
          assert.equal(await shown(page), 2, story.edition);
          await swipe(page, far, near);
          assert.equal(await shown(page), 1, story.edition);
        });
      }
    });

    it("is free of barriers when it is open, light and dark", async () => {
      const axe = await readFile(AXE, "utf8");
      for (const story of stories()) {
        for (const colorScheme of ["light", "dark"]) {
          for (const width of [360, 1440]) {
            await openPage(site, story, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
              await page.locator(".gallery-open").first().click();
              await page.evaluate(axe);
              const found = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), RULES);
              const faults = found.violations.map((fault) => `${fault.id}: ${fault.nodes[0].html}`);
              assert.deepEqual(faults, [], `${story.edition} ${colorScheme} ${width}`);
              const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
              assert.equal(wide, false, "nothing is wider than the window");
            });
          }
        }
      }
    });
  });
}
