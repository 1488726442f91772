use super::{Newsroom, created, holds, material, plain, signed_by_camera};
use c2pa::{Context, Reader};
use dateline_core::credentials::CredentialsState;
use dateline_infra::picture::inspect;
use dateline_infra::provenance::Provenance;
use serde_json::{Value, json};
use std::io::Cursor;

fn actions(of: &dateline_core::credentials::ContentCredentials) -> Vec<&str> {
    of.actions.iter().map(|a| a.action.as_str()).collect()
}

/// The manifests of a file as another program lists them.
fn manifests(bytes: &[u8], media_type: &str) -> Value {
    let reader = Reader::from_context(Context::new())
        .with_stream(media_type, Cursor::new(bytes))
        .unwrap();
    serde_json::from_str(&reader.json()).unwrap()
}

#[test]
fn a_rendition_is_signed_by_the_newsroom_as_derived_from_its_original() {
    let newsroom = Newsroom::new("The Tide");

    for (name, expected) in [
        (
            "640.webp",
            &["c2pa.opened", "c2pa.resized", "c2pa.converted"][..],
        ),
        (
            "960.jpg",
            &["c2pa.opened", "c2pa.resized", "c2pa.transcoded"],
        ),
        (
            "1280-40x21.jpg",
            &[
                "c2pa.opened",
                "c2pa.cropped",
                "c2pa.resized",
                "c2pa.transcoded",
            ],
        ),
    ] {
        let signed = newsroom.rendition(&plain(), name);
        let found = newsroom.c2pa.read(&signed);

        assert_eq!(
            found.state,
            CredentialsState::Trusted,
            "{name}: {:?}",
            found.problems
        );
        assert_eq!(found.signed_by.as_deref(), Some("The Tide"));
        assert!(found.tool.as_deref().unwrap().starts_with("Dateline "));
        assert_eq!(actions(&found), expected, "{name}");
        assert_eq!(found.ingredients.len(), 1);
        assert_eq!(found.ingredients[0].relationship, "parentOf");
        assert!(inspect(&signed).is_ok(), "{name} is a picture still");
    }
}

#[test]
fn an_avif_is_signed_too() {
    let newsroom = Newsroom::new("The Tide");

    let signed = newsroom.rendition(&super::jpeg(96, 64), "640.avif");

    let found = newsroom.c2pa.read(&signed);
    assert_eq!(
        found.state,
        CredentialsState::Trusted,
        "{:?}",
        found.problems
    );
    assert!(actions(&found).contains(&"c2pa.converted"));
}

#[test]
fn a_rendition_names_who_is_to_be_credited() {
    let newsroom = Newsroom::new("The Tide");

    let signed = newsroom.rendition(&plain(), "960.webp");

    let store = manifests(&signed, "image/webp");
    let active = &store["manifests"][store["active_manifest"].as_str().unwrap()];
    let metadata = active["assertions"].as_array().unwrap().iter();
    let metadata = metadata.filter(|a| a["label"] == "cawg.metadata");
    let metadata: Vec<&Value> = metadata.map(|a| &a["data"]).collect();
    assert_eq!(metadata.len(), 1);
    assert_eq!(metadata[0]["dc:creator"], json!(["Nadia Ferrante"]));
    assert_eq!(metadata[0]["photoshop:Credit"], "Nadia Ferrante / The Tide");
    assert_eq!(metadata[0]["dc:rights"], "© The Tide");
    assert_eq!(
        metadata[0]["Iptc4xmpExt:DigitalSourceType"],
        "digitalCapture"
    );
}

#[test]
fn a_rendition_that_is_changed_is_invalid() {
    let newsroom = Newsroom::new("The Tide");
    let mut signed = newsroom.rendition(&plain(), "960.jpg");
    let at = signed.len() - 1000;
    signed[at] ^= 1;

    let found = newsroom.c2pa.read(&signed);

    assert_eq!(found.state, CredentialsState::Invalid);
    assert!(
        found
            .reason
            .unwrap()
            .starts_with("assertion.dataHash.mismatch")
    );
}

