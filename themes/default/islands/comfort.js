// Reading settings, saving, following, sharing, reporting; and pages kept for when there is no connection.

const root = document.documentElement;

/** What this browser keeps under a name; `empty` if it keeps nothing or may not. */
function load(name, empty) {
  try {
    return JSON.parse(localStorage.getItem(`dateline.${name}`)) ?? empty;
  } catch {
    return empty;
  }
}

function store(name, value) {
  try {
    localStorage.setItem(`dateline.${name}`, JSON.stringify(value));
  } catch {
    // The browser keeps nothing: what is set holds for this page.
  }
}

/** Tells the worker, if there is one. */
function tell(message) {
  navigator.serviceWorker?.controller?.postMessage(message);
}

/* Reading settings. */

const settings = load("settings", {});

function apply() {
  const put = (name, value) => (value ? (root.dataset[name] = value) : delete root.dataset[name]);
  put("size", settings.size);
  put("theme", settings.theme);
  if (settings.saver ?? navigator.connection?.saveData) root.dataset.saver = "";
  else delete root.dataset.saver;
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    meta.dataset.own ??= meta.content;
    meta.content = settings.theme ? getComputedStyle(root).getPropertyValue("--paper").trim() : meta.dataset.own;
  }
  tell({ saver: "saver" in root.dataset });
}

const dialog = document.getElementById("settings");
const opener = document.querySelector("[data-open=settings]");
if (dialog?.showModal && opener) {
  const form = dialog.querySelector("form");
  opener.hidden = false;
  opener.addEventListener("click", () => {
    form.elements.size.value = settings.size ?? "normal";
    form.elements.theme.value = settings.theme ?? "system";
    form.elements.saver.checked = "saver" in root.dataset;
    form.elements.continue.checked = settings.continue ?? true;
    dialog.showModal();
  });
  form.addEventListener("change", ({ target }) => {
    const usual = { size: "normal", theme: "system" };
    const value = target.type === "checkbox" ? target.checked : target.value;
    if (usual[target.name] === value) delete settings[target.name];
    else settings[target.name] = value;
    store("settings", settings);
    apply();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}
apply();

/* Saving and following. */

/** Most stories and most lists kept. */
const MOST = { stories: 100, follows: 30 };

/** Whether a thing is in a list, and how it is put there and taken out. */
function kept(list, key, entry) {
  const all = load(list, []);
  return {
    is: all.some((one) => one.key === key),
    turn() {
      const rest = load(list, []).filter((one) => one.key !== key);
      store(list, this.is ? rest : [{ key, ...entry, at: Date.now() }, ...rest].slice(0, MOST[list]));
    },
  };
}

function entryOf(button) {
  const { save, edition, follow } = button.dataset;
  return save ? kept("stories", save, { edition }) : kept("follows", location.pathname, { name: follow });
}

function show(button) {
  const { is } = entryOf(button);
  button.classList.toggle("is-on", is);
}

/* What stands under a story. */

/** The words of a story the reader marked last: a press on a link unmarks them. */
let marked = "";
document.addEventListener("selectionchange", () => {
  const words = getSelection().toString().trim();
  const at = getSelection().anchorNode?.parentElement;
  if (words && at?.closest("article.story")) marked = words.slice(0, 500);
});

async function copy(button) {
  const status = button.parentElement.querySelector(".told");
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    status.textContent = status.dataset.copied;
  } catch {
    status.textContent = status.dataset.failed;
  }
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-save], [data-follow], [data-share], [data-copy], [data-report]");
  if (!button) return;
  const { save, follow, share, title, copy: link, report } = button.dataset;
  if (save || follow) {
    entryOf(button).turn();
    show(button);
  } else if (share) {
    navigator.share({ title, url: share }).catch(() => {});
  } else if (link) {
    copy(button);
  } else if (report !== undefined && marked) {
    const url = new URL(button.href);
    url.searchParams.set("passage", marked);
    button.href = url;
  }
});

/** Shows the buttons of a part of the page that has come. */
function arm(part) {
  for (const button of part.querySelectorAll("[data-save], [data-follow]")) {
    show(button);
    (button.closest(".follow") ?? button).hidden = false;
  }
  for (const button of part.querySelectorAll("[data-share]")) button.hidden = !navigator.share;
  for (const button of part.querySelectorAll("[data-copy]")) button.hidden = false;
}

arm(document);
document.addEventListener("dateline:added", ({ target }) => arm(target));
addEventListener("pageshow", ({ persisted }) => persisted && arm(document));

/* Without a connection. */

const note = document.querySelector(".kept-note");
if (root.dataset.kept && note) {
  const at = new Date(root.dataset.kept);
  const time = document.createElement("time");
  note.querySelector("span").replaceChildren(time);
  time.dateTime = root.dataset.kept;
  time.textContent = new Intl.DateTimeFormat(root.lang, { dateStyle: "long", timeStyle: "short" }).format(at);
  note.hidden = false;
}

async function keep() {
  const worker = navigator.serviceWorker;
  if (!worker) return;
  if ("keeps" in root.dataset) {
    const isNew = !worker.controller;
    await worker.register("/sw.js");
    if (isNew) (await worker.ready).active.postMessage({ keep: location.pathname, saver: "saver" in root.dataset });
    return;
  }
  for (const one of await worker.getRegistrations()) await one.unregister();
  for (const name of await caches.keys()) if (name.startsWith("dateline-")) await caches.delete(name);
}

if (document.readyState === "complete") keep().catch(() => {});
else addEventListener("load", () => keep().catch(() => {}));
