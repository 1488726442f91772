//! Runs the program as an operator does.

use dateline_testkit::{Answer, Client, Engine, TestHouse};
use serde_json::Value;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What a command said.
#[derive(Clone, Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    /// The answer of a command that went well, as JSON.
    pub fn json(&self) -> Value {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }

    /// The words of a command that went well.
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self.out
    }

    /// The complaint of a command that failed: one that names itself and no place in the source.
    pub fn complaint(self) -> String {
        assert_eq!(self.code, Some(1), "{}{}", self.out, self.err);
        assert!(self.err.contains("dateline: "), "{}", self.err);
        assert!(
            !self.err.contains("panicked") && !self.err.contains(".rs:"),
            "{}",
            self.err
        );
        self.err
    }
}

/// The program with an environment of its own.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("DATELINE_") {
            command.env_remove(name);
        }
    }
    command.env("COLUMNS", "100").stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub fn say(args: &[&str]) -> Said {
    finish(program().args(args))
}

pub fn finish(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Said {
        code: output.status.code(),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

/// A data folder.
pub struct House {
    folder: TempDir,
    url: Option<String>,
    variables: Vec<(&'static str, String)>,
}

impl House {
    pub fn empty() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            url: None,
            variables: Vec::new(),
        }
    }

    /// The sample newspaper, filled once and copied.
    pub fn sample() -> Self {
        static FILLED: OnceLock<PathBuf> = OnceLock::new();
        let source = FILLED.get_or_init(|| {
            let house = Self::empty();
            assert_eq!(Server::start(&house, "demo", &[]).stop(), Some(0));
            house.folder.keep().join("data")
        });
        let house = Self::empty();
        copy(source, &house.data());
        house
    }

    /// Its records are elsewhere.
    pub fn at(mut self, url: &str) -> Self {
        self.url = Some(url.to_owned());
        self
    }

    /// Every command runs with this setting.
    pub fn with(mut self, variable: &'static str, value: &str) -> Self {
        self.variables.push((variable, value.to_owned()));
        self
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A place beside the data folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn command(&self) -> Command {
        let mut command = program();
        command.arg("--data").arg(self.data());
        // Two cores shall try the program, not encode the same pictures in every test.
        command.env("DATELINE_WORKER_SLOW", "false");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        if let Some(url) = &self.url {
            command.arg("--database-url").arg(url);
        }
        command
    }

    pub fn say(&self, args: &[&str]) -> Said {
        finish(self.command().args(args))
    }

    /// What the API is sent by who may bring pictures in.
    pub fn picture_key(&self) -> String {
        let scope = ["--scope", "pictures:write"];
        let made = self.say(&[&["token", "create", "--name", "desk"][..], &scope].concat());
        format!("Bearer {}", made.ok().trim())
    }

    pub fn story(&self, act: &str, name: &str) -> Said {
        self.say(&["story", act, name, "--json"])
    }

    /// State, path and number of events of a story.
    pub fn state(&self, name: &str) -> (String, Option<String>, usize) {
        let shown = self.story("show", name).json();
        let path = shown["path"].as_str().map(str::to_owned);
        (
            shown["state"].as_str().unwrap().to_owned(),
            path,
            shown["history"].as_array().unwrap().len(),
        )
    }
}

pub fn copy(from: &Path, to: &Path) {
    let done = Command::new("cp")
        .arg("-r")
        .arg(from)
        .arg(to)
        .status()
        .unwrap();
    assert!(done.success());
}

/// A running server. It is killed when it is dropped, and when the tests are.
pub struct Server {
    child: Child,
    watchdog: Child,
    public_address: String,
    pub public: Client,
    pub operator: Client,
    /// How long it took until it was ready.
    pub started: Duration,
}

impl Server {
    /// `serve`.
    pub fn serve(house: &House) -> Self {
        Self::start(house, "serve", &[])
    }

    /// Starts and waits until it is ready.
    pub fn start(house: &House, verb: &str, more: &[&str]) -> Self {
        Self::start_at("127.0.0.1:0", house, verb, more)
    }

    /// Starts at an address and waits until it is ready.
    pub fn start_at(listen: &str, house: &House, verb: &str, more: &[&str]) -> Self {
        let began = Instant::now();
        let mut command = house.command();
        command
            .args([verb, "--listen", listen, "--operator-listen", "127.0.0.1:0"])
            .args(more);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let watchdog = watch(child.id());
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut address = |name: &str| {
            let line = lines
                .next()
                .unwrap_or_else(|| panic!("the server ended"))
                .unwrap();
            assert!(line.starts_with(name), "{line}");
            let rest = line.split("http://").nth(1).unwrap();
            rest.split('/').next().unwrap().to_owned()
        };
        let operator = Client::new(address("Operators:").parse().unwrap());
        let public_address = address("Readers:");
        let public = Client::new(public_address.parse().unwrap());
        // What it says later is read by nobody and must not block it.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            child,
            watchdog,
            public_address,
            public,
            operator,
            started: began.elapsed(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.public.get(path).await
    }

    /// The number of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Where readers are served, host and port.
    pub fn public_address(&self) -> &str {
        &self.public_address
    }

    /// The most memory it has held so far, in bytes, where the system says so.
    pub fn peak_memory(&self) -> Option<u64> {
        let said = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = said.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
        Some(kilobytes * 1024)
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop and waits; its exit code.
    pub fn stop(mut self) -> Option<i32> {
        signal("TERM", self.child.id());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The watchdog first: it must not look for a process that is no more.
        drop(self.watchdog.kill());
        drop(self.watchdog.wait());
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Kills a process when this one ends, however it ends: the pipe closes.
pub fn watch(pid: u32) -> Child {
    let script = "read _; kill -KILL \"$1\" 2>/dev/null";
    Command::new("sh")
        .args(["-c", script, "sh", &pid.to_string()])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap()
}

pub fn signal(name: &str, pid: u32) {
    let done = Command::new("kill")
        .args([format!("-{name}"), pid.to_string()])
        .status()
        .unwrap();
    assert!(done.success());
}

/// Whether a program is installed.
pub fn has(program: impl AsRef<OsStr>) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

/// Waits until something is so, at most ten seconds.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !is_so().await {
        assert!(
            began.elapsed() < Duration::from_secs(10),
            "waited in vain until {what}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Tries something with an empty house on each engine.
pub async fn each_engine(test: impl AsyncFn(&House)) {
    for engine in Engine::all() {
        println!("engine: {engine:?}");
        let records = TestHouse::bare(engine).await;
        test(&House::empty().at(records.url())).await;
        records.db().close().await;
    }
}

/// The pictures nobody here made.
pub fn images() -> PathBuf {
    let root = std::env::var_os("DATELINE_TEST_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    root.join("images")
}

/// Takes a file or folder in; the report.
pub fn take_in(house: &House, path: &Path) -> Value {
    let report = house.beside("R.json");
    let (path, to) = (path.to_str().unwrap(), report.to_str().unwrap());
    house.say(&["picture", "import", path, "--report", to]).ok();
    serde_json::from_str(&std::fs::read_to_string(report).unwrap()).unwrap()
}

/// The entry of a file in a list of such a report.
pub fn named<'a>(report: &'a Value, list: &str, name: &str) -> &'a Value {
    let entries = report[list].as_array().unwrap();
    let found = entries
        .iter()
        .find(|entry| entry["file"].as_str().unwrap().ends_with(name));
    found.unwrap_or_else(|| panic!("{name} is not among the {list}: {report}"))
}
