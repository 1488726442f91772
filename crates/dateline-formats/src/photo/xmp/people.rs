//! The structures of IPTC and PLUS: people, places, works, terms, licensors.

use super::super::date::CreatedAt;
use super::super::model::{
    Artwork, Contact, EncodedRights, Licensor, Party, Person, Place, Product, RegistryEntry, Term,
};
use super::super::text::Pen;
use super::properties::Fields;
use super::tree::{Node, Ns};

/// Reads the members of one structure.
struct Members<'m, 'n> {
    of: &'m Node,
    pen: &'m mut Pen<'n>,
    ns: Ns,
    field: &'static str,
}

impl Members<'_, '_> {
    fn value(&self, name: &str) -> Option<&str> {
        Some(self.of.member(self.ns, name)?.value())
    }

    fn line(&mut self, name: &str) -> Option<String> {
        let written = self.of.member(self.ns, name)?.value();
        self.pen.line(self.field, written)
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let written = self.of.member(self.ns, name)?.value();
        self.pen.text(self.field, written)
    }

    fn address(&mut self, name: &str) -> Option<String> {
        let written = self.of.member(self.ns, name)?.value();
        self.pen.address(self.field, written)
    }

    fn list(&mut self, name: &str) -> Vec<String> {
        let Some(node) = self.of.member(self.ns, name) else {
            return Vec::new();
        };
        let entries = node.entries();
        self.pen.list(self.field, entries.iter().map(|n| n.value()))
    }
}

fn ext<'m, 'n>(of: &'m Node, pen: &'m mut Pen<'n>, field: &'static str) -> Members<'m, 'n> {
    let ns = Ns::Ext;
    Members { of, pen, ns, field }
}

/// A party of PLUS: names of the members that hold its name and number.
pub(super) fn plus_party(
    node: &Node,
    pen: &mut Pen<'_>,
    field: &'static str,
    [name, id]: [&str; 2],
) -> Party {
    let mut members = Members {
        of: node,
        pen,
        ns: Ns::Plus,
        field,
    };
    Party {
        name: members.line(name),
        id: members.address(id),
        role: None,
    }
}

pub(super) fn contributor(node: &Node, pen: &mut Pen<'_>) -> Party {
    let mut members = ext(node, pen, "contributors");
    Party {
        name: members.line("Name"),
        id: members.address("Identifier"),
        role: members.address("Role"),
    }
}

pub(super) fn place(node: &Node, pen: &mut Pen<'_>) -> Place {
    let mut members = ext(node, pen, "places");
    let named = members.line("LocationName");
    Place {
        sublocation: members.line("Sublocation").or(named),
        city: members.line("City"),
        region: members.line("ProvinceState"),
        country: members.line("CountryName"),
        country_code: members.line("CountryCode"),
        world_region: members.line("WorldRegion"),
        ids: members.list("LocationId"),
    }
}

pub(super) fn person(node: &Node, pen: &mut Pen<'_>) -> Person {
    let terms = node.member(Ns::Ext, "PersonCharacteristic");
    let entries = terms.map(Node::entries).unwrap_or_default();
    let characteristics = entries.into_iter().take(64).map(|n| term(n, pen));
    let characteristics = characteristics.filter(|t| *t != Term::default()).collect();
    let mut members = ext(node, pen, "people_details");
    Person {
        name: members.line("PersonName"),
        description: members.text("PersonDescription"),
        ids: members.list("PersonId"),
        characteristics,
    }
}

/// Names and codes of organisations, which stand in two lists side by side.
pub(super) fn organisations(x: &mut Fields<'_, '_>) -> Vec<Party> {
    let field = "organisations_shown";
    let names = x.list(field, Ns::Ext, "OrganisationInImageName");
    let codes = x.list(field, Ns::Ext, "OrganisationInImageCode");
    // With as many codes as names they belong together; else nobody knows which to which.
    if names.len() == codes.len() {
        let pairs = names.into_iter().map(Some).zip(codes.into_iter().map(Some));
        return pairs
            .map(|(name, id)| Party {
                name,
                id,
                role: None,
            })
            .collect();
    }
    let named = names.into_iter().map(|name| Party {
        name: Some(name),
        ..Party::default()
    });
    let coded = codes.into_iter().map(|id| Party {
        id: Some(id),
        ..Party::default()
    });
    named.chain(coded).collect()
}

