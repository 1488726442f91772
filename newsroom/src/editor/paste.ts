// What comes from word processors and other pages, cleaned before it becomes part of a story.
//
// The schema keeps nothing it does not know; this is what it cannot see: lists that a word processor
// writes as paragraphs, hard spaces it puts between words, and pages of a size that stops a browser.

/** Characters of pasted HTML; what is longer comes in as plain text. */
export const MOST_HTML = 3_000_000;
/** Characters of pasted plain text. */
export const MOST_TEXT = 400_000;

/** Pasted HTML as it should be read. */
export function cleaned(html: string): string {
  if (html.length > MOST_HTML) return "";
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const useless of page.querySelectorAll(
    "script,style,meta,link,title,xml,o\\:p,noscript,iframe,form,svg",
  )) {
    useless.remove();
  }
  for (const comment of comments(page.body)) comment.remove();
  wordLists(page);
  for (const wrapper of page.querySelectorAll("b[id^='docs-internal-guid']"))
    wrapper.replaceWith(...wrapper.childNodes);
  for (const link of page.querySelectorAll("a[href]")) {
    const plain = unwrapped(link.getAttribute("href") ?? "");
    link.setAttribute("href", plain);
  }
  hardSpaces(page.body);
  return page.body.innerHTML;
}

function comments(root: Node): Comment[] {
  const walker = root.ownerDocument!.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found: Comment[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Comment);
  return found;
}

/** Paragraphs that a word processor marks as list entries become lists. */
function wordLists(page: Document): void {
  let list: HTMLElement | undefined;
  let after: Element | null = null;
  for (const line of [...page.querySelectorAll("p[class*='MsoListParagraph'], p[style*='mso-list']")]) {
    const text = line.textContent ?? "";
    const marker = /^[\s\u00a0]*(?:[·•▪o§–-]|\d{1,3}[.)]|[a-z][.)])[\s\u00a0]+/.exec(text)?.[0] ?? "";
    const tag = /\d/.test(marker) ? "ol" : "ul";
    if (!list || list.localName !== tag || line.previousElementSibling !== after) {
      list = page.createElement(tag);
      line.before(list);
    }
    const entry = page.createElement("li");
    const paragraph = page.createElement("p");
    paragraph.append(...line.childNodes);
    cutStart(paragraph, marker.length);
    entry.append(paragraph);
    list.append(entry);
    line.remove();
    after = list;
  }
}

/** Takes so many characters off the beginning. */
function cutStart(root: Node, count: number): void {
  const walker = root.ownerDocument!.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = count;
  while (left > 0 && walker.nextNode()) {
    const text = walker.currentNode as globalThis.Text;
    const cut = Math.min(left, text.data.length);
    text.data = text.data.slice(cut);
    left -= cut;
  }
}

/** Hard spaces between words are a word processor's; those before units and marks are meant. */
function hardSpaces(root: Node): void {
  const walker = root.ownerDocument!.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as globalThis.Text;
    text.data = text.data.replace(/\u00a0{2,}/g, " ").replace(/(\p{L}{2,})\u00a0(?=\p{L}{2,})/gu, "$1 ");
  }
}

/** The address behind one that only counts clicks. */
export function unwrapped(href: string): string {
  try {
    const url = new URL(href);
    const isCounter = /(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url";
    const inner = isCounter ? (url.searchParams.get("q") ?? url.searchParams.get("url")) : null;
    const plain = new URL(inner ?? href);
    for (const name of [...plain.searchParams.keys()]) {
      if (/^(utm_\w+|fbclid|gclid|mc_[ce]id|yclid)$/.test(name)) plain.searchParams.delete(name);
    }
    const text = plain.toString();
    return plain.pathname === "/" && !/\/$/.test(inner ?? href) ? text.replace(/\/$/, "") : text;
  } catch {
    return href;
  }
}
