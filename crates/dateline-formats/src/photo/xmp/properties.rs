//! The properties of IPTC, PLUS, Photoshop and others as fields.

use super::super::codes::{DataMining, DigitalSourceType, MinorAge, Release};
use super::super::date::CreatedAt;
use super::super::exif::point;
use super::super::model::{AiUse, Coordinates, MaxSize, PhotoMetadata, Place, Private};
use super::super::note::Problem;
use super::super::text::Pen;
use super::super::{Block, MAX_LIST};
use super::people;
use super::tree::{Node, Ns, Properties};

/// Reads the fields of properties one by one.
pub(super) struct Fields<'p, 'n> {
    pub of: &'p Properties,
    pub pen: &'p mut Pen<'n>,
}

impl<'p> Fields<'p, '_> {
    pub fn line(&mut self, field: &'static str, ns: Ns, name: &str) -> Option<String> {
        self.pen.line(field, self.of.value(ns, name)?)
    }

    pub fn text(&mut self, field: &'static str, ns: Ns, name: &str) -> Option<String> {
        self.pen.text(field, self.of.value(ns, name)?)
    }

    pub fn address(&mut self, field: &'static str, ns: Ns, name: &str) -> Option<String> {
        self.pen.address(field, self.of.value(ns, name)?)
    }

    pub fn list(&mut self, field: &'static str, ns: Ns, name: &str) -> Vec<String> {
        let Some(node) = self.of.get(ns, name) else {
            return Vec::new();
        };
        let entries = node.entries();
        self.pen.list(field, entries.iter().map(|n| n.value()))
    }

    /// The entries of a list of structures; those without content are left out.
    pub fn each<T: Default + PartialEq>(
        &mut self,
        field: &'static str,
        (ns, name): (Ns, &str),
        read: impl Fn(&'p Node, &mut Pen<'_>) -> T,
    ) -> Vec<T> {
        let Some(node) = self.of.get(ns, name) else {
            return Vec::new();
        };
        let entries = node.entries();
        if entries.len() > MAX_LIST {
            self.pen.note(Problem::TooMany {
                what: field,
                limit: MAX_LIST,
            });
        }
        let read = entries
            .into_iter()
            .take(MAX_LIST)
            .map(|n| read(n, self.pen));
        read.filter(|t| *t != T::default()).collect()
    }

    fn date(&mut self, field: &'static str, ns: Ns, name: &str) -> Option<CreatedAt> {
        let written = self.of.value(ns, name)?;
        let date = CreatedAt::parse(written);
        if date.is_none() {
            self.pen.note(Problem::Meaningless { field });
        }
        date
    }

    fn number<T: std::str::FromStr>(&self, ns: Ns, name: &str) -> Option<T> {
        self.of.value(ns, name)?.trim().parse().ok()
    }
}

/// All fields that XMP can hold.
pub(super) fn read(properties: &Properties, pen: &mut Pen<'_>) -> PhotoMetadata {
    let mut fields = Fields {
        of: properties,
        pen,
    };
    let mut found = PhotoMetadata::default();
    words(&mut fields, &mut found);
    makers(&mut fields, &mut found);
    rights(&mut fields, &mut found);
    content(&mut fields, &mut found);
    technical(&mut fields, &mut found);
    if found != PhotoMetadata::default() {
        found.blocks.push(Block::Xmp);
    }
    found
}

fn words(x: &mut Fields<'_, '_>, found: &mut PhotoMetadata) {
    found.title = x.line("title", Ns::Dc, "title");
    found.headline = x.line("headline", Ns::Photoshop, "Headline");
    let captions = [(Ns::Dc, "description"), (Ns::Tiff, "ImageDescription")];
    found.caption = captions
        .iter()
        .find_map(|(ns, name)| x.pen.caption(x.of.value(*ns, name)?));
    found.caption_writer = x.line("caption_writer", Ns::Photoshop, "CaptionWriter");
    found.alt = x.text("alt", Ns::Core, "AltTextAccessibility");
    found.extended_description = x.text("extended_description", Ns::Core, "ExtDescrAccessibility");
    found.keywords = x.list("keywords", Ns::Dc, "subject");
    found.special_instructions = x.text("special_instructions", Ns::Photoshop, "Instructions");
}

fn makers(x: &mut Fields<'_, '_>, found: &mut PhotoMetadata) {
    found.credit_line = x.line("credit_line", Ns::Photoshop, "Credit");
    found.photographers = x.list("photographers", Ns::Dc, "creator");
    if found.photographers.is_empty() {
        found.photographers = x.list("photographers", Ns::Tiff, "Artist");
    }
    found.photographer_job_title =
        x.line("photographer_job_title", Ns::Photoshop, "AuthorsPosition");
    found.creator_contact = people::contact(x);
    found.creators = x.each("creators", (Ns::Plus, "ImageCreator"), |n, pen| {
        people::plus_party(n, pen, "creators", ["ImageCreatorName", "ImageCreatorID"])
    });
    found.creator_image_id = x.address("creator_image_id", Ns::Plus, "ImageCreatorImageID");
    found.contributors = x.each(
        "contributors",
        (Ns::Ext, "Contributor"),
        people::contributor,
    );
    found.source = x.line("source", Ns::Photoshop, "Source");
    found.suppliers = x.each("suppliers", (Ns::Plus, "ImageSupplier"), |n, pen| {
        people::plus_party(
            n,
            pen,
            "suppliers",
            ["ImageSupplierName", "ImageSupplierID"],
        )
    });
    found.supplier_image_id = x.address("supplier_image_id", Ns::Plus, "ImageSupplierImageID");
    found.supplier_reference = x.line("supplier_reference", Ns::Photoshop, "TransmissionReference");
}

