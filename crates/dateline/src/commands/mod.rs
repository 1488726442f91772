//! One module a command.

mod backup;
mod backup_keys;
mod check;
mod config;
mod credentials;
mod demo;
mod doctor;
mod export;
mod import;
mod locales;
mod operator;
mod picture;
mod picture_credentials;
mod picture_desk;
mod reindex;
mod reports;
mod serve;
mod staff;
mod story;
mod token;
mod translations;

use crate::cli::{Cli, Command, Common};
use crate::house;
use anyhow::Result;
use std::future::Future;
use std::process::ExitCode;

/// Runs a command to its end.
pub fn run(cli: Cli) -> Result<ExitCode> {
    let common = cli.common;
    match cli.command {
        Command::Serve(args) => serve::serve(&common, &args),
        Command::Demo(args) => demo::demo(&common, &args),
        Command::Work => serve::work(&common),
        Command::Migrate => with_house(&common, migrate),
        Command::Doctor { retry_dead, json } => {
            let config = house::configure(&common, &[])?;
            with_house(&common, async move |h| {
                doctor::doctor(&h, &config, retry_dead, json).await
            })
        }
        Command::Import(what) => import::import(&common, what),
        Command::Export { to } => with_house(&common, async move |h| export::export(&h, &to).await),
        Command::Story(act) => with_house(&common, async move |h| story::story(&h, act).await),
        Command::Reports(act) => {
            with_house(&common, async move |h| reports::reports(&h, act).await)
        }
        Command::Picture(act) => {
            with_house(&common, async move |h| picture::picture(&h, act).await)
        }
        Command::Credentials(act) => {
            let config = house::configure(&common, &[])?;
            with_house(&common, async move |h| {
                credentials::credentials(&h, &config, act).await
            })
        }
        Command::Translations(act) => with_house(&common, async move |h| {
            translations::translations(&h, act).await
        }),
        Command::Press => with_house(&common, press),
        Command::Reindex => with_house(&common, reindex::reindex),
        Command::Templates(act) => check::templates(&common, &act),
        Command::Locales(_) => locales::locales(&common),
        Command::Staff(act) => with_house(&common, async move |h| staff::staff(&h, act).await),
        Command::Token(act) => with_house(&common, async move |h| token::token(&h, act).await),
        Command::Backup { to } => with_house(&common, async move |h| backup::backup(&h, &to).await),
        Command::Restore { from } => backup::restore(&common, &from),
        Command::Config(act) => config::config(&common, &act),
    }
}

/// Opens the house, runs, closes it.
fn with_house<F, R>(common: &Common, act: F) -> Result<ExitCode>
where
    F: FnOnce(dateline_web::house::House) -> R,
    R: Future<Output = Result<ExitCode>>,
{
    let config = house::configure(common, &[])?;
    house::start_log(&config);
    runtime(2)?.block_on(async {
        let house = house::open(&config, &common.data).await?;
        crate::credentials::attach_reader(&house);
        let db = house.db().clone();
        let done = act(house).await;
        db.close().await;
        done
    })
}

/// A runtime with as many workers as asked for.
fn runtime(workers: usize) -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .worker_threads(workers.max(1))
        .enable_all()
        .build()?)
}

async fn migrate(_: dateline_web::house::House) -> Result<ExitCode> {
    house::say("The database is at this version.");
    Ok(ExitCode::SUCCESS)
}

async fn press(house: dateline_web::house::House) -> Result<ExitCode> {
    let count = dateline_newsroom::press::press_all(&house, &|done| {
        tracing::info!(done, "Pressed {done} stories");
    })
    .await?;
    house::say(&format!("Pressed {count} stories and pages anew."));
    Ok(ExitCode::SUCCESS)
}
