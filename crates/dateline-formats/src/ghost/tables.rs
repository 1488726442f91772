//! The small tables of an export, kept while its stories are read.

use super::GhostError;
use super::notes::{Meta, Notes};
use super::people::{self, Person};
use super::relations::Relations;
use super::row::{Row, Unusable};
use super::scan::Tables;
use super::settings::Settings;
use super::tags::{self, Tag};
use crate::archive::{Record, Skipped};
use std::collections::{BTreeMap, HashMap};
use std::io::{Read, Seek, Write};
use std::ops::ControlFlow;

/// Most bytes of people and tags together.
const MAX_HELD: usize = 64 * 1024 * 1024;
/// Most rows that are told of one by one; further ones are counted.
const MAX_TOLD: usize = 50_000;
/// Longest id and reason told, in bytes.
const MAX_WORDS: usize = 500;

/// Everything but the stories and what is noted of each.
#[derive(Debug, Default)]
pub(super) struct House {
    pub site_url: String,
    /// Texts of stories are passed over.
    pub is_outline: bool,
    pub settings: Settings,
    pub people: Vec<Person>,
    pub tags: Vec<Tag>,
    /// Ids of authors by post.
    pub authors: Relations,
    /// Ids of tags by post.
    pub tagged: Relations,
    tag_at: HashMap<String, usize>,
    person_at: HashMap<String, usize>,
    /// Bytes of people and tags.
    held: usize,
    skipped: Vec<Skipped>,
    /// Rows left out that are only counted, by table.
    beyond: BTreeMap<String, u64>,
    uncounted: BTreeMap<String, u64>,
}

impl House {
    /// Nothing known yet but where the site stood.
    pub fn new(site_url: String, is_outline: bool) -> Self {
        Self {
            site_url,
            is_outline,
            ..Self::default()
        }
    }

    /// Puts relations in order and decides which tags are sections.
    pub fn settled(mut self) -> Self {
        self.authors.settle();
        self.tagged.settle();
        tags::decide(&mut self.tags, &self.tagged);
        self.tag_at = self
            .tags
            .iter()
            .enumerate()
            .map(|(at, tag)| (tag.id.clone(), at))
            .collect();
        self.person_at = self
            .people
            .iter()
            .enumerate()
            .map(|(at, person)| (person.id.clone(), at))
            .collect();
        self
    }

    /// A tag readers saw, by its id.
    pub fn tag(&self, id: &str) -> Option<&Tag> {
        self.tags.get(*self.tag_at.get(id)?)
    }

    /// A person, by id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.get(*self.person_at.get(id)?)
    }

    /// Gives what comes before the stories.
    pub fn head(&self, sink: &mut dyn FnMut(Record) -> ControlFlow<()>) -> ControlFlow<()> {
        sink(Record::Site(self.settings.site(&self.site_url)))?;
        self.people
            .iter()
            .try_for_each(|person| sink(Record::Contributor(person.contributor())))?;
        self.tags
            .iter()
            .filter(|t| t.is_section)
            .try_for_each(|tag| sink(Record::Section(tag.section())))?;
        self.tags
            .iter()
            .filter(|t| t.is_topic)
            .try_for_each(|tag| sink(Record::Tag(tag.tag())))
    }

    /// Gives what comes after the stories; `addresses` are ids of stories by slug.
    pub fn tail(
        &self,
        addresses: &HashMap<String, Option<String>>,
        sink: &mut dyn FnMut(Record) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let tables = self
            .uncounted
            .iter()
            .filter_map(|(table, rows)| left_out(table, *rows));
        let beyond = self.beyond.iter().map(|(table, rows)| {
            let reason = "more than can be held or told one by one";
            skipped(table, &count_of(*rows), reason)
        });
        let skipped = self
            .skipped
            .iter()
            .cloned()
            .chain(beyond)
            .chain(tables)
            .map(Record::Skipped);
        let menus = self.settings.menus(&self.tags, addresses, &self.site_url);
        menus.into_iter().chain(skipped).try_for_each(sink)
    }

    /// Takes in a row.
    fn keep(&mut self, table: &str, row: &Row) {
        match table {
            "settings" => self.settings.read(row, &mut self.skipped),
            "users" if self.held < MAX_HELD => {
                people::read(row, &mut self.people, &mut self.skipped);
                self.held += self.people.last().map_or(0, Person::size);
            }
            "tags" if self.held < MAX_HELD => {
                tags::read(row, &mut self.tags, &mut self.skipped);
                self.held += self.tags.last().map_or(0, Tag::size);
            }
            "posts_authors" | "posts_tags" => self.relate(table, row),
            _ => self.pass_over(table),
        }
        if self.skipped.len() > MAX_TOLD
            && let Some(last) = self.skipped.pop()
        {
            self.pass_over(&last.kind);
        }
    }

    fn relate(&mut self, table: &str, row: &Row) {
        let (related, other) = match table {
            "posts_authors" => (&mut self.authors, "author_id"),
            _ => (&mut self.tagged, "tag_id"),
        };
        if let (Some(post), Some(id)) = (row.id("post_id"), row.id(other))
            && !related.add(&post, id, row.order("sort_order"))
        {
            self.pass_over(table);
        }
    }

    fn skip(&mut self, table: &str, fault: &Unusable) {
        if self.skipped.len() < MAX_TOLD {
            self.skipped
                .push(skipped(table, fault.id(), fault.reason()));
        } else {
            self.pass_over(table);
        }
    }

    fn pass_over(&mut self, table: &str) {
        *self.beyond.entry(table.to_owned()).or_default() += 1;
    }
}

