//! A story as readers get it, and standing pages.

use super::structured::story_frame;
use super::{Desk, credentials, html, report};
use crate::build::{Head, card, frame, notice, picture, plain_locale, url};
use crate::cache::Page;
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::view::{
    BodySlots, CardView, CommentThread, DiscussionView, Link, Moment, NoticeView, OriginalView,
    PersonView, PictureView, StandingPage, StoryPage, TranslationView, alt_in_place, embeds,
    language_name,
};
use dateline_core::body::html::{render, render_text};
use dateline_core::body::{Body, Kind};
use dateline_core::edition::Direction;
use dateline_core::id::{NoticeId, PictureId, StoryId};
use dateline_core::picture::Use;
use dateline_core::pressed::PressedStory;
use dateline_core::slug::encode_path;
use dateline_core::story::CommentsPolicy;
use dateline_core::subject::Subject;
use dateline_db::from_micros;
use dateline_db::queries::comment::{self, CommentRow};
use dateline_db::queries::published::{self, CardRow, Cursor};
use dateline_web::server::policy_with_frames;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// The script that shows a player when a reader asks for it.
const EMBEDS: &str = "embeds.js";
/// The script that shows the pictures of a gallery over the whole window.
const GALLERY: &str = "gallery.js";
/// The script that lets the next story follow below.
const CONTINUE: &str = "continue.js";
/// Related stories shown.
const RELATED: usize = 4;
/// Comments in the page.
const COMMENTS: i64 = 500;

/// Everything a body looks up.
struct Parts {
    pictures: HashMap<PictureId, PictureView>,
    cards: HashMap<StoryId, CardView>,
    paths: HashMap<StoryId, String>,
    notices: HashMap<NoticeId, NoticeView>,
}

impl Parts {
    async fn load(
        desk: &mut Desk<'_>,
        masthead: &Masthead,
        story: &PressedStory,
    ) -> SiteResult<Self> {
        let linked = story.document.content.body.stories();
        desk.read.read_all(
            linked
                .iter()
                .flat_map(|id| [Subject::Story(*id), Subject::Comments(*id)]),
        );
        let rows = published::cards_by_id(&mut desk.tx, &linked).await?;
        let mut parts = Self {
            pictures: story
                .document
                .pictures
                .iter()
                .map(|p| (p.id, picture(p)))
                .collect(),
            paths: rows.iter().map(|r| (r.id, encode_path(&r.path))).collect(),
            cards: rows.iter().map(|r| (r.id, card(r))).collect(),
            notices: HashMap::new(),
        };
        desk.screen_cards(masthead, parts.cards.values_mut())
            .await?;
        let pictures = &mut parts.pictures;
        credentials::tell(desk, &masthead.locale, &story.document.pictures, pictures).await?;
        let slots = parts.slots(masthead);
        let notices: Vec<(NoticeId, NoticeView)> = story
            .document
            .notices
            .iter()
            .map(|n| (n.id, notice(n, render_text(&n.text, &slots))))
            .collect();
        parts.notices = notices.into_iter().collect();
        Ok(parts)
    }

    fn slots<'a>(&'a self, masthead: &'a Masthead) -> BodySlots<'a> {
        BodySlots {
            locale: &masthead.locale,
            pictures: &self.pictures,
            cards: &self.cards,
            paths: &self.paths,
            notices: &self.notices,
        }
    }
}

/// The story with the pictures it may show.
async fn screen<'s>(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    story: &'s mut PressedStory,
) -> SiteResult<&'s PressedStory> {
    desk.screen_stories(masthead, Use::Site, std::iter::once(&mut *story))
        .await?;
    Ok(story)
}

