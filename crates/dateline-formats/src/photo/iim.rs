//! IPTC-IIM: numbered datasets, in a character set that is often not declared.

use super::date::CreatedAt;
use super::note::{Notes, Problem};
use super::text::{Charset, Pen};
use super::{Block, MAX_PARTS, PhotoMetadata, Place};

/// A dataset of record 2.
struct Dataset<'b> {
    number: u8,
    value: &'b [u8],
}

/// Reads a block; `None` if nothing in it is IPTC-IIM.
pub(super) fn read(block: &[u8], notes: &mut Notes) -> Option<PhotoMetadata> {
    let (declared, datasets) = datasets(block, notes);
    if datasets.is_empty() {
        return None;
    }
    let values = datasets.iter().map(|d| d.value);
    let charset = match declared {
        Some(charset) if charset != Charset::Utf8 => charset,
        declared => {
            let guess = Charset::guess(&values);
            let is_plain = datasets.iter().all(|d| d.value.is_ascii());
            if !is_plain && declared != Some(guess) {
                let charset = guess.name();
                notes.add(Block::Iim, Problem::Charset { charset });
            }
            guess
        }
    };
    Some(fields(&datasets, charset, notes))
}

fn datasets<'b>(block: &'b [u8], notes: &mut Notes) -> (Option<Charset>, Vec<Dataset<'b>>) {
    let (mut charset, mut found) = (None, Vec::new());
    let mut rest = block;
    for _ in 0..MAX_PARTS {
        // Blocks are padded with zeros.
        if rest.iter().all(|b| *b == 0) {
            return (charset, found);
        }
        let Some((record, number, value, after)) = dataset(rest) else {
            notes.add(Block::Iim, Problem::Damaged { what: "datasets" });
            return (charset, found);
        };
        match (record, number) {
            (1, 90) => charset = declared(value),
            (2, _) => found.push(Dataset { number, value }),
            _ => {}
        }
        rest = after;
    }
    let what = "datasets";
    let limit = MAX_PARTS;
    notes.add(Block::Iim, Problem::TooMany { what, limit });
    (charset, found)
}

/// One dataset: a mark, record and number, a length of two bytes or a length of the length.
fn dataset(rest: &[u8]) -> Option<(u8, u8, &[u8], &[u8])> {
    let head = rest.get(..5)?;
    if head[0] != 0x1c {
        return None;
    }
    let short = usize::from(u16::from_be_bytes([head[3], head[4]]));
    let (start, length) = if short & 0x8000 == 0 {
        (5, short)
    } else {
        let size = short & 0x7fff;
        if size > 8 {
            return None;
        }
        let long = rest.get(5..5 + size)?;
        let length = long.iter().fold(0_u64, |sum, b| sum << 8 | u64::from(*b));
        (5 + size, usize::try_from(length).ok()?)
    };
    let end = start.checked_add(length)?;
    Some((head[1], head[2], rest.get(start..end)?, rest.get(end..)?))
}

/// The escape sequences of ISO 2022 that are met.
fn declared(value: &[u8]) -> Option<Charset> {
    match value.trim_ascii() {
        b"\x1b%G" | b"\x1b%/I" | b"\x1b%/G" => Some(Charset::Utf8),
        b"\x1b.A" | b"\x1b-A" | b"\x1b,A" => Some(Charset::Windows1252),
        _ => None,
    }
}

fn fields(datasets: &[Dataset<'_>], charset: Charset, notes: &mut Notes) -> PhotoMetadata {
    let mut pen = Pen {
        block: Block::Iim,
        notes,
    };
    let all = |number: u8| -> Vec<String> {
        let these = datasets.iter().filter(|d| d.number == number);
        these.map(|d| charset.decode(d.value)).collect()
    };
    let one = |number: u8| all(number).into_iter().find(|v| !v.trim().is_empty());
    let mut line = |field, number| one(number).and_then(|v| pen.line(field, &v));
    let mut found = PhotoMetadata {
        blocks: vec![Block::Iim],
        title: line("title", 5),
        category: line("category", 15),
        photographer_job_title: line("photographer_job_title", 85),
        place: place(&mut line),
        supplier_reference: line("supplier_reference", 103),
        headline: line("headline", 105),
        credit_line: line("credit_line", 110),
        source: line("source", 115),
        caption_writer: line("caption_writer", 122),
        creator_tool: line("creator_tool", 65),
        intellectual_genre: line("intellectual_genre", 3).map(without_number),
        ..PhotoMetadata::default()
    };
    let mut text = |field, number| one(number).and_then(|v| pen.text(field, &v));
    found.special_instructions = text("special_instructions", 40);
    found.copyright_notice = text("copyright_notice", 116);
    found.caption = one(120).and_then(|v| pen.caption(&v));

    let mut list = |field, number| pen.list(field, all(number).iter().map(String::as_str));
    found.supplemental_categories = list("supplemental_categories", 20);
    found.keywords = list("keywords", 25);
    found.photographers = list("photographers", 80);
    found.subject_codes = list("subject_codes", 12)
        .iter()
        .map(|reference| subject(reference).to_owned())
        .collect();

    found.urgency = one(10).and_then(|v| v.trim().parse().ok());
    found.urgency = found.urgency.filter(|u| (1..=9).contains(u));
    if let Some(date) = one(55) {
        found.date_created = CreatedAt::of_iim(&date, one(60).as_deref());
        if found.date_created.is_none() && !date.trim().trim_matches('0').is_empty() {
            let field = "date_created";
            pen.note(Problem::Meaningless { field });
        }
    }
    found
}

fn place(line: &mut impl FnMut(&'static str, u8) -> Option<String>) -> Option<Place> {
    let place = Place {
        city: line("city", 90),
        sublocation: line("sublocation", 92),
        region: line("region", 95),
        country_code: line("country_code", 100),
        country: line("country", 101),
        ..Place::default()
    };
    (place != Place::default()).then_some(place)
}

/// `001:Current` is a genre with its number.
fn without_number(genre: String) -> String {
    match genre.split_once(':') {
        Some((number, name)) if number.len() == 3 && number.parse::<u16>().is_ok() => {
            name.trim().to_owned()
        }
        _ => genre,
    }
}

/// `IPTC:04000000:...` is a code with the names of its levels.
fn subject(reference: &str) -> &str {
    reference.split(':').nth(1).unwrap_or(reference).trim()
}
