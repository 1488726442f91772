//! Keys for programs, at the command line.

use super::Json;
use clap::{Subcommand, ValueEnum};
use dateline_newsroom::token;

#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make a key and print it: the only time it is seen.
    Create {
        /// What it is called in the history, such as the program that will use it.
        #[arg(long)]
        name: String,
        /// What it may do; give several with commas.
        #[arg(long, required = true, value_delimiter = ',', value_enum)]
        scope: Vec<Scope>,
        /// For how many days it holds. Without it, until it is taken back.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=3650))]
        days: Option<i64>,
        #[command(flatten)]
        json: Json,
    },
    /// List keys: what they are called and may do, never the keys themselves.
    List {
        #[command(flatten)]
        json: Json,
    },
    /// Take a key back. It holds no more, at once.
    Revoke {
        /// Id of the key, as `token list` prints it.
        id: String,
    },
}

/// What a key may do.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Scope {
    /// Read pictures, their rights and uses.
    #[value(name = "pictures:read")]
    PicturesRead,
    /// Bring pictures in and change what is said of them, their rights and leases.
    #[value(name = "pictures:write")]
    PicturesWrite,
    /// Read stories, drafts among them.
    #[value(name = "stories:read")]
    StoriesRead,
    /// Write and edit stories.
    #[value(name = "stories:write")]
    StoriesWrite,
    /// Publish, schedule, correct, withdraw and kill stories.
    #[value(name = "stories:publish")]
    StoriesPublish,
}

impl From<Scope> for token::Scope {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::PicturesRead => Self::PicturesRead,
            Scope::PicturesWrite => Self::PicturesWrite,
            Scope::StoriesRead => Self::StoriesRead,
            Scope::StoriesWrite => Self::StoriesWrite,
            Scope::StoriesPublish => Self::StoriesPublish,
        }
    }
}
