//! Who wrote: accounts, guest authors, and names only stories know.

use super::channel::{Archive, meta, origin};
use super::node::Node;
use super::slug::{slug, slugified};
use crate::archive::{Contributor, Origin, Record};
use crate::html;
use std::collections::{HashMap, HashSet};

/// Most people remembered; of later ones nothing is known but their names.
const MAX_KNOWN: usize = 200_000;

/// People told so far, and other names they go by.
#[derive(Default)]
pub(super) struct People {
    told: HashSet<String>,
    aliases: HashMap<String, String>,
}

impl People {
    fn alias(&mut self, name: String, slug: &str) {
        if self.aliases.len() < MAX_KNOWN && !name.is_empty() {
            self.aliases.entry(name).or_insert_with(|| slug.to_owned());
        }
    }

    fn find(&self, name: &str) -> Option<String> {
        self.aliases.get(&name.to_lowercase()).cloned()
    }
}

impl Archive {
    fn contributor(&mut self, contributor: Contributor) {
        let people = &mut self.people;
        if people.told.len() < MAX_KNOWN && !people.told.insert(contributor.slug.clone()) {
            return;
        }
        people.alias(contributor.slug.to_lowercase(), &contributor.slug);
        people.alias(slugified(&contributor.slug), &contributor.slug);
        people.alias(
            format!("name {}", contributor.name.to_lowercase()),
            &contributor.slug,
        );
        self.out.push_back(Record::Contributor(contributor));
    }

    /// An account.
    pub(super) fn author(&mut self, node: &Node) {
        let Some(login) = node.some("wp:author_login") else {
            return;
        };
        let shown = html::plain(node.field("wp:author_display_name"));
        let parts = [
            node.field("wp:author_first_name"),
            node.field("wp:author_last_name"),
        ];
        let whole = html::plain(&parts.join(" "));
        let name = [shown, whole].into_iter().find(|n| !n.is_empty());
        self.contributor(Contributor {
            origin: Origin {
                id: node.some("wp:author_id").unwrap_or(login).to_owned(),
                line: node.line,
            },
            slug: login.to_owned(),
            name: name.unwrap_or_else(|| readable(login)),
            email: node.some("wp:author_email").map(str::to_owned),
            ..Contributor::default()
        });
    }

    /// An author without an account, of the co-authors plugin.
    pub(super) fn guest_author(&mut self, node: &Node) {
        let login = meta(node, "cap-user_login").unwrap_or_else(|| node.field("wp:post_name"));
        let login = login.trim_start_matches("cap-").to_owned();
        let name =
            html::plain(meta(node, "cap-display_name").unwrap_or_else(|| node.field("title")));
        if login.is_empty() && name.is_empty() {
            self.skip(
                node,
                "contributors",
                "a guest author without a name".to_owned(),
            );
            return;
        }
        let text = |key: &str| meta(node, key).map(html::plain).filter(|t| !t.is_empty());
        self.contributor(Contributor {
            origin: origin(node),
            slug: if login.is_empty() {
                slugified(&name)
            } else {
                login.clone()
            },
            name: if name.is_empty() {
                readable(&login)
            } else {
                name
            },
            email: text("cap-user_email"),
            bio: text("cap-description"),
            url: text("cap-website"),
        });
    }

    /// Slugs of the authors of an item: co-authors if it names any, else its creator.
    pub(super) fn authors_of(&mut self, node: &Node) -> Vec<String> {
        let named: Vec<(String, String)> = node
            .all("category")
            .filter(|c| matches!(c.attribute("domain"), Some("author" | "cap-author")))
            .map(|c| {
                (
                    c.attribute("nicename").unwrap_or_default().to_owned(),
                    html::plain(&c.words),
                )
            })
            .collect();
        let mut slugs = Vec::new();
        for (nicename, name) in named {
            let slug = self.co_author(&nicename, &name, node.line);
            slugs.extend(slug.filter(|s| !slugs.contains(s)));
        }
        if slugs.is_empty() {
            slugs.extend(self.creator(node));
        }
        slugs
    }

    fn co_author(&mut self, nicename: &str, name: &str, line: u64) -> Option<String> {
        let login = slug(nicename.strip_prefix("cap-").unwrap_or(nicename));
        let by_name = || self.people.find(&format!("name {name}"));
        if let Some(known) = self.people.find(&login).or_else(by_name) {
            return Some(known);
        }
        let login = if login.is_empty() {
            slugified(name)
        } else {
            login
        };
        let name = if name.is_empty() {
            readable(&login)
        } else {
            name.to_owned()
        };
        (!login.is_empty()).then(|| self.unknown(&login, name, line))
    }

    fn creator(&mut self, node: &Node) -> Option<String> {
        let login = node.some("dc:creator")?.to_owned();
        let known = self.people.find(&login);
        let known = known.or_else(|| self.people.find(&slugified(&login)));
        Some(known.unwrap_or_else(|| self.unknown(&login, readable(&login), node.line)))
    }

    fn unknown(&mut self, login: &str, name: String, line: u64) -> String {
        self.contributor(Contributor {
            origin: Origin {
                id: login.to_owned(),
                line,
            },
            slug: login.to_owned(),
            name,
            email: Some(login.to_owned()).filter(|l| l.contains('@')),
            ..Contributor::default()
        });
        login.to_owned()
    }
}

/// A login as a name: of a mail address only the part before the @.
fn readable(login: &str) -> String {
    let name = login.split('@').next().filter(|n| !n.is_empty());
    name.unwrap_or(login).to_owned()
}
