//! What requests say and what they are answered, as JSON.

use super::Problem;
use axum::Json;
use axum::extract::FromRequest;
use axum::extract::Query;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A JSON answer.
pub fn answer(status: StatusCode, value: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, value.to_string()).into_response()
}

/// A JSON answer that all went well.
pub fn ok(value: &Value) -> Response {
    answer(StatusCode::OK, value)
}

/// The same of something that has a shape.
pub fn shown(status: StatusCode, what: &impl Serialize) -> Result<Response, Problem> {
    let value = serde_json::to_value(what).map_err(|error| Problem::inside(&error))?;
    Ok(answer(status, &value))
}

/// A list with where it goes on.
#[derive(Serialize, ToSchema)]
pub struct Listed<T> {
    /// In order.
    pub items: Vec<T>,
    /// What `after` takes to go on; null at the end.
    pub next: Option<String>,
}

impl<T> Listed<T> {
    /// All there is.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
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
