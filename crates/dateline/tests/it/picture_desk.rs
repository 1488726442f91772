//! The picture desk at the command line, and what readers then get, on either engine.

use crate::kit::{House, Server, each_engine, until};
use serde_json::Value;

#[expect(
    clippy::disallowed_methods,
    reason = "the program under test reads the clock of the system"
)]
fn now() -> jiff::Timestamp {
    std::time::SystemTime::now().try_into().unwrap()
}

/// The lead picture of a story of the sample newspaper.
fn lead(house: &House, story: &str) -> String {
    let shown = house.story("show", story).json();
    let picture = &shown["content"]["lead_picture"]["picture"];
    picture
        .as_str()
        .unwrap_or_else(|| panic!("{shown}"))
        .to_owned()
}

fn hash(house: &House, picture: &str) -> String {
    let shown = house.say(&["picture", "show", picture, "--json"]).json();
    shown["hash"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_lease_that_ends_takes_the_picture_off_a_running_site_and_its_return_brings_it_back() {
    each_engine(async |house| {
        let server = Server::start(house, "demo", &[]);
        let picture = lead(house, "iron-bridge-closes");
        let other = lead(house, "granary-opens");
        let (own, others) = (hash(house, &picture), hash(house, &other));
        let path = house.story("show", "iron-bridge-closes").json()["path"]
            .as_str()
            .unwrap()
            .to_owned();
        let rendition = format!("/-/pictures/{own}/320.jpg");
        assert!(server.get(&path).await.says(&own));
        assert_eq!(server.get(&rendition).await.status, 200);
        house
            .say(&["picture", "substitute", &picture, &other, "--json"])
            .json();
        let soon = now() + jiff::SignedDuration::from_secs(3);
        let lease = house
            .say(&[
                "picture",
                "lease",
                "add",
                &picture,
                "--allow",
                "--until",
                &soon.to_string(),
                "--json",
            ])
            .json();
        assert!(server.get(&path).await.says(&own), "it has not ended yet");
        let due = house.say(&["picture", "due", "--json"]).json();
        assert_eq!(due["leases"][0]["picture"], picture.as_str());
        assert_eq!(due["leases"][0]["substitute"], other.as_str());
        assert!(
            !due["leases"][0]["uses"]["stories"]
                .as_array()
                .unwrap()
                .is_empty()
        );

        until("the lease ends", async || now() >= soon).await;

        let page = server.get(&path).await;
        assert!(!page.says(&own) && page.says(&others));
        assert!(!server.get("/en/").await.says(&own));
        assert_eq!(server.get(&rendition).await.status, 410);
        let id = lease["id"].as_str().unwrap();
        house
            .say(&["picture", "lease", "remove", id, "--json"])
            .json();
        assert!(server.get(&path).await.says(&own));
        assert_eq!(server.get(&rendition).await.status, 200);
        assert_eq!(server.stop(), Some(0));
    })
    .await;
}

#[tokio::test]
async fn a_story_is_refused_with_a_line_a_picture_and_published_once_all_is_mended() {
    each_engine(async |house| {
        assert_eq!(Server::start(house, "demo", &[]).stop(), Some(0));
        let picture = lead(house, "iron-bridge-closes");
        let desk = |args: &[&str]| house.say(&[&["picture"], args].concat());
        for field in ["--credit", "--photographer", "--alt"] {
            desk(&["edit", &picture, field, ""]).ok();
        }
        desk(&["rights", &picture, "unknown"]).ok();

        let refused = house.say(&["story", "publish", "iron-bridge-closes"]);
        let said = refused.complaint();
        for part in [
            "cannot be published:\n- picture ",
            "(lead)",
            "its rights are not known",
            "--alt",
        ] {
            assert!(said.contains(part), "{said}");
        }
        let listed = desk(&["list", "--missing", "--json"]).json();
        assert_eq!(listed["pictures"][0]["id"], picture.as_str());
        let refused = house.story("publish", "iron-bridge-closes");
        let value: Value = serde_json::from_str(&refused.out).unwrap();
        assert_eq!(value["error"], "incomplete");
        assert_eq!(value["pictures"][0]["places"][0], "lead");
        let checked = house.say(&["doctor", "--json"]).json();
        assert!(
            checked.to_string().contains("picture list --missing"),
            "{checked}"
        );

        desk(&[
            "edit",
            &picture,
            "--credit",
            "Nadia Holt",
            "--alt",
            "A tram",
        ])
        .ok();
        desk(&["edit", &picture, "--language", "ru", "--alt", "Трамвай"]).ok();
        desk(&["rights", &picture, "handout", "--json"]).json();
        house.story("publish", "iron-bridge-closes").json();

        let uses = desk(&["uses", &picture, "--json"]).json();
        assert_eq!(uses["stories"][0]["places"][0], "lead");
        let server = Server::serve(house);
        let page = server.get("/en/").await;
        assert!(page.says("Nadia Holt") && page.says("Handout"));
    })
    .await;
}

#[test]
fn what_cannot_be_is_refused_at_the_door_with_what_can() {
    let house = House::empty();
    for (args, said) in [
        (
            &["picture", "rights", "x", "borrowed"][..],
            "give one of staff, commissioned",
        ),
        (&["picture", "lease", "add", "x"], "<--allow|--deny>"),
        (
            &["picture", "lease", "add", "x", "--allow", "--use", "print"],
            "give site, newsletter, feed, syndication",
        ),
        (
            &[
                "picture",
                "lease",
                "add",
                "x",
                "--deny",
                "--territory",
                "GBR",
            ],
            "give the two letters of a country",
        ),
        (
            &[
                "picture", "lease", "add", "x", "--deny", "--until", "tomorrow",
            ],
            "give date, time and offset from UTC",
        ),
    ] {
        let answer = house.say(args);
        assert_eq!(answer.code, Some(2), "{args:?}");
        assert!(answer.err.contains(said), "{args:?}: {}", answer.err);
    }
    let unknown = house
        .say(&["picture", "edit", "x", "--alt", "y"])
        .complaint();
    assert!(unknown.contains("there is no picture \"x\""), "{unknown}");
    let nothing = house.say(&["picture", "edit", "x"]).complaint();
    assert!(nothing.contains("say what to change"), "{nothing}");
}

#[test]
fn renditions_of_an_archive_are_ordered_all_at_once_and_not_twice() {
    let house = House::sample();
    let one = lead(&house, "iron-bridge-closes");

    let all = house.say(&["picture", "prepare", "--json"]).json()["ordered"].as_u64();

    assert!(all > Some(5), "{all:?}");
    let again = house.say(&["picture", "prepare", "--json"]).json();
    assert_eq!(again["ordered"].as_u64(), all);
    house.say(&["picture", "prepare", &one]).ok();
    let unknown = house.say(&["picture", "prepare", "none"]).complaint();
    assert!(
        unknown.contains("there is no picture \"none\""),
        "{unknown}"
    );
}
