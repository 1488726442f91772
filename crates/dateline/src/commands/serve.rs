//! `dateline serve` and `dateline work`.

use super::runtime;
use crate::cli::{Common, Listen, Look, Serve};
use crate::config::Config;
use crate::house::{self, say};
use crate::{newsroom, themes};
use anyhow::{Context, Result};
use dateline_infra::blob::Blobs;
use dateline_newsroom::account;
use dateline_newsroom::worker::{self, Pace};
use dateline_site::cache::{CacheConfig, PageCache};
use dateline_site::site::{CrawlerPolicy, Settings, Site};
use dateline_site::theme::workshop::Workshop;
use dateline_web::house::House;
use dateline_web::i18n::Catalogue;
use dateline_web::server::{self, App, Limits};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// Seconds outer caches may keep a page where they are purged and nothing else was set. A bound on
/// how long a purge that was lost can be seen.
const PURGED_MAX_AGE: u32 = 3600;

/// Serves until told to stop.
pub fn serve(common: &Common, args: &Serve) -> Result<ExitCode> {
    let config = configure(common, &args.listen, &args.look)?;
    house::start_log(&config);
    let workers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    runtime(workers)?.block_on(async {
        let house = house::open(&config, &common.data).await?;
        let run = Run {
            listen: &args.listen,
            is_dev: args.look.dev,
            with_worker: !args.no_worker,
            is_demo: false,
        };
        self::run(house, &config, &run).await
    })
}

/// The configuration with what the command line says about listening and looks.
pub fn configure(common: &Common, listen: &Listen, look: &Look) -> Result<Config> {
    let over = [
        ("site.theme", look.theme.clone()),
        ("server.listen", listen.listen.clone()),
        ("server.operator_listen", listen.operator_listen.clone()),
    ];
    house::configure(common, &over)
}