#[test]
fn a_manifest_adds_less_than_four_thousand_bytes() {
    let newsroom = Newsroom::new("The Tide");
    let original = plain();
    let spec = dateline_infra::picture::Spec::parse("960.webp", (0.5, 0.5)).unwrap();
    let bare = dateline_infra::picture::render(&original, &spec, &super::credit()).unwrap();

    let signed = newsroom.rendition(&original, "960.webp");

    let added = signed.len() - bare.len();
    assert!(added < 4_000, "{added} bytes");
}

#[test]
fn the_original_s_own_credentials_go_along_with_wide_renditions() {
    let newsroom = Newsroom::new("The Tide");

    for (file, state) in [
        ("adobe-20220124-CA.jpg", CredentialsState::Valid),
        ("adobe-20220124-E-sig-CA.jpg", CredentialsState::Invalid),
    ] {
        let original = material(file);

        let wide = newsroom
            .c2pa
            .read(&newsroom.rendition(&original, "960.jpg"));
        let narrow = newsroom
            .c2pa
            .read(&newsroom.rendition(&original, "640.jpg"));

        assert_eq!(wide.state, CredentialsState::Trusted, "{:?}", wide.problems);
        assert_eq!(wide.manifests, 2);
        assert!(wide.ingredients[0].has_credentials);
        assert_eq!(wide.ingredients[0].state, state, "{file}");
        assert_eq!(narrow.state, CredentialsState::Trusted);
        assert_eq!(narrow.manifests, 1);
        let said = narrow.ingredients[0].description.as_deref().unwrap();
        assert_eq!(
            said.contains("do not hold"),
            state == CredentialsState::Invalid
        );
    }
}

#[test]
fn places_serial_numbers_and_thumbnails_of_the_original_are_not_passed_on() {
    let newsroom = Newsroom::new("The Tide");
    let original = signed_by_camera(&json!([
        created("digitalCapture"),
        { "label": "stds.exif", "kind": "Json", "data": {
            "@context": { "exif": "http://ns.adobe.com/exif/1.0/", "exifEX": "http://cipa.jp/exif/2.32/" },
            "exif:GPSLatitude": "41,53.4567N",
            "exifEX:BodySerialNumber": "SN-7654321",
        } },
        { "label": "org.maker.settings", "data": { "owner": "Nadia at home" } },
    ]));
    let secrets: [&[u8]; 3] = [b"41,53.4567N", b"SN-7654321", b"Nadia at home"];
    assert!(secrets.iter().all(|secret| holds(&original, secret)));

    for name in ["640.jpg", "960.webp", "1600.jpg"] {
        let signed = newsroom.rendition(&original, name);

        for secret in secrets {
            assert!(!holds(&signed, secret), "{name}");
        }
        let found = newsroom.c2pa.read(&signed);
        assert_eq!(
            found.state,
            CredentialsState::Trusted,
            "{:?}",
            found.problems
        );
    }
    let wide = newsroom
        .c2pa
        .read(&newsroom.rendition(&original, "960.webp"));
    assert_eq!(wide.manifests, 2, "what can be passed on is");
    assert_eq!(wide.ingredients[0].state, CredentialsState::Valid);
    assert!(actions(&wide).contains(&"c2pa.redacted"));
}

#[test]
fn credentials_that_cannot_be_freed_of_a_place_are_not_carried() {
    let newsroom = Newsroom::new("The Tide");
    let mut action = created("digitalCapture");
    action["data"]["actions"][0]["parameters"] = json!({ "org.maker.gpsPosition": "41,53.4567N" });
    let original = signed_by_camera(&json!([action]));
    assert!(holds(&original, b"41,53.4567N"));

    let signed = newsroom.rendition(&original, "1600.jpg");

    assert!(!holds(&signed, b"41,53.4567N"));
    let found = newsroom.c2pa.read(&signed);
    assert_eq!(found.state, CredentialsState::Trusted);
    assert_eq!(found.manifests, 1);
}
