//! The themes in use, to be swapped while pages are served.

use super::error::ThemeError;
use super::faults::ThemeFaults;
use super::source::ThemeSource;
use super::theme::{Asset, Theme};
use super::{TemplateError, Templates};
use crate::nearest::suggestion;
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// Which theme each edition has been given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeChoice {
    /// The theme of the site.
    pub site: ThemeSource,
    /// Themes of editions that have one of their own, by code.
    pub editions: BTreeMap<String, ThemeSource>,
    /// Values of settings, of whichever of these themes has them.
    pub values: BTreeMap<String, String>,
}

/// The templates of a choice, parsed.
#[derive(Clone, Debug)]
pub struct ThemeSet {
    site: Arc<Templates>,
    editions: BTreeMap<String, Arc<Templates>>,
}

impl ThemeChoice {
    /// Reads and parses every theme of the choice, each once; the first that cannot be used is the error.
    pub fn load(&self) -> Result<ThemeSet, ThemeError> {
        let mut made: BTreeMap<&ThemeSource, Arc<Templates>> = BTreeMap::new();
        for source in self.sources() {
            if !made.contains_key(source) {
                let theme = Arc::new(Theme::load(source, &self.values)?);
                made.insert(source, Arc::new(Templates::new(theme)?));
            }
        }
        self.check_values(&made)?;
        let of = |source| made.get(source).map(Arc::clone);
        let (Some(site), editions) = (
            of(&self.site),
            self.editions
                .iter()
                .filter_map(|(code, source)| Some((code.clone(), of(source)?)))
                .collect(),
        ) else {
            return Err(ThemeError::Setting("no theme".to_owned()));
        };
        Ok(ThemeSet { site, editions })
    }

    /// Every theme of the choice, that of the site first.
    pub fn sources(&self) -> impl Iterator<Item = &ThemeSource> {
        std::iter::once(&self.site).chain(self.editions.values())
    }

    fn check_values(
        &self,
        made: &BTreeMap<&ThemeSource, Arc<Templates>>,
    ) -> Result<(), ThemeError> {
        let known: Vec<&str> = made
            .values()
            .flat_map(|t| t.theme().settings().keys().map(String::as_str))
            .collect();
        match self.values.keys().find(|k| !known.contains(&k.as_str())) {
            None => Ok(()),
            Some(key) => {
                let others = if known.is_empty() {
                    "the theme has no settings".to_owned()
                } else {
                    format!("there are {}", known.join(", "))
                };
                let hint = suggestion(key, known.iter().copied(), &others);
                Err(ThemeError::Setting(format!(
                    "there is no setting \"{key}\"{hint}"
                )))
            }
        }
    }
}

impl ThemeSet {
    /// One theme for all.
    pub fn of_one(templates: Templates) -> Self {
        Self {
            site: Arc::new(templates),
            editions: BTreeMap::new(),
        }
    }

    /// That of an edition.
    pub fn of(&self, edition: &str) -> &Arc<Templates> {
        self.editions.get(edition).unwrap_or(&self.site)
    }

    /// The theme of the site.
    pub fn site(&self) -> &Arc<Templates> {
        &self.site
    }

    /// Themes of editions that have one of their own, by code.
    pub fn editions(&self) -> &BTreeMap<String, Arc<Templates>> {
        &self.editions
    }

    /// Every theme once.
    pub fn all(&self) -> Vec<&Arc<Templates>> {
        let mut all = vec![&self.site];
        for templates in self.editions.values() {
            if !all.iter().any(|known| Arc::ptr_eq(known, templates)) {
                all.push(templates);
            }
        }
        all
    }

    /// Folders to watch while the themes are worked on.
    pub fn watched(&self) -> Vec<PathBuf> {
        let folders = self.all().into_iter().flat_map(|t| t.theme().watched());
        let mut folders: Vec<PathBuf> = folders.cloned().collect();
        folders.sort();
        folders.dedup();
        folders
    }

