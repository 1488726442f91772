//! Feeds as a reader's program sees them.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dateline_formats::feed::{self, Feed, Item, MediaItem};
use dateline_formats::sitemap::{self, Alternate, NewsItem, Page};
use insta::assert_snapshot;
use jiff::Timestamp;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn bridge() -> Item {
    Item {
        id: "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap(),
        url: "https://halm.example/en/city/2025/03/01/мост".into(),
        title: "Iron <Bridge> & \"rust\"".into(),
        summary: "It closes on Monday.".into(),
        content_html: Some("<p>It closes &amp; stays closed.</p>".into()),
        published: at("2025-03-01T09:05:07.123Z"),
        updated: at("2025-03-01T10:00:00Z"),
        authors: vec!["Nadia Storm".into(), "Omar Haddad".into()],
        section: Some("City".into()),
        tags: vec!["Bridges".into(), "City".into()],
        pictures: vec![MediaItem {
            url: "https://halm.example/p/1.jpg".into(),
            media_type: "image/jpeg".into(),
            width: Some(1200),
            height: Some(800),
            bytes: Some(120_000),
            title: Some("The bridge".into()),
            caption: Some("Rust on the north pier".into()),
            credit_line: Some("Ines Falk/Halm Courier".into()),
            photographer: Some("Ines Falk".into()),
            copyright: Some("© 2025 Halm Courier".into()),
            license: Some("https://halm.example/licence".into()),
            acquire_license_page: Some("https://halm.example/buy".into()),
            thumbnail_url: Some("https://halm.example/p/1-s.jpg".into()),
        }],
        language: Some("ru".into()),
    }
}

fn courier() -> Feed {
    Feed {
        title: "Halm Courier".into(),
        home_url: "https://halm.example/en".into(),
        feed_url: "https://halm.example/en/feed.xml".into(),
        description: "News of the strait".into(),
        language: "en".into(),
        updated: at("2025-03-01T10:00:00Z"),
        hub_url: Some("https://halm.example/hub".into()),
        icon: Some("https://halm.example/icon.png".into()),
        items: vec![bridge()],
    }
}

