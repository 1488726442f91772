// Completes what is typed into the search field: headlines that have its words. A combobox whose list
// is a list of links; without this script the form searches all the same.

const line = document.querySelector(".search-line[data-suggest]");
const field = line?.querySelector("input");
const list = line?.querySelector("[role=listbox]");
const status = line?.querySelector("[role=status]");
const WAIT = 150;
const SHORTEST = 2;

let timer = 0;
let request = null;
let current = -1;
let asked = "";

function options() {
  return [...list.children];
}

function close() {
  list.hidden = true;
  current = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function choose(at) {
  const all = options();
  current = all.length ? (at + all.length) % all.length : -1;
  all.forEach((option, place) => option.setAttribute("aria-selected", String(place === current)));
  if (current < 0) return;
  field.setAttribute("aria-activedescendant", all[current].id);
  all[current].scrollIntoView({ block: "nearest" });
}

function option({ headline, section, url }, at) {
  const made = document.createElement("li");
  made.id = `search-option-${at}`;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.dataset.url = url;
  const words = document.createElement("bdi");
  words.textContent = headline;
  const label = document.createElement("span");
  label.className = "label";
  label.textContent = section;
  made.append(words, label);
  return made;
}

function show(suggestions) {
  list.replaceChildren(...suggestions.map(option));
  current = -1;
  field.removeAttribute("aria-activedescendant");
  list.hidden = suggestions.length === 0;
  field.setAttribute("aria-expanded", String(!list.hidden));
  status.textContent = line.dataset.count.replace("COUNT", suggestions.length.toLocaleString(document.documentElement.lang));
}

async function ask() {
  const words = field.value.trim();
  if (words === asked) return;
  asked = words;
  request?.abort();
  if ([...words].length < SHORTEST && !/\p{Script=Han}/u.test(words)) return close();
  const mine = request = new AbortController();
  try {
    const answer = await fetch(`${line.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: mine.signal });
    if (!answer.ok) return close();
    const { suggestions } = await answer.json();
    if (mine === request && document.activeElement === field) show(suggestions);
  } catch {
    // Aborted, or no connection: the form is there still.
    if (mine === request) close();
  }
}

function key(event) {
  if (event.isComposing) return;
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    close();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list.childElementCount) {
    event.preventDefault();
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    choose(event.key === "ArrowDown" ? current + 1 : current < 0 ? list.childElementCount - 1 : current - 1);
  } else if (event.key === "Enter" && current >= 0) {
    event.preventDefault();
    location.assign(options()[current].dataset.url);
  }
}

if (field && list) {
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", key);
  field.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) location.assign(chosen.dataset.url);
  });
  field.form.addEventListener("submit", () => {
    // Empty filters say nothing: they stay out of the address.
    for (const control of field.form.elements) if (control !== field && control.name && !control.value) control.disabled = true;
  });
  addEventListener("pageshow", () => {
    for (const control of field.form.elements) control.disabled = false;
  });
}
