//! Content credentials through the command line and the site. Most of it is only in builds with the
//! feature `c2pa`: `cargo xtask test --c2pa`.

#[cfg(feature = "c2pa")]
use crate::kit::Server;
use crate::kit::{House, images};
use serde_json::Value;
use std::path::PathBuf;

fn material(name: &str) -> PathBuf {
    images().join("c2pa").join(name)
}

/// Takes a picture in; its entry in the report.
fn take_in(house: &House, name: &str) -> Value {
    let (path, report) = (material(name), house.beside("R.json"));
    let (path, to) = (path.to_str().unwrap(), report.to_str().unwrap());
    house.say(&["picture", "import", path, "--report", to]).ok();
    let report: Value = serde_json::from_str(&std::fs::read_to_string(report).unwrap()).unwrap();
    report["pictures"][0].clone()
}

fn shown(house: &House, taken: &Value) -> Value {
    let id = taken["id"].as_str().unwrap();
    house.say(&["picture", "show", id, "--json"]).json()["content_credentials"].clone()
}

#[cfg(not(feature = "c2pa"))]
#[test]
fn a_build_that_cannot_validate_says_so() {
    let house = House::empty();

    let signed = take_in(&house, "adobe-20220124-CA.jpg");
    let plain = take_in(&house, "adobe-20220124-I.jpg");

    for found in [&signed["content_credentials"], &shown(&house, &signed)] {
        assert_eq!(found["state"], "unchecked");
        let reason = found["reason"].as_str().unwrap();
        assert!(reason.contains("cannot validate"), "{reason}");
    }
    assert_eq!(plain["content_credentials"]["state"], "none");
    assert_eq!(shown(&house, &plain)["state"], "none");
    let complaint = house.say(&["credentials", "show"]).complaint();
    assert!(complaint.contains("cannot validate"), "{complaint}");
}

#[cfg(feature = "c2pa")]
#[test]
fn an_editor_sees_what_a_picture_proves() {
    let house = House::empty();

    for (name, state) in [
        ("adobe-20220124-CA.jpg", "valid"),
        ("adobe-20220124-E-sig-CA.jpg", "invalid"),
        ("adobe-20220124-I.jpg", "none"),
    ] {
        let taken = take_in(&house, name);

        assert_eq!(taken["content_credentials"]["state"], state, "{name}");
        let found = shown(&house, &taken);
        assert_eq!(found["state"], state, "{name}");
        if state != "none" {
            assert_eq!(found["signed_by"], "C2PA Signer");
            assert_eq!(found["actions"][0]["action"], "c2pa.opened");
            assert_eq!(found["ingredients"][0]["title"], "A.jpg");
        }
        let id = taken["id"].as_str().unwrap();
        let told = house.say(&["picture", "show", id]).ok();
        assert!(told.contains(&format!("Credentials   {state}")), "{told}");
    }
}

#[cfg(feature = "c2pa")]
#[tokio::test]
async fn a_picture_on_the_site_is_signed_by_the_newspaper_from_640_pixels_on() {
    let house = House::sample();
    let server = Server::serve(&house);
    let front = server.get("/en/").await.text();
    let hash = front.split("/-/pictures/").nth(1).unwrap();
    let hash = &hash[..hash.find('/').unwrap()];

    for (name, state) in [
        ("320.webp", "none"),
        ("640.webp", "trusted"),
        ("960.jpg", "trusted"),
        ("1280-40x21.jpg", "trusted"),
    ] {
        let answer = server.get(&format!("/-/pictures/{hash}/{name}")).await;
        assert_eq!(answer.status, 200);
        let file = house.beside(name);
        std::fs::write(&file, &answer.body).unwrap();

        let found = house.say(&["credentials", "read", file.to_str().unwrap(), "--json"]);

        let found = found.json();
        assert_eq!(found["state"], state, "{name}: {found}");
        if state == "trusted" {
            assert_eq!(found["ingredients"][0]["relationship"], "parentOf");
            let signing = house.say(&["credentials", "show", "--json"]).json();
            assert_eq!(found["signed_by"], signing["signing"]["name"]);
        }
    }
}

#[cfg(feature = "c2pa")]
#[test]
fn keys_are_shown_turned_and_found_fault_with() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::sample();

    let first = house.say(&["credentials", "show", "--json"]).json();
    let certificate = house.say(&["credentials", "show", "--certificate"]).ok();
    assert_eq!(
        certificate.trim(),
        first["authority"]["certificate"].as_str().unwrap().trim()
    );
    assert!(!first.to_string().contains("PRIVATE"));

    let second = house.say(&["credentials", "rotate", "--json"]).json();
    assert_eq!(second["authority"], first["authority"]);
    assert_eq!(second["old"][0], first["signing"]);
    assert_ne!(second["signing"]["sha256"], first["signing"]["sha256"]);

    assert!(
        house
            .say(&["doctor"])
            .ok()
            .contains("Renditions are signed by")
    );
    let key = house.data().join("credentials/signing.pem");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let doubts = house.say(&["doctor"]);
    assert_eq!(doubts.code, Some(1));
    assert!(
        doubts.out.contains("can be read by others"),
        "{}",
        doubts.out
    );
}

#[cfg(feature = "c2pa")]
#[test]
fn a_backup_brings_the_keys_back_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::sample();
    house.say(&["credentials", "rotate"]).ok();
    let before = house.say(&["credentials", "show", "--json"]).json();
    let backup = house.beside("backup");
    house
        .say(&["backup", "--to", backup.to_str().unwrap()])
        .ok();
    let copied = std::fs::metadata(backup.join("credentials/signing.pem")).unwrap();
    assert_eq!(copied.permissions().mode() & 0o777, 0o600);

    let other = House::empty();
    other
        .say(&["restore", "--from", backup.to_str().unwrap()])
        .ok();

    assert_eq!(other.say(&["credentials", "show", "--json"]).json(), before);
    let mode = std::fs::metadata(other.data().join("credentials/signing.pem"));
    assert_eq!(mode.unwrap().permissions().mode() & 0o777, 0o600);
    assert!(
        other
            .say(&["doctor"])
            .ok()
            .contains("Renditions are signed by")
    );

    std::fs::write(backup.join("credentials/signing.pem"), "other").unwrap();
    let third = House::empty();
    let complaint = third
        .say(&["restore", "--from", backup.to_str().unwrap()])
        .complaint();
    assert!(complaint.contains("signing.pem"), "{complaint}");
}

#[cfg(feature = "c2pa")]
#[tokio::test]
async fn a_server_whose_keys_are_damaged_serves_readers_without_signing() {
    let house = House::sample();
    house.say(&["credentials", "show"]).ok();
    std::fs::write(house.data().join("credentials/signing.pem"), "nothing").unwrap();

    let server = Server::serve(&house);

    let front = server.get("/en/").await;
    assert_eq!(front.status, 200);
    let hash = front.text();
    let hash = hash.split("/-/pictures/").nth(1).unwrap();
    let hash = &hash[..hash.find('/').unwrap()];
    let picture = server.get(&format!("/-/pictures/{hash}/960.jpg")).await;
    assert_eq!(picture.status, 200);
    drop(server);
    let doubts = house.say(&["doctor"]);
    assert_eq!(doubts.code, Some(1));
    assert!(doubts.out.contains("signing.pem"), "{}", doubts.out);
}
