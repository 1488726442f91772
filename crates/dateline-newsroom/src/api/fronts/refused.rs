//! Why a verb of fronts is refused, as a problem.

use super::super::Problem;
use crate::front::FrontDeskError;
use http::StatusCode;
use serde_json::json;

impl From<FrontDeskError> for Problem {
    fn from(error: FrontDeskError) -> Self {
        use FrontDeskError as E;
        let told = error.to_string();
        let refused = |code| Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, told.clone());
        match error {
            E::Db(error) => error.into(),
            E::Bounds(_) => refused("front"),
            E::NoStory { container, card } | E::NoPicture { container, card } => {
                refused("front").and("at", json!({ "container": container, "card": card }))
            }
            E::NoBackfill { container, .. } => {
                refused("front").and("at", json!({ "container": container }))
            }
            E::Pictures { gaps } => refused("incomplete")
                .missing(["picture"])
                .and("pictures", json!(gaps)),
            E::Changed { is } => {
                Self::new(StatusCode::PRECONDITION_FAILED, "changed", told).and("etag", json!(is))
            }
            E::BadTime(_) => refused("time").field("launch_at"),
            E::TooManyTimed => Self::new(StatusCode::CONFLICT, "too-many", told),
            E::NoTimed | E::NoLaunch => Self::new(StatusCode::NOT_FOUND, "not-found", told),
        }
    }
}
