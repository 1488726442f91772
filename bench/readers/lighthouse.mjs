// Lighthouse (mobile) over pages of a running site: ORIGIN CHROMIUM. Prints a line of JSON a page.
// Run in a folder with lighthouse and chrome-launcher in node_modules.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { pagesOf } from "../../e2e/lib/pages.mjs";

const here = createRequire(`${process.cwd()}/package.json`);
const { default: lighthouse } = await import(pathToFileURL(here.resolve("lighthouse")));
const { launch } = await import(pathToFileURL(here.resolve("chrome-launcher")));

const [origin, chromePath] = process.argv.slice(2);
const KINDS = ["front", "section", "tag", "contributor", "archive", "search", "story-"];
/** Of the other editions, what differs most by script. */
const FEW = ["front", "story-news", "section"];

const chrome = await launch({
  chromePath,
  chromeFlags: [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
  ],
});

const score = (result, name) => (result.categories[name].score === null ? null : Math.round(result.categories[name].score * 100));
const number = (result, name) => result.audits[name].numericValue;

try {
  for (const edition of ["en", "ru", "ar"]) {
    for (const page of await pagesOf(origin, edition)) {
      const wanted = edition === "en" ? KINDS : FEW;
      if (page.status !== 200 || !wanted.some((kind) => page.kind.startsWith(kind))) continue;
      const { lhr } = await lighthouse(origin + page.address, { port: chrome.port, output: "json", logLevel: "error" });
      const faults = Object.values(lhr.audits)
        .filter((audit) => ["binary", "numeric"].includes(audit.scoreDisplayMode) && audit.score !== null && audit.score < 0.9)
        .map((audit) => audit.id);
      console.log(
        JSON.stringify({
          page: `${edition} ${page.kind}`,
          performance: score(lhr, "performance"),
          accessibility: score(lhr, "accessibility"),
          practice: score(lhr, "best-practices"),
          // What is for readers only asks search engines to stay away: that is no fault of it.
          seo: page.isApart ? null : score(lhr, "seo"),
          lcp_s: number(lhr, "largest-contentful-paint") / 1000,
          cls: number(lhr, "cumulative-layout-shift"),
          tbt_ms: number(lhr, "total-blocking-time"),
          version: lhr.lighthouseVersion,
          faults,
        }),
      );
    }
  }
} finally {
  await chrome.kill();
}
