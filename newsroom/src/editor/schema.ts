// What a story is made of while it is written: the nodes and marks of the shared document.
//
// Names and attributes are those the server knows; what it does not know it refuses. Every attribute
// is a string or null. Content is as loose as can be borne: what two people did at once must never
// make an element invalid, since an invalid one would be lost.

import { Extension, Mark, mergeAttributes, Node, type Attribute } from "@tiptap/core";

type Attributes = Record<string, Attribute>;

/** Attributes kept as `data-` words in the page. */
function words(...names: string[]): () => Attributes {
  return () =>
    Object.fromEntries(
      names.map((name): [string, Attribute] => {
        const data = `data-${name.replaceAll("_", "-")}`;
        return [
          name,
          {
            default: null,
            keepOnSplit: false,
            parseHTML: (element) => element.getAttribute(data),
            renderHTML: (attributes) => (attributes[name] == null ? {} : { [data]: attributes[name] }),
          },
        ];
      }),
    );
}

/** A block whose content stands in an element of the page. */
function block(name: string, content: string, tag: string, attributes: string[] = []) {
  return Node.create({
    name,
    group: "block",
    content,
    addAttributes: words(...attributes),
    parseHTML: () => [{ tag: `${tag}[data-node="${name}"]`, priority: 60 }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes({ "data-node": name }, HTMLAttributes), 0],
  });
}

/** A block that holds nothing but its attributes. */
function atom(name: string, attributes: string[]) {
  return Node.create({
    name,
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: words(...attributes),
    parseHTML: () => [{ tag: `figure[data-node="${name}"]`, priority: 60 }],
    renderHTML: ({ HTMLAttributes }) => ["figure", mergeAttributes({ "data-node": name }, HTMLAttributes)],
  });
}

export const Document = Node.create({ name: "doc", topNode: true, content: "block+" });
export const Line = Node.create({ name: "doc", topNode: true, content: "paragraph+" });
export const Text = Node.create({ name: "text", group: "inline" });

export const Paragraph = Node.create({
  name: "paragraph",
  priority: 1000,
  group: "block",
  content: "inline*",
  parseHTML: () => [{ tag: "p" }],
  renderHTML: ({ HTMLAttributes }) => ["p", HTMLAttributes, 0],
});

/** Levels of headings: the headline of the story is the first. */
export const LEVELS = ["2", "3", "4"] as const;

export const Heading = Node.create({
  name: "heading",
  group: "block",
  content: "inline*",
  defining: true,
  addAttributes: () => ({ level: { default: "2", rendered: false } }),
  parseHTML: () =>
    [1, 2, 3, 4, 5, 6].map((found) => ({
      tag: `h${found}`,
      attrs: { level: String(Math.min(Math.max(found, 2), 4)) },
    })),
  renderHTML: ({ node, HTMLAttributes }) => {
    const level = LEVELS.find((known) => known === String(node.attrs.level)) ?? "2";
    return [`h${level}`, HTMLAttributes, 0];
  },
});

export const BulletList = Node.create({
  name: "bullet_list",
  group: "block list",
  content: "list_item+",
  parseHTML: () => [{ tag: "ul" }],
  renderHTML: ({ HTMLAttributes }) => ["ul", HTMLAttributes, 0],
});

export const OrderedList = Node.create({
  name: "ordered_list",
  group: "block list",
  content: "list_item+",
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
});

export const ListItem = Node.create({
  name: "list_item",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "li" }],
  renderHTML: ({ HTMLAttributes }) => ["li", HTMLAttributes, 0],
});

export const Quote = Node.create({
  name: "quote",
  group: "block",
  content: "paragraph+",
  defining: true,
  addAttributes: words("speaker", "role", "source", "source_url"),
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", HTMLAttributes, 0],
});

export const PullQuote = block("pull_quote", "inline*", "aside", ["speaker"]);
export const Factbox = block("factbox", "block+", "section", ["title"]);
export const Footnote = block("footnote", "inline*", "div", ["key"]);

