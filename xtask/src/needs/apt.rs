//! Packages on Debian and Ubuntu.

use anyhow::Result;
use std::process::{Command, Stdio};

use crate::process::{find_program, output, run};

/// `apt-get`, with the rights to install.
#[derive(Debug)]
pub struct Apt {
    sudo: bool,
}

/// `apt-get` if it is here and we may use it: as root, or by sudo without a password.
pub fn command() -> Option<Apt> {
    find_program("apt-get", &[])?;
    if output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0") {
        return Some(Apt { sudo: false });
    }
    let allowed = Command::new("sudo")
        .args(["-n", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    allowed.then_some(Apt { sudo: true })
}

impl Apt {
    /// Installs packages, after saying which.
    pub fn install(&self, packages: &[&str]) -> Result<()> {
        println!(
            "Installing from this system's own package sources: {}",
            packages.join(" ")
        );
        run(self.apt_get().args(["update", "-q"]))?;
        run(self
            .apt_get()
            .args(["install", "-q", "-y", "--no-install-recommends"])
            .args(packages))
    }

    fn apt_get(&self) -> Command {
        let mut command = Command::new(if self.sudo { "sudo" } else { "env" });
        if self.sudo {
            command.args(["-n", "env"]);
        }
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    }
}
