//! Stories as they lie in the newsroom: nothing here is public until a verb makes it so.

use crate::{Paper, TestHouse};
use dateline_core::body::{Body, Element, Kind, PictureUse};
use dateline_core::edition::EditionCode;
use dateline_core::id::{ContributorId, PictureId, RevisionId, SectionId, StoryId, TagId};
use dateline_core::slug;
use dateline_core::story::{CommentsPolicy, Story, StoryContent, StoryFormat};
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::story::{NewStory, put};
use dateline_web::house::House;
use jiff::Timestamp;

/// A story on its way into the house.
#[derive(Clone)]
pub struct StoryBuilder {
    house: House,
    /// As it will be stored.
    pub story: Story,
    is_sticky: bool,
}

impl TestHouse {
    /// A draft in the city section with one paragraph; its slug is made from the headline.
    pub fn story(&self, paper: &Paper, headline: &str) -> StoryBuilder {
        let id = StoryId(self.new_id());
        let story = Story {
            id,
            edition: paper.code.clone(),
            family: None,
            format: StoryFormat::News,
            is_page: false,
            slug: slug::make(headline).unwrap_or_else(|| id.0.simple().to_string()),
            section: paper.city,
            state: WorkflowState::Draft,
            embargo_until: None,
            publish_at: None,
            unpublish_at: None,
            first_published_at: None,
            revision: RevisionId(self.new_id()),
            revision_number: 1,
            comments: CommentsPolicy::Closed,
            tags: Vec::new(),
            byline: Vec::new(),
            content: StoryContent {
                headline: headline.to_owned(),
                body: Body {
                    elements: vec![Element::paragraph("Words.")],
                },
                ..StoryContent::default()
            },
        };
        StoryBuilder {
            house: (**self).clone(),
            story,
            is_sticky: false,
        }
    }
}

impl StoryBuilder {
    /// Edition and section.
    #[must_use]
    pub fn in_section(mut self, edition: &EditionCode, section: SectionId) -> Self {
        self.story.edition = edition.clone();
        self.story.section = section;
        self
    }

    /// Filed under.
    #[must_use]
    pub fn tagged(mut self, tags: &[TagId]) -> Self {
        self.story.tags = tags.to_vec();
        self
    }

    /// Authors.
    #[must_use]
    pub fn by(mut self, byline: &[ContributorId]) -> Self {
        self.story.byline = byline.to_vec();
        self
    }

    /// Another paragraph.
    #[must_use]
    pub fn paragraph(self, text: &str) -> Self {
        self.element(Kind::Paragraph { text: text.into() })
    }

    /// A living card to another story.
    #[must_use]
    pub fn card(self, story: StoryId) -> Self {
        self.element(Kind::RichLink { story })
    }

    /// Any element.
    #[must_use]
    pub fn element(mut self, kind: Kind) -> Self {
        self.story.content.body.elements.push(Element::new(kind));
        self
    }

    /// Its lead picture.
    #[must_use]
    pub fn picture(mut self, picture: PictureId) -> Self {
        self.story.content.lead_picture = Some(PictureUse {
            picture,
            caption: None,
            alt: None,
        });
        self
    }

    /// Its family: the id of the original.
    #[must_use]
    pub fn translating(mut self, original: StoryId) -> Self {
        self.story.family = Some(original);
        self
    }

    /// Not before.
    #[must_use]
    pub fn embargoed_until(mut self, until: Timestamp) -> Self {
        self.story.embargo_until = Some(until);
        self
    }

    /// Anything else.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Story)) -> Self {
        change(&mut self.story);
        self
    }

    /// Kept at the top of fronts.
    #[must_use]
    pub fn sticky(mut self) -> Self {
        self.is_sticky = true;
        self
    }

    /// Stores it.
    pub async fn insert(self) -> StoryId {
        let id = self.story.id;
        let new = NewStory {
            story: self.story,
            is_sticky: self.is_sticky,
            desk: None,
            old_url: None,
            author: "test".to_owned(),
            note: String::new(),
            now: self.house.now(),
        };
        let mut tx = self.house.db().begin().await.expect("a transaction");
        put(&mut tx, &[new]).await.expect("a story");
        self.house.commit(tx).await.expect("a commit");
        id
    }
}
