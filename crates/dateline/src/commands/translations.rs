//! `dateline translations`.

use crate::cli::{Json, StateWord, Translations as Act};
use crate::house::say;
use anyhow::Result;
use dateline_newsroom::actor::Actor;
use dateline_newsroom::story::resolve;
use dateline_newsroom::translation::{self, Acceptance, Asked, State, Status, Told};
use dateline_web::house::House;
use serde_json::json;
use std::fmt::Write;
use std::process::ExitCode;

pub async fn translations(house: &House, act: Act) -> Result<ExitCode> {
    let by = Actor::command_line();
    match act {
        Act::Status {
            story: Some(story),
            json,
            ..
        } => {
            let mut tx = house.db().read().await?;
            let id = resolve(&mut tx, &story).await?;
            let found = translation::status(&mut tx, id).await?;
            tx.close().await?;
            answer(json, &found);
        }
        Act::Status {
            story: None,
            edition,
            state,
            limit,
            after,
            json,
        } => {
            let asked = Asked {
                edition,
                state: state.map(state_of),
                after: None,
                limit: usize::try_from(limit).unwrap_or(usize::MAX),
            };
            board(house, asked, after.as_deref(), json).await?;
        }
        Act::Mark {
            story,
            revision,
            json,
        } => {
            let mut tx = house.db().begin().await?;
            let id = resolve(&mut tx, &story).await?;
            let done = translation::mark(house, &mut tx, id, revision, &by).await?;
            house.commit(tx).await?;
            answer(json, &done);
        }
        Act::Link {
            story,
            original,
            json,
        } => {
            let mut tx = house.db().begin().await?;
            let id = resolve(&mut tx, &story).await?;
            let original = resolve(&mut tx, &original).await?;
            let done = translation::link(house, &mut tx, id, original, &by).await?;
            house.commit(tx).await?;
            answer(json, &done);
        }
        Act::Unlink { story, json } => unlink(house, &story, json).await?,
        Act::Accept {
            story,
            changes,
            note,
            json,
        } => {
            let mut tx = house.db().begin().await?;
            let id = resolve(&mut tx, &story).await?;
            let what = Acceptance { changes, note };
            let done = translation::accept(house, &mut tx, id, what, &by).await?;
            house.commit(tx).await?;
            answer(json, &done);
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn board(house: &House, mut asked: Asked, after: Option<&str>, json: Json) -> Result<()> {
    let mut tx = house.db().read().await?;
    if let Some(name) = after {
        asked.after = Some(resolve(&mut tx, name).await?);
    }
    let found = translation::list(&mut tx, &asked).await?;
    tx.close().await?;
    list(json, &found);
    Ok(())
}

async fn unlink(house: &House, story: &str, json: Json) -> Result<()> {
    let mut tx = house.db().begin().await?;
    let id = resolve(&mut tx, story).await?;
    translation::unlink(house, &mut tx, id, &Actor::command_line()).await?;
    house.commit(tx).await?;
    say(&if json.json {
        json!({ "story": id }).to_string()
    } else {
        format!("{id} stands alone.")
    });
    Ok(())
}

fn state_of(word: StateWord) -> State {
    match word {
        StateWord::Current => State::Current,
        StateWord::Behind => State::Behind,
        StateWord::Different => State::Different,
        StateWord::Unmarked => State::Unmarked,
        StateWord::Orphaned => State::Orphaned,
    }
}

fn answer(json: Json, status: &Status) {
    say(&if json.json {
        json!(status).to_string()
    } else {
        told(status)
    });
}

fn list(json: Json, all: &[Status]) {
    if json.json {
        return say(&json!(all).to_string());
    }
    for status in all {
        say(&told(status));
    }
    let count = |state| all.iter().filter(|s| s.state == state).count();
    let counts: Vec<String> = State::ALL
        .into_iter()
        .map(|state| (state, count(state)))
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| format!("{count} {}", state.as_str()))
        .collect();
    say(&if counts.is_empty() {
        "No translations.".to_owned()
    } else {
        format!("{} translations: {}.", all.len(), counts.join(", "))
    });
}

fn told(status: &Status) -> String {
    let mut out = format!(
        "{:<9} {}/{}",
        status.state.as_str(),
        status.edition,
        status.slug
    );
    let original = status
        .original
        .as_deref()
        .unwrap_or("an original that is gone");
    let _ = match (status.follows, status.original_revision) {
        (Some(follows), Some(now)) if follows == now => {
            write!(out, "  follows {original}, revision {now}")
        }
        (Some(follows), Some(now)) => {
            write!(
                out,
                "  follows {original}, revision {follows}; it is at {now}"
            )
        }
        _ => write!(out, "  of {original}"),
    };
    for change in &status.changes {
        let _ = write!(out, "\n{}", changed(change));
    }
    out
}

fn changed(told: &Told) -> String {
    let change = &told.change;
    let (name, excerpt) = change.part().map_or_else(Default::default, |part| {
        let name = match part.place {
            0 => part.kind.as_str().to_owned(),
            place => format!("{} {place}", part.kind.as_str()),
        };
        (name, part.excerpt.clone())
    });
    let translated = change.before.as_ref().and_then(|b| b.translated_at);
    let here = match translated {
        Some(place) if place > 0 => format!(" (here {place})"),
        _ => String::new(),
    };
    let note = told
        .note
        .as_ref()
        .map(|note| format!("\n          left out: {note}"))
        .unwrap_or_default();
    format!(
        "     {:>2}. {:<8}{name}{here}: {excerpt}{note}",
        told.number,
        change.kind.as_str()
    )
}
