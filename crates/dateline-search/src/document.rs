//! A story as the index takes it.

use crate::Language;

/// What the index takes of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Id of the story.
    pub id: u128,
    /// Code of its edition.
    pub edition: String,
    /// Language of its words.
    pub language: Language,
    /// Title, with the label over it.
    pub headline: String,
    /// Everything else there is to read, part by part: words of different parts are no phrase.
    pub parts: Vec<String>,
    /// Slug of the section.
    pub section: String,
    /// Slugs of the tags.
    pub topics: Vec<String>,
    /// Slugs of the authors.
    pub contributors: Vec<String>,
    /// Word of the format.
    pub format: String,
    /// First publication, seconds since 1970.
    pub published_at: i64,
}
