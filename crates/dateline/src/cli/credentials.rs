//! What is done about content credentials at the command line.

use super::Json;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Credentials {
    /// Show who signs, until when, and whom this house trusts. Makes the keys if there are none.
    Show {
        /// Print the authority's certificate alone, for other people's trust lists.
        #[arg(long, conflicts_with = "json")]
        certificate: bool,
        #[command(flatten)]
        json: Json,
    },
    /// Make a new signing key. What the old one signed stays good: its certificate is kept.
    ///
    /// Servers sign with the new key once they are started again, and then make the renditions they
    /// are asked for anew.
    Rotate {
        /// Make a new authority too, because its key was seen by others. Tell everybody who trusts the
        /// old one.
        #[arg(long)]
        authority: bool,
        #[command(flatten)]
        json: Json,
    },
    /// Say what the content credentials of a file say. Nothing is fetched and nothing is kept.
    Read {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        json: Json,
    },
    /// Look at the credentials of every original again, after a change of whom this house trusts.
    Recheck,
}
