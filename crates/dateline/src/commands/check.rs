//! `dateline templates`.

use crate::cli::{Common, Templates as Act};
use crate::house::{configure, say};
use crate::{languages, themes};
use anyhow::Result;
use dateline_site::view;
use dateline_web::i18n::Catalogue;
use dateline_web::i18n::check::Fault;
use dateline_web::templates::{
    Setting, Templates, Theme, ThemeChoice, ThemeError, ThemeSource, bundled,
};
use std::collections::BTreeSet;
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
    let choice = themes::choice(&configure(common, &[])?)?;
    Ok(Theme::load(&choice.site, &choice.values)?)
}

pub fn templates(common: &Common, act: &Act) -> Result<ExitCode> {
    let config = configure(common, &[])?;
    let choice = themes::choice(&config)?;
    match act {
        Act::List => list(&choice),
        Act::Check { themes } => check(common, &choice, themes),
    }
}

/// The bundled themes and those of a choice.
fn known(choice: &ThemeChoice) -> BTreeSet<ThemeSource> {
    let bundled = bundled::names().into_iter().map(ThemeSource::Bundled);
    bundled.chain(choice.sources().cloned()).collect()
}

fn check(common: &Common, choice: &ThemeChoice, named: &[String]) -> Result<ExitCode> {
    let sources: BTreeSet<ThemeSource> = if named.is_empty() {
        known(choice)
    } else {
        let parsed = named.iter().map(|name| ThemeSource::parse(name));
        parsed.collect::<Result<_, _>>()?
    };
    let catalogue = every_language(common)?;
    let mut faults = Vec::new();
    for source in &sources {
        let found = faults_of(source, choice, &catalogue, &mut faults);
        if let Err(error) = found {
            let (file, line, what) = error.parts();
            faults.push(Fault { file, line, what });
        }
    }
    // What is wrong with a parent is wrong with each of its children: once is enough.
    faults.sort();
    faults.dedup();
    if named.is_empty()
        && let Err(error) = choice.load()
    {
        let (file, line, what) = error.parts();
        let fault = Fault { file, line, what };
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    Ok(report("Templates", &faults))
}

fn faults_of(
    source: &ThemeSource,
    choice: &ThemeChoice,
    catalogue: &Catalogue,
    faults: &mut Vec<Fault>,
) -> Result<(), ThemeError> {
    let theme = Arc::new(Theme::load(source, &choice.values)?);
    let manifest = theme.manifest();
    say(&format!(
        "{} {}, {} ({source})",
        manifest.name, manifest.version, manifest.licence
    ));
    let found = view::check::check(&Templates::new(Arc::clone(&theme))?, catalogue);
    // What fails anyway fails with every setting.
    if found.is_empty() {
        faults.extend(faults_of_settings(&theme, choice, catalogue)?);
    }
    faults.extend(found);
    Ok(())
}

/// What cannot be made once something else is set.
fn faults_of_settings(
    theme: &Theme,
    choice: &ThemeChoice,
    catalogue: &Catalogue,
) -> Result<Vec<Fault>, ThemeError> {
    let mut faults = Vec::new();
    for (name, setting) in theme.settings() {
        for value in setting.others(&theme.values()[name]) {
            let mut values = choice.values.clone();
            values.insert(name.clone(), value.clone());
            let other = Theme::load(theme.source(), &values)?;
            let failed = view::check::failures(&Templates::new(Arc::new(other))?, catalogue);
            faults.extend(failed.into_iter().map(|fault| Fault {
                what: format!("{}, with {name} = {value:?}", fault.what),
                ..fault
            }));
        }
    }
    Ok(faults)
}

fn list(choice: &ThemeChoice) -> Result<ExitCode> {
    for source in known(choice) {
        let theme = Theme::load(&source, &choice.values)?;
        let manifest = theme.manifest();
        let is_used = choice.sources().any(|used| *used == source);
        let mark = if is_used { ", in use" } else { "" };
        say(&format!(
            "{source}: {} {}, by {}{mark}",
            manifest.name, manifest.version, manifest.author
        ));
        for (name, setting) in theme.settings() {
            let Setting { about, .. } = setting;
            let value = &theme.values()[name];
            say(&format!(
                "    {name} = {value}: {about} Takes {}.",
                setting.takes()
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// All messages, those for tests of the layout too.
fn every_language(common: &Common) -> Result<Catalogue> {
    let config = configure(common, &[])?;
    let files = languages::files(&config)?.with_pseudo();
    Ok(Catalogue::new(files, config.editions().clone())?)
}
