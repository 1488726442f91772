//! Dateline itself, as a bench drives it: the release build, on a folder of its own.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::machine::{SERVER_CORE, peak_memory, pinned};
use super::{Options, archive_of, folder};
use crate::demo::build_whole_dateline;
use crate::needs::postgres_bin;
use crate::postgres::Cluster;
use crate::process::{Running, free_port, http_get, output, wait_ready};
use crate::root::dateline;

/// The edition of the bench's newspaper.
pub const EDITION: &str = "en";

/// Where a house keeps its records and files.
#[derive(Debug)]
pub struct Place {
    /// The data folder.
    pub data: PathBuf,
    /// The database server, if it is not SQLite.
    pub postgres: Option<Cluster>,
}

/// What an import cost.
#[derive(Debug, Clone, Copy)]
pub struct Imported {
    /// Seconds from start to end.
    pub seconds: f64,
    /// The most memory the process had, in bytes.
    pub peak_bytes: u64,
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub addr: String,
    /// From the start of the process to the first page, in seconds.
    pub ready_seconds: f64,
    running: Running,
}

impl Place {
    /// An empty place of this name.
    pub fn empty(name: &str, options: &Options) -> Result<Self> {
        let postgres = if options.postgres {
            let bin = postgres_bin()
                .context("no PostgreSQL on this machine; `cargo xtask setup` installs it")?;
            Some(Cluster::start(&bin, true)?)
        } else {
            None
        };
        Ok(Self {
            data: super::empty_folder(name)?.join("data"),
            postgres,
        })
    }

    /// A place with this many stories. On SQLite it is kept for the next bench.
    pub fn filled(stories: u64, options: &Options) -> Result<Self> {
        Self::with(&format!("paper-{stories}"), || archive_of(stories), options)
    }

    /// A place of this name with the stories of an archive.
    pub fn with(
        name: &str,
        archive: impl FnOnce() -> Result<PathBuf>,
        options: &Options,
    ) -> Result<Self> {
        // Records elsewhere: what is kept for SQLite stays as it is.
        let apart = format!("{name}-postgres");
        let name = if options.postgres { &apart } else { name };
        let mark = folder()?.join(name).join("filled");
        if !options.postgres && mark.exists() {
            let place = Self {
                data: folder()?.join(name).join("data"),
                postgres: None,
            };
            output(place.dateline().arg("migrate"))?;
            place.index()?;
            return Ok(place);
        }
        let archive = archive()?;
        let place = Self::empty(name, options)?;
        println!("Importing {}.", archive.display());
        place.import(&archive)?;
        place.index()?;
        fs::write(mark, "")?;
        Ok(place)
    }

    /// Builds the search index if there is none: a server would do it while it is measured.
    fn index(&self) -> Result<()> {
        if !self.data.join("search").exists() {
            println!("Building the search index.");
            output(self.dateline().arg("reindex"))?;
        }
        Ok(())
    }

    /// The program on this place, not pinned.
    pub fn dateline(&self) -> Command {
        let mut command = Command::new(dateline(true));
        self.located(&mut command);
        command
    }

    fn located(&self, command: &mut Command) {
        command.arg("--data").arg(&self.data);
        if let Some(postgres) = &self.postgres {
            command.args(["--database-url", &postgres.url()]);
        }
    }

