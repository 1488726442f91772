//! A pressed story as the index takes it.

use dateline_core::body::{RichText, text};
use dateline_core::edition::Edition;
use dateline_core::pressed::PressedStory;
use dateline_search::{Document, Language};
use std::collections::HashMap;

/// Languages of editions by code.
#[derive(Clone, Debug, Default)]
pub struct Languages(HashMap<String, Language>);

impl Languages {
    pub fn of(editions: &[Edition]) -> Self {
        let each = editions.iter();
        let each = each.map(|e| (e.code.0.clone(), Language::of_locale(&e.locale)));
        Self(each.collect())
    }

    pub fn knows(&self, code: &str) -> bool {
        self.0.contains_key(code)
    }
}

/// What the index takes of a story.
pub fn document(story: &PressedStory, languages: &Languages) -> Document {
    let pressed = &story.document;
    let content = &pressed.content;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(content.standfirst.as_ref().map(RichText::plain));
    parts.extend(content.kicker.clone());
    parts.extend(content.trail_text.clone());
    parts.extend(content.place.clone());
    parts.extend(text::render(&content.body).lines().map(str::to_owned));
    parts.extend(pressed.byline.iter().map(|who| who.name.clone()));
    parts.extend(pressed.tags.iter().map(|tag| tag.name.clone()));
    let code = story.edition.as_str();
    Document {
        id: story.id.0.as_u128(),
        edition: code.to_owned(),
        language: languages.0.get(code).copied().unwrap_or_default(),
        headline: content.headline.clone(),
        parts,
        section: story.card.section.slug.clone(),
        topics: pressed.tags.iter().map(|tag| tag.slug.clone()).collect(),
        contributors: pressed.byline.iter().map(|who| who.slug.clone()).collect(),
        format: story.format.as_str().to_owned(),
        published_at: story.published_at.as_second(),
    }
}
