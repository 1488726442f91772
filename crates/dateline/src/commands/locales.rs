//! `dateline locales check`.

use super::check::{report, theme};
use crate::cli::Common;
use crate::house::configure;
use crate::languages;
use anyhow::Result;
use dateline_web::i18n::check::{Uses, check, check_wording, loose_words};
use std::process::ExitCode;

pub fn locales(common: &Common) -> Result<ExitCode> {
    let config = configure(common, &[])?;
    let files = languages::files(&config)?;
    let theme = theme(common)?;
    let mut faults = check(&files, &Uses::of(&theme));
    let templates = theme.templates();
    faults.extend(templates.flat_map(|(name, text)| loose_words(name, text)));
    let tags = languages::tags(&config);
    for (code, words) in config.editions() {
        let tag = tags.get(code.as_str()).copied().unwrap_or(code);
        faults.extend(check_wording(&files, words, tag));
    }
    faults.sort();
    faults.dedup();
    Ok(report("Locales", &faults))
}
