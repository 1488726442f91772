//! What readers are told of a picture's content credentials.

use crate::kit::{self, serve};
use dateline_core::body::{Kind, PictureUse};
use dateline_core::credentials::{ActionTaken, AiUse, ContentCredentials, CredentialsState};
use dateline_core::id::PictureId;
use dateline_core::picture::PictureFacts;
use dateline_core::subject::Subject;
use dateline_db::queries::credentials::{self, Looked};
use dateline_db::queries::picture;
use dateline_testkit::{TestHouse, each_engine};
use dom_query::Document;

/// Keeps what was found, as the worker does.
async fn keep(house: &TestHouse, id: PictureId, found: &ContentCredentials) {
    let mut tx = house.db().begin().await.unwrap();
    let picture = picture::list(&mut tx, &[id], "").await.unwrap().remove(0);
    let looked = Looked {
        hash: picture.hash.unwrap(),
        state: found.state.as_str().to_owned(),
        report: serde_json::to_string(found).unwrap(),
        checked_at: 0,
    };
    credentials::put(&mut tx, &looked).await.unwrap();
    tx.changed(Subject::Picture(id).key());
    house.commit(tx).await.unwrap();
}

fn found(state: CredentialsState) -> ContentCredentials {
    let action = |name: &str| ActionTaken {
        action: name.to_owned(),
        ..ActionTaken::default()
    };
    ContentCredentials {
        state,
        signed_by: Some("Leica <b>M11</b>".to_owned()),
        signed_at: Some("2025-02-03T10:00:00Z".to_owned()),
        tool: Some("Camera 1.2".to_owned()),
        ai: AiUse::Part,
        actions: [
            "c2pa.created",
            "c2pa.cropped",
            "c2pa.cropped",
            "org.maker.dream",
        ]
        .map(action)
        .into(),
        ..ContentCredentials::default()
    }
}

#[tokio::test]
async fn a_story_says_who_signed_a_picture_with_what_and_whether_a_model_was_used() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let lead = house.picture("lead", PictureFacts::default()).await;
        let within = house.picture("within", PictureFacts::default()).await;
        let id = house
            .story(&paper, "Sealed")
            .picture(lead)
            .element(Kind::Picture(PictureUse {
                picture: within,
                caption: None,
                alt: None,
            }))
            .insert()
            .await;
        let path = kit::publish(house, id).await.path;
        let bare = served.get(&path).await.text();
        assert!(
            !bare.contains("class=\"credentials"),
            "nothing is known yet"
        );

        // Kept pages follow at once.
        keep(house, lead, &found(CredentialsState::Trusted)).await;
        keep(house, within, &found(CredentialsState::Invalid)).await;
        let text = served.get(&path).await.text();

        let page = Document::from(text.as_str());
        let told = page.select("figure figcaption details.credentials");
        assert_eq!(told.length(), 2, "{text}");
        let lead = page.select(".lead details.credentials").first();
        assert_eq!(&*lead.select("summary").text(), "Content credentials");
        assert!(lead.attr("open").is_none());
        let words = lead.text();
        for word in [
            "Leica <b>M11</b>",
            "February 3, 2025",
            "Camera 1.2",
            "Parts of the picture",
        ] {
            assert!(words.contains(word), "{word}: {words}");
        }
        assert!(words.contains("made · cropped · 1 other step"), "{words}");
        let broken = page.select("details.credentials.broken");
        assert_eq!(broken.length(), 1);
        assert!(broken.text().contains("does not hold"));
        assert!(
            !broken.text().contains("Leica"),
            "nobody vouches for that name"
        );
    })
    .await;
}

#[tokio::test]
async fn pictures_without_credentials_or_never_looked_at_say_nothing() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        for (number, state) in [CredentialsState::None, CredentialsState::Unchecked]
            .into_iter()
            .enumerate()
        {
            let name = format!("quiet {number}");
            let lead = house.picture(&name, PictureFacts::default()).await;
            keep(house, lead, &found(state)).await;
            let id = house.story(&paper, &name).picture(lead).insert().await;
            let path = kit::publish(house, id).await.path;

            let text = served.get(&path).await.text();

            assert!(!text.contains("class=\"credentials"), "{state:?}");
        }
    })
    .await;
}
