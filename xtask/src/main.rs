//! The one door for developers: `cargo xtask <command>`.
//!
//! Needs nothing but cargo to start; what a command needs beyond that, it finds or says.

mod app;
mod args;
mod bench;
mod check;
mod demo;
mod dev;
mod needs;
mod postgres;
mod process;
mod release;
mod root;
mod test;
mod tidy;

use args::Args;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  demo [--import FILE] [--listen ADDR] [--data DIR] [--release] [--no-build]
                         build Dateline, start it with the sample newspaper (or with that archive)
  dev [--listen ADDR]    the same on a folder that is kept, rebuilt and restarted when a file changes
  test [FILTER] [--no-install] [--no-browser] [--c2pa]
                         every test on both databases, of the app and in a browser; sets up what they need
  check                  what must hold before a merge: format, lints, docs, tidy, templates, locales, the app
  tidy                   only the tests that read the tree: layers, SQL, sizes, words
  bench NAME [--stories N] [--runs N] [--seconds N] [--postgres] [--no-install] [--no-build] [--print]
                         pages, import, press, pictures, uploads, extract, readers, search, start, newsroom or growth
                         beside its peers; writes bench/RESULTS.md, or only prints;
                         --no-build measures the release build that is there (CARGO_TARGET_DIR says where)
  bench generate --stories N --out FILE
                         a WordPress archive of realistic sizes
  release                the program as it ships, with its size and SHA-256
  setup                  only what `test` sets up, without running a test
";

fn main() -> ExitCode {
    let mut args = Args::from_env();
    let outcome = match args.command().as_deref() {
        Some("demo") => demo::run(args),
        Some("dev") => dev::run(args),
        Some("test") => test::run(args),
        Some("check") => check::run(args),
        Some("tidy") => tidy::run(args),
        Some("bench") => bench::run(args),
        Some("release") => release::run(args),
        Some("setup") => needs::run(args),
        Some("help" | "--help" | "-h") | None => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        Some(other) => Err(anyhow::anyhow!("there is no command `{other}`\n\n{USAGE}")),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
