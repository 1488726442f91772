//! `dateline doctor`.

use super::serve;
use crate::house::say;
use anyhow::Result;
use dateline_db::migrate;
use dateline_db::queries::{job, published, story as stories};
use dateline_web::house::House;
use serde_json::json;
use std::process::ExitCode;

/// Something an operator should know.
struct Finding {
    is_fault: bool,
    what: String,
    advice: &'static str,
}

/// Looks at the house; exit status 1 if something is wrong.
pub async fn doctor(house: &House, as_json: bool) -> Result<ExitCode> {
    let mut found = Vec::new();
    let good = |what: String| Finding {
        is_fault: false,
        what,
        advice: "",
    };
    let fault = |what: String, advice| Finding {
        is_fault: true,
        what,
        advice,
    };
    let damage = house.db().integrity().await?;
    if damage.is_empty() {
        found.push(good(format!(
            "The database answers ({}).",
            if house.db().is_postgres() {
                "PostgreSQL"
            } else {
                "SQLite"
            }
        )));
    }
    found.extend(damage.into_iter().take(20).map(|d| {
        fault(
            format!("The database is damaged: {d}"),
            "Restore a backup: dateline restore.",
        )
    }));
    for name in migrate::pending(house.db()).await? {
        found.push(fault(
            format!("Migration {name} has not run."),
            "Run dateline migrate.",
        ));
    }
    let mut tx = house.db().read().await?;
    for (state, count) in stories::count_by_state(&mut tx).await? {
        found.push(good(format!("{count} stories are {state}.")));
    }
    found.push(good(format!(
        "{} stories and pages are public.",
        published::count(&mut tx).await?
    )));
    let (due, ending) = stories::list_due(&mut tx, house.now()).await?;
    if !due.is_empty() || !ending.is_empty() {
        let what = format!("{} stories are past their time.", due.len() + ending.len());
        found.push(fault(
            what,
            "Is a server or dateline work running? It catches up by itself.",
        ));
    }
    for (kind, payload, error) in job::list_dead(&mut tx).await? {
        let what = format!(
            "The job {kind} {payload} was set aside: {}",
            error.unwrap_or_default()
        );
        found.push(fault(what, "Mend the cause named in the error."));
    }
    let (waiting, _) = job::count_waiting(&mut tx).await?;
    found.push(good(format!("{waiting} jobs wait.")));
    tx.close().await?;
    let scrub = serve::blobs(house.data())?
        .scrub(std::time::SystemTime::from(house.now()))
        .await?;
    found.push(good(format!(
        "{} originals were read and compared with their names.",
        scrub.checked
    )));
    let advice = "Restore the file from a backup's originals folder.";
    found.extend(
        scrub
            .damaged
            .iter()
            .map(|hash| fault(format!("The original {hash} is damaged."), advice)),
    );
    Ok(answer(&found, as_json))
}

fn answer(found: &[Finding], as_json: bool) -> ExitCode {
    let faults = found.iter().filter(|f| f.is_fault).count();
    if as_json {
        let list: Vec<_> = found
            .iter()
            .map(|f| json!({ "is_fault": f.is_fault, "what": f.what, "advice": f.advice }))
            .collect();
        say(&json!({ "faults": faults, "findings": list }).to_string());
    } else {
        for one in found {
            let mark = if one.is_fault { "FAULT" } else { "ok   " };
            say(format!("{mark} {} {}", one.what, one.advice).trim_end());
        }
    }
    if faults == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
