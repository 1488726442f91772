//! Links by which people join, and set forgotten passwords anew.

use crate::desk::{Desk, ORIGIN, PHRASE, Who, refused, well};
use dateline_newsroom::account::invitation;
use dateline_testkit::{Answer, each_engine};
use serde_json::json;
use std::time::Duration;

const ANN: &str = "ann@paper.example";

async fn invited(desk: &Desk<'_>, chief: &Who) -> String {
    let body = json!({ "email": ANN, "name": "Ann", "roles": [{ "role": "editor" }] });
    key(&well(desk.post(chief, "/invitations", body).await))
}

/// What opens the link of an answer.
fn key(answer: &Answer) -> String {
    let link = answer.json()["link"].as_str().unwrap().to_owned();
    let start = format!("{ORIGIN}/newsroom/invitation#");
    link.strip_prefix(&start)
        .unwrap_or_else(|| panic!("{link}"))
        .to_owned()
}

async fn accept(desk: &Desk<'_>, key: &str) -> Answer {
    let body = json!({ "password": PHRASE });
    desk.post(&Who::nobody(), &format!("/invitations/{key}"), body)
        .await
}

#[tokio::test]
async fn somebody_invited_joins_once_with_the_roles_that_were_given() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let key = invited(&desk, &chief).await;
        let nobody = Who::nobody();
        for _ in 0..2 {
            let seen = well(desk.get(&nobody, &format!("/invitations/{key}")).await).json();
            assert_eq!(
                (&seen["email"], &seen["kind"]),
                (&json!(ANN), &json!("invitation"))
            );
        }
        let more = json!({ "password": PHRASE, "roles": [{ "role": "administrator" }] });
        refused(
            &desk
                .post(&nobody, &format!("/invitations/{key}"), more)
                .await,
            422,
            "body",
        );

        let joined = well(accept(&desk, &key).await);

        let ann = Who::welcomed(&joined);
        let me = desk.get(&ann, "/session").await.json();
        assert_eq!(me["roles"][0]["role"], "editor");
        refused(&accept(&desk, &key).await, 404, "link");
        refused(
            &desk.get(&nobody, &format!("/invitations/{key}")).await,
            404,
            "link",
        );
        let again = json!({ "email": ANN, "name": "Ann", "roles": [{ "role": "editor" }] });
        refused(
            &desk.post(&chief, "/invitations", again).await,
            409,
            "taken",
        );
    })
    .await;
}

#[tokio::test]
async fn a_link_used_by_many_at_once_makes_one_account() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let key = invited(&desk, &chief).await;

        let all = futures_util::future::join_all((0..12).map(|_| accept(&desk, &key))).await;

        assert_eq!(all.iter().filter(|answer| answer.status == 201).count(), 1);
        let staff = desk.get(&chief, "/staff").await.json();
        assert_eq!(staff["items"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn links_that_are_old_taken_back_or_replaced_open_nothing() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let replaced = invited(&desk, &chief).await;
        let revoked = invited(&desk, &chief).await;
        refused(&accept(&desk, &replaced).await, 404, "link");
        let list = desk.get(&chief, "/invitations").await.json();
        let items = list["items"].as_array().unwrap();
        assert_eq!(items.len(), 1);
        let path = format!("/invitations/{}", items[0]["id"].as_str().unwrap());
        well(desk.ask(&chief, "DELETE", &path, None).await);
        refused(&accept(&desk, &revoked).await, 404, "link");
        let old = invited(&desk, &chief).await;
        house.pass(invitation::LIFE.unsigned_abs());
        refused(&accept(&desk, &old).await, 404, "link");
        for guess in ["0", &"0".repeat(48), "%27%20or%201=1"] {
            refused(&accept(&desk, guess).await, 404, "link");
        }
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_a_link_that_lets_nobody_in_by_itself() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let ann = desk.somebody(ANN, &[]).await;
        let path = format!("/staff/{}/password-link", desk.id_of(&ann).await);
        let first = key(&well(desk.post(&chief, &path, json!({})).await));
        let link = key(&well(desk.post(&chief, &path, json!({})).await));
        let new = "four gulls on the crane";
        let set = async |key: &str| {
            let body = json!({ "password": new });
            desk.post(&Who::nobody(), &format!("/invitations/{key}"), body)
                .await
        };
        refused(&set(&first).await, 404, "link");

        let done = set(&link).await;

        assert_eq!((done.status, done.header("set-cookie")), (204, None));
        refused(&set(&link).await, 404, "link");
        refused(&desk.get(&ann, "/session").await, 401, "session");
        let nobody = Who::nobody();
        refused(
            &desk.try_password(&nobody, ANN, PHRASE).await,
            401,
            "sign-in",
        );
        let ann = Who::welcomed(&well(desk.try_password(&nobody, ANN, new).await));
        let link = key(&well(desk.post(&chief, &path, json!({})).await));
        let body = json!({ "password": PHRASE, "current_password": new });
        well(desk.ask(&ann, "PATCH", "/session", Some(body)).await);
        refused(&set(&link).await, 404, "link");
        let link = key(&well(desk.post(&chief, &path, json!({})).await));
        house.pass(Duration::from_hours(24));
        refused(&set(&link).await, 404, "link");
    })
    .await;
}
