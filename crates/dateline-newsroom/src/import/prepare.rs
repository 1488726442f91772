//! A story of an archive as a story of this house, as far as that can be said without the records.

use super::report::kind;
use super::{Report, comments, ids};
use dateline_core::body::limits::is_web_url;
use dateline_core::body::{Body, Element, Kind, PictureUse, RichText, text};
use dateline_core::id::StoryId;
use dateline_core::slug;
use dateline_core::story::{CommentsPolicy, StoryContent, StoryFormat};
use dateline_core::workflow::WorkflowState;
use dateline_formats::archive::{self, Origin, Status};
use jiff::Timestamp;

/// Longest headline, in characters; what is longer is no headline.
const MAX_HEADLINE: usize = 500;
/// No paper is older: earlier dates are mistakes.
const EARLIEST: i64 = -11_676_096_000; // 1600-01-01
/// How far ahead of the clock a date may be before it counts as a mistake, in seconds.
const AHEAD: i64 = 86_400;

/// A story ready to be written, but for section, tags, people, links and path.
#[derive(Debug)]
pub(super) struct Prepared {
    /// Its id.
    pub id: StoryId,
    /// Plural noun of the report.
    pub kind: &'static str,
    /// Where it stood.
    pub origin: Origin,
    /// A standing page.
    pub is_page: bool,
    /// Slug it should have.
    pub slug: String,
    /// State it should have.
    pub state: WorkflowState,
    /// First publication, if it is public.
    pub published_at: Option<Timestamp>,
    /// When it is to be published.
    pub publish_at: Option<Timestamp>,
    /// Last change readers saw.
    pub updated_at: Timestamp,
    /// Address on the old site.
    pub url: Option<String>,
    /// Slug of its section in the archive.
    pub section: Option<String>,
    /// Slugs of its tags in the archive.
    pub tags: Vec<String>,
    /// Slugs of its authors in the archive.
    pub contributors: Vec<String>,
    /// Kind of piece.
    pub format: StoryFormat,
    /// Kept at the top of fronts.
    pub is_sticky: bool,
    /// Who may comment.
    pub policy: CommentsPolicy,
    /// The words.
    pub content: StoryContent,
    /// Its discussion.
    pub talk: comments::Talk,
}

/// Whether readers will be able to open the story, now or when its time comes.
pub(super) fn is_for_readers(status: Status) -> bool {
    matches!(status, Status::Published | Status::Scheduled)
}

/// Plural noun of the report for a story.
pub(super) fn kind_of(story: &archive::Story) -> &'static str {
    if story.is_page {
        kind::PAGES
    } else {
        kind::STORIES
    }
}

/// Prepares a story; what became something else is told to the report.
pub(super) fn story(
    source: &str,
    mut story: archive::Story,
    now: Timestamp,
    report: &mut Report,
) -> Prepared {
    let kind = kind_of(&story);
    let id = ids::story(source, &story.origin);
    let comments = std::mem::take(&mut story.comments);
    let mut told = Told {
        kind,
        origin: story.origin.clone(),
        report,
    };
    for change in &story.changes {
        told.change(&change.from, &change.to);
    }
    let (mut state, published, publish_at) = timing(&story, now, &mut told);
    let headline = headline(&story, &mut told);
    if headline.is_empty() && state != WorkflowState::Spiked {
        if state != WorkflowState::Draft {
            told.change("story without headline and text", "draft");
        }
        state = WorkflowState::Draft;
    }
    if let Some(language) = &story.language {
        let from = format!("story in the language {language}");
        told.change(&from, "story of this edition");
    }
    let published_at = published.filter(|_| state == WorkflowState::Published);
    let first = published_at.unwrap_or(now);
    let updated = |at: Timestamp| at.clamp(first, first.max(now));
    let slug = slug_of(&story, &headline, &mut told);
    let content = content(&mut story, headline, &slug, &mut told);
    let fallback = published_at.or(story.published_at).unwrap_or(now);
    let talk = comments::read(source, id, comments, fallback, told.report);
    let policy = match (story.comments_open, talk.is_empty()) {
        (true, _) => CommentsPolicy::Open,
        (false, false) => CommentsPolicy::ReadOnly,
        (false, true) => CommentsPolicy::Closed,
    };
    Prepared {
        id,
        kind,
        is_page: story.is_page,
        slug,
        state,
        published_at,
        publish_at,
        updated_at: story.updated_at.map_or(first, updated),
        url: story.url,
        section: story.section,
        tags: story.tags,
        contributors: story.contributors,
        format: story.format,
        is_sticky: story.is_sticky,
        policy,
        content,
        origin: story.origin,
        talk,
    }
}

/// The words; a story without a headline is called by its slug.
fn content(
    story: &mut archive::Story,
    headline: String,
    slug: &str,
    told: &mut Told<'_>,
) -> StoryContent {
    let canonical_url = story.canonical_url.take();
    if let Some(url) = canonical_url.as_ref().filter(|url| !is_web_url(url)) {
        told.change(&format!("canonical address \"{url}\""), "nothing");
    }
    let mut body = std::mem::take(&mut story.body);
    let mut lead = story.lead_picture.map(|picture| PictureUse {
        picture,
        caption: text_of(story.lead_caption.take()).map(RichText::from),
        alt: text_of(story.lead_alt.take()),
    });
    part_alt_and_caption(&mut body, lead.as_mut(), told);
    StoryContent {
        headline: if headline.is_empty() {
            slug.to_owned()
        } else {
            headline
        },
        standfirst: text_of(story.standfirst.take()).map(RichText::from),
        description: text_of(story.description.take()),
        canonical_url: canonical_url.filter(|url| is_web_url(url)),
        lead_picture: lead,
        body,
        ..StoryContent::default()
    }
}

