//! Editions, sections, menus and redirects.

use crate::archive::{Archive, Post};
use crate::house::{Home, data, each};
use dateline_core::edition::EditionCode;
use dateline_newsroom::import::report::kind;
use dateline_newsroom::import::{self, Options, Source};

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_is_made_from_what_the_site_says() {
    each(async |home| {
        let xml = Archive::default()
            .post(&Post::new(1, "One", "one", "<p>W</p>"))
            .xml();
        let file = home.file("ar.xml", xml.replace("en-GB", "ar"));

        home.wordpress(&file).await.unwrap();

        let editions: Vec<(String, String, String, String)> = home
            .rows("select code, name, locale, direction from edition")
            .await;
        let expected = ["ar", "The Old Paper", "ar", "rtl"].map(str::to_owned);
        assert_eq!(
            editions
                .into_iter()
                .map(|(a, b, c, d)| [a, b, c, d])
                .collect::<Vec<_>>(),
            [expected]
        );
        let names: Vec<(String,)> = home.rows("select name from section").await;
        assert_eq!(names[0].0, "عام");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_archive_can_come_into_two_editions() {
    let home = Home::sqlite().await;
    let file = home.file(
        "1.xml",
        Archive::default()
            .post(&Post::new(1, "One", "one", "<p>W</p>"))
            .xml(),
    );

    for code in ["en", "sv"] {
        let options = Options {
            edition: EditionCode::parse(code),
            ..Options::default()
        };
        home.wordpress_with(&file, options).await.unwrap();
    }

    let paths: Vec<(String,)> = home
        .rows("select path from pressed_story order by path")
        .await;
    let paths: Vec<_> = paths.iter().map(|p| p.0.as_str()).collect();
    assert_eq!(
        paths,
        ["/en/news/2013/04/17/one", "/sv/news/2013/04/17/one"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_here_already_is_joined_and_what_would_hide_an_address_is_renamed() {
    each(async |home| {
        let category = |id: u32, slug: &str, name: &str| {
            format!(
                "<wp:category><wp:term_id>{id}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename><wp:cat_name>{name}</wp:cat_name></wp:category>"
            )
        };
        let post = Post::new(1, "One", "one", "<p>W</p>");
        let first = Archive::default().head(&category(1, "city", "City")).post(&post).xml();
        home.wordpress(&home.file("1.xml", first)).await.unwrap();
        let terms = category(1, "city", "City") + &category(2, "topics", "Topics") + &category(3, "CITY", "Town");
        let second = Archive::default().head(&terms).post(&post).xml().replace("old.example", "second.example");

        let report = home.wordpress(&home.file("2.xml", second)).await.unwrap();

        assert_eq!(report.kept(kind::SECTIONS), 3);
        let slugs: Vec<(String,)> = home.rows("select slug from section order by slug").await;
        let slugs: Vec<_> = slugs.iter().map(|s| s.0.as_str()).collect();
        assert_eq!(slugs, ["city", "city-2", "news", "topics-2"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn menus_lead_to_where_things_are_now() {
    each(async |home| {
        let meta = |key: &str, value: &str| {
            format!("<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>")
        };
        let entry = |id: u32, title: &str, more: String| {
            format!(
                "<item><title>{title}</title><link>x</link><wp:post_id>{id}</wp:post_id><wp:post_type>nav_menu_item</wp:post_type>
                 <wp:status>publish</wp:status><wp:menu_order>{id}</wp:menu_order>
                 <category domain=\"nav_menu\" nicename=\"main\">Main</category>{more}</item>"
            )
        };
        let items = entry(50, "", meta("_menu_item_type", "post_type") + &meta("_menu_item_object", "post") + &meta("_menu_item_object_id", "1"))
            + &entry(51, "Away", meta("_menu_item_type", "custom") + &meta("_menu_item_url", "https://away.example/"))
            + &entry(52, "Home", meta("_menu_item_type", "custom") + &meta("_menu_item_url", "https://old.example/"))
            + &entry(53, "Draft", meta("_menu_item_type", "post_type") + &meta("_menu_item_object", "post") + &meta("_menu_item_object_id", "2"));
        let xml = Archive::default()
            .post(&Post::new(1, "One", "one", "<p>W</p>"))
            .post(&Post::new(2, "Two", "", "<p>W</p>").status("draft"))
            .xml()
            .replace("</channel>", &format!("{items}</channel>"));
        let file = home.file("menu.xml", xml);

        let report = home.wordpress(&file).await.unwrap();

        assert_eq!((report.found(kind::MENUS), report.kept(kind::MENUS)), (1, 1));
        let menus: Vec<(String,)> = home.rows("select document from menu").await;
        let entries: serde_json::Value = serde_json::from_str(&menus[0].0).unwrap();
        assert_eq!(
            entries,
            serde_json::json!([
                {"label": "One", "href": "/en/news/2013/04/17/one"},
                {"label": "Away", "href": "https://away.example/"},
                {"label": "Home", "href": "/en/"},
            ])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_lead_to_the_end_and_circles_are_left_out() {
    each(async |home| {
        let redirects = r#"[
            {"from": "/old-name/", "to": "/coming-soon/", "permanent": true},
            {"from": "/older-name/", "to": "/old-name/", "permanent": true},
            {"from": "/round/", "to": "/and-round/"},
            {"from": "/and-round/", "to": "/round/"},
            {"from": "/away/", "to": "https://away.example/x"},
            {"from": "/coming-soon/", "to": "/elsewhere/"},
            {"from": "^/pattern/([a-z]+)$", "to": "/x/$1"}
        ]"#;
        let source = Source::Ghost {
            export: data("ghost").join("v5_export.json"),
            redirects: Some(home.file("redirects.json", redirects)),
            site_url: Some("https://ghost.example".to_owned()),
        };
        for _ in 0..2 {
            let report = import::run(&home.house, source.clone(), Options::default(), &()).await.unwrap();

            assert_eq!(report.found(kind::REDIRECTS), 7, "{report}");
            assert_eq!(report.skipped(kind::REDIRECTS), 4, "{report}");
        }
        let rows: Vec<(String, Option<String>, i64)> = home
            .rows("select path, target, status from old_path where path like '/old%' or path = '/away' order by path")
            .await;
        let away = Some("https://away.example/x".to_owned());
        assert_eq!(rows[0], ("/away".to_owned(), away, 302));
        assert_eq!(rows[1], ("/old-name".to_owned(), None, 301));
        assert_eq!(rows[2], ("/older-name".to_owned(), None, 301));
    })
    .await;
}
