//! `dev`: keeps the program running and rebuilds it when a file changes.

use anyhow::Result;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, SystemTime};

use crate::args::Args;
use crate::demo::{build_dateline, operator};
use crate::process::{Running, free_port};
use crate::root::{dateline, root, target};

/// Folders whose change calls for a build. Themes do not: the program shows them as they are saved.
const WATCHED: [&str; 4] = ["crates", "locales", "newsroom/src", "sample"];

/// Builds, serves, and starts again after each change, until Ctrl-C.
pub fn run(mut args: Args) -> Result<ExitCode> {
    let listen = match args.option("--listen")? {
        Some(addr) => addr,
        None => format!("127.0.0.1:{}", free_port(8080)?),
    };
    let theme = args.option("--theme")?;
    args.done()?;
    let data = target().join("dev");
    let mut seen = newest();
    loop {
        crate::app::build_if_possible();
        let server = match build_dateline(false) {
            Ok(()) => Some(serve(&data, &listen, theme.as_deref())?),
            Err(error) => {
                eprintln!("{error:#}; waiting for a change");
                None
            }
        };
        wait_for_change(&mut seen);
        drop(server);
    }
}

fn serve(data: &Path, listen: &str, theme: Option<&str>) -> Result<Running> {
    let verb = if data.exists() { "serve" } else { "demo" };
    println!("http://{listen}/ from {}", data.display());
    let mut command = Command::new(dateline(false));
    command
        .current_dir(root())
        .arg("--data")
        .arg(data)
        .args([verb, "--dev", "--listen", listen])
        .args(["--operator-listen", &operator()?]);
    if let Some(theme) = theme {
        command.args(["--theme", theme]);
    }
    Ok(Running(command.spawn()?))
}

fn wait_for_change(seen: &mut SystemTime) {
    loop {
        std::thread::sleep(Duration::from_millis(700));
        let now = newest();
        if now > *seen {
            *seen = now;
            return;
        }
    }
}

/// When the youngest watched file was written.
fn newest() -> SystemTime {
    WATCHED
        .iter()
        .map(|dir| newest_in(&root().join(dir)))
        .max()
        .unwrap_or(SystemTime::UNIX_EPOCH)
}

fn newest_in(dir: &Path) -> SystemTime {
    let Ok(entries) = fs::read_dir(dir) else {
        return SystemTime::UNIX_EPOCH;
    };
    entries
        .flatten()
        .filter_map(|entry| {
            let meta = entry.metadata().ok()?;
            if meta.is_dir() {
                Some(newest_in(&entry.path()))
            } else {
                meta.modified().ok()
            }
        })
        .max()
        .unwrap_or(SystemTime::UNIX_EPOCH)
}
