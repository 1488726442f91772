//! Pages around reading: lists kept on the device, no connection, cards on other sites, reports.

use crate::kit::{self, ORIGIN, Served, publish, published, serve};
use dateline_core::id::StoryId;
use dateline_core::picture::PictureFacts;
use dateline_db::queries::{event, reader_report};
use dateline_testkit::{Answer, TestHouse, each_engine};
use std::time::Duration;
use uuid::Uuid;

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

/// Sends the form of a story.
async fn send(site: &Served, story: StoryId, fields: &str, headers: &[(&str, &str)]) -> Answer {
    let body = format!("story={story}&revision=1&{fields}");
    let headers: Vec<_> = std::iter::once(FORM)
        .chain(headers.iter().copied())
        .collect();
    let client = &site.client;
    client
        .send_body("POST", "/en/report", &headers, body.as_bytes())
        .await
}

async fn reports(house: &TestHouse) -> Vec<reader_report::ReportRow> {
    let mut tx = house.db().read().await.unwrap();
    let rows = reader_report::list(&mut tx, (i64::MAX, Uuid::max()), 100).await;
    tx.close().await.unwrap();
    rows.unwrap()
}

#[tokio::test]
async fn a_report_reaches_the_desk_and_the_history_of_its_story() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (id, path) = published(house, &paper, "The quay").await;
        let site = serve(house);

        let page = site.get(&path).await;
        let form = site
            .get(&format!("/en/report?story={id}&passage=a+quay"))
            .await;
        house.pass(Duration::from_mins(1));
        let fields = "passage=a+quay&text=It+is+a+pier.%0d%0aSince+1931.&email=r%40mail.example";
        let sent = send(&site, id, fields, &[]).await;

        assert!(page.says(&format!("/en/report?story={id}")));
        assert!(form.says(">a quay</textarea>") && form.says("The quay"));
        assert_eq!(sent.status, 303);
        let thanks = site.get(sent.header("location").unwrap()).await;
        assert!(thanks.says("The newsroom has your report."));
        let rows = reports(house).await;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].body, "It is a pier.\nSince 1931.");
        assert_eq!(rows[0].passage.as_deref(), Some("a quay"));
        assert_eq!(rows[0].email.as_deref(), Some("r@mail.example"));
        assert_eq!(
            (rows[0].revision, rows[0].path.as_deref()),
            (1, Some(&*path))
        );
        let mut tx = house.db().read().await.unwrap();
        let history = event::list(&mut tx, "story", &id.to_string())
            .await
            .unwrap();
        tx.close().await.unwrap();
        let (_, kind, actor, particulars) = history.last().unwrap();
        assert_eq!(
            (kind.as_str(), actor.as_str()),
            ("error_reported", "reader")
        );
        assert!(particulars.contains(&rows[0].id.to_string()));
        assert!(!particulars.contains("mail.example"));
    })
    .await;
}

#[tokio::test]
async fn a_form_with_faults_comes_back_with_what_was_typed() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (id, _) = published(house, &paper, "The quay").await;
        let site = serve(house);
        let long = "x".repeat(4_001);

        let empty = send(&site, id, "text=+&passage=%3Cb%3E", &[]).await;
        let odd = send(&site, id, "text=Wrong&email=nobody", &[]).await;
        let wordy = send(&site, id, &format!("text={long}"), &[]).await;

        assert_eq!([empty.status, odd.status, wordy.status], [422; 3]);
        assert!(empty.says("Please write what is wrong.") && empty.says("&lt;b&gt;</textarea>"));
        assert!(odd.says("This is no mail address.") && odd.says("value=\"nobody\""));
        assert!(wordy.says("4,000") && wordy.says(&long));
        assert_eq!(reports(house).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_and_one_of_ours_is_taken() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (id, _) = published(house, &paper, "The quay").await;
        let site = serve(house);
        let with = async |name, value| send(&site, id, "text=Wrong", &[(name, value)]).await.status;

        assert_eq!(with("Sec-Fetch-Site", "cross-site").await, 403);
        assert_eq!(with("Sec-Fetch-Site", "same-site").await, 403);
        assert_eq!(with("Origin", "https://evil.example").await, 403);
        assert_eq!(with("Origin", "null").await, 403);
        assert_eq!(reports(house).await.len(), 0);
        assert_eq!(with("Sec-Fetch-Site", "same-origin").await, 303);
        assert_eq!(with("Origin", ORIGIN).await, 303);
        assert_eq!(reports(house).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn programs_that_fill_every_field_are_thanked_and_not_heard() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (id, _) = published(house, &paper, "The quay").await;
        let site = serve(house);

        let sent = send(&site, id, "text=Buy&website=http://spam.example", &[]).await;

        assert_eq!(sent.status, 303);
        assert_eq!(reports(house).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn one_address_sends_five_reports_in_ten_minutes_and_its_words_are_not_lost() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (id, _) = published(house, &paper, "The quay").await;
        let site = serve(house);
        for _ in 0..5 {
            assert_eq!(send(&site, id, "text=Wrong", &[]).await.status, 303);
        }

        let sixth = send(&site, id, "text=Sixth", &[]).await;
        let other = [("X-Forwarded-For", "203.0.113.7")];
        let another = send(&site, id, "text=Wrong", &other).await;
        house.pass(Duration::from_secs(601));
        let later = send(&site, id, "text=Sixth", &[]).await;

        assert_eq!(sixth.status, 429);
        assert!(sixth.says("in ten minutes") && sixth.says(">Sixth</textarea>"));
        assert_eq!([another.status, later.status], [303; 2]);
        assert_eq!(reports(house).await.len(), 7);
    })
    .await;
}

