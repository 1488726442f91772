//! A small paper: one edition, two sections, two tags, two people.

use crate::TestHouse;
use dateline_core::edition::{Direction, Edition, EditionCode};
use dateline_core::id::{ContributorId, PictureId, SectionId, TagId, derived};
use dateline_core::picture::{Look, Picture, PictureFacts, UsageRights};
use dateline_core::tag::{Section, Tag, TagKind};
use dateline_db::queries::people::{self, Contributor};
use dateline_db::queries::picture::{self, NewPicture};
use dateline_db::queries::{edition, filing};

/// Who and what an edition is made of.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its code, also in addresses.
    pub code: EditionCode,
    /// `/{code}/city`
    pub city: SectionId,
    /// `/{code}/world`
    pub world: SectionId,
    /// `/{code}/topics/harbour`
    pub harbour: TagId,
    /// `/{code}/topics/ferries`
    pub ferries: TagId,
    /// `/{code}/people/nadia`
    pub nadia: ContributorId,
    /// `/{code}/people/ivo`
    pub ivo: ContributorId,
}

fn id(kind: &str, edition: &str, slug: &str) -> uuid::Uuid {
    derived(&["test", kind, edition, slug])
}

impl TestHouse {
    /// Puts the English paper in.
    pub async fn paper(&self) -> Paper {
        self.paper_in("en", 0).await
    }

    /// Puts the paper of a language in (`en`, `ru`, `ar`), at a position among the editions.
    pub async fn paper_in(&self, locale: &str, position: i64) -> Paper {
        let code = EditionCode::parse(locale).expect("a code");
        let made = Edition {
            code: code.clone(),
            name: format!("The Test Courier {locale}"),
            tagline: "What is tried is true".to_owned(),
            locale: locale.to_owned(),
            direction: Direction::of(locale),
            time_zone: "Europe/Berlin".to_owned(),
            position,
            full_text_feeds: true,
        };
        let mut tx = self.db().begin().await.expect("a transaction");
        edition::put(&mut tx, &made).await.expect("an edition");
        self.commit(tx).await.expect("a commit");
        Paper {
            city: self.section(&code, "city", "City").await,
            world: self.section(&code, "world", "World").await,
            harbour: self.tag(&code, "harbour", "Harbour").await,
            ferries: self.tag(&code, "ferries", "Ferries").await,
            nadia: self.contributor(&code, "nadia", "Nadia Holt").await,
            ivo: self.contributor(&code, "ivo", "Ivo Brandt").await,
            code,
        }
    }

    /// Makes a section.
    pub async fn section(&self, edition: &EditionCode, slug: &str, name: &str) -> SectionId {
        let section = Section {
            id: SectionId(id("section", edition.as_str(), slug)),
            slug: slug.to_owned(),
            name: name.to_owned(),
            description: format!("About {name}"),
            media_topic: None,
            position: 0,
            in_navigation: true,
        };
        let mut tx = self.db().begin().await.expect("a transaction");
        filing::put_section(&mut tx, edition, &section)
            .await
            .expect("a section");
        self.commit(tx).await.expect("a commit");
        section.id
    }

    /// Makes a tag.
    pub async fn tag(&self, edition: &EditionCode, slug: &str, name: &str) -> TagId {
        let tag = Tag {
            id: TagId(id("tag", edition.as_str(), slug)),
            slug: slug.to_owned(),
            name: name.to_owned(),
            kind: TagKind::Topic,
            description: String::new(),
            media_topic: None,
            wikidata: None,
        };
        let mut tx = self.db().begin().await.expect("a transaction");
        filing::put_tag(&mut tx, edition, &tag)
            .await
            .expect("a tag");
        self.commit(tx).await.expect("a commit");
        tag.id
    }

    /// Makes a contributor.
    pub async fn contributor(
        &self,
        edition: &EditionCode,
        slug: &str,
        name: &str,
    ) -> ContributorId {
        let who = Contributor {
            id: ContributorId(id("person", edition.as_str(), slug)),
            slug: slug.to_owned(),
            name: name.to_owned(),
            role: "Reporter".to_owned(),
            bio: format!("{name} reports from the quays"),
            url: None,
            picture: None,
        };
        let mut tx = self.db().begin().await.expect("a transaction");
        let email = format!("{slug}@courier.example");
        people::put(&mut tx, edition, &who, Some(email))
            .await
            .expect("a contributor");
        self.commit(tx).await.expect("a commit");
        who.id
    }

    /// Makes a picture whose file is taken to be there, with all that is needed to publish it.
    pub async fn picture(&self, name: &str, facts: PictureFacts) -> PictureId {
        let facts = PictureFacts {
            alt: facts.alt.or_else(|| Some(format!("What {name} shows"))),
            credit_line: facts.credit_line.or_else(|| Some("Test Desk".to_owned())),
            rights: UsageRights::Staff,
            ..facts
        };
        self.bare_picture(name, facts).await
    }

    /// Makes a picture whose file is taken to be there, with just these facts.
    pub async fn bare_picture(&self, name: &str, facts: PictureFacts) -> PictureId {
        let made = PictureId(id("picture", "", name));
        let hash = format!("{}{}", made.0.simple(), made.0.simple());
        let new = NewPicture {
            picture: Picture {
                id: made,
                hash: Some(hash),
                media_type: Some("image/jpeg".to_owned()),
                width: 1600,
                height: 900,
                focal_point: (0.5, 0.5),
                facts,
                look: Look::default(),
            },
            bytes: 1,
            origin_url: None,
            created_at: dateline_db::micros(self.now()),
        };
        let mut tx = self.db().begin().await.expect("a transaction");
        picture::put(&mut tx, &[new]).await.expect("a picture");
        self.commit(tx).await.expect("a commit");
        made
    }
}
