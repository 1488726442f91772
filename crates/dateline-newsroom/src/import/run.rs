//! One import from its first record to its report.

use super::address::{OldSite, source_key};
use super::claim::Claim;
use super::filing::{self, Term};
use super::media::Media;
use super::paths::Paths;
use super::pictures::{self, Pictures};
use super::read::{Fault, Item, Pass, Reading};
use super::report::kind;
use super::stories::Given;
use super::terms::Terms;
use super::{ImportError, Options, Phase, Progress, Report, Source};
use super::{dry, edition, fetch, late, old_paths, read, stories};
use crate::actor::Actor;
use crate::history;
use crate::press::Plates;
use dateline_core::edition::Edition;
use dateline_core::event::EventKind;
use dateline_core::subject::Subject;
use dateline_db::queries::import::Filing;
use dateline_db::queries::{edition as editions, import};
use dateline_db::{DbResult, Rows, Tx};
use dateline_formats::archive::{self, Menu, Origin, Record, Redirect};
use dateline_formats::wxr::Library;
use dateline_infra::blob::Blobs;
use dateline_web::house::House;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex};
use url::Url;
use uuid::Uuid;

/// Lines of each list of the report that are kept in the records.
const LINES_KEPT: usize = 500;
/// First words of addresses that belong to the house.
const HOUSE_WORDS: [&str; 14] = [
    "-",
    "admin",
    "api",
    "assets",
    "feed.atom",
    "feed.json",
    "feed.rss",
    "healthz",
    "metrics",
    "news-sitemap.xml",
    "readyz",
    "robots.txt",
    "sitemap.xml",
    "manifest.webmanifest",
];

/// An import at work.
pub(super) struct Run<'a> {
    pub house: &'a House,
    pub options: Options,
    pub progress: &'a dyn Progress,
    pub source: Arc<Source>,
    /// Name of the archive: ids and notes are derived from it.
    pub key: String,
    pub site: archive::Site,
    pub old: OldSite,
    pub edition: Edition,
    pub report: Report,
    pub seen: Seen,
    pub terms: Terms,
    /// Slug of the section above a section.
    pub parents: HashMap<String, String>,
    pub paths: Paths,
    pub plates: Plates,
    pub blobs: Blobs,
    pub media: Option<Arc<Mutex<Media>>>,
    pub pictures: Pictures,
    /// What the first reading gathered for the second.
    library: Arc<Library>,
    pub redirects: Vec<(Redirect, String)>,
    pub menus: Vec<Menu>,
    /// Something was written.
    pub is_changed: bool,
    editions: HashSet<String>,
    claim: Claim,
    batches: u64,
}

/// Which records came up, by a hash of kind and id.
#[derive(Debug, Default)]
pub(super) struct Seen(HashSet<u64>);

impl Seen {
    /// True the first time.
    pub fn is_first(&mut self, kind: &str, id: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        (kind, id).hash(&mut hasher);
        self.0.insert(hasher.finish())
    }
}

/// What was noted of records: target and fingerprint by id in the archive.
pub(super) async fn items(
    tx: &mut Tx,
    source: &str,
    kind: &'static str,
    keys: &[String],
) -> DbResult<HashMap<String, (Uuid, String)>> {
    let found = import::list_items(tx, source, kind, keys).await?;
    Ok(found
        .into_iter()
        .map(|(key, id, print)| (key, (id, print)))
        .collect())
}

/// Imports an archive.
pub(super) async fn run(
    house: &House,
    source: Source,
    options: Options,
    progress: &dyn Progress,
) -> Result<Report, ImportError> {
    let length = read::length(&source)?;
    let source = Arc::new(source);
    let site = read::site(&source, house.data()).await?;
    if options.dry_run {
        return dry::run(house, &source, &site, &options, progress, length).await;
    }
    house.db().expect_many().await?;
    let mut run = Run::start(house, source, site, options, progress).await?;
    run.outline(length).await?;
    let fault = run.stories(length).await?;
    late::redirects(&mut run).await?;
    late::menus(&mut run).await?;
    fetch::missing(&mut run).await?;
    run.report.check()?;
    run.end(fault).await
}

