//! Accounts as administrators see them: roles, invitations, and who did what.

use super::said::{Asked, Said, answer, ok};
use super::session::{Sender, roles, welcome};
use super::{Api, Problem};
use crate::account::Caller;
use crate::account::invitation::{Accepted, InvitationError, Link};
use crate::account::manage::{ManageError, Member, Orders};
use crate::actor::Actor;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dateline_core::id::StaffId;
use dateline_core::rights::{Grant, Place, Right, Role};
use dateline_db::from_micros;
use dateline_db::queries::audit::{self, AuditRow};
use dateline_db::queries::invitation::InvitationRow;
use dateline_db::queries::staff as rows;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// Lines of one page of a list.
const MOST_LISTED: i64 = 200;

/// What is asked of a list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageOf {
    #[serde(default)]
    after: Option<String>,
    #[serde(default = "usual")]
    limit: i64,
}

fn usual() -> i64 {
    50
}

fn checked(limit: i64) -> Result<i64, Problem> {
    if (1..=MOST_LISTED).contains(&limit) {
        return Ok(limit);
    }
    let detail = format!("limit must be 1 to {MOST_LISTED}");
    Err(Problem::new(StatusCode::BAD_REQUEST, "query", detail).field("limit"))
}

/// A page of a list: there is more if it is full.
fn page<T>(
    items: &[T],
    limit: i64,
    line: impl Fn(&T) -> Value,
    cursor: impl Fn(&T) -> String,
) -> Value {
    let is_full = i64::try_from(items.len()).is_ok_and(|count| count == limit);
    let next = items.last().filter(|_| is_full).map(cursor);
    let items: Vec<Value> = items.iter().map(line).collect();
    json!({ "items": items, "next": next })
}

/// A place in a list ordered by time and id.
fn moment(after: Option<&str>) -> Result<Option<(i64, Uuid)>, Problem> {
    let Some(after) = after else { return Ok(None) };
    let read = || {
        let bytes = URL_SAFE_NO_PAD.decode(after).ok()?;
        let (at, id) = bytes.split_at_checked(8)?;
        let at = i64::from_be_bytes(at.try_into().ok()?);
        Some((at, Uuid::from_slice(id).ok()?))
    };
    let bad = "after must be what `next` of the page before said";
    let problem = || Problem::new(StatusCode::BAD_REQUEST, "query", bad).field("after");
    read().map(Some).ok_or_else(problem)
}

fn cursor(at: i64, id: Uuid) -> String {
    let bytes = [&at.to_be_bytes()[..], id.as_bytes()].concat();
    URL_SAFE_NO_PAD.encode(bytes)
}

fn require_admin(caller: &Caller) -> Result<(), Problem> {
    Ok(caller.require(Right::Staff, &Place::house())?)
}

/// `GET /roles`: what each role allows.
pub async fn list_roles() -> Response {
    let line = |role: &Role| json!({ "role": role, "rights": role.rights() });
    let items: Vec<Value> = Role::ALL.iter().map(line).collect();
    ok(&json!({ "items": items, "next": null }))
}

/// `GET /staff`: who works here. Everybody sees names; whoever gives roles sees the rest.
pub async fn list(
    State(api): State<Api>,
    caller: Caller,
    asked: Asked<PageOf>,
) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    let limit = checked(asked.limit)?;
    let sees_all = caller.may(Right::Staff, &Place::house());
    let after = match asked.after.as_deref() {
        None => String::new(),
        Some(after) => read_name(after)?,
    };
    let found = api.accounts.members(&after, limit).await?;
    let line = |member: &Member| {
        if sees_all {
            whole(member)
        } else {
            let is_shut = member.row.disabled_at.is_some();
            json!({ "id": member.row.id, "name": member.row.name, "disabled": is_shut })
        }
    };
    Ok(ok(&page(&found, limit, line, |member| {
        URL_SAFE_NO_PAD.encode(&member.row.email)
    })))
}

fn read_name(after: &str) -> Result<String, Problem> {
    let bytes = URL_SAFE_NO_PAD.decode(after).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let bad = "after must be what `next` of the page before said";
    text.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "query", bad).field("after"))
}

