//! Search: results and suggestions, made from pressed rows and never kept.

use super::{Desk, bare_html, html};
use crate::build::{Head, card, frame, url};
use crate::cache::{Page, Recorder};
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::route::Address;
use crate::search::{Asked, NoAnswer, PAGE, PATIENCE, Turn};
use crate::site::Site;
use crate::view::{Choice, Chosen, Link, PieceView, SearchHit, SearchPage, SearchState};
use bytes::Bytes;
use dateline_core::body::text;
use dateline_core::id::StoryId;
use dateline_core::pressed::PressedStory;
use dateline_core::slug::encode_path;
use dateline_core::story::StoryFormat;
use dateline_db::queries::published::{self, CardRow};
use dateline_db::queries::{filing, people, search_log};
use dateline_search::{Found, How, Language, MAX_CHARS, MAX_WORDS, Passages, Piece, Request};
use http::{HeaderValue, StatusCode, header};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// Stories suggested at once.
const SUGGESTED: usize = 8;
/// How long a suggestion is looked for.
const SUGGESTION_PATIENCE: Duration = Duration::from_millis(60);
/// Length of a passage, in characters.
const PASSAGE: usize = 240;
/// The same where a character is a word.
const DENSE_PASSAGE: usize = 110;
/// Topics and authors offered to narrow a search.
const OFFERED: usize = 6;
/// The script that completes what is typed.
const ISLAND: &str = "search.js";

/// What is made of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The page of results.
    Results,
    /// Suggestions, as JSON.
    Suggestions,
}

/// The answer to a question in an edition; of an edition that is not there, the page that says so.
pub async fn answer(site: &Arc<Site>, code: &str, asked: Asked, kind: Kind) -> SiteResult<Page> {
    let is_long = asked.text.chars().count() > MAX_CHARS;
    let is_asked = !is_long && (!asked.text.is_empty() || asked.has_filters());
    // The turn is waited for before a connection is taken: who waits keeps no page from being made.
    let turn = if is_asked {
        Some(site.search.turn().await)
    } else {
        None
    };
    let heard = site.mastheads.heard();
    let mut desk = Desk {
        site,
        tx: site.house.db().read().await?,
        heard,
        read: Recorder::new(),
        now: site.house.now(),
    };
    let made = match desk.masthead(code).await? {
        Some(masthead) if kind == Kind::Suggestions => {
            Box::pin(suggestions(&mut desk, &masthead, &asked, turn)).await
        }
        Some(masthead) => Box::pin(results(&mut desk, &masthead, &asked, turn)).await,
        None => {
            let address = Address {
                path: format!("/{code}/search"),
                before: None,
                query: None,
            };
            Box::pin(super::errors::page(
                &mut desk,
                &address,
                StatusCode::NOT_FOUND,
            ))
            .await
        }
    };
    desk.tx.close().await?;
    made.map(Page::not_stored)
}

type Place<'t> = Option<Result<Turn<'t>, NoAnswer>>;

/// Asks the index, leaving out what was withdrawn since it last heard.
async fn ask(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    asked: &Asked,
    turn: Turn<'_>,
    kind: Kind,
) -> SiteResult<Result<Found, NoAnswer>> {
    let gone = search_log::withdrawn_after(&mut desk.tx, turn.snapshot.mark.seq).await?;
    let excluded: HashSet<u128> = gone.iter().map(|id| id.0.as_u128()).collect();
    let edition = &masthead.edition;
    let (code, language) = (edition.code.0.clone(), Language::of_locale(&edition.locale));
    let (text, filters, order) = (asked.text.clone(), asked.filters(edition), asked.order());
    let (offset, now) = ((asked.page - 1) * PAGE, desk.now.as_second());
    let found = turn.ask(move |index, snapshot| {
        let request = Request {
            edition: &code,
            language,
            text: &text,
            filters,
            order,
            offset: if kind == Kind::Results { offset } else { 0 },
            limit: if kind == Kind::Results {
                PAGE
            } else {
                SUGGESTED
            },
            now,
            excluded: &excluded,
            patience: if kind == Kind::Results {
                PATIENCE
            } else {
                SUGGESTION_PATIENCE
            },
        };
        match kind {
            Kind::Results => index.search_in(snapshot, &request),
            Kind::Suggestions => index.suggest_in(snapshot, &request),
        }
    });
    Ok(found.await)
}

