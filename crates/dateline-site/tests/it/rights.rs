//! Leases of pictures on every page, in feeds and renditions: what may not be shown is nowhere.

use crate::kit::{self, Served, editor, serve, serve_with};
use dateline_core::body::{Kind, PictureUse};
use dateline_core::id::{PictureId, StoryId};
use dateline_core::picture::{Effect, Lease, PictureFacts, Use, Venue, verdict};
use dateline_core::story::StoryFormat;
use dateline_core::subject::Subject;
use dateline_db::queries::people::{self, Contributor};
use dateline_newsroom::picture::{self, Edit, Terms};
use dateline_newsroom::{story::StoryError, worker};
use dateline_site::cache::{CacheConfig, purge_tags};
use dateline_testkit::{Paper, TestHouse, each_engine};
use jiff::Timestamp;
use rand::{RngExt, SeedableRng};
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn hash_of(id: PictureId) -> String {
    format!("{0}{0}", id.0.simple())
}

fn terms(effect: Effect) -> Terms {
    Terms {
        effect,
        uses: Vec::new(),
        editions: Vec::new(),
        territories: Vec::new(),
        from: None,
        until: None,
        note: None,
    }
}

async fn lease(house: &TestHouse, picture: PictureId, terms: Terms) -> Lease {
    let mut tx = house.db().begin().await.unwrap();
    let name = picture.to_string();
    let lease = picture::add_lease(house, &mut tx, &name, terms, &editor())
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
    lease
}

async fn substitute(house: &TestHouse, picture: PictureId, other: Option<PictureId>) {
    let mut tx = house.db().begin().await.unwrap();
    let other = other.map(|other| other.to_string());
    let name = picture.to_string();
    picture::set_substitute(house, &mut tx, &name, other.as_deref(), &editor())
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
}

fn used(picture: PictureId) -> PictureUse {
    PictureUse {
        picture,
        caption: Some("Words of the place".into()),
        alt: Some("What the place says".to_owned()),
    }
}

/// A picture in every kind of place: lead, body, gallery, the portrait of an author.
async fn everywhere(house: &TestHouse, paper: &Paper, picture: PictureId) -> Vec<StoryId> {
    let mut tx = house.db().begin().await.unwrap();
    let nadia = Contributor {
        picture: Some(picture),
        ..people::find(&mut tx, &paper.code, "nadia")
            .await
            .unwrap()
            .unwrap()
    };
    people::put(&mut tx, &paper.code, &nadia, None)
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
    let kinds = [
        None,
        Some(Kind::Picture(used(picture))),
        Some(Kind::Gallery {
            title: None,
            pictures: vec![used(picture)],
        }),
    ];
    let mut stories = Vec::new();
    for (number, kind) in kinds.into_iter().enumerate() {
        let mut made = house
            .story(paper, &format!("Pictured {number}"))
            .tagged(&[paper.harbour])
            .by(&[paper.nadia]);
        made = match kind {
            None => made.picture(picture),
            Some(kind) => made.element(kind),
        };
        let id = made.insert().await;
        kit::publish(house, id).await;
        stories.push(id);
    }
    let opinion = house
        .story(paper, "I think")
        .by(&[paper.nadia])
        .card(stories[0])
        .with(|story| story.format = StoryFormat::Opinion)
        .insert()
        .await;
    kit::publish(house, opinion).await;
    stories.push(opinion);
    stories
}

/// Addresses that mention a picture's file.
async fn showing(served: &Served, picture: PictureId) -> Vec<String> {
    let hash = hash_of(picture);
    let answers = served.crawl(&["en"]).await;
    let shown = answers.into_iter().filter(|(_, answer)| answer.says(&hash));
    shown.map(|(path, _)| path).collect()
}

async fn rendition(served: &Served, picture: PictureId) -> u16 {
    served
        .status(&format!("/-/pictures/{}/320.jpg", hash_of(picture)))
        .await
}

fn after(house: &TestHouse, seconds: u64) -> Timestamp {
    house
        .now()
        .checked_add(Duration::from_secs(seconds))
        .unwrap()
}

