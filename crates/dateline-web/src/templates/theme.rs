//! A theme: its templates and assets, those of its parents replaced file by file.

use super::css;
use super::error::ThemeError;
use super::folder::Files;
use super::manifest::{MANIFEST, Manifest, line_at, settle};
use super::script;
use super::setting::{Setting, SettingValue};
use super::source::ThemeSource;
use crate::i18n::check::Fault;
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Where assets are served; what is below it may be cached for ever, its name has its hash.
pub const THEME_BASE: &str = "/-/theme/";
/// Themes a theme is laid over, one over the other.
const MOST_PARENTS: usize = 4;

/// A file readers' browsers fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// What it holds.
    pub bytes: Bytes,
    /// Its media type.
    pub media_type: &'static str,
}

/// A template as it was read.
#[derive(Clone, Debug, Default)]
struct Source {
    text: String,
    /// The file, for people.
    file: String,
}

/// Templates and assets.
#[derive(Debug, Default)]
pub struct Theme {
    source: ThemeSource,
    templates: BTreeMap<String, Source>,
    assets: BTreeMap<String, Asset>,
    public_names: BTreeMap<String, String>,
    manifest: Manifest,
    settings: BTreeMap<String, Setting>,
    values: BTreeMap<String, SettingValue>,
    /// Style sheets by file, as they were read.
    sheets: Vec<(String, String)>,
    faults: Vec<Fault>,
    watched: Vec<PathBuf>,
}

/// One theme of a line of parents.
struct Layer {
    label: String,
    files: Files,
    manifest: Manifest,
}

impl Theme {
    /// The theme the program carries and every other is laid over.
    pub fn embedded() -> Self {
        // The tests hold that it is without fault; without it there would be no page at all.
        Self::load(&ThemeSource::default(), &BTreeMap::new()).unwrap_or_default()
    }

    /// The default theme with the files of a folder in place of those of the same path, and its own
    /// beside them (`css/95-ours.css` joins the style sheet).
    pub fn with_overrides(folder: &Path) -> Result<Self, ThemeError> {
        Self::load(&ThemeSource::Folder(folder.to_owned()), &BTreeMap::new())
    }

    /// A theme with its parents; `values` are chosen for settings it may have.
    pub fn load(
        source: &ThemeSource,
        values: &BTreeMap<String, String>,
    ) -> Result<Self, ThemeError> {
        let mut theme = Self {
            source: source.clone(),
            ..Self::default()
        };
        let layers = theme.layers()?;
        theme.settle(&layers, values)?;
        theme.fill(&layers);
        Ok(theme)
    }

    /// Where it comes from.
    pub fn source(&self) -> &ThemeSource {
        &self.source
    }

    /// What the theme says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What can be set in it.
    pub fn settings(&self) -> &BTreeMap<String, Setting> {
        &self.settings
    }

    /// What is set.
    pub fn values(&self) -> &BTreeMap<String, SettingValue> {
        &self.values
    }

    /// What is wrong with it, though it can be used.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Folders to watch while it is worked on.
    pub fn watched(&self) -> &[PathBuf] {
        &self.watched
    }