/// The name an archive is known by: its site, else its title, and the edition that takes it.
pub(super) fn key_of(site: &archive::Site, edition: &Edition) -> String {
    let place = match source_key(&site.url) {
        place if place.is_empty() => format!("\"{}\"", site.title.trim()),
        place => place,
    };
    let place: String = place.chars().take(300).collect();
    format!("{place} {}", edition.code)
}

impl<'a> Run<'a> {
    async fn start(
        house: &'a House,
        source: Arc<Source>,
        site: archive::Site,
        options: Options,
        progress: &'a dyn Progress,
    ) -> Result<Self, ImportError> {
        let media = options.media.as_deref().map(Media::open).transpose()?;
        let mut tx = house.db().read().await?;
        let (edition, is_new) = edition::settle(&mut tx, &site, &options).await?;
        let all = editions::list(&mut tx).await?;
        tx.close().await?;
        let key = key_of(&site, &edition);
        let claim = Claim::take(house, &key).await?;
        if is_new {
            let mut tx = house.db().begin().await?;
            editions::put(&mut tx, &edition).await?;
            edition::let_speak(&mut tx, &edition).await?;
            tx.changed(Subject::Everything.key());
            house.commit(tx).await?;
        }
        let codes = all.into_iter().map(|e| e.code.0);
        Ok(Self {
            house,
            progress,
            source,
            old: OldSite::new(&site.url),
            report: Report::default(),
            seen: Seen::default(),
            terms: Terms::default(),
            parents: HashMap::new(),
            paths: Paths::default(),
            plates: Plates::default(),
            blobs: Blobs::disk(house.data().join("blobs"))?,
            media: media.map(|media| Arc::new(Mutex::new(media))),
            pictures: Pictures::default(),
            library: Arc::default(),
            redirects: Vec::new(),
            menus: Vec::new(),
            is_changed: is_new,
            editions: codes.chain([edition.code.0.clone()]).collect(),
            options,
            key,
            site,
            edition,
            claim,
            batches: 0,
        })
    }

    /// Starts a transaction, sure that the import is still ours.
    pub async fn begin(&self) -> Result<Tx, ImportError> {
        let mut tx = self.house.db().begin().await?;
        self.claim.check(&mut tx, self.house).await?;
        Ok(tx)
    }

    /// Path of the old site's front, without a final slash.
    pub fn base_path(&self) -> String {
        let url = Url::parse(&self.site.url).ok();
        url.map(|url| url.path().trim_end_matches('/').to_owned())
            .unwrap_or_default()
    }

    /// True if a story may stay at its old path: no address of the house begins like it.
    pub fn can_keep(&self, path: &str) -> bool {
        let first = path.split('/').nth(1).unwrap_or_default();
        let is_ours = HOUSE_WORDS.contains(&first) || self.editions.contains(first);
        !first.is_empty() && !is_ours && !path.contains('?')
    }

    /// A record whose id came up before: the same again is no new record, another one is left out.
    pub fn repeated(&mut self, kind: &str, origin: &Origin, is_same: bool) {
        if !is_same {
            self.report.find(kind, 1);
            self.report
                .skip(kind, origin, "another one with the same id came before it");
        }
    }

    /// First reading: who wrote, what stories are filed under, pictures, old addresses. Where the
    /// file is damaged it ends; the second reading says so.
    async fn outline(&mut self, length: u64) -> Result<(), ImportError> {
        self.progress.begin(Phase::Outline, length);
        let mut tx = self.begin().await?;
        old_paths::put_feeds(self, &mut tx).await?;
        self.house.commit(tx).await?;
        let mut reading = Reading::start(
            &self.source,
            self.house.data(),
            Pass::Outline,
            Arc::default(),
        );
        while let Some(batch) = reading.next().await {
            self.outline_batch(batch).await?;
            self.look_at_rows().await;
            self.progress.advance(reading.done());
        }
        let (result, library) = reading.finish().await?;
        self.library = library;
        match result {
            Err(Fault::Other(error)) => Err(error),
            _ => Ok(()),
        }
    }

