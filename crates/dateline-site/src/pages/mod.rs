//! The pages: each module reads pressed rows, records what it read, and makes one kind of page.

mod archive;
pub mod comfort;
mod credentials;
mod errors;
mod feeds;
mod front;
pub mod headless;
mod lists;
mod llms;
pub mod oembed;
mod plain;
pub mod report;
mod screen;
pub mod search;
mod sitemaps;
mod story;
mod structured;

pub use errors::error_page;

use crate::cache::{Page, Recorder};
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::route::{Address, Place, place};
use crate::site::Site;
use dateline_core::edition::EditionCode;
use dateline_core::front::Front;
use dateline_core::id::StoryId;
use dateline_core::pressed::PressedStory;
use dateline_core::slug::encode_path;
use dateline_core::subject::Subject;
use dateline_db::Tx;
use dateline_db::queries::old_path::{self, OldPath};
use dateline_db::queries::{edition, published};
use http::{HeaderName, HeaderValue, StatusCode};
use jiff::Timestamp;
use std::sync::Arc;

/// What a page is made with.
pub struct Desk<'a> {
    /// The site.
    pub site: &'a Arc<Site>,
    /// One moment of the database.
    pub tx: Tx,
    /// How many changes the mastheads had heard of before that moment.
    pub heard: u64,
    /// What was read.
    pub read: Recorder,
    /// The moment the page is of.
    pub now: Timestamp,
}

impl Desk<'_> {
    /// What the pages of an edition share, if there is such an edition.
    pub async fn masthead(&mut self, code: &str) -> SiteResult<Option<Arc<Masthead>>> {
        self.site
            .mastheads
            .get(
                &mut self.tx,
                self.heard,
                &self.site.catalogue,
                code,
                &self.read,
            )
            .await
    }
}

/// Makes the page of an address.
pub async fn make(site: &Arc<Site>, address: &Address, read: Recorder) -> SiteResult<Page> {
    let mut desk = open(site, read).await?;
    let page = find(&mut desk, address).await;
    desk.tx.close().await?;
    page.inspect_err(|error| crate::theme::note(site, error, &address.path))
}

/// Makes the page of a story that is handed over, public or not; none if its edition is not served.
pub async fn preview(site: &Arc<Site>, story: &PressedStory) -> SiteResult<Option<Page>> {
    let mut desk = open(site, Recorder::new()).await?;
    let page = match desk.masthead(story.edition.as_str()).await? {
        Some(masthead) if story.is_page => {
            Some(story::standing(&mut desk, &masthead, story).await?)
        }
        Some(masthead) => Some(story::page(&mut desk, &masthead, story).await?),
        None => None,
    };
    desk.tx.close().await?;
    Ok(page)
}

/// Makes the front of an edition with one that is handed over; none if the edition is not served.
pub async fn preview_front(
    site: &Arc<Site>,
    edition: &EditionCode,
    shown: &Front,
) -> SiteResult<Option<Page>> {
    let mut desk = open(site, Recorder::new()).await?;
    let page = match desk.masthead(edition.as_str()).await? {
        Some(masthead) => Some(front::set(&mut desk, &masthead, shown).await?),
        None => None,
    };
    desk.tx.close().await?;
    Ok(page)
}

/// A desk at one moment of the database.
pub async fn open(site: &Arc<Site>, read: Recorder) -> SiteResult<Desk<'_>> {
    let heard = site.mastheads.heard();
    let now = site.house.now();
    let tx = site.house.db().read().await?;
    Ok(Desk {
        site,
        tx,
        heard,
        read,
        now,
    })
}

/// The page for an address that has none.
pub async fn missing(desk: &mut Desk<'_>, address: &Address) -> SiteResult<Page> {
    errors::page(desk, address, StatusCode::NOT_FOUND).await
}

/// Where a story is now, by the name that stays.
pub async fn identity(desk: &mut Desk<'_>, id: StoryId) -> SiteResult<Page> {
    desk.read.read(Subject::Story(id));
    if let Some(path) = published::find_path(&mut desk.tx, id).await? {
        return redirect(StatusCode::SEE_OTHER, &path);
    }
    let address = Address {
        path: "/".to_owned(),
        before: None,
        query: None,
    };
    missing(desk, &address).await
}

