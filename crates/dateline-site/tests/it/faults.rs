//! One bad row, one bad template, one crowd: the rest of the paper goes on.

use crate::kit::{self, serve};
use dateline_core::id::StoryId;
use dateline_core::subject::Subject;
use dateline_db::args;
use dateline_testkit::{TestHouse, each_engine};
use dateline_web::templates::{Templates, Theme};
use std::sync::Arc;

async fn damage(house: &TestHouse, id: StoryId, column: &str) {
    let mut tx = house.db().begin().await.unwrap();
    let sql = format!("update pressed_story set {column} = '{{\"headline\":7' where id = $1");
    tx.execute_built(sql, args![id]).await.unwrap();
    tx.changed(Subject::Story(id).key());
    house.commit(tx).await.unwrap();
}

#[tokio::test]
async fn a_story_that_cannot_be_read_takes_no_other_page_down() {
    for column in ["document", "card"] {
        each_engine(async |house| {
            let paper = house.paper().await;
            let mut made = Vec::new();
            for headline in ["A bad story", "A good story"] {
                let id = house
                    .story(&paper, headline)
                    .tagged(&[paper.harbour])
                    .by(&[paper.nadia])
                    .insert()
                    .await;
                made.push((id, kit::publish(house, id).await.path));
            }
            let (warm, cold) = (serve(house), serve(house));
            assert_eq!(warm.status(&made[0].1).await, 200);

            damage(house, made[0].0, column).await;

            for served in [&warm, &cold] {
                for page in [
                    "/en/",
                    "/en/city",
                    "/en/topics/harbour",
                    "/en/people/nadia",
                    "/en/feed.rss",
                    "/en/feed.json",
                    "/en/archive/2025/03",
                    "/news-sitemap.xml",
                    made[1].1.as_str(),
                ] {
                    let answer = served.get(page).await;
                    assert_eq!(
                        (answer.status, answer.header("x-dateline-stale")),
                        (200, None),
                        "{column}: {page}"
                    );
                    assert!(
                        answer.says("A good story") || page == made[1].1,
                        "{column}: {page}"
                    );
                }
            }
            let kept = warm.get(&made[0].1).await;
            assert_eq!(
                (kept.status, kept.header("x-dateline-stale")),
                (200, Some("1")),
                "{column}: the last good copy"
            );
            let fault = cold.get(&made[0].1).await;
            assert_eq!(fault.status, 500, "{column}");
            assert!(
                !fault.says("headline\":7") && !fault.says("expected"),
                "{column}: {}",
                fault.text()
            );
            kit::publish(house, made[0].0).await;
            assert_eq!(
                cold.status(&made[0].1).await,
                200,
                "{column}: publishing again mends it"
            );
        })
        .await;
    }
}

#[tokio::test]
async fn a_template_that_fails_or_never_ends_fails_alone() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (_, path) = kit::published(house, &paper, "A story").await;
        for broken in [
            "{{ page.no.such.thing }}",
            "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
            "{{ 1 / 0 }}",
            "{% include \"none.html\" %}",
        ] {
            let served = serve(house);
            let folder = house.folder().join("theme");
            std::fs::create_dir_all(folder.join("templates")).unwrap();
            std::fs::write(folder.join("templates/story.html"), broken).unwrap();
            assert_eq!(served.status(&path).await, 200);
            let Ok(templates) = Templates::new(Arc::new(Theme::with_overrides(&folder).unwrap()))
            else {
                continue;
            };
            served.site.templates.replace(templates);
            served.site.cache.changed(&[Subject::Everything]);

            let kept = served.get(&path).await;
            assert_eq!(
                (kept.status, kept.header("x-dateline-stale")),
                (200, Some("1")),
                "{broken}"
            );
            for page in ["/en/", "/en/city", "/en/feed.rss", "/no/such"] {
                assert!(served.status(page).await < 500, "{broken}: {page}");
            }
            served.site.cache.clear();
            let makeshift = served.get(&path).await;
            assert_eq!(
                (makeshift.status, makeshift.header("x-dateline-theme")),
                (200, Some("spare")),
                "{broken}"
            );
            assert!(
                makeshift.header("content-security-policy").is_some()
                    && !makeshift.says("story.html"),
                "{broken}: {}",
                makeshift.text()
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_template_that_cannot_be_read_is_refused_before_it_is_used() {
    each_engine(async |house| {
        let folder = house.folder().join("theme");
        std::fs::create_dir_all(folder.join("templates")).unwrap();
        std::fs::write(
            folder.join("templates/story.html"),
            "line one\n{% if page %}\n",
        )
        .unwrap();

        let error = Templates::new(Arc::new(Theme::with_overrides(&folder).unwrap())).unwrap_err();

        assert!(
            error.to_string().contains("theme/templates/story.html:2: "),
            "{error}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_at_a_page_that_just_changed_costs_one_render() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (id, path) = kit::published(house, &paper, "A story").await;
        assert_eq!(served.status(&path).await, 200);
        kit::revise(house, id, |c| c.headline = "Another headline".to_owned()).await;
        kit::publish(house, id).await;
        let before = served.site.cache.stats().renders;
        let mut crowd = tokio::task::JoinSet::new();
        for _ in 0..400 {
            let (client, path) = (served.client, path.clone());
            crowd.spawn(async move { client.get(&path).await });
        }

        for answer in crowd.join_all().await {
            assert_eq!(
                (answer.status, answer.says("Another headline")),
                (200, true)
            );
        }

        assert_eq!(served.site.cache.stats().renders - before, 1);
    })
    .await;
}
