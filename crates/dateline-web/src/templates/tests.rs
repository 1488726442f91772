//! Themes that are wrong, on purpose or not.

use super::*;
use crate::i18n::Catalogue;
use std::collections::BTreeMap;
use std::path::Path;

struct Page {
    folder: tempfile::TempDir,
}

#[derive(serde::Serialize)]
struct Nothing {
    frame: BTreeMap<&'static str, &'static str>,
}

fn put(folder: &Path, path: &str, text: impl AsRef<[u8]>) {
    let file = folder.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

impl Page {
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            put(folder.path(), path, text);
        }
        Self { folder }
    }

    fn load(&self) -> Result<Theme, ThemeError> {
        Theme::with_overrides(self.folder.path())
    }

    fn refused(&self) -> String {
        let own = self.folder.path().display().to_string();
        self.load().unwrap_err().to_string().replace(&own, "ours")
    }

    fn faults(&self) -> Vec<String> {
        let own = self.folder.path().display().to_string();
        let theme = self.load().unwrap();
        let shown = theme
            .faults()
            .iter()
            .map(|f| f.to_string().replace(&own, "ours"));
        shown
            .filter(|f| !f.contains("theme.toml:0: is missing"))
            .collect()
    }

    fn render(&self) -> Result<String, TemplateError> {
        let templates = Templates::new(Arc::new(self.load().unwrap()))?;
        let zone = jiff::tz::TimeZone::UTC;
        let locale = Catalogue::embedded().unwrap().locale("en", zone).unwrap();
        let page = Nothing {
            frame: BTreeMap::new(),
        };
        templates.render("x.html", &Arc::new(locale), &page)
    }
}

fn rendered(template: &str) -> Result<String, TemplateError> {
    Page::of(&[("templates/x.html", template)]).render()
}

#[test]
fn a_file_takes_the_place_of_that_of_the_parent_and_a_new_one_joins_it() {
    let ours = Page::of(&[
        ("templates/parts/foot.html", "<footer>Ours</footer>"),
        ("css/95-ours.css", ".ours { color: red; }"),
    ]);

    let theme = ours.load().unwrap();

    let foot = theme
        .templates()
        .find(|(name, _)| *name == "parts/foot.html");
    assert_eq!(foot.unwrap().1, "<footer>Ours</footer>");
    assert!(theme.templates().any(|(name, _)| name == "story.html"));
    let sheet = theme.asset(theme.public_name("site.css").unwrap()).unwrap();
    let sheet = String::from_utf8_lossy(&sheet.bytes).into_owned();
    assert!(sheet.contains("--signal:") && sheet.ends_with(".ours { color: red; }\n"));
    assert_eq!(ours.faults(), Vec::<String>::new());
}

#[test]
fn a_parent_may_lie_beside_a_theme_and_a_setting_is_seen_by_templates_and_styles() {
    let house = tempfile::tempdir().unwrap();
    let about = "name = \"A\"\nversion = \"1.0.0\"\nauthor = \"A\"\nlicence = \"MIT\"\n";
    let setting =
        "[settings.accent]\nkind = \"colour\"\ndefault = \"#112233\"\nabout = \"Rules.\"\n";
    put(
        house.path(),
        "family/theme.toml",
        format!("{about}{setting}"),
    );
    put(
        house.path(),
        "family/templates/x.html",
        "{{ theme.settings.accent }}",
    );
    let child = format!("{about}parent = \"family\"\n[set]\naccent = \"#abc\"\n");
    put(house.path(), "child/theme.toml", child);
    let source = ThemeSource::Folder(house.path().join("child"));
    let values = |value: &str| BTreeMap::from([("accent".to_owned(), value.to_owned())]);

    let own = Theme::load(&source, &BTreeMap::new()).unwrap();
    let chosen = Theme::load(&source, &values("#abcdef")).unwrap();
    let wrong = Theme::load(&source, &values("red; } body { display: none")).unwrap_err();

    assert_eq!(own.values()["accent"].to_string(), "#abc");
    assert_eq!(chosen.values()["accent"].to_string(), "#abcdef");
    let sheet = chosen
        .asset(chosen.public_name("site.css").unwrap())
        .unwrap();
    assert!(
        sheet
            .bytes
            .starts_with(b":root { --set-accent: #abcdef; }\n")
    );
    assert_eq!(
        wrong.to_string(),
        "[theme]: accent is \"red; } body { display: none\"; it takes a colour as #rrggbb or #rgb"
    );
    assert_eq!(own.faults(), []);
}

