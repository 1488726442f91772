//! Writes stories with their discussions, a batch in a transaction.

use super::comments::Talk;
use super::prepare::{self, Prepared};
use super::report::kind;
use super::run::{Run, items};
use super::{AUTHOR, ImportError, comments, ids, old_paths, pictures, write};
use dateline_core::id::StoryId;
use dateline_core::subject::Subject;
use dateline_core::workflow::WorkflowState;
use dateline_db::Tx;
use dateline_db::queries::comment::{self, NewComment};
use dateline_db::queries::import::{self, Existing};
use dateline_formats::archive;
use std::collections::HashMap;
use uuid::Uuid;

/// Beyond so many stories it is cheaper to say that everything changed.
pub(super) const MAX_NAMED: usize = 20;

/// A story as the archive gives it, with its fingerprints.
pub(super) struct Given {
    /// The story.
    pub story: archive::Story,
    /// Fingerprint without the comments.
    pub print: String,
    /// Fingerprint of the comments.
    pub comments: String,
}

/// A story that is new or newer than what was taken before.
pub(super) struct Work {
    /// The story.
    pub prepared: Prepared,
    /// Its fingerprint.
    pub print: String,
    /// Path on the old site.
    pub old_path: Option<String>,
    /// What it is here, if it was imported before.
    pub existing: Option<Existing>,
}

/// What a batch comes to.
#[derive(Default)]
struct Batch {
    works: Vec<Work>,
    pictures: Vec<archive::Picture>,
    comments: Vec<NewComment>,
    talks: Vec<(String, Uuid, String)>,
}

/// What is known of the stories of a batch.
struct Known {
    stories: HashMap<String, (Uuid, String)>,
    talks: HashMap<String, (Uuid, String)>,
    existing: HashMap<Uuid, Existing>,
}

/// Takes in a batch of stories.
pub(super) async fn take(run: &mut Run<'_>, given: Vec<Given>) -> Result<(), ImportError> {
    if given.is_empty() {
        return Ok(());
    }
    let known = look_up(run, &given).await?;
    let mut batch = sort_out(run, given, known);
    let pictures = pictures::settle(run, std::mem::take(&mut batch.pictures)).await?;
    if pictures.is_empty() && batch.works.is_empty() && batch.talks.is_empty() {
        return Ok(());
    }
    run.is_changed = true;
    let mut tx = run.begin().await?;
    pictures::put(run, &mut tx, pictures).await?;
    write::stories(run, &mut tx, batch.works).await?;
    write_comments(run, &mut tx, batch.comments, batch.talks).await?;
    run.house.commit(tx).await?;
    Ok(())
}

async fn look_up(run: &Run<'_>, given: &[Given]) -> Result<Known, ImportError> {
    let keys: Vec<String> = given.iter().map(|g| g.story.origin.id.clone()).collect();
    let mut tx = run.house.db().read().await?;
    let stories = items(&mut tx, &run.key, kind::STORIES, &keys).await?;
    let talks = items(&mut tx, &run.key, kind::COMMENTS, &keys).await?;
    let is_newer = |given: &&Given| {
        let known = stories.get(&given.story.origin.id);
        known.is_some_and(|(_, was)| !is_same(was, &given.print))
    };
    let ids: Vec<Uuid> = given
        .iter()
        .filter(is_newer)
        .map(|g| ids::story(&run.key, &g.story.origin).0)
        .collect();
    let existing = import::list_existing(&mut tx, &ids).await?;
    tx.close().await?;
    Ok(Known {
        stories,
        talks,
        existing: existing.into_iter().map(|e| (e.id, e)).collect(),
    })
}

/// What was noted of a story: fingerprint and the state it was given.
pub(super) fn note(print: &str, state: WorkflowState) -> String {
    format!("{print} {}", state.as_str())
}

fn is_same(note: &str, print: &str) -> bool {
    note.split(' ').next() == Some(print)
}

/// Decides what becomes of each story and counts it.
fn sort_out(run: &mut Run<'_>, given: Vec<Given>, mut known: Known) -> Batch {
    let mut batch = Batch::default();
    for mut given in given {
        let origin = given.story.origin.clone();
        let kind = prepare::kind_of(&given.story);
        let was = known.stories.get(&origin.id).cloned();
        if !run.seen.is_first(kind::STORIES, &origin.id) {
            let is_same = was.is_some_and(|(_, was)| is_same(&was, &given.print));
            if !is_same {
                let reason = "comment of a story that is not kept";
                comments::leave_out(&given.story.comments, reason, &mut run.report);
            }
            run.repeated(kind, &origin, is_same);
            continue;
        }
        run.report.find(kind, 1);
        run.report.keep(kind, 1);
        batch.pictures.append(&mut given.story.pictures);
        let old_path = old_paths::of_story(&given.story).into_iter().next();
        let mut prepared = prepare::story(&run.key, given.story, run.house.now(), &mut run.report);
        let talk = std::mem::take(&mut prepared.talk);
        let talk_was = known.talks.get(&origin.id).map(|(_, print)| print.as_str());
        talk_of(
            &mut batch,
            talk,
            talk_was,
            prepared.id,
            &origin.id,
            given.comments,
        );
        let noted = note(&given.print, prepared.state);
        let before = known
            .stories
            .insert(origin.id.clone(), (prepared.id.0, noted));
        let existing = match &before {
            Some((_, was)) if is_same(was, &given.print) => continue,
            Some(_) => known.existing.remove(&prepared.id.0),
            None => None,
        };
        let state = before.as_ref().and_then(|(_, was)| was.split(' ').nth(1));
        if existing
            .as_ref()
            .is_some_and(|e| is_edited(e, state.unwrap_or_default()))
        {
            let from = "newer version in the archive";
            let to = "nothing: edited here since; the newer archive version was not taken";
            run.report.change(kind, &origin, from, to);
            continue;
        }
        batch.works.push(Work {
            prepared,
            print: given.print,
            old_path,
            existing,
        });
    }
    batch
}

fn talk_of(
    batch: &mut Batch,
    talk: Talk,
    was: Option<&str>,
    id: StoryId,
    key: &str,
    print: String,
) {
    if talk.is_empty() || was == Some(print.as_str()) {
        return;
    }
    batch
        .comments
        .extend(talk.since(was.unwrap_or_default(), &print));
    batch.talks.push((key.to_owned(), id.0, print));
}

/// True if somebody here changed the story since it was imported in the state `given`.
fn is_edited(now: &Existing, given: &str) -> bool {
    let has_come = given == WorkflowState::Scheduled.as_str()
        && now.state == WorkflowState::Published.as_str();
    now.author != AUTHOR || (now.state != given && !has_come)
}

async fn write_comments(
    run: &Run<'_>,
    tx: &mut Tx,
    comments: Vec<NewComment>,
    talks: Vec<(String, Uuid, String)>,
) -> Result<(), ImportError> {
    if talks.is_empty() {
        return Ok(());
    }
    comment::put(tx, &comments).await?;
    let stories: Vec<StoryId> = talks.iter().map(|(_, id, _)| StoryId(*id)).collect();
    comment::recount(tx, &stories).await?;
    import::put_items(tx, &run.key, kind::COMMENTS, &talks).await?;
    if stories.len() > MAX_NAMED {
        tx.changed(Subject::Everything.key());
        return Ok(());
    }
    for story in stories {
        tx.changed(Subject::Comments(story).key());
        tx.changed(Subject::Story(story).key());
    }
    Ok(())
}