export const Code = Node.create({
  name: "code",
  group: "block",
  content: "text*",
  marks: "",
  code: true,
  defining: true,
  addAttributes: words("language"),
  parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" }],
  renderHTML: ({ HTMLAttributes }) => ["pre", HTMLAttributes, ["code", 0]],
});

export const Table = Node.create({
  name: "table",
  group: "block",
  content: "table_row+",
  isolating: true,
  addAttributes: words("caption", "caption_json", "header"),
  parseHTML: () => [{ tag: "table" }],
  renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
});

export const TableRow = Node.create({
  name: "table_row",
  content: "table_cell+",
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: ({ HTMLAttributes }) => ["tr", HTMLAttributes, 0],
});

export const TableCell = Node.create({
  name: "table_cell",
  content: "inline*",
  isolating: true,
  parseHTML: () => [{ tag: "td" }, { tag: "th" }],
  renderHTML: ({ HTMLAttributes }) => ["td", HTMLAttributes, 0],
});

export const Rule = Node.create({
  name: "rule",
  group: "block",
  atom: true,
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: ({ HTMLAttributes }) => ["hr", HTMLAttributes],
});

export const Picture = atom("picture", ["picture", "alt", "caption", "caption_json"]);
export const Gallery = atom("gallery", ["title", "pictures"]);
export const RichLink = atom("rich_link", ["story"]);
export const Attribution = atom("attribution", [
  "outlet",
  "author",
  "title",
  "url",
  "date",
  "language",
  "archived_url",
]);
export const Embed = atom("embed", ["provider", "url", "title"]);
export const Audio = atom("audio", ["url", "title"]);
export const Video = atom("video", ["url", "title", "poster"]);
export const Correction = atom("correction", ["notice"]);

export const HardBreak = Node.create({
  name: "hard_break",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
});

export const FootnoteRef = Node.create({
  name: "footnote_ref",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: words("key"),
  parseHTML: () => [{ tag: "sup[data-node=footnote_ref]", priority: 60 }],
  renderHTML: ({ HTMLAttributes, node }) => [
    "sup",
    mergeAttributes({ "data-node": "footnote_ref" }, HTMLAttributes),
    `[${String(node.attrs.key ?? "")}]`,
  ],
});

function mark(name: string, tag: string, also: string[] = []) {
  return Mark.create({
    name,
    parseHTML: () => [tag, ...also].map((found) => ({ tag: found })),
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });
}

/** Pasted letters are bold or slanted because they say so, not because a word processor set them so. */
export const Strong = Mark.create({
  name: "strong",
  parseHTML: () => [
    { tag: "strong" },
    { tag: "b", getAttrs: (element) => element.style.fontWeight !== "normal" && null },
    { style: "font-weight", getAttrs: (value) => /^(bold(er)?|[6-9]\d{2})$/.test(value) && null },
  ],
  renderHTML: ({ HTMLAttributes }) => ["strong", HTMLAttributes, 0],
});

export const Emphasis = Mark.create({
  name: "em",
  parseHTML: () => [
    { tag: "em" },
    { tag: "i", getAttrs: (element) => element.style.fontStyle !== "normal" && null },
    { style: "font-style=italic" },
  ],
  renderHTML: ({ HTMLAttributes }) => ["em", HTMLAttributes, 0],
});

/** Addresses a link may have: those readers can follow. */
export function isAddress(href: string): boolean {
  return /^(https?:\/\/[^\s\\]+|mailto:[^\s]+|tel:[^\s]+|\/(?!\/)[^\s\\]*|#[^\s]*)$/i.test(href);
}

export const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({
    href: { default: null },
    story: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-story"),
      renderHTML: (attributes) => (attributes.story ? { "data-story": attributes.story } : {}),
    },
  }),
  parseHTML: () => [
    { tag: "a[href]", getAttrs: (element) => isAddress(element.getAttribute("href") ?? "") && null },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    "a",
    mergeAttributes({ ...HTMLAttributes, rel: "noopener nofollow", target: "_blank" }),
    0,
  ],
});

