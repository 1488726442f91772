// Who is signed in.

import { del, get, patch, post, Problem, whenSignedOut } from "./api";
import { language, match, speak, type Language } from "./i18n.svelte";
import type { Me } from "./types";

export type Standing = "asking" | "unowned" | "out" | "in" | "offline" | "failed";

let standing = $state<Standing>("asking");
let me = $state.raw<Me | undefined>();
/** True when a session ended while somebody worked: the view stays, and asks to sign in again. */
let ended = $state(false);

export function who(): Me | undefined {
  return me;
}

export function stands(): Standing {
  return standing;
}

export function hasEnded(): boolean {
  return ended;
}

/** Whether somebody has a right in at least one place. */
export function may(right: string): boolean {
  return me?.rights.includes(right) ?? false;
}

async function enter(found: Me): Promise<void> {
  me = found;
  standing = "in";
  ended = false;
  const wanted = found.locale ? match(found.locale) : undefined;
  if (wanted && wanted !== language()) await speak(wanted);
}

/** The session is over while somebody works: what is open stays open, and signing in goes on with it. */
export function lost(): void {
  if (standing === "in") ended = true;
}

/** Asks who is signed in, and if nobody is, whether the house has an owner at all. */
export async function begin(): Promise<void> {
  whenSignedOut(lost);
  standing = "asking";
  try {
    await enter(await get<Me>("/session"));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 401) return outside();
    standing = error.code === "offline" ? "offline" : "failed";
  }
}

async function outside(): Promise<void> {
  try {
    const house = await get<{ unowned: boolean }>("/setup");
    standing = house.unowned ? "unowned" : "out";
  } catch {
    standing = "out";
  }
}

export interface Proof {
  email: string;
  password: string;
  totp?: string;
  recovery_code?: string;
}

export async function signIn(proof: Proof): Promise<void> {
  const answer = await post<Me | { me: Me }>("/session", proof);
  await enter("me" in answer ? answer.me : answer);
}

/** Somebody who became staff by another way: set-up, an invitation, a passkey. */
export async function signedIn(): Promise<void> {
  await enter(await get<Me>("/session"));
}

export async function signOut(): Promise<void> {
  await del("/session");
  // Whoever comes next to this device finds no words of a story here.
  const { forgetAll } = await import("../editor/kept");
  await forgetAll();
  me = undefined;
  standing = "out";
}

/** Takes up what changed of somebody's own account. */
export async function refresh(): Promise<void> {
  me = await get<Me>("/session");
}

export async function chooseLanguage(tag: Language): Promise<void> {
  await speak(tag);
  if (me) me = (await patch<Me | undefined>("/session", { locale: tag })) ?? { ...me, locale: tag };
}
