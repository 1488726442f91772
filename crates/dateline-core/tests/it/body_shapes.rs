//! Odd but possible bodies: each becomes HTML a validator likes.

use crate::markup::{check, render};
use dateline_core::body::{Body, Element, Inline, Kind, Mark, RichText};

fn html(kinds: Vec<Kind>) -> String {
    let html = render(&Body {
        elements: kinds.into_iter().map(Element::new).collect(),
    });
    check(&html);
    html
}

fn refers(keys: &[&str]) -> Kind {
    let pieces = keys.iter().map(|k| Inline::Footnote {
        footnote: (*k).to_owned(),
    });
    Kind::Paragraph {
        text: RichText(pieces.collect()),
    }
}

fn note(key: &str, text: impl Into<RichText>) -> Kind {
    Kind::Footnote {
        key: key.into(),
        text: text.into(),
    }
}

#[test]
fn a_reference_without_a_note_is_not_shown() {
    assert_eq!(html(vec![refers(&["nowhere"])]), "");
}

#[test]
fn a_note_nobody_refers_to_has_no_way_back() {
    assert_eq!(
        html(vec![note("a", "Alone.")]),
        r#"<section class="footnotes" role="doc-endnotes"><ol><li id="note-1">Alone.</li></ol></section>"#
    );
}

#[test]
fn a_note_referred_to_twice_leads_back_to_the_first() {
    let html = html(vec![refers(&["a", "a"]), note("a", "Twice.")]);

    assert!(html.contains(r##"<a id="note-mark-1" href="#note-1" role="doc-noteref">1</a>"##));
    assert!(html.contains(r##"<a id="note-mark-1-2" href="#note-1" role="doc-noteref">1</a>"##));
    assert_eq!(html.matches("doc-backlink").count(), 1);
}

#[test]
fn notes_with_the_same_key_are_all_shown_and_the_first_is_meant() {
    let html = html(vec![
        note("a", "First."),
        refers(&["a"]),
        note("a", "Second."),
        note("b", "Third."),
        refers(&["b"]),
    ]);

    assert!(html.contains(r##"href="#note-1" role="doc-noteref">1<"##));
    assert!(html.contains(r##"href="#note-3" role="doc-noteref">3<"##));
    assert!(html.contains(r#"<li id="note-2">Second.</li>"#));
}

#[test]
fn notes_may_refer_to_each_other() {
    let other = |key: &str| {
        RichText(vec![Inline::Footnote {
            footnote: key.into(),
        }])
    };
    let html = html(vec![note("a", other("b")), note("b", other("a"))]);

    assert_eq!(html.matches("doc-backlink").count(), 2);
}

#[test]
fn what_is_empty_leaves_no_empty_frame() {
    let blank = || RichText::from(" ");
    let nothing = vec![
        Kind::Paragraph { text: blank() },
        Kind::Heading {
            level: 3,
            text: blank(),
        },
        Kind::List {
            ordered: true,
            items: Vec::new(),
        },
        Kind::Quote {
            text: vec![blank()],
            speaker: Some(" ".into()),
            role: None,
            source: None,
            source_url: None,
        },
        Kind::PullQuote {
            text: blank(),
            speaker: Some("N. N.".into()),
        },
        Kind::Table {
            caption: Some("Figures".into()),
            head: Vec::new(),
            rows: vec![Vec::new(), Vec::new()],
        },
        Kind::Table {
            caption: None,
            head: Vec::new(),
            rows: Vec::new(),
        },
    ];

    assert_eq!(html(nothing), "");
}

#[test]
fn a_factbox_without_a_title_has_no_heading() {
    let inner = Element::new(Kind::Factbox {
        title: String::new(),
        elements: vec![Element::paragraph("x")],
    });
    let outer = Kind::Factbox {
        title: "Facts".into(),
        elements: vec![inner],
    };

    assert_eq!(
        html(vec![outer]),
        r#"<section class="factbox"><h2>Facts</h2><section class="factbox"><p>x</p></section></section>"#
    );
}

#[test]
fn short_rows_are_filled_up_and_empty_headings_are_cells() {
    let rows = vec![vec!["a".into()], vec!["b".into(), "c".into()]];
    let table = Kind::Table {
        caption: Some(" ".into()),
        head: vec!["H".into(), " ".into()],
        rows,
    };

    assert_eq!(
        html(vec![table]),
        concat!(
            "<section class=\"table\" tabindex=\"0\" role=\"group\"><table><thead><tr><th scope=\"col\">H</th>\n",
            "<td></td>\n</tr></thead><tbody><tr><td>a</td>\n<td></td>\n</tr>",
            "<tr><td>b</td>\n<td>c</td>\n</tr></tbody></table></section>"
        )
    );
}

#[test]
fn columns_of_figures_are_set_apart_from_columns_of_words() {
    let row = |cells: [&str; 3]| cells.into_iter().map(Into::into).collect::<Vec<_>>();
    let table = Kind::Table {
        caption: None,
        head: row(["District", "Votes", "Remarks"]),
        rows: vec![
            row(["Old Side", "12,400", "3 of 4 wards"]),
            row(["Docks", "−3.5 %", ""]),
        ],
    };

    let html = html(vec![table]);

    assert!(
        html.contains(r#"<th scope="col" class="figure">Votes</th>"#),
        "{html}"
    );
    assert!(
        html.contains("<td class=\"figure\">12,400</td>\n<td>3 of 4 wards</td>"),
        "{html}"
    );
    assert!(
        html.contains("<td>Docks</td>\n<td class=\"figure\">−3.5 %</td>\n<td></td>"),
        "{html}"
    );
}

#[test]
fn a_link_in_a_link_and_a_mark_in_itself_are_written_once() {
    let link = |href: &str| Mark::Link {
        href: href.into(),
        story: None,
    };
    let marks = vec![
        Mark::Strong,
        link("javascript:x"),
        link("/a"),
        Mark::Strong,
        link("/b"),
        Mark::Emphasis,
    ];
    let text = RichText(vec![Inline::Text {
        text: "x".into(),
        marks,
    }]);

    assert_eq!(
        html(vec![Kind::Paragraph { text }]),
        r#"<p><strong><a href="/a"><em>x</em></a></strong></p>"#
    );
}

#[test]
fn a_heading_is_never_more_than_one_level_below_the_one_before() {
    let heading = |level, text: &str| Kind::Heading {
        level,
        text: text.into(),
    };

    let skipping = vec![
        heading(3, "a"),
        heading(4, "b"),
        heading(2, "c"),
        heading(4, "d"),
    ];

    assert_eq!(html(skipping), "<h2>a</h2><h3>b</h3><h2>c</h2><h3>d</h3>");
}
