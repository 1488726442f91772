//! Imports archives of other systems.
//!
//! The file is read twice, each time record by record on a thread of its own, while batches are
//! written here, each in one transaction: first who wrote, what stories are filed under, pictures
//! and old addresses, then the stories, so that a link can lead to a story that stands further
//! down. Everything has an id derived from where it came from, and what was kept is noted with a
//! fingerprint: the same command again, also after a kill, finds its own work, does what is
//! missing and changes nothing else.
//!
//! Nothing is lost silently: each record is kept or has a line in the [`Report`].

mod address;
mod claim;
mod comments;
mod dry;
mod edition;
mod error;
mod fetch;
mod filing;
mod ids;
mod late;
mod links;
mod media;
mod old_paths;
mod open;
mod paths;
mod pictures;
mod prepare;
mod print;
mod read;
pub mod report;
mod repress;
mod run;
mod stories;
mod terms;
mod write;

pub use error::ImportError;
pub use report::Report;

use dateline_core::edition::EditionCode;
use dateline_infra::fetch::Policy;
use dateline_web::house::House;
use std::path::PathBuf;
use std::time::Duration;

/// Name under which an import writes revisions; whoever else wrote the latest one has the last word.
const AUTHOR: &str = "import";

/// What is imported.
#[derive(Clone, Debug)]
pub enum Source {
    /// The parts of a WordPress export (WXR), in order.
    WordPress(Vec<PathBuf>),
    /// A Ghost export.
    Ghost {
        /// The JSON file.
        export: PathBuf,
        /// `redirects.json` or `redirects.yaml`, if there is one.
        redirects: Option<PathBuf>,
        /// Address of the old site, which the export does not name.
        site_url: Option<String>,
    },
}

/// What becomes of the addresses of stories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Permalinks {
    /// Stories get addresses of the house; the old ones lead there.
    #[default]
    House,
    /// Stories keep their old paths where they do not collide with the house's.
    Keep,
}

/// How to import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Edition that takes the stories; by default the one of the old site's language. It is made
    /// if it does not exist.
    pub edition: Option<EditionCode>,
    /// IANA time zone of an edition that is made here; UTC by default.
    pub time_zone: Option<String>,
    /// Folder with the media files of the old site.
    pub media: Option<PathBuf>,
    /// Read and count everything, write nothing.
    pub dry_run: bool,
    /// Fetch pictures that are in no folder from the old site.
    pub fetch: bool,
    /// Where the fetcher may go.
    pub policy: Policy,
    /// Longest time for one picture; a minute by default.
    pub picture_time: Option<Duration>,
    /// What becomes of addresses.
    pub permalinks: Permalinks,
}

/// A part of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// People, sections, tags, pictures and addresses; counted in bytes of the files.
    Outline,
    /// Stories and comments; counted in bytes of the files.
    Stories,
    /// Pictures from the old site; counted in pictures.
    Pictures,
}

/// Is told how far an import is.
pub trait Progress: Send + Sync {
    /// A part of the work begins.
    fn begin(&self, phase: Phase, total: u64);
    /// So much of it is done.
    fn advance(&self, done: u64);
}

/// Nobody watches.
impl Progress for () {
    fn begin(&self, _phase: Phase, _total: u64) {}
    fn advance(&self, _done: u64) {}
}

/// Imports an archive, or finishes or repeats an import.
///
/// Dropping the future stops after the last whole batch; the same call goes on from there.
pub async fn run(
    house: &House,
    source: Source,
    options: Options,
    progress: &dyn Progress,
) -> Result<Report, ImportError> {
    run::run(house, source, options, progress).await
}
