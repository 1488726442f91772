//! A story or a front that is not public, as readers will see it. Whoever may see it hands it over pressed: nothing
//! is kept, and the site still has no query that could find it.

use crate::cache::Page;
use crate::error::SiteResult;
use crate::pages;
use crate::site::Site;
use crate::theme::Dress;
use bytes::Bytes;
use dateline_core::edition::EditionCode;
use dateline_core::front::Front;
use dateline_core::pressed::PressedStory;
use http::{HeaderValue, header};
use std::sync::Arc;

/// The page of a story.
#[derive(Clone, Debug)]
pub struct Preview {
    /// HTML.
    pub html: Bytes,
    /// Its content policy, where it may frame players.
    pub policy: Option<HeaderValue>,
}

/// Makes the front of an edition as it would be with this one; none if the edition is not served.
pub async fn front(
    site: &Arc<Site>,
    edition: &EditionCode,
    front: &Front,
) -> SiteResult<Option<Preview>> {
    let worn = Dress::Worn.wear(Box::pin(pages::preview_front(site, edition, front)));
    let page = match worn.await {
        Ok(page) => page,
        Err(error) => {
            tracing::warn!(%error, "A preview could not be made with its theme");
            let spare = Dress::Spare.wear(Box::pin(pages::preview_front(site, edition, front)));
            spare.await?
        }
    };
    Ok(page.as_ref().map(shown))
}

fn shown(page: &Page) -> Preview {
    Preview {
        html: page.body().clone(),
        policy: page.header(&header::CONTENT_SECURITY_POLICY).cloned(),
    }
}

/// Makes the page of a story; none if its edition is not served.
pub async fn preview(site: &Arc<Site>, story: &PressedStory) -> SiteResult<Option<Preview>> {
    let worn = Dress::Worn.wear(Box::pin(pages::preview(site, story)));
    let page = match worn.await {
        Ok(page) => page,
        Err(error) => {
            tracing::warn!(%error, "A preview could not be made with its theme");
            let spare = Dress::Spare.wear(Box::pin(pages::preview(site, story)));
            spare.await?
        }
    };
    Ok(page.as_ref().map(shown))
}
