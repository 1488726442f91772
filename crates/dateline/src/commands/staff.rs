//! `dateline staff`.

use crate::cli::Staff as Act;
use crate::house::say;
use anyhow::{Context, Result, bail};
use dateline_core::rights::{Grant, Role};
use dateline_db::queries::staff as rows;
use dateline_newsroom::account::staff::{self, Person, StaffError};
use dateline_newsroom::actor::Actor;
use dateline_web::house::House;
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::process::ExitCode;

/// Most bytes read for a password; what is longer is refused as one.
const MAX_PASSWORD_BYTES: u64 = 64 * 1024;
/// Accounts asked for at a time.
const PAGE: i64 = 500;
const PAGE_ROWS: usize = 500;

pub async fn staff(house: &House, act: Act) -> Result<ExitCode> {
    match act {
        Act::Add { email, name, role } => {
            if staff::is_known(house, &email).await? {
                return Err(StaffError::Taken(email.trim().to_lowercase()).into());
            }
            let password = read_password(&email)?;
            let grants: Vec<Grant> = role
                .iter()
                .filter_map(|word| Role::find(word))
                .map(Grant::everywhere)
                .collect();
            let person = Person {
                name: &name,
                email: &email,
                grants: &grants,
                password: &password,
            };
            staff::add(house, person, &Actor::command_line()).await?;
            let (name, email) = (name.trim(), email.trim().to_lowercase());
            let roles = words(&grants);
            say(&format!("{name} can log in as {email} ({roles})."));
        }
        Act::Reset {
            email,
            second_factor,
        } => {
            let unknown =
                || format!("there is no account with the address {email}; see dateline staff list");
            if !staff::is_known(house, &email).await? {
                bail!(unknown());
            }
            let password = read_password(&email)?;
            let by = Actor::command_line();
            let reset = if second_factor {
                staff::reset_with_factors(house, &email, &password, &by).await?
            } else {
                staff::reset(house, &email, &password, &by).await?
            };
            if !reset {
                bail!(unknown());
            }
            say(&format!("The password of {email} is set anew."));
            if second_factor {
                say("No second factor is asked for until one is added.");
            }
        }
        Act::List => list(house).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Accounts, page after page.
async fn list(house: &House) -> Result<()> {
    let mut after = uuid::Uuid::nil();
    loop {
        let mut tx = house.db().read().await?;
        let page = rows::list(&mut tx, after, PAGE).await?;
        let grants = rows::grants(&mut tx, &page).await?;
        tx.close().await?;
        for row in &page {
            let roles = grants.get(&row.id).map_or(String::new(), |g| words(g));
            let shut = if row.disabled_at.is_some() {
                "\tdisabled"
            } else {
                ""
            };
            say(&format!("{}\t{roles}\t{}{shut}", row.email, row.name));
        }
        match page.last() {
            Some(last) if page.len() == PAGE_ROWS => after = last.id,
            _ => return Ok(()),
        }
    }
}

/// Roles in words: those limited to a part of the house say to which.
fn words(grants: &[Grant]) -> String {
    let word = |grant: &Grant| {
        let role = grant.role.as_str();
        let place = &grant.place;
        match &place.edition {
            Some(edition) if place.section.is_none() && place.desk.is_none() => {
                format!("{role}@{}", edition.as_str())
            }
            None if place.section.is_none() && place.desk.is_none() => role.to_owned(),
            _ => format!("{role}@..."),
        }
    };
    let all: Vec<String> = grants.iter().map(word).collect();
    all.join(",")
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
