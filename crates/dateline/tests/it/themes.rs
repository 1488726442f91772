//! Themes from the outside: the command line, the running server, and the chapter that teaches them.

use crate::kit::{House, Said, Server, finish, signal, until};
use std::path::{Path, PathBuf};

const ABOUT: &str = "name = \"Ours\"\nversion = \"1.0.0\"\nauthor = \"We\"\nlicence = \"MIT\"\n";

fn put(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

/// A theme in a folder beside the data.
fn ours(house: &House, files: &[(&str, &str)]) -> PathBuf {
    let folder = house.beside("ours");
    put(&folder, "theme.toml", ABOUT);
    for (path, text) in files {
        put(&folder, path, text);
    }
    folder
}

fn check(house: &House, theme: &Path) -> Said {
    finish(house.command().args(["templates", "check"]).arg(theme))
}

/// A fenced block of the chapter: its language and its lines.
struct Block {
    language: String,
    text: String,
}

fn blocks(chapter: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut parts = chapter.split("\n```");
    parts.next();
    while let Some(part) = parts.next() {
        let (language, text) = part.split_once('\n').unwrap();
        blocks.push(Block {
            language: language.to_owned(),
            text: format!("{text}\n"),
        });
        parts.next();
    }
    blocks
}

/// How many more pages a fault is on depends on the sample newspaper.
fn without_counts(text: &str) -> String {
    let pieces = text.split(" more)");
    let cut = pieces.map(|p| p.trim_end_matches(|c: char| c.is_ascii_digit()));
    cut.collect::<Vec<_>>().join("N more)")
}

#[tokio::test]
async fn whoever_follows_the_chapter_gets_what_it_shows() {
    let chapter = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/src/design/themes.md"
    );
    let chapter = std::fs::read_to_string(chapter).unwrap();
    let house = House::sample();
    let here = house.beside(".");
    let mut checked = 0;
    for block in blocks(&chapter) {
        let first = block.text.lines().next().unwrap_or_default();
        let path = first.trim_matches(|c: char| "/*#{} ".contains(c));
        if path.starts_with("tide/") {
            put(&here, path, &block.text);
        }
        if block.language != "console" {
            continue;
        }
        let Some(shown) = block
            .text
            .strip_prefix("$ dateline templates check ./tide\n")
        else {
            continue;
        };
        let said =
            finish(
                house
                    .command()
                    .current_dir(&here)
                    .args(["templates", "check", "./tide"]),
            );
        assert_eq!(
            without_counts(&said.out),
            without_counts(shown),
            "{}",
            said.err
        );
        assert_eq!(said.code == Some(0), shown.contains("no faults"));
        checked += 1;
    }
    assert_eq!(checked, 3, "the checks of the chapter");

    let theme = house.beside("tide");
    let theme = theme.to_str().unwrap();
    let server = Server::start(&house, "demo", &["--theme", theme, "--dev"]);
    let front = server.get("/en/").await;
    assert!(front.says("class=\"tide-line\""), "{}", front.text());
    let sheet = sheet_of(&front.text());
    assert!(server.get(&sheet).await.says("--deep: #d5e6ec;"));

    // "Save a file: the browser shows it at once."
    let css = std::fs::read_to_string(house.beside("tide/css/05-tide.css")).unwrap();
    put(
        &here,
        "tide/css/05-tide.css",
        &css.replace("#d5e6ec", "#ccdddd"),
    );
    until("the new colour is served", async || {
        let sheet = sheet_of(&server.get("/en/").await.text());
        server.get(&sheet).await.says("--deep: #ccdddd;")
    })
    .await;
    assert_eq!(server.stop(), Some(0));
}

