// The reader site in a browser: one server and one browser for all suites.

import { after, before, describe } from "node:test";
import { launch } from "./lib/browser.mjs";
import { allPages } from "./lib/pages.mjs";
import { startServer } from "./lib/server.mjs";
import { accessibility } from "./suites/accessibility.mjs";
import { comfort } from "./suites/comfort.mjs";
import { embeds } from "./suites/embeds.mjs";
import { gallery } from "./suites/gallery.mjs";
import { languages } from "./suites/languages.mjs";
import { markup } from "./suites/markup.mjs";
import { reading } from "./suites/reading.mjs";
import { requests } from "./suites/requests.mjs";
import { search } from "./suites/search.mjs";
import { weight } from "./suites/weight.mjs";

describe("reader site", () => {
  const site = { origin: "", browser: undefined, pages: [] };
  let server;

  before(async () => {
    server = await startServer();
    site.origin = server.origin;
    site.program = server.program;
    site.data = server.data;
    site.browser = await launch();
    site.pages = await allPages(site.origin);
  });

  after(async () => {
    await site.browser?.close();
    await server?.stop();
  });

  requests(site);
  markup(site);
  reading(site);
  weight(site);
  accessibility(site);
  gallery(site);
  languages(site);
  comfort(site);
  search(site);
  // Last: it brings a story in.
  embeds(site);
});
