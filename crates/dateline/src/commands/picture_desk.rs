//! What the picture desk does: words, rights, leases, substitutes, and what is due.

use crate::cli::{Json, Lease as LeaseAct, LeaseAdd, PictureDesk as Act, PictureEdit};
use crate::house::say;
use anyhow::Result;
use dateline_core::edition::EditionCode;
use dateline_core::picture::{
    Effect, Lease, Substitute, Territory, UsageRights, Use, Venue, verdict,
};
use dateline_db::queries::{edition, picture_edit};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::picture::{self, Due, Edit, Terms, form};
use dateline_web::house::House;
use serde_json::{Value, json};
use std::fmt::Write;
use std::process::ExitCode;
use uuid::Uuid;

pub async fn desk(house: &House, act: Act) -> Result<ExitCode> {
    match act {
        Act::Edit(words) => edit(house, *words).await?,
        Act::Rights { id, category, json } => rights(house, &id, category, json).await?,
        Act::Lease(LeaseAct::Add(terms)) => add(house, *terms).await?,
        Act::Lease(LeaseAct::List { id, json }) => leases(house, &id, json).await?,
        Act::Lease(LeaseAct::End { lease, at, json }) => {
            let at = at.unwrap_or_else(|| house.now());
            let mut tx = house.db().begin().await?;
            let by = Actor::command_line();
            let done = picture::end_lease(house, &mut tx, &lease, at, &by).await?;
            house.commit(tx).await?;
            answer(json, &json!(done), &told(&done));
        }
        Act::Lease(LeaseAct::Remove { lease, json }) => {
            let mut tx = house.db().begin().await?;
            let by = Actor::command_line();
            let done = picture::remove_lease(house, &mut tx, &lease, &by).await?;
            house.commit(tx).await?;
            answer(json, &json!(done), &format!("Taken back: {}", told(&done)));
        }
        Act::Substitute { id, other, json } => substitute(house, &id, &other, json).await?,
        Act::Prepare { ids, json } => prepare(house, &ids, json).await?,
        Act::Due { days, json } => due(house, days, json).await?,
        Act::List {
            missing,
            limit,
            after,
            json,
        } => list(house, missing, limit, after, json).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn answer(json: Json, value: &Value, words: &str) {
    say(&if json.json {
        value.to_string()
    } else {
        words.to_owned()
    });
}

/// A lease in one line.
pub fn told(lease: &Lease) -> String {
    let all = |list: Vec<&str>, all: &str| {
        if list.is_empty() {
            all.to_owned()
        } else {
            list.join(", ")
        }
    };
    let uses = lease.uses.iter().map(|used| used.as_str()).collect();
    let editions = lease.editions.iter().map(EditionCode::as_str).collect();
    let countries = lease.territories.iter().map(Territory::as_str).collect();
    let mut line = format!(
        "{}  {}  for {}  in {}  ({})",
        lease.id,
        lease.effect.as_str(),
        all(uses, "every use"),
        all(editions, "every edition"),
        all(countries, "every country"),
    );
    if let Some(from) = lease.from {
        let _ = write!(line, "  from {from}");
    }
    if let Some(until) = lease.until {
        let _ = write!(line, "  until {until}");
    }
    if let Some(note) = &lease.note {
        let _ = write!(line, "  \"{note}\"");
    }
    line
}

async fn edit(house: &House, words: PictureEdit) -> Result<()> {
    let change = Edit {
        headline: words.headline,
        caption: words.caption,
        alt: words.alt,
        credit_line: words.credit,
        photographer: words.photographer,
        source: words.source,
        copyright: words.copyright,
        licence_url: words.licence_url,
        licence_page: words.licence_page,
        digital_source_type: words.digital_source_type,
        locale: words.language,
    };
    if change
        == (Edit {
            locale: change.locale.clone(),
            ..Edit::default()
        })
    {
        anyhow::bail!("say what to change: --caption, --alt, --credit, ...; see --help");
    }
    let mut tx = house.db().begin().await?;
    let done = picture::edit(house, &mut tx, &words.id, change, &Actor::command_line()).await?;
    house.commit(tx).await?;
    let value = form::words(&done);
    answer(words.json, &value, "Changed, wherever the picture stands.");
    Ok(())
}

async fn rights(house: &House, id: &str, category: Option<UsageRights>, json: Json) -> Result<()> {
    if let Some(category) = category {
        let mut tx = house.db().begin().await?;
        let by = Actor::command_line();
        picture::set_rights(house, &mut tx, id, category, &by).await?;
        house.commit(tx).await?;
    }
    let mut tx = house.db().read().await?;
    let record = picture::get(&mut tx, id).await?;
    let leases = picture::leases(&mut tx, id).await?;
    let substitute = picture::substitute_of(&mut tx, record.picture.id).await?;
    let editions = edition::list(&mut tx).await?;
    tx.close().await?;
    let now = house.now();
    let mut verdicts = Vec::new();
    for edition in &editions {
        let territory = Territory::of_locale(&edition.locale);
        for used in Use::ALL {
            let venue = Venue {
                used,
                edition: &edition.code,
                territory: territory.as_ref(),
            };
            verdicts.push((edition.code.clone(), used, verdict(&leases, &venue, now)));
        }
    }
    let category = record.picture.facts.rights;
    let value = json!({
        "id": record.picture.id,
        "rights": category,
        "label": category.label(),
        "leases": leases,
        "substitute": form::named(substitute),
        "now": verdicts.iter().map(|(edition, used, verdict)| json!({
            "edition": edition, "use": used, "is_allowed": verdict.is_allowed(), "why": verdict.to_string(),
        })).collect::<Vec<_>>(),
    });
    let mut words = vec![format!("Rights: {}", category.as_str())];
    words.extend(
        leases
            .iter()
            .map(|lease| format!("Lease:  {}", told(lease))),
    );
    let withheld = verdicts
        .iter()
        .filter(|(_, _, verdict)| !verdict.is_allowed());
    let withheld = withheld.map(|(edition, used, verdict)| {
        format!("Not now: {} in {edition}: {verdict}", used.as_str())
    });
    words.extend(withheld);
    if let Some(substitute) = form::named(substitute) {
        words.push(format!("Substitute: {substitute}"));
    }
    answer(json, &value, &words.join("\n"));
    Ok(())
}

async fn add(house: &House, terms: LeaseAdd) -> Result<()> {
    let given = Terms {
        effect: if terms.allow {
            Effect::Allow
        } else {
            Effect::Deny
        },
        uses: terms.uses,
        editions: terms.editions,
        territories: terms.territories,
        from: terms.from,
        until: terms.until,
        note: terms.note,
    };
    let mut tx = house.db().begin().await?;
    let by = Actor::command_line();
    let lease = picture::add_lease(house, &mut tx, &terms.id, given, &by).await?;
    let record = picture::get(&mut tx, &terms.id).await?;
    let twins = picture::twins(&mut tx, &record.picture).await?;
    house.commit(tx).await?;
    let mut value = json!(lease);
    value["picture"] = json!(record.picture.id);
    value["same_file"] = json!(twins);
    let mut words = told(&lease);
    if !twins.is_empty() {
        let ids: Vec<String> = twins.iter().map(ToString::to_string).collect();
        let _ = write!(
            words,
            "\nThe same file stands under other ids, which have leases of their own: {}",
            ids.join(", ")
        );
    }
    answer(terms.json, &value, &words);
    Ok(())
}

async fn leases(house: &House, id: &str, json: Json) -> Result<()> {
    let mut tx = house.db().read().await?;
    let found = picture::leases(&mut tx, id).await?;
    tx.close().await?;
    let now = house.now();
    let list: Vec<Value> = found
        .iter()
        .map(|lease| {
            let mut value = json!(lease);
            value["holds"] = lease.holds_at(now).into();
            value
        })
        .collect();
    let lines: Vec<String> = found.iter().map(told).collect();
    let words = if lines.is_empty() {
        "The picture has no leases: it may be used as its category says.".to_owned()
    } else {
        lines.join("\n")
    };
    answer(json, &json!({ "leases": list }), &words);
    Ok(())
}

async fn substitute(house: &House, id: &str, other: &str, json: Json) -> Result<()> {
    let other = Some(other).filter(|other| *other != "none");
    let mut tx = house.db().begin().await?;
    let by = Actor::command_line();
    let chosen = picture::set_substitute(house, &mut tx, id, other, &by).await?;
    house.commit(tx).await?;
    let words = match chosen {
        Substitute::Picture(other) => {
            format!("Where the picture may not be shown, {other} is shown.")
        }
        Substitute::Nothing | Substitute::Undecided => {
            "Where the picture may not be shown, nothing is shown.".to_owned()
        }
    };
    let value = json!({ "id": id.trim(), "substitute": form::named(chosen) });
    answer(json, &value, &words);
    Ok(())
}

async fn prepare(house: &House, ids: &[String], json: Json) -> Result<()> {
    let count = if ids.is_empty() {
        picture::prepare(house).await?
    } else {
        for id in ids {
            picture::prepare_one(house, id).await?;
        }
        ids.len()
    };
    let words =
        format!("Renditions of {count} pictures are ordered; `serve` or `work` makes them.");
    answer(json, &json!({ "ordered": count }), &words);
    Ok(())
}

async fn due(house: &House, days: i64, json: Json) -> Result<()> {
    let mut tx = house.db().read().await?;
    let found = picture::due(&mut tx, house.now(), days).await?;
    tx.close().await?;
    let lines: Vec<String> = found.iter().map(due_line).collect();
    let words = if lines.is_empty() {
        format!("No lease ends within {days} days.")
    } else {
        lines.join("\n")
    };
    answer(json, &json!({ "days": days, "leases": found }), &words);
    Ok(())
}

fn due_line(due: &Due) -> String {
    let day = if due.is_today { "today" } else { "" };
    let acts = if due.takes_down.is_empty() {
        "another lease goes on"
    } else {
        match due.substitute.as_deref() {
            None => "then nothing is shown; choose a substitute",
            Some("nothing") => "then nothing is shown",
            Some(_) => "then its substitute is shown",
        }
    };
    let mut line = format!(
        "{}\t{day}\t{}\t{}\t{acts}",
        due.ends_at,
        due.picture,
        due.caption.as_deref().unwrap_or("-")
    );
    for used in &due.uses.stories {
        let _ = write!(
            line,
            "\n\t{}\t{}",
            used.path.as_deref().unwrap_or("not public"),
            used.headline
        );
    }
    for who in &due.uses.portraits {
        let _ = write!(line, "\n\tportrait of {} ({})", who.name, who.edition);
    }
    line
}

async fn list(
    house: &House,
    missing: bool,
    limit: i64,
    after: Option<Uuid>,
    json: Json,
) -> Result<()> {
    let mut tx = house.db().read().await?;
    let after = after.unwrap_or(Uuid::nil());
    let found = picture_edit::list(&mut tx, missing, after, limit).await?;
    tx.close().await?;
    if json.json {
        let pictures: Vec<Value> = found.iter().map(form::line).collect();
        say(&json!({ "pictures": pictures }).to_string());
        return Ok(());
    }
    for line in &found {
        let name = line.caption.as_deref().or(line.file_name.as_deref());
        say(&format!(
            "{}\t{}\t{}\t{}",
            line.id,
            line.rights,
            name.unwrap_or("-"),
            form::lacks(line).join(", ")
        ));
    }
    if found.is_empty() {
        say("There is no such picture.");
    }
    Ok(())
}
