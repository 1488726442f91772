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
import { none } from "../lib/expect.mjs";
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
        none(await validatorErrors(files));
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    });

    it("every page names its language, direction, title and description", async () => {
      const heads = await visitAll(site, site.pages, {}, head);
      none(site.pages.flatMap((page, at) => faultsOfHead(heads[at], page, site.origin)));
    });

    it("no alternative text repeats its caption", async () => {
      const repeated = await visitAll(site, ofKind(site.pages, "story"), {}, repeatedCaptions);
      none(repeated.flat().map((pair) => pair.join(" / ")));
    });
  });
}

function faultsOfHead({ lang, dir, title, description, headings, canonical }, page, origin) {
  const faults = [];
  const expect = (holds, what) => holds || faults.push(`${label(page)} ${page.address}: ${what}`);
  expect(lang.split("-")[0] === page.edition, `lang "${lang}"`);
  expect(dir === (RTL.has(page.edition) ? "rtl" : "ltr"), `direction ${dir}`);
  expect(headings === 1, `${headings} h1`);
  expect(/^[^\s|·–—-].*[^\s|·–—-]$/u.test(title), `title "${title}"`);
  if (page.status === 200 && !page.isApart) {
    expect(description.length > 20, `description "${description}"`);
    const path = canonical && new URL(canonical).pathname;
    expect(path === new URL(origin + page.address).pathname, `canonical "${canonical}"`);
  }
  return faults;
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
