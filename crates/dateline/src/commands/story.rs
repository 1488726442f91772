//! `dateline story`.

use crate::cli::{Json, Name, NoticeWord, Story as Act};
use crate::house::say;
use anyhow::{Result, bail};
use dateline_core::id::StoryId;
use dateline_core::notice::NoticeKind;
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::story::StoryLine;
use dateline_db::queries::{event, published, story as stories};
use dateline_db::{from_micros, micros};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::story::{self, Correction, Published, StoryError};
use dateline_web::house::House;
use serde_json::{Value, json};
use std::fmt::Write;
use std::process::ExitCode;
use uuid::Uuid;

pub async fn story(house: &House, act: Act) -> Result<ExitCode> {
    let by = Actor::command_line();
    match act {
        Act::List {
            edition,
            state,
            limit,
            after,
            json,
        } => list(house, edition, state, limit, after, json).await?,
        Act::Show { name } => show(house, &name).await?,
        Act::Publish { name } => {
            let mut tx = house.db().begin().await?;
            let id = story::resolve(&mut tx, &name.story).await?;
            let done = match story::publish(house, &mut tx, id, &by).await {
                Err(error) => return refused(name.json, error),
                Ok(done) => done,
            };
            house.commit(tx).await?;
            answer(
                name.json,
                &serde_json::to_value(&done)?,
                &format!("Published at {}", done.path),
            );
        }
        Act::Unpublish { name } => {
            let mut tx = house.db().begin().await?;
            let id = story::resolve(&mut tx, &name.story).await?;
            story::unpublish(house, &mut tx, id, &by).await?;
            house.commit(tx).await?;
            answer(
                name.json,
                &json!({ "id": id, "state": "in_edit" }),
                "Taken off the site; it is back at the desk.",
            );
        }
        Act::Schedule {
            name,
            at,
            until,
            cancel,
        } => schedule(house, &name, at, until, cancel, &by).await?,
        Act::Correct {
            name,
            revision,
            kind,
            text,
        } => {
            let correction = Correction {
                kind: notice_kind(kind),
                text: text.into(),
                revision,
            };
            let mut tx = house.db().begin().await?;
            let id = story::resolve(&mut tx, &name.story).await?;
            let done = match story::correct(house, &mut tx, id, correction, &by).await {
                Err(error) => return refused(name.json, error),
                Ok(done) => done,
            };
            house.commit(tx).await?;
            answer(name.json, &serde_json::to_value(&done)?, &corrected(&done));
        }
        Act::Kill { name, reason } => {
            let mut tx = house.db().begin().await?;
            let id = story::resolve(&mut tx, &name.story).await?;
            story::kill(house, &mut tx, id, &reason, &by).await?;
            house.commit(tx).await?;
            answer(
                name.json,
                &json!({ "id": id, "state": "killed" }),
                "Withdrawn for good; its addresses answer 410.",
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn answer(json: Json, value: &Value, words: &str) {
    say(&if json.json {
        value.to_string()
    } else {
        words.to_owned()
    });
}

/// What keeps a story from the public: a line each, or as JSON.
fn refused(json: Json, error: StoryError) -> Result<ExitCode> {
    let StoryError::Incomplete {
        missing, pictures, ..
    } = &error
    else {
        return Err(error.into());
    };
    if json.json {
        let value = json!({ "error": "incomplete", "missing": missing, "pictures": pictures });
        say(&value.to_string());
        return Err(error.into());
    }
    let lines = story::listed(missing, pictures);
    bail!("the story cannot be published:\n- {}", lines.join("\n- "));
}

fn corrected(done: &Published) -> String {
    let mut words = format!("The note is public at {}.", done.path);
    if done.newest_revision > done.revision {
        let _ = write!(
            words,
            "\nReaders have revision {}. Revision {} is still at the desk; dateline story publish makes it public.",
            done.revision, done.newest_revision
        );
    }
    words
}

fn notice_kind(word: NoticeWord) -> NoticeKind {
    match word {
        NoticeWord::Correction => NoticeKind::Correction,
        NoticeWord::Clarification => NoticeKind::Clarification,
        NoticeWord::EditorsNote => NoticeKind::EditorsNote,
        NoticeWord::Retraction => NoticeKind::Retraction,
    }
}

async fn schedule(
    house: &House,
    name: &Name,
    at: Option<jiff::Timestamp>,
    until: Option<jiff::Timestamp>,
    cancel: bool,
    by: &Actor,
) -> Result<()> {
    if at.is_none() && until.is_none() && !cancel {
        bail!("say when: --at TIME to publish, --until TIME to withdraw, or --cancel");
    }
    let mut tx = house.db().begin().await?;
    let id = story::resolve(&mut tx, &name.story).await?;
    if cancel {
        story::unschedule(house, &mut tx, id, by).await?;
    } else {
        story::schedule(house, &mut tx, id, at, until, by).await?;
    }
    let now = stories::get(&mut tx, id).await?;
    house.commit(tx).await?;
    let value = json!({ "id": id, "state": now.state, "publish_at": now.publish_at, "unpublish_at": now.unpublish_at });
    let words = match (now.publish_at, now.unpublish_at) {
        (Some(at), Some(until)) => {
            format!("Will be published at {at} and withdrawn at {until}.")
        }
        (Some(at), None) => format!("Will be published at {at}."),
        (None, Some(until)) => format!("Will be withdrawn at {until}."),
        (None, None) => "Not scheduled any more.".to_owned(),
    };
    answer(name.json, &value, &words);
    Ok(())
}

async fn list(
    house: &House,
    edition: Option<String>,
    state: Option<String>,
    limit: i64,
    after: Option<String>,
    json: Json,
) -> Result<()> {
    if let Some(state) = &state
        && WorkflowState::parse(state).is_none()
    {
        let words: Vec<_> = WorkflowState::ALL.iter().map(|s| s.as_str()).collect();
        bail!(
            "there is no state \"{state}\"; give one of {}",
            words.join(", ")
        );
    }
    let mut tx = house.db().read().await?;
    let mut before = (i64::MAX, Uuid::max());
    if let Some(after) = after {
        let id = story::resolve(&mut tx, &after).await?;
        before = (stories::updated_at(&mut tx, id).await?, id.0);
    }
    let lines = stories::list(&mut tx, edition.as_deref(), state.as_deref(), before, limit).await?;
    if json.json {
        let values: Vec<Value> = lines.iter().map(line_json).collect();
        say(&serde_json::to_string_pretty(&values)?);
    } else {
        for line in &lines {
            say(&format!(
                "{}  {:<9}  {:<3}  {}",
                line.id, line.state, line.edition, line.headline
            ));
        }
    }
    Ok(())
}

fn line_json(line: &StoryLine) -> Value {
    json!({
        "id": line.id,
        "edition": line.edition,
        "format": line.format,
        "slug": line.slug,
        "headline": line.headline,
        "state": line.state,
        "publish_at": line.publish_at.map(from_micros),
        "published_at": line.first_published_at.map(from_micros),
        "updated_at": from_micros(line.updated_at),
        "path": line.path,
        "url_path": line.path.as_deref().map(dateline_core::slug::encode_path),
    })
}

async fn show(house: &House, name: &Name) -> Result<()> {
    let mut tx = house.db().read().await?;
    let id = story::resolve(&mut tx, &name.story).await?;
    let value = describe(&mut tx, id).await?;
    if name.json.json {
        say(&serde_json::to_string_pretty(&value)?);
        return Ok(());
    }
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    say(&format!(
        "{}\n{}  {}  {}\n{}",
        text("headline"),
        text("id"),
        text("state"),
        text("edition"),
        text("path")
    ));
    say(&match (
        value["revision"].as_i64(),
        value["public_revision"].as_i64(),
    ) {
        (Some(newest), Some(public)) if newest > public => {
            format!("Readers have revision {public}; revision {newest} is still at the desk.")
        }
        (Some(newest), _) => format!("Revision {newest}."),
        (None, _) => String::new(),
    });
    for fact in value["history"].as_array().into_iter().flatten() {
        say(&format!(
            "{}  {}  {}",
            fact["at"].as_str().unwrap_or_default(),
            fact["kind"].as_str().unwrap_or_default(),
            fact["actor"].as_str().unwrap_or_default()
        ));
    }
    Ok(())
}

async fn describe(tx: &mut dateline_db::Tx, id: StoryId) -> Result<Value> {
    let story = stories::get(tx, id).await?;
    let public = published::find(tx, id).await?;
    let notices = stories::list_notices(tx, id).await?;
    let history = event::list(tx, "story", &id.to_string()).await?;
    let history: Vec<Value> = history
        .into_iter()
        .map(|(at, kind, actor, particulars)| {
            let particulars: Value = serde_json::from_str(&particulars).unwrap_or_default();
            json!({ "at": from_micros(at), "kind": kind, "actor": actor, "particulars": particulars })
        })
        .collect();
    let path = public.as_ref().map(|p| p.path.clone());
    Ok(json!({
        "id": story.id,
        "edition": story.edition,
        "family": story.family,
        "format": story.format,
        "is_page": story.is_page,
        "slug": story.slug,
        "section": story.section,
        "state": story.state,
        "headline": story.content.headline,
        "content": story.content,
        "tags": story.tags,
        "byline": story.byline,
        "comments": story.comments,
        "embargo_until": story.embargo_until,
        "publish_at": story.publish_at,
        "unpublish_at": story.unpublish_at,
        "published_at": story.first_published_at,
        "updated_at": public.as_ref().map(|p| from_micros(micros(p.updated_at))),
        "revision": story.revision_number,
        "public_revision": public.as_ref().map(|p| p.document.revision),
        "path": path,
        "url_path": path.as_deref().map(dateline_core::slug::encode_path),
        "notices": notices,
        "history": history,
    }))
}
