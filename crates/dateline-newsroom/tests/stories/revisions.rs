//! Who wrote what when, and how it comes back.

use crate::desk::{refused, well};
use crate::newsroom::Newsroom;
use dateline_testkit::each_engine;
use serde_json::json;

#[tokio::test]
async fn a_former_revision_comes_back_as_the_newest_and_none_is_lost() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.public("First words").await;
        let (desk, editor) = (&room.desk, &room.editor);
        let restore = |number: i64| format!("/stories/{id}/revisions/{number}/restore");
        for _ in 0..3 {
            well(desk.post(&room.reporter, &restore(1), json!({})).await);
        }

        let first = well(
            desk.get(editor, &format!("/stories/{id}/revisions?limit=3"))
                .await,
        )
        .json();
        let next = first["next"].as_str().unwrap();
        let path = format!("/stories/{id}/revisions?limit=3&after={next}");
        let rest = well(desk.get(editor, &path).await).json();

        let numbers = |page: &serde_json::Value| -> Vec<i64> {
            let items = page["items"].as_array().unwrap().iter();
            items.map(|i| i["number"].as_i64().unwrap()).collect()
        };
        assert_eq!((numbers(&first), numbers(&rest)), (vec![4, 3, 2], vec![1]));
        assert_eq!(rest["next"], json!(null));
        assert_eq!(rest["items"][0]["is_public"], true);
        assert_eq!(first["items"][0]["note"], "restored from revision 1");
        assert_eq!(first["items"][0]["by"][0]["name"], "Somebody");
        let one = well(
            desk.get(editor, &format!("/stories/{id}/revisions/1"))
                .await,
        )
        .json();
        assert_eq!(one["content"]["headline"], "First words");
        refused(
            &desk.post(&room.reporter, &restore(9), json!({})).await,
            404,
            "not-found",
        );
        refused(
            &desk
                .get(editor, &format!("/stories/{id}/revisions/x"))
                .await,
            404,
            "not-found",
        );
        refused(
            &desk
                .get(editor, &format!("/stories/{id}/revisions?after=x"))
                .await,
            400,
            "query",
        );
    })
    .await;
}
