//! `dateline doctor`.

use super::serve;
use crate::cdn;
use crate::config::Config;
use crate::house::say;
use anyhow::Result;
use dateline_db::queries::event::{self, ByClock};
use dateline_db::queries::{job, picture_edit, picture_lease, published, story as stories};
use dateline_db::{Tx, from_micros, micros, migrate};
use dateline_site::search;
use dateline_web::house::House;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use std::fmt::Write;
use std::process::ExitCode;

/// What the clock did that is looked at.
const LAST: i64 = 200;
/// Late schedules and stories past their time that are named one by one.
const NAMED: i64 = 10;
/// A schedule this late is worth a line, in seconds. A worker looks every second or so.
const LATE_SECONDS: i64 = 60;
/// A story due for so long has been passed over, in seconds.
const OVERDUE_SECONDS: i64 = 1;

/// Something an operator should know.
struct Finding {
    is_fault: bool,
    what: String,
    advice: &'static str,
}

fn good(what: String) -> Finding {
    note(what, "")
}

fn note(what: String, advice: &'static str) -> Finding {
    Finding {
        is_fault: false,
        what,
        advice,
    }
}

fn fault(what: String, advice: &'static str) -> Finding {
    Finding {
        is_fault: true,
        what,
        advice,
    }
}

/// Looks at the house; exit status 1 if something is wrong.
pub async fn doctor(
    house: &House,
    config: &Config,
    retry_dead: bool,
    as_json: bool,
) -> Result<ExitCode> {
    let mut found = Vec::new();
    if retry_dead {
        let mut tx = house.db().begin().await?;
        let count = job::revive(&mut tx, micros(house.now())).await?;
        house.commit(tx).await?;
        found.push(good(format!(
            "{} back in the queue.",
            number(i64::try_from(count)?, "job is", "jobs are")
        )));
    }
    database(house, &mut found).await?;
    let mut tx = house.db().read().await?;
    for (state, count) in stories::count_by_state(&mut tx).await? {
        let state = state.replace('_', " ");
        found.push(good(format!(
            "{} {state}.",
            number(count, "story is", "stories are")
        )));
    }
    let public = published::count(&mut tx).await?;
    found.push(good(format!(
        "{} public.",
        number(public, "story or page is", "stories and pages are")
    )));
    overdue(&mut tx, house.now(), &mut found).await?;
    schedules(&mut tx, &mut found).await?;
    jobs(&mut tx, house.now(), &mut found).await?;
    pictures(&mut tx, house.now(), &mut found).await?;
    tx.close().await?;
    originals(house, &mut found).await?;
    index(house, &mut found).await;
    let origin = config.text("site.url");
    let notes = crate::accounts::notes(house, origin.as_deref()).await?;
    found.extend(notes.into_iter().map(|(what, advice)| note(what, advice)));
    let told = |(what, advice): (String, Option<&'static str>)| match advice {
        None => good(what),
        Some(advice) => fault(what, advice),
    };
    found.extend(crate::credentials::doubts(house).into_iter().map(told));
    let doubts = crate::themes::doubts(config, house.data());
    found.extend(doubts.into_iter().map(told));
    found.extend(
        cdn::faults(house, &cdn::settings(config))
            .await
            .into_iter()
            .map(told),
    );
    Ok(answer(&found, as_json))
}

