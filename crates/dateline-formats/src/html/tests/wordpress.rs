//! What WordPress texts become, classic and in blocks.

use super::*;

#[test]
fn classic_text_gets_its_paragraphs_and_breaks() {
    let got = classic(
        "One\ntwo <em>three\n\nfour</em>\r\n\r\n<h2>Five</h2>\n<ul>\n<li>six</li>\n</ul>\nseven<br />\neight\n\n<blockquote>nine\n\nten</blockquote>",
    );

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":[{"text":"One"},{"line_break":true},{"text":"two "},{"text":"three","marks":[{"type":"emphasis"}]}]},{"type":"paragraph","text":[{"text":"four","marks":[{"type":"emphasis"}]}]},{"type":"heading","level":2,"text":"Five"},{"type":"list","items":[{"text":"six"}]},{"type":"paragraph","text":[{"text":"seven"},{"line_break":true},{"text":"eight"}]},{"type":"quote","text":["nine","ten"]}]"#);
}

#[test]
fn classic_captions_become_captions() {
    let got = classic(
        "Before\n\n[caption id=\"attachment_12\" align=\"alignleft\" width=\"300\"]<a href=\"x\"><img src=\"/a.jpg\" /></a> A <em>tug</em>[/caption]\n\nAfter [caption]not one",
    );

    insta::assert_snapshot!(short(&got), @r#"[{"type":"paragraph","text":"Before"},{"type":"picture","picture":"…","caption":[{"text":"A "},{"text":"tug","marks":[{"type":"emphasis"}]}]},{"type":"paragraph","text":"After not one"}]"#);
}

#[test]
fn shortcodes_are_turned_removed_or_left_as_words() {
    let got = classic(concat!(
        "[embed width=\"500\"]https://youtu.be/dQw4w9WgXcQ[/embed]\n\n[audio mp3=\"/a.mp3\"][/audio]\n\n[video src=\"/v.mp4\"]\n\n",
        "[quote author=\"Ida\"]Said[/quote]\n\n[code]<b>[x]</b>[/code]\n\nHe said [sic] it [1] [...] [Update]\n\n",
        "[vc_row full=\"1\"][vc_column]inner[/vc_column][/vc_row] [contact-form-7 id=\"1\"] [[gallery]] <pre>[gallery ids=\"1\"]</pre>"
    ));

    insta::assert_snapshot!(got, @r#"[{"type":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=dQw4w9WgXcQ"},{"type":"audio","url":"https://harbour.example/a.mp3"},{"type":"video","url":"https://harbour.example/v.mp4"},{"type":"quote","text":["Said"],"speaker":"Ida"},{"type":"code","text":"<b>[x]</b>"},{"type":"paragraph","text":"He said [sic] it [1] [...] [Update]"},{"type":"paragraph","text":"inner [gallery]"},{"type":"code","text":"[gallery ids=\"1\"]"}]"#);
    insta::assert_snapshot!(changes("[foo a=\"1\"]x[/foo] [bar-baz] [gallery]", Dialect::Classic).join("\n"), @r#"
shortcode [foo] -> its content
shortcode [bar-baz] -> nothing
shortcode [gallery] of all attached pictures -> nothing
"#);
}

#[test]
fn blocks_guide_the_reading() {
    let got = blocks(concat!(
        "<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:image {\"id\":9} -->\n<figure class=\"wp-block-image\"><img src=\"/a.jpg\" alt=\"\"/></figure>\n<!-- /wp:image -->",
        "<!-- wp:embed {\"url\":\"https://youtu.be/dQw4w9WgXcQ\"} -->\n<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://youtu.be/dQw4w9WgXcQ\n</div><figcaption>Song</figcaption></figure>\n<!-- /wp:embed -->",
        "<!-- wp:more --><!--more--><!-- /wp:more --><!-- wp:separator --><hr class=\"wp-block-separator\"/><!-- /wp:separator -->",
        "<!-- wp:verse --><pre class=\"wp-block-verse\">a\nb</pre><!-- /wp:verse --><!-- wp:latest-posts {\"n\":1} /-->",
        "<!-- wp:buttons --><div class=\"wp-block-buttons\"><!-- wp:button --><div class=\"wp-block-button\"><a class=\"wp-block-button__link\" href=\"/go\">Go</a></div><!-- /wp:button --></div><!-- /wp:buttons -->",
        "\nloose\n\nclassic\n"
    ));

    insta::assert_snapshot!(short(&got), @r#"[{"type":"paragraph","text":"One"},{"type":"picture","picture":"…"},{"type":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=dQw4w9WgXcQ","title":"Song"},{"type":"rule"},{"type":"paragraph","text":[{"text":"a"},{"line_break":true},{"text":"b"}]},{"type":"paragraph","text":[{"text":"Go","marks":[{"type":"link","href":"https://harbour.example/go"}]}]},{"type":"paragraph","text":"loose"},{"type":"paragraph","text":"classic"}]"#);
    assert_eq!(
        changes("<!-- wp:latest-posts {\"n\":1} /-->", Dialect::Blocks),
        ["block latest-posts -> nothing"]
    );
}

#[test]
fn footnotes_kept_beside_the_text_are_numbered_by_their_marks() {
    let options = Options {
        footnotes: vec![
            ("k1".into(), "See <em>there</em>".into()),
            ("k2".into(), "Unused".into()),
        ],
        ..Options::new("https://harbour.example")
    };
    let html = "<p>Word<sup data-fn='k1' class='fn'><a href='#k1' id='k1-link'>1</a></sup>, other<sup data-fn='nix'>2</sup></p>";

    let got = to_body(html, &options, &mut Found::default()).to_json();

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":[{"text":"Word"},{"footnote":"k1"},{"text":", other"}]},{"type":"footnote","key":"k1","text":[{"text":"See "},{"text":"there","marks":[{"type":"emphasis"}]}]},{"type":"paragraph","text":"Unused"}]"#);
}
