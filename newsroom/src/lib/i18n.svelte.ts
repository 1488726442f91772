// Messages: Fluent files of `locales/`, one language loaded at a time, when it is chosen.

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

/** Languages of the app, each by its own name. */
export const LANGUAGES = [
  { tag: "en", name: "English" },
  { tag: "ar", name: "العربية" },
  { tag: "es", name: "Español" },
  { tag: "fr", name: "Français" },
  { tag: "ru", name: "Русский" },
  { tag: "zh-Hans", name: "简体中文" },
] as const;

export type Language = (typeof LANGUAGES)[number]["tag"];

/** What can be put into a message. */
export type Words = Record<string, FluentVariable>;

const KEPT = "dateline.newsroom.language";
const files = import.meta.glob<string>("../../../locales/*/newsroom-app.ftl", {
  query: "?raw",
  import: "default",
});

let bundle = $state.raw<FluentBundle>(new FluentBundle("en"));
let chosen = $state<Language>("en");

/** The language in use. */
export function language(): Language {
  return chosen;
}

/** A message in the language in use. */
export function t(key: string, words?: Words): string {
  const message = bundle.getMessage(key);
  if (!message?.value) return `⟦${key}⟧`;
  const errors: Error[] = [];
  const text = bundle.formatPattern(message.value, words, errors);
  for (const error of errors) console.error(`message ${key}: ${error.message}`);
  return text;
}

/** Whether there is such a message. */
export function hasMessage(key: string): boolean {
  return bundle.hasMessage(key);
}

/** The language of ours that a tag means, if there is one. */
export function match(tag: string): Language | undefined {
  const lower = tag.toLowerCase();
  return LANGUAGES.find(
    (known) => known.tag.toLowerCase() === lower || known.tag.split("-")[0] === lower.split("-")[0],
  )?.tag;
}

/** The language to begin with: the one chosen on this device, else the browser's, else English. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  const wanted = kept ? [kept] : navigator.languages;
  for (const tag of wanted) {
    const found = match(tag);
    if (found) return found;
  }
  return "en";
}

/** Loads a language and speaks it from now on. */
export async function speak(tag: Language): Promise<void> {
  const load = files[`../../../locales/${tag}/newsroom-app.ftl`];
  if (!load) return;
  const next = new FluentBundle(tag);
  for (const error of next.addResource(new FluentResource(await load()))) console.error(error);
  bundle = next;
  chosen = tag;
  document.documentElement.lang = tag;
  document.documentElement.dir = tag === "ar" ? "rtl" : "ltr";
  localStorage.setItem(KEPT, tag);
}

/** A moment, as short as it can be told: the hour today, else the day. */
export function moment(at: string | null | undefined, now = new Date()): string {
  if (!at) return "";
  const date = new Date(at);
  const isToday = date.toDateString() === now.toDateString();
  const isThisYear = date.getFullYear() === now.getFullYear();
  const shape: Intl.DateTimeFormatOptions = isToday
    ? { hour: "2-digit", minute: "2-digit" }
    : { day: "numeric", month: "short", year: isThisYear ? undefined : "numeric" };
  return new Intl.DateTimeFormat(chosen, shape).format(date);
}

/** A moment in full. */
export function fullMoment(at: string | null | undefined): string {
  if (!at) return "";
  return new Intl.DateTimeFormat(chosen, { dateStyle: "long", timeStyle: "short" }).format(new Date(at));
}

/** A number with the language's separators. */
export function number(value: number): string {
  return new Intl.NumberFormat(chosen).format(value);
}

/** Names, one after the other, as the language joins them. */
export function list(names: string[]): string {
  return new Intl.ListFormat(chosen, { type: "conjunction", style: "short" }).format(names);
}
