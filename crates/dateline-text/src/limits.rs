//! How much a document may hold, and an update may bring.

/// Bytes of one update.
pub const MAX_UPDATE_BYTES: usize = 1024 * 1024;
/// Bytes of all that a client missed or brings back from being offline, in one message.
pub const MAX_SYNC_BYTES: usize = 8 * 1024 * 1024;
/// Bytes of a whole document with its history of deletions.
pub const MAX_DOCUMENT_BYTES: usize = 8 * 1024 * 1024;
/// Characters of a document, as browsers count them.
pub const MAX_CHARS: u32 = 1_000_000;
/// Nodes of a document: blocks, texts and what stands in lines.
pub const MAX_NODES: usize = 40_000;
/// Levels of nodes within nodes.
pub const MAX_DEPTH: usize = 24;
/// Characters of an attribute.
pub const MAX_ATTRIBUTE_CHARS: usize = 10_000;
/// Characters of an attribute that holds JSON.
pub const MAX_JSON_CHARS: usize = 256 * 1024;
/// Marks on one piece of text.
pub const MAX_MARKS: usize = 32;
/// Updates in a row that lack something before them.
pub const MAX_GAPS: usize = 500;
/// Bytes of one message about where somebody's caret is.
pub const MAX_AWARENESS_BYTES: usize = 8 * 1024;
