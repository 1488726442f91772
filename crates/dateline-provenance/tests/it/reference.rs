//! The same verdicts as the reference tool (`c2pa-python`), where it is installed: in the
//! Python that `DATELINE_TEST_C2PA_PYTHON` names, or else `python3`.

use super::{Newsroom, material, plain};
use dateline_core::credentials::CredentialsState;
use dateline_infra::provenance::Provenance;
use std::process::Command;

/// Prints the state of each file, a line each.
const PROGRAM: &str = r#"
import sys, json, c2pa
settings = {"trust": {"user_anchors": open(sys.argv[1]).read()}, "verify": {"remote_manifest_fetch": False}}
context = c2pa.Context(c2pa.Settings.from_dict(settings))
for path in sys.argv[2:]:
    try:
        reader = c2pa.Reader(path, context=context)
        print(str(reader.get_validation_state()).lower())
    except Exception as error:
        print("none" if "ManifestNotFound" in str(error) else "error " + str(error))
"#;

fn python() -> Option<String> {
    let python =
        std::env::var("DATELINE_TEST_C2PA_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let found = Command::new(&python).args(["-c", "import c2pa"]).output();
    found
        .is_ok_and(|found| found.status.success())
        .then_some(python)
}

#[test]
fn the_reference_tool_comes_to_the_same_verdicts() {
    let mut newsroom = Newsroom::new("The Tide");
    let before = newsroom.rendition(&plain(), "960.webp");
    dateline_provenance::HouseKeys::rotate(&newsroom.keys(), "The Tide", super::now()).unwrap();
    newsroom.again();
    let signed = material("adobe-20220124-CA.jpg");
    let mut changed = newsroom.rendition(&plain(), "960.jpg");
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let stranger = Newsroom::new("A stranger").rendition(&plain(), "1600.jpg");
    let files = [
        ("trusted", "before-rotation.webp", before),
        (
            "trusted",
            "narrow.webp",
            newsroom.rendition(&signed, "640.webp"),
        ),
        (
            "trusted",
            "wide.webp",
            newsroom.rendition(&signed, "960.webp"),
        ),
        (
            "trusted",
            "cut.jpg",
            newsroom.rendition(&signed, "1280-40x21.jpg"),
        ),
        (
            "trusted",
            "of-plain.jpg",
            newsroom.rendition(&plain(), "960-1x1.jpg"),
        ),
        (
            "trusted",
            "of-tampered.jpg",
            newsroom.rendition(&material("adobe-20220124-E-sig-CA.jpg"), "960.jpg"),
        ),
        (
            "trusted",
            "of-plain.avif",
            newsroom.rendition(&super::jpeg(96, 64), "640.avif"),
        ),
        ("valid", "stranger.jpg", stranger),
        ("valid", "original.jpg", signed),
        (
            "invalid",
            "tampered.jpg",
            material("adobe-20220124-E-sig-CA.jpg"),
        ),
        ("invalid", "changed.jpg", changed),
        ("none", "plain.jpg", material("adobe-20220124-I.jpg")),
    ];

    for (expected, name, bytes) in &files {
        let found = newsroom.c2pa.read(bytes);
        assert_eq!(
            found.state.as_str(),
            *expected,
            "{name}: {:?}",
            found.problems
        );
        assert_ne!(found.state, CredentialsState::Unchecked);
    }
    let Some(python) = python() else {
        eprintln!(
            "The reference tool is not installed (pip install c2pa-python); only our own reader was asked."
        );
        return;
    };
    let folder = newsroom.folder.path();
    let trust = folder.join("authority.pem");
    let authority = newsroom.shown().authority;
    std::fs::write(&trust, authority.pem).unwrap();
    let mut command = Command::new(python);
    command.arg("-c").arg(PROGRAM).arg(&trust);
    for (_, name, bytes) in &files {
        std::fs::write(folder.join(name), bytes).unwrap();
        command.arg(folder.join(name));
    }
    let output = command.output().unwrap();

    let said = String::from_utf8(output.stdout).unwrap();
    let expected: Vec<String> = files.iter().map(|(e, n, _)| format!("{n} {e}")).collect();
    let said: Vec<String> = files
        .iter()
        .zip(said.lines())
        .map(|((_, n, _), s)| format!("{n} {s}"))
        .collect();
    assert_eq!(
        said,
        expected,
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
