//! Rows to work with.

use dateline_core::id::StoryId;
use dateline_core::pressed::{
    PressedCard, PressedContributor, PressedDocument, PressedSection, PressedStory, PressedTag,
};
use dateline_core::story::{CommentsPolicy, StoryFormat};
use dateline_core::tag::TagKind;
use dateline_db::queries::published;
use dateline_testkit::{Paper, TestHouse};
use jiff::Timestamp;

/// A pressed story under the harbour tag and by Nadia.
pub fn pressed(paper: &Paper, id: StoryId, at: Timestamp) -> PressedStory {
    PressedStory {
        id,
        edition: paper.code.clone(),
        family: None,
        path: format!("/en/city/{id}"),
        is_page: false,
        is_sticky: false,
        format: StoryFormat::News,
        published_at: at,
        updated_at: at,
        comments: CommentsPolicy::Open,
        card: PressedCard {
            headline: format!("Headline {id}"),
            kicker: None,
            trail_text: String::new(),
            section: PressedSection {
                id: paper.city,
                slug: "city".to_owned(),
                name: "City".to_owned(),
            },
            byline: Vec::new(),
            picture: None,
            portrait: None,
        },
        document: PressedDocument {
            byline: vec![PressedContributor {
                id: paper.nadia,
                slug: "nadia".to_owned(),
                name: "Nadia".to_owned(),
                role: String::new(),
                picture: None,
            }],
            tags: vec![PressedTag {
                id: paper.harbour,
                slug: "harbour".to_owned(),
                name: "Harbour".to_owned(),
                kind: TagKind::Topic,
            }],
            ..PressedDocument::default()
        },
    }
}

/// Presses stories with the given moments (microseconds); their ids in the order of lists.
pub async fn press(house: &TestHouse, paper: &Paper, moments: &[i64]) -> Vec<StoryId> {
    let mut made = Vec::new();
    let mut tx = house.db().begin().await.unwrap();
    for at in moments {
        let id = StoryId(house.new_id());
        published::press(
            &mut tx,
            &[pressed(paper, id, dateline_db::from_micros(*at))],
        )
        .await
        .unwrap();
        made.push((*at, id));
    }
    house.commit(tx).await.unwrap();
    made.sort_by(|a, b| b.cmp(a));
    made.into_iter().map(|(_, id)| id).collect()
}
