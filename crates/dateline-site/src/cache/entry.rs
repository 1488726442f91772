//! A kept page: its bytes in each coding, with headers ready, and what it was made from.

use std::sync::Arc;
use std::sync::atomic::{
    AtomicBool, AtomicU8, AtomicU64, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};

use bytes::Bytes;
use dateline_web::server::{Effort, Encoding, compress};
use http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, VARY};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use parking_lot::RwLock;
use sha2::{Digest, Sha256};

use super::config::CacheConfig;
use super::page::Page;
use super::recorder::Recorder;
use super::tags::page_tags;

/// Bodies below this size are sent as they are.
const SMALLEST_COMPRESSED: usize = 512;
/// Bodies above this size are compressed off the async threads; this one takes a fifth of a millisecond.
const LARGEST_INLINE: usize = 48 * 1024;
/// Rough memory of an entry beside its bodies, and of the headers of one more form.
const OVERHEAD: usize = 4096;

pub(super) static CDN_CACHE_CONTROL: HeaderName = HeaderName::from_static("cdn-cache-control");

/// Bytes in one coding, with all headers.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) body: Bytes,
    pub(super) headers: HeaderMap,
    effort: Effort,
}

impl Form {
    pub(super) fn cost(&self) -> usize {
        self.body.len() + OVERHEAD
    }

    pub(super) fn is_best(&self) -> bool {
        self.effort == Effort::High
    }
}

/// How a key is used; lives on when its page is rendered anew.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub(super) hits: AtomicU64,
    /// Recent use, 0 to 3, for the eviction.
    pub(super) recent: AtomicU8,
    /// Which of the store's queues its key is in.
    pub(super) in_main: AtomicBool,
}

/// Place of one coding.
#[derive(Debug, Default)]
struct Coded {
    ready: RwLock<Option<Arc<Form>>>,
    making: tokio::sync::Mutex<()>,
    improving: AtomicBool,
}

/// What a render made.
pub(super) struct Rendered {
    pub(super) page: Page,
    /// What it read.
    pub(super) recorder: Recorder,
    /// The generation in which it began.
    pub(super) started: u64,
    /// Whether it may be kept, here and by others.
    pub(super) lasting: bool,
}

/// A page as it was rendered once.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Arc<str>,
    pub(super) status: StatusCode,
    pub(super) usage: Arc<Usage>,
    /// Whether it may be kept.
    pub(super) lasting: bool,
    /// Header with the tags of the page.
    pub(super) tag_header: Option<HeaderName>,
    /// Bytes charged to the store; changed only under its lock.
    pub(super) charged: AtomicUsize,
    identity: Arc<Form>,
    coded: [Coded; Encoding::COMPRESSED.len()],
    /// Headers all forms share.
    headers: HeaderMap,
    hash: [u8; 16],
    compressible: bool,
    subjects: Box<[u64]>,
    started: u64,
    validated_at: AtomicU64,
    /// Not to be sent from then on, microseconds.
    until: Option<i64>,
    /// How long outer caches may keep it, in seconds.
    shared_age: u32,
}

impl Entry {
    /// Whether it was made with the spare theme, for want of a better one.
    pub(super) fn is_makeshift(&self) -> bool {
        self.headers.contains_key(&crate::theme::MAKESHIFT)
    }

    /// Makes an entry of a rendered page.
    pub(super) fn new(key: Arc<str>, rendered: Rendered, config: &CacheConfig) -> Self {
        let Rendered {
            page,
            recorder,
            started,
            lasting,
        } = rendered;
        let compressible =
            page.body.len() >= SMALLEST_COMPRESSED && is_text(page.content_type.as_bytes());
        let mut headers = config.base_headers.clone();
        headers.insert(CONTENT_TYPE, page.content_type);
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        for (name, value) in page.headers {
            // What a page says itself stands in place of what every page says.
            if config.base_headers.contains_key(&name) {
                headers.insert(name, value);
            } else {
                headers.append(name, value);
            }
        }
        let shared_age = page
            .shared_max_age_seconds
            .unwrap_or(config.shared_max_age_seconds);
        if lasting {
            allow_keeping(&mut headers, shared_age, u32::MAX, config);
            add_tags(
                &mut headers,
                &page_tags(&recorder.subjects(), config.tag_separator),
                config,
            );
        } else {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        }
        let hash = hash_of(&page.body);
        // A copy of just its length: what a page was written into has room to spare.
        let body = Bytes::copy_from_slice(&page.body);
        let identity = form(&headers, hash, Encoding::Identity, Effort::High, body);
        Self {
            key,
            status: page.status,
            usage: Arc::default(),
            lasting,
            tag_header: config.tag_header.clone(),
            charged: AtomicUsize::new(0),
            identity: Arc::new(identity),
            coded: Default::default(),
            headers,
            hash,
            compressible,
            subjects: recorder.keys(),
            started,
            validated_at: AtomicU64::new(0),
            until: recorder.until(),
            shared_age,
        }
    }