fn whole(member: &Member) -> Value {
    let row = &member.row;
    json!({
        "id": row.id,
        "name": row.name,
        "email": row.email,
        "roles": roles(&member.grants),
        "disabled": row.disabled_at.is_some(),
        "last_seen": row.seen_at.map(from_micros),
        "created_at": from_micros(row.created_at),
        "is_demo": row.is_sample == Some(true),
    })
}

/// What is changed of an account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    roles: Option<Vec<GivenRole>>,
    disabled: Option<bool>,
}

/// A role as it is sent: unknown words and fields are refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenRole {
    role: Role,
    #[serde(default)]
    edition: Option<dateline_core::edition::EditionCode>,
    #[serde(default)]
    section: Option<dateline_core::id::SectionId>,
    #[serde(default)]
    desk: Option<dateline_core::id::DeskId>,
}

fn grants(given: Vec<GivenRole>) -> Vec<Grant> {
    let mut all: Vec<Grant> = Vec::new();
    for one in given {
        let place = Place {
            edition: one.edition,
            section: one.section,
            desk: one.desk,
        };
        let grant = Grant {
            role: one.role,
            place,
        };
        if !all.contains(&grant) {
            all.push(grant);
        }
    }
    all
}

fn staff_id(id: &str) -> Result<StaffId, Problem> {
    id.parse().map_err(|_| ManageError::Unknown.into())
}

/// `PATCH /staff/ID`: roles, shut or open.
pub async fn edit(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(said): Said<Edit>,
) -> Result<Response, Problem> {
    require_admin(&caller)?;
    let grants = said.roles.map(grants);
    let orders = Orders {
        grants: grants.as_deref(),
        is_disabled: said.disabled,
    };
    let member = api.accounts.manage(staff_id(&id)?, orders, &caller).await?;
    Ok(ok(&whole(&member)))
}

