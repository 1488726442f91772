//! Themes that fail, change and are worked on, while readers read.

use crate::kit::{self, Served, serve};
use dateline_core::subject::Subject;
use dateline_site::theme::workshop::Workshop;
use dateline_site::theme::{self, Refused};
use dateline_testkit::{TestHouse, TestServer, each_engine};
use dateline_web::templates::{LiveTemplates, Templates, Theme, ThemeChoice, ThemeSource};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A theme that fails on stories with this word in the headline.
const FAILS_ON_STORM: &str = "{% extends \"base.html\" %}\n{% set page_class = \"reading\" %}\n{% block content %}\n<h1>{{ page.headline }}</h1>\n<p>Ours</p>\n{% if \"Storm\" in page.headline %}{{ page.nothing }}{% endif %}\n{% endblock %}\n";

struct Ours(PathBuf);

impl Ours {
    fn new(house: &TestHouse, files: &[(&str, &str)]) -> Self {
        let ours = Self(house.folder().join("ours"));
        std::fs::create_dir_all(&ours.0).unwrap();
        for (path, text) in files {
            ours.put(path, text);
        }
        ours
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.0.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    fn choice(&self) -> ThemeChoice {
        ThemeChoice {
            site: ThemeSource::Folder(self.0.clone()),
            ..ThemeChoice::default()
        }
    }
}

fn templates(folder: &Path) -> Templates {
    Templates::new(Arc::new(Theme::with_overrides(folder).unwrap())).unwrap()
}

/// Puts a theme on as it is, without rehearsal.
fn force(served: &Served, ours: &Ours) {
    served.site.templates.replace(templates(&ours.0));
    served.site.cache.changed(&[Subject::Everything]);
}

#[tokio::test]
async fn a_page_that_fails_is_the_last_good_one_and_else_made_with_the_bundled_theme() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (id, storm) = kit::published(house, &paper, "Storm over the harbour").await;
        let (_, calm) = kit::published(house, &paper, "Calm over the harbour").await;
        let (kept, fresh) = (serve(house), serve(house));
        assert_eq!(kept.status(&storm).await, 200);
        let ours = Ours::new(house, &[("templates/story.html", FAILS_ON_STORM)]);
        force(&kept, &ours);
        force(&fresh, &ours);

        let last_good = kept.get(&storm).await;
        let makeshift = fresh.get(&storm).await;

        let marks = ["x-dateline-stale", "x-dateline-theme"];
        assert_eq!(last_good.status, 200);
        assert_eq!(marks.map(|m| last_good.header(m)), [Some("1"), None]);
        assert_eq!(makeshift.status, 200, "{}", makeshift.text());
        assert_eq!(marks.map(|m| makeshift.header(m)), [None, Some("spare")]);
        assert!(makeshift.says("Storm over the harbour") && !makeshift.says("Ours"));
        assert!(!makeshift.says("story.html") && !makeshift.says("undefined"));
        for served in [&kept, &fresh] {
            assert!(
                served.get(&calm).await.says("Ours"),
                "the others are in the theme"
            );
        }

        // A makeshift is not sent when it is old: what changed since is seen.
        kit::revise(house, id, |c| c.headline = "Storm is over".to_owned()).await;
        kit::publish(house, id).await;
        let again = fresh.get(&storm).await;
        assert!(again.says("Storm is over"));
        assert_eq!(again.header("x-dateline-stale"), None);

