//! Another theme while pages are served: first rehearsed, then used.

use super::Dress;
use crate::cache::Recorder;
use crate::error::{SiteError, SiteResult};
use crate::pages;
use crate::route::Address;
use crate::site::Site;
use crate::view::check;
use dateline_core::subject::Subject;
use dateline_db::queries::published::{self, Cursor};
use dateline_db::queries::{edition, filing};
use dateline_web::i18n::check::Fault;
use dateline_web::templates::{ThemeChoice, ThemeError, ThemeSet};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Stories a theme is rehearsed with, over all editions.
const STORIES: usize = 200;
/// Faults after which a rehearsal ends.
const ENOUGH: usize = 20;
/// Time for a rehearsal.
const TIME: Duration = Duration::from_mins(1);
/// A rehearsal takes a processor for a while: whoever asks meanwhile waits for the next.
static STAGE: Semaphore = Semaphore::const_new(1);

/// What came of a change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The themes in use, by name, once each.
    pub themes: Vec<String>,
    /// Pages of the paper they were rehearsed with.
    pub pages: usize,
}

/// Why a change was not made: the themes in use stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Vec<Fault>);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|fault| writeln!(f, "{fault}"))
    }
}

impl From<ThemeError> for Refused {
    fn from(error: ThemeError) -> Self {
        let (file, line, what) = error.parts();
        Self(vec![Fault { file, line, what }])
    }
}

/// Reads the themes of a choice anew, makes every sample page and the newest pages of the paper with
/// them, and uses them if none failed.
pub async fn change(site: &Arc<Site>, choice: &ThemeChoice) -> Result<Changed, Refused> {
    let _alone = STAGE.acquire().await;
    let set = Arc::new(read(choice).await?);
    let trial = tokio::spawn(rehearse(Arc::clone(site), Arc::clone(&set)));
    let pages = match tokio::time::timeout(TIME, trial).await {
        Ok(Ok(done)) => done?,
        Ok(Err(_)) => return Err(refused("the rehearsal", "a page panicked")),
        Err(_) => {
            let what = format!("takes longer than {} s", TIME.as_secs());
            return Err(refused("the rehearsal", &what));
        }
    };
    let all = set.all();
    let themes = all.iter().map(|t| t.theme().manifest().name.clone());
    let themes = themes.collect();
    wear(site, set);
    Ok(Changed { themes, pages })
}

fn refused(file: &str, what: &str) -> Refused {
    Refused(vec![Fault {
        file: file.to_owned(),
        line: 0,
        what: what.to_owned(),
    }])
}

/// Reads and parses the themes of a choice, away from the threads that serve.
pub(super) async fn read(choice: &ThemeChoice) -> Result<ThemeSet, Refused> {
    let choice = choice.clone();
    match tokio::task::spawn_blocking(move || choice.load()).await {
        Ok(loaded) => Ok(loaded?),
        Err(_) => Err(refused("the theme", "cannot be read: reading it panicked")),
    }
}

/// Uses these themes from now on: every page is made anew.
pub(super) fn wear(site: &Arc<Site>, set: Arc<ThemeSet>) {
    site.templates.replace_all(Arc::unwrap_or_clone(set));
    site.coded.forget();
    site.templates.faults().clear();
    super::leave_word(site);
    site.cache.changed(&[Subject::Everything]);
}

/// Makes pages with themes that are not in use; how many, or what failed.
async fn rehearse(site: Arc<Site>, set: Arc<ThemeSet>) -> Result<usize, Refused> {
    let mut faults = samples(&site, &set).await?;
    let addresses = match addresses(&site).await {
        Ok(addresses) => addresses,
        Err(error) => {
            tracing::warn!(%error, "The theme is rehearsed with samples only");
            Vec::new()
        }
    };
    let pages = addresses.len();
    for address in addresses {
        if faults.len() >= ENOUGH {
            break;
        }
        let made = Box::pin(pages::make(&site, &address, Recorder::new()));
        // What is no fault of the theme is none of the rehearsal.
        if let Err(SiteError::Template(e)) = Dress::Trial(Arc::clone(&set)).wear(made).await {
            faults.insert(Fault {
                file: e.file,
                line: e.line,
                what: format!("{} ({})", e.detail, address.path),
            });
        }
    }
    if faults.is_empty() {
        return Ok(pages);
    }
    Err(Refused(faults.into_iter().collect()))
}

async fn samples(site: &Arc<Site>, set: &Arc<ThemeSet>) -> Result<BTreeSet<Fault>, Refused> {
    let (site, set) = (Arc::clone(site), Arc::clone(set));
    let made = tokio::task::spawn_blocking(move || {
        let all = set.all().into_iter();
        all.flat_map(|templates| check::failures(templates, &site.catalogue))
            .collect()
    });
    made.await
        .map_err(|_| refused("the rehearsal", "a sample page panicked"))
}

/// The newest pages of every edition, one of each list, and a page that is not there.
async fn addresses(site: &Arc<Site>) -> SiteResult<Vec<Address>> {
    let mut tx = site.house.db().read().await?;
    let editions = edition::list(&mut tx).await?;
    let mut paths = Vec::new();
    let each = i64::try_from(STORIES / editions.len().max(1)).unwrap_or(1);
    for edition in &editions {
        let code = edition.code.as_str();
        paths.extend(["", "archive", "no-such-page"].map(|rest| format!("/{code}/{rest}")));
        for section in filing::list_sections(&mut tx, &edition.code).await? {
            paths.push(format!("/{code}/{}", section.slug));
        }
        let stories = published::latest(&mut tx, &edition.code, Cursor::START, each).await?;
        paths.extend(stories.into_iter().map(|row| row.path));
        let standing = published::list_pages(&mut tx, &edition.code).await?;
        paths.extend(standing.into_iter().map(|(path, ..)| path));
    }
    tx.close().await?;
    let address = |path| Address {
        path,
        before: None,
        query: None,
    };
    Ok(paths.into_iter().map(address).collect())
}
