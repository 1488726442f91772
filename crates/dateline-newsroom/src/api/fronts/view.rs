//! Fronts as the API shows them.

use super::super::stories::{self, By, Named, StoryCard, Thumbnail};
use super::super::{Api, shapes};
use super::place;
use crate::account::Caller;
use crate::front;
use dateline_core::edition::Edition;
use dateline_core::front::{Backfill, Front};
use dateline_core::id::TagId;
use dateline_core::rights::{Place, Right};
use dateline_core::slug::encode_path;
use dateline_db::queries::front_desk::{self, Launch, Timed};
use dateline_db::queries::{board, filing};
use dateline_db::{DbResult, Tx, from_micros};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// A card of a front: a story, with what replaces its own words here; or something else with an address.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = FrontCard)]
#[expect(dead_code, reason = "only the documentation reads it")]
pub enum CardShape {
    /// A story.
    Story {
        /// Its id.
        story: Uuid,
        /// Kicker here.
        kicker: Option<String>,
        /// Headline here.
        headline: Option<String>,
        /// Trail text here.
        trail_text: Option<String>,
        /// Picture here.
        picture: Option<Uuid>,
    },
    /// Something that is no story.
    Snap {
        /// Its title.
        headline: String,
        /// Where it leads: http, https or a path of this site.
        href: String,
        /// Text under the title.
        trail_text: Option<String>,
    },
}

/// What fills the places no card takes.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = FrontBackfill)]
#[expect(dead_code, reason = "only the documentation reads it")]
pub enum BackfillShape {
    /// Newest of the edition.
    Latest {},
    /// Newest of a section.
    Section {
        /// The section.
        section: Uuid,
    },
    /// Newest under a tag.
    Tag {
        /// The tag.
        tag: Uuid,
    },
    /// Newest of a kind.
    Format {
        /// The kind.
        #[schema(value_type = shapes::StoryFormat)]
        format: String,
    },
    /// Most comments among the newest.
    MostDiscussed {},
}

/// A slice of a front.
#[derive(Serialize, ToSchema)]
#[schema(as = FrontContainer)]
pub struct ContainerShape {
    /// How it is set.
    #[schema(value_type = shapes::ContainerLayout)]
    layout: String,
    /// Its title, where the name of the section does not serve.
    title: Option<String>,
    /// Cards placed by hand, in order.
    #[schema(value_type = Option<Vec<CardShape>>)]
    cards: Option<Vec<()>>,
    /// What fills the places left.
    #[schema(value_type = Option<BackfillShape>)]
    backfill: Option<()>,
    /// Places, 1 to 40.
    size: u8,
}

/// A front.
#[derive(Serialize, ToSchema)]
#[schema(as = Front)]
pub struct FrontShape {
    /// From top to bottom, at most 40.
    #[schema(value_type = Vec<ContainerShape>)]
    containers: Vec<()>,
}

/// A front that launches itself.
#[derive(Serialize, ToSchema)]
#[schema(as = TimedFront)]
pub struct TimedShown {
    /// Its id.
    id: Uuid,
    /// When.
    launch_at: Timestamp,
    /// Who said so.
    by: Vec<By>,
    /// When that was said.
    created_at: Timestamp,
}

/// The front of an edition as the desk has it, with what is needed to show it.
#[derive(Serialize, ToSchema)]
#[schema(as = FrontDesk)]
pub struct DeskShown {
    /// The edition.
    edition: String,
    /// The front.
    #[schema(value_type = FrontShape)]
    front: Front,
    /// Where it comes from.
    #[schema(value_type = shapes::FrontSource)]
    source: &'static str,
    /// Who saved the draft.
    saved_by: Vec<By>,
    /// When.
    saved_at: Option<Timestamp>,
    /// Since when readers have what they have.
    public_since: Option<Timestamp>,
    /// A mark of this state, for `If-Match`.
    pub etag: String,
    /// What launches itself, first one first.
    timed: Vec<TimedShown>,
    /// The stories on it that the caller may see, in no order.
    stories: Vec<StoryCard>,
    /// The pictures chosen for cards.
    pictures: Vec<Thumbnail>,
    /// The tags that fill containers.
    tags: Vec<Named>,
    /// Whether the caller may change it.
    may_edit: bool,
}

/// The front of an edition now.
pub async fn desk(
    api: &Api,
    tx: &mut Tx,
    caller: &Caller,
    edition: &Edition,
) -> DbResult<DeskShown> {
    let code = &edition.code;
    let desk = front::desk(tx, code).await?;
    let most = i64::try_from(front::MAX_TIMED).unwrap_or(i64::MAX);
    let timed = front_desk::list_timed(tx, code, most).await?;
    let saved = desk.saved;
    let mut actors: Vec<&str> = timed.iter().map(|one| one.created_by.as_str()).collect();
    actors.extend(saved.iter().map(|(by, _)| by.as_str()));
    let names = stories::names(tx, &actors).await?;
    let by = |actor: &str| names.get(actor).cloned().unwrap_or_default();
    let shown = |one: &Timed| TimedShown {
        id: one.id,
        launch_at: from_micros(one.launch_at),
        by: by(&one.created_by),
        created_at: from_micros(one.created_at),
    };
    let pictures: Vec<Uuid> = desk.front.pictures().iter().map(|id| id.0).collect();
    let mut pictures: Vec<Thumbnail> = stories::thumbnails(tx, &pictures)
        .await?
        .into_values()
        .collect();
    pictures.sort_by_key(|picture| picture.id);
    Ok(DeskShown {
        edition: code.0.clone(),
        source: desk.source.as_str(),
        saved_by: saved
            .as_ref()
            .map(|(actor, _)| by(actor))
            .unwrap_or_default(),
        saved_at: saved.map(|(_, at)| at),
        public_since: desk.public_since,
        etag: desk.etag,
        timed: timed.iter().map(shown).collect(),
        stories: placed(api, tx, caller, &desk.front).await?,
        pictures,
        tags: tags(tx, &desk.front).await?,
        may_edit: caller.may(Right::Front, &place(code)),
        front: desk.front,
    })
}

