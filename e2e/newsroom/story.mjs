// One story from its first line to its correction, as those who write it do it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { atDesk, begin, body, safe } from "./desk.mjs";

/** A picture that says nothing of itself, and that the house has never seen. */
async function unknownPicture(page) {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 1200;
    canvas.height = 800;
    const paint = canvas.getContext("2d");
    for (let x = 0; x < 1200; x += 40) {
      paint.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`;
      paint.fillRect(x, 0, 40, 800);
    }
    return canvas.toDataURL("image/jpeg").split(",")[1];
  });
  return { name: "harbour.jpg", type: "image/jpeg", base64 };
}

/** Drops a file on an element, as from the desktop. */
async function drop(page, target, file) {
  const data = await page.evaluateHandle(
    ({ name, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name, { type }));
      return transfer;
    },
    file,
  );
  for (const event of ["dragenter", "dragover", "drop"]) await target.dispatchEvent(event, { dataTransfer: data });
}

export function fromTheFirstLine(house) {
  describe("a story", () => {
    it("is written, illustrated, refused for a missing credit, mended, published, seen, corrected", async () => {
      const { page, context, complaints } = await atDesk(house, "maud");
      await begin(page, "Night ferry stops for a week");
      await body(page).click();
      await page.keyboard.type("The night ferry will not sail until Monday. ");
      await page.keyboard.press("Enter");
      await page.keyboard.type("/quote");
      await page.keyboard.press("Enter");
      await page.keyboard.type("We wait for the parts.");
      await page.getByLabel("Speaker").fill("A. Nader");
      await body(page).locator("> p").first().click();
      await page.keyboard.press("End");
      await drop(page, page.locator("[data-lead]"), await unknownPicture(page));
      await page.locator("[data-lead] img").waitFor();
      await safe(page);

      await page.getByRole("button", { name: "Publish", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "Publish" });
      await dialog.locator('[data-code="picture_credit"]').first().waitFor();
      assert.ok(await dialog.getByRole("button", { name: "Publish now" }).isDisabled());
      await dialog.getByRole("button", { name: "Cancel" }).click();

      const lead = page.locator("[data-lead]");
      await lead.getByLabel("Credit", { exact: true }).fill("Jonas Weir / Courier");
      await lead.getByLabel("Credit", { exact: true }).blur();
      await lead.getByText("Credit is missing").waitFor({ state: "detached" });
      await lead.getByLabel("Rights").selectOption("staff");
      await lead.getByText("Rights are not known").waitFor({ state: "detached" });
      const alt = lead.getByLabel("Alternative text: what it shows");
      if (await alt.count()) {
        await alt.fill("A ferry at the quay at night");
        await alt.blur();
        await lead.getByText("Alternative text is missing").waitFor({ state: "detached" });
      }
      await safe(page);

      await page.getByRole("button", { name: "Preview" }).first().click();
      const preview = page.getByRole("dialog", { name: "Preview" });
      await preview.getByRole("button", { name: "Telephone" }).click();
      await preview.frameLocator("iframe").getByRole("heading", { name: "Night ferry stops for a week" }).waitFor();
      const width = await preview.locator("iframe").evaluate((frame) => frame.clientWidth);
      assert.ok(width <= 390, `${width}`);
      await preview.getByRole("button", { name: "Close" }).click();

      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await page.getByRole("button", { name: "Publish now" }).click();
      await page.locator("[data-published]").waitFor();
      const address = await page.getByRole("link", { name: "See it on the site" }).getAttribute("href");
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
      const first = await (await fetch(house.origin + address)).text();
      assert.match(first, /The night ferry will not sail until Monday/);
      assert.match(first, /Jonas Weir/);

      await body(page).locator("> p").first().click();
      await page.keyboard.press("End");
      await page.keyboard.type("The day ferry sails.");
      await safe(page);
      await page.getByRole("button", { name: "Publish changes" }).click();
      const update = page.getByRole("dialog", { name: "Publish changes" });
      await update.getByLabel("Note for readers").selectOption("correction");
      await update.getByLabel("Text of the notice").fill("An earlier version left out the day ferry.");
      await update.getByRole("button", { name: "Publish the changes now" }).click();
      await page.locator("[data-published]").waitFor();
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
      const second = await (await fetch(house.origin + address)).text();
      assert.match(second, /The day ferry sails/);
      assert.match(second, /An earlier version left out the day ferry/);

      await page.getByRole("tab", { name: "History" }).click();
      await page.getByText("Corrected", { exact: true }).waitFor();
      await page.getByRole("tab", { name: "Notices" }).click();
      await page.getByText("An earlier version left out the day ferry.").waitFor();
      assert.deepEqual(complaints, []);
      await context.close();
    });

    it("moves on the board, and everyone sees it move", async () => {
      const [writer, editor] = await Promise.all([atDesk(house, "tomas"), atDesk(house, "salma")]);
      await begin(writer.page, "Oysters notice the water");
      await writer.page.getByRole("button", { name: "Submit" }).click();
      const column = editor.page.getByRole("region", { name: /^Submitted/ });
      await column.getByRole("link", { name: "Oysters notice the water" }).waitFor();

      const card = editor.page.getByRole("listitem").filter({ hasText: "Oysters notice the water" });
      await card.getByRole("button", { name: /^Acts for/ }).click();
      await editor.page.getByRole("menuitem", { name: "Take for editing" }).click();
      await editor.page.getByRole("region", { name: /^In edit/ }).getByRole("link", { name: "Oysters notice the water" }).waitFor();
      await writer.page.getByText("In edit", { exact: true }).first().waitFor();

      await card.getByRole("button", { name: /^Acts for/ }).click();
      await editor.page.getByRole("menuitem", { name: "Approve" }).click();
      await writer.page.getByText("Ready", { exact: true }).first().waitFor();
      await editor.page.getByRole("button", { name: "Undo" }).first().click();
      await writer.page.getByText("In edit", { exact: true }).first().waitFor();
      assert.deepEqual([...writer.complaints, ...editor.complaints], []);
      await Promise.all([writer.context.close(), editor.context.close()]);
    });

    it("takes suggestions from one and lets another accept them", async () => {
      const [writer, editor] = await Promise.all([atDesk(house, "maud"), atDesk(house, "salma")]);
      const address = await begin(writer.page, "A word is suggested");
      await body(writer.page).click();
      await writer.page.keyboard.type("The ferry sails");
      await safe(writer.page);
      await editor.page.goto(address);
      await body(editor.page).getByText("The ferry sails").waitFor();
      await editor.page.getByRole("button", { name: "Suggest instead of changing" }).click();
      await body(editor.page).click();
      await editor.page.keyboard.press("Control+End");
      await editor.page.keyboard.type(" tonight");
      await safe(editor.page);
      await body(writer.page).locator("ins", { hasText: "tonight" }).waitFor();
      await writer.page.getByRole("button", { name: "One suggestion" }).click();
      await writer.page.getByRole("menuitem", { name: "Accept all" }).click();
      await body(editor.page).locator("ins").waitFor({ state: "detached" });
      await body(editor.page).getByText("The ferry sails tonight").waitFor();
      assert.deepEqual([...writer.complaints, ...editor.complaints], []);
      await Promise.all([writer.context.close(), editor.context.close()]);
    });

    it("waits for its time, and can be taken back", async () => {
      const { page, context } = await atDesk(house, "maud");
      await begin(page, "Library opens at night");
      await body(page).click();
      await page.keyboard.type("The library will be open until two.");
      await safe(page);
      await page.getByRole("tab", { name: "Timing" }).click();
      const tomorrow = new Date(Date.now() + 86_400_000);
      const local = new Date(tomorrow - tomorrow.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
      await page.getByLabel("Publish at").fill(local);
      await page.getByRole("button", { name: "Schedule", exact: true }).click();
      await page.locator(".note").getByText("Will be published on").waitFor();
      await page.getByRole("button", { name: "Take the schedule back" }).click();
      await page.locator(".note").getByText("Will be published on").waitFor({ state: "detached" });
      await context.close();
    });

    it("keeps everything on a telephone", async () => {
      const { page, context, complaints } = await atDesk(house, "maud", { viewport: { width: 360, height: 740 }, hasTouch: true });
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok((await wide()) <= 0, "the board is wider than the screen");
      await begin(page, "Small screen, same story");
      await body(page).click();
      await page.keyboard.type("Typed with a thumb.");
      await safe(page);
      assert.ok((await wide()) <= 0, "the editor is wider than the screen");
      await page.getByRole("button", { name: "Details" }).click();
      await page.getByRole("tab", { name: "Checks" }).click();
      await page.getByRole("tabpanel").getByRole("listitem").first().waitFor();
      assert.deepEqual(complaints, []);
      await context.close();
    });
  });
}
