//! `POST /stories`: a story begins.

use super::super::once::{Begun, Once};
use super::super::said::Said;
use super::super::{Api, Problem, shapes};
use super::{bad, line, value, view};
use crate::account::Caller;
use crate::story::{self, Draft};
use axum::extract::State;
use axum::response::Response;
use dateline_core::edition::EditionCode;
use dateline_core::id::{DeskId, SectionId, StoryId};
use dateline_core::rights::{Place, Right};
use dateline_core::story::{CommentsPolicy, StoryContent, StoryFormat};
use dateline_db::queries::{board, filing};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// Longest headline, in characters.
const MAX_HEADLINE_CHARS: usize = 300;

/// A story that is to be made.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewStory)]
pub struct New {
    /// Edition.
    edition: String,
    /// Department; the first of the edition if none is named.
    #[schema(value_type = Option<Uuid>)]
    section: Option<SectionId>,
    /// Kind of piece.
    #[serde(default)]
    #[schema(value_type = shapes::StoryFormat)]
    format: StoryFormat,
    /// Title; may be empty until the story is published.
    #[serde(default)]
    headline: String,
    /// Part of its address; made from the headline if none is given.
    slug: Option<String>,
    /// Desk.
    #[schema(value_type = Option<Uuid>)]
    desk: Option<DeskId>,
    /// The original, if it is a translation.
    #[schema(value_type = Option<Uuid>)]
    family: Option<StoryId>,
    /// All of the words, for programs; its headline is used where `headline` is empty.
    #[schema(value_type = Option<shapes::StoryContent>)]
    content: Option<Value>,
}

/// Makes a draft. Who makes it is to write it.
#[utoipa::path(post, path = "/stories", operation_id = "createStory", params(("Idempotency-Key" = Option<String>, Header)), request_body = New, responses((status = 201, body = view::StoryShown)))]
pub async fn create(
    State(api): State<Api>,
    caller: Caller,
    headers: HeaderMap,
    Said(new): Said<New>,
) -> Result<Response, Problem> {
    caller.require_somewhere(Right::Write)?;
    let said = value(&new)?;
    let mut once = match Once::begin(&api, &caller, &headers, "POST /stories", &said).await? {
        Begun::Before(answer) => return Ok(answer),
        Begun::Now(once) => once,
    };
    let tx = &mut once.tx;
    let edition = EditionCode::parse(&new.edition).ok_or_else(|| {
        bad(
            "edition",
            format!("\"{}\" is no code of an edition", new.edition),
        )
    })?;
    let section = story::section_of(tx, &edition, new.section).await?;
    let place = Place {
        edition: Some(edition.clone()),
        section: Some(section),
        desk: new.desk,
    };
    caller.require(Right::Write, &place)?;
    if let Some(desk) = new.desk
        && filing::find_desk(tx, desk).await?.is_none()
    {
        return Err(bad("desk", format!("there is no desk {desk}")));
    }
    if let Some(family) = new.family {
        let original = line(tx, family).await;
        let original =
            original.map_err(|_| bad("family", format!("there is no story {family}")))?;
        caller.require(Right::Read, &super::place(&original))?;
    }
    let draft = Draft {
        section,
        format: new.format,
        slug: new.slug.clone(),
        content: content(&new)?,
        tags: Vec::new(),
        byline: Vec::new(),
        comments: CommentsPolicy::default(),
        family: new.family,
        embargo_until: None,
        desk: new.desk,
        edition,
    };
    let made = story::create(&api.house, tx, draft, &caller.actor()).await?;
    if let Some(me) = caller.staff_id() {
        let mut desked = board::desked(tx, made.id).await?;
        desked.assignee = Some(me);
        board::set_desked(tx, made.id, &desked, api.house.now()).await?;
    }
    let line = line(tx, made.id).await?;
    let shown = value(&view::whole(&api, tx, &caller, line).await?)?;
    let location = Some(format!("/api/stories/{}", made.id));
    once.finish(&api, StatusCode::CREATED, location, &shown)
        .await
}

fn content(new: &New) -> Result<StoryContent, Problem> {
    let mut content = match &new.content {
        Some(content) => serde_json::from_value(content.clone())
            .map_err(|error| bad("content", error.to_string()))?,
        None => StoryContent::default(),
    };
    if !new.headline.trim().is_empty() {
        new.headline.trim().clone_into(&mut content.headline);
    }
    let found = content.headline.chars().count();
    if found > MAX_HEADLINE_CHARS {
        let told = format!("it has {found} characters; at most {MAX_HEADLINE_CHARS} are allowed");
        return Err(bad("headline", told));
    }
    if content.headline.chars().any(char::is_control) {
        return Err(bad(
            "headline",
            "it must be one line without control characters",
        ));
    }
    Ok(content)
}
