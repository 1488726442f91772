//! `dateline config`.

use crate::cli::{Common, Config as Act};
use crate::house::{configure, say};
use anyhow::Result;
use std::process::ExitCode;

pub fn config(common: &Common, act: &Act) -> Result<ExitCode> {
    match act {
        Act::Check => {
            for (key, value) in configure(common, &[])?.shown() {
                say(&format!("{key} = {value:?}"));
            }
        }
        Act::Schema => say(&serde_json::to_string_pretty(&crate::config::schema())?),
    }
    Ok(ExitCode::SUCCESS)
}
