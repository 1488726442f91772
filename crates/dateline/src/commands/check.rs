//! `dateline templates check`.

use crate::cli::Common;
use crate::house::{configure, say};
use crate::languages;
use anyhow::Result;
use dateline_site::view;
use dateline_web::i18n::Catalogue;
use dateline_web::i18n::check::Fault;
use dateline_web::templates::{Templates, Theme};
use std::process::ExitCode;
use std::sync::Arc;

/// Prints the faults; how the command ends.
pub(super) fn report(what: &str, faults: &[Fault]) -> ExitCode {
    for fault in faults {
        say(&fault.to_string());
    }
    if faults.is_empty() {
        say(&format!("{what}: no faults."));
        return ExitCode::SUCCESS;
    }
    say(&format!("{what}: {} faults.", faults.len()));
    ExitCode::FAILURE
}

/// The theme in use.
pub(super) fn theme(common: &Common) -> Result<Theme> {
    let config = configure(common, &[])?;
    Ok(match config.path("site.theme") {
        Some(folder) => Theme::with_overrides(&folder)?,
        None => Theme::embedded(),
    })
}

pub fn templates(common: &Common) -> Result<ExitCode> {
    let theme = Arc::new(theme(common)?);
    let manifest = theme.manifest();
    if !manifest.name.is_empty() {
        say(&format!(
            "{} {}, {}",
            manifest.name, manifest.version, manifest.licence
        ));
    }
    let faults = match Templates::new(theme) {
        Ok(templates) => view::check::check(&templates, &every_language(common)?),
        Err(e) => vec![Fault {
            file: e.template,
            line: e.line,
            what: e.detail,
        }],
    };
    Ok(report("Templates", &faults))
}

/// All messages, those for tests of the layout too.
fn every_language(common: &Common) -> Result<Catalogue> {
    let config = configure(common, &[])?;
    let files = languages::files(&config)?.with_pseudo();
    Ok(Catalogue::new(files, config.editions().clone())?)
}
