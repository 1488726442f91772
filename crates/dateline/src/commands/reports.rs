//! `dateline reports`.

use crate::cli::{Json, Reports as Act, Which};
use crate::house::say;
use anyhow::Result;
use dateline_db::from_micros;
use dateline_db::queries::reader_report::{self, ReportRow};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::report;
use dateline_web::house::House;
use serde_json::{Value, json};
use std::process::ExitCode;
use uuid::Uuid;

pub async fn reports(house: &House, act: Act) -> Result<ExitCode> {
    match act {
        Act::List {
            state,
            limit,
            after,
            json,
        } => list(house, state, limit, after, json).await?,
        Act::Show { id, json } => {
            let mut tx = house.db().read().await?;
            let row = report::get(&mut tx, &id).await?;
            tx.close().await?;
            show(&row, json)?;
        }
        Act::Close { id, note, json } => {
            let mut tx = house.db().begin().await?;
            let by = Actor::command_line();
            let row = report::close(house, &mut tx, &id, note.as_deref(), &by).await?;
            house.commit(tx).await?;
            if json.json {
                show(&row, json)?;
            } else {
                say("Closed; the reader's mail address is forgotten.");
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(
    house: &House,
    state: Which,
    limit: i64,
    after: Option<String>,
    json: Json,
) -> Result<()> {
    let mut tx = house.db().read().await?;
    let mut before = (i64::MAX, Uuid::max());
    if let Some(after) = after {
        let row = report::get(&mut tx, &after).await?;
        before = (row.created_at, row.id);
    }
    let rows = match state {
        Which::All => reader_report::list(&mut tx, before, limit).await?,
        Which::Open => reader_report::list_in(&mut tx, "open", before, limit).await?,
        Which::Closed => reader_report::list_in(&mut tx, "closed", before, limit).await?,
    };
    tx.close().await?;
    if json.json {
        let values: Vec<Value> = rows.iter().map(value).collect();
        say(&serde_json::to_string_pretty(&values)?);
        return Ok(());
    }
    if rows.is_empty() {
        say("There are no such reports.");
    }
    for row in &rows {
        let about = row
            .headline
            .as_deref()
            .map_or_else(|| row.story_id.to_string(), one_line);
        say(&format!(
            "{}  {:<6}  {}  {about}: {}",
            row.id,
            row.state,
            from_micros(row.created_at),
            one_line(&row.body)
        ));
    }
    Ok(())
}

/// Text of a reader for one line of a terminal: no line breaks or other controls, cut when long.
fn one_line(text: &str) -> String {
    let flat: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match flat.char_indices().nth(100) {
        Some((at, _)) => format!("{}…", &flat[..at]),
        None => flat,
    }
}

/// Text of a reader for a terminal: its lines, set in, without other controls.
fn lines(text: &str) -> String {
    let clean = |line: &str| line.chars().filter(|c| !c.is_control()).collect::<String>();
    let lines: Vec<String> = text
        .lines()
        .map(|line| format!("  {}", clean(line)))
        .collect();
    lines.join("\n")
}

fn show(row: &ReportRow, json: Json) -> Result<()> {
    if json.json {
        say(&serde_json::to_string_pretty(&value(row))?);
        return Ok(());
    }
    say(&format!(
        "{}  {}  {}",
        row.id,
        row.state,
        from_micros(row.created_at)
    ));
    say(&match (&row.headline, &row.path) {
        (Some(headline), Some(path)) => format!("{headline}\n{path}"),
        _ => format!("story {} (not public now)", row.story_id),
    });
    say(&format!("The reader had revision {}.", row.revision));
    if let Some(passage) = &row.passage {
        say(&format!("Words meant:\n{}", lines(passage)));
    }
    say(&format!("Report:\n{}", lines(&row.body)));
    if let Some(email) = &row.email {
        say(&format!("Answer to: {}", one_line(email)));
    }
    if let Some(note) = &row.note {
        say(&format!("Note:\n{}", lines(note)));
    }
    Ok(())
}

fn value(row: &ReportRow) -> Value {
    json!({
        "id": row.id,
        "state": row.state,
        "story": row.story_id,
        "headline": row.headline,
        "path": row.path,
        "revision": row.revision,
        "passage": row.passage,
        "text": row.body,
        "email": row.email,
        "note": row.note,
        "created_at": from_micros(row.created_at),
        "closed_at": row.closed_at.map(from_micros),
    })
}
