//! `dateline staff`.

use crate::cli::Staff as Act;
use crate::house::say;
use anyhow::{Context, Result, bail};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::staff::{self, StaffError};
use dateline_web::house::House;
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::process::ExitCode;

/// Most bytes read for a password; what is longer is refused as one.
const MAX_PASSWORD_BYTES: u64 = 64 * 1024;

pub async fn staff(house: &House, act: Act) -> Result<ExitCode> {
    match act {
        Act::Add { email, name, role } => {
            if staff::is_known(house, &email).await? {
                return Err(StaffError::Taken(email.trim().to_lowercase()).into());
            }
            let password = read_password(&email)?;
            let by = Actor::command_line();
            staff::add(house, &name, &email, &role, &password, &by).await?;
            let (name, email) = (name.trim(), email.trim().to_lowercase());
            say(&format!("{name} can log in as {email} ({role})."));
        }
        Act::Reset { email } => {
            let unknown =
                || format!("there is no account with the address {email}; see dateline staff list");
            if !staff::is_known(house, &email).await? {
                bail!(unknown());
            }
            let password = read_password(&email)?;
            if !staff::reset(house, &email, &password, &Actor::command_line()).await? {
                bail!(unknown());
            }
            say(&format!("The password of {email} is set anew."));
        }
        Act::List => {
            let mut tx = house.db().read().await?;
            for (name, email, role) in dateline_db::queries::people::list_staff(&mut tx).await? {
                say(&format!("{email}\t{role}\t{name}"));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read_password(email: &str) -> Result<String> {
    if std::io::stdin().is_terminal() {
        say(&format!(
            "Password for {email} (it is shown while you type; pipe it in to avoid that):"
        ));
    }
    let mut line = String::new();
    BufReader::new(std::io::stdin().take(MAX_PASSWORD_BYTES))
        .read_line(&mut line)
        .context("cannot read the password from standard input")?;
    if line.is_empty() {
        bail!(
            "no password came on standard input; type one, or pipe it in: dateline staff ... < password.txt"
        );
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
