use super::{Newsroom, material};
use dateline_core::credentials::CredentialsState;
use dateline_infra::provenance::Provenance;
use std::time::{Duration, Instant};

/// Numbers that look random and are the same each time.
fn numbers() -> impl FnMut(usize) -> usize {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    }
}

#[test]
fn damaged_manifests_are_never_trusted_and_never_break_the_program() {
    let newsroom = Newsroom::new("The Tide");
    let whole = material("adobe-20220124-CA.jpg");
    let start = whole.windows(4).position(|w| w == b"jumb").unwrap();
    let mut number = numbers();
    let rounds = std::env::var("DATELINE_TEST_ROUNDS").map_or(40, |n| n.parse().unwrap());

    for round in 0..rounds {
        let mut bytes = whole.clone();
        for _ in 0..=number(8) {
            // Most of what a parser reads stands at the beginning of the manifests.
            let reach = if round % 2 == 0 { 2_000 } else { 60_000 };
            let at = (start + number(reach)).min(bytes.len() - 1);
            bytes[at] = u8::try_from(number(256)).unwrap();
        }
        if round % 5 == 0 {
            bytes.truncate(start + number(60_000));
        }
        let began = Instant::now();

        let found = newsroom.c2pa.read(&bytes);

        assert_ne!(found.state, CredentialsState::Trusted);
        assert!(began.elapsed() < Duration::from_secs(15), "round {round}");
    }
}

#[test]
fn a_manifest_whose_boxes_nest_without_end_is_refused() {
    let newsroom = Newsroom::new("The Tide");
    let mut nested: Vec<u8> = Vec::new();
    for _ in 0..2_000 {
        // A superbox: length, name, then its description and what is nested in it.
        let describe = [
            &[0, 0, 0, 0x1e][..],
            b"jumdc2pa",
            &[0; 16],
            &[3],
            b"c2p",
            &[0],
        ]
        .concat();
        let length = u32::try_from(8 + describe.len() + nested.len()).unwrap();
        nested = [&length.to_be_bytes()[..], b"jumb", &describe, &nested].concat();
    }
    let mut jpeg = vec![0xff, 0xd8];
    let segment = [
        &[0xff, 0xeb, 0, 0][..],
        b"JP\0\x01\0\0\0\x01",
        &nested[..60_000],
    ]
    .concat();
    jpeg.extend(&segment);
    let length = u16::try_from(segment.len() - 2).unwrap();
    jpeg[4..6].copy_from_slice(&length.to_be_bytes());
    jpeg.extend([0xff, 0xd9]);

    let found = newsroom.c2pa.read(&jpeg);

    assert!(
        !matches!(
            found.state,
            CredentialsState::Valid | CredentialsState::Trusted
        ),
        "{found:?}"
    );
}

#[test]
fn manifests_kept_elsewhere_are_not_fetched() {
    let newsroom = Newsroom::new("The Tide");
    let settings =
        c2pa::Settings::new().with_json(r#"{"builder":{"thumbnail":{"enabled":false}}}"#);
    let context = c2pa::Context::new()
        .with_settings(settings.unwrap())
        .unwrap();
    let definition = serde_json::json!({
        "claim_version": 2,
        "format": "image/jpeg",
        "assertions": [super::created("digitalCapture")],
    });
    let mut builder = c2pa::Builder::from_context(context)
        .with_definition(definition)
        .unwrap();
    builder.set_remote_url("http://127.0.0.1:9/manifest.c2pa");
    builder.set_no_embed(true);
    let signer = c2pa::EphemeralSigner::new("camera.example").unwrap();
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut plain = std::io::Cursor::new(super::plain());
    builder
        .sign(&signer, "image/jpeg", &mut plain, &mut bytes)
        .unwrap();

    let found = newsroom.c2pa.read(&bytes.into_inner());

    assert_eq!(found.state, CredentialsState::Unchecked);
    assert!(found.reason.unwrap().contains("not fetched"));
}

#[test]
fn what_is_no_picture_has_nothing_to_read() {
    let newsroom = Newsroom::new("The Tide");

    for bytes in [&b""[..], b"<html>", &[0xff, 0xd8], &[0xff; 4096]] {
        let found = newsroom.c2pa.read(bytes);

        assert!(!found.is_shown(), "{found:?}");
    }
}