    async fn outline_batch(&mut self, batch: Vec<Item>) -> Result<(), ImportError> {
        let (mut terms, mut pictures, mut stories) = (Vec::new(), Vec::new(), Vec::new());
        for Item { record, print, .. } in batch {
            match record {
                Record::Section(section) => terms.push(Term::section(section, print)),
                Record::Tag(tag) => terms.push(Term::tag(tag, print)),
                Record::Contributor(person) => terms.push(Term::contributor(person, print)),
                Record::Picture(picture) => pictures.push(picture),
                Record::Story(story) => stories.push(*story),
                _ => {}
            }
        }
        let settled = pictures::settle(self, pictures).await?;
        let mut tx = self.begin().await?;
        for what in [Filing::Section, Filing::Contributor, Filing::Tag] {
            let own = terms.extract_if(.., |term| term.what() == what).collect();
            filing::file(self, &mut tx, what, own).await?;
        }
        pictures::put(self, &mut tx, settled).await?;
        old_paths::put(self, &mut tx, &stories).await?;
        Ok(self.house.commit(tx).await?)
    }

    /// Has the database look at what is in it after 1, 4, 16, 64, ... batches.
    async fn look_at_rows(&mut self) {
        self.batches += 1;
        if self.batches.is_power_of_two() && self.batches.trailing_zeros().is_multiple_of(2) {
            look_at_rows(self.house, Rows::Imported).await;
        }
    }

    /// Second reading: stories and comments. Gives what is wrong with the file, if anything.
    async fn stories(&mut self, length: u64) -> Result<Option<Fault>, ImportError> {
        self.progress.begin(Phase::Stories, length);
        let library = Arc::clone(&self.library);
        let mut reading = Reading::start(&self.source, self.house.data(), Pass::Whole, library);
        while let Some(batch) = reading.next().await {
            let mut given = Vec::new();
            for item in batch {
                match item.record {
                    Record::Story(story) => given.push(Given {
                        story: *story,
                        print: item.print,
                        comments: item.comments,
                    }),
                    Record::Redirect(redirect) => self.redirects.push((redirect, item.print)),
                    Record::Menu(menu) => self.menus.push(menu),
                    Record::Skipped(skipped) => skip(&mut self.report, &skipped),
                    _ => {}
                }
            }
            stories::take(self, given).await?;
            self.look_at_rows().await;
            self.progress.advance(reading.done());
        }
        Ok(reading.finish().await?.0.err())
    }

    /// Writes down that the import ended, and how.
    async fn end(self, fault: Option<Fault>) -> Result<Report, ImportError> {
        let mut tx = self.begin().await?;
        let state = if fault.is_none() { "done" } else { "damaged" };
        self.claim
            .finish(&mut tx, state, &self.report.short_json(LINES_KEPT))
            .await?;
        if self.is_changed {
            let particulars = serde_json::json!({
                "source": self.key,
                "state": state,
                "stories": self.report.kept(kind::STORIES),
                "comments": self.report.kept(kind::COMMENTS),
            });
            let (by, subject) = (Actor::command_line(), ("edition", &self.edition.code));
            let happened = EventKind::ArchiveImported;
            history::record(self.house, &mut tx, happened, &by, subject, particulars).await?;
            tx.changed(Subject::Everything.key());
        }
        self.house.commit(tx).await?;
        if self.is_changed {
            look_at_rows(self.house, Rows::All).await;
        }
        match fault {
            None => Ok(self.report),
            Some(fault) => Err(fault.into_error_with(self.report)),
        }
    }
}

/// Has the database look at its rows. That only makes it quicker: an import does not fail for it.
async fn look_at_rows(house: &House, which: Rows) {
    if let Err(error) = house.db().look_at_rows(which).await {
        tracing::warn!(%error, "The database could not look at what came in; it will by itself, later");
    }
}

/// Counts what the reader could not keep.
pub(super) fn skip(report: &mut Report, skipped: &archive::Skipped) {
    let origin = Origin {
        id: skipped.id.clone(),
        line: skipped.line,
    };
    report.find(&skipped.kind, 1);
    report.skip(&skipped.kind, &origin, &skipped.reason);
}