#[test]
fn parents_that_are_not_there_or_lead_in_a_circle_are_refused() {
    for (manifest, wanted) in [
        (
            "parent = \"defualt\"",
            "ours/theme.toml:1: there is no parent \"defualt\"; did you mean \"default\"?",
        ),
        (
            "\nparent = \"../secret\"",
            "ours/theme.toml:2: there is no parent \"../secret\"; name a bundled one",
        ),
        (
            "parent = \"/etc\"",
            "ours/theme.toml:1: there is no parent \"/etc\"",
        ),
        (
            "nam = \"x\"",
            "ours/theme.toml:1: there is no field \"nam\"; did you mean \"name\"?",
        ),
    ] {
        let refused = Page::of(&[("theme.toml", manifest)]).refused();
        assert!(refused.starts_with(wanted), "{refused}");
    }
    let house = tempfile::tempdir().unwrap();
    put(house.path(), "a/theme.toml", "parent = \"b\"");
    put(house.path(), "b/theme.toml", "parent = \"a\"");

    let error = Theme::with_overrides(&house.path().join("a")).unwrap_err();

    assert!(
        error.to_string().contains("the parents lead back"),
        "{error}"
    );
}

#[test]
fn what_leads_out_of_the_folder_is_refused() {
    let secret = Page::of(&[("secret.html", "secret")]);
    for (link, target) in [
        (
            "templates/story.html",
            secret.folder.path().join("secret.html"),
        ),
        ("islands", secret.folder.path().to_owned()),
        ("css/a.css", Path::new("/etc/passwd").to_owned()),
    ] {
        let ours = Page::of(&[("templates/x.html", "x"), ("css/b.css", "")]);
        std::os::unix::fs::symlink(&target, ours.folder.path().join(link)).unwrap();

        let refused = ours.refused();

        assert!(
            refused.starts_with(&format!("ours/{link} leads out of the theme, to ")),
            "{refused}"
        );
    }
}

#[test]
fn a_link_within_the_folder_is_followed_and_a_circle_of_links_ends() {
    let ours = Page::of(&[("templates/x.html", "x")]);
    let own = ours.folder.path();
    std::os::unix::fs::symlink(own.join("templates/x.html"), own.join("templates/y.html")).unwrap();
    assert!(
        ours.load()
            .unwrap()
            .templates()
            .any(|(name, _)| name == "y.html")
    );

    std::os::unix::fs::symlink(own, own.join("templates/again")).unwrap();

    let refused = ours.refused();
    assert!(refused.contains("lies too deep"), "{refused}");
}

#[test]
fn pipes_giants_crowds_and_what_is_no_text_are_refused() {
    let ours = Page::of(&[]);
    put(
        ours.folder.path(),
        "templates/x.html",
        vec![b' '; 64 * 1024 + 1],
    );
    assert_eq!(
        ours.refused(),
        "ours/templates/x.html: it is too large: such a file is at most 64 KiB; make it smaller"
    );
    let ours = Page::of(&[]);
    put(ours.folder.path(), "css/a.css", b"a {}\n\xff\xfe");
    assert_eq!(
        ours.refused(),
        "ours/css/a.css:2: not UTF-8; save the file in that encoding"
    );
    let ours = Page::of(&[]);
    for number in 0..1001 {
        put(ours.folder.path(), &format!("icons/{number}.svg"), "");
    }
    assert!(ours.refused().contains("holds more than 1000 files"));
    let ours = Page::of(&[("css/a.css", "")]);
    let pipe = ours.folder.path().join("css/b.css");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    assert_eq!(
        ours.refused(),
        "ours/css/b.css is no plain file; take it out of the theme"
    );
}

#[test]
fn what_no_theme_has_is_named_and_what_editors_leave_behind_is_not() {
    let ours = Page::of(&[
        ("template/story.html", ""),
        ("fonts/a.ttf", ""),
        ("css/deep/a.css", ""),
        ("story.html", ""),
        ("icons/a b.svg", ""),
        ("css/A.css", ""),
        ("css/a.css", ""),
        ("README.md", ""),
        ("fonts/LICENSE-x", ""),
        ("templates/.story.html.swp", ""),
        ("templates/story.html~", ""),
    ]);

    assert_eq!(
        ours.faults(),
        [
            "ours/css/deep/a.css:0: css has no folders within: its files are one style sheet, in order",
            "ours/fonts/a.ttf:0: fonts holds files ending in .woff2; this one is not used",
            "ours/icons/a b.svg:0: its name is not used: write letters without accents, digits, points, hyphens and underscores",
            "ours/story.html:0: no theme has a file of this name; files stand in templates, css, fonts, icons or islands",
            "ours/template/story.html:0: no theme has a folder \"template\"; did you mean \"templates\"?",
            "ours/css/a.css:0: only case tells it from css/A.css: rename one of them",
        ]
    );
}

