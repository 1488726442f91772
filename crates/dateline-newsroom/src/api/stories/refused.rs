//! Why a verb of stories is refused, as a problem.

use super::super::Problem;
use crate::story::StoryError;
use dateline_core::checks::Level;
use http::StatusCode;
use serde_json::json;

impl From<StoryError> for Problem {
    fn from(error: StoryError) -> Self {
        let told = error.to_string();
        let refused = |code| Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, told.clone());
        match error {
            StoryError::Db(error) => error.into(),
            StoryError::Unknown(_) | StoryError::NoRevision { .. } => {
                Self::new(StatusCode::NOT_FOUND, "not-found", told)
            }
            StoryError::WrongState(wrong) => {
                Self::new(StatusCode::CONFLICT, "state", told).and("state", json!(wrong.from))
            }
            StoryError::Ambiguous { ids, .. } => {
                Self::new(StatusCode::CONFLICT, "ambiguous", told).and("stories", json!(ids))
            }
            StoryError::Embargoed { until } => refused("embargo").and("until", json!(until)),
            StoryError::Incomplete { checks, .. } => {
                let kept = checks.iter().filter(|check| check.level == Level::Block);
                let codes: Vec<&str> = kept.map(|check| check.code.as_str()).collect();
                refused("incomplete")
                    .missing(codes)
                    .and("checks", json!(checks))
            }
            StoryError::BadTime(_) => refused("time"),
            StoryError::BadContent(_) => refused("content"),
            StoryError::BadField { field, told } => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "field", told).field(field)
            }
        }
    }
}
