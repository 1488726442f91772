//! Accounts as administrators see them: roles, invitations, and who did what.

use super::said::{Asked, Listed, Said, shown};
use super::session::{GivenRole, Me, Sender, roles, welcome};
use super::{Api, Problem, shapes};
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
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Lines of one page of a list.
const MOST_LISTED: i64 = 200;

/// What is asked of a list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
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
fn page<R, T>(
    rows: &[R],
    limit: i64,
    line: impl Fn(&R) -> T,
    cursor: impl Fn(&R) -> String,
) -> Listed<T> {
    let is_full = i64::try_from(rows.len()).is_ok_and(|count| count == limit);
    Listed {
        next: rows.last().filter(|_| is_full).map(cursor),
        items: rows.iter().map(line).collect(),
    }
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

/// A role with what it allows.
#[derive(Serialize, ToSchema)]
#[schema(as = RoleRights)]
struct RoleLine {
    #[schema(value_type = shapes::Role)]
    role: Role,
    #[schema(value_type = Vec<shapes::Right>)]
    rights: &'static [Right],
}

/// What each role allows.
#[utoipa::path(get, path = "/roles", operation_id = "listRoles", responses((status = 200, body = Listed<RoleLine>)))]
pub async fn list_roles() -> Result<Response, Problem> {
    let line = |role: Role| RoleLine {
        role,
        rights: role.rights(),
    };
    let items = Role::ALL.into_iter().map(line).collect();
    shown(StatusCode::OK, &Listed::whole(items))
}

/// Somebody who works here. What only those see who give roles is left out for others.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffMember)]
struct MemberShown {
    id: Uuid,
    name: String,
    /// Whether the account is shut.
    disabled: bool,
    #[serde(flatten)]
    more: Option<MemberDetails>,
}

/// What those see who give roles.
#[derive(Serialize, ToSchema)]
struct MemberDetails {
    email: String,
    roles: Vec<GivenRole>,
    last_seen: Option<Timestamp>,
    created_at: Timestamp,
    /// Whether this is an account of the sample newspaper.
    is_demo: bool,
}

/// Who works here. Everybody sees names; whoever gives roles sees the rest.
#[utoipa::path(get, path = "/staff", operation_id = "listStaff", params(PageOf), responses((status = 200, body = Listed<MemberShown>)))]
pub async fn list(
    State(api): State<Api>,
    caller: Caller,
    asked: Asked<PageOf>,
) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    let limit = checked(asked.limit)?;
    let sees_all = caller.may(Right::Staff, &Place::house());
    let after = match asked.after.as_deref() {
        None => Uuid::nil(),
        Some(after) => read_id(after)?,
    };
    let found = api.accounts.members(after, limit).await?;
    let line = |member: &Member| MemberShown {
        more: sees_all.then(|| details(member)),
        ..name_of(member)
    };
    let list = page(&found, limit, line, |member| member.row.id.to_string());
    shown(StatusCode::OK, &list)
}

fn read_id(after: &str) -> Result<Uuid, Problem> {
    let bad = "after must be what `next` of the page before said";
    let read = after.parse();
    read.map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "query", bad).field("after"))
}

fn name_of(member: &Member) -> MemberShown {
    MemberShown {
        id: member.row.id,
        name: member.row.name.clone(),
        disabled: member.row.disabled_at.is_some(),
        more: None,
    }
}

fn details(member: &Member) -> MemberDetails {
    let row = &member.row;
    MemberDetails {
        email: row.email.clone(),
        roles: roles(&member.grants),
        last_seen: row.seen_at.map(from_micros),
        created_at: from_micros(row.created_at),
        is_demo: row.is_sample == Some(true),
    }
}

fn whole(member: &Member) -> MemberShown {
    MemberShown {
        more: Some(details(member)),
        ..name_of(member)
    }
}

/// What is changed of an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StaffEdit)]
pub struct Edit {
    roles: Option<Vec<GivenRole>>,
    disabled: Option<bool>,
}

fn grants(given: Vec<GivenRole>) -> Vec<Grant> {
    let mut all: Vec<Grant> = Vec::new();
    for grant in given.into_iter().map(Grant::from) {
        if !all.contains(&grant) {
            all.push(grant);
        }
    }
    all
}

fn staff_id(id: &str) -> Result<StaffId, Problem> {
    id.parse().map_err(|_| ManageError::Unknown.into())
}

/// Gives roles in place of those before, shuts an account or opens it. Its sessions end.
#[utoipa::path(patch, path = "/staff/{id}", operation_id = "changeStaff", params(("id" = Uuid, Path)), request_body = Edit, responses((status = 200, body = MemberShown)))]
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
    shown(StatusCode::OK, &whole(&member))
}

/// Signs somebody else out everywhere.
#[utoipa::path(delete, path = "/staff/{id}/sessions", operation_id = "endSessionsOfStaff", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn end_sessions(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    require_admin(&caller)?;
    api.accounts.end_sessions(staff_id(&id)?, &caller).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Makes a link that sets a forgotten password anew. Second factors stay.
