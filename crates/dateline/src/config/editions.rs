//! `[editions.CODE]`: what an edition does otherwise than its language.

use super::line_of;
use anyhow::{Result, bail};
use dateline_core::edition::EditionCode;
use dateline_web::i18n::{EditionWords, NUMERALS, Wording, is_tag};
use std::collections::BTreeMap;

/// Section of the file.
pub const SECTION: &str = "editions";
/// What can be set for an edition.
const NAMES: [&str; 3] = ["messages", "numerals", "wording"];

/// What each setting does, for the schema.
const DOCS: [(&str, &str); 3] = [
    (
        "messages",
        "Language of the words around the stories (BCP 47), where it is not that of the edition's locale. en-XA and ar-XB are for tests of the layout.",
    ),
    (
        "numerals",
        "Numerals of numbers and dates, by the name CLDR gives them. Without it those of the locale; Arabic without a region is set in 1, 2, 3.",
    ),
    (
        "wording",
        "Messages this edition words otherwise: their keys, and the words as in a message file.",
    ),
];

/// Reads the section.
pub fn read(text: &str, table: &toml::Table) -> Result<BTreeMap<String, EditionWords>> {
    let mut editions = BTreeMap::new();
    for (code, value) in table {
        let line = header_line(text, code);
        let toml::Value::Table(settings) = value else {
            bail!("line {line}: {SECTION}.{code} is no table; write [{SECTION}.{code}]");
        };
        if EditionCode::parse(code).is_none() {
            bail!(
                "line {line}: \"{code}\" is no edition code; give 2 to 12 lower-case letters, digits and hyphens"
            );
        }
        editions.insert(code.clone(), read_edition(text, code, settings)?);
    }
    Ok(editions)
}

fn read_edition(text: &str, code: &str, settings: &toml::Table) -> Result<EditionWords> {
    let mut words = EditionWords::default();
    let section = format!("{SECTION}.{code}");
    for (name, value) in settings {
        let line = line_of(text, &section, name);
        match (name.as_str(), value) {
            ("messages", toml::Value::String(tag)) => {
                if !is_tag(tag) {
                    bail!(
                        "line {line}: {section}.messages is \"{tag}\"; give a language tag (BCP 47) such as en"
                    );
                }
                words.messages = Some(tag.clone());
            }
            ("numerals", toml::Value::String(numerals)) => {
                if !NUMERALS.contains(&numerals.as_str()) {
                    bail!(
                        "line {line}: {section}.numerals is \"{numerals}\"; give one of {}",
                        NUMERALS.join(", ")
                    );
                }
                words.numerals = Some(numerals.clone());
            }
            ("wording", toml::Value::Table(messages)) => {
                words.wording = read_wording(text, &section, messages)?;
            }
            (known, other) if NAMES.contains(&known) => {
                let wanted = if known == "wording" {
                    "table of messages"
                } else {
                    "text"
                };
                bail!(
                    "line {line}: {section}.{known} is a {}; give a {wanted}",
                    other.type_str()
                );
            }
            _ => bail!(
                "line {line}: there is no setting \"{section}.{name}\"; an edition has {}, theme",
                NAMES.join(", ")
            ),
        }
    }
    Ok(words)
}

fn read_wording(
    text: &str,
    section: &str,
    messages: &toml::Table,
) -> Result<BTreeMap<String, Wording>> {
    let mut wording = BTreeMap::new();
    for (key, value) in messages {
        let line = line_of(text, &format!("{section}.wording"), key);
        let toml::Value::String(words) = value else {
            bail!(
                "line {line}: {section}.wording.{key} is a {}; give text",
                value.type_str()
            );
        };
        let said = Wording {
            text: words.clone(),
            file: String::new(),
            line,
        };
        wording.insert(key.clone(), said);
    }
    Ok(wording)
}

