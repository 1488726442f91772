//! `dateline backup` and `dateline restore`.
//!
//! A backup is a folder: `manifest.json`, `tables/NAME.jsonl` (one row a line, the same from both
//! engines, so a house can move from one to the other), `originals/` (pictures by SHA-256) and
//! `credentials/` (the keys of content credentials).

use super::{backup_keys, runtime, serve};
use crate::cli::Common;
use crate::house::{self, say};
use anyhow::{Context, Result, bail};
use dateline_db::dump::{Table, tables};
use dateline_db::queries::picture;
use dateline_db::{Tx, migrate};
use dateline_infra::blob::{Blobs, Hash};
use dateline_web::house::House;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

/// Rows read or written at a time.
const BATCH: i64 = 500;

#[derive(Debug, Deserialize, Serialize)]
struct Manifest {
    program: String,
    created_at: jiff::Timestamp,
    migrations: Vec<String>,
    /// Rows and checksum of each table.
    tables: BTreeMap<String, TableEntry>,
    originals: u64,
    /// Checksum of each key and certificate; a backup of an earlier version has none.
    #[serde(default)]
    keys: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct TableEntry {
    rows: u64,
    sha256: String,
}

/// Copies the whole house while it runs, then reads the copy back and compares.
pub async fn backup(house: &House, to: &Path) -> Result<ExitCode> {
    make_empty(to)?;
    fs::create_dir_all(to.join("tables"))?;
    let mut tx = house.db().read().await?;
    let mut entries = BTreeMap::new();
    for table in tables() {
        let entry = dump(
            &mut tx,
            &table,
            &to.join("tables").join(format!("{}.jsonl", table.name)),
        )
        .await?;
        entries.insert(table.name.clone(), entry);
    }
    let originals = copy_originals(&mut tx, &serve::blobs(house.data())?, to).await?;
    tx.close().await?;
    let manifest = Manifest {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        created_at: house.now(),
        migrations: migrate::MIGRATIONS
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect(),
        tables: entries,
        originals,
        keys: backup_keys::copy(house.data(), to)?,
    };
    write_synced(
        &to.join("manifest.json"),
        &serde_json::to_vec_pretty(&manifest)?,
    )?;
    check(to, &manifest)?;
    let rows: u64 = manifest.tables.values().map(|t| t.rows).sum();
    say(&format!(
        "Copied {rows} rows and {originals} originals to {}; the copy was read back and is whole.",
        to.display()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Makes a folder, or takes one that is empty.
pub fn make_empty(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    if fs::read_dir(folder)?.next().is_some() {
        bail!(
            "{} is not empty; give a folder that does not exist",
            folder.display()
        );
    }
    Ok(())
}

pub(super) fn write_synced(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file =
        File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

async fn dump(tx: &mut Tx, table: &Table, path: &Path) -> Result<TableEntry> {
    let mut file = BufWriter::new(
        File::create(path).with_context(|| format!("cannot write {}", path.display()))?,
    );
    let mut last = None;
    let mut rows = 0;
    loop {
        let batch = table.read(tx, last.as_deref(), BATCH).await?;
        let Some(end) = batch.last().cloned() else {
            break;
        };
        rows += u64::try_from(batch.len())?;
        for row in &batch {
            serde_json::to_writer(&mut file, &table.to_json(row))?;
            file.write_all(b"\n")?;
        }
        last = Some(end);
    }
    file.into_inner()
        .map_err(std::io::IntoInnerError::into_error)?
        .sync_all()?;
    Ok(TableEntry {
        rows,
        sha256: sha256_of(path)?,
    })
}

pub(super) fn sha256_of(path: &Path) -> Result<String> {
    Ok(Hash::of(&fs::read(path)?).to_string())
}

async fn copy_originals(tx: &mut Tx, blobs: &Blobs, to: &Path) -> Result<u64> {
    let folder = to.join("originals");
    fs::create_dir_all(&folder)?;
    let mut after = String::new();
    let mut count = 0;
    loop {
        let hashes = picture::list_hashes(tx, &after, BATCH).await?;
        let Some(end) = hashes.last().cloned() else {
            return Ok(count);
        };
        for name in hashes {
            let hash = Hash::parse(&name)
                .with_context(|| format!("the picture table holds the bad hash {name}"))?;
            let bytes = blobs
                .get(hash)
                .await
                .with_context(|| format!("the original {name}"))?;
            write_synced(&folder.join(&name), &bytes)?;
            count += 1;
        }
        after = end;
    }
}

fn check(folder: &Path, manifest: &Manifest) -> Result<()> {
    for (name, entry) in &manifest.tables {
        let path = folder.join("tables").join(format!("{name}.jsonl"));
        if sha256_of(&path)? != entry.sha256 {
            bail!(
                "{} is damaged: its checksum is not the one of the manifest",
                path.display()
            );
        }
    }
    backup_keys::check(folder, &manifest.keys)?;
    let mut found = 0;
    for file in fs::read_dir(folder.join("originals"))? {
        let path = file?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if sha256_of(&path)? != name {
            bail!("the original {name} is damaged");
        }
        found += 1;
    }
    if found != manifest.originals {
        bail!(
            "{found} originals are there, {} should be",
            manifest.originals
        );
    }
    Ok(())
}

/// Brings a backup back into an empty house.
pub fn restore(common: &Common, from: &Path) -> Result<ExitCode> {
    let config = house::configure(common, &[])?;
    house::start_log(&config);
    let text = fs::read_to_string(from.join("manifest.json")).with_context(|| {
        format!(
            "{} holds no backup: it has no manifest.json",
            from.display()
        )
    })?;
    let manifest: Manifest = serde_json::from_str(&text).context("manifest.json cannot be read")?;
    check(from, &manifest)?;
    let known: Vec<&str> = migrate::MIGRATIONS.iter().map(|(name, _)| *name).collect();
    if let Some(newer) = manifest
        .migrations
        .iter()
        .find(|name| !known.contains(&name.as_str()))
    {
        bail!(
            "the backup was made by Dateline {}, which is newer (migration {newer}); use that version",
            manifest.program
        );
    }
    runtime(2)?.block_on(async {
        let house = house::open(&config, &common.data).await?;
        put_back(&house, from, &manifest).await?;
        // As an upgrade does: see `house::open`.
        if !manifest.migrations.iter().any(|m| m == house::CHOOSING) {
            crate::languages::settle(&house, &config).await?;
        }
        house.db().close().await;
        Ok(ExitCode::SUCCESS)
    })
}

async fn put_back(house: &House, from: &Path, manifest: &Manifest) -> Result<()> {
    let blobs = serve::blobs(house.data())?;
    for file in fs::read_dir(from.join("originals"))? {
        blobs.put(fs::read(file?.path())?.into()).await?;
    }
    let mut tx = house.db().begin().await?;
    let tables = tables();
    if let Some(table) = not_empty(&mut tx, &tables).await? {
        bail!(
            "this house is not empty (table {table} has rows); restore into a new folder or database"
        );
    }
    for table in &tables {
        let Some(entry) = manifest.tables.get(&table.name) else {
            continue;
        };
        let rows = load(
            &mut tx,
            table,
            &from.join("tables").join(format!("{}.jsonl", table.name)),
        )
        .await?;
        if rows != entry.rows {
            bail!("{} has {rows} rows, {} should be", table.name, entry.rows);
        }
    }
    backup_keys::put_back(from, house.data(), &manifest.keys)?;
    tx.changed(dateline_core::subject::Subject::Everything.key());
    house.commit(tx).await?;
    let rows: u64 = manifest.tables.values().map(|t| t.rows).sum();
    say(&format!(
        "Restored {rows} rows and {} originals.",
        manifest.originals
    ));
    Ok(())
}

async fn not_empty(tx: &mut Tx, tables: &[Table]) -> Result<Option<String>> {
    for table in tables {
        if !table.read(tx, None, 1).await?.is_empty() {
            return Ok(Some(table.name.clone()));
        }
    }
    Ok(None)
}

async fn load(tx: &mut Tx, table: &Table, path: &Path) -> Result<u64> {
    let mut batch = Vec::new();
    let mut count = 0;
    for line in BufReader::new(File::open(path)?).lines() {
        batch.push(table.from_json(&serde_json::from_str(&line?)?)?);
        count += 1;
        if batch.len() >= 500 {
            table.write(tx, std::mem::take(&mut batch)).await?;
        }
    }
    table.write(tx, batch).await?;
    Ok(count)
}
