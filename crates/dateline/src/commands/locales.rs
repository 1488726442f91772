//! `dateline locales check`.

use super::check::{report, theme};
use crate::cli::Common;
use crate::house::configure;
use crate::languages;
use anyhow::Result;
use dateline_web::i18n::MessageFiles;
use dateline_web::i18n::check::{Uses, check, check_languages, check_wording, loose_words};
use dateline_web::templates::{Theme, ThemeSource, bundled};
use std::collections::BTreeMap;
use std::process::ExitCode;

pub fn locales(common: &Common) -> Result<ExitCode> {
    let config = configure(common, &[])?;
    let files = languages::files(&config)?;
    let mut themes = vec![theme(common)?];
    for name in bundled::names() {
        themes.push(Theme::load(&ThemeSource::Bundled(name), &BTreeMap::new())?);
    }
    let mut faults = check(&files, &Uses::of_all(&themes));
    faults.extend(check_languages(&MessageFiles::of_staff()));
    for (name, text) in themes.iter().flat_map(Theme::templates) {
        faults.extend(loose_words(name, text));
    }
    let tags = languages::tags(&config);
    for (code, words) in config.editions() {
        let tag = tags.get(code.as_str()).copied().unwrap_or(code);
        faults.extend(check_wording(&files, words, tag));
    }
    faults.sort();
    faults.dedup();
    Ok(report("Locales", &faults))
}
