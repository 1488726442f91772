//! Published stories as JSON, for programs that show them elsewhere: made of what readers may have now,
//! with the same freshness and the same pictures as pages.

use super::Desk;
use crate::build::{card, picture, plain_locale};
use crate::cache::Page;
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::view::{CardView, PictureView};
use bytes::Bytes;
use dateline_core::id::StoryId;
use dateline_core::picture::Use;
use dateline_core::pressed::{PressedPicture, PressedStory};
use dateline_core::slug::encode_path;
use dateline_core::subject::Subject;
use dateline_db::queries::published::{self, CardRow, Cursor};
use dateline_db::queries::{edition, filing, people};
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Narrowed {
    /// Nothing.
    #[default]
    All,
    /// A section, by slug.
    Section(String),
    /// A tag, by slug.
    Tag(String),
    /// A contributor, by slug.
    Contributor(String),
}

/// What is asked of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Of this edition; of the first if none is named.
    pub edition: Option<String>,
    /// Only these.
    pub narrowed: Narrowed,
    /// Where the list goes on.
    pub after: Option<Cursor>,
    /// How many at most.
    pub limit: i64,
}

/// Stories by publication, newest first.
pub async fn list(desk: &mut Desk<'_>, asked: &Asked) -> SiteResult<Page> {
    let Some(masthead) = masthead(desk, asked.edition.as_deref()).await? else {
        return Ok(problem(StatusCode::NOT_FOUND, "there is no such edition"));
    };
    let Some(mut rows) = rows(desk, &masthead, asked).await? else {
        let told = "there is no such section, tag or contributor with a story";
        return Ok(problem(StatusCode::NOT_FOUND, told));
    };
    let limit = usize::try_from(asked.limit).unwrap_or(1);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    desk.read.read_all(
        rows.iter()
            .flat_map(|row| [Subject::Story(row.id), Subject::Comments(row.id)]),
    );
    let mut cards: Vec<CardView> = rows.iter().map(card).collect();
    desk.screen_cards(&masthead, cards.iter_mut()).await?;
    let items = rows.iter().zip(&cards);
    let items: Vec<Value> = items.map(|(row, card)| told(desk, row, card)).collect();
    let next = rows.last().filter(|_| has_more).map(CardRow::cursor);
    let next = next.map(|at| format!("{}.{}", at.published_at, at.id.simple()));
    let page = answer(&json!({ "items": items, "next": next }));
    Ok(match asked.after {
        // Positions that are nobody's are without number.
        Some(at) if !published::is_position(&mut desk.tx, at).await? => page.not_stored(),
        _ => page,
    })
}

async fn masthead(desk: &mut Desk<'_>, code: Option<&str>) -> SiteResult<Option<Arc<Masthead>>> {
    if let Some(code) = code {
        return desk.masthead(code).await;
    }
    desk.read.read(Subject::Everything);
    match edition::list(&mut desk.tx).await?.first() {
        Some(first) => desk.masthead(first.code.as_str()).await,
        None => Ok(None),
    }
}

/// One more than asked for, so that it is known whether there are more; none if there is no such list.
async fn rows(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    asked: &Asked,
) -> SiteResult<Option<Vec<CardRow>>> {
    let code = &masthead.edition.code;
    let (from, wanted) = (asked.after.unwrap_or(Cursor::START), asked.limit + 1);
    let found = match &asked.narrowed {
        Narrowed::All => {
            desk.read.read(Subject::Latest(code.clone()));
            published::latest(&mut desk.tx, code, from, wanted).await?
        }
        Narrowed::Section(slug) => {
            let Some(section) = masthead.sections.iter().find(|s| s.slug == *slug) else {
                return Ok(None);
            };
            desk.read.read(Subject::Section(section.id));
            published::latest_in_section(&mut desk.tx, section.id, from, wanted).await?
        }
        Narrowed::Tag(slug) => {
            let Some(tag) = filing::find_tag(&mut desk.tx, code, slug).await? else {
                return Ok(None);
            };
            desk.read.read(Subject::Tag(tag.id));
            published::latest_with_tag(&mut desk.tx, tag.id, from, wanted).await?
        }
        Narrowed::Contributor(slug) => {
            let Some(who) = people::find(&mut desk.tx, code, slug).await? else {
                return Ok(None);
            };
            desk.read.read(Subject::Contributor(who.id));
            published::latest_by_contributor(&mut desk.tx, who.id, from, wanted).await?
        }
    };
    // A tag may have been made for a story that is still secret.
    let is_secret = found.is_empty()
        && asked.after.is_none()
        && matches!(asked.narrowed, Narrowed::Tag(_) | Narrowed::Contributor(_));
    Ok(Some(found).filter(|_| !is_secret))
}

fn told(desk: &Desk<'_>, row: &CardRow, card: &CardView) -> Value {
    json!({
        "id": row.id,
        "edition": row.edition,
        "path": row.path,
        "url": desk.site.absolute(&row.path),
        "format": card.format,
        "headline": card.headline,
        "kicker": card.kicker,
        "trail_text": card.trail_text,
        "section": row.card.section,
        "byline": card.byline,
        "picture": card.picture.as_ref().map(|view| shown(desk, view)),
        "published_at": row.published_at.to_string(),
        "updated_at": row.updated_at.to_string(),
    })
}

