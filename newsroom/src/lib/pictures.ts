// Pictures: brought in, found, shown.

import { get, send, type Page } from "./api";
import type { Picture, PictureLine } from "./types";

export type Width = 320 | 480 | 640 | 960 | 1280 | 1600;

/** By what right a picture is used. */
export const RIGHTS = [
  "unknown",
  "staff",
  "commissioned",
  "agency",
  "stock",
  "pool",
  "handout",
  "screengrab",
  "social",
  "reader",
  "creative_commons",
  "public_domain",
];

const kept = new Map<string, Promise<Picture>>();

/** Address of a picture in one of the widths there are. */
export function rendition(hash: string | null | undefined, width: Width = 640): string | undefined {
  return hash ? `/-/pictures/${hash}/${width}.webp` : undefined;
}

/** Everything known of a picture; asked for once. */
export function picture(id: string): Promise<Picture> {
  let asked = kept.get(id);
  if (!asked) {
    asked = get<Picture>(`/pictures/${id}`);
    asked.catch(() => kept.delete(id));
    kept.set(id, asked);
  }
  return asked;
}

/** Forgets what was kept of a picture that has changed. */
export function changed(id: string): void {
  kept.delete(id);
}

/** A page of the library. */
export const library = (
  query: Record<string, string | number | boolean | null | undefined>,
  signal?: AbortSignal,
) => get<Page<PictureLine>>("/pictures/library", query, signal);

/** Brings a file in; its own metadata is read there. */
export async function bringIn(file: File): Promise<Picture> {
  const response = await send("POST", "/pictures", {
    query: { file: file.name },
    body: file,
    headers: { "Content-Type": "application/octet-stream" },
  });
  const taken = (await response.json()) as Picture;
  kept.set(taken.id, Promise.resolve(taken));
  return taken;
}

/** Whether a file may be a picture; what it is, the house finds out by itself. */
export function isPicture(file: File): boolean {
  return file.type.startsWith("image/") || /\.(jpe?g|png|webp|gif|avif|tiff?|svg)$/i.test(file.name);
}