/// The stories placed by hand that somebody may see.
pub async fn placed(
    api: &Api,
    tx: &mut Tx,
    caller: &Caller,
    front: &Front,
) -> DbResult<Vec<StoryCard>> {
    let mut ids: Vec<Uuid> = front.stories().map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut lines = Vec::with_capacity(ids.len());
    for ids in ids.chunks(128) {
        lines.extend(board::lines(tx, ids).await?);
    }
    lines.retain(|line| {
        let here = Place {
            edition: Some(dateline_core::edition::EditionCode(line.edition.clone())),
            section: Some(line.section_id.into()),
            desk: line.desk_id.map(Into::into),
        };
        caller.may(Right::Read, &here)
    });
    stories::cards(api, tx, lines).await
}

async fn tags(tx: &mut Tx, front: &Front) -> DbResult<Vec<Named>> {
    let mut ids: Vec<TagId> = front
        .containers
        .iter()
        .filter_map(|container| match container.backfill {
            Some(Backfill::Tag { tag }) => Some(tag),
            _ => None,
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let found = filing::list_tags(tx, &ids).await?;
    let named = found.into_iter().map(|tag| Named {
        id: tag.id.0,
        slug: tag.slug,
        name: tag.name,
    });
    Ok(named.collect())
}

/// What a launch gave.
#[derive(Serialize, ToSchema)]
#[schema(as = LaunchedFront)]
pub struct LaunchedShown {
    /// Its place in the history.
    id: Uuid,
    /// Since when readers have it.
    launched_at: Timestamp,
    /// How many pages changed.
    pages_changed: i64,
    /// Which.
    #[schema(value_type = Vec<shapes::ReachedPage>)]
    subjects: Vec<crate::story::ReachedPage>,
    /// The front as the desk has it now.
    desk: DeskShown,
}

/// What readers got, and what the desk has now.
pub async fn launched(
    api: &Api,
    tx: &mut Tx,
    caller: &Caller,
    edition: &Edition,
    done: &front::Launched,
) -> DbResult<LaunchedShown> {
    let page = crate::story::ReachedPage {
        kind: "front",
        title: edition.name.clone(),
        href: encode_path(&format!("/{}/", edition.code)),
    };
    Ok(LaunchedShown {
        id: done.id,
        launched_at: done.launched_at,
        pages_changed: 1,
        subjects: vec![page],
        desk: desk(api, tx, caller, edition).await?,
    })
}

/// A front readers had.
#[derive(Serialize, ToSchema)]
#[schema(as = FrontLaunch)]
pub struct LaunchShown {
    /// Its place in the history.
    id: Uuid,
    /// Since when.
    launched_at: Timestamp,
    /// Who launched it; nobody where it stood before anybody did.
    by: Vec<By>,
    /// When it was to launch itself, if it did.
    due_at: Option<Timestamp>,
    /// The launch it brought back, if it did.
    restored_from: Option<Uuid>,
    /// How many containers it has.
    containers: usize,
    /// How many stories were placed by hand.
    stories: usize,
}

/// Entries of the history. One query, however many there are.
pub async fn launches(tx: &mut Tx, found: &[Launch]) -> DbResult<Vec<LaunchShown>> {
    let actors: Vec<&str> = found
        .iter()
        .filter_map(|launch| launch.launched_by.as_deref())
        .collect();
    let names: HashMap<String, Vec<By>> = stories::names(tx, &actors).await?;
    let shown = found.iter().map(|launch| {
        let front = Front::parse(&launch.document).unwrap_or_default();
        let by = launch.launched_by.as_ref().and_then(|by| names.get(by));
        LaunchShown {
            id: launch.id,
            launched_at: from_micros(launch.launched_at),
            by: by.cloned().unwrap_or_default(),
            due_at: launch.due_at.map(from_micros),
            restored_from: launch.restored_from,
            containers: front.containers.len(),
            stories: front.stories().count(),
        }
    });
    Ok(shown.collect())
}

/// A front readers had, whole.
#[derive(Serialize, ToSchema)]
#[schema(as = FrontLaunchWhole)]
pub struct LaunchWhole {
    /// When, and by whom.
    #[serde(flatten)]
    pub launch: LaunchShown,
    /// The front.
    #[schema(value_type = FrontShape)]
    pub front: Front,
    /// The stories on it that the caller may see.
    pub placed: Vec<StoryCard>,
}
