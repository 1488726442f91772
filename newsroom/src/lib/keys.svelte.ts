// Keys that work everywhere, and those of the view that is open; listed when somebody asks.

export interface Shortcut {
  /** As a person would press it: `Mod+K`, `?`, `g b`. */
  keys: string;
  /** Message that says what it does. */
  message: string;
  act: () => void;
  /** Also while something is being typed. */
  whileTyping?: boolean;
}

let groups = $state.raw<{ id: number; message: string; shortcuts: Shortcut[] }[]>([]);
let last = 0;
let pending = "";
let pendingAt = 0;

export function shortcutGroups() {
  return groups;
}

/** Adds shortcuts; answers how to take them away. */
export function shortcuts(message: string, list: Shortcut[]): () => void {
  last += 1;
  const group = { id: last, message, shortcuts: list };
  groups = [...groups, group];
  return () => {
    groups = groups.filter((known) => known !== group);
  };
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How a shortcut is shown. */
export function shown(keys: string): string[] {
  return keys
    .split(/[ +]/)
    .map((key) =>
      key === "Mod"
        ? isMac
          ? "⌘"
          : "Ctrl"
        : key === "Shift"
          ? "⇧"
          : key === "Alt"
            ? isMac
              ? "⌥"
              : "Alt"
            : key,
    );
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

function pressed(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.metaKey || event.ctrlKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  if (event.shiftKey && (event.key.length > 1 || /[A-Z]/i.test(event.key))) parts.push("Shift");
  parts.push(key);
  return parts.join("+");
}

/** Hears keys of the whole page. */
export function hearKeys(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const isInDialog = document.querySelector("dialog[open]") !== null;
  const now = pressed(event);
  const sequence = Date.now() - pendingAt < 900 && pending ? `${pending} ${event.key}` : "";
  for (const group of [...groups].reverse()) {
    for (const shortcut of group.shortcuts) {
      const fits = shortcut.keys.toUpperCase() === now.toUpperCase() || shortcut.keys === sequence;
      if (!fits || (isTyping(event.target) && !shortcut.whileTyping) || isInDialog) continue;
      event.preventDefault();
      pending = "";
      shortcut.act();
      return;
    }
  }
  pending = isTyping(event.target) || event.ctrlKey || event.metaKey ? "" : event.key;
  pendingAt = Date.now();
}
