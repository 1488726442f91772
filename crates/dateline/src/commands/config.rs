//! `dateline config`.

use crate::cli::{Common, Config as Act};
use crate::house::{configure, say};
use anyhow::Result;
use std::io::Write;
use std::process::ExitCode;

pub fn config(common: &Common, act: &Act) -> Result<ExitCode> {
    match act {
        Act::Check => {
            for (key, value) in configure(common, &[])?.shown() {
                say(&format!("{key} = {value:?}"));
            }
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