export const Superscript = Mark.create({
  name: "sup",
  excludes: "sub",
  parseHTML: () => [{ tag: "sup:not([data-node])" }],
  renderHTML: () => ["sup", 0],
});
export const Subscript = mark("sub", "sub");
export const Strike = mark("strike", "s", ["del", "strike"]);
export const CodeMark = mark("code_mark", "code");

export const Lang = Mark.create({
  name: "lang",
  addAttributes: () => ({
    lang: { default: null },
    rtl: {
      default: null,
      parseHTML: (element) => (element.dir === "rtl" ? "true" : null),
      renderHTML: (attributes) => (attributes.rtl ? { dir: "rtl" } : {}),
    },
  }),
  parseHTML: () => [{ tag: "span[lang]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

export const CorrectionMark = Mark.create({
  name: "correction_mark",
  addAttributes: words("notice"),
  renderHTML: ({ HTMLAttributes }) => [
    "span",
    mergeAttributes({ class: "mark-correction" }, HTMLAttributes),
    0,
  ],
});

/** A note on a passage; several may overlap. */
export const NoteMark = Mark.create({
  name: "note",
  excludes: "",
  inclusive: false,
  addAttributes: words("id"),
  renderHTML: ({ HTMLAttributes }) => ["span", mergeAttributes({ class: "mark-note" }, HTMLAttributes), 0],
});

export const SuggestInsert = Mark.create({
  name: "suggest_insert",
  excludes: "suggest_delete",
  // Words typed beside a suggestion are none.
  inclusive: false,
  addAttributes: words("by", "at"),
  renderHTML: ({ HTMLAttributes, mark }) => [
    "ins",
    mergeAttributes({ class: "suggested", title: mark.attrs.by ?? "" }, HTMLAttributes),
    0,
  ],
});

export const SuggestDelete = Mark.create({
  name: "suggest_delete",
  excludes: "suggest_insert",
  inclusive: false,
  addAttributes: words("by", "at"),
  renderHTML: ({ HTMLAttributes, mark }) => [
    "del",
    mergeAttributes({ class: "suggested", title: mark.attrs.by ?? "" }, HTMLAttributes),
    0,
  ],
});

/** Blocks that carry an id. */
export const BLOCKS = [
  "paragraph",
  "heading",
  "bullet_list",
  "ordered_list",
  "quote",
  "pull_quote",
  "factbox",
  "footnote",
  "code",
  "table",
  "rule",
  "picture",
  "gallery",
  "rich_link",
  "attribution",
  "embed",
  "audio",
  "video",
  "correction",
];

/** Gives every kind of block its id. */
export const Ids = Extension.create({
  name: "ids",
  addGlobalAttributes: () => [
    {
      types: BLOCKS,
      attributes: {
        id: {
          default: null,
          keepOnSplit: false,
          parseHTML: (element) => element.getAttribute("data-id"),
          renderHTML: (attributes) => (attributes.id ? { "data-id": attributes.id } : {}),
        },
      },
    },
  ],
});

const INLINE = [
  HardBreak,
  Strong,
  Emphasis,
  Link,
  Superscript,
  Subscript,
  Strike,
  CodeMark,
  Lang,
  CorrectionMark,
  NoteMark,
  SuggestInsert,
  SuggestDelete,
];

/** What the body of a story is written with. */
export const BODY = [
  Document,
  Text,
  Paragraph,
  Heading,
  BulletList,
  OrderedList,
  ListItem,
  Quote,
  PullQuote,
  Factbox,
  Footnote,
  Code,
  Table,
  TableRow,
  TableCell,
  Rule,
  Picture,
  Gallery,
  RichLink,
  Attribution,
  Embed,
  Audio,
  Video,
  Correction,
  FootnoteRef,
  Ids,
  ...INLINE,
];

/** What a standfirst is written with. */
export const STANDFIRST = [Line, Text, Paragraph, Ids, ...INLINE];
