//! A site on a house, served on a loopback port, and the newsroom's verbs in one line each.

use dateline_core::id::StoryId;
use dateline_core::notice::NoticeKind;
use dateline_core::story::StoryContent;
use dateline_infra::blob::Blobs;
use dateline_newsroom::actor::Actor;
use dateline_newsroom::story::{self, Published, Revision, StoryError};
use dateline_site::cache::{CacheConfig, PageCache};
use dateline_site::site::{CrawlerPolicy, Settings, Site};
use dateline_testkit::{Answer, Client, TestHouse, TestServer};
use dateline_web::house::House;
use dateline_web::i18n::Catalogue;
use dateline_web::templates::{LiveTemplates, Templates};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Address readers are told; the server itself listens elsewhere.
pub const ORIGIN: &str = "https://courier.example";

/// A served site.
pub struct Served {
    pub site: Arc<Site>,
    _server: TestServer,
    pub client: Client,
}

/// Serves a house.
pub fn serve(house: &House) -> Served {
    serve_with(house, CacheConfig::default())
}

/// Serves a house with a cache of one's own measure.
pub fn serve_with(house: &House, config: CacheConfig) -> Served {
    let settings = Settings {
        origin: ORIGIN.to_owned(),
        publisher: Some("The Test Courier".to_owned()),
        hub: Some("https://hub.example/".to_owned()),
        crawlers: CrawlerPolicy::NoTraining,
        offline: true,
        llms_txt: true,
    };
    let templates = LiveTemplates::new(Templates::embedded().unwrap());
    let blobs = Blobs::disk(house.data().join("blobs")).unwrap();
    let catalogue = Catalogue::embedded().unwrap();
    let site = Site::open(
        house.clone(),
        settings,
        PageCache::new(config),
        templates,
        catalogue,
        blobs,
    );
    let server = TestServer::start(dateline_site::serve::app(&site));
    let client = server.client();
    Served {
        site,
        _server: server,
        client,
    }
}

impl Served {
    pub async fn get(&self, path: &str) -> Answer {
        self.client.get(path).await
    }

    pub async fn status(&self, path: &str) -> u16 {
        self.get(path).await.status
    }

    /// Which of these addresses say a text.
    pub async fn saying<'a>(&self, text: &str, paths: &[&'a str]) -> Vec<&'a str> {
        let mut found = Vec::new();
        for path in paths {
            if self.get(path).await.says(text) {
                found.push(*path);
            }
        }
        found
    }

    /// Every address of this site that can be reached from where readers and machines begin, with
    /// its answer. Pictures and files of the theme are left out.
    pub async fn crawl(&self, editions: &[&str]) -> Vec<(String, Answer)> {
        let mut waiting: Vec<String> = [
            "/",
            "/sitemap.xml",
            "/news-sitemap.xml",
            "/robots.txt",
            "/no/such/page",
        ]
        .map(str::to_owned)
        .to_vec();
        for code in editions {
            for path in [
                "",
                "feed.rss",
                "feed.atom",
                "feed.json",
                "archive",
                "site.webmanifest",
                "no-such-section",
                "topics/no-such-tag",
            ] {
                waiting.push(format!("/{code}/{path}"));
            }
        }
        let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
        let mut answers = Vec::new();
        while let Some(path) = waiting.pop() {
            let answer = self.get(&path).await;
            let mut found = links(&answer.text());
            found.extend(answer.header("location").map(str::to_owned));
            for link in found {
                let local = link.strip_prefix(ORIGIN).unwrap_or(&link);
                let local = local.split('#').next().unwrap_or_default();
                let is_page =
                    local.starts_with('/') && !local.starts_with("//") && !local.starts_with("/-/");
                if is_page && seen.insert(local.to_owned()) {
                    waiting.push(local.to_owned());
                }
            }
            answers.push((path, answer));
            assert!(answers.len() < 2_000, "the site has no end");
        }
        answers
    }
}

/// Addresses in markup, feeds, sitemaps and JSON.
pub fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (before, end) in [
        ("href=\"", '"'),
        ("<loc>", '<'),
        ("<link>", '<'),
        ("\"url\":\"", '"'),
        ("\"start_url\":\"", '"'),
        ("src=\"", '"'),
    ] {
        for part in text.split(before).skip(1) {
            if let Some(at) = part.find(end) {
                found.push(
                    part[..at]
                        .replace("&amp;", "&")
                        .replace("&#x2f;", "/")
                        .replace("\\/", "/"),
                );
            }
        }
    }
    found
}

/// Somebody at the desk.
pub fn editor() -> Actor {
    Actor("editor".to_owned())
}

pub async fn publish(house: &House, id: StoryId) -> Published {
    try_publish(house, id).await.unwrap()
}

pub async fn try_publish(house: &House, id: StoryId) -> Result<Published, StoryError> {
    let mut tx = house.db().begin().await?;
    let done = story::publish(house, &mut tx, id, &editor()).await?;
    house.commit(tx).await?;
    Ok(done)
}

pub async fn unpublish(house: &House, id: StoryId) {
    let mut tx = house.db().begin().await.unwrap();
    story::unpublish(house, &mut tx, id, &editor())
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
}

pub async fn kill(house: &House, id: StoryId) {
    let mut tx = house.db().begin().await.unwrap();
    story::kill(house, &mut tx, id, "tested", &editor())
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
}

pub async fn correct(house: &House, id: StoryId, text: &str) -> Published {
    let mut tx = house.db().begin().await.unwrap();
    let done = story::correct(
        house,
        &mut tx,
        id,
        story::Correction {
            kind: NoticeKind::Correction,
            text: text.into(),
            revision: None,
        },
        &editor(),
    )
    .await
    .unwrap();
    house.commit(tx).await.unwrap();
    done
}

/// Saves new words without publishing them.
pub async fn revise(house: &House, id: StoryId, change: impl FnOnce(&mut StoryContent)) {
    let mut tx = house.db().begin().await.unwrap();
    let mut content = dateline_db::queries::story::get(&mut tx, id)
        .await
        .unwrap()
        .content;
    change(&mut content);
    story::revise(
        house,
        &mut tx,
        id,
        Revision {
            content,
            note: String::new(),
        },
        &editor(),
    )
    .await
    .unwrap();
    house.commit(tx).await.unwrap();
}

/// Inserts and publishes a story with this headline; its path.
pub async fn published(
    house: &TestHouse,
    paper: &dateline_testkit::Paper,
    headline: &str,
) -> (StoryId, String) {
    let id = house.story(paper, headline).insert().await;
    (id, publish(house, id).await.path)
}
