//! Pictures through the command line, on either engine.

use crate::kit::{House, Server, each_engine, images, named, take_in};
use serde_json::Value;
use std::path::PathBuf;
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_picture_comes_in_with_what_its_file_says_and_only_once() {
    each_engine(async |house| {
        let report = take_in(house, &images().join("credits"));

        let agency = named(&report, "pictures", "pa.jpg");
        assert_eq!(agency["headline"], "Cricket - Moeen Ali File Photo");
        assert_eq!(agency["credit_line"], "PA");
        assert_eq!(agency["photographer"], "Martin Rickett");
        assert_eq!(agency["source"], "PA");
        assert_eq!(agency["copyright"], "PA Wire");
        assert_eq!(agency["is_new"], true);
        let id = agency["id"].as_str().unwrap();
        let shown = house.say(&["picture", "show", id, "--json"]).json();
        assert_eq!(shown["file"], "pa.jpg");
        assert_eq!(shown["caption"], agency["caption"]);
        assert_eq!(shown["metadata"]["credit_line"], "PA");
        assert!(
            house
                .say(&["picture", "show", id])
                .ok()
                .contains("Martin Rickett")
        );
        let uses = house.say(&["picture", "uses", id, "--json"]).json();
        assert_eq!(uses["stories"].as_array().unwrap().len(), 0);

        let again = take_in(house, &images().join("credits"));

        let same = named(&again, "pictures", "pa.jpg");
        assert_eq!(same["is_new"], false);
        assert_eq!(same["id"], agency["id"]);
    })
    .await;
}

#[tokio::test]
async fn two_imports_of_one_file_at_a_time_give_one_picture() {
    each_engine(async |house| {
        let reports: Vec<PathBuf> = (0..4)
            .map(|n| house.beside(&format!("R{n}.json")))
            .collect();
        let file = images().join("credits/pa.jpg");

        std::thread::scope(|scope| {
            for report in &reports {
                let (file, report) = (file.to_str().unwrap(), report.to_str().unwrap());
                scope.spawn(move || {
                    house
                        .say(&["picture", "import", file, "--report", report])
                        .ok();
                });
            }
        });

        let found: Vec<Value> = reports
            .iter()
            .map(|report| serde_json::from_str(&std::fs::read_to_string(report).unwrap()).unwrap())
            .collect();
        let pictures: Vec<&Value> = found
            .iter()
            .map(|r| named(r, "pictures", "pa.jpg"))
            .collect();
        assert!(
            pictures
                .iter()
                .all(|picture| picture["id"] == pictures[0]["id"]),
            "{found:?}"
        );
        let new = pictures.iter().filter(|picture| picture["is_new"] == true);
        assert_eq!(new.count(), 1, "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_or_breaks_off_is_refused_with_its_reason_and_soon() {
    let house = House::empty();
    let start = Instant::now();

    let report = take_in(&house, &images().join("broken"));

    let count = std::fs::read_dir(images().join("broken")).unwrap().count();
    let skipped = report["skipped"].as_array().unwrap().len();
    assert_eq!(
        skipped + report["pictures"].as_array().unwrap().len(),
        count
    );
    for (name, reason) in [
        ("thisisnotanimage.jpg", "not a picture"),
        ("truncated_app14.jpg", "damaged"),
        ("truncated_image.png", "damaged"),
        ("truncated_jpeg.jpg", "damaged"),
        ("decompression_bomb.gif", "damaged"),
    ] {
        let said = named(&report, "skipped", name)["reason"].as_str().unwrap();
        assert!(said.contains(reason), "{name}: {said}");
    }
    assert!(
        start.elapsed() < Duration::from_secs(count as u64),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_listed_and_the_rest_comes_in() {
    let house = House::empty();
    let folder = house.beside("incoming");
    std::fs::create_dir_all(folder.join("day one")).unwrap();
    std::fs::write(folder.join(".hidden.jpg"), b"not looked at").unwrap();
    std::fs::write(folder.join("notes.txt"), b"bring the long lens").unwrap();
    let portrait = images().join("orientation/Portrait_5.jpg");
    std::fs::copy(portrait, folder.join("day one/upright.jpg")).unwrap();
    let missing = folder.join("gone.jpg");
    let report = house.beside("R.json");

    let said = house
        .say(&[
            "picture",
            "import",
            folder.to_str().unwrap(),
            missing.to_str().unwrap(),
            "--report",
            report.to_str().unwrap(),
        ])
        .ok();

    assert!(
        said.contains("Pictures taken in: 1. Here already: 0. Skipped: 2."),
        "{said}"
    );
    let report: Value = serde_json::from_str(&std::fs::read_to_string(report).unwrap()).unwrap();
    let taken = named(&report, "pictures", "upright.jpg");
    assert!(
        taken["height"].as_i64() > taken["width"].as_i64(),
        "{taken}"
    );
    assert!(
        named(&report, "skipped", "gone.jpg")["reason"]
            .as_str()
            .unwrap()
            .contains("cannot be read")
    );
    let unknown = house.say(&["picture", "show", "nonsense"]).complaint();
    assert!(
        unknown.contains("there is no picture \"nonsense\""),
        "{unknown}"
    );
}

#[tokio::test]
async fn uses_name_every_story_and_portrait_of_a_picture() {
    each_engine(async |house| {
        assert_eq!(Server::start(house, "demo", &[]).stop(), Some(0));
        let lead = house.story("show", "iron-bridge-closes").json();
        let picture = lead["content"]["lead_picture"]["picture"]
            .as_str()
            .unwrap_or_else(|| panic!("{lead}"));

        let uses = house.say(&["picture", "uses", picture, "--json"]).json();

        let stories = uses["stories"].as_array().unwrap();
        let here = stories.iter().find(|story| story["story"] == lead["id"]);
        let here = here.unwrap_or_else(|| panic!("{uses}"));
        assert_eq!(here["state"], "published");
        assert_eq!(here["path"], lead["path"]);
        let listed = house.say(&["picture", "uses", picture]).ok();
        assert!(listed.contains(lead["path"].as_str().unwrap()), "{listed}");
    })
    .await;
}
