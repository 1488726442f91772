//! Where a picture is used.

use super::{PictureError, get};
use dateline_db::Tx;
use dateline_db::queries::picture_record::{Use, list_portraits, list_uses};
use serde::Serialize;
use uuid::Uuid;

/// Stories asked for at a time.
const PAGE: i64 = 500;
/// Most stories listed.
const MOST: usize = 10_000;

/// Every use of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Uses {
    /// Its id.
    pub id: String,
    /// Stories that show it, public or not.
    pub stories: Vec<StoryUse>,
    /// People whose portrait it is.
    pub portraits: Vec<PortraitUse>,
    /// Whether there are more stories than are listed.
    pub is_cut: bool,
}

/// A story that shows the picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoryUse {
    /// Id of the story.
    pub story: String,
    /// Its edition.
    pub edition: String,
    /// Its headline.
    pub headline: String,
    /// Its state.
    pub state: String,
    /// Its address, if the public may read it.
    pub path: Option<String>,
}

/// Somebody whose portrait the picture is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PortraitUse {
    /// The edition.
    pub edition: String,
    /// The slug of the contributor.
    pub contributor: String,
    /// The name.
    pub name: String,
}

/// Where the picture somebody names is used.
pub async fn uses(tx: &mut Tx, name: &str) -> Result<Uses, PictureError> {
    let record = get(tx, name).await?;
    let id = record.picture.id;
    let mut found = Uses {
        id: id.to_string(),
        ..Uses::default()
    };
    let mut after = Uuid::nil();
    loop {
        let page = list_uses(tx, id, after, PAGE).await?;
        let Some(last) = page.last() else {
            break;
        };
        after = last.story_id;
        found.stories.extend(page.into_iter().map(StoryUse::from));
        if found.stories.len() > MOST {
            found.stories.truncate(MOST);
            found.is_cut = true;
            break;
        }
    }
    let portraits = list_portraits(tx, id).await?;
    found.portraits = portraits
        .into_iter()
        .map(|(edition, contributor, name)| PortraitUse {
            edition,
            contributor,
            name,
        })
        .collect();
    Ok(found)
}

impl From<Use> for StoryUse {
    fn from(used: Use) -> Self {
        Self {
            story: used.story_id.to_string(),
            edition: used.edition,
            headline: used.headline,
            state: used.state,
            path: used.path,
        }
    }
}
