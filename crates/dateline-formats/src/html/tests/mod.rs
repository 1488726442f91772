//! What foreign HTML becomes, seen as the JSON form of the body.

mod wordpress;

use super::*;

fn body(html: &str, dialect: Dialect) -> (String, Found) {
    let mut found = Found::new("https://harbour.example");
    let options = Options::new("https://harbour.example/2020/story/").dialect(dialect);
    let body = to_body(html, &options, &mut found);
    dateline_core::body::limits::check(&body).unwrap();
    let without_ids = body.to_json();
    (without_ids, found)
}

fn json(html: &str) -> String {
    body(html, Dialect::Html).0
}

fn classic(html: &str) -> String {
    body(html, Dialect::Classic).0
}

fn blocks(html: &str) -> String {
    body(html, Dialect::Blocks).0
}

fn changes(html: &str, dialect: Dialect) -> Vec<String> {
    let changes = body(html, dialect).1.changes;
    changes
        .into_iter()
        .map(|c| format!("{} -> {}", c.from, c.to))
        .collect()
}

/// Ids of pictures are long; their place is what matters here.
fn short(json: &str) -> String {
    let mut out = String::new();
    let mut rest = json;
    while let Some(at) = rest.find("\"picture\":\"") {
        out.push_str(&rest[..at]);
        out.push_str("\"picture\":\"…\"");
        rest = &rest[at + "\"picture\":\"".len() + 37..];
    }
    out + rest
}

#[test]
fn paragraphs_and_loose_text_become_paragraphs() {
    let got = json("loose <b>words</b><p>one\n two</p><div>three<p>four</p>five</div>");

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":[{"text":"loose "},{"text":"words","marks":[{"type":"strong"}]}]},{"type":"paragraph","text":"one two"},{"type":"paragraph","text":"three"},{"type":"paragraph","text":"four"},{"type":"paragraph","text":"five"}]"#);
}

