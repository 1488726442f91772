//! What readers find, and what they do not.

use super::{Searching, address, found, story};
use crate::kit::{self, publish, serve};
use dateline_core::story::StoryFormat;
use dateline_testkit::{Engine, TestHouse, each_engine};
use std::time::{Duration, Instant};

#[tokio::test]
async fn inflected_words_find_stories_in_each_language() {
    each_engine(async |house| {
        let papers = [
            (
                "en",
                "Ministers cooperate on ferries",
                "They walked along bridges.",
                "cooperating bridge",
            ),
            (
                "fr",
                "Les élections municipales",
                "Les candidates étaient nombreuses.",
                "élection candidat",
            ),
            (
                "es",
                "Las elecciones en la ciudad",
                "Los votantes hablaron.",
                "eleccion ciudades",
            ),
            (
                "ru",
                "Пассажиры в самолётах",
                "Говорили о старом мосте.",
                "самолет мосты",
            ),
            (
                "ar",
                "العراقيون في المدينة",
                "تحدثوا عن الجسر القديم.",
                "العراقي جسر",
            ),
            (
                "zh",
                "美国空军基地附近发生火灾",
                "没有人受伤。",
                "空军 火灾",
            ),
        ];
        for (at, (code, headline, text, _)) in papers.iter().enumerate() {
            let paper = house.paper_in(code, i64::try_from(at).unwrap()).await;
            story(house, &paper, headline, text).await;
            story(house, &paper, "Xyz", "Xyz.").await;
        }

        let searching = Searching::start(house);

        for (code, headline, _, query) in papers {
            searching.finds(code, query, &[headline]).await;
        }
        searching.finds("en", "самолет", &[]).await;
    })
    .await;
}

#[tokio::test]
async fn a_story_is_found_once_published_as_it_is_now_and_gone_at_once() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let searching = Searching::start(house);
        searching.finds("en", "zeppelin", &[]).await;

        let id = house
            .story(&paper, "Zeppelin over the harbour")
            .insert()
            .await;
        assert!(searching.ask("en", "zeppelin").await.is_empty(), "a draft");
        publish(house, id).await;
        searching
            .finds("en", "zeppelin", &["Zeppelin over the harbour"])
            .await;

        kit::revise(house, id, |content| {
            content.headline = "Airship over the harbour".to_owned();
        })
        .await;
        assert!(
            searching.ask("en", "airship").await.is_empty(),
            "not published"
        );
        publish(house, id).await;
        searching
            .finds("en", "airship", &["Airship over the harbour"])
            .await;
        searching.finds("en", "zeppelin", &[]).await;

        kit::unpublish(house, id).await;
        let answer = searching.get(&address("en", "airship")).await;
        assert!(!answer.says("Airship over"), "{}", answer.text());
        assert!(answer.says("Nothing found"));
        assert!(
            !searching
                .get("/en/search/suggest?q=airsh")
                .await
                .says("Airship")
        );

        publish(house, id).await;
        searching
            .finds("en", "airship", &["Airship over the harbour"])
            .await;
        kit::kill(house, id).await;
        assert!(searching.ask("en", "airship").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_was_withdrawn_is_neither_shown_nor_counted_though_the_index_never_heard_of_it() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let gone = story(house, &paper, "Zeppelin one", "A zeppelin.").await;
        house.pass(Duration::from_hours(1));
        story(house, &paper, "Zeppelin two", "A zeppelin.").await;
        let searching = Searching::start(house);
        searching
            .finds("en", "zeppelin", &["Zeppelin two", "Zeppelin one"])
            .await;

        let served = searching.rest().await;
        kit::unpublish(house, gone).await;

        let answer = served.get(&address("en", "zeppelin")).await;
        assert_eq!(found(&answer), ["Zeppelin two"]);
        assert!(
            answer
                .text()
                .replace(['\u{2068}', '\u{2069}'], "")
                .contains("1 story found"),
            "{}",
            answer.text()
        );
        assert!(
            !served
                .get("/en/search/suggest?q=zeppelin")
                .await
                .says("Zeppelin one")
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_not_public_is_never_found() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let until = house.now().checked_add(Duration::from_hours(2)).unwrap();
        let embargoed = house
            .story(&paper, "Zyxgrub merges")
            .paragraph("Zyxgrub.")
            .embargoed_until(until)
            .insert()
            .await;
        assert!(kit::try_publish(house, embargoed).await.is_err());
        let page = house
            .story(&paper, "Zyxgrub about us")
            .with(|s| s.is_page = true)
            .insert()
            .await;
        publish(house, page).await;
        story(house, &paper, "Public", "Words.").await;
        let searching = Searching::start(house);
        searching.finds("en", "public", &["Public"]).await;

        for query in [
            "zyxgrub",
            "Zyxgru*",
            "\"zyxgrub merges\"",
            "zyxgrubb",
            "zyx public",
        ] {
            let answer = searching.get(&address("en", query)).await;
            let said = answer.text().replace("Zyxgrubb", "").to_lowercase();
            assert!(!said.contains("zyxgrub merges</"), "{query}");
            assert!(
                !found(&answer).iter().any(|h| h.contains("Zyxgrub")),
                "{query}"
            );
            assert!(
                !answer.says("zyxgrub</bdi>"),
                "{query}: taken for another word"
            );
        }
        assert!(
            !searching
                .get("/en/search/suggest?q=zyx")
                .await
                .says("merges")
        );
        house.set_time(until);
        publish(house, embargoed).await;
        searching.finds("en", "zyxgrub", &["Zyxgrub merges"]).await;
    })
    .await;
}