async fn database(house: &House, found: &mut Vec<Finding>) -> Result<()> {
    let damage = house.db().integrity().await?;
    if damage.is_empty() {
        let engine = if house.db().is_postgres() {
            "PostgreSQL"
        } else {
            "SQLite"
        };
        found.push(good(format!("The database answers ({engine}).")));
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
    Ok(())
}

/// Stories whose time has come and which nobody published or withdrew.
async fn overdue(tx: &mut Tx, now: Timestamp, found: &mut Vec<Finding>) -> Result<()> {
    let before = now.checked_sub(OVERDUE_SECONDS.seconds())?;
    let late = stories::list_overdue(tx, before, NAMED + 1).await?;
    let advice =
        "Is dateline serve or dateline work running? It catches up by itself, oldest first.";
    for story in late.iter().take(usize::try_from(NAMED)?) {
        let due = from_micros(story.due_at);
        let act = if story.is_end {
            "withdrawn"
        } else {
            "published"
        };
        let what = format!(
            "Story {} (\"{}\") was to be {act} at {due}, {} ago.",
            story.id,
            story.headline,
            time(now.duration_since(due).as_secs())
        );
        found.push(fault(what, advice));
    }
    if late.len() > usize::try_from(NAMED)? {
        found.push(fault(
            "More stories are past their time.".to_owned(),
            advice,
        ));
    }
    Ok(())
}

/// How the last schedules went.
async fn schedules(tx: &mut Tx, found: &mut Vec<Finding>) -> Result<()> {
    let acts = event::list_by_clock(tx, LAST).await?;
    let read =
        |act: &ByClock| -> Value { serde_json::from_str(&act.particulars).unwrap_or_default() };
    let ran = acts.iter().filter(|act| act.kind != "story_unscheduled");
    let lateness: Vec<(&ByClock, i64)> = ran
        .map(|act| (act, read(act)["late_seconds"].as_i64().unwrap_or(0)))
        .collect();
    let late = lateness.iter().filter(|(_, late)| *late >= LATE_SECONDS);
    let named = late.clone().take(usize::try_from(NAMED)?);
    found.extend(named.map(|(act, late)| {
        let did = if act.kind == "story_published" {
            "published"
        } else {
            "withdrawn"
        };
        let at = from_micros(act.at);
        let what = format!(
            "Story {} was {did} {} late, at {at}.",
            act.subject_id,
            time(*late)
        );
        note(
            what,
            "Nobody was at work at its time: keep dateline serve or dateline work running.",
        )
    }));
    if let Some(most) = lateness.iter().map(|(_, late)| *late).max() {
        let most = time(most);
        found.push(good(match lateness.len() {
            1 => format!("The last schedule ran {most} late."),
            count => {
                let late = late.count();
                format!("Of the last {count} schedules {late} ran more than a minute late, the worst {most}.")
            }
        }));
    }
    let given_up = acts
        .iter()
        .filter(|act| act.kind == "story_unscheduled" && !act.is_past);
    found.extend(given_up.map(|act| {
        let reason = read(act)["reason"]
            .as_str()
            .unwrap_or("it could not be published")
            .to_owned();
        let at = from_micros(act.at);
        let what = format!(
            "Story {} was not published at {at} as scheduled: {reason}.",
            act.subject_id
        );
        fault(
            what,
            "It is back at the desk: mend it and publish or schedule it again.",
        )
    }));
    Ok(())
}

async fn jobs(tx: &mut Tx, now: Timestamp, found: &mut Vec<Finding>) -> Result<()> {
    let dead = job::count_dead(tx).await?;
    let listed = job::list_dead(tx).await?;
    let advice = "Mend the cause named in the error, then run dateline doctor --retry-dead.";
    for (kind, payload, error) in listed.into_iter().take(20) {
        let error = error.unwrap_or_default();
        let what = format!("The job {kind} {payload} was set aside: {error}.");
        found.push(fault(what, advice));
    }
    if dead > 20 {
        found.push(fault(format!("{dead} jobs were set aside in all."), advice));
    }
    let (waiting, oldest) = job::count_waiting(tx).await?;
    let mut what = format!("{} in the queue", number(waiting, "job is", "jobs are"));
    if let Some(due) = oldest.map(from_micros).filter(|due| *due < now) {
        let ago = time(now.duration_since(due).as_secs());
        let _ = write!(what, "; the oldest has been due for {ago}");
    }
    found.push(good(what + "."));
    Ok(())
}

/// Pictures the desk has to mend, and leases nobody told outer caches of.
async fn pictures(tx: &mut Tx, now: Timestamp, found: &mut Vec<Finding>) -> Result<()> {
    let lacking = picture_edit::count_lacking(tx).await?;
    if lacking > 0 {
        let what = format!(
            "{} of public stories without credit, alternative text or rights.",
            number(lacking, "picture is", "pictures are")
        );
        let advice = "They stay public; their stories cannot be published again before that is mended. dateline picture list --missing names them.";
        found.push(note(what, advice));
    }
    let before = now.checked_sub(OVERDUE_SECONDS.seconds())?;
    let turned = picture_lease::list_turned(tx, before, NAMED).await?;
    found.extend(turned.into_iter().map(|(_, picture, at)| {
        let at = from_micros(at);
        let ago = time(now.duration_since(at).as_secs());
        let what = format!("A lease of picture {picture} began or ended at {at}, {ago} ago.");
        fault(
            what,
            "Pages heed it already; caches in front hear of it when dateline serve or dateline work runs.",
        )
    }));
    Ok(())
}

async fn originals(house: &House, found: &mut Vec<Finding>) -> Result<()> {
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
    Ok(())
}

/// The search index, which can always be built anew: nothing here is lost.
async fn index(house: &House, found: &mut Vec<Finding>) {
    let advice = "dateline serve builds it anew by itself; dateline reindex does so now.";
    let finding = match search::look(house).await {
        Err(error) => fault(format!("The search index cannot be read: {error}."), advice),
        Ok(None) => note("There is no search index yet.".to_owned(), advice),
        Ok(Some(look)) if !look.damaged.is_empty() => {
            let count = i64::try_from(look.damaged.len()).unwrap_or(i64::MAX);
            let files = number(count, "file", "files");
            fault(
                format!("The search index has {files} that are damaged."),
                advice,
            )
        }
        Ok(Some(look)) if look.is_partial => note(
            format!(
                "The search index is being built; it has {} stories.",
                look.stories
            ),
            "It is searched meanwhile, newest stories first.",
        ),
        Ok(Some(look)) if look.behind > 0 => note(
            format!(
                "The search index has {} stories and {} to follow.",
                look.stories,
                number(look.behind, "change", "changes")
            ),
            "It follows while dateline serve runs.",
        ),
        Ok(Some(look)) => good(format!("The search index has {} stories.", look.stories)),
    };
    found.push(finding);
}

fn number(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A length of time in its two largest units.
fn time(seconds: i64) -> String {
    let units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];
    let first = units.iter().position(|(unit, _)| seconds >= *unit);
    let first = first.unwrap_or(units.len() - 1);
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (at, (unit, name)) in units.iter().enumerate().skip(first).take(2) {
        if at == first || rest >= *unit {
            parts.push(format!("{} {name}", rest / unit));
        }
        rest %= unit;
    }
    parts.join(" ")
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

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn a_length_of_time_is_told_in_its_two_largest_units() {
        for (seconds, told) in [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (3_725, "1 h 2 min"),
            (86_400, "1 d"),
            (90_061, "1 d 1 h"),
        ] {
            assert_eq!(time(seconds), told);
        }
    }
}