#[test]
fn headings_keep_to_the_levels_of_a_story() {
    let got = json("<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h5>e</h5><h6>f</h6><h2> </h2>");

    insta::assert_snapshot!(got, @r#"[{"type":"heading","level":2,"text":"a"},{"type":"heading","level":2,"text":"b"},{"type":"heading","level":3,"text":"c"},{"type":"heading","level":4,"text":"d"},{"type":"heading","level":4,"text":"e"},{"type":"heading","level":4,"text":"f"}]"#);
}

#[test]
fn inline_marks_nest_and_repeat_only_once() {
    let got = json(
        "<p><b>a<strong>b</strong></b> <i>c</i><sup>d</sup><sub>e</sub><del>f</del><kbd>g</kbd><u>h</u> <q>i</q></p>",
    );

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":[{"text":"ab","marks":[{"type":"strong"}]},{"text":" "},{"text":"c","marks":[{"type":"emphasis"}]},{"text":"d","marks":[{"type":"superscript"}]},{"text":"e","marks":[{"type":"subscript"}]},{"text":"f","marks":[{"type":"strike"}]},{"text":"g","marks":[{"type":"code"}]},{"text":"h “i”"}]}]"#);
}

#[test]
fn links_are_completed_or_only_their_words_stay() {
    let got = json(concat!(
        "<a href='/a'>1</a> <a href='b'>2</a> <a href='//x.example/c'>3</a> <a href='javascript:alert(1)'>4</a> ",
        "<a href='mailto:a@b.example'>5</a> <a href='#top'>6</a> <a href='https://x.example/?a=1&amp;b=2'>7</a>",
        "<a href=' java\tscript:x'>8</a><a href='data:text/html,x'>9</a>"
    ));

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":[{"text":"1","marks":[{"type":"link","href":"https://harbour.example/a"}]},{"text":" "},{"text":"2","marks":[{"type":"link","href":"https://harbour.example/2020/story/b"}]},{"text":" "},{"text":"3","marks":[{"type":"link","href":"https://x.example/c"}]},{"text":" 4 "},{"text":"5","marks":[{"type":"link","href":"mailto:a@b.example"}]},{"text":" 6 "},{"text":"7","marks":[{"type":"link","href":"https://x.example/?a=1&b=2"}]},{"text":"89"}]}]"#);
}

#[test]
fn a_passage_in_another_language_says_so() {
    let got = json(
        "<p>He said <span lang='ar'>مرحبا</span>.</p><p lang='fr'>Bonjour</p><p lang='!!'>x</p>",
    );

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":[{"text":"He said "},{"text":"مرحبا","marks":[{"type":"language","lang":"ar","rtl":true}]},{"text":"."}]},{"type":"paragraph","text":[{"text":"Bonjour","marks":[{"type":"language","lang":"fr"}]}]},{"type":"paragraph","text":"x"}]"#);
}

#[test]
fn white_space_collapses_as_in_browsers_and_a_fixed_space_stays() {
    let got = json("<p>  a \n b<b> c </b> d&nbsp;e<br>  f<br></p><p>&nbsp;</p>");

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":[{"text":"a b"},{"text":" c ","marks":[{"type":"strong"}]},{"text":"d e"},{"line_break":true},{"text":"f"}]}]"#);
}

#[test]
fn two_breaks_begin_a_paragraph() {
    assert_eq!(json("a<br><br>b<br>c"), json("<p>a</p><p>b<br>c</p>"));
}

#[test]
fn lists_nest() {
    let got = json(
        "<ul><li>a<ul><li>b</li></ul></li><ol><li>c</li></ol><li><p>d</p><p>e</p></li><li></li></ul>",
    );

    insta::assert_snapshot!(got, @r#"[{"type":"list","items":[{"text":"a","elements":[{"type":"list","items":[{"text":"b"}]},{"type":"list","ordered":true,"items":[{"text":"c"}]}]},{"text":"d","elements":[{"type":"paragraph","text":"e"}]}]}]"#);
}

#[test]
fn a_definition_list_becomes_a_list() {
    let got = json("<dl><dt>Pilot</dt><dd>Guides a ship</dd><dt>Tug:</dt><dd>Pulls</dd></dl>");

    insta::assert_snapshot!(got, @r#"[{"type":"list","items":[{"text":[{"text":"Pilot","marks":[{"type":"strong"}]},{"text":": Guides a ship"}]},{"text":[{"text":"Tug:","marks":[{"type":"strong"}]},{"text":" Pulls"}]}]}]"#);
}

#[test]
fn a_quote_names_its_speaker_and_source() {
    let got = json(concat!(
        "<blockquote cite='https://x.example/s'><p>One</p><p>Two</p><footer>— Ida Brandt in <cite>The Mole</cite></footer></blockquote>",
        "<blockquote><p>Three</p><cite>Jens</cite></blockquote>",
        "<figure><blockquote>Four</blockquote><figcaption>Maud</figcaption></figure>"
    ));

    insta::assert_snapshot!(got, @r#"[{"type":"quote","text":["One","Two"],"speaker":"Ida Brandt","source":"The Mole","source_url":"https://x.example/s"},{"type":"quote","text":["Three"],"speaker":"Jens"},{"type":"quote","text":["Four"],"speaker":"Maud"}]"#);
}

#[test]
fn a_pull_quote_is_one() {
    let got = json(
        "<figure class='wp-block-pullquote'><blockquote><p>Never again.</p><cite>Ida</cite></blockquote></figure>",
    );

    insta::assert_snapshot!(got, @r#"[{"type":"pull_quote","text":"Never again.","speaker":"Ida"}]"#);
}

#[test]
fn a_figure_gives_its_picture_caption_alt_and_id() {
    let (got, found) = body(
        "<figure class='wp-block-image'><a href='/big.jpg'><img class='wp-image-7' src='/p-300x200.jpg' alt='A crane'></a><figcaption>The <em>crane</em></figcaption></figure>",
        Dialect::Blocks,
    );

    insta::assert_snapshot!(short(&got), @r#"[{"type":"picture","picture":"…","caption":[{"text":"The "},{"text":"crane","marks":[{"type":"emphasis"}]}],"alt":"A crane"}]"#);
    assert_eq!(found.pictures[0].origin.id, "7");
    assert_eq!(
        found.pictures[0].url,
        "https://harbour.example/p-300x200.jpg"
    );
    assert_eq!(found.pictures[0].caption.as_deref(), Some("The crane"));
    assert_eq!(
        found.pictures[0].id,
        crate::archive::picture_id("https://harbour.example", Some("7"), "")
    );
}

#[test]
fn a_picture_in_a_paragraph_stands_between_its_words() {
    let got = json(
        "<p>before <img src='https://x.example/a.jpg'> after <img class='wp-smiley' alt='🙂' src='x.png'></p>",
    );

    insta::assert_snapshot!(short(&got), @r#"[{"type":"paragraph","text":"before"},{"type":"picture","picture":"…"},{"type":"paragraph","text":"after 🙂"}]"#);
}

#[test]
fn galleries_of_every_kind_are_galleries() {
    let block = blocks(
        "<!-- wp:gallery --><figure class='wp-block-gallery'><figure class='wp-block-image'><img data-id='1' src='/1.jpg' alt=''/><figcaption>one</figcaption></figure><figure><img data-id='2' src='/2.jpg'/></figure><figcaption>All</figcaption></figure><!-- /wp:gallery -->",
    );
    let old = blocks(
        "<ul class='wp-block-gallery'><li class='blocks-gallery-item'><figure><img data-id='1' src='/1.jpg'/></figure></li><li><figure><img data-id='2' src='/2.jpg'/></figure></li></ul>",
    );
    let classic = classic("[gallery ids=\"1,2\" columns=\"2\"]");

    insta::assert_snapshot!(short(&block), @r#"[{"type":"gallery","title":"All","pictures":[{"picture":"…","caption":"one"},{"picture":"…"}]}]"#);
    insta::assert_snapshot!(short(&old), @r#"[{"type":"gallery","pictures":[{"picture":"…"},{"picture":"…"}]}]"#);
    insta::assert_snapshot!(short(&classic), @r#"[{"type":"gallery","pictures":[{"picture":"…"},{"picture":"…"}]}]"#);
}

#[test]
fn a_table_keeps_head_caption_and_spans() {
    let got = json(concat!(
        "<figure class='wp-block-table'><table><thead><tr><th>Port</th><th colspan=2>Ships</th></tr></thead>",
        "<tbody><tr><td rowspan=2>Aros</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>",
        "<figcaption>Arrivals</figcaption></figure>"
    ));

    insta::assert_snapshot!(got, @r#"[{"type":"table","caption":"Arrivals","head":["Port","Ships",""],"rows":[["Aros","1","2"],["","3","4"]]}]"#);
}

#[test]
fn code_keeps_its_lines_and_language() {
    let got = json("<pre class='language-rust'><code>fn a() {\n    b &lt; c\n}\n</code></pre>");

    insta::assert_snapshot!(got, @r#"[{"type":"code","language":"rust","text":"fn a() {\n    b < c\n}"}]"#);
}

#[test]
fn frames_become_embeds_by_provider_or_links() {
    let got = json(concat!(
        "<iframe src='https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=9&rel=0'></iframe>",
        "<iframe src='//player.vimeo.com/video/76979871?h=8272103f6e'>old browsers</iframe>",
        "<iframe src='https://unknown.example/x' title='A map'></iframe><iframe srcdoc='<script>x</script>'></iframe>",
        "<object data='x'><param name=movie value=y><embed src='https://www.youtube.com/v/dQw4w9WgXcQ'>words</object>"
    ));

    insta::assert_snapshot!(got, @r#"[{"type":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=9s"},{"type":"embed","provider":"vimeo","url":"https://vimeo.com/76979871/8272103f6e"},{"type":"paragraph","text":[{"text":"A map","marks":[{"type":"link","href":"https://unknown.example/x"}]}]},{"type":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=dQw4w9WgXcQ"}]"#);
}

#[test]
fn an_address_on_a_line_of_its_own_is_an_embed() {
    let got = classic(
        "Look:\nhttps://youtu.be/dQw4w9WgXcQ\nand read\n\nhttps://twitter.com/harbour/status/123?s=20\n\nhttps://paper.example/story",
    );

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":"Look:"},{"type":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=dQw4w9WgXcQ"},{"type":"paragraph","text":"and read"},{"type":"embed","provider":"x","url":"https://x.com/harbour/status/123"},{"type":"paragraph","text":[{"text":"https://paper.example/story","marks":[{"type":"link","href":"https://paper.example/story"}]}]}]"#);
}

#[test]
fn what_services_ask_to_paste_is_their_embed() {
    let got = json(concat!(
        "<blockquote class='twitter-tweet'><p>Words <a href='https://t.co/x'>x</a></p>&mdash; A <a href='https://twitter.com/a/status/1?ref_src=x'>May</a></blockquote>",
        "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/Abc_1/?utm=1'>x</blockquote>",
        "<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@a/video/12'>x</blockquote>",
        "<div class='fb-post' data-href='https://www.facebook.com/a/posts/1'></div>"
    ));

    insta::assert_snapshot!(got, @r#"[{"type":"embed","provider":"x","url":"https://x.com/a/status/1"},{"type":"embed","provider":"instagram","url":"https://www.instagram.com/p/Abc_1/"},{"type":"embed","provider":"tiktok","url":"https://www.tiktok.com/@a/video/12"},{"type":"embed","provider":"facebook","url":"https://www.facebook.com/a/posts/1"}]"#);
}

#[test]
fn sounds_and_films_keep_their_files() {
    let got = json(
        "<audio src='/a.mp3'></audio><figure><video poster='/p.jpg'><source src='/v.mp4'></video><figcaption>Film</figcaption></figure><video></video>",
    );

    insta::assert_snapshot!(got.split("\"poster\"").next().unwrap_or_default(), @r#"[{"type":"audio","url":"https://harbour.example/a.mp3"},{"type":"video","url":"https://harbour.example/v.mp4","title":"Film","#);
}

#[test]
fn details_and_asides_become_factboxes() {
    let got = json(
        "<details><summary>More</summary><p>a</p><aside><h3>In</h3>b</aside></details><aside><h4>Facts</h4><ul><li>c</li></ul></aside><aside>d</aside>",
    );

    insta::assert_snapshot!(got, @r#"[{"type":"factbox","title":"More","elements":[{"type":"paragraph","text":"a"},{"type":"heading","level":4,"text":"In"},{"type":"paragraph","text":"b"}]},{"type":"factbox","title":"Facts","elements":[{"type":"list","items":[{"text":"c"}]}]},{"type":"paragraph","text":"d"}]"#);
}

#[test]
fn footnotes_written_as_a_list_become_footnotes() {
    let got = json(
        "<p>Word<sup><a href='#fn1'>1</a></sup></p><section class='footnotes'><ol><li id='fn1'>Note <a href='#fnref1'>↩</a></li></ol></section>",
    );

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":[{"text":"Word"},{"footnote":"fn1"}]},{"type":"footnote","key":"fn1","text":"Note"}]"#);
}

#[test]
fn scripts_and_inputs_leave_no_words() {
    let got = json(
        "a<script>alert('<p>x')</script><style>p{}</style><svg><text>t</text><script>u</script></svg><form>f<input value=v></form><template><p>w</p></template><noscript>n</noscript><math>m</math><textarea>z</textarea>b",
    );

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":"ab"}]"#);
}

#[test]
fn what_is_kept_as_something_else_is_told() {
    let got = changes(
        "<h1>a</h1><marquee>b</marquee><script>c</script><u>d</u>",
        Dialect::Html,
    );

    insta::assert_snapshot!(got.join("\n"), @r#"
marquee -> its words
script -> nothing
h1 -> heading of level 2
u -> plain words
"#);
}

#[test]
fn a_block_in_an_inline_element_keeps_the_mark() {
    let got = json(
        "<strong><p>a</p><div>b</div></strong><a href='https://x.example/'><h2>c</h2><p>d</p></a>",
    );

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":[{"text":"a","marks":[{"type":"strong"}]}]},{"type":"paragraph","text":[{"text":"b","marks":[{"type":"strong"}]}]},{"type":"heading","level":2,"text":[{"text":"c","marks":[{"type":"link","href":"https://x.example/"}]}]},{"type":"paragraph","text":[{"text":"d","marks":[{"type":"link","href":"https://x.example/"}]}]}]"#);
}

#[test]
fn a_comment_holds_only_words_links_quotes_and_lists() {
    let got = comment("Hello\nyou\n\n<h2>Big</h2><img src='https://x.example/a.jpg'><blockquote>q</blockquote><a href='https://x.example/'>l</a><script>x</script>").to_json();

    insta::assert_snapshot!(got, @r#"[{"type":"paragraph","text":[{"text":"Hello"},{"line_break":true},{"text":"you"}]},{"type":"paragraph","text":"Big"},{"type":"quote","text":["q"]},{"type":"paragraph","text":[{"text":"l","marks":[{"type":"link","href":"https://x.example/"}]}]}]"#);
}

#[test]
fn running_text_keeps_marks_breaks_and_notes() {
    let got = serde_json::to_string(&inline(
        "a <strong>b</strong><br><span lang=\"ar\">ج</span><fn id=\"n1\"> <p>c</p>",
    ))
    .unwrap();

    insta::assert_snapshot!(got, @r#"[{"text":"a "},{"text":"b","marks":[{"type":"strong"}]},{"line_break":true},{"text":"ج","marks":[{"type":"language","lang":"ar","rtl":true}]},{"footnote":"n1"},{"line_break":true},{"text":"c"}]"#);
}

#[test]
fn plain_words_have_no_markup() {
    assert_eq!(
        plain("A &amp; B &#8211; <em>C</em> 5 < 6"),
        "A & B – C 5 < 6"
    );
    assert_eq!(plain("a<br>b<p>c"), "a b c");
}

#[test]
fn deep_nesting_costs_neither_the_stack_nor_much_time() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<blockquote>", "</blockquote>"),
        ("<ul><li>", "</li></ul>"),
        ("<b>", ""),
        ("<details>", ""),
        ("<table><tr><td>", ""),
        ("<a><b a=1>", ""),
    ] {
        let html = format!("{}deep{}", open.repeat(100_000), close.repeat(100_000));
        let got = std::thread::Builder::new()
            .stack_size(2 * 1024 * 1024)
            .spawn(move || json(&html))
            .unwrap()
            .join()
            .unwrap();

        assert!(got.contains("deep"), "{open}");
    }
}

#[test]
fn what_is_too_much_is_joined_or_cut_and_told() {
    let many = "<p>word</p>".repeat(6_000);
    let (_, found) = body(&many, Dialect::Html);
    assert!(
        found
            .changes
            .iter()
            .any(|c| c.from.starts_with("elements beyond"))
    );

    let long = format!("<p>{}</p>", "word ".repeat(1_000_000));
    let (_, found) = body(&long, Dialect::Html);
    assert!(
        found
            .changes
            .iter()
            .any(|c| c.from.starts_with("text beyond"))
    );
}

#[test]
fn hostile_repetition_is_read_in_reasonable_time() {
    let started = std::time::Instant::now();
    for unit in [
        "<a b=\"",
        "<!--",
        "<![CDATA[",
        "<p><b><i>",
        "[a=\"[a='",
        "<pre",
        "<a ",
        "&",
        "<td",
        "</p>",
        "[/x]",
        "<svg>",
        "<table>x",
        "[caption]",
        "<!-- wp:a -->",
        "<br>",
        "<li>",
        "<h1><h2>",
    ] {
        let html = unit.repeat(100_000 / unit.len());
        classic(&html);
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}
