// Every message the app asks for is there, in every language.

import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { FIELDS } from "../editor/blocks/fields";
import { ELEMENTS } from "../editor/elements";

const files = import.meta.glob<string>("../../../locales/*/newsroom-app.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});
const texts = Object.entries(
  import.meta.glob<string>("../**/*.{svelte,ts}", { query: "?raw", import: "default", eager: true }),
)
  .filter(([path]) => !path.endsWith(".test.ts"))
  .map(([, text]) => text);

function messages(language: string): Set<string> {
  const text = files[`../../../locales/${language}/newsroom-app.ftl`] ?? "";
  return new Set(new FluentResource(text).body.map((message) => message.id));
}

const plain = texts.flatMap((text) => [
  ...[...text.matchAll(/\bt\("([\w-]+)"/g)].map((found) => found[1]!),
  ...[...text.matchAll(/message: "([\w-]+)"/g)].map((found) => found[1]!),
]);
const beginnings = [
  ...new Set(texts.flatMap((text) => [...text.matchAll(/\bt\(`([\w-]+-)\$/g)].map((found) => found[1]!))),
];

describe("messages", () => {
  const english = messages("en");

  it("are all there that the app asks for by name", () => {
    expect(plain.filter((key) => !english.has(key))).toEqual([]);
    expect(plain.length).toBeGreaterThan(250);
  });

  it("are there for every element and field of the body", () => {
    const wanted = [
      ...ELEMENTS.map((one) => `element-${one.type}`),
      ...Object.keys(FIELDS).map((kind) => `element-${kind}`),
      ...Object.values(FIELDS).flatMap((fields) => fields.map((field) => `field-${field.name}`)),
    ];

    expect(wanted.filter((key) => !english.has(key))).toEqual([]);
  });

  it("are used, each of them", () => {
    const kept = /^(check|event|kept|shortcuts)-/;
    const used = new Set(plain);
    const idle = [...english].filter(
      (key) => !used.has(key) && !kept.test(key) && !beginnings.some((start) => key.startsWith(start)),
    );

    expect(idle).toEqual([]);
  });

  it.each(["ar", "es", "fr", "ru", "zh-Hans"])("are the same in %s", (language) => {
    const other = messages(language);

    expect([...english].filter((key) => !other.has(key))).toEqual([]);
    expect([...other].filter((key) => !english.has(key))).toEqual([]);
  });
});
