//! Renditions with a signed account of how they were made.

use super::decode::{Opened, guarded};
use super::{Credit, Spec};
use crate::provenance::{Derived, Provenance};
use image::metadata::Orientation;

/// Narrowest rendition that is signed, in pixels asked for. An account takes some 3 kB: a quarter and
/// more of the small pictures on cards, little of those in a story.
const MIN_WIDTH: u32 = 640;

/// Whether renditions like this are signed.
pub fn is_signed(spec: &Spec) -> bool {
    spec.width() >= MIN_WIDTH
}

/// The rendition, signed; as it was if that cannot be done, for readers come first.
pub fn signed(
    provenance: &dyn Provenance,
    original: &[u8],
    rendition: Vec<u8>,
    spec: &Spec,
    credit: &Credit,
) -> Vec<u8> {
    let read = guarded(|| {
        let opened = Opened::new(original)?;
        Ok((opened.kind, opened.upright(), opened.orientation))
    });
    let Ok((original_kind, upright, orientation)) = read else {
        return rendition;
    };
    let (area, (width, height)) = (spec.area(upright), spec.size_of(upright));
    let derived = Derived {
        original,
        original_kind,
        bytes: &rendition,
        media_type: spec.format().media_type(),
        width: spec.width(),
        is_turned: orientation != Orientation::NoTransforms,
        is_cropped: (area.width, area.height) != upright,
        is_resized: (area.width, area.height) != (width, height),
        credit,
    };
    match provenance.sign(&derived) {
        Ok(signed) => signed,
        Err(error) => {
            tracing::error!(%error, "A rendition goes out without content credentials");
            rendition
        }
    }
}