/// Makes the page of a story.
pub async fn page(
    desk: &mut Desk<'_>,
    masthead: &Arc<Masthead>,
    story: &PressedStory,
) -> SiteResult<Page> {
    let section = &story.card.section;
    let today = Subject::Today(masthead.edition.code.clone());
    desk.read.read_all([
        Subject::Section(section.id),
        Subject::Comments(story.id),
        today,
    ]);
    let mut screened = story.clone();
    let story = screen(desk, masthead, &mut screened).await?;
    let parts = Parts::load(desk, masthead, story).await?;
    let (related, next) = further(desk, story).await?;
    let family = family(desk, story).await?;
    let discussion = discussion(desk, story).await?;
    let content = &story.document.content;
    let slots = parts.slots(masthead);
    let mut notices: Vec<NoticeView> = story
        .document
        .notices
        .iter()
        .filter_map(|n| parts.notices.get(&n.id).cloned())
        .collect();
    notices.reverse();
    let code = masthead.edition.code.as_str();
    let mut frame = story_frame(desk.site, masthead, story, &family);
    let players = embeds::origins(&content.body);
    if !players.is_empty() {
        frame.islands.push(EMBEDS);
    }
    if has_gallery(&content.body) {
        frame.islands.push(GALLERY);
    }
    // Also where none follows: a reader may come back to this one as it stood below another.
    frame.islands.push(CONTINUE);
    let page = StoryPage {
        frame,
        id: story.id.to_string(),
        report_url: report::address(code, story.id),
        format: story.format.as_str(),
        section: Link::new(section.name.clone(), url(&[code, &section.slug])),
        kicker: content.kicker.clone(),
        headline: content.headline.clone(),
        standfirst_html: content
            .standfirst
            .as_ref()
            .filter(|s| !s.is_blank())
            .map(|s| render_text(s, &slots)),
        byline: byline(code, story),
        place: content.place.clone(),
        published: Moment(story.published_at),
        updated: Some(story.updated_at)
            .filter(|at| at.duration_since(story.published_at).as_secs() >= 60)
            .map(Moment),
        lead: lead(story, &slots),
        body_html: render(&content.body, &slots),
        notices,
        tags: story
            .document
            .tags
            .iter()
            .map(|t| Link::new(t.name.clone(), url(&[code, "topics", &t.slug])))
            .collect(),
        translations: translations(masthead, story, &family),
        original: original(desk, masthead, story).await?,
        related,
        next,
        discussion,
        word_count: story.document.words,
    };
    Ok(with_players(html(desk, masthead, page).await?, &players))
}

fn has_gallery(body: &Body) -> bool {
    let mut found = false;
    body.walk(&mut |element| found |= matches!(element.kind, Kind::Gallery { .. }));
    found
}

/// Lets a page frame the players it can show, and those of no other host.
fn with_players(page: Page, origins: &[&str]) -> Page {
    match policy_with_frames(origins) {
        Some(policy) => page.with_header(http::header::CONTENT_SECURITY_POLICY, policy),
        None => page,
    }
}

/// Makes a standing page.
pub async fn standing(
    desk: &mut Desk<'_>,
    masthead: &Arc<Masthead>,
    story: &PressedStory,
) -> SiteResult<Page> {
    let mut screened = story.clone();
    let story = screen(desk, masthead, &mut screened).await?;
    let parts = Parts::load(desk, masthead, story).await?;
    let slots = parts.slots(masthead);
    let content = &story.document.content;
    let head = Head {
        path: &story.path,
        title: vec![&content.headline],
        description: Some(content.summary()),
        kind: "website",
        ..Head::default()
    };
    let mut frame = frame(desk.site, masthead, head);
    let players = embeds::origins(&content.body);
    if !players.is_empty() {
        frame.islands.push(EMBEDS);
    }
    if has_gallery(&content.body) {
        frame.islands.push(GALLERY);
    }
    let page = StandingPage {
        frame,
        headline: content.headline.clone(),
        standfirst_html: content
            .standfirst
            .as_ref()
            .filter(|s| !s.is_blank())
            .map(|s| render_text(s, &slots)),
        body_html: render(&content.body, &slots),
        updated: Some(Moment(story.updated_at)),
    };
    Ok(with_players(html(desk, masthead, page).await?, &players))
}

fn lead(story: &PressedStory, slots: &BodySlots<'_>) -> Option<PictureView> {
    let used = story.document.content.lead_picture.as_ref()?;
    let mut view = slots.pictures.get(&used.picture)?.clone();
    view.alt = alt_in_place(used, &view);
    if let Some(caption) = used.caption.as_ref().filter(|c| !c.is_blank()) {
        view.caption_html = Some(render_text(caption, slots));
    }
    Some(view)
}

fn byline(code: &str, story: &PressedStory) -> Vec<PersonView> {
    let people = story.document.byline.iter();
    people
        .map(|c| PersonView {
            name: c.name.clone(),
            url: Some(url(&[code, "people", &c.slug])),
            role: Some(c.role.clone()).filter(|r| !r.is_empty()),
            picture: c.picture.as_ref().map(|p| PictureView {
                caption_html: None,
                ..picture(p)
            }),
        })
        .collect()
}

