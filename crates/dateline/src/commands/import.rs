//! `dateline import`.

use super::runtime;
use crate::cli::{Common, Import, ImportOptions};
use crate::house::{self, say};
use anyhow::{Context, Result, bail};
use dateline_core::edition::EditionCode;
use dateline_infra::fetch::Policy;
use dateline_newsroom::import::{self, Options, Permalinks, Phase, Progress, Source};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::process::ExitCode;
use std::sync::Mutex;

/// Imports an archive; exit status 0 only if everything was kept or listed.
pub fn import(common: &Common, what: Import) -> Result<ExitCode> {
    let config = house::configure(common, &[])?;
    house::start_log(&config);
    let (source, options) = match what {
        Import::Wordpress { files, options } => (Source::WordPress(files), options),
        Import::Ghost {
            file,
            redirects,
            site_url,
            options,
        } => (
            Source::Ghost {
                export: file,
                redirects,
                site_url,
            },
            options,
        ),
    };
    let made = Options {
        edition: options.edition.as_deref().map(edition).transpose()?,
        time_zone: options.time_zone.clone(),
        media: options.media.clone(),
        dry_run: options.dry_run,
        fetch: config.is_on("import.fetch") && !options.no_fetch && !options.dry_run,
        permalinks: if options.keep_addresses {
            Permalinks::Keep
        } else {
            Permalinks::House
        },
        policy: Policy {
            hosts: options.allow_host.clone(),
            ..Policy::default()
        },
        ..Options::default()
    };
    runtime(2)?.block_on(async {
        let house = house::open(&config, &common.data).await?;
        let bar = Bar::new();
        let done = import::run(&house, source, made, &bar).await;
        bar.end();
        let settled = crate::languages::settle(&house, &config).await;
        house.db().close().await;
        settled?;
        match done {
            Ok(report) => answer(&report, &options),
            Err(error) => {
                // What came before the damage was kept; the report says what.
                if let Some(report) = error.report() {
                    answer(report, &options)?;
                }
                Err(error.into())
            }
        }
    })
}

fn edition(code: &str) -> Result<EditionCode> {
    match EditionCode::parse(code) {
        Some(code) => Ok(code),
        None => bail!(
            "\"{code}\" is no edition code; give 2 to 12 lower-case letters, digits and hyphens, for example en"
        ),
    }
}

fn answer(report: &import::Report, options: &ImportOptions) -> Result<ExitCode> {
    if let Some(path) = &options.report {
        let text = serde_json::to_string_pretty(report)?;
        std::fs::write(path, text)
            .with_context(|| format!("cannot write the report to {}", path.display()))?;
    }
    say(&report.to_string());
    Ok(ExitCode::SUCCESS)
}

/// A bar on a terminal; nothing elsewhere.
struct Bar(Mutex<ProgressBar>);

impl Bar {
    fn new() -> Self {
        Self(Mutex::new(ProgressBar::with_draw_target(
            Some(0),
            ProgressDrawTarget::stderr(),
        )))
    }

    fn with(&self, act: impl FnOnce(&mut ProgressBar)) {
        if let Ok(mut bar) = self.0.lock() {
            act(&mut bar);
        }
    }

    fn end(&self) {
        self.with(|bar| bar.finish_and_clear());
    }
}

impl Progress for Bar {
    fn begin(&self, phase: Phase, total: u64) {
        let (words, template) = match phase {
            Phase::Outline => ("Reading", "{msg:9} {wide_bar} {bytes}/{total_bytes} {eta}"),
            Phase::Stories => ("Stories", "{msg:9} {wide_bar} {bytes}/{total_bytes} {eta}"),
            Phase::Pictures => ("Pictures", "{msg:9} {wide_bar} {pos}/{len} {eta}"),
        };
        self.with(|bar| {
            bar.finish_and_clear();
            *bar = ProgressBar::new(total);
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_message(words);
        });
    }

    fn advance(&self, done: u64) {
        self.with(|bar| bar.set_position(done));
    }
}
