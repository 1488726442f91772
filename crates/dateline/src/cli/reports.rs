//! Readers' reports of errors, at the command line.

use super::Json;
use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub enum Reports {
    /// List reports, newest first.
    List {
        /// Which ones.
        #[arg(long, value_enum, default_value = "open")]
        state: Which,
        /// At most this many.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=10_000))]
        limit: i64,
        /// Go on after this report of an earlier list.
        #[arg(long, value_name = "REPORT")]
        after: Option<String>,
        #[command(flatten)]
        json: Json,
    },
    /// Show a report: the story, the words the reader quotes, what is wrong with them.
    Show {
        /// Id of the report, as `reports list` prints it.
        #[arg(value_name = "REPORT")]
        id: String,
        #[command(flatten)]
        json: Json,
    },
    /// Close a report once the desk has looked into it. The reader's mail address is forgotten.
    Close {
        /// Id of the report, as `reports list` prints it.
        #[arg(value_name = "REPORT")]
        id: String,
        /// What came of it, for the history of the story.
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        json: Json,
    },
}

/// Which reports are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// Those nobody has closed.
    Open,
    /// Those that are closed.
    Closed,
    /// Both.
    All,
}
