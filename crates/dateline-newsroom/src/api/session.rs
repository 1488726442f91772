//! Signing in and out, and what somebody may change of the own account.

use super::guard::{cookie, set_cookie};
use super::said::{Listed, Said, shown};
use super::{Api, Problem, shapes};
use crate::account::own::{Change, ChangeError};
use crate::account::session::Session;
use crate::account::setup::{self, SetupError};
use crate::account::sign_in::{Given, Origin, SignInError, SignedIn};
use crate::account::staff::StaffError;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use dateline_core::edition::EditionCode;
use dateline_core::id::{DeskId, SectionId, StaffId};
use dateline_core::rights::{Grant, Place, Right, Role};
use dateline_db::from_micros;
use dateline_db::queries::staff_session::SessionRow;
use dateline_infra::password::PasswordError;
use dateline_web::server;
use http::{Extensions, HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use std::net::IpAddr;
use utoipa::ToSchema;
use uuid::Uuid;

/// Where a request comes from, as far as accounts care.
pub struct Sender {
    /// The network.
    pub address: Option<IpAddr>,
    /// Browser and system in a few words.
    pub device: String,
    /// What the browser holds already.
    held: Option<String>,
}

impl Sender {
    /// Where a try to come in comes from.
    pub fn origin(&self) -> Origin<'_> {
        Origin {
            address: self.address,
            device: &self.device,
        }
    }
}

impl axum::extract::FromRequestParts<Api> for Sender {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut http::request::Parts,
        api: &Api,
    ) -> Result<Self, Self::Rejection> {
        let (extensions, headers): (&Extensions, &HeaderMap) = (&parts.extensions, &parts.headers);
        Ok(Self {
            address: server::sender(extensions, headers),
            device: device(headers),
            held: cookie(&api.accounts, headers).map(str::to_owned),
        })
    }
}

/// Browser and system, in words a list of sessions can show.
fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT);
    let agent = agent.and_then(|v| v.to_str().ok()).unwrap_or_default();
    let first = |known: &[(&str, &'static str)]| {
        known
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, word)| *word)
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    let words: Vec<&str> = [browser, system].into_iter().flatten().collect();
    words.join(", ")
}

/// What is sent to sign in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    email: String,
    password: String,
    /// Six digits of a device, where the account has one.
    totp: Option<String>,
    /// Instead of them, where the device is lost.
    recovery_code: Option<String>,
}

/// Signs in. 401 `second-factor` asks for all of it again with a code; the answer sets the cookie.
#[utoipa::path(post, path = "/session", operation_id = "signIn", request_body = SignIn, responses((status = 200, body = Me)))]
pub async fn sign_in(
    State(api): State<Api>,
    sender: Sender,
    Said(said): Said<SignIn>,
) -> Result<Response, Problem> {
    let given = Given {
        email: &said.email,
        password: &said.password,
        totp: said.totp.as_deref(),
        recovery_code: said.recovery_code.as_deref(),
    };
    let signed_in = api.accounts.sign_in(given, sender.origin()).await?;
    welcome(&api, &sender, &signed_in, StatusCode::OK).await
}

/// The answer to somebody who came in: who it is, and the cookie. What the browser held before ends.
pub(super) async fn welcome(
    api: &Api,
    sender: &Sender,
    signed_in: &SignedIn,
    status: StatusCode,
) -> Result<Response, Problem> {
    if let Some(old) = &sender.held
        && let Some(old) = api.accounts.session(old).await?
    {
        let staff = StaffId(old.staff.id);
        api.accounts.end(staff, old.row.id).await?;
    }
    let session = api.accounts.session(&signed_in.key).await?;
    let session = session.ok_or_else(|| Problem::inside(&"a session that began is not there"))?;
    let mut response = shown(status, &me(api, &session).await?)?;
    let held = set_cookie(&api.accounts, Some(&signed_in.key));
    response.headers_mut().insert(header::SET_COOKIE, held);
    Ok(response)
}

/// Who is signed in, and what they may do.
#[derive(Serialize, ToSchema)]
pub struct Me {
    id: Uuid,
    /// As shown.
    name: String,
    /// Name to sign in with.
    email: String,
    roles: Vec<GivenRole>,
    /// What is allowed somewhere; a story says what is allowed in it.
    #[schema(value_type = Vec<shapes::Right>)]
    rights: Vec<Right>,
    /// Language of the screens; null leaves it to the browser.
    locale: Option<String>,
    /// Whether codes of a device are asked for.
    has_totp: bool,
    recovery_codes_left: i64,
    /// How many passkeys there are.
    passkeys: i64,
    /// This session.
    session: Uuid,
    /// Whether the password or a passkey was given within ten minutes.
    is_proved: bool,
    /// Whether this is an account of the sample newspaper, whose password everybody knows.
    is_demo: bool,
}

