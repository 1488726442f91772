//! `dateline staff`.

use crate::cli::Staff as Act;
use crate::house::say;
use anyhow::{Context, Result, bail};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::staff;
use dateline_web::house::House;
use std::io::IsTerminal;
use std::process::ExitCode;

pub async fn staff(house: &House, act: Act) -> Result<ExitCode> {
    match act {
        Act::Add { email, name, role } => {
            let password = read_password(&email)?;
            staff::add(
                house,
                &name,
                &email,
                &role,
                &password,
                &Actor::command_line(),
            )
            .await?;
            say(&format!("{name} can log in as {email} ({role})."));
        }
        Act::Reset { email } => {
            let password = read_password(&email)?;
            if !staff::reset(house, &email, &password, &Actor::command_line()).await? {
                bail!("there is no account with the address {email}; see dateline staff list");
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
    std::io::stdin()
        .read_line(&mut line)
        .context("cannot read the password from standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
