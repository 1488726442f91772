//! One sample of each element and each mark, in its JSON form with every field.

use dateline_core::body::{Kind, Mark};

/// A sample of each kind of element.
pub const KINDS: [&str; 18] = [
    r#"{"id":"p1","type":"paragraph","text":"The bridge is closed."}"#,
    r#"{"type":"heading","level":2,"text":"What now?"}"#,
    r#"{"type":"list","ordered":true,"items":[{"text":"One","elements":[{"type":"list","items":[{"text":"below"}]}]},{"text":""}]}"#,
    r#"{"type":"quote","text":["We wait.",[{"text":"x","marks":[{"type":"strong"}]},{"line_break":true},{"footnote":"a"}]],"speaker":"A. Nader","role":"harbour master","source":"radio","source_url":"https://example.org/"}"#,
    r#"{"type":"pull_quote","text":"We wait.","speaker":"A. Nader"}"#,
    r#"{"type":"picture","picture":"0190163d-8694-739b-aea5-966c26f8ad91","caption":"The bridge","alt":"Two towers in fog"}"#,
    r#"{"type":"gallery","title":"The day","pictures":[{"picture":"0190163d-8694-739b-aea5-966c26f8ad91","caption":"One","alt":"a"}]}"#,
    r#"{"type":"rich_link","story":"0190163d-8694-739b-aea5-966c26f8ad91"}"#,
    r#"{"type":"attribution","outlet":"The Gazette","author":"N. N.","title":"Bridge","url":"https://example.org/a","date":"2016-02-03","language":"fr","archived_url":"http://archive.example/a"}"#,
    r#"{"type":"factbox","title":"The bridge","elements":[{"type":"paragraph","text":"Built in 1931."}]}"#,
    r#"{"type":"table","caption":"Traffic","head":["Year","Cars"],"rows":[["2015","31 000"],["2016"]]}"#,
    r#"{"type":"code","language":"sql","text":"select 1\n"}"#,
    r#"{"type":"rule"}"#,
    r#"{"type":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=x","title":"Film"}"#,
    r#"{"type":"audio","url":"/media/a.mp3","title":"Bells"}"#,
    r#"{"type":"video","url":"https://example.org/v.mp4","title":"Ferry","poster":"0190163d-8694-739b-aea5-966c26f8ad91"}"#,
    r#"{"type":"footnote","key":"a","text":"A note."}"#,
    r#"{"type":"correction","notice":"0190163d-8694-739b-aea5-966c26f8ad91"}"#,
];

/// A sample of each mark.
pub const MARKS: [&str; 9] = [
    r#"{"type":"strong"}"#,
    r#"{"type":"emphasis"}"#,
    r#"{"type":"link","href":"mailto:desk@example.org","story":"0190163d-8694-739b-aea5-966c26f8ad91"}"#,
    r#"{"type":"superscript"}"#,
    r#"{"type":"subscript"}"#,
    r#"{"type":"strike"}"#,
    r#"{"type":"code"}"#,
    r#"{"type":"language","lang":"ar","rtl":true}"#,
    r#"{"type":"correction","notice":"0190163d-8694-739b-aea5-966c26f8ad91"}"#,
];

/// The sample of a kind: a new variant does not compile until there is one.
pub fn of_kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Paragraph { .. } => KINDS[0],
        Kind::Heading { .. } => KINDS[1],
        Kind::List { .. } => KINDS[2],
        Kind::Quote { .. } => KINDS[3],
        Kind::PullQuote { .. } => KINDS[4],
        Kind::Picture(_) => KINDS[5],
        Kind::Gallery { .. } => KINDS[6],
        Kind::RichLink { .. } => KINDS[7],
        Kind::Attribution(_) => KINDS[8],
        Kind::Factbox { .. } => KINDS[9],
        Kind::Table { .. } => KINDS[10],
        Kind::Code { .. } => KINDS[11],
        Kind::Rule => KINDS[12],
        Kind::Embed { .. } => KINDS[13],
        Kind::Audio { .. } => KINDS[14],
        Kind::Video { .. } => KINDS[15],
        Kind::Footnote { .. } => KINDS[16],
        Kind::Correction { .. } => KINDS[17],
    }
}

/// The sample of a mark: a new variant does not compile until there is one.
pub fn of_mark(mark: &Mark) -> &'static str {
    match mark {
        Mark::Strong => MARKS[0],
        Mark::Emphasis => MARKS[1],
        Mark::Link { .. } => MARKS[2],
        Mark::Superscript => MARKS[3],
        Mark::Subscript => MARKS[4],
        Mark::Strike => MARKS[5],
        Mark::Code => MARKS[6],
        Mark::Language { .. } => MARKS[7],
        Mark::Correction { .. } => MARKS[8],
    }
}
