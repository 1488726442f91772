//! Pictures: brought in, looked at, described, and what may be done with them.

use super::said::{Asked, Said, answer, ok};
use super::{Api, Problem, uploads};
use crate::account::Caller;
use crate::picture::{self, Edit, Terms, credentials, form};
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use dateline_core::credentials::ContentCredentials;
use dateline_core::edition::EditionCode;
use dateline_core::picture::{Effect, Territory, UsageRights, Use};
use dateline_db::queries::picture_edit;
use dateline_infra::blob::Hash;
use http::{HeaderName, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use tokio_util::io::ReaderStream;
use uuid::Uuid;

/// Pictures of one page of the list.
const MOST_LISTED: i64 = 200;

/// What is asked of the list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListOf {
    #[serde(default)]
    missing: bool,
    after: Option<Uuid>,
    #[serde(default = "usual")]
    limit: i64,
}

fn usual() -> i64 {
    50
}

/// `GET /pictures`: a page of the list, in order of their ids.
pub async fn list(State(api): State<Api>, asked: Asked<ListOf>) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    if !(1..=MOST_LISTED).contains(&asked.limit) {
        let detail = format!("limit must be 1 to {MOST_LISTED}");
        return Err(Problem::new(StatusCode::BAD_REQUEST, "query", detail));
    }
    let mut tx = api.house.db().read().await?;
    let after = asked.after.unwrap_or(Uuid::nil());
    let found = picture_edit::list(&mut tx, asked.missing, after, asked.limit).await?;
    tx.close().await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count == asked.limit);
    let next = found.last().map(|line| line.id).filter(|_| is_full);
    let pictures: Vec<Value> = found.iter().map(form::line).collect();
    Ok(ok(&json!({ "pictures": pictures, "next": next })))
}

/// What is asked of a file that comes whole.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    #[serde(default)]
    file: String,
}

/// `POST /pictures?file=NAME`: a file, whole. 201 with the picture, 200 if it was here already.
pub async fn add(
    State(api): State<Api>,
    caller: Caller,
    asked: Asked<Named>,
    body: Body,
) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    let taken = uploads::whole(&api, &caller, &asked.file, body).await?;
    let id = taken.picture.id;
    let found = credentials::of_taken(&api.house, &api.blobs, &taken).await?;
    let mut shown = whole(&api, &id.to_string(), Some(found)).await?;
    shown["notes"] = taken.notes.into();
    let status = if taken.is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let address = [(header::LOCATION, format!("/api/pictures/{id}"))];
    Ok((address, answer(status, &shown)).into_response())
}

/// Everything known of a picture, with its content credentials, looked at now if they are not given.
async fn whole(api: &Api, id: &str, found: Option<ContentCredentials>) -> Result<Value, Problem> {
    let mut tx = api.house.db().read().await?;
    let record = picture::get(&mut tx, id).await?;
    let leases = picture::leases(&mut tx, id).await?;
    let substitute = picture::substitute_of(&mut tx, record.picture.id).await?;
    tx.close().await?;
    let found = match found {
        Some(found) => found,
        None => credentials::of(&api.house, &api.blobs, &record).await?,
    };
    Ok(form::whole(&record, &leases, substitute, &found)?)
}

/// `GET /pictures/ID`.
pub async fn show(State(api): State<Api>, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(ok(&whole(&api, &id, None).await?))
}

/// `GET /pictures/ID/uses`.
pub async fn uses(State(api): State<Api>, Path(id): Path<String>) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let uses = picture::uses(&mut tx, &id).await?;
    tx.close().await?;
    Ok(ok(&json!(uses)))
}

/// `GET /pictures/ID/original`: the file byte for byte, to be kept, never shown in place.
pub async fn original(State(api): State<Api>, Path(id): Path<String>) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let record = picture::get(&mut tx, &id).await?;
    tx.close().await?;
    let hash = record.picture.hash.as_deref();
    let hash: Option<Hash> = hash.and_then(Hash::parse);
    let Some(hash) = hash else {
        let detail = "the file of this picture is missing";
        return Err(Problem::new(StatusCode::NOT_FOUND, "no-file", detail));
    };
    let file = api
        .blobs
        .open(hash)
        .await
        .map_err(picture::PictureError::from)?;
    let mut response = Response::new(Body::from_stream(ReaderStream::new(file)));
    let headers = response.headers_mut();
    for (name, value) in [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment"),
        ),
        (header::CONTENT_LENGTH, HeaderValue::from(record.bytes)),
        (
            HeaderName::from_static("content-security-policy"),
            HeaderValue::from_static("sandbox; default-src 'none'"),
        ),
    ] {
        headers.insert(name, value);
    }
    Ok(response)
}

