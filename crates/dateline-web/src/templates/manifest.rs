//! `theme.toml`: what a theme is, by whom, what its tokens are for and what can be set in it.

use super::setting::{Setting, SettingValue};
use crate::nearest::suggestion;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Name of the file.
pub const MANIFEST: &str = "theme.toml";

const FIELDS: [&str; 8] = [
    "name", "version", "author", "licence", "parent", "tokens", "settings", "set",
];

/// What a theme says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manifest {
    /// As its makers call it.
    pub name: String,
    /// Three numbers with points between them.
    pub version: String,
    /// Who made it.
    pub author: String,
    /// Under which licence it may be used.
    pub licence: String,
    /// The theme it is laid over; the default one if `None`.
    pub parent: Option<String>,
    /// What each token of the style sheet is for, without the two hyphens.
    pub tokens: BTreeMap<String, String>,
    /// What the operator may choose.
    pub settings: BTreeMap<String, Setting>,
    /// What it chooses of the settings of its parent, with the line.
    pub set: BTreeMap<String, (toml::Value, usize)>,
}

/// What is wrong, and on which line.
pub(super) type Wrong = (usize, String);

type Entry<'a, 'i> = (&'a str, usize, &'a DeValue<'i>);

impl Manifest {
    /// Reads the file; what is wrong with it is the error.
    pub(super) fn read(text: &str) -> Result<Self, Wrong> {
        let table = DeTable::parse(text).map_err(|e| {
            let line = e.span().map_or(0, |span| line_at(text, span.start));
            (line, e.message().to_owned())
        })?;
        let mut manifest = Self::default();
        for (key, line, value) in entries(text, table.get_ref()) {
            let field = match key {
                "name" => &mut manifest.name,
                "version" => &mut manifest.version,
                "author" => &mut manifest.author,
                "licence" => &mut manifest.licence,
                "parent" => manifest.parent.get_or_insert_default(),
                "tokens" => {
                    for (name, line, words) in entries(text, table_of(key, line, value)?) {
                        let words = text_of(name, line, words)?;
                        manifest.tokens.insert(name.to_owned(), words);
                    }
                    continue;
                }
                "settings" => {
                    for (name, line, value) in entries(text, table_of(key, line, value)?) {
                        let setting = read_setting(text, name, line, value)?;
                        manifest.settings.insert(name.to_owned(), setting);
                    }
                    continue;
                }
                "set" => {
                    for (name, line, value) in entries(text, table_of(key, line, value)?) {
                        let value = plain(name, line, value)?;
                        manifest.set.insert(name.to_owned(), (value, line));
                    }
                    continue;
                }
                other => return Err(unknown("field", other, line, &FIELDS)),
            };
            *field = text_of(key, line, value)?;
        }
        Ok(manifest)
    }

    /// What this theme leaves out of what it should say of itself.
    pub(super) fn lacks(&self) -> Vec<String> {
        let mut lacks = Vec::new();
        for (field, value) in [
            ("name", &self.name),
            ("author", &self.author),
            ("licence", &self.licence),
        ] {
            if value.trim().is_empty() {
                lacks.push(format!("`{field}` is missing or empty"));
            }
        }
        if !is_version(&self.version) {
            lacks.push(format!(
                "`version` is \"{}\"; it takes three numbers, as in \"1.0.0\"",
                self.version
            ));
        }
        for (name, setting) in &self.settings {
            if setting.about.trim().is_empty() {
                lacks.push(format!(
                    "the setting {name} does not say what it is `about`"
                ));
            }
        }
        lacks
    }

    /// The tokens that are not explained, and those explained that the style sheet has not.
    pub(super) fn token_faults(&self, css: &str) -> (Vec<String>, Vec<String>) {
        let there = tokens(css);
        let told = |token: &&str| {
            let words = self.tokens.get(*token);
            words.is_some_and(|d| !d.trim().is_empty()) || token.starts_with("set-")
        };
        let unexplained = there.iter().filter(|t| !told(t)).map(|t| (*t).to_owned());
        let absent = self.tokens.keys().filter(|t| !there.contains(t.as_str()));
        (unexplained.collect(), absent.cloned().collect())
    }
}

fn unknown(what: &str, name: &str, line: usize, known: &[&str]) -> Wrong {
    let others = format!("there are {}", known.join(", "));
    let hint = suggestion(name, known.iter().copied(), &others);
    (line, format!("there is no {what} \"{name}\"{hint}"))
}

fn entries<'a, 'i>(text: &str, table: &'a DeTable<'i>) -> Vec<Entry<'a, 'i>> {
    let mut found: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            let line = line_at(text, key.span().start);
            (key.get_ref().as_ref(), line, value.get_ref())
        })
        .collect();
    found.sort_by_key(|(_, line, _)| *line);
    found
}