/// True if the post has titles or pictures meant for search engines and social networks only.
pub(super) fn has_own_titles(row: &Row) -> bool {
    let keys = [
        "meta_title",
        "og_title",
        "og_description",
        "og_image",
        "twitter_title",
        "twitter_description",
        "twitter_image",
    ];
    keys.into_iter().any(|key| row.text(key).is_some())
}

/// The first reading: everything but the stories.
pub(super) struct Outline<S> {
    pub house: House,
    pub notes: Notes<S>,
    /// Why reading was broken off.
    pub failure: Option<GhostError>,
}

impl<S: Read + Write + Seek> Tables for Outline<S> {
    fn wants(&self, table: &str) -> bool {
        matches!(
            table,
            "settings" | "users" | "tags" | "posts_authors" | "posts_tags" | "posts_meta"
        )
    }

    fn row(&mut self, table: &str, row: Result<Row, Unusable>) -> ControlFlow<()> {
        match row {
            Ok(row) if table == "posts_meta" => {
                if let Some(post) = row.id("post_id")
                    && let Err(failure) = self.notes.put(&post, &Meta::new(&row))
                {
                    self.failure = Some(failure);
                    return ControlFlow::Break(());
                }
            }
            Ok(row) => self.house.keep(table, &row),
            Err(fault) => self.house.skip(table, &fault),
        }
        ControlFlow::Continue(())
    }

    fn counted(&mut self, table: &str, rows: u64) {
        *self
            .house
            .uncounted
            .entry(table.chars().take(100).collect())
            .or_default() += rows;
    }
}

/// Something that cannot be kept.
pub(super) fn skipped(kind: &str, id: &str, reason: &str) -> Skipped {
    Skipped {
        kind: kind.to_owned(),
        id: id[..id.floor_char_boundary(MAX_WORDS)].to_owned(),
        line: 0,
        reason: reason[..reason.floor_char_boundary(MAX_WORDS)].to_owned(),
    }
}

/// What is told of a table that is not read, if anything is worth telling.
fn left_out(table: &str, rows: u64) -> Option<Skipped> {
    let reason = match table {
        "posts"
        | "pages"
        | "migrations"
        | "migrations_lock"
        | "brute"
        | "sessions"
        | "tokens"
        | "permissions"
        | "permissions_roles"
        | "permissions_users"
        | "permissions_apps"
        | "roles"
        | "roles_users"
        | "invites"
        | "actions"
        | "jobs"
        | "accesstokens"
        | "refreshtokens"
        | "client_trusted_domains" => return None,
        "mobiledoc_revisions" | "post_revisions" => "older versions of texts are not read",
        "newsletters" | "emails" | "email_batches" | "email_recipients" => {
            "newsletters are set up anew"
        }
        "products" | "posts_products" | "benefits" | "products_benefits" | "offers"
        | "stripe_products" | "stripe_prices" | "members" | "labels" | "members_labels"
        | "subscriptions" => "paid memberships have no place here",
        "snippets" => "pieces of text kept for reuse have no place here",
        "custom_theme_settings" => "settings of a theme that is left behind",
        "integrations" | "api_keys" | "webhooks" | "apps" | "app_settings" | "app_fields"
        | "clients" | "trusted_domains" => "connections and their keys are made anew",
        "subscribers" => "addresses of subscribers come as a list of their own",
        _ => "nothing here corresponds to this table",
    };
    (rows > 0).then(|| skipped(table, &count_of(rows), reason))
}

fn count_of(rows: u64) -> String {
    match rows {
        1 => "1 row".to_owned(),
        rows => format!("{rows} rows"),
    }
}
