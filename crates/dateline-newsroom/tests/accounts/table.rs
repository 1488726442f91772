//! The table of who may ask for what: every line of it, with every role and kind of credential.

use crate::desk::{Desk, Who, problem, refused};
use dateline_core::rights::{Grant, Right, Role};
use dateline_db::dump;
use dateline_newsroom::account::session;
use dateline_newsroom::actor::Actor;
use dateline_newsroom::api::rights::{Access, ROUTES, Route};
use dateline_newsroom::token::{self, Scope};
use dateline_testkit::{Answer, TestHouse, each_engine};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/// Answers that do not end: asked for their head alone.
const STREAMS: [&str; 1] = ["/changes"];

/// What somebody has in the hand.
struct Credential {
    what: String,
    who: Who,
    holds: bool,
    rights: &'static [Right],
    is_person: bool,
}

impl Credential {
    fn may(&self, access: Access) -> bool {
        match access {
            Access::Public => true,
            Access::SignedIn => self.holds && self.is_person,
            Access::Right(right) => self.holds && self.rights.contains(&right),
            Access::Person(right) => self.holds && self.is_person && self.rights.contains(&right),
        }
    }
}

async fn credentials(desk: &Desk<'_>) -> Vec<Credential> {
    let mut all = vec![Credential {
        what: "nothing".to_owned(),
        who: Who::nobody(),
        holds: false,
        rights: &[],
        is_person: false,
    }];
    let leaver = [Grant::everywhere(Role::Administrator)];
    let gone = desk.somebody("gone@paper.example", &leaver).await;
    // That session is not used for too long; those that follow are new.
    desk.house.pass(session::UNUSED.unsigned_abs());
    all.push(Credential {
        what: "an expired session".to_owned(),
        who: gone,
        holds: false,
        rights: &[],
        is_person: true,
    });
    for role in Role::ALL {
        let email = format!("{}@paper.example", role.as_str());
        all.push(Credential {
            what: format!("a {role:?}"),
            who: desk.somebody(&email, &[Grant::everywhere(role)]).await,
            holds: true,
            rights: role.rights(),
            is_person: true,
        });
    }
    for scope in Scope::ALL {
        all.push(Credential {
            what: format!("a key for {}", scope.as_str()),
            who: key(desk, scope).await,
            holds: true,
            rights: scope.rights(),
            is_person: false,
        });
    }
    all.push(Credential {
        what: "a key that never was".to_owned(),
        who: Who::key(&format!("dateline_{}", "0".repeat(64))),
        holds: false,
        rights: &[],
        is_person: false,
    });
    all
}

async fn key(desk: &Desk<'_>, scope: Scope) -> Who {
    let mut tx = desk.house.db().begin().await.unwrap();
    let by = Actor("test".to_owned());
    let made = token::create(desk.house, &mut tx, "tool", &[scope], None, &by).await;
    desk.house.commit(tx).await.unwrap();
    Who::key(&made.unwrap().key)
}