/// The line of a place in a text, from 1.
pub(super) fn line_at(text: &str, at: usize) -> usize {
    let breaks = text.match_indices('\n');
    breaks.take_while(|(offset, _)| *offset < at).count() + 1
}

fn table_of<'a, 'i>(
    key: &str,
    line: usize,
    value: &'a DeValue<'i>,
) -> Result<&'a DeTable<'i>, Wrong> {
    value
        .as_table()
        .ok_or_else(|| (line, format!("`{key}` is a table: write [{key}]")))
}

fn text_of(key: &str, line: usize, value: &DeValue<'_>) -> Result<String, Wrong> {
    let text = value.as_str().map(str::to_owned);
    text.ok_or_else(|| (line, format!("`{key}` takes text in quotation marks")))
}

fn plain(key: &str, line: usize, value: &DeValue<'_>) -> Result<toml::Value, Wrong> {
    let number = || value.as_integer()?.to_string().parse().ok();
    match value {
        DeValue::String(text) => Ok(toml::Value::String(text.to_string())),
        DeValue::Boolean(truth) => Ok(toml::Value::Boolean(*truth)),
        DeValue::Integer(_) => number()
            .map(toml::Value::Integer)
            .ok_or_else(|| (line, format!("`{key}` is larger than any number here"))),
        _ => Err((
            line,
            format!("`{key}` takes text, a whole number, true or false"),
        )),
    }
}

const OF_A_SETTING: [&str; 6] = ["kind", "default", "choices", "min", "max", "about"];
const MOST_CHOICES: usize = 50;

fn read_setting(
    text: &str,
    name: &str,
    line: usize,
    value: &DeValue<'_>,
) -> Result<Setting, Wrong> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || name.len() > 40 || !name.chars().all(good) {
        let what = format!("a setting cannot be named \"{name}\": write a to z, digits and _");
        return Err((line, what));
    }
    let table = value.as_table().ok_or_else(|| {
        (
            line,
            format!("the setting {name} is a table: write [settings.{name}]"),
        )
    })?;
    let mut parts: BTreeMap<&str, (usize, &DeValue<'_>)> = BTreeMap::new();
    for (key, line, value) in entries(text, table) {
        if !OF_A_SETTING.contains(&key) {
            return Err(unknown("part of a setting", key, line, &OF_A_SETTING));
        }
        parts.insert(key, (line, value));
    }
    let text_part = |key| match parts.get(key) {
        Some((line, value)) => text_of(key, *line, value).map(Some),
        None => Ok(None),
    };
    let number_part = |key| match parts.get(key) {
        Some((line, value)) => match plain(key, *line, value)? {
            toml::Value::Integer(number) => Ok(Some(number)),
            _ => Err((*line, format!("`{key}` takes a whole number"))),
        },
        None => Ok(None),
    };
    let choices = match parts.get("choices") {
        Some((line, DeValue::Array(list))) => texts(*line, list)?,
        Some((line, _)) => return Err((*line, "`choices` is a list of texts".to_owned())),
        None => Vec::new(),
    };
    let kind = text_part("kind")?.unwrap_or_default();
    let about = text_part("about")?.unwrap_or_default();
    let (min, max) = (number_part("min")?, number_part("max")?);
    let wrong = |what: String| (line, format!("the setting {name}: {what}"));
    let mut setting = Setting::new(&kind, choices, min, max, about).map_err(wrong)?;
    let Some((line, default)) = parts.get("default") else {
        return Err(wrong("it has no `default`".to_owned()));
    };
    let default = plain("default", *line, default)?;
    setting.default = setting
        .read(&default)
        .map_err(|what| (*line, format!("the default of {name} {what}")))?;
    Ok(setting)
}

fn texts(line: usize, list: &[Spanned<DeValue<'_>>]) -> Result<Vec<String>, Wrong> {
    if list.len() > MOST_CHOICES {
        return Err((line, format!("`choices` are at most {MOST_CHOICES}")));
    }
    list.iter()
        .map(|value| text_of("choices", line, value.get_ref()))
        .collect()
}

/// Settings and their values, by name.
pub(super) type Settled = (BTreeMap<String, Setting>, BTreeMap<String, SettingValue>);

/// What the settings of a theme and its parents are, those of the parents first, and what each sets.
pub(super) fn settle(layers: &[&Manifest]) -> Result<Settled, (usize, Wrong)> {
    let mut settings: BTreeMap<String, Setting> = BTreeMap::new();
    let mut values: BTreeMap<String, SettingValue> = BTreeMap::new();
    for (at, manifest) in layers.iter().enumerate() {
        for (name, setting) in &manifest.settings {
            settings.insert(name.clone(), setting.clone());
            values.insert(name.clone(), setting.default.clone());
        }
        for (name, (value, line)) in &manifest.set {
            let Some(setting) = settings.get(name) else {
                let known: Vec<&str> = settings.keys().map(String::as_str).collect();
                return Err((at, unknown("setting", name, *line, &known)));
            };
            let value = setting
                .read(value)
                .map_err(|what| (at, (*line, format!("{name} {what}"))))?;
            values.insert(name.clone(), value);
        }
    }
    Ok((settings, values))
}

fn is_version(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|p| p.parse::<u32>().is_ok())
}

