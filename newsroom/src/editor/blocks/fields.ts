// Fields of the elements that have some.

/** Fields of the elements that are nothing but fields. */
export const FIELDS: Record<string, { name: string; type?: string; needed?: boolean }[]> = {
  attribution: [
    { name: "outlet", needed: true },
    { name: "author" },
    { name: "title" },
    { name: "url", type: "url" },
    { name: "date", type: "date" },
    { name: "language" },
    { name: "archived_url", type: "url" },
  ],
  embed: [{ name: "provider", needed: true }, { name: "url", type: "url", needed: true }, { name: "title" }],
  audio: [{ name: "url", type: "url", needed: true }, { name: "title" }],
  video: [{ name: "url", type: "url", needed: true }, { name: "title" }],
  correction: [],
};

/** The service behind an address, as embeds name it. */
export function providerOf(address: string): string | null {
  try {
    const host = new URL(address).hostname.replace(/^www\./, "");
    const known: Record<string, string> = {
      "youtube.com": "youtube",
      "youtu.be": "youtube",
      "vimeo.com": "vimeo",
      "x.com": "x",
      "twitter.com": "x",
      "instagram.com": "instagram",
      "tiktok.com": "tiktok",
      "t.me": "telegram",
      "soundcloud.com": "soundcloud",
    };
    return known[host] ?? host.split(".").slice(-2)[0] ?? null;
  } catch {
    return null;
  }
}

/** Fields of elements that also hold text. */
export const BESIDE: Record<string, { name: string; type?: string }[]> = {
  quote: [{ name: "speaker" }, { name: "role" }, { name: "source" }, { name: "source_url", type: "url" }],
  pull_quote: [{ name: "speaker" }],
  factbox: [{ name: "title" }],
  code: [{ name: "language" }],
  footnote: [{ name: "key" }],
};
