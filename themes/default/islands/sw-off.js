// The paper keeps nothing in browsers any more: what was kept goes, and so does the script that kept it.

async function end() {
  for (const name of await caches.keys()) if (name.startsWith("dateline-")) await caches.delete(name);
  await registration.unregister();
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(end()));
