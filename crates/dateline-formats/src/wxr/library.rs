//! What stories refer to that may stand anywhere in an archive: the media library by address and
//! by the item a picture was uploaded to, and reusable blocks. A first reading gathers it, a
//! second one uses it.

use crate::archive::{Change, normal_picture_url};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use url::Url;

/// Most pictures remembered by address, and most remembered by the item they belong to.
const MAX_PICTURES: usize = 2_000_000;
/// Most bytes of reusable blocks remembered.
const MAX_BLOCK_BYTES: usize = 16 * 1024 * 1024;
/// Most bytes of reusable blocks in one text.
const MAX_TEXT: usize = 4 * 1024 * 1024;
/// Deepest nesting of reusable blocks.
const MAX_DEPTH: usize = 16;
/// Most hosts the site is known by.
const MAX_HOSTS: usize = 100;
/// Most pictures of one gallery.
const MAX_GALLERY: usize = 500;
/// How a reusable block is referred to.
const BLOCK: &str = "<!-- wp:block ";
/// What WordPress adds to the name of a large picture it made smaller or upright.
const MADE: [&str; 2] = ["-scaled", "-rotated"];

/// What stories refer to.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Ids of pictures by a hash of the path, as written.
    exact: HashMap<u64, u64>,
    /// The same by the path of the original.
    originals: HashMap<u64, u64>,
    /// Item a picture was uploaded to, place among its pictures, id.
    attached: BTreeSet<(u64, i64, u64)>,
    blocks: HashMap<u64, String>,
    block_bytes: usize,
    hosts: HashSet<String>,
}

impl Library {
    /// Remembers a picture of the media library.
    pub(super) fn picture(&mut self, id: &str, url: &Url, parent: &str, order: &str) {
        let Ok(id) = id.parse::<u64>() else { return };
        self.host(url);
        if self.exact.len() < MAX_PICTURES {
            let path = decoded(url.path());
            self.exact.entry(hash(&path)).or_insert(id);
            self.originals.entry(hash(&original(&path))).or_insert(id);
        }
        let parent = parent.parse::<u64>().ok().filter(|parent| *parent != 0);
        if let Some(parent) = parent.filter(|_| self.attached.len() < MAX_PICTURES) {
            let order = order.parse().unwrap_or(0);
            self.attached.insert((parent, order, id));
        }
    }

    /// Remembers where the site stands.
    pub(super) fn host(&mut self, url: &Url) {
        if let Some(host) = url.host_str().filter(|_| self.hosts.len() < MAX_HOSTS) {
            self.hosts.insert(bare(host).to_owned());
        }
    }

    /// Remembers a reusable block; false if there is no room.
    pub(super) fn block(&mut self, id: &str, text: &str) -> bool {
        let Ok(id) = id.parse() else { return false };
        if self.block_bytes + text.len() > MAX_BLOCK_BYTES {
            return false;
        }
        self.block_bytes += text.len();
        self.blocks.insert(id, text.to_owned());
        true
    }

    /// Id of the picture that stands at an address of the site, in whatever size.
    pub(crate) fn find(&self, url: &str) -> Option<String> {
        if self.exact.is_empty() {
            return None;
        }
        let url = Url::parse(url).ok()?;
        let host = url.host_str()?;
        let path = decoded(url.path());
        // A service of WordPress's makers puts the host of the site into the path.
        let is_resizer = host
            .strip_suffix(".wp.com")
            .is_some_and(|h| h.starts_with('i'));
        let (host, path) = match path.trim_start_matches('/').split_once('/') {
            Some((inner, rest)) if is_resizer => (inner.to_owned(), format!("/{rest}")),
            _ => (host.to_owned(), path),
        };
        if !self.is_own(bare(&host)) {
            return None;
        }
        let found = self.exact.get(&hash(&path));
        let found = found.or_else(|| self.originals.get(&hash(&original(&path))));
        found.map(u64::to_string)
    }

    /// Whether a host is one of the site's, or below or above one.
    fn is_own(&self, host: &str) -> bool {
        let is_below = |low: &str, high: &str| {
            high.contains('.')
                && low
                    .strip_suffix(high)
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.hosts.contains(host)
            || self
                .hosts
                .iter()
                .any(|own| is_below(host, own) || is_below(own, host))
    }

    /// Ids of the pictures that were uploaded to an item, in their order.
    pub(crate) fn attached(&self, item: &str) -> Vec<String> {
        let Ok(item) = item.parse::<u64>() else {
            return Vec::new();
        };
        self.attached
            .range((item, i64::MIN, 0)..=(item, i64::MAX, u64::MAX))
            .take(MAX_GALLERY)
            .map(|(_, _, id)| id.to_string())
            .collect()
    }

    /// The text with reusable blocks in their place; what is missing or circular is told.
    pub(super) fn with_blocks(&self, text: String, changes: &mut Vec<Change>) -> String {
        if !text.contains(BLOCK) {
            return text;
        }
        let mut place = Place {
            library: self,
            open: Vec::new(),
            out: String::with_capacity(text.len()),
            looked_at: 0,
            changes,
        };
        place.write(&text);
        place.out
    }
}

/// A text while its reusable blocks are put in place.
struct Place<'l, 'c> {
    library: &'l Library,
    open: Vec<u64>,
    out: String,
    /// Bytes of blocks looked at, whatever came of them.
    looked_at: usize,
    changes: &'c mut Vec<Change>,
}

impl Place<'_, '_> {
    fn write(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(BLOCK) {
            self.out.push_str(&rest[..at]);
            let comment = &rest[at + BLOCK.len()..];
            let Some(end) = comment.find("-->") else {
                rest = &rest[at..];
                break;
            };
            match reference(&comment[..end]) {
                Some(id) => self.block(id),
                None => self
                    .out
                    .push_str(&rest[at..at + BLOCK.len() + end + "-->".len()]),
            }
            rest = &comment[end + "-->".len()..];
        }
        self.out.push_str(rest);
    }

    fn block(&mut self, id: u64) {
        let text = self.library.blocks.get(&id);
        let fault = if self.open.contains(&id) {
            Some("that holds itself")
        } else if self.open.len() >= MAX_DEPTH {
            Some("in too many others")
        } else if text.is_some_and(|text| self.looked_at + text.len() > MAX_TEXT) {
            Some("beyond 4 MB of them")
        } else if text.is_none() {
            Some("that is not in the archive")
        } else {
            None
        };
        if let Some(fault) = fault {
            self.tell(format!("reusable block {id} {fault}"));
        } else if let Some(text) = text {
            self.looked_at += text.len();
            self.open.push(id);
            self.write(text);
            self.open.pop();
        }
    }

    fn tell(&mut self, from: String) {
        let change = Change {
            from,
            to: "nothing".to_owned(),
        };
        if self.changes.len() < 200 && !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }
}

/// The block a comment refers to: `{"ref":12} /`.
fn reference(comment: &str) -> Option<u64> {
    let json = comment.trim().trim_end_matches('/').trim();
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    value.get("ref")?.as_u64()
}

fn hash(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

fn decoded(path: &str) -> String {
    super::slug::percent_decoded(path)
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// The path of the picture others were made from.
fn original(path: &str) -> String {
    let path = normal_picture_url(path);
    let Some((stem, extension)) = path.rsplit_once('.') else {
        return path;
    };
    match MADE.iter().find_map(|made| stem.strip_suffix(made)) {
        Some(stem) => format!("{stem}.{extension}"),
        None => path,
    }
}