pub(super) fn product(node: &Node, pen: &mut Pen<'_>) -> Product {
    let mut members = ext(node, pen, "products_shown");
    Product {
        name: members.line("ProductName"),
        description: members.text("ProductDescription"),
        gtin: members.address("ProductGTIN"),
        id: members.address("ProductId"),
    }
}

pub(super) fn artwork(node: &Node, pen: &mut Pen<'_>) -> Artwork {
    let mut members = ext(node, pen, "artworks_shown");
    Artwork {
        title: members.line("AOTitle"),
        creators: members.list("AOCreator"),
        creator_ids: members.list("AOCreatorId"),
        date_created: members.value("AODateCreated").and_then(CreatedAt::parse),
        circa_date: members.line("AOCircaDateCreated"),
        content_description: members.text("AOContentDescription"),
        contribution_description: members.text("AOContributionDescription"),
        physical_description: members.text("AOPhysicalDescription"),
        style_periods: members.list("AOStylePeriod"),
        copyright_notice: members.text("AOCopyrightNotice"),
        copyright_owner: Party {
            name: members.line("AOCurrentCopyrightOwnerName"),
            id: members.address("AOCurrentCopyrightOwnerId"),
            role: None,
        },
        licensor: Party {
            name: members.line("AOCurrentLicensorName"),
            id: members.address("AOCurrentLicensorId"),
            role: None,
        },
        source: members.line("AOSource"),
        source_number: members.line("AOSourceInvNo"),
        source_url: members.address("AOSourceInvURL"),
    }
}

pub(super) fn term(node: &Node, pen: &mut Pen<'_>) -> Term {
    let mut members = ext(node, pen, "terms");
    Term {
        name: members.line("CvTermName"),
        id: members.address("CvTermId"),
        vocabulary: members.address("CvId"),
        refined_by: members.address("CvTermRefinedAbout"),
    }
}

pub(super) fn registry_entry(node: &Node, pen: &mut Pen<'_>) -> RegistryEntry {
    let mut members = ext(node, pen, "registry_entries");
    RegistryEntry {
        item_id: members.address("RegItemId"),
        organisation_id: members.address("RegOrgId"),
        role: members.address("RegEntryRole"),
    }
}

/// Rights for machines; which member holds them depends on whether they are in the file.
pub(super) fn encoded_rights(node: &Node, pen: &mut Pen<'_>, name: &str) -> EncodedRights {
    let mut members = ext(node, pen, "encoded_rights");
    EncodedRights {
        expression: members.text(name),
        media_type: members.line("RightsExprEncType"),
        language: members.address("RightsExprLangId"),
    }
}

pub(super) fn licensor(node: &Node, pen: &mut Pen<'_>) -> Licensor {
    let mut members = Members {
        of: node,
        pen,
        ns: Ns::Plus,
        field: "licensors",
    };
    let telephones = ["LicensorTelephone1", "LicensorTelephone2"];
    Licensor {
        name: members.line("LicensorName"),
        id: members.address("LicensorID"),
        url: members.address("LicensorURL"),
        email: members.line("LicensorEmail"),
        telephones: telephones.iter().filter_map(|t| members.line(t)).collect(),
        street: members.line("LicensorStreetAddress"),
        extended_address: members.line("LicensorExtendedAddress"),
        city: members.line("LicensorCity"),
        region: members.line("LicensorRegion"),
        postal_code: members.line("LicensorPostalCode"),
        country: members.line("LicensorCountry"),
    }
}

pub(super) fn contact(x: &mut Fields<'_, '_>) -> Option<Contact> {
    let mut members = Members {
        of: x.of.get(Ns::Core, "CreatorContactInfo")?,
        pen: x.pen,
        ns: Ns::Core,
        field: "creator_contact",
    };
    let contact = Contact {
        address: members.text("CiAdrExtadr"),
        city: members.line("CiAdrCity"),
        region: members.line("CiAdrRegion"),
        postal_code: members.line("CiAdrPcode"),
        country: members.line("CiAdrCtry"),
        telephone: members.line("CiTelWork"),
        email: members.line("CiEmailWork"),
        url: members.address("CiUrlWork"),
    };
    (contact != Contact::default()).then_some(contact)
}
