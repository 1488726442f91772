use super::{Newsroom, now, plain};
use dateline_core::credentials::CredentialsState;
use dateline_infra::provenance::Provenance;
use dateline_provenance::{C2pa, HouseKeys, KeyError};
use std::os::unix::fs::PermissionsExt;

#[test]
fn keys_are_made_once_for_their_owner_s_eyes_only() {
    let mut newsroom = Newsroom::new("The Tide");
    let first = newsroom.shown();

    newsroom.again();

    let shown = newsroom.shown();
    assert_eq!(shown.signing, first.signing);
    assert_eq!(shown.authority.name, "The Tide Root");
    assert!(shown.authority.is_authority && !shown.signing.is_authority);
    assert_eq!(shown.signing.issuer, shown.authority.name);
    assert!(shown.exposed.is_empty());
    for file in ["signing.pem", "authority.pem"] {
        let mode = std::fs::metadata(newsroom.keys().join(file))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let mode = std::fs::metadata(newsroom.keys())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
    for certificate in [&shown.authority, &shown.signing] {
        assert!(!certificate.pem.contains("PRIVATE"));
    }
}

#[test]
fn a_key_others_can_read_is_named() {
    let newsroom = Newsroom::new("The Tide");
    let path = newsroom.keys().join("signing.pem");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();

    assert_eq!(newsroom.shown().exposed, [path]);
}

#[test]
fn what_was_signed_before_a_rotation_stays_trusted() {
    let mut newsroom = Newsroom::new("The Tide");
    let before = newsroom.rendition(&plain(), "960.jpg");
    let (first, mark) = (newsroom.shown(), newsroom.c2pa.mark());

    HouseKeys::rotate(&newsroom.keys(), "The Tide", now()).unwrap();
    newsroom.again();

    let shown = newsroom.shown();
    assert_eq!(shown.authority, first.authority);
    assert_ne!(shown.signing.fingerprint, first.signing.fingerprint);
    assert_eq!(shown.old, [first.signing]);
    assert_ne!(newsroom.c2pa.mark(), mark);
    let after = newsroom.rendition(&plain(), "960.jpg");
    for signed in [before, after] {
        assert_eq!(newsroom.c2pa.read(&signed).state, CredentialsState::Trusted);
    }
}

#[test]
fn what_a_former_authority_vouched_for_stays_trusted() {
    let mut newsroom = Newsroom::new("The Tide");
    let before = newsroom.rendition(&plain(), "960.jpg");
    let first = newsroom.shown();

    HouseKeys::rotate_authority(&newsroom.keys(), "The Tide", now()).unwrap();
    newsroom.again();

    let shown = newsroom.shown();
    assert_ne!(shown.authority.fingerprint, first.authority.fingerprint);
    assert_eq!(shown.old.len(), 2);
    let after = newsroom.rendition(&plain(), "960.jpg");
    for signed in [before, after] {
        assert_eq!(newsroom.c2pa.read(&signed).state, CredentialsState::Trusted);
    }
}

#[test]
fn a_damaged_key_is_refused_with_its_file() {
    let newsroom = Newsroom::new("The Tide");
    std::fs::write(newsroom.keys().join("signing.pem"), "nothing").unwrap();

    let Err(error) = HouseKeys::open(&newsroom.keys(), "The Tide", now()) else {
        panic!("it was taken");
    };

    assert!(matches!(error, KeyError::Damaged { .. }), "{error}");
    assert!(error.to_string().contains("signing.pem"), "{error}");
}

#[test]
fn many_processes_that_start_at_once_share_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("credentials");

    let marks: Vec<String> = std::thread::scope(|scope| {
        let open = || HouseKeys::open(&path, "The Tide", now()).unwrap();
        let started: Vec<_> = (0..8)
            .map(|_| scope.spawn(move || C2pa::new(open()).unwrap().mark().unwrap()))
            .collect();
        started.into_iter().map(|one| one.join().unwrap()).collect()
    });

    assert!(marks.windows(2).all(|pair| pair[0] == pair[1]), "{marks:?}");
}

#[test]
fn a_name_of_any_script_and_length_makes_a_certificate() {
    for name in [
        "",
        "الجريدة",
        "Газета о приливах и отливах, выходящая по утрам в порту",
        "a\nb",
    ] {
        let newsroom = Newsroom::new(name);
        let signed = newsroom.rendition(&plain(), "960.jpg");

        let found = newsroom.c2pa.read(&signed);

        assert_eq!(
            found.state,
            CredentialsState::Trusted,
            "{name:?}: {:?}",
            found.problems
        );
    }
}
