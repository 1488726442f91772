//! Signing in and out, how long it holds, and how often one may try.

use crate::desk::{Desk, PHRASE, Who, refused, settings, well};
use dateline_core::rights::{Grant, Role};
use dateline_newsroom::account::staff::{self, Person};
use dateline_newsroom::account::{Settings, session, sign_in};
use dateline_testkit::each_engine;
use serde_json::{Value, json};
use std::time::Duration;

const ANN: &str = "ann@paper.example";
const REPORTER: &[Grant] = &[Grant {
    role: Role::Reporter,
    place: dateline_core::rights::Place {
        edition: None,
        section: None,
        desk: None,
    },
}];

#[tokio::test]
async fn somebody_signs_in_says_who_it_is_and_signs_out() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        desk.hire(ANN, REPORTER).await;

        let welcomed = well(
            desk.try_password(&Who::nobody(), " Ann@Paper.Example ", PHRASE)
                .await,
        );

        let set = welcomed.header("set-cookie").unwrap();
        let (name, rest) = set.split_once('=').unwrap();
        assert_eq!(name, "dateline_session");
        for word in ["; Path=/", "; HttpOnly", "; SameSite=Strict", "; Max-Age="] {
            assert!(rest.contains(word), "{set}");
        }
        let ann = Who::welcomed(&welcomed);
        let me = desk.get(&ann, "/session").await.json();
        assert_eq!(me["email"], ANN);
        assert_eq!(
            me["rights"],
            json!(["read", "write", "pictures_read", "pictures"])
        );
        assert_eq!(welcomed.json(), me);
        let out = well(desk.ask(&ann, "DELETE", "/session", None).await);
        assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
        refused(&desk.get(&ann, "/session").await, 401, "session");
    })
    .await;
}

#[tokio::test]
async fn over_https_the_cookie_belongs_to_this_host_alone() {
    each_engine(async |house| {
        let secure = Settings {
            origin: "https://paper.example".to_owned(),
            is_demo: false,
        };
        let desk = Desk::open_with(house, secure);
        desk.hire(ANN, REPORTER).await;
        let marks = [("X-Dateline", "1"), ("Origin", "https://paper.example")];
        let body = json!({ "email": ANN, "password": PHRASE });

        let nobody = Who::nobody();
        let welcomed = desk.ask_with(&nobody, "POST", "/session", Some(body), &marks);

        let set = welcomed.await.header("set-cookie").unwrap().to_owned();
        assert!(
            set.starts_with("__Host-dateline=") && set.ends_with("; Secure"),
            "{set}"
        );
        let key = set.split(['=', ';']).nth(1).unwrap();
        let plain = [("Cookie", format!("dateline_session={key}"))];
        let plain = [(plain[0].0, plain[0].1.as_str())];
        let nobody = Who::nobody();
        refused(
            &desk
                .ask_with(&nobody, "GET", "/session", None, &plain)
                .await,
            401,
            "key",
        );
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_answered_alike() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        desk.hire(ANN, REPORTER).await;
        let shut = desk.hire("shut@paper.example", REPORTER).await;
        let chief = desk.administrator().await;
        let order = json!({ "disabled": true });
        well(
            desk.ask(&chief, "PATCH", &format!("/staff/{shut}"), Some(order))
                .await,
        );
        let nobody = Who::nobody();

        let wrong = desk.try_password(&nobody, ANN, "not the phrase").await;
        let unknown = desk
            .try_password(&nobody, "eve@paper.example", PHRASE)
            .await;
        let shut = desk
            .try_password(&nobody, "shut@paper.example", PHRASE)
            .await;
        let no_address = desk.try_password(&nobody, "ann", PHRASE).await;

        refused(&wrong, 401, "sign-in");
        for other in [unknown, shut, no_address] {
            assert_eq!((other.status, &other.body), (wrong.status, &wrong.body));
            assert_eq!(other.header("set-cookie"), None);
        }
    })
    .await;
}