#[tokio::test]
async fn filters_narrow_a_search_and_pages_turn() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let world = house
            .story(&paper, "Bridge in the world")
            .in_section(&paper.code, paper.world)
            .tagged(&[paper.harbour])
            .by(&[paper.nadia])
            .with(|s| s.format = StoryFormat::Opinion)
            .insert()
            .await;
        publish(house, world).await;
        house.pass(Duration::from_hours(24 * 40));
        story(house, &paper, "Bridge in the city", "A bridge.").await;
        let searching = Searching::start(house);
        let (world, city) = ("Bridge in the world", "Bridge in the city");
        searching.finds("en", "bridge", &[city, world]).await;

        for (more, wanted) in [
            ("&section=world", vec![world]),
            ("&section=city", vec![city]),
            ("&topic=harbour", vec![world]),
            ("&by=nadia", vec![world]),
            ("&format=opinion", vec![world]),
            ("&from=2025-03-02", vec![city]),
            ("&to=2025-03-01", vec![world]),
            ("&from=2025-03-01&to=2025-03-01", vec![world]),
            ("&sort=newest", vec![city, world]),
            ("&section=nowhere", vec![]),
            ("&topic=no-such-topic", vec![]),
            ("&from=nonsense&format=x&page=0", vec![city, world]),
        ] {
            assert_eq!(
                searching.ask("en", &format!("bridge{more}")).await,
                wanted,
                "{more}"
            );
        }
        assert_eq!(
            searching.ask("en", "&section=world").await,
            [world],
            "filters alone"
        );
        let answer = searching.get(&address("en", "bridge")).await;
        assert!(
            answer.says("/en/search?q=bridge&amp;topic=harbour"),
            "{}",
            answer.text()
        );

        for number in 0..45 {
            story(house, &paper, &format!("Ferry {number}"), "Ferries.").await;
        }
        searching.finds("en", "\"ferry 44\"", &["Ferry 44"]).await;
        let mut seen = Vec::new();
        for page in 1..=3 {
            seen.extend(searching.ask("en", &format!("ferry&page={page}")).await);
        }
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((count, seen.len()), (45, 45));
        assert!(searching.ask("en", "ferry&page=4").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn misspelt_words_and_beginnings_find_what_was_meant() {
    each_engine(async |house| {
        let paper = house.paper().await;
        story(
            house,
            &paper,
            "Government resigns",
            "The observatory is shut.",
        )
        .await;
        let searching = Searching::start(house);
        searching
            .finds("en", "government", &["Government resigns"])
            .await;

        let answer = searching.get(&address("en", "goverment")).await;
        assert_eq!(found(&answer), ["Government resigns"]);
        assert!(
            answer.says("<bdi>government</bdi>"),
            "it says what was taken"
        );
        assert_eq!(searching.ask("en", "observ*").await, ["Government resigns"]);
        assert_eq!(
            searching.ask("en", "governments zeppelins").await,
            ["Government resigns"]
        );
        assert!(
            searching
                .ask("en", "\"resigns government\"")
                .await
                .is_empty()
        );
        let suggested = searching.get("/en/search/suggest?q=gover").await;
        assert_eq!(
            suggested.json()["suggestions"][0]["headline"],
            "Government resigns"
        );
        assert_eq!(
            suggested.header("cache-control"),
            Some("private, max-age=5")
        );
    })
    .await;
}

#[tokio::test]
async fn words_are_marked_and_markup_is_only_ever_text() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let paper = house.paper().await;
    story(
        &house,
        &paper,
        "The <b>bridge</b>",
        "<script>alert(1)</script> bridges & ferries",
    )
    .await;
    let searching = Searching::start(&house);
    searching
        .finds("en", "bridge", &["The &lt;b&gt;bridge&lt;/b&gt;"])
        .await;

    let answer = searching
        .get(&address(
            "en",
            "bridge script \"><img src=x onerror=alert(1)>",
        ))
        .await;

    assert!(!answer.says("<script>alert"));
    assert!(!answer.says("<img src=x"));
    let answer = searching.get(&address("en", "bridge ferry")).await;
    assert!(answer.says("<mark>bridges</mark>") && answer.says("<mark>ferries</mark>"));
    assert!(answer.says("<meta name=\"robots\" content=\"noindex\">"));
    assert_eq!(answer.header("set-cookie"), None);
    house.db().close().await;
}

