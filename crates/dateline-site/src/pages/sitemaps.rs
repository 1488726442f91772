//! Sitemaps: an index by month, the months, and the news of the last two days.

use super::{Desk, archive};
use crate::build::plain_locale;
use crate::cache::Page;
use crate::error::SiteResult;
use bytes::Bytes;
use dateline_core::edition::Edition;
use dateline_core::subject::Subject;
use dateline_db::from_micros;
use dateline_db::queries::edition;
use dateline_db::queries::published::{self, Cursor};
use dateline_formats::sitemap;
use http::HeaderValue;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// Months named in the index, over all editions.
const MAX_MONTHS: usize = 20_000;

fn xml(text: String) -> Page {
    Page::new(
        HeaderValue::from_static("application/xml; charset=utf-8"),
        Bytes::from(text),
    )
}

/// `/sitemap.xml`: every month of every edition that has stories.
pub async fn index(desk: &mut Desk<'_>) -> SiteResult<Page> {
    let mut maps = Vec::new();
    for edition in edition::list(&mut desk.tx).await? {
        desk.read.read_all([
            Subject::Edition(edition.code.clone()),
            Subject::Latest(edition.code.clone()),
        ]);
        let code = &edition.code;
        let loc =
            |file: String| format!("{}/sitemaps/{code}/{file}.xml", desk.site.settings.origin);
        maps.push(sitemap::Sitemap {
            loc: loc("pages".to_owned()),
            lastmod: None,
        });
        let mut before = Timestamp::MAX;
        while let Some(newest) = published::newest_before(&mut desk.tx, code, before).await? {
            let first = edition.day(newest).first_of_month();
            maps.push(sitemap::Sitemap {
                loc: loc(format!("{:04}-{:02}", first.year(), first.month())),
                lastmod: None,
            });
            before = archive::bounds(&edition, first).0;
            if maps.len() >= MAX_MONTHS {
                break;
            }
        }
    }
    Ok(xml(sitemap::index(&maps)))
}

/// `/sitemaps/{edition}/{yyyy}-{mm}.xml` and `/sitemaps/{edition}/pages.xml`.
pub async fn month(desk: &mut Desk<'_>, code: &str, file: &str) -> SiteResult<Option<Page>> {
    let Some(masthead) = desk.masthead(code).await? else {
        return Ok(None);
    };
    let Some(name) = file.strip_suffix(".xml") else {
        return Ok(None);
    };
    let edition = &masthead.edition;
    if name == "pages" {
        return standing(desk, edition).await.map(Some);
    }
    let Some(first) = month_of(name) else {
        return Ok(None);
    };
    desk.read.read(Subject::Month {
        edition: edition.code.clone(),
        year: first.year(),
        month: first.month(),
    });
    let (from, until) = archive::bounds(edition, first);
    let limit = i64::try_from(sitemap::MAX_URLS).unwrap_or(50_000);
    let rows = published::sitemap(&mut desk.tx, &edition.code, from, until, limit).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let page = |(_, path, updated, _): (_, String, i64, _)| sitemap::Page {
        loc: desk.site.absolute(&path),
        lastmod: Some(from_micros(updated)),
        images: Vec::new(),
        alternates: Vec::new(),
    };
    Ok(Some(xml(sitemap::urls(
        &rows.into_iter().map(page).collect::<Vec<_>>(),
    ))))
}

fn month_of(name: &str) -> Option<Date> {
    let (year, month) = name.split_once('-')?;
    let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()
}

async fn standing(desk: &mut Desk<'_>, edition: &Edition) -> SiteResult<Page> {
    let front = sitemap::Page {
        loc: desk.site.absolute(&format!("/{}/", edition.code)),
        lastmod: None,
        images: Vec::new(),
        alternates: Vec::new(),
    };
    let mut pages = vec![front];
    for (path, _, updated) in published::list_pages(&mut desk.tx, &edition.code).await? {
        pages.push(sitemap::Page {
            loc: desk.site.absolute(&path),
            lastmod: Some(from_micros(updated)),
            images: Vec::new(),
            alternates: Vec::new(),
        });
    }
    Ok(xml(sitemap::urls(&pages)))
}

/// `/news-sitemap.xml`: first published in the last 48 hours, newest first. Made anew each time,
/// since stories leave it by the clock.
pub async fn news(desk: &mut Desk<'_>) -> SiteResult<Page> {
    let since = desk
        .site
        .house
        .now()
        .checked_sub(48.hours())
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let mut items = Vec::new();
    let mut publication = desk.site.settings.publisher.clone();
    for edition in edition::list(&mut desk.tx).await? {
        publication.get_or_insert_with(|| edition.name.clone());
        let limit = i64::try_from(sitemap::MAX_NEWS).unwrap_or(1_000);
        let rows =
            published::between(&mut desk.tx, &edition.code, since, Cursor::START, limit).await?;
        items.extend(rows.into_iter().map(|row| sitemap::NewsItem {
            loc: desk.site.absolute(&row.path),
            language: sitemap::news_language(&plain_locale(&edition.locale)),
            published: row.published_at,
            title: row.card.headline,
        }));
    }
    items.sort_by_key(|i| std::cmp::Reverse(i.published));
    items.truncate(sitemap::MAX_NEWS);
    Ok(xml(sitemap::news(&publication.unwrap_or_default(), &items)).not_stored())
}