async fn find(desk: &mut Desk<'_>, address: &Address) -> SiteResult<Page> {
    let segments: Vec<&str> = address.path.split('/').skip(1).collect();
    match segments.as_slice() {
        [""] => return home(desk, address).await,
        ["robots.txt"] => return Ok(plain::robots(desk.site)),
        ["llms.txt"] if desk.site.settings.llms_txt => return llms::page(desk).await,
        ["sitemap.xml"] => return sitemaps::index(desk).await,
        ["news-sitemap.xml"] => return sitemaps::news(desk).await,
        ["sitemaps", code, file] => {
            if let Some(page) = sitemaps::month(desk, code, file).await? {
                return Ok(page);
            }
        }
        [code, rest @ ..] => {
            if let Some(masthead) = desk.masthead(code).await?
                && let Some(page) = in_edition(desk, &masthead, address, rest).await?
            {
                return Ok(page);
            }
        }
        [] => {}
    }
    elsewhere(desk, address).await
}

async fn in_edition(
    desk: &mut Desk<'_>,
    masthead: &Arc<Masthead>,
    address: &Address,
    rest: &[&str],
) -> SiteResult<Option<Page>> {
    match rest {
        [] => return Ok(Some(moved(&format!("{}/", address.path))?)),
        ["site.webmanifest"] => return Ok(Some(plain::manifest(masthead))),
        ["opensearch.xml"] => return Ok(Some(search::description(desk.site, masthead))),
        [""] => return front::page(desk, masthead).await.map(Some),
        ["saved"] => return comfort::saved(desk, masthead, &address.path).map(Some),
        ["offline"] => return comfort::offline(desk, masthead, &address.path).map(Some),
        ["embed", id] => return comfort::embed(desk, masthead, &address.path, id).await,
        [list @ .., "newest.json"] => {
            if let Some((place, None)) = place(list) {
                return comfort::newest(desk, masthead, place).await;
            }
        }
        [kept @ .., ""] if place(kept).is_some() => {
            let path = address.path.trim_end_matches('/');
            return Ok(Some(moved(path)?));
        }
        _ => {}
    }
    if let Some((place, form)) = place(rest) {
        let made = match (form, place) {
            (Some(form), place) => feeds::page(desk, masthead, &address.path, place, form).await?,
            (None, Place::Section(slug)) => lists::section(desk, masthead, slug, address).await?,
            (None, Place::Tag(slug)) => lists::tag(desk, masthead, slug, address).await?,
            (None, Place::Person(slug)) => {
                lists::contributor(desk, masthead, slug, address).await?
            }
            (None, Place::Archive) => archive::newest(desk, masthead).await?,
            (None, Place::Month(year, month)) => {
                archive::month(desk, masthead, year, month, address).await?
            }
            (None, Place::Day(day)) => archive::day(desk, masthead, day).await?,
            (None, Place::Front) => None,
        };
        return keepable(desk, address, made).await;
    }
    story_at(desk, &address.path).await
}

/// A page that goes on after a position no story has is made but neither kept nor to be found by search:
/// such positions are without number.
async fn keepable(
    desk: &mut Desk<'_>,
    address: &Address,
    made: Option<Page>,
) -> SiteResult<Option<Page>> {
    match (made, address.before) {
        (Some(page), Some(at)) if !published::is_position(&mut desk.tx, at).await? => {
            let page = page.with_header(
                HeaderName::from_static("x-robots-tag"),
                HeaderValue::from_static("noindex"),
            );
            Ok(Some(page.not_stored()))
        }
        (made, _) => Ok(made),
    }
}

