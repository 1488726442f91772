//! Which theme a page is made with, and what is done when one fails.
//!
//! A page that cannot be made with its theme is the last good one; where there is none, it is made
//! with the theme the program carries. Readers see no fault of a theme; whoever can mend it sees all.

mod change;
pub mod workshop;

pub use change::{Changed, Refused, change};

use crate::cache::Page;
use crate::error::{SiteError, SiteResult};
use crate::site::Site;
use dateline_web::templates::{TemplateError, Templates, ThemeFault, ThemeSet};
use http::{HeaderName, HeaderValue};
use std::path::Path;
use std::sync::Arc;

/// What a page is made with.
#[derive(Clone, Debug)]
pub enum Dress {
    /// The theme of its edition.
    Worn,
    /// The theme the program carries.
    Spare,
    /// Themes that are tried and not in use yet.
    Trial(Arc<ThemeSet>),
}

tokio::task_local! {
    static DRESS: Dress;
}

impl Dress {
    /// Makes pages with this.
    pub async fn wear<T>(self, work: impl Future<Output = T>) -> T {
        DRESS.scope(self, work).await
    }

    /// As [`Self::wear`], for what does not wait.
    pub fn wear_now<T>(self, work: impl FnOnce() -> T) -> T {
        DRESS.sync_scope(self, work)
    }

    fn current() -> Self {
        DRESS.try_with(Clone::clone).unwrap_or(Self::Worn)
    }
}

/// Marks a page made with the spare theme.
pub(crate) static MAKESHIFT: HeaderName = HeaderName::from_static("x-dateline-theme");

/// The templates for pages of an edition.
pub(crate) fn templates(site: &Site, edition: &str) -> SiteResult<Arc<Templates>> {
    match Dress::current() {
        Dress::Worn => Ok(site.templates.of_edition(edition)),
        Dress::Spare => Ok(site.templates.spare()?),
        Dress::Trial(set) => Ok(Arc::clone(set.of(edition))),
    }
}

/// A page of HTML, as it leaves: marked if it is a makeshift, watched in the workshop.
pub(crate) fn page_of(site: &Site, html: String) -> Page {
    let html = if site.templates.is_in_workshop() {
        workshop::watched(html)
    } else {
        html
    };
    let page = Page::html(html);
    match Dress::current() {
        Dress::Spare => page.with_header(MAKESHIFT.clone(), HeaderValue::from_static("spare")),
        Dress::Worn | Dress::Trial(_) => page,
    }
}

/// Notes that a page could not be made because of its theme.
pub(crate) fn note(site: &Site, error: &SiteError, path: &str) {
    if let (SiteError::Template(error), false) =
        (error, matches!(Dress::current(), Dress::Trial(_)))
    {
        note_fault(site, error, path);
    }
}

/// The same of a fault of a theme itself.
pub fn note_fault(site: &Site, error: &TemplateError, path: &str) {
    let Some(fault) = site.templates.faults().note(error, path, site.house.now()) else {
        return;
    };
    let lines: Vec<String> = fault
        .lines
        .iter()
        .map(|(number, text)| format!("{number}: {text}"))
        .collect();
    tracing::error!(
        file = %fault.file,
        line = fault.line,
        page = %fault.page,
        times = fault.times,
        lines = %lines.join(" | "),
        "The theme fails: {}",
        fault.what
    );
    leave_word(site);
}

/// The file in which a server leaves word of what is wrong with its themes.
fn word_of(data: &Path, process: u32) -> std::path::PathBuf {
    data.join("run").join(format!("theme-{process}.json"))
}

/// Writes down what is wrong with the themes of this server, for `dateline doctor`.
pub(crate) fn leave_word(site: &Site) {
    let faults = site.templates.faults().list();
    let file = word_of(site.house.data(), std::process::id());
    let Ok(runtime) = tokio::runtime::Handle::try_current() else {
        return;
    };
    runtime.spawn_blocking(move || {
        if let Err(error) = write(&file, &faults) {
            tracing::warn!(%error, "Word of the theme's faults cannot be left in {}", file.display());
        }
    });
}

fn write(file: &Path, faults: &[ThemeFault]) -> std::io::Result<()> {
    if faults.is_empty() {
        return match std::fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    let text = serde_json::to_vec(faults)?;
    let fresh = file.with_extension("new");
    std::fs::write(&fresh, text)?;
    std::fs::rename(&fresh, file)
}

/// Takes back the word this server left; to be called when it stops.
pub fn forget_word(data: &Path) {
    // A file that stays behind is recognised by its process, which is gone.
    drop(write(&word_of(data, std::process::id()), &[]));
}

/// Faults the running servers of a data folder met: of each its file, line and what is wrong.
pub fn word_left(data: &Path) -> Vec<(String, u64, String)> {
    let Ok(entries) = std::fs::read_dir(data.join("run")) else {
        return Vec::new();
    };
    let files = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let process: u32 = name
            .strip_prefix("theme-")?
            .strip_suffix(".json")?
            .parse()
            .ok()?;
        is_serving(data, process).then(|| entry.path())
    });
    let mut found = Vec::new();
    for file in files {
        let Ok(text) = std::fs::read(&file) else {
            continue;
        };
        let faults: Vec<serde_json::Value> = serde_json::from_slice(&text).unwrap_or_default();
        found.extend(faults.iter().map(|fault| {
            let text = |key: &str| fault[key].as_str().unwrap_or_default().to_owned();
            (
                format!("{}:{}", text("file"), fault["line"]),
                fault["times"].as_u64().unwrap_or(0),
                text("what"),
            )
        }));
    }
    found
}

/// Whether a server of this process number has its socket in the folder.
fn is_serving(data: &Path, process: u32) -> bool {
    let prefix = format!("node-{process}");
    let Ok(entries) = std::fs::read_dir(data.join("run")) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let rest = name
            .to_string_lossy()
            .strip_prefix(&prefix)
            .map(str::to_owned);
        let is_socket = Path::new(&name).extension().is_some_and(|e| e == "sock");
        is_socket && rest.is_some_and(|rest| rest.starts_with(['.', '-']))
    })
}