/// The stories that were found, in order, as they are now; what is not public any more is missing.
async fn stories(desk: &mut Desk<'_>, found: &Found) -> SiteResult<Vec<PressedStory>> {
    let ids: Vec<StoryId> = found
        .hits
        .iter()
        .map(|hit| StoryId(Uuid::from_u128(hit.id)))
        .collect();
    let mut rows = published::list_full(&mut desk.tx, &ids).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}

async fn results(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    asked: &Asked,
    turn: Place<'_>,
) -> SiteResult<Page> {
    let mut page = form(desk, masthead, asked).await?;
    let found = match turn {
        None => {
            let length = asked.text.chars().count();
            if length > MAX_CHARS {
                page.state = SearchState::Long;
                page.length = i64::try_from(length).unwrap_or(i64::MAX);
            }
            return bare_html(desk.site, masthead, &page);
        }
        Some(Ok(turn)) => ask(desk, masthead, asked, turn, Kind::Results).await?,
        Some(Err(error)) => Err(error),
    };
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            (page.state, page.is_partial) = match error {
                NoAnswer::Building => (SearchState::Building, false),
                NoAnswer::Busy => (SearchState::Busy, false),
            };
            let made = bare_html(desk.site, masthead, &page)?;
            let made = made.with_status(StatusCode::SERVICE_UNAVAILABLE);
            return Ok(made.with_header(header::RETRY_AFTER, HeaderValue::from_static("3")));
        }
    };
    if found.is_empty {
        return bare_html(desk.site, masthead, &page);
    }
    fill(desk, masthead, asked, &found, &mut page).await?;
    html(desk, masthead, page).await
}

/// Puts what was found on the page.
async fn fill(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    asked: &Asked,
    found: &Found,
    page: &mut SearchPage,
) -> SiteResult<()> {
    let code = masthead.edition.code.as_str();
    let rows = stories(desk, found).await?;
    let missing = found.hits.len() - rows.len();
    let total = found.total.saturating_sub(missing as u64);
    page.found = i64::try_from(total).unwrap_or(i64::MAX);
    page.has_more = !found.is_complete;
    page.most_words = found.is_cut.then(|| i64::try_from(MAX_WORDS).unwrap_or(0));
    if let How::Similar(pairs) = &found.how {
        page.is_similar = true;
        page.instead = pairs.iter().map(|(_, taken)| taken.clone()).collect();
    }
    page.is_most = found.how == How::Most;
    page.state = if rows.is_empty() {
        SearchState::Nothing
    } else {
        SearchState::Results
    };
    let is_last = asked.page >= Asked::last();
    let goes_on = found.total > (asked.page * PAGE) as u64;
    page.is_end = goes_on && is_last;
    let turn = |number: usize| {
        let other = Asked {
            page: number,
            ..asked.clone()
        };
        other.address(code)
    };
    page.next_url = (goes_on && !is_last).then(|| turn(asked.page + 1));
    page.previous_url = (asked.page > 1).then(|| turn(asked.page - 1));
    (page.topics, page.people) = offers(&rows, asked, code);
    let is_dense = Language::of_locale(&masthead.edition.locale) == Language::Chinese;
    let length = if is_dense { DENSE_PASSAGE } else { PASSAGE };
    let terms = found.terms.clone();
    // Texts are taken apart where it blocks nobody.
    let marked = tokio::task::spawn_blocking(move || {
        let mut passages = Passages::new(&terms);
        let mark = |row: PressedStory| hit(&mut passages, row, length);
        rows.into_iter().map(mark).collect::<Vec<_>>()
    });
    page.hits = marked.await.unwrap_or_default();
    Ok(())
}

