//! Pressing: building the immutable state of a story that readers get.

use dateline_core::edition::{Edition, EditionCode};
use dateline_core::event::EventKind;
use dateline_core::id::{ContributorId, PictureId, StoryId};
use dateline_core::picture::Picture;
use dateline_core::pressed::{
    PressedCard, PressedContributor, PressedDocument, PressedPicture, PressedSection, PressedStory,
    PressedTag,
};
use dateline_core::story::{Story, StoryFormat, page_path, path};
use dateline_core::subject::Subject;
use dateline_core::tag::{Section, Tag};
use dateline_db::queries::people::Contributor;
use dateline_db::queries::publication::Publication;
use dateline_db::queries::{
    edition, event, filing, front, old_path, people, picture, publication, published,
    story as stories,
};
use dateline_db::{DbError, DbResult, Tx};
use jiff::Timestamp;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use uuid::Uuid;

/// Stories pressed in one transaction when everything is.
const BATCH: i64 = 100;

/// A story on its way to the press.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The story with the revision to be pressed.
    pub story: Story,
    /// Kept at the top of fronts.
    pub is_sticky: bool,
    /// When this state became public.
    pub updated_at: Timestamp,
    /// The path it should have; `None` gives it the house's own form.
    pub path: Option<String>,
}

/// What many stories share, loaded once for a batch.
#[derive(Debug, Default)]
pub struct Plates {
    editions: HashMap<String, Edition>,
    sections: HashMap<Uuid, Section>,
    tags: HashMap<Uuid, Tag>,
    people: HashMap<Uuid, Contributor>,
}

impl Plates {
    /// Loads editions, and what these stories refer to and is not loaded yet.
    async fn load(&mut self, tx: &mut Tx, sheets: &[Sheet]) -> DbResult<()> {
        if sheets
            .iter()
            .any(|s| !self.editions.contains_key(s.story.edition.as_str()))
        {
            let all = edition::list(tx).await?;
            self.editions = all.into_iter().map(|e| (e.code.0.clone(), e)).collect();
        }
        for sheet in sheets {
            let id = sheet.story.section;
            if let Entry::Vacant(place) = self.sections.entry(id.0) {
                place.insert(filing::get_section(tx, id).await?);
            }
        }
        let tags = missing(
            sheets.iter().flat_map(|s| &s.story.tags).map(|t| t.0),
            &self.tags,
        );
        for ids in tags.chunks(128) {
            let ids: Vec<_> = ids.iter().copied().map(Into::into).collect();
            self.tags.extend(
                filing::list_tags(tx, &ids)
                    .await?
                    .into_iter()
                    .map(|t| (t.id.0, t)),
            );
        }
        let people = missing(
            sheets.iter().flat_map(|s| &s.story.byline).map(|c| c.0),
            &self.people,
        );
        for ids in people.chunks(128) {
            let ids: Vec<ContributorId> = ids.iter().copied().map(Into::into).collect();
            self.people.extend(
                people::list(tx, &ids)
                    .await?
                    .into_iter()
                    .map(|c| (c.id.0, c)),
            );
        }
        Ok(())
    }

    fn edition(&self, code: &EditionCode) -> DbResult<&Edition> {
        self.editions
            .get(code.as_str())
            .ok_or(DbError::NotFound { what: "edition" })
    }
}

