//! Samples of every page in every edition, for `templates check`, tests and pictures of the design.

mod body;
mod comfort;
mod frame;
mod house;
mod pages;
mod paper;
mod search;

use super::Page;
use dateline_core::id::{NoticeId, PictureId, StoryId, derived};
use dateline_web::i18n::{Catalogue, Locale, pseudo};
use dateline_web::templates::{Span, TemplateError, Templates};
use house::House;
use std::sync::Arc;

/// A page with the edition it is of.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it shows ("en/front").
    pub name: String,
    /// Voice of its edition.
    pub locale: Arc<Locale>,
    /// The page.
    pub page: AnyPage,
}

/// Every sample page.
#[derive(Clone, Debug)]
pub enum AnyPage {
    /// A front.
    Front(super::FrontPage),
    /// A section.
    Section(super::SectionPage),
    /// A tag.
    Tag(super::TagPage),
    /// A contributor.
    Contributor(super::ContributorPage),
    /// An archive page.
    Archive(super::ArchivePage),
    /// A story.
    Story(Box<super::StoryPage>),
    /// A standing page.
    Standing(super::StandingPage),
    /// Search.
    Search(super::SearchPage),
    /// An error.
    Error(super::ErrorPage),
    /// A reader's own lists.
    Saved(super::SavedPage),
    /// No connection.
    Offline(super::OfflinePage),
    /// The form to report an error.
    Report(super::ReportPage),
    /// A card for other sites.
    Embed(Box<super::EmbedPage>),
}

/// What each kind of page does in its own way.
macro_rules! each {
    ($any:expr, $page:ident => $does:expr) => {
        match $any {
            AnyPage::Front($page) => $does,
            AnyPage::Section($page) => $does,
            AnyPage::Tag($page) => $does,
            AnyPage::Contributor($page) => $does,
            AnyPage::Archive($page) => $does,
            AnyPage::Story($page) => $does,
            AnyPage::Standing($page) => $does,
            AnyPage::Search($page) => $does,
            AnyPage::Error($page) => $does,
            AnyPage::Saved($page) => $does,
            AnyPage::Offline($page) => $does,
            AnyPage::Report($page) => $does,
            AnyPage::Embed($page) => $does,
        }
    };
}

impl AnyPage {
    /// The page as HTML.
    pub fn render(
        &self,
        templates: &Templates,
        locale: &Arc<Locale>,
    ) -> Result<String, TemplateError> {
        each!(self, page => page.render(templates, locale))
    }

    /// The page, with the line of the template each piece of it comes from.
    pub fn render_traced(
        &self,
        templates: &Templates,
        locale: &Arc<Locale>,
    ) -> Result<(String, Vec<Span>), TemplateError> {
        each!(self, page => page.render_traced(templates, locale))
    }

    /// What the page shares with all others.
    pub fn frame(&self) -> &super::Frame {
        each!(self, page => &page.frame)
    }
}

/// The samples of every edition; what the files lack is the error. A catalogue that has the languages
/// nobody speaks gives the English edition in them too.
pub fn samples(catalogue: &Catalogue) -> Result<Vec<Sample>, String> {
    let library = paper::Library::load()?;
    let mut all = Vec::new();
    for (at, edition) in library.paper.editions.iter().enumerate() {
        let own = (edition.locale.as_str(), edition.code.as_str());
        let unspoken = [pseudo::ACCENTED, pseudo::MIRRORED].map(|tag| (tag, tag));
        let others = unspoken.into_iter().filter(|(tag, _)| {
            edition.locale.starts_with("en") && catalogue.languages().any(|known| known == *tag)
        });
        for (tag, name) in std::iter::once(own).chain(others) {
            all.extend(samples_of(catalogue, &library, at, tag, name)?);
        }
    }
    Ok(all)
}

/// The samples of one edition in the words of one language.
fn samples_of(
    catalogue: &Catalogue,
    library: &paper::Library,
    at: usize,
    tag: &str,
    name: &str,
) -> Result<Vec<Sample>, String> {
    let zone = jiff::tz::TimeZone::get("Europe/Riga").map_err(|e| e.to_string())?;
    let locale = catalogue.locale(tag, zone).map_err(|e| e.to_string())?;
    let locale = Arc::new(locale);
    let Some(house) = House::new(library, at, Arc::clone(&locale)) else {
        return Ok(Vec::new());
    };
    let named = |(page, content)| Sample {
        name: format!("{name}/{page}"),
        locale: Arc::clone(&locale),
        page: content,
    };
    Ok(house.pages().into_iter().map(named).collect())
}

/// The moment samples are made for: a Sunday evening.
fn sample_now() -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_795_365_600).unwrap_or_default()
}

fn story_id(edition: &str, slug: &str) -> StoryId {
    StoryId(derived(&["sample", "story", edition, slug]))
}

fn picture_id(key: &str) -> PictureId {
    PictureId(derived(&["sample", "picture", key]))
}

fn notice_id(edition: &str, slug: &str, at: usize) -> NoticeId {
    NoticeId(derived(&[
        "sample",
        "notice",
        edition,
        slug,
        &at.to_string(),
    ]))
}