/// More on the subject, and the next story to read: the one before this in its section.
async fn further(
    desk: &mut Desk<'_>,
    story: &PressedStory,
) -> SiteResult<(Vec<CardView>, Option<CardView>)> {
    let cursor = Cursor {
        published_at: dateline_db::micros(story.published_at),
        id: story.id.0,
    };
    let older =
        published::latest_in_section(&mut desk.tx, story.card.section.id, cursor, 1).await?;
    let next = older.into_iter().next();
    let mut rows: Vec<CardRow> = Vec::new();
    if let Some(tag) = story.document.tags.first() {
        desk.read.read(Subject::Tag(tag.id));
        rows = published::latest_with_tag(&mut desk.tx, tag.id, Cursor::START, 7).await?;
    }
    if rows.len() <= 2 {
        rows.extend(
            published::latest_in_section(&mut desk.tx, story.card.section.id, Cursor::START, 7)
                .await?,
        );
    }
    let mut seen = vec![story.id];
    seen.extend(next.as_ref().map(|n| n.id));
    rows.retain(|row| {
        let fresh = !seen.contains(&row.id);
        seen.push(row.id);
        fresh
    });
    rows.truncate(RELATED);
    desk.read.read_all(
        rows.iter()
            .chain(&next)
            .flat_map(|r| [Subject::Story(r.id), Subject::Comments(r.id)]),
    );
    Ok((rows.iter().map(card).collect(), next.as_ref().map(card)))
}

async fn family(desk: &mut Desk<'_>, story: &PressedStory) -> SiteResult<Vec<CardRow>> {
    let Some(family) = story.family else {
        return Ok(Vec::new());
    };
    let members = published::family(&mut desk.tx, family).await?;
    desk.read
        .read_all(members.iter().map(|m| Subject::Story(m.id)));
    Ok(members)
}

fn translations(
    masthead: &Masthead,
    story: &PressedStory,
    family: &[CardRow],
) -> Vec<TranslationView> {
    let mut out = Vec::new();
    for edition in masthead.all.iter().filter(|e| e.code != story.edition) {
        let Some(member) = family.iter().find(|m| m.edition == edition.code) else {
            continue;
        };
        out.push(TranslationView {
            language: language_name(&edition.locale).to_owned(),
            locale: plain_locale(&edition.locale),
            direction: Direction::of(&edition.locale).as_str(),
            headline: member.card.headline.clone(),
            url: encode_path(&member.path),
        });
    }
    out
}

/// The newest note on the original of a translation that was made after the translation was: what its
/// readers would otherwise not know.
async fn original(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    story: &PressedStory,
) -> SiteResult<Option<OriginalView>> {
    let Some(family) = story.family.filter(|original| *original != story.id) else {
        return Ok(None);
    };
    desk.read.read(Subject::Story(family));
    let Some(since) = published::followed_at(&mut desk.tx, story.id, family).await? else {
        return Ok(None);
    };
    let Some(original) = published::find(&mut desk.tx, family).await? else {
        return Ok(None);
    };
    let notices = original.document.notices.iter();
    let Some(note) = notices.filter(|n| n.at > since).max_by_key(|n| n.at) else {
        return Ok(None);
    };
    let found = masthead.all.iter().find(|e| e.code == original.edition);
    let Some(edition) = found else {
        return Ok(None);
    };
    let path = encode_path(&original.path);
    Ok(Some(OriginalView {
        kind: note.kind.as_str(),
        at: Moment(note.at),
        locale: plain_locale(&edition.locale),
        direction: Direction::of(&edition.locale).as_str(),
        headline: original.card.headline,
        url: format!("{path}#notice-{}", note.id.0.simple()),
    }))
}

async fn discussion(
    desk: &mut Desk<'_>,
    story: &PressedStory,
) -> SiteResult<Option<DiscussionView>> {
    let rows =
        comment::list_approved(&mut desk.tx, story.id, (i64::MIN, Uuid::nil()), COMMENTS).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    // Nobody can write yet: what was said can be read.
    let policy = if story.comments == CommentsPolicy::Closed {
        "closed"
    } else {
        "read_only"
    };
    Ok(Some(DiscussionView::new(policy, threads(rows))))
}

/// Threads from rows in order of time: an answer whose parent is not here stands by itself.
fn threads(rows: Vec<CommentRow>) -> Vec<CommentThread> {
    let known: HashMap<Uuid, usize> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (row.id, at))
        .collect();
    let mut waiting: HashMap<usize, Vec<CommentThread>> = HashMap::new();
    let mut top = Vec::new();
    for (at, row) in rows.into_iter().enumerate().rev() {
        let mut replies = waiting.remove(&at).unwrap_or_default();
        replies.reverse();
        let thread = CommentThread {
            id: row.id.to_string(),
            name: row.name,
            at: Moment(from_micros(row.created_at)),
            html: comment_html(&row.body),
            replies,
        };
        // Only an earlier row can be a parent, so that there is no circle.
        match row
            .parent_id
            .and_then(|p| known.get(&p))
            .filter(|p| **p < at)
        {
            Some(parent) => waiting.entry(*parent).or_default().push(thread),
            None => top.push(thread),
        }
    }
    top.reverse();
    top
}

fn comment_html(body: &str) -> String {
    Body::from_trusted_json(body).map_or_else(
        |_| String::new(),
        |body| render(&body, &crate::build::PlainSlots),
    )
}
