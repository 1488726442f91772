//! Sitemaps: the index, the addresses with pictures and translations, and the news of two days.
//!
//! Every document stays inside the protocol's bounds ([`MAX_URLS`], [`MAX_NEWS`], [`MAX_BYTES`]);
//! what goes beyond is left out, so the caller splits before it comes to that. The caller also
//! decides what is public and what is new: nothing here knows the time.

use crate::feed::rfc3339;
use crate::feed::xml::{Xml, uri};
use jiff::Timestamp;

/// Most addresses of one sitemap, and most sitemaps of one index.
pub const MAX_URLS: usize = 50_000;
/// Most stories of one news sitemap.
pub const MAX_NEWS: usize = 1_000;
/// Most pictures of one page.
pub const MAX_IMAGES: usize = 1_000;
/// Most bytes of one document.
pub const MAX_BYTES: usize = 50 * 1024 * 1024;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
const NEWS: (&str, &str) = (
    "xmlns:news",
    "http://www.google.com/schemas/sitemap-news/0.9",
);
const IMAGE: (&str, &str) = (
    "xmlns:image",
    "http://www.google.com/schemas/sitemap-image/1.1",
);
const XHTML: (&str, &str) = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");

/// A sitemap of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Its address.
    pub loc: String,
    /// Last change of anything in it.
    pub lastmod: Option<Timestamp>,
}

/// A page of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub loc: String,
    /// Last change of its content.
    pub lastmod: Option<Timestamp>,
    /// Addresses of its pictures.
    pub images: Vec<String>,
    /// The same page in every edition, itself included; empty if there is only one.
    pub alternates: Vec<Alternate>,
}

/// A translation of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alternate {
    /// BCP 47, or `x-default`.
    pub hreflang: String,
    /// Its address.
    pub href: String,
}

/// A story published within the last two days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewsItem {
    /// Its address.
    pub loc: String,
    /// BCP 47; written as the two letters the protocol knows.
    pub language: String,
    /// First publication.
    pub published: Timestamp,
    /// Headline.
    pub title: String,
}

/// The index of sitemaps.
pub fn index(sitemaps: &[Sitemap]) -> String {
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[NAMESPACE]);
    for sitemap in sitemaps.iter().take(MAX_URLS) {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], &uri(&sitemap.loc));
        lastmod(&mut xml, sitemap.lastmod);
        xml.close();
    }
    xml.finish()
}

/// The addresses of pages.
pub fn urls(pages: &[Page]) -> String {
    let mut xml = Xml::new();
    xml.open("urlset", &[NAMESPACE, IMAGE, XHTML]);
    for page in pages.iter().take(MAX_URLS) {
        if xml.len() + weight(page) > MAX_BYTES {
            break;
        }
        xml.open("url", &[]);
        xml.text("loc", &[], &uri(&page.loc));
        lastmod(&mut xml, page.lastmod);
        for alternate in &page.alternates {
            xml.empty(
                "xhtml:link",
                &[
                    ("rel", "alternate"),
                    ("hreflang", &alternate.hreflang),
                    ("href", &uri(&alternate.href)),
                ],
            );
        }
        for image in page.images.iter().take(MAX_IMAGES) {
            xml.open("image:image", &[]);
            xml.text("image:loc", &[], &uri(image));
            xml.close();
        }
        xml.close();
    }
    xml.finish()
}

/// The news of the last two days, under the name the paper is registered by.
pub fn news(publication: &str, stories: &[NewsItem]) -> String {
    let mut xml = Xml::new();
    xml.open("urlset", &[NAMESPACE, NEWS]);
    for story in stories.iter().take(MAX_NEWS) {
        xml.open("url", &[]);
        xml.text("loc", &[], &uri(&story.loc));
        xml.open("news:news", &[]);
        xml.open("news:publication", &[]);
        xml.text("news:name", &[], publication);
        xml.text("news:language", &[], &news_language(&story.language));
        xml.close();
        xml.text("news:publication_date", &[], &rfc3339(story.published));
        xml.text("news:title", &[], &story.title);
        xml.close();
        xml.close();
    }
    xml.finish()
}

/// The language as the news protocol writes it: ISO 639, but `zh-cn` and `zh-tw` for Chinese.
pub fn news_language(tag: &str) -> String {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    if primary != "zh" {
        return primary.to_owned();
    }
    let is_traditional = parts.find_map(|part| match part {
        "hant" | "tw" | "hk" | "mo" => Some(true),
        "hans" => Some(false),
        _ => None,
    });
    if is_traditional == Some(true) {
        "zh-tw"
    } else {
        "zh-cn"
    }
    .to_owned()
}

fn lastmod(xml: &mut Xml, at: Option<Timestamp>) {
    xml.optional("lastmod", &[], at.map(rfc3339).as_deref());
}

/// More bytes than the page can take, escaped.
fn weight(page: &Page) -> usize {
    let alternates = page
        .alternates
        .iter()
        .map(|a| 80 + 6 * (a.href.len() + a.hreflang.len()));
    let images = page
        .images
        .iter()
        .take(MAX_IMAGES)
        .map(|i| 80 + 6 * i.len());
    200 + 6 * page.loc.len() + alternates.chain(images).sum::<usize>()
}
