//! The caches in front of this node: what they were told, and what they missed while nobody ran.
//!
//! A purge waits in memory only. So the data folder remembers up to which change all caches were
//! told everything; at the start they are told what came after it. Where that cannot be known, or
//! where the pages themselves became others (a new version, theme or address), all is purged.

use crate::config::Config;
use anyhow::Result;
use dateline_core::subject::Subject;
use dateline_db::queries::change;
use dateline_infra::cdn::{Purger, Settings};
use dateline_site::cache::purge_tags;
use dateline_site::site::Site;
use dateline_web::house::House;
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How often what was told is noted.
const NOTE_EVERY: Duration = Duration::from_secs(1);
/// Changes after which telling each costs more than purging everything.
const MOST_CHANGES: usize = 1000;

/// The note in the data folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    /// Number of the newest change all caches were told.
    told: i64,
    /// What the pages are made with.
    made_with: u64,
    /// The caches.
    caches: Vec<String>,
    /// Caches that take no purges.
    troubles: Vec<Trouble>,
}

/// A cache that takes no purges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Trouble {
    /// Its address.
    address: String,
    /// Since when, in UTC.
    since: String,
    /// The last error.
    error: String,
}

/// Which caches are purged.
pub fn settings(config: &Config) -> Settings {
    Settings {
        varnish: config.list("cdn.varnish"),
        secret: config.text("cdn.secret"),
    }
}

/// What `doctor` says of the caches: what is, and advice where it is a fault.
pub async fn faults(house: &House, settings: &Settings) -> Vec<(String, Option<&'static str>)> {
    let answers = dateline_infra::cdn::check(settings).await;
    if answers.is_empty() {
        return Vec::new();
    }
    let advice =
        "Readers may see old pages until it does; see \"Put a cache in front\" in the handbook.";
    let now = answers.into_iter().map(|(address, answer)| match answer {
        Ok(()) => (format!("The cache at {address} takes purges."), None),
        Err(error) => (
            format!("The cache at {address} takes no purges: {error}."),
            Some(advice),
        ),
    });
    let advice = "A running server tries again every few seconds, a stopped one when it starts.";
    let noted = noted(house.data()).await.unwrap_or_default();
    let before = noted.troubles.into_iter().map(|trouble| {
        let Trouble {
            address,
            since,
            error,
        } = trouble;
        let what = format!(
            "The cache at {address} has not been told what changed since {since}: {error}."
        );
        (what, Some(advice))
    });
    now.chain(before).collect()
}

/// What a server noted; `None` where none did, or not in a way that can be read.
async fn noted(data: &Path) -> Option<Note> {
    let text = tokio::fs::read(place(data)).await.ok()?;
    serde_json::from_slice(&text).ok()
}

fn place(data: &Path) -> PathBuf {
    data.join("run").join("cdn.json")
}

/// The caches in front of a running server.
pub struct Caches {
    /// Tells them what changed.
    pub purger: Purger,
    house: House,
    addresses: Vec<String>,
    made_with: u64,
    noted: Note,
    purges: u64,
}

/// Has every change told to the caches from now on, and what they missed. `None` where there are none.
pub async fn open(house: &House, site: &Arc<Site>, config: &Config) -> Result<Option<Caches>> {
    let settings = settings(config);
    if settings.varnish.is_empty() {
        return Ok(None);
    }
    let purger = Purger::start(&settings, &Subject::Everything.tag())?;
    let outward = purger.clone();
    site.cache
        .tell_outward(Box::new(move |keys| outward.purge(&purge_tags(keys))));
    let mut caches = Caches {
        purger,
        house: house.clone(),
        addresses: settings.varnish,
        made_with: made_with(site),
        noted: Note::default(),
        purges: 0,
    };
    let before = noted(house.data()).await;
    let missed = caches.missed(before.as_ref()).await?;
    if !missed.is_empty() {
        caches.purger.purge(&purge_tags(&missed));
    }
    caches.noted = before.unwrap_or_default();
    Ok(Some(caches))
}

