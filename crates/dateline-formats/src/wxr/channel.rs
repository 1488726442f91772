//! What is known of the archive so far, and what it gives.

use super::library::Library;
use super::menu::Menus;
use super::node::{Node, Whole};
use super::people::People;
use super::terms::Terms;
use crate::archive::{Origin, Record, Site, Skipped};
use crate::html;
use std::collections::VecDeque;
use std::sync::Arc;
use url::Url;

/// Post types of WordPress and common plugins that are no content.
const INTERNAL: [&str; 34] = [
    "revision",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
    "wp_block",
    "wp_template",
    "wp_template_part",
    "wp_global_styles",
    "wp_navigation",
    "wp_font_family",
    "wp_font_face",
    "wpcf7_contact_form",
    "feedback",
    "elementor_library",
    "mc4wp-form",
    "scheduled-action",
    "shop_order",
    "shop_order_refund",
    "shop_coupon",
    "product_variation",
    "amp_validated_url",
    "et_pb_layout",
    "et_template",
    "vc_grid_item",
    "ml-slider",
    "ml-slide",
    "tablepress_table",
    "popup",
    "wpforms",
    "custom-css",
    "reply",
    "jp_pay_order",
    "spucpt",
];
const INTERNAL_PREFIXES: [&str; 9] = [
    "acf-",
    "wp_",
    "jetpack",
    "elementor_",
    "wpcf7",
    "et_",
    "vc_",
    "jp_",
    "wpforms",
];

/// The archive while it is read.
#[derive(Default)]
pub(super) struct Archive {
    pub site: Site,
    /// Texts and comments of stories are passed over.
    pub is_outline: bool,
    is_site_told: bool,
    links: [String; 3],
    pub people: People,
    pub terms: Terms,
    pub menus: Menus,
    /// Gathered by a first look, used by a second.
    pub library: Arc<Library>,
    pub out: VecDeque<Record>,
}

impl Archive {
    /// Takes in an element of the channel.
    pub fn element(&mut self, whole: &Whole) {
        let name = whole.node.name.clone();
        if matches!(
            name.as_str(),
            "wp:author" | "wp:category" | "wp:tag" | "wp:term" | "item"
        ) {
            self.tell_site();
        }
        match name.as_str() {
            "item" => self.item(whole),
            "wp:author" => self.author(&whole.node),
            "wp:category" => self.category(&whole.node),
            "wp:tag" => self.tag(&whole.node),
            "wp:term" => self.term(&whole.node),
            _ => self.site_field(&whole.node),
        }
    }

    fn site_field(&mut self, node: &Node) {
        let words = node.words.trim();
        match node.name.as_str() {
            "title" => self.site.title = html::plain(words),
            "description" => self.site.tagline = Some(html::plain(words)).filter(|t| !t.is_empty()),
            "language" => self.site.language = Some(words.to_owned()).filter(|l| !l.is_empty()),
            "wp:base_blog_url" => words.clone_into(&mut self.links[0]),
            "wp:base_site_url" => words.clone_into(&mut self.links[1]),
            "link" => words.clone_into(&mut self.links[2]),
            _ => {}
        }
    }

    /// Tells of the site once, before everything else.
    fn tell_site(&mut self) {
        if self.is_site_told {
            return;
        }
        self.is_site_told = true;
        let url = self.links.iter().find(|l| !l.is_empty());
        self.site.url = url
            .map(|u| u.trim_end_matches('/').to_owned())
            .unwrap_or_default();
        if let Some(base) = self.base().filter(|_| self.is_outline) {
            Arc::make_mut(&mut self.library).host(&base);
        }
        self.out.push_back(Record::Site(self.site.clone()));
    }

    /// Address links of the site are completed with.
    pub fn base(&self) -> Option<Url> {
        Url::parse(&format!("{}/", self.site.url)).ok()
    }

    /// Gives what could only be told at the end.
    pub fn finish(&mut self) {
        self.tell_site();
        let menus = std::mem::take(&mut self.menus);
        self.out.extend(menus.finish(&self.terms));
    }

    fn item(&mut self, whole: &Whole) {
        let node = &whole.node;
        let kind = match node.field("wp:post_type") {
            "" => "post",
            kind => kind,
        };
        if let Some(fault) = &whole.fault {
            self.skip(node, plural(kind), fault.clone());
            return;
        }
        match kind {
            "attachment" => self.attachment(node),
            "nav_menu_item" => self.menu_item(node),
            "guest-author" => self.guest_author(node),
            "wp_block" => self.block(node),
            _ if is_internal(kind) => {
                let kind: String = kind.chars().take(60).collect();
                self.skip(
                    node,
                    "settings",
                    format!("post type \"{kind}\" is not content"),
                );
            }
            _ => self.story(node, kind, whole.is_mended),
        }
    }

    /// A reusable block: it stands in the stories that use it.
    fn block(&mut self, node: &Node) {
        let text = node.field("content:encoded");
        let is_public = node.field("wp:status") == "publish";
        let has_room = !(self.is_outline && is_public)
            || Arc::make_mut(&mut self.library).block(node.field("wp:post_id"), text);
        let reason = if has_room {
            "a reusable block is not a story; it stands where stories use it"
        } else {
            "a reusable block beyond 16 MB of them"
        };
        self.skip(node, "blocks", reason.to_owned());
    }

    /// Tells that something cannot be kept.
    pub fn skip(&mut self, node: &Node, kind: &str, reason: String) {
        self.out.push_back(Record::Skipped(Skipped {
            kind: kind.to_owned(),
            id: node.field("wp:post_id").to_owned(),
            line: node.line,
            reason,
        }));
    }
}

/// Longest id made of an address, in characters.
const MAX_ID: usize = 300;

/// Where an item stood. Archives written by hand give no number; there the address tells items
/// apart.
pub(super) fn origin(node: &Node) -> Origin {
    let fields = ["wp:post_id", "guid", "link"];
    let id = fields.iter().find_map(|name| node.some(name));
    Origin {
        id: id.unwrap_or_default().chars().take(MAX_ID).collect(),
        line: node.line,
    }
}

/// Value of a custom field, unless it is empty or serialized PHP.
pub(super) fn meta<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    let named = node
        .all("wp:postmeta")
        .filter(|m| m.field("wp:meta_key") == key);
    named
        .map(|m| m.field("wp:meta_value"))
        .find(|v| !v.is_empty() && !is_serialized(v))
}

fn is_serialized(value: &str) -> bool {
    let mut bytes = value.bytes();
    let letter = bytes.next().is_some_and(|b| b"abdisONC".contains(&b));
    letter && bytes.next() == Some(b':') && value.ends_with([';', '}'])
}

fn is_internal(kind: &str) -> bool {
    INTERNAL.contains(&kind) || INTERNAL_PREFIXES.iter().any(|p| kind.starts_with(p))
}

fn plural(kind: &str) -> &'static str {
    match kind {
        "attachment" => "pictures",
        "page" => "pages",
        "nav_menu_item" => "menus",
        _ => "stories",
    }
}
