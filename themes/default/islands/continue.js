// Lets the next story follow below, with its address and title, until the reader stops it.

/** Most stories that follow the first. */
const MOST = 5;

const root = document.documentElement;
const parts = [];
let current;
let followed = 0;

function isWanted() {
  let settings = {};
  try {
    settings = JSON.parse(localStorage.getItem("dateline.settings")) ?? {};
  } catch {
    // Nothing is kept in this browser.
  }
  return (settings.continue ?? true) && !("saver" in root.dataset) && !("kept" in root.dataset);
}

/* Address and title are those of the story in the middle of the window. */

const reading = new IntersectionObserver(
  (entries) => {
    const entered = entries.findLast((entry) => entry.isIntersecting);
    const part = parts.find(({ story }) => story === entered?.target);
    if (!part || part === current) return;
    current = part;
    document.title = part.title;
    history.replaceState(history.state, "", part.address);
  },
  { rootMargin: "-45% 0px -45% 0px" },
);

function follow(story, address, title) {
  parts.push({ story, address, title });
  current ??= parts[0];
  reading.observe(story);
}

/** Notes how far into the story of the address the reader is, for when the page is loaded again. */
let noting;
addEventListener("scroll", () => {
  if (parts.length < 2 && history.scrollRestoration === "auto") return;
  clearTimeout(noting);
  noting = setTimeout(() => {
    // Where the browser would return to is a place in a longer page.
    history.scrollRestoration = "manual";
    const into = -current.story.getBoundingClientRect().top;
    history.replaceState({ ...history.state, into }, "");
  }, 150);
}, { passive: true });

function returnToPlace() {
  const { into } = history.state ?? {};
  const [how] = performance.getEntriesByType("navigation");
  if (into === undefined || !["reload", "back_forward"].includes(how?.type)) return;
  const go = () => scrollTo(0, parts[0].story.getBoundingClientRect().top + scrollY + into);
  go();
  // Browsers move once more when everything is there.
  if (document.readyState !== "complete") addEventListener("load", () => requestAnimationFrame(go), { once: true });
}

/* The next story. */

/** Gives what stands in `part` names of its own, so that no id and no landmark is there twice. */
function rename(part, prefix, address, headline) {
  for (const landmark of part.querySelectorAll(":is(nav, aside, section)[aria-label]")) {
    landmark.setAttribute("aria-label", `${landmark.getAttribute("aria-label")}: ${headline}`);
  }
  const own = new Set();
  for (const named of part.querySelectorAll("[id]")) {
    own.add(named.id);
    named.id = prefix + named.id;
  }
  for (const attribute of ["aria-labelledby", "aria-describedby"]) {
    for (const one of part.querySelectorAll(`[${attribute}]`)) {
      const names = one.getAttribute(attribute).split(" ");
      one.setAttribute(attribute, names.map((name) => prefix + name).join(" "));
    }
  }
  for (const link of part.querySelectorAll('a[href^="#"]')) {
    const name = link.getAttribute("href").slice(1);
    link.setAttribute("href", own.has(name) ? `#${prefix}${name}` : `${address}#${name}`);
  }
}

/** The story of an address and what stands under it; nothing if it cannot stand in this page. */
async function fetchPart(address) {
  const response = await fetch(address);
  if (!response.ok || new URL(response.url).origin !== location.origin) return undefined;
  const other = new DOMParser().parseFromString(await response.text(), "text/html");
  const story = other.querySelector("main > article.story");
  // Players of other services need the permission only their own page has.
  if (!story || story.querySelector(".embed-play")) return undefined;
  story.querySelector("h1")?.setAttribute("aria-level", "2");
  const part = document.createElement("div");
  part.className = "continued";
  part.append(story, ...other.querySelectorAll("main > .story-tools, main > .next-story"));
  followed += 1;
  rename(part, `next-${followed}-`, response.url, story.querySelector("h1")?.textContent);
  return { part, story, title: other.title, address: response.url };
}

function watch(nav) {
  if (!nav || followed >= MOST || !isWanted()) return;
  const link = nav.querySelector("a[href]");
  if (parts.some(({ address }) => address === link.href)) return;
  const near = new IntersectionObserver(
    async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting) || !isWanted()) return;
      near.disconnect();
      const next = await fetchPart(link.href).catch(() => undefined);
      if (!next || stop.disabled) return stop.remove();
      nav.replaceWith(next.part);
      follow(next.story, next.address, next.title);
      next.part.dispatchEvent(new CustomEvent("dateline:added", { bubbles: true }));
      watch(next.part.querySelector(".next-story"));
    },
    { rootMargin: "0px 0px 600px 0px" },
  );
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "tool stop";
  stop.textContent = nav.dataset.stop;
  stop.addEventListener("click", () => {
    near.disconnect();
    stop.disabled = true;
    const told = document.createElement("p");
    told.className = "told";
    told.setAttribute("role", "status");
    nav.append(told);
    told.textContent = nav.dataset.stopped;
    stop.remove();
    link.focus({ preventScroll: true });
  });
  nav.append(stop);
  near.observe(nav);
}

const first = document.querySelector("main > article.story");
if (first) {
  follow(first, location.href, document.title);
  returnToPlace();
  watch(document.querySelector("main > .next-story"));
}