    /// Headers of every form.
    pub(super) fn shared_headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(super) fn subjects(&self) -> &[u64] {
        &self.subjects
    }

    pub(super) fn started(&self) -> u64 {
        self.started
    }

    /// The moment from which it is not to be sent any more, microseconds.
    pub(super) fn until(&self) -> Option<i64> {
        self.until
    }

    /// Lets others keep it no longer than it holds.
    pub(super) fn bound(&self, headers: &mut HeaderMap, seconds: u32, config: &CacheConfig) {
        if self.lasting {
            allow_keeping(headers, self.shared_age, seconds, config);
        }
    }

    /// The generation in which it was last found fresh.
    pub(super) fn validated_at(&self) -> u64 {
        self.validated_at.load(Acquire)
    }

    pub(super) fn validate(&self, generation: u64) {
        self.validated_at.store(generation, Release);
    }

    /// Bytes it takes, all forms together.
    pub(super) fn cost(&self) -> usize {
        let forms = self.coded.iter();
        let coded: usize = forms
            .filter_map(|coded| coded.ready.read().as_ref().map(|form| form.cost()))
            .sum();
        self.identity.cost() + coded + self.key.len() + self.subjects.len() * 8 + OVERHEAD
    }

    /// The coding it is really sent in: short or dense bodies are not compressed.
    pub(super) fn coding(&self, wanted: Encoding) -> Encoding {
        if self.compressible {
            wanted
        } else {
            Encoding::Identity
        }
    }

    /// The form in a coding, if it is ready.
    pub(super) fn ready(&self, encoding: Encoding) -> Option<Arc<Form>> {
        match self.place(self.coding(encoding)) {
            None => Some(Arc::clone(&self.identity)),
            Some(coded) => coded.ready.read().clone(),
        }
    }

    /// The form in a coding, made now if need be, once for all who ask; true if it was made by this call.
    pub(super) async fn form(&self, encoding: Encoding) -> (Arc<Form>, bool) {
        if let Some(form) = self.ready(encoding) {
            return (form, false);
        }
        let encoding = self.coding(encoding);
        let Some(coded) = self.place(encoding) else {
            return (Arc::clone(&self.identity), false);
        };
        let _one_at_a_time = coded.making.lock().await;
        if let Some(form) = coded.ready.read().clone() {
            return (form, false);
        }
        let Some(body) = compressed(encoding, Effort::Fast, &self.identity.body).await else {
            return (Arc::clone(&self.identity), false);
        };
        let form = Arc::new(form(&self.headers, self.hash, encoding, Effort::Fast, body));
        *coded.ready.write() = Some(Arc::clone(&form));
        (form, true)
    }

    /// Whether a better form is worth making now; says so once.
    pub(super) fn wants_better(&self, encoding: Encoding) -> bool {
        self.place(self.coding(encoding)).is_some_and(|coded| {
            !coded.improving.load(Relaxed) && !coded.improving.swap(true, Relaxed)
        })
    }

    /// Compresses thoroughly, and swaps the form if that made it smaller.
    pub(super) async fn improve(&self, encoding: Encoding) {
        let Some(coded) = self.place(encoding) else {
            return;
        };
        let Some(body) = compressed(encoding, Effort::High, &self.identity.body).await else {
            return;
        };
        let better = form(&self.headers, self.hash, encoding, Effort::High, body);
        let mut ready = coded.ready.write();
        let smaller = ready
            .as_ref()
            .is_none_or(|form| better.body.len() < form.body.len());
        if smaller {
            *ready = Some(Arc::new(better));
        }
    }