fn rights(x: &mut Fields<'_, '_>, found: &mut PhotoMetadata) {
    found.copyright_notice = x
        .text("copyright_notice", Ns::Dc, "rights")
        .or_else(|| x.text("copyright_notice", Ns::Tiff, "Copyright"));
    found.copyright_owners = x.each(
        "copyright_owners",
        (Ns::Plus, "CopyrightOwner"),
        |n, pen| {
            let names = ["CopyrightOwnerName", "CopyrightOwnerID"];
            people::plus_party(n, pen, "copyright_owners", names)
        },
    );
    found.copyright_marked = match x.of.value(Ns::Rights, "Marked").map(str::trim) {
        Some(yes) if yes.eq_ignore_ascii_case("true") => Some(true),
        Some(no) if no.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    };
    found.usage_terms = x.text("usage_terms", Ns::Rights, "UsageTerms");
    found.web_statement = x.address("web_statement", Ns::Rights, "WebStatement");
    // Creative Commons also stands where the page about rights does.
    let is_licence = |page: &String| page.contains("creativecommons.org/");
    found.licence_url = x
        .address("licence_url", Ns::Cc, "license")
        .or_else(|| found.web_statement.clone().filter(is_licence));
    found.licensors = x.each("licensors", (Ns::Plus, "Licensor"), people::licensor);
    found.embedded_rights = x.each(
        "embedded_rights",
        (Ns::Ext, "EmbdEncRightsExpr"),
        |n, pen| people::encoded_rights(n, pen, "EncRightsExpr"),
    );
    found.linked_rights = x.each(
        "linked_rights",
        (Ns::Ext, "LinkedEncRightsExpr"),
        |n, pen| people::encoded_rights(n, pen, "LinkedRightsExpr"),
    );
    let mining = x.address("data_mining", Ns::Plus, "DataMining");
    found.data_mining = mining.map(|m| DataMining::of(&m));
    found.other_constraints = x.text("other_constraints", Ns::Plus, "OtherConstraints");
    let release = x.address("model_release", Ns::Plus, "ModelReleaseStatus");
    found.model_release = release.map(|r| Release::of_plus(&r));
    found.model_release_ids = x.list("model_release_ids", Ns::Plus, "ModelReleaseID");
    let release = x.address("property_release", Ns::Plus, "PropertyReleaseStatus");
    found.property_release = release.map(|r| Release::of_plus(&r));
    found.property_release_ids = x.list("property_release_ids", Ns::Plus, "PropertyReleaseID");
    let age = x.address("minor_age", Ns::Plus, "MinorModelAgeDisclosure");
    found.minor_age = age.map(|a| MinorAge::of(&a));
    let ages = x.list("model_ages", Ns::Ext, "ModelAge");
    found.model_ages = ages.iter().filter_map(|a| a.parse().ok()).collect();
    found.model_information = x.text("model_information", Ns::Ext, "AddlModelInfo");
}

fn content(x: &mut Fields<'_, '_>, found: &mut PhotoMetadata) {
    found.date_created = x
        .date("date_created", Ns::Photoshop, "DateCreated")
        .or_else(|| x.date("date_created", Ns::Exif, "DateTimeOriginal"));
    let place = Place {
        sublocation: x.line("sublocation", Ns::Core, "Location"),
        city: x.line("city", Ns::Photoshop, "City"),
        region: x.line("region", Ns::Photoshop, "State"),
        country: x.line("country", Ns::Photoshop, "Country"),
        country_code: x.line("country_code", Ns::Core, "CountryCode"),
        ..Place::default()
    };
    found.place = (place != Place::default()).then_some(place);
    let created = x.each("place_created", (Ns::Ext, "LocationCreated"), people::place);
    found.place_created = created.into_iter().next();
    found.places_shown = x.each("places_shown", (Ns::Ext, "LocationShown"), people::place);
    found.people_shown = x.list("people_shown", Ns::Ext, "PersonInImage");
    let details = (Ns::Ext, "PersonInImageWDetails");
    found.people_details = x.each("people_details", details, people::person);
    for person in &found.people_details {
        if let Some(name) = &person.name
            && !found.people_shown.contains(name)
        {
            found.people_shown.push(name.clone());
        }
    }
    found.organisations_shown = people::organisations(x);
    found.products_shown = x.each(
        "products_shown",
        (Ns::Ext, "ProductInImage"),
        people::product,
    );
    let artworks = (Ns::Ext, "ArtworkOrObject");
    found.artworks_shown = x.each("artworks_shown", artworks, people::artwork);
    found.event = x
        .line("event", Ns::Ext, "Event")
        .or_else(|| x.line("event", Ns::Ext, "EventName"));
    found.subject_codes = x.list("subject_codes", Ns::Core, "SubjectCode");
    found.about = x.each("about", (Ns::Ext, "AboutCvTerm"), people::term);
    found.scene_codes = x.list("scene_codes", Ns::Core, "Scene");
    found.intellectual_genre = x.line("intellectual_genre", Ns::Core, "IntellectualGenre");
    found.genres = x.each("genres", (Ns::Ext, "Genre"), people::term);
    found.category = x.line("category", Ns::Photoshop, "Category");
    found.supplemental_categories = x.list(
        "supplemental_categories",
        Ns::Photoshop,
        "SupplementalCategories",
    );
    let urgency = x.number::<u8>(Ns::Photoshop, "Urgency");
    found.urgency = urgency.filter(|u| (1..=9).contains(u));
    found.rating = rating(x.number::<f32>(Ns::Xmp, "Rating"));
}

