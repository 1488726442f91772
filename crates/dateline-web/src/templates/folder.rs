//! Reads a theme from a folder and believes nothing about it: not its links, sizes, kinds or names.

use super::error::ThemeError;
use super::manifest::MANIFEST;
use crate::i18n::check::Fault;
use crate::nearest::suggestion;
use bytes::Bytes;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Files of a theme by path, `templates/story.html`.
pub type Files = BTreeMap<String, Bytes>;

/// What a folder may hold.
pub mod limits {
    /// Bytes of a template. It also bounds how deep the parser of templates can go.
    pub const TEMPLATE_BYTES: u64 = 64 * 1024;
    /// Bytes of a style sheet, an island or `theme.toml`.
    pub const TEXT_BYTES: u64 = 512 * 1024;
    /// Bytes of a font or an icon.
    pub const ASSET_BYTES: u64 = 4 * 1024 * 1024;
    /// Bytes of all files together.
    pub const ALL_BYTES: u64 = 32 * 1024 * 1024;
    /// Files.
    pub const FILES: usize = 1000;
    /// Folders within folders.
    pub const DEPTH: usize = 6;
}

/// Folders of a theme and the endings of the files in them.
const FOLDERS: [(&str, &[&str]); 5] = [
    ("templates", &["html"]),
    ("css", &["css"]),
    ("fonts", &["woff2"]),
    ("icons", &["svg", "png", "ico"]),
    ("islands", &["js", "css"]),
];

/// Endings of files that may lie in a theme without being served.
const BESIDE: [&str; 3] = ["md", "txt", "sh"];

/// The files of a folder, and what lies in it that no theme has.
pub fn read(folder: &Path) -> Result<(Files, Vec<Fault>), ThemeError> {
    let root = folder.canonicalize().map_err(failed(folder))?;
    if !root.is_dir() {
        return Err(ThemeError::NoFolder {
            path: folder.to_owned(),
        });
    }
    let mut reader = Reader {
        shown: folder,
        root: &root,
        files: Files::new(),
        bytes: 0,
        seen: 0,
        faults: Vec::new(),
    };
    reader.walk(&root, 0)?;
    reader.collisions();
    Ok((reader.files, reader.faults))
}

struct Reader<'a> {
    /// The folder as it was named.
    shown: &'a Path,
    /// Where it really is.
    root: &'a Path,
    files: Files,
    bytes: u64,
    seen: usize,
    faults: Vec<Fault>,
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> ThemeError {
    let path = path.to_owned();
    move |source| ThemeError::Unreadable {
        path: path.clone(),
        source,
    }
}