/// A role, and where it holds: what is null is every such part of the house.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenRole {
    #[schema(value_type = shapes::Role)]
    role: Role,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    edition: Option<EditionCode>,
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    section: Option<SectionId>,
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    desk: Option<DeskId>,
}

impl From<&Grant> for GivenRole {
    fn from(grant: &Grant) -> Self {
        Self {
            role: grant.role,
            edition: grant.place.edition.clone(),
            section: grant.place.section,
            desk: grant.place.desk,
        }
    }
}

impl From<GivenRole> for Grant {
    fn from(given: GivenRole) -> Self {
        Self {
            role: given.role,
            place: Place {
                edition: given.edition,
                section: given.section,
                desk: given.desk,
            },
        }
    }
}

async fn me(api: &Api, session: &Session) -> Result<Me, Problem> {
    let factors = api.accounts.factors(StaffId(session.staff.id)).await?;
    let staff = &session.staff;
    Ok(Me {
        id: staff.id,
        name: staff.name.clone(),
        email: staff.email.clone(),
        roles: roles(&session.grants),
        rights: session.caller().rights(),
        locale: staff.locale.clone(),
        has_totp: factors.has_totp,
        recovery_codes_left: factors.recovery_codes_left,
        passkeys: factors.passkeys,
        session: session.row.id,
        is_proved: session.is_proved(api.house.now()),
        is_demo: staff.is_sample == Some(true),
    })
}

/// Roles as programs see them.
pub(super) fn roles(grants: &[Grant]) -> Vec<GivenRole> {
    grants.iter().map(Into::into).collect()
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", operation_id = "me", responses((status = 200, body = Me)))]
pub async fn show(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    shown(StatusCode::OK, &me(&api, &session).await?)
}

/// Signs out.
#[utoipa::path(delete, path = "/session", operation_id = "signOut", responses((status = 204)))]
pub async fn sign_out(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    let staff = StaffId(session.staff.id);
    api.accounts.end(staff, session.row.id).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    let forgotten = set_cookie(&api.accounts, None);
    response.headers_mut().insert(header::SET_COOKIE, forgotten);
    Ok(response)
}

/// What somebody changes of the own account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Own {
    name: Option<String>,
    /// `null` leaves it to the browser.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    #[expect(
        clippy::option_option,
        reason = "left out, null and a language are three things"
    )]
    locale: Option<Option<String>>,
    /// A new password.
    password: Option<String>,
    /// Asked for with a new one.
    current_password: Option<String>,
}

/// Tells `null` from nothing.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Changes name, language of the screens, password. A new password ends every other session.
#[utoipa::path(patch, path = "/session", operation_id = "changeOwnAccount", request_body = Own, responses((status = 200, body = Me)))]
pub async fn change(
    State(api): State<Api>,
    session: Session,
    sender: Sender,
    Said(said): Said<Own>,
) -> Result<Response, Problem> {
    let change = Change {
        name: said.name.as_deref(),
        locale: said.locale.as_ref().map(Option::as_deref),
        password: said.password.as_deref(),
        current_password: said.current_password.as_deref(),
    };
    api.accounts
        .change(&session, change, sender.address)
        .await?;
    let key = sender.held.unwrap_or_default();
    let session = api.accounts.session(&key).await?.unwrap_or(session);
    shown(StatusCode::OK, &me(&api, &session).await?)
}

/// A browser somebody is signed in with.
#[derive(Serialize, ToSchema)]
struct Signed {
    id: Uuid,
    /// Browser and system, in a few words; may be empty.
    device: String,
    created_at: Timestamp,
    /// When it was last used, to about two minutes.
    seen_at: Timestamp,
    /// Whether it is the one that asks.
    is_this: bool,
}

/// Where somebody is signed in.
#[utoipa::path(get, path = "/sessions", operation_id = "listSessions", responses((status = 200, body = Listed<Signed>)))]
pub async fn list(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    let all = api.accounts.sessions(StaffId(session.staff.id)).await?;
    let line = |row: SessionRow| Signed {
        is_this: row.id == session.row.id,
        id: row.id,
        device: row.device,
        created_at: from_micros(row.created_at),
        seen_at: from_micros(row.seen_at),
    };
    let items = all.into_iter().map(line).collect();
    shown(StatusCode::OK, &Listed::whole(items))
}

