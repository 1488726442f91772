// Length and reading time.

/** Words a minute; readers of Chinese read signs, so a sign there counts for less. */
const PACE = 230;

/** Words of a text in its language: by the browser's own rules, so that Chinese and Thai have words too. */
export function words(text: string, language = "en"): number {
  if (typeof Intl.Segmenter === "undefined") return text.split(/\s+/).filter(Boolean).length;
  let count = 0;
  for (const piece of new Intl.Segmenter(language, { granularity: "word" }).segment(text)) {
    if (piece.isWordLike) count += 1;
  }
  return count;
}

/** Minutes a reader needs, at least one. */
export function minutes(count: number): number {
  return Math.max(1, Math.round(count / PACE));
}
