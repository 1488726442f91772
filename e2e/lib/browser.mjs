// Chromium, shut off from every host but this one.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const USUAL = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser to use: `DATELINE_TEST_CHROMIUM`, or the first of the usual places. */
function executablePath() {
  const found = process.env.DATELINE_TEST_CHROMIUM ?? USUAL.find((file) => existsSync(file));
  if (!found) throw new Error("no Chromium: set DATELINE_TEST_CHROMIUM");
  return found;
}

/** Starts the browser. No name resolves but localhost, so nothing can leave the machine. */
export function launch() {
  return chromium.launch({
    executablePath: executablePath(),
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
  });
}

/**
 * Opens each of `pages` in turn and gives it to `look(open, page, response, seen)`, with what it did:
 * requests it made and complaints of the browser (console errors, script errors, CSP).
 * Answers what `look` answered, page by page. Pages set no cookie and keep nothing, so one browser
 * context serves them all.
 */
export async function visitAll(site, pages, options, look) {
  const context = await site.browser.newContext({ reducedMotion: "reduce", ...options });
  // A page is looked at by itself: no other story follows below it.
  await context.addInitScript(() => localStorage.setItem("dateline.settings", JSON.stringify({ continue: false })));
  const answers = [];
  try {
    for (const page of pages) {
      answers.push(await visit(context, site.origin + page.address, (...seen) => look(seen[0], page, ...seen.slice(1))));
    }
  } finally {
    await context.close();
  }
  return answers;
}

async function visit(context, url, look) {
  const open = await context.newPage();
  const seen = { requests: [], complaints: [] };
  open.on("request", (request) => seen.requests.push(request.url()));
  open.on("pageerror", (error) => seen.complaints.push(`script: ${error.message}`));
  open.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // The browser reports a missing page's own status as an error.
    if (message.location().url === url && message.text().startsWith("Failed to load resource")) return;
    seen.complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  try {
    const response = await open.goto(url, { waitUntil: "load", timeout: 30_000 });
    return await look(open, response, seen);
  } finally {
    await open.close();
  }
}
