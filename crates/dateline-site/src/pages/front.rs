//! The front of an edition.

use super::{Desk, html};
use crate::build::{Head, bare, card, frame, plain_locale, url};
use crate::cache::Page;
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::view::{CardView, ContainerView, FrontPage, JsonLd, Layout, Link, PictureView};
use dateline_core::body::limits::is_safe_href;
use dateline_core::front::{Backfill, Card, Container, ContainerLayout, Front};
use dateline_core::id::{PictureId, StoryId};
use dateline_core::pressed::PressedPicture;
use dateline_core::story::StoryFormat;
use dateline_core::subject::Subject;
use dateline_db::queries::front as fronts;
use dateline_db::queries::picture;
use dateline_db::queries::published::{self, CardRow, Cursor};
use dateline_formats::json_ld;
use std::collections::{HashMap, HashSet};

/// Newest stories looked at for the lead, the river and the ranking.
const NEWEST: i64 = 60;

/// Makes the front.
pub async fn page(desk: &mut Desk<'_>, masthead: &Masthead) -> SiteResult<Page> {
    let code = &masthead.edition.code;
    desk.read.read_all([
        Subject::Front(code.clone()),
        Subject::Latest(code.clone()),
        Subject::Today(code.clone()),
    ]);
    let front = fronts::find_pressed(&mut desk.tx, code)
        .await?
        .unwrap_or_else(|| Front::usual(&masthead.sections, &masthead.navigation));
    set(desk, masthead, &front).await
}

/// Makes the front of this one.
pub async fn set(desk: &mut Desk<'_>, masthead: &Masthead, front: &Front) -> SiteResult<Page> {
    let by_hand: Vec<StoryId> = front.stories().collect();
    let placed = published::cards_by_id(&mut desk.tx, &by_hand).await?;
    let placed: HashMap<StoryId, CardRow> = placed.into_iter().map(|c| (c.id, c)).collect();
    desk.read
        .read_all(by_hand.iter().map(|id| Subject::Story(*id)));
    let chosen = chosen(desk, masthead, &front.pictures()).await?;
    let (newest, sticky) = newest(desk, masthead).await?;
    let mut setter = Setter {
        desk,
        masthead,
        placed,
        chosen,
        newest,
        sticky,
        used: HashSet::new(),
        sections_set: 0,
        shown: Vec::new(),
    };
    let mut page = FrontPage::default();
    for container in &front.containers {
        setter.set(container, &mut page).await?;
    }
    let shown = setter.shown;
    let path = format!("/{}/", masthead.edition.code);
    page.frame = frame(desk.site, masthead, head(masthead, &path));
    page.frame.json_ld = Some(structured(desk, masthead, &shown));
    html(desk, masthead, page).await
}

/// Pictures editors chose for cards, those whose file is here. Like every picture of a page they are
/// screened before it is made.
async fn chosen(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    ids: &[PictureId],
) -> SiteResult<HashMap<PictureId, PictureView>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    desk.read
        .read_all(ids.iter().map(|id| Subject::Picture(*id)));
    let found = picture::list(&mut desk.tx, ids, &masthead.edition.locale).await?;
    let pressed = found.iter().filter_map(PressedPicture::of);
    Ok(pressed
        .map(|picture| (picture.id, bare(&picture)))
        .collect())
}

fn head<'a>(masthead: &Masthead, path: &'a str) -> Head<'a> {
    let edition = &masthead.edition;
    Head {
        path,
        description: Some(edition.tagline.clone()),
        feeds: Some((format!("/{}", edition.code), edition.name.clone())),
        alternates: masthead
            .all
            .iter()
            .map(|e| (plain_locale(&e.locale), format!("/{}/", e.code)))
            .collect(),
        kind: "website",
        ..Head::default()
    }
}

