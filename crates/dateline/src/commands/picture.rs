//! `dateline picture`.

use crate::cli::Picture as Act;
use crate::commands::serve::blobs;
use crate::commands::{picture_credentials, picture_desk};
use crate::house::say;
use anyhow::{Context, Result};
use bytes::Bytes;
use dateline_infra::blob::Blobs;
use dateline_infra::picture::MAX_BYTES;
use dateline_newsroom::actor::Actor;
use dateline_newsroom::picture::{self, Intake, PictureError, Taken, credentials, form};
use dateline_web::house::House;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Most folders within folders that are looked into.
const MAX_DEPTH: usize = 32;

pub async fn picture(house: &House, act: Act) -> Result<ExitCode> {
    match act {
        Act::Import { paths, report } => import(house, &paths, report.as_deref()).await,
        Act::Show { id, json } => show(house, &id, json).await,
        Act::Uses { id, json } => uses(house, &id, json).await,
        Act::Desk(act) => super::picture_desk::desk(house, act).await,
    }
}

/// Takes every file in; exit status 0 only if each was taken in or listed with its reason.
async fn import(house: &House, paths: &[PathBuf], report: Option<&Path>) -> Result<ExitCode> {
    let mut found = Found::default();
    for path in paths {
        found.add(path, 0);
    }
    let store = blobs(house.data())?;
    let bar = progress(found.files.len() as u64);
    let mut pictures = Vec::new();
    let (mut new, mut known) = (0, 0);
    for file in found.files {
        match one(house, &store, &file).await? {
            Ok(taken) => {
                *(if taken.is_new { &mut new } else { &mut known }) += 1;
                let mut told = entry(&file, &taken);
                let found = credentials::of_taken(house, &store, &taken).await?;
                told["content_credentials"] = serde_json::to_value(found)?;
                pictures.push(told);
            }
            Err(reason) => found.skipped.push((file, reason)),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    for (file, reason) in &found.skipped {
        say(&format!("Skipped {}: {reason}", file.display()));
    }
    say(&format!(
        "Pictures taken in: {new}. Here already: {known}. Skipped: {}.",
        found.skipped.len()
    ));
    if let Some(path) = report {
        let skipped: Vec<Value> = found
            .skipped
            .iter()
            .map(|(file, reason)| json!({ "file": file.display().to_string(), "reason": reason }))
            .collect();
        let text =
            serde_json::to_string_pretty(&json!({ "pictures": pictures, "skipped": skipped }))?;
        std::fs::write(path, text)
            .with_context(|| format!("cannot write the report to {}", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Files to take in, and those that cannot be, with the reason.
#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    skipped: Vec<(PathBuf, String)>,
}

impl Found {
    /// A file, or every file of a folder by name; what is hidden in a folder is passed over.
    fn add(&mut self, path: &Path, depth: usize) {
        let unreadable = |error: std::io::Error| format!("it cannot be read: {error}");
        let is_folder = match std::fs::metadata(path) {
            Ok(meta) => meta.is_dir(),
            Err(error) => return self.skipped.push((path.to_owned(), unreadable(error))),
        };
        if !is_folder {
            return self.files.push(path.to_owned());
        }
        if depth == MAX_DEPTH {
            let reason = format!("it is more than {MAX_DEPTH} folders deep");
            return self.skipped.push((path.to_owned(), reason));
        }
        let entries = match std::fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.skipped.push((path.to_owned(), unreadable(error))),
        };
        let mut inside: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| !name_of(path).starts_with('.'))
            .collect();
        inside.sort();
        for path in inside {
            self.add(&path, depth + 1);
        }
    }
}

/// Takes one file in; the inner error is the reason why this file was skipped.
async fn one(house: &House, store: &Blobs, file: &Path) -> Result<Result<Taken, String>> {
    let path = file.to_owned();
    let bytes = match tokio::task::spawn_blocking(move || read(&path)).await? {
        Ok(bytes) => bytes,
        Err(reason) => return Ok(Err(reason)),
    };
    let intake = Intake {
        file_name: name_of(file),
        bytes,
    };
    match picture::take_in(house, store, intake, &Actor::command_line()).await {
        Ok(taken) => Ok(Ok(taken)),
        Err(PictureError::Refused(reason) | PictureError::Broken(reason)) => Ok(Err(reason)),
        Err(error) => Err(error.into()),
    }
}

fn read(path: &Path) -> Result<Bytes, String> {
    let unreadable = |error: std::io::Error| format!("it cannot be read: {error}");
    let meta = std::fs::metadata(path).map_err(unreadable)?;
    if !meta.is_file() {
        return Err("it is no file".to_owned());
    }
    if meta.len() > MAX_BYTES as u64 {
        return Err(format!(
            "it has {} bytes; a picture may have {MAX_BYTES}",
            meta.len()
        ));
    }
    std::fs::read(path).map(Bytes::from).map_err(unreadable)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn progress(files: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(files), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("Pictures  {wide_bar} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar
}

/// A picture in the report: what editors work with, then all the file says.
fn entry(file: &Path, taken: &Taken) -> Value {
    let (picture, facts, metadata) = (&taken.picture, &taken.picture.facts, &taken.metadata);
    json!({
        "file": file.display().to_string(),
        "id": picture.id.to_string(),
        "is_new": taken.is_new,
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "headline": taken.headline,
        "caption": facts.caption,
        "alt": facts.alt,
        "credit_line": facts.credit_line,
        "photographer": facts.photographer,
        "source": facts.source,
        "copyright": facts.copyright,
        "rights": facts.rights.as_str(),
        "supplier_reference": metadata.supplier_reference,
        "special_instructions": metadata.special_instructions,
        "date_created": metadata.date_created,
        "place": metadata.place,
        "people_shown": metadata.people_shown,
        "keywords": metadata.keywords,
        "usage_terms": metadata.usage_terms,
        "licence_url": metadata.licence_url,
        "web_statement": metadata.web_statement,
        "digital_source_type": metadata.digital_source_type,
        "data_mining": metadata.data_mining,
        "has_content_credentials": metadata.has_content_credentials,
        "notes": taken.notes,
    })
}

async fn show(house: &House, id: &str, as_json: bool) -> Result<ExitCode> {
    let mut tx = house.db().read().await?;
    let record = picture::get(&mut tx, id).await?;
    let leases = picture::leases(&mut tx, id).await?;
    let substitute = picture::substitute_of(&mut tx, record.picture.id).await?;
    tx.close().await?;
    let store = blobs(house.data())?;
    let credentials = credentials::of(house, &store, &record).await?;
    if as_json {
        let shown = form::whole(&record, &leases, substitute, &credentials)?;
        say(&serde_json::to_string_pretty(&shown)?);
        return Ok(ExitCode::SUCCESS);
    }
    let (picture, facts) = (&record.picture, &record.picture.facts);
    let rows = [
        ("Picture", Some(picture.id.to_string())),
        ("File", record.file.file_name.clone()),
        ("Type", picture.media_type.clone()),
        (
            "Size",
            Some(format!("{} x {}", picture.width, picture.height)),
        ),
        ("Headline", record.file.headline.clone()),
        ("Caption", facts.caption.clone()),
        ("Alt", facts.alt.clone()),
        ("Credit", facts.credit_line.clone()),
        ("Photographer", facts.photographer.clone()),
        ("Source", facts.source.clone()),
        ("Copyright", facts.copyright.clone()),
        ("Rights", Some(facts.rights.as_str().to_owned())),
        ("Licence", facts.licence_url.clone()),
        ("Licence from", facts.licence_page.clone()),
        ("Made as", facts.digital_source_type.clone()),
        ("Substitute", form::named(substitute)),
    ];
    let rows = rows
        .into_iter()
        .chain(picture_credentials::rows(&credentials));
    for (name, value) in rows {
        say(&format!("{name:<13} {}", value.as_deref().unwrap_or("-")));
    }
    for lease in &leases {
        say(&format!("Lease         {}", picture_desk::told(lease)));
    }
    Ok(ExitCode::SUCCESS)
}

async fn uses(house: &House, id: &str, as_json: bool) -> Result<ExitCode> {
    let mut tx = house.db().read().await?;
    let uses = picture::uses(&mut tx, id).await?;
    tx.close().await?;
    if as_json {
        say(&serde_json::to_string_pretty(&uses)?);
        return Ok(ExitCode::SUCCESS);
    }
    for used in &uses.stories {
        let path = used.path.as_deref().unwrap_or("not public");
        let mut places: Vec<&str> = used.places.iter().map(|p| p.as_str()).collect();
        places.extend(used.public_places.iter().map(|p| p.as_str()));
        places.sort_unstable();
        places.dedup();
        say(&format!(
            "{}\t{}\t{}\t{}\t{path}\t{}",
            used.story,
            used.edition,
            used.state,
            used.headline,
            places.join(", ")
        ));
    }
    for portrait in &uses.portraits {
        say(&format!(
            "Portrait of {} ({}, {})",
            portrait.name, portrait.edition, portrait.contributor
        ));
    }
    for other in &uses.stands_in_for {
        say(&format!("Stands in for picture {other}"));
    }
    if uses.is_cut {
        say(&format!(
            "There are more; these are the first {}.",
            uses.stories.len()
        ));
    }
    if uses.is_empty() {
        say("Nothing uses this picture.");
    }
    Ok(ExitCode::SUCCESS)
}
