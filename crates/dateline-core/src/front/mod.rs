//! Fronts: curated pages of containers, cards and what fills the rest.

use crate::id::{PictureId, SectionId, StoryId, TagId};
use crate::story::StoryFormat;
use crate::tag::Section;
use serde::{Deserialize, Serialize};

pub mod limits;

pub use limits::{FrontError, MAX_CONTAINER_SIZE, MAX_CONTAINERS};

/// Slug of the section of signed pieces.
const OPINION: &str = "opinion";
/// Most sections in a navigation.
const IN_NAVIGATION: usize = 14;

/// The sections readers are led to: marked for it, and with something to read.
pub fn navigation(sections: &[Section], filled: &[SectionId]) -> Vec<SectionId> {
    let shown = sections
        .iter()
        .filter(|s| s.in_navigation && filled.contains(&s.id));
    shown.map(|s| s.id).take(IN_NAVIGATION).collect()
}

/// A front as edited: containers from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// From top to bottom.
    pub containers: Vec<Container>,
}

/// A slice of a front.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Container {
    /// How it is set.
    pub layout: ContainerLayout,
    /// Its title, where the section's name or the layout's own words do not serve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Cards placed by hand, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<Card>,
    /// What fills the places left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backfill: Option<Backfill>,
    /// Places, 1 to [`MAX_CONTAINER_SIZE`].
    pub size: u8,
}

/// How a container is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContainerLayout {
    /// The top of the page: one story large, the others around it.
    Lead,
    /// A section: one story with a picture, others as headlines.
    #[default]
    Section,
    /// Opinion: authors first.
    Opinion,
    /// Headlines with times.
    River,
    /// A ranked list.
    Ranking,
}

/// A place of a container filled by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Card {
    /// A story; what is set here replaces its own words on this front only.
    Story {
        /// The story.
        story: StoryId,
        /// Kicker here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kicker: Option<String>,
        /// Headline here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        headline: Option<String>,
        /// Trail text here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trail_text: Option<String>,
        /// Picture here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        picture: Option<PictureId>,
    },
    /// A card that is no story.
    Snap {
        /// Its title.
        headline: String,
        /// Where it leads: http(s) or a path of this site.
        href: String,
        /// Text under the title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trail_text: Option<String>,
    },
}

/// The query that fills the places no card takes. A story stands once on a front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", from = "StoredBackfill")]
pub enum Backfill {
    /// Newest of the edition, sticky stories first.
    Latest,
    /// Newest of a section.
    Section {
        /// The section.
        section: SectionId,
    },
    /// Newest under a tag.
    Tag {
        /// The tag.
        tag: TagId,
    },
    /// Newest of a format.
    Format {
        /// The format.
        format: StoryFormat,
    },
    /// Most comments among the newest.
    MostDiscussed,
}

/// A backfill as read: a variant without fields lets unknown fields through unless it has braces.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum StoredBackfill {
    Latest {},
    Section { section: SectionId },
    Tag { tag: TagId },
    Format { format: StoryFormat },
    MostDiscussed {},
}

impl From<StoredBackfill> for Backfill {
    fn from(stored: StoredBackfill) -> Self {
        match stored {
            StoredBackfill::Latest {} => Self::Latest,
            StoredBackfill::Section { section } => Self::Section { section },
            StoredBackfill::Tag { tag } => Self::Tag { tag },
            StoredBackfill::Format { format } => Self::Format { format },
            StoredBackfill::MostDiscussed {} => Self::MostDiscussed,
        }
    }
}

impl Front {
    /// The front an edition has before anybody edits it: a lead, opinion if there is such a section,
    /// the newest, the most discussed, the other sections.
    pub fn standard(sections: &[SectionId], opinion: Option<SectionId>) -> Self {
        let container = |layout, backfill, size| Container {
            layout,
            title: None,
            cards: Vec::new(),
            backfill: Some(backfill),
            size,
        };
        let mut containers = vec![container(ContainerLayout::Lead, Backfill::Latest, 8)];
        containers.extend(
            opinion.map(|section| {
                container(ContainerLayout::Opinion, Backfill::Section { section }, 4)
            }),
        );
        containers.push(container(ContainerLayout::River, Backfill::Latest, 13));
        containers.push(container(
            ContainerLayout::Ranking,
            Backfill::MostDiscussed,
            5,
        ));
        let others = sections.iter().filter(|s| Some(**s) != opinion);
        containers.extend(others.take(MAX_CONTAINERS - 4).map(|s| {
            container(
                ContainerLayout::Section,
                Backfill::Section { section: *s },
                5,
            )
        }));
        Self { containers }
    }

    /// The standard front of an edition with these sections, of which these are in the navigation. The
    /// section of signed pieces is the one whose address says so.
    pub fn usual(sections: &[Section], navigation: &[SectionId]) -> Self {
        let mut shown = sections.iter().filter(|s| navigation.contains(&s.id));
        let opinion = shown.find(|s| s.slug == OPINION).map(|s| s.id);
        Self::standard(navigation, opinion)
    }

    /// Reads the JSON form; refuses what breaks a bound.
    pub fn parse(json: &str) -> Result<Self, FrontError> {
        limits::check_size(json.len())?;
        let front = serde_json::from_str(json).map_err(|e| FrontError::Malformed {
            detail: e.to_string(),
        })?;
        limits::check(&front)?;
        Ok(front)
    }

    /// The JSON form; refuses what breaks a bound.
    pub fn to_json(&self) -> Result<String, FrontError> {
        limits::check(self)?;
        let json = serde_json::to_string(self).map_err(|e| FrontError::Malformed {
            detail: e.to_string(),
        })?;
        limits::check_size(json.len())?;
        Ok(json)
    }

    /// Pictures chosen for cards.
    pub fn pictures(&self) -> Vec<PictureId> {
        let cards = self.containers.iter().flat_map(|c| &c.cards);
        let mut found: Vec<PictureId> = cards
            .filter_map(|card| match card {
                Card::Story { picture, .. } => *picture,
                Card::Snap { .. } => None,
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Stories placed by hand.
    pub fn stories(&self) -> impl Iterator<Item = StoryId> + '_ {
        self.containers
            .iter()
            .flat_map(|c| &c.cards)
            .filter_map(|card| match card {
                Card::Story { story, .. } => Some(*story),
                Card::Snap { .. } => None,
            })
    }
}
