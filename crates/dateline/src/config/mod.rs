//! Configuration: one TOML file, the environment, the command line, in rising order of weight.

mod editions;
pub mod fields;
mod theme;

use anyhow::{Context, Result, bail};
use dateline_web::i18n::EditionWords;
use fields::{FIELDS, Field};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Variables that are no settings of the table.
const OTHER_VARIABLES: &[&str] = &["DATELINE_DATA", "DATELINE_CONFIG", "DATELINE_LOG"];

/// The settings in force.
#[derive(Clone, Debug, Default)]
pub struct Config {
    values: BTreeMap<&'static str, String>,
    /// Settings of the theme, by name.
    theme: BTreeMap<String, String>,
    /// Themes of editions, by code.
    themes: BTreeMap<String, String>,
    editions: BTreeMap<String, EditionWords>,
}

impl Config {
    /// Reads the file (if given), then the variables, then `over` (from the command line).
    pub fn load(
        file: Option<&Path>,
        variables: &[(String, String)],
        over: &[(&str, Option<String>)],
    ) -> Result<Self> {
        let mut config = Self::default();
        if let Some(path) = file {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            config
                .read_toml(&text)
                .with_context(|| format!("in {}", path.display()))?;
            editions::came_from(&mut config.editions, &path.display().to_string());
        }
        config.read_variables(variables)?;
        for (key, value) in over {
            if let (Some(field), Some(value)) = (fields::find(key), value) {
                config.set(field, value.clone())?;
            }
        }
        Ok(config)
    }

    fn set(&mut self, field: &'static Field, value: String) -> Result<()> {
        fields::check(field, &value).map_err(anyhow::Error::msg)?;
        self.values.insert(field.key, value);
        Ok(())
    }

    fn read_toml(&mut self, text: &str) -> Result<()> {
        let table: toml::Table = text
            .parse()
            .map_err(|e: toml::de::Error| anyhow::anyhow!("{e}"))?;
        for (section, value) in &table {
            let toml::Value::Table(inner) = value else {
                bail!(
                    "line {}: \"{section}\" stands outside a [section]",
                    line_of(text, "", section)
                );
            };
            if section == theme::SECTION {
                self.theme = theme::read(text, inner)?;
                continue;
            }
            if section == editions::SECTION {
                let (inner, themes) = theme::take_from_editions(text, inner)?;
                self.themes = themes;
                self.editions = editions::read(text, &inner)?;
                continue;
            }
            for (name, value) in inner {
                let key = format!("{section}.{name}");
                let line = line_of(text, section, name);
                let Some(field) = fields::find(&key) else {
                    bail!(
                        "line {line}: there is no setting \"{key}\"{}",
                        suggestion(&key)
                    );
                };
                let value = match value {
                    toml::Value::String(text) => text.clone(),
                    toml::Value::Integer(number) => number.to_string(),
                    toml::Value::Boolean(truth) => truth.to_string(),
                    toml::Value::Array(parts) if is_list(field, parts) => joined(parts),
                    other => bail!(
                        "line {line}: {key} is a {}; give a single value",
                        other.type_str()
                    ),
                };
                self.set(field, value)
                    .with_context(|| format!("line {line}"))?;
            }
        }
        Ok(())
    }

    fn read_variables(&mut self, variables: &[(String, String)]) -> Result<()> {
        for (name, value) in variables {
            let Some(rest) = name.strip_prefix("DATELINE_") else {
                continue;
            };
            if OTHER_VARIABLES.contains(&name.as_str()) || rest.starts_with("TEST_") {
                continue;
            }
            if let Some(setting) = theme::of_variable(name) {
                self.theme.insert(setting, value.clone());
                continue;
            }
            let Some(field) = FIELDS.iter().find(|f| variable_of(f.key) == *name) else {
                let (section, tail) = rest.split_once('_').unwrap_or((rest, ""));
                let key = format!("{section}.{tail}").to_lowercase();
                bail!(
                    "the environment variable {name} names no setting{}",
                    suggestion_variable(&key)
                );
            };
            self.set(field, value.clone())
                .with_context(|| format!("environment variable {name}"))?;
        }
        Ok(())
    }

    /// A setting as text; its default if it is not set; `None` if it has none.
    pub fn text(&self, key: &'static str) -> Option<String> {
        let default = fields::find(key).map_or("", |f| f.default);
        self.values
            .get(key)
            .cloned()
            .or_else(|| Some(default.to_owned()))
            .filter(|v| !v.is_empty())
    }

    /// A number within the bounds of the table.
    pub fn number(&self, key: &'static str) -> u64 {
        self.text(key)
            .and_then(|v| v.parse().ok())
            .unwrap_or_default()
    }

    /// The parts of a setting that holds several.
    pub fn list(&self, key: &'static str) -> Vec<String> {
        let value = self.text(key).unwrap_or_default();
        fields::list(&value).map(str::to_owned).collect()
    }

