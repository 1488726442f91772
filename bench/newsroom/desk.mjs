// Somebody at a desk of the newsroom: signed in, with the API at hand.

const HEADERS = { "Content-Type": "application/json", "X-Dateline": "1" };

/** Signs in; what the other functions take. */
export async function signIn(origin, email, password) {
  const answer = await fetch(`${origin}/api/session`, {
    method: "POST",
    headers: { ...HEADERS, Origin: origin },
    body: JSON.stringify({ email, password }),
  });
  if (answer.status !== 200) throw new Error(`signing in was answered with ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie()[0].split(";")[0];
  return { origin, cookie };
}

/** Asks the API; the answer's JSON. */
export async function ask(desk, method, path, body, more = {}) {
  const answer = await fetch(desk.origin + path, {
    method,
    headers: { ...HEADERS, Origin: desk.origin, Cookie: desk.cookie, ...more },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** The value that `percent` of all do not exceed. */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)];
}

/** A line of JSON with what was measured. */
export function tell(what, values) {
  const figures = { what, count: values.length, median: percentile(values, 50), p95: percentile(values, 95), p99: percentile(values, 99) };
  console.log(JSON.stringify(figures));
}

/** A new story of a house. */
export async function newStory(desk, headline, content) {
  const editions = await ask(desk, "GET", "/api/editions");
  const edition = editions.items[0].code;
  return ask(desk, "POST", "/api/stories", { edition, format: "news", headline, ...(content && { content }) });
}