    /// Imports an archive on the server's core.
    pub fn import(&self, archive: &Path) -> Result<Imported> {
        let mut command = pinned(SERVER_CORE, dateline(true));
        self.located(&mut command);
        command.args(["import", "wordpress"]).arg(archive).args([
            "--edition",
            EDITION,
            "--no-fetch",
        ]);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let start = Instant::now();
        let mut child = command.spawn()?;
        let mut peak_bytes = 0;
        let errors = child.stderr.take();
        let reader =
            std::thread::spawn(move || errors.map(|mut pipe| std::io::read_to_string(&mut pipe)));
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            peak_bytes = peak_memory(child.id()).unwrap_or(0).max(peak_bytes);
            std::thread::sleep(Duration::from_millis(20));
        };
        let seconds = start.elapsed().as_secs_f64();
        if !status.success() {
            let said = reader
                .join()
                .ok()
                .flatten()
                .and_then(Result::ok)
                .unwrap_or_default();
            bail!("the import ended with {status}: {}", said.trim());
        }
        Ok(Imported {
            seconds,
            peak_bytes,
        })
    }

    /// Starts the server on its core and waits for the first page.
    pub fn serve(&self, settings: &[(&str, &str)]) -> Result<Server> {
        let addr = format!("127.0.0.1:{}", free_port(0)?);
        let mut command = pinned(SERVER_CORE, dateline(true));
        self.located(&mut command);
        command.args(["serve", "--listen", &addr, "--operator-listen", "off"]);
        command
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut running = Running(command.spawn()?);
        let front = format!("/{EDITION}/");
        let ready = wait_ready(&mut running.0, &addr, &front, Duration::from_mins(2))?;
        Ok(Server {
            addr,
            ready_seconds: ready.as_secs_f64(),
            running,
        })
    }

    /// Size of the records in bytes.
    pub fn database_bytes(&self) -> u64 {
        let files = fs::read_dir(&self.data).into_iter().flatten().flatten();
        let database = files.filter(|file| {
            file.file_name()
                .to_string_lossy()
                .starts_with("dateline.db")
        });
        database
            .filter_map(|file| file.metadata().ok())
            .map(|meta| meta.len())
            .sum()
    }
}

impl Server {
    /// The processes whose time counts.
    pub fn pids(&self, place: &Place) -> Vec<u32> {
        std::iter::once(self.running.pid())
            .chain(place.postgres.as_ref().map(Cluster::pid))
            .collect()
    }

    /// The server's own process.
    pub fn pid(&self) -> u32 {
        self.running.pid()
    }

    /// Paths of up to `limit` stories, from the sitemaps, spread over the whole archive.
    pub fn story_paths(&self, limit: usize) -> Result<Vec<String>> {
        let index = self.text("/sitemap.xml")?;
        let mut paths: Vec<String> = Vec::new();
        for sitemap in locations(&index) {
            let text = self.text(&sitemap)?;
            paths.extend(locations(&text).into_iter().filter(|path| is_story(path)));
        }
        if paths.is_empty() {
            paths = locations(&index)
                .into_iter()
                .filter(|path| is_story(path))
                .collect();
        }
        let step = (paths.len() / limit.max(1)).max(1);
        let chosen: Vec<String> = paths.into_iter().step_by(step).take(limit).collect();
        if chosen.is_empty() {
            bail!("the sitemap names no story");
        }
        Ok(chosen)
    }

    /// The story whose page is nearest to the size wanted.
    pub fn story_of_size(&self, bytes: usize) -> Result<String> {
        let mut nearest = (usize::MAX, String::new());
        for path in self.story_paths(60)? {
            let (_, page) = http_get(&self.addr, &path)?;
            nearest = nearest.min((page.len().abs_diff(bytes), path));
        }
        Ok(nearest.1)
    }

    fn text(&self, path: &str) -> Result<String> {
        let (status, body) = http_get(&self.addr, path)?;
        if status != 200 {
            bail!("{path} answered {status}");
        }
        Ok(String::from_utf8(body)?)
    }
}

/// Paths in the `<loc>` elements of a sitemap.
fn locations(sitemap: &str) -> Vec<String> {
    let values = sitemap
        .split("<loc>")
        .skip(1)
        .filter_map(|rest| rest.split("</loc>").next());
    let paths = values.filter_map(|value| {
        let (_, rest) = value.trim().split_once("://")?;
        Some(
            rest.find('/')
                .map_or("/", |at| &rest[at..])
                .replace("&amp;", "&"),
        )
    });
    paths.collect()
}

/// Whether a path is a story's: `/{edition}/{section}/{yyyy}/{mm}/{dd}/{slug}`.
pub fn is_story(path: &str) -> bool {
    path.split('/').filter(|part| !part.is_empty()).count() == 6
}

/// The release build, or the one that is there if none is to be made.
pub fn build(options: &Options) -> Result<()> {
    if options.build {
        return build_whole_dateline(true);
    }
    let program = dateline(true);
    if !program.is_file() {
        bail!("there is no {}; leave out --no-build", program.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_from_a_sitemap() {
        let sitemap = "<url><loc>http://a.example/en/city/2026/01/02/x</loc></url><url><loc>http://a.example/en/</loc></url>";

        let paths = locations(sitemap);

        assert_eq!(paths, ["/en/city/2026/01/02/x", "/en/"]);
        assert!(is_story(&paths[0]) && !is_story(&paths[1]));
    }
}
