//! The fields of a photograph as an editor sees them.
//!
//! Texts are plain, in Unicode's composed form, without control characters. Addresses are kept
//! as written: whoever makes a link of one checks its scheme.

use super::{CreatedAt, DataMining, DigitalSourceType, MinorAge, Release};
use serde::Serialize;
use std::fmt;

/// A part of the file that holds metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// The file itself.
    File,
    /// The XMP packet and its extension.
    Xmp,
    /// IPTC-IIM, as news agencies have written it since 1991.
    Iim,
    /// What the camera wrote.
    Exif,
    /// Plain texts of a PNG or GIF.
    Text,
}

impl fmt::Display for Block {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::File => "file",
            Self::Xmp => "XMP",
            Self::Iim => "IPTC-IIM",
            Self::Exif => "EXIF",
            Self::Text => "text chunks",
        })
    }
}

/// All that a photograph says about itself, merged from XMP, IPTC-IIM and EXIF.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PhotoMetadata {
    /// Blocks that said something.
    pub blocks: Vec<Block>,

    /// A short name or number for the picture; often the agency's slug.
    pub title: Option<String>,
    /// The headline.
    pub headline: Option<String>,
    /// What the picture shows, for readers.
    pub caption: Option<String>,
    /// Who wrote the caption.
    pub caption_writer: Option<String>,
    /// For those who cannot see the picture.
    pub alt: Option<String>,
    /// The same at length.
    pub extended_description: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,

    /// The line to print with every use.
    pub credit_line: Option<String>,
    /// Who made it, in order.
    pub photographers: Vec<String>,
    /// The photographer's job title.
    pub photographer_job_title: Option<String>,
    /// How to reach the photographer.
    pub creator_contact: Option<Contact>,
    /// Who made it, with identifiers (PLUS).
    pub creators: Vec<Party>,
    /// The photographer's own number of the picture.
    pub creator_image_id: Option<String>,
    /// Others who had a part in it.
    pub contributors: Vec<Party>,
    /// The original owner or supplier.
    pub source: Option<String>,
    /// Who supplied it.
    pub suppliers: Vec<Party>,
    /// The supplier's number of the picture.
    pub supplier_image_id: Option<String>,
    /// The supplier's job or transmission reference.
    pub supplier_reference: Option<String>,
    /// What whoever uses the picture must heed.
    pub special_instructions: Option<String>,

    /// Copyright notice.
    pub copyright_notice: Option<String>,
    /// Who holds the copyright.
    pub copyright_owners: Vec<Party>,
    /// Whether it is marked as under copyright.
    pub copyright_marked: Option<bool>,
    /// On what terms it may be used.
    pub usage_terms: Option<String>,
    /// Address of a page about its rights.
    pub web_statement: Option<String>,
    /// Address of its licence.
    pub licence_url: Option<String>,
    /// From whom to obtain a licence.
    pub licensors: Vec<Licensor>,
    /// Rights as a machine reads them, within the file.
    pub embedded_rights: Vec<EncodedRights>,
    /// Rights as a machine reads them, elsewhere.
    pub linked_rights: Vec<EncodedRights>,
    /// Whether it may be mined or trained on.
    pub data_mining: Option<DataMining>,
    /// Other constraints, which `data_mining` may point to.
    pub other_constraints: Option<String>,
    /// Releases of the persons shown.
    pub model_release: Option<Release>,
    /// Numbers of those releases.
    pub model_release_ids: Vec<String>,
    /// Releases of the property shown.
    pub property_release: Option<Release>,
    /// Numbers of those releases.
    pub property_release_ids: Vec<String>,
    /// Age of the youngest person shown.
    pub minor_age: Option<MinorAge>,
    /// Ages of the persons shown.
    pub model_ages: Vec<u16>,
    /// More about the persons shown.
    pub model_information: Option<String>,

    /// When it was taken, as precisely as the file knows.
    pub date_created: Option<CreatedAt>,
    /// The place it is about, as most files have it: one, without saying in what way.
    pub place: Option<Place>,
    /// Where the camera stood.
    pub place_created: Option<Place>,
    /// What places it shows.
    pub places_shown: Vec<Place>,
    /// Names of the people shown.
    pub people_shown: Vec<String>,
    /// People shown, in detail.
    pub people_details: Vec<Person>,
    /// Organisations shown.
    pub organisations_shown: Vec<Party>,
    /// Products shown.
    pub products_shown: Vec<Product>,
    /// Works of art and objects shown.
    pub artworks_shown: Vec<Artwork>,
    /// The event.
    pub event: Option<String>,
    /// IPTC subject codes.
    pub subject_codes: Vec<String>,
    /// Terms of vocabularies that say what it is about.
    pub about: Vec<Term>,
    /// IPTC scene codes.
    pub scene_codes: Vec<String>,
    /// Intellectual genre.
    pub intellectual_genre: Option<String>,
    /// Terms of vocabularies for its genre.
    pub genres: Vec<Term>,
    /// The agency's category.
    pub category: Option<String>,
    /// The agency's further categories.
    pub supplemental_categories: Vec<String>,
    /// Urgency: 1 (most) to 8 (least).
    pub urgency: Option<u8>,
    /// Rating: 1 to 5, 0 for none, -1 for rejected.
    pub rating: Option<i8>,

    /// How the picture came to be.
    pub digital_source_type: Option<DigitalSourceType>,
    /// How a generating program was used.
    pub ai: AiUse,
    /// The program that wrote the file.
    pub creator_tool: Option<String>,
    /// A number that is the picture's own in all the world.
    pub image_guid: Option<String>,
    /// Entries in registries of pictures.
    pub registry_entries: Vec<RegistryEntry>,
    /// The largest size that can be had.
    pub max_size: Option<MaxSize>,
    /// Whether the file holds content credentials (a C2PA manifest); they are not checked here.
    pub has_content_credentials: bool,
    /// How to turn the stored pixels upright, as EXIF numbers it (1 to 8). None for HEIF and
    /// AVIF, whose decoders turn pictures themselves.
    pub orientation: Option<u8>,

    /// What must never reach readers.
    pub private: Private,
}

