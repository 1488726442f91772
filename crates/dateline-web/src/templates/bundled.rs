//! The themes the program carries: each folder of `themes/` that has a `theme.toml`.

use super::folder::Files;
use super::manifest::MANIFEST;
use bytes::Bytes;
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::path::PathBuf;

/// What every other theme is laid over.
pub const DEFAULT: &str = "default";

#[derive(RustEmbed)]
#[folder = "../../themes/"]
struct Embedded;

/// Their names, in order.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = Embedded::iter()
        .filter_map(|path| Some(path.strip_suffix(MANIFEST)?.strip_suffix('/')?.to_owned()))
        .filter(|name| !name.contains('/'))
        .collect();
    names.sort();
    names
}

/// The files of one of them.
pub(super) fn files(name: &str) -> Files {
    let prefix = format!("{name}/");
    let file = |path: Cow<'static, str>| {
        let data = Embedded::get(&path)?.data;
        let own = path.strip_prefix(&prefix)?.to_owned();
        Some((
            own,
            match data {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => Bytes::from(bytes),
            },
        ))
    };
    Embedded::iter()
        .filter(|path| path.starts_with(&prefix))
        .filter_map(file)
        .collect()
}

/// Where its files are while it is worked on: builds for development read them from the checkout each
/// time, so that a saved file shows at once. `None` in a release.
pub(super) fn checkout(name: &str) -> Option<PathBuf> {
    let themes = concat!(env!("CARGO_MANIFEST_DIR"), "/../../themes");
    let folder = PathBuf::from(themes).join(name);
    (cfg!(debug_assertions) && folder.is_dir()).then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_theme_has_a_name_and_files() {
        let names = names();

        assert!(names.contains(&DEFAULT.to_owned()), "{names:?}");
        for name in names {
            assert!(files(&name).contains_key(MANIFEST), "{name}");
        }
    }
}
