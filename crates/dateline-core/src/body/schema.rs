//! The JSON form of a body as JSON Schema, published with the documentation.

use super::limits::{MAX_ELEMENTS, MAX_MARKS};
use serde_json::{Map, Value, json};

/// Addresses that [`super::limits::is_safe_href`] accepts, as a regular expression.
const SAFE_HREF: &str = concat!(
    "^ *(?:",
    r"/|/[^/\\\u0000-\u001f\u007f-\u009f][^\\\u0000-\u001f\u007f-\u009f]*",
    r"|#[^\u0000-\u001f\u007f-\u009f]*",
    r"|[hH][tT][tT][pP][sS]?://[^\s/?#<>\x22\\\ufeff\u0000-\u001f\u007f-\u009f]+(?:[/?#][^\u0000-\u001f\u007f-\u009f]*)?",
    r"|(?:[mM][aA][iI][lL][tT][oO]|[tT][eE][lL]):[^\u0000-\u001f\u007f-\u009f]*[^ \u0000-\u001f\u007f-\u009f]",
    ") *$"
);
/// Addresses that [`super::limits::is_web_url`] accepts.
const WEB_URL: &str = r"^https?://[^\s/?#<>\x22\\\ufeff\u0000-\u001f\u007f-\u009f]+(?:[/?#][^\u0000-\u001f\u007f-\u009f]*)?$";
/// The same, https only.
const HTTPS_URL: &str = r"^https://[^\s/?#<>\x22\\\ufeff\u0000-\u001f\u007f-\u009f]+(?:[/?#][^\u0000-\u001f\u007f-\u009f]*)?$";

/// The schema of a body, draft 2020-12.
///
/// What passes it is read by [`super::Body::parse`], which also counts: elements in all, depth, bytes.
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The body of a story",
        "description": "Typed elements in reading order. Beyond what is said here, a body may hold at most 5000 elements counting children, 8 levels of elements, 2 MiB of text and 16 MiB in all.",
        "type": "array",
        "maxItems": MAX_ELEMENTS,
        "items": { "$ref": "#/$defs/element" },
        "$defs": {
            "id": { "type": "string", "description": "A UUID.", "pattern": "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$" },
            "href": { "type": "string", "description": "An http, https, mailto or tel address, a path of this site or a fragment.", "pattern": SAFE_HREF },
            "webUrl": { "type": "string", "description": "An http or https address.", "pattern": WEB_URL },
            "httpsUrl": { "type": "string", "description": "An https address.", "pattern": HTTPS_URL },
            "text": {
                "description": "Words without marks as a string, else pieces.",
                "anyOf": [{ "type": "string" }, { "type": "array", "items": { "$ref": "#/$defs/piece" } }]
            },
            "piece": { "anyOf": pieces() },
            "mark": { "anyOf": marks() },
            "listItem": object(None, &[("text", text())], &[("elements", list("element"))]),
            "pictureUse": object(None, &[("picture", id())], &picture_words()),
            "element": { "anyOf": elements() },
        }
    })
}

type Field = (&'static str, Value);

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn list(name: &str) -> Value {
    json!({ "type": "array", "items": reference(name) })
}

fn id() -> Value {
    reference("id")
}

fn text() -> Value {
    reference("text")
}

fn string() -> Value {
    json!({ "type": "string" })
}

fn picture_words() -> [Field; 2] {
    [("caption", text()), ("alt", string())]
}

/// An object with exactly these fields; what may be left out may also be null.
fn object(r#type: Option<&str>, required: &[Field], optional: &[Field]) -> Value {
    let tag = r#type.map(|t| ("type", json!({ "const": t })));
    let names: Vec<&str> = tag.iter().chain(required).map(|(name, _)| *name).collect();
    let nullable = |(name, value): &Field| (*name, json!({ "anyOf": [value, { "type": "null" }] }));
    let properties: Map<String, Value> = tag
        .iter()
        .chain(required)
        .cloned()
        .chain(optional.iter().map(nullable))
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    json!({ "type": "object", "properties": properties, "required": names, "additionalProperties": false })
}

fn pieces() -> Vec<Value> {
    let marks = json!({ "type": "array", "maxItems": MAX_MARKS, "items": reference("mark") });
    vec![
        object(None, &[("text", string())], &[("marks", marks)]),
        object(None, &[("line_break", json!({ "const": true }))], &[]),
        object(None, &[("footnote", string())], &[]),
    ]
}

fn marks() -> Vec<Value> {
    let flag = json!({ "type": "boolean" });
    let mut all: Vec<Value> = [
        "strong",
        "emphasis",
        "superscript",
        "subscript",
        "strike",
        "code",
    ]
    .into_iter()
    .map(|name| object(Some(name), &[], &[]))
    .collect();
    all.extend([
        object(
            Some("link"),
            &[("href", reference("href"))],
            &[("story", id())],
        ),
        object(Some("language"), &[("lang", string())], &[("rtl", flag)]),
        object(Some("correction"), &[("notice", id())], &[]),
    ]);
    all
}

fn elements() -> Vec<Value> {
    let texts = list("text");
    let level = json!({ "type": "integer", "minimum": 2, "maximum": 4 });
    let flag = json!({ "type": "boolean" });
    let rows = json!({ "type": "array", "items": texts });
    let web = || reference("webUrl");
    let element = |name, required: &[Field], optional: &[Field]| {
        let mut optional = optional.to_vec();
        optional.push(("id", string()));
        object(Some(name), required, &optional)
    };
    vec![
        element("paragraph", &[("text", text())], &[]),
        element("heading", &[("level", level), ("text", text())], &[]),
        element("list", &[("items", list("listItem"))], &[("ordered", flag)]),
        element(
            "quote",
            &[("text", texts.clone())],
            &[
                ("speaker", string()),
                ("role", string()),
                ("source", string()),
                ("source_url", web()),
            ],
        ),
        element("pull_quote", &[("text", text())], &[("speaker", string())]),
        element("picture", &[("picture", id())], &picture_words()),
        element(
            "gallery",
            &[("pictures", list("pictureUse"))],
            &[("title", string())],
        ),
        element("rich_link", &[("story", id())], &[]),
        element(
            "attribution",
            &[("outlet", string())],
            &[
                ("author", string()),
                ("title", string()),
                ("url", web()),
                ("date", string()),
                ("language", string()),
                ("archived_url", web()),
            ],
        ),
        element(
            "factbox",
            &[("title", string()), ("elements", list("element"))],
            &[],
        ),
        element(
            "table",
            &[("rows", rows)],
            &[("caption", text()), ("head", texts)],
        ),
        element("code", &[("text", string())], &[("language", string())]),
        element("rule", &[], &[]),
        element(
            "embed",
            &[("provider", string()), ("url", reference("httpsUrl"))],
            &[("title", string())],
        ),
        element(
            "audio",
            &[("url", reference("href"))],
            &[("title", string())],
        ),
        element(
            "video",
            &[("url", reference("href"))],
            &[("title", string()), ("poster", id())],
        ),
        element("footnote", &[("key", string()), ("text", text())], &[]),
        element("correction", &[("notice", id())], &[]),
    ]
}
