//! Where message files come from: embedded, replaced or added to by the files of a folder.

use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "../../locales/"]
struct Embedded;

/// Message files by language and name.
#[derive(Clone, Debug, Default)]
pub struct MessageFiles(pub BTreeMap<String, BTreeMap<String, String>>);

impl MessageFiles {
    /// The files the program carries.
    pub fn embedded() -> Self {
        let mut files = Self::default();
        for path in Embedded::iter() {
            if let Some(file) = Embedded::get(&path) {
                files.add(&path, String::from_utf8_lossy(&file.data).into_owned());
            }
        }
        files
    }

    /// Adds a file by its path "en/site.ftl"; one of the same path is replaced.
    pub fn add(&mut self, path: &str, text: String) {
        if let Some((language, name)) = path.split_once('/') {
            self.0
                .entry(language.to_owned())
                .or_default()
                .insert(name.to_owned(), text);
        }
    }

    /// Adds every `{language}/*.ftl` of a folder; what cannot be read is an error.
    pub fn overlay(&mut self, folder: &Path) -> std::io::Result<()> {
        for language in std::fs::read_dir(folder)? {
            let language = language?;
            if !language.file_type()?.is_dir() {
                continue;
            }
            for file in std::fs::read_dir(language.path())? {
                let path = file?.path();
                if path.extension().is_some_and(|e| e == "ftl") {
                    let name = path
                        .file_name()
                        .unwrap_or_default()
                        .to_string_lossy()
                        .into_owned();
                    let text = std::fs::read_to_string(&path)?;
                    self.add(
                        &format!("{}/{name}", language.file_name().to_string_lossy()),
                        text,
                    );
                }
            }
        }
        Ok(())
    }
}
