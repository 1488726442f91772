// Fills the page of saved stories: each as it is now, none that is no longer public.

function load(name) {
  try {
    return JSON.parse(localStorage.getItem(`dateline.${name}`)) ?? [];
  } catch {
    return [];
  }
}

function store(name, list) {
  localStorage.setItem(`dateline.${name}`, JSON.stringify(list));
}

const told = document.querySelector("[data-told]");
const stories = document.querySelector(".kept-stories");
const follows = document.querySelector(".kept-follows");
const forget = document.querySelector(".forget");

function say(word) {
  told.textContent = told.dataset[word];
  told.hidden = false;
}

/** Shows whether a list has anything in it. */
function settle() {
  for (const section of [stories, follows]) {
    section.querySelector(".empty").hidden = section.querySelector(".list, .follows").childElementCount > 0;
  }
  forget.hidden = localStorage.length === 0;
}

async function ask(address) {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${response.status} of ${address}`);
  return response.json();
}

function button(words, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "tool";
  made.textContent = words;
  made.setAttribute("aria-label", `${words}: ${label}`);
  made.addEventListener("click", act);
  return made;
}

/** Cards of an answer as elements, by id. */
function cardsOf(answer) {
  const made = new Map();
  for (const { id, html, headline } of answer.cards) {
    const place = document.createElement("div");
    place.className = "kept";
    place.lang = answer.locale;
    place.dir = answer.direction;
    place.innerHTML = html;
    made.set(id, { place, headline });
  }
  return made;
}

/** One entry leaves its list; the reader is led to the next. */
function remove(list, key, place) {
  store(list, load(list).filter((one) => one.key !== key));
  const next = place.nextElementSibling ?? place.previousElementSibling;
  place.remove();
  settle();
  (next?.querySelector("a, button") ?? document.querySelector("h1")).focus();
}

async function showStories() {
  const all = load("stories");
  const list = stories.querySelector(".list");
  const found = new Map();
  for (const edition of new Set(all.map((one) => one.edition))) {
    const ids = all.filter((one) => one.edition === edition).map((one) => one.key);
    const answer = await ask(`/${encodeURIComponent(edition)}/cards.json?ids=${ids.join(",")}`);
    for (const [id, card] of answer ? cardsOf(answer) : []) found.set(id, card);
  }
  const left = all.filter((one) => found.has(one.key));
  if (left.length < all.length) {
    store("stories", left);
    say("withdrawn");
  }
  for (const { key } of left) {
    const { place, headline } = found.get(key);
    place.append(button(list.dataset.remove, headline, () => remove("stories", key, place)));
    list.append(place);
  }
}

async function showFollows() {
  const list = follows.querySelector(".follows");
  for (const { key, name } of load("follows")) {
    const answer = await ask(`${key}/newest.json`);
    const place = document.createElement("section");
    const heading = document.createElement("h3");
    const link = document.createElement("a");
    link.href = key;
    link.textContent = name;
    heading.append(link);
    place.append(heading);
    if (answer) {
      place.lang = answer.locale;
      place.dir = answer.direction;
      for (const { place: card } of cardsOf(answer).values()) place.append(card);
    }
    place.append(button(list.dataset.remove, name, () => remove("follows", key, place)));
    list.append(place);
  }
}

forget.querySelector("button").addEventListener("click", () => {
  for (const name of Object.keys(localStorage)) if (name.startsWith("dateline.")) localStorage.removeItem(name);
  navigator.serviceWorker?.controller?.postMessage({ forget: true });
  for (const list of document.querySelectorAll(".kept-stories .list, .follows")) list.replaceChildren();
  settle();
  say("forgotten");
});

try {
  document.querySelector("h1").tabIndex = -1;
  await showStories();
  await showFollows();
} catch {
  say("failed");
}
settle();