#[tokio::test]
async fn what_else_is_sent_with_a_password_lets_nobody_in() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        desk.hire(ANN, REPORTER).await;
        for more in [
            "is_proved",
            "skip_totp",
            "skipEmailVerification",
            "roles",
            "id",
        ] {
            let mut body = json!({ "email": ANN, "password": PHRASE });
            body[more] = Value::Bool(true);

            let answer = desk.post(&Who::nobody(), "/session", body).await;

            refused(&answer, 422, "body");
            assert_eq!(answer.header("set-cookie"), None);
        }
        let ann = desk.sign_in(ANN).await;
        for more in ["rights", "roles", "email", "id", "is_sample", "disabled"] {
            let body = json!({ (more): "x" });
            refused(
                &desk.ask(&ann, "PATCH", "/session", Some(body)).await,
                422,
                "body",
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_when_it_is_old() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, REPORTER).await;
        let day = Duration::from_hours(24);
        for _ in 0..29 {
            house.pass(day);
            well(desk.get(&ann, "/session").await);
        }
        house.pass(day);
        refused(&desk.get(&ann, "/session").await, 401, "session");

        let ann = desk.sign_in(ANN).await;
        house.pass(Duration::from_hours(71));
        well(desk.get(&ann, "/session").await);
        house.pass(session::UNUSED.unsigned_abs());
        refused(&desk.get(&ann, "/session").await, 401, "session");

        // A clock that is set back revives nothing that was ended.
        let ann = desk.sign_in(ANN).await;
        well(desk.ask(&ann, "DELETE", "/session", None).await);
        house.set_time("2025-03-01T12:00:00Z".parse().unwrap());
        refused(&desk.get(&ann, "/session").await, 401, "session");
    })
    .await;
}

#[tokio::test]
async fn somebody_sees_the_own_sessions_and_ends_one_and_nobody_elses() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, REPORTER).await;
        let phone = desk.sign_in(ANN).await;
        let ben = desk.somebody("ben@paper.example", REPORTER).await;
        let list = desk.get(&ann, "/sessions").await.json();
        let items = list["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        let other = items.iter().find(|item| item["is_this"] == false).unwrap();
        let path = format!("/sessions/{}", other["id"].as_str().unwrap());

        refused(
            &desk.ask(&ben, "DELETE", &path, None).await,
            404,
            "not-found",
        );
        well(desk.get(&phone, "/session").await);
        well(desk.ask(&ann, "DELETE", &path, None).await);

        refused(&desk.get(&phone, "/session").await, 401, "session");
        well(desk.get(&ann, "/session").await);
        refused(
            &desk.ask(&ann, "DELETE", &path, None).await,
            404,
            "not-found",
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_every_other_session() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, REPORTER).await;
        let phone = desk.sign_in(ANN).await;
        let change = async |password: &str, current: Value| {
            let body = json!({ "password": password, "current_password": current });
            desk.ask(&ann, "PATCH", "/session", Some(body)).await
        };
        let new = "four gulls on the crane";
        refused(&change(new, Value::Null).await, 403, "password-wrong");
        refused(
            &change(new, json!("something else")).await,
            403,
            "password-wrong",
        );
        refused(&change("short", json!(PHRASE)).await, 422, "password");
        refused(
            &change("ann@paper.example1", json!(PHRASE)).await,
            422,
            "password",
        );
        well(desk.get(&phone, "/session").await);

        well(change(new, json!(PHRASE)).await);

        refused(&desk.get(&phone, "/session").await, 401, "session");
        well(desk.get(&ann, "/session").await);
        let nobody = Who::nobody();
        refused(
            &desk.try_password(&nobody, ANN, PHRASE).await,
            401,
            "sign-in",
        );
        well(desk.try_password(&nobody, ANN, new).await);
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_signs_in_anew_holds_a_new_key_and_the_old_one_opens_nothing() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let first = desk.somebody(ANN, REPORTER).await;

        let second = Who::welcomed(&well(desk.try_password(&first, ANN, PHRASE).await));

        assert_ne!(first.cookie(), second.cookie());
        refused(&desk.get(&first, "/session").await, 401, "session");
        well(desk.get(&second, "/session").await);
    })
    .await;
}