/// Sticky stories, then the newest; how many are sticky.
async fn newest(desk: &mut Desk<'_>, masthead: &Masthead) -> SiteResult<(Vec<CardRow>, usize)> {
    let code = &masthead.edition.code;
    let mut rows = published::sticky(&mut desk.tx, code, 3).await?;
    let latest = published::latest(&mut desk.tx, code, Cursor::START, NEWEST).await?;
    let sticky = rows.len();
    let known: HashSet<StoryId> = rows.iter().map(|r| r.id).collect();
    rows.extend(latest.into_iter().filter(|r| !known.contains(&r.id)));
    desk.read.read_all(
        rows.iter()
            .flat_map(|r| [Subject::Story(r.id), Subject::Comments(r.id)]),
    );
    Ok((rows, sticky))
}

struct Setter<'a, 'b> {
    desk: &'a mut Desk<'b>,
    masthead: &'a Masthead,
    placed: HashMap<StoryId, CardRow>,
    /// Pictures chosen for cards.
    chosen: HashMap<PictureId, PictureView>,
    newest: Vec<CardRow>,
    /// How many of the newest, from the first, are sticky.
    sticky: usize,
    used: HashSet<StoryId>,
    sections_set: usize,
    /// Address and headline of what is shown, for structured data.
    shown: Vec<(String, String)>,
}

impl Setter<'_, '_> {
    async fn set(&mut self, container: &Container, page: &mut FrontPage) -> SiteResult<()> {
        match container.layout {
            ContainerLayout::River => {
                let mut rows: Vec<&CardRow> = self.newest.iter().collect();
                rows.sort_by_key(|r| std::cmp::Reverse(r.published_at));
                page.latest = rows
                    .into_iter()
                    .take(container.size.into())
                    .map(card)
                    .collect();
            }
            ContainerLayout::Ranking => {
                let mut rows: Vec<&CardRow> =
                    self.newest.iter().filter(|r| r.comment_count > 0).collect();
                rows.sort_by_key(|r| std::cmp::Reverse((r.comment_count, r.published_at)));
                // A ranking of one or two says nothing.
                if rows.len() >= 3 {
                    page.most_discussed = rows
                        .into_iter()
                        .take(container.size.into())
                        .map(card)
                        .collect();
                }
            }
            ContainerLayout::Lead | ContainerLayout::Section | ContainerLayout::Opinion => {
                let mut cards = self.cards(container).await?;
                if self.section(container).is_some() {
                    for card in &mut cards {
                        card.section = None;
                    }
                }
                if !cards.is_empty() {
                    let view = ContainerView {
                        title: self.title(container),
                        layout: self.layout(container),
                        cards,
                    };
                    page.containers.push(view);
                }
            }
        }
        Ok(())
    }

    async fn cards(&mut self, container: &Container) -> SiteResult<Vec<CardView>> {
        let size = usize::from(container.size);
        let mut cards: Vec<CardView> = Vec::with_capacity(size);
        for place in container.cards.iter().take(size) {
            if let Some(view) = self.by_hand(place) {
                cards.push(view);
            }
        }
        let rows = self.backfill(container).await?;
        for row in &rows {
            if cards.len() >= size {
                break;
            }
            if self.used.insert(row.id) {
                cards.push(self.show(row));
            }
        }
        Ok(cards)
    }

    fn show(&mut self, row: &CardRow) -> CardView {
        let view = card(row);
        self.shown
            .push((self.desk.site.absolute(&row.path), view.headline.clone()));
        view
    }

    fn by_hand(&mut self, place: &Card) -> Option<CardView> {
        match place {
            Card::Story {
                story,
                kicker,
                headline,
                trail_text,
                picture,
            } => {
                let row = self.placed.get(story)?.clone();
                if !self.used.insert(*story) {
                    return None;
                }
                let mut view = self.show(&row);
                view.kicker = kicker.clone().or(view.kicker);
                view.trail_text = trail_text.clone().or(view.trail_text);
                if let Some(headline) = headline {
                    view.headline.clone_from(headline);
                    if let Some((_, name)) = self.shown.last_mut() {
                        name.clone_from(headline);
                    }
                }
                let chosen = picture.and_then(|id| self.chosen.get(&id));
                view.picture = chosen.cloned().or(view.picture);
                Some(view)
            }
            Card::Snap {
                headline,
                href,
                trail_text,
            } => is_safe_href(href).then(|| CardView {
                url: href.clone(),
                headline: headline.clone(),
                trail_text: trail_text.clone(),
                format: "news",
                ..CardView::default()
            }),
        }
    }

