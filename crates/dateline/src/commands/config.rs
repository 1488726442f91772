//! `dateline config`.

use crate::cli::{Common, Config as Act};
use crate::config::Config as Settings;
use crate::house::{self, configure, say};
use crate::languages;
use anyhow::{Result, bail};
use dateline_web::i18n::check::check_wording;
use std::io::Write;
use std::process::ExitCode;

/// That every edition can be read without gaps: those of the house, if there is one already, and what
/// the configuration says of them in any case.
async fn check_languages(common: &Common, config: &Settings) -> Result<()> {
    let files = languages::files(config)?;
    let catalogue = languages::catalogue(config)?;
    for (code, tag) in languages::tags(config) {
        let words = config.editions().get(code);
        let faults = words.map(|words| check_wording(&files, words, tag));
        if let Some(fault) = faults.unwrap_or_default().first() {
            bail!("{fault}. `dateline locales check` lists all");
        }
    }
    let Some(db) = house::look(config, &common.data).await? else {
        return Ok(());
    };
    let checked = languages::require(&db, config, &catalogue).await;
    db.close().await;
    checked
}

pub fn config(common: &Common, act: &Act) -> Result<ExitCode> {
    match act {
        Act::Check => {
            let config = configure(common, &[])?;
            for (key, value) in config.shown() {
                say(&format!("{key} = {value:?}"));
            }
            for (key, value) in config.shown_themes() {
                say(&format!("{key} = {value:?}"));
            }
            crate::themes::dress(&crate::themes::choice(&config)?)?;
            for (key, value) in config.shown_editions() {
                say(&format!("{key} = {value:?}"));
            }
            super::runtime(1)?.block_on(check_languages(common, &config))?;
            // On standard error, as every message: the values can be piped on.
            let file = common.config.as_ref().map_or_else(
                || "no file".to_owned(),
                |file| format!("the file {}", file.display()),
            );
            let _ = writeln!(
                std::io::stderr(),
                "The configuration is in order: these values are in force, from {file}, the environment and the defaults."
            );
        }
        Act::Schema => say(&serde_json::to_string_pretty(&crate::config::schema())?),
    }
    Ok(ExitCode::SUCCESS)
}
