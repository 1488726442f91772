use super::*;
use dateline_web::templates::Theme;
use std::sync::Arc;

fn whats(page: &AnyPage, html: &str) -> Vec<String> {
    check_html(html, page)
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
fn our_own_theme_has_no_faults() {
    let catalogue = Catalogue::embedded().unwrap();

    let found = check(&Templates::embedded().unwrap(), &catalogue);

    assert!(
        found.is_empty(),
        "{}",
        found
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    );
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

    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(html.contains("أبرز الأخبار"));
}

#[test]
fn what_must_not_be_on_a_page_is_found() {
    let page = a_story();
    assert_eq!(whats(&page, &in_page("<p>fine</p>")), Vec::<String>::new());

    assert_eq!(
        whats(&page, &in_page("<p class=\"kicker\">\n</p>")),
        ["an empty <p class=\"kicker\">"]
    );
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
fn words_in_a_template_and_undefined_values_are_found_with_their_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("templates")).unwrap();
    std::fs::write(
        folder.path().join("templates/page.html"),
        "<p>{{ t(\"archive\") }}</p>\n<h1>Sorry {{ page.nothing }}</h1>",
    )
    .unwrap();
    let templates =
        Templates::new(Arc::new(Theme::with_overrides(folder.path()).unwrap())).unwrap();

    let found: Vec<String> = check(&templates, &Catalogue::embedded().unwrap())
        .iter()
        .map(ToString::to_string)
        .collect();

    assert!(
        found.contains(
            &"page.html:2: \"Sorry\" stands in the template: put it into the messages".to_owned()
        ),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .any(|f| f.starts_with("page.html:2: undefined value")),
        "{found:?}"
    );
}