#[tokio::test]
async fn names_and_languages_are_changed_and_bad_ones_refused() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, REPORTER).await;
        let patch = async |body| desk.ask(&ann, "PATCH", "/session", Some(body)).await;

        let changed = well(patch(json!({ "name": " آن ", "locale": "zh-Hans" })).await).json();

        assert_eq!(
            (&changed["name"], &changed["locale"]),
            (&json!("آن"), &json!("zh-Hans"))
        );
        let cleared = well(patch(json!({ "locale": null })).await).json();
        assert_eq!(
            (&cleared["name"], &cleared["locale"]),
            (&json!("آن"), &Value::Null)
        );
        for bad in [
            "",
            "e",
            "en_GB",
            "../../etc",
            "a-very-long-word-for-a-language-code",
        ] {
            refused(&patch(json!({ "locale": bad })).await, 422, "refused");
        }
        for bad in ["", "a\nb"] {
            refused(&patch(json!({ "name": bad })).await, 422, "refused");
        }
    })
    .await;
}

#[tokio::test]
async fn wrong_tries_are_counted_and_wait_out_whoever_sends_them() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        desk.hire(ANN, REPORTER).await;
        let thief = Who::from("203.0.113.9");
        for _ in 0..sign_in::MOST_OF_ONE {
            refused(
                &desk.try_password(&thief, ANN, "a wrong guess").await,
                401,
                "sign-in",
            );
        }

        let late = desk.try_password(&thief, ANN, PHRASE).await;

        refused(&late, 429, "too-many");
        let wait: i64 = late.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=sign_in::WINDOW.as_secs()).contains(&wait), "{wait}");
        // Her own network is another one, and a made-up header of the thief changes nothing.
        well(
            desk.try_password(&Who::from("198.51.100.7"), ANN, PHRASE)
                .await,
        );
        let liar = Who::from("198.51.100.7, 203.0.113.9");
        refused(
            &desk.try_password(&liar, ANN, PHRASE).await,
            429,
            "too-many",
        );
        house.pass(sign_in::WINDOW.unsigned_abs());
        well(desk.try_password(&thief, ANN, PHRASE).await);
    })
    .await;
}

#[tokio::test]
async fn many_tries_at_once_count_as_many() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        desk.hire(ANN, REPORTER).await;
        let thief = Who::from("203.0.113.9");

        let all = (0..24).map(|_| desk.try_password(&thief, ANN, "a wrong guess"));
        let all = futures_util::future::join_all(all).await;

        let looked_at = all.iter().filter(|answer| answer.status == 401).count();
        assert_eq!(looked_at, usize::try_from(sign_in::MOST_OF_ONE).unwrap());
    })
    .await;
}

#[tokio::test]
async fn nobody_is_locked_out_by_guesses_from_elsewhere() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        desk.hire(ANN, REPORTER).await;
        let home = Who::from("198.51.100.7");
        well(desk.try_password(&home, ANN, PHRASE).await);
        let mut refusals = 0;
        for host in 0..15 {
            let thief = Who::from(&format!("203.0.113.{host}"));
            for _ in 0..7 {
                let answer = desk.try_password(&thief, ANN, "a wrong guess").await;
                refusals += usize::from(answer.status == 429);
            }
        }
        assert!(refusals > 0, "guesses from many networks are bounded too");

        well(desk.try_password(&home, ANN, PHRASE).await);
    })
    .await;
}

#[tokio::test]
async fn accounts_of_the_sample_open_nothing_where_it_is_not_shown() {
    each_engine(async |house| {
        let person = Person {
            name: "Ines",
            email: ANN,
            grants: &[Grant::everywhere(Role::Administrator)],
            password: PHRASE,
        };
        assert!(staff::add_sample(house, &[person]).await.unwrap());
        let demo = Settings {
            is_demo: true,
            ..settings()
        };
        let shown = Desk::open_with(house, demo);
        let ines = shown.sign_in(ANN).await;
        well(shown.get(&ines, "/session").await);

        let served = Desk::open(house);

        refused(
            &served.try_password(&Who::nobody(), ANN, PHRASE).await,
            401,
            "sign-in",
        );
        refused(&served.get(&ines, "/session").await, 401, "session");
        assert!(!staff::add_sample(house, &[person]).await.unwrap());
    })
    .await;
}
