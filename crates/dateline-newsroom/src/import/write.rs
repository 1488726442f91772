//! Writes stories of an archive: filed, linked, at their place, pressed.

use super::links::Links;
use super::paths::numbered;
use super::prepare::Prepared;
use super::report::kind;
use super::run::Run;
use super::stories::{MAX_NAMED, Work, note};
use super::{AUTHOR, ImportError, Permalinks};
use crate::press::{self, Sheet};
use dateline_core::id::{ContributorId, RevisionId, SectionId, StoryId, TagId};
use dateline_core::pressed::PressedStory;
use dateline_core::story::{Story, page_path, path};
use dateline_core::subject::Subject;
use dateline_core::workflow::WorkflowState;
use dateline_db::Tx;
use dateline_db::queries::import;
use dateline_db::queries::story::{self, NewStory};
use dateline_db::queries::{old_path, published};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Writes new and newer stories with what readers get of them.
pub(super) async fn stories(
    run: &mut Run<'_>,
    tx: &mut Tx,
    mut works: Vec<Work>,
) -> Result<(), ImportError> {
    if works.is_empty() {
        return Ok(());
    }
    load_terms(run, tx, &works).await?;
    let bodies = works.iter().map(|w| &w.prepared.content.body);
    let links = Links::load(tx, &run.old, bodies).await?;
    for work in &mut works {
        let own = work.prepared.id;
        links.rewrite(&mut work.prepared.content.body, &run.old, own);
    }
    let places = places(run, tx, &works).await?;
    let (mut sheets, mut others, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    let mut withdrawn = Vec::new();
    for (work, place) in works.into_iter().zip(places) {
        let id = work.prepared.id;
        notes.push((
            work.prepared.origin.id.clone(),
            id.0,
            note(&work.print, work.prepared.state),
        ));
        let old_url = work.prepared.url.clone();
        let is_new = work.existing.is_none();
        let was = work.existing.as_ref().and_then(|e| e.path.clone());
        let sheet = sheet(run, work, place);
        if sheet.path.is_some() {
            sheets.push((sheet, old_url, is_new));
        } else {
            withdrawn.extend(was.map(|path| (path, id)));
            others.push(new_story(run, sheet, old_url));
        }
    }
    let has_replaced = !withdrawn.is_empty() || sheets.iter().any(|(_, _, is_new)| !is_new);
    let (pressed, mut rows) = press_all(run, tx, sheets).await?;
    rows.append(&mut others);
    story::put(tx, &rows).await?;
    published::press(tx, &pressed).await?;
    let ids: Vec<StoryId> = withdrawn.iter().map(|(_, id)| *id).collect();
    published::withdraw(tx, &ids).await?;
    old_path::put_stories(tx, &withdrawn).await?;
    import::put_items(tx, &run.key, kind::STORIES, &notes).await?;
    touch(run, tx, &pressed, has_replaced);
    Ok(())
}

async fn load_terms(run: &mut Run<'_>, tx: &mut Tx, works: &[Work]) -> Result<(), ImportError> {
    let prepared = || works.iter().map(|w| &w.prepared);
    let (terms, key) = (&mut run.terms, &run.key);
    let sections = prepared().filter_map(|p| p.section.as_ref());
    terms.load(tx, key, kind::SECTIONS, sections).await?;
    let tags = prepared().flat_map(|p| &p.tags);
    terms.load(tx, key, kind::TAGS, tags).await?;
    let people = prepared().flat_map(|p| &p.contributors);
    terms.load(tx, key, kind::CONTRIBUTORS, people).await?;
    if terms.default_section().is_none() {
        let is_homeless =
            |p: &Prepared| p.section.as_ref().and_then(|s| terms.section(s)).is_none();
        if prepared().any(is_homeless) {
            let section = super::edition::default_section(tx, &run.edition).await?;
            terms.set_default(section);
        }
    }
    terms.load_section_slugs(tx).await
}

fn section_of(run: &Run<'_>, prepared: &Prepared) -> SectionId {
    let own = prepared
        .section
        .as_ref()
        .and_then(|key| run.terms.section(key));
    own.or(run.terms.default_section())
        .unwrap_or(SectionId(Uuid::nil()))
}

/// Slug and path of a story: those it has, else free ones. No path for what is not public.
async fn places(
    run: &mut Run<'_>,
    tx: &mut Tx,
    works: &[Work],
) -> Result<Vec<(String, Option<String>)>, ImportError> {
    let mut wanted: Vec<(StoryId, String)> = Vec::new();
    let mut asking: Vec<usize> = Vec::new();
    for (at, work) in works.iter().enumerate() {
        let has_path = work.existing.as_ref().is_some_and(|e| e.path.is_some());
        if work.prepared.state == WorkflowState::Published && !has_path {
            asking.push(at);
            wanted.push((work.prepared.id, wanted_path(run, work)));
        }
    }
    let numbers = run.paths.assign(tx, &wanted).await?;
    let mut given: HashMap<usize, (String, u32)> = HashMap::new();
    for ((at, (_, path)), number) in asking.into_iter().zip(wanted).zip(numbers) {
        if number > 1 {
            let p = &works[at].prepared;
            let from = format!("address {path}, which another story has");
            run.report
                .change(p.kind, &p.origin, &from, &numbered(&path, number));
        }
        given.insert(at, (numbered(&path, number), number));
    }
    let place = |(at, work): (usize, &Work)| {
        let (slug, state) = (&work.prepared.slug, work.prepared.state);
        let existing = work.existing.as_ref();
        let slug = existing.map_or(slug, |e| &e.slug);
        match given.remove(&at) {
            Some((path, number)) if existing.is_none() => (numbered(slug, number), Some(path)),
            Some((path, _)) => (slug.clone(), Some(path)),
            None if state == WorkflowState::Published => {
                (slug.clone(), existing.and_then(|e| e.path.clone()))
            }
            None => (slug.clone(), None),
        }
    };
    Ok(works.iter().enumerate().map(place).collect())
}

fn wanted_path(run: &Run<'_>, work: &Work) -> String {
    let p = &work.prepared;
    if run.options.permalinks == Permalinks::Keep
        && let Some(old) = work.old_path.as_ref().filter(|old| run.can_keep(old))
    {
        return old.clone();
    }
    let slug = work.existing.as_ref().map_or(&p.slug, |e| &e.slug);
    let code = run.edition.code.as_str();
    if p.is_page {
        return page_path(code, slug);
    }
    let section = run
        .terms
        .section_slug(section_of(run, p))
        .unwrap_or_default();
    let day = run
        .edition
        .day(p.published_at.unwrap_or_else(|| run.house.now()));
    path(code, section, day, slug)
}

/// The story with a new revision, ready for the press if it has a path.
fn sheet(run: &Run<'_>, work: Work, (slug, path): (String, Option<String>)) -> Sheet {
    let section = section_of(run, &work.prepared);
    let (p, existing) = (work.prepared, work.existing);
    let first = existing.as_ref().and_then(|e| e.first_published_at);
    let first = p.published_at.or(first.map(dateline_db::from_micros));
    let tags: Vec<TagId> = unique(p.tags.iter().filter_map(|key| run.terms.tag(key)));
    let byline: Vec<ContributorId> = unique(
        p.contributors
            .iter()
            .filter_map(|key| run.terms.contributor(key)),
    );
    Sheet {
        is_sticky: p.is_sticky,
        updated_at: p.updated_at,
        path,
        story: Story {
            id: p.id,
            edition: run.edition.code.clone(),
            family: existing.as_ref().and_then(|e| e.family).map(StoryId),
            format: p.format,
            is_page: p.is_page,
            slug,
            section,
            state: p.state,
            embargo_until: None,
            publish_at: p.publish_at,
            unpublish_at: None,
            first_published_at: first,
            revision: RevisionId(run.house.new_id()),
            revision_number: existing.map_or(0, |e| e.revision_number) + 1,
            comments: p.policy,
            tags,
            byline,
            content: p.content,
        },
    }
}

fn unique<T: Copy + Eq + std::hash::Hash>(ids: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    ids.filter(|id| seen.insert(*id)).collect()
}

fn new_story(run: &Run<'_>, sheet: Sheet, old_url: Option<String>) -> NewStory {
    NewStory {
        story: sheet.story,
        is_sticky: sheet.is_sticky,
        desk: None,
        old_url,
        author: AUTHOR.to_owned(),
        note: format!("imported from {}", run.key),
        now: run.house.now(),
    }
}

/// Builds what readers get of public stories.
///
/// A story that is new here has no public notes: it is shown to the press as one that was never
/// out, so that nobody looks for them.
async fn press_all(
    run: &mut Run<'_>,
    tx: &mut Tx,
    sheets: Vec<(Sheet, Option<String>, bool)>,
) -> Result<(Vec<PressedStory>, Vec<NewStory>), ImportError> {
    let (mut plain, mut rest) = (Vec::with_capacity(sheets.len()), Vec::new());
    for (mut sheet, old_url, is_new) in sheets {
        let (first, updated_at) = (sheet.story.first_published_at, sheet.updated_at);
        if is_new {
            sheet.updated_at = first.unwrap_or(updated_at);
            sheet.story.first_published_at = None;
        }
        plain.push(sheet);
        rest.push((old_url, first, updated_at));
    }
    let mut pressed = press::build(tx, &mut run.plates, &plain).await?;
    let mut rows = Vec::with_capacity(plain.len());
    let parts = plain.into_iter().zip(rest).zip(&mut pressed);
    for ((mut sheet, (old_url, first, updated_at)), pressed) in parts {
        sheet.story.first_published_at = first;
        pressed.updated_at = updated_at;
        rows.push(new_story(run, sheet, old_url));
    }
    Ok((pressed, rows))
}

/// Says what changed: each list where there are few stories, everything where there are many.
fn touch(run: &Run<'_>, tx: &mut Tx, pressed: &[PressedStory], has_replaced: bool) {
    if has_replaced || pressed.len() > MAX_NAMED {
        tx.changed(Subject::Everything.key());
        return;
    }
    for story in pressed {
        press::touch(tx, story, &run.edition);
    }
}