#[tokio::test]
async fn whatever_is_typed_is_answered_with_a_page() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let paper = house.paper().await;
    house.paper_in("ar", 1).await;
    house.paper_in("zh", 2).await;
    story(&house, &paper, "Bridge", "A bridge.").await;
    let searching = Searching::start(&house);
    searching.finds("en", "bridge", &["Bridge"]).await;
    let long = "bridge ".repeat(1_500);
    let words = "a b c d e f g h i j k l m n o p q r s t u v w x y z";

    for query in [
        "\"",
        "-",
        "*",
        "(((",
        "a AND OR NOT b",
        "id:1 text_en:b^9~2",
        "\u{0}\u{1b}[2J\u{7f}",
        "\u{202e}abc\u{202c}",
        "'; drop table story; --",
        "{{ 7*7 }}",
        "%00%ff",
        "😀😀",
        "ﷺ",
        "İ",
        "مرحبا \"بالعالم",
        "空军基地",
        "мост -мост",
        "\"\"\"\"",
        "the",
        words,
        long.as_str(),
    ] {
        for code in ["en", "ar", "zh"] {
            let began = Instant::now();
            let answer = searching.get(&address(code, query)).await;
            assert_eq!(answer.status, 200, "{code}: {query:.40}");
            let suggested = searching
                .get(&format!(
                    "/{code}/search/suggest?{}",
                    &address("x", query)[10..]
                ))
                .await;
            assert_eq!(suggested.status, 200, "{query:.40}");
            assert!(began.elapsed() < Duration::from_secs(5), "{query:.40}");
        }
    }
    let answer = searching.get(&address("en", &long)).await;
    assert!(
        answer.says("10,499") && answer.says("200"),
        "it names the limit: {}",
        answer.text()
    );
    for raw in [
        "?q=%",
        "?q=%ff%fe",
        "?q",
        "?=",
        "?&&&",
        "?q=a&q=b",
        "?page=99999999999999999999&q=bridge",
        "",
    ] {
        assert_eq!(
            searching.status(&format!("/en/search{raw}")).await,
            200,
            "{raw}"
        );
    }
    assert_eq!(searching.status("/xx/search?q=a").await, 404);
    assert_eq!(
        searching
            .client
            .send("POST", "/en/search?q=a", &[])
            .await
            .status,
        405
    );
    assert_eq!(
        searching.client.head("/en/search?q=bridge").await.status,
        200
    );
    house.db().close().await;
}

#[tokio::test]
async fn queries_without_number_leave_no_trace_in_the_page_cache() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let paper = house.paper().await;
    story(&house, &paper, "Bridge", "A bridge.").await;
    let searching = Searching::start(&house);
    searching.finds("en", "bridge", &["Bridge"]).await;
    searching.get("/en/").await;
    let before = searching.site.cache.stats().entries;

    for number in 0..150 {
        searching
            .get(&address("en", &format!("bridge {number}&x={number}")))
            .await;
        searching
            .get(&format!("/en/search/suggest?q=b{number}"))
            .await;
    }

    assert_eq!(searching.site.cache.stats().entries, before);
    house.db().close().await;
}

#[tokio::test]
async fn too_many_searches_are_sent_away_while_pages_are_made() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let paper = house.paper().await;
    story(&house, &paper, "Bridge", "A bridge.").await;
    let searching = Searching::start(&house);
    searching.finds("en", "bridge", &["Bridge"]).await;
    let mut turns = Vec::new();
    while let Ok(turn) = searching.site.search.turn().await {
        turns.push(turn);
    }

    let (answer, front) = tokio::join!(
        searching.client.get("/en/search?q=bridge"),
        searching.client.get("/en/city")
    );

    assert_eq!(answer.status, 503);
    assert!(answer.header("retry-after").is_some());
    assert!(answer.says("Many people are searching"));
    assert_eq!(front.status, 200);
    drop(turns);
    assert_eq!(searching.ask("en", "bridge").await, ["Bridge"]);
    house.db().close().await;
}

#[tokio::test]
async fn browsers_are_told_how_to_search() {
    let house = TestHouse::open(Engine::Sqlite).await;
    house.paper().await;
    house.paper_in("ar", 1).await;
    let served = serve(&house);

    let front = served.get("/ar/").await;
    assert!(front.says("href=\"/ar/opensearch.xml\"") && front.says("href=\"/ar/search\""));
    let told = served.get("/ar/opensearch.xml").await;
    assert_eq!(
        told.header("content-type"),
        Some("application/opensearchdescription+xml")
    );
    let template = format!("template=\"{}/ar/search?q={{searchTerms}}\"", kit::ORIGIN);
    assert!(told.says(&template), "{}", told.text());
    assert!(
        told.text()
            .split("<ShortName>")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap()
            .chars()
            .count()
            <= 16
    );
    let start = served.get("/ar/search").await;
    assert_eq!(start.status, 200);
    assert!(start.says("action=\"/ar/search\"") && start.says("dir=\"rtl\""));
    house.db().close().await;
}
