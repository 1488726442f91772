// What makes reading comfortable: settings, lists kept on the device, the next story below, no
// connection, reports of errors. Each test has a browser context of its own, as a reader's device is.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { none } from "../lib/expect.mjs";
import { EDITIONS, ofKind } from "../lib/pages.mjs";

const run = promisify(execFile);
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Tries something on a device that has never seen the paper. */
async function onDevice(site, options, look) {
  const context = await site.browser.newContext({ viewport: { width: 1000, height: 800 }, reducedMotion: "reduce", ...options });
  try {
    return await look(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** What the newsroom does meanwhile, at the command line. */
async function desk(site, ...words) {
  const { stdout } = await run(site.program, ["--data", site.data, ...words], { env: { ...process.env, DATELINE_LOG: "error" } });
  return stdout;
}

function storyOf(site, edition, format = "news") {
  return ofKind(site.pages, `story-${format}`).find((page) => page.edition === edition).address;
}

/** Waits until something is so in the page, which may take its time to say. */
async function until(page, isSo, argument) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await page.evaluate(isSo, argument)) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`waited in vain: ${isSo}`);
}

/** Waits until the worker keeps pages and has kept this one. */
async function untilKept(page, address) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await until(
    page,
    async (path) => Boolean(await caches.match(path, { cacheName: "dateline-pages-1" })),
    decodeURI(address) === address ? address : encodeURI(decodeURI(address)),
  );
  await until(page, async () => (await (await caches.open("dateline-files-1")).keys()).some(({ url }) => url.endsWith("/offline")));
}

function settings(site) {
  it("reading settings open from the keyboard, hold at once and on the next page", async () => {
    await onDevice(site, { colorScheme: "light" }, async (page) => {
      await page.goto(`${site.origin}/en/`);
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
      const [light, usual] = [await paper(), await size()];
      await page.focus("[data-open=settings]");
      await page.keyboard.press("Enter");
      assert.ok(await page.locator("#settings").isVisible());

      await page.focus("#settings [name=theme][value=system]");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await page.focus("#settings [name=size][value=normal]");
      await page.keyboard.press("ArrowRight");

      assert.notEqual(await paper(), light);
      assert.ok((await size()) > usual);
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(() => document.activeElement.dataset.open), "settings");
      await page.goto(`${site.origin}${storyOf(site, "en")}`, { waitUntil: "commit" });
      await page.waitForSelector("body", { state: "attached" });
      assert.deepEqual(await page.evaluate(() => ({ ...document.documentElement.dataset })), { keeps: "", size: "large", theme: "dark" });
    });
  });

  it("the size of type changes no page's width", async () => {
    await onDevice(site, { viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto(`${site.origin}/ar/`);
      await page.evaluate(() => localStorage.setItem("dateline.settings", JSON.stringify({ size: "largest" })));
      for (const address of ["/en/", "/ar/", storyOf(site, "ru"), "/en/saved"]) {
        await page.goto(site.origin + address);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, address);
      }
    });
  });

  it("who saves data gets small pictures and nothing ahead of time", async () => {
    await onDevice(site, {}, async (page) => {
      const widths = [];
      page.on("request", (request) => {
        const width = /\/-\/pictures\/[0-9a-f]+\/(\d+)\./.exec(request.url())?.[1];
        if (width) widths.push(Number(width));
      });
      await page.goto(`${site.origin}/en/`);
      await page.evaluate(() => localStorage.setItem("dateline.settings", JSON.stringify({ saver: true })));
      await page.reload();
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      widths.length = 0;
      await page.goto(site.origin + storyOf(site, "en", "feature"), { waitUntil: "networkidle" });
      const shown = await page.evaluate(() => [...document.images].filter((one) => one.complete && one.naturalWidth).map((one) => one.naturalWidth));
      assert.ok(shown.length > 0);
      none(shown.filter((width) => width > 480).map((width) => `a picture ${width} pixels wide`));
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForTimeout(300);
      assert.equal(await page.locator("article.story").count(), 1);
    });
  });
}

