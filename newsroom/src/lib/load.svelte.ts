// Something that is asked for: loading, there, or failed, and asked for again.

import { Problem } from "./api";

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
  readonly isLoading: boolean;
  again(): Promise<void>;
  set(value: T): void;
}

/** Asks with `ask` at once, and again whenever `again` is called; the newest question wins. */
export function load<T>(ask: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  let value = $state.raw<T | undefined>();
  let problem = $state.raw<Problem | undefined>();
  let isLoading = $state(true);
  let asking: AbortController | undefined;

  async function again(): Promise<void> {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    isLoading = true;
    try {
      const answer = await ask(mine.signal);
      if (asking !== mine) return;
      value = answer;
      problem = undefined;
    } catch (error) {
      if (asking !== mine) return;
      problem = error instanceof Problem ? error : new Problem(0, "fault", String(error));
    }
    isLoading = false;
  }

  void again();
  return {
    get value() {
      return value;
    },
    get problem() {
      return problem;
    },
    get isLoading() {
      return isLoading;
    },
    again,
    set(next: T) {
      value = next;
      problem = undefined;
    },
  };
}
