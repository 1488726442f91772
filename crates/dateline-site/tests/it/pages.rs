//! What every page must be, whatever is on it.

use crate::kit::{self, serve};
use dateline_core::body::{Inline, Kind, Mark, PictureUse, RichText};
use dateline_core::picture::PictureFacts;
use dateline_testkit::{Answer, TestHouse, each_engine};
use dom_query::Document;
use serde_json::Value;

/// A paper with a bit of everything.
async fn furnish(house: &TestHouse) {
    let paper = house.paper().await;
    let facts = |caption: &str, alt: Option<&str>| PictureFacts {
        caption: Some(caption.to_owned()),
        alt: alt.map(str::to_owned),
        credit_line: Some("Ivo Brandt / Courier".to_owned()),
        ..PictureFacts::default()
    };
    let same = house
        .picture("same", facts("A crane", Some("A crane")))
        .await;
    let none = house.picture("none", facts("A quay", None)).await;
    let good = house
        .picture(
            "good",
            facts("The ferry on Friday", Some("A white ferry at a quay")),
        )
        .await;
    for (number, picture) in [same, none, good].into_iter().enumerate() {
        let use_here = PictureUse {
            picture: good,
            caption: Some("A ship".into()),
            alt: Some("A ship".to_owned()),
        };
        let id = house
            .story(&paper, &format!("Story {number}"))
            .tagged(&[paper.harbour])
            .by(&[paper.nadia, paper.ivo])
            .picture(picture)
            .element(Kind::Picture(use_here.clone()))
            .element(Kind::Picture(PictureUse {
                picture: same,
                caption: None,
                alt: None,
            }))
            .with(|s| {
                if number == 2 {
                    s.content.lead_picture = Some(use_here);
                }
                s.content.kicker = Some("EXCLUSIVE".to_owned());
                s.content.standfirst = Some("What happened & why".into());
            })
            .insert()
            .await;
        kit::publish(house, id).await;
        kit::correct(house, id, "It was Friday.").await;
    }
    let page = house
        .story(&paper, "About")
        .with(|s| s.is_page = true)
        .insert()
        .await;
    kit::publish(house, page).await;
}

fn html(answers: &[(String, Answer)]) -> Vec<(&str, &Answer, Document)> {
    let pages = answers.iter().filter(|(_, a)| {
        a.header("content-type")
            .is_some_and(|t| t.starts_with("text/html"))
            && !a.body.is_empty()
    });
    pages
        .map(|(path, answer)| (path.as_str(), answer, Document::from(answer.text())))
        .collect()
}

#[tokio::test]
async fn every_page_has_a_title_a_language_one_heading_and_a_description_of_its_own() {
    each_engine(async |house| {
        furnish(house).await;
        let served = serve(house);
        let answers = served.crawl(&["en"]).await;
        let pages = html(&answers);
        assert!(pages.len() > 12, "{}", pages.len());

        for (path, answer, page) in &pages {
            let title = page.select("title").text().to_string();
            let bare = title.trim_matches(|c: char| !c.is_alphanumeric());
            assert_eq!(
                bare, title,
                "{path}: the title begins or ends with a separator"
            );
            assert!(title.contains("The Test Courier en"), "{path}: {title}");
            assert!(
                !title.contains("error-") && !title.contains("-title"),
                "{path}: {title}"
            );
            assert_eq!(
                page.select("html").attr("lang").as_deref(),
                Some("en"),
                "{path}"
            );
            assert_eq!(
                page.select("html").attr("dir").as_deref(),
                Some("ltr"),
                "{path}"
            );
            assert_eq!(page.select("h1").length(), 1, "{path}");
            assert_eq!(page.select("main").length(), 1, "{path}");
            if answer.status == 200 {
                let canonical = page.select("link[rel=canonical]").attr("href").unwrap();
                assert!(canonical.starts_with(kit::ORIGIN), "{path}: {canonical}");
            }
        }
        let story = pages
            .iter()
            .find(|(path, ..)| path.ends_with("/story-0"))
            .unwrap();
        let description = story
            .2
            .select("meta[name=description]")
            .attr("content")
            .unwrap();
        assert_eq!(description.as_ref(), "What happened & why");
        assert!(
            !story.2.select("h1").text().contains("EXCLUSIVE"),
            "the kicker is not part of the headline"
        );
    })
    .await;
}