        let sheet = makeshift.text();
        let sheet = sheet.split("rel=\"stylesheet\" href=\"").nth(1).unwrap();
        let sheet = sheet.split('"').next().unwrap();
        assert_eq!(
            fresh.status(sheet).await,
            200,
            "the style sheet of the makeshift"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_can_mend_a_fault_sees_its_line_and_readers_do_not() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (_, storm) = kit::published(house, &paper, "Storm over the harbour").await;
        let served = serve(house);
        let ours = Ours::new(house, &[("templates/story.html", FAILS_ON_STORM)]);
        force(&served, &ours);
        for _ in 0..3 {
            assert_eq!(served.status(&storm).await, 200);
        }

        let faults = served.site.templates.faults().list();

        assert_eq!(faults.len(), 1, "{faults:?}");
        let fault = &faults[0];
        assert!(
            fault.file.ends_with("ours/templates/story.html"),
            "{}",
            fault.file
        );
        assert_eq!((fault.line, fault.page.as_str()), (6, storm.as_str()));
        assert!(
            fault.what.contains("`page.nothing` is undefined"),
            "{}",
            fault.what
        );
        assert_eq!(
            fault.lines.first().unwrap(),
            &(4, "<h1>{{ page.headline }}</h1>".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn when_even_the_error_page_fails_the_bundled_one_is_sent() {
    each_engine(async |house| {
        house.paper().await;
        let served = serve(house);
        let ours = Ours::new(house, &[("templates/error.html", "{{ page.nothing }}")]);
        force(&served, &ours);

        let missing = served.get("/en/no/such/page").await;

        assert_eq!(missing.status, 404);
        assert!(missing.says("<h1>"), "{}", missing.text());
    })
    .await;
}

#[tokio::test]
async fn a_theme_is_rehearsed_with_the_paper_before_it_is_used() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (_, storm) = kit::published(house, &paper, "Storm over the harbour").await;
        let served = serve(house);
        let before = served.get(&storm).await.text();
        let ours = Ours::new(house, &[("templates/story.html", FAILS_ON_STORM)]);

        let refused = theme::change(&served.site, &ours.choice())
            .await
            .unwrap_err();

        let said = refused.to_string();
        assert!(
            said.contains("ours/templates/story.html:6: undefined value")
                && said.contains(&format!("({storm})")),
            "{said}"
        );
        assert_eq!(
            served.get(&storm).await.text(),
            before,
            "the former theme stays"
        );
        assert!(served.site.templates.faults().list().is_empty());

        ours.put(
            "templates/story.html",
            &FAILS_ON_STORM.replace("{{ page.nothing }}", ""),
        );
        let done = theme::change(&served.site, &ours.choice()).await.unwrap();
        assert!(done.pages >= 5, "{done:?}");
        assert!(served.get(&storm).await.says("Ours"));
    })
    .await;
}

#[tokio::test]
async fn a_theme_that_cannot_be_used_is_refused_by_name_of_the_fault() {
    each_engine(async |house| {
        house.paper().await;
        let served = serve(house);
        for (path, text, wanted) in [
            (
                "templates/story.html",
                "one\n{% if page %}\n",
                "ours/templates/story.html:2: syntax error",
            ),
            (
                "templates/front.html",
                "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
                "ours/templates/front.html:1: takes too long",
            ),
            (
                "templates/front.html",
                "\n{% include \"gone.html\" %}",
                "ours/templates/front.html:2: template not found",
            ),
            (
                "templates/front.html",
                "{% include \"front.html\" %}",
                "ours/templates/front.html:1: ",
            ),
            (
                "templates/front.html",
                "{% for i in range(9000) %}{{ \"x\" * 900 }}{% endfor %}",
                "ours/templates/front.html:0: the page is too large",
            ),
            (
                "templates/front.html",
                "{{ asset(\"gone.woff2\") }}",
                "ours/templates/front.html:1: invalid operation: the theme has no file gone.woff2",
            ),
            (
                "theme.toml",
                "colour = 1",
                "ours/theme.toml:1: there is no field \"colour\"",
            ),
        ] {
            let ours = Ours::new(house, &[(path, text)]);

            let Refused(faults) = theme::change(&served.site, &ours.choice())
                .await
                .unwrap_err();

            let shown: Vec<String> = faults.iter().map(ToString::to_string).collect();
            assert!(
                shown.iter().any(|f| f.contains(wanted)),
                "{wanted}: {shown:?}"
            );
            assert_eq!(served.status("/en/").await, 200);
            std::fs::remove_dir_all(&ours.0).unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn each_edition_wears_its_own_theme_with_its_own_files() {
    each_engine(async |house| {
        house.paper().await;
        house.paper_in("ru", 1).await;
        let served = serve(house);
        let ours = Ours::new(house, &[("css/95-ours.css", ".ours { order: 1; }")]);
        let choice = ThemeChoice {
            editions: [("ru".to_owned(), ours.choice().site)].into(),
            ..ThemeChoice::default()
        };
        theme::change(&served.site, &choice).await.unwrap();

        let sheet = async |page: &str| {
            let text = served.get(page).await.text();
            let address = text.split("rel=\"stylesheet\" href=\"").nth(1).unwrap();
            let address = address.split('"').next().unwrap().to_owned();
            served.get(&address).await
        };

        assert!(sheet("/ru/").await.says(".ours {"));
        let english = sheet("/en/").await;
        assert_eq!(english.status, 200);
        assert!(!english.says(".ours {"));
    })
    .await;
}

#[tokio::test]
async fn what_is_saved_in_the_workshop_shows_and_what_is_wrong_is_told() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (_, path) = kit::published(house, &paper, "A story").await;
        let served = serve(house);
        let ours = Ours::new(house, &[("css/95-ours.css", ".ours { order: 1; }")]);
        force(&served, &ours);
        let plain = served.get(&path).await;
        assert!(
            !plain.says("/-/dev.js"),
            "a server that is not in the workshop"
        );
        assert_eq!(served.status("/-/dev.js").await, 404);
        let workshop = Workshop::open(&served.site, ours.choice());
        let app = dateline_site::serve::app_beside(&served.site, workshop.routes());
        let server = TestServer::start(app);
        let reader = server.client();
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let watching = tokio::spawn(workshop.watch(stopped));
        served.site.cache.changed(&[Subject::Everything]);
        assert!(
            reader
                .get(&path)
                .await
                .says("<script type=\"module\" src=\"/-/dev.js\"></script>\n</head>")
        );
        assert!(reader.get("/-/dev.js").await.says("location.reload"));
        let news = async |seen: &str| -> serde_json::Value {
            let answer = reader.get(&format!("/-/dev?seen={seen}")).await;
            serde_json::from_str(&answer.text()).unwrap()
        };
        let first = news("").await;
        let version = first["version"].as_str().unwrap().to_owned();

        ours.put("templates/story.html", FAILS_ON_STORM);
        let second = news(&version).await;
        assert_ne!(second["version"], first["version"]);
        assert_eq!(second["fault"], serde_json::Value::Null);
        assert!(reader.get(&path).await.says("<p>Ours</p>"));

        ours.put("templates/story.html", "one\n{% if %}");
        let third = news(second["version"].as_str().unwrap()).await;
        let fault = third["fault"].as_str().unwrap();
        assert!(
            fault.contains("ours/templates/story.html:2: syntax error"),
            "{fault}"
        );
        assert!(
            reader.get(&path).await.says("<p>Ours</p>"),
            "the former state stays"
        );

        stop.send(true).unwrap();
        watching.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn files_of_a_theme_just_taken_off_are_still_there_for_pages_that_are_open() {
    each_engine(async |house| {
        house.paper().await;
        let served = serve(house);
        let text = served.get("/en/").await.text();
        let sheet = text.split("rel=\"stylesheet\" href=\"").nth(1).unwrap();
        let sheet = sheet.split('"').next().unwrap();
        let ours = Ours::new(house, &[("css/95-ours.css", ".ours { order: 1; }")]);

        theme::change(&served.site, &ours.choice()).await.unwrap();

        assert_eq!(served.status(sheet).await, 200);
        assert!(!served.get("/en/").await.says(sheet));
    })
    .await;
}

#[test]
fn a_server_begins_with_the_bundled_theme_for_all() {
    let live = LiveTemplates::new(Templates::embedded().unwrap());

    assert_eq!(live.get().theme().source(), &ThemeSource::default());
    assert_eq!(
        live.of_edition("xx").theme().source(),
        &ThemeSource::default()
    );
}
