//! The workshop: a theme that is worked on shows in the browser as soon as a file is saved.
//!
//! Only `--dev` opens it, and only on a loopback address; a server without it has none of this.

use super::change::{Refused, read, wear};
use crate::site::Site;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use dateline_web::templates::{ThemeChoice, ThemeSource};
use http::{HeaderName, header};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::sync::watch;

/// How often files are looked at.
const LOOK: Duration = Duration::from_millis(250);
/// How long a browser's question waits for news.
const WAIT: Duration = Duration::from_secs(10);
/// Files looked at; a theme has fewer.
const MOST_FILES: usize = 4000;

const TAG: &str = "<script type=\"module\" src=\"/-/dev.js\"></script>\n";
const SCRIPT: &str = include_str!("workshop.js");

/// What browsers are told.
#[derive(Clone, Debug, Default, Serialize)]
struct News {
    /// Changes whenever pages may look different.
    version: String,
    /// What is wrong with what was saved last.
    fault: Option<String>,
}

/// The workshop of a site.
#[derive(Clone)]
pub struct Workshop {
    site: Arc<Site>,
    choice: ThemeChoice,
    folders: Vec<PathBuf>,
    /// The files as they were when it was opened.
    seen: Sight,
    news: watch::Sender<News>,
}

impl Workshop {
    /// Opens it: from now on pages watch for news.
    pub fn open(site: &Arc<Site>, choice: ThemeChoice) -> Self {
        site.templates.enter_workshop();
        let news = News {
            version: format!("{}.0", site.house.new_id().simple()),
            fault: None,
        };
        let mut folders = site.templates.set().watched();
        folders.extend(choice.sources().filter_map(ThemeSource::watched));
        folders.sort();
        folders.dedup();
        Self {
            site: Arc::clone(site),
            choice,
            // Before anybody is answered: what is saved after the first answer is news.
            seen: look_at(&folders),
            folders,
            news: watch::Sender::new(news),
        }
    }

    /// The addresses pages ask for news.
    pub fn routes(&self) -> Router {
        Router::new()
            .route("/-/dev", get(tell))
            .route("/-/dev.js", get(script))
            .with_state(self.clone())
    }

    /// Looks at the files until told to stop, and uses what was saved.
    pub async fn watch(self, mut stop: watch::Receiver<bool>) {
        let mut seen = self.seen.clone();
        let mut number = 0_u64;
        loop {
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = stop.changed() => return,
            }
            let now = look(&self.folders).await;
            if now == seen {
                continue;
            }
            seen = now;
            number += 1;
            self.saved(number).await;
        }
    }

    async fn saved(&self, number: u64) {
        let fault = match read(&self.choice).await {
            Ok(set) => {
                wear(&self.site, Arc::new(set));
                None
            }
            Err(refused) => {
                tracing::error!(
                    "The theme is not used as it was saved: {}",
                    one_line(&refused)
                );
                Some(refused.to_string())
            }
        };
        self.news.send_modify(|news| {
            let boot = news.version.split('.').next().unwrap_or_default();
            news.version = format!("{boot}.{number}");
            news.fault = fault;
        });
    }

    /// What is to be told now; a page that fails is news too.
    fn now(&self) -> News {
        let mut news = self.news.borrow().clone();
        if news.fault.is_none() {
            let faults = self.site.templates.faults().list();
            news.fault = faults.first().map(ToString::to_string);
        }
        news
    }
}

fn one_line(refused: &Refused) -> String {
    let all: Vec<String> = refused.0.iter().map(ToString::to_string).collect();
    all.join("; ")
}

/// A page that asks for news.
pub(super) fn watched(mut html: String) -> String {
    if let Some(at) = html.find("</head>") {
        html.insert_str(at, TAG);
    }
    html
}

#[derive(Deserialize)]
struct Seen {
    #[serde(default)]
    seen: String,
}

/// Answers at once with what the page has not seen, else when there is something new.
async fn tell(State(workshop): State<Workshop>, Query(asked): Query<Seen>) -> Response {
    let mut heard = workshop.news.subscribe();
    let fresh = heard.wait_for(|news| news.version != asked.seen);
    // No news within the time is an answer too.
    drop(tokio::time::timeout(WAIT, fresh).await);
    let caching = [(header::CACHE_CONTROL, "no-store")];
    (caching, axum::Json(workshop.now())).into_response()
}

async fn script() -> Response {
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, SCRIPT).into_response()
}

/// What is in folders: path, size and time of each file.
type Sight = Vec<(PathBuf, u64, Option<SystemTime>)>;

async fn look(folders: &[PathBuf]) -> Sight {
    let folders = folders.to_vec();
    let looked = tokio::task::spawn_blocking(move || look_at(&folders));
    looked.await.unwrap_or_default()
}

fn look_at(folders: &[PathBuf]) -> Sight {
    let mut sight = Sight::new();
    for folder in folders {
        look_into(folder, 0, &mut sight);
    }
    sight.sort();
    sight
}

fn look_into(folder: &Path, depth: usize, sight: &mut Sight) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        // A file that is gone before it is looked at will be missed at the next look.
        let Ok(about) = std::fs::metadata(&path) else {
            continue;
        };
        if sight.len() >= MOST_FILES {
            return;
        }
        if about.is_dir() && depth < 6 {
            look_into(&path, depth + 1, sight);
        } else {
            sight.push((path, about.len(), about.modified().ok()));
        }
    }
}
