//! The reference picture of the IPTC Photo Metadata Standard 2017.1: each field of the standard
//! and what we get.

use super::{picture, shown};
use insta::assert_snapshot;

#[test]
fn the_reference_picture_of_the_standard_is_read_completely() {
    let reading = picture("credits/IPTC-PhotometadataRef-Std2017.1.jpg");

    assert_eq!(reading.notes, []);
    assert_snapshot!(shown(&reading), @"
    about[0].id: http://example.com/cv/about/ref2017.1/code987
    about[0].name: CV-Term Name 1 (ref2017.1)
    about[0].refined_by: http://example.com/cv/refinements2/ref2017.1/codeX145
    about[0].vocabulary: http://example.com/cv/about/ref2017.1
    artworks_shown[0].circa_date: AO Circa Date: between 1550 and 1600 (ref2017.1)
    artworks_shown[0].content_description: AO Content Description 1 (ref2017.1)
    artworks_shown[0].contribution_description: AO Contribution Description 1 (ref2017.1)
    artworks_shown[0].copyright_notice: AO Copyright Notice 1 (ref2017.1)
    artworks_shown[0].copyright_owner.id: AO Current Copyright Owner ID 1 (ref2017.1)
    artworks_shown[0].copyright_owner.name: AO Current Copyright Owner Name 1 (ref2017.1)
    artworks_shown[0].creator_ids[0]: AO Creator Id 1a (ref2017.1)
    artworks_shown[0].creator_ids[1]: AO Creator Id 1b (ref2017.1)
    artworks_shown[0].creators[0]: AO Creator Name 1a (ref2017.1)
    artworks_shown[0].creators[1]: AO Creator Name 1b (ref2017.1)
    artworks_shown[0].date_created: 1916-10-26T12:13:14+00:00
    artworks_shown[0].licensor.id: AO Current Licensor ID 1 (ref2017.1)
    artworks_shown[0].licensor.name: AO Current Licensor Name 1 (ref2017.1)
    artworks_shown[0].physical_description: AO Physical Description 1 (ref2017.1)
    artworks_shown[0].source: AO Source 1 (ref2017.1)
    artworks_shown[0].source_number: AO Source Inventory No 1 (ref2017.1)
    artworks_shown[0].source_url: AO Source Inventory URL (ref2017.1)
    artworks_shown[0].style_periods[0]: AO Style Baroque (ref2017.1)
    artworks_shown[0].style_periods[1]: AO Style Italian Baroque (ref2017.1)
    artworks_shown[0].title: AO Title 1 (ref2017.1)
    blocks[0]: xmp
    blocks[1]: iim
    blocks[2]: exif
    caption: The description aka caption (ref2017.1)
    caption_writer: Description Writer (ref2017.1)
    copyright_notice: Copyright (Notice) 2017.1 IPTC - www.iptc.org  (ref2017.1)
    copyright_owners[0].id: Copyright Owner Id 1 (ref2017.1)
    copyright_owners[0].name: Copyright Owner Name 1 (ref2017.1)
    copyright_owners[1].id: Copyright Owner Id 2 (ref2017.1)
    copyright_owners[1].name: Copyright Owner Name 2 (ref2017.1)
    creator_contact.address: Creator's CI: Address, line 1 (ref2017.1)
    creator_contact.city: Creator's CI: City (ref2017.1)
    creator_contact.country: Creator's CI: Country (ref2017.1)
    creator_contact.email: Creator's CI: Email@1, Email@2 (ref2017.1)
    creator_contact.postal_code: Creator's CI: Postcode (ref2017.1)
    creator_contact.region: Creator's CI: State/Province (ref2017.1)
    creator_contact.telephone: Creator's CI: Phone # 1, Phone # 2 (ref2017.1)
    creator_contact.url: http://www.Creators.CI/WebAddress/ref2017.1
    creator_image_id: Image Creator Image ID (ref2017.1)
    creators[0].id: Image Creator Id 1 (ref2017.1)
    creators[0].name: Image Creator Name 1 (ref2017.1)
    creators[1].id: Image Creator Id 2 (ref2017.1)
    creators[1].name: Image Creator Name 2 (ref2017.1)
    credit_line: Credit Line (ref2017.1)
    date_created: 2017-07-13T17:01:00+00:00
    digital_source_type: softwareImage
    embedded_rights[0].expression: The Encoded Rights Expression (ref2017.1)
    embedded_rights[0].language: http://example.org/RELids/id4711/ref2017.1
    embedded_rights[0].media_type: IANA Media Type of ERE (ref2017.1)
    event: An Event (ref2017.1)
    genres[0].id: http://example.com/cv/genre/ref2017.1/code1369
    genres[0].name: Genre CV-Term Name 1 (ref2017.1)
    genres[0].refined_by: http://example.com/cv/genrerefinements2/ref2017.1/codeY864
    genres[0].vocabulary: http://example.com/cv/genre/ref2017.1
    headline: The Headline (ref2017.1)
    image_guid: http://example.com/imageGUIDs/TestGUID12345/ref2017.1
    intellectual_genre: A Genre (ref2017.1)
    keywords[0]: Keyword1ref2017.1
    keywords[1]: Keyword2ref2017.1
    keywords[2]: Keyword3ref2017.1
    licensors[0].city: Licensor City 1 (ref2017.1)
    licensors[0].country: Licensor Country 1 (ref2017.1)
    licensors[0].email: Licensor Email 1 (ref2017.1)
    licensors[0].extended_address: Licensor Ext Addr 1 (ref2017.1)
    licensors[0].id: Licensor ID 1 (ref2017.1)
    licensors[0].name: Licensor Name 1 (ref2017.1)
    licensors[0].postal_code: Licensor Postcode 1 (ref2017.1)
    licensors[0].region: Licensor Region 1 (ref2017.1)
    licensors[0].street: Licensor Street Addr 1 (ref2017.1)
    licensors[0].telephones[0]: Licensor Phone1 1 (ref2017.1)
    licensors[0].telephones[1]: Licensor Phone2 1 (ref2017.1)
    licensors[0].url: Licensor URL 1 (ref2017.1)
    licensors[1].city: Licensor City 2 (ref2017.1)
    licensors[1].country: Licensor Country 2 (ref2017.1)
    licensors[1].email: Licensor Email 2 (ref2017.1)
    licensors[1].extended_address: Licensor Ext Addr 2 (ref2017.1)
    licensors[1].id: Licensor ID 2 (ref2017.1)
    licensors[1].name: Licensor Name 2 (ref2017.1)
    licensors[1].postal_code: Licensor Postcode 2 (ref2017.1)
    licensors[1].region: Licensor Region 2 (ref2017.1)
    licensors[1].street: Licensor Street Addr 2 (ref2017.1)
    licensors[1].telephones[0]: Licensor Phone1 2 (ref2017.1)
    licensors[1].telephones[1]: Licensor Phone2 2 (ref2017.1)
    licensors[1].url: Licensor URL 2 (ref2017.1)
    linked_rights[0].expression: http://example.org/linkedrightsexpression/id986/ref2017.1
    linked_rights[0].language: http://example.org/RELids/id4712/ref2017.1
    linked_rights[0].media_type: IANA Media Type of ERE (ref2017.1)
    max_size.height: 14
    max_size.width: 20
    minor_age: AG-A25
    model_ages[0]: 25
    model_ages[1]: 27
    model_ages[2]: 30
    model_information: Additional Model Info (ref2017.1)
    model_release: not_applicable
    model_release_ids[0]: Model Release ID 1 (ref2017.1)
    model_release_ids[1]: Model Release ID 2 (ref2017.1)
    organisations_shown[0].id: Organisation Code 1 (ref2017.1)
    organisations_shown[0].name: Organisation Name 1 (ref2017.1)
    organisations_shown[1].id: Organisation Code 2 (ref2017.1)
    organisations_shown[1].name: Organisation Name 2 (ref2017.1)
    organisations_shown[2].id: Organisation Code 3 (ref2017.1)
    organisations_shown[2].name: Organisation Name 3 (ref2017.1)
    people_details[0].characteristics[0].id: http://example.com/cv/test99/code987/ref2017.1
    people_details[0].characteristics[0].name: Person Characteristic Name 1 (ref2017.1)
    people_details[0].characteristics[0].refined_by: http://example.com/cv/refinements987/codeY765/ref2017.1
    people_details[0].characteristics[0].vocabulary: http://example.com/cv/test99/ref2017.1
    people_details[0].description: Person Description 1 (ref2017.1)
    people_details[0].ids[0]: http://wikidata.org/item/Q123456789/ref2017.1
    people_details[0].ids[1]: http://freebase.com/m/987654321/ref2017.1
    people_details[0].name: Person Name 1 (ref2017.1)
    people_shown[0]: Person Shown 1 (ref2017.1)
    people_shown[1]: Person Shown 2 (ref2017.1)
    people_shown[2]: Person Name 1 (ref2017.1)
    photographer_job_title: Creator's Job Title (ref2017.1)
    photographers[0]: Creator1 (ref2017.1)
    photographers[1]: Creator2 (ref2017.1)
    place.city: City (Core) (ref2017.1)
    place.country: Country (Core) (ref2017.1)
    place.country_code: R17
    place.region: Province/State (Core) (ref2017.1)
    place.sublocation: Sublocation (Core) (ref2017.1)
    place_created.city: City (Location created1) (ref2017.1)
    place_created.country: CountryName (Location created1) (ref2017.1)
    place_created.country_code: R17
    place_created.ids[0]: Location Id (Location created1) (ref2017.1)
    place_created.region: Province/State (Location created1) (ref2017.1)
    place_created.sublocation: Sublocation (Location created1) (ref2017.1)
    place_created.world_region: Worldregion (Location created1) (ref2017.1)
    places_shown[0].city: City (Location shown1) (ref2017.1)
    places_shown[0].country: CountryName (Location shown1) (ref2017.1)
    places_shown[0].country_code: R17
    places_shown[0].ids[0]: Location Id 1a(Location shown1) (ref2017.1)
    places_shown[0].ids[1]: Location Id 1b(Location shown1) (ref2017.1)
    places_shown[0].region: Province/State (Location shown1) (ref2017.1)
    places_shown[0].sublocation: Sublocation (Location shown1) (ref2017.1)
    places_shown[0].world_region: Worldregion (Location shown1) (ref2017.1)
    places_shown[1].city: City (Location shown2) (ref2017.1)
    places_shown[1].country: CountryName (Location shown2) (ref2017.1)
    places_shown[1].country_code: R17
    places_shown[1].ids[0]: Location Id 2a(Location shown2) (ref2017.1)
    places_shown[1].ids[1]: Location Id 2b(Location shown2) (ref2017.1)
    places_shown[1].region: Province/State (Location shown2) (ref2017.1)
    places_shown[1].sublocation: Sublocation (Location shown2) (ref2017.1)
    places_shown[1].world_region: Worldregion (Location shown2) (ref2017.1)
    products_shown[0].description: Product Description 1 (ref2017.1)
    products_shown[0].gtin: 123456782017.1
    products_shown[0].name: Product Name 1 (ref2017.1)
    property_release: not_applicable
    property_release_ids[0]: Property Release ID 1 (ref2017.1)
    property_release_ids[1]: Property Release ID 2 (ref2017.1)
    rating: 1
    registry_entries[0].item_id: Registry Image ID 1 (ref2017.1)
    registry_entries[0].organisation_id: Registry Organisation ID 1 (ref2017.1)
    registry_entries[0].role: Registry Entry Role ID 1 (ref2017.1)
    registry_entries[1].item_id: Registry Image ID 2 (ref2017.1)
    registry_entries[1].organisation_id: Registry Organisation ID 2 (ref2017.1)
    registry_entries[1].role: Registry Entry Role ID 2 (ref2017.1)
    scene_codes[0]: IPTC-Scene-Code1 (ref2017.1)
    scene_codes[1]: IPTC-Scene-Code2 (ref2017.1)
    source: Source (ref2017.1)
    special_instructions: An Instruction (ref2017.1)
    subject_codes[0]: 1ref2017.1
    subject_codes[1]: 2ref2017.1
    subject_codes[2]: 3ref2017.1
    supplier_image_id: Image Supplier Image ID (ref2017.1)
    supplier_reference: Job Id (ref2017.1)
    suppliers[0].id: Image Supplier Id (ref2017.1)
    suppliers[0].name: Image Supplier Name (ref2017.1)
    title: The Title (ref2017.1)
    usage_terms: Rights Usage Termns (ref2017.1)
    web_statement: http://www.WebStatementOfRights.org/2017.1
    ");
}

/// Fields of IPTC Core 1.2 and Extension 1.4 by their names in the standard, where they are found,
/// and the value that stands in the reference picture (without its mark).
const FIELDS: &str = "\
Creator | /photographers/0 | Creator1
Creator (2) | /photographers/1 | Creator2
Creator's Jobtitle | /photographer_job_title | Creator's Job Title
Contact Info: Address | /creator_contact/address | Creator's CI: Address, line 1
Contact Info: City | /creator_contact/city | Creator's CI: City
Contact Info: Country | /creator_contact/country | Creator's CI: Country
Contact Info: Email | /creator_contact/email | Creator's CI: Email@1, Email@2
Contact Info: Phone | /creator_contact/telephone | Creator's CI: Phone # 1, Phone # 2
Contact Info: Postal Code | /creator_contact/postal_code | Creator's CI: Postcode
Contact Info: State | /creator_contact/region | Creator's CI: State/Province
Contact Info: Web URL | /creator_contact/url | http://www.Creators.CI/WebAddress/ref2017.1
Copyright Notice | /copyright_notice | Copyright (Notice) 2017.1 IPTC - www.iptc.org
Country (legacy) | /place/country | Country (Core)
Country Code (legacy) | /place/country_code | R17
Province or State (legacy) | /place/region | Province/State (Core)
City (legacy) | /place/city | City (Core)
Sublocation (legacy) | /place/sublocation | Sublocation (Core)
Credit Line | /credit_line | Credit Line
Date Created | /date_created | 2017-07-13T17:01:00+00:00
Description | /caption | The description aka caption
Description Writer | /caption_writer | Description Writer
Headline | /headline | The Headline
Instructions | /special_instructions | An Instruction
Intellectual Genre (legacy) | /intellectual_genre | A Genre
Job Id | /supplier_reference | Job Id
Keywords | /keywords/0 | Keyword1ref2017.1
Keywords (3) | /keywords/2 | Keyword3ref2017.1
Rights Usage Terms | /usage_terms | Rights Usage Termns
Scene Code | /scene_codes/0 | IPTC-Scene-Code1
Scene Code (2) | /scene_codes/1 | IPTC-Scene-Code2
Source | /source | Source
Subject Code (legacy) | /subject_codes/0 | 1ref2017.1
Subject Code (3) | /subject_codes/2 | 3ref2017.1
Title | /title | The Title
Additional Model Information | /model_information | Additional Model Info
Artwork: Circa Date | /artworks_shown/0/circa_date | AO Circa Date: between 1550 and 1600
Artwork: Content Description | /artworks_shown/0/content_description | AO Content Description 1
Artwork: Contribution Description | /artworks_shown/0/contribution_description | AO Contribution Description 1
Artwork: Copyright Notice | /artworks_shown/0/copyright_notice | AO Copyright Notice 1
Artwork: Creator | /artworks_shown/0/creators/0 | AO Creator Name 1a
Artwork: Creator (2) | /artworks_shown/0/creators/1 | AO Creator Name 1b
Artwork: Creator ID | /artworks_shown/0/creator_ids/1 | AO Creator Id 1b
Artwork: Current Copyright Owner ID | /artworks_shown/0/copyright_owner/id | AO Current Copyright Owner ID 1
Artwork: Current Copyright Owner Name | /artworks_shown/0/copyright_owner/name | AO Current Copyright Owner Name 1
Artwork: Current Licensor ID | /artworks_shown/0/licensor/id | AO Current Licensor ID 1
Artwork: Current Licensor Name | /artworks_shown/0/licensor/name | AO Current Licensor Name 1
Artwork: Date Created | /artworks_shown/0/date_created | 1916-10-26T12:13:14+00:00
Artwork: Physical Description | /artworks_shown/0/physical_description | AO Physical Description 1
Artwork: Source | /artworks_shown/0/source | AO Source 1
Artwork: Source Inventory Number | /artworks_shown/0/source_number | AO Source Inventory No 1
Artwork: Source Inventory URL | /artworks_shown/0/source_url | AO Source Inventory URL
Artwork: Style Period | /artworks_shown/0/style_periods/1 | AO Style Italian Baroque
Artwork: Title | /artworks_shown/0/title | AO Title 1
CV-Term about Image: CV Id | /about/0/vocabulary | http://example.com/cv/about/ref2017.1
CV-Term about Image: Id | /about/0/id | http://example.com/cv/about/ref2017.1/code987
CV-Term about Image: Name | /about/0/name | CV-Term Name 1
CV-Term about Image: Refined | /about/0/refined_by | http://example.com/cv/refinements2/ref2017.1/codeX145
Copyright Owner ID | /copyright_owners/0/id | Copyright Owner Id 1
Copyright Owner Name (2) | /copyright_owners/1/name | Copyright Owner Name 2
Digital Image GUID | /image_guid | http://example.com/imageGUIDs/TestGUID12345/ref2017.1
Digital Source Type | /digital_source_type | softwareImage
Embedded Encoded Rights Expression | /embedded_rights/0/expression | The Encoded Rights Expression
Embedded ERE: Type | /embedded_rights/0/media_type | IANA Media Type of ERE
Embedded ERE: Language | /embedded_rights/0/language | http://example.org/RELids/id4711/ref2017.1
Event | /event | An Event
Genre: CV Id | /genres/0/vocabulary | http://example.com/cv/genre/ref2017.1
Genre: Name | /genres/0/name | Genre CV-Term Name 1
Image Creator ID | /creators/0/id | Image Creator Id 1
Image Creator Name (2) | /creators/1/name | Image Creator Name 2
Image Creator Image ID | /creator_image_id | Image Creator Image ID
Image Registry Entry: Image ID | /registry_entries/0/item_id | Registry Image ID 1
Image Registry Entry: Organisation ID | /registry_entries/1/organisation_id | Registry Organisation ID 2
Image Registry Entry: Role | /registry_entries/0/role | Registry Entry Role ID 1
Image Supplier ID | /suppliers/0/id | Image Supplier Id
Image Supplier Name | /suppliers/0/name | Image Supplier Name
Image Supplier Image ID | /supplier_image_id | Image Supplier Image ID
Licensor: City | /licensors/0/city | Licensor City 1
Licensor: Country | /licensors/0/country | Licensor Country 1
Licensor: Email (2) | /licensors/1/email | Licensor Email 2
Licensor: Extended Address | /licensors/0/extended_address | Licensor Ext Addr 1
Licensor: ID | /licensors/0/id | Licensor ID 1
Licensor: Name | /licensors/0/name | Licensor Name 1
Licensor: Postal Code | /licensors/0/postal_code | Licensor Postcode 1
Licensor: Region | /licensors/0/region | Licensor Region 1
Licensor: Street Address | /licensors/0/street | Licensor Street Addr 1
Licensor: Telephone 1 | /licensors/0/telephones/0 | Licensor Phone1 1
Licensor: Telephone 2 | /licensors/0/telephones/1 | Licensor Phone2 1
Licensor: URL | /licensors/0/url | Licensor URL 1
Linked Encoded Rights Expression | /linked_rights/0/expression | http://example.org/linkedrightsexpression/id986/ref2017.1
Location Created: City | /place_created/city | City (Location created1)
Location Created: Country | /place_created/country | CountryName (Location created1)
Location Created: Id | /place_created/ids/0 | Location Id (Location created1)
Location Created: World Region | /place_created/world_region | Worldregion (Location created1)
Location Shown: City | /places_shown/0/city | City (Location shown1)
Location Shown: Country Code | /places_shown/0/country_code | R17
Location Shown: Id (2b) | /places_shown/1/ids/1 | Location Id 2b(Location shown2)
Location Shown: State | /places_shown/1/region | Province/State (Location shown2)
Location Shown: Sublocation | /places_shown/0/sublocation | Sublocation (Location shown1)
Minor Model Age Disclosure | /minor_age | AG-A25
Model Release Document | /model_release_ids/1 | Model Release ID 2
Model Release Status | /model_release | not_applicable
Organisation in Image: Code | /organisations_shown/2/id | Organisation Code 3
Organisation in Image: Name | /organisations_shown/2/name | Organisation Name 3
Person Shown | /people_shown/0 | Person Shown 1
Person Shown with Details: Name | /people_details/0/name | Person Name 1
Person: Characteristic | /people_details/0/characteristics/0/name | Person Characteristic Name 1
Person: Description | /people_details/0/description | Person Description 1
Person: Identifier (2) | /people_details/0/ids/1 | http://freebase.com/m/987654321/ref2017.1
Product in Image: GTIN | /products_shown/0/gtin | 123456782017.1
Product in Image: Name | /products_shown/0/name | Product Name 1
Property Release Status | /property_release | not_applicable
Web Statement of Rights | /web_statement | http://www.WebStatementOfRights.org/2017.1";

#[test]
fn each_field_of_the_standard_is_found_where_it_belongs() {
    let reading = picture("credits/IPTC-PhotometadataRef-Std2017.1.jpg");
    let read = serde_json::to_value(&reading.metadata).unwrap();

    let wrong: Vec<String> = FIELDS
        .lines()
        .filter_map(|line| {
            let mut cells = line.split(" | ");
            let (field, at, expected) = (cells.next()?, cells.next()?, cells.next());
            let found = read.pointer(at).and_then(serde_json::Value::as_str);
            let plain = found.map(|f| f.trim_end_matches("(ref2017.1)").trim_end());
            (plain != expected).then(|| format!("{field}: {found:?}"))
        })
        .collect();

    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(reading.metadata.model_ages, [25, 27, 30]);
    assert_eq!(reading.metadata.rating, Some(1));
    let size = reading.metadata.max_size.map(|s| (s.width, s.height));
    assert_eq!(size, Some((20, 14)));
}
