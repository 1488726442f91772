//! Where a picture is used.

use super::{PictureError, get};
use dateline_core::id::{PictureId, StoryId};
use dateline_core::picture::{Place, places};
use dateline_core::story::StoryContent;
use dateline_db::queries::picture_record::{Use, list_portraits, list_uses};
use dateline_db::queries::{picture_lease, published, story as stories};
use dateline_db::{DbError, Tx};
use serde::Serialize;
use uuid::Uuid;

/// Stories asked for at a time.
const PAGE: i64 = 500;
/// Most stories listed.
const MOST: usize = 10_000;
/// Most pictures listed it stands in for.
const MOST_PICTURES: i64 = 1_000;

/// Every use of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Uses {
    /// Its id.
    pub id: String,
    /// Stories that show it, public or not.
    pub stories: Vec<StoryUse>,
    /// People whose portrait it is.
    pub portraits: Vec<PortraitUse>,
    /// Pictures it stands in for.
    pub stands_in_for: Vec<String>,
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
    /// Where in its newest words the picture stands.
    pub places: Vec<Place>,
    /// Where in the words readers have.
    pub public_places: Vec<Place>,
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

impl Uses {
    /// Whether nothing uses it.
    pub fn is_empty(&self) -> bool {
        self.stories.is_empty() && self.portraits.is_empty() && self.stands_in_for.is_empty()
    }
}

/// Where the picture somebody names is used.
pub async fn uses(tx: &mut Tx, name: &str) -> Result<Uses, PictureError> {
    let record = get(tx, name).await?;
    uses_of(tx, record.picture.id).await
}

/// Where a picture is used.
pub(super) async fn uses_of(tx: &mut Tx, id: PictureId) -> Result<Uses, PictureError> {
    let mut found = Uses {
        id: id.to_string(),
        ..Uses::default()
    };
    let mut after = Uuid::nil();
    'all: loop {
        let page = list_uses(tx, id, after, PAGE).await?;
        let Some(last) = page.last() else {
            break;
        };
        after = last.story_id;
        for used in page {
            let Some(used) = look(tx, id, used).await? else {
                continue;
            };
            if found.stories.len() == MOST {
                found.is_cut = true;
                break 'all;
            }
            found.stories.push(used);
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
    let stood_in = picture_lease::list_stood_in_for(tx, id, MOST_PICTURES).await?;
    found.stands_in_for = stood_in.iter().map(ToString::to_string).collect();
    Ok(found)
}

/// Where a story shows the picture; nothing if it only once did.
async fn look(tx: &mut Tx, id: PictureId, used: Use) -> Result<Option<StoryUse>, PictureError> {
    let story = StoryId(used.story_id);
    let newest = stories::get(tx, story).await?.content;
    let public = match published::find(tx, story).await {
        // Damage of what readers have must not hide that they have it.
        Err(DbError::Corrupt { .. }) => Some(newest.clone()),
        found => found?.map(|pressed| pressed.document.content),
    };
    let used = StoryUse {
        story: used.story_id.to_string(),
        edition: used.edition,
        headline: used.headline,
        state: used.state,
        path: used.path,
        places: places_of(&newest, id),
        public_places: public.map_or_else(Vec::new, |public| places_of(&public, id)),
    };
    let is_used = !used.places.is_empty() || !used.public_places.is_empty();
    Ok(is_used.then_some(used))
}

fn places_of(content: &StoryContent, id: PictureId) -> Vec<Place> {
    let mut found = Vec::new();
    for (picture, place, _) in places(content) {
        if picture == id && !found.contains(&place) {
            found.push(place);
        }
    }
    found
}