    /// A template by name, `story.html`.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.templates
            .iter()
            .map(|(name, source)| (name.as_str(), source.text.as_str()))
    }

    /// The file a template was read from, for people.
    pub fn file_of(&self, template: &str) -> Option<&str> {
        self.templates.get(template).map(|s| s.file.as_str())
    }

    /// The style sheets, in order: the file and its text.
    pub fn sheets(&self) -> &[(String, String)] {
        &self.sheets
    }

    /// The lines of a template around one of them, numbered from 1.
    pub fn excerpt(&self, template: &str, line: usize) -> Vec<(usize, String)> {
        const AROUND: usize = 2;
        const LETTERS: usize = 160;
        let Some(source) = self.templates.get(template).filter(|_| line > 0) else {
            return Vec::new();
        };
        let first = line.saturating_sub(AROUND).max(1);
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        let lines = source.text.lines().enumerate();
        lines
            .skip(first - 1)
            .take(line + AROUND + 1 - first)
            .map(|(at, text)| (at + 1, text.chars().take(LETTERS).map(plain).collect()))
            .collect()
    }

    /// The name an asset is served under: `site.1f2e3d4c.css` for `site.css`.
    pub fn public_name(&self, name: &str) -> Option<&str> {
        self.public_names.get(name).map(String::as_str)
    }

    /// An asset by the name it is served under.
    pub fn asset(&self, public_name: &str) -> Option<&Asset> {
        self.assets.get(public_name)
    }

    /// Every asset with the name it is served under.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.assets
            .iter()
            .map(|(name, asset)| (name.as_str(), asset))
    }

    /// This theme and those below it, the lowest first.
    fn layers(&mut self) -> Result<Vec<Layer>, ThemeError> {
        let mut layers = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(self.source.clone());
        while let Some(source) = next {
            let (files, faults) = source.read()?;
            let label = source.label();
            self.faults.extend(faults);
            self.watched.extend(source.watched());
            let refuse = |line, detail| ThemeError::Manifest {
                file: format!("{label}/{MANIFEST}"),
                line,
                detail,
            };
            let text = files.get(MANIFEST).map(|b| String::from_utf8_lossy(b));
            let manifest = match &text {
                Some(text) => Manifest::read(text).map_err(|(line, what)| refuse(line, what))?,
                None => Manifest::default(),
            };
            let parent = manifest.parent.as_deref();
            let line = line_of(text.as_deref().unwrap_or_default(), "parent");
            let is_lowest = source == ThemeSource::default();
            next = match parent {
                Some(_) if is_lowest => {
                    return Err(refuse(line, "the default theme has no parent".to_owned()));
                }
                Some(name) => Some(source.parent(name).map_err(|what| refuse(line, what))?),
                None => (!is_lowest).then(ThemeSource::default),
            };
            if !seen.insert(source) {
                return Err(refuse(
                    line,
                    "the parents lead back to this theme".to_owned(),
                ));
            }
            if layers.len() > MOST_PARENTS {
                let what = format!("more than {MOST_PARENTS} parents, one over the other");
                return Err(refuse(line, what));
            }
            layers.push(Layer {
                label,
                files,
                manifest,
            });
        }
        layers.reverse();
        Ok(layers)
    }

    fn settle(
        &mut self,
        layers: &[Layer],
        chosen: &BTreeMap<String, String>,
    ) -> Result<(), ThemeError> {
        let manifests: Vec<&Manifest> = layers.iter().map(|l| &l.manifest).collect();
        let (settings, mut values) =
            settle(&manifests).map_err(|(at, (line, detail))| ThemeError::Manifest {
                file: format!("{}/{MANIFEST}", layers[at].label),
                line,
                detail,
            })?;
        for (name, text) in chosen {
            if let Some(setting) = settings.get(name) {
                let value = setting
                    .parse(text)
                    .map_err(|what| ThemeError::Setting(format!("{name} {what}")))?;
                values.insert(name.clone(), value);
            }
        }
        self.settings = settings;
        self.values = values;
        Ok(())
    }

    fn fill(&mut self, layers: &[Layer]) {
        let mut files: BTreeMap<&str, (&Layer, &Bytes)> = BTreeMap::new();
        for layer in layers {
            for (path, bytes) in &layer.files {
                files.insert(path, (layer, bytes));
            }
        }
        let mut sheets = Vec::new();
        for (path, (layer, bytes)) in files {
            let (folder, name) = path.split_once('/').unwrap_or(("", path));
            let text = || String::from_utf8_lossy(bytes).into_owned();
            let file = format!("{}/{path}", layer.label);
            match folder {
                "templates" => {
                    let text = text();
                    self.templates
                        .insert(name.to_owned(), Source { text, file });
                }
                "css" => sheets.push((file, text())),
                "fonts" | "icons" | "islands" => self.add(name, bytes.clone()),
                _ => {}
            }
        }
        let mut sheet = self.chosen_tokens();
        for (file, text) in &sheets {
            sheet.push_str(&css::clean(text));
            let found = css::faults(text, &self.public_names);
            self.faults
                .extend(found.into_iter().map(|(line, what)| Fault {
                    file: file.clone(),
                    line,
                    what,
                }));
        }
        self.describe(layers, &sheet, &sheets);
        let sheet = css::point(&sheet, &self.public_names);
        self.add("site.css", Bytes::from(sheet));
        self.sheets = sheets;
    }

    /// What is set and style sheets can use: `--set-accent`.
    fn chosen_tokens(&self) -> String {
        let mut out = String::new();
        for (name, value) in &self.values {
            if self.settings.get(name).is_some_and(Setting::is_in_sheet) {
                let separator = if out.is_empty() { "" } else { " " };
                let _ = write!(out, "{separator}--set-{}: {value};", name.replace('_', "-"));
            }
        }
        if out.is_empty() {
            return out;
        }
        format!(":root {{ {out} }}\n")
    }

    /// Takes the manifest of the topmost theme, with the tokens of those below, and looks at it.
    fn describe(&mut self, layers: &[Layer], sheet: &str, sheets: &[(String, String)]) {
        let Some(top) = layers.last() else { return };
        self.manifest = top.manifest.clone();
        let own: BTreeSet<&String> = top.manifest.tokens.keys().collect();
        for layer in layers.iter().rev().skip(1) {
            for (token, words) in &layer.manifest.tokens {
                let tokens = &mut self.manifest.tokens;
                tokens.entry(token.clone()).or_insert_with(|| words.clone());
            }
        }
        let file = format!("{}/{MANIFEST}", top.label);
        let text = top.files.get(MANIFEST);
        let text = text.map(|b| String::from_utf8_lossy(b).into_owned());
        let fault = |line, what| Fault {
            file: file.clone(),
            line,
            what,
        };
        if text.is_none() {
            let what = "is missing: say in it the name, version, author and licence of the theme";
            self.faults.push(fault(0, what.to_owned()));
            return;
        }
        let text = text.unwrap_or_default();
        let lacks = self.manifest.lacks().into_iter();
        self.faults.extend(lacks.map(|what| fault(1, what)));
        let (unexplained, absent) = self.manifest.token_faults(sheet);
        for token in absent.iter().filter(|t| own.contains(t)) {
            let what = format!("the style sheet has no token --{token}");
            self.faults.push(fault(line_of(&text, token), what));
        }
        for token in unexplained {
            let what = format!(
                "the token --{token} is not explained: add a line for it under [tokens] in {MANIFEST}"
            );
            let (file, line) = place_of(&token, sheets);
            self.faults.push(Fault { file, line, what });
        }
    }

    fn add(&mut self, name: &str, bytes: Bytes) {
        let Some(media_type) = media_type(name) else {
            return;
        };
        let bytes = match std::str::from_utf8(&bytes) {
            Ok(text) if media_type.starts_with("text/javascript") => {
                Bytes::from(script::without_comments(text))
            }
            _ => bytes,
        };
        let digest = Sha256::digest(&bytes);
        let hash = digest
            .iter()
            .take(4)
            .fold(0_u32, |hash, byte| (hash << 8) | u32::from(*byte));
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let public = format!("{stem}.{hash:08x}.{extension}");
        self.public_names.insert(name.to_owned(), public.clone());
        self.assets.insert(public, Asset { bytes, media_type });
    }
}

/// The line that gives a field its value; 0 if there is none.
fn line_of(text: &str, field: &str) -> usize {
    let gives = |line: &str| {
        let rest = line.trim_start().trim_start_matches('"');
        let rest = rest.strip_prefix(field).map(|r| r.trim_start_matches('"'));
        rest.is_some_and(|r| r.trim_start().starts_with('='))
    };
    text.lines().position(gives).map_or(0, |at| at + 1)
}

/// File and line where a token is declared first.
fn place_of(token: &str, sheets: &[(String, String)]) -> (String, usize) {
    let declared = format!("--{token}:");
    sheets
        .iter()
        .find_map(|(file, text)| Some((file.clone(), line_at(text, text.find(&declared)?))))
        .unwrap_or_default()
}

fn media_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        _ => return None,
    })
}
