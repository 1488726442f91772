//! The newsroom as `serve` opens it: its doors beside the site's, and what staff are told at the start.

use crate::house::say;
use crate::sample;
use anyhow::Result;
use axum::Router;
use dateline_infra::blob::Blobs;
use dateline_newsroom::account::{self, Settings};
use dateline_newsroom::api::{self, Previewed, Previewer, Proof};
use dateline_site::preview;
use dateline_site::site::Site;
use dateline_web::house::House;
use std::sync::Arc;
use tokio::sync::watch;

/// Opens the doors: the app, the API, and links to what is not public yet.
pub async fn open(
    house: &House,
    blobs: Blobs,
    site: &Arc<Site>,
    settings: Settings,
    stopped: watch::Receiver<bool>,
) -> Result<Router> {
    invite(house, &settings).await?;
    let doors = api::open(
        house.clone(),
        blobs,
        settings,
        Some(previewer(site)),
        stopped,
    );
    Ok(dateline_newsroom::app::router()
        .merge(doors.previews)
        .nest("/api", doors.api))
}

/// Says where staff work and how they come in. Of a house nobody owns, the link that makes the first
/// account is said here and nowhere else.
async fn invite(house: &House, settings: &Settings) -> Result<()> {
    let origin = &settings.origin;
    say(&format!("Newsroom:  {origin}/newsroom/"));
    if let Some(key) = account::setup::offer(house).await? {
        say(&format!(
            "Nobody owns this house yet. Make the first account here, once:\n  {origin}/newsroom/setup#{key}"
        ));
    }
    if settings.is_demo {
        say(&sample::staff::told());
    }
    Ok(())
}

/// The site makes the pages the newsroom shows before they are public.
fn previewer(site: &Arc<Site>) -> Previewer {
    let site = Arc::clone(site);
    Arc::new(move |proof| {
        let site = Arc::clone(&site);
        Box::pin(async move {
            let (edition, made) = match &proof {
                Proof::Story(story) => {
                    let made = preview::preview(&site, story).await;
                    (&story.edition, made)
                }
                Proof::Front(edition, front) => {
                    (edition, preview::front(&site, edition, front).await)
                }
            };
            match made {
                Ok(Some(page)) => Ok(Previewed {
                    html: page.html,
                    policy: page.policy,
                }),
                Ok(None) => Err(format!("the edition {edition} is not served")),
                Err(error) => Err(error.to_string()),
            }
        })
    })
}