#[tokio::test]
async fn alternative_texts_never_repeat_the_caption_nor_name_the_paper() {
    each_engine(async |house| {
        furnish(house).await;
        let served = serve(house);
        let answers = served.crawl(&["en"]).await;
        let mut images = 0;

        for (path, _, page) in html(&answers) {
            for figure in &page.select("figure") {
                let caption = figure.select(".caption").text().trim().to_owned();
                let alt = figure
                    .select("img")
                    .attr("alt")
                    .expect("every picture has an alt")
                    .to_string();
                assert!(
                    alt.is_empty() || alt != caption,
                    "{path}: alt and caption are \"{alt}\""
                );
                assert_eq!(
                    figure.select(".credit").length(),
                    1,
                    "{path}: a picture without credit"
                );
                images += 1;
            }
            for image in &page.select("img") {
                let alt = image.attr("alt").expect("every picture has an alt");
                assert!(!alt.contains("Courier"), "{path}: {alt}");
                assert!(
                    image.attr("width").is_some() && image.attr("height").is_some(),
                    "{path}"
                );
            }
        }
        assert!(images >= 9, "{images}");
    })
    .await;
}

#[tokio::test]
async fn structured_data_can_be_read_and_says_who_when_and_what_was_corrected() {
    each_engine(async |house| {
        furnish(house).await;
        let served = serve(house);
        let answers = served.crawl(&["en"]).await;
        let mut stories = 0;

        for (path, _, page) in html(&answers) {
            for script in &page.select("script") {
                let kind = script.attr("type").map(|t| t.to_string());
                if script.attr("src").is_none() {
                    assert_eq!(
                        kind.as_deref(),
                        Some("application/ld+json"),
                        "{path}: an inline script"
                    );
                    let data: Value = serde_json::from_str(&script.text())
                        .unwrap_or_else(|e| panic!("{path}: {e}"));
                    let text = data.to_string();
                    if text.contains("NewsArticle") && path.contains("/story-") {
                        stories += 1;
                        for wanted in [
                            "\"datePublished\"",
                            "\"dateModified\"",
                            "Nadia Holt",
                            "Ivo Brandt / Courier",
                            "\"correction\"",
                            "BreadcrumbList",
                        ] {
                            assert!(text.contains(wanted), "{path} lacks {wanted}: {text}");
                        }
                    }
                }
            }
        }
        assert_eq!(stories, 3);
    })
    .await;
}

#[tokio::test]
async fn feeds_are_well_formed_and_carry_full_text_if_the_edition_says_so() {
    each_engine(async |house| {
        furnish(house).await;
        let served = serve(house);

        for form in ["rss", "atom", "json"] {
            let feed = served.get(&format!("/en/feed.{form}")).await;
            assert_eq!(feed.status, 200);
            assert!(feed.says("Words."), "{form} has no full text");
            assert!(
                feed.header("link").unwrap().contains("rel=\"hub\""),
                "{form}"
            );
            assert!(
                !feed.says("href=\"/") && !feed.says("src=\"/") && !feed.says("href=\\\"/"),
                "{form}: a relative address"
            );
            if form == "json" {
                assert_eq!(feed.json()["items"].as_array().unwrap().len(), 3);
            } else {
                well_formed(&feed.text());
            }
        }
        for path in [
            "/sitemap.xml",
            "/news-sitemap.xml",
            "/sitemaps/en/2025-03.xml",
            "/sitemaps/en/pages.xml",
        ] {
            well_formed(&served.get(path).await.text());
        }
        let mut tx = house.db().begin().await.unwrap();
        let mut edition = dateline_db::queries::edition::list(&mut tx)
            .await
            .unwrap()
            .remove(0);
        edition.full_text_feeds = false;
        dateline_db::queries::edition::put(&mut tx, &edition)
            .await
            .unwrap();
        tx.changed(dateline_core::subject::Subject::Edition(edition.code).key());
        house.commit(tx).await.unwrap();
        assert!(!served.get("/en/feed.rss").await.says("Words."));
    })
    .await;
}

/// Reads XML to its end.
pub fn well_formed(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(_) => {}
            Err(error) => panic!("{error} in {text}"),
        }
    }
}

#[tokio::test]
async fn an_empty_house_answers_in_words() {
    each_engine(async |house| {
        let served = serve(house);

        for path in [
            "/",
            "/en/",
            "/en/city",
            "/sitemap.xml",
            "/news-sitemap.xml",
            "/robots.txt",
            "/favicon.ico",
        ] {
            let answer = served.get(path).await;
            assert!(answer.status < 500, "{path}: {}", answer.status);
        }
        let home = served.get("/").await;
        assert_eq!(home.status, 404);
        assert!(home.says("no edition yet"));
    })
    .await;
}

