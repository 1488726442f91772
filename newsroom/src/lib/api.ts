// The API: one door for every request, and problems as it tells them (RFC 9457).

/** What went wrong: told by the API, or by the way to it. */
export class Problem extends Error {
  status: number;
  /** Word to go by: the last part of the problem's type; `offline` when nothing answered. */
  code: string;
  field: string | undefined;
  missing: string[];
  body: Record<string, unknown>;

  constructor(status: number, code: string, detail: string, body: Record<string, unknown> = {}) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.body = body;
    this.field = typeof body.field === "string" ? body.field : undefined;
    this.missing = Array.isArray(body.missing) ? body.missing.map(String) : [];
  }

  /** What was wrong and what to do, in the words of the house. */
  get detail(): string {
    return this.message;
  }
}

/** A page of a list. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Ask {
  query?: Record<string, string | number | boolean | undefined | null>;
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Called when a request was refused because nobody is signed in any more. */
let onSignedOut: () => void = () => {};

export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

function address(path: string, query: Ask["query"]): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") words.set(name, String(value));
  }
  const text = words.toString();
  return text ? `/api${path}?${text}` : `/api${path}`;
}

async function problem(response: Response): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // A proxy may answer with a page of its own.
  }
  const type = typeof body.type === "string" ? body.type : "";
  const code = type.split(":").pop() || `status-${response.status}`;
  const detail = typeof body.detail === "string" ? body.detail : response.statusText;
  return new Problem(response.status, code, detail, body);
}

/** Sends a request and answers with the response, or throws a `Problem`. */
export async function send(method: string, path: string, ask: Ask = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...ask.headers };
  if (method !== "GET") headers["X-Dateline"] = "1";
  let body = ask.body;
  if (ask.json !== undefined) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(ask.json);
  }
  let response: Response;
  try {
    response = await fetch(address(path, ask.query), {
      method,
      headers,
      body,
      signal: ask.signal,
      credentials: "same-origin",
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "offline", "");
  }
  if (response.ok) return response;
  const found = await problem(response);
  if (response.status === 401 && path !== "/session") onSignedOut();
  throw found;
}

async function json<T>(method: string, path: string, ask?: Ask): Promise<T> {
  const response = await send(method, path, ask);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const get = <T>(path: string, query?: Ask["query"], signal?: AbortSignal) =>
  json<T>("GET", path, { query, signal });
export const post = <T>(path: string, body?: unknown, headers?: Record<string, string>) =>
  json<T>("POST", path, { json: body ?? {}, headers });
export const patch = <T>(path: string, body: unknown, headers?: Record<string, string>) =>
  json<T>("PATCH", path, { json: body, headers });
export const put = <T>(path: string, body: unknown) => json<T>("PUT", path, { json: body });
export const del = <T>(path: string, body?: unknown) =>
  json<T>("DELETE", path, body === undefined ? {} : { json: body });

/** A key that makes a request safe to send twice. */
export function once(): Record<string, string> {
  return { "Idempotency-Key": crypto.randomUUID() };
}