function lists(site) {
  it("a story saved for later is on the reader's list, as it is now, until it is withdrawn", async () => {
    await onDevice(site, {}, async (page) => {
      const address = storyOf(site, "en", "offbeat");
      await page.goto(site.origin + address);
      const headline = await page.locator("h1").textContent();
      await page.getByRole("button", { name: "Save for later" }).click();
      await page.getByRole("button", { name: "Saved: remove" }).waitFor();

      await page.goto(`${site.origin}/en/saved`);
      await page.getByRole("link", { name: headline }).waitFor();
      assert.equal(await page.getByText("Nothing is saved yet").isVisible(), false);

      if (!site.program) return;
      await desk(site, "story", "unpublish", decodeURI(address));
      try {
        await page.reload();
        await page.getByText("Stories that are no longer public were taken off your list.").waitFor();
        assert.equal(await page.locator(".kept").count(), 0);
        assert.deepEqual(await page.evaluate(() => JSON.parse(localStorage.getItem("dateline.stories"))), []);
      } finally {
        await desk(site, "story", "publish", new URL(address, site.origin).pathname.split("/").at(-1));
      }
    });
  });

  for (const edition of EDITIONS) {
    it(`what a reader follows shows its newest stories in ${edition}`, async () => {
      await onDevice(site, {}, async (page) => {
        await page.goto(`${site.origin}/${edition}/city`);
        const name = await page.locator("h1").textContent();
        await page.locator("[data-follow]").click();
        await page.goto(`${site.origin}/${edition}/saved`);
        await page.getByRole("heading", { name, exact: true }).waitFor();
        assert.equal(await page.locator(".follows .kept").count(), 3);
        await page.evaluate(AXE);
        const found = await page.evaluate(async () => (await globalThis.axe.run(document)).violations);
        none(found.map((rule) => `${rule.id}: ${rule.nodes[0].html}`));
        await page.locator(".follows > section > button").click();
        assert.equal(await page.locator(".follows section").count(), 0);
      });
    });
  }
}

function continued(site) {
  it("the next story follows below, with address and title, and every id once", async () => {
    await onDevice(site, {}, async (page) => {
      const first = site.origin + storyOf(site, "en");
      await page.goto(first);
      const next = await page.locator(".next-story a").first().evaluate((link) => link.href);
      await page.locator(".next-story").scrollIntoViewIfNeeded();
      await page.locator(".continued article.story").first().waitFor();
      await page.locator(".continued h1").first().scrollIntoViewIfNeeded();
      await page.evaluate(() => document.querySelector(".continued .body").scrollIntoView());
      await page.waitForURL(next);

      assert.ok((await page.title()).startsWith(await page.locator(".continued h1").first().textContent()));
      const twice = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
        return ids.filter((id, at) => ids.indexOf(id) !== at);
      });
      none(twice);
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => (await globalThis.axe.run(document)).violations);
      none(found.map((rule) => `${rule.id}: ${rule.nodes[0].html}`));
      await page.evaluate(() => document.querySelector("article.story").scrollIntoView());
      await page.waitForURL(first);
    });
  });

  it("who comes back to the second story is where they were", async () => {
    await onDevice(site, {}, async (page) => {
      await page.goto(site.origin + storyOf(site, "en"));
      await page.locator(".next-story").scrollIntoViewIfNeeded();
      await page.locator(".continued article.story").first().waitFor();
      await page.evaluate(() => scrollTo(0, scrollY + document.querySelector(".continued .story").getBoundingClientRect().top + 500));
      await page.waitForFunction(() => history.state?.into > 400 && history.state.into < 600);
      await page.reload();
      await page.waitForFunction(() => Math.abs(document.querySelector("article.story").getBoundingClientRect().top + 500) < 60);
    });
  });

  it("a reader who stops reaches the foot, and the next story stays a link", async () => {
    await onDevice(site, {}, async (page) => {
      await page.goto(site.origin + storyOf(site, "en"));
      await page.locator(".next-story .stop").evaluate((button) => button.click());
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForTimeout(300);

      assert.equal(await page.locator("article.story").count(), 1);
      assert.ok(await page.locator(".foot").isVisible());
      assert.ok(await page.locator(".next-story a").first().isVisible());
      assert.ok(await page.getByText("Nothing more is loaded by itself.").isVisible());
    });
  });
}

function offline(site) {
  it("a story that was read is there without a connection and says when it was kept", async () => {
    await onDevice(site, {}, async (page, context) => {
      const address = storyOf(site, "en");
      await page.goto(site.origin + address);
      const headline = await page.locator("h1").textContent();
      assert.equal(await page.locator(".kept-note").isVisible(), false);
      await untilKept(page, address);
      await context.setOffline(true);
      await page.reload();

      assert.equal(await page.locator("h1").textContent(), headline);
      assert.match(await page.locator(".kept-note").innerText(), /You have no connection.*20\d\d/);
      await page.goto(`${site.origin}/en/economy`);
      assert.equal(await page.locator("h1").textContent(), "No connection");
      await page.getByRole("link", { name: headline }).waitFor();
      await context.setOffline(false);
      // The page comes by itself once there is a connection.
      await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Economy");
    });
  });

  it("with a connection the paper's own answer counts, and a withdrawn story is kept no more", async (test) => {
    if (!site.program) return test.skip("needs the program");
    await onDevice(site, {}, async (page, context) => {
      const address = storyOf(site, "ru", "offbeat");
      const slug = decodeURI(address).split("/").at(-1);
      await page.goto(site.origin + address);
      await untilKept(page, address);
      await page.reload();
      await desk(site, "story", "correct", slug, "--text", "Это было в пятницу.");
      await page.reload();
      await page.getByText("Это было в пятницу.").first().waitFor({ state: "attached" });

      await desk(site, "story", "unpublish", slug);
      try {
        assert.equal((await page.reload()).status(), 404);
        await until(page, async (path) => !(await caches.match(path, { cacheName: "dateline-pages-1" })), address);
        await context.setOffline(true);
        await page.goto(site.origin + address);
        assert.equal(await page.locator("h1").textContent(), "Нет связи");
      } finally {
        await desk(site, "story", "publish", slug);
      }
    });
  });
}

