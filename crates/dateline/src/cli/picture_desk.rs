//! What the picture desk does at the command line.

use super::{Json, moment};
use clap::{Args, Subcommand};
use dateline_core::edition::EditionCode;
use dateline_core::picture::{Territory, UsageRights, Use};

#[derive(Debug, Subcommand)]
pub enum PictureDesk {
    /// Change what is said of a picture, each fact in its own field. Public pages follow at once.
    Edit(Box<PictureEdit>),
    /// Show by what right a picture is used and what that allows now, or set it.
    ///
    /// Readers are told of pool, handout, screengrab, social and reader pictures.
    Rights {
        /// Id of the picture.
        id: String,
        /// The category.
        #[arg(value_parser = rights)]
        category: Option<UsageRights>,
        #[command(flatten)]
        json: Json,
    },
    /// Say what may and what may not be done with a picture, where and for how long.
    #[command(subcommand)]
    Lease(Lease),
    /// Choose what is shown where a picture may not be.
    ///
    /// Without a choice nothing is shown, and no story with the picture can be published.
    Substitute {
        /// Id of the picture.
        id: String,
        /// Id of the picture that stands in, or `none` to show nothing.
        #[arg(value_name = "OTHER|none")]
        other: String,
        #[command(flatten)]
        json: Json,
    },
    /// Have every rendition made ahead of readers, AVIF among them: in the background, by `serve` or `work`.
    ///
    /// Publishing a story does that for its pictures. After an import this does it for all.
    Prepare {
        /// Ids of pictures; without any, all of public stories that are without.
        ids: Vec<String>,
        #[command(flatten)]
        json: Json,
    },
    /// List leases that end soon, with every use that ends with them.
    Due {
        /// How many days to look ahead.
        #[arg(long, value_name = "N", default_value_t = 7)]
        days: i64,
        #[command(flatten)]
        json: Json,
    },
    /// List pictures.
    List {
        /// Only pictures of public stories that lack credit, alternative text or rights.
        #[arg(long)]
        missing: bool,
        /// How many.
        #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=1000))]
        limit: i64,
        /// Go on after the picture with this id.
        #[arg(long, value_name = "ID")]
        after: Option<uuid::Uuid>,
        #[command(flatten)]
        json: Json,
    },
}

/// New words for a picture. What is not given stays; an empty text ("") clears a field.
#[derive(Args, Debug)]
pub struct PictureEdit {
    /// Id of the picture.
    pub id: String,
    /// Headline.
    #[arg(long, value_name = "TEXT")]
    pub headline: Option<String>,
    /// Caption for readers.
    #[arg(long, value_name = "TEXT")]
    pub caption: Option<String>,
    /// What a person who cannot see the picture needs to know.
    #[arg(long, value_name = "TEXT")]
    pub alt: Option<String>,
    /// The line shown with every use.
    #[arg(long, value_name = "TEXT")]
    pub credit: Option<String>,
    /// Who made it.
    #[arg(long, value_name = "NAME")]
    pub photographer: Option<String>,
    /// Who supplied it.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Copyright notice.
    #[arg(long, value_name = "TEXT")]
    pub copyright: Option<String>,
    /// Address of its licence.
    #[arg(long, value_name = "URL")]
    pub licence_url: Option<String>,
    /// Address of the page where a licence can be had.
    #[arg(long, value_name = "URL")]
    pub licence_page: Option<String>,
    /// How it came to be, a code of the IPTC: digitalCapture, composite, trainedAlgorithmicMedia, ...
    /// Readers are told of what is composed or generated.
    #[arg(long, value_name = "CODE")]
    pub digital_source_type: Option<String>,
    /// Only for editions in this language: --caption, --alt and --credit.
    #[arg(long, value_name = "LANG")]
    pub language: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, Subcommand)]
pub enum Lease {
    /// Write a lease down. It acts at once; what it names nothing of, it means all of.
    Add(Box<LeaseAdd>),
    /// List the leases of a picture.
    List {
        /// Id of the picture.
        id: String,
        #[command(flatten)]
        json: Json,
    },
    /// End a lease, now or at a time. The picture goes everywhere at that moment.
    End {
        /// Id of the lease.
        lease: String,
        /// When, with offset: 2026-12-01T06:00:00+02:00.
        #[arg(long, value_name = "TIME", value_parser = moment)]
        at: Option<jiff::Timestamp>,
        #[command(flatten)]
        json: Json,
    },
    /// Take a lease back, as if it had never been; the history of the picture keeps it.
    Remove {
        /// Id of the lease.
        lease: String,
        #[command(flatten)]
        json: Json,
    },
}

/// What somebody allowed or forbade.
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("effect").required(true).args(["allow", "deny"]))]
pub struct LeaseAdd {
    /// Id of the picture.
    pub id: String,
    /// The picture may be used so, and from then on only as its leases allow.
    #[arg(long)]
    pub allow: bool,
    /// The picture may not be used so, whatever else allows it.
    #[arg(long)]
    pub deny: bool,
    /// What for: site, newsletter, feed, syndication; several with commas.
    #[arg(long = "use", value_name = "USE", value_delimiter = ',', value_parser = used)]
    pub uses: Vec<Use>,
    /// In which editions, by their code; several with commas.
    #[arg(long = "edition", value_name = "CODE", value_delimiter = ',', value_parser = edition)]
    pub editions: Vec<EditionCode>,
    /// In which countries, two letters each (ISO 3166); several with commas. Heeded in editions whose
    /// language names a country (en-GB); elsewhere it is shown to the desk.
    #[arg(long = "territory", value_name = "COUNTRY", value_delimiter = ',', value_parser = territory)]
    pub territories: Vec<Territory>,
    /// From when, with offset: 2026-12-01T06:00:00+02:00.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub from: Option<jiff::Timestamp>,
    /// Until when, with offset; at that moment the picture goes.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub until: Option<jiff::Timestamp>,
    /// What else to know, for the desk.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

fn words<'a>(all: impl IntoIterator<Item = &'a str>) -> String {
    all.into_iter().collect::<Vec<_>>().join(", ")
}

fn rights(word: &str) -> Result<UsageRights, String> {
    let all = || words(UsageRights::ALL.iter().map(|rights| rights.as_str()));
    UsageRights::find(word).ok_or_else(|| format!("give one of {}", all()))
}

fn used(word: &str) -> Result<Use, String> {
    let all = || words(Use::ALL.iter().map(|used| used.as_str()));
    Use::parse(word.trim()).ok_or_else(|| format!("give {}", all()))
}

fn edition(word: &str) -> Result<EditionCode, String> {
    EditionCode::parse(word.trim())
        .ok_or_else(|| "give the code of an edition, as it stands in addresses".to_owned())
}

fn territory(word: &str) -> Result<Territory, String> {
    Territory::parse(word)
        .ok_or_else(|| "give the two letters of a country, as ISO 3166 has them".to_owned())
}
