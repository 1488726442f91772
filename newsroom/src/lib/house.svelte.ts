// What the house is made of: editions, sections, people, desks. Asked for once, kept for a while.

import { get, type Page } from "./api";
import type { Edition, Named, Person, Section } from "./types";

const KEPT_MS = 60_000;
const kept = new Map<string, { at: number; value: Promise<unknown> }>();

function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known && Date.now() - known.at < KEPT_MS) return known.value as Promise<T>;
  const value = ask();
  kept.set(key, { at: Date.now(), value });
  value.catch(() => kept.delete(key));
  return value;
}

/** Forgets what was kept, after something was changed. */
export function forget(): void {
  kept.clear();
}

async function all<T>(path: string): Promise<T[]> {
  const page = await get<Page<T>>(path, { limit: 200 });
  return page.items;
}

const below = (edition: string) => `/editions/${encodeURIComponent(edition)}`;

export const editions = () => once("editions", () => all<Edition>("/editions"));
export const sections = (edition: string) =>
  once(`sections ${edition}`, () => all<Section>(`${below(edition)}/sections`));
export const desks = () => once("desks", () => all<Named>("/desks"));
export const people = () => once("people", () => all<Person>("/staff"));

export const findTags = (edition: string, q: string) =>
  get<Page<Named & { slug: string }>>(`${below(edition)}/tags`, { q, limit: 12 }).then((page) => page.items);
export const findContributors = (edition: string, q: string) =>
  get<Page<Named>>(`${below(edition)}/contributors`, { q, limit: 12 }).then((page) => page.items);
