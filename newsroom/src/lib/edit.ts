// Changing what is not written together: the change goes out with what it was made on, so that two
// who change the same thing notice.

import { get, Problem, send } from "./api";
import type { Story } from "./types";

export type Patch = Partial<{
  slug: string;
  section: string;
  format: string;
  tags: string[];
  byline: string[];
  desk: string | null;
  assignee: string | null;
  due_at: string | null;
  comments: string;
  note: string | null;
  legal_hold: boolean;
}>;

/**
 * Changes a story's fields. What others changed meanwhile in other fields stays; where they changed the
 * same ones, nothing is changed and whoever asked is told.
 */
export async function change(story: Story, patch: Patch): Promise<void> {
  let tag = story.etag;
  for (let attempt = 0; ; attempt += 1) {
    try {
      await send("PATCH", `/stories/${story.id}`, { json: patch, headers: { "If-Match": tag } });
      return;
    } catch (error) {
      const isOld = error instanceof Problem && error.status === 412;
      if (!isOld || attempt >= 3) throw error;
      const now = await get<Story>(`/stories/${story.id}`);
      if (Object.keys(patch).some((name) => said(now, name) !== said(story, name))) throw error;
      tag = now.etag;
    }
  }
}

function said(story: Story, field: string): string {
  return JSON.stringify((story as unknown as Record<string, unknown>)[field] ?? null);
}

/** A moment as a `datetime-local` field has it, in the zone of whoever looks. */
export function local(at: string | null | undefined): string {
  if (!at) return "";
  const date = new Date(at);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** What such a field says, as a moment. */
export function instant(text: string): string | null {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