/// Ends one of the own sessions.
#[utoipa::path(delete, path = "/sessions/{id}", operation_id = "endSession", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn end(
    State(api): State<Api>,
    session: Session,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let gone = || {
        let detail = "there is no such session of yours; it may have ended already";
        Problem::new(StatusCode::NOT_FOUND, "not-found", detail)
    };
    let id: Uuid = id.parse().map_err(|_| gone())?;
    if !api.accounts.end(StaffId(session.staff.id), id).await? {
        return Err(gone());
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    if id == session.row.id {
        let forgotten = set_cookie(&api.accounts, None);
        response.headers_mut().insert(header::SET_COOKIE, forgotten);
    }
    Ok(response)
}

/// Whether somebody owns the house.
#[derive(Serialize, ToSchema)]
#[schema(as = HouseOwned)]
struct House {
    /// Whether nobody has an account yet.
    unowned: bool,
}

/// Whether the house has no owner yet.
#[utoipa::path(get, path = "/setup", operation_id = "isUnowned", responses((status = 200, body = House)))]
pub async fn is_unowned(State(api): State<Api>) -> Result<Response, Problem> {
    let is_owned = setup::is_owned(&api.house).await?;
    let said = House { unowned: !is_owned };
    shown(StatusCode::OK, &said)
}

/// What is sent to own the house.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// What the link holds after its `#`.
    token: String,
    name: String,
    email: String,
    password: String,
}

/// Makes the first account, an administrator, with the link that the start printed; once.
#[utoipa::path(post, path = "/setup", operation_id = "setUp", request_body = SetUp, responses((status = 201, body = Me)))]
pub async fn set_up(
    State(api): State<Api>,
    sender: Sender,
    Said(said): Said<SetUp>,
) -> Result<Response, Problem> {
    let signed_in = api
        .accounts
        .set_up(
            &said.token,
            &said.name,
            &said.email,
            &said.password,
            &sender.device,
        )
        .await?;
    welcome(&api, &sender, &signed_in, StatusCode::CREATED).await
}

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        let told = error.to_string();
        let wrong = |code| Self::new(StatusCode::UNAUTHORIZED, code, told.clone());
        match error {
            SignInError::Wrong => wrong("sign-in"),
            SignInError::SecondFactor => wrong("second-factor"),
            SignInError::WrongCode => wrong("second-factor-wrong"),
            SignInError::TooMany(seconds) => {
                Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many", told)
                    .with(header::RETRY_AFTER, HeaderValue::from(seconds))
            }
            SignInError::Password(error) => error.into(),
            SignInError::Db(error) => error.into(),
        }
    }
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        let told = error.to_string();
        match error {
            PasswordError::TooShort { .. }
            | PasswordError::TooLong { .. }
            | PasswordError::Common => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "password", told).field("password")
            }
            PasswordError::Busy => {
                Self::away("busy", "many are signing in at this moment; try again")
            }
            PasswordError::Stored(_) | PasswordError::Failed(_) => Self::inside(&told),
        }
    }
}

impl From<StaffError> for Problem {
    fn from(error: StaffError) -> Self {
        let told = error.to_string();
        let refused = |field| {
            Self::new(StatusCode::UNPROCESSABLE_ENTITY, "refused", told.clone()).field(field)
        };
        match error {
            StaffError::Password(error) => error.into(),
            StaffError::BadAddress(_) => refused("email"),
            StaffError::BadName => refused("name"),
            StaffError::Taken(_) => {
                let told = "somebody has an account with this address already";
                Self::new(StatusCode::CONFLICT, "taken", told).field("email")
            }
            StaffError::Db(error) => error.into(),
        }
    }
}

impl From<SetupError> for Problem {
    fn from(error: SetupError) -> Self {
        let told = error.to_string();
        match error {
            SetupError::Owned => Self::new(StatusCode::NOT_FOUND, "owned", told),
            SetupError::Link => Self::new(StatusCode::FORBIDDEN, "link", told).field("token"),
            SetupError::Staff(error) => error.into(),
        }
    }
}

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Self {
        let told = error.to_string();
        match error {
            ChangeError::WrongPassword => {
                Self::new(StatusCode::FORBIDDEN, "password-wrong", told).field("current_password")
            }
            ChangeError::Locale => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "refused", told).field("locale")
            }
            ChangeError::SignIn(error) => error.into(),
            ChangeError::Staff(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_by_browser_and_system() {
        let named = |agent: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, agent.parse().unwrap());
            device(&headers)
        };

        assert_eq!(
            named(
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
            ),
            "Chrome, Linux"
        );
        assert_eq!(
            named(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
            ),
            "Safari, iPhone"
        );
        assert_eq!(named("<script>alert(1)</script>"), "");
    }
}
