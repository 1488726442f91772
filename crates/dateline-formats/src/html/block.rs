//! Block comments: what WordPress's editor says about the markup that follows.

use super::convert::Converter;
use super::flow::Flow;
use dateline_core::body::Kind;
use serde_json::Value;

/// Most blocks remembered as open.
const MAX_OPEN: usize = 100;

/// Blocks without markup whose absence is no loss.
const SILENT: [&str; 8] = [
    "more",
    "nextpage",
    "spacer",
    "footnotes",
    "separator",
    "paragraph",
    "freeform",
    "missing",
];

/// An open block.
pub(super) struct Block {
    pub name: String,
    pub attributes: Value,
}

impl Block {
    /// Id of the media library, if the block has one.
    pub fn attachment(&self) -> Option<String> {
        let key = match self.name.as_str() {
            "image" | "cover" | "video" | "audio" => "id",
            "media-text" => "mediaId",
            _ => return None,
        };
        self.attributes.get(key)?.as_u64().map(|id| id.to_string())
    }
}

/// What a comment says: a block, whether it begins or ends there.
struct Comment<'a> {
    name: &'a str,
    attributes: &'a str,
    is_end: bool,
    is_void: bool,
}

fn parse(comment: &str) -> Option<Comment<'_>> {
    let text = comment.trim();
    let is_end = text.starts_with('/');
    let text = text.trim_start_matches('/').strip_prefix("wp:")?;
    let is_void = text.ends_with('/');
    let text = text.trim_end_matches('/').trim();
    let (name, attributes) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    Some(Comment {
        name: name.strip_prefix("core/").unwrap_or(name),
        attributes: attributes.trim(),
        is_end,
        is_void: is_void && !is_end,
    })
}

impl Converter<'_, '_> {
    /// Heeds a comment of the editor.
    pub(super) fn comment(&mut self, comment: &str, flow: &mut Flow) {
        let Some(comment) = parse(comment) else {
            return;
        };
        self.flush(flow);
        if comment.is_end {
            if let Some(at) = self.blocks.iter().rposition(|b| b.name == comment.name) {
                self.blocks.truncate(at);
            }
            return;
        }
        let block = Block {
            name: comment.name.to_owned(),
            attributes: serde_json::from_str(comment.attributes).unwrap_or(Value::Null),
        };
        if comment.is_void {
            self.void_block(&block, flow);
        } else if self.blocks.len() < MAX_OPEN {
            self.blocks.push(block);
        }
    }

    fn void_block(&mut self, block: &Block, flow: &mut Flow) {
        let url = block.attributes.get("url").and_then(Value::as_str);
        match (block.name.as_str(), url) {
            ("separator", _) => flow.push(Kind::Rule),
            ("embed", Some(url)) => self.embed_or_link(url, None, flow),
            (name, Some(url)) if name.starts_with("core-embed/") => {
                self.embed_or_link(url, None, flow);
            }
            (name, _) if SILENT.contains(&name) => {}
            (name, _) => {
                let name: String = name.chars().take(60).collect();
                self.found.changed(format!("block {name}"), "nothing");
            }
        }
    }

    /// Id of the media library the innermost block of a picture names.
    pub(super) fn block_attachment(&self) -> Option<String> {
        self.blocks.last().and_then(Block::attachment)
    }
}
