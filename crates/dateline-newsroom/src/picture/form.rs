//! Pictures as JSON, the same for the command line and the API.

use super::PictureError;
use dateline_core::credentials::ContentCredentials;
use dateline_core::picture::{Lease, Substitute, UsageRights};
use dateline_db::DbError;
use dateline_db::queries::picture_edit::Line;
use dateline_db::queries::picture_record::PictureRecord;
use serde_json::{Map, Value, json};

/// Everything the desk knows of a picture.
pub fn whole(
    record: &PictureRecord,
    leases: &[Lease],
    substitute: Substitute,
    credentials: &ContentCredentials,
) -> Result<Value, PictureError> {
    let picture = &record.picture;
    let metadata: Value = match &record.file.metadata {
        Some(text) => serde_json::from_str(text).map_err(|error| DbError::Corrupt {
            what: "picture.metadata",
            detail: error.to_string(),
        })?,
        None => Value::Null,
    };
    let mut shown = Map::new();
    shown.insert("id".to_owned(), picture.id.to_string().into());
    let file = json!({
        "file": record.file.file_name,
        "hash": picture.hash,
        "bytes": record.bytes,
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "focal_point": [picture.focal_point.0, picture.focal_point.1],
    });
    let rest = json!({
        "leases": leases,
        "substitute": named(substitute),
        "origin_url": record.origin_url,
        "created_at": dateline_db::from_micros(record.created_at).to_string(),
        "metadata": metadata,
        "content_credentials": credentials,
    });
    for part in [file, words(record), rest] {
        if let Value::Object(part) = part {
            shown.extend(part);
        }
    }
    Ok(Value::Object(shown))
}

/// What is said of a picture, each fact in its own field.
pub fn words(record: &PictureRecord) -> Value {
    let facts = &record.picture.facts;
    json!({
        "id": record.picture.id,
        "headline": record.file.headline,
        "caption": facts.caption,
        "alt": facts.alt,
        "credit_line": facts.credit_line,
        "photographer": facts.photographer,
        "source": facts.source,
        "copyright": facts.copyright,
        "rights": facts.rights,
        "licence_url": facts.licence_url,
        "licence_page": facts.licence_page,
        "digital_source_type": facts.digital_source_type,
    })
}

/// A substitute in one word: an id, "nothing", or none where nobody decided.
pub fn named(substitute: Substitute) -> Option<String> {
    match substitute {
        Substitute::Undecided => None,
        Substitute::Nothing => Some("nothing".to_owned()),
        Substitute::Picture(other) => Some(other.to_string()),
    }
}

/// A picture in one line of the list, with what it lacks to be published.
pub fn line(line: &Line) -> Value {
    json!({
        "id": line.id,
        "file": line.file_name,
        "caption": line.caption,
        "credit_line": line.credit_line,
        "photographer": line.photographer,
        "alt": line.alt,
        "rights": line.rights,
        "public_stories": line.uses,
        "lacks": lacks(line),
    })
}

/// What a picture lacks to be published.
pub fn lacks(line: &Line) -> Vec<&'static str> {
    let is_blank = |text: &Option<String>| text.as_deref().is_none_or(|t| t.trim().is_empty());
    let mut lacks = Vec::new();
    if is_blank(&line.credit_line) && is_blank(&line.photographer) {
        lacks.push("credit");
    }
    if is_blank(&line.alt) {
        lacks.push("alt");
    }
    if UsageRights::parse(&line.rights) == UsageRights::Unknown {
        lacks.push("rights");
    }
    lacks
}
