//! A marker in every field somebody can type into: it shows as text everywhere and runs nowhere.

use crate::kit::{self, serve};
use dateline_core::body::{
    Attribution, Element, Inline, Kind, ListItem, Mark, PictureUse, RichText,
};
use dateline_core::edition::Direction;
use dateline_core::front::limits::is_snap_href;
use dateline_core::front::{Backfill, Card, Container, ContainerLayout, Front};
use dateline_core::id::{CommentId, NoticeId, PictureId, StoryId};
use dateline_core::notice::{Notice, NoticeKind};
use dateline_core::picture::PictureFacts;
use dateline_core::story::{CommentsPolicy, StoryFormat};
use dateline_core::tag::{Section, Tag, TagKind};
use dateline_db::queries::comment::{self, NewComment};
use dateline_db::queries::front::MenuEntry;
use dateline_db::queries::people::{self, Contributor};
use dateline_db::queries::{edition, filing, front, story as stories};
use dateline_testkit::hostile::{ADDRESSES, MARKER, MARKUP, RAW};
use dateline_testkit::{Answer, Paper, TestHouse, each_engine};
use dom_query::Document;

fn bad() -> String {
    MARKUP.to_owned()
}

fn marked(mark: Mark) -> RichText {
    RichText(vec![Inline::Text {
        text: bad(),
        marks: vec![mark],
    }])
}

/// Every kind of element, each field hostile.
fn elements(picture: PictureId) -> Vec<Kind> {
    let text = || RichText::from(bad());
    let used = || PictureUse {
        picture,
        caption: Some(text()),
        alt: Some(bad()),
    };
    let url = || format!("https://x.example/{MARKUP}");
    let mut kinds = vec![
        Kind::Heading {
            level: 2,
            text: text(),
        },
        Kind::Heading {
            level: 200,
            text: text(),
        },
        Kind::List {
            ordered: true,
            items: vec![ListItem {
                text: text(),
                elements: vec![Element::paragraph(text())],
            }],
        },
        Kind::Quote {
            text: vec![text()],
            speaker: Some(bad()),
            role: Some(bad()),
            source: Some(bad()),
            source_url: Some(url()),
        },
        Kind::PullQuote {
            text: text(),
            speaker: Some(bad()),
        },
        Kind::Picture(used()),
        Kind::Gallery {
            title: Some(bad()),
            pictures: vec![used(), used()],
        },
        Kind::Factbox {
            title: bad(),
            elements: vec![Element::paragraph(text())],
        },
        Kind::Table {
            caption: Some(text()),
            head: vec![text()],
            rows: vec![vec![text()]],
        },
        Kind::Code {
            language: Some(bad()),
            text: bad(),
        },
        Kind::Embed {
            provider: bad(),
            url: url(),
            title: Some(bad()),
        },
        Kind::Embed {
            provider: "youtube".to_owned(),
            url: url(),
            title: Some(bad()),
        },
        Kind::Audio {
            url: url(),
            title: Some(bad()),
        },
        Kind::Video {
            url: url(),
            title: Some(bad()),
            poster: Some(picture),
        },
        Kind::Footnote {
            key: bad(),
            text: text(),
        },
        Kind::Paragraph {
            text: RichText(vec![Inline::Footnote { footnote: bad() }]),
        },
        Kind::Paragraph {
            text: marked(Mark::Language {
                lang: bad(),
                rtl: true,
            }),
        },
        Kind::Paragraph {
            text: marked(Mark::Link {
                href: url(),
                story: None,
            }),
        },
    ];
    for href in ADDRESSES {
        let href = (*href).to_owned();
        kinds.push(Kind::Paragraph {
            text: marked(Mark::Link {
                href: href.clone(),
                story: None,
            }),
        });
        kinds.push(Kind::Embed {
            provider: "x".to_owned(),
            url: href.clone(),
            title: None,
        });
        kinds.push(Kind::Audio {
            url: href.clone(),
            title: None,
        });
        kinds.push(Kind::Video {
            url: href.clone(),
            title: None,
            poster: None,
        });
        kinds.push(Kind::Quote {
            text: vec![text()],
            speaker: None,
            role: None,
            source: Some(bad()),
            source_url: Some(href.clone()),
        });
        kinds.push(attribution(&href));
    }
    kinds.push(attribution(&url()));
    kinds
}

fn attribution(url: &str) -> Kind {
    Kind::Attribution(Attribution {
        outlet: bad(),
        author: Some(bad()),
        title: Some(bad()),
        url: Some(url.to_owned()),
        date: Some(bad()),
        language: Some(bad()),
        archived_url: Some(url.to_owned()),
    })
}