#[tokio::test]
async fn nothing_can_be_reported_of_what_is_not_public() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let secret = house.story(&paper, "A secret").insert().await;
        let (id, _) = published(house, &paper, "The quay").await;
        let site = serve(house);
        kit::unpublish(house, id).await;

        for story in [secret, id, StoryId(Uuid::nil())] {
            let form = site.get(&format!("/en/report?story={story}")).await;
            assert_eq!(form.status, 404);
            assert!(!form.says("secret"));
            assert_eq!(send(&site, story, "text=Wrong", &[]).await.status, 404);
        }
        for odd in ["/en/report", "/en/report?story=1", "/xx/report?story=1"] {
            assert_eq!(site.status(odd).await, 404, "{odd}");
        }
        let text = [("Content-Type", "text/plain")];
        let wrong = site
            .client
            .send_body("POST", "/en/report", &text, b"x")
            .await;
        let huge = vec![b'x'; 60_000];
        let large = site
            .client
            .send_body("POST", "/en/report", &[FORM], &huge)
            .await;
        assert_eq!([wrong.status, large.status], [415, 413]);
        assert_eq!(reports(house).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn cards_by_id_are_living_and_show_only_what_is_public() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (first, _) = published(house, &paper, "The quay").await;
        let (second, _) = published(house, &paper, "The ferry").await;
        let secret = house.story(&paper, "A secret").insert().await;
        let site = serve(house);
        let address = format!("/en/cards.json?ids={second},{first},{secret}");

        let before = site.get(&address).await;
        kit::revise(house, first, |content| {
            content.headline = "The pier".to_owned();
        })
        .await;
        publish(house, first).await;
        kit::unpublish(house, second).await;
        let after = site.get(&address).await;

        let headlines = |answer: &Answer| {
            let cards = answer.json()["cards"].as_array().unwrap().clone();
            let of = |card: &serde_json::Value| card["headline"].as_str().unwrap().to_owned();
            cards.iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(headlines(&before), ["The ferry", "The quay"]);
        assert_eq!(headlines(&after), ["The pier"]);
        assert!(
            after.json()["cards"][0]["html"]
                .as_str()
                .unwrap()
                .contains("The pier")
        );
        assert!(!before.says("secret"));
        assert_eq!(site.status("/en/cards.json").await, 400);
        assert_eq!(site.status("/en/cards.json?ids=1,2").await, 400);
        assert_eq!(
            site.status(&format!("/xx/cards.json?ids={first}")).await,
            404
        );
        let known = before.header("etag").unwrap();
        let again = site
            .client
            .send("GET", &address, &[("If-None-Match", known)])
            .await;
        assert_eq!(again.status, 200);
    })
    .await;
}

#[tokio::test]
async fn the_newest_of_a_list_follow_its_stories() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (id, _) = published(house, &paper, "The quay").await;
        let site = serve(house);
        let count = async || {
            let answer = site.get("/en/city/newest.json").await;
            answer.json()["cards"].as_array().unwrap().len()
        };

        assert_eq!(count().await, 1);
        for number in 0..4 {
            published(house, &paper, &format!("More {number}")).await;
        }
        assert_eq!(count().await, 3);
        kit::unpublish(house, id).await;
        assert_eq!(site.status("/en/no-such/newest.json").await, 404);
    })
    .await;
}

