//! The oEmbed provider (oembed.com 1.0): how other sites show a story when somebody pastes its address.

use super::{Desk, comfort};
use crate::build::{escaped, rendition, url};
use crate::cache::Page;
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::route::Address;
use bytes::Bytes;
use dateline_core::picture::Use;
use dateline_core::pressed::PressedStory;
use dateline_core::subject::Subject;
use dateline_db::queries::old_path::{self, OldPath};
use dateline_db::queries::published;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};
use url::Url;

/// Size of the card where nobody asks for less, in CSS pixels.
const WIDTH: u32 = 600;
/// Height of a card with its picture beside the words, and of one with the picture above them.
const HEIGHTS: (u32, u32) = (190, 440);
/// Below this width the picture stands above the words.
const NARROW: u32 = 420;
/// Seconds a card may be kept before it is asked for again; what the frame shows is always new.
const CACHE_AGE: u32 = 3_600;
/// The picture beside the words, in pixels.
const THUMBNAIL: u32 = 480;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Address of a story, whole.
    pub url: String,
    /// Form of the answer; `json` without it.
    pub format: String,
    /// Greatest width.
    pub max_width: Option<u32>,
    /// Greatest height.
    pub max_height: Option<u32>,
}

impl Asked {
    /// Reads a query.
    pub fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "url" => asked.url = value.into_owned(),
                "format" => asked.format = value.into_owned(),
                "maxwidth" => asked.max_width = value.parse().ok(),
                "maxheight" => asked.max_height = value.parse().ok(),
                _ => {}
            }
        }
        asked
    }

    fn size(&self) -> (u32, u32) {
        let width = self.max_width.map_or(WIDTH, |most| most.clamp(1, WIDTH));
        let height = if width < NARROW { HEIGHTS.1 } else { HEIGHTS.0 };
        let height = self.max_height.map_or(height, |most| most.clamp(1, height));
        (width, height)
    }
}

/// Answers a consumer.
pub async fn page(desk: &mut Desk<'_>, asked: &Asked) -> SiteResult<Page> {
    if !matches!(asked.format.as_str(), "" | "json") {
        let detail = "the answer can be had as json only: format=json";
        return Ok(answer(&json!({ "error": detail })).with_status(StatusCode::NOT_IMPLEMENTED));
    }
    let found = find(desk, &asked.url).await?;
    let Some((story, masthead)) = found else {
        let detail = "url names no story readers can have here now";
        return Ok(answer(&json!({ "error": detail })).with_status(StatusCode::NOT_FOUND));
    };
    let mut story = story;
    desk.screen_stories(&masthead, Use::Site, std::iter::once(&mut story))
        .await?;
    Ok(answer(&describe(desk, &masthead, &story, asked)))
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

/// The story at an address of this site, also at one it had before.
async fn find(
    desk: &mut Desk<'_>,
    address: &str,
) -> SiteResult<Option<(PressedStory, std::sync::Arc<Masthead>)>> {
    let Some(path) = local_path(&desk.site.settings.origin, address) else {
        return Ok(None);
    };
    let mut story = published::find_by_path(&mut desk.tx, &path).await?;
    if story.is_none()
        && let Some(OldPath::Story {
            path: Some(now), ..
        }) = old_path::find(&mut desk.tx, &path).await?
    {
        story = published::find_by_path(&mut desk.tx, &now).await?;
    }
    let Some(story) = story else { return Ok(None) };
    desk.read.read(Subject::Story(story.id));
    let masthead = desk.masthead(story.edition.as_str()).await?;
    Ok(masthead.map(|masthead| (story, masthead)))
}

/// The path of an address of this site, decoded.
fn local_path(origin: &str, address: &str) -> Option<String> {
    let (asked, own) = (Url::parse(address).ok()?, Url::parse(origin).ok()?);
    let same = asked.host_str() == own.host_str()
        && asked.port_or_known_default() == own.port_or_known_default()
        && matches!(asked.scheme(), "http" | "https");
    let path = Address::read(asked.path(), None).filter(|_| same)?.path;
    Some(path)
}

fn describe(desk: &Desk<'_>, masthead: &Masthead, story: &PressedStory, asked: &Asked) -> Value {
    let site = desk.site;
    let origin = &site.settings.origin;
    let code = story.edition.as_str();
    let (width, height) = asked.size();
    let headline = &story.document.content.headline;
    let frame = format!("{origin}{}", comfort::embed_path(code, story.id));
    let mut value = json!({
        "version": "1.0",
        "type": "rich",
        "title": headline,
        "provider_name": masthead.edition.name,
        "provider_url": format!("{origin}/{code}/"),
        "cache_age": CACHE_AGE,
        "width": width,
        "height": height,
        "html": format!(
            "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
             sandbox=\"allow-popups allow-popups-to-escape-sandbox\" referrerpolicy=\"strict-origin\" \
             frameborder=\"0\"></iframe>",
            escaped(&frame),
            attribute(headline),
        ),
    });
    let byline = &story.document.byline;
    if !byline.is_empty() {
        let names: Vec<&str> = byline.iter().map(|who| who.name.as_str()).collect();
        value["author_name"] = names.join(", ").into();
    }
    if let [one] = byline.as_slice() {
        value["author_url"] = format!("{origin}{}", url(&[code, "people", &one.slug])).into();
    }
    if let Some(picture) = &story.card.picture {
        let wide = picture.width.min(i64::from(THUMBNAIL));
        let tall = picture.height * wide / picture.width.max(1);
        // A consumer that asks for less gets no picture rather than one that is too large.
        let fits = |most: Option<u32>, size: i64| most.is_none_or(|most| size <= i64::from(most));
        if fits(asked.max_width, wide) && fits(asked.max_height, tall) {
            let address = format!("{origin}{}", rendition(picture, THUMBNAIL, "jpg"));
            value["thumbnail_url"] = address.into();
            value["thumbnail_width"] = wide.into();
            value["thumbnail_height"] = tall.into();
        }
    }
    value
}

/// Text for an attribute between double quotes.
fn attribute(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}

/// Where consumers find how a page is to be shown.
pub fn discovery(origin: &str, page: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("url", page).append_pair("format", "json");
    format!("{origin}/oembed?{}", query.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_are_looked_up() {
        let path = |address| local_path("https://courier.example", address);

        assert_eq!(
            path("http://courier.example/en/a%20b?x=1#c").as_deref(),
            None
        );
        assert_eq!(
            path("https://courier.example/en/a%20b?x=1#c").as_deref(),
            Some("/en/a b")
        );
        for bad in [
            "https://courier.example.evil/en/a",
            "https://courier.example:8443/en/a",
            "/en/a",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(path(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_card_is_never_larger_than_asked_for() {
        let asked = Asked::read("url=x&maxwidth=320&maxheight=100");

        assert_eq!(asked.size(), (320, 100));
        assert_eq!(Asked::read("maxwidth=99999").size(), (600, 190));
        assert_eq!(Asked::read("maxwidth=-1").size(), (600, 190));
    }
}