    /// Whether an entity tag names this page in a coding, compressed with whatever effort.
    pub(super) fn is_named_by(&self, tag: &str, encoding: Encoding) -> bool {
        let ours = tag_text(self.hash, self.coding(encoding), Effort::Fast);
        tag.is_ascii() && tag.len() == ours.len() && tag[..tag.len() - 1] == ours[..ours.len() - 1]
    }

    fn place(&self, encoding: Encoding) -> Option<&Coded> {
        Encoding::COMPRESSED
            .iter()
            .position(|coding| *coding == encoding)
            .map(|index| &self.coded[index])
    }
}

async fn compressed(encoding: Encoding, effort: Effort, body: &Bytes) -> Option<Bytes> {
    if effort == Effort::Fast && body.len() <= LARGEST_INLINE {
        return compress(encoding, effort, body);
    }
    let body = body.clone();
    tokio::task::spawn_blocking(move || compress(encoding, effort, &body))
        .await
        .ok()
        .flatten()
}

fn form(
    shared: &HeaderMap,
    hash: [u8; 16],
    encoding: Encoding,
    effort: Effort,
    body: Bytes,
) -> Form {
    let mut headers = HeaderMap::with_capacity(shared.len() + 3);
    headers.extend(
        shared
            .iter()
            .map(|(name, value)| (name.clone(), value.clone())),
    );
    headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    if let Some(value) = encoding.header() {
        headers.insert(CONTENT_ENCODING, value);
    }
    let tag = format!("\"{}\"", tag_text(hash, encoding, effort));
    if let Ok(value) = HeaderValue::try_from(tag) {
        headers.insert(ETAG, value);
    }
    Form {
        body,
        headers,
        effort,
    }
}

/// Text of an entity tag: 16 letters for the page, one for the coding, one for the effort.
fn tag_text(hash: [u8; 16], encoding: Encoding, effort: Effort) -> String {
    let mut text: String = hash.iter().map(|b| char::from(*b)).collect();
    text.push(encoding.letter());
    text.push(match effort {
        Effort::Fast => '1',
        Effort::High => '2',
    });
    text
}

/// 80 bits of SHA-256, in the alphabet of base 32.
fn hash_of(body: &[u8]) -> [u8; 16] {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let digest = Sha256::digest(body);
    let mut text = [0; 16];
    for (letter, byte) in text.iter_mut().zip(digest.iter()) {
        *letter = ALPHABET[usize::from(byte & 31)];
    }
    text
}

/// Lets outer caches keep a page for its age, and in bad times longer, but no longer than it holds.
fn allow_keeping(headers: &mut HeaderMap, age: u32, holds: u32, config: &CacheConfig) {
    let age = age.min(holds);
    let longer = |seconds: u32| seconds.min(holds - age);
    let browsers = format!("public, max-age=0, s-maxage={age}");
    let networks = format!(
        "max-age={age}, stale-while-revalidate={}, stale-if-error={}",
        longer(config.stale_while_revalidate_seconds),
        longer(config.stale_if_error_seconds)
    );
    if let Ok(value) = HeaderValue::try_from(browsers) {
        headers.insert(CACHE_CONTROL, value);
    }
    if let Ok(value) = HeaderValue::try_from(networks) {
        headers.insert(CDN_CACHE_CONTROL.clone(), value);
    }
}

fn add_tags(headers: &mut HeaderMap, tags: &str, config: &CacheConfig) {
    let Some(name) = config.tag_header.clone() else {
        return;
    };
    match HeaderValue::try_from(tags) {
        Ok(value) if !value.is_empty() => headers.insert(name, value),
        _ => None,
    };
}

/// Whether bodies of a type shrink when compressed.
fn is_text(content_type: &[u8]) -> bool {
    let essence = content_type
        .split(|&b| b == b';')
        .next()
        .unwrap_or_default()
        .trim_ascii();
    essence.starts_with(b"text/")
        || essence.ends_with(b"+xml")
        || essence.ends_with(b"+json")
        || [
            &b"application/json"[..],
            b"application/xml",
            b"application/javascript",
        ]
        .contains(&essence)
}
