//! The media folder of the old site: finds the file of a picture, never outside the folder.

use super::ImportError;
use dateline_core::slug::decode_path;
use dateline_formats::archive::normal_picture_url;
use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use url::Url;

/// Where the systems keep their files, in addresses and in folders.
const FOLDERS: [&str; 3] = ["wp-content/uploads", "content/images", "content/media"];
/// Most files looked at for a name.
const MAX_FILES: usize = 5_000_000;
/// Deepest folder looked into.
const MAX_DEPTH: usize = 32;

/// A folder with media files.
#[derive(Debug)]
pub(super) struct Media {
    root: PathBuf,
    /// Files by name; made when it is first needed.
    names: Option<HashMap<Box<str>, Named>>,
}

impl Media {
    /// Opens the folder.
    pub fn open(folder: &Path) -> Result<Self, ImportError> {
        let failed = |source| ImportError::Media {
            path: folder.to_owned(),
            source,
        };
        let root = fs::canonicalize(folder).map_err(failed)?;
        fs::read_dir(&root).map_err(failed)?;
        Ok(Self { root, names: None })
    }

    /// The file of a picture by its address on the old site; else why there is none.
    pub fn find(&mut self, url: &str) -> Result<PathBuf, String> {
        let path = path_of(url).ok_or_else(|| format!("\"{url}\" is no address of a file"))?;
        let original = normal_picture_url(&path);
        for path in [&original, &path] {
            if let Some(found) = self.at(path) {
                return Ok(found);
            }
        }
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        for name in [name(&original), name(&path)] {
            match self.by_name(&name) {
                Some(Named::One(found)) => {
                    let found = found.to_path_buf();
                    let inside = self.inside(&found);
                    return inside.ok_or_else(|| "its file is not in the media folder".to_owned());
                }
                Some(Named::Several) => {
                    return Err(format!(
                        "several files in the media folder are called \"{name}\""
                    ));
                }
                None => {}
            }
        }
        Err("its file is not in the media folder".to_owned())
    }

    /// The file at the place the address tells.
    fn at(&self, path: &str) -> Option<PathBuf> {
        let path = path.trim_start_matches('/');
        let below = FOLDERS
            .iter()
            .find_map(|folder| path.split_once(&format!("{folder}/")).map(|(_, rest)| rest));
        let mut candidates = vec![path.to_owned()];
        if let Some(below) = below {
            candidates.push(below.to_owned());
            for folder in FOLDERS {
                candidates.push(format!("{folder}/{below}"));
                let last = folder.rsplit('/').next().unwrap_or_default();
                candidates.push(format!("{last}/{below}"));
            }
        }
        candidates
            .iter()
            .find_map(|candidate| self.inside(&self.root.join(candidate)))
    }

    /// The file, if it is one and lies in the folder whatever links lead to it.
    fn inside(&self, file: &Path) -> Option<PathBuf> {
        let is_plain = |part| {
            matches!(
                part,
                Component::Normal(_) | Component::RootDir | Component::Prefix(_)
            )
        };
        if !file.components().all(is_plain) {
            return None;
        }
        let real = fs::canonicalize(file).ok()?;
        (real.starts_with(&self.root) && real.is_file()).then_some(real)
    }

    fn by_name(&mut self, name: &str) -> Option<&Named> {
        let names = self.names.get_or_insert_with(|| names(&self.root));
        names.get(name)
    }
}

/// What has a name.
#[derive(Debug)]
enum Named {
    /// This file alone.
    One(Box<Path>),
    /// More than one file.
    Several,
}

/// The decoded path of an address.
fn path_of(url: &str) -> Option<String> {
    let path = match Url::parse(url) {
        Ok(url) => url.path().to_owned(),
        Err(_) => url.split(['?', '#']).next().unwrap_or_default().to_owned(),
    };
    let path = decode_path(&path)?;
    let has_name = path.rsplit('/').next().is_some_and(|name| !name.is_empty());
    has_name.then_some(path)
}

/// Every file below the folder by its name; links are not followed.
fn names(root: &Path) -> HashMap<Box<str>, Named> {
    let mut names: HashMap<Box<str>, Named> = HashMap::new();
    let mut folders = vec![(root.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                tracing::warn!(%error, "Cannot look into {}", folder.display());
                continue;
            }
        };
        for entry in entries.flatten() {
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if kind.is_dir() && depth < MAX_DEPTH {
                folders.push((entry.path(), depth + 1));
            } else if kind.is_file() && names.len() < MAX_FILES {
                let name = entry.file_name().to_string_lossy().into_owned();
                let path = entry.path().into_boxed_path();
                names
                    .entry(name.into_boxed_str())
                    .and_modify(|found| *found = Named::Several)
                    .or_insert(Named::One(path));
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("media");
        for file in [
            "2013/04/flood.jpg",
            "2014/01/same.jpg",
            "2015/01/same.jpg",
            "deep/er/only.png",
            "2016/мост.jpg",
        ] {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        }
        fs::write(outer.path().join("secret.jpg"), b"x").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outer.path().join("secret.jpg"), root.join("2013/link.jpg"))
            .unwrap();
        outer
    }

    #[test]
    fn files_are_found_by_place_then_by_name() {
        let outer = folder();
        let mut media = Media::open(&outer.path().join("media")).unwrap();

        for (url, found) in [
            (
                "https://old.example/wp-content/uploads/2013/04/flood.jpg",
                Some("2013/04/flood.jpg"),
            ),
            (
                "https://old.example/wp-content/uploads/2013/04/flood-300x200.jpg",
                Some("2013/04/flood.jpg"),
            ),
            (
                "https://old.example/content/images/2013/04/flood.jpg?x=1",
                Some("2013/04/flood.jpg"),
            ),
            (
                "https://old.example/files/only.png",
                Some("deep/er/only.png"),
            ),
            (
                "https://old.example/wp-content/uploads/2016/%D0%BC%D0%BE%D1%81%D1%82.jpg",
                Some("2016/мост.jpg"),
            ),
            ("https://old.example/x/same.jpg", None),
            ("https://old.example/x/none.jpg", None),
            ("", None),
        ] {
            let path = media.find(url).ok();
            let root = media.root.clone();
            let relative = path
                .as_ref()
                .map(|p| p.strip_prefix(&root).unwrap().to_str().unwrap());
            assert_eq!(relative, found, "{url}");
        }
    }

    #[test]
    fn nothing_outside_the_folder_is_found() {
        let outer = folder();
        let mut media = Media::open(&outer.path().join("media")).unwrap();

        for url in [
            "https://old.example/wp-content/uploads/../secret.jpg",
            "https://old.example/wp-content/uploads/%2e%2e/secret.jpg",
            "https://old.example/wp-content/uploads/%2e%2e%2fsecret.jpg",
            "https://old.example/wp-content/uploads/2013/link.jpg",
            "wp-content/uploads/../../secret.jpg",
            "/etc/passwd",
            "file:///etc/passwd",
        ] {
            assert!(media.find(url).is_err(), "{url}");
        }
    }
}
