//! Whatever HTML comes in, what a reader gets is harmless and within the bounds of a story.

use dateline_core::body::html::{Slots, render};
use dateline_core::body::{Attribution, Body, PictureUse, limits};
use dateline_core::id::{NoticeId, StoryId};
use dateline_formats::archive::Found;
use dateline_formats::html::{Dialect, Options, comment, inline, plain, to_body};
use dom_query::Document;
use proptest::prelude::*;
use std::path::PathBuf;

/// Writes embeds as links and pictures as images, so that their addresses are looked at too.
struct Shown;

impl Slots for Shown {
    fn picture(&self, out: &mut String, used: &PictureUse) {
        out.push_str("<img src=\"/p.jpg\" alt=\"");
        dateline_core::body::html::escape(used.alt.as_deref().unwrap_or_default(), out);
        out.push_str("\">");
    }
    fn gallery(&self, out: &mut String, _: Option<&str>, pictures: &[PictureUse]) {
        for used in pictures {
            self.picture(out, used);
        }
    }
    fn card(&self, _: &mut String, _: StoryId) {}
    fn story_href(&self, _: StoryId) -> Option<String> {
        None
    }
    fn notice(&self, _: &mut String, _: NoticeId) {}
    fn attribution(&self, _: &mut String, _: &Attribution) {}
    fn embed(&self, out: &mut String, provider: &str, url: &str, title: Option<&str>) {
        out.push_str("<a href=\"");
        dateline_core::body::html::escape(url, out);
        out.push_str("\">");
        dateline_core::body::html::escape(title.unwrap_or(provider), out);
        out.push_str("</a>");
    }
}

/// Elements a rendered body may hold.
const ALLOWED: &str = "html p h2 h3 h4 ul ol li figure blockquote figcaption span a aside div table \
    caption thead tbody tr th td pre code hr audio video strong em sup sub s br mark img \
    section";

/// Panics if a browser could find anything in the page that is not on the list.
fn assert_harmless(body: &Body, source: &str) {
    assert_eq!(limits::check(body), Ok(()), "{source}");
    let html = render(body, &Shown);
    assert!(!html.to_lowercase().contains("<script"), "{source}\n{html}");
    let page = Document::fragment(html.as_str());
    for node in page
        .root()
        .descendants_it()
        .filter(dom_query::NodeRef::is_element)
    {
        let name = node.node_name().unwrap_or_default();
        let known = ALLOWED.split_whitespace().any(|a| a == &*name);
        assert!(known, "<{name}> from {source}\n{html}");
        for attribute in node.attrs() {
            let (key, value) = (
                attribute.name.local.to_string(),
                attribute.value.to_string(),
            );
            assert!(
                !key.starts_with("on") && key != "style",
                "{key} from {source}\n{html}"
            );
            let is_address = matches!(key.as_str(), "href" | "src" | "cite");
            assert!(
                !is_address || limits::is_safe_href(&value),
                "{value} from {source}"
            );
        }
    }
}

/// Reads a text in every way there is.
fn assert_all_harmless(source: &str) {
    for dialect in [Dialect::Html, Dialect::Classic, Dialect::Blocks] {
        let options = Options::new("https://harbour.example/a/b").dialect(dialect);
        let mut found = Found::new("https://harbour.example");
        assert_harmless(&to_body(source, &options, &mut found), source);
        let is_web = |url: &str| url.is_empty() || limits::is_web_url(url);
        assert!(
            found.pictures.iter().all(|p| is_web(&p.url)),
            "{:?}",
            found.pictures
        );
    }
    assert_harmless(&comment(source), source);
    assert_harmless(
        &Body {
            elements: vec![dateline_core::body::Element::paragraph(inline(source))],
        },
        source,
    );
    plain(source);
}

