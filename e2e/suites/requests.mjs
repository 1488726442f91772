// What the page asks for: nothing from another host, nothing the policy forbids, no cookie.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { visitAll } from "../lib/browser.mjs";
import { none } from "../lib/expect.mjs";
import { EDITIONS, internalLinks, label, ofKind } from "../lib/pages.mjs";

export function requests(site) {
  describe("requests", () => {
    it("no page asks another host for anything, and the browser complains of nothing", async () => {
      const found = await visitAll(site, site.pages, {}, async (open, page, response, seen) => {
        await open.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
        await open.waitForTimeout(100);
        assert.equal(response.status(), page.status, page.address);
        const foreign = seen.requests.filter((url) => /^https?:/.test(url) && !url.startsWith(`${site.origin}/`));
        return [...foreign, ...seen.complaints].map((what) => `${label(page)} ${page.address}: ${what}`);
      });
      none(found.flat());
    });

    it("every page has a content security policy and sets no cookie", async () => {
      for (const page of site.pages) {
        const response = await fetch(site.origin + page.address);
        await response.arrayBuffer();
        const policy = response.headers.get("content-security-policy") ?? "";
        assert.match(policy, /default-src|script-src/, page.address);
        assert.doesNotMatch(policy, /unsafe-inline[^;]*script|script-src[^;]*unsafe-inline/, page.address);
        assert.equal(response.headers.get("set-cookie"), null, page.address);
        assert.equal(response.headers.get("x-content-type-options"), "nosniff", page.address);
      }
    });

    for (const edition of EDITIONS) {
      it(`every address the front of ${edition} names answers 200`, async () => {
        const front = await (await fetch(`${site.origin}/${edition}/`)).text();
        const links = internalLinks(front, site.origin, `/${edition}/`);
        assert.ok(links.length > 15, `only ${links.length} links`);
        const broken = [];
        for (const link of links) {
          const response = await fetch(site.origin + link, { redirect: "manual" });
          await response.arrayBuffer();
          if (response.status !== 200) broken.push(`${response.status} ${link}`);
        }
        none(broken);
      });
    }

    it("feeds, sitemaps and robots.txt answer with their own type", async () => {
      const expected = [["/robots.txt", "text/plain"], ["/sitemap.xml", "xml"], ["/news-sitemap.xml", "xml"]];
      for (const page of ofKind(site.pages, "front", "section", "tag", "contributor")) {
        const base = page.address.replace(/\/$/, "");
        expected.push([`${base}/feed.rss`, "rss+xml"], [`${base}/feed.atom`, "atom+xml"], [`${base}/feed.json`, "feed+json"]);
      }
      for (const [address, type] of expected) {
        const response = await fetch(site.origin + address);
        await response.arrayBuffer();
        assert.equal(response.status, 200, address);
        assert.ok(response.headers.get("content-type")?.includes(type), `${address}: ${response.headers.get("content-type")}`);
      }
    });
  });
}
