//! A Varnish with the VCL of the handbook.

use crate::kit::{has, signal, watch};
use dateline_testkit::{Answer, Client};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What proves to Varnish that a purge comes from Dateline.
pub const SECRET: &str = "a-secret-of-these-tests";
/// The host readers ask for.
pub const HOST: &str = "news.example";

/// `varnishd`, where a user's own path may not lead; nothing where it is not installed.
pub fn program() -> Option<&'static str> {
    ["varnishd", "/usr/sbin/varnishd"]
        .into_iter()
        .find(|name| has(name))
}

/// A running Varnish; it ends when it is dropped, and when the tests do.
pub struct Varnish {
    child: Child,
    watchdog: Child,
    folder: TempDir,
    pub address: String,
    client: Client,
}

/// An address nobody listens on.
pub fn free_address() -> String {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    free.local_addr().unwrap().to_string()
}

impl Varnish {
    /// Starts in front of an origin, with the VCL as a test wants it, and waits until it listens.
    pub fn start(at: &str, origin: &str, change: impl Fn(String) -> String) -> Self {
        let vcl = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/src/operate/dateline.vcl"
        );
        let port = origin.rsplit(':').next().unwrap();
        let vcl = std::fs::read_to_string(vcl)
            .unwrap()
            .replace(".port = \"8080\"", &format!(".port = \"{port}\""))
            .replace("change-this-secret", SECRET);
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("dateline.vcl");
        std::fs::write(&file, change(vcl)).unwrap();
        let mut child = Command::new(program().unwrap())
            .args([
                "-F",
                "-j",
                "none",
                "-s",
                "malloc,64m",
                "-T",
                "none",
                "-a",
                at,
            ])
            .arg("-n")
            .arg(folder.path().join("work"))
            .arg("-f")
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.path().join("errors")).unwrap())
            .spawn()
            .unwrap();
        let watchdog = watch(child.id());
        let began = Instant::now();
        while std::net::TcpStream::connect(at).is_err() {
            let is_dead = child.try_wait().unwrap().is_some();
            let errors = || std::fs::read_to_string(folder.path().join("errors")).unwrap();
            assert!(!is_dead, "varnishd ended: {}", errors());
            assert!(began.elapsed() < Duration::from_mins(1), "{}", errors());
            std::thread::sleep(Duration::from_millis(50));
        }
        Self {
            child,
            watchdog,
            folder,
            address: at.to_owned(),
            client: Client::new(at.parse().unwrap()),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[]).await
    }

    /// A request to the paper's host, unless the headers name another.
    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut all = headers.to_vec();
        if !all
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("host"))
        {
            all.push(("Host", HOST));
        }
        self.client.send(method, path, &all).await
    }

    /// Requests it answered by itself.
    pub fn hits(&self) -> u64 {
        let output = Command::new("varnishstat")
            .args(["-1", "-f", "MAIN.cache_hit", "-n"])
            .arg(self.folder.path().join("work"))
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let count = text.split_whitespace().nth(1);
        count
            .unwrap_or_else(|| panic!("{output:?}"))
            .parse()
            .unwrap()
    }
}

impl Drop for Varnish {
    fn drop(&mut self) {
        drop(self.watchdog.kill());
        drop(self.watchdog.wait());
        if self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            signal("TERM", self.child.id());
        }
        drop(self.child.wait());
    }
}