async fn poison_filing(house: &TestHouse, paper: &Paper) {
    let mut tx = house.db().begin().await.unwrap();
    let mut edition = edition::list(&mut tx).await.unwrap().remove(0);
    (edition.name, edition.tagline) = (bad(), bad());
    edition::put(&mut tx, &edition).await.unwrap();
    let section = Section {
        id: paper.city,
        slug: "city".to_owned(),
        name: bad(),
        description: bad(),
        media_topic: Some(bad()),
        position: 0,
        in_navigation: true,
    };
    filing::put_section(&mut tx, &paper.code, &section)
        .await
        .unwrap();
    let tag = Tag {
        id: paper.harbour,
        slug: "harbour".to_owned(),
        name: bad(),
        kind: TagKind::Person,
        description: bad(),
        media_topic: Some(bad()),
        wikidata: Some(bad()),
    };
    filing::put_tag(&mut tx, &paper.code, &tag).await.unwrap();
    for (id, slug, url) in [
        (paper.nadia, "nadia", ADDRESSES[0].to_owned()),
        (paper.ivo, "ivo", format!("https://x.example/{MARKUP}")),
    ] {
        let who = Contributor {
            id,
            slug: slug.to_owned(),
            name: bad(),
            role: bad(),
            bio: bad(),
            url: Some(url),
            picture: None,
        };
        people::put(&mut tx, &paper.code, &who, None).await.unwrap();
    }
    house.commit(tx).await.unwrap();
}

async fn poison_front(house: &TestHouse, paper: &Paper, story: StoryId) {
    let mut cards = vec![Card::Story {
        story,
        kicker: Some(bad()),
        headline: Some(bad()),
        trail_text: Some(bad()),
        picture: None,
    }];
    // A front with an address that runs or leads away unseen is refused when it is saved.
    let snaps = ADDRESSES
        .iter()
        .map(|href| (*href).to_owned())
        .filter(|href| is_snap_href(href))
        .chain([format!("https://x.example/{MARKUP}")]);
    cards.extend(snaps.map(|href| Card::Snap {
        headline: bad(),
        href,
        trail_text: Some(bad()),
    }));
    let container = |layout, cards| Container {
        layout,
        title: Some(bad()),
        cards,
        backfill: Some(Backfill::Section {
            section: paper.city,
        }),
        size: 12,
    };
    let made = Front {
        containers: vec![
            container(ContainerLayout::Lead, cards.clone()),
            container(ContainerLayout::Section, cards.clone()),
            container(ContainerLayout::Opinion, cards),
            container(ContainerLayout::River, Vec::new()),
            container(ContainerLayout::Ranking, Vec::new()),
        ],
    };
    let mut tx = house.db().begin().await.unwrap();
    front::press(&mut tx, &paper.code, &made, 0).await.unwrap();
    front::put_menu(
        &mut tx,
        &paper.code,
        "main",
        &[MenuEntry {
            label: bad(),
            href: ADDRESSES[0].to_owned(),
        }],
    )
    .await
    .unwrap();
    house.commit(tx).await.unwrap();
}

async fn poison_discussion(house: &TestHouse, id: StoryId, picture: PictureId) {
    let mut tx = house.db().begin().await.unwrap();
    let body = dateline_core::body::Body {
        elements: elements(picture).into_iter().map(Element::new).collect(),
    };
    let said = NewComment {
        id: CommentId(house.new_id()),
        story: id,
        parent: None,
        name: bad(),
        email: Some(bad()),
        body: body.to_json(),
        state: "approved",
        created_at: 0,
    };
    let answer = NewComment {
        id: CommentId(house.new_id()),
        parent: Some(said.id),
        created_at: 1,
        ..said.clone()
    };
    comment::put(&mut tx, &[said, answer]).await.unwrap();
    comment::recount(&mut tx, &[id]).await.unwrap();
    house.commit(tx).await.unwrap();
}

async fn poison_story(house: &TestHouse, paper: &Paper, format: StoryFormat) -> StoryId {
    let facts = PictureFacts {
        caption: Some(bad()),
        alt: Some(format!("{MARKUP} alt")),
        credit_line: Some(bad()),
        photographer: Some(bad()),
        source: Some(bad()),
        copyright: Some(bad()),
        ..PictureFacts::default()
    };
    let picture = house.picture("bad", facts).await;
    let id = house
        .story(paper, MARKUP)
        .tagged(&[paper.harbour])
        .by(&[paper.nadia, paper.ivo])
        .picture(picture)
        .with(|s| {
            s.slug = format!("canary-{}", format.as_str());
            s.format = format;
            s.comments = CommentsPolicy::Open;
            s.content.kicker = Some(bad());
            s.content.standfirst = Some(bad().into());
            s.content.trail_text = Some(bad());
            s.content.place = Some(bad());
            s.content.description = Some(bad());
            s.content.canonical_url = Some(format!("https://x.example/{MARKUP}"));
            let mut all: Vec<Element> = elements(picture).into_iter().map(Element::new).collect();
            for element in &mut all {
                element.id = Some(bad());
            }
            s.content.body.elements.extend(all);
        })
        .insert()
        .await;
    if format == StoryFormat::News {
        poison_discussion(house, id, picture).await;
    }
    let notice = Notice {
        id: NoticeId(house.new_id()),
        kind: NoticeKind::Retraction,
        text: bad().into(),
        at: house.now(),
    };
    let mut tx = house.db().begin().await.unwrap();
    stories::insert_notice(&mut tx, id, &notice, MARKUP)
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
    kit::publish(house, id).await;
    kit::correct(house, id, MARKUP).await;
    id
}

