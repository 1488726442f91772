// Every view of the newsroom against axe: light and dark, wide and narrow, from left and from right.

import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { none } from "../lib/expect.mjs";
import { atDesk, begin, body } from "./desk.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds, in words. */
async function faults(page, where) {
  // Axe is put in by the browser itself: the page's own policy runs nothing foreign.
  await page.evaluate(await (await import("node:fs/promises")).readFile(AXE, "utf8"));
  const found = await page.evaluate((ours) => globalThis.axe.run(ours, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }), OURS);
  return found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${where}: ${violation.id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`),
  );
}

/** What readers see in the preview is looked at by the tests of the site. */
const OURS = { exclude: ["iframe"] };

const MODES = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  { name: "telephone", colorScheme: "light", viewport: { width: 360, height: 740 } },
];

export function appAccessibility(house) {
  describe("accessibility", () => {
    for (const { name, ...options } of MODES) {
      it(`has no fault in any view, ${name}`, async () => {
        const stranger = await house.browser.newContext({ ...options });
        const gate = await stranger.newPage();
        await gate.goto(`${house.origin}/newsroom/`);
        await gate.getByLabel("Email address").waitFor();
        const found = await faults(gate, "sign-in");
        await stranger.close();

        const { page, context } = await atDesk(house, "ines", { ...options, reducedMotion: "reduce" });
        await page.getByRole("listitem").first().waitFor();
        found.push(...(await faults(page, "board")));
        await begin(page, `Looked at by axe, ${name}`);
        await body(page).click();
        for (const element of ["quote", "table", "gallery", "embed", "card of"]) {
          await page.keyboard.press("Control+End");
          await page.keyboard.press("Enter");
          await page.keyboard.type(`/${element}`);
          await page.keyboard.press("Enter");
        }
        found.push(...(await faults(page, "editor")));
        const details = page.getByRole("button", { name: "Details" });
        if ((await page.getByRole("tab").count()) === 0) await details.click();
        for (const tab of ["Timing", "Checks", "Notices", "History"]) {
          await page.getByRole("tab", { name: tab }).click();
          await page.waitForTimeout(200);
          found.push(...(await faults(page, tab)));
        }
        for (const [open, title] of [
          [() => page.keyboard.press("Control+k"), "Go to anything"],
          [() => page.keyboard.press("Control+Shift+Enter"), "Publish"],
          [() => page.keyboard.press("Control+Alt+p"), "Preview"],
        ]) {
          await open();
          const dialog = page.getByRole("dialog", { name: title });
          await dialog.waitFor();
          await page.waitForTimeout(500);
          found.push(...(await faults(page, title)));
          await page.keyboard.press("Escape");
          await dialog.waitFor({ state: "detached" });
        }
        for (const view of ["pictures", "staff", "account"]) {
          await page.goto(`${house.origin}/newsroom/${view}`);
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.waitForTimeout(400);
          found.push(...(await faults(page, view)));
        }
        none(found);
        await context.close();
      });
    }
  });
}