function reports(site) {
  it("a reader without scripts reports an error, and the desk has it", async () => {
    await onDevice(site, { javaScriptEnabled: false }, async (page) => {
      await page.goto(site.origin + storyOf(site, "en"));
      await page.getByRole("link", { name: "Report an error" }).click();
      await page.getByLabel("What is wrong with them?").fill("The bridge has four spans, not three.");
      await page.getByLabel("Your mail address").fill("reader@mail.example");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByText("The newsroom has your report.").waitFor();

      if (!site.program) return;
      const [report] = JSON.parse(await desk(site, "reports", "list", "--json"));
      assert.equal(report.text, "The bridge has four spans, not three.");
      assert.equal(report.email, "reader@mail.example");
      assert.equal(report.path, decodeURI(storyOf(site, "en")));
    });
  });

  it("the words a reader marked are in the form", async () => {
    await onDevice(site, {}, async (page) => {
      await page.goto(site.origin + storyOf(site, "en"));
      const words = await page.evaluate(() => {
        const paragraph = document.querySelector(".body p");
        getSelection().selectAllChildren(paragraph);
        return paragraph.textContent.slice(0, 40);
      });
      await page.waitForTimeout(50);
      await page.getByRole("link", { name: "Report an error" }).click();
      await page.waitForURL(/\/report\?/);
      assert.ok((await page.getByLabel("The words that are wrong").inputValue()).startsWith(words.trim()));
    });
  });

  it("axe finds nothing in the form, as it comes and with faults marked", async () => {
    for (const edition of EDITIONS) {
      await onDevice(site, { viewport: { width: 360, height: 800 } }, async (page) => {
        await page.goto(site.origin + storyOf(site, edition));
        await page.locator("[data-report]").click();
        await page.waitForURL(/\/report\?/);
        for (const faulty of [false, true]) {
          if (faulty) {
            await page.evaluate(() => {
              const form = document.querySelector("form.form");
              form.noValidate = true;
              form.elements.email.value = "nobody";
              form.requestSubmit();
            });
            await page.locator(".fault").first().waitFor();
            assert.equal(await page.locator("[name=email]").inputValue(), "nobody");
          }
          await page.evaluate(AXE);
          const found = await page.evaluate(async () => (await globalThis.axe.run(document)).violations);
          none(found.map((rule) => `${edition} ${rule.id}: ${rule.nodes[0].html}`));
        }
      });
    }
  });
}

function elsewhere(site) {
  it("a card with the living headline stands in a frame on another site", async (test) => {
    const story = site.origin + storyOf(site, "en");
    const answer = await (await fetch(`${site.origin}/oembed?url=${encodeURIComponent(story)}&format=json`)).json();
    await onDevice(site, {}, async (page) => {
      const other = createServer((_, response) => response.setHeader("content-type", "text/html").end(`<!doctype html>${answer.html}`));
      await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
      test.after(() => other.close());
      await page.goto(`http://127.0.0.1:${other.address().port}/`);
      const frame = page.frameLocator("iframe");
      assert.equal(await frame.locator("h1").textContent(), answer.title);
      await frame.locator("h1").waitFor({ state: "visible" });
      const over = await frame.locator("html").evaluate((root) => root.scrollHeight - root.clientHeight);
      assert.ok(over <= 0, `the card is ${over} pixels too high`);
    });
  });

  it("no page but the card may be framed by another site", async () => {
    for (const page of site.pages) {
      const response = await fetch(site.origin + page.address);
      await response.arrayBuffer();
      assert.match(response.headers.get("content-security-policy"), /frame-ancestors 'self'/, page.address);
    }
  });
}

export function comfort(site) {
  describe("comfort", () => {
    settings(site);
    lists(site);
    continued(site);
    offline(site);
    reports(site);
    elsewhere(site);
  });
}