/// A story that was found, with its words marked.
fn hit(passages: &mut Passages<'_>, row: PressedStory, length: usize) -> SearchHit {
    let content = &row.document.content;
    let mut words = String::new();
    if let Some(standfirst) = &content.standfirst {
        words.push_str(&standfirst.plain());
        words.push('\n');
    }
    words.push_str(&text::render(&content.body));
    let headline = passages.whole(&row.card.headline);
    let mut passage = passages.best(&words, length);
    if passage.is_empty() {
        passage = passages.whole(&row.card.trail_text);
    }
    let view = |piece: Piece| PieceView {
        text: piece.text,
        is_marked: piece.is_marked,
    };
    let row = CardRow {
        id: row.id,
        edition: row.edition,
        path: row.path,
        format: row.format,
        published_at: row.published_at,
        updated_at: row.updated_at,
        comments: row.comments,
        comment_count: 0,
        card: row.card,
    };
    let mut card = card(&row);
    card.comment_count = None;
    SearchHit {
        card,
        headline: headline.into_iter().map(view).collect(),
        passage: passage.into_iter().map(view).collect(),
    }
}

/// Topics and authors of what was found, most frequent first, as the same search within them.
fn offers(rows: &[PressedStory], asked: &Asked, code: &str) -> (Vec<Link>, Vec<Link>) {
    let topics = rows.iter().flat_map(|row| &row.document.tags);
    let topics = topics.map(|tag| (tag.slug.as_str(), tag.name.as_str()));
    let people = rows.iter().flat_map(|row| &row.document.byline);
    let people = people.map(|who| (who.slug.as_str(), who.name.as_str()));
    let topic = |slug: &str| asked.with(|asked| asked.topic = Some(slug.to_owned()));
    let by = |slug: &str| asked.with(|asked| asked.by = Some(slug.to_owned()));
    let link = |other: Asked, name: &str| Link::new(name, other.address(code));
    let offered = |each: Vec<(String, String)>, with: &dyn Fn(&str) -> Asked| {
        let links = each
            .into_iter()
            .map(|(slug, name)| link(with(&slug), &name));
        links.collect()
    };
    let topics = if asked.topic.is_some() {
        Vec::new()
    } else {
        frequent(topics)
    };
    let people = if asked.by.is_some() {
        Vec::new()
    } else {
        frequent(people)
    };
    (offered(topics, &topic), offered(people, &by))
}