fn missing<T>(wanted: impl Iterator<Item = Uuid>, known: &HashMap<Uuid, T>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = wanted.filter(|id| !known.contains_key(id)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Builds the pressed state of stories; nothing is written. Paths are not checked for being free.
pub async fn build(
    tx: &mut Tx,
    plates: &mut Plates,
    sheets: &[Sheet],
) -> DbResult<Vec<PressedStory>> {
    plates.load(tx, sheets).await?;
    let mut pictures: HashMap<(String, PictureId), Picture> = HashMap::new();
    let mut by_locale: HashMap<String, Vec<PictureId>> = HashMap::new();
    for sheet in sheets {
        let locale = plates.edition(&sheet.story.edition)?.locale.clone();
        let wanted = by_locale.entry(locale).or_default();
        wanted.extend(sheet.story.content.pictures());
        wanted.extend(
            sheet
                .story
                .byline
                .iter()
                .filter_map(|c| plates.people.get(&c.0)?.picture),
        );
    }
    for (locale, mut ids) in by_locale {
        ids.sort_unstable();
        ids.dedup();
        for found in picture::list(tx, &ids, &locale).await? {
            pictures.insert((locale.clone(), found.id), found);
        }
    }
    let mut pressed = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let notices = if sheet.story.first_published_at.is_some() {
            stories::list_notices(tx, sheet.story.id).await?
        } else {
            Vec::new()
        };
        let edition = plates.edition(&sheet.story.edition)?;
        let shown = |id: &PictureId| {
            pictures
                .get(&(edition.locale.clone(), *id))
                .and_then(PressedPicture::of)
        };
        let mut one = press_one(plates, edition, sheet, &shown)?;
        one.document.notices = notices;
        pressed.push(one);
    }
    Ok(pressed)
}

type Shown<'a> = dyn Fn(&PictureId) -> Option<PressedPicture> + 'a;

fn press_byline(plates: &Plates, story: &Story, shown: &Shown<'_>) -> Vec<PressedContributor> {
    let people = story
        .byline
        .iter()
        .filter_map(|id| plates.people.get(&id.0));
    people
        .map(|c| PressedContributor {
            id: c.id,
            slug: c.slug.clone(),
            name: c.name.clone(),
            role: c.role.clone(),
            picture: c.picture.as_ref().and_then(shown),
        })
        .collect()
}

fn press_one(
    plates: &Plates,
    edition: &Edition,
    sheet: &Sheet,
    shown: &Shown<'_>,
) -> DbResult<PressedStory> {
    let story = &sheet.story;
    let section = plates
        .sections
        .get(&story.section.0)
        .ok_or(DbError::NotFound { what: "section" })?;
    let published_at = story.first_published_at.unwrap_or(sheet.updated_at);
    let own_path = || {
        if story.is_page {
            page_path(edition.code.as_str(), &story.slug)
        } else {
            path(
                edition.code.as_str(),
                &section.slug,
                edition.day(published_at),
                &story.slug,
            )
        }
    };
    let byline = press_byline(plates, story, shown);
    let tags = story.tags.iter().filter_map(|id| plates.tags.get(&id.0));
    let tags = tags
        .map(|t| PressedTag {
            id: t.id,
            slug: t.slug.clone(),
            name: t.name.clone(),
            kind: t.kind,
        })
        .collect();
    let portrait = match story.format {
        StoryFormat::Opinion => byline.first().and_then(|c| c.picture.clone()),
        _ => None,
    };
    let card = PressedCard {
        headline: story.content.headline.clone(),
        kicker: story.content.kicker.clone(),
        trail_text: story.content.card_text(),
        section: PressedSection {
            id: section.id,
            slug: section.slug.clone(),
            name: section.name.clone(),
        },
        byline: byline.iter().map(|c| c.name.clone()).collect(),
        picture: story.content.lead_picture.as_ref().and_then(|used| {
            let mut picture = shown(&used.picture)?;
            picture.facts.alt = used.alt.clone().or(picture.facts.alt);
            Some(picture)
        }),
        portrait,
    };
    let document = PressedDocument {
        content: story.content.clone(),
        byline,
        tags,
        pictures: story.content.pictures().iter().filter_map(shown).collect(),
        notices: Vec::new(),
        words: story.content.body.word_count(),
        revision: story.revision_number,
    };
    Ok(PressedStory {
        id: story.id,
        edition: edition.code.clone(),
        family: story.family,
        path: sheet.path.clone().unwrap_or_else(own_path),
        is_page: story.is_page,
        is_sticky: sheet.is_sticky,
        format: story.format,
        published_at,
        updated_at: sheet.updated_at,
        comments: story.comments,
        card,
        document,
    })
}

/// Notes every subject that changes when this pressed state appears or goes.
pub fn touch(tx: &mut Tx, pressed: &PressedStory, edition: &Edition) {
    let day = edition.day(pressed.published_at);
    let code = || edition.code.clone();
    let mut subjects = vec![Subject::Story(pressed.id)];
    if pressed.is_page {
        subjects.push(Subject::Edition(code()));
    } else {
        subjects.extend([
            Subject::Section(pressed.card.section.id),
            Subject::Latest(code()),
            Subject::Month {
                edition: code(),
                year: day.year(),
                month: day.month(),
            },
        ]);
        subjects.extend(pressed.document.tags.iter().map(|t| Subject::Tag(t.id)));
        subjects.extend(
            pressed
                .document
                .byline
                .iter()
                .map(|c| Subject::Contributor(c.id)),
        );
    }
    for subject in subjects {
        tx.changed(subject.key());
    }
}

/// Presses one story: a free path is found, the former path leads on, everything touched is noted.
pub async fn press(tx: &mut Tx, sheet: Sheet) -> DbResult<PressedStory> {
    let mut plates = Plates::default();
    let before = last_pressed(tx, sheet.story.id).await?;
    let mut built = build(tx, &mut plates, std::slice::from_ref(&sheet)).await?;
    let mut pressed = built.pop().ok_or(DbError::NotFound { what: "story" })?;
    pressed.path = free_path(tx, &pressed).await?;
    let edition = plates.edition(&pressed.edition)?.clone();
    if let Some(before) = &before {
        touch(tx, before, &edition);
        if before.path != pressed.path {
            old_path::put_stories(tx, &[(before.path.clone(), before.id)]).await?;
        }
    }
    touch(tx, &pressed, &edition);
    touch_family(tx, pressed.family).await?;
    touch_navigation(tx, &pressed).await?;
    old_path::delete(tx, &pressed.path).await?;
    published::press(tx, std::slice::from_ref(&pressed)).await?;
    Ok(pressed)
}

/// The pressed state of a story. One that cannot be read counts as none, and as a change of everything:
/// damage must not keep a story from being pressed again, or from being withdrawn.
async fn last_pressed(tx: &mut Tx, id: StoryId) -> DbResult<Option<PressedStory>> {
    match published::find(tx, id).await {
        Err(DbError::Corrupt { what, detail }) => {
            tracing::error!(story.id = %id, what, detail, "The pressed state of story {id} cannot be read");
            tx.withdrawn(Subject::Everything.key());
            Ok(None)
        }
        found => found,
    }
}

/// Takes a story off the site; its last path if it was public.
pub async fn withdraw(tx: &mut Tx, id: StoryId) -> DbResult<Option<String>> {
    let Some(path) = published::find_path(tx, id).await? else {
        return Ok(None);
    };
    let before = last_pressed(tx, id).await?;
    published::withdraw(tx, &[id]).await?;
    if let Some(before) = before {
        touch_withdrawn(tx, &before).await?;
    }
    Ok(Some(path))
}

/// Notes every subject that changes because this pressed state is gone.
async fn touch_withdrawn(tx: &mut Tx, before: &PressedStory) -> DbResult<()> {
    let edition = edition::get(tx, &before.edition).await?;
    touch(tx, before, &edition);
    tx.withdrawn(Subject::Story(before.id).key());
    // Sitemaps name the path without reading the story.
    let day = edition.day(before.published_at);
    tx.withdrawn(
        Subject::Month {
            edition: edition.code.clone(),
            year: day.year(),
            month: day.month(),
        }
        .key(),
    );
    touch_family(tx, before.family).await?;
    touch_navigation(tx, before).await
}

/// A section without stories is in no navigation: its first and its last story change every page.
async fn touch_navigation(tx: &mut Tx, pressed: &PressedStory) -> DbResult<()> {
    // Two stories that go at once must not each take the other for the one that stays.
    published::hold(tx, &pressed.card.section.id.to_string()).await?;
    if !pressed.is_page && published::is_section_empty(tx, pressed.card.section.id).await? {
        tx.changed(Subject::Edition(pressed.edition.clone()).key());
    }
    Ok(())
}

async fn touch_family(tx: &mut Tx, family: Option<StoryId>) -> DbResult<()> {
    let Some(family) = family else { return Ok(()) };
    for member in published::family(tx, family).await? {
        tx.changed(Subject::Story(member.id).key());
    }
    Ok(())
}

/// The path, or the path with "-2", "-3", ... if another story holds it.
async fn free_path(tx: &mut Tx, pressed: &PressedStory) -> DbResult<String> {
    let wanted = pressed.path.clone();
    published::hold(tx, &wanted).await?;
    for number in 2..10_000 {
        let path = if number == 2 {
            wanted.clone()
        } else {
            format!("{wanted}-{}", number - 1)
        };
        match published::path_owner(tx, &path).await? {
            Some(owner) if owner != pressed.id => {}
            _ => return Ok(path),
        }
    }
    Err(DbError::Taken {
        what: format!("path {wanted}"),
    })
}

/// A public story as it was published: words saved since then stay where they are.
async fn published_sheet(tx: &mut Tx, id: StoryId, now: Timestamp) -> DbResult<Sheet> {
    let mut story = stories::get_to_change(tx, id).await?;
    let was = publication_of(tx, id).await?;
    let number = was.as_ref().and_then(|was| was.revision);
    if let Some(number) = number.filter(|number| *number != story.revision_number) {
        story.content = stories::get_content(tx, id, number).await?;
        story.revision_number = number;
    }
    Ok(Sheet {
        is_sticky: stories::is_sticky(tx, id).await?,
        updated_at: was.as_ref().map_or(now, |was| was.updated_at),
        path: was.map(|was| was.path),
        story,
    })
}

/// The number of the revision readers have, wherever that is still known.
pub async fn public_revision(tx: &mut Tx, id: StoryId) -> DbResult<Option<i64>> {
    Ok(publication_of(tx, id).await?.and_then(|was| was.revision))
}

/// What of a story is public: as noted, else as pressed, else as its history tells.
async fn publication_of(tx: &mut Tx, id: StoryId) -> DbResult<Option<Publication>> {
    let noted = publication::find(tx, id).await?;
    if noted.as_ref().is_some_and(|noted| noted.revision.is_some()) {
        return Ok(noted);
    }
    if let Some(pressed) = last_pressed(tx, id).await? {
        return Ok(Some(Publication {
            path: pressed.path,
            revision: Some(pressed.document.revision),
            updated_at: pressed.updated_at,
        }));
    }
    let path = match &noted {
        Some(noted) => Some(noted.path.clone()),
        None => published::find_path(tx, id).await?,
    };
    let kind = EventKind::StoryPublished;
    let Some((at, particulars)) = event::find_newest(tx, "story", &id.to_string(), kind).await?
    else {
        return Ok(noted);
    };
    let particulars: serde_json::Value = serde_json::from_str(&particulars).unwrap_or_default();
    let told = particulars["path"].as_str().map(str::to_owned);
    Ok(path.or(told).map(|path| Publication {
        path,
        revision: particulars["revision"].as_i64(),
        updated_at: noted.map_or(dateline_db::from_micros(at), |noted| noted.updated_at),
    }))
}

/// Builds everything public anew from the published revisions; how many stories were pressed.
///
/// Works in batches, each in a transaction of its own, so that readers and editors go on meanwhile.
/// Stories whose address is known come first: none of the others may take it.
pub async fn press_all(
    house: &dateline_web::house::House,
    progress: &dyn Fn(usize),
) -> DbResult<usize> {
    let mut done = 0;
    let mut plates = Plates::default();
    remove_strays(house).await?;
    for is_known in [true, false] {
        let mut after = Uuid::nil();
        loop {
            let mut tx = house.db().begin().await?;
            let ids = publication::list_public(&mut tx, is_known, after, BATCH).await?;
            let Some(last) = ids.last() else { break };
            after = last.0;
            let mut sheets = Vec::with_capacity(ids.len());
            for id in &ids {
                sheets.push(published_sheet(&mut tx, *id, house.now()).await?);
            }
            let mut pressed = build(&mut tx, &mut plates, &sheets).await?;
            put_batch(&mut tx, &mut pressed).await?;
            for one in &pressed {
                touch(&mut tx, one, plates.edition(&one.edition)?);
            }
            house.commit(tx).await?;
            done += ids.len();
            progress(done);
        }
    }
    press_fronts(house).await?;
    Ok(done)
}

/// Takes rows off the site that no public story stands behind.
async fn remove_strays(house: &dateline_web::house::House) -> DbResult<()> {
    loop {
        let mut tx = house.db().begin().await?;
        let strays = publication::list_strays(&mut tx, BATCH).await?;
        if strays.is_empty() {
            return Ok(());
        }
        for id in strays {
            tracing::warn!(story.id = %id, "Story {id} was on the site and is not public; it is taken off");
            withdraw(&mut tx, id).await?;
        }
        house.commit(tx).await?;
    }
}

/// Writes a batch. Where an address is another story's, the next free one is taken.
async fn put_batch(tx: &mut Tx, batch: &mut [PressedStory]) -> DbResult<()> {
    let paths: Vec<String> = batch.iter().map(|one| one.path.clone()).collect();
    let mut owners: HashMap<String, Uuid> = published::path_owners(tx, &paths)
        .await?
        .into_iter()
        .collect();
    let is_free = batch
        .iter()
        .all(|one| *owners.entry(one.path.clone()).or_insert(one.id.0) == one.id.0);
    if is_free {
        return published::press(tx, batch).await;
    }
    for one in batch {
        let path = free_path(tx, one).await?;
        if path != one.path {
            tracing::warn!(story.id = %one.id, "`{}` is another story's; story {} stands at `{path}`", one.path, one.id);
            one.path = path;
        }
        published::press(tx, std::slice::from_ref(one)).await?;
    }
    Ok(())
}

async fn press_fronts(house: &dateline_web::house::House) -> DbResult<()> {
    let mut tx = house.db().begin().await?;
    for (edition, error) in front::press_all(&mut tx).await? {
        tracing::error!(%edition, %error, "The front of {edition} cannot be pressed; the standard one stands in");
    }
    tx.changed(Subject::Everything.key());
    house.commit(tx).await
}