fn shown(desk: &Desk<'_>, view: &PictureView) -> Value {
    json!({
        "id": view.id,
        "src": format!("{}{}", desk.site.settings.origin, view.src),
        "width": view.width,
        "height": view.height,
        "alt": view.alt,
        "credit_line": view.credit_line,
    })
}

/// One story with its words.
pub async fn story(desk: &mut Desk<'_>, id: StoryId) -> SiteResult<Page> {
    let gone = || problem(StatusCode::NOT_FOUND, "no such story is public now");
    desk.read.read(Subject::Story(id));
    let Some(mut story) = published::find(&mut desk.tx, id).await? else {
        return Ok(gone());
    };
    let Some(masthead) = desk.masthead(story.edition.as_str()).await? else {
        return Ok(gone());
    };
    desk.read.read(Subject::Section(story.card.section.id));
    desk.screen_stories(&masthead, Use::Site, std::iter::once(&mut story))
        .await?;
    let linked = story.document.content.body.stories();
    desk.read
        .read_all(linked.iter().map(|id| Subject::Story(*id)));
    let public = published::cards_by_id(&mut desk.tx, &linked).await?;
    let public: HashMap<String, String> = public
        .into_iter()
        .map(|row| (row.id.to_string(), encode_path(&row.path)))
        .collect();
    let family = match story.family {
        Some(family) => published::family(&mut desk.tx, family).await?,
        None => Vec::new(),
    };
    desk.read
        .read_all(family.iter().map(|member| Subject::Story(member.id)));
    let mut content = serde_json::to_value(&story.document.content).unwrap_or_default();
    lead_to_public(&mut content, &public);
    Ok(answer(&whole(desk, &masthead, &story, &content, &family)))
}

fn whole(
    desk: &Desk<'_>,
    masthead: &Masthead,
    story: &PressedStory,
    content: &Value,
    family: &[CardRow],
) -> Value {
    let document = &story.document;
    let pictures = document.pictures.iter();
    let pictures: Vec<Value> = pictures.map(|one| picture_told(desk, one)).collect();
    let translations = family.iter().filter(|member| member.id != story.id);
    let translations: Vec<Value> = translations
        .map(|member| {
            json!({
                "id": member.id,
                "edition": member.edition,
                "headline": member.card.headline,
                "url": desk.site.absolute(&member.path),
            })
        })
        .collect();
    let notices = document.notices.iter().map(|notice| {
        json!({
            "id": notice.id,
            "kind": notice.kind,
            "text": notice.text.plain(),
            "at": notice.at.to_string(),
        })
    });
    let byline = document.byline.iter();
    let byline = byline.map(|who| json!({ "slug": who.slug, "name": who.name, "role": who.role }));
    json!({
        "id": story.id,
        "edition": story.edition,
        "language": plain_locale(&masthead.edition.locale),
        "direction": masthead.edition.direction,
        "path": story.path,
        "url": desk.site.absolute(&story.path),
        "format": story.format,
        "section": story.card.section,
        "tags": document.tags.iter().map(|tag| json!({ "slug": tag.slug, "name": tag.name, "kind": tag.kind })).collect::<Vec<_>>(),
        "byline": byline.collect::<Vec<_>>(),
        "content": content,
        "pictures": pictures,
        "notices": notices.collect::<Vec<_>>(),
        "translations": translations,
        "word_count": document.words,
        "revision": document.revision,
        "published_at": story.published_at.to_string(),
        "updated_at": story.updated_at.to_string(),
    })
}

fn picture_told(desk: &Desk<'_>, of: &PressedPicture) -> Value {
    let mut told = shown(desk, &picture(of));
    told["alt"] = json!(of.facts.alt);
    told["caption"] = json!(of.facts.caption);
    told["labels"] = json!(picture(of).labels);
    told
}

/// Links to stories lead where they are now; what links to a story that is not public goes, since even an
/// address may tell a secret.
fn lead_to_public(value: &mut Value, public: &HashMap<String, String>) {
    let path_of = |item: &Value| {
        let story = item.get("story")?.as_str()?;
        Some(public.get(story))
    };
    match value {
        Value::Array(items) => {
            items.retain(|item| path_of(item) != Some(None));
            for item in items {
                lead_to_public(item, public);
            }
        }
        Value::Object(members) => {
            let is_link = members.get("type").is_some_and(|kind| kind == "link");
            let path = members.get("story").and_then(Value::as_str);
            if let Some(path) = path.and_then(|story| public.get(story)).filter(|_| is_link) {
                members.insert("href".to_owned(), path.clone().into());
            }
            for value in members.values_mut() {
                lead_to_public(value, public);
            }
        }
        _ => {}
    }
}

fn answer(value: &Value) -> Page {
    Page::new(
        HeaderValue::from_static("application/json"),
        Bytes::from(value.to_string()),
    )
    .with_header(
        HeaderName::from_static("access-control-allow-origin"),
        HeaderValue::from_static("*"),
    )
}

/// What is wrong, as RFC 9457 has it.
pub fn problem(status: StatusCode, told: &str) -> Page {
    let value = json!({
        "type": if status == StatusCode::NOT_FOUND { "urn:dateline:problem:not-found" } else { "urn:dateline:problem:query" },
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": told,
    });
    Page::new(
        HeaderValue::from_static("application/problem+json"),
        Bytes::from(value.to_string()),
    )
    .with_status(status)
}
