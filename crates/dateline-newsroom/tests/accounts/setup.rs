//! The first account of a house.

use crate::desk::{Desk, PHRASE, Who, refused, well};
use dateline_newsroom::account::setup;
use dateline_testkit::{Answer, each_engine};
use serde_json::json;

async fn own(desk: &Desk<'_>, key: &str, email: &str) -> Answer {
    let body = json!({ "token": key, "name": "Ann", "email": email, "password": PHRASE });
    desk.post(&Who::nobody(), "/setup", body).await
}

#[tokio::test]
async fn whoever_holds_the_printed_link_owns_the_house_and_nobody_does_after() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let nobody = Who::nobody();
        let key = setup::offer(house).await.unwrap().unwrap();
        assert_eq!(
            desk.get(&nobody, "/setup").await.json(),
            json!({ "unowned": true })
        );
        refused(
            &own(&desk, "a guess", "ann@paper.example").await,
            403,
            "link",
        );
        refused(&own(&desk, &key, "no address").await, 422, "refused");

        let made = well(own(&desk, &key, "ann@paper.example").await);

        assert_eq!(made.status, 201);
        let ann = Who::welcomed(&made);
        let me = desk.get(&ann, "/session").await.json();
        assert_eq!(me["roles"][0]["role"], "administrator");
        assert_eq!(
            desk.get(&nobody, "/setup").await.json(),
            json!({ "unowned": false })
        );
        refused(&own(&desk, &key, "eve@paper.example").await, 404, "owned");
        assert_eq!(setup::offer(house).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn of_many_who_open_the_link_at_once_one_owns_the_house() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let key = setup::offer(house).await.unwrap().unwrap();
        let emails: Vec<String> = (0..12).map(|n| format!("p{n}@paper.example")).collect();

        let all = emails.iter().map(|email| own(&desk, &key, email));
        let all = futures_util::future::join_all(all).await;

        let made = all.iter().filter(|answer| answer.status == 201).count();
        assert_eq!(made, 1);
        for answer in all.iter().filter(|answer| answer.status != 201) {
            refused(answer, 404, "owned");
        }
    })
    .await;
}

#[tokio::test]
async fn a_house_with_an_account_of_any_kind_prints_no_link() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let early = setup::offer(house).await.unwrap().unwrap();
        desk.hire("ann@paper.example", &[]).await;

        assert_eq!(setup::offer(house).await.unwrap(), None);
        refused(&own(&desk, &early, "eve@paper.example").await, 404, "owned");
    })
    .await;
}