impl Caches {
    /// Keys of what changed since the caches were told everything.
    async fn missed(&self, note: Option<&Note>) -> Result<Vec<u64>> {
        let everything = vec![Subject::Everything.key()];
        let same = note.filter(|n| n.made_with == self.made_with && n.caches == self.addresses);
        let Some(note) = same else {
            return Ok(everything);
        };
        let mut tx = self.house.db().read().await?;
        let latest = change::latest(&mut tx).await?;
        let changes = change::list_after(&mut tx, note.told).await?;
        let next = changes.first().map_or(0, |(seq, _)| *seq);
        let is_gap = change::is_gap(&mut tx, note.told, next).await?;
        tx.close().await?;
        if is_gap || latest < note.told || changes.len() >= MOST_CHANGES {
            return Ok(everything);
        }
        let keys = changes.into_iter().flat_map(|(_, change)| change.subjects);
        Ok(keys.collect())
    }

    /// Notes what was told and what fails, until told to stop.
    pub async fn keep(mut self, mut stop: watch::Receiver<bool>) {
        loop {
            if let Err(error) = self.note().await {
                tracing::warn!(%error, "What the caches in front were told could not be noted; they will be told again at the next start");
            }
            tokio::select! {
                () = tokio::time::sleep(NOTE_EVERY) => {}
                _ = stop.changed() => return,
            }
        }
    }

    async fn note(&mut self) -> Result<()> {
        let states = self.purger.state();
        let purges: u64 = states.iter().map(|state| state.purges).sum();
        let mut note = Note {
            made_with: self.made_with,
            caches: self.addresses.clone(),
            told: self.noted.told,
            troubles: self.troubles(),
        };
        let is_new = note.made_with != self.noted.made_with || note.caches != self.noted.caches;
        if purges != self.purges || is_new {
            // What the log holds now was heard here once we looked, so it was told if nothing waits.
            let mut tx = self.house.db().read().await?;
            let latest = change::latest(&mut tx).await?;
            tx.close().await?;
            self.house.look().await?;
            if self.purger.is_done() {
                note.told = latest;
                self.purges = purges;
            } else if is_new {
                // Until all is told, the next start must begin from nothing.
                note.caches.clear();
            }
        }
        if note != self.noted {
            let place = place(self.house.data());
            let fresh = place.with_extension("new");
            tokio::fs::write(&fresh, serde_json::to_vec(&note)?).await?;
            tokio::fs::rename(fresh, place).await?;
            self.noted = note;
        }
        Ok(())
    }

    /// The caches in trouble; for one already noted the time stays as it was noted.
    fn troubles(&self) -> Vec<Trouble> {
        let states = self.purger.state().into_iter();
        let troubles = states.filter_map(|state| {
            let (lasted, error) = state.trouble?;
            let mut noted = self.noted.troubles.iter();
            let known = noted.find(|trouble| trouble.address == state.address);
            let since = known.map_or_else(
                || {
                    let lasted = jiff::SignedDuration::try_from(lasted).unwrap_or_default();
                    format!("{:.0}", self.house.now() - lasted)
                },
                |trouble| trouble.since.clone(),
            );
            Some(Trouble {
                address: state.address,
                since,
                error,
            })
        });
        troubles.collect()
    }
}

/// A number that changes when the same stories make other pages.
fn made_with(site: &Site) -> u64 {
    let mut hash = DefaultHasher::new();
    format!("{:?}", site.settings).hash(&mut hash);
    let set = site.templates.set();
    let editions = set.editions().iter();
    for (edition, templates) in
        std::iter::once(("", set.site())).chain(editions.map(|(e, t)| (e.as_str(), t)))
    {
        let theme = templates.theme();
        edition.hash(&mut hash);
        theme
            .templates()
            .for_each(|template| template.hash(&mut hash));
        theme.assets().for_each(|(name, _)| name.hash(&mut hash));
        format!("{:?}", theme.values()).hash(&mut hash);
    }
    // Another program may render otherwise, whatever its version says.
    let program = std::env::current_exe().and_then(std::fs::metadata);
    if let Ok(program) = program {
        (program.len(), program.modified().ok()).hash(&mut hash);
    }
    hash.finish()
}
