// Addresses of the app: everything stands below /newsroom/.

export const BASE = "/newsroom/";

let path = $state(read());
let query = $state.raw(new URLSearchParams(location.search));
let leaving: (() => boolean) | undefined;

function read(): string {
  return decodeURI(location.pathname).startsWith(BASE) ? location.pathname.slice(BASE.length) : "";
}

/** The address in use, without the base. */
export function place(): string {
  return path;
}

export function asked(): URLSearchParams {
  return query;
}

/** The full address of a place. */
export function to(place: string): string {
  return BASE + place;
}

/** Goes to a place. */
export function go(place: string, options: { replace?: boolean } = {}): void {
  if (leaving && !leaving()) return;
  const url = new URL(to(place), location.origin);
  if (options.replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  settle();
}

/** Asks before the place is left; answers how to stop asking. */
export function beforeLeaving(ask: () => boolean): () => void {
  leaving = ask;
  return () => {
    if (leaving === ask) leaving = undefined;
  };
}

function settle(): void {
  path = read();
  query = new URLSearchParams(location.search);
}

/** Follows links within the app without loading the page anew. */
export function follow(): void {
  addEventListener("popstate", settle);
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.("a");
    if (!link || link.target || link.origin !== location.origin || link.hasAttribute("download")) return;
    if (!link.pathname.startsWith(BASE)) return;
    event.preventDefault();
    go(link.pathname.slice(BASE.length) + link.search);
  });
}