#[test]
fn rss_says_everything_the_standard_asks() {
    assert_snapshot!(feed::rss(&courier()), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
    <channel>
    <title>Halm Courier</title>
    <link>https://halm.example/en</link>
    <description>News of the strait</description>
    <language>en</language>
    <lastBuildDate>Sat, 01 Mar 2025 10:00:00 GMT</lastBuildDate>
    <atom:link rel="self" type="application/rss+xml" href="https://halm.example/en/feed.xml"/>
    <atom:link rel="hub" href="https://halm.example/hub"/>
    <image>
    <url>https://halm.example/icon.png</url>
    <title>Halm Courier</title>
    <link>https://halm.example/en</link>
    </image>
    <item>
    <title>Iron &lt;Bridge&gt; &amp; &quot;rust&quot;</title>
    <link>https://halm.example/en/city/2025/03/01/%D0%BC%D0%BE%D1%81%D1%82</link>
    <guid isPermaLink="false">urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057</guid>
    <pubDate>Sat, 01 Mar 2025 09:05:07 GMT</pubDate>
    <dc:creator>Nadia Storm</dc:creator>
    <dc:creator>Omar Haddad</dc:creator>
    <dc:language>ru</dc:language>
    <category>City</category>
    <category>Bridges</category>
    <description>It closes on Monday.</description>
    <content:encoded>&lt;p&gt;It closes &amp;amp; stays closed.&lt;/p&gt;</content:encoded>
    <media:content url="https://halm.example/p/1.jpg" medium="image" type="image/jpeg" width="1200" height="800" fileSize="120000">
    <media:title type="plain">The bridge</media:title>
    <media:description type="plain">Rust on the north pier</media:description>
    <media:credit role="photographer" scheme="urn:ebu">Ines Falk</media:credit>
    <media:credit scheme="urn:ebu">Ines Falk/Halm Courier</media:credit>
    <media:copyright>© 2025 Halm Courier</media:copyright>
    <media:license type="text/html" href="https://halm.example/licence">https://halm.example/licence</media:license>
    <media:thumbnail url="https://halm.example/p/1-s.jpg"/>
    </media:content>
    </item>
    </channel>
    </rss>
    "#);
}

#[test]
fn atom_says_everything_the_standard_asks() {
    assert_snapshot!(feed::atom(&courier()), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en">
    <id>https://halm.example/en/feed.xml</id>
    <title>Halm Courier</title>
    <subtitle>News of the strait</subtitle>
    <updated>2025-03-01T10:00:00Z</updated>
    <link rel="self" type="application/atom+xml" href="https://halm.example/en/feed.xml"/>
    <link rel="alternate" type="text/html" href="https://halm.example/en"/>
    <link rel="hub" href="https://halm.example/hub"/>
    <author>
    <name>Halm Courier</name>
    <uri>https://halm.example/en</uri>
    </author>
    <icon>https://halm.example/icon.png</icon>
    <entry xml:lang="ru">
    <id>urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057</id>
    <title>Iron &lt;Bridge&gt; &amp; &quot;rust&quot;</title>
    <link rel="alternate" type="text/html" href="https://halm.example/en/city/2025/03/01/%D0%BC%D0%BE%D1%81%D1%82"/>
    <published>2025-03-01T09:05:07Z</published>
    <updated>2025-03-01T10:00:00Z</updated>
    <author>
    <name>Nadia Storm</name>
    </author>
    <author>
    <name>Omar Haddad</name>
    </author>
    <category term="City" scheme="https://halm.example/en#section"/>
    <category term="Bridges" scheme="https://halm.example/en#tag"/>
    <summary>It closes on Monday.</summary>
    <content type="html">&lt;p&gt;It closes &amp;amp; stays closed.&lt;/p&gt;</content>
    <link rel="enclosure" href="https://halm.example/p/1.jpg" type="image/jpeg" length="120000"/>
    <media:content url="https://halm.example/p/1.jpg" medium="image" type="image/jpeg" width="1200" height="800" fileSize="120000">
    <media:title type="plain">The bridge</media:title>
    <media:description type="plain">Rust on the north pier</media:description>
    <media:credit role="photographer" scheme="urn:ebu">Ines Falk</media:credit>
    <media:credit scheme="urn:ebu">Ines Falk/Halm Courier</media:credit>
    <media:copyright>© 2025 Halm Courier</media:copyright>
    <media:license type="text/html" href="https://halm.example/licence">https://halm.example/licence</media:license>
    <media:thumbnail url="https://halm.example/p/1-s.jpg"/>
    </media:content>
    </entry>
    </feed>
    "#);
}

#[test]
fn json_feed_says_everything_the_standard_asks() {
    assert_snapshot!(feed::json(&courier()), @r#"{"version":"https://jsonfeed.org/version/1.1","title":"Halm Courier","home_page_url":"https://halm.example/en","feed_url":"https://halm.example/en/feed.xml","description":"News of the strait","icon":"https://halm.example/icon.png","language":"en","authors":[{"name":"Halm Courier","url":"https://halm.example/en"}],"hubs":[{"type":"WebSub","url":"https://halm.example/hub"}],"items":[{"id":"urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057","url":"https://halm.example/en/city/2025/03/01/%D0%BC%D0%BE%D1%81%D1%82","title":"Iron <Bridge> & \"rust\"","content_html":"<p>It closes &amp; stays closed.</p>","summary":"It closes on Monday.","image":"https://halm.example/p/1.jpg","date_published":"2025-03-01T09:05:07Z","date_modified":"2025-03-01T10:00:00Z","authors":[{"name":"Nadia Storm"},{"name":"Omar Haddad"}],"tags":["City","Bridges"],"language":"ru","attachments":[{"url":"https://halm.example/p/1.jpg","mime_type":"image/jpeg","title":"Rust on the north pier","size_in_bytes":120000,"_picture":{"credit_line":"Ines Falk/Halm Courier","photographer":"Ines Falk","copyright":"© 2025 Halm Courier","license":"https://halm.example/licence","acquire_license_page":"https://halm.example/buy"}}]}]}"#);
}

#[test]
fn a_feed_without_stories_is_still_a_feed() {
    let empty = Feed {
        title: "Quiet".into(),
        home_url: "https://q.example".into(),
        feed_url: "https://q.example/f".into(),
        ..Feed::default()
    };

    assert_snapshot!(feed::rss(&empty), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
    <channel>
    <title>Quiet</title>
    <link>https://q.example</link>
    <description>Quiet</description>
    <lastBuildDate>Thu, 01 Jan 1970 00:00:00 GMT</lastBuildDate>
    <atom:link rel="self" type="application/rss+xml" href="https://q.example/f"/>
    </channel>
    </rss>
    "#);
    assert_snapshot!(feed::json(&empty), @r#"{"version":"https://jsonfeed.org/version/1.1","title":"Quiet","home_page_url":"https://q.example","feed_url":"https://q.example/f","authors":[{"name":"Quiet","url":"https://q.example"}],"items":[]}"#);
    assert!(texts(&feed::atom(&empty)).contains(&"Quiet".to_owned()));
}

#[test]
fn a_story_without_full_text_carries_its_summary_as_text() {
    let item = Item {
        content_html: None,
        ..bridge()
    };
    let json: serde_json::Value = serde_json::from_str(&feed::json(&Feed {
        items: vec![item],
        ..courier()
    }))
    .unwrap();

    assert_eq!(json["items"][0]["content_text"], "It closes on Monday.");
    assert!(json["items"][0].get("content_html").is_none());
}

#[test]
fn the_title_is_read_back_as_it_was_written() {
    for xml in [feed::rss(&courier()), feed::atom(&courier())] {
        assert!(
            texts(&xml).contains(&"Iron <Bridge> & \"rust\"".to_owned()),
            "{xml}"
        );
        assert!(
            texts(&xml).contains(&"<p>It closes &amp; stays closed.</p>".to_owned()),
            "{xml}"
        );
    }
}

/// The text of every element; fails if the document is not well formed.
fn texts(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    let mut found = vec![String::new()];
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e}: {xml}")) {
            Event::Start(tag) => {
                depth += 1;
                check_attributes(&tag);
                found.push(String::new());
            }
            Event::Empty(tag) => check_attributes(&tag),
            Event::End(_) => depth -= 1,
            Event::Text(text) => found.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(reference) => {
                found.last_mut().unwrap().push_str(&resolve(&reference));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{xml}");
    found.iter().map(|t| t.trim().to_owned()).collect()
}

fn check_attributes(tag: &quick_xml::events::BytesStart<'_>) {
    for attribute in tag.attributes() {
        assert!(!attribute.unwrap().value.contains('<'));
    }
}

fn resolve(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "#39" => "'".to_owned(),
        other => panic!("unknown reference {other}"),
    }
}

fn hostile() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "]]>",
        "</item>",
        "<!--",
        "&#0;",
        "\0",
        "\u{b}",
        "\u{fffe}",
        "\u{2028}",
        "\u{202e}",
        "\"'><script>",
        "javascript:",
        "&amp;",
        "😀",
        "\r\n",
    ]);
    prop::collection::vec(
        prop_oneof![nasty.prop_map(str::to_owned), any::<String>()],
        0..4,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn hostile_words_never_break_a_feed(words in prop::collection::vec(hostile(), 12)) {
        let mut words = words.into_iter().cycle();
        let mut next = || words.next().unwrap();
        let picture = MediaItem { url: next(), media_type: next(), title: Some(next()), caption: Some(next()), credit_line: Some(next()), photographer: Some(next()), copyright: Some(next()), thumbnail_url: Some(next()), ..MediaItem::default() };
        let item = Item { url: next(), title: next(), summary: next(), content_html: Some(next()), authors: vec![next()], section: Some(next()), tags: vec![next()], language: Some(next()), pictures: vec![picture], ..Item::default() };
        let feed = Feed { title: next(), home_url: next(), feed_url: next(), description: next(), language: next(), hub_url: Some(next()), icon: Some(next()), items: vec![item], ..Feed::default() };

        texts(&feed::rss(&feed));
        texts(&feed::atom(&feed));
        serde_json::from_str::<serde_json::Value>(&feed::json(&feed)).unwrap();
        texts(&sitemap::news(&feed.title, &[NewsItem { loc: next(), language: next(), title: next(), ..NewsItem::default() }]));
        texts(&sitemap::urls(&[Page { loc: next(), images: vec![next()], alternates: vec![Alternate { hreflang: next(), href: next() }], ..Page::default() }]));
    }
}
