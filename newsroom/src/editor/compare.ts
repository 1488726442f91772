// Two states of a text, paragraph by paragraph and word by word.

export interface Piece {
  kind: "same" | "gone" | "come";
  text: string;
}

/** Sides longer than this are told as a whole: the table of all pairs would be too large. */
const MOST = 2_000;

/** The shortest way from one list to the other. */
export function steps(before: string[], after: string[]): Piece[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  const left = before.slice(start, before.length - end);
  const right = after.slice(start, after.length - end);
  const same = (text: string): Piece => ({ kind: "same", text });
  return [
    ...before.slice(0, start).map(same),
    ...middle(left, right),
    ...before.slice(before.length - end).map(same),
  ];
}

function middle(left: string[], right: string[]): Piece[] {
  const gone = left.map((text): Piece => ({ kind: "gone", text }));
  const come = right.map((text): Piece => ({ kind: "come", text }));
  if (left.length === 0 || right.length === 0 || left.length * right.length > MOST * MOST)
    return [...gone, ...come];
  const width = right.length + 1;
  const table = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      table[i * width + j] =
        left[i] === right[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!);
    }
  }
  const found: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      found.push({ kind: "same", text: left[i]! });
      i += 1;
      j += 1;
    } else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) {
      found.push({ kind: "gone", text: left[i]! });
      i += 1;
    } else {
      found.push({ kind: "come", text: right[j]! });
      j += 1;
    }
  }
  return [...found, ...gone.slice(i), ...come.slice(j)];
}

/** Words of a text with what stands between them. */
export function split(text: string): string[] {
  return text.match(/\p{L}+|\p{N}+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** Neighbours of one kind as one piece. */
export function joined(pieces: Piece[]): Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else found.push({ ...piece });
  }
  return found;
}

/** Lines of one text against those of another; lines that changed are compared word by word. */
export function compare(before: string[], after: string[]): Piece[][] {
  const rows: Piece[][] = [];
  const found = steps(before, after);
  for (let at = 0; at < found.length; at += 1) {
    const piece = found[at]!;
    const next = found[at + 1];
    if (piece.kind === "gone" && next?.kind === "come") {
      rows.push(joined(steps(split(piece.text), split(next.text))));
      at += 1;
    } else {
      rows.push([piece]);
    }
  }
  return rows;
}

type Json = Record<string, unknown>;

/** The plain words of anything the body of a story holds, a line an element. */
export function lines(content: Json): string[] {
  const found: string[] = [];
  const head = ["kicker", "headline", "standfirst", "place", "trail_text", "description"];
  for (const name of head) {
    const text = plain(content[name]);
    if (text) found.push(text);
  }
  const body = Array.isArray(content.body) ? (content.body as Json[]) : [];
  for (const element of body) found.push(...elementLines(element));
  return found;
}

function elementLines(element: Json): string[] {
  const own = ["text", "caption", "alt", "title", "outlet", "speaker", "source", "url"]
    .map((name) => plain(element[name]))
    .filter(Boolean);
  const inner = ["items", "elements", "pictures"].flatMap((name) =>
    Array.isArray(element[name]) ? (element[name] as Json[]).flatMap(elementLines) : [],
  );
  const rows = [element.head, ...(Array.isArray(element.rows) ? element.rows : [])]
    .filter(Array.isArray)
    .map((row) => (row as unknown[]).map(plain).join(" | "));
  const line = own.join(" · ");
  return [...(line ? [line] : []), ...inner, ...rows];
}

function plain(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(plain).join("");
  if (value && typeof value === "object") {
    const piece = value as Json;
    if (piece.line_break) return " ";
    return typeof piece.text === "string" || Array.isArray(piece.text) ? plain(piece.text) : "";
  }
  return "";
}
