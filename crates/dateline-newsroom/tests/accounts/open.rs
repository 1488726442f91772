//! What is open for somebody ends with the session, wherever that ends.

use crate::desk::{Desk, PHRASE, Who, accounts, well};
use dateline_core::rights::{Grant, Role};
use dateline_newsroom::account::{Caller, SessionWatch, session};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::token::{self, Scope};
use dateline_testkit::each_engine;
use serde_json::json;
use std::time::Duration;

const ANN: &str = "ann@paper.example";

/// How somebody with this cookie is watched, by a process that did not let them in.
async fn watched(desk: &Desk<'_>, who: &Who) -> SessionWatch {
    let beside = accounts(desk.house);
    let key = who.cookie().split('=').nth(1).unwrap();
    let session = beside.session(key).await.unwrap().unwrap();
    beside.watch(&session.caller())
}

async fn is_over(watch: &mut SessionWatch) -> bool {
    let patience = Duration::from_secs(5);
    tokio::time::timeout(patience, watch.ended()).await.is_ok()
}

async fn goes_on(watch: &mut SessionWatch) -> bool {
    let while_nothing_happens = Duration::from_millis(200);
    tokio::time::timeout(while_nothing_happens, watch.ended())
        .await
        .is_err()
}

#[tokio::test]
async fn what_is_open_closes_with_whatever_ends_the_session() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let id = desk.hire(ANN, &[Grant::everywhere(Role::Reporter)]).await;
        let path = format!("/staff/{id}");
        let order = async |body| desk.ask(&chief, "PATCH", &path, Some(body)).await;
        for act in 0..5 {
            let ann = desk.sign_in(ANN).await;
            let phone = desk.sign_in(ANN).await;
            let mut watch = watched(&desk, &ann).await;
            assert!(goes_on(&mut watch).await, "{act}");

            let done = match act {
                0 => desk.ask(&ann, "DELETE", "/session", None).await,
                1 => {
                    let body = json!({ "password": "four gulls on the crane", "current_password": PHRASE });
                    let done = desk.ask(&phone, "PATCH", "/session", Some(body)).await;
                    let body = json!({ "password": PHRASE, "current_password": "four gulls on the crane" });
                    well(desk.ask(&phone, "PATCH", "/session", Some(body)).await);
                    done
                }
                2 => order(json!({ "roles": [{ "role": "editor" }] })).await,
                3 => desk.ask(&chief, "DELETE", &format!("{path}/sessions"), None).await,
                _ => order(json!({ "disabled": true })).await,
            };

            well(done);
            assert!(is_over(&mut watch).await, "{act}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_session_of_somebody_else_goes_on() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, &[]).await;
        let ben = desk.somebody("ben@paper.example", &[]).await;
        let mut watch = watched(&desk, &ann).await;
        assert!(goes_on(&mut watch).await);

        well(desk.ask(&ben, "DELETE", "/session", None).await);

        assert!(goes_on(&mut watch).await);
    })
    .await;
}

#[tokio::test]
async fn another_node_hears_it_through_the_change_log() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, &[]).await;
        let elsewhere = house.neighbour().await;
        elsewhere.start_following().await.unwrap();
        let beside = accounts(&elsewhere);
        let key = ann.cookie().split('=').nth(1).unwrap();
        let session = beside.session(key).await.unwrap().unwrap();
        let mut watch = beside.watch(&session.caller());
        assert!(goes_on(&mut watch).await);

        well(desk.ask(&ann, "DELETE", "/session", None).await);
        elsewhere.look().await.unwrap();

        assert!(is_over(&mut watch).await);
        elsewhere.db().close().await;
    })
    .await;
}

#[tokio::test]
async fn a_session_that_expired_and_a_key_that_was_taken_back_hold_no_more() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, &[]).await;
        let watch = watched(&desk, &ann).await;
        assert!(watch.holds().await.unwrap());
        let by = Actor("test".to_owned());
        let mut tx = house.db().begin().await.unwrap();
        let scopes = [Scope::StoriesRead];
        let made = token::create(house, &mut tx, "tool", &scopes, None, &by)
            .await
            .unwrap();
        house.commit(tx).await.unwrap();
        let mut tx = house.db().read().await.unwrap();
        let key = token::find(&mut tx, &made.key, house.now())
            .await
            .unwrap()
            .unwrap();
        tx.close().await.unwrap();
        let program = accounts(house).watch(&Caller::program(key));
        assert!(program.holds().await.unwrap());

        house.pass(session::LIFE.unsigned_abs());
        let mut tx = house.db().begin().await.unwrap();
        token::revoke(house, &mut tx, &made.row.id.to_string(), &by)
            .await
            .unwrap();
        house.commit(tx).await.unwrap();

        assert!(!watch.holds().await.unwrap());
        assert!(!program.holds().await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_command_line_that_resets_a_password_closes_what_is_open() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, &[]).await;
        let mut watch = watched(&desk, &ann).await;
        let by = Actor::command_line();
        let new = "four gulls on the crane";

        let known = dateline_newsroom::account::staff::reset(house, ANN, new, &by).await;

        assert!(known.unwrap());
        assert!(is_over(&mut watch).await);
    })
    .await;
}
