//! The sample newspaper as files: `sample/README.md` describes them.

use rust_embed::RustEmbed;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(RustEmbed)]
#[folder = "../../sample/"]
#[exclude = "pictures/*.jpg"]
#[exclude = "pictures/make/*"]
struct Files;

/// Words by edition.
pub(super) type ByEdition = BTreeMap<String, String>;

/// `paper.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Paper {
    pub editions: Vec<EditionFile>,
    pub sections: Vec<NamedFile>,
    pub tags: Vec<NamedFile>,
    pub staff: Vec<StaffFile>,
}

#[derive(Debug, Deserialize)]
pub(super) struct EditionFile {
    pub code: String,
    pub name: String,
    pub locale: String,
    pub tagline: String,
    pub description: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct NamedFile {
    pub slug: String,
    #[serde(default)]
    pub kind: String,
    pub names: ByEdition,
    #[serde(default)]
    pub descriptions: ByEdition,
}

#[derive(Debug, Deserialize)]
pub(super) struct StaffFile {
    pub slug: String,
    pub names: ByEdition,
    pub roles: ByEdition,
    pub bios: ByEdition,
    pub picture: String,
}

/// `<edition>/<slug>.json`.
#[derive(Debug, Deserialize)]
pub(super) struct StoryFile {
    pub slug: String,
    pub section: String,
    pub format: String,
    pub kicker: Option<String>,
    pub headline: String,
    pub standfirst: String,
    pub trail_text: Option<String>,
    pub byline: Vec<String>,
    pub place: Option<String>,
    pub minutes_ago: i64,
    pub updated_minutes_ago: Option<i64>,
    pub family: Option<String>,
    pub follows: Option<i64>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub lead_picture: Option<String>,
    pub body: Vec<serde_json::Map<String, serde_json::Value>>,
    #[serde(default)]
    pub notices: Vec<NoticeFile>,
    #[serde(default)]
    pub comments: Vec<CommentFile>,
}

#[derive(Debug, Deserialize)]
pub(super) struct NoticeFile {
    pub kind: String,
    pub minutes_ago: i64,
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct CommentFile {
    pub name: String,
    pub minutes_after: i64,
    pub text: String,
    #[serde(default)]
    pub replies: Vec<CommentFile>,
}

/// What `pictures/pictures.json` says of one picture.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PictureFile {
    pub key: String,
    pub captions: ByEdition,
    pub alts: ByEdition,
    pub credit_lines: ByEdition,
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub focal_point: Option<(f64, f64)>,
}

/// Everything there is; what cannot be read is an error that names the file.
#[derive(Debug)]
pub(super) struct Library {
    pub paper: Paper,
    /// By edition, newest first.
    pub stories: BTreeMap<String, Vec<StoryFile>>,
    /// By key.
    pub pictures: BTreeMap<String, PictureFile>,
}

impl Library {
    pub fn load() -> Result<Self, String> {
        let paper: Paper = read("paper.json")?;
        let mut stories: BTreeMap<String, Vec<StoryFile>> = BTreeMap::new();
        for path in Files::iter().filter(|p| p.ends_with(".json")) {
            let Some((edition, _)) = path.split_once('/') else {
                continue;
            };
            if paper.editions.iter().any(|e| e.code == edition) {
                stories
                    .entry(edition.to_owned())
                    .or_default()
                    .push(read(&path)?);
            }
        }
        for list in stories.values_mut() {
            list.sort_by_key(|s| s.minutes_ago);
        }
        let pictures: Vec<PictureFile> = read("pictures/pictures.json")?;
        let pictures = pictures.into_iter().map(|p| (p.key.clone(), p)).collect();
        Ok(Self {
            paper,
            stories,
            pictures,
        })
    }
}

fn read<T: serde::de::DeserializeOwned>(path: &str) -> Result<T, String> {
    let file = Files::get(path).ok_or_else(|| format!("sample/{path} is missing"))?;
    serde_json::from_slice(&file.data).map_err(|e| format!("sample/{path}: {e}"))
}
