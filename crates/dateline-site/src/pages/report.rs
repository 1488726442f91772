//! The form by which readers report an error.

use super::{Desk, bare_html};
use crate::build::{Head, frame, url};
use crate::cache::Page;
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::view::{Link, ReportFaults, ReportLimits, ReportPage, Typed};
use dateline_core::id::StoryId;
use dateline_core::pressed::PressedStory;
use dateline_core::slug::encode_path;
use dateline_core::subject::Subject;
use dateline_db::queries::published;
use http::StatusCode;
use std::sync::Arc;

/// What the form shows.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// What the reader typed so far.
    pub typed: Typed,
    /// What is wrong with it.
    pub faults: ReportFaults,
    /// The revision the reader has; the present one if none is given.
    pub revision: Option<i64>,
    /// See [`ReportPage::state`].
    pub state: &'static str,
    /// Status of the answer.
    pub status: StatusCode,
}

/// The form for a story of this edition; none if readers cannot have the story.
pub async fn page(
    desk: &mut Desk<'_>,
    code: &str,
    story: StoryId,
    shown: Shown,
) -> SiteResult<Option<Page>> {
    desk.read.read(Subject::Story(story));
    let Some(masthead) = desk.masthead(code).await? else {
        return Ok(None);
    };
    let found = published::find(&mut desk.tx, story).await?;
    let Some(story) = found.filter(|story| story.edition == masthead.edition.code) else {
        return Ok(None);
    };
    build(desk, &masthead, &story, shown).map(Some)
}

fn build(
    desk: &Desk<'_>,
    masthead: &Arc<Masthead>,
    story: &PressedStory,
    shown: Shown,
) -> SiteResult<Page> {
    let code = masthead.edition.code.as_str();
    let title = masthead.locale.plain("report-title", &[]);
    let path = format!("/{code}/report");
    let head = Head {
        path: &path,
        title: vec![&title],
        section: Some(&story.card.section.slug),
        kind: "website",
        ..Head::default()
    };
    let mut frame = frame(desk.site, masthead, head);
    let origin = &desk.site.settings.origin;
    frame.canonical_url = Some(format!("{origin}{}", address(code, story.id)));
    frame.open_graph = None;
    frame.robots = Some("noindex".to_owned());
    let page = ReportPage {
        frame,
        action: encode_path(&path),
        story: Link::new(
            story.document.content.headline.clone(),
            encode_path(&story.path),
        ),
        story_id: story.id.to_string(),
        revision: shown.revision.unwrap_or(story.document.revision),
        typed: shown.typed,
        faults: shown.faults,
        most: ReportLimits::default(),
        state: shown.state,
    };
    let made = bare_html(desk.site, masthead, &page)?;
    Ok(made.with_status(shown.status).not_stored())
}

/// Where the form for a story is.
pub fn address(code: &str, story: StoryId) -> String {
    format!("{}?story={story}", url(&[code, "report"]))
}