/// The report, for one story.
struct Told<'a> {
    kind: &'static str,
    origin: Origin,
    report: &'a mut Report,
}

impl Told<'_> {
    fn change(&mut self, from: &str, to: &str) {
        self.report.change(self.kind, &self.origin, from, to);
    }
}

fn text_of(text: Option<String>) -> Option<String> {
    text.filter(|t| !t.trim().is_empty())
}

/// State, first publication, and planned publication.
fn timing(
    story: &archive::Story,
    now: Timestamp,
    told: &mut Told<'_>,
) -> (WorkflowState, Option<Timestamp>, Option<Timestamp>) {
    match story.status {
        Status::Published => (
            WorkflowState::Published,
            Some(published(story, now, told)),
            None,
        ),
        Status::Scheduled => match story.published_at {
            Some(at) if at > now => (WorkflowState::Scheduled, None, Some(at)),
            Some(_) => (
                WorkflowState::Published,
                Some(published(story, now, told)),
                None,
            ),
            None => {
                told.change("scheduled story without a date", "draft");
                (WorkflowState::Draft, None, None)
            }
        },
        Status::Draft => (WorkflowState::Draft, None, None),
        Status::Submitted => (WorkflowState::Submitted, None, None),
        Status::Private => {
            told.change("private story", "draft");
            (WorkflowState::Draft, None, None)
        }
        Status::Trashed => (WorkflowState::Spiked, None, None),
    }
}

/// When a story was published; a date that cannot be is replaced by the last change, else by now.
fn published(story: &archive::Story, now: Timestamp, told: &mut Told<'_>) -> Timestamp {
    let can_be =
        |at: &Timestamp| at.as_second() > EARLIEST && at.as_second() <= now.as_second() + AHEAD;
    if let Some(at) = story.published_at.filter(can_be) {
        return at;
    }
    let instead = story.updated_at.filter(can_be).unwrap_or(now);
    let from = story.published_at.map_or_else(
        || "no date of publication".to_owned(),
        |at| format!("published at {at}"),
    );
    told.change(&from, &format!("published at {instead}"));
    instead
}

/// The headline; without one the first words of the text, else what the slug says. Empty if
/// nothing says anything.
fn headline(story: &archive::Story, told: &mut Told<'_>) -> String {
    let own = one_line(&story.headline);
    if !own.is_empty() {
        let short = text::shorten(&own, MAX_HEADLINE);
        if short != own {
            told.change("headline of more than 500 characters", "its beginning");
        }
        return short;
    }
    let words = one_line(&text::summary(&story.body, 80));
    if !words.is_empty() {
        told.change("no headline", "the first words of the text");
        return words;
    }
    let slug = one_line(&story.slug.replace(['-', '_'], " "));
    let says_something = slug.chars().any(char::is_alphabetic);
    if says_something {
        told.change("no headline", "the words of the address");
        return slug;
    }
    String::new()
}

/// The text without line breaks and other control characters, trimmed.
fn one_line(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The slug: the old one, else one made from the headline, else a number.
fn slug_of(story: &archive::Story, headline: &str, told: &mut Told<'_>) -> String {
    let made = slug::make(&story.slug);
    if let Some(made) = made {
        if made != story.slug {
            let old: String = story.slug.chars().take(200).collect();
            told.change(&format!("slug \"{old}\""), &format!("slug \"{made}\""));
        }
        return made;
    }
    let made = slug::make(headline).or_else(|| slug::make(&format!("story-{}", story.origin.id)));
    made.unwrap_or_else(|| "story".to_owned())
}

/// Takes off every alternative text that only repeats the caption: it would be read out twice.
fn part_alt_and_caption(body: &mut Body, lead: Option<&mut PictureUse>, told: &mut Told<'_>) {
    let mut count = 0;
    if let Some(used) = lead {
        count += part(used);
    }
    body.elements
        .iter_mut()
        .for_each(|element| count += part_in(element));
    if count > 0 {
        told.change("alternative text that repeats the caption", "caption alone");
    }
}

fn part_in(element: &mut Element) -> usize {
    match &mut element.kind {
        Kind::Picture(used) => part(used),
        Kind::Gallery { pictures, .. } => pictures.iter_mut().map(part).sum(),
        Kind::List { items, .. } => {
            let below = items.iter_mut().flat_map(|item| &mut item.elements);
            below.map(part_in).sum()
        }
        Kind::Factbox { elements, .. } => elements.iter_mut().map(part_in).sum(),
        _ => 0,
    }
}

fn part(used: &mut PictureUse) -> usize {
    let caption = used.caption.as_ref().map(RichText::plain);
    let repeats = is_same(used.alt.as_deref(), caption.as_deref());
    if repeats {
        used.alt = None;
    }
    usize::from(repeats)
}

/// True if both say the same words.
pub(super) fn is_same(alt: Option<&str>, caption: Option<&str>) -> bool {
    match (alt, caption) {
        (Some(alt), Some(caption)) => alt.trim().to_lowercase() == caption.trim().to_lowercase(),
        _ => false,
    }
}
