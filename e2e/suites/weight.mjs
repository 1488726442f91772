// What a page weighs without pictures: the page, its style sheet, its fonts, its scripts.

import { describe, it } from "node:test";
import { visitAll } from "../lib/browser.mjs";
import { none } from "../lib/expect.mjs";
import { label, ofKind } from "../lib/pages.mjs";

const KB = 1024;

/**
 * Most bytes of bodies as sent. A press review quotes in several languages, in italics too, and a page
 * of another script that quotes Latin words fetches their letters beside.
 */
const LIMIT = 60 * KB;
const FOREIGN = /-latin[^/]*\.woff2$/;
const QUOTING = 30 * KB;
const SCRIPTS = 15 * KB;

async function weigh(open, page, _response, seen) {
  await open.evaluate(async () => {
    window.scrollTo(0, document.body.scrollHeight);
    await document.fonts.ready;
  });
  await open.waitForLoadState("networkidle");
  const entries = await open.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map((entry) => ({
      name: entry.name,
      bytes: entry.encodedBodySize,
      // The next story, come to by reading on, is another page.
      isNext: entry.initiatorType === "fetch",
    })),
  );
  const isForeign = ({ name }) => page.edition !== "en" && FOREIGN.test(name);
  const words = entries.filter(
    (entry) => !entry.isNext && !isForeign(entry) && !/\/-\/pictures\/|favicon|\.webmanifest/.test(entry.name),
  );
  const sum = (list) => list.reduce((all, entry) => all + entry.bytes, 0);
  const limit = page.kind === "story-press_review" ? LIMIT + QUOTING : LIMIT;
  const scripts = sum(words.filter((entry) => entry.name.includes(".js")));
  const faults = [];
  if (sum(words) > limit) faults.push(`${label(page)}: ${sum(words)} bytes of ${limit}: ${JSON.stringify(words)}`);
  if (scripts > SCRIPTS) faults.push(`${label(page)}: ${scripts} bytes of scripts`);
  if (seen.requests.some((url) => new URL(url).origin !== new URL(open.url()).origin)) faults.push(`${label(page)}: another host`);
  return faults;
}

export function weight(site) {
  describe("weight", () => {
    it("a front or a story with its fonts, without pictures, keeps to its bound", async () => {
      const pages = ofKind(site.pages, "front", "story");
      const found = [];
      // Each page as a first visit: nothing is in the browser's cache.
      for (const page of pages) found.push(...(await visitAll(site, [page], {}, weigh)));
      none(found.flat());
    });
  });
}
