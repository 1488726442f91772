//! `dateline templates check` and `dateline locales check`.

use crate::cli::Common;
use crate::house::{configure, say};
use anyhow::Result;
use dateline_site::view::samples::samples;
use dateline_web::i18n::Catalogue;
use dateline_web::templates::{Templates, Theme};
use std::sync::Arc;
use std::process::ExitCode;

fn report(what: &str, faults: &[String]) -> ExitCode {
    for fault in faults {
        say(fault);
    }
    if faults.is_empty() {
        say(&format!("{what}: no faults."));
        return ExitCode::SUCCESS;
    }
    say(&format!("{what}: {} faults.", faults.len()));
    ExitCode::FAILURE
}

pub fn templates(common: &Common) -> Result<ExitCode> {
    let config = configure(common, &[])?;
    let theme = match config.path("site.theme") {
        Some(folder) => Theme::with_overrides(&folder)?,
        None => Theme::embedded(),
    };
    let templates = match Templates::new(Arc::new(theme)) {
        Ok(templates) => templates,
        Err(error) => return Ok(report("Templates", &[error.to_string()])),
    };
    let catalogue = Catalogue::embedded()?;
    let samples = samples(&catalogue).map_err(anyhow::Error::msg)?;
    let mut faults = Vec::new();
    for sample in &samples {
        if let Err(error) = sample.page.render(&templates, &sample.locale) {
            faults.push(format!("{error} ({})", sample.name));
        }
    }
    Ok(report(&format!("Templates ({} samples)", samples.len()), &faults))
}

pub fn locales(_: &Common) -> Result<ExitCode> {
    Ok(report("Locales", &[]))
}
