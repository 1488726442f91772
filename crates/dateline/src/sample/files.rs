//! The files of the sample newspaper as they stand in `sample/`.

use anyhow::{Context, Result};
use dateline_core::edition::Direction;
use rust_embed::RustEmbed;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};

#[derive(RustEmbed)]
#[folder = "../../sample"]
#[include = "*.json"]
#[include = "*/*.json"]
#[include = "pictures/*.jpg"]
struct Files;

type Words = HashMap<String, String>;

#[derive(Debug, Deserialize)]
pub struct Paper {
    pub editions: Vec<EditionFile>,
    pub sections: Vec<SectionFile>,
    pub tags: Vec<TagFile>,
    pub desks: Vec<DeskFile>,
    pub staff: Vec<PersonFile>,
}

#[derive(Debug, Deserialize)]
pub struct EditionFile {
    pub code: String,
    pub name: String,
    pub locale: String,
    pub direction: Direction,
    #[serde(default)]
    pub tagline: String,
    pub timezone: String,
}

#[derive(Debug, Deserialize)]
pub struct SectionFile {
    pub slug: String,
    pub names: Words,
    #[serde(default)]
    pub descriptions: Words,
    pub media_topic: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct TagFile {
    pub slug: String,
    pub kind: String,
    pub names: Words,
    #[serde(default)]
    pub descriptions: Words,
}

#[derive(Debug, Deserialize)]
pub struct DeskFile {
    pub slug: String,
    pub names: Words,
}

#[derive(Debug, Deserialize)]
pub struct PersonFile {
    pub slug: String,
    pub names: Words,
    pub roles: Words,
    pub bios: Words,
    pub picture: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct PictureFile {
    pub key: String,
    pub file: String,
    pub width: i64,
    pub height: i64,
    pub focal_point: (f64, f64),
    pub photographer: String,
    pub credit_lines: Words,
    pub copyright: String,
    pub source: Option<String>,
    pub rights: String,
    pub captions: Words,
    pub alts: Words,
}

#[derive(Debug, Deserialize)]
pub struct StoryFile {
    pub slug: String,
    pub section: String,
    pub format: String,
    pub headline: String,
    pub standfirst: Option<String>,
    pub kicker: Option<String>,
    pub trail_text: Option<String>,
    pub byline: Vec<String>,
    pub place: Option<String>,
    pub minutes_ago: i64,
    pub updated_minutes_ago: Option<i64>,
    pub family: Option<String>,
    /// Number of the revision of its original a translation follows; the newest if absent.
    pub follows: Option<i64>,
    /// Elements, by number, as they were in a first revision.
    #[serde(default)]
    pub was: BTreeMap<String, serde_json::Map<String, serde_json::Value>>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub lead_picture: Option<String>,
    pub comments_policy: Option<String>,
    pub body: Vec<serde_json::Map<String, serde_json::Value>>,
    #[serde(default)]
    pub notices: Vec<NoticeFile>,
    #[serde(default)]
    pub comments: Vec<CommentFile>,
}

#[derive(Debug, Deserialize)]
pub struct NoticeFile {
    pub kind: String,
    pub minutes_ago: i64,
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct CommentFile {
    pub name: String,
    pub minutes_after: i64,
    pub text: String,
    #[serde(default)]
    pub replies: Vec<CommentFile>,
}

/// The bytes of a file.
pub fn bytes(name: &str) -> Result<Vec<u8>> {
    Ok(Files::get(name)
        .with_context(|| format!("the sample newspaper has no file {name}"))?
        .data
        .into_owned())
}

/// A JSON file.
pub fn json<T: DeserializeOwned>(name: &str) -> Result<T> {
    serde_json::from_slice(&bytes(name)?).with_context(|| format!("sample/{name}"))
}

/// Every story with its edition, in order of file names.
pub fn stories(paper: &Paper) -> Result<Vec<(String, StoryFile)>> {
    let mut found = Vec::new();
    for edition in &paper.editions {
        let folder = format!("{}/", edition.code);
        let mut names: Vec<String> = Files::iter()
            .filter(|n| n.starts_with(&folder))
            .map(|n| n.to_string())
            .collect();
        names.sort_unstable();
        for name in names {
            found.push((edition.code.clone(), json(&name)?));
        }
    }
    Ok(found)
}
