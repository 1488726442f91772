//! Pictures: brought in, looked at, described, and what may be done with them.

use super::said::{Asked, Said, answer, ok};
use super::{Api, Problem, shapes, uploads};
use crate::account::Caller;
use crate::picture::{self, Edit, Terms, credentials, form};
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use dateline_core::credentials::ContentCredentials;
use dateline_core::edition::EditionCode;
use dateline_core::picture::{Effect, Territory, UsageRights, Use};
use dateline_core::rights::{Place, Right};
use dateline_db::queries::picture_edit;
use dateline_infra::blob::Hash;
use http::{HeaderName, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use tokio_util::io::ReaderStream;
use utoipa::{IntoParams, OpenApi, ToSchema};
use uuid::Uuid;

/// What the documentation says of them.
#[derive(OpenApi)]
#[openapi(paths(
    list,
    add,
    show,
    uses,
    original,
    edit,
    set_rights,
    set_substitute,
    leases,
    add_lease,
    end_lease,
    remove_lease,
    due
))]
pub struct Docs;

/// Pictures of one page of the list.
const MOST_LISTED: i64 = 200;

/// What is asked of the list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListOf {
    /// Only those that lack what readers need, and whose stories are public.
    #[serde(default)]
    missing: bool,
    /// What `next` of the page before said.
    after: Option<Uuid>,
    /// How many at most, 1 to 200.
    #[serde(default = "usual")]
    limit: i64,
}

fn usual() -> i64 {
    50
}

/// The pictures in order of their ids.
#[utoipa::path(get, path = "/pictures", operation_id = "listPictures", params(ListOf), responses((status = 200, body = shapes::PicturePage)))]
pub async fn list(State(api): State<Api>, asked: Asked<ListOf>) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    if !(1..=MOST_LISTED).contains(&asked.limit) {
        let detail = format!("limit must be 1 to {MOST_LISTED}");
        return Err(Problem::new(StatusCode::BAD_REQUEST, "query", detail).field("limit"));
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
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Named {
    /// What the file is called.
    #[serde(default)]
    file: String,
}

/// Takes a whole file in, its bytes as the body. 200 if that file was here already.
#[utoipa::path(post, path = "/pictures", operation_id = "addPicture", params(Named), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = shapes::PictureShown), (status = 200, body = shapes::PictureShown)))]
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

/// Everything known of a picture.
#[utoipa::path(get, path = "/pictures/{id}", operation_id = "showPicture", params(("id" = String, Path)), responses((status = 200, body = shapes::PictureShown)))]
pub async fn show(State(api): State<Api>, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(ok(&whole(&api, &id, None).await?))
}

/// Where a picture stands.
#[utoipa::path(get, path = "/pictures/{id}/uses", operation_id = "listUses", params(("id" = String, Path)), responses((status = 200, body = shapes::PictureUses)))]
pub async fn uses(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let mut uses = picture::uses(&mut tx, &id).await?;
    tx.close().await?;
    // What is not public is told to those alone who may read all of its edition.
    uses.stories.retain(|used| {
        let edition = Place {
            edition: Some(EditionCode(used.edition.clone())),
            ..Place::house()
        };
        used.path.is_some() || caller.may(Right::Read, &edition)
    });
    Ok(ok(&json!(uses)))
}

/// The file byte for byte, to be kept, never shown in place.
#[utoipa::path(get, path = "/pictures/{id}/original", operation_id = "downloadOriginal", params(("id" = String, Path)), responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
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
#[derive(Deserialize, Default, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = PictureChange)]
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

/// Changes what is said of a picture: what is left out stays, null or empty words clear.
#[utoipa::path(patch, path = "/pictures/{id}", operation_id = "describePicture", params(("id" = String, Path)), request_body = Words, responses((status = 200, body = shapes::PictureWords)))]
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
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PictureCategory)]
pub struct Category {
    /// The category.
    #[schema(value_type = shapes::UsageRights)]
    rights: UsageRights,
}

/// Says by what right a picture is used.
#[utoipa::path(put, path = "/pictures/{id}/rights", operation_id = "setPictureRights", params(("id" = String, Path)), request_body = Category, responses((status = 200, body = shapes::PictureWords)))]
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
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StandIn)]
pub struct StandIn {
    /// A picture, or null for nothing.
    substitute: Option<String>,
}

/// Chooses what stands in for a picture that may not be shown.
#[utoipa::path(put, path = "/pictures/{id}/substitute", operation_id = "setSubstitute", params(("id" = String, Path)), request_body = StandIn, responses((status = 200, body = shapes::Substitute)))]
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

/// The leases of a picture.
#[utoipa::path(get, path = "/pictures/{id}/leases", operation_id = "listLeases", params(("id" = String, Path)), responses((status = 200, body = shapes::Leases)))]
pub async fn leases(State(api): State<Api>, Path(id): Path<String>) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let found = picture::leases(&mut tx, &id).await?;
    tx.close().await?;
    Ok(ok(&json!({ "leases": found })))
}

/// A lease on its way into the house; empty lists mean all.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewLease)]
pub struct NewLease {
    /// Whether it allows or forbids.
    #[schema(value_type = shapes::Effect)]
    effect: Effect,
    /// What for; everything if none is named.
    #[serde(default)]
    #[schema(value_type = Vec<shapes::Use>)]
    uses: Vec<Use>,
    /// In which editions; in all if none is named.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    editions: Vec<EditionCode>,
    /// In which countries, two letters each.
    #[serde(default)]
    territories: Vec<String>,
    /// From this moment on.
    from: Option<Timestamp>,
    /// Until this moment, which is no part of it.
    until: Option<Timestamp>,
    /// What else to know.
    note: Option<String>,
}

/// Writes a lease down.
#[utoipa::path(post, path = "/pictures/{id}/leases", operation_id = "addLease", params(("id" = String, Path)), request_body = NewLease, responses((status = 201, body = shapes::Lease)))]
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
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LeaseEnd)]
pub struct End {
    /// The first moment it does not hold any more.
    until: Timestamp,
}

/// Says when a lease ends.
#[utoipa::path(patch, path = "/leases/{id}", operation_id = "endLease", params(("id" = String, Path)), request_body = End, responses((status = 200, body = shapes::Lease)))]
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

/// Takes a lease back.
#[utoipa::path(delete, path = "/leases/{id}", operation_id = "removeLease", params(("id" = String, Path)), responses((status = 200, body = shapes::Lease)))]
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
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Ahead {
    /// How many days to look ahead; 7 if nothing is said.
    #[serde(default = "a_week")]
    days: i64,
}

fn a_week() -> i64 {
    7
}

/// Leases that end soon, with every use that ends with them.
#[utoipa::path(get, path = "/pictures/due", operation_id = "listDue", params(Ahead), responses((status = 200, body = shapes::DueLeases)))]
pub async fn due(State(api): State<Api>, asked: Asked<Ahead>) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    let mut tx = api.house.db().read().await?;
    let found = picture::due(&mut tx, api.house.now(), asked.days).await?;
    tx.close().await?;
    Ok(ok(&json!({ "days": asked.days, "leases": found })))
}