/// `DELETE /staff/ID/sessions`: signs somebody else out everywhere.
pub async fn end_sessions(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    require_admin(&caller)?;
    api.accounts.end_sessions(staff_id(&id)?, &caller).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /staff/ID/password-link`: a link that sets a forgotten password anew.
pub async fn password_link(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    require_admin(&caller)?;
    let link = api.accounts.password_link(staff_id(&id)?, &caller).await?;
    Ok(made(&link))
}

/// Who is invited.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    email: String,
    name: String,
    roles: Vec<GivenRole>,
}

/// `POST /invitations`: invites somebody; the link is seen this once.
pub async fn invite(
    State(api): State<Api>,
    caller: Caller,
    Said(said): Said<Invite>,
) -> Result<Response, Problem> {
    require_admin(&caller)?;
    let grants = grants(said.roles);
    let link = api
        .accounts
        .invite(&said.email, &said.name, &grants, &caller)
        .await?;
    Ok(made(&link))
}

fn made(link: &Link) -> Response {
    let shown = json!({ "id": link.id, "link": link.address, "expires_at": link.expires_at });
    answer(StatusCode::CREATED, &shown)
}

/// `GET /invitations`: links that can still be opened.
pub async fn invitations(
    State(api): State<Api>,
    caller: Caller,
    asked: Asked<PageOf>,
) -> Result<Response, Problem> {
    require_admin(&caller)?;
    let Query(asked) = asked?;
    let limit = checked(asked.limit)?;
    let after = moment(asked.after.as_deref())?;
    let found = api.accounts.links(after, limit).await?;
    let line = |row: &InvitationRow| {
        json!({
            "id": row.id,
            "kind": kind(row),
            "email": row.email,
            "name": row.name,
            "roles": serde_json::from_str::<Vec<Grant>>(&row.roles).map(|g| roles(&g)).unwrap_or_default(),
            "created_at": from_micros(row.created_at),
            "expires_at": from_micros(row.ends_at),
        })
    };
    Ok(ok(&page(&found, limit, line, |row| {
        cursor(row.created_at, row.id)
    })))
}

fn kind(row: &InvitationRow) -> &'static str {
    if row.staff_id.is_some() {
        "password"
    } else {
        "invitation"
    }
}

/// `GET /invitations/KEY`: what a link opens. Looking uses nothing up.
pub async fn look(State(api): State<Api>, Path(key): Path<String>) -> Result<Response, Problem> {
    let row = api.accounts.look_at_link(&key).await?;
    Ok(ok(&json!({
        "kind": kind(&row),
        "email": row.email,
        "name": row.name,
        "expires_at": from_micros(row.ends_at),
    })))
}

/// What is sent by whoever was handed a link.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    name: Option<String>,
    password: String,
}

/// `POST /invitations/KEY`: makes the account and signs in, or sets the password anew.
pub async fn accept(
    State(api): State<Api>,
    Path(key): Path<String>,
    sender: Sender,
    Said(said): Said<Accept>,
) -> Result<Response, Problem> {
    let done = api
        .accounts
        .accept(&key, said.name.as_deref(), &said.password, &sender.device)
        .await?;
    match done {
        Accepted::Account(signed_in) => {
            welcome(&api, &sender, &signed_in, StatusCode::CREATED).await
        }
        Accepted::Password => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}

/// `DELETE /invitations/ID`: takes a link back.
pub async fn revoke(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    require_admin(&caller)?;
    let id: Uuid = id.parse().map_err(|_| InvitationError::Unknown)?;
    api.accounts.revoke_link(id, &caller).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What is asked of the record.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditOf {
    #[serde(default)]
    after: Option<String>,
    #[serde(default = "usual")]
    limit: i64,
    /// `KIND:ID` of one thing.
    #[serde(default)]
    subject: Option<String>,
}

/// `GET /audit`: who did what, newest first.
pub async fn record(
    State(api): State<Api>,
    caller: Caller,
    asked: Asked<AuditOf>,
) -> Result<Response, Problem> {
    caller.require(Right::Audit, &Place::house())?;
    let Query(asked) = asked?;
    let limit = checked(asked.limit)?;
    let before = moment(asked.after.as_deref())?.unwrap_or((i64::MAX, Uuid::max()));
    let subject = match asked.subject.as_deref() {
        None => None,
        Some(text) => Some(text.split_once(':').ok_or_else(|| {
            let detail = "subject must be a kind and an id, such as staff:ID";
            Problem::new(StatusCode::BAD_REQUEST, "query", detail).field("subject")
        })?),
    };
    let mut tx = api.house.db().read().await?;
    let found = match subject {
        None => audit::list(&mut tx, before, limit).await?,
        Some(subject) => audit::list_of(&mut tx, subject, before, limit).await?,
    };
    let actors = found.iter().filter_map(actor_of).collect::<Vec<_>>();
    let names = rows::names(&mut tx, &actors).await?;
    tx.close().await?;
    let line = |row: &AuditRow| {
        json!({
            "id": row.id,
            "at": from_micros(row.at),
            "kind": row.kind,
            "actor": row.actor,
            "actor_name": actor_of(row).and_then(|id| names.get(&id)),
            "subject": { "kind": row.subject_kind, "id": row.subject_id },
            "particulars": serde_json::from_str::<Value>(&row.particulars).unwrap_or_default(),
        })
    };
    Ok(ok(&page(&found, limit, line, |row| cursor(row.at, row.id))))
}

fn actor_of(row: &AuditRow) -> Option<StaffId> {
    Actor(row.actor.clone()).staff_id()
}

impl From<InvitationError> for Problem {
    fn from(error: InvitationError) -> Self {
        let told = error.to_string();
        match error {
            InvitationError::Unknown => Self::new(StatusCode::NOT_FOUND, "link", told),
            InvitationError::NoStaff => Self::new(StatusCode::NOT_FOUND, "not-found", told),
            InvitationError::Roles | InvitationError::Place => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "refused", told).field("roles")
            }
            InvitationError::Staff(error) => error.into(),
        }
    }
}

impl From<ManageError> for Problem {
    fn from(error: ManageError) -> Self {
        let told = error.to_string();
        match error {
            ManageError::Unknown => Self::new(StatusCode::NOT_FOUND, "not-found", told),
            ManageError::Last => Self::new(StatusCode::CONFLICT, "last-administrator", told),
            ManageError::Roles(error) => error.into(),
            ManageError::Db(error) => error.into(),
        }
    }
}
