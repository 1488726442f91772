// Keeps what was read for when there is no connection. While the network answers, its answer counts:
// a kept page is shown only when the network fails, and says when it was kept.

const PAGES = "dateline-pages-1";
const FILES = "dateline-files-1";
const PICTURES = "dateline-pictures-1";
const NOTES = "dateline-notes-1";
const OURS = [PAGES, FILES, PICTURES, NOTES];

/** Most entries and bytes of each. */
const BOUNDS = { [PAGES]: [30, 6e6], [FILES]: [60, 4e6], [PICTURES]: [60, 12e6] };
const DAY = 24 * 60 * 60 * 1000;
/** Answers that say a page or a picture is withdrawn. */
const WITHDRAWN = [404, 410, 451];
/** Pages that are made for one request, and those of the newsroom. */
const NEVER_KEPT = /^\/(api|-|newsroom(-preview)?)\/|^\/[^/]+\/(report|embed|offline|search)(\/|$)/;
const STORY = /^\/[^/]+\/(?!topics\/|people\/|archive\/)[^/]+\/.+/;

/* Keeping. */

async function put(name, address, response, more = {}) {
  const body = await response.blob();
  const headers = new Headers(response.headers);
  for (const [header, value] of Object.entries({ "x-kept-at": new Date().toISOString(), "x-kept-bytes": body.size, ...more })) {
    headers.set(header, value);
  }
  for (const header of ["content-encoding", "content-length", "vary"]) headers.delete(header);
  const cache = await caches.open(name);
  await cache.put(address, new Response(body, { headers }));
  await trim(cache, BOUNDS[name]);
}

/** What was kept longest goes first. */
async function trim(cache, [most, bytes]) {
  let [count, total] = [0, 0];
  for (const request of (await cache.keys()).reverse()) {
    count += 1;
    total += Number((await cache.match(request)).headers.get("x-kept-bytes"));
    if (count > most || total > bytes) await cache.delete(request);
  }
}

async function note(name, value) {
  const notes = await caches.open(NOTES);
  await notes.put(`/${name}`, new Response(JSON.stringify(value)));
}

async function noted(name) {
  const found = await caches.match(`/${name}`, { cacheName: NOTES });
  return found?.json();
}

/** Whether the reader wants to save data: set by pages, and known again when this script starts anew. */
let saver = noted("saver").catch(() => false);

/* Pages. */

async function page(event, { pathname, search }) {
  let response;
  try {
    response = (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    const kept = keptPage(pathname).catch(() => undefined);
    return (await kept) ?? (await offlinePage(pathname)) ?? Response.error();
  }
  if (!search && response.type !== "opaqueredirect") event.waitUntil(seen(pathname, response.clone()).catch(() => {}));
  return response;
}

/** What follows from an answer of the network. */
async function seen(pathname, response) {
  if (WITHDRAWN.includes(response.status)) await (await caches.open(PAGES)).delete(pathname);
  const isPage = response.status === 200 && response.headers.get("content-type")?.startsWith("text/html");
  const isSecret = response.headers.get("cache-control")?.includes("no-store");
  if (!isPage || isSecret || NEVER_KEPT.test(pathname)) return;
  if (!response.headers.has("x-dateline-stale")) {
    const story = /data-save="([0-9a-f-]{36})"/.exec(await response.clone().text())?.[1];
    await put(PAGES, pathname, response, story ? { "x-kept-story": story } : {});
  }
  await keepOffline(pathname.split("/")[1]);
  await forgetWithdrawn();
}

/** A kept page, with the time it was kept. */
async function keptPage(pathname) {
  const kept = await caches.match(pathname, { cacheName: PAGES });
  if (!kept) return undefined;
  const html = (await kept.text()).replace("<html ", `<html data-kept="${kept.headers.get("x-kept-at")}" `);
  return new Response(html, { headers: kept.headers });
}

async function offlinePage(pathname) {
  const files = await caches.open(FILES);
  const own = await files.match(`/${pathname.split("/")[1]}/offline`);
  if (own) return own;
  const other = (await files.keys()).find(({ url }) => url.endsWith("/offline"));
  return other && files.match(other);
}

/** Keeps the page for no connection of an edition, with its files, anew each day. */
async function keepOffline(edition) {
  const address = `/${edition}/offline`;
  const kept = await caches.match(address, { cacheName: FILES });
  if (kept && Date.now() - Date.parse(kept.headers.get("x-kept-at")) < DAY) return;
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) return;
  const html = await response.clone().text();
  for (const [, file] of html.matchAll(/(?:href|src)="(\/-\/theme\/[^"]+\.(?:css|js))"/g)) await keepFile(file);
  await put(FILES, address, response);
}