    /// A truth.
    pub fn is_on(&self, key: &'static str) -> bool {
        self.text(key).as_deref() == Some("true")
    }

    /// A path.
    pub fn path(&self, key: &'static str) -> Option<PathBuf> {
        self.text(key).map(PathBuf::from)
    }

    /// What editions do otherwise than their languages, by code.
    pub fn editions(&self) -> &BTreeMap<String, EditionWords> {
        &self.editions
    }

    /// The settings of editions with their values.
    pub fn shown_editions(&self) -> Vec<(String, String)> {
        editions::shown(&self.editions)
    }

    /// Settings of the theme, by name.
    pub fn theme_values(&self) -> &BTreeMap<String, String> {
        &self.theme
    }

    /// Themes of editions that have one of their own, by code.
    pub fn edition_themes(&self) -> &BTreeMap<String, String> {
        &self.themes
    }

    /// The same as lines, for people.
    pub fn shown_themes(&self) -> Vec<(String, String)> {
        let of = |(name, value): (&String, &String)| (format!("theme.{name}"), value.clone());
        let edition =
            |(code, theme): (&String, &String)| (format!("editions.{code}.theme"), theme.clone());
        let themes = self.themes.iter().map(edition);
        self.theme.iter().map(of).chain(themes).collect()
    }

    /// Every setting with its value in force; secrets and passwords in addresses are hidden.
    pub fn shown(&self) -> Vec<(&'static str, String)> {
        let shown = |field: &'static Field| match self.text(field.key) {
            Some(_) if matches!(field.kind, fields::Kind::Secret) => "***".to_owned(),
            value => hide_password(&value.unwrap_or_default()),
        };
        FIELDS.iter().map(|f| (f.key, shown(f))).collect()
    }
}

/// The environment variable of a setting.
pub fn variable_of(key: &str) -> String {
    format!("DATELINE_{}", key.replace('.', "_").to_uppercase())
}

/// Whether a setting that takes several values is given as a list of texts without commas.
fn is_list(field: &Field, parts: &[toml::Value]) -> bool {
    let plain = |part: &toml::Value| part.as_str().is_some_and(|text| !text.contains(','));
    matches!(field.kind, fields::Kind::Urls) && parts.iter().all(plain)
}

fn joined(parts: &[toml::Value]) -> String {
    let texts: Vec<&str> = parts.iter().filter_map(toml::Value::as_str).collect();
    texts.join(",")
}

fn suggestion(key: &str) -> String {
    fields::nearest(key).map_or_else(
        || "; see dateline config schema".to_owned(),
        |near| format!("; did you mean \"{near}\"?"),
    )
}

fn suggestion_variable(key: &str) -> String {
    fields::nearest(key).map_or_else(
        || "; see dateline config schema".to_owned(),
        |near| format!("; did you mean {}?", variable_of(near)),
    )
}

/// The line a setting stands on, from 1; of a name outside any section, the line of that name.
fn line_of(text: &str, section: &str, name: &str) -> usize {
    let dotted = format!("{section}.{name}");
    let mut current = String::new();
    let stands = |line: &str| {
        let line = line.trim();
        if let Some(head) = line.strip_prefix('[') {
            head.split(']')
                .next()
                .unwrap_or_default()
                .trim()
                .clone_into(&mut current);
            return false;
        }
        let key = line.split('=').next().unwrap_or_default();
        let key = key.trim().trim_matches(['"', '\'']);
        if current == section {
            key == name
        } else {
            current.is_empty() && key == dotted
        }
    };
    text.lines().position(stands).map_or(1, |at| at + 1)
}

/// Replaces the password of an address by stars.
pub fn hide_password(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else {
        return text.to_owned();
    };
    let Some((user, host)) = rest.split_once('@') else {
        return text.to_owned();
    };
    let name = user.split(':').next().unwrap_or_default();
    format!("{scheme}://{name}:***@{host}")
}

