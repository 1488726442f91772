//! A theme: its templates and assets, embedded, replaced file by file from a folder.

use super::manifest::{MANIFEST, Manifest};
use bytes::Bytes;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where assets are served; what is below it may be cached for ever, its name has its hash.
pub const THEME_BASE: &str = "/-/theme/";

#[derive(RustEmbed)]
#[folder = "../../themes/default/"]
struct Embedded;

/// A file readers' browsers fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// What it holds.
    pub bytes: Bytes,
    /// Its media type.
    pub media_type: &'static str,
}

/// Why a folder cannot be a theme.
#[derive(Debug, thiserror::Error)]
#[error("{path} of the theme cannot be read: {source}")]
pub struct ThemeError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub source: std::io::Error,
}

/// Templates and assets.
#[derive(Debug, Default)]
pub struct Theme {
    templates: BTreeMap<String, String>,
    assets: BTreeMap<String, Asset>,
    public_names: BTreeMap<String, String>,
    manifest: Manifest,
    /// What is wrong with the manifest.
    manifest_faults: Vec<String>,
}

type Files = BTreeMap<String, Bytes>;

impl Theme {
    /// The theme the program carries.
    pub fn embedded() -> Self {
        Self::from_files(embedded_files())
    }

    /// The same with the files of a folder in place of those of the same path, and its own beside
    /// them (`css/90-ours.css` joins the style sheet). Its `theme.toml` says what it is; it need
    /// explain only the tokens it adds.
    pub fn with_overrides(folder: &Path) -> Result<Self, ThemeError> {
        let mut files = embedded_files();
        read_folder(folder, folder, &mut files)?;
        Ok(Self::from_files(files))
    }

    /// What the theme says of itself; empty where it says nothing that can be read.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What is wrong with what it says, in words.
    pub fn manifest_faults(&self) -> &[String] {
        &self.manifest_faults
    }

    /// A template by name, `story.html`.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.templates
            .iter()
            .map(|(name, source)| (name.as_str(), source.as_str()))
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

    fn from_files(files: Files) -> Self {
        let mut theme = Self::default();
        let mut css = String::new();
        let manifest = files.get(MANIFEST).cloned().unwrap_or_default();
        for (path, bytes) in files {
            let (folder, name) = path.split_once('/').unwrap_or(("", &path));
            match folder {
                "templates" => {
                    theme.templates.insert(
                        name.to_owned(),
                        String::from_utf8_lossy(&bytes).into_owned(),
                    );
                }
                "css" => css.push_str(&String::from_utf8_lossy(&bytes)),
                "fonts" | "icons" | "islands" => theme.add(name, bytes),
                _ => {}
            }
        }
        let css = theme.point_to_fonts(&without_comments(&css));
        theme.read_manifest(&manifest, &css);
        theme.add("site.css", Bytes::from(css));
        theme
    }

    fn read_manifest(&mut self, own: &[u8], css: &str) {
        let ours = Embedded::get(MANIFEST).map(|file| Manifest::read(&file.data));
        match Manifest::read(own) {
            Ok(mut manifest) => {
                // The tokens of the theme below stay explained.
                for (token, words) in ours.into_iter().flatten().flat_map(|m| m.tokens) {
                    manifest.tokens.entry(token).or_insert(words);
                }
                self.manifest_faults = manifest.faults(css);
                self.manifest = manifest;
            }
            Err(fault) => self.manifest_faults = vec![fault],
        }
    }

    fn add(&mut self, name: &str, bytes: Bytes) {
        let Some(media_type) = media_type(name) else {
            return;
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

    /// `url(fonts/x.woff2)` in the style sheet becomes the name `x.woff2` is served under.
    fn point_to_fonts(&self, css: &str) -> String {
        let mut css = css.to_owned();
        for (name, public) in &self.public_names {
            css = css.replace(&format!("url(fonts/{name})"), &format!("url({public})"));
        }
        css
    }
}

fn embedded_files() -> Files {
    let file = |path: std::borrow::Cow<'static, str>| {
        let data = Embedded::get(&path)?.data;
        Some((
            path.into_owned(),
            match data {
                std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                std::borrow::Cow::Owned(bytes) => Bytes::from(bytes),
            },
        ))
    };
    Embedded::iter().filter_map(file).collect()
}

fn read_folder(root: &Path, folder: &Path, files: &mut Files) -> Result<(), ThemeError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ThemeError { path, source }
    };
    for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        if path.is_dir() {
            read_folder(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            let bytes = std::fs::read(&path).map_err(failed(&path))?;
            files.insert(
                name.to_string_lossy().replace('\\', "/"),
                Bytes::from(bytes),
            );
        }
    }
    Ok(())
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

/// The style sheet without comments, indentation and empty lines.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
