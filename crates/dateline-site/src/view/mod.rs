//! What templates see: one typed struct a page.
//!
//! Handlers fill these from pressed rows and pass them to
//! [`Templates::render`](dateline_web::templates::Templates::render); each page knows its template
//! and has samples, so that `templates check` can render every page of every theme.

mod body_slots;
pub mod check;
mod comfort;
pub mod credentials;
pub mod embeds;
mod feed_slots;
mod frame;
mod pages;
mod parts;
mod pictured;
pub mod samples;
mod search;
mod story;

pub use body_slots::BodySlots;
pub use comfort::{
    EmbedPage, KeptCard, OfflinePage, ReportFaults, ReportLimits, ReportPage, SavedPage, Typed,
};
pub use feed_slots::FeedSlots;
pub use frame::{
    Alternate, EditionLink, FeedLink, Frame, JsonLd, OpenGraph, OpenGraphImage, SectionLink,
    language_name, page_title,
};
pub use pages::{
    ArchiveDay, ArchiveDayLink, ArchiveLink, ArchivePage, ContainerView, ContributorPage,
    ErrorKind, ErrorPage, FrontPage, Layout, Pager, SectionPage, StandingPage, TagPage,
};
pub use parts::{
    CardView, EditionView, Link, Moment, PersonView, PictureSource, PictureView, alt_in_place,
    distinct_alt, focus_class,
};
pub use pictured::Pictured;
pub use search::{Choice, Chosen, PieceView, SearchHit, SearchPage, SearchState};
pub use story::{
    CommentLine, CommentThread, DiscussionView, NoticeView, OriginalView, ReplyTo, StoryPage,
    TranslationView,
};

use dateline_web::i18n::Locale;
use dateline_web::templates::{Span, TemplateError, Templates};
use serde::Serialize;
use std::sync::Arc;

/// A page of the site.
pub trait Page: Pictured + Serialize + Sized {
    /// The template it is made with.
    const TEMPLATE: &'static str;

    /// The page as HTML.
    fn render(&self, templates: &Templates, locale: &Arc<Locale>) -> Result<String, TemplateError> {
        templates.render(Self::TEMPLATE, locale, self)
    }

    /// The same, with the line of the template each piece of it comes from.
    fn render_traced(
        &self,
        templates: &Templates,
        locale: &Arc<Locale>,
    ) -> Result<(String, Vec<Span>), TemplateError> {
        templates.render_traced(Self::TEMPLATE, locale, self)
    }
}

macro_rules! templates {
    ($($page:ty => $template:literal),* $(,)?) => {$(
        impl Page for $page {
            const TEMPLATE: &'static str = $template;
        }
    )*};
}

templates! {
    FrontPage => "front.html",
    SectionPage => "section.html",
    TagPage => "tag.html",
    ContributorPage => "contributor.html",
    ArchivePage => "archive.html",
    StoryPage => "story.html",
    StandingPage => "page.html",
    ErrorPage => "error.html",
    SavedPage => "saved.html",
    OfflinePage => "offline.html",
    ReportPage => "report.html",
    EmbedPage => "embed.html",
    KeptCard => "kept_card.html",
}
