// Somebody at a desk of the newsroom: signed in, with a browser that resolves nothing but this machine.

/** The password of the sample accounts, which the demo prints. */
export const PASSWORD = "the tram is late again";

/** Opens the newsroom for somebody of the sample paper; `complaints` gathers what the browser complains of. */
export async function atDesk(house, who, options = {}) {
  const context = await house.browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // Nobody is signed in yet, and networks that were cut: the browser reports both as errors.
    if (/Failed to load resource|WebSocket connection|ERR_/.test(message.text())) return;
    complaints.push(`${message.type()}: ${message.text()}`);
  });
  await signIn(page, house.origin, `${who}@courier.example`);
  return { context, page, complaints };
}

/** Signs somebody in by password. */
export async function signIn(page, origin, email) {
  await page.goto(`${origin}/newsroom/`);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Stories", level: 1 }).waitFor();
}

/** Begins a story; answers its address in the newsroom. */
export async function begin(page, headline) {
  await page.getByRole("button", { name: "New story" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New story" });
  await dialog.getByLabel("Headline").fill(headline);
  await dialog.getByRole("button", { name: "Begin writing" }).click();
  await body(page).waitFor();
  return page.url();
}

/** The running text. */
export function body(page) {
  return page.getByRole("textbox", { name: "Text of the story" });
}

/** Waits until everything typed is durable. */
export async function safe(page) {
  await page.locator('[data-kept="kept-safe"]').waitFor({ timeout: 20_000 });
}

/** The plain words of the body. */
export async function words(page) {
  return body(page).evaluate((node) => {
    const plain = node.cloneNode(true);
    for (const caret of plain.querySelectorAll(".caret")) caret.remove();
    return [...plain.querySelectorAll("p")].map((line) => line.textContent).join("\n");
  });
}
