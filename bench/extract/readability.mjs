// What Mozilla's Readability takes from each page of a folder, as JSON beside it.

import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const folder = process.argv[2];
for (const name of (await readdir(folder)).filter((name) => name.endsWith(".html"))) {
  const page = JSON.parse(await readFile(path.join(folder, name.replace(".html", ".json")), "utf8"));
  const { document } = new JSDOM(await readFile(path.join(folder, name), "utf8"), { url: page.url }).window;
  const found = new Readability(document).parse() ?? {};
  const words = new JSDOM(found.content ?? "").window.document;
  // Blocks are told apart, as on a page.
  for (const block of words.querySelectorAll("p, li, h1, h2, h3, h4, td, th, caption, div, figcaption, blockquote, cite, dt, dd")) block.append("\n");
  const result = { text: words.body.textContent, headline: found.title, author: found.byline, date: found.publishedTime };
  await writeFile(path.join(folder, name.replace(".html", ".readability")), JSON.stringify(result));
}
