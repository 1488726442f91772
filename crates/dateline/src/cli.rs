//! The command line: what `dateline --help` reads from.

mod credentials;
mod look;
mod picture_desk;
mod reports;
mod token;
mod translations;

pub use credentials::Credentials;
pub use look::{Look, Templates};
pub use picture_desk::{Lease, LeaseAdd, PictureDesk, PictureEdit};
pub use reports::{Reports, Which};
pub use token::Token;
pub use translations::{StateWord, Translations};

use clap::{Args, Parser, Subcommand, ValueEnum};
use dateline_core::rights::Role;
use dateline_infra::fetch::AllowedHost;
use std::path::PathBuf;

/// A whole news house in one program.
///
/// Starts with an empty folder: `dateline --data ./paper serve`. Everything lives in that folder
/// (database, pictures) unless the configuration names a PostgreSQL server.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100)]
#[command(
    after_help = "Start with `dateline --data ./demo demo` to see a newspaper, or\n`dateline --data ./paper import wordpress export.xml` and `dateline --data ./paper serve` to see yours."
)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Args, Debug)]
pub struct Common {
    /// Folder of the house: database, pictures, run files. Made if it does not exist.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "DATELINE_DATA",
        default_value = "dateline-data"
    )]
    pub data: PathBuf,
    /// Configuration file (TOML); see `dateline config schema`.
    #[arg(long, global = true, value_name = "FILE", env = "DATELINE_CONFIG")]
    pub config: Option<PathBuf>,
    /// Database instead of the one in the data folder: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve readers, and do the background work unless --no-worker says otherwise.
    Serve(Serve),
    /// Fill an empty folder with the sample newspaper and serve it.
    Demo(Demo),
    /// Do only the background work, until stopped: due stories, jobs.
    Work,
    /// Bring the database to this version. `serve` does it by itself.
    Migrate,
    /// Say what is wrong with this house, and what to do about it. Exit status 1 if anything is.
    ///
    /// Looks at the database, at stories whose time has come, at how late the last schedules ran, at
    /// jobs, and at every original.
    Doctor {
        /// Put jobs that were set aside back into the queue, once the cause is mended.
        #[arg(long)]
        retry_dead: bool,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Bring in the archive of another system.
    #[command(subcommand)]
    Import(Import),
    /// Write everything out as JSON lines and original files.
    Export {
        /// Folder to write to; must not exist or be empty.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Look at stories and act on them.
    #[command(subcommand)]
    Story(Story),
    /// What readers report as wrong in stories.
    #[command(subcommand)]
    Reports(Reports),
    /// Take pictures in with all their files say, and look at them.
    #[command(subcommand)]
    Picture(Picture),
    /// Content credentials (C2PA): the newsroom's key and certificates, and what a file's say.
    #[command(subcommand)]
    Credentials(Credentials),
    /// Look at translations: which are behind their originals, and in what.
    #[command(subcommand)]
    Translations(Translations),
    /// Build everything readers get anew from the published revisions.
    Press,
    /// Build the search index of this data folder anew, without a gap.
    ///
    /// Beside a running server the server does it and goes on answering meanwhile; without one this
    /// command does. Each node has an index of its own. A server also builds it by itself where it is
    /// missing, damaged or of another version.
    Reindex,
    /// Themes: their templates, styles and settings.
    #[command(subcommand)]
    Templates(Templates),
    /// Messages of the languages.
    #[command(subcommand)]
    Locales(Check),
    /// Newsroom accounts.
    #[command(subcommand)]
    Staff(Staff),
    /// Keys for programs that use the API, under /api of the readers' address.
    #[command(subcommand)]
    Token(Token),
    /// Copy the whole house, consistently, while it runs.
    Backup {
        /// Folder to write to; must not exist or be empty.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Bring a backup back into an empty data folder.
    Restore {
        /// Folder a backup was written to.
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
    },
    /// The configuration.
    #[command(subcommand)]
    Config(Config),
}

#[derive(Args, Debug)]
pub struct Listen {
    /// Where readers are served, HOST:PORT.
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<String>,
    /// Where operators are served (/healthz, /readyz, /metrics, /-/cache, /-/theme), HOST:PORT or "off".
    #[arg(long, value_name = "ADDR")]
    pub operator_listen: Option<String>,
}

#[derive(Args, Debug)]
pub struct Demo {
    #[command(flatten)]
    pub listen: Listen,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    pub listen: Listen,
    #[command(flatten)]
    pub look: Look,
    /// Leave due stories and jobs to `dateline work`.
    #[arg(long)]
    pub no_worker: bool,
}

#[derive(Debug, Subcommand)]
pub enum Import {
    /// One or more exports of `WordPress` (WXR, "Tools, Export").
    Wordpress {
        /// Export files; parts of one export in any order.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        options: ImportOptions,
    },
    /// A Ghost export (JSON, "Labs, Export").
    Ghost {
        /// The export.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// redirects.json or redirects.yaml of the same site.
        #[arg(long, value_name = "FILE")]
        redirects: Option<PathBuf>,
        /// Address of the old site, which a Ghost export does not name: `https://news.example`
        #[arg(long, value_name = "URL")]
        site_url: Option<String>,
        #[command(flatten)]
        options: ImportOptions,
    },
}

#[derive(Args, Debug)]
pub struct ImportOptions {
    /// Folder with the old site's uploads; what is not there is fetched from the old site.
    #[arg(long, value_name = "DIR")]
    pub media: Option<PathBuf>,
    /// Edition to import into; made if it does not exist. Without it, by the language of the archive.
    #[arg(long, value_name = "CODE")]
    pub edition: Option<String>,
    /// Time zone of an edition made here (IANA name); UTC without it.
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Write the report as JSON here.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Keep the old addresses instead of redirecting them to the house's own form.
    #[arg(long)]
    pub keep_addresses: bool,
    /// Fetch nothing from the old site.
    #[arg(long)]
    pub no_fetch: bool,
    /// Host of the old site that may be reached on a private network: a name or an address, exactly,
    /// with `:PORT` unless that is 80 or 443. May be given several times.
    #[arg(long, value_name = "HOST")]
    pub allow_host: Vec<AllowedHost>,
    /// Read and count everything, write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub enum Story {
    /// List stories, latest change first.
    List {
        /// Only this edition.
        #[arg(long, value_name = "CODE")]
        edition: Option<String>,
        /// Only this state (draft, submitted, `in_edit`, ready, scheduled, published, spiked, killed).
        #[arg(long)]
        state: Option<String>,
        /// At most this many.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=10_000))]
        limit: i64,
        /// Go on after this story of an earlier list.
        #[arg(long, value_name = "STORY")]
        after: Option<String>,
        #[command(flatten)]
        json: Json,
    },
    /// Show a story with its history.
    Show {
        #[command(flatten)]
        name: Name,
    },
    /// Publish a story, or the latest revision of a public one.
    Publish {
        #[command(flatten)]
        name: Name,
    },
    /// Take a story off the site; it can come back.
    Unpublish {
        #[command(flatten)]
        name: Name,
    },
    /// Set when a story is published, and when it is withdrawn.
    Schedule {
        #[command(flatten)]
        name: Name,
        /// When to publish, with offset: 2026-12-01T06:00:00+02:00.
        #[arg(long, value_name = "TIME", value_parser = moment)]
        at: Option<jiff::Timestamp>,
        /// When to withdraw, with offset; a story that is public already takes only this.
        #[arg(long, value_name = "TIME", value_parser = moment)]
        until: Option<jiff::Timestamp>,
        /// Take the schedule back.
        #[arg(long, conflicts_with_all = ["at", "until"])]
        cancel: bool,
    },
    /// Add a dated public note to a published story.
    ///
    /// The note goes out on the words readers have now. A newer revision that is not public yet stays
    /// at the desk, and the answer says so; `--revision` publishes the words of another revision with
    /// the note, such as those you mended.
    Correct {
        #[command(flatten)]
        name: Name,
        /// Publish this revision with the note, by number (`story show` lists them in its history).
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..))]
        revision: Option<i64>,
        /// What kind of note.
        #[arg(long, value_enum, default_value = "correction")]
        kind: NoticeWord,
        /// What was wrong and what is right.
        #[arg(long)]
        text: String,
    },
    /// Withdraw a story for good: its addresses answer 410.
    Kill {
        #[command(flatten)]
        name: Name,
        /// Why, for the record.
        #[arg(long, default_value = "")]
        reason: String,
    },
}

