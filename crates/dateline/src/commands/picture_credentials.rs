//! Content credentials of a picture, as editors see them.

use anyhow::Result;
use dateline_core::credentials::{AiUse, ContentCredentials, CredentialsState};
use dateline_infra::blob::{BlobError, Blobs};
use dateline_newsroom::picture::credentials::{look, look_and_keep};
use dateline_newsroom::picture::{PictureError, Taken};
use dateline_web::house::House;
use serde_json::Value;

/// Of a picture that is here, by a look at its original now.
pub async fn of(
    house: &House,
    blobs: &Blobs,
    hash: Option<&str>,
    says_some: bool,
) -> Result<ContentCredentials> {
    let Some(hash) = hash else {
        return Ok(ContentCredentials::unchecked("the original is missing"));
    };
    if house.provenance().is_none() && !says_some {
        return Ok(ContentCredentials::none());
    }
    match look(house, blobs, hash).await {
        Err(PictureError::Blob(BlobError::NotFound { .. })) => {
            Ok(ContentCredentials::unchecked("the original is missing"))
        }
        found => Ok(found?),
    }
}

/// Of a picture that came in; kept for the pages that show it.
pub async fn of_taken(house: &House, blobs: &Blobs, taken: &Taken) -> Result<Value> {
    let says_some = taken.metadata.has_content_credentials;
    let found = match &taken.picture.hash {
        Some(hash) if says_some => look_and_keep(house, blobs, hash).await?,
        _ => ContentCredentials::none(),
    };
    Ok(serde_json::to_value(found)?)
}

/// Lines for the terminal.
pub fn rows(found: &ContentCredentials) -> Vec<(&'static str, Option<String>)> {
    let state = match &found.reason {
        Some(reason) => format!("{} ({reason})", found.state.as_str()),
        None => found.state.as_str().to_owned(),
    };
    let mut rows = vec![("Credentials", Some(state))];
    if matches!(
        found.state,
        CredentialsState::None | CredentialsState::Unchecked
    ) {
        return rows;
    }
    let actions = found.actions.iter().map(|one| one.action.as_str());
    let ai = match found.ai {
        AiUse::NotStated => None,
        AiUse::Part => Some("in part".to_owned()),
        AiUse::Whole => Some("as a whole".to_owned()),
    };
    rows.extend([
        ("Signed by", found.signed_by.clone()),
        ("Signed at", found.signed_at.clone()),
        ("Made with", found.tool.clone()),
        (
            "Edits",
            Some(actions.collect::<Vec<_>>().join(", ")).filter(|all| !all.is_empty()),
        ),
        ("By a model", ai),
    ]);
    rows
}
