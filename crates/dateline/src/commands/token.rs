//! `dateline token`.

use crate::cli::Token as Act;
use crate::house::say;
use anyhow::Result;
use dateline_db::from_micros;
use dateline_db::queries::api_token::{self, TokenRow};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::token::{self, Scope};
use dateline_web::house::House;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::process::ExitCode;

/// Most keys listed.
const MOST: i64 = 1_000;

pub async fn token(house: &House, act: Act) -> Result<ExitCode> {
    match act {
        Act::Create {
            name,
            scope,
            days,
            json,
        } => {
            let scopes: Vec<Scope> = scope.into_iter().map(Scope::from).collect();
            let until = days.map(|days| house.now() + SignedDuration::from_hours(days * 24));
            let mut tx = house.db().begin().await?;
            let by = Actor::command_line();
            let made = token::create(house, &mut tx, &name, &scopes, until, &by).await?;
            house.commit(tx).await?;
            if json.json {
                let mut shown = line(&made.row, house);
                shown["key"] = made.key.into();
                say(&shown.to_string());
            } else {
                say(&made.key);
            }
        }
        Act::List { json } => {
            let mut tx = house.db().read().await?;
            let rows = api_token::list(&mut tx, MOST).await?;
            tx.close().await?;
            let lines: Vec<Value> = rows.iter().map(|row| line(row, house)).collect();
            if json.json {
                say(&json!({ "tokens": lines }).to_string());
            } else if lines.is_empty() {
                say("There are no keys; dateline token create makes one.");
            }
            for row in rows.iter().filter(|_| !json.json) {
                let state = state(row, house);
                say(&format!(
                    "{}\t{state}\t{}\t{}",
                    row.id, row.scopes, row.name
                ));
            }
        }
        Act::Revoke { id } => {
            let mut tx = house.db().begin().await?;
            token::revoke(house, &mut tx, &id, &Actor::command_line()).await?;
            house.commit(tx).await?;
            say("The key holds no more.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn state(row: &TokenRow, house: &House) -> &'static str {
    match (row.revoked_at, row.expires_at) {
        (Some(_), _) => "revoked",
        (None, Some(at)) if from_micros(at) <= house.now() => "expired",
        _ => "holds",
    }
}

fn line(row: &TokenRow, house: &House) -> Value {
    json!({
        "id": row.id,
        "name": row.name,
        "scopes": row.scopes.split(' ').collect::<Vec<_>>(),
        "state": state(row, house),
        "created_at": from_micros(row.created_at),
        "expires_at": row.expires_at.map(from_micros),
    })
}
