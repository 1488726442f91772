//! Addresses of accounts.

use super::{Api, factors, passkeys, session, staff_admin};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, patch, post};
use utoipa::OpenApi;

/// Most bytes of a request about accounts.
const MAX_BYTES: usize = 64 * 1024;

/// Who is signed in, and who may be.
pub fn routes() -> Router<Api> {
    Router::new()
        .route("/setup", get(session::is_unowned).post(session::set_up))
        .route(
            "/session",
            get(session::show)
                .post(session::sign_in)
                .patch(session::change)
                .delete(session::sign_out),
        )
        .route("/session/proof", post(factors::prove))
        .route("/sessions", get(session::list))
        .route("/sessions/{id}", delete(session::end))
        .route("/totp", post(factors::begin).delete(factors::remove))
        .route("/totp/confirmation", post(factors::confirm))
        .route("/recovery-codes", post(factors::renew))
        .route("/passkeys", get(passkeys::list))
        .route("/passkeys/{id}", delete(passkeys::remove))
        .route("/passkeys/registration", post(passkeys::register))
        .route("/passkeys/registration-result", post(passkeys::registered))
        .route("/passkeys/sign-in", post(passkeys::ask))
        .route("/passkeys/sign-in-result", post(passkeys::sign_in))
        .route("/roles", get(staff_admin::list_roles))
        .route("/staff", get(staff_admin::list))
        .route("/staff/{id}", patch(staff_admin::edit))
        .route("/staff/{id}/sessions", delete(staff_admin::end_sessions))
        .route(
            "/staff/{id}/password-link",
            post(staff_admin::password_link),
        )
        .route(
            "/invitations",
            get(staff_admin::invitations).post(staff_admin::invite),
        )
        .route(
            "/invitations/{key}",
            get(staff_admin::look)
                .post(staff_admin::accept)
                .delete(staff_admin::revoke),
        )
        .route("/audit", get(staff_admin::record))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
}

/// What these addresses say of themselves.
#[derive(OpenApi)]
#[openapi(paths(
    session::is_unowned,
    session::set_up,
    session::show,
    session::sign_in,
    session::change,
    session::sign_out,
    session::list,
    session::end,
    factors::prove,
    factors::begin,
    factors::confirm,
    factors::remove,
    factors::renew,
    passkeys::list,
    passkeys::remove,
    passkeys::register,
    passkeys::registered,
    passkeys::ask,
    passkeys::sign_in,
    staff_admin::list_roles,
    staff_admin::list,
    staff_admin::edit,
    staff_admin::end_sessions,
    staff_admin::password_link,
    staff_admin::invitations,
    staff_admin::invite,
    staff_admin::look,
    staff_admin::accept,
    staff_admin::revoke,
    staff_admin::record
))]
pub struct Docs;
