// Pictures: brought in, found, shown.

import { get, send, type Page } from "./api";
import type { Picture, PictureLine } from "./types";

export type Width = 320 | 480 | 640 | 960 | 1280 | 1600;

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

interface PictureList {
  items?: PictureLine[];
  pictures?: PictureLine[];
  next: string | null;
}

/** A page of the library. */
export async function library(
  query: Record<string, string | number | boolean | null | undefined>,
  signal?: AbortSignal,
): Promise<Page<PictureLine>> {
  const found = await get<PictureList>("/pictures", query, signal);
  return { items: found.items ?? found.pictures ?? [], next: found.next };
}

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

/** What a picture lacks to be published. */
export function lacks(picture: Pick<Picture, "credit_line" | "photographer" | "alt">): ("credit" | "alt")[] {
  const isBlank = (text: string | null | undefined) => !text?.trim();
  const found: ("credit" | "alt")[] = [];
  if (isBlank(picture.credit_line) && isBlank(picture.photographer)) found.push("credit");
  if (isBlank(picture.alt)) found.push("alt");
  return found;
}