/// Does only background work until told to stop.
pub fn work(common: &Common) -> Result<ExitCode> {
    let config = house::configure(common, &[])?;
    house::start_log(&config);
    runtime(2)?.block_on(async {
        let house = house::open(&config, &common.data).await?;
        crate::credentials::attach_signer(&house, &config).await;
        let signals = Signals::listen()?;
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(async move {
            signals.wait().await;
            let _ = stop.send(true);
        });
        let db = house.db().clone();
        tracing::info!("Working");
        worker::run(house, pace(&config), stopped).await;
        db.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

/// How this process works.
fn pace(config: &Config) -> Pace {
    Pace {
        poll: Duration::from_millis(config.number("worker.poll")),
        does_slow: config.is_on("worker.slow"),
    }
}

/// Opens the originals of a data folder.
pub fn blobs(data: &Path) -> Result<Blobs> {
    Ok(Blobs::disk(data.join("blobs"))?)
}

/// How a house is served.
pub struct Run<'a> {
    /// What the command line says about listening.
    pub listen: &'a Listen,
    /// Whether its theme is being worked on.
    pub is_dev: bool,
    /// Whether background work is done here.
    pub with_worker: bool,
    /// Whether the sample newspaper is shown, with its accounts.
    pub is_demo: bool,
}

/// Serves a house that is open.
pub async fn run(house: House, config: &Config, run: &Run<'_>) -> Result<ExitCode> {
    let listen = config.text("server.listen").unwrap_or_default();
    let public = bind(&listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    let address = public.local_addr()?;
    if run.is_dev {
        themes::require_loopback(address)?;
    }
    let operator = bind_operator(config, run.listen.operator_listen.is_some()).await?;
    crate::credentials::attach_signer(&house, config).await;
    let catalogue = crate::languages::catalogue(config)?;
    crate::languages::require(house.db(), config, &catalogue).await?;
    let site = open_site(&house, config, address, catalogue)?;
    let choice = themes::choice(config)?;
    house.start_following().await?;
    let caches = crate::cdn::open(&house, &site, config).await?;
    let _node = hear_others(&house).await?;
    let signals = Signals::listen()?;
    let (stop, stopped) = watch::channel(false);
    let poll = Duration::from_millis(config.number("worker.poll"));
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(follow(house.clone(), poll, stopped.clone()));
    tasks.spawn(watch_days(Arc::clone(&site), stopped.clone()));
    let index = dateline_site::search::keep(Arc::clone(&site), stopped.clone());
    tasks.spawn(index);
    let hangup = themes::reread_on_hangup(Arc::clone(&site), choice.clone(), stopped.clone());
    tasks.spawn(hangup);
    let mut others = axum::Router::new();
    if run.is_dev {
        let workshop = Workshop::open(&site, choice.clone());
        others = workshop.routes();
        tasks.spawn(workshop.watch(stopped.clone()));
    }
    if run.with_worker {
        tasks.spawn(worker::run(house.clone(), pace(config), stopped.clone()));
    }
    let purger = caches.as_ref().map(|caches| caches.purger.clone());
    if let Some(caches) = caches {
        tasks.spawn(caches.keep(stopped.clone()));
    }
    let limits = limits(config);
    if let Some(operator) = operator {
        say(&format!(
            "Operators: http://{}/  (healthz, readyz, metrics, -/cache, -/theme)",
            operator.local_addr()?
        ));
        let app = App::new(super::operator::router(&site, purger, choice));
        let stopped = until(stopped.clone());
        tasks.spawn(server::serve(operator, app, limits.clone(), stopped));
    }
    say(&format!("Readers:   http://{address}/"));
    let staff = account::Settings {
        origin: origin(config, address),
        is_demo: run.is_demo,
    };
    let blobs = blobs(house.data())?;
    let doors = newsroom::open(&house, blobs, &site, staff, stopped.clone());
    others = others.merge(doors.await?);
    let serving = server::serve(
        public,
        dateline_site::serve::app_beside(&site, others),
        limits,
        until(stopped),
    );
    tokio::spawn(async move {
        signals.wait().await;
        tracing::info!("Stopping");
        let _ = stop.send(true);
    });
    serving.await;
    while tasks.join_next().await.is_some() {}
    dateline_site::theme::forget_word(house.data());
    house.db().close().await;
    Ok(ExitCode::SUCCESS)
}

/// What addresses begin with.
fn origin(config: &Config, address: SocketAddr) -> String {
    config
        .text("site.url")
        .unwrap_or_else(|| format!("http://{address}"))
}

/// Hears at once what other processes of this data folder commit, as long as what it answers is kept.
async fn hear_others(house: &House) -> Result<impl Sized> {
    let looking = house.clone();
    dateline_infra::node::listen(house.data(), move |_| {
        let house = looking.clone();
        async move {
            if let Err(error) = house.look().await {
                tracing::error!(%error, "The change log could not be read");
            }
        }
    })
    .await
    .context("cannot listen for other processes on this data folder")
}

async fn bind(address: &str) -> Result<tokio::net::TcpListener> {
    let mut last = None;
    for address in tokio::net::lookup_host(address).await? {
        match server::bind(address) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    Err(last.map_or_else(|| anyhow::anyhow!("the name has no address"), Into::into))
}

/// The operator's door. Where nobody asked for an address and the usual one is taken, any will do.
async fn bind_operator(config: &Config, is_asked: bool) -> Result<Option<tokio::net::TcpListener>> {
    let address = config.text("server.operator_listen").unwrap_or_default();
    if address == "off" {
        return Ok(None);
    }
    match bind(&address).await {
        Ok(listener) => Ok(Some(listener)),
        Err(error) if is_asked => {
            Err(error).with_context(|| format!("cannot listen on {address} for operators"))
        }
        Err(error) => {
            tracing::warn!(%error, "The operators' address {address} is taken; another port is used");
            Ok(Some(bind("127.0.0.1:0").await?))
        }
    }
}

fn limits(config: &Config) -> Limits {
    let mut limits = Limits::default();
    limits.max_connections =
        usize::try_from(config.number("server.max_connections")).unwrap_or(limits.max_connections);
    let hsts = u32::try_from(config.number("server.hsts")).unwrap_or(0);
    limits.strict_transport_seconds = Some(hsts).filter(|s| *s > 0);
    limits
}

fn open_site(
    house: &House,
    config: &Config,
    address: SocketAddr,
    catalogue: Catalogue,
) -> Result<Arc<Site>> {
    let (templates, broken) = themes::dress(&themes::choice(config)?)?;
    let settings = Settings {
        origin: origin(config, address),
        publisher: config.text("site.name"),
        hub: config.text("site.hub"),
        crawlers: match config.text("site.crawlers").as_deref() {
            Some("welcome") => CrawlerPolicy::Welcome,
            Some("none") => CrawlerPolicy::Nobody,
            _ => CrawlerPolicy::NoTraining,
        },
        offline: config.is_on("site.offline"),
        llms_txt: config.is_on("site.llms_txt"),
    };
    let cache = PageCache::new(cache_config(config));
    let site = Site::open(
        house.clone(),
        settings,
        cache,
        templates,
        catalogue,
        blobs(house.data())?,
    );
    if let Some(error) = broken {
        themes::confess(&site, &error);
    }
    Ok(site)
}

fn cache_config(config: &Config) -> CacheConfig {
    let mib = usize::try_from(config.number("cache.memory")).unwrap_or(128);
    CacheConfig {
        max_bytes: mib * 1024 * 1024,
        shared_max_age_seconds: shared_max_age(config),
        base_headers: server::security_headers(limits(config).strict_transport_seconds),
        ..CacheConfig::default()
    }
}

/// How long outer caches may keep a page: long only where they are told what changed.
fn shared_max_age(config: &Config) -> u32 {
    let is_purged = !config.list("cdn.varnish").is_empty();
    match config.text("cache.shared_max_age") {
        None if is_purged => PURGED_MAX_AGE,
        _ => u32::try_from(config.number("cache.shared_max_age")).unwrap_or(0),
    }
}

/// Hears what other nodes committed.
async fn follow(house: House, poll: Duration, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = house.look().await {
            tracing::warn!(%error, "The change log could not be read; pages may be older than other nodes' changes");
        }
        tokio::select! {
            () = tokio::time::sleep(poll) => {}
            _ = stop.changed() => return,
        }
    }
}

/// Makes pages that say "today" anew when the day ends in the zone of their edition.
async fn watch_days(site: Arc<Site>, mut stop: watch::Receiver<bool>) {
    let mut days = std::collections::HashMap::new();
    loop {
        if let Err(error) = site.turn_days(&mut days).await {
            tracing::warn!(%error, "The editions could not be read");
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
            _ = stop.changed() => return,
        }
    }
}

async fn until(mut stop: watch::Receiver<bool>) {
    let _ = stop.wait_for(|stopped| *stopped).await;
}

/// The signals that ask a process to stop.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Listens from now on: to be called before anybody is told that the process is ready.
    fn listen() -> Result<Self> {
        let (terminate, interrupt) = (SignalKind::terminate(), SignalKind::interrupt());
        Ok(Self {
            terminate: signal(terminate).context("cannot listen for signals")?,
            interrupt: signal(interrupt).context("cannot listen for signals")?,
        })
    }

    async fn wait(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
