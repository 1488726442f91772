//! Strings that broke other programs, read from the shared test data.

use std::path::PathBuf;
use std::sync::LazyLock;

fn read(name: &str) -> String {
    let root = std::env::var_os("DATELINE_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = root.join("hostile").join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|e| {
        panic!(
            "{} is missing ({e}): set DATELINE_TEST_DATA to the folder of test data",
            path.display()
        )
    });
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The lines of a list.
pub fn lines(name: &str) -> Vec<String> {
    read(name)
        .lines()
        .filter(|l| !l.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The list of naughty strings.
pub fn naughty() -> Vec<String> {
    serde_json::from_str(&read("naughty-strings.json")).unwrap()
}

/// Every hostile string there is.
pub static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut all = naughty();
    for name in [
        "IntrudersXSS.txt",
        "JHADDIX_XSS.txt",
        "MarioXSSVectors.txt",
        "XSS_Polyglots.txt",
        "SQLi_Polyglots.txt",
        "directory_traversal.txt",
        "openredirects.txt",
    ] {
        all.extend(lines(name));
    }
    all.extend(
        lines("0xcela_event_handlers.txt")
            .into_iter()
            .map(|on| format!("\" {on}=alert(1) x=\"")),
    );
    assert!(all.len() > 1_000, "the lists are cut short");
    all
});
