//! One picture from three accounts of it.
//!
//! XMP is believed first, then IPTC-IIM, then EXIF, field by field, as the guidance of the
//! Metadata Working Group reconciles them, with what the best picture desks do where it leaves
//! room:
//!
//! - A digest kept beside IPTC-IIM tells whether that was changed after XMP was written. If so
//!   it is believed first. A text that IPTC-IIM had to cut is still taken whole from XMP.
//! - If XMP and IPTC-IIM contradict each other and no digest tells which is right, EXIF decides
//!   about caption, photographers, copyright and date, which the guidance ranks it first for.
//!   Where they agree, or one is alone, EXIF does not overrule them: cameras and agencies leave
//!   stale words there.
//! - A date that says the same as a better one but less precisely gives way to it.

use super::date::CreatedAt;
use super::model::{Block, PhotoMetadata, Place};
use super::note::{Notes, Problem};
use super::photoshop::Iim;

/// The accounts.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub xmp: Option<PhotoMetadata>,
    pub iim: Option<Iim>,
    pub exif: Option<PhotoMetadata>,
    /// Plain texts of PNG and GIF.
    pub written: Option<PhotoMetadata>,
}

/// Most bytes of texts in IPTC-IIM.
const IIM_LIMITS: [usize; 5] = [32, 64, 128, 256, 2_000];

/// Merges the accounts.
pub(super) fn merge(sources: Sources, notes: &mut Notes) -> PhotoMetadata {
    let mut xmp = sources.xmp.unwrap_or_default();
    let (mut iim, is_unchanged) = match sources.iim {
        Some(iim) => (iim.metadata, iim.is_unchanged),
        None => (PhotoMetadata::default(), None),
    };
    let mut exif = sources.exif.unwrap_or_default();
    let written = sources.written.unwrap_or_default();

    let blocks = blocks(&xmp, &iim, &exif, &written);
    if is_unchanged.is_none() {
        judge(&mut xmp, &mut iim, &mut exif);
    }
    let is_newer = is_unchanged == Some(false);
    if is_newer && !xmp.blocks.is_empty() {
        notes.add(Block::Iim, Problem::Newer);
        whole(&mut iim, &xmp);
        std::mem::swap(&mut xmp, &mut iim);
    }

    let date = [&xmp, &iim, &exif].map(|m| m.date_created);
    // Programs that show pictures heed EXIF alone.
    let orientation = exif.orientation;
    let mut merged = xmp;
    for next in [iim, exif, written] {
        fill(&mut merged, next);
    }
    merged.date_created = best(date).or(merged.date_created);
    merged.orientation = orientation.or(merged.orientation);
    merged.blocks = blocks;
    merged
}

fn blocks(
    xmp: &PhotoMetadata,
    iim: &PhotoMetadata,
    exif: &PhotoMetadata,
    written: &PhotoMetadata,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = [xmp, iim, exif]
        .iter()
        .flat_map(|m| m.blocks.iter().copied())
        .collect();
    if *written != PhotoMetadata::default() {
        blocks.push(Block::Text);
    }
    blocks
}

/// Takes away from XMP and IPTC-IIM what they contradict each other in and EXIF knows.
fn judge(xmp: &mut PhotoMetadata, iim: &mut PhotoMetadata, exif: &mut PhotoMetadata) {
    fn decide<T: PartialEq>(xmp: &mut Option<T>, iim: &mut Option<T>, exif: Option<&T>) {
        if exif.is_some() && xmp.is_some() && iim.is_some() && xmp != iim {
            (*xmp, *iim) = (None, None);
        }
    }
    if !is_cut(iim.caption.as_deref(), xmp.caption.as_deref()) {
        decide(&mut xmp.caption, &mut iim.caption, exif.caption.as_ref());
    }
    let notice = (&mut xmp.copyright_notice, &mut iim.copyright_notice);
    if !is_cut(notice.1.as_deref(), notice.0.as_deref()) {
        decide(notice.0, notice.1, exif.copyright_notice.as_ref());
    }
    // One list may be the beginning of the other: some programs write the first name alone.
    let mut pairs = xmp.photographers.iter().zip(&iim.photographers);
    let do_differ = pairs.any(|(x, i)| x != i && !is_cut(Some(i), Some(x)));
    let are_there = !xmp.photographers.is_empty() && !iim.photographers.is_empty();
    if do_differ && are_there && !exif.photographers.is_empty() {
        xmp.photographers.clear();
        iim.photographers.clear();
    }
    if let (Some(x), Some(i)) = (xmp.date_created, iim.date_created)
        && !x.is_within(&i)
        && !i.is_within(&x)
        && exif.date_created.is_some()
    {
        (xmp.date_created, iim.date_created) = (None, None);
    }
}

