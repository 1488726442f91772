//! Sitemaps as a crawler sees them.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dateline_formats::sitemap::{self, Alternate, NewsItem, Page, Sitemap};
use insta::assert_snapshot;
use jiff::Timestamp;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_sitemap_lists_pictures_and_translations() {
    let page = Page {
        loc: "https://halm.example/en/a?b=1&c=2".into(),
        lastmod: Some(at("2025-03-01T10:00:00Z")),
        images: vec!["https://halm.example/p/1.jpg".into()],
        alternates: vec![
            Alternate {
                hreflang: "en".into(),
                href: "https://halm.example/en/a".into(),
            },
            Alternate {
                hreflang: "x-default".into(),
                href: "https://halm.example/en/a".into(),
            },
        ],
    };

    assert_snapshot!(sitemap::urls(&[page]), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
    <url>
    <loc>https://halm.example/en/a?b=1&amp;c=2</loc>
    <lastmod>2025-03-01T10:00:00Z</lastmod>
    <xhtml:link rel="alternate" hreflang="en" href="https://halm.example/en/a"/>
    <xhtml:link rel="alternate" hreflang="x-default" href="https://halm.example/en/a"/>
    <image:image>
    <image:loc>https://halm.example/p/1.jpg</image:loc>
    </image:image>
    </url>
    </urlset>
    "#);
}

#[test]
fn an_index_names_its_sitemaps() {
    let month = Sitemap {
        loc: "https://halm.example/sitemap/2025-03.xml".into(),
        lastmod: Some(at("2025-03-01T10:00:00Z")),
    };

    assert_snapshot!(sitemap::index(&[month, Sitemap::default()]), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap>
    <loc>https://halm.example/sitemap/2025-03.xml</loc>
    <lastmod>2025-03-01T10:00:00Z</lastmod>
    </sitemap>
    <sitemap>
    <loc></loc>
    </sitemap>
    </sitemapindex>
    "#);
}

#[test]
fn a_news_sitemap_writes_the_two_letters_of_a_language() {
    let item = NewsItem {
        loc: "https://halm.example/en/a".into(),
        language: "zh-Hans".into(),
        published: at("2025-03-01T10:00:00Z"),
        title: "A & B".into(),
    };

    assert_snapshot!(sitemap::news("Halm Courier", &[item]), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url>
    <loc>https://halm.example/en/a</loc>
    <news:news>
    <news:publication>
    <news:name>Halm Courier</news:name>
    <news:language>zh-cn</news:language>
    </news:publication>
    <news:publication_date>2025-03-01T10:00:00Z</news:publication_date>
    <news:title>A &amp; B</news:title>
    </news:news>
    </url>
    </urlset>
    "#);
    let known = ["en-GB", "zh", "zh-Hans-HK", "zh-Hant", "zh-TW", "ar"].map(sitemap::news_language);
    assert_eq!(known, ["en", "zh-cn", "zh-cn", "zh-tw", "zh-tw", "ar"]);
}

#[test]
fn a_sitemap_stops_at_the_bounds_of_the_protocol() {
    let many = vec![
        Page {
            loc: "https://h.example/".into(),
            ..Page::default()
        };
        sitemap::MAX_URLS + 1
    ];
    let news = vec![NewsItem::default(); sitemap::MAX_NEWS + 1];

    assert_eq!(
        sitemap::urls(&many).matches("<url>").count(),
        sitemap::MAX_URLS
    );
    assert_eq!(
        sitemap::news("x", &news).matches("<url>").count(),
        sitemap::MAX_NEWS
    );

    let long = Page {
        loc: "https://h.example/".to_owned() + &"x".repeat(1_000_000),
        ..Page::default()
    };
    assert!(sitemap::urls(&vec![long; 100]).len() <= sitemap::MAX_BYTES);
}
