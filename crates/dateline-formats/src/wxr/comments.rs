//! The discussion under an item.

use super::channel::Archive;
use super::dates::utc;
use super::node::Node;
use crate::archive::{Change, Comment, CommentState, Origin, Record, Skipped};
use crate::html;
use std::collections::HashSet;

impl Archive {
    /// Readers' comments of an item; pingbacks and the like are skipped.
    pub(super) fn comments(&mut self, node: &Node, changes: &mut Vec<Change>) -> Vec<Comment> {
        let mut comments = Vec::new();
        for written in node.all("wp:comment") {
            match written.field("wp:comment_type") {
                "" | "comment" => comments.push(comment(written)),
                kind => self.out.push_back(Record::Skipped(Skipped {
                    kind: "comments".to_owned(),
                    id: written.field("wp:comment_id").to_owned(),
                    line: written.line,
                    reason: format!(
                        "a {} is not a comment",
                        kind.chars().take(40).collect::<String>()
                    ),
                })),
            }
        }
        mend_threads(&mut comments, changes);
        comments
    }
}

fn comment(node: &Node) -> Comment {
    let state = match node.field("wp:comment_approved") {
        "1" | "approve" | "approved" => CommentState::Approved,
        "0" | "hold" | "" => CommentState::Held,
        _ => CommentState::Rejected,
    };
    let created_at = ["wp:comment_date_gmt", "wp:comment_date"]
        .iter()
        .find_map(|f| utc(node.field(f)));
    Comment {
        origin: Origin {
            id: node.field("wp:comment_id").to_owned(),
            line: node.line,
        },
        parent: node
            .some("wp:comment_parent")
            .filter(|p| *p != "0")
            .map(str::to_owned),
        name: html::plain(node.field("wp:comment_author")),
        email: node.some("wp:comment_author_email").map(str::to_owned),
        created_at,
        body: html::comment(node.field("wp:comment_content")),
        state,
    }
}

/// An answer to what is not there stands at the top.
fn mend_threads(comments: &mut [Comment], changes: &mut Vec<Change>) {
    let ids: HashSet<String> = comments.iter().map(|c| c.origin.id.clone()).collect();
    let mut mended = 0_usize;
    for comment in comments {
        let is_lost = comment
            .parent
            .as_ref()
            .is_some_and(|p| !ids.contains(p) || *p == comment.origin.id);
        if is_lost {
            comment.parent = None;
            mended += 1;
        }
    }
    if mended > 0 {
        changes.push(Change {
            from: format!("answers to comments that are missing: {mended}"),
            to: "comments of their own".to_owned(),
        });
    }
}
