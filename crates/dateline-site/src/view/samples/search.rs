//! Sample pages of search.

use super::AnyPage;
use super::house::House;
use crate::view::{Choice, Chosen, Link, PieceView, SearchHit, SearchPage, SearchState};

fn piece(text: &str, is_marked: bool) -> PieceView {
    PieceView {
        text: text.to_owned(),
        is_marked,
    }
}

/// A text with its first word marked.
fn marked(text: &str) -> Vec<PieceView> {
    match text.split_once(' ') {
        Some((first, rest)) => vec![piece(first, true), piece(&format!(" {rest}"), false)],
        None => vec![piece(text, true)],
    }
}

impl House<'_> {
    pub(super) fn search_pages(&self) -> Vec<(String, AnyPage)> {
        let empty = self.search_page("");
        let hits: Vec<SearchHit> = self
            .cards_of(|_| true)
            .into_iter()
            .take(6)
            .map(|card| SearchHit {
                headline: marked(&card.headline),
                passage: marked(card.trail_text.as_deref().unwrap_or_default()),
                card,
            })
            .collect();
        let word = hits
            .first()
            .and_then(|hit| hit.headline.first())
            .map_or_else(String::new, |piece| piece.text.clone());
        let narrow = |name: &str| Link::new(name, format!("{}?q={word}", empty.action));
        let names: Vec<Link> = empty
            .sections
            .iter()
            .take(3)
            .map(|c| narrow(&c.name))
            .collect();
        let results = SearchPage {
            state: SearchState::Results,
            found: 1_234,
            next_url: Some(format!("{}?q={word}&page=2", empty.action)),
            topics: names.clone(),
            people: names,
            hits,
            ..self.search_page(&word)
        };
        let narrowed = SearchPage {
            has_filters: true,
            has_more: true,
            is_partial: true,
            is_similar: true,
            is_end: true,
            page: 10,
            instead: vec![word.clone()],
            most_words: Some(16),
            from: Some("2026-01-01".to_owned()),
            next_url: None,
            previous_url: Some(format!("{}?q={word}&page=9", empty.action)),
            chosen: vec![Chosen {
                kind: "topic",
                value: "x".to_owned(),
                name: empty
                    .sections
                    .first()
                    .map_or_else(String::new, |c| c.name.clone()),
                without_url: format!("{}?q={word}", empty.action),
            }],
            ..results.clone()
        };
        let most = SearchPage {
            is_most: true,
            found: 1,
            ..results.clone()
        };
        let mut pages = vec![
            ("search-start".to_owned(), AnyPage::Search(empty)),
            ("search-results".to_owned(), AnyPage::Search(results)),
            ("search-narrowed".to_owned(), AnyPage::Search(narrowed)),
            ("search-most".to_owned(), AnyPage::Search(most)),
        ];
        pages.extend(self.empty_searches(&word));
        pages
    }

    /// The faces of the page without stories.
    fn empty_searches(&self, word: &str) -> Vec<(String, AnyPage)> {
        let faces = [
            ("nothing", SearchState::Nothing),
            ("long", SearchState::Long),
            ("building", SearchState::Building),
            ("busy", SearchState::Busy),
        ];
        let page = |state| SearchPage {
            state,
            length: 412,
            ..self.search_page(word)
        };
        let named = |(name, state)| (format!("search-{name}"), AnyPage::Search(page(state)));
        faces.into_iter().map(named).collect()
    }

    fn search_page(&self, query: &str) -> SearchPage {
        let code = &self.edition.code;
        let mut frame = self.frame(
            &self.locale.plain("search-title", &[]),
            &format!("/{code}/search"),
        );
        (
            frame.canonical_url,
            frame.description,
            frame.feeds,
            frame.open_graph,
        ) = (None, None, Vec::new(), None);
        frame.robots = Some("noindex".to_owned());
        frame.islands.push("search.js");
        let choice = |slug: &String| Choice {
            value: slug.clone(),
            name: self.section(slug).name,
            is_chosen: false,
        };
        let format = |word: &&str| Choice {
            value: (*word).to_owned(),
            name: self.locale.plain(&format!("format-{word}"), &[]),
            is_chosen: *word == "opinion",
        };
        SearchPage {
            action: format!("/{code}/search"),
            suggest_url: format!("/{code}/search/suggest"),
            query: query.to_owned(),
            longest: 200,
            sections: self
                .library
                .paper
                .sections
                .iter()
                .map(|s| choice(&s.slug))
                .collect(),
            formats: ["news", "opinion"].iter().map(format).collect(),
            page: 1,
            frame,
            ..SearchPage::default()
        }
    }
}
