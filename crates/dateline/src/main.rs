//! Dateline: a whole news house in one program.

mod accounts;
mod cdn;
mod cli;
mod commands;
mod config;
mod credentials;
mod decoder;
mod house;
mod languages;
mod newsroom;
mod sample;
mod themes;

use clap::Parser;
use std::process::ExitCode;

/// Gives back what pages of many sizes leave behind, where the system's own keeps two thirds of it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    if let Some(ended) = decoder::decode_if_asked() {
        return ended;
    }
    let cli = cli::Cli::parse();
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) => {
            house::complain(&error);
            ExitCode::FAILURE
        }
    }
}
