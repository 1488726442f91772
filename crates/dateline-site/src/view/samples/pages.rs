//! One edition's sample pages.

use super::AnyPage;
use super::frame::ORIGIN;
use super::house::{House, moment};
use crate::view::{
    ArchiveDay, ArchiveDayLink, ArchiveLink, ArchivePage, ContainerView, ContributorPage,
    DiscussionView, ErrorKind, ErrorPage, Frame, FrontPage, JsonLd, Layout, OpenGraph,
    OpenGraphImage, Pager, SectionPage, StandingPage, StoryPage, TagPage,
};
use dateline_web::i18n::Arg;

const DAY: &str = "2026-11-22";

type Named = (String, AnyPage);

impl House<'_> {
    pub fn pages(&self) -> Vec<Named> {
        let mut pages = vec![
            ("front".to_owned(), AnyPage::Front(self.front())),
            ("front-empty".to_owned(), AnyPage::Front(self.empty_front())),
        ];
        pages.extend(self.story_pages());
        pages.extend(self.list_pages());
        pages.extend(self.archive_pages());
        pages.extend(self.other_pages());
        pages.extend(self.search_pages());
        pages.extend(self.comfort_pages());
        pages
    }

    fn front(&self) -> FrontPage {
        let containers = self.containers();
        let mut most_discussed = self.cards_of(|_| true);
        most_discussed.sort_by_key(|c| std::cmp::Reverse(c.comment_count));
        most_discussed.truncate(5);
        let mut latest = self.cards_of(|_| true);
        latest.truncate(12);
        FrontPage {
            frame: self.front_frame(),
            containers,
            latest,
            most_discussed,
        }
    }

    fn containers(&self) -> Vec<ContainerView> {
        let mut fresh = self.cards_of(|s| s.section != "opinion" && s.format != "gallery");
        fresh.sort_by_key(|c| (c.kicker.is_none(), c.picture.is_none()));
        fresh.truncate(8);
        let mut used: Vec<String> = fresh.iter().map(|c| c.url.clone()).collect();
        let top = ContainerView {
            title: None,
            layout: Layout::Lead,
            cards: fresh,
        };
        let opinion = ContainerView {
            title: Some(self.section("opinion")),
            layout: Layout::Opinion,
            cards: self.cards_of(|s| s.format == "opinion"),
        };
        used.extend(opinion.cards.iter().map(|c| c.url.clone()));
        let mut containers = vec![top, opinion];
        for slug in ["city", "culture", "economy", "science", "world", "politics"] {
            let mut cards = self.cards_of(|s| s.section == slug && !used.contains(&self.url(s)));
            for card in &mut cards {
                card.section = None;
            }
            if !cards.is_empty() {
                let layout = Layout::for_section(containers.len() - 2, slug);
                let title = Some(self.section(slug));
                containers.push(ContainerView {
                    title,
                    layout,
                    cards,
                });
            }
        }
        containers
    }

    fn front_frame(&self) -> Frame {
        Frame {
            today: Some(DAY.to_owned()),
            ..self.frame("", &self.edition.url)
        }
    }

    fn empty_front(&self) -> FrontPage {
        FrontPage {
            frame: self.front_frame(),
            ..FrontPage::default()
        }
    }

    /// The first story of each format, and each that has what others lack (notices, a table, a gallery).
    fn story_pages(&self) -> Vec<Named> {
        let mut pages = Vec::new();
        let mut formats = Vec::new();
        for story in self.stories {
            let special =
                !story.notices.is_empty() || story.body.iter().any(|p| p.contains_key("table"));
            if formats.contains(&&story.format) && !special {
                continue;
            }
            formats.push(&story.format);
            let name = format!("story-{}-{}", story.format, pages.len());
            pages.push((name, AnyPage::Story(Box::new(self.framed_story(story)))));
        }
        pages.extend(self.stories.first().map(|s| {
            (
                "story-bare".to_owned(),
                AnyPage::Story(Box::new(self.bare_story(s))),
            )
        }));
        pages
    }

    fn framed_story(&self, story: &super::paper::StoryFile) -> StoryPage {
        let mut page = self.story(story);
        let path = self.url(story);
        let mut frame = self.frame(&story.headline, &path);
        frame.description.clone_from(&story.trail_text);
        frame.json_ld = Some(JsonLd::new(&format!(
            "{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":{}}}",
            serde_json::Value::from(story.headline.as_str())
        )));
        frame.open_graph = Some(OpenGraph {
            kind: "article",
            title: story.headline.clone(),
            locale: self.edition.locale.replace('-', "_"),
            image: page
                .lead
                .as_ref()
                .map(|p| OpenGraphImage::of(p, format!("{ORIGIN}{}", p.src))),
            published: Some(self.locale.iso(moment(story.minutes_ago).0)),
            modified: story
                .updated_minutes_ago
                .map(|m| self.locale.iso(moment(m).0)),
            section: Some(page.section.name.clone()),
            tags: page.tags.iter().map(|t| t.name.clone()).collect(),
            authors: page.byline.iter().map(|p| p.name.clone()).collect(),
        });
        page.frame = frame;
        page
    }

    /// A story with nothing it need not have; imported archives are full of them.
    fn bare_story(&self, story: &super::paper::StoryFile) -> StoryPage {
        let full = self.framed_story(story);
        StoryPage {
            frame: Frame {
                open_graph: None,
                json_ld: None,
                description: None,
                ..full.frame
            },
            id: full.id,
            report_url: full.report_url,
            format: "news",
            section: full.section,
            headline: full.headline,
            published: full.published,
            body_html: "<p>…</p>".to_owned(),
            discussion: Some(DiscussionView {
                policy: "read_only",
                ..DiscussionView::default()
            }),
            ..StoryPage::default()
        }
    }

    fn list_pages(&self) -> Vec<Named> {
        let code = &self.edition.code;
        let paper = &self.library.paper;
        let mut pages = Vec::new();
        if let Some(section) = paper.sections.first() {
            let path = format!("/{code}/{}", section.slug);
            let name = self.section(&section.slug).name;
            let mut cards = self.cards_of(|s| s.section == section.slug);
            for card in &mut cards {
                card.section = None;
            }
            let description = section.descriptions.get(code).cloned();
            let first = SectionPage {
                frame: self.frame(&name, &path),
                name,
                description,
                cards,
                pager: Pager {
                    next_url: Some(format!("{path}?before=1")),
                    ..Pager::default()
                },
            };
            let second = SectionPage {
                pager: Pager {
                    newest_url: Some(path),
                    before: first.cards.last().and_then(|c| c.published),
                    ..Pager::default()
                },
                ..first.clone()
            };
            let empty = SectionPage {
                cards: Vec::new(),
                pager: Pager::default(),
                description: None,
                ..first.clone()
            };
            pages.extend(
                [
                    ("section", first),
                    ("section-older", second),
                    ("section-empty", empty),
                ]
                .map(|(n, p)| (n.to_owned(), AnyPage::Section(p))),
            );
        }
        for kind in ["topic", "person", "place", "organisation", "series"] {
            let Some(tag) = paper.tags.iter().find(|t| t.kind == kind) else {
                continue;
            };
            let name = tag.names.get(code).cloned().unwrap_or_default();
            let cards = self.cards_of(|s| s.tags.contains(&tag.slug));
            let frame = self.frame(&name, &format!("/{code}/topics/{}", tag.slug));
            let page = TagPage {
                frame,
                name,
                kind,
                description: tag.descriptions.get(code).cloned(),
                cards,
                pager: Pager::default(),
            };
            pages.push((format!("tag-{kind}"), AnyPage::Tag(page)));
        }
        pages.extend(paper.staff.first().map(|staff| {
            (
                "contributor".to_owned(),
                AnyPage::Contributor(self.contributor(staff)),
            )
        }));
        pages
    }

    fn contributor(&self, staff: &super::paper::StaffFile) -> ContributorPage {
        let person = self.person(&staff.slug);
        ContributorPage {
            frame: self.frame(&person.name, person.url.as_deref().unwrap_or_default()),
            name: person.name,
            role: person.role,
            biography_html: staff
                .bios
                .get(&self.edition.code)
                .map(|b| format!("<p>{b}</p>")),
            picture: person.picture,
            cards: self.cards_of(|s| s.byline.contains(&staff.slug)),
            pager: Pager::default(),
        }
    }

    fn archive_pages(&self) -> Vec<Named> {
        let base = format!("/{}/archive/2026", self.edition.code);
        let mut days: Vec<ArchiveDay> = Vec::new();
        for card in self.cards_of(|_| true) {
            let Some(at) = card.published else { continue };
            let day = self.locale.day(at.0).to_string();
            if !day.starts_with("2026-11") {
                continue;
            }
            match days.last_mut() {
                Some(last) if last.day == day => last.cards.push(card),
                _ => days.push(ArchiveDay {
                    url: format!("{base}/11/{}", &day[8..]),
                    day,
                    cards: vec![card],
                }),
            }
        }
        let calendar = (1..=30_i8).map(|number| {
            let day = format!("2026-11-{number:02}");
            let found = days.iter().find(|d| d.day == day);
            ArchiveDayLink {
                number,
                url: found.map(|d| d.url.clone()),
                count: found.map_or(0, |d| u32::try_from(d.cards.len()).unwrap_or(0)),
                day,
            }
        });
        let frame = |day: &str| {
            self.frame(
                &self
                    .locale
                    .plain("archive-heading", &[("when", Arg::Text(day))]),
                &format!("{base}/11"),
            )
        };
        let month = ArchivePage {
            frame: frame("2026"),
            month: "2026-11-01".to_owned(),
            calendar: calendar.collect(),
            earlier: Some(ArchiveLink {
                day: "2026-10-01".to_owned(),
                url: format!("{base}/10"),
            }),
            days,
            ..ArchivePage::default()
        };
        let day = ArchivePage {
            day: Some(DAY.to_owned()),
            days: month
                .days
                .iter()
                .filter(|d| d.day == DAY)
                .cloned()
                .collect(),
            earlier: Some(ArchiveLink {
                day: "2026-11-21".to_owned(),
                url: format!("{base}/11/21"),
            }),
            month_url: Some(format!("{base}/11")),
            ..month.clone()
        };
        let empty = ArchivePage {
            frame: frame("1998"),
            month: "1998-02-01".to_owned(),
            ..ArchivePage::default()
        };
        [
            ("archive-month", month),
            ("archive-day", day),
            ("archive-empty", empty),
        ]
        .map(|(n, p)| (n.to_owned(), AnyPage::Archive(p)))
        .into()
    }

    fn other_pages(&self) -> Vec<Named> {
        let title = self.locale.plain("standing-pages", &[]);
        let standing = StandingPage {
            frame: self.frame(&title, &format!("/{}/pages/about", self.edition.code)),
            headline: title,
            standfirst_html: Some(self.edition.tagline.clone()),
            body_html: self
                .stories
                .first()
                .map(|s| self.story(s).body_html)
                .unwrap_or_default(),
            updated: Some(moment(90_000)),
        };
        let mut pages = vec![("standing".to_owned(), AnyPage::Standing(standing))];
        for (status, key) in [
            (404, "not-found-title"),
            (410, "gone-title"),
            (451, "legal-title"),
            (500, "failed-title"),
        ] {
            let mut frame = self.frame(&self.locale.plain(key, &[]), "");
            (
                frame.canonical_url,
                frame.description,
                frame.feeds,
                frame.open_graph,
            ) = (None, None, Vec::new(), None);
            frame.robots = Some("noindex".to_owned());
            let latest = if status == 500 {
                Vec::new()
            } else {
                self.cards_of(|_| true).into_iter().take(8).collect()
            };
            let page = ErrorPage {
                frame,
                status,
                kind: ErrorKind::of(status),
                latest,
                request_id: (status == 500).then(|| "01JD2Z5K".to_owned()),
            };
            pages.push((format!("error-{status}"), AnyPage::Error(page)));
        }
        pages
    }
}
