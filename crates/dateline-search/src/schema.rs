//! The fields of the index.

use crate::Language;
use tantivy::schema::{
    BytesOptions, FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

/// Fields with words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Every word of a story, as stems with places.
    pub text: Field,
    /// Those of the headline.
    pub headline: Field,
    /// Every word as read: what beginnings and misspelt words are completed and mended from.
    pub surface: Field,
    /// Those of the headline, for suggestions.
    pub title: Field,
}

/// Every field.
#[derive(Clone, Debug)]
pub struct Fields {
    /// Id of the story.
    pub key: Field,
    /// What it is filed under, each value with what it is: "section:en/city".
    pub filed: Field,
    /// First publication, seconds since 1970.
    pub published: Field,
    /// The two halves of the id.
    pub high: Field,
    pub low: Field,
    words: [Words; Language::ALL.len()],
}

/// Names of the fields that are read by document.
pub const PUBLISHED: &str = "published";
pub const HIGH: &str = "id_high";
pub const LOW: &str = "id_low";

impl Fields {
    /// Those of a language.
    pub fn words(&self, language: Language) -> &Words {
        let at = Language::ALL.iter().position(|l| *l == language);
        &self.words[at.unwrap_or(Language::ALL.len() - 1)]
    }
}

/// The schema with its fields.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        key: builder.add_bytes_field("id", BytesOptions::from(INDEXED)),
        filed: text(&mut builder, "filed", IndexRecordOption::Basic, false),
        published: builder.add_i64_field(PUBLISHED, NumericOptions::from(FAST)),
        high: builder.add_u64_field(HIGH, NumericOptions::from(FAST)),
        low: builder.add_u64_field(LOW, NumericOptions::from(FAST)),
        words: Language::ALL.map(|language| words(&mut builder, language)),
    };
    (builder.build(), fields)
}

fn words(builder: &mut SchemaBuilder, language: Language) -> Words {
    let places = IndexRecordOption::WithFreqsAndPositions;
    let mut add = |name: &str, option, norms| {
        text(
            builder,
            &format!("{name}_{}", language.suffix()),
            option,
            norms,
        )
    };
    Words {
        text: add("text", places, true),
        headline: add("headline", places, true),
        surface: add("surface", IndexRecordOption::Basic, false),
        title: add("title", IndexRecordOption::Basic, false),
    }
}

/// Words come taken apart already, so the tokenizer named is never asked.
fn text(builder: &mut SchemaBuilder, name: &str, option: IndexRecordOption, norms: bool) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(norms)
        .set_index_option(option);
    builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}
