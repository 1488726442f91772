// The columns of the board: asked for side by side, kept in step with what moves.

import { get, Problem, type Page } from "../../lib/api";
import type { Change } from "../../lib/live.svelte";
import type { State, StoryLine } from "../../lib/types";

const PAGE = 40;

export interface Filters {
  q: string;
  edition: string;
  section: string;
  desk: string;
  assignee: string;
  format: string;
}

export interface Column {
  items: StoryLine[];
  next: string | null;
}

const NOTHING: Column = { items: [], next: null };

export type Columns = ReturnType<typeof columns>;

export function columns(filters: () => Filters) {
  let shown = $state.raw<Partial<Record<State, Column>>>({});
  let problem = $state.raw<Problem | undefined>();
  let isLoaded = $state(false);
  let asking: AbortController | undefined;
  let states: State[] = [];
  let soon: ReturnType<typeof setTimeout> | undefined;

  async function page(state: State, after: string | null, signal?: AbortSignal): Promise<Column> {
    return get<Page<StoryLine>>("/stories", { ...filters(), state, after, limit: PAGE }, signal);
  }

  async function ask(wanted: State[]): Promise<void> {
    states = wanted;
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    try {
      const found = await Promise.all(wanted.map((state) => page(state, null, mine.signal)));
      if (asking !== mine) return;
      shown = Object.fromEntries(wanted.map((state, at) => [state, found[at] ?? NOTHING]));
      problem = undefined;
      isLoaded = true;
    } catch (error) {
      if (asking !== mine) return;
      problem = error instanceof Problem ? error : new Problem(0, "fault", String(error));
    }
  }

  /** Asks again in a moment: many things that move at once are one question. */
  function again(): void {
    clearTimeout(soon);
    soon = setTimeout(() => void ask(states), 150);
  }

  async function more(state: State): Promise<void> {
    const column = shown[state];
    if (!column?.next) return;
    const next = await page(state, column.next);
    shown = { ...shown, [state]: { items: [...column.items, ...next.items], next: next.next } };
  }

  /** Puts a story where it now stands, before the house has said so. */
  function put(story: StoryLine): void {
    const next: Partial<Record<State, Column>> = {};
    for (const [state, column] of Object.entries(shown) as [State, Column][]) {
      next[state] = { ...column, items: column.items.filter((known) => known.id !== story.id) };
    }
    const target = next[story.state];
    if (target) next[story.state] = { ...target, items: [story, ...target.items] };
    shown = next;
  }

  return {
    ask,
    again,
    more,
    put,
    heard(change: Change): void {
      if (change.story || change.kind === "reset") again();
    },
    find(id: string): StoryLine | undefined {
      return Object.values(shown)
        .flatMap((column) => column?.items ?? [])
        .find((story) => story.id === id);
    },
    column: (state: State): Column => shown[state] ?? NOTHING,
    count(state: State): string {
      const column = shown[state] ?? NOTHING;
      return column.next ? `${column.items.length}+` : String(column.items.length);
    },
    get problem() {
      return problem;
    },
    get isLoaded() {
      return isLoaded;
    },
  };
}
