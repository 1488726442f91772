//! As much of JSON Schema as the schema of a body uses; a keyword it does not know fails the test.

use regex::Regex;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

static PATTERNS: LazyLock<Mutex<HashMap<String, Regex>>> = LazyLock::new(Mutex::default);

/// True if the value is what the schema describes.
pub fn accepts(root: &Value, value: &Value) -> bool {
    valid(root, root, value)
}

fn valid(root: &Value, schema: &Value, value: &Value) -> bool {
    let schema = schema.as_object().unwrap();
    schema.iter().all(|(keyword, rule)| match keyword.as_str() {
        "$schema" | "$defs" | "title" | "description" | "required" | "properties" => true,
        "$ref" => valid(
            root,
            root.pointer(rule.as_str().unwrap().strip_prefix('#').unwrap())
                .unwrap(),
            value,
        ),
        "anyOf" => rule
            .as_array()
            .unwrap()
            .iter()
            .any(|one| valid(root, one, value)),
        "const" => rule == value,
        "type" => is_type(rule.as_str().unwrap(), value),
        "items" => value
            .as_array()
            .is_none_or(|all| all.iter().all(|v| valid(root, rule, v))),
        "maxItems" => value
            .as_array()
            .is_none_or(|all| all.len() as u64 <= rule.as_u64().unwrap()),
        "minimum" => value.as_i64().is_none_or(|n| n >= rule.as_i64().unwrap()),
        "maximum" => value.as_i64().is_none_or(|n| n <= rule.as_i64().unwrap()),
        "pattern" => value
            .as_str()
            .is_none_or(|text| matches(rule.as_str().unwrap(), text)),
        "additionalProperties" => {
            assert_eq!(rule, &Value::Bool(false));
            value.as_object().is_none_or(|object| {
                let properties = schema["properties"].as_object().unwrap();
                let required = schema["required"].as_array().unwrap();
                required
                    .iter()
                    .all(|name| object.contains_key(name.as_str().unwrap()))
                    && object.iter().all(|(name, v)| {
                        properties
                            .get(name)
                            .is_some_and(|rule| valid(root, rule, v))
                    })
            })
        }
        _ => panic!("the validator does not know `{keyword}`"),
    })
}

fn is_type(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        _ => panic!("the validator does not know the type `{name}`"),
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    let mut patterns = PATTERNS.lock().unwrap();
    patterns
        .entry(pattern.to_owned())
        .or_insert_with(|| Regex::new(pattern).unwrap())
        .is_match(text)
}
