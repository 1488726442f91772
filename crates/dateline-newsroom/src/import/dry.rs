//! Reads and counts everything and writes nothing.

use super::read::{Item, Pass, Reading};
use super::report::kind;
use super::run::{Seen, key_of, skip};
use super::{
    ImportError, Options, Phase, Progress, Report, Source, comments, edition, media::Media, prepare,
};
use dateline_formats::archive::{self, Origin, Record, Site};
use dateline_web::house::House;
use std::collections::HashSet;
use std::sync::Arc;
use uuid::Uuid;

struct Dry<'a> {
    house: &'a House,
    key: String,
    fetch: bool,
    media: Option<Media>,
    report: Report,
    seen: Seen,
    pictures: HashSet<Uuid>,
}

/// Reads the archive as an import would.
pub(super) async fn run(
    house: &House,
    source: &Arc<Source>,
    site: &Site,
    options: &Options,
    progress: &dyn Progress,
    length: u64,
) -> Result<Report, ImportError> {
    let mut tx = house.db().read().await?;
    let (edition, _) = edition::settle(&mut tx, site, options).await?;
    tx.close().await?;
    let mut dry = Dry {
        house,
        key: key_of(site, &edition),
        fetch: options.fetch,
        media: options.media.as_deref().map(Media::open).transpose()?,
        report: Report::default(),
        seen: Seen::default(),
        pictures: HashSet::new(),
    };
    let mut library = Arc::default();
    for (pass, phase) in [
        (Pass::Outline, Phase::Outline),
        (Pass::Whole, Phase::Stories),
    ] {
        progress.begin(phase, length);
        let mut reading = Reading::start(source, house.data(), pass, Arc::clone(&library));
        while let Some(batch) = reading.next().await {
            for item in batch {
                dry.take(item, pass);
            }
            progress.advance(reading.done());
        }
        let result;
        (result, library) = reading.finish().await?;
        if let Some(fault) = result.err().filter(|_| pass == Pass::Whole) {
            return Err(fault.into_error_with(dry.report));
        }
    }
    dry.report.check()?;
    Ok(dry.report)
}

impl Dry<'_> {
    fn take(&mut self, item: Item, pass: Pass) {
        match item.record {
            Record::Site(_) => {}
            Record::Contributor(c) => self.count(kind::CONTRIBUTORS, &c.slug, &c.origin),
            Record::Section(s) => self.count(kind::SECTIONS, &s.slug, &s.origin),
            Record::Tag(t) => self.count(kind::TAGS, &t.slug, &t.origin),
            Record::Picture(picture) => self.picture(&picture),
            Record::Story(story) => {
                if pass == Pass::Whole {
                    self.story(*story);
                }
            }
            Record::Redirect(r) => self.count(kind::REDIRECTS, &r.from, &r.origin),
            Record::Menu(menu) => self.count(kind::MENUS, &menu.origin.id, &menu.origin),
            Record::Skipped(skipped) => skip(&mut self.report, &skipped),
        }
    }

    fn count(&mut self, kind: &str, key: &str, _origin: &Origin) {
        if self.seen.is_first(kind, key) {
            self.report.find(kind, 1);
            self.report.keep(kind, 1);
        }
    }

    fn story(&mut self, story: archive::Story) {
        let kind = prepare::kind_of(&story);
        self.report.find(kind, 1);
        if !self.seen.is_first(kind::STORIES, &story.origin.id) {
            let reason = "another one with the same id came before it";
            self.report.skip(kind, &story.origin, reason);
            let reason = "comment of a story that is not kept";
            comments::leave_out(&story.comments, reason, &mut self.report);
            return;
        }
        self.report.keep(kind, 1);
        for picture in &story.pictures {
            self.picture(picture);
        }
        prepare::story(&self.key, story, self.house.now(), &mut self.report);
    }

    fn picture(&mut self, picture: &archive::Picture) {
        if !self.pictures.insert(picture.id.0) {
            return;
        }
        self.report.find(kind::PICTURES, 1);
        let found = match &mut self.media {
            Some(media) => media.find(&picture.url).map(|_| ()),
            None => {
                Err("its file is neither in a media folder nor was it to be fetched".to_owned())
            }
        };
        match found {
            Err(reason) if !self.fetch || picture.url.is_empty() => {
                self.report.skip(kind::PICTURES, &picture.origin, &reason);
            }
            _ => self.report.keep(kind::PICTURES, 1),
        }
    }
}
