//! `dateline export`: everything back, in forms other programs can read.

use super::{backup, serve};
use crate::house::say;
use anyhow::{Context, Result};
use dateline_core::id::StoryId;
use dateline_db::Tx;
use dateline_db::dump::{Table, tables};
use dateline_db::queries::{picture, published, story as stories};
use dateline_infra::blob::Hash;
use dateline_web::house::House;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use uuid::Uuid;

/// Tables written as they stand; stories are written with their words instead.
const PLAIN: &[&str] = &[
    "edition",
    "section",
    "tag",
    "contributor",
    "picture",
    "picture_text",
    "notice",
    "comment",
    "old_path",
    "menu",
    "front",
    "event",
];

/// Writes one JSON lines file a noun, and the original pictures.
pub async fn export(house: &House, to: &Path) -> Result<ExitCode> {
    backup::make_empty(to)?;
    let mut tx = house.db().read().await?;
    let mut summary = serde_json::Map::new();
    for table in tables().iter().filter(|t| PLAIN.contains(&t.name.as_str())) {
        let count = plain(&mut tx, table, to).await?;
        summary.insert(table.name.clone(), count.into());
    }
    summary.insert("story".to_owned(), write_stories(&mut tx, to).await?.into());
    summary.insert(
        "originals".to_owned(),
        originals(house, &mut tx, to).await?.into(),
    );
    tx.close().await?;
    let count = |noun: &str| summary.get(noun).and_then(Value::as_u64).unwrap_or(0);
    let said = format!(
        "Wrote {} stories and {} originals to {}; export.json counts everything.",
        count("story"),
        count("originals"),
        to.display()
    );
    let about = json!({ "program": env!("CARGO_PKG_VERSION"), "exported_at": house.now(), "counts": summary });
    fs::write(to.join("export.json"), serde_json::to_vec_pretty(&about)?)?;
    say(&said);
    Ok(ExitCode::SUCCESS)
}

fn file(to: &Path, noun: &str) -> Result<BufWriter<File>> {
    let path = to.join(format!("{noun}.jsonl"));
    Ok(BufWriter::new(File::create(&path).with_context(|| {
        format!("cannot write {}", path.display())
    })?))
}

fn line(out: &mut BufWriter<File>, value: &Value) -> Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")?;
    Ok(())
}

async fn plain(tx: &mut Tx, table: &Table, to: &Path) -> Result<u64> {
    let mut out = file(to, &table.name)?;
    let (mut last, mut count) = (None, 0);
    loop {
        let rows = table.read(tx, last.as_deref(), 500).await?;
        let Some(end) = rows.last().cloned() else {
            break;
        };
        for row in &rows {
            line(&mut out, &readable(table.to_json(row)))?;
            count += 1;
        }
        last = Some(end);
    }
    out.flush()?;
    Ok(count)
}

/// Documents stored as text become JSON, moments RFC 3339, addresses of people stay away.
fn readable(mut row: Value) -> Value {
    let Some(map) = row.as_object_mut() else {
        return row;
    };
    map.remove("email");
    for (name, value) in map.iter_mut() {
        let document =
            ["body", "document", "pressed", "particulars", "parts"].contains(&name.as_str());
        if let (true, Some(text)) = (document, value.as_str())
            && let Ok(parsed) = serde_json::from_str(text)
        {
            *value = parsed;
        }
        if (name.ends_with("_at") || name == "at")
            && let Some(at) = value.as_i64()
        {
            *value = json!(dateline_db::from_micros(at));
        }
    }
    row
}

async fn write_stories(tx: &mut Tx, to: &Path) -> Result<u64> {
    let mut out = file(to, "story")?;
    let (mut before, mut count) = ((i64::MAX, Uuid::max()), 0);
    loop {
        let lines = stories::list(tx, None, None, before, 200).await?;
        let Some(end) = lines.last() else { break };
        before = (end.updated_at, end.id);
        for one in &lines {
            let story = stories::get(tx, StoryId(one.id)).await?;
            let public = published::find(tx, story.id).await?;
            line(
                &mut out,
                &json!({
                    "id": story.id, "edition": story.edition, "family": story.family, "format": story.format,
                    "is_page": story.is_page, "slug": story.slug, "section": story.section, "state": story.state,
                    "embargo_until": story.embargo_until, "publish_at": story.publish_at,
                    "unpublish_at": story.unpublish_at, "published_at": story.first_published_at,
                    "updated_at": public.as_ref().map(|p| p.updated_at), "path": public.as_ref().map(|p| &p.path),
                    "revision": story.revision_number, "comments": story.comments, "tags": story.tags,
                    "byline": story.byline, "content": story.content,
                }),
            )?;
            count += 1;
        }
    }
    out.flush()?;
    Ok(count)
}

async fn originals(house: &House, tx: &mut Tx, to: &Path) -> Result<u64> {
    let blobs = serve::blobs(house.data())?;
    let folder = to.join("originals");
    fs::create_dir_all(&folder)?;
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let hashes = picture::list_hashes(tx, &after, 500).await?;
        let Some(end) = hashes.last().cloned() else {
            return Ok(count);
        };
        for name in &hashes {
            let hash = Hash::parse(name).with_context(|| format!("bad hash {name}"))?;
            fs::write(folder.join(name), blobs.get(hash).await?)?;
            count += 1;
        }
        after = end;
    }
}
