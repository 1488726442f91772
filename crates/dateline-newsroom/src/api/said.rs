//! What requests say and what they are answered, as JSON.

use super::Problem;
use axum::Json;
use axum::extract::FromRequest;
use axum::extract::Query;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::Value;

/// A JSON answer.
pub fn answer(status: StatusCode, value: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, value.to_string()).into_response()
}

/// A JSON answer that all went well.
pub fn ok(value: &Value) -> Response {
    answer(StatusCode::OK, value)
}

/// What a request says, or what is wrong with it.
#[derive(FromRequest)]
#[from_request(via(Json), rejection(Problem))]
pub struct Said<T>(pub T);

/// What is asked in the address, or what is wrong with it.
pub type Asked<T> = Result<Query<T>, QueryRejection>;

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status(), "body", rejection.body_text())
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(rejection.status(), "query", rejection.body_text())
    }
}

impl From<PathRejection> for Problem {
    fn from(rejection: PathRejection) -> Self {
        Self::new(rejection.status(), "path", rejection.body_text())
    }
}