#[tokio::test]
async fn when_a_lease_ends_its_substitute_stands_everywhere_though_nobody_works() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let ending = house.picture("ending", PictureFacts::default()).await;
        let other = house.picture("other", PictureFacts::default()).await;
        let until = after(house, 3_600);
        let given = Terms {
            until: Some(until),
            ..terms(Effect::Allow)
        };
        lease(house, ending, given).await;
        substitute(house, ending, Some(other)).await;
        everywhere(house, &paper, ending).await;
        let before = showing(&served, ending).await;
        for path in [
            "/en/",
            "/en/city",
            "/en/topics/harbour",
            "/en/people/nadia",
            "/en/feed.rss",
            "/en/feed.atom",
            "/en/feed.json",
            "/en/city/2025/03/01/pictured-0",
            "/en/city/2025/03/01/pictured-1",
            "/en/city/2025/03/01/pictured-2",
            "/en/city/2025/03/01/i-think",
        ] {
            assert!(before.iter().any(|p| p == path), "{path} of {before:?}");
        }
        assert_eq!(showing(&served, other).await, [""; 0]);
        assert_ne!(rendition(&served, ending).await, 410);
        house.pass(Duration::from_secs(3_599));
        assert_eq!(showing(&served, ending).await.len(), before.len());

        house.pass(Duration::from_secs(1));

        assert_eq!(showing(&served, ending).await, [""; 0]);
        let mut now = showing(&served, other).await;
        let mut was = before.clone();
        now.sort();
        was.sort();
        assert_eq!(now, was, "the substitute stands in each place");
        assert_eq!(rendition(&served, ending).await, 410);
        let page = served.get("/en/city/2025/03/01/pictured-1").await;
        assert!(!page.says("Words of the place") && !page.says("What the place says"));
        assert!(page.says("What other shows") && page.says("Test Desk"));
    })
    .await;
}

#[tokio::test]
async fn a_ban_acts_at_once_and_what_is_taken_back_brings_the_picture_back() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let picture = house.picture("banned", PictureFacts::default()).await;
        everywhere(house, &paper, picture).await;
        let before = showing(&served, picture).await;
        assert!(before.len() > 10, "{before:?}");

        let ban = lease(house, picture, terms(Effect::Deny)).await;

        assert_eq!(showing(&served, picture).await, [""; 0]);
        assert_eq!(rendition(&served, picture).await, 410);
        let mut tx = house.db().begin().await.unwrap();
        let name = ban.id.to_string();
        picture::remove_lease(house, &mut tx, &name, &editor())
            .await
            .unwrap();
        house.commit(tx).await.unwrap();
        assert_eq!(showing(&served, picture).await, before);
        assert_ne!(rendition(&served, picture).await, 410);
    })
    .await;
}

#[tokio::test]
async fn a_picture_for_the_site_alone_is_in_no_feed() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let picture = house.picture("site", PictureFacts::default()).await;
        let site = Terms {
            uses: vec![Use::Site],
            ..terms(Effect::Allow)
        };
        lease(house, picture, site).await;

        everywhere(house, &paper, picture).await;

        let shown = showing(&served, picture).await;
        assert!(shown.contains(&"/en/".to_owned()), "{shown:?}");
        assert!(
            shown.iter().all(|path| !path.contains("feed.")),
            "{shown:?}"
        );
        assert_ne!(rendition(&served, picture).await, 410);
    })
    .await;
}

#[tokio::test]
async fn outer_caches_are_told_by_tag_when_a_lease_turns_and_keep_nothing_longer() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let config = CacheConfig {
            shared_max_age_seconds: 3_600,
            ..CacheConfig::default()
        };
        let served = serve_with(house, config);
        let picture = house.picture("told", PictureFacts::default()).await;
        let given = Terms {
            until: Some(after(house, 600)),
            ..terms(Effect::Allow)
        };
        lease(house, picture, given).await;
        everywhere(house, &paper, picture).await;
        let path = "/en/city/2025/03/01/pictured-0";
        let purged = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&purged);
        served.site.cache.tell_outward(Box::new(move |keys| {
            heard.lock().unwrap().extend_from_slice(keys);
        }));

        let page = served.get(path).await;
        let tag = Subject::Picture(picture).tag();
        let tags = page.header("surrogate-key").unwrap();
        assert!(tags.split(' ').any(|t| t == tag), "{tags}");
        assert_eq!(
            page.header("cdn-cache-control").unwrap(),
            "max-age=600, stale-while-revalidate=0, stale-if-error=0"
        );
        assert_eq!(worker::round(house).await.unwrap().leases, 0);
        house.pass(Duration::from_mins(11));
        assert_eq!(worker::round(house).await.unwrap().leases, 1);

        assert!(purge_tags(&purged.lock().unwrap()).contains(&tag));
        let gone = served
            .get(&format!("/-/pictures/{}/320.jpg", hash_of(picture)))
            .await;
        assert_eq!(gone.status, 410);
        assert_eq!(gone.header("cache-control"), Some("no-cache"));
        assert!(gone.header("surrogate-key").unwrap().contains(&tag));
        let mut tx = house.db().read().await.unwrap();
        let history = dateline_db::queries::event::list(&mut tx, "picture", &picture.to_string())
            .await
            .unwrap();
        tx.close().await.unwrap();
        let (_, kind, actor, particulars) = history.last().unwrap();
        assert_eq!(
            (kind.as_str(), actor.as_str()),
            ("lease_turned", "scheduler")
        );
        assert!(particulars.contains("\"late_seconds\":60"), "{particulars}");
        assert_eq!(worker::round(house).await.unwrap().leases, 0, "only once");
    })
    .await;
}