/// The line of `[editions.code]`, or of a section below it.
fn header_line(text: &str, code: &str) -> usize {
    let is_header = |line: &str| {
        let head = line.trim().strip_prefix('[').unwrap_or_default();
        let rest = head.strip_prefix(&format!("{SECTION}.{code}"));
        rest.is_some_and(|rest| rest.starts_with([']', '.']))
    };
    text.lines()
        .position(is_header)
        .map_or_else(|| line_of(text, SECTION, code), |at| at + 1)
}

/// Notes the file the settings were read from, for faults.
pub fn came_from(editions: &mut BTreeMap<String, EditionWords>, file: &str) {
    for words in editions.values_mut() {
        for said in words.wording.values_mut() {
            file.clone_into(&mut said.file);
        }
    }
}

/// Every setting with its value, as `config check` prints them.
pub fn shown(editions: &BTreeMap<String, EditionWords>) -> Vec<(String, String)> {
    let mut shown = Vec::new();
    for (code, words) in editions {
        let single = [("messages", &words.messages), ("numerals", &words.numerals)];
        for (name, value) in single {
            if let Some(value) = value {
                shown.push((format!("{SECTION}.{code}.{name}"), value.clone()));
            }
        }
        let wording = words.wording.iter();
        shown.extend(wording.map(|(key, said)| {
            let key = format!("{SECTION}.{code}.wording.{key}");
            (key, said.text.clone())
        }));
    }
    shown
}

/// The section as JSON Schema.
pub fn schema() -> serde_json::Value {
    let doc = |name: &str| {
        DOCS.iter()
            .find(|(n, _)| *n == name)
            .map_or("", |(_, doc)| doc)
    };
    serde_json::json!({
        "type": "object",
        "description": "What an edition does otherwise than its language, by the code of the edition. Only in the file.",
        "propertyNames": { "pattern": "^[a-z0-9][a-z0-9-]{0,10}[a-z0-9]$" },
        "additionalProperties": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
                "messages": { "type": "string", "description": doc("messages") },
                "numerals": { "enum": NUMERALS, "description": doc("numerals") },
                "wording": {
                    "type": "object",
                    "description": doc("wording"),
                    "additionalProperties": { "type": "string" },
                },
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn refused(text: &str) -> String {
        let mut config = Config::default();
        format!("{:#}", config.read_toml(text).unwrap_err())
    }

    #[test]
    fn an_edition_has_its_language_numerals_and_wording_with_their_lines() {
        let mut config = Config::default();
        let text = "[editions.ar]\nnumerals = \"arab\"\nmessages = \"ar-EG\"\n\n[editions.ar.wording]\n# ours\nlatest = \"الآن\"\n";

        config.read_toml(text).unwrap();

        let words = &config.editions()["ar"];
        assert_eq!(words.numerals.as_deref(), Some("arab"));
        assert_eq!(words.messages.as_deref(), Some("ar-EG"));
        assert_eq!(words.wording["latest"].line, 7);
        assert_eq!(
            config.shown_editions()[2],
            ("editions.ar.wording.latest".to_owned(), "الآن".to_owned())
        );
    }

    #[test]
    fn what_an_edition_cannot_have_is_refused_with_its_line() {
        for (text, expected) in [
            (
                "[editions.en]\nnumeral = \"arab\"\n",
                "line 2: there is no setting \"editions.en.numeral\"; an edition has messages, numerals, wording, theme",
            ),
            (
                "\n[editions.en]\nnumerals = \"roman\"\n",
                "line 3: editions.en.numerals is \"roman\"; give one of latn, arab, arabext, deva, beng",
            ),
            (
                "[editions.en]\nmessages = \"../x\"\n",
                "line 2: editions.en.messages is \"../x\"; give a language tag (BCP 47) such as en",
            ),
            (
                "[editions.en.wording]\nlatest = 1\n",
                "line 2: editions.en.wording.latest is a integer; give text",
            ),
            (
                "[editions.EN]\n",
                "line 1: \"EN\" is no edition code; give 2 to 12 lower-case letters, digits and hyphens",
            ),
            (
                "[editions]\nen = 1\n",
                "line 2: editions.en is no table; write [editions.en]",
            ),
        ] {
            assert_eq!(refused(text), expected);
        }
    }
}