/// New words: a field that is left out stays, null or empty words clear it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub struct Words {
    #[serde(deserialize_with = "given")]
    headline: Option<String>,
    #[serde(deserialize_with = "given")]
    caption: Option<String>,
    #[serde(deserialize_with = "given")]
    alt: Option<String>,
    #[serde(deserialize_with = "given")]
    credit_line: Option<String>,
    #[serde(deserialize_with = "given")]
    photographer: Option<String>,
    #[serde(deserialize_with = "given")]
    source: Option<String>,
    #[serde(deserialize_with = "given")]
    copyright: Option<String>,
    #[serde(deserialize_with = "given")]
    licence_url: Option<String>,
    #[serde(deserialize_with = "given")]
    licence_page: Option<String>,
    #[serde(deserialize_with = "given")]
    digital_source_type: Option<String>,
    /// Only in the language of these editions.
    locale: Option<String>,
}

/// A field that is there: null clears as empty words do.
fn given<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Option::<String>::deserialize(from).map(|words| Some(words.unwrap_or_default()))
}

/// `PATCH /pictures/ID`.
pub async fn edit(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(words): Said<Words>,
) -> Result<Response, Problem> {
    let edit = Edit {
        headline: words.headline,
        caption: words.caption,
        alt: words.alt,
        credit_line: words.credit_line,
        photographer: words.photographer,
        source: words.source,
        copyright: words.copyright,
        licence_url: words.licence_url,
        licence_page: words.licence_page,
        digital_source_type: words.digital_source_type,
        locale: words.locale,
    };
    let mut tx = api.house.db().begin().await?;
    let done = picture::edit(&api.house, &mut tx, &id, edit, &caller.actor()).await?;
    api.house.commit(tx).await?;
    Ok(ok(&form::words(&done)))
}

/// A category of rights.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    rights: UsageRights,
}

/// `PUT /pictures/ID/rights`.
pub async fn set_rights(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(category): Said<Category>,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().begin().await?;
    let (house, by) = (&api.house, caller.actor());
    let done = picture::set_rights(house, &mut tx, &id, category.rights, &by).await?;
    api.house.commit(tx).await?;
    Ok(ok(&form::words(&done)))
}

/// What stands in: the id of a picture, or null for nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandIn {
    substitute: Option<String>,
}

/// `PUT /pictures/ID/substitute`.
pub async fn set_substitute(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(chosen): Said<StandIn>,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().begin().await?;
    let (house, by) = (&api.house, caller.actor());
    let other = chosen.substitute.as_deref();
    let done = picture::set_substitute(house, &mut tx, &id, other, &by).await?;
    api.house.commit(tx).await?;
    Ok(ok(&json!({ "id": id, "substitute": form::named(done) })))
}

/// `GET /pictures/ID/leases`.
pub async fn leases(State(api): State<Api>, Path(id): Path<String>) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let found = picture::leases(&mut tx, &id).await?;
    tx.close().await?;
    Ok(ok(&json!({ "leases": found })))
}

/// A lease on its way into the house; empty lists mean all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewLease {
    effect: Effect,
    #[serde(default)]
    uses: Vec<Use>,
    #[serde(default)]
    editions: Vec<EditionCode>,
    #[serde(default)]
    territories: Vec<String>,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    note: Option<String>,
}

/// `POST /pictures/ID/leases`.
pub async fn add_lease(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(new): Said<NewLease>,
) -> Result<Response, Problem> {
    let mut territories = Vec::with_capacity(new.territories.len());
    for code in new.territories {
        territories.push(Territory::parse(&code).ok_or_else(|| {
            let detail = format!("\"{code}\" is no country; give two letters as ISO 3166 has them");
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "refused", detail)
        })?);
    }
    let terms = Terms {
        effect: new.effect,
        uses: new.uses,
        editions: new.editions,
        territories,
        from: new.from,
        until: new.until,
        note: new.note,
    };
    let mut tx = api.house.db().begin().await?;
    let lease = picture::add_lease(&api.house, &mut tx, &id, terms, &caller.actor()).await?;
    api.house.commit(tx).await?;
    let address = [(header::LOCATION, format!("/api/leases/{}", lease.id))];
    Ok((address, answer(StatusCode::CREATED, &json!(lease))).into_response())
}

/// When a lease ends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    until: Timestamp,
}

/// `PATCH /leases/ID`.
pub async fn end_lease(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(end): Said<End>,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().begin().await?;
    let (house, by) = (&api.house, caller.actor());
    let lease = picture::end_lease(house, &mut tx, &id, end.until, &by).await?;
    api.house.commit(tx).await?;
    Ok(ok(&json!(lease)))
}

/// `DELETE /leases/ID`.
pub async fn remove_lease(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().begin().await?;
    let lease = picture::remove_lease(&api.house, &mut tx, &id, &caller.actor()).await?;
    api.house.commit(tx).await?;
    Ok(ok(&json!(lease)))
}

/// How far to look ahead.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ahead {
    #[serde(default = "a_week")]
    days: i64,
}

fn a_week() -> i64 {
    7
}

/// `GET /pictures/due`: leases that end soon, with every use that ends with them.
pub async fn due(State(api): State<Api>, asked: Asked<Ahead>) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    let mut tx = api.house.db().read().await?;
    let found = picture::due(&mut tx, api.house.now(), asked.days).await?;
    tx.close().await?;
    Ok(ok(&json!({ "days": asked.days, "leases": found })))
}