impl Reader<'_> {
    fn walk(&mut self, folder: &Path, depth: usize) -> Result<(), ThemeError> {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
            .map_err(failed(folder))?
            .take(limits::FILES + 1)
            .map(|entry| entry.map(|e| e.path()).map_err(failed(folder)))
            .collect::<Result<_, _>>()?;
        entries.sort();
        for path in entries {
            self.seen += 1;
            if self.seen > limits::FILES {
                return Err(ThemeError::TooMany {
                    path: self.shown.to_owned(),
                });
            }
            if is_by_the_way(&path) {
                continue;
            }
            let kind = self.kind(&path)?;
            if kind.is_dir() && depth >= limits::DEPTH {
                return Err(ThemeError::TooDeep {
                    path: self.shown(&path),
                });
            }
            if kind.is_dir() {
                self.walk(&path, depth + 1)?;
            } else {
                self.take(&path, &kind)?;
            }
        }
        Ok(())
    }

    /// What is at a path, through a link; one that leads out of the theme is refused.
    fn kind(&self, path: &Path) -> Result<std::fs::Metadata, ThemeError> {
        let kind = std::fs::symlink_metadata(path).map_err(failed(path))?;
        if !kind.is_symlink() {
            return Ok(kind);
        }
        let target = path.canonicalize().map_err(failed(path))?;
        if !target.starts_with(self.root) {
            return Err(ThemeError::Outside {
                path: self.shown(path),
                target,
            });
        }
        std::fs::metadata(&target).map_err(failed(path))
    }

    fn take(&mut self, path: &Path, kind: &std::fs::Metadata) -> Result<(), ThemeError> {
        let name = self.name(path);
        let known = match name.as_deref().map(place) {
            Some(Ok(known)) => known,
            Some(Err(why)) => return self.pass_over(path, why),
            None => return self.pass_over(path, NAMES.to_owned()),
        };
        let Some(limit) = known else { return Ok(()) };
        // Before it is opened: opening a pipe waits for whoever writes into it.
        if !kind.is_file() {
            return Err(ThemeError::NotAFile {
                path: self.shown(path),
            });
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).map_err(failed(path))?;
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(failed(path))?;
        let size = bytes.len() as u64;
        self.bytes += size;
        if size > limit || self.bytes > limits::ALL_BYTES {
            return Err(ThemeError::TooLarge {
                path: self.shown(path),
                limit: limit.min(limits::ALL_BYTES),
                is_sum: size <= limit,
            });
        }
        if limit != limits::ASSET_BYTES {
            check_text(&bytes).map_err(|line| ThemeError::Encoding {
                path: self.shown(path),
                line,
            })?;
        }
        self.files
            .insert(name.unwrap_or_default(), Bytes::from(bytes));
        Ok(())
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same answer as for a file that is taken"
    )]
    fn pass_over(&mut self, path: &Path, what: String) -> Result<(), ThemeError> {
        self.faults.push(Fault {
            file: self.shown(path).display().to_string(),
            line: 0,
            what,
        });
        Ok(())
    }

    /// The path within the theme, if it can stand in addresses and style sheets as it is.
    fn name(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(self.root).ok()?.to_str()?;
        let good = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
        name.chars().all(good).then(|| name.to_owned())
    }

    /// A path as the operator would write it.
    fn shown(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.root)
            .map_or_else(|_| path.to_owned(), |own| self.shown.join(own))
    }

    /// Two names that are one on a file system that does not tell case apart.
    fn collisions(&mut self) {
        let mut seen: BTreeMap<String, &String> = BTreeMap::new();
        for name in self.files.keys() {
            if let Some(other) = seen.insert(name.to_lowercase(), name) {
                self.faults.push(Fault {
                    file: self.shown.join(name).display().to_string(),
                    line: 0,
                    what: format!("only case tells it from {other}: rename one of them"),
                });
            }
        }
    }
}

const NAMES: &str =
    "its name is not used: write letters without accents, digits, points, hyphens and underscores";

/// What editors and systems leave behind.
fn is_by_the_way(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(['.', '#'])
        || name.ends_with(['~', '#'])
        || ["Thumbs.db", "__MACOSX"].contains(&name.as_ref())
}

/// The most bytes of a file of this path; none if it is not read; why it is not known.
fn place(name: &str) -> Result<Option<u64>, String> {
    if name == MANIFEST {
        return Ok(Some(limits::TEXT_BYTES));
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let own = stem.rsplit('/').next().unwrap_or(stem).to_uppercase();
    if BESIDE.contains(&ending) || own.starts_with("LICENSE") || own.starts_with("README") {
        return Ok(None);
    }
    let Some((folder, rest)) = name.split_once('/') else {
        let files = [MANIFEST];
        let hint = suggestion(
            name,
            files,
            "files stand in templates, css, fonts, icons or islands",
        );
        return Err(format!("no theme has a file of this name{hint}"));
    };
    let folders = FOLDERS.map(|(folder, _)| folder);
    let Some((_, endings)) = FOLDERS.iter().find(|(known, _)| *known == folder) else {
        let others = format!("there are {}", folders.join(", "));
        let hint = suggestion(folder, folders, &others);
        return Err(format!("no theme has a folder \"{folder}\"{hint}"));
    };
    if !endings.contains(&ending) {
        return Err(format!(
            "{folder} holds files ending in .{}; this one is not used",
            endings.join(", .")
        ));
    }
    if folder == "css" && rest.contains('/') {
        return Err(
            "css has no folders within: its files are one style sheet, in order".to_owned(),
        );
    }
    Ok(Some(match ending {
        "html" => limits::TEMPLATE_BYTES,
        "css" | "js" | "svg" => limits::TEXT_BYTES,
        _ => limits::ASSET_BYTES,
    }))
}

/// The line on which text stops being UTF-8.
fn check_text(bytes: &[u8]) -> Result<(), usize> {
    let Err(error) = std::str::from_utf8(bytes) else {
        return Ok(());
    };
    let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
    Err(String::from_utf8_lossy(before).matches('\n').count() + 1)
}
