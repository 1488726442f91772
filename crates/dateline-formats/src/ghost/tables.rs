//! The small tables of an export, kept while its stories are read.

use super::people::{self, Person};
use super::row::Row;
use super::scan::Tables;
use super::settings::Settings;
use super::tags::{self, Tag};
use crate::archive::{Record, Skipped};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

/// What `posts_meta` adds to a post.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub alt: Option<String>,
    pub caption: Option<String>,
    pub description: Option<String>,
    pub is_mail_only: bool,
    pub has_own_titles: bool,
}

/// Everything but the stories.
#[derive(Debug, Default)]
pub(super) struct House {
    pub site_url: String,
    pub settings: Settings,
    pub people: Vec<Person>,
    pub tags: Vec<Tag>,
    /// Ids of authors by id of the post, with their order.
    pub authors: HashMap<String, Vec<(i64, String)>>,
    /// Ids of tags by id of the post, with their order.
    pub tagged: HashMap<String, Vec<(i64, String)>>,
    pub meta: HashMap<String, Meta>,
    tag_at: HashMap<String, usize>,
    person_at: HashMap<String, usize>,
    skipped: Vec<Skipped>,
    uncounted: BTreeMap<String, u64>,
}

impl House {
    /// Nothing known yet but where the site stood.
    pub fn new(site_url: String) -> Self {
        Self {
            site_url,
            ..Self::default()
        }
    }

    /// Puts relations in order and decides which tags are sections.
    pub fn settled(mut self) -> Self {
        for related in self.authors.values_mut().chain(self.tagged.values_mut()) {
            related.sort_by_key(|(order, _)| *order);
        }
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
        addresses: &HashMap<String, String>,
        sink: &mut dyn FnMut(Record) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let tables = self
            .uncounted
            .iter()
            .filter_map(|(table, rows)| left_out(table, *rows));
        let skipped = self
            .skipped
            .iter()
            .cloned()
            .chain(tables)
            .map(Record::Skipped);
        let menus = self.settings.menus(&self.tags, addresses, &self.site_url);
        menus.into_iter().chain(skipped).try_for_each(sink)
    }

    fn relation(row: &Row, other: &str, into: &mut HashMap<String, Vec<(i64, String)>>) {
        if let (Some(post), Some(id)) = (row.id("post_id"), row.id(other)) {
            let related = into.entry(post).or_default();
            let order = row
                .order("sort_order")
                .unwrap_or_else(|| i64::try_from(related.len()).unwrap_or(i64::MAX));
            related.push((order, id));
        }
    }

    fn keep(&mut self, table: &str, row: &Row) {
        match table {
            "settings" => self.settings.read(row, &mut self.skipped),
            "users" => people::read(row, &mut self.people, &mut self.skipped),
            "tags" => tags::read(row, &mut self.tags, &mut self.skipped),
            "posts_authors" => Self::relation(row, "author_id", &mut self.authors),
            "posts_tags" => Self::relation(row, "tag_id", &mut self.tagged),
            _ => {
                if let Some(post) = row.id("post_id") {
                    self.meta.insert(post, Meta::new(row));
                }
            }
        }
    }
}

impl Meta {
    fn new(row: &Row) -> Self {
        let text = |key| row.text(key).map(str::to_owned);
        Self {
            alt: text("feature_image_alt"),
            caption: text("feature_image_caption"),
            description: text("meta_description"),
            is_mail_only: row.flag("email_only"),
            has_own_titles: has_own_titles(row),
        }
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

impl Tables for House {
    fn wants(&self, table: &str) -> bool {
        matches!(
            table,
            "settings" | "users" | "tags" | "posts_authors" | "posts_tags" | "posts_meta"
        )
    }

    fn row(&mut self, table: &str, row: Value) -> ControlFlow<()> {
        match Row::new(row) {
            Some(row) => self.keep(table, &row),
            None => self
                .skipped
                .push(skipped(table, "", "the row is no object")),
        }
        ControlFlow::Continue(())
    }

    fn counted(&mut self, table: &str, rows: u64) {
        *self.uncounted.entry(table.to_owned()).or_default() += rows;
    }
}

/// Something that cannot be kept.
pub(super) fn skipped(kind: &str, id: &str, reason: &str) -> Skipped {
    Skipped {
        kind: kind.to_owned(),
        id: id.to_owned(),
        line: 0,
        reason: reason.to_owned(),
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
    let id = if rows == 1 {
        "1 row".to_owned()
    } else {
        format!("{rows} rows")
    };
    (rows > 0).then(|| skipped(table, &id, reason))
}
