//! What every page shares: masthead, navigation, head of the document, foot.

use super::{EditionView, Link, PictureView};
use serde::Serialize;

/// What every page shares.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Frame {
    /// The edition the page is of.
    pub edition: EditionView,
    /// Every edition, this one too, in order.
    pub editions: Vec<EditionLink>,
    /// Sections of the navigation, in order; the one the page is in is current.
    pub sections: Vec<SectionLink>,
    /// Standing pages linked from the foot ("About us", "Corrections").
    pub pages: Vec<Link>,
    /// Address of this month's archive.
    pub archive_url: Option<String>,
    /// Content of `<title>`; see [`page_title`].
    pub title: String,
    /// The page's own description for search engines; never a general one.
    pub description: Option<String>,
    /// Absolute address of the page itself.
    pub canonical_url: Option<String>,
    /// The same page in each edition, this one too; empty if there is only this one.
    pub alternates: Vec<Alternate>,
    /// Feeds of what the page shows.
    pub feeds: Vec<FeedLink>,
    /// How the page looks when shared.
    pub open_graph: Option<OpenGraph>,
    /// Structured data.
    pub json_ld: Option<JsonLd>,
    /// Value of `meta robots`, if not the default.
    pub robots: Option<String>,
    /// Small scripts of the theme the page works better with.
    pub islands: Vec<&'static str>,
    /// Address of the web manifest.
    pub manifest_url: Option<String>,
    /// Where a reader's own lists are shown.
    pub saved_url: Option<String>,
    /// Whether browsers keep what was read for when there is no connection.
    pub keeps: bool,
    /// Where other sites learn how to show the page.
    pub oembed_url: Option<String>,
    /// The day (`2026-11-22`) the page is made on: fronts show it, and cards of that day show only
    /// the hour, so a page that has it must be made again when the day ends.
    pub today: Option<String>,
    /// Year of the copyright line.
    pub year: i16,
}

/// An edition in the switch of the masthead.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EditionLink {
    /// Name of its language in that language ("Русский").
    pub language: String,
    /// Name of the paper there.
    pub name: String,
    /// BCP 47, without extensions.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its front, or the translation of this very page.
    pub url: String,
    /// True for the edition the page is of.
    pub is_current: bool,
}

/// A section in the navigation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionLink {
    /// As readers see it.
    pub name: String,
    /// Its front.
    pub url: String,
    /// The page is in it.
    pub is_current: bool,
}

/// The same page in another edition.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Alternate {
    /// BCP 47, or `x-default`.
    pub hreflang: String,
    /// Absolute address.
    pub href: String,
}

/// A feed of what the page shows.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FeedLink {
    /// What it carries ("City, The Lindmar Courier").
    pub title: String,
    /// Its address.
    pub href: String,
    /// `application/rss+xml`, `application/atom+xml` or `application/feed+json`.
    pub media_type: &'static str,
}

/// How the page looks when shared.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OpenGraph {
    /// `website`, `article` or `profile`.
    pub kind: &'static str,
    /// The title without the name of the paper.
    pub title: String,
    /// Territory form of the locale (`en_GB`).
    pub locale: String,
    /// Absolute address of a picture at least 1,200 pixels wide.
    pub image: Option<OpenGraphImage>,
    /// RFC 3339.
    pub published: Option<String>,
    /// RFC 3339.
    pub modified: Option<String>,
    /// Name of the section.
    pub section: Option<String>,
    /// Names of the tags.
    pub tags: Vec<String>,
    /// Names of the authors. Their pages are in the structured data: who reads `article:author` takes
    /// the end of an address for a name.
    pub authors: Vec<String>,
}

/// The picture of a shared page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OpenGraphImage {
    /// Absolute address.
    pub url: String,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
    /// What it shows.
    pub alt: String,
}

impl OpenGraphImage {
    /// The picture of a card or story, given its absolute address.
    pub fn of(picture: &PictureView, url: String) -> Self {
        Self {
            url,
            width: picture.width,
            height: picture.height,
            alt: picture.alt.clone(),
        }
    }
}

/// Structured data, safe to stand in a `<script type="application/ld+json">`.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct JsonLd(String);

impl JsonLd {
    /// Takes JSON text; what could end the script is written as an escape.
    pub fn new(json: &str) -> Self {
        Self(
            json.replace('<', "\\u003c")
                .replace('\u{2028}', "\\u2028")
                .replace('\u{2029}', "\\u2029"),
        )
    }
}

/// Joins the parts of a title: blank and repeated parts are left out, so that it never starts or
/// ends with a separator.
pub fn page_title(parts: &[&str]) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in parts.iter().map(|p| p.trim()).filter(|p| !p.is_empty()) {
        if !kept.contains(&part) {
            kept.push(part);
        }
    }
    kept.join(" · ")
}

/// Name of a language in that language; the tag itself if it is not one of ours.
pub fn language_name(tag: &str) -> &str {
    match dateline_web::i18n::language_of(tag) {
        "ar" => "العربية",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fa" => "فارسی",
        "fr" => "Français",
        "he" => "עברית",
        "it" => "Italiano",
        "ja" => "日本語",
        "pl" => "Polski",
        "pt" => "Português",
        "ru" => "Русский",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "zh" if tag.contains("Hant") => "繁體中文",
        "zh" => "简体中文",
        _ => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_never_starts_or_ends_with_a_separator() {
        assert_eq!(
            page_title(&["", "City", " ", "The Courier"]),
            "City · The Courier"
        );
        assert_eq!(page_title(&["The Courier", "The Courier"]), "The Courier");
        assert_eq!(page_title(&["", " "]), "");
    }

    #[test]
    fn structured_data_cannot_end_its_script() {
        let JsonLd(text) = JsonLd::new(r#"{"headline":"</script><b>"}"#);

        assert!(!text.contains('<'));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap()["headline"],
            "</script><b>"
        );
    }
}
