//! `GET /stories/ID/socket`: a WebSocket on which the text of a story is written together.

use super::{Api, Problem};
use crate::account::Caller;
use crate::coedit::{Guest, MAX_MESSAGE_BYTES};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dateline_core::id::StoryId;
use dateline_core::rights::Right;
use dateline_db::queries::coedit;
use http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

/// What a client says of itself.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    /// The document it has something of.
    document: Option<Uuid>,
}

/// Lets somebody in who may read the story; who may write is looked at for each change.
pub(super) async fn open(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<Uuid>,
    asked: Query<Asked>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let id = StoryId(id);
    let mut tx = api.house.db().read().await?;
    let (place, _) = coedit::place(&mut tx, id).await?;
    tx.close().await?;
    caller.require(Right::Read, &place)?;
    let upgrade = upgrade.map_err(|_| {
        Problem::new(
            StatusCode::UPGRADE_REQUIRED,
            "websocket",
            "this address is a WebSocket: open it with one",
        )
    })?;
    let guest = Guest {
        watch: api.accounts.watch(&caller),
        caller,
        document: asked.document,
    };
    let coedit = api.coedit.clone();
    Ok(upgrade
        .max_message_size(MAX_MESSAGE_BYTES)
        .max_frame_size(MAX_MESSAGE_BYTES)
        .on_upgrade(move |socket| async move { coedit.host(socket, id, guest).await }))
}