/// What the desk may see and readers never: it can betray a source.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Private {
    /// Where the camera stood, to the metre.
    pub coordinates: Option<Coordinates>,
    /// Serial numbers of camera or lens are in the file. They themselves are not read.
    pub has_serial_numbers: bool,
    /// The camera maker's own notes are in the file; they often hold serial numbers.
    pub has_maker_notes: bool,
    /// The name of the camera's owner is in the file. It itself is not read.
    pub has_owner_name: bool,
}

/// A point on Earth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Coordinates {
    /// Degrees north of the equator, -90 to 90.
    pub latitude: f64,
    /// Degrees east of Greenwich, -180 to 180.
    pub longitude: f64,
    /// Metres above the sea.
    pub altitude_m: Option<f64>,
}

/// A place, from small to large.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// A part of the city, or a name of its own.
    pub sublocation: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Province or state.
    pub region: Option<String>,
    /// Name of the country.
    pub country: Option<String>,
    /// ISO 3166 code of the country.
    pub country_code: Option<String>,
    /// Region of the world.
    pub world_region: Option<String>,
    /// Identifiers of the place.
    pub ids: Vec<String>,
}

/// Somebody, or an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Party {
    /// The name.
    pub name: Option<String>,
    /// An identifier or code.
    pub id: Option<String>,
    /// What they did.
    pub role: Option<String>,
}

/// A person shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name.
    pub name: Option<String>,
    /// Who that is.
    pub description: Option<String>,
    /// Identifiers.
    pub ids: Vec<String>,
    /// Terms that describe the person.
    pub characteristics: Vec<Term>,
}

/// A product shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Product {
    /// The name.
    pub name: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Its global trade item number.
    pub gtin: Option<String>,
    /// An identifier.
    pub id: Option<String>,
}

/// A work of art or an object shown, which may have rights of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Artwork {
    /// Title.
    pub title: Option<String>,
    /// Who made it.
    pub creators: Vec<String>,
    /// Identifiers of who made it.
    pub creator_ids: Vec<String>,
    /// When.
    pub date_created: Option<CreatedAt>,
    /// About when.
    pub circa_date: Option<String>,
    /// What it shows.
    pub content_description: Option<String>,
    /// What others added.
    pub contribution_description: Option<String>,
    /// What it is made of.
    pub physical_description: Option<String>,
    /// Its style or period.
    pub style_periods: Vec<String>,
    /// Copyright notice.
    pub copyright_notice: Option<String>,
    /// Who holds the copyright now.
    pub copyright_owner: Party,
    /// Who licenses it now.
    pub licensor: Party,
    /// Who holds it.
    pub source: Option<String>,
    /// Its number there.
    pub source_number: Option<String>,
    /// Its page there.
    pub source_url: Option<String>,
}

/// A term of a controlled vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Term {
    /// Name of the term.
    pub name: Option<String>,
    /// Its identifier.
    pub id: Option<String>,
    /// Which vocabulary.
    pub vocabulary: Option<String>,
    /// A term that narrows it.
    pub refined_by: Option<String>,
}

/// How to reach somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Street and house.
    pub address: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Telephone numbers.
    pub telephone: Option<String>,
    /// E-mail addresses.
    pub email: Option<String>,
    /// Page.
    pub url: Option<String>,
}

/// From whom to obtain a licence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Licensor {
    /// The name.
    pub name: Option<String>,
    /// An identifier.
    pub id: Option<String>,
    /// Page where a licence can be obtained.
    pub url: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone numbers.
    pub telephones: Vec<String>,
    /// Street and house.
    pub street: Option<String>,
    /// More of the address.
    pub extended_address: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Country.
    pub country: Option<String>,
}

/// Rights in a language for machines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EncodedRights {
    /// The expression, or the address of one.
    pub expression: Option<String>,
    /// Its media type.
    pub media_type: Option<String>,
    /// Identifier of its language.
    pub language: Option<String>,
}

/// An entry in a registry of pictures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RegistryEntry {
    /// The picture's number there.
    pub item_id: Option<String>,
    /// The registry.
    pub organisation_id: Option<String>,
    /// Why it is registered.
    pub role: Option<String>,
}

/// The largest size a picture can be had in, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MaxSize {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// How a generating program was used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AiUse {
    /// Which system.
    pub system: Option<String>,
    /// Which version of it.
    pub system_version: Option<String>,
    /// What it was asked.
    pub prompt: Option<String>,
    /// Who asked.
    pub prompt_writer: Option<String>,
}

impl PhotoMetadata {
    /// The place to name to readers: the one it is about, else the first shown, else where it
    /// was taken.
    pub fn place_for_readers(&self) -> Option<&Place> {
        let shown = || self.places_shown.first();
        self.place
            .as_ref()
            .or_else(shown)
            .or(self.place_created.as_ref())
    }

    /// Whether the picture was made by a generating program or contains parts that were.
    pub fn is_generated(&self) -> bool {
        self.digital_source_type
            .as_ref()
            .is_some_and(DigitalSourceType::is_generated)
            || self.ai != AiUse::default()
    }
}
