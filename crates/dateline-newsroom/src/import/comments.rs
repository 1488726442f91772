//! Discussions: threads put in order.

use super::print::COMMENT_DIGITS;
use super::report::kind;
use super::{Report, ids};
use dateline_core::id::{CommentId, StoryId};
use dateline_db::queries::comment::NewComment;
use dateline_formats::archive::{Comment, CommentState};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};

/// The comments of a story that are kept, each with its place in the archive's list.
#[derive(Debug, Default)]
pub(super) struct Talk {
    comments: Vec<(usize, NewComment)>,
}

impl Talk {
    /// True if nobody said anything.
    pub fn is_empty(&self) -> bool {
        self.comments.is_empty()
    }

    /// The comments that are new or that the archive changed since the discussion had this
    /// fingerprint. What moderators did here to the others stays.
    pub fn since(self, was: &str, print: &str) -> Vec<NewComment> {
        let digits = |print: &str, at: usize| {
            let from = at * COMMENT_DIGITS;
            print.get(from..from + COMMENT_DIGITS).map(str::to_owned)
        };
        let known: HashSet<String> = (0..).map_while(|at| digits(was, at)).collect();
        let is_new = |at: usize| digits(print, at).is_none_or(|digits| !known.contains(&digits));
        let new = self.comments.into_iter().filter(|(at, _)| is_new(*at));
        new.map(|(_, comment)| comment).collect()
    }
}

/// Counts the comments of a story that is not kept.
pub(super) fn leave_out(comments: &[Comment], reason: &str, report: &mut Report) {
    report.find(kind::COMMENTS, comments.len() as u64);
    for comment in comments {
        report.skip(kind::COMMENTS, &comment.origin, reason);
    }
}

/// Reads the discussion of a story: one that stands there twice is skipped, an answer to nothing
/// or to itself stands alone.
pub(super) fn read(
    source: &str,
    story: StoryId,
    comments: Vec<Comment>,
    fallback: Timestamp,
    report: &mut Report,
) -> Talk {
    report.find(kind::COMMENTS, comments.len() as u64);
    let mut places: HashMap<String, usize> = HashMap::with_capacity(comments.len());
    let mut kept: Vec<(usize, Comment)> = Vec::with_capacity(comments.len());
    for (at, comment) in comments.into_iter().enumerate() {
        let is_new = comment.origin.id.is_empty() || !places.contains_key(&comment.origin.id);
        if !is_new {
            report.skip(
                kind::COMMENTS,
                &comment.origin,
                "another comment of the story has the same id",
            );
            continue;
        }
        places.insert(comment.origin.id.clone(), kept.len());
        kept.push((at, comment));
    }
    let parents = parents(&kept, &places, report);
    report.keep(kind::COMMENTS, kept.len() as u64);
    let ids: Vec<CommentId> = kept
        .iter()
        .map(|(at, comment)| ids::comment(source, story, &comment.origin, *at))
        .collect();
    let rows = kept
        .into_iter()
        .enumerate()
        .map(|(position, (at, comment))| {
            let parent = parents[position].map(|parent| ids[parent]);
            (at, row(comment, ids[position], story, parent, fallback))
        });
    Talk {
        comments: rows.collect(),
    }
}

fn row(
    c: Comment,
    id: CommentId,
    story: StoryId,
    parent: Option<CommentId>,
    fallback: Timestamp,
) -> NewComment {
    NewComment {
        id,
        story,
        parent,
        name: c.name,
        email: c.email,
        body: c.body.to_json(),
        state: match c.state {
            CommentState::Approved => "approved",
            CommentState::Held => "held",
            CommentState::Rejected => "rejected",
        },
        created_at: dateline_db::micros(c.created_at.unwrap_or(fallback)),
    }
}

