use super::{Newsroom, created, material, plain, signed_by_camera};
use dateline_core::credentials::{AiUse, CredentialsState};
use dateline_infra::provenance::Provenance;
use serde_json::json;

#[test]
fn an_original_signed_by_a_stranger_is_valid_and_not_trusted() {
    let newsroom = Newsroom::new("The Tide");

    let found = newsroom.c2pa.read(&material("adobe-20220124-CA.jpg"));

    assert_eq!(found.state, CredentialsState::Valid);
    let reason = found.reason.unwrap();
    assert!(
        reason.starts_with("signingCredential.untrusted"),
        "{reason}"
    );
    assert_eq!(found.signed_by.as_deref(), Some("C2PA Signer"));
    assert_eq!(
        found.organisation.as_deref(),
        Some("C2PA Test Signing Cert")
    );
    assert!(found.tool.unwrap().starts_with("make_test_images"));
    let actions: Vec<&str> = found.actions.iter().map(|a| a.action.as_str()).collect();
    assert_eq!(actions, ["c2pa.opened", "c2pa.color_adjustments"]);
    assert_eq!(found.ingredients[0].title.as_deref(), Some("A.jpg"));
    assert_eq!(found.ai, AiUse::NotStated);
}

#[test]
fn an_original_whose_signature_was_tampered_with_is_invalid() {
    let newsroom = Newsroom::new("The Tide");

    let found = newsroom.c2pa.read(&material("adobe-20220124-E-sig-CA.jpg"));

    assert_eq!(found.state, CredentialsState::Invalid);
    let reason = found.reason.unwrap();
    assert!(reason.starts_with("claimSignature.mismatch"), "{reason}");
}

#[test]
fn an_original_without_credentials_has_none() {
    let newsroom = Newsroom::new("The Tide");

    for bytes in [material("adobe-20220124-I.jpg"), plain()] {
        assert_eq!(newsroom.c2pa.read(&bytes).state, CredentialsState::None);
    }
}

#[test]
fn an_original_made_by_a_model_says_so() {
    let newsroom = Newsroom::new("The Tide");

    for (source_type, ai) in [
        ("trainedAlgorithmicMedia", AiUse::Whole),
        ("compositeWithTrainedAlgorithmicMedia", AiUse::Part),
        ("digitalCapture", AiUse::NotStated),
    ] {
        let original = signed_by_camera(&json!([created(source_type)]));

        let found = newsroom.c2pa.read(&original);

        assert_eq!(found.state, CredentialsState::Valid, "{:?}", found.problems);
        assert_eq!(found.ai, ai, "{source_type}");
        // Renditions inherit it, whether they carry the original's credentials or not.
        let wide = newsroom
            .c2pa
            .read(&newsroom.rendition(&original, "960.webp"));
        assert_eq!(wide.ai, ai, "{source_type}");
    }
}

#[test]
fn an_authority_the_newsroom_names_is_trusted() {
    let agency = Newsroom::new("An agency");
    let mut newsroom = Newsroom::new("The Tide");
    let from_agency = agency.rendition(&plain(), "960.jpg");
    assert_eq!(
        newsroom.c2pa.read(&from_agency).state,
        CredentialsState::Valid
    );

    let authority = agency.shown().authority;
    std::fs::write(newsroom.keys().join("trusted/agency.pem"), authority.pem).unwrap();
    newsroom.again();

    let found = newsroom.c2pa.read(&from_agency);
    assert_eq!(found.state, CredentialsState::Trusted);
    assert_eq!(found.signed_by.as_deref(), Some("An agency"));
}
