// Fills an empty Ghost with the first stories of a WordPress archive: ORIGIN ARCHIVE COUNT
//
// By its own import: what is published by hand sends word to every site it links to. Prints the address of each story.
import { createReadStream } from "node:fs";

const [origin, archive, count] = process.argv.slice(2);
const EMAIL = "desk@bench.example";
const PASSWORD = "bench-only-and-nowhere-else";
const API = `${origin}/ghost/api/admin`;

let cookie = "";

/** Asks its API; answers what it said, or throws it. */
async function ask(path, request = {}) {
  const response = await fetch(API + path, { ...request, headers: { ...request.headers, origin, cookie } });
  const said = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${said.slice(0, 500)}`);
  cookie ||= response.headers.get("set-cookie")?.split(";")[0] ?? "";
  return said;
}

const sent = (body) => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** The first items of the archive, however long it is. */
async function* items() {
  let text = "";
  let found = 0;
  for await (const chunk of createReadStream(archive, { encoding: "utf8" })) {
    text += chunk;
    for (let end; (end = text.indexOf("</item>")) >= 0; ) {
      yield text.slice(text.indexOf("<item>"), end);
      text = text.slice(end + "</item>".length);
      found += 1;
      if (found === Number(count)) return;
    }
  }
}

const plain = (text) => text.replace(/^<!\[CDATA\[|\]\]>$/g, "");

/** The text of an element. */
const field = (item, name) => plain(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(item)?.[1] ?? "");

/** The names of its categories, sections first: Ghost leads with the first tag. */
function tags(item) {
  const terms = [...item.matchAll(/<category domain="(\w+)"[^>]*>([\s\S]*?)<\/category>/g)];
  return terms.sort((a, b) => a[1].localeCompare(b[1])).map((term) => plain(term[2]));
}

/** What its own export would say of these stories. */
async function exported() {
  const [posts, links] = [[], []];
  const known = new Map();
  for await (const item of items()) {
    const id = posts.length + 1;
    const at = `${field(item, "wp:post_date_gmt").replace(" ", "T")}.000Z`;
    posts.push({
      id,
      title: field(item, "title"),
      slug: field(item, "wp:post_name"),
      html: field(item, "content:encoded").replace(/<!--.*?-->/g, ""),
      custom_excerpt: field(item, "excerpt:encoded").slice(0, 300),
      type: "post",
      status: "published",
      created_at: at,
      updated_at: at,
      published_at: at,
    });
    tags(item).forEach((name, order) => {
      if (!known.has(name)) known.set(name, known.size + 1);
      links.push({ post_id: id, tag_id: known.get(name), sort_order: order });
    });
  }
  const terms = [...known].map(([name, id]) => ({ id, name, slug: name.toLowerCase().replaceAll(" ", "-") }));
  const meta = { exported_on: Date.now(), version: "6.0.0" };
  return { posts, file: { db: [{ meta, data: { posts, tags: terms, posts_tags: links } }] } };
}

/** Addresses of the stories that are there, a hundred at a time. */
async function addresses() {
  const found = [];
  for (let page = 1; page; ) {
    const list = JSON.parse(await ask(`/posts/?filter=status:published&fields=url&limit=100&page=${page}`));
    found.push(...list.posts.map((post) => new URL(post.url).pathname));
    page = list.meta.pagination.next;
  }
  return found;
}

const staff = { name: "The Desk", email: EMAIL, password: PASSWORD, blogTitle: "The Bench Courier" };
await ask("/authentication/setup/", sent({ setup: [staff] }));
await ask("/session/", sent({ username: EMAIL, password: PASSWORD }));
const before = new Set(await addresses());
const { posts, file } = await exported();
const form = new FormData();
form.append("importfile", new Blob([JSON.stringify(file)], { type: "application/json" }), "archive.json");
await ask("/db/", { method: "POST", body: form });
// The import may go on after its answer.
const end = Date.now() + 300_000;
for (;;) {
  const there = (await addresses()).filter((address) => !before.has(address));
  if (there.length >= posts.length) {
    console.log(there.join("\n"));
    break;
  }
  if (Date.now() > end) throw new Error(`${there.length} of ${posts.length} stories were there after five minutes`);
  await new Promise((done) => setTimeout(done, 1_000));
}
