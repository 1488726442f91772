// The door of the newsroom: headers, sign-in, what strangers see, weight.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { atDesk, signIn } from "./desk.mjs";

/** Compressed bytes of the first view. */
const FIRST_LOAD = 250 * 1024;

export function door(house) {
  describe("door", () => {
    it("serves the app under every address of its own, and runs only its own files", async () => {
      for (const address of ["/newsroom/", "/newsroom/pictures", "/newsroom/stories/x"]) {
        const response = await fetch(house.origin + address);
        const policy = response.headers.get("content-security-policy");
        assert.equal(response.status, 200, address);
        assert.match(policy, /script-src 'self';/);
        assert.doesNotMatch(policy, /unsafe/);
        assert.equal(response.headers.get("x-frame-options"), "DENY");
        assert.match(await response.text(), /<script type="module"/);
      }
      const missing = await fetch(`${house.origin}/newsroom/assets/none.js`);
      assert.equal(missing.status, 404);
    });

    it("keeps files with a hash for good, and the page not at all", async () => {
      const page = await fetch(`${house.origin}/newsroom/`);
      const name = /src="(\/newsroom\/assets\/[^"]+\.js)"/.exec(await page.text())[1];
      const script = await fetch(house.origin + name, { headers: { "Accept-Encoding": "br" } });
      assert.equal(page.headers.get("cache-control"), "no-cache");
      assert.match(script.headers.get("cache-control"), /immutable/);
      assert.match(script.headers.get("content-type"), /javascript/);
      const again = await fetch(`${house.origin}/newsroom/`, { headers: { "If-None-Match": page.headers.get("etag") } });
      assert.ok([200, 304].includes(again.status));
    });

    it("lets nobody in with a wrong password, and says so", async () => {
      const page = await house.browser.newPage();
      await page.goto(`${house.origin}/newsroom/`);
      await page.getByLabel("Email address").fill("tomas@courier.example");
      await page.getByLabel("Password").fill("the tram is early");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByRole("alert").getByText("do not belong together").waitFor();
      await page.close();
    });

    it("shows the board with the sample paper in less than the weight agreed", async () => {
      const context = await house.browser.newContext();
      const page = await context.newPage();
      let bytes = 0;
      const counted = [];
      page.on("response", (response) => {
        if (!response.url().includes("/newsroom/")) return;
        counted.push(
          response.body().then(
            (body) => (bytes += gzipSync(body).length),
            () => {},
          ),
        );
      });
      await signIn(page, house.origin, "maud@courier.example");
      await page.getByRole("listitem").first().waitFor();
      await Promise.all(counted);
      assert.ok(bytes > 10_000 && bytes < FIRST_LOAD, `${bytes} bytes`);
      await context.close();
    });

    it("shows a reporter no staff and lets nothing be published", async () => {
      const { page, context, complaints } = await atDesk(house, "tomas");
      assert.equal(await page.getByRole("link", { name: "Staff" }).count(), 0);
      await page.getByRole("link", { name: /./ }).filter({ hasText: "bridge" }).first().click();
      await page.getByRole("textbox", { name: "Text of the story" }).waitFor();
      assert.equal(await page.getByRole("button", { name: /^Publish/ }).count(), 0);
      assert.deepEqual(complaints, []);
      await context.close();
    });

    it("finds views, acts and stories by the palette, without a mouse", async () => {
      const { page, context } = await atDesk(house, "maud");
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Go to anything" }).fill("pictures");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Pictures", level: 1 }).waitFor();
      await page.keyboard.press("g");
      await page.keyboard.press("b");
      await page.getByRole("heading", { name: "Stories", level: 1 }).waitFor();
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
      await context.close();
    });

    it("speaks the language somebody chose, from right to left too, and keeps it", async () => {
      const { page, context } = await atDesk(house, "nadia");
      await page.getByRole("button", { name: /^Your account/ }).click();
      await page.getByRole("menuitem", { name: "العربية" }).click();
      await page.getByRole("heading", { name: "المواد" }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
      await page.reload();
      await page.getByRole("heading", { name: "المواد" }).waitFor();
      await context.close();
    });
  });
}