#[tokio::test]
async fn what_is_said_of_a_picture_follows_on_every_page_with_the_answer() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let picture = house.picture("said", PictureFacts::default()).await;
        everywhere(house, &paper, picture).await;
        let path = "/en/city/2025/03/01/pictured-1";
        assert!(served.get(path).await.says("Test Desk"));
        assert!(served.get("/en/feed.rss").await.says("Test Desk"));

        let mut tx = house.db().begin().await.unwrap();
        let change = Edit {
            credit_line: Some("Ivo Brandt / Courier".to_owned()),
            licence_page: Some("https://photos.example/buy".to_owned()),
            ..Edit::default()
        };
        let name = picture.to_string();
        picture::edit(house, &mut tx, &name, change, &editor())
            .await
            .unwrap();
        house.commit(tx).await.unwrap();

        for path in [path, "/en/feed.rss", "/en/feed.json"] {
            let page = served.get(path).await;
            assert!(page.says("Ivo Brandt"), "{path}");
            assert!(!page.says("Test Desk"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_story_with_a_withheld_picture_goes_out_with_a_complete_substitute_or_none() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let withheld = house.picture("withheld", PictureFacts::default()).await;
        lease(house, withheld, terms(Effect::Deny)).await;
        let id = house.story(&paper, "Late").picture(withheld).insert().await;
        let refused = kit::try_publish(house, id).await.unwrap_err();
        assert!(
            matches!(&refused, StoryError::Incomplete { pictures, .. } if pictures.len() == 1),
            "{refused}"
        );
        assert!(refused.to_string().contains("a lease forbids this use"));
        let bare = house.bare_picture("bare", PictureFacts::default()).await;

        substitute(house, withheld, Some(bare)).await;
        let refused = kit::try_publish(house, id).await.unwrap_err().to_string();
        for part in [
            &bare.to_string(),
            &format!("it stands in for {withheld}"),
            "it has no credit",
            "it has no alternative text",
            "its rights are not known",
        ] {
            assert!(refused.contains(part), "{refused}");
        }

        substitute(house, withheld, None).await;
        kit::publish(house, id).await;
    })
    .await;
}

/// What the model and the site say of a picture on its own story and in the feed.
async fn agree(house: &TestHouse, served: &Served, paper: &Paper, known: &[(PictureId, String)]) {
    let feed = served.get("/en/feed.json").await;
    let front = served.get("/en/").await;
    for (picture, path) in known {
        let mut tx = house.db().read().await.unwrap();
        let leases = picture::leases(&mut tx, &picture.to_string())
            .await
            .unwrap();
        tx.close().await.unwrap();
        let may = |used| {
            let venue = Venue {
                used,
                edition: &paper.code,
                territory: None,
            };
            verdict(&leases, &venue, house.now()).is_allowed()
        };
        let hash = hash_of(*picture);
        let page = served.get(path).await;
        assert_eq!(page.says(&hash), may(Use::Site), "{path}: {leases:?}");
        assert_eq!(front.says(&hash), may(Use::Site), "front: {leases:?}");
        assert_eq!(feed.says(&hash), may(Use::Feed), "feed: {leases:?}");
    }
}

#[tokio::test]
async fn whatever_leases_there_are_no_read_ever_shows_what_none_allows() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let mut known = Vec::new();
        for number in 0..3 {
            let name = format!("walk{number}");
            let picture = house.picture(&name, PictureFacts::default()).await;
            let id = house.story(&paper, &name).picture(picture).insert().await;
            known.push((picture, kit::publish(house, id).await.path));
        }
        let mut rng = rand::rngs::StdRng::seed_from_u64(7);
        let mut written: Vec<Lease> = Vec::new();
        for _ in 0..120 {
            let picture = known[rng.random_range(0..known.len())].0;
            match rng.random_range(0..10) {
                0..3 => {
                    let from = rng
                        .random_bool(0.5)
                        .then(|| after(house, rng.random_range(0..20)));
                    let until = rng
                        .random_bool(0.7)
                        .then(|| after(house, rng.random_range(20..40)));
                    let effect = if rng.random_bool(0.7) {
                        Effect::Allow
                    } else {
                        Effect::Deny
                    };
                    let uses = match rng.random_range(0..3) {
                        0 => Vec::new(),
                        1 => vec![Use::Site],
                        _ => vec![Use::Feed, Use::Newsletter],
                    };
                    let given = Terms {
                        from,
                        until,
                        uses,
                        ..terms(effect)
                    };
                    written.push(lease(house, picture, given).await);
                }
                3 if !written.is_empty() => {
                    let gone = written.swap_remove(rng.random_range(0..written.len()));
                    let mut tx = house.db().begin().await.unwrap();
                    let name = gone.id.to_string();
                    picture::remove_lease(house, &mut tx, &name, &editor())
                        .await
                        .unwrap();
                    house.commit(tx).await.unwrap();
                }
                4 => {
                    worker::round(house).await.unwrap();
                }
                _ => house.pass(Duration::from_secs(rng.random_range(1..8))),
            }
            agree(house, &served, &paper, &known).await;
        }
    })
    .await;
}