    async fn backfill(&mut self, container: &Container) -> SiteResult<Vec<CardRow>> {
        let wanted =
            i64::from(container.size) + i64::try_from(self.used.len()).unwrap_or(0).min(24);
        let tx = &mut self.desk.tx;
        let rows = match container.backfill {
            None => Vec::new(),
            Some(Backfill::Latest) if container.layout == ContainerLayout::Lead => {
                self.news_first()
            }
            Some(Backfill::Latest | Backfill::MostDiscussed) => self.newest.clone(),
            Some(Backfill::Section { section }) => {
                self.desk.read.read(Subject::Section(section));
                published::latest_in_section(tx, section, Cursor::START, wanted).await?
            }
            Some(Backfill::Tag { tag }) => {
                self.desk.read.read(Subject::Tag(tag));
                published::latest_with_tag(tx, tag, Cursor::START, wanted).await?
            }
            Some(Backfill::Format { format }) => self
                .newest
                .iter()
                .filter(|r| r.format == format)
                .cloned()
                .collect(),
        };
        self.desk.read.read_all(
            rows.iter()
                .flat_map(|r| [Subject::Story(r.id), Subject::Comments(r.id)]),
        );
        Ok(rows)
    }

    /// The newest with opinion last: what somebody thinks leads a page only where an editor puts it
    /// there, or where there is nothing else.
    fn news_first(&self) -> Vec<CardRow> {
        let mut rows = self.newest.clone();
        let (_, unplaced) = rows.split_at_mut(self.sticky);
        unplaced.sort_by_key(|r| r.format == StoryFormat::Opinion);
        rows
    }

    fn section(&self, container: &Container) -> Option<&dateline_core::tag::Section> {
        let Some(Backfill::Section { section }) = container.backfill else {
            return None;
        };
        self.masthead.sections.iter().find(|s| s.id == section)
    }

    fn title(&self, container: &Container) -> Option<Link> {
        let section = self.section(container);
        let name = container
            .title
            .clone()
            .or_else(|| section.map(|s| s.name.clone()))?;
        let code = self.masthead.edition.code.as_str();
        Some(Link::new(
            name,
            section.map_or_else(|| crate::build::front_url(code), |s| url(&[code, &s.slug])),
        ))
    }

    fn layout(&mut self, container: &Container) -> Layout {
        match container.layout {
            ContainerLayout::Lead => Layout::Lead,
            ContainerLayout::Opinion => Layout::Opinion,
            _ => {
                let layout = Layout::for_section(
                    self.sections_set,
                    self.section(container).map_or("", |s| &s.slug),
                );
                if layout != Layout::Opinion {
                    self.sections_set += 1;
                }
                layout
            }
        }
    }
}

fn structured(desk: &Desk<'_>, masthead: &Masthead, shown: &[(String, String)]) -> JsonLd {
    let paper = super::structured::paper(desk.site, masthead);
    let front = json_ld::Front {
        url: desk.site.absolute(&format!("/{}/", masthead.edition.code)),
        name: masthead.edition.name.clone(),
        description: Some(masthead.edition.tagline.clone()).filter(|t| !t.is_empty()),
        language: plain_locale(&masthead.edition.locale),
        updated: None,
        stories: shown
            .iter()
            .map(|(url, name)| json_ld::Crumb {
                name: name.clone(),
                url: url.clone(),
            })
            .collect(),
        breadcrumbs: Vec::new(),
    };
    JsonLd::new(&json_ld::front(&paper, &front))
}
