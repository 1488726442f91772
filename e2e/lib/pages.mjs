// Which pages are looked at: one of each kind in each edition, and a story of each format.

import { readdir, readFile } from "node:fs/promises";

/** The sample newspaper's editions. */
export const EDITIONS = ["en", "ru", "ar"];

/** Widths a reader may have, in CSS pixels: a phone, a tablet, a desk. */
export const WIDTHS = [360, 820, 1440];

const SAMPLE = new URL("../../sample/", import.meta.url);
const STORY = /^\/(en|ru|ar)\/[^/]+\/(\d{4})\/(\d{2})\/\d{2}\/([^/?#]+)$/;

/** A word many stories of the sample have, by edition. */
export const BRIDGE = { en: "bridge", ru: "мост", ar: "جسر" };

/** Waits until a search finds something: the index is built after the start. */
async function indexed(origin, address) {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await html(origin, address)).includes("list hits")) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${address} finds nothing`);
}

/** Addresses on this site that the page at `address` links to or loads. */
export function internalLinks(html, origin, address = "/") {
  const found = new Set();
  for (const [, quoted] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
    if (quoted.startsWith("#")) continue;
    const url = new URL(quoted.replaceAll("&amp;", "&").replaceAll("&#x2f;", "/"), origin + address);
    if (url.origin === origin) found.add(url.pathname + url.search);
  }
  return [...found].sort();
}

async function html(origin, address) {
  const response = await fetch(origin + address);
  return response.status === 200 ? response.text() : "";
}

/** The sample's stories of one edition: slug and format. */
async function sampleStories(edition) {
  const names = (await readdir(new URL(`${edition}/`, SAMPLE))).filter((name) => name.endsWith(".json")).sort();
  return Promise.all(
    names.map(async (name) => JSON.parse(await readFile(new URL(`${edition}/${name}`, SAMPLE), "utf8"))),
  );
}

/** Addresses of published stories, by slug, as the front and the sections link to them. */
async function storyAddresses(origin, edition, sections) {
  const addresses = new Map();
  for (const from of ["", ...sections]) {
    for (const link of internalLinks(await html(origin, `/${edition}/${from}`), origin)) {
      const match = STORY.exec(link);
      if (match) addresses.set(decodeURIComponent(match[4]), { address: link, month: `${match[2]}/${match[3]}` });
    }
  }
  return addresses;
}

/**
 * The pages of one edition as `{kind, address, status}`.
 * A story of each format is among them, as far as the site links to one.
 */
export async function pagesOf(origin, edition) {
  const stories = await sampleStories(edition);
  const sections = [...new Set(stories.map((story) => story.section))].sort();
  const addresses = await storyAddresses(origin, edition, sections);
  const pages = [
    { kind: "front", address: `/${edition}/` },
    { kind: "section", address: `/${edition}/${sections[0]}` },
  ];
  const formats = new Set();
  for (const story of stories) {
    const found = addresses.get(story.slug);
    if (!found || formats.has(story.format)) continue;
    formats.add(story.format);
    pages.push({ kind: `story-${story.format}`, address: found.address });
  }
  const tag = stories.flatMap((story) => story.tags ?? [])[0];
  pages.push({ kind: "tag", address: `/${edition}/topics/${tag}` });
  pages.push({ kind: "contributor", address: `/${edition}/people/${stories[0].byline[0]}` });
  const months = [...addresses.values()].map((story) => story.month).sort();
  pages.push({ kind: "archive", address: `/${edition}/archive/${months.at(-1)}` });
  const story = pages.find((page) => page.kind.startsWith("story-"));
  const id = /data-save="([^"]+)"/.exec(await html(origin, story.address))[1];
  // Pages that are for readers only, not to be found by search.
  pages.push({ kind: "saved", address: `/${edition}/saved`, isApart: true });
  pages.push({ kind: "offline", address: `/${edition}/offline`, isApart: true });
  pages.push({ kind: "report", address: `/${edition}/report?story=${id}`, isApart: true });
  const query = encodeURIComponent(BRIDGE[edition]);
  await indexed(origin, `/${edition}/search?q=${query}`);
  pages.push({ kind: "search-start", address: `/${edition}/search`, isApart: true });
  pages.push({ kind: "search-results", address: `/${edition}/search?q=${query}`, isApart: true });
  pages.push({ kind: "search-nothing", address: `/${edition}/search?q=xqzyxqzy&section=${sections[0]}`, isApart: true });
  pages.push({ kind: "not-found", address: `/${edition}/no-such-page-at-all`, status: 404 });
  return pages.map((page) => ({ edition, status: 200, ...page }));
}

/** The pages of all editions. */
export async function allPages(origin) {
  return (await Promise.all(EDITIONS.map((edition) => pagesOf(origin, edition)))).flat();
}

/** How a page is named in a test and in a file. */
export function label(page) {
  return `${page.edition}-${page.kind}`;
}

/** Pages of some kinds only. */
export function ofKind(pages, ...kinds) {
  return pages.filter((page) => kinds.some((kind) => page.kind === kind || page.kind.startsWith(`${kind}-`)));
}
