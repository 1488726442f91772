//! Samples of every page in every edition, for `templates check`, tests and pictures of the design.

mod body;
mod frame;
mod house;
mod pages;
mod paper;

use super::Page;
use dateline_core::id::{NoticeId, PictureId, StoryId, derived};
use dateline_web::i18n::{Catalogue, Locale};
use dateline_web::templates::{TemplateError, Templates};
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
    /// An error.
    Error(super::ErrorPage),
}

impl AnyPage {
    /// The page as HTML.
    pub fn render(
        &self,
        templates: &Templates,
        locale: &Arc<Locale>,
    ) -> Result<String, TemplateError> {
        match self {
            Self::Front(page) => page.render(templates, locale),
            Self::Section(page) => page.render(templates, locale),
            Self::Tag(page) => page.render(templates, locale),
            Self::Contributor(page) => page.render(templates, locale),
            Self::Archive(page) => page.render(templates, locale),
            Self::Story(page) => page.render(templates, locale),
            Self::Standing(page) => page.render(templates, locale),
            Self::Error(page) => page.render(templates, locale),
        }
    }

    /// What the page shares with all others.
    pub fn frame(&self) -> &super::Frame {
        match self {
            Self::Front(page) => &page.frame,
            Self::Section(page) => &page.frame,
            Self::Tag(page) => &page.frame,
            Self::Contributor(page) => &page.frame,
            Self::Archive(page) => &page.frame,
            Self::Story(page) => &page.frame,
            Self::Standing(page) => &page.frame,
            Self::Error(page) => &page.frame,
        }
    }
}

/// The samples of every edition; what the files lack is the error.
pub fn samples(catalogue: &Catalogue) -> Result<Vec<Sample>, String> {
    let library = paper::Library::load()?;
    let mut all = Vec::new();
    for at in 0..library.paper.editions.len() {
        let zone = jiff::tz::TimeZone::get("Europe/Riga").map_err(|e| e.to_string())?;
        let locale = catalogue
            .locale(&library.paper.editions[at].locale, zone)
            .map_err(|e| e.to_string())?;
        let locale = Arc::new(locale);
        if let Some(house) = House::new(&library, at, Arc::clone(&locale)) {
            let named = |(name, page)| Sample {
                name: format!("{}/{name}", house.edition.code),
                locale: Arc::clone(&locale),
                page,
            };
            all.extend(house.pages().into_iter().map(named));
        }
    }
    Ok(all)
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