/** Once a day, kept stories that are no longer public are forgotten. */
async function forgetWithdrawn() {
  if (Date.now() - ((await noted("looked")) ?? 0) < DAY || (await saver)) return;
  await note("looked", Date.now());
  const pages = await caches.open(PAGES);
  const stories = new Map();
  for (const request of await pages.keys()) {
    const id = (await pages.match(request)).headers.get("x-kept-story");
    const edition = new URL(request.url).pathname.split("/")[1];
    if (id) stories.set(edition, [...(stories.get(edition) ?? []), { id, request }]);
  }
  for (const [edition, kept] of stories) {
    const answer = await fetch(`/${edition}/cards.json?ids=${kept.map(({ id }) => id).join(",")}`);
    if (!answer.ok) continue;
    const there = new Set((await answer.json()).cards.map(({ id }) => id));
    for (const { id, request } of kept) if (!there.has(id)) await pages.delete(request);
  }
}

/* Files of the theme never change under their name. */

async function keepFile(address) {
  const kept = await caches.match(address, { cacheName: FILES });
  if (kept) return kept;
  const response = await fetch(address);
  if (response.ok) await put(FILES, address, response.clone());
  return response;
}

/* Pictures come from the network; those of stories are kept. */

async function picture(event, { pathname }) {
  const small = (await saver) ? pathname.replace(/\/\d{3,}(?=\.)/, "/480") : pathname;
  try {
    let response = await fetch(small === pathname ? event.request : small);
    if (!response.ok && small !== pathname) response = await fetch(event.request);
    if (WITHDRAWN.includes(response.status)) event.waitUntil(caches.open(PICTURES).then((kept) => kept.delete(pathname)));
    const client = event.clientId && (await clients.get(event.clientId));
    if (response.ok && client && STORY.test(new URL(client.url).pathname)) {
      event.waitUntil(put(PICTURES, pathname, response.clone()).catch(() => {}));
    }
    return response;
  } catch {
    return (await caches.match(pathname, { cacheName: PICTURES })) ?? Response.error();
  }
}

/* Events. */

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/-/theme/")) event.respondWith(keepFile(url.pathname));
  else if (url.pathname.startsWith("/-/pictures/")) event.respondWith(picture(event, url));
});

async function hear({ saver: wanted, keep, forget }) {
  if (wanted !== undefined && wanted !== (await saver)) {
    saver = Promise.resolve(wanted);
    await note("saver", wanted);
  }
  if (keep && !(await saver)) await seen(keep, await fetch(keep));
  if (forget) for (const name of [PAGES, PICTURES, NOTES]) await caches.delete(name);
}

addEventListener("message", (event) => event.waitUntil(hear(event.data).catch(() => {})));

addEventListener("install", () => skipWaiting());

async function begin() {
  for (const name of await caches.keys()) {
    if (name.startsWith("dateline-") && !OURS.includes(name)) await caches.delete(name);
  }
  await registration.navigationPreload?.enable();
  await clients.claim();
}

addEventListener("activate", (event) => event.waitUntil(begin()));
