//! The documentation of the API as `OpenAPI` 3.1, made from the code: what handlers say of themselves, and
//! from the table of rights who may ask for what. An address without words of its own is in it too.

use super::rights::{Access, ROUTES, Route};
use super::{accounts, desk, fronts, live, pictures, shapes, stories, uploads};
use crate::token::Scope;
use axum::response::{IntoResponse, Response};
use dateline_core::body;
use http::header;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Dateline",
        description = "The newsroom over HTTP: what the application and programs do to stories, pictures and accounts. JSON in and out; times are RFC 3339 in UTC; lists go on with `after`; what goes wrong is told as RFC 9457 has it.",
        version = "1",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(shapes::ProblemDetails, shapes::PublishedPage, shapes::PublishedStory))
)]
struct Document;

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut text = serde_json::to_string_pretty(&document()).unwrap_or_default();
    text.push('\n');
    text
});

/// The document as text: the same bytes each time.
pub fn text() -> &'static str {
    &TEXT
}

/// `GET /openapi.json`.
pub async fn show() -> Response {
    let kind = [(
        header::CONTENT_TYPE,
        "application/vnd.oai.openapi+json;version=3.1",
    )];
    (kind, text()).into_response()
}

/// The document.
pub fn document() -> Value {
    let mut document = Document::openapi();
    document.merge(stories::Docs::openapi());
    document.merge(desk::Docs::openapi());
    document.merge(fronts::Docs::openapi());
    document.merge(live::Docs::openapi());
    document.merge(pictures::Docs::openapi());
    document.merge(uploads::Docs::openapi());
    document.merge(accounts::Docs::openapi());
    let mut document = serde_json::to_value(&document).unwrap_or_default();
    add_bodies(&mut document);
    let said = document["paths"].take();
    let mut paths = Map::new();
    for route in ROUTES {
        let method = route.method.to_ascii_lowercase();
        let of_path = paths
            .entry(route.path.to_owned())
            .or_insert_with(|| json!({}));
        of_path[method.as_str()] = operation(route, said[route.path][method.as_str()].clone());
    }
    for (path, operation) in published() {
        paths.insert(path.to_owned(), json!({ "get": operation }));
    }
    document["paths"] = Value::Object(paths);
    document["servers"] = json!([{ "url": "/api" }]);
    document["components"]["securitySchemes"] = json!({
        "session": {
            "type": "apiKey", "in": "cookie", "name": "__Host-dateline",
            "description": "A person who signed in with POST /session. What changes something also needs the header X-Dateline: 1 and comes from a page of the newsroom."
        },
        "key": {
            "type": "http", "scheme": "bearer",
            "description": "A program, with a key made by dateline token create --scope SCOPE."
        }
    });
    document
}

/// What is said of an address, with who may ask and how it is refused.
fn operation(route: &Route, said: Value) -> Value {
    let mut operation = match said {
        Value::Object(said) => Value::Object(said),
        _ => plain(route),
    };
    let noun = route.path.split('/').nth(1).unwrap_or_default();
    operation["tags"] = json!([noun]);
    operation["security"] = security(route.access);
    if let Some(right) = right(route.access) {
        operation["x-dateline-right"] = right.into();
    }
    operation["responses"]["default"] = json!({
        "description": "What went wrong",
        "content": {
            "application/problem+json": {
                "schema": { "$ref": "#/components/schemas/ProblemDetails" }
            }
        }
    });
    operation
}

/// An address that says nothing of itself yet.
fn plain(route: &Route) -> Value {
    let named = route.path.split('/').filter_map(|segment| {
        let name = segment.strip_prefix('{')?.strip_suffix('}')?;
        Some(json!({
            "name": name, "in": "path", "required": true, "schema": { "type": "string" }
        }))
    });
    let parameters: Vec<Value> = named.collect();
    let mut operation = json!({
        "operationId": operation_id(route),
        "responses": { "200": { "description": "As the handbook says" } }
    });
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    operation
}

/// `post /pictures/{id}/leases` is `postPicturesLeases`.
fn operation_id(route: &Route) -> String {
    let mut id = route.method.to_ascii_lowercase();
    let words = route.path.split(['/', '-']).filter(|word| !word.is_empty());
    for word in words {
        let word = word.trim_matches(['{', '}']);
        let mut letters = word.chars();
        id.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        id.push_str(letters.as_str());
    }
    id
}

fn right(access: Access) -> Option<&'static str> {
    match access {
        Access::Public | Access::SignedIn => None,
        Access::Right(right) | Access::Person(right) => Some(right.as_str()),
    }
}

fn security(access: Access) -> Value {
    match access {
        Access::Public => json!([]),
        Access::SignedIn | Access::Person(_) => json!([{ "session": [] }]),
        Access::Right(right) => {
            let scope = Scope::that_gives(right).map(Scope::as_str);
            let scopes: Vec<&str> = scope.into_iter().collect();
            json!([{ "session": [] }, { "key": scopes }])
        }
    }
}

/// What the site answers beside the newsroom: published stories, for programs.
fn published() -> [(&'static str, Value); 2] {
    let query = |name: &str, about: &str| {
        json!({
            "name": name, "in": "query", "required": false, "description": about,
            "schema": { "type": if name == "limit" { "integer" } else { "string" } }
        })
    };
    let told = |about: &str, schema: &str| {
        let problem = json!({ "$ref": "#/components/schemas/ProblemDetails" });
        json!({
            "200": {
                "description": about,
                "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } }
            },
            "default": {
                "description": "What went wrong",
                "content": { "application/problem+json": { "schema": problem } }
            }
        })
    };
    let list = json!({
        "operationId": "listPublishedStories",
        "summary": "What readers have, newest first. May be kept by caches.",
        "tags": ["published"],
        "security": [],
        "parameters": [
            query("edition", "Of this edition; of the first if none is named."),
            query("section", "Of this section, by slug."),
            query("tag", "Under this tag, by slug."),
            query("contributor", "By this contributor, by slug."),
            query("after", "What `next` of the page before said."),
            query("limit", "How many at most, 1 to 100."),
        ],
        "responses": told("Stories", "PublishedPage"),
    });
    let id = json!({
        "name": "id", "in": "path", "required": true,
        "schema": { "type": "string", "format": "uuid" }
    });
    let story = json!({
        "operationId": "showPublishedStory",
        "summary": "One story as readers have it. May be kept by caches.",
        "tags": ["published"],
        "security": [],
        "parameters": [id],
        "responses": told("The story", "PublishedStory"),
    });
    [
        ("/published/stories", list),
        ("/published/stories/{id}", story),
    ]
}

/// The schema of bodies, which the handbook publishes too: `body`, and its parts as `body.NAME`.
fn add_bodies(document: &mut Value) {
    let mut schema = body::schema();
    let Some(whole) = schema.as_object_mut() else {
        return;
    };
    whole.remove("$schema");
    let parts = whole.remove("$defs").unwrap_or_default();
    let schemas = &mut document["components"]["schemas"];
    if let Value::Object(parts) = parts {
        for (name, mut part) in parts {
            lead_here(&mut part);
            schemas[format!("body.{name}")] = part;
        }
    }
    lead_here(&mut schema);
    schemas["body"] = schema;
}

/// Has references lead to where the parts are here.
fn lead_here(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for (name, value) in members {
                let other = value.as_str().and_then(|r| r.strip_prefix("#/$defs/"));
                match other {
                    Some(other) if name == "$ref" => {
                        *value = format!("#/components/schemas/body.{other}").into();
                    }
                    _ => lead_here(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(lead_here),
        _ => {}
    }
}
