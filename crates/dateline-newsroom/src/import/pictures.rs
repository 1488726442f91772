//! Pictures: a row for each, a file where it can be had.

use super::ImportError;
use super::media::Media;
use super::prepare::is_same;
use super::report::kind;
use super::run::{Run, items};
use super::{print, repress};
use bytes::Bytes;
use dateline_core::body::limits::is_web_url;
use dateline_core::picture::{Look, Picture, PictureFacts};
use dateline_db::Tx;
use dateline_db::queries::import;
use dateline_db::queries::picture::{self, NewPicture};
use dateline_formats::archive::{self, Origin};
use dateline_infra::blob::{BlobError, Blobs, Hash};
use dateline_infra::picture::{MAX_BYTES, inspect};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Files read at the same time.
const AT_ONCE: usize = 3;

/// The pictures of an import so far.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    seen: HashSet<Uuid>,
    /// Pictures without a file.
    pub missing: Vec<Missing>,
}

/// A picture without a file.
#[derive(Debug)]
pub(super) struct Missing {
    /// Its id.
    pub id: Uuid,
    /// Where it stood.
    pub origin: Origin,
    /// Its address on the old site.
    pub url: String,
    /// Why.
    pub reason: String,
}

/// Pictures ready to be written.
#[derive(Debug, Default)]
pub(super) struct Settled {
    rows: Vec<NewPicture>,
    items: Vec<(String, Uuid, String)>,
    /// Pictures that were here and have their file only now.
    filled: Vec<Uuid>,
}

impl Settled {
    /// True if there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A file in the store.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    /// Its name there.
    pub hash: Hash,
    /// Media type by content.
    pub media_type: &'static str,
    /// Length in bytes.
    pub bytes: i64,
    /// Pixels across and down, upright.
    pub size: (i64, i64),
}

/// Why a file is not in the store.
#[derive(Debug)]
pub(super) enum NotStored {
    /// It is not to be had or no picture.
    Reason(String),
    /// The store fails: nothing more can be stored.
    Fatal(ImportError),
}

impl Pictures {
    /// True if the picture did not come up before.
    pub fn is_first(&mut self, picture: &archive::Picture) -> bool {
        self.seen.insert(picture.id.0)
    }
}

/// Stores the files of pictures that did not come up before and makes their rows. Nothing is
/// written to the database yet.
pub(super) async fn settle(
    run: &mut Run<'_>,
    pictures: Vec<archive::Picture>,
) -> Result<Settled, ImportError> {
    let new: Vec<archive::Picture> = pictures
        .into_iter()
        .filter(|picture| run.pictures.is_first(picture))
        .collect();
    if new.is_empty() {
        return Ok(Settled::default());
    }
    run.report.find(kind::PICTURES, new.len() as u64);
    let ids: Vec<Uuid> = new.iter().map(|p| p.id.0).collect();
    let keys: Vec<String> = ids.iter().map(Uuid::to_string).collect();
    let mut tx = run.house.db().read().await?;
    let here: HashMap<Uuid, bool> = import::list_files(&mut tx, &ids)
        .await?
        .into_iter()
        .collect();
    let known = items(&mut tx, &run.key, kind::PICTURES, &keys).await?;
    tx.close().await?;
    let wanted: Vec<(Uuid, String)> = new
        .iter()
        .filter(|p| here.get(&p.id.0) != Some(&true))
        .map(|p| (p.id.0, p.url.clone()))
        .collect();
    let mut files = from_media(run, wanted).await?;
    let mut settled = Settled::default();
    for picture in new {
        let id = picture.id.0;
        let (print, key) = (print::picture(&picture), id.to_string());
        let file = match here.get(&id) {
            Some(true) => None,
            _ => Some(files.remove(&id).unwrap_or_else(|| Err(no_file(&picture)))),
        };
        let is_known = known.get(&key).is_some_and(|(_, was)| *was == print);
        let is_found = matches!(file, Some(Ok(_)));
        match &file {
            None | Some(Ok(_)) => run.report.keep(kind::PICTURES, 1),
            Some(Err(reason)) => run.pictures.missing.push(Missing {
                id,
                origin: picture.origin.clone(),
                url: picture.url.clone(),
                reason: reason.clone(),
            }),
        }
        if is_found && here.contains_key(&id) {
            settled.filled.push(id);
        }
        let facts = facts(run, &picture);
        if !is_known || is_found {
            let created_at = dateline_db::micros(run.house.now());
            settled.rows.push(row(
                picture,
                facts,
                file.as_ref().and_then(|file| file.as_ref().ok()),
                created_at,
            ));
            settled.items.push((key, id, print));
        }
    }
    Ok(settled)
}

