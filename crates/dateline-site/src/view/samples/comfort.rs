//! Sample pages around reading.

use super::AnyPage;
use super::house::House;
use crate::view::{
    EmbedPage, Frame, Link, OfflinePage, ReportFaults, ReportPage, SavedPage, Typed,
};

impl House<'_> {
    pub(super) fn comfort_pages(&self) -> Vec<(String, AnyPage)> {
        let code = &self.edition.code;
        let frame = |key: &str, path: &str| self.apart(&self.locale.plain(key, &[]), path);
        let saved = SavedPage {
            frame: frame("saved-title", &format!("/{code}/saved")),
        };
        let offline = OfflinePage {
            frame: frame("offline-title", &format!("/{code}/offline")),
        };
        let mut pages = vec![
            ("saved".to_owned(), AnyPage::Saved(saved)),
            ("offline".to_owned(), AnyPage::Offline(offline)),
        ];
        let cards = self.cards_of(|_| true);
        let Some(card) = cards.into_iter().find(|card| card.picture.is_some()) else {
            return pages;
        };
        let form = ReportPage {
            frame: frame("report-title", ""),
            action: format!("/{code}/report"),
            story: Link::new(card.headline.clone(), card.url.clone()),
            story_id: "0192f0c1-2345-7000-8000-000000000001".to_owned(),
            revision: 2,
            state: "form",
            ..ReportPage::default()
        };
        let refused = ReportPage {
            typed: Typed {
                passage: card.headline.clone(),
                ..Typed::default()
            },
            faults: ReportFaults {
                passage: "long",
                text: "missing",
                email: "invalid",
            },
            ..form.clone()
        };
        let long = ReportPage {
            faults: ReportFaults {
                text: "long",
                ..ReportFaults::default()
            },
            ..form.clone()
        };
        let told = |state| ReportPage {
            state,
            ..form.clone()
        };
        for (name, page) in [
            ("report", form.clone()),
            ("report-refused", refused),
            ("report-long", long),
            ("report-sent", told("sent")),
            ("report-busy", told("busy")),
            ("report-foreign", told("foreign")),
            ("report-failed", told("failed")),
        ] {
            pages.push((name.to_owned(), AnyPage::Report(page)));
        }
        let gone = EmbedPage {
            frame: frame("embed-gone", ""),
            card: None,
        };
        let embed = EmbedPage {
            frame: self.apart(&card.headline, ""),
            card: Some(card),
        };
        pages.push(("embed".to_owned(), AnyPage::Embed(Box::new(embed))));
        pages.push(("embed-gone".to_owned(), AnyPage::Embed(Box::new(gone))));
        pages
    }

    /// A frame of a page that is not for search engines.
    fn apart(&self, title: &str, path: &str) -> Frame {
        let mut frame = self.frame(title, path);
        (frame.canonical_url, frame.description, frame.open_graph) = (None, None, None);
        frame.feeds = Vec::new();
        frame.robots = Some("noindex".to_owned());
        frame
    }
}