async fn story_at(desk: &mut Desk<'_>, path: &str) -> SiteResult<Option<Page>> {
    let Some(found) = published::find_by_path(&mut desk.tx, path).await? else {
        return Ok(None);
    };
    desk.read.read(Subject::Story(found.id));
    let Some(masthead) = desk.masthead(found.edition.as_str()).await? else {
        return Ok(None);
    };
    if found.is_page {
        story::standing(desk, &masthead, &found).await.map(Some)
    } else {
        story::page(desk, &masthead, &found).await.map(Some)
    }
}

/// Old addresses, stories under their old permalinks, and nothing at all.
async fn elsewhere(desk: &mut Desk<'_>, address: &Address) -> SiteResult<Page> {
    if let Some(page) = story_at(desk, &address.path).await? {
        return Ok(page);
    }
    let mut names = Vec::new();
    names.extend(address.with_query());
    names.push(address.path.clone());
    match address.path.strip_suffix('/') {
        Some(bare) if !bare.is_empty() => names.push(bare.to_owned()),
        Some(_) => {}
        None => names.push(format!("{}/", address.path)),
    }
    for name in names {
        if let Some(found) = old_path::find(&mut desk.tx, &name).await?
            && let Some(page) = old_address(desk, address, found).await?
        {
            return Ok(page);
        }
    }
    if address.path.ends_with('/')
        && let Some(owner) =
            published::path_owner(&mut desk.tx, address.path.trim_end_matches('/')).await?
    {
        desk.read.read(Subject::Story(owner));
        return moved(address.path.trim_end_matches('/'));
    }
    errors::page(desk, address, StatusCode::NOT_FOUND).await
}

/// What an old address answers; nothing if its story is not public now.
async fn old_address(
    desk: &mut Desk<'_>,
    address: &Address,
    found: OldPath,
) -> SiteResult<Option<Page>> {
    match found {
        OldPath::Gone => errors::page(desk, address, StatusCode::GONE)
            .await
            .map(Some),
        OldPath::Story {
            path: Some(path), ..
        } if path != address.path => moved(&path).map(Some),
        OldPath::Target {
            target,
            is_permanent,
        } => {
            let status = if is_permanent {
                StatusCode::MOVED_PERMANENTLY
            } else {
                StatusCode::FOUND
            };
            redirect(status, &target).map(Some)
        }
        OldPath::Story { .. } => Ok(None),
    }
}

/// The root leads to the first edition; "/?p=12" to where the old story is now.
async fn home(desk: &mut Desk<'_>, address: &Address) -> SiteResult<Page> {
    if let Some(name) = address.with_query()
        && let Some(found) = old_path::find(&mut desk.tx, &name).await?
    {
        return match old_address(desk, address, found).await? {
            Some(page) => Ok(page),
            None => errors::page(desk, address, StatusCode::NOT_FOUND).await,
        };
    }
    desk.read.read(Subject::Everything);
    match edition::list(&mut desk.tx).await?.first() {
        Some(first) => redirect(StatusCode::FOUND, &format!("/{}/", first.code)),
        None => Ok(plain::empty_house()),
    }
}

fn moved(path: &str) -> SiteResult<Page> {
    redirect(StatusCode::MOVED_PERMANENTLY, path)
}

/// Redirects are looked up each time: they are cheap, and an address may come to life.
fn redirect(status: StatusCode, target: &str) -> SiteResult<Page> {
    let target = if target.starts_with('/') {
        encode_path(target)
    } else {
        target.to_owned()
    };
    Ok(Page::redirect(status, HeaderValue::from_str(&target)?).not_stored())
}

/// A page of HTML made from a template, with the pictures it may show.
async fn html<P: crate::view::Page>(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    mut page: P,
) -> SiteResult<Page> {
    desk.screen_page(masthead, &mut page).await?;
    bare_html(desk.site, masthead, &page)
}

/// The same of a page without pictures, for when the database is away.
fn bare_html<P: crate::view::Page>(site: &Site, masthead: &Masthead, page: &P) -> SiteResult<Page> {
    let templates = crate::theme::templates(site, masthead.edition.code.as_str())?;
    let text = page.render(&templates, &masthead.locale)?;
    Ok(crate::theme::page_of(site, text))
}
