//! What a document may hold, by name. What is not here is refused.

/// What may stand in a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Words with marks, and what stands in lines.
    Inline,
    /// Words without marks.
    Plain,
    /// Any block.
    Blocks,
    /// Only nodes of this name.
    Only(&'static str),
    /// Nothing.
    Nothing,
}

/// A node of the running text.
#[derive(Debug)]
pub(crate) struct Kind {
    pub name: &'static str,
    pub attributes: &'static [&'static str],
    pub holds: Holds,
    pub place: Place,
}

/// Where a node may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Where blocks stand.
    Block,
    /// In lines.
    Inline,
    /// Only in its own parent.
    Part,
}

const fn kind(
    name: &'static str,
    attributes: &'static [&'static str],
    holds: Holds,
    place: Place,
) -> Kind {
    Kind {
        name,
        attributes,
        holds,
        place,
    }
}

use Holds::{Blocks, Inline, Nothing, Only, Plain};
use Place::{Block, Inline as InLine, Part};

/// Every node.
pub(crate) const KINDS: [Kind; 24] = [
    kind("paragraph", &[], Inline, Block),
    kind("heading", &["level"], Inline, Block),
    kind("bullet_list", &[], Only("list_item"), Block),
    kind("ordered_list", &[], Only("list_item"), Block),
    kind("list_item", &[], Blocks, Part),
    kind(
        "quote",
        &["speaker", "role", "source", "source_url"],
        Only("paragraph"),
        Block,
    ),
    kind("pull_quote", &["speaker"], Inline, Block),
    kind(
        "picture",
        &["picture", "alt", "caption", "caption_json"],
        Nothing,
        Block,
    ),
    kind("gallery", &["title", "pictures"], Nothing, Block),
    kind("rich_link", &["story"], Nothing, Block),
    kind(
        "attribution",
        &[
            "outlet",
            "author",
            "title",
            "url",
            "date",
            "language",
            "archived_url",
        ],
        Nothing,
        Block,
    ),
    kind("factbox", &["title"], Blocks, Block),
    kind(
        "table",
        &["caption", "caption_json", "header"],
        Only("table_row"),
        Block,
    ),
    kind("table_row", &[], Only("table_cell"), Part),
    kind("table_cell", &[], Inline, Part),
    kind("code", &["language"], Plain, Block),
    kind("rule", &[], Nothing, Block),
    kind("embed", &["provider", "url", "title"], Nothing, Block),
    kind("audio", &["url", "title"], Nothing, Block),
    kind("video", &["url", "title", "poster"], Nothing, Block),
    kind("footnote", &["key"], Inline, Block),
    kind("correction", &["notice"], Nothing, Block),
    kind("hard_break", &[], Nothing, InLine),
    kind("footnote_ref", &["key"], Nothing, InLine),
];

/// Every mark with its attributes. The order is that of the words when they are saved, from the
/// outermost to the innermost; the last three never reach a reader.
pub(crate) const MARKS: [(&str, &[&str]); 12] = [
    ("link", &["href", "story"]),
    ("lang", &["lang", "rtl"]),
    ("correction_mark", &["notice"]),
    ("strong", &[]),
    ("em", &[]),
    ("strike", &[]),
    ("sup", &[]),
    ("sub", &[]),
    ("code_mark", &[]),
    ("note", &["id"]),
    ("suggest_insert", &["by", "at"]),
    ("suggest_delete", &["by", "at"]),
];

/// Roots that hold plain text.
pub(crate) const TEXTS: [&str; 6] = [
    "headline",
    "kicker",
    "trail_text",
    "place",
    "description",
    "canonical_url",
];
/// The root of the lead picture.
pub(crate) const LEAD: &str = "lead";
/// What is said of the lead picture.
pub(crate) const LEAD_ATTRIBUTES: [&str; 4] = ["picture", "alt", "caption", "caption_json"];
/// The root of the standfirst.
pub(crate) const STANDFIRST: &str = "standfirst";
/// The root of the running text.
pub(crate) const BODY: &str = "body";

/// The node of a name.
pub(crate) fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// The name of a mark, which may carry a hash where marks of one kind overlap (`note--Qm9vaw`).
pub(crate) fn name_of(key: &str) -> &str {
    key.split("--").next().unwrap_or(key)
}

/// Whether a mark is for those who write alone.
pub(crate) fn is_of_editors(name: &str) -> bool {
    matches!(name, "note" | "suggest_insert" | "suggest_delete")
}

/// The name of a mark and its attributes.
pub(crate) fn mark(key: &str) -> Option<(&'static str, &'static [&'static str])> {
    let name = name_of(key);
    MARKS.iter().copied().find(|(known, _)| *known == name)
}

/// Whether an attribute holds JSON.
pub(crate) fn is_json(attribute: &str) -> bool {
    matches!(attribute, "caption_json" | "pictures")
}

/// Whether an attribute is an address somebody may follow.
pub(crate) fn is_address(attribute: &str) -> bool {
    matches!(attribute, "href" | "url" | "source_url" | "archived_url")
}

/// Whether a node may stand in one that holds this.
pub(crate) fn fits(kind: &Kind, holds: Holds) -> bool {
    match holds {
        Inline => kind.place == InLine,
        Blocks => kind.place == Block,
        Only(name) => kind.name == name,
        Plain | Nothing => false,
    }
}

/// Whether a document has a part of this name.
pub(crate) fn is_root(name: &str) -> bool {
    TEXTS.contains(&name) || [LEAD, STANDFIRST, BODY].contains(&name)
}
