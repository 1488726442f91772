//! Links for somebody without an account.

use crate::desk::{refused, well};
use crate::newsroom::Newsroom;
use dateline_newsroom::preview::{self, PreviewError};
use dateline_testkit::each_engine;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn a_link_leads_to_its_story_until_it_expires_or_is_taken_back() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.draft("Confidential").await;
        let path = format!("/stories/{id}/preview-links");
        let (desk, editor) = (&room.desk, &room.editor);
        let shared = well(desk.post(editor, &path, json!({ "hours": 2 })).await).json();
        let other = well(desk.post(editor, &path, json!({})).await).json();
        let secret = |shared: &serde_json::Value| {
            let link = shared["link"].as_str().unwrap();
            link.trim_start_matches("/newsroom-preview/").to_owned()
        };
        let leads = async |secret: &str| {
            let mut tx = house.db().read().await.unwrap();
            let found = preview::open(house, &mut tx, secret).await;
            tx.close().await.unwrap();
            found.is_ok_and(|story| story.to_string() == id)
        };

        assert!(leads(&secret(&shared)).await && leads(&secret(&other)).await);
        let revoke = format!("{path}/{}", other["id"].as_str().unwrap());
        assert_eq!(desk.ask(editor, "DELETE", &revoke, None).await.status, 204);
        refused(
            &desk.ask(editor, "DELETE", &revoke, None).await,
            404,
            "not-found",
        );
        assert!(!leads(&secret(&other)).await);
        let listed = well(desk.get(editor, &path).await).json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        assert!(!listed.to_string().contains(&secret(&shared)));
        house.pass(Duration::from_hours(2));

        assert!(!leads(&secret(&shared)).await);
        assert!(!leads(&"0".repeat(48)).await && !leads("").await);
        for hours in [0, -1, 673] {
            let answer = desk.post(editor, &path, json!({ "hours": hours })).await;
            refused(&answer, 422, "field");
        }
        refused(
            &desk.post(&room.reporter, &path, json!({})).await,
            403,
            "right",
        );
    })
    .await;
}

#[tokio::test]
async fn an_embargo_closes_links_that_were_given_out_before() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.draft("The budget").await;
        let path = format!("/stories/{id}/preview-links");
        let shared = well(room.desk.post(&room.editor, &path, json!({})).await).json();
        let secret = shared["link"].as_str().unwrap();
        let secret = secret.trim_start_matches("/newsroom-preview/").to_owned();

        let until = json!({ "until": "2025-03-02T00:00:00Z" });
        let embargo = format!("/stories/{id}/embargo");
        well(
            room.desk
                .ask(&room.editor, "PUT", &embargo, Some(until))
                .await,
        );

        let mut tx = house.db().read().await.unwrap();
        let opened = preview::open(house, &mut tx, &secret).await;
        assert!(
            matches!(opened, Err(PreviewError::Embargoed { .. })),
            "{opened:?}"
        );
        tx.close().await.unwrap();
        let answer = room.desk.post(&room.editor, &path, json!({})).await;
        refused(&answer, 422, "embargo");
    })
    .await;
}
