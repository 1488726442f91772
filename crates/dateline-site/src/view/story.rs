//! A story as readers get it.

use super::{CardView, Frame, Link, Moment, PersonView, PictureView};
use serde::Serialize;

/// A story as readers get it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StoryPage {
    /// What every page shares.
    pub frame: Frame,
    /// Its id.
    pub id: String,
    /// Where readers report an error in it.
    pub report_url: String,
    /// Word of the format; each has its layout.
    pub format: &'static str,
    /// Department.
    pub section: Link,
    /// Short label over the headline.
    pub kicker: Option<String>,
    /// Title.
    pub headline: String,
    /// One or two sentences under it, HTML without paragraphs.
    pub standfirst_html: Option<String>,
    /// Authors in order.
    pub byline: Vec<PersonView>,
    /// Place that opens the report.
    pub place: Option<String>,
    /// First publication.
    pub published: Moment,
    /// Last significant change, if after publication.
    pub updated: Option<Moment>,
    /// Lead picture.
    pub lead: Option<PictureView>,
    /// The text, HTML made with [`super::BodySlots`].
    pub body_html: String,
    /// Every public notice, newest first; shown at the foot, a retraction also at the head.
    pub notices: Vec<NoticeView>,
    /// Filed under.
    pub tags: Vec<Link>,
    /// The same story in other editions.
    pub translations: Vec<TranslationView>,
    /// What was noted on the original after this translation was made of it.
    pub original: Option<OriginalView>,
    /// More on the subject.
    pub related: Vec<CardView>,
    /// The next story to read.
    pub next: Option<CardView>,
    /// The discussion; none if the story has none.
    pub discussion: Option<DiscussionView>,
    /// Words of the text.
    pub word_count: u32,
}

/// A dated public note on a story.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoticeView {
    /// Fragment that leads to it (`notice-…` without the prefix).
    pub id: String,
    /// `correction`, `clarification`, `editors_note` or `retraction`.
    pub kind: &'static str,
    /// When it was made public.
    pub at: Moment,
    /// What it says, HTML without paragraphs.
    pub html: String,
}

/// The same story in another edition.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TranslationView {
    /// Name of the language in that language.
    pub language: String,
    /// BCP 47.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its title there.
    pub headline: String,
    /// Where it is.
    pub url: String,
}

/// A note on the original of a translation that the translation does not know.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OriginalView {
    /// `correction`, `clarification`, `editors_note` or `retraction`.
    pub kind: &'static str,
    /// When it was made public.
    pub at: Moment,
    /// BCP 47 of the original.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its title there.
    pub headline: String,
    /// Where the note stands.
    pub url: String,
}

/// The discussion below a story.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DiscussionView {
    /// `open`, `read_only` or `closed`.
    pub policy: &'static str,
    /// How many contributions.
    pub count: u32,
    /// All of them, threads in order, answers below what they answer.
    pub comments: Vec<CommentLine>,
}

/// A contribution with its answers.
#[derive(Clone, Debug, Default)]
pub struct CommentThread {
    /// Its id; the page has an element `comment-{id}`.
    pub id: String,
    /// Name the reader chose.
    pub name: String,
    /// When.
    pub at: Moment,
    /// What it says, HTML of paragraphs, already cleaned.
    pub html: String,
    /// Oldest first.
    pub replies: Vec<CommentThread>,
}

/// A contribution as a line of the page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CommentLine {
    /// Its id; the page has an element `comment-{id}`.
    pub id: String,
    /// Name the reader chose.
    pub name: String,
    /// When.
    pub at: Moment,
    /// What it says, HTML.
    pub html: String,
    /// How far it is set in, from 0 to 3.
    pub depth: u8,
    /// What it answers.
    pub reply_to: Option<ReplyTo>,
}

/// What a contribution answers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReplyTo {
    /// Id of the contribution.
    pub id: String,
    /// Who wrote it.
    pub name: String,
}

/// Deepest set-in of an answer; deeper ones stay there and say what they answer.
const MAX_INDENT: u8 = 3;

impl DiscussionView {
    /// Lays threads out as lines; any depth is bounded work.
    pub fn new(policy: &'static str, threads: Vec<CommentThread>) -> Self {
        let mut comments = Vec::new();
        let mut waiting: Vec<(CommentThread, u8, Option<ReplyTo>)> =
            threads.into_iter().rev().map(|t| (t, 0, None)).collect();
        while let Some((thread, depth, reply_to)) = waiting.pop() {
            let parent = ReplyTo {
                id: thread.id.clone(),
                name: thread.name.clone(),
            };
            let deeper = (depth + 1).min(MAX_INDENT);
            waiting.extend(
                thread
                    .replies
                    .into_iter()
                    .rev()
                    .map(|r| (r, deeper, Some(parent.clone()))),
            );
            comments.push(CommentLine {
                id: thread.id,
                name: thread.name,
                at: thread.at,
                html: thread.html,
                depth,
                reply_to,
            });
        }
        let count = u32::try_from(comments.len()).unwrap_or(u32::MAX);
        Self {
            policy,
            count,
            comments,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_follow_what_they_answer_and_are_set_in_at_most_three_times() {
        let chain = (0..6).rev().fold(Vec::new(), |replies, n| {
            vec![CommentThread {
                id: n.to_string(),
                replies,
                ..CommentThread::default()
            }]
        });

        let lines = DiscussionView::new("open", chain).comments;

        assert_eq!(
            lines.iter().map(|l| l.id.as_str()).collect::<String>(),
            "012345"
        );
        assert_eq!(
            lines.iter().map(|l| l.depth).collect::<Vec<_>>(),
            [0, 1, 2, 3, 3, 3]
        );
        assert_eq!(lines[5].reply_to.as_ref().unwrap().id, "4");
    }
}
