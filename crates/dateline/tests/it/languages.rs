//! `dateline locales check`, and editions whose language has gaps.

use crate::kit::{House, Said, Server, each_engine, finish};
use dateline_core::edition::{Direction, Edition, EditionCode};
use dateline_db::migrate;
use dateline_db::queries::edition;
use dateline_testkit::{Engine, TestHouse};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

fn write(house: &House, name: &str, text: &str) -> PathBuf {
    let path = house.beside(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    path
}

fn with_config(house: &House, text: &str, args: &[&str]) -> Said {
    let path = write(house, "dateline.toml", text);
    finish(house.command().arg("--config").arg(path).args(args))
}

/// What a server says that does not start.
fn refused_start(house: &House, config: &str) -> String {
    let path = write(house, "dateline.toml", config);
    let mut command = house.command();
    command
        .arg("--config")
        .arg(path)
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--operator-listen",
            "off",
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("the server started");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().unwrap();
    let said = Said {
        code: output.status.code(),
        out: String::new(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    said.complaint()
}

#[test]
fn our_own_languages_and_theme_have_no_faults() {
    let house = House::empty();

    let said = house.say(&["locales", "check"]);

    assert_eq!(
        (said.code, said.out.as_str()),
        (Some(0), "Locales: no faults.\n")
    );
}

#[test]
fn every_fault_of_a_folder_of_messages_and_a_theme_has_its_file_and_line() {
    let house = House::empty();
    write(
        &house,
        "words/uk/site.ftl",
        "archive = Архів\nlatest = Latest\nnope = Ні\n",
    );
    write(&house, "words/en/own.ftl", "latest = { $when } now\n");
    write(
        &house,
        "theme/theme.toml",
        "name = \"Ours\"\nversion = \"1.0.0\"\nauthor = \"We\"\nlicence = \"MIT\"\n",
    );
    write(
        &house,
        "theme/templates/parts/pager.html",
        "<p class=\"pager\">\n<a title=\"Go on\">More</a>\n{{ t(\"no-such-message\") }}</p>\n",
    );
    let folder = |name: &str| house.beside(name).display().to_string();
    let config = format!(
        "[site]\nlocales = \"{}\"\ntheme = \"{}\"\n[editions.en.wording]\narchive = \"Архив\"\n",
        folder("words"),
        folder("theme")
    );

    let said = with_config(&house, &config, &["locales", "check"]);

    assert_eq!(said.code, Some(1), "{}{}", said.out, said.err);
    for expected in [
        "words/uk/site.ftl:2: \"latest\" has \"Latest\", which is not of this language's script",
        "words/uk/site.ftl:3: \"nope\" is not among the English messages",
        "\"skip-to-content\" is missing; in English it is at locales/en/site.ftl:",
        "locales/fr/site.ftl:",
        "\"latest\" does not use $when, which the English has",
        "pager.html:2: \"Go\" stands in the template: put it into the messages",
        "pager.html:2: \"More\" stands in the template: put it into the messages",
        "pager.html:3: there is no message \"no-such-message\"",
        "dateline.toml:5: the wording of \"archive\": \"archive\" has \"Архив\", which is not of this language's script",
    ] {
        assert!(said.out.contains(expected), "{expected}\n{}", said.out);
    }
    let last = said.out.lines().last().unwrap();
    assert!(
        last.starts_with("Locales: ") && last.ends_with(" faults."),
        "{last}"
    );
}

#[test]
fn a_message_file_that_is_broken_is_a_fault_with_its_line_and_no_panic() {
    let house = House::empty();
    for (text, expected) in [
        (
            "archive = Архів\nlatest = { $name\n".to_owned(),
            "uk/site.ftl:3: Expected a token",
        ),
        (
            format!("a = {}", "{".repeat(200_000)),
            "uk/site.ftl:1: braces stand more than 12 deep",
        ),
        (
            "a = { a }\n".to_owned(),
            "\"a\" is not among the English messages",
        ),
    ] {
        write(&house, "words/uk/site.ftl", &text);
        let config = format!(
            "[site]\nlocales = \"{}\"\n",
            house.beside("words").display()
        );

        let said = with_config(&house, &config, &["locales", "check"]);

        assert_eq!(said.code, Some(1), "{}{}", said.out, said.err);
        assert!(said.out.contains(expected), "{expected}\n{}", said.out);
        assert!(!said.err.contains("panicked"), "{}", said.err);
    }
}

const ARCHIVE: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Газета</title><link>https://old.example</link><language>uk</language><wp:wxr_version>1.2</wp:wxr_version><item><title>Міст</title><link>https://old.example/mist</link><content:encoded><![CDATA[<p>Міст зачинено.</p>]]></content:encoded><wp:post_id>1</wp:post_id><wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt><wp:post_name>mist</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>"#;

#[tokio::test]
async fn an_archive_in_a_language_without_messages_is_read_with_english_around_it_and_says_so() {
    each_engine(async |house| {
        let file = write(house, "old.xml", ARCHIVE).display().to_string();

        let said = house.say(&["import", "wordpress", "--no-fetch", &file]).ok();

        assert!(
            said.contains("There are no whole messages in uk: around the stories of the edition uk the pages speak English."),
            "{said}"
        );
        let server = Server::serve(house);
        let front = server.get("/uk/").await;
        assert_eq!(front.status, 200);
        let html = front.text();
        assert!(html.contains("Міст") && html.contains("Skip to the content"), "{html}");
        assert_eq!(server.stop(), Some(0));
    })
    .await;
}

#[tokio::test]
async fn an_edition_whose_language_has_gaps_cannot_be_enabled() {
    each_engine(async |house| {
        let file = write(house, "old.xml", ARCHIVE).display().to_string();
        house
            .say(&["import", "wordpress", "--no-fetch", &file])
            .ok();
        write(house, "words/uk/site.ftl", "archive = Архів\n");
        let words = house.beside("words").display().to_string();
        let config = format!("[site]\nlocales = \"{words}\"\n[editions.uk]\nmessages = \"uk\"\n");

        let refused = refused_start(house, &config);
        let checked = with_config(house, &config, &["config", "check"]).complaint();

        for error in [&refused, &checked] {
            assert!(
                error.contains(
                    "the edition \"uk\" (uk) cannot be enabled: the messages in \"uk\" have "
                ),
                "{error}"
            );
            assert!(error.contains("words/uk/"), "{error}");
            assert!(
                error.contains("is missing; in English it is at locales/en/"),
                "{error}"
            );
            assert!(error.contains("[editions.uk] messages = \"en\""), "{error}");
        }
        let none = "[editions.uk]\nmessages = \"de\"\n";
        let error = refused_start(house, none);
        assert!(
            error.contains(
                "there are no messages in \"de\"; there are: ar, en, es, fr, ru, zh-Hans"
            ),
            "{error}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_edition_has_numerals_and_wording_by_setting() {
    let config =
        "[editions.ar]\nnumerals = \"arab\"\n[editions.en.wording]\nlatest = \"Just in\"\n";
    let house = House::sample();
    let path = write(&house, "dateline.toml", config);
    let house = house.with("DATELINE_CONFIG", path.to_str().unwrap());

    let server = Server::serve(&house);

    let arabic = server.get("/ar/").await.text();
    assert!(arabic.contains("data-numerals=\"arab\""), "{arabic}");
    assert!(arabic.contains("٢٠٢"), "the year of the foot");
    let english = server.get("/en/").await.text();
    assert!(english.contains("Just in") && !english.contains("Most recent"));
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test]
async fn wording_that_lacks_what_is_put_in_is_refused_at_start() {
    let house = House::sample();
    let config = "[editions.en.wording]\nolder-than = \"Older\"\n";

    let refused = refused_start(&house, config);
    let checked = with_config(&house, config, &["config", "check"]).complaint();

    for error in [refused, checked] {
        assert!(
            error.contains("dateline.toml:2: the wording of \"older-than\": \"older-than\" does not use $when, which the English has"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_language_for_layout_tests_is_spoken_only_where_it_is_set() {
    let house = House::sample();
    assert_eq!(
        Server::serve(&house)
            .get("/en/")
            .await
            .text()
            .matches("[Šķîîþ")
            .count(),
        0
    );
    let path = write(
        &house,
        "dateline.toml",
        "[editions.en]\nmessages = \"ar-XB\"\n[editions.ru]\nmessages = \"en-XA\"\n",
    );
    let house = house.with("DATELINE_CONFIG", path.to_str().unwrap());

    let server = Server::serve(&house);

    let mirrored = server.get("/en/").await.text();
    assert!(
        mirrored.contains("dir=\"rtl\"") && mirrored.contains("\u{202e}Sections\u{202c}"),
        "{mirrored}"
    );
    let accented = server.get("/ru/").await.text();
    assert!(
        accented.contains("[Šķîîþ ţöö ţĥéé çööñţééñţ]"),
        "{accented}"
    );
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test]
async fn a_house_of_an_earlier_version_goes_on_in_english_where_it_was_read_so() {
    for engine in Engine::all() {
        let records = TestHouse::bare(engine).await;
        migrate::run_to(records.db(), 8).await.unwrap();
        let mut tx = records.db().begin().await.unwrap();
        let old = Edition {
            code: EditionCode("uk".to_owned()),
            name: "Газета".to_owned(),
            tagline: String::new(),
            locale: "uk".to_owned(),
            direction: Direction::Ltr,
            time_zone: "UTC".to_owned(),
            position: 0,
            full_text_feeds: false,
        };
        edition::put(&mut tx, &old).await.unwrap();
        let _ = tx.commit().await.unwrap();
        let house = House::empty().at(records.url());

        let said = house.say(&["migrate"]).ok();

        assert!(
            said.contains("around the stories of the edition uk the pages speak English"),
            "{said}"
        );
        let server = Server::serve(&house);
        let front = server.get("/uk/").await.text();
        assert!(front.contains("Skip to the content"), "{front}");
        assert_eq!(server.stop(), Some(0));
        records.db().close().await;
    }
}