/// The settings as a JSON Schema (draft 2020-12).
pub fn schema() -> serde_json::Value {
    let mut sections: BTreeMap<&str, serde_json::Map<String, serde_json::Value>> = BTreeMap::new();
    for field in FIELDS {
        let (section, name) = field.key.split_once('.').unwrap_or(("", field.key));
        sections
            .entry(section)
            .or_default()
            .insert(name.to_owned(), describe(field));
    }
    let mut properties: serde_json::Map<String, serde_json::Value> = sections
        .into_iter()
        .map(|(name, fields)| {
            (name.to_owned(), serde_json::json!({ "type": "object", "additionalProperties": false, "properties": fields }))
        })
        .collect();
    let mut of_editions = editions::schema();
    theme::add_to(&mut of_editions);
    properties.insert(editions::SECTION.to_owned(), of_editions);
    properties.insert(theme::SECTION.to_owned(), theme::schema());
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of Dateline",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn describe(field: &Field) -> serde_json::Value {
    use fields::Kind;
    let unit = if field.unit.is_empty() {
        String::new()
    } else {
        format!(" In {}.", field.unit)
    };
    let mut out = serde_json::json!({
        "description": format!("{}{unit} Environment: {}.", field.doc, variable_of(field.key)),
    });
    let (kind, extra) = match field.kind {
        Kind::Text | Kind::Path | Kind::Address => ("string", serde_json::json!({})),
        Kind::Url => ("string", serde_json::json!({ "format": "uri" })),
        Kind::Urls => (
            "array",
            serde_json::json!({ "items": { "type": "string", "format": "uri" }, "maxItems": 16 }),
        ),
        Kind::Secret => ("string", serde_json::json!({ "writeOnly": true })),
        Kind::Truth => ("boolean", serde_json::json!({})),
        Kind::Number { min, max } => (
            "integer",
            serde_json::json!({ "minimum": min, "maximum": max }),
        ),
        Kind::Choice(words) => ("string", serde_json::json!({ "enum": words })),
    };
    out["type"] = kind.into();
    if let (Some(out), serde_json::Value::Object(extra)) = (out.as_object_mut(), extra) {
        out.extend(extra);
    }
    if !field.default.is_empty() {
        out["default"] = match field.kind {
            Kind::Number { .. } => field.default.parse::<i64>().unwrap_or_default().into(),
            Kind::Truth => (field.default == "true").into(),
            _ => field.default.into(),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_refused_with_its_line_and_a_suggestion() {
        let mut config = Config::default();

        let error = config
            .read_toml("[server]\n\nlisten = \"0.0.0.0:80\"\nmax_conections = 5\n")
            .unwrap_err()
            .to_string();

        assert_eq!(
            error,
            "line 4: there is no setting \"server.max_conections\"; did you mean \"server.max_connections\"?"
        );
    }

    #[test]
    fn a_value_out_of_range_names_range_and_unit() {
        let mut config = Config::default();

        let error = format!(
            "{:#}",
            config.read_toml("[cache]\nmemory = 0\n").unwrap_err()
        );

        assert_eq!(
            error,
            "line 2: cache.memory is \"0\"; give a whole number of MiB from 1 to 65536"
        );
    }

    #[test]
    fn the_environment_outweighs_the_file_and_the_command_line_both() {
        let vars = [(
            "DATELINE_SERVER_LISTEN".to_owned(),
            "127.0.0.1:2".to_owned(),
        )];

        let env = Config::load(None, &vars, &[]).unwrap();
        let both = Config::load(
            None,
            &vars,
            &[("server.listen", Some("127.0.0.1:3".to_owned()))],
        )
        .unwrap();

        assert_eq!(env.text("server.listen").as_deref(), Some("127.0.0.1:2"));
        assert_eq!(both.text("server.listen").as_deref(), Some("127.0.0.1:3"));
    }

    #[test]
    fn several_addresses_stand_in_a_list_or_between_commas_and_a_secret_is_never_shown() {
        let mut config = Config::default();
        let text =
            "[cdn]\nvarnish = [\"http://a:6081\", \"http://b:6081\"]\nsecret = \"open-sesame\"\n";
        config.read_toml(text).unwrap();
        let vars = [("DATELINE_CDN_VARNISH", "http://a:6081, http://b:6081")];
        let vars = vars.map(|(n, v)| (n.to_owned(), v.to_owned()));
        let variables = Config::load(None, &vars, &[]).unwrap();

        for config in [&config, &variables] {
            assert_eq!(
                config.list("cdn.varnish"),
                ["http://a:6081", "http://b:6081"]
            );
        }
        let shown = config.shown();
        assert!(shown.contains(&("cdn.secret", "***".to_owned())));
        assert!(!format!("{shown:?}").contains("sesame"));
        for (text, wanted) in [
            (
                "[cdn]\nvarnish = [\"http://a/\"]\n",
                "line 2: cdn.varnish is \"http://a/\"; give at most 16",
            ),
            ("[cdn]\nvarnish = [1]\n", "line 2: cdn.varnish is a array"),
            (
                "[cdn]\nsecret = \"se same\"\n",
                "line 2: cdn.secret is not usable",
            ),
        ] {
            let error = format!("{:#}", Config::default().read_toml(text).unwrap_err());
            assert!(error.starts_with(wanted), "{error}");
        }
    }

    #[test]
    fn a_misspelt_variable_is_refused() {
        let vars = [("DATELINE_SERVER_LISTN".to_owned(), "x".to_owned())];

        let error = Config::load(None, &vars, &[]).unwrap_err().to_string();

        assert!(
            error.contains("did you mean DATELINE_SERVER_LISTEN?"),
            "{error}"
        );
    }

    #[test]
    fn every_default_passes_its_own_check() {
        for field in FIELDS.iter().filter(|f| !f.default.is_empty()) {
            fields::check(field, field.default).unwrap();
        }
    }

    #[test]
    fn passwords_are_never_shown() {
        assert_eq!(
            hide_password("postgres://desk:secret@db/paper"),
            "postgres://desk:***@db/paper"
        );
    }
}