fn frequent<'a>(each: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    let mut counted: Vec<((&str, &str), usize)> = Vec::new();
    for one in each {
        match counted.iter_mut().find(|(known, _)| known.0 == one.0) {
            Some((_, count)) => *count += 1,
            None => counted.push((one, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let kept = counted.into_iter().take(OFFERED);
    kept.map(|((slug, name), _)| (slug.to_owned(), name.to_owned()))
        .collect()
}

/// The page with its form and nothing found yet.
async fn form(desk: &mut Desk<'_>, masthead: &Masthead, asked: &Asked) -> SiteResult<SearchPage> {
    let code = masthead.edition.code.as_str();
    let path = format!("/{code}/search");
    let query: String = asked.text.chars().take(MAX_CHARS).collect();
    let title = masthead.locale.plain("search-title", &[]);
    let mut parts = vec![title.as_str()];
    if !query.is_empty() {
        parts.insert(0, &query);
    }
    let head = Head {
        path: &path,
        title: parts,
        kind: "website",
        ..Head::default()
    };
    let mut frame = frame(desk.site, masthead, head);
    if !query.is_empty() || asked.has_filters() {
        frame.canonical_url = None;
    }
    frame.open_graph = None;
    frame.robots = Some("noindex".to_owned());
    frame.islands.push(ISLAND);
    let section = |s: &dateline_core::tag::Section| Choice {
        value: s.slug.clone(),
        name: s.name.clone(),
        is_chosen: asked.section.as_deref() == Some(&s.slug),
    };
    let format = |format: &StoryFormat| Choice {
        value: format.as_str().to_owned(),
        name: masthead
            .locale
            .plain(&format!("format-{}", format.as_str()), &[]),
        is_chosen: asked.format == Some(*format),
    };
    Ok(SearchPage {
        action: encode_path(&path),
        suggest_url: url(&[code, "search", "suggest"]),
        longest: i64::try_from(MAX_CHARS).unwrap_or(0),
        is_partial: desk.site.search.standing().building.is_some(),
        sections: masthead.sections.iter().map(section).collect(),
        formats: StoryFormat::ALL.iter().map(format).collect(),
        from: asked.from.map(|day| day.to_string()),
        to: asked.to.map(|day| day.to_string()),
        is_newest_first: asked.is_newest_first,
        has_filters: asked.has_filters(),
        chosen: chosen(desk, masthead, asked).await?,
        page: i64::try_from(asked.page).unwrap_or(1),
        query,
        frame,
        ..SearchPage::default()
    })
}

/// Topic and author asked for, by name where there is such a one.
async fn chosen(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    asked: &Asked,
) -> SiteResult<Vec<Chosen>> {
    let code = &masthead.edition.code;
    let mut chosen = Vec::new();
    if let Some(slug) = &asked.topic {
        let tag = filing::find_tag(&mut desk.tx, code, slug).await?;
        chosen.push(Chosen {
            kind: "topic",
            value: slug.clone(),
            name: tag.map_or_else(|| slug.clone(), |tag| tag.name),
            without_url: asked
                .with(|asked| asked.topic = None)
                .address(code.as_str()),
        });
    }
    if let Some(slug) = &asked.by {
        let who = people::find(&mut desk.tx, code, slug).await?;
        chosen.push(Chosen {
            kind: "by",
            value: slug.clone(),
            name: who.map_or_else(|| slug.clone(), |who| who.name),
            without_url: asked.with(|asked| asked.by = None).address(code.as_str()),
        });
    }
    Ok(chosen)
}

/// Stories whose headline may be what is being typed.
async fn suggestions(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    asked: &Asked,
    turn: Place<'_>,
) -> SiteResult<Page> {
    let mut shown = Vec::new();
    let mut is_away = false;
    if let Some(turn) = turn {
        let found = match turn {
            Ok(turn) => ask(desk, masthead, asked, turn, Kind::Suggestions).await?,
            Err(error) => Err(error),
        };
        match found {
            Ok(found) => {
                for row in stories(desk, &found).await? {
                    shown.push(serde_json::json!({
                        "headline": row.card.headline,
                        "url": encode_path(&row.path),
                        "section": row.card.section.name,
                    }));
                }
            }
            Err(_) => is_away = true,
        }
    }
    let answer = serde_json::json!({ "query": asked.text.chars().take(MAX_CHARS).collect::<String>(), "suggestions": shown });
    let kind = HeaderValue::from_static("application/json");
    let page = Page::new(kind, Bytes::from(answer.to_string()));
    if is_away {
        let page = page.with_status(StatusCode::SERVICE_UNAVAILABLE);
        return Ok(page.with_header(header::RETRY_AFTER, HeaderValue::from_static("3")));
    }
    Ok(page)
}

/// What browsers are told of search (`OpenSearch` 1.1).
pub fn description(site: &Site, masthead: &Masthead) -> Page {
    let edition = &masthead.edition;
    let code = edition.code.as_str();
    let words = [("name", dateline_web::i18n::Arg::Text(edition.name.as_str()))];
    let about = masthead.locale.plain("search-description", &words);
    let escape = |text: &str| {
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        crate::build::escaped(&text)
    };
    let short: String = edition.name.chars().take(16).collect();
    let search = site.absolute(&format!("/{code}/search"));
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{}</ShortName>\n<LongName>{}</LongName>\n<Description>{}</Description>\n<Language>{}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n<Image width=\"16\" height=\"16\" type=\"image/svg+xml\">{}</Image>\n<Url type=\"text/html\" template=\"{search}?q={{searchTerms}}\"/>\n<Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"{}\"/>\n</OpenSearchDescription>\n",
        escape(short.trim()),
        escape(&edition.name.chars().take(48).collect::<String>()),
        escape(&about),
        escape(&crate::build::plain_locale(&edition.locale)),
        escape(&site.absolute("/favicon.svg")),
        escape(&site.absolute(&format!("/{code}/opensearch.xml"))),
    );
    let kind = HeaderValue::from_static("application/opensearchdescription+xml");
    Page::new(kind, Bytes::from(xml))
}