fn sheet_of(page: &str) -> String {
    let after = page.split("rel=\"stylesheet\" href=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[test]
fn every_fault_of_a_theme_is_named_with_file_and_line_and_the_status_says_so() {
    let house = House::empty();
    let theme = ours(
        &house,
        &[
            (
                "templates/parts/foot.html",
                "<footer>\n<p></p>\n<p>Привет</p>\n</footer>\n",
            ),
            ("css/95-ours.css", "\n.a { margin-left: 1px; }\n"),
            ("fonts/ours.ttf", ""),
        ],
    );

    let said = check(&house, &theme);

    assert_eq!(said.code, Some(1));
    let own = theme.display();
    for wanted in [
        format!("{own}/templates/parts/foot.html:2: an empty <p> (en/front, "),
        format!("{own}/templates/parts/foot.html:3: \"Привет\" stands in the template"),
        format!(
            "{own}/css/95-ours.css:2: margin-left: 1px is wrong where text runs from right to left"
        ),
        format!("{own}/fonts/ours.ttf:0: fonts holds files ending in .woff2"),
    ] {
        assert!(said.out.contains(&wanted), "{wanted}\n{}", said.out);
    }
    assert!(said.out.ends_with(" faults.\n"), "{}", said.out);
}

#[test]
fn a_fault_that_only_a_setting_brings_out_is_found() {
    let house = House::empty();
    let foot = "<footer>\n{% if theme.settings.loud %}<p>{{ t(\"archive\") }}</p>{% else %}{{ page.nothing }}{% endif %}\n</footer>\n";
    let theme = ours(&house, &[("templates/parts/foot.html", foot)]);
    let setting = "[settings.loud]\nkind = \"truth\"\ndefault = true\nabout = \"How it shouts.\"\n";
    put(&theme, "theme.toml", &format!("{ABOUT}{setting}"));

    let said = check(&house, &theme);

    assert_eq!(said.code, Some(1));
    let wanted =
        "templates/parts/foot.html:2: undefined value: `page.nothing` is undefined (en/front, ";
    assert!(
        said.out.contains(wanted) && said.out.contains("more), with loud = \"false\"\n"),
        "{}",
        said.out
    );
}

#[test]
fn the_bundled_themes_have_no_faults_and_are_listed_with_their_settings() {
    let house = House::empty();

    let checked = house.say(&["templates", "check"]);
    let listed = house.say(&["templates", "list"]).ok();

    assert_eq!(checked.code, Some(0), "{}", checked.out);
    assert!(checked.out.contains("(boulevard)") && checked.out.contains("(default)"));
    assert!(listed.contains("default: Dateline") && listed.contains(", in use"));
    assert!(listed.contains("    accent = #c4001a: "), "{listed}");
    assert!(!house.data().exists(), "checking makes no folder");
}

#[test]
fn what_the_configuration_says_wrong_of_themes_is_refused_with_a_suggestion() {
    let house = House::empty();
    let file = house.beside("dateline.toml");
    for (text, wanted) in [
        (
            "[site]\ntheme = \"bulevard\"\n",
            "there is no theme \"bulevard\"; did you mean \"boulevard\"?",
        ),
        (
            "[site]\ntheme = \"/no/such/theme\"\n",
            "and no folder of that path",
        ),
        (
            "[site]\ntheme = \"boulevard\"\n[theme]\nacent = \"#123456\"\n",
            "[theme]: there is no setting \"acent\"; did you mean \"accent\"?",
        ),
        (
            "[site]\ntheme = \"boulevard\"\n[theme]\ncolumns = 9\n",
            "[theme]: columns is 9; it takes a whole number from 2 to 6",
        ),
        (
            "[theme]\naccent = \"#123456\"\n",
            "[theme]: there is no setting \"accent\"; the theme has no settings",
        ),
        (
            "[theme]\naccent = [1]\n",
            "line 2: theme.accent is a array; give text, a whole number, true or false",
        ),
        (
            "[editions.ru]\ntheme = \"defalt\"\n",
            "editions.ru.theme: there is no theme \"defalt\"; did you mean \"default\"?",
        ),
        (
            "[editions.ru]\ntheme = 7\n",
            "line 2: editions.ru.theme is a integer; give the name of a theme or its folder",
        ),
    ] {
        std::fs::write(&file, text).unwrap();

        let said = finish(
            house
                .command()
                .arg("--config")
                .arg(&file)
                .args(["config", "check"]),
        );

        let complaint = said.complaint();
        assert!(
            complaint.contains(wanted),
            "{text:?} is answered with {complaint}"
        );
    }
    let good = "[site]\ntheme = \"boulevard\"\n[theme]\naccent = \"#123456\"\n[editions.ru]\ntheme = \"default\"\n";
    std::fs::write(&file, good).unwrap();
    let mut command = house.command();
    command.arg("--config").arg(&file).args(["config", "check"]);
    let shown = finish(command.env("DATELINE_THEME_COLUMNS", "3")).ok();
    for line in [
        "theme.accent = \"#123456\"\n",
        "theme.columns = \"3\"\n",
        "editions.ru.theme = \"default\"\n",
    ] {
        assert!(shown.contains(line), "{shown}");
    }
}

#[test]
fn a_theme_is_worked_on_only_on_an_address_of_this_machine() {
    let house = House::sample();

    let said = house.say(&["serve", "--dev", "--listen", "0.0.0.0:0"]);

    let complaint = said.complaint();
    assert!(
        complaint.contains("--dev shows what is being worked on and listens only on this machine"),
        "{complaint}"
    );
}

#[tokio::test]
async fn a_theme_that_broke_is_answered_at_the_start_by_the_bundled_one_and_by_doctor() {
    let house = House::sample();
    let theme = ours(&house, &[("templates/story.html", "one\n{% if %}\n")]);
    let house = house.with("DATELINE_SITE_THEME", theme.to_str().unwrap());

    let server = Server::serve(&house);

    assert_eq!(server.get("/en/").await.status, 200);
    let told = server.operator.get("/-/theme").await;
    assert!(told.says("The site wears Dateline "), "{}", told.text());
    assert!(
        told.says("ours/templates/story.html:2: syntax error"),
        "{}",
        told.text()
    );
    assert!(told.says(">    2 | {% if %}"), "{}", told.text());
    let doctor = house.say(&["doctor"]);
    assert_eq!(doctor.code, Some(1));
    assert!(
        doctor.out.contains("FAULT The theme cannot be used: ")
            && doctor.out.contains("story.html:2: "),
        "{}",
        doctor.out
    );
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test]
async fn a_running_server_reads_its_theme_anew_when_it_is_told_and_refuses_a_broken_one() {
    let house = House::sample();
    let foot = "templates/parts/foot.html";
    let theme = ours(&house, &[(foot, "<footer>1</footer>")]);
    let house = house.with("DATELINE_SITE_THEME", theme.to_str().unwrap());
    let server = Server::serve(&house);
    assert!(server.get("/en/").await.says("<footer>1</footer>"));
    let reread =
        async |headers: &[(&str, &str)]| server.operator.send("POST", "/-/theme", headers).await;

    put(&theme, foot, "<footer>2</footer>");
    assert_eq!(
        reread(&[]).await.status,
        403,
        "no page of another site can do it"
    );
    assert!(
        server.get("/en/").await.says("<footer>1</footer>"),
        "not before it is told"
    );
    let done = reread(&[("x-dateline-act", "reread")]).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(done.says("In use: Ours. Rehearsed with every sample and "));
    assert!(server.get("/en/").await.says("<footer>2</footer>"));

    put(&theme, foot, "<footer>\n{{ page.nothing }}</footer>");
    let refused = reread(&[("x-dateline-act", "reread")]).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.says("parts/foot.html:2: undefined value"),
        "{}",
        refused.text()
    );
    assert!(server.get("/en/").await.says("<footer>2</footer>"));

    put(&theme, foot, "<footer>3</footer>");
    signal("HUP", server.pid());
    until("the theme is read anew", async || {
        server.get("/en/").await.says("<footer>3</footer>")
    })
    .await;
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test]
async fn doctor_names_what_a_running_server_met() {
    let house = House::sample();
    let person = "{% extends \"base.html\" %}{% set page_class = \"x\" %}\n{% block content %}<h1>{{ page.name }}</h1>{{ page.nothing }}{% endblock %}\n";
    let theme = ours(&house, &[("templates/contributor.html", person)]);
    let house = house.with("DATELINE_SITE_THEME", theme.to_str().unwrap());
    let server = Server::serve(&house);

    let page = server.get("/en/people/ines-calder").await;

    assert_eq!(page.status, 200);
    assert_eq!(page.header("x-dateline-theme"), Some("spare"));
    let met = "contributor.html:2: undefined value: `page.nothing` is undefined (met once by a running server";
    until("doctor has heard of it", async || {
        house.say(&["doctor"]).out.contains(met)
    })
    .await;
    assert_eq!(server.stop(), Some(0));
    assert!(!house.say(&["doctor"]).out.contains("by a running server"));
}
