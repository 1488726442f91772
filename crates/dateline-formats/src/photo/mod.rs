//! What a photograph's file says about itself: caption, credit, rights, place and the rest.
//!
//! Bytes of a whole file in, a [`PhotoMetadata`] and a list of [`Note`]s out. XMP, IPTC-IIM and
//! EXIF are each read as far as they can be; what cannot be read is noted and loses nothing
//! else. Nothing is decoded, and nothing of what strangers wrote is believed: lengths, nesting,
//! counts and sizes all have a limit below.
//!
//! XMP is believed first, then IPTC-IIM, then EXIF, field by field. If a digest tells that
//! IPTC-IIM was changed after XMP was written, it comes first. If both contradict each other and
//! no digest tells which is right, EXIF decides about caption, photographers, copyright and date.
//!
//! ```
//! let reading = dateline_formats::photo::read(b"not a picture");
//! assert_eq!(reading.container, None);
//! assert_eq!(reading.notes[0].to_string(), "file: is no picture of a known kind");
//! ```

mod codes;
mod container;
mod date;
mod exif;
mod iim;
mod merge;
mod model;
mod note;
mod photoshop;
mod text;
mod xmp;

pub use codes::{DataMining, DigitalSourceType, MinorAge, Release};
pub use container::Container;
pub use date::{Clock, CreatedAt};
pub use model::{
    AiUse, Artwork, Block, Contact, Coordinates, EncodedRights, Licensor, MaxSize, Party, Person,
    PhotoMetadata, Place, Private, Product, RegistryEntry, Term,
};
pub use note::{Note, Problem};

use note::Notes;
use serde::Serialize;

/// Most characters kept of a text of one line, such as a headline or a credit line.
pub const MAX_LINE: usize = 1_000;
/// Most characters kept of a text of several lines, such as a caption.
pub const MAX_TEXT: usize = 20_000;
/// Most characters kept of an address or an identifier.
pub const MAX_ADDRESS: usize = 2_000;
/// Most entries kept of a list, such as keywords.
pub const MAX_LIST: usize = 500;
/// Most bytes of XMP read of one file, main and extended together, after decompression.
pub const MAX_XMP: usize = 16 * 1024 * 1024;
/// Most bytes of Photoshop resources or IPTC-IIM read of one file.
pub const MAX_IIM: usize = 4 * 1024 * 1024;
/// Most bytes of an EXIF block that is copied out of its container.
pub const MAX_EXIF: usize = 4 * 1024 * 1024;
/// Most segments, chunks or boxes with metadata looked at in one file.
pub const MAX_PARTS: usize = 4_096;
/// Most levels of elements within one XMP property.
pub const MAX_DEPTH: usize = 24;
/// Most notes kept; the last one then says that there are more.
pub const MAX_NOTES: usize = 64;

/// What was read of one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// What kind of file it is, by its content; `None` if it is none that is known.
    pub container: Option<Container>,
    /// What the file says.
    pub metadata: PhotoMetadata,
    /// What could not be read, was cut, or was put right.
    pub notes: Vec<Note>,
}

/// Reads the metadata of a whole file. Never fails: what cannot be read is noted.
pub fn read(file: &[u8]) -> Reading {
    let mut notes = Notes::default();
    let parts = container::open(file, &mut notes);
    let exif = parts.exif.as_deref().map(|e| exif::read(e, &mut notes));
    let iim = photoshop::read(&parts, exif.as_ref().and_then(|e| e.embedded), &mut notes);
    let xmp = xmp::read(&parts, exif.as_ref().and_then(|e| e.embedded), &mut notes);
    let written = container::written(&parts, &mut notes);

    let turns_itself = parts.kind == Some(Container::Heif);
    let mut metadata = merge::merge(
        merge::Sources {
            xmp,
            iim,
            exif: exif.map(|e| e.metadata),
            written,
        },
        &mut notes,
    );
    metadata.has_content_credentials = parts.has_content_credentials;
    if turns_itself {
        metadata.orientation = None;
    }
    Reading {
        container: parts.kind,
        metadata,
        notes: notes.list(),
    }
}
