//! Giving roles, shutting accounts, and who did what.

use crate::desk::{Desk, Who, refused, well};
use dateline_core::edition::EditionCode;
use dateline_core::rights::{Grant, Place, Role};
use dateline_testkit::each_engine;
use serde_json::{Value, json};
use std::time::Duration;

const ANN: &str = "ann@paper.example";

fn in_edition(role: Role, code: &str) -> Grant {
    Grant {
        role,
        place: Place {
            edition: EditionCode::parse(code),
            ..Place::house()
        },
    }
}

#[tokio::test]
async fn an_administrator_gives_roles_in_parts_of_the_house() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let id = desk.hire(ANN, &[]).await;
        let edition = paper.code.as_str();
        let path = format!("/staff/{id}");
        let give = async |roles: Value| {
            let body = json!({ "roles": roles });
            desk.ask(&chief, "PATCH", &path, Some(body)).await
        };

        let given = well(
            give(json!([{ "role": "publisher", "edition": edition }, { "role": "reporter" }]))
                .await,
        );

        let roles = json!([
            { "role": "publisher", "edition": edition, "section": null, "desk": null },
            { "role": "reporter", "edition": null, "section": null, "desk": null },
        ]);
        assert_eq!(given.json()["roles"], roles);
        let ann = desk.sign_in(ANN).await;
        assert_eq!(desk.get(&ann, "/session").await.json()["roles"], roles);
        let nothing = "0190a1b2-0000-7000-8000-000000000001";
        for (bad, word) in [
            (json!([{ "role": "publisher", "edition": "xx" }]), "refused"),
            (json!([{ "role": "editor", "section": nothing }]), "refused"),
            (json!([{ "role": "editor", "desk": nothing }]), "refused"),
            (json!([]), "refused"),
            (json!([{ "role": "owner" }]), "body"),
            (json!([{ "role": "editor", "rights": ["staff"] }]), "body"),
        ] {
            refused(&give(bad).await, 422, word);
        }
        assert_eq!(desk.get(&ann, "/session").await.json()["roles"], roles);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_of_one_edition_gives_no_roles() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let id = desk.hire(ANN, &[Grant::everywhere(Role::Reporter)]).await;
        let local = [in_edition(Role::Administrator, "ru")];
        let local = desk.somebody("local@paper.example", &local).await;
        let me = desk.id_of(&local).await;
        let all = json!({ "roles": [{ "role": "administrator" }] });
        for target in [id.to_string(), me] {
            let path = format!("/staff/{target}");
            refused(&desk.ask(&local, "PATCH", &path, Some(all.clone())).await, 403, "right");
            let path = format!("{path}/password-link");
            refused(&desk.post(&local, &path, json!({})).await, 403, "right");
        }
        let invite = json!({ "email": "b@paper.example", "name": "B", "roles": [{ "role": "administrator" }] });
        refused(&desk.post(&local, "/invitations", invite).await, 403, "right");
        refused(&desk.get(&local, "/audit").await, 403, "right");
        let list = well(desk.get(&local, "/staff").await);
        assert!(!list.says("@paper.example"), "addresses are for who gives roles");
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let me = format!("/staff/{}", desk.id_of(&chief).await);
        let step_down = json!({ "roles": [{ "role": "editor" }] });
        let shut = json!({ "disabled": true });
        let local = desk
            .hire("l@paper.example", &[in_edition(Role::Administrator, "ru")])
            .await;
        assert_ne!(me, local.to_string());
        for order in [&step_down, &shut] {
            let answer = desk.ask(&chief, "PATCH", &me, Some(order.clone())).await;
            refused(&answer, 409, "last-administrator");
        }
        desk.hire(
            "second@paper.example",
            &[Grant::everywhere(Role::Administrator)],
        )
        .await;

        well(desk.ask(&chief, "PATCH", &me, Some(step_down)).await);

        refused(&desk.get(&chief, "/session").await, 401, "session");
        let editor = desk.sign_in("chief@paper.example").await;
        refused(&desk.get(&editor, "/audit").await, 403, "right");
    })
    .await;
}

#[tokio::test]
async fn two_administrators_who_remove_each_other_at_once_leave_one() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let everything = [Grant::everywhere(Role::Administrator)];
        let a = desk.somebody("a@paper.example", &everything).await;
        let b = desk.somebody("b@paper.example", &everything).await;
        let (of_a, of_b) = (desk.id_of(&a).await, desk.id_of(&b).await);
        let shut = Some(json!({ "disabled": true }));
        let (of_a, of_b) = (format!("/staff/{of_a}"), format!("/staff/{of_b}"));

        let (first, second) = futures_util::future::join(
            desk.ask(&a, "PATCH", &of_b, shut.clone()),
            desk.ask(&b, "PATCH", &of_a, shut),
        )
        .await;

        let done = [&first, &second].iter().filter(|x| x.status == 200).count();
        assert_eq!(done, 1, "{} {}", first.text(), second.text());
    })
    .await;
}

#[tokio::test]
async fn lists_of_people_go_page_by_page() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        for n in 0..7 {
            desk.hire(&format!("p{n}@paper.example"), &[]).await;
        }
        let mut found = Vec::new();
        let mut path = "/staff?limit=3".to_owned();
        loop {
            let page = well(desk.get(&chief, &path).await).json();
            let items = page["items"].as_array().unwrap();
            found.extend(
                items
                    .iter()
                    .map(|i| i["email"].as_str().unwrap().to_owned()),
            );
            let Some(next) = page["next"].as_str() else {
                break;
            };
            path = format!("/staff?limit=3&after={next}");
        }
        let mut sorted = found.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!((found.len(), sorted.len()), (8, 8), "{found:?}");
        for bad in ["limit=0", "limit=201", "after=%25", "limit=x", "order=role"] {
            assert_eq!(desk.get(&chief, &format!("/staff?{bad}")).await.status, 400);
        }
    })
    .await;
}

#[tokio::test]
async fn the_record_says_who_did_what_newest_first() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        house.pass(Duration::from_secs(1));
        let id = desk.hire(ANN, &[]).await;
        house.pass(Duration::from_secs(1));
        let path = format!("/staff/{id}");
        let body = json!({ "roles": [{ "role": "editor" }] });
        well(desk.ask(&chief, "PATCH", &path, Some(body)).await);

        let all = well(desk.get(&chief, "/audit?limit=2").await).json();

        let newest = &all["items"][0];
        assert_eq!(newest["kind"], "roles_changed");
        assert_eq!(newest["actor_name"], "Somebody");
        assert_eq!(newest["subject"], json!({ "kind": "staff", "id": id }));
        assert_eq!(newest["particulars"]["to"][0]["role"], "editor");
        let next = all["next"].as_str().unwrap();
        let rest = well(desk.get(&chief, &format!("/audit?after={next}")).await).json();
        let kinds: Vec<&str> = rest["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds.len(), 2, "{kinds:?}");
        let of_ann = well(
            desk.get(&chief, &format!("/audit?subject=staff:{id}"))
                .await,
        )
        .json();
        assert_eq!(of_ann["items"].as_array().unwrap().len(), 2);
        let text = desk.get(&chief, "/audit").await.text();
        assert!(!text.contains(crate::desk::PHRASE) && !text.contains(chief.cookie()));
        refused(&desk.get(&Who::nobody(), "/audit").await, 401, "key");
    })
    .await;
}