fn data(name: &str) -> String {
    let root = std::env::var("DATELINE_TEST_DATA")
        .unwrap_or_else(|_| format!("{}/../../../shared/data", env!("CARGO_MANIFEST_DIR")));
    let path = PathBuf::from(root).join("hostile").join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|e| {
        let path = path.display();
        panic!(
            "test data {path} is missing ({e}); set DATELINE_TEST_DATA to the folder that has it"
        )
    });
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn known_attacks_do_no_harm() {
    let lists = [
        "0xcela_event_handlers.txt",
        "IntrudersXSS.txt",
        "JHADDIX_XSS.txt",
        "MarioXSSVectors.txt",
        "SQLi_Polyglots.txt",
        "XSS_Polyglots.txt",
        "directory_traversal.txt",
    ];
    for list in lists {
        let text = data(list);
        assert_all_harmless(&text);
        text.lines()
            .filter(|l| l.contains(['<', '&', ':', '[']))
            .for_each(assert_all_harmless);
    }
}

#[test]
fn known_attacks_as_addresses_do_no_harm() {
    for list in ["openredirects.txt", "XSS_Polyglots.txt", "IntrudersXSS.txt"] {
        for line in data(list).lines() {
            let value = line.replace('"', "&quot;");
            assert_all_harmless(&format!(
                "<a href=\"{value}\">a</a><img src=\"{value}\" alt=\"{value}\"><iframe src=\"{value}\"></iframe><video src=\"{value}\" poster=\"{value}\"></video>"
            ));
        }
    }
}

#[test]
fn drawings_leave_nothing_behind() {
    for file in [
        "ariaDataTest.svg",
        "cdataClean.svg",
        "hrefCleanOne.svg",
        "svgTestOne.svg",
        "useDosTest.svg",
    ] {
        assert_all_harmless(&data(file));
    }
}

#[test]
fn naughty_strings_stay_words() {
    let strings: Vec<String> = serde_json::from_str(&data("naughty-strings.json")).unwrap();
    for string in &strings {
        assert_all_harmless(string);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_makes_the_reader_panic_or_do_harm(text in "\\PC{0,200}") {
        assert_all_harmless(&text);
    }

    #[test]
    fn no_markup_makes_the_reader_panic_or_do_harm(
        parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..40)
    ) {
        assert_all_harmless(&parts.concat());
    }
}

/// Pieces that mean something to the reader.
const PARTS: &[&str] = &[
    "<p>",
    "</p>",
    "<div class='wp-caption'>",
    "</div>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol>",
    "<blockquote cite='javascript:x'>",
    "</blockquote>",
    "<table>",
    "<tr>",
    "<td colspan=9 rowspan=3>",
    "<th>",
    "</table>",
    "<figure class='wp-block-gallery'>",
    "</figure>",
    "<figcaption>",
    "</figcaption>",
    "<img src='/a.jpg' class='wp-image-3'>",
    "<img src='javascript:x' onerror=alert(1)>",
    "<a href='javascript:alert(1)'>",
    "<a href='/x'>",
    "</a>",
    "<b>",
    "</b>",
    "<span lang='ar'>",
    "</span>",
    "<script>",
    "</script>",
    "<style>",
    "<svg>",
    "</svg>",
    "<template>",
    "<!--",
    "-->",
    "<!-- wp:image {\"id\":1} -->",
    "<!-- /wp:image -->",
    "<!-- wp:latest-posts /-->",
    "[gallery ids=\"1,2\"]",
    "[caption id=\"attachment_1\"]",
    "[/caption]",
    "[code]",
    "[/code]",
    "[embed]",
    "[/embed]",
    "https://youtu.be/dQw4w9WgXcQ",
    "\n\n",
    "\n",
    " ",
    "words",
    "&nbsp;",
    "&lt;script&gt;",
    "<details>",
    "<summary>",
    "</details>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<pre>",
    "</pre>",
    "<iframe src='//player.vimeo.com/video/1'>",
    "</iframe>",
    "<h1>",
    "</h1>",
    "<aside>",
    "<br>",
    "<sup data-fn='x'>",
    "<li id='fn1'>",
    "<ol class='footnotes'>",
    "<a href='#fn1'>",
    "<form>",
    "</form>",
    "<fn id='x'>",
    "<",
    ">",
    "\"",
    "'",
    "<p title=\"",
    "<q>",
    "<cite>",
    "</cite>",
    "<footer>",
];
