// The newsroom app in a browser: ORIGIN EMAIL PASSWORD CHROMIUM MODULES, with playwright-core in
// MODULES. Prints lines of JSON: bytes of the first load, and in milliseconds how long a story of
// 5,000 words takes to open and a key to be painted in one of 20,000.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { newStory, signIn, tell } from "./desk.mjs";

const [origin, email, password, executablePath, modules] = process.argv.slice(2);
const here = createRequire(`${modules}/package.json`);
const { chromium } = (await import(pathToFileURL(here.resolve("playwright-core")))).default;

const WORDS = "The council met at noon beside the river and the ferry waited for nobody".split(" ");
const ofWords = (count) => {
  const body = [];
  for (let at = 0; at < count; at += 70) body.push({ type: "paragraph", text: Array.from({ length: 70 }, (_, n) => WORDS[(at + n) % WORDS.length]).join(" ") });
  return body;
};
const desk = await signIn(origin, email, password);
const open = async (headline, words) => (await newStory(desk, headline, { headline, body: ofWords(words) })).id;
const [middle, long] = [await open("Five thousand words", 5000), await open("Twenty thousand words", 20_000)];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"] });
const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
let bytes = 0;
const network = await page.context().newCDPSession(page);
await network.send("Network.enable");
network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
await page.goto(`${origin}/newsroom/`, { waitUntil: "networkidle" });
const first = bytes;
await page.fill("input[type=email]", email);
await page.fill("input[type=password]", password);
await page.keyboard.press("Enter");
await page.waitForSelector("main .board, main [data-board], main article, main li", { timeout: 20_000 });
tell("first-load", [first]);
tell("first-load-to-board", [bytes]);

const editor = ".ProseMirror[contenteditable=true]";
const opened = [];
for (let at = 0; at < 7; at += 1) {
  await page.evaluate(() => history.pushState({}, "", "/newsroom/"));
  await page.goto(`${origin}/newsroom/`, { waitUntil: "load" });
  await page.waitForTimeout(700);
  // From the change of address, as a click on the board does it, to all words in the editor.
  const taken = await page.evaluate(
    ([id, count]) =>
      new Promise((done) => {
        const start = performance.now();
        history.pushState({}, "", `/newsroom/stories/${id}`);
        dispatchEvent(new PopStateEvent("popstate"));
        const look = () => {
          const editors = [...document.querySelectorAll(".ProseMirror")];
          if (editors.some((one) => one.childElementCount >= count)) requestAnimationFrame(() => done(performance.now() - start));
          else requestAnimationFrame(look);
        };
        look();
      }),
    [middle, Math.floor(5000 / 70)],
  );
  // The first one loads the editor's script.
  if (at > 0) opened.push(taken);
}
tell("open", opened);

await page.goto(`${origin}/newsroom/stories/${long}`);
await page.waitForFunction(() => [...document.querySelectorAll(".ProseMirror")].some((one) => one.childElementCount > 280), undefined, { timeout: 60_000 });
await page.waitForTimeout(2000);
const body = page.locator(editor).last();
await body.locator("p").nth(140).click();
await page.evaluate(() => {
  window.painted = [];
  addEventListener(
    "keydown",
    () => {
      const start = performance.now();
      // After the frame that shows it was made.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.painted.push(performance.now() - start);
        port2.postMessage(0);
      });
    },
    true,
  );
});
for (let at = 0; at < 120; at += 1) {
  await page.keyboard.press("abcdefghij"[at % 10]);
  await page.waitForTimeout(60);
}
const painted = await page.evaluate(() => window.painted);
tell("paint", painted.slice(20));
await browser.close();
