//! `[theme]` and the themes of editions: what the theme in use knows, this does not.

use super::line_of;
use anyhow::{Result, bail};
use std::collections::BTreeMap;

/// Section of the file whose settings are those of the theme.
pub const SECTION: &str = "theme";
/// Begins the names of variables for them.
pub const VARIABLES: &str = "DATELINE_THEME_";

/// Reads the section: values as text, the theme checks them.
pub fn read(text: &str, table: &toml::Table) -> Result<BTreeMap<String, String>> {
    let mut values = BTreeMap::new();
    for (name, value) in table {
        let value = match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(truth) => truth.to_string(),
            other => bail!(
                "line {}: {SECTION}.{name} is a {}; give text, a whole number, true or false",
                line_of(text, SECTION, name),
                other.type_str()
            ),
        };
        values.insert(name.clone(), value);
    }
    Ok(values)
}

/// Takes `theme` out of the sections of editions.
pub fn take_from_editions(
    text: &str,
    editions: &toml::Table,
) -> Result<(toml::Table, BTreeMap<String, String>)> {
    let mut rest = editions.clone();
    let mut themes = BTreeMap::new();
    for (code, edition) in &mut rest {
        let Some(value) = edition.as_table_mut().and_then(|e| e.remove(SECTION)) else {
            continue;
        };
        let toml::Value::String(theme) = value else {
            bail!(
                "line {}: editions.{code}.theme is a {}; give the name of a theme or its folder",
                line_of(text, &format!("editions.{code}"), SECTION),
                value.type_str()
            );
        };
        themes.insert(code.clone(), theme);
    }
    Ok((rest, themes))
}

/// The setting a variable gives a value to: `DATELINE_THEME_ACCENT` is `accent`.
pub fn of_variable(name: &str) -> Option<String> {
    let setting = name.strip_prefix(VARIABLES)?;
    Some(setting.to_lowercase()).filter(|s| !s.is_empty())
}

/// Adds the theme to the schema of an edition.
pub fn add_to(editions: &mut serde_json::Value) {
    editions["additionalProperties"]["properties"][SECTION] = serde_json::json!({
        "type": "string",
        "description": "Theme of this edition: the name of a bundled one, or a folder.",
    });
}

/// The section as JSON Schema.
pub fn schema() -> serde_json::Value {
    serde_json::json!({
        "type": "object",
        "description": format!("Settings of the theme; which there are, its theme.toml says. Environment: {VARIABLES}NAME."),
        "additionalProperties": { "type": ["string", "integer", "boolean"] },
    })
}
