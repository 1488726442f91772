use super::*;
use crate::view::samples::AnyPage;
use dateline_web::templates::ThemeSource;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

fn whats(page: &AnyPage, html: &str) -> Vec<String> {
    let wrong = page::check(html, page).into_iter();
    wrong.map(|(_, what)| what).collect()
}

/// A theme of these files over the default one, and what is wrong with it; it is called "ours".
fn faults_of(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let about = "name = \"Ours\"\nversion = \"1.0.0\"\nauthor = \"We\"\nlicence = \"MIT\"\n";
    for (path, text) in [("theme.toml", about)].iter().chain(files) {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let templates = Templates::new(Arc::new(theme_at(folder.path()))).unwrap();
    let own = folder.path().display().to_string();
    check(&templates, &Catalogue::embedded().unwrap())
        .iter()
        .map(|fault| fault.to_string().replace(&own, "ours"))
        .collect()
}

fn theme_at(folder: &Path) -> Theme {
    Theme::with_overrides(folder).unwrap()
}

fn a_story() -> AnyPage {
    let catalogue = Catalogue::embedded().unwrap();
    let all = samples(&catalogue).unwrap();
    all.into_iter()
        .map(|s| s.page)
        .find(|p| matches!(p, AnyPage::Story(s) if s.kicker.is_some()))
        .unwrap()
}

fn in_page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{}\" dir=\"{}\"><head><title>A</title></head><body><h1>A</h1>{body}</body></html>",
        a_story().frame().edition.locale,
        a_story().frame().edition.direction
    )
}

#[test]
fn no_bundled_theme_has_faults() {
    let catalogue = Catalogue::embedded().unwrap();
    for name in dateline_web::templates::bundled::names() {
        let source = ThemeSource::Bundled(name.clone());
        let theme = Theme::load(&source, &BTreeMap::new()).unwrap();

        let found = check(&Templates::new(Arc::new(theme)).unwrap(), &catalogue);

        let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{name}:\n{}", shown.join("\n"));
    }
}

#[test]
fn every_page_is_sampled_in_every_edition() {
    let names: HashSet<String> = samples(&Catalogue::embedded().unwrap())
        .unwrap()
        .into_iter()
        .map(|s| s.name)
        .collect();

    for edition in ["en", "ru", "ar"] {
        for page in [
            "front",
            "section",
            "tag-place",
            "contributor",
            "archive-month",
            "archive-day",
            "standing",
            "error-404",
            "error-500",
        ] {
            assert!(
                names.contains(&format!("{edition}/{page}")),
                "{edition}/{page}"
            );
        }
        assert!(
            names
                .iter()
                .filter(|n| n.starts_with(&format!("{edition}/story-")))
                .count()
                >= 9,
            "{edition}"
        );
    }
}

#[test]
fn an_arabic_page_runs_from_right_to_left() {
    let catalogue = Catalogue::embedded().unwrap();
    let templates = Templates::embedded().unwrap();
    let front = samples(&catalogue)
        .unwrap()
        .into_iter()
        .find(|s| s.name == "ar/front")
        .unwrap();

    let html = front.page.render(&templates, &front.locale).unwrap();

    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\""));
    assert!(html.contains("أبرز الأخبار"));
}