    fn asset(&self, public_name: &str) -> Option<Asset> {
        self.all()
            .into_iter()
            .find_map(|t| t.theme().asset(public_name).cloned())
    }
}

/// Former sets whose files are still served: readers have pages open that were made with them.
const RETIRED: usize = 3;

#[derive(Debug)]
struct Wardrobe {
    worn: Arc<ThemeSet>,
    retired: VecDeque<Arc<ThemeSet>>,
}

/// The themes in use.
#[derive(Debug)]
pub struct LiveTemplates {
    wardrobe: RwLock<Wardrobe>,
    spare: OnceLock<Result<Arc<Templates>, TemplateError>>,
    faults: ThemeFaults,
    is_in_workshop: AtomicBool,
}

impl LiveTemplates {
    /// Starts with one theme for all.
    pub fn new(templates: Templates) -> Self {
        Self::of(ThemeSet::of_one(templates))
    }

    /// Starts with these.
    pub fn of(set: ThemeSet) -> Self {
        let wardrobe = Wardrobe {
            worn: Arc::new(set),
            retired: VecDeque::new(),
        };
        Self {
            wardrobe: RwLock::new(wardrobe),
            spare: OnceLock::new(),
            faults: ThemeFaults::default(),
            is_in_workshop: AtomicBool::new(false),
        }
    }

    /// Those of this moment.
    pub fn set(&self) -> Arc<ThemeSet> {
        let wardrobe = self.wardrobe.read();
        Arc::clone(&wardrobe.unwrap_or_else(PoisonError::into_inner).worn)
    }

    /// The theme of the site.
    pub fn get(&self) -> Arc<Templates> {
        Arc::clone(self.set().site())
    }

    /// The theme of an edition.
    pub fn of_edition(&self, code: &str) -> Arc<Templates> {
        Arc::clone(self.set().of(code))
    }

    /// The theme the program carries, for when another fails.
    pub fn spare(&self) -> Result<Arc<Templates>, TemplateError> {
        self.spare
            .get_or_init(|| Templates::embedded().map(Arc::new))
            .clone()
    }

    /// What went wrong with them.
    pub fn faults(&self) -> &ThemeFaults {
        &self.faults
    }

    /// Whether somebody works on them and wants to see what is saved.
    pub fn is_in_workshop(&self) -> bool {
        self.is_in_workshop.load(Ordering::Relaxed)
    }

    /// Says that somebody works on them; never said of a site readers see.
    pub fn enter_workshop(&self) {
        self.is_in_workshop.store(true, Ordering::Relaxed);
    }

    /// Uses another theme for all from now on; renders under way end with the old one.
    pub fn replace(&self, templates: Templates) {
        self.replace_all(ThemeSet::of_one(templates));
    }

    /// Uses others from now on; renders under way end with the old ones, whose files stay for a while.
    pub fn replace_all(&self, set: ThemeSet) {
        let wardrobe = self.wardrobe.write();
        let mut wardrobe = wardrobe.unwrap_or_else(PoisonError::into_inner);
        let former = std::mem::replace(&mut wardrobe.worn, Arc::new(set));
        wardrobe.retired.push_front(former);
        wardrobe.retired.truncate(RETIRED);
    }

    /// A file readers' browsers ask for, of the themes in use, the spare one, or those just taken off.
    pub fn asset(&self, public_name: &str) -> Option<Asset> {
        let wardrobe = self.wardrobe.read();
        let wardrobe = wardrobe.unwrap_or_else(PoisonError::into_inner);
        let spare = || {
            let spare = self.spare.get()?.as_ref().ok()?;
            spare.theme().asset(public_name).cloned()
        };
        wardrobe
            .worn
            .asset(public_name)
            .or_else(spare)
            .or_else(|| wardrobe.retired.iter().find_map(|s| s.asset(public_name)))
    }
}
