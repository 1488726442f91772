//! Which themes the configuration names, and how a server is dressed with them.

use crate::config::Config;
use anyhow::{Result, bail};
use dateline_site::site::Site;
use dateline_site::theme::{self, change, note_fault};
use dateline_web::templates::{
    LiveTemplates, TemplateError, Templates, ThemeChoice, ThemeError, ThemeSet, ThemeSource,
};
use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// What the configuration says; a theme that is not there is the error.
pub fn choice(config: &Config) -> Result<ThemeChoice> {
    let mut choice = ThemeChoice {
        values: config.theme_values().clone(),
        ..ThemeChoice::default()
    };
    if let Some(theme) = config.text("site.theme") {
        choice.site = ThemeSource::parse(&theme)?;
    }
    for (edition, theme) in config.edition_themes() {
        let source = ThemeSource::parse(theme)
            .map_err(|e| anyhow::anyhow!("editions.{edition}.theme: {e}"))?;
        choice.editions.insert(edition.clone(), source);
    }
    Ok(choice)
}

/// The themes a server begins with, and why not those of the choice. What the configuration says wrong
/// stops it; a theme that broke since must not: readers get the bundled one.
pub fn dress(choice: &ThemeChoice) -> Result<(LiveTemplates, Option<ThemeError>)> {
    match choice.load() {
        Ok(set) => Ok((LiveTemplates::of(set), None)),
        Err(error @ (ThemeError::Setting(_) | ThemeError::Unknown { .. })) => Err(error.into()),
        Err(error) => {
            let spare = Templates::embedded().map_err(|e| anyhow::anyhow!("template {e}"))?;
            Ok((LiveTemplates::of(ThemeSet::of_one(spare)), Some(error)))
        }
    }
}

/// Tells the log that the server is dressed in the bundled theme, and why.
pub fn confess(site: &Arc<Site>, error: &ThemeError) {
    tracing::error!("The theme cannot be used, readers get the bundled one: {error}");
    let error = match error {
        ThemeError::Template(error) => error.clone(),
        other => {
            let (file, line, detail) = other.parts();
            TemplateError {
                file,
                line,
                detail,
                ..TemplateError::default()
            }
        }
    };
    note_fault(site, &error, "");
}

/// Reads the themes anew whenever the process is sent SIGHUP.
pub async fn reread_on_hangup(
    site: Arc<Site>,
    choice: ThemeChoice,
    mut stop: watch::Receiver<bool>,
) {
    let Ok(mut hangup) = signal(SignalKind::hangup()) else {
        tracing::warn!("SIGHUP cannot be listened for; POST /-/theme reads the themes anew");
        return;
    };
    loop {
        tokio::select! {
            _ = hangup.recv() => {}
            _ = stop.changed() => return,
        }
        // The answer is in the log.
        drop(reread(&site, &choice).await);
    }
}

/// Reads the themes anew and says what came of it.
pub async fn reread(site: &Arc<Site>, choice: &ThemeChoice) -> Result<String, String> {
    match change(site, choice).await {
        Ok(done) => {
            let themes = done.themes.join(", ");
            tracing::info!(pages = done.pages, "The themes were read anew: {themes}");
            Ok(format!(
                "In use: {themes}. Rehearsed with every sample and {} pages.\n",
                done.pages
            ))
        }
        Err(refused) => {
            let all: Vec<String> = refused.0.iter().map(ToString::to_string).collect();
            tracing::error!("The themes stay as they were: {}", all.join("; "));
            Err(format!("The themes stay as they were.\n{refused}"))
        }
    }
}

/// Refuses to show work in progress to anybody but this machine.
pub fn require_loopback(address: SocketAddr) -> Result<()> {
    if address.ip().is_loopback() {
        return Ok(());
    }
    bail!(
        "--dev shows what is being worked on and listens only on this machine, not on {address}; use --listen 127.0.0.1:8080"
    )
}

/// The themes in use and what is wrong with them, for operators.
pub fn told(site: &Site) -> String {
    let set = site.templates.set();
    let about = |templates: &Templates| {
        let manifest = templates.theme().manifest();
        format!(
            "{} {} ({})",
            manifest.name,
            manifest.version,
            templates.theme().source()
        )
    };
    let mut out = format!("The site wears {}.\n", about(set.site()));
    for (edition, templates) in set.editions() {
        let _ = writeln!(out, "The edition {edition} wears {}.", about(templates));
    }
    let faults = site.templates.faults().list();
    if faults.is_empty() {
        out.push_str("No fault was met since they were read.\n");
    }
    for fault in faults {
        let page = if fault.page.is_empty() {
            "when it was read".to_owned()
        } else {
            format!("on {}", fault.page)
        };
        let _ = writeln!(
            out,
            "\n{fault}met {} times, last {page} at {:.0}",
            fault.times, fault.last_at
        );
    }
    out
}

/// What is wrong with the themes of the configuration, and what running servers met: for `doctor`.
pub fn doubts(config: &Config, data: &std::path::Path) -> Vec<(String, Option<&'static str>)> {
    const ADVICE: &str = "Mend it, then dateline templates check, then send the server SIGHUP.";
    let mut doubts = Vec::new();
    let loaded = choice(config).and_then(|choice| Ok(choice.load()?));
    match loaded {
        Err(error) => doubts.push((format!("The theme cannot be used: {error}."), Some(ADVICE))),
        Ok(set) => {
            let all = set.all();
            let names: Vec<&str> = all
                .iter()
                .map(|t| t.theme().manifest().name.as_str())
                .collect();
            doubts.push((
                format!("The theme can be used: {}.", names.join(", ")),
                None,
            ));
        }
    }
    let left = theme::word_left(data).into_iter().take(10);
    doubts.extend(left.map(|(place, times, what)| {
        let met = if times == 1 { "once".to_owned() } else { format!("{times} times") };
        (format!("{place}: {what} (met {met} by a running server; readers get the last good page or the bundled theme)."), Some(ADVICE))
    }));
    doubts
}
