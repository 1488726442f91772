//! The HTTP door of the newsroom, under `/api`: JSON in and out, a session or a key in
//! `Authorization: Bearer`, problems as RFC 9457 describes them. The guard stands before every address.

mod accounts;
mod desk;
mod factors;
mod fronts;
mod guard;
mod library;
mod live;
mod once;
pub mod openapi;
mod passkeys;
mod pictures;
mod problem;
pub mod rights;
mod said;
mod session;
mod shapes;
mod socket;
mod staff_admin;
mod stories;
mod uploads;

pub use live::Changes;
pub use problem::Problem;
pub use stories::{Previewed, Previewer, Proof};

use crate::account::{Accounts, Settings};
use crate::coedit::Coedit;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, patch, post, put};
use dateline_db::{DbResult, Tx};
use dateline_infra::blob::Blobs;
use dateline_web::house::House;
use http::{HeaderValue, StatusCode, header};
use std::sync::Arc;
use tokio::sync::{Semaphore, watch};

/// Pictures made of files at once: each may take many megabytes while it is looked at.
const PICTURES_AT_ONCE: usize = 2;

/// Memory for files that come whole, in kilobytes; who finds none left waits. Files that come piece
/// by piece take none while they come.
const ROOM_KB: u32 = 256 * 1024;

/// What every answer is made with.
#[derive(Clone)]
pub struct Api {
    house: House,
    blobs: Blobs,
    accounts: Accounts,
    /// Rooms where stories are written together.
    coedit: Coedit,
    making: Arc<Semaphore>,
    /// Kilobytes of whole files that may be in memory.
    room: Arc<Semaphore>,
    /// Who makes pages of what is not public; nobody where no site is served.
    previewer: Option<Previewer>,
    /// Which stories move.
    changes: Changes,
}

impl Api {
    /// Commits and announces what changed.
    async fn commit(&self, tx: Tx) -> DbResult<()> {
        self.house.commit(tx).await?;
        self.changes.wake();
        Ok(())
    }
}

/// The routes of the API, to be nested under `/api`, each of which stands in [`rights::ROUTES`]; and
/// those of links to stories that are not public, which anybody may open who has one.
pub struct Doors {
    /// Below `/api`.
    pub api: Router,
    /// `/newsroom-preview/{secret}`.
    pub previews: Router,
    /// Where stories are written together.
    pub coedit: Coedit,
}

/// Opens the doors of the newsroom. What stays open (streams) closes when `stopped` says so.
pub fn open(
    house: House,
    blobs: Blobs,
    settings: Settings,
    previewer: Option<Previewer>,
    stopped: watch::Receiver<bool>,
) -> Doors {
    let api = Api {
        changes: Changes::of(house.clone(), stopped.clone()),
        accounts: Accounts::new(house.clone(), settings),
        coedit: Coedit::new(house.clone(), stopped),
        house,
        blobs,
        making: Arc::new(Semaphore::new(PICTURES_AT_ONCE)),
        room: Arc::new(Semaphore::new(ROOM_KB as usize)),
        previewer,
    };
    api.changes.tell_of_people(api.coedit.people_changed());
    let previews = Router::new()
        .route("/newsroom-preview/{secret}", get(stories::outside))
        .with_state(api.clone());
    Doors {
        coedit: api.coedit.clone(),
        api: guarded(api),
        previews,
    }
}

fn guarded(api: Api) -> Router {
    let guard = axum::middleware::from_fn_with_state(api.clone(), guard::guard);
    pictures()
        .merge(accounts::routes())
        .route("/stories/{id}/socket", get(socket::open))
        .merge(stories::routes())
        .merge(desk::routes())
        .merge(fronts::routes())
        .route("/changes", get(live::changes))
        .route("/openapi.json", get(openapi::show))
        .fallback(nothing)
        .method_not_allowed_fallback(not_so)
        .layer(guard)
        .layer(axum::middleware::map_response(private))
        .with_state(api)
}

/// Pictures, and files on their way in.
fn pictures() -> Router<Api> {
    Router::new()
        .route("/pictures", get(pictures::list).post(pictures::add))
        .route("/pictures/due", get(pictures::due))
        .route("/pictures/library", get(library::list))
        .route("/pictures/{id}", get(pictures::show).patch(pictures::edit))
        .route("/pictures/{id}/uses", get(pictures::uses))
        .route("/pictures/{id}/original", get(pictures::original))
        .route("/pictures/{id}/rights", put(pictures::set_rights))
        .route("/pictures/{id}/substitute", put(pictures::set_substitute))
        .route(
            "/pictures/{id}/leases",
            get(pictures::leases).post(pictures::add_lease),
        )
        .route(
            "/leases/{id}",
            patch(pictures::end_lease).delete(pictures::remove_lease),
        )
        .route("/uploads", post(uploads::start).options(uploads::options))
        .route(
            "/uploads/{id}",
            get(uploads::show)
                .head(uploads::head)
                .patch(uploads::append)
                .delete(uploads::cancel)
                .options(uploads::options),
        )
}

async fn nothing() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "the API has no such address; the documentation lists them",
    )
}

async fn not_so() -> Problem {
    other_method()
}

fn other_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method",
        "this address cannot be used with that method",
    )
}

/// Nothing of the API is for caches.
async fn private(mut response: Response) -> Response {
    let caching = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, caching);
    response
}