#[test]
fn what_must_not_be_on_a_page_is_found() {
    let page = a_story();
    assert_eq!(whats(&page, &in_page("<p>fine</p>")), Vec::<String>::new());

    for (body, wanted) in [
        (
            "<p class=\"kicker\">\n</p>",
            "an empty <p class=\"kicker\">",
        ),
        ("<p><span> </span></p>", "an empty <p>"),
        ("<p><b>x</b><a href=\"\">x</a></p>", "an empty href in <a>"),
        ("<a>x</a>", "<a> leads nowhere: it has no href"),
        (
            "<button></button>",
            "<button> without words: nobody who listens knows what it is",
        ),
        (
            "<a href=\"/x\"><img src=\"/a\" width=\"1\" height=\"1\" alt=\"\"></a>",
            "<a> without words: nobody who listens knows what it is",
        ),
        (
            "<h2><img src=\"/a\" width=\"1\" height=\"1\" alt=\"\"></h2>",
            "<h2> without words: nobody who listens knows what it is",
        ),
        (
            "<nav aria-label=\"\">x</nav>",
            "an empty aria-label in <nav>",
        ),
        (
            "<nav aria-labelledby=\"gone\">x</nav>",
            "aria-labelledby names \"gone\", which is not there",
        ),
        (
            "<p>Новости</p>",
            "\"Новости\" is of another script than lang=\"en-GB\": say its language, or write <bdi> around a name",
        ),
        (
            "<p title=\"عربي\">x</p>",
            "\"عربي\" in title is of another script than lang=\"en-GB\"",
        ),
    ] {
        assert_eq!(whats(&page, &in_page(body)), [wanted], "{body}");
    }
    for good in [
        "<p><bdi>Новости</bdi> <span lang=\"ru\">Новости</span></p>",
        "<a href=\"/x\" aria-label=\"x\"><svg></svg></a>",
        "<a href=\"/x\"><img src=\"/a\" width=\"1\" height=\"1\" alt=\"A tram\"></a>",
        "<div dir=\"auto\">Новости</div>",
    ] {
        assert_eq!(whats(&page, &in_page(good)), Vec::<String>::new(), "{good}");
    }
    assert_eq!(
        whats(&page, &in_page("<i id=\"a\">x</i><i id=\"a\">x</i>")),
        ["the id \"a\" is there twice"]
    );
    assert_eq!(
        whats(&page, &in_page("<a href=\"#gone\">x</a>")),
        ["#gone leads nowhere"]
    );
    assert_eq!(
        whats(&page, &in_page("<b style=\"color:red\">x</b>")),
        ["an inline style, which the content security policy forbids"]
    );
    assert_eq!(
        whats(&page, &in_page("<script>x</script>")),
        ["an inline <script>, which the content security policy forbids"]
    );
    let repeated = "<img src=\"/a\" width=\"1\" height=\"1\" alt=\"A tram\"><span class=\"caption\">A tram</span>";
    assert_eq!(
        whats(&page, &in_page(repeated)),
        ["the alt \"A tram\" only repeats the caption"]
    );
    let foreign = "<img src=\"https://cdn.example/a\" width=\"1\" height=\"1\" alt=\"\">";
    assert_eq!(
        whats(&page, &in_page(foreign)),
        ["https://cdn.example/a is fetched from elsewhere"]
    );
    let titled = in_page("").replace("<title>A<", "<title>· A<");
    assert_eq!(
        whats(&page, &titled),
        ["the title \"· A\" is not made of whole parts"]
    );
}

#[test]
fn a_kicker_typed_into_a_headline_is_found() {
    let AnyPage::Story(mut story) = a_story() else {
        unreachable!()
    };
    story.headline = format!("{}: more", story.kicker.clone().unwrap().to_uppercase());
    let page = AnyPage::Story(story);

    let found = whats(&page, &in_page(""));

    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("is part of the headline"));
}

#[test]
fn every_fault_has_its_file_and_line() {
    let found = faults_of(&[
        (
            "templates/page.html",
            "{% extends \"base.html\" %}{% set page_class = \"x\" %}\n{% block content %}\n<h1>Sorry {{ page.nothing }}</h1>\n{% endblock %}\n",
        ),
        (
            "templates/parts/foot.html",
            "<footer>\n<p>{{ t(\"archive\") }}</p>\n\n<p class=\"x\">\n{% if false %}{% endif %}\n</p>\n</footer>\n",
        ),
        ("templates/parts/crad.html", "<p>{{ t(\"archive\") }}</p>"),
        (
            "css/00-tokens.css",
            ":root {\n  --paper: #ffffff;\n  --soft: #999;\n}\n",
        ),
        (
            "css/95-ours.css",
            ".a { margin-left: 1px; }\n:root { --glow: #fff; }\n",
        ),
    ]);

    for wanted in [
        "ours/templates/page.html:3: \"Sorry\" stands in the template: put it into the messages",
        "ours/templates/page.html:3: undefined value: `page.nothing` is undefined (en/standing, ",
        "ours/templates/parts/foot.html:4: an empty <p class=\"x\"> (en/front, ",
        "ours/templates/parts/crad.html:0: no page and no template uses it; did you mean \"parts/card.html\"?",
        "ours/css/95-ours.css:1: margin-left: 1px is wrong where text runs from right to left; use margin-inline-start",
        "ours/css/95-ours.css:2: the token --glow is not explained: add a line for it under [tokens] in theme.toml",
        "ours/css/00-tokens.css:3: --soft on --paper has a contrast of 2.8 in the light; text needs 4.5",
    ] {
        assert!(
            found.iter().any(|f| f.starts_with(wanted)),
            "{wanted}\n{}",
            found.join("\n")
        );
    }
}
