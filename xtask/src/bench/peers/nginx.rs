//! nginx, with files and their gzip beside them: what a cached page cannot be faster than by much.

use anyhow::Result;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::bench::machine::{SERVER_CORE, pinned};
use crate::process::{Running, free_port, wait_ready};

/// A running nginx.
#[derive(Debug)]
pub struct Nginx {
    /// Where it listens.
    pub addr: String,
    running: Running,
}

/// A page as bytes.
#[derive(Debug)]
pub struct Page {
    /// Its path.
    pub path: String,
    /// As it is.
    pub identity: Vec<u8>,
    /// Compressed.
    pub gzip: Vec<u8>,
}

impl Nginx {
    /// Serves these pages from files.
    pub fn with_files(dir: &Path, pages: &[Page]) -> Result<Self> {
        let root = dir.join("root");
        for page in pages {
            let file = if page.path.ends_with('/') {
                root.join(page.path.trim_start_matches('/'))
                    .join("index.html")
            } else {
                root.join(page.path.trim_start_matches('/'))
            };
            fs::create_dir_all(file.parent().unwrap_or(&root))?;
            fs::write(&file, &page.identity)?;
            let mut packed = file.into_os_string();
            packed.push(".gz");
            fs::write(packed, &page.gzip)?;
        }
        let site = format!(
            "root {};\nindex index.html;\ngzip_static on;\ngzip_vary on;\ndefault_type \"text/html; charset=utf-8\";\n",
            root.display()
        );
        Self::start(
            dir,
            &site,
            pages.first().map_or("/", |page| page.path.as_str()),
        )
    }

    /// Starts with the given server block on a free port; waits until `ready` answers.
    pub fn start(dir: &Path, site: &str, ready: &str) -> Result<Self> {
        let addr = format!("127.0.0.1:{}", free_port(0)?);
        let conf = dir.join("nginx.conf");
        fs::write(&conf, configuration(dir, &addr, site))?;
        let mut command = pinned(SERVER_CORE, "nginx");
        command.arg("-c").arg(&conf).arg("-p").arg(dir);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut running = Running(command.spawn()?);
        wait_ready(&mut running.0, &addr, ready, Duration::from_mins(1))?;
        Ok(Self { addr, running })
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.running.pid()
    }
}

fn configuration(dir: &Path, addr: &str, site: &str) -> String {
    let dir = dir.display();
    // As root the workers would lose the right to read the checkout.
    let user = if super::wordpress::is_root() {
        "user root;\n"
    } else {
        ""
    };
    format!(
        "{user}daemon off;\nworker_processes 1;\npid {dir}/nginx.pid;\nerror_log {dir}/error.log;\n\
         events {{ worker_connections 4096; }}\nhttp {{\naccess_log off;\nsendfile on;\ntcp_nopush on;\n\
         keepalive_requests 1000000;\nopen_file_cache max=1000;\nopen_file_cache_valid 60s;\n\
         types {{ text/html html; text/css css; application/javascript js; }}\n\
         client_body_temp_path {dir}/body;\nproxy_temp_path {dir}/proxy;\nfastcgi_temp_path {dir}/fastcgi;\n\
         uwsgi_temp_path {dir}/uwsgi;\nscgi_temp_path {dir}/scgi;\n\
         fastcgi_cache_path {dir}/pages keys_zone=pages:10m inactive=1h;\n\
         server {{\nlisten {addr} backlog=4096;\n{site}}}\n}}\n"
    )
}

/// Its version.
pub fn version() -> String {
    let out = Command::new("nginx")
        .arg("-v")
        .output()
        .map(|out| out.stderr)
        .unwrap_or_default();
    String::from_utf8_lossy(&out)
        .trim()
        .rsplit('/')
        .next()
        .unwrap_or("?")
        .to_owned()
}