/// Custom properties of the whole page: those declared for `:root`, in whatever language or light.
fn tokens(css: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for block in css.split('}') {
        let Some((before, declarations)) = block.rsplit_once('{') else {
            continue;
        };
        let selector = before.rsplit('{').next().unwrap_or(before);
        let selector = selector.rsplit(';').next().unwrap_or(selector).trim();
        if !selector.starts_with(":root") || selector.contains(' ') && !selector.contains(", ") {
            continue;
        }
        let names = declarations
            .split(';')
            .filter_map(|d| d.split_once(':')?.0.trim().strip_prefix("--"));
        found.extend(names);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "name = \"Ours\"\nversion = \"1.2.0\"\nauthor = \"We\"\nlicence = \"MIT\"\n[tokens]\nink = \"Text.\"\n[settings.columns]\nkind = \"number\"\nmin = 1\nmax = 6\ndefault = 4\nabout = \"Columns of a front.\"\n";

    #[test]
    fn a_manifest_that_explains_every_token_lacks_nothing() {
        let css = ":root {\n--ink: #000;\n--set-columns: 4;\n}\n@media print {\n:root { --ink: #111; }\n}\n.fx0 { --fx: 0%; }";

        let manifest = Manifest::read(GOOD).unwrap();

        assert_eq!(manifest.lacks(), Vec::<String>::new());
        assert_eq!(manifest.token_faults(css), (vec![], vec![]));
    }

    #[test]
    fn what_is_missing_or_too_much_is_named() {
        let manifest = Manifest::read(&GOOD.replace("1.2.0", "new")).unwrap();

        assert_eq!(
            manifest.lacks(),
            ["`version` is \"new\"; it takes three numbers, as in \"1.0.0\""]
        );
        assert_eq!(
            manifest.token_faults(":root:lang(ar), :root:lang(fa) { --air: 2; }"),
            (vec!["air".to_owned()], vec!["ink".to_owned()])
        );
    }

    #[test]
    fn what_no_manifest_may_say_is_refused_with_its_line_and_a_suggestion() {
        for (from, to, line, wanted) in [
            (
                "author",
                "autor",
                3,
                "there is no field \"autor\"; did you mean \"author\"?",
            ),
            ("\"We\"", "7", 3, "`author` takes text in quotation marks"),
            (
                "kind = ",
                "kin = ",
                8,
                "there is no part of a setting \"kin\"; did you mean \"kind\"?",
            ),
            (
                "\"number\"\nmin = 1\nmax = 6",
                "\"numbre\"",
                7,
                "the setting columns: there is no kind \"numbre\"; did you mean \"number\"?",
            ),
            (
                "default = 4",
                "default = 9",
                11,
                "the default of columns is 9; it takes a whole number from 1 to 6",
            ),
            (
                "default = 4",
                "default = \"4\"",
                11,
                "the default of columns is \"4\"; it takes a whole number from 1 to 6",
            ),
            (
                "default = 4\n",
                "",
                7,
                "the setting columns: it has no `default`",
            ),
            (
                "settings.columns",
                "settings.\"Co lumns\"",
                7,
                "a setting cannot be named \"Co lumns\"",
            ),
            ("[tokens]", "[tokens", 5, ""),
        ] {
            let (at, what) = Manifest::read(&GOOD.replace(from, to)).unwrap_err();

            assert!(what.starts_with(wanted), "{to}: {what}");
            assert_eq!(at, line, "{to}: {what}");
        }
    }

    #[test]
    fn a_theme_chooses_among_the_settings_of_its_parent() {
        let parent = Manifest::read(GOOD).unwrap();
        let child = |value| Manifest::read(&format!("[set]\n{value}\n")).unwrap();

        let (_, values) = settle(&[&parent, &child("columns = 2")]).unwrap();
        let slip = settle(&[&parent, &child("colums = 2")]).unwrap_err();
        let wrong = settle(&[&parent, &child("columns = 0")]).unwrap_err();

        assert_eq!(values["columns"], SettingValue::Number(2));
        assert_eq!(
            slip,
            (
                1,
                (
                    2,
                    "there is no setting \"colums\"; did you mean \"columns\"?".to_owned()
                )
            )
        );
        assert_eq!(
            wrong,
            (
                1,
                (
                    2,
                    "columns is 0; it takes a whole number from 1 to 6".to_owned()
                )
            )
        );
    }
}