/// Reads a moment; the offset is asked for, since a clock on a wall means another moment elsewhere.
fn moment(text: &str) -> Result<jiff::Timestamp, String> {
    text.trim().parse().map_err(|_| {
        "give date, time and offset from UTC, as 2026-12-01T06:00:00+02:00 or 2026-12-01T04:00:00Z"
            .to_owned()
    })
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum NoticeWord {
    Correction,
    Clarification,
    EditorsNote,
    Retraction,
}

/// A story by name.
#[derive(Args, Debug)]
pub struct Name {
    /// Id, slug or address of the story: its path now, a former one, or a whole URL.
    #[arg(value_name = "STORY")]
    pub story: String,
    #[command(flatten)]
    pub json: Json,
}

/// Form of the answer.
#[derive(Args, Clone, Copy, Debug)]
pub struct Json {
    /// Answer as JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum Check {
    /// Check all of them; every fault with file and line. Exit status 1 if there is one.
    Check,
}

#[derive(Debug, Subcommand)]
pub enum Picture {
    /// Take pictures in: JPEG, PNG, WebP, GIF or TIFF. Caption, credit, rights and all else is read from
    /// XMP, IPTC and EXIF. A file that is here already is not stored twice.
    Import {
        /// Files and folders.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Write what was read of each file, and what was skipped and why, to this file as JSON.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// Show a picture with all its file says.
    Show {
        /// Id of the picture.
        id: String,
        /// As JSON, with everything read from the file; not for readers: it may hold coordinates.
        #[arg(long)]
        json: bool,
    },
    /// List where a picture is used.
    Uses {
        /// Id of the picture.
        id: String,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    #[command(flatten)]
    Desk(PictureDesk),
}

#[derive(Debug, Subcommand)]
pub enum Staff {
    /// Make an account; the password is asked for on standard input.
    Add {
        /// Mail address, the name to log in with.
        email: String,
        /// As shown.
        #[arg(long)]
        name: String,
        /// What the person may do, in the whole house; give several with commas.
        #[arg(long, default_value = "editor", value_delimiter = ',', value_parser = Role::ALL.map(Role::as_str))]
        role: Vec<String>,
    },
    /// Set the password of an account anew; it is asked for on standard input.
    ///
    /// The account is opened if it was shut, and signed out everywhere.
    Reset {
        /// Mail address of the account.
        email: String,
        /// Take its second factors away too: the device that shows codes, recovery codes, passkeys.
        #[arg(long)]
        second_factor: bool,
    },
    /// List accounts.
    List,
}

#[derive(Debug, Subcommand)]
pub enum Config {
    /// Check the configuration and print every value in force.
    Check,
    /// Print the JSON Schema of the configuration file.
    Schema,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
