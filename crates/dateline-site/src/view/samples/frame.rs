//! What the sample pages of one edition share.

use super::house::House;
use crate::view::{
    Alternate, EditionLink, FeedLink, Frame, Link, OpenGraph, SectionLink, language_name,
    page_title,
};
use dateline_core::edition::Direction;

pub(super) const ORIGIN: &str = "https://courier.example";

impl House<'_> {
    pub fn frame(&self, title: &str, path: &str) -> Frame {
        let paper = &self.library.paper;
        let file = paper.editions.iter().find(|e| e.code == self.edition.code);
        Frame {
            edition: self.edition.clone(),
            editions: paper
                .editions
                .iter()
                .map(|e| self.edition_link(e))
                .collect(),
            sections: paper
                .sections
                .iter()
                .map(|s| self.section_link(&s.slug, path))
                .collect(),
            pages: vec![Link::new(
                self.locale.plain("standing-pages", &[]),
                format!("/{}/pages/about", self.edition.code),
            )],
            archive_url: Some(format!("/{}/archive/2026/11", self.edition.code)),
            title: page_title(&[title, &self.edition.name]),
            description: file.map(|f| f.description.clone()),
            canonical_url: Some(format!("{ORIGIN}{path}")),
            alternates: self.alternates(path),
            feeds: self.feeds(path),
            open_graph: Some(OpenGraph {
                kind: "website",
                title: if title.is_empty() {
                    self.edition.name.clone()
                } else {
                    title.to_owned()
                },
                locale: self.edition.locale.replace('-', "_"),
                ..OpenGraph::default()
            }),
            json_ld: None,
            robots: None,
            islands: vec!["comfort.js"],
            manifest_url: Some(format!("/{}/manifest.webmanifest", self.edition.code)),
            saved_url: Some(format!("/{}/saved", self.edition.code)),
            keeps: true,
            oembed_url: None,
            today: None,
            year: 2026,
        }
    }

    fn edition_link(&self, edition: &super::paper::EditionFile) -> EditionLink {
        EditionLink {
            language: language_name(&edition.locale).to_owned(),
            name: edition.name.clone(),
            locale: edition.locale.clone(),
            direction: Direction::of(&edition.locale).as_str(),
            url: format!("/{}/", edition.code),
            is_current: edition.code == self.edition.code,
        }
    }

    fn section_link(&self, slug: &str, path: &str) -> SectionLink {
        let Link { name, url } = self.section(slug);
        let is_current = path == url || path.starts_with(&format!("{url}/"));
        SectionLink {
            name,
            url,
            is_current,
        }
    }

    fn alternates(&self, path: &str) -> Vec<Alternate> {
        if path != self.edition.url {
            return Vec::new();
        }
        let each = self.library.paper.editions.iter().map(|e| Alternate {
            hreflang: e.locale.clone(),
            href: format!("{ORIGIN}/{}/", e.code),
        });
        each.chain([Alternate {
            hreflang: "x-default".to_owned(),
            href: format!("{ORIGIN}/"),
        }])
        .collect()
    }

    fn feeds(&self, path: &str) -> Vec<FeedLink> {
        let base = path.trim_end_matches('/');
        let feed = |file: &str, media_type| FeedLink {
            title: self.edition.name.clone(),
            href: format!("{base}/{file}"),
            media_type,
        };
        vec![
            feed("feed.rss", "application/rss+xml"),
            feed("feed.atom", "application/atom+xml"),
            feed("feed.json", "application/feed+json"),
        ]
    }
}
