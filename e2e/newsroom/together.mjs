// Many in one text: carets with names, networks that are cut, a server that is killed.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { atDesk, begin, body, PASSWORD, safe, words } from "./desk.mjs";

/** Waits until all pages show the same words, and answers them. */
async function converged(pages, holds) {
  for (let tries = 0; tries < 150; tries += 1) {
    const all = await Promise.all(pages.map(words));
    if (all.every((text) => text === all[0]) && holds(all[0])) return all[0];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`they differ: ${JSON.stringify(await Promise.all(pages.map(words)))}`);
}

async function type(page, text, where = "End") {
  await body(page).click();
  await page.keyboard.press(where === "End" ? "Control+End" : "Control+Home");
  await page.keyboard.type(text, { delay: 5 });
}

export function together(house) {
  describe("together", () => {
    it("two type in one story and see each other's carets, each with a name", async () => {
      const [ann, bo] = await Promise.all([atDesk(house, "maud"), atDesk(house, "salma")]);
      const address = await begin(ann.page, "Two write at once");
      await type(ann.page, "First line.");
      await bo.page.goto(address);
      await converged([ann.page, bo.page], (text) => text.includes("First line."));
      await ann.page.getByRole("list", { name: "In this story now" }).getByText("Salma").waitFor();

      await Promise.all([type(ann.page, " From one.", "End"), type(bo.page, "From the other. ", "Home")]);
      const text = await converged([ann.page, bo.page], (found) => found.includes("From one.") && found.includes("From the other."));
      assert.match(text, /First line\./);
      await bo.page.locator(".caret-name").first().waitFor({ state: "attached" });
      await Promise.all([safe(ann.page), safe(bo.page)]);
      assert.deepEqual([...ann.complaints, ...bo.complaints], []);
      await Promise.all([ann.context.close(), bo.context.close()]);
    });

    it("goes on without a network, says that it waits, and merges when it is back", async () => {
      const [ann, bo] = await Promise.all([atDesk(house, "maud"), atDesk(house, "salma")]);
      const address = await begin(ann.page, "A cut network");
      await type(ann.page, "Before.");
      await safe(ann.page);
      await bo.page.goto(address);
      await converged([ann.page, bo.page], (text) => text.includes("Before."));

      await cut(ann);
      await type(ann.page, " Offline words.");
      await ann.page.locator('[data-kept="kept-waiting"]').waitFor();
      await type(bo.page, "Meanwhile. ", "Home");
      await safe(bo.page);
      await mend(ann);

      await converged([ann.page, bo.page], (text) => text.includes("Offline words.") && text.includes("Meanwhile."));
      await Promise.all([safe(ann.page), safe(bo.page)]);
      await Promise.all([ann.context.close(), bo.context.close()]);
    });

    it("keeps words that were not sent yet on the device, also when the tab is closed", async () => {
      const ann = await atDesk(house, "maud");
      const address = await begin(ann.page, "A closed tab");
      await type(ann.page, "Before.");
      await safe(ann.page);
      await cut(ann);
      await type(ann.page, " Never sent.");
      await ann.page.locator('[data-kept="kept-waiting"]').waitFor();
      await ann.page.waitForTimeout(1_500);
      await ann.page.close({ runBeforeUnload: false });
      await ann.context.setOffline(false);

      const again = await ann.context.newPage();
      await again.goto(address);
      await converged([again], (text) => text.includes("Before. Never sent."));
      await safe(again);
      const bo = await atDesk(house, "salma");
      await bo.page.goto(address);
      await converged([bo.page], (text) => text.includes("Before. Never sent."));
      await Promise.all([ann.context.close(), bo.context.close()]);
    });

    it("keeps the words of somebody whose session was ended, and takes them after signing in again", async () => {
      const [ann, chief] = await Promise.all([atDesk(house, "salma"), atDesk(house, "ines")]);
      await begin(ann.page, "A session that ended");
      await type(ann.page, "Before.");
      await safe(ann.page);
      await chief.page.getByRole("link", { name: "Staff" }).click();
      await chief.page.getByRole("button", { name: "Acts for “Salma Haddad”" }).or(chief.page.getByRole("button", { name: /Acts for .*Salma/ })).first().click();
      await chief.page.getByRole("menuitem", { name: "Sign out everywhere" }).click();
      const dialog = ann.page.getByRole("dialog", { name: "Sign in again" });
      await dialog.waitFor();

      await dialog.getByLabel("Email address").fill("salma@courier.example");
      await dialog.getByLabel("Password").fill(PASSWORD);
      await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
      await dialog.waitFor({ state: "detached" });
      await type(ann.page, " After.");
      await safe(ann.page);
      assert.match(await words(ann.page), /Before\. After\./);
      await Promise.all([ann.context.close(), chief.context.close()]);
    });

    it("loses no word that was shown as saved when the server is killed", async () => {
      if (!house.server.restart) return;
      const [ann, bo] = await Promise.all([atDesk(house, "maud"), atDesk(house, "salma")]);
      const address = await begin(ann.page, "A killed server");
      await type(ann.page, "Kept: one.");
      await bo.page.goto(address);
      await converged([ann.page, bo.page], (text) => text.includes("Kept: one."));
      await safe(ann.page);

      for (const round of ["two", "three"]) {
        await type(ann.page, ` Kept: ${round}.`);
        await safe(ann.page);
        await ann.page.keyboard.type(" in the air");
        await house.server.kill();
        await type(bo.page, ` While away ${round}.`);
        await house.server.restart();
        await converged([ann.page, bo.page], (text) => text.includes(`Kept: ${round}.`) && text.includes(`While away ${round}.`));
      }

      const text = await converged([ann.page, bo.page], (found) => found.includes("in the air"));
      for (const word of ["one", "two", "three"]) assert.match(text, new RegExp(`Kept: ${word}\\.`));
      await Promise.all([safe(ann.page), safe(bo.page)]);
      await Promise.all([ann.context.close(), bo.context.close()]);
    });

    it("holds ten who type at the same time", async () => {
      const people = ["maud", "salma", "tomas", "ines", "yegor"];
      const writers = await Promise.all(Array.from({ length: 10 }, (_, at) => atDesk(house, people[at % people.length])));
      const pages = writers.map((writer) => writer.page);
      const address = await begin(pages[0], "Ten at once");
      await type(pages[0], "Start.");
      await safe(pages[0]);
      for (const page of pages.slice(1)) await page.goto(address);
      await converged(pages, (text) => text.includes("Start."));

      await Promise.all(pages.map((page, at) => type(page, ` w${at}x w${at}y`, at % 2 ? "Home" : "End")));
      const wanted = pages.flatMap((_, at) => [`w${at}x`, `w${at}y`]);
      await converged(pages, (text) => text.replace(/\s+/g, "").length >= "Start.".length + wanted.join("").length);

      assert.deepEqual(writers.flatMap((writer) => writer.complaints), []);
      await Promise.all(writers.map((writer) => writer.context.close()));
    });
  });
}

/** Cuts somebody's network: requests fail, and open sockets with them. */
async function cut(writer) {
  await writer.context.setOffline(true);
  const session = await writer.context.newCDPSession(writer.page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: true, latency: 0, downloadThroughput: 0, uploadThroughput: 0 });
  writer.session = session;
}

async function mend(writer) {
  await writer.session.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await writer.context.setOffline(false);
}
