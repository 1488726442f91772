//! What the words of the archive are here: its slugs and our ids.

use super::ImportError;
use super::report::kind;
use super::run::items;
use dateline_core::id::{ContributorId, SectionId, TagId};
use dateline_db::Tx;
use dateline_db::queries::import;
use std::collections::HashMap;
use uuid::Uuid;

/// Most words remembered at once.
const MAX_KNOWN: usize = 50_000;

/// Sections, tags and people by their slug in the archive.
#[derive(Debug, Default)]
pub(super) struct Terms {
    ids: HashMap<(&'static str, String), Uuid>,
    /// Slug of each section here.
    slugs: HashMap<Uuid, String>,
    default: Option<SectionId>,
}

impl Terms {
    /// Loads words that are not known yet. What the archive never told of stays unknown.
    pub async fn load(
        &mut self,
        tx: &mut Tx,
        source: &str,
        kind: &'static str,
        keys: impl Iterator<Item = &String>,
    ) -> Result<(), ImportError> {
        if self.ids.len() > MAX_KNOWN {
            self.ids.clear();
        }
        let is_new = |key: &&String| !self.ids.contains_key(&(kind, (*key).clone()));
        let mut wanted: Vec<String> = keys.filter(is_new).cloned().collect();
        wanted.sort_unstable();
        wanted.dedup();
        for (key, (id, _)) in items(tx, source, kind, &wanted).await? {
            self.ids.insert((kind, key), id);
        }
        Ok(())
    }

    /// Loads the slugs of all sections known.
    pub async fn load_section_slugs(&mut self, tx: &mut Tx) -> Result<(), ImportError> {
        let sections = self.ids.iter().filter(|((k, _), _)| *k == kind::SECTIONS);
        let ids = sections.map(|(_, id)| *id);
        let ids = ids.chain(self.default.map(Uuid::from));
        let wanted: Vec<Uuid> = ids.filter(|id| !self.slugs.contains_key(id)).collect();
        self.slugs
            .extend(import::list_section_slugs(tx, &wanted).await?);
        Ok(())
    }

    /// Sets the section of stories that have none.
    pub fn set_default(&mut self, section: SectionId) {
        self.default = Some(section);
    }

    /// The section of stories that have none, once it is needed.
    pub fn default_section(&self) -> Option<SectionId> {
        self.default
    }

    /// A section.
    pub fn section(&self, key: &str) -> Option<SectionId> {
        self.find(kind::SECTIONS, key).map(SectionId)
    }

    /// The slug of a section here.
    pub fn section_slug(&self, section: SectionId) -> Option<&str> {
        self.slugs.get(&section.0).map(String::as_str)
    }

    /// A tag.
    pub fn tag(&self, key: &str) -> Option<TagId> {
        self.find(kind::TAGS, key).map(TagId)
    }

    /// A contributor.
    pub fn contributor(&self, key: &str) -> Option<ContributorId> {
        self.find(kind::CONTRIBUTORS, key).map(ContributorId)
    }

    fn find(&self, kind: &'static str, key: &str) -> Option<Uuid> {
        self.ids.get(&(kind, key.to_owned())).copied()
    }
}
