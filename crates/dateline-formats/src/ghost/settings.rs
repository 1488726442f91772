//! Settings: the site's name and its menus; code meant to run in every page stays behind.

use super::doc::absolute;
use super::row::Row;
use super::tables::skipped;
use super::tags::Tag;
use crate::archive::{Menu, MenuItem, MenuTarget, Origin, Record, Site, Skipped};
use dateline_core::body::limits;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Most entries of a menu.
const MAX_ENTRIES: usize = 500;
/// Most menus.
const MAX_MENUS: usize = 10;

/// What we read of the settings.
#[derive(Debug, Default)]
pub(super) struct Settings {
    title: Option<String>,
    description: Option<String>,
    language: Option<String>,
    navigation: Vec<(&'static str, String)>,
    /// Anybody who has an account may comment.
    pub comments_open: bool,
}

impl Settings {
    /// Reads a row of `settings`.
    pub fn read(&mut self, row: &Row, left: &mut Vec<Skipped>) {
        let (Some(key), Some(value)) = (row.text("key"), row.text("value")) else {
            return;
        };
        match key {
            "title" => self.title = Some(value.to_owned()),
            "description" => self.description = Some(value.to_owned()),
            "lang" | "locale" | "default_locale" | "defaultLang" => {
                self.language = Some(language(value));
            }
            "navigation" | "secondary_navigation" if self.navigation.len() >= MAX_MENUS => {
                left.push(skipped("menus", key, "ten menus came before it"));
            }
            "navigation" => self.navigation.insert(0, ("navigation", value.to_owned())),
            "secondary_navigation" => self
                .navigation
                .push(("secondary_navigation", value.to_owned())),
            "comments_enabled" => self.comments_open = value == "all",
            "codeinjection_head" | "codeinjection_foot" | "ghost_head" | "ghost_foot" => {
                left.push(skipped(
                    "settings",
                    key,
                    "code that ran in every page is never kept",
                ));
            }
            _ => {}
        }
    }

    /// The site's language, if it says so.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The site as a record.
    pub fn site(&self, url: &str) -> Site {
        Site {
            title: self.title.clone().unwrap_or_default(),
            url: url.to_owned(),
            language: self.language.clone(),
            tagline: self.description.clone(),
        }
    }

    /// What may be slugs of stories in the addresses of the menus.
    pub fn slugs(&self, site: &str) -> HashSet<String> {
        let lists = self
            .navigation
            .iter()
            .filter_map(|(_, json)| serde_json::from_str::<Vec<Value>>(json).ok());
        let entries = lists.flat_map(|list| list.into_iter().take(MAX_ENTRIES));
        let urls = entries.filter_map(|e| Some(absolute(super::doc::text(&e, "url")?, site)));
        urls.filter_map(|url| match parts(path(&url, site)?).as_slice() {
            [slug] => Some((*slug).to_owned()),
            _ => None,
        })
        .collect()
    }

    /// The menus, and what of them leads nowhere here.
    pub fn menus(
        &self,
        tags: &[Tag],
        addresses: &HashMap<String, Option<String>>,
        site: &str,
    ) -> Vec<Record> {
        let targets = Targets {
            tags,
            addresses,
            site,
        };
        self.navigation
            .iter()
            .flat_map(|(name, json)| menu(name, json, &targets))
            .collect()
    }
}

/// The path of an address of the site.
fn path<'u>(url: &'u str, site: &str) -> Option<&'u str> {
    let path = url.strip_prefix(site)?;
    (path.is_empty() || path.starts_with('/')).then_some(path)
}

fn parts(path: &str) -> Vec<&str> {
    path.split('/').filter(|p| !p.is_empty()).collect()
}

/// What a path can lead to.
struct Targets<'a> {
    tags: &'a [Tag],
    addresses: &'a HashMap<String, Option<String>>,
    site: &'a str,
}

fn menu(name: &str, json: &str, targets: &Targets<'_>) -> Vec<Record> {
    let Ok(Value::Array(entries)) = serde_json::from_str(json) else {
        return vec![Record::Skipped(skipped(
            "menus",
            name,
            "the menu is no list",
        ))];
    };
    let (mut items, mut records) = (Vec::new(), Vec::new());
    for entry in entries.iter().take(MAX_ENTRIES) {
        let label = super::doc::text(entry, "label").unwrap_or_default();
        let url = super::doc::text(entry, "url").unwrap_or_default();
        match targets.of(url) {
            Some(target) => items.push(MenuItem {
                label: label.to_owned(),
                target,
            }),
            None => records.push(Record::Skipped(skipped(
                "menu entries",
                label,
                &format!("\"{url}\" leads nowhere without Ghost"),
            ))),
        }
    }
    if !items.is_empty() {
        let origin = Origin {
            id: name.to_owned(),
            line: 0,
        };
        records.insert(
            0,
            Record::Menu(Menu {
                origin,
                name: name.to_owned(),
                items,
            }),
        );
    }
    records
}

impl Targets<'_> {
    fn of(&self, url: &str) -> Option<MenuTarget> {
        let url = absolute(url, self.site);
        if url.contains("#/") || !limits::is_safe_href(&url) {
            return None;
        }
        let Some(path) = path(&url, self.site) else {
            return Some(MenuTarget::Url(url));
        };
        let known = match parts(path).as_slice() {
            ["tag", slug] => self.tag(slug),
            [slug] => self
                .addresses
                .get(*slug)
                .and_then(Clone::clone)
                .map(MenuTarget::Story),
            _ => None,
        };
        Some(known.unwrap_or_else(|| {
            MenuTarget::Url(if path.is_empty() {
                "/".to_owned()
            } else {
                path.to_owned()
            })
        }))
    }

    fn tag(&self, slug: &str) -> Option<MenuTarget> {
        let tag = self.tags.iter().find(|tag| tag.slug == slug)?;
        let slug = slug.to_owned();
        Some(if tag.is_section {
            MenuTarget::Section(slug)
        } else {
            MenuTarget::Tag(slug)
        })
    }
}

/// A language as BCP 47 writes it.
pub(super) fn language(value: &str) -> String {
    value.trim().replace('_', "-")
}