fn check_html(path: &str, answer: &Answer) {
    let text = answer.text();
    for raw in RAW {
        if let Some(at) = text.find(raw) {
            let from = text.floor_char_boundary(at.saturating_sub(200));
            panic!(
                "{path} holds {raw}: {}",
                &text[from..text.ceil_char_boundary(at + 80)]
            );
        }
    }
    let page = Document::from(text);
    for selector in [
        "[onerror]",
        "[onload]",
        "[onclick]",
        "[style]",
        "iframe",
        "object",
        "main svg",
        "img[src=x]",
        "style",
        "script:not([src]):not([type='application/ld+json'])",
    ] {
        assert_eq!(page.select(selector).length(), 0, "{path}: {selector}");
    }
    for name in [
        "href", "src", "poster", "action", "data-url", "data-src", "content",
    ] {
        for found in &page.select(&format!("[{name}]")) {
            let value = found.attr(name).unwrap().to_string();
            let plain: String = value
                .chars()
                .filter(|c| !c.is_control() && !c.is_whitespace())
                .collect::<String>()
                .to_lowercase();
            let safe = !["javascript:", "vbscript:", "data:text"]
                .iter()
                .any(|bad| plain.starts_with(bad))
                && (name == "content" || !plain.starts_with("//") && !plain.starts_with("/\\"));
            assert!(safe, "{path}: {name}=\"{value}\"");
        }
    }
    for script in &page.select("script[type='application/ld+json']") {
        let data: serde_json::Value =
            serde_json::from_str(&script.text()).unwrap_or_else(|e| panic!("{path}: {e}"));
        let text = data.to_string();
        assert!(
            !text.contains("\"javascript:") && !text.contains("\"data:"),
            "{path}: {text}"
        );
    }
}

/// What a feed reader takes for HTML, after the feed itself is read.
fn html_of_feed(path: &str, answer: &Answer) -> Vec<String> {
    let text = answer.text();
    if path.ends_with("/feed.json") {
        let feed = answer.json();
        return feed["items"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|i| i["content_html"].as_str().map(str::to_owned))
            .collect();
    }
    crate::pages::well_formed(&text);
    let mut found = Vec::new();
    let page = Document::from(text.replace("<![CDATA[", "").replace("]]>", ""));
    for selector in [
        "item description",
        "item encoded",
        "item content\\:encoded",
        "entry content",
        "summary[type=html]",
    ] {
        found.extend(page.select(selector).iter().map(|s| s.text().to_string()));
    }
    found
}

#[tokio::test]
async fn no_field_of_anything_can_run_on_any_page_or_in_any_feed() {
    each_engine(async |house| {
        let paper = house.paper().await;
        poison_filing(house, &paper).await;
        let mut last = None;
        for format in StoryFormat::ALL {
            last = Some(poison_story(house, &paper, format).await);
        }
        poison_front(house, &paper, last.unwrap()).await;
        let about = house
            .story(&paper, MARKUP)
            .with(|s| s.is_page = true)
            .insert()
            .await;
        kit::publish(house, about).await;
        let served = serve(house);

        let mut answers = served.crawl(&["en"]).await;
        answers.push((
            "/en/<svg/onload=x>".to_owned(),
            served.get("/en/%3Csvg%2Fonload=x%3E").await,
        ));

        let (mut pages, mut marked) = (0, 0);
        for (path, answer) in &answers {
            assert!(answer.status < 500, "{path}: {}", answer.status);
            let kind = answer.header("content-type").unwrap_or_default().to_owned();
            marked += usize::from(answer.says(MARKER));
            if kind.starts_with("text/html") {
                check_html(path, answer);
                pages += 1;
            } else if kind.contains("rss") || kind.contains("atom") || kind.contains("feed+json") {
                for html in html_of_feed(path, answer) {
                    assert!(
                        !html.contains("<img src=x") && !html.contains("<svg"),
                        "{path}: {html}"
                    );
                }
            } else if kind.contains("xml") {
                crate::pages::well_formed(&answer.text());
            }
            for (name, value) in &answer.headers {
                assert!(!value.contains(MARKER), "{path}: {name}: {value}");
            }
        }
        assert!(pages > 20 && marked > 30, "{pages} pages, {marked} marked");
    })
    .await;
}

#[tokio::test]
async fn headlines_in_every_script_and_trick_of_writing_are_shown() {
    each_engine(async |house| {
        let paper = house.paper_in("ar", 0).await;
        assert_eq!(Direction::of("ar"), Direction::Rtl);
        let served = serve(house);
        for name in dateline_testkit::hostile::NAMES {
            let id = house
                .story(&paper, name)
                .with(|s| s.content.kicker = Some((*name).to_owned()))
                .insert()
                .await;
            let path = kit::publish(house, id).await.path;

            let answer = served.get(&dateline_core::slug::encode_path(&path)).await;

            assert_eq!(answer.status, 200, "{name}");
        }
        assert_eq!(served.status("/ar/").await, 200);
        crate::pages::well_formed(&served.get("/ar/feed.rss").await.text());
    })
    .await;
}
