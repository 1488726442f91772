//! The archive: months and days.

use super::{Desk, html, redirect};
use crate::build::{Head, card, frame, later_title};
use crate::cache::Page;
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::route::{Address, before};
use crate::view::{ArchiveDay, ArchiveDayLink, ArchiveLink, ArchivePage, Pager};
use dateline_core::edition::Edition;
use dateline_core::subject::Subject;
use dateline_db::queries::published::{self, CardRow, Cursor};
use http::StatusCode;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;

/// Stories on one page of a month.
const PAGE: usize = 100;

/// The moment a day begins in an edition's zone.
fn start_of(edition: &Edition, day: Date) -> Timestamp {
    day.to_zoned(edition.zone())
        .map_or(Timestamp::UNIX_EPOCH, |z| z.timestamp())
}

fn next_month(first: Date) -> Option<Date> {
    first.checked_add(1.month()).ok()
}

fn month_url(edition: &Edition, day: Date) -> String {
    format!(
        "/{}/archive/{:04}/{:02}",
        edition.code,
        day.year(),
        day.month()
    )
}

fn day_url(edition: &Edition, day: Date) -> String {
    format!("{}/{:02}", month_url(edition, day), day.day())
}

/// Leads to the newest month that has stories.
pub async fn newest(desk: &mut Desk<'_>, masthead: &Masthead) -> SiteResult<Option<Page>> {
    let edition = &masthead.edition;
    let newest = published::newest_before(&mut desk.tx, &edition.code, Timestamp::MAX).await?;
    let day = edition.day(newest.unwrap_or_else(|| desk.site.house.now()));
    redirect(StatusCode::FOUND, &month_url(edition, day)).map(Some)
}

/// The archive of a month.
pub async fn month(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    year: i16,
    month: i8,
    address: &Address,
) -> SiteResult<Option<Page>> {
    let edition = &masthead.edition;
    let Ok(first) = Date::new(year, month, 1) else {
        return Ok(None);
    };
    let Some(after) = next_month(first) else {
        return Ok(None);
    };
    let (from, until) = (start_of(edition, first), start_of(edition, after));
    desk.read.read_all([
        Subject::Month {
            edition: edition.code.clone(),
            year,
            month,
        },
        Subject::Latest(edition.code.clone()),
        Subject::Today(edition.code.clone()),
    ]);
    let times = published::list_times(&mut desk.tx, &edition.code, from, until).await?;
    let earlier = published::newest_before(&mut desk.tx, &edition.code, from).await?;
    let later = published::oldest_after(&mut desk.tx, &edition.code, until).await?;
    // A month without stories is a page only between others, and while it lasts.
    let now = desk.site.house.now();
    let is_present = from <= now && now < until;
    if times.is_empty() && !is_present && (earlier.is_none() || later.is_none()) {
        return Ok(None);
    }
    let start = address.before.unwrap_or(Cursor::before(until));
    let mut rows = published::between(&mut desk.tx, &edition.code, from, start, 101).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| format!("{}?{}", address.path, before(last.cursor())));
    let link = |at: Timestamp| {
        let day = edition.day(at).first_of_month();
        ArchiveLink {
            day: day.to_string(),
            url: month_url(edition, day),
        }
    };
    let title = masthead.locale.dates().month(first);
    let title = later_title(masthead, &title, address.before).unwrap_or(title);
    let mut head = head(edition, &address.path, &title);
    head.before = address.before;
    let page = ArchivePage {
        frame: frame(desk.site, masthead, head),
        month: first.to_string(),
        day: None,
        calendar: calendar(edition, first, &times),
        days: days(desk, edition, &rows),
        earlier: earlier.map(link),
        later: later.map(link),
        month_url: None,
        pager: Pager {
            next_url: next,
            newest_url: address.before.map(|_| address.path.clone()),
            before: super::lists::since(address),
        },
    };
    html(desk, masthead, page).await.map(Some)
}

/// The archive of a day.
pub async fn day(desk: &mut Desk<'_>, masthead: &Masthead, day: Date) -> SiteResult<Option<Page>> {
    let edition = &masthead.edition;
    let Ok(after) = day.tomorrow() else {
        return Ok(None);
    };
    let (from, until) = (start_of(edition, day), start_of(edition, after));
    let first = day.first_of_month();
    let Some(next) = next_month(first) else {
        return Ok(None);
    };
    desk.read.read_all([
        Subject::Month {
            edition: edition.code.clone(),
            year: day.year(),
            month: day.month(),
        },
        Subject::Latest(edition.code.clone()),
        Subject::Today(edition.code.clone()),
    ]);
    let rows = published::between(
        &mut desk.tx,
        &edition.code,
        from,
        Cursor::before(until),
        500,
    )
    .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let times = published::list_times(
        &mut desk.tx,
        &edition.code,
        start_of(edition, first),
        start_of(edition, next),
    )
    .await?;
    let earlier = published::newest_before(&mut desk.tx, &edition.code, from).await?;
    let later = published::oldest_after(&mut desk.tx, &edition.code, until).await?;
    let link = |at: Timestamp| {
        let day = edition.day(at);
        ArchiveLink {
            day: day.to_string(),
            url: day_url(edition, day),
        }
    };
    let path = day_url(edition, day);
    let title = masthead.locale.dates().date(day);
    let page = ArchivePage {
        frame: frame(desk.site, masthead, head(edition, &path, &title)),
        month: first.to_string(),
        day: Some(day.to_string()),
        calendar: calendar(edition, first, &times),
        days: days(desk, edition, &rows),
        earlier: earlier.map(link),
        later: later.map(link),
        month_url: Some(month_url(edition, day)),
        pager: Pager::default(),
    };
    html(desk, masthead, page).await.map(Some)
}

fn head<'a>(edition: &Edition, path: &'a str, title: &'a str) -> Head<'a> {
    let description = Some(crate::view::page_title(&[
        title,
        &edition.name,
        &edition.tagline,
    ]));
    Head {
        path,
        title: vec![title],
        description,
        kind: "website",
        ..Head::default()
    }
}

fn calendar(edition: &Edition, first: Date, times: &[Timestamp]) -> Vec<ArchiveDayLink> {
    let mut counts: BTreeMap<i8, u32> = BTreeMap::new();
    for at in times {
        *counts.entry(edition.day(*at).day()).or_default() += 1;
    }
    (1..=first.days_in_month())
        .filter_map(|number| {
            let day = Date::new(first.year(), first.month(), number).ok()?;
            let count = counts.get(&number).copied().unwrap_or(0);
            Some(ArchiveDayLink {
                number,
                day: day.to_string(),
                url: (count > 0).then(|| day_url(edition, day)),
                count,
            })
        })
        .collect()
}

fn days(desk: &Desk<'_>, edition: &Edition, rows: &[CardRow]) -> Vec<ArchiveDay> {
    desk.read.read_all(
        rows.iter()
            .flat_map(|r| [Subject::Story(r.id), Subject::Comments(r.id)]),
    );
    let mut days: Vec<ArchiveDay> = Vec::new();
    for row in rows {
        let day = edition.day(row.published_at);
        let name = day.to_string();
        match days.last_mut() {
            Some(last) if last.day == name => last.cards.push(card(row)),
            _ => days.push(ArchiveDay {
                url: day_url(edition, day),
                day: name,
                cards: vec![card(row)],
            }),
        }
    }
    days
}

/// The moments a month begins and ends in an edition's zone.
pub fn bounds(edition: &Edition, first: Date) -> (Timestamp, Timestamp) {
    let after = next_month(first).unwrap_or(Date::MAX);
    (start_of(edition, first), start_of(edition, after))
}