/// An address of this line, with ids nothing has.
fn address(route: &Route) -> String {
    let id = "0190a1b2-0000-7000-8000-000000000001";
    let parts = route.path.split('/').map(|part| match part {
        "{code}" => "xx",
        "{number}" => "1",
        part if part.starts_with('{') => id,
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Whether the guard turned somebody away.
fn is_turned_away(answer: &Answer) -> bool {
    match answer.status {
        401 => !["sign-in", "second-factor"].contains(&problem(answer).1.as_str()),
        403 => ["right", "scope", "people-only", "foreign"].contains(&problem(answer).1.as_str()),
        _ => false,
    }
}

async fn asked(desk: &Desk<'_>, route: &Route, who: &Who) -> Answer {
    let path = address(route);
    let is_stream = STREAMS.contains(&route.path);
    match route.method {
        "GET" if is_stream => {
            // What goes well does not end; a refusal has a body to look at.
            let answer = desk.ask(who, "HEAD", &path, None).await;
            if answer.status < 300 {
                return answer;
            }
            desk.get(who, &path).await
        }
        "GET" | "OPTIONS" => desk.ask(who, route.method, &path, None).await,
        "HEAD" => {
            // A refusal has no body to look at: the same address says it to GET.
            let answer = desk.ask(who, "HEAD", &path, None).await;
            let said = desk.get(who, &path).await;
            assert_eq!(answer.status, said.status);
            said
        }
        method => desk.ask(who, method, &path, Some(json!({}))).await,
    }
}

#[tokio::test]
async fn each_address_is_answered_to_whom_the_table_names_and_nobody_else() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let mut all = credentials(&desk).await;

        for route in ROUTES {
            for credential in &mut all {
                let answer = asked(&desk, route, &credential.who).await;

                let what = format!(
                    "{} {} with {}: {} {}",
                    route.method,
                    route.path,
                    credential.what,
                    answer.status,
                    answer.text()
                );
                assert_eq!(
                    !is_turned_away(&answer),
                    credential.may(route.access),
                    "{what}"
                );
                assert!(answer.status != 405 && answer.status < 500, "{what}");
                assert!(!answer.says("has no such address"), "{what}");
                let ended = route.path == "/session" && route.method == "DELETE";
                if ended && answer.status == 204 {
                    let email = credential.what.trim_start_matches("a ").to_owned();
                    let role = Role::ALL.into_iter().find(|r| format!("{r:?}") == email);
                    let email = format!("{}@paper.example", role.unwrap().as_str());
                    credential.who = desk.sign_in(&email).await;
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_changes_something_must_come_from_a_page_of_ours() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let foreign: [&[(&str, &str)]; 7] = [
            &[],
            &[("X-Dateline", "1")],
            &[("Origin", crate::desk::ORIGIN)],
            &[("X-Dateline", "1"), ("Origin", "http://evil.test")],
            &[("X-Dateline", "1"), ("Origin", "null")],
            &[
                ("X-Dateline", "1"),
                ("Origin", crate::desk::ORIGIN),
                ("Sec-Fetch-Site", "same-site"),
            ],
            &[
                ("Content-Type", "text/plain"),
                ("Origin", "http://evil.test"),
            ],
        ];
        for route in ROUTES
            .iter()
            .filter(|route| !["GET", "HEAD", "OPTIONS"].contains(&route.method))
        {
            for headers in foreign {
                let body = Some(json!({}));
                let path = address(route);

                let answer = desk.ask_with(&chief, route.method, &path, body, headers);

                refused(&answer.await, 403, "foreign");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_answers_no_method_the_table_does_not_name() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let paths: BTreeSet<&str> = ROUTES.iter().map(|route| route.path).collect();
        for path in paths {
            let named = |method: &str| ROUTES.iter().any(|r| r.path == path && r.method == method);
            for method in METHODS.into_iter().filter(|method| !named(method)) {
                let route = Route {
                    method: "GET",
                    path,
                    access: Access::Public,
                };

                let answer = desk.ask(&chief, method, &address(&route), None).await;

                refused(&answer, 405, "method");
            }
        }
    })
    .await;
}

/// Every row of every table that is kept.
async fn rows(house: &TestHouse) -> Vec<String> {
    let mut tx = house.db().read().await.unwrap();
    let mut all = Vec::new();
    for table in dump::tables() {
        let rows = table.read(&mut tx, None, 1000).await.unwrap();
        all.extend(
            rows.iter()
                .map(|row| format!("{} {}", table.name, table.to_json(row))),
        );
    }
    tx.close().await.unwrap();
    all
}

#[tokio::test]
async fn looking_changes_nothing() {
    each_engine(async |house| {
        house.paper().await;
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let before = rows(house).await;
        for route in ROUTES.iter().filter(|route| route.method == "GET") {
            asked(&desk, route, &chief).await;
        }

        assert_eq!(rows(house).await, before);
    })
    .await;
}

/// Every `.route("...")` and every `path = "..."` in the source of the API.
fn written() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            let text: String = text.split_whitespace().collect();
            for mark in [".route(\"", "path=\""] {
                for rest in text.split(mark).skip(1) {
                    found.insert(rest.split('"').next().unwrap().to_owned());
                }
            }
        }
    }
    found.retain(|path| path.starts_with('/'));
    // Links to what is not public yet: outside /api, opened by whoever has one.
    found.remove("/newsroom-preview/{secret}");
    found
}

#[test]
fn every_address_of_the_router_stands_in_the_table_and_the_other_way_round() {
    let listed: BTreeSet<String> = ROUTES.iter().map(|route| route.path.to_owned()).collect();

    assert_eq!(written(), listed);
}

#[test]
fn the_documentation_says_what_each_role_allows() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src/desk/accounts.md");
    let book = std::fs::read_to_string(book).unwrap();
    for role in Role::ALL {
        let words: Vec<String> = role
            .rights()
            .iter()
            .map(|right| format!("`{}`", right.as_str()))
            .collect();
        let rights = if role == Role::Administrator {
            "every right".to_owned()
        } else {
            words.join(", ")
        };
        let line = format!("| `{}` | {rights} |", role.as_str());
        assert!(
            book.contains(&line),
            "docs/src/desk/accounts.md lacks: {line}"
        );
    }
}