/// Whether a text of IPTC-IIM is the beginning of another, cut at one of its limits.
fn is_cut(iim: Option<&str>, xmp: Option<&str>) -> bool {
    let (Some(iim), Some(xmp)) = (iim, xmp) else {
        return false;
    };
    // Spaces at the cut are trimmed, letters may take several bytes.
    let near = IIM_LIMITS
        .iter()
        .any(|l| (l.saturating_sub(4)..=*l).contains(&iim.len()));
    let in_chars = IIM_LIMITS.contains(&iim.chars().count());
    (near || in_chars) && xmp.len() > iim.len() && xmp.starts_with(iim)
}

/// Gives back to IPTC-IIM what it had to cut.
fn whole(iim: &mut PhotoMetadata, xmp: &PhotoMetadata) {
    let fields = [
        (&mut iim.caption, &xmp.caption),
        (&mut iim.headline, &xmp.headline),
        (&mut iim.title, &xmp.title),
        (&mut iim.credit_line, &xmp.credit_line),
        (&mut iim.source, &xmp.source),
        (&mut iim.copyright_notice, &xmp.copyright_notice),
        (&mut iim.special_instructions, &xmp.special_instructions),
        (&mut iim.supplier_reference, &xmp.supplier_reference),
        (&mut iim.photographer_job_title, &xmp.photographer_job_title),
        (&mut iim.caption_writer, &xmp.caption_writer),
    ];
    for (short, long) in fields {
        if is_cut(short.as_deref(), long.as_deref()) {
            short.clone_from(long);
        }
    }
    let lists = [
        (&mut iim.photographers, &xmp.photographers),
        (&mut iim.keywords, &xmp.keywords),
    ];
    for (shorts, longs) in lists {
        for short in shorts {
            if let Some(long) = longs.iter().find(|l| is_cut(Some(short), Some(l))) {
                short.clone_from(long);
            }
        }
    }
}

/// The first date, or one that says the same more precisely.
fn best(dates: [Option<CreatedAt>; 3]) -> Option<CreatedAt> {
    let mut dates = dates.into_iter().flatten();
    let first = dates.next()?;
    Some(dates.fold(
        first,
        |best, next| {
            if best.is_within(&next) { next } else { best }
        },
    ))
}

/// Fills what is empty.
fn fill(into: &mut PhotoMetadata, from: PhotoMetadata) {
    macro_rules! options {
        ($($field:ident)+) => { $(into.$field = into.$field.take().or(from.$field);)+ };
    }
    macro_rules! lists {
        ($($field:ident)+) => { $(if into.$field.is_empty() { into.$field = from.$field; })+ };
    }
    let place = (into.place.take(), from.place);
    into.place = match place {
        (Some(known), Some(more)) => Some(filled(known, more)),
        (known, more) => known.or(more),
    };
    let mine = std::mem::take(&mut into.private);
    into.private.coordinates = mine.coordinates.or(from.private.coordinates);
    into.private.has_serial_numbers = mine.has_serial_numbers | from.private.has_serial_numbers;
    into.private.has_maker_notes = mine.has_maker_notes | from.private.has_maker_notes;
    into.private.has_owner_name = mine.has_owner_name | from.private.has_owner_name;
    options! {
        title headline caption caption_writer alt extended_description credit_line
        photographer_job_title creator_contact creator_image_id source supplier_image_id
        supplier_reference special_instructions copyright_notice copyright_marked usage_terms
        web_statement licence_url data_mining other_constraints model_release property_release
        minor_age model_information date_created place_created event intellectual_genre category
        urgency rating digital_source_type creator_tool image_guid max_size orientation
    }
    lists! {
        keywords photographers creators contributors suppliers copyright_owners licensors
        embedded_rights linked_rights model_release_ids property_release_ids model_ages
        places_shown people_shown people_details organisations_shown products_shown
        artworks_shown subject_codes about scene_codes genres supplemental_categories
        registry_entries
    }
    if into.ai == super::model::AiUse::default() {
        into.ai = from.ai;
    }
}

fn filled(known: Place, more: Place) -> Place {
    Place {
        sublocation: known.sublocation.or(more.sublocation),
        city: known.city.or(more.city),
        region: known.region.or(more.region),
        country: known.country.or(more.country),
        country_code: known.country_code.or(more.country_code),
        world_region: known.world_region.or(more.world_region),
        ids: if known.ids.is_empty() {
            more.ids
        } else {
            known.ids
        },
    }
}
