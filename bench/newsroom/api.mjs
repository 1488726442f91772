// What the API takes to answer, one request after the other: ORIGIN EMAIL PASSWORD TIMES.
// Prints a line of JSON for each measure, in milliseconds.
import { ask, newStory, signIn, tell } from "./desk.mjs";

const [origin, email, password, times] = process.argv.slice(2);
const desk = await signIn(origin, email, password);

async function measure(what, act) {
  const taken = [];
  for (let at = 0; at < Number(times) + 10; at += 1) {
    const start = performance.now();
    await act(at);
    // The first ones warm what is cold.
    if (at >= 10) taken.push(performance.now() - start);
  }
  tell(what, taken);
}

const first = await ask(desk, "GET", "/api/stories?limit=50");
const ids = first.items.map((item) => item.id);
await measure("list", () => ask(desk, "GET", "/api/stories?limit=50"));
let after = first.next;
await measure("list-further", async () => {
  const page = await ask(desk, "GET", `/api/stories?limit=50&after=${encodeURIComponent(after)}`);
  after = page.next ?? first.next;
});
await measure("list-filtered", () => ask(desk, "GET", "/api/stories?limit=50&state=draft,submitted,in_edit,ready"));
await measure("open", (at) => ask(desk, "GET", `/api/stories/${ids[at % ids.length]}`));

const story = await newStory(desk, "What the API takes", {
  headline: "What the API takes",
  body: [{ type: "paragraph", text: "A story for the bench." }],
});
await measure("save", (at) => ask(desk, "PATCH", `/api/stories/${story.id}`, { note: `Note ${at}` }));
await measure("publish", () => ask(desk, "POST", `/api/stories/${story.id}/publication`, {}));
await ask(desk, "DELETE", `/api/stories/${story.id}/publication`);
