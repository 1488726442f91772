//! Search: the form, what was found, and what is offered to narrow it.

use super::pictured::Visit;
use super::{CardView, Frame, Link, Page, Pictured};
use serde::Serialize;

/// Search, before and after something was asked.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchPage {
    /// What every page shares.
    pub frame: Frame,
    /// Where the form leads.
    pub action: String,
    /// Where words to complete the query come from.
    pub suggest_url: String,
    /// What was asked, at most [`Self::longest`] characters of it.
    pub query: String,
    /// Characters of a query that are looked for.
    pub longest: i64,
    /// Which face of the page this is.
    pub state: SearchState,
    /// Characters of a query that is too long.
    pub length: i64,
    /// Words of a query that were looked for, if it had more.
    pub most_words: Option<i64>,
    /// Whether an index is built, so that older stories may be missing.
    pub is_partial: bool,
    /// Whether some stories have words that are nearly those asked for.
    pub is_similar: bool,
    /// Words taken instead of some that were typed.
    pub instead: Vec<String>,
    /// Whether stories have most of the words only.
    pub is_most: bool,
    /// How many were found.
    pub found: i64,
    /// Whether there may be more than were counted.
    pub has_more: bool,
    /// What was found, on this page.
    pub hits: Vec<SearchHit>,
    /// Sections to choose from.
    pub sections: Vec<Choice>,
    /// Formats to choose from.
    pub formats: Vec<Choice>,
    /// First day (`2026-11-22`).
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Newest first.
    pub is_newest_first: bool,
    /// Whether anything but words is asked for.
    pub has_filters: bool,
    /// Topic and author asked for.
    pub chosen: Vec<Chosen>,
    /// Topics of what was found; each leads to the same search within it.
    pub topics: Vec<Link>,
    /// Authors of what was found.
    pub people: Vec<Link>,
    /// This page, from 1.
    pub page: i64,
    /// The page before.
    pub previous_url: Option<String>,
    /// The page after.
    pub next_url: Option<String>,
    /// Whether there are more than pages go.
    pub is_end: bool,
}

/// Which face the page of search has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchState {
    /// Nothing was asked.
    #[default]
    Start,
    /// Something was found.
    Results,
    /// Nothing was found.
    Nothing,
    /// The query is too long.
    Long,
    /// There is no index to ask.
    Building,
    /// Too many ask at once.
    Busy,
}

/// A story that was found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchHit {
    /// The story.
    pub card: CardView,
    /// Its headline, in pieces.
    pub headline: Vec<PieceView>,
    /// The part of it that has the words, in pieces; may be empty.
    pub passage: Vec<PieceView>,
}

/// A piece of text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PieceView {
    /// The words.
    pub text: String,
    /// Whether it is marked: one of the words asked for.
    pub is_marked: bool,
}

/// Something to choose in the form.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Choice {
    /// In the address.
    pub value: String,
    /// As readers see it.
    pub name: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Something chosen that is no field of the form.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Chosen {
    /// `topic` or `by`.
    pub kind: &'static str,
    /// In the address.
    pub value: String,
    /// As readers see it.
    pub name: String,
    /// The same search without it.
    pub without_url: String,
}

impl Pictured for SearchPage {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        for hit in &mut self.hits {
            hit.card.each_picture(visit);
        }
    }
}

impl Page for SearchPage {
    const TEMPLATE: &'static str = "search.html";
}
