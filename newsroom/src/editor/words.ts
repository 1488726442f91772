// Single lines of the shared document (headline, kicker): an input and a Yjs text kept alike.

import * as Y from "yjs";

/** What changed between two texts: where, how much went, what came. */
export function difference(
  before: string,
  after: string,
  caret = after.length,
): { at: number; gone: number; come: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  // What stands before the caret is taken to be old as far as it can be: typing "a" after "aa" adds at the end.
  while (start < most && start < caret && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { at: start, gone: before.length - start - end, come: after.slice(start, after.length - end) };
}

/** Takes what somebody typed into the shared text. */
export function take(text: Y.Text, typed: string, caret: number, origin: unknown): void {
  const { at, gone, come } = difference(text.toString(), typed, caret);
  if (gone === 0 && come === "") return;
  text.doc?.transact(() => {
    if (gone > 0) text.delete(at, gone);
    if (come !== "") text.insert(at, come);
  }, origin);
}

/** Where a place of the text is after others changed it. */
export function moved(
  place: number,
  delta: { retain?: number; insert?: unknown; delete?: number }[],
): number {
  let at = 0;
  let next = place;
  for (const step of delta) {
    if (step.retain) {
      at += step.retain;
    } else if (typeof step.insert === "string") {
      if (at < next) next += step.insert.length;
      at += step.insert.length;
    } else if (step.delete) {
      if (at < next) next -= Math.min(step.delete, next - at);
    }
  }
  return next;
}
