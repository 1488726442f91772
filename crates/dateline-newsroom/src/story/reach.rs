//! Which pages change with a story: what somebody is told before and after an act.

use crate::press::{self, Plates, Sheet};
use dateline_core::edition::Edition;
use dateline_core::id::StoryId;
use dateline_core::pressed::PressedStory;
use dateline_core::slug::encode_path;
use dateline_core::story::Story;
use dateline_db::queries::{board, edition, publication, published, story as stories};
use dateline_db::{DbError, DbResult, Tx};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::HashSet;

/// Most stories with a card of it that are named.
const NAMED: i64 = 50;

/// A page that changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ReachedPage {
    /// What it is: `story`, `front`, `section`, `tag`, `contributor`, `archive`, `translation`, or `card`: a
    /// story that shows a card of it.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// Its address on the site, percent-encoded.
    pub href: String,
}

/// The pages that change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// How many.
    pub pages_changed: i64,
    /// Which; of the stories with a card of it the first ones.
    pub subjects: Vec<ReachedPage>,
}

/// The state of a story as readers would get it, nothing written.
pub async fn pressed_draft(tx: &mut Tx, story: Story, now: Timestamp) -> DbResult<PressedStory> {
    let id = story.id;
    let public = publication::find(tx, id).await?;
    let sheet = Sheet {
        is_sticky: stories::is_sticky(tx, id).await?,
        updated_at: now.max(story.first_published_at.unwrap_or(now)),
        path: public.map(|public| public.path),
        story,
    };
    let mut made = press::build(tx, &mut Plates::default(), std::slice::from_ref(&sheet)).await?;
    made.pop().ok_or(DbError::NotFound { what: "story" })
}

/// The pages that change when a story goes from one public state to another; either may be none.
pub async fn reach(
    tx: &mut Tx,
    id: StoryId,
    before: Option<&PressedStory>,
    after: Option<&PressedStory>,
) -> DbResult<Reach> {
    let editions = edition::list(tx).await?;
    let mut seen = HashSet::new();
    let mut subjects = Vec::new();
    for pressed in after.into_iter().chain(before) {
        let Some(edition) = editions.iter().find(|e| e.code == pressed.edition) else {
            continue;
        };
        for page in pages(pressed, edition) {
            if seen.insert(page.href.clone()) {
                subjects.push(page);
            }
        }
    }
    if let Some(family) = after.or(before).and_then(|pressed| pressed.family) {
        for member in published::family(tx, family).await? {
            let page = ReachedPage {
                kind: "translation",
                title: member.card.headline,
                href: encode_path(&member.path),
            };
            if seen.insert(page.href.clone()) {
                subjects.push(page);
            }
        }
    }
    let linking = board::count_linking(tx, id).await?;
    let named = board::list_linking(tx, id, NAMED).await?;
    let unnamed = linking - i64::try_from(named.len()).unwrap_or(linking);
    for (_, path, headline) in named {
        let href = encode_path(&path);
        if seen.insert(href.clone()) {
            subjects.push(ReachedPage {
                kind: "card",
                title: headline,
                href,
            });
        }
    }
    let pages_changed = i64::try_from(subjects.len()).unwrap_or(i64::MAX) + unnamed.max(0);
    Ok(Reach {
        pages_changed,
        subjects,
    })
}

/// The pages a story stands on in its edition, its own first.
fn pages(pressed: &PressedStory, edition: &Edition) -> Vec<ReachedPage> {
    let code = edition.code.as_str();
    let page = |kind, title: &str, path: String| ReachedPage {
        kind,
        title: title.to_owned(),
        href: encode_path(&path),
    };
    let mut pages = vec![page("story", &pressed.card.headline, pressed.path.clone())];
    if pressed.is_page {
        return pages;
    }
    let section = &pressed.card.section;
    pages.push(page("front", &edition.name, format!("/{code}/")));
    pages.push(page(
        "section",
        &section.name,
        format!("/{code}/{}", section.slug),
    ));
    for tag in &pressed.document.tags {
        pages.push(page(
            "tag",
            &tag.name,
            format!("/{code}/topics/{}", tag.slug),
        ));
    }
    for who in &pressed.document.byline {
        let path = format!("/{code}/people/{}", who.slug);
        pages.push(page("contributor", &who.name, path));
    }
    let day = edition.day(pressed.published_at);
    let month = format!("{:04}/{:02}", day.year(), day.month());
    pages.push(page(
        "archive",
        &month.replace('/', "-"),
        format!("/{code}/archive/{month}"),
    ));
    pages
}
