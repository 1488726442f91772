//! What the site needs to make pages.

use crate::cache::PageCache;
use crate::masthead::Mastheads;
use crate::search::Search;
use dateline_infra::blob::Blobs;
use dateline_infra::picture::Renditions;
use dateline_web::house::House;
use dateline_web::i18n::Catalogue;
use dateline_web::templates::LiveTemplates;
use std::sync::Arc;

/// What robots.txt says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CrawlerPolicy {
    /// Everybody may come.
    Welcome,
    /// Crawlers that gather text for training are asked to stay out.
    #[default]
    NoTraining,
    /// All are asked to stay out.
    Nobody,
}

/// Settings of the site.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address readers use, without a final slash.
    pub origin: String,
    /// Name of the publisher; the first edition's name if `None`.
    pub publisher: Option<String>,
    /// WebSub hub.
    pub hub: Option<String>,
    /// What robots.txt says.
    pub crawlers: CrawlerPolicy,
    /// Whether browsers keep what was read for when there is no connection.
    pub offline: bool,
    /// Whether there is a `/llms.txt`.
    pub llms_txt: bool,
}

/// The reader site.
pub struct Site {
    /// The house.
    pub house: House,
    /// Settings.
    pub settings: Settings,
    /// Finished pages.
    pub cache: Arc<PageCache>,
    /// Templates in use.
    pub templates: LiveTemplates,
    /// Messages of every language.
    pub catalogue: Catalogue,
    /// Originals.
    pub blobs: Blobs,
    /// Renditions of pictures.
    pub renditions: Renditions,
    /// What pages share.
    pub mastheads: Mastheads,
    /// Compressed files of the theme.
    pub coded: crate::assets::Coded,
    /// Search on this node.
    pub search: Arc<Search>,
    /// How many reports of errors are taken.
    pub reports: crate::reports::Gate,
}

impl Site {
    /// Puts the site together and lets it hear of every commit.
    pub fn open(
        house: House,
        settings: Settings,
        cache: Arc<PageCache>,
        templates: LiveTemplates,
        catalogue: Catalogue,
        blobs: Blobs,
    ) -> Arc<Self> {
        let site = Arc::new(Self {
            renditions: Renditions::signed_by(house.provenance().cloned(), blobs.clone()),
            search: Search::of(house.data()),
            house,
            settings,
            cache,
            templates,
            catalogue,
            blobs,
            mastheads: Mastheads::default(),
            coded: crate::assets::Coded::default(),
            reports: crate::reports::Gate::default(),
        });
        let clock = site.house.clone();
        site.cache
            .tell_time(Box::new(move || clock.now().as_microsecond()));
        let listener = Arc::downgrade(&site);
        site.house.listen(Box::new(move |change| {
            if let Some(site) = listener.upgrade() {
                site.mastheads.forget();
                site.search.wake();
                site.cache.changed_keys(&change.subjects);
                if !change.withdrawn.is_empty() {
                    site.cache.withdrawn_keys(&change.withdrawn);
                }
            }
        }));
        site
    }

    /// Absolute address of a path that is not percent-encoded.
    pub fn absolute(&self, path: &str) -> String {
        format!(
            "{}{}",
            self.settings.origin,
            dateline_core::slug::encode_path(path)
        )
    }

    /// Announces the editions whose calendar day changed since the last call.
    pub async fn turn_days(
        &self,
        days: &mut std::collections::HashMap<String, jiff::civil::Date>,
    ) -> dateline_db::DbResult<()> {
        let mut tx = self.house.db().read().await?;
        let editions = dateline_db::queries::edition::list(&mut tx).await?;
        tx.close().await?;
        for edition in editions {
            let today = edition.day(self.house.now());
            if days
                .insert(edition.code.0.clone(), today)
                .is_some_and(|before| before != today)
            {
                self.cache
                    .changed(&[dateline_core::subject::Subject::Today(edition.code)]);
            }
        }
        Ok(())
    }
}