#[utoipa::path(post, path = "/staff/{id}/password-link", operation_id = "makePasswordLink", params(("id" = Uuid, Path)), responses((status = 201, body = MadeLink)))]
pub async fn password_link(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    require_admin(&caller)?;
    let link = api.accounts.password_link(staff_id(&id)?, &caller).await?;
    made(link)
}

/// Who is invited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewInvitation)]
pub struct Invite {
    email: String,
    name: String,
    roles: Vec<GivenRole>,
}

/// Invites somebody. An earlier invitation of the same address opens no more.
#[utoipa::path(post, path = "/invitations", operation_id = "invite", request_body = Invite, responses((status = 201, body = MadeLink)))]
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
    made(link)
}

/// A link that was made: seen this once.
#[derive(Serialize, ToSchema)]
struct MadeLink {
    id: Uuid,
    /// The whole address; hand it over yourself.
    link: String,
    expires_at: Timestamp,
}

fn made(link: Link) -> Result<Response, Problem> {
    let link = MadeLink {
        id: link.id,
        link: link.address,
        expires_at: link.expires_at,
    };
    shown(StatusCode::CREATED, &link)
}

/// What a link does.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum LinkKind {
    /// Makes an account.
    Invitation,
    /// Sets the password of one anew.
    Password,
}

/// A link that can still be opened.
#[derive(Serialize, ToSchema)]
struct Invitation {
    id: Uuid,
    kind: LinkKind,
    email: String,
    name: String,
    /// Roles of the new account.
    roles: Vec<GivenRole>,
    created_at: Timestamp,
    expires_at: Timestamp,
}

/// What whoever holds a link sees.
#[derive(Serialize, ToSchema)]
struct Invited {
    kind: LinkKind,
    email: String,
    name: String,
    expires_at: Timestamp,
}

/// Links that can still be opened, newest first.
#[utoipa::path(get, path = "/invitations", operation_id = "listInvitations", params(PageOf), responses((status = 200, body = Listed<Invitation>)))]
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
    let line = |row: &InvitationRow| Invitation {
        id: row.id,
        kind: kind(row),
        email: row.email.clone(),
        name: row.name.clone(),
        roles: serde_json::from_str::<Vec<Grant>>(&row.roles)
            .map(|grants| roles(&grants))
            .unwrap_or_default(),
        created_at: from_micros(row.created_at),
        expires_at: from_micros(row.ends_at),
    };
    let list = page(&found, limit, line, |row| cursor(row.created_at, row.id));
    shown(StatusCode::OK, &list)
}

fn kind(row: &InvitationRow) -> LinkKind {
    if row.staff_id.is_some() {
        LinkKind::Password
    } else {
        LinkKind::Invitation
    }
}

/// What a link opens. Looking uses nothing up.
#[utoipa::path(get, path = "/invitations/{key}", operation_id = "lookAtInvitation", params(("key" = String, Path)), responses((status = 200, body = Invited)))]
pub async fn look(State(api): State<Api>, Path(key): Path<String>) -> Result<Response, Problem> {
    let row = api.accounts.look_at_link(&key).await?;
    let seen = Invited {
        kind: kind(&row),
        email: row.email,
        name: row.name,
        expires_at: from_micros(row.ends_at),
    };
    shown(StatusCode::OK, &seen)
}

/// What is sent by whoever was handed a link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AcceptInvitation)]
pub struct Accept {
    name: Option<String>,
    password: String,
}

/// Makes the account and signs in (201), or sets the password anew (204); then sign in with it.
#[utoipa::path(post, path = "/invitations/{key}", operation_id = "acceptInvitation", params(("key" = String, Path)), request_body = Accept, responses((status = 201, body = Me), (status = 204)))]
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

/// Takes a link back, by its id.
#[utoipa::path(delete, path = "/invitations/{key}", operation_id = "revokeInvitation", params(("key" = Uuid, Path)), responses((status = 204)))]
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
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
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

/// Something somebody did.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditLine)]
struct Act {
    id: Uuid,
    at: Timestamp,
    /// What, in the past tense.
    kind: String,
    /// Who: `staff:ID`, `token NAME`, `command line`, `scheduler`.
    actor: String,
    /// Name of a person.
    actor_name: Option<String>,
    subject: Subject,
    /// What else to know.
    #[schema(value_type = Object)]
    particulars: Value,
}

/// What something happened to.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditSubject)]
struct Subject {
    /// Its noun.
    kind: String,
    id: String,
}

/// Who did what in the whole house, newest first.
#[utoipa::path(get, path = "/audit", operation_id = "listAudit", params(AuditOf), responses((status = 200, body = Listed<Act>)))]
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
    let line = |row: &AuditRow| Act {
        id: row.id,
        at: from_micros(row.at),
        kind: row.kind.clone(),
        actor: row.actor.clone(),
        actor_name: actor_of(row).and_then(|id| names.get(&id).cloned()),
        subject: Subject {
            kind: row.subject_kind.clone(),
            id: row.subject_id.clone(),
        },
        particulars: serde_json::from_str(&row.particulars).unwrap_or_default(),
    };
    let list = page(&found, limit, line, |row| cursor(row.at, row.id));
    shown(StatusCode::OK, &list)
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