/// For each comment the position of the one it answers; circles are cut where they close.
fn parents(
    kept: &[(usize, Comment)],
    places: &HashMap<String, usize>,
    report: &mut Report,
) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(kept.len());
    for (_, comment) in kept {
        let parent = comment.parent.as_ref().filter(|parent| !parent.is_empty());
        let found = parent.and_then(|parent| places.get(parent).copied());
        if let (Some(parent), None) = (parent, found) {
            let from = format!("answer to comment {parent}, which is not in the archive");
            report.change(kind::COMMENTS, &comment.origin, &from, "comment of its own");
        }
        parents.push(found);
    }
    // 0: not looked at; a number: on the way of that walk, or behind it.
    let mut seen = vec![0_usize; kept.len()];
    for start in 0..kept.len() {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            let Some(parent) = parents[at] else { break };
            if seen[parent] == start + 1 {
                parents[at] = None;
                let origin = &kept[at].1.origin;
                report.change(
                    kind::COMMENTS,
                    origin,
                    "answer in a circle",
                    "comment of its own",
                );
                break;
            }
            at = parent;
        }
    }
    parents
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::body::Body;
    use dateline_formats::archive::Origin;

    fn comment(id: &str, parent: Option<&str>) -> Comment {
        Comment {
            origin: Origin {
                id: id.to_owned(),
                line: 1,
            },
            parent: parent.map(str::to_owned),
            name: "Ada".to_owned(),
            email: None,
            created_at: None,
            body: Body::default(),
            state: CommentState::Approved,
        }
    }

    fn talk(comments: Vec<Comment>) -> (Vec<Option<usize>>, Report) {
        let mut report = Report::default();
        let story = StoryId(uuid::Uuid::nil());
        let talk = read(
            "old.example",
            story,
            comments,
            Timestamp::UNIX_EPOCH,
            &mut report,
        );
        let ids: Vec<_> = talk.comments.iter().map(|(_, c)| c.id).collect();
        let place = |id: CommentId| ids.iter().position(|i| *i == id);
        let parents = talk
            .comments
            .iter()
            .map(|(_, c)| c.parent.and_then(place))
            .collect();
        (parents, report)
    }

    #[test]
    fn answers_keep_their_place_even_before_what_they_answer() {
        let (parents, report) = talk(vec![
            comment("2", Some("1")),
            comment("1", None),
            comment("3", Some("2")),
        ]);

        assert_eq!(parents, [Some(1), None, Some(0)]);
        assert_eq!(report.changed_lines(), 0);
    }

    #[test]
    fn answers_to_nothing_stand_alone_and_circles_are_cut() {
        let (parents, report) = talk(vec![
            comment("1", Some("9")),
            comment("2", Some("3")),
            comment("3", Some("2")),
            comment("4", Some("4")),
            comment("5", Some("2")),
        ]);

        assert_eq!(parents, [None, Some(2), None, None, Some(1)]);
        assert_eq!(report.changed_lines(), 3);
    }

    #[test]
    fn a_comment_that_stands_there_twice_is_skipped_once() {
        let (parents, report) = talk(vec![comment("1", None), comment("1", None)]);

        assert_eq!(parents.len(), 1);
        assert_eq!(
            (report.found(kind::COMMENTS), report.kept(kind::COMMENTS)),
            (2, 1)
        );
        assert!(report.check().is_ok());
    }

    #[test]
    fn only_what_the_archive_changed_is_written_again() {
        let mut report = Report::default();
        let list = vec![comment("1", None), comment("2", None)];
        let (print, _) = super::super::print::comments(&list);
        let (was, _) = super::super::print::comments(&list[..1]);
        let story = StoryId(uuid::Uuid::nil());

        let talk = read(
            "old.example",
            story,
            list,
            Timestamp::UNIX_EPOCH,
            &mut report,
        );
        let second = talk.comments[1].1.id;
        let new = talk.since(&was, &print);

        assert_eq!(new.iter().map(|c| c.id).collect::<Vec<_>>(), [second]);
    }
}