#[tokio::test]
async fn robots_ask_those_who_train_to_stay_out_and_name_the_sitemaps() {
    each_engine(async |house| {
        house.paper().await;
        let served = serve(house);

        let text = served.get("/robots.txt").await.text();

        let (trainers, everybody) = text.split_once("Disallow: /\n").unwrap();
        assert!(trainers.contains("User-agent: GPTBot\n") && !trainers.contains("User-agent: *"));
        assert!(everybody.contains("User-agent: *\nAllow: /\n"));
        for file in ["sitemap.xml", "news-sitemap.xml"] {
            assert!(everybody.contains(&format!("Sitemap: {}/{file}\n", kit::ORIGIN)));
        }
    })
    .await;
}

#[tokio::test]
async fn right_to_left_and_cyrillic_editions_speak_their_language() {
    each_engine(async |house| {
        let (ar, ru) = (house.paper_in("ar", 0).await, house.paper_in("ru", 1).await);
        let served = serve(house);
        let (_, arabic) = kit::published(house, &ar, "الجسر الحديدي مغلق").await;
        let (_, russian) = kit::published(house, &ru, "Мост закрыт").await;

        for (path, lang, dir) in [(arabic, "ar", "rtl"), (russian, "ru", "ltr")] {
            let encoded = dateline_core::slug::encode_path(&path);
            let answer = served.get(&encoded).await;
            let page = Document::from(answer.text());

            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(page.select("html").attr("lang").as_deref(), Some(lang));
            assert_eq!(page.select("html").attr("dir").as_deref(), Some(dir));
            assert!(answer.says(&encoded), "links are percent-encoded");
            let missing = served.get(&format!("/{lang}/nothing")).await;
            assert_eq!(
                Document::from(missing.text())
                    .select("html")
                    .attr("lang")
                    .as_deref(),
                Some(lang),
                "404 in the language of the edition"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn feeds_name_everything_by_its_whole_address() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let picture = house.picture("quay", PictureFacts::default()).await;
        let link = |href: &str| Inline::Text {
            text: "there".to_owned(),
            marks: vec![Mark::Link {
                href: href.to_owned(),
                story: None,
            }],
        };
        let text = vec![
            link("/en/pages/about"),
            link("#below"),
            Inline::Footnote {
                footnote: "1".to_owned(),
            },
        ];
        let id = house
            .story(&paper, "Linked")
            .picture(picture)
            .element(Kind::Picture(PictureUse {
                picture,
                caption: None,
                alt: None,
            }))
            .element(Kind::Paragraph {
                text: RichText(text),
            })
            .element(Kind::Audio {
                url: "/-/sound.mp3".to_owned(),
                title: None,
            })
            .element(Kind::Footnote {
                key: "1".to_owned(),
                text: RichText(vec![link("/en/note")]),
            })
            .insert()
            .await;
        let path = kit::publish(house, id).await.path;

        for form in ["rss", "atom", "json"] {
            let feed = served.get(&format!("/en/feed.{form}")).await.text();
            let plain = feed
                .replace("&quot;", "\"")
                .replace("\\\"", "\"")
                .replace("&#34;", "\"");
            let named = ["href=\"", "src=\"", "srcset=\"", "poster=\""];
            let named = named.iter().flat_map(|name| plain.split(name).skip(1));
            let loose: Vec<&str> = named
                .filter(|rest| !rest.starts_with("https://"))
                .map(|rest| rest.split('"').next().unwrap())
                .collect();
            assert_eq!(loose, Vec::<&str>::new(), "{form}");
            for whole in [
                "https://courier.example/en/pages/about".to_owned(),
                "https://courier.example/-/sound.mp3".to_owned(),
                "https://courier.example/en/note".to_owned(),
                format!("https://courier.example{path}#note-1"),
                format!("https://courier.example{path}#below"),
            ] {
                assert!(plain.contains(&whole), "{form}: no {whole}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn structured_data_names_the_site_as_readers_reach_it() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (_, path) = kit::published(house, &paper, "Story").await;

        for page in ["/en/", "/en/city", path.as_str()] {
            let page = Document::from(served.get(page).await.text());
            let data = page.select("script[type='application/ld+json']").text();
            let data: Value = serde_json::from_str(&data).unwrap();
            let site = &data["@graph"][0];
            assert_eq!(site["url"], "https://courier.example/en/");
            assert_eq!(site["@id"], "https://courier.example/en/#website");
        }
    })
    .await;
}
