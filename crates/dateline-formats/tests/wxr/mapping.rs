//! One rule of the mapping at a time.

use crate::{archive, outline, post, stories, story};
use dateline_core::story::StoryFormat;
use dateline_formats::archive::{CommentState, Record, Status};

fn meta(key: &str, value: &str) -> String {
    format!(
        "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )
}

#[test]
fn every_state_has_its_place() {
    let status = |s: &str| {
        let item = format!("<item><title>t</title><wp:status>{s}</wp:status></item>");
        stories(&archive(&item))[0].status
    };

    assert_eq!(status("publish"), Status::Published);
    assert_eq!(status("future"), Status::Scheduled);
    assert_eq!(status("pending"), Status::Submitted);
    assert_eq!(status("private"), Status::Private);
    assert_eq!(status("trash"), Status::Trashed);
    assert_eq!(status("draft"), Status::Draft);
    assert_eq!(status("auto-draft"), Status::Draft);
    assert_eq!(status("wc-odd"), Status::Draft);
    assert_eq!(
        story("<wp:post_password>x</wp:post_password>").status,
        Status::Private
    );
}

#[test]
fn times_are_utc_and_nonsense_is_none() {
    let published = |fields: &str| story(fields).published_at.map(|t| t.to_string());

    assert_eq!(
        published("<wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt>").as_deref(),
        Some("2020-01-02T03:04:05Z")
    );
    assert_eq!(
        published("<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_date>2020-01-02 03:04:05</wp:post_date>").as_deref(),
        Some("2020-01-02T03:04:05Z")
    );
    assert_eq!(
        published("<pubDate>Tue, 18 Jan 2011 07:40:14 +0100</pubDate>").as_deref(),
        Some("2011-01-18T06:40:14Z")
    );
    assert_eq!(
        published("<wp:post_date_gmt>9999-12-31 23:59:59</wp:post_date_gmt>"),
        None
    );
    let odd = story(
        "<wp:post_date>-0001-11-30 00:00:00</wp:post_date><pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate>",
    );
    assert_eq!(odd.published_at.map(jiff::Timestamp::as_second), Some(0));
}

#[test]
fn every_old_address_is_kept() {
    let fields = format!(
        "<link>https://www.harbour.example/2020/01/quay/</link><guid>http://harbour.example/?p=7</guid>{}{}",
        meta("_wp_old_slug", "wharf"),
        meta("_wp_old_slug", "")
    );
    let page = format!(
        "<wp:post_type>page</wp:post_type><link>https://harbour.example/</link>{}",
        meta("_wp_old_slug", "x")
    );
    let encoded = story(
        "<link>https://harbour.example/%D1%85/</link><wp:post_name>%D1%85%D0%BE</wp:post_name>",
    );

    assert_eq!(
        story(&fields).old_paths,
        ["/2020/01/quay/", "/?p=7", "/2020/01/wharf/"]
    );
    assert_eq!(story(&page).old_paths, ["/?page_id=7"]);
    assert_eq!(
        (encoded.slug.as_str(), encoded.old_paths[1].as_str()),
        ("хо", "/х/")
    );
}

#[test]
fn titles_and_excerpts_are_plain_words() {
    let got = story(
        "<title><![CDATA[Ports &amp; <em>tugs</em> &#8211; 5 < 6]]></title><excerpt:encoded><![CDATA[<p>Short &nbsp;text</p>]]></excerpt:encoded>",
    );

    assert_eq!(got.headline, "Ports & tugs – 5 < 6");
    assert_eq!(got.standfirst.as_deref(), Some("Short \u{a0}text"));
}

#[test]
fn the_primary_category_is_the_section_and_the_others_are_tags() {
    let items = format!(
        "<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>trade</wp:category_nicename><wp:cat_name>Trade</wp:cat_name><wp:category_parent>city</wp:category_parent></wp:category>{}",
        post(&format!(
            "<category domain=\"category\" nicename=\"city\">City</category><category domain=\"category\" nicename=\"trade\">Trade</category>\
             <category domain=\"post_tag\" nicename=\"tug\">Tug</category><category domain=\"people\" nicename=\"ida\">Ida</category>\
             <category domain=\"post_format\" nicename=\"post-format-gallery\">Gallery</category>{}",
            meta("_yoast_wpseo_primary_category", "3")
        ))
    );
    let records = archive(&items);
    let story = stories(&records)[0];

    insta::assert_snapshot!(outline(&records), @r#"
site Harbour News https://harbour.example
section trade Trade Some("city")
section city City None
tag tug Tug Topic
tag ida Ida Person
tag city City Topic
story 7
"#);
    assert_eq!(story.section.as_deref(), Some("trade"));
    assert_eq!(story.tags, ["tug", "ida", "city"]);
    assert_eq!(story.format, StoryFormat::Gallery);
}

#[test]
fn unknown_authors_are_told_once_and_a_mail_address_is_no_name() {
    let items = format!(
        "{}{}",
        post("<dc:creator>ida@harbour.example</dc:creator>"),
        post("<dc:creator>ida@harbour.example</dc:creator>")
    );
    let guest = post("<wp:post_type>guest-author</wp:post_type><title>Jens</title>")
        + &post(
            "<category domain=\"author\" nicename=\"cap-jens\">Jens</category><dc:creator>admin</dc:creator>",
        );

    insta::assert_snapshot!(outline(&archive(&items)), @r#"
site Harbour News https://harbour.example
contributor ida@harbour.example ida
story 7 
story 7
"#);
    insta::assert_snapshot!(outline(&archive(&guest)), @r#"
site Harbour News https://harbour.example
contributor jens Jens
story 7
"#);
}

#[test]
fn attachments_are_pictures_with_their_credit_or_skipped() {
    let file = |url: &str, more: &str| {
        post(&format!(
            "<wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>{url}</wp:attachment_url>{more}"
        ))
    };
    let more = format!(
        "{}{}",
        meta("_media_credit", "a:1:{i:0;s:1:\"x\";}"),
        meta("credit", "Ida Brandt")
    );
    let items = file("https://harbour.example/a.JPG", &more)
        + &file("https://harbour.example/a.pdf", "")
        + &file("", "")
        + &file("javascript:x", "");
    let records = archive(&items);

    insta::assert_snapshot!(outline(&records), @r#"
site Harbour News https://harbour.example
picture 7 https://harbour.example/a.JPG
skipped pictures 7 attachment is not a picture
skipped pictures 7 the attachment has no address
skipped pictures 7 the attachment has no address
"#);
    assert!(matches!(&records[1], Record::Picture(p) if p.credit.as_deref() == Some("Ida Brandt")));
}

#[test]
fn content_of_other_types_becomes_stories_and_machinery_is_skipped() {
    let typed = |kind: &str| {
        post(&format!(
            "<title>t</title><wp:post_type>{kind}</wp:post_type>"
        ))
    };
    let records = archive(
        &["review", "wp_block", "wp_template", "acf-field", "revision"]
            .map(typed)
            .concat(),
    );

    insta::assert_snapshot!(outline(&records), @r#"
site Harbour News https://harbour.example
story 7 t
skipped blocks 7 a reusable block is not a story; it stands where stories use it
skipped settings 7 post type "wp_template" is not content
skipped settings 7 post type "acf-field" is not content
skipped settings 7 post type "revision" is not content
"#);
    assert_eq!(stories(&records)[0].changes[0].from, "post type \"review\"");
}

#[test]
fn comments_keep_state_thread_and_words() {
    let comment = |id: u8, approved: &str, parent: u8, kind: &str| {
        format!(
            "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>Ida &amp;amp; Jens</wp:comment_author><wp:comment_date_gmt>2020-01-02 03:04:05</wp:comment_date_gmt><wp:comment_content><![CDATA[One\ntwo <script>x</script><img src=x onerror=alert(1)>]]></wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
        )
    };
    let fields = [
        comment(1, "1", 0, ""),
        comment(2, "0", 1, "comment"),
        comment(3, "spam", 9, ""),
        comment(4, "1", 0, "pingback"),
    ]
    .concat();
    let records = archive(&post(&fields));
    let comments = &stories(&records)[0].comments;

    assert_eq!(
        comments.iter().map(|c| c.state).collect::<Vec<_>>(),
        [
            CommentState::Approved,
            CommentState::Held,
            CommentState::Rejected
        ]
    );
    assert_eq!(
        comments
            .iter()
            .map(|c| c.parent.as_deref())
            .collect::<Vec<_>>(),
        [None, Some("1"), None]
    );
    assert_eq!(comments[0].name, "Ida & Jens");
    insta::assert_snapshot!(comments[0].body.to_json(), @r#"[{"type":"paragraph","text":[{"text":"One"},{"line_break":true},{"text":"two"}]}]"#);
    assert!(outline(&records).contains("skipped comments 4 a pingback is not a comment"));
}

#[test]
fn menus_are_put_together_in_order() {
    let entry = |order: u8, kind: &str, object: &str, url: &str| {
        post(&format!(
            "<title>E{order}</title><wp:post_type>nav_menu_item</wp:post_type><wp:menu_order>{order}</wp:menu_order><category domain=\"nav_menu\" nicename=\"main\">Main</category>{}{}{}",
            meta("_menu_item_type", kind),
            meta("_menu_item_object_id", object),
            meta("_menu_item_url", url)
        ))
    };
    let terms = "<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>trade</wp:category_nicename><wp:cat_name>Trade</wp:cat_name></wp:category>";
    let items = terms.to_owned()
        + &entry(2, "post_type", "12", "")
        + &entry(1, "taxonomy", "3", "")
        + &entry(3, "custom", "", "/about")
        + &entry(4, "custom", "", "javascript:x")
        + &entry(5, "taxonomy", "99", "");

    insta::assert_snapshot!(outline(&archive(&items)), @r#"
site Harbour News https://harbour.example
section trade Trade None
skipped menus 7 the menu entry is a draft or leads nowhere
skipped menus 7 the menu entry leads to nothing in the archive
menu Main [MenuItem { label: "E1", target: Section("trade") }, MenuItem { label: "E2", target: Story("12") }, MenuItem { label: "E3", target: Url("https://harbour.example/about") }]
"#);
}

#[test]
fn a_text_in_several_languages_gives_that_of_the_site() {
    let got = story(
        "<title>[:de]Hafen[:en]Harbour[:]</title><content:encoded><![CDATA[[:de]Nein[:en]Yes[:]]]></content:encoded>",
    );

    assert_eq!(
        (got.headline.as_str(), got.body.to_json().as_str()),
        ("Harbour", r#"[{"type":"paragraph","text":"Yes"}]"#)
    );
    assert_eq!(got.changes[0].from, "text in de");
}

#[test]
fn any_prefix_will_do_if_the_namespace_is_right() {
    let xml = crate::wrapped(&post("<title>t</title>")).replace("wp:", "x:");
    let xml = xml.replace("xmlns:wp", "xmlns:x");
    let (records, error) = crate::read(xml.as_bytes());

    assert_eq!(error, None);
    assert_eq!(stories(&records)[0].origin.id, "7");
}

#[test]
fn items_without_a_number_are_told_apart_by_their_address() {
    let item = |title: &str| {
        format!(
            "<item><title>{title}</title><link>https://harbour.example/{title}/</link><wp:status>publish</wp:status></item>"
        )
    };
    let records = archive(&(item("fog") + &item("ice")));

    let ids: Vec<&str> = stories(&records)
        .iter()
        .map(|story| story.origin.id.as_str())
        .collect();

    assert_eq!(
        ids,
        [
            "https://harbour.example/fog/",
            "https://harbour.example/ice/"
        ]
    );
}
