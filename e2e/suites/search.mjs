// The search field completes what is typed, from the keyboard and for screen readers; the form works
// without any of that.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BRIDGE, EDITIONS } from "../lib/pages.mjs";

async function withPage(site, options, look) {
  const context = await site.browser.newContext({ viewport: { width: 900, height: 800 }, reducedMotion: "reduce", ...options });
  try {
    return await look(await context.newPage());
  } finally {
    await context.close();
  }
}

const field = (page) => page.getByRole("combobox");
const options = (page) => page.getByRole("option");

export function search(site) {
  describe("search", () => {
    for (const edition of EDITIONS) {
      it(`completes what is typed and leads to the story chosen (${edition})`, async () => {
        await withPage(site, {}, async (page) => {
          await page.goto(`${site.origin}/${edition}/search`);
          await field(page).pressSequentially(BRIDGE[edition].slice(0, 3));
          await options(page).first().waitFor();
          assert.equal(await field(page).getAttribute("aria-expanded"), "true");

          await page.keyboard.press("ArrowDown");
          const chosen = page.locator("[role=option][aria-selected=true]");
          assert.equal(await chosen.count(), 1);
          assert.equal(await field(page).getAttribute("aria-activedescendant"), await chosen.getAttribute("id"));
          const words = await chosen.locator("bdi").innerText();
          await page.keyboard.press("Enter");

          await page.waitForURL((url) => !url.pathname.endsWith("/search"));
          assert.equal((await page.locator("h1").innerText()).trim(), words.trim());
        });
      });
    }

    it("closes with Escape and keeps what was typed", async () => {
      await withPage(site, {}, async (page) => {
        await page.goto(`${site.origin}/en/search`);
        await field(page).pressSequentially("bri");
        await options(page).first().waitFor();
        await page.keyboard.press("Escape");
        assert.equal(await field(page).getAttribute("aria-expanded"), "false");
        assert.equal(await options(page).count() === 0 || !(await options(page).first().isVisible()), true);
        assert.equal(await field(page).inputValue(), "bri");
      });
    });

    it("asks once for words typed quickly", async () => {
      await withPage(site, {}, async (page) => {
        let asked = 0;
        page.on("request", (request) => (asked += request.url().includes("/search/suggest") ? 1 : 0));
        await page.goto(`${site.origin}/en/search`);
        await field(page).pressSequentially("bridge", { delay: 15 });
        await options(page).first().waitFor();
        assert.ok(asked <= 2, `${asked} requests`);
      });
    });

    it("finds without scripts, from the masthead of any page", async () => {
      await withPage(site, { javaScriptEnabled: false }, async (page) => {
        await page.goto(`${site.origin}/en/`);
        await page.locator("header a[rel=search]").click();
        await page.locator("#search-q").fill("iron bridge");
        await page.locator(".search-line button").click();
        assert.ok((await page.locator(".hits article").count()) > 2);
        assert.ok((await page.locator(".hits mark").count()) > 2);
        await page.locator(".hits h2 a").first().click();
        assert.match(page.url(), /\/en\/[a-z]+\/\d{4}\//);
      });
    });
  });
}
