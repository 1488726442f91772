//! Taking a picture in: its file is stored byte for byte, and what the file says is written down.

use super::{MAX_ADDRESS, PictureError, record};
use crate::actor::Actor;
use bytes::Bytes;
use dateline_core::body::limits::is_web_url;
use dateline_core::event::EventKind;
use dateline_core::id::PictureId;
use dateline_core::picture::{Look, Picture, PictureFacts, UsageRights, version};
use dateline_db::DbError;
use dateline_db::queries::picture as pictures;
use dateline_db::queries::picture_record::{self, FileFacts};
use dateline_formats::photo::{self, PhotoMetadata};
use dateline_infra::background;
use dateline_infra::blob::{BlobError, Blobs};
use dateline_infra::picture::{Examined, RenditionError, examine_in_turn};
use dateline_web::house::House;
use serde_json::json;

/// A file that comes in.
#[derive(Clone, Debug)]
pub struct Intake {
    /// Its name where it came from, without folders.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A picture that came in.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The picture.
    pub picture: Picture,
    /// Its headline.
    pub headline: Option<String>,
    /// What its file says.
    pub metadata: PhotoMetadata,
    /// What of it could not be read, a phrase each.
    pub notes: Vec<String>,
    /// False if this file was here already; then nothing was changed.
    pub is_new: bool,
}

/// What was read of a file.
struct Looked {
    examined: Examined,
    metadata: PhotoMetadata,
    notes: Vec<String>,
}

/// Takes a picture in. A file that is here already is not stored twice: its picture is answered.
pub async fn take_in(
    house: &House,
    blobs: &Blobs,
    intake: Intake,
    by: &Actor,
) -> Result<Taken, PictureError> {
    let looked = look(intake.bytes.clone()).await?;
    let length = i64::try_from(intake.bytes.len()).unwrap_or(i64::MAX);
    let hash = blobs
        .put(intake.bytes)
        .await
        .map_err(|error| match error {
            BlobError::TooLarge { .. } => PictureError::Refused(error.to_string()),
            error => error.into(),
        })?
        .to_string();
    let (facts, notes) = facts(&looked.metadata, looked.notes);
    let picture = picture(house, hash, &looked.examined, facts);
    let new = pictures::NewPicture {
        picture,
        bytes: length,
        origin_url: None,
        created_at: dateline_db::micros(house.now()),
    };
    let file = FileFacts {
        file_name: Some(intake.file_name).filter(|name| !name.is_empty()),
        headline: looked.metadata.headline.clone(),
        metadata: serde_json::to_string(&looked.metadata).ok(),
    };
    let (picture, is_new) = put(house, new, &file, &looked.examined, by).await?;
    Ok(Taken {
        picture,
        headline: file.headline,
        metadata: looked.metadata,
        notes,
        is_new,
    })
}

fn picture(house: &House, hash: String, examined: &Examined, facts: PictureFacts) -> Picture {
    let (inspected, focal_point) = (&examined.inspected, (0.5, 0.5));
    Picture {
        id: PictureId(house.new_id()),
        hash: Some(hash),
        media_type: Some(inspected.kind.media_type().to_owned()),
        width: i64::from(inspected.width),
        height: i64::from(inspected.height),
        focal_point,
        look: Look {
            version: version(&facts, focal_point),
            hint: examined.hint.as_ref().map(|hint| hint.as_str().to_owned()),
            is_moving: inspected.frames > 1,
            has_avif: false,
        },
        facts,
    }
}

/// Writes the picture down, unless its file is here: then that picture, and false. Whoever takes
/// the same file in at the same moment gets the same picture.
async fn put(
    house: &House,
    new: pictures::NewPicture,
    file: &FileFacts,
    examined: &Examined,
    by: &Actor,
) -> Result<(Picture, bool), PictureError> {
    let (id, hash) = (new.picture.id, new.picture.hash.clone().unwrap_or_default());
    let mut tx = house.db().begin().await?;
    if let Some(known) = pictures::find_by_hash(&mut tx, &hash).await? {
        return Ok((known, false));
    }
    picture_record::insert(&mut tx, &new, file).await?;
    match pictures::claim_file(&mut tx, id, &hash).await {
        Err(DbError::Taken { .. }) => {
            drop(tx);
            let mut tx = house.db().read().await?;
            let known = pictures::find_by_hash(&mut tx, &hash).await?;
            tx.close().await?;
            let gone = || PictureError::Broken("another import of it was taken back".to_owned());
            return Ok((known.ok_or_else(gone)?, false));
        }
        done => done?,
    }
    let frames = i64::from(examined.inspected.frames);
    pictures::set_look(&mut tx, id, frames, new.picture.look.hint.as_deref()).await?;
    let particulars = json!({ "file": file.file_name, "bytes": new.bytes });
    record(house, &mut tx, EventKind::PictureAdded, by, id, particulars).await?;
    house.commit(tx).await?;
    Ok((new.picture, true))
}

/// Looks at the picture when its turn comes and reads what it says, off the async threads.
async fn look(bytes: Bytes) -> Result<Looked, PictureError> {
    let examined = examine_in_turn(bytes.clone())
        .await
        .map_err(|error| match error {
            RenditionError::Stopped(reason) => PictureError::Broken(reason),
            refused => PictureError::Refused(refused.to_string()),
        })?;
    let reading = background::spawn(move || photo::read(&bytes))
        .await
        .map_err(|error| PictureError::Broken(error.to_string()))?;
    Ok(Looked {
        examined,
        metadata: reading.metadata,
        notes: reading.notes.iter().map(ToString::to_string).collect(),
    })
}

/// The facts editors work with; an alternative text that repeats the caption is left out.
fn facts(of: &PhotoMetadata, mut notes: Vec<String>) -> (PictureFacts, Vec<String>) {
    let names = of.photographers.join(", ");
    let mut facts = PictureFacts {
        caption: of.caption.clone(),
        alt: of.alt.clone(),
        credit_line: of.credit_line.clone(),
        photographer: Some(names).filter(|names| !names.is_empty()),
        source: of.source.clone(),
        copyright: of.copyright_notice.clone(),
        rights: rights(of),
        licence_url: web_address(of.licence_url.as_deref().or(of.web_statement.as_deref())),
        licence_page: web_address(of.licensors.iter().find_map(|who| who.url.as_deref())),
        digital_source_type: of
            .digital_source_type
            .as_ref()
            .map(|how| how.code().to_owned()),
    };
    if facts.alt.is_some() && facts.alt == facts.caption {
        facts.alt = None;
        notes.push("the alternative text repeats the caption and was left out".to_owned());
    }
    (facts, notes)
}

/// An address readers may follow: one of the web, of bounded length.
fn web_address(written: Option<&str>) -> Option<String> {
    let address = written?.trim();
    (is_web_url(address) && address.len() <= MAX_ADDRESS).then(|| address.to_owned())
}

/// What a licence's address says of the rights; everything else is for an editor to say.
fn rights(of: &PhotoMetadata) -> UsageRights {
    let address = of.licence_url.as_deref().or(of.web_statement.as_deref());
    let address = address.unwrap_or_default().to_ascii_lowercase();
    let path = ["https://", "http://"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))
        .map(|rest| rest.strip_prefix("www.").unwrap_or(rest));
    match path.and_then(|rest| rest.strip_prefix("creativecommons.org/")) {
        Some(rest) if rest.starts_with("licenses/") => UsageRights::CreativeCommons,
        Some(rest) if rest.starts_with("publicdomain/") => UsageRights::PublicDomain,
        _ => UsageRights::Unknown,
    }
}
