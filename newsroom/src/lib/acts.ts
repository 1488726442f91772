// Which acts lead a story from where it is to another column of the board.

import { post } from "./api";
import type { State, Story } from "./types";

export type Act = "submit" | "claim" | "return" | "approve" | "spike" | "unspike";

const RULES: Record<Act, { from: State[]; to: State }> = {
  submit: { from: ["draft"], to: "submitted" },
  claim: { from: ["submitted", "ready"], to: "in_edit" },
  return: { from: ["submitted", "in_edit"], to: "draft" },
  approve: { from: ["draft", "submitted", "in_edit"], to: "ready" },
  spike: { from: ["draft", "submitted", "in_edit", "ready", "scheduled"], to: "spiked" },
  unspike: { from: ["spiked"], to: "draft" },
};

/** The acts a story may go through now. */
export function actsFrom(state: State): Act[] {
  return (Object.keys(RULES) as Act[]).filter((act) => RULES[act].from.includes(state));
}

/** Where an act leads. */
export function leadsTo(act: Act): State {
  return RULES[act].to;
}

/** Acts, one after the other, that lead from one state to another; none if there is no such way. */
export function way(from: State, to: State): Act[] {
  if (from === to) return [];
  const direct = actsFrom(from).find((act) => leadsTo(act) === to);
  if (direct) return [direct];
  if (from === "draft" && to === "in_edit") return ["submit", "claim"];
  return [];
}

/** The act that takes the last one back, if there is one. */
export function undoing(from: State, to: State): Act[] {
  return way(to, from);
}

export async function move(story: string, acts: Act[], note?: string): Promise<Story | undefined> {
  let answer: Story | undefined;
  for (const act of acts) {
    answer = await post<Story | undefined>(`/stories/${story}/transitions`, note ? { act, note } : { act });
  }
  return answer;
}
