// Short words about what was done, with a way back where there is one.

import { Problem } from "./api";
import { t } from "./i18n.svelte";

export interface Toast {
  id: number;
  text: string;
  isBad: boolean;
  act?: { label: string; act: () => void } | undefined;
}

let last = 0;
let shown = $state.raw<Toast[]>([]);

export function toasts(): Toast[] {
  return shown;
}

export function say(text: string, act?: Toast["act"], isBad = false): void {
  last += 1;
  const toast: Toast = { id: last, text, isBad, act };
  shown = [...shown.slice(-3), toast];
  setTimeout(() => dismiss(toast.id), isBad || act ? 12_000 : 5_000);
}

export function dismiss(id: number): void {
  shown = shown.filter((toast) => toast.id !== id);
}

/** What went wrong, in words. */
export function told(error: unknown): string {
  if (!(error instanceof Problem)) return t("face-failed-text");
  if (error.code === "offline") return t("face-offline-text");
  const rights =
    error.missing.length > 0 ? ` ${t("face-missing-right", { rights: error.missing.join(", ") })}` : "";
  return (error.detail || t("face-failed-text")) + rights;
}

export function complain(error: unknown): void {
  if (error instanceof DOMException && error.name === "AbortError") return;
  say(told(error), undefined, true);
}