/// Stars; some programs write a fraction.
fn rating(stars: Option<f32>) -> Option<i8> {
    let stars = stars?.round();
    (-1..=5).find(|whole| (f32::from(*whole) - stars).abs() < 0.1)
}

fn technical(x: &mut Fields<'_, '_>, found: &mut PhotoMetadata) {
    let source = x.address("digital_source_type", Ns::Ext, "DigitalSourceType");
    found.digital_source_type = source.map(|s| DigitalSourceType::of(&s));
    found.ai = AiUse {
        system: x.line("ai_system", Ns::Ext, "AISystemUsed"),
        system_version: x.line("ai_system_version", Ns::Ext, "AISystemVersionUsed"),
        prompt: x.text("ai_prompt", Ns::Ext, "AIPromptInformation"),
        prompt_writer: x.line("ai_prompt_writer", Ns::Ext, "AIPromptWriterName"),
    };
    found.creator_tool = x.line("creator_tool", Ns::Xmp, "CreatorTool");
    found.image_guid = x.address("image_guid", Ns::Ext, "DigImageGUID");
    let entries = (Ns::Ext, "RegistryId");
    found.registry_entries = x.each("registry_entries", entries, people::registry_entry);
    let width = x.number(Ns::Ext, "MaxAvailWidth");
    let height = x.number(Ns::Ext, "MaxAvailHeight");
    found.max_size = width
        .zip(height)
        .map(|(width, height)| MaxSize { width, height });
    let orientation = x.number::<u8>(Ns::Tiff, "Orientation");
    found.orientation = orientation.filter(|o| (1..=8).contains(o));

    let has = |ns, name: &str| x.of.value(ns, name).is_some();
    found.private = Private {
        coordinates: coordinates(x.of),
        has_serial_numbers: has(Ns::Aux, "SerialNumber")
            || has(Ns::Aux, "LensSerialNumber")
            || has(Ns::ExifEx, "BodySerialNumber")
            || has(Ns::ExifEx, "LensSerialNumber"),
        has_maker_notes: has(Ns::Exif, "MakerNote"),
        has_owner_name: has(Ns::Aux, "OwnerName") || has(Ns::ExifEx, "CameraOwnerName"),
    };
}

fn coordinates(of: &Properties) -> Option<Coordinates> {
    let latitude = angle(of.value(Ns::Exif, "GPSLatitude")?)?;
    let longitude = angle(of.value(Ns::Exif, "GPSLongitude")?)?;
    let altitude = of.value(Ns::Exif, "GPSAltitude").and_then(|a| {
        let (above, below) = a.trim().split_once('/').unwrap_or((a.trim(), "1"));
        let below: f64 = below.parse().ok().filter(|b: &f64| *b > 0.0)?;
        Some(above.parse::<f64>().ok()? / below)
    });
    let is_below = of.value(Ns::Exif, "GPSAltitudeRef").map(str::trim) == Some("1");
    point(
        latitude,
        longitude,
        altitude.map(|a| if is_below { -a } else { a }),
    )
}

/// `51,30.5N` or `51,30,30N` as degrees.
fn angle(written: &str) -> Option<f64> {
    let written = written.trim();
    let mark = written.chars().next_back()?;
    let sign = match mark.to_ascii_uppercase() {
        'N' | 'E' => 1.0,
        'S' | 'W' => -1.0,
        _ => return written.parse().ok(),
    };
    let mut parts = written[..written.len() - 1].split(',').take(3);
    let degrees: f64 = parts.next()?.trim().parse().ok()?;
    let minutes: f64 = parts.next().map_or(Ok(0.0), |m| m.trim().parse()).ok()?;
    let seconds: f64 = parts.next().map_or(Ok(0.0), |s| s.trim().parse()).ok()?;
    Some(sign * (degrees + minutes / 60.0 + seconds / 3_600.0))
}
