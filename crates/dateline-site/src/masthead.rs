//! What every page of an edition shares: editions, sections, standing pages, the voice.

use crate::cache::Recorder;
use crate::error::SiteResult;
use dateline_core::edition::{Direction, Edition, EditionCode};
use dateline_core::front::navigation;
use dateline_core::id::SectionId;
use dateline_core::subject::Subject;
use dateline_core::tag::Section;
use dateline_db::Tx;
use dateline_db::queries::{edition, filing, published};
use dateline_web::i18n::{Catalogue, Locale, pseudo};
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// An edition with what its pages share.
#[derive(Debug)]
pub struct Masthead {
    /// The edition.
    pub edition: Edition,
    /// Its sections in order.
    pub sections: Vec<Section>,
    /// Those in the navigation: marked for it, and with something to read.
    pub navigation: Vec<SectionId>,
    /// Standing pages: path and headline.
    pub pages: Vec<(String, String)>,
    /// Its voice.
    pub locale: Arc<Locale>,
    /// Every edition, in order.
    pub all: Arc<Vec<Edition>>,
}

/// Mastheads in memory, forgotten whenever anything they hold may have changed.
#[derive(Debug, Default)]
pub struct Mastheads {
    kept: RwLock<HashMap<String, Arc<Masthead>>>,
    changes: AtomicU64,
}

impl Mastheads {
    /// Forgets everything; a load under way will not be kept.
    pub fn forget(&self) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        self.kept
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// How many changes were heard of; to be asked before the transaction begins that is read from.
    pub fn heard(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    /// The masthead of an edition, if there is such an edition. It is kept only if nothing changed
    /// since `heard`: the transaction may show a moment before the change.
    pub async fn get(
        &self,
        tx: &mut Tx,
        heard: u64,
        catalogue: &Catalogue,
        code: &str,
        recorder: &Recorder,
    ) -> SiteResult<Option<Arc<Masthead>>> {
        let Some(code) = EditionCode::parse(code) else {
            return Ok(None);
        };
        recorder.read(Subject::Edition(code.clone()));
        if let Some(kept) = self
            .kept
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(code.as_str())
        {
            return Ok(Some(Arc::clone(kept)));
        }
        let chosen = edition::chosen_messages(tx).await?;
        let mut all = edition::list(tx).await?;
        all.retain(|e| voice(catalogue, e, &chosen).is_some());
        let Some(mut found) = all.iter().find(|e| e.code == code).cloned() else {
            return Ok(None);
        };
        let Some(locale) = voice(catalogue, &found, &chosen) else {
            return Ok(None);
        };
        if locale.language() == pseudo::MIRRORED {
            found.direction = Direction::Rtl;
        }
        let sections = filing::list_sections(tx, &code).await?;
        let masthead = Arc::new(Masthead {
            navigation: navigation(
                &sections,
                &published::sections_with_stories(tx, &code).await?,
            ),
            sections,
            pages: published::list_pages(tx, &code)
                .await?
                .into_iter()
                .map(|(path, name, _)| (path, name))
                .collect(),
            locale,
            edition: found,
            all: Arc::new(all),
        });
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if self.heard() == heard {
            kept.insert(code.0, Arc::clone(&masthead));
        }
        Ok(Some(masthead))
    }
}

/// The voice of an edition. One without a voice is not enabled: readers get no page of it. A server
/// does not start with such an edition; this is for one that is made while it runs.
fn voice(
    catalogue: &Catalogue,
    edition: &Edition,
    chosen: &BTreeMap<String, String>,
) -> Option<Arc<Locale>> {
    let code = edition.code.as_str();
    let chosen = chosen.get(code).map(String::as_str);
    match catalogue.voice(edition, chosen) {
        Ok(locale) => Some(locale),
        Err(error) => {
            tracing::error!(edition = code, %error, "The edition {code} is not enabled: {error}");
            None
        }
    }
}

impl Mastheads {
    /// The masthead of an edition if it is in memory, for when the database is away; else any.
    pub fn kept(&self, code: &str) -> Option<Arc<Masthead>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(code).or_else(|| kept.values().next()).cloned()
    }
}