#[test]
fn a_theme_that_is_not_there_is_refused_with_what_was_meant() {
    let unknown = |name: &str| ThemeSource::parse(name).unwrap_err().to_string();

    assert_eq!(
        unknown("defalt"),
        "there is no theme \"defalt\"; did you mean \"default\"?"
    );
    assert!(unknown("/no/such/theme").contains("and no folder of that path; bundled are "));
}

#[test]
fn a_template_that_never_ends_or_writes_without_end_is_stopped_at_its_line() {
    let began = std::time::Instant::now();
    for (template, line) in [
        (
            "\n{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
            2,
        ),
        (
            "{% set n = namespace(s=\"0123456789\") %}\n{% for i in range(60) %}\n{% set n.s = n.s ~ n.s %}\n{% endfor %}",
            3,
        ),
        ("\n\n{{ \"x\" * 90000000 }}", 3),
        (
            "{% macro m(s) %}\n{{ m(s ~ s) }}\n{% endmacro %}\n{{ m(\"0123456789\") }}",
            2,
        ),
        (
            "\n{{ range(100000)|list|join(\"0123456789012345678901234567890123456789\")|replace(\"0\", \"0123456789012345678901234567890123456789\")|length }}",
            2,
        ),
        (
            "\n{{ (\"a\" * 1000000)|indent(500)|upper|lower|replace(\"A\", \"B\") * 1000 }}",
            2,
        ),
        ("\n{% include \"x.html\" %}", 2),
    ] {
        let error = rendered(template).unwrap_err();

        assert_eq!(error.template, "x.html", "{template}: {error}");
        assert_eq!(error.line, line, "{template}: {error}");
    }
    let error = rendered("{% for i in range(100) %}{{ \"x\" * 60000 }}{% endfor %}").unwrap_err();
    assert_eq!(
        error.detail,
        "the page is too large: 5859 KiB, and a page has at most 4096"
    );
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

#[test]
fn the_deepest_template_there_may_be_takes_nothing_down() {
    const ALL: usize = 64 * 1024 - 40;
    let fill = |piece: &str| piece.repeat(ALL / piece.len());
    for template in [
        format!("{{{{ {}1 }}}}", fill("-")),
        format!("{{{{ {}1 }}}}", fill("not ")),
        format!("{{{{ 1{} }}}}", fill("+1")),
        format!("{{{{ 1{} }}}}", fill("|a")),
        format!("{{{{ a{} }}}}", fill(".a")),
        format!("{{{{ a{} }}}}", fill("()")),
        format!("{{{{ a{} }}}}", fill("[0]")),
        format!("{{{{ 1{} }}}}", fill(" if 1 else 1")),
        format!("{{{{ {} }}}}", fill("(")),
        format!("{{{{ {} }}}}", fill("[")),
        format!("{{{{ {} }}}}", fill("{1:")),
        format!("{{% if a %}}{}{{% endif %}}", fill("{% elif a %}")),
        fill("{% if a %}"),
        fill("{% for a in a %}"),
        fill("{% filter a %}"),
        fill("{% with a = 1 %}{% endwith %}"),
    ] {
        // Whether it can be made is another matter.
        if let Err(error) = rendered(&template) {
            assert_eq!(error.template, "x.html", "{}: {error}", &template[..30]);
        }
    }
}

#[test]
fn what_failed_is_shown_with_the_lines_around_it() {
    let ours = Page::of(&[(
        "templates/x.html",
        "one\ntwo\nthree {{ page.nothing }}\nfour\t\u{7}bell\nfive\nsix\n",
    )]);

    let error = ours.render().unwrap_err();

    assert!(error.file.ends_with("/templates/x.html"), "{error}");
    assert_eq!(error.line, 3);
    let theme = ours.load().unwrap();
    let lines = theme.excerpt(&error.template, error.line);
    let lines: Vec<(usize, &str)> = lines.iter().map(|(n, t)| (*n, t.as_str())).collect();
    assert_eq!(
        lines,
        [
            (1, "one"),
            (2, "two"),
            (3, "three {{ page.nothing }}"),
            (4, "four  bell"),
            (5, "five")
        ]
    );
}