#[tokio::test]
async fn a_story_keeps_its_name_when_its_address_moves() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (id, path) = published(house, &paper, "The quay").await;
        let site = serve(house);
        let name = format!("/-/stories/{id}");

        let now = site.get(&name).await;
        let page = site.get(&path).await;
        kit::unpublish(house, id).await;

        assert_eq!((now.status, now.header("location")), (303, Some(&*path)));
        assert!(page.says(&format!("\"identifier\":\"{ORIGIN}{name}\"")));
        assert_eq!(site.status(&name).await, 404);
        assert_eq!(site.status("/-/stories/x").await, 404);
    })
    .await;
}

#[tokio::test]
async fn other_sites_frame_a_card_with_the_headline_of_now_and_nothing_else() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let facts = PictureFacts {
            credit_line: Some("Ivo Brandt".to_owned()),
            ..PictureFacts::default()
        };
        let picture = house.picture("quay", facts).await;
        let id = house
            .story(&paper, "The \"quay\" & <more>")
            .by(&[paper.nadia])
            .picture(picture)
            .insert()
            .await;
        let path = publish(house, id).await.path;
        let site = serve(house);
        let url = format!("{ORIGIN}{path}");
        let asked = format!("/oembed?url={}&format=json&maxwidth=400", encoded(&url));

        let page = site.get(&path).await;
        let answer = site.get(&asked).await;
        let embed = format!("/en/embed/{id}");
        let card = site.get(&embed).await;
        kit::revise(house, id, |content| {
            content.headline = "The pier".to_owned();
        })
        .await;
        publish(house, id).await;
        let newer = site.get(&embed).await;
        kit::unpublish(house, id).await;
        let gone = site.get(&embed).await;

        assert!(page.says("application/json+oembed"));
        let told = answer.json();
        assert_eq!(told["type"], "rich");
        assert_eq!(told["title"], "The \"quay\" & <more>");
        assert_eq!(told["author_name"], "Nadia Holt");
        assert_eq!(told["width"], 400);
        let html = told["html"].as_str().unwrap();
        assert!(html.contains(&format!("src=\"{ORIGIN}{embed}\"")), "{html}");
        assert!(
            html.contains("title=\"The &quot;quay&quot; &amp; &lt;more&gt;\""),
            "{html}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        let policy = |answer: &Answer| answer.header("content-security-policy").unwrap().to_owned();
        assert!(policy(&card).ends_with("frame-ancestors *"));
        assert!(policy(&page).ends_with("frame-ancestors 'self'"));
        assert!(card.says("&quot;quay&quot;") && card.says("Ivo Brandt") && card.says(&url));
        assert!(newer.says("The pier"));
        assert_eq!(gone.status, 404);
        assert!(gone.says("This story can no longer be read") && !gone.says("pier"));
        assert_eq!(site.status(&asked).await, 404);
        assert_eq!(
            site.status("/oembed?url=https://other.example/en/a").await,
            404
        );
        assert_eq!(site.status("/oembed").await, 404);
        let xml = format!("/oembed?url={}&format=xml", encoded(&url));
        assert_eq!(site.status(&xml).await, 501);
    })
    .await;
}

fn encoded(text: &str) -> String {
    text.replace(':', "%3A").replace('/', "%2F")
}

#[tokio::test]
async fn pages_kept_in_browsers_are_for_nobody_else() {
    each_engine(async |house| {
        let paper = house.paper().await;
        published(house, &paper, "The quay").await;
        let site = serve(house);

        for path in ["/en/saved", "/en/offline"] {
            let page = site.get(path).await;
            assert_eq!(page.status, 200);
            assert!(page.says("noindex") && !page.says("The quay"), "{path}");
            assert_eq!(page.header("set-cookie"), None);
        }
        let worker = site.get("/sw.js").await;
        assert_eq!(worker.header("cache-control"), Some("no-cache"));
        assert!(
            worker
                .header("content-type")
                .unwrap()
                .starts_with("text/javascript")
        );
        assert!(worker.says("addEventListener(\"fetch\""));
        let models = site.get("/llms.txt").await;
        assert!(models.says("# The Test Courier") && models.says("/en/city"));
        assert!(models.says("Gathering texts to train models is not allowed"));
    })
    .await;
}
