//! Opening the house: configuration, folder, database, log.

use crate::cli::Common;
use crate::config::Config;
use anyhow::{Context, Result};
use dateline_db::{Db, DbOptions};
use dateline_web::house::{Clock, House};
use std::path::Path;
use std::time::Duration;

/// Reads the configuration in force.
pub fn configure(common: &Common, over: &[(&str, Option<String>)]) -> Result<Config> {
    let variables: Vec<(String, String)> = std::env::vars()
        .filter(|(name, _)| name.starts_with("DATELINE_"))
        .collect();
    let mut over = over.to_vec();
    over.push(("database.url", common.database_url.clone()));
    Config::load(common.config.as_deref(), &variables, &over)
}

/// Starts logging to standard error.
pub fn start_log(config: &Config) {
    let level = config.text("log.level").unwrap_or_default();
    // The driver's own chatter helps nobody who asked for "info"; what the reader of content
    // credentials says quotes foreign files.
    let level = if level.contains('=') {
        level
    } else {
        format!("{level},sqlx=warn,c2pa=off")
    };
    let filter = tracing_subscriber::EnvFilter::try_new(&level)
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false);
    let _ = if config.text("log.format").as_deref() == Some("json") {
        builder.json().try_init()
    } else {
        builder.with_ansi(false).try_init()
    };
}

/// How the database is reached.
pub fn database(config: &Config, data: &Path) -> DbOptions {
    let mut options = DbOptions::sqlite_file(&data.join("dateline.db"));
    if let Some(url) = config.text("database.url") {
        options.url = url;
    }
    options.connections = u32::try_from(config.number("database.connections")).unwrap_or(8);
    options.wait = Duration::from_secs(5);
    options
}

/// The migration before which editions in a language without messages spoke English without anybody
/// choosing so.
pub const CHOOSING: &str = "0009_translations";

/// Makes the data folder if need be, connects and migrates.
pub async fn open(config: &Config, data: &Path) -> Result<House> {
    std::fs::create_dir_all(data.join("run"))
        .with_context(|| format!("cannot make the data folder {}", data.display()))?;
    dateline_infra::picture::set_memory(
        config.number("pictures.memory").saturating_mul(1024 * 1024),
    );
    crate::decoder::name();
    let options = database(config, data);
    let db = Db::connect(&options).await.with_context(|| {
        format!(
            "cannot open the database {}",
            crate::config::hide_password(&options.url)
        )
    })?;
    let ran = dateline_db::migrate::run(&db)
        .await
        .context("cannot bring the database to this version")?;
    for name in &ran {
        tracing::info!(migration = name, "Ran migration `{name}`");
    }
    let house = House::new(db, data, Clock::System);
    if ran.contains(&CHOOSING) {
        crate::languages::settle(&house, config).await?;
    }
    Ok(house)
}

/// The database of a house that is there already and of this version, to look at; nothing is made.
pub async fn look(config: &Config, data: &Path) -> Result<Option<Db>> {
    let options = database(config, data);
    let is_there = config.text("database.url").is_some() || data.join("dateline.db").is_file();
    if !is_there {
        return Ok(None);
    }
    let address = crate::config::hide_password(&options.url);
    let unseen = |why: &str| {
        let note = format!("the editions were not looked at: the database {address} {why}");
        complain(&anyhow::Error::msg(note));
    };
    let db = match Db::connect(&options).await {
        Ok(db) => db,
        Err(error) => {
            unseen(&format!("cannot be opened: {error}"));
            return Ok(None);
        }
    };
    if dateline_db::migrate::pending(&db).await?.is_empty() {
        return Ok(Some(db));
    }
    unseen("is of an earlier version; `dateline migrate` brings it to this one");
    db.close().await;
    Ok(None)
}

/// Prints lines for the person at the terminal.
pub fn say(text: &str) {
    use std::io::Write;
    // A closed pipe (`dateline story list | head`) is no error of ours.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints an error with its causes on standard error.
pub fn complain(error: &anyhow::Error) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "dateline: {error:#}");
}
