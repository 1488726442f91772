// What is in the page: valid HTML, its language, its title and description.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { createRequire } from "node:module";
import { visitAll } from "../lib/browser.mjs";
import { label, ofKind } from "../lib/pages.mjs";

const run = promisify(execFile);
const VNU = path.join(path.dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
const RTL = new Set(["ar"]);

async function javaIsMissing() {
  return run("java", ["-version"]).then(() => false, () => "Java is not installed");
}

async function validatorErrors(files) {
  const words = ["-jar", VNU, "--errors-only", "--format", "json", ...files];
  const { stderr } = await run("java", words, { maxBuffer: 64 << 20 }).catch((error) => error);
  const { messages } = JSON.parse(stderr);
  return messages.map((message) => `${path.basename(message.url)}:${message.lastLine}: ${message.message}`);
}

export function markup(site) {
  describe("markup", () => {
    it("the HTML validator finds no error", async (test) => {
      const missing = await javaIsMissing();
      if (missing) return test.skip(missing);

      const dir = await mkdtemp(path.join(tmpdir(), "dateline-vnu-"));
      try {
        const files = [];
        for (const page of site.pages) {
          const file = path.join(dir, `${label(page)}.html`);
          const response = await fetch(site.origin + page.address);
          assert.equal(response.status, page.status, page.address);
          await writeFile(file, await response.text());
          files.push(file);
        }
        const errors = await validatorErrors(files);
        assert.deepEqual(errors, [], errors.join("\n"));
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    });

    it("every page names its language, direction, title and description", async () => {
      const heads = await visitAll(site, site.pages, {}, head);
      for (const [at, page] of site.pages.entries()) {
        const where = `${label(page)} ${page.address}`;
        const { lang, dir, title, description, headings, canonical } = heads[at];
        assert.equal(lang.split("-")[0], page.edition, where);
        assert.equal(dir, RTL.has(page.edition) ? "rtl" : "ltr", where);
        assert.equal(headings, 1, `${where}: one h1`);
        assert.match(title, /^[^\s|·–—-].*[^\s|·–—-]$/u, `${where}: title "${title}"`);
        if (page.status !== 200) continue;
        assert.ok(description.length > 20, `${where}: description "${description}"`);
        assert.equal(new URL(canonical).pathname, new URL(site.origin + page.address).pathname, where);
      }
    });

    it("no alternative text repeats its caption", async () => {
      const repeated = await visitAll(site, ofKind(site.pages, "story"), {}, repeatedCaptions);
      assert.deepEqual(repeated.flat(), []);
    });
  });
}

function head(open) {
  return open.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: getComputedStyle(document.documentElement).direction,
    title: document.title,
    description: document.querySelector('meta[name="description"]')?.content ?? "",
    headings: document.querySelectorAll("h1").length,
    canonical: document.querySelector('link[rel="canonical"]')?.href ?? "",
  }));
}

function repeatedCaptions(open) {
  return open.evaluate(() =>
    [...document.querySelectorAll("figure")]
      .map((figure) => [figure.querySelector("img")?.alt, figure.querySelector("figcaption")?.textContent])
      .filter(([alt, caption]) => alt && caption?.trim().startsWith(alt.trim())),
  );
}
