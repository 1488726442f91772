// What other services show: a link until the reader asks, then their player, shut in its place.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);
const PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ";
const ARCHIVE = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old paper</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
<item><title>A film of the bridge</title><link>https://old.example/film-of-the-bridge/</link><dc:creator>ida</dc:creator>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>Look at the bridge before it closes.</p><!-- /wp:paragraph -->
<!-- wp:embed {"url":"https://youtu.be/dQw4w9WgXcQ"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
https://youtu.be/dQw4w9WgXcQ
</div><figcaption>The bridge in 1931</figcaption></figure><!-- /wp:embed -->]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2026-01-02 10:00:00</wp:post_date><wp:post_date_gmt>2026-01-02 10:00:00</wp:post_date_gmt>
<wp:post_name>film-of-the-bridge</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>`;

/** Imports the story beside the running server; its address. */
async function address(site) {
  const file = path.join(site.data, "..", "film.xml");
  await writeFile(file, ARCHIVE);
  await run(site.program, ["--data", site.data, "import", "wordpress", file, "--edition", "en"]);
  const moved = await fetch(`${site.origin}/film-of-the-bridge/`);
  assert.equal(moved.status, 200);
  return new URL(moved.url).pathname;
}

/** Opens a page; every address it asks other hosts for is answered by us and noted. */
async function openPage(site, where, options, look) {
  const context = await site.browser.newContext(options);
  const asked = [];
  await context.route((url) => url.origin !== site.origin, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<title>Player</title>" });
  });
  try {
    const page = await context.newPage();
    await page.goto(site.origin + where, { waitUntil: "load" });
    await look(page, asked);
  } finally {
    await context.close();
  }
}

export function embeds(site) {
  describe("embeds", () => {
    it("load nothing before a click, and then only the player, shut in its place", async (test) => {
      if (!site.data) return test.skip("the server is not ours");
      const where = await address(site);
      await openPage(site, where, {}, async (page, asked) => {
        assert.deepEqual(asked, []);
        assert.match(await page.locator(".embed-warning").innerText(), /YouTube.* learns your network address/);

        await page.locator(".embed-play").click();
        await page.waitForFunction(() => document.activeElement?.tagName === "IFRAME");

        const frame = page.locator(".embed iframe");
        assert.deepEqual(asked, [PLAYER]);
        assert.equal(await frame.getAttribute("title"), "The bridge in 1931");
        assert.match(await frame.getAttribute("sandbox"), /allow-scripts/);
        assert.doesNotMatch(await frame.getAttribute("sandbox"), /top-navigation|forms/);
        assert.equal(await frame.getAttribute("referrerpolicy"), "strict-origin");
      });
    });

    it("are links with the name of the service where scripts do not run", async (test) => {
      if (!site.data) return test.skip("the server is not ours");
      const where = await address(site);
      await openPage(site, where, { javaScriptEnabled: false }, async (page) => {
        assert.equal(await page.locator(".embed-play").isVisible(), false);
        const link = page.locator(".embed a");
        assert.match(await link.innerText(), /YouTube/);
        assert.match(await link.getAttribute("href"), /^https:\/\/www\.youtube\.com\/watch/);
      });
    });

    it("let a page frame no other host", async (test) => {
      if (!site.data) return test.skip("the server is not ours");
      const where = await address(site);
      await openPage(site, where, {}, async (page, asked) => {
        await page.evaluate(() => {
          const other = document.createElement("iframe");
          other.src = "https://elsewhere.example/";
          document.body.append(other);
        });
        await page.waitForTimeout(300);
        assert.deepEqual(asked, []);
      });
    });
  });
}
