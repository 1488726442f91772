// Lists what the browser has kept, and tries again when asked or when the connection is back.

const section = document.querySelector("section.kept-pages");
const again = document.querySelector(".again");
const here = document.documentElement;

async function show() {
  const cache = await caches.open("dateline-pages-1");
  const list = document.createElement("ul");
  for (const request of (await cache.keys()).reverse()) {
    const kept = await cache.match(request);
    const other = new DOMParser().parseFromString(await kept.text(), "text/html");
    const at = new Date(kept.headers.get("x-kept-at"));
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(request.url).pathname;
    link.textContent = other.querySelector("h1")?.textContent ?? other.title;
    link.lang = other.documentElement.lang;
    link.dir = other.documentElement.dir;
    const time = document.createElement("time");
    time.dateTime = at.toISOString();
    time.textContent = new Intl.DateTimeFormat(here.lang, { dateStyle: "medium", timeStyle: "short" }).format(at);
    line.append(link, " ", time);
    list.append(line);
  }
  if (!list.childElementCount) return;
  section.querySelector(".pages").append(list);
  section.hidden = false;
}

again.hidden = false;
again.querySelector("button").addEventListener("click", () => location.reload());
// The page that was asked for, not this one, is at the address.
if (!location.pathname.endsWith("/offline")) addEventListener("online", () => location.reload());
if (globalThis.caches) show().catch(() => {});
