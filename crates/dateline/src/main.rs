//! Dateline: a whole news house in one program.

mod cdn;
mod cli;
mod commands;
mod config;
mod house;
mod sample;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) => {
            house::complain(&error);
            ExitCode::FAILURE
        }
    }
}