/// Writes what was settled; public stories that waited for a file are pressed with it.
pub(super) async fn put(
    run: &mut Run<'_>,
    tx: &mut Tx,
    settled: Settled,
) -> Result<(), ImportError> {
    if settled.is_empty() {
        return Ok(());
    }
    run.is_changed = true;
    picture::put(tx, &settled.rows).await?;
    import::put_items(tx, &run.key, kind::PICTURES, &settled.items).await?;
    repress::users(tx, &settled.filled).await
}

fn no_file(picture: &archive::Picture) -> String {
    match picture.url.as_str() {
        "" => "the archive names the picture and does not hold it".to_owned(),
        _ => "its file is neither in a media folder nor was it to be fetched".to_owned(),
    }
}

/// The editorial metadata; an alternative text that repeats the caption is left out.
fn facts(run: &mut Run<'_>, picture: &archive::Picture) -> PictureFacts {
    let text = |text: &Option<String>| {
        let text = text.as_ref().map(|t| t.trim().to_owned());
        text.filter(|t| !t.is_empty())
    };
    let mut facts = PictureFacts {
        caption: text(&picture.caption),
        alt: text(&picture.alt),
        credit_line: text(&picture.credit),
        ..PictureFacts::default()
    };
    if is_same(facts.alt.as_deref(), facts.caption.as_deref()) {
        facts.alt = None;
        let from = "alternative text that repeats the caption";
        run.report
            .change(kind::PICTURES, &picture.origin, from, "caption alone");
    }
    facts
}

fn row(
    picture: archive::Picture,
    facts: PictureFacts,
    file: Option<&Stored>,
    created_at: i64,
) -> NewPicture {
    NewPicture {
        picture: Picture {
            id: picture.id,
            hash: file.map(|f| f.hash.to_string()),
            media_type: file.map(|f| f.media_type.to_owned()),
            width: file.map_or(0, |f| f.size.0),
            height: file.map_or(0, |f| f.size.1),
            focal_point: (0.5, 0.5),
            facts,
            look: Look::default(),
        },
        bytes: file.map_or(0, |f| f.bytes),
        origin_url: Some(picture.url).filter(|url| is_web_url(url)),
        created_at,
    }
}

type Files = HashMap<Uuid, Result<Stored, String>>;

/// Stores the files of pictures that are in the media folder.
async fn from_media(run: &Run<'_>, wanted: Vec<(Uuid, String)>) -> Result<Files, ImportError> {
    let mut files = Files::new();
    let Some(media) = &run.media else {
        return Ok(files);
    };
    let mut wanted = wanted.into_iter().filter(|(_, url)| !url.is_empty());
    let mut tasks = JoinSet::new();
    loop {
        while tasks.len() < AT_ONCE
            && let Some((id, url)) = wanted.next()
        {
            let (media, blobs) = (Arc::clone(media), run.blobs.clone());
            tasks.spawn(async move { (id, store_file(media, blobs, url).await) });
        }
        let Some(done) = tasks.join_next().await else {
            return Ok(files);
        };
        let (id, stored) = done.map_err(|e| ImportError::Broken(e.to_string()))?;
        match stored {
            Ok(stored) => files.insert(id, Ok(stored)),
            Err(NotStored::Reason(reason)) => files.insert(id, Err(reason)),
            Err(NotStored::Fatal(error)) => return Err(error),
        };
    }
}

async fn store_file(
    media: Arc<Mutex<Media>>,
    blobs: Blobs,
    url: String,
) -> Result<Stored, NotStored> {
    let read = tokio::task::spawn_blocking(move || {
        let path = media
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .find(&url)?;
        read_file(&path)
    });
    let bytes = read
        .await
        .map_err(|e| NotStored::Fatal(ImportError::Broken(e.to_string())))?
        .map_err(NotStored::Reason)?;
    store(&blobs, bytes).await
}

fn read_file(path: &Path) -> Result<Bytes, String> {
    let unreadable = |error: std::io::Error| format!("its file cannot be read: {error}");
    let length = std::fs::metadata(path).map_err(unreadable)?.len();
    if length > MAX_BYTES as u64 {
        return Err(format!(
            "its file has {length} bytes, more than {MAX_BYTES}"
        ));
    }
    std::fs::read(path).map(Bytes::from).map_err(unreadable)
}

/// Measures a picture and stores it.
pub(super) async fn store(blobs: &Blobs, bytes: Bytes) -> Result<Stored, NotStored> {
    let looked_at = bytes.clone();
    let inspected = tokio::task::spawn_blocking(move || inspect(&looked_at))
        .await
        .map_err(|e| NotStored::Fatal(ImportError::Broken(e.to_string())))?
        .map_err(|error| NotStored::Reason(error.to_string()))?;
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let hash = blobs.put(bytes).await.map_err(|error| match error {
        BlobError::TooLarge { .. } => NotStored::Reason(error.to_string()),
        error => NotStored::Fatal(error.into()),
    })?;
    Ok(Stored {
        hash,
        media_type: inspected.kind.media_type(),
        bytes: length,
        size: (i64::from(inspected.width), i64::from(inspected.height)),
    })
}
