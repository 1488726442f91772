//! `dateline translations --help`.

use super::Json;
use clap::{Subcommand, ValueEnum};

/// Translations and their originals.
#[derive(Debug, Subcommand)]
pub enum Translations {
    /// Say which translations are current, which are behind and in what, and which are deliberately
    /// different.
    ///
    /// A translation is held against its original as readers have it now. Changes are numbered; `accept`
    /// takes the numbers.
    Status {
        /// Only this story: id, slug or address.
        #[arg(value_name = "STORY")]
        story: Option<String>,
        /// Only translations of this edition.
        #[arg(long, value_name = "CODE", conflicts_with = "story")]
        edition: Option<String>,
        /// Only those that stand so.
        #[arg(long, value_enum, conflicts_with = "story")]
        state: Option<StateWord>,
        /// At most this many.
        #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u64).range(1..=10_000))]
        limit: u64,
        /// Go on after this story of an earlier list.
        #[arg(long, value_name = "STORY")]
        after: Option<String>,
        #[command(flatten)]
        json: Json,
    },
    /// Declare that a translation follows its original as readers have it now.
    ///
    /// Each paragraph of the translation is remembered with the paragraph it came from. Readers of the
    /// translation are no longer told of corrections of the original made before.
    Mark {
        /// The translation: id, slug or address.
        #[arg(value_name = "STORY")]
        story: String,
        /// It follows this revision of the original, by number.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..))]
        revision: Option<i64>,
        #[command(flatten)]
        json: Json,
    },
    /// Make a story the translation of another, which it follows from now on.
    ///
    /// Each leads readers to the other. For stories that came from archives of two languages.
    Link {
        /// The translation: id, slug or address.
        #[arg(value_name = "STORY")]
        story: String,
        /// Its original, in another edition: id, slug or address.
        #[arg(long = "to", value_name = "ORIGINAL")]
        original: String,
        #[command(flatten)]
        json: Json,
    },
    /// Take a translation out of its family: it stands alone.
    Unlink {
        /// The translation: id, slug or address.
        #[arg(value_name = "STORY")]
        story: String,
        #[command(flatten)]
        json: Json,
    },
    /// Write down that a translation deliberately leaves changes of its original out.
    ///
    /// The next change of the same paragraph is listed again.
    Accept {
        /// The translation: id, slug or address.
        #[arg(value_name = "STORY")]
        story: String,
        /// Number of the change, as `status` gives it; may be given several times. Without it all there are.
        #[arg(long = "change", value_name = "N")]
        changes: Vec<usize>,
        /// Why, for the newsroom.
        #[arg(long)]
        note: String,
        #[command(flatten)]
        json: Json,
    },
}

/// How a translation stands to its original.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum StateWord {
    /// The original says what it said.
    Current,
    /// The original says something else.
    Behind,
    /// What the original says otherwise is deliberately left out.
    Different,
    /// Nobody said which revision it follows.
    Unmarked,
    /// The original is not here any more.
    Orphaned,
}
