//! Navigation menus: entries come as items and are put together at the end.

use super::channel::{Archive, meta, origin};
use super::node::Node;
use super::slug::slug;
use super::terms::Terms;
use crate::archive::{Menu, MenuItem, MenuTarget, Origin, Record, Skipped};
use crate::html;
use crate::html::safe_link;

/// Most entries remembered.
const MAX_ITEMS: usize = 10_000;

/// Menus found so far.
#[derive(Default)]
pub(super) struct Menus {
    menus: Vec<Unfinished>,
    count: usize,
}

struct Unfinished {
    slug: String,
    name: String,
    line: u64,
    entries: Vec<Entry>,
}

struct Entry {
    order: i64,
    origin: Origin,
    label: String,
    target: Target,
}

enum Target {
    Known(MenuTarget),
    Term(String),
}

impl Menus {
    fn of(&mut self, slug: &str, name: &str, line: u64) -> &mut Unfinished {
        let at = self
            .menus
            .iter()
            .position(|m| m.slug == slug)
            .unwrap_or_else(|| {
                self.menus.push(Unfinished {
                    slug: slug.to_owned(),
                    name: name.to_owned(),
                    line,
                    entries: Vec::new(),
                });
                self.menus.len() - 1
            });
        &mut self.menus[at]
    }

    /// Notes the name of a menu.
    pub fn name(&mut self, slug: &str, name: &str, line: u64) {
        if self.menus.len() < MAX_ITEMS {
            let menu = self.of(slug, name, line);
            name.clone_into(&mut menu.name);
        }
    }

    /// The menus, their entries in order.
    pub fn finish(self, terms: &Terms) -> Vec<Record> {
        let mut records = Vec::new();
        for mut menu in self.menus {
            menu.entries.sort_by_key(|e| e.order);
            let mut items = Vec::new();
            for entry in menu.entries {
                match target(entry.target, terms) {
                    Some(target) => items.push(MenuItem {
                        label: entry.label,
                        target,
                    }),
                    None => records.push(skipped(
                        &entry.origin,
                        "the menu entry leads to nothing in the archive",
                    )),
                }
            }
            if !items.is_empty() {
                records.push(Record::Menu(Menu {
                    origin: Origin {
                        id: menu.slug,
                        line: menu.line,
                    },
                    name: menu.name,
                    items,
                }));
            }
        }
        records
    }
}

fn target(target: Target, terms: &Terms) -> Option<MenuTarget> {
    match target {
        Target::Known(target) => Some(target),
        Target::Term(id) => terms.by_id(&id).map(|(taxonomy, slug)| match taxonomy {
            "category" => MenuTarget::Section(slug.to_owned()),
            _ => MenuTarget::Tag(slug.to_owned()),
        }),
    }
}

fn skipped(origin: &Origin, reason: &str) -> Record {
    Record::Skipped(Skipped {
        kind: "menus".to_owned(),
        id: origin.id.clone(),
        line: origin.line,
        reason: reason.to_owned(),
    })
}

impl Archive {
    /// An entry of a menu.
    pub(super) fn menu_item(&mut self, node: &Node) {
        let menu = node
            .all("category")
            .find(|c| c.attribute("domain") == Some("nav_menu"));
        let (Some(menu), Some(target), "publish" | "") =
            (menu, self.menu_target(node), node.field("wp:status"))
        else {
            let reason = "the menu entry is a draft or leads nowhere";
            self.out.push_back(skipped(&origin(node), reason));
            return;
        };
        if self.menus.count >= MAX_ITEMS {
            self.out
                .push_back(skipped(&origin(node), "too many menu entries"));
            return;
        }
        self.menus.count += 1;
        let slug = slug(menu.attribute("nicename").unwrap_or_default());
        let entry = Entry {
            order: node.field("wp:menu_order").parse().unwrap_or(0),
            origin: origin(node),
            label: html::plain(node.field("title")),
            target,
        };
        self.menus
            .of(&slug, &html::plain(&menu.words), node.line)
            .entries
            .push(entry);
    }

    fn menu_target(&self, node: &Node) -> Option<Target> {
        let object = meta(node, "_menu_item_object_id")
            .unwrap_or_default()
            .to_owned();
        match meta(node, "_menu_item_type")? {
            "post_type" => Some(Target::Known(MenuTarget::Story(object))),
            "taxonomy" => Some(Target::Term(object)),
            _ => {
                let url = safe_link(meta(node, "_menu_item_url")?, self.base().as_ref())?;
                Some(Target::Known(MenuTarget::Url(url)))
            }
        }
    }
}
