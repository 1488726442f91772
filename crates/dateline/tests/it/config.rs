//! The configuration: refused with line and reason, never guessed.

use crate::kit::{House, Said, finish};
use serde_json::Value;

fn check(house: &House, text: &str) -> Said {
    let path = house.beside("dateline.toml");
    std::fs::write(&path, text).unwrap();
    finish(
        house
            .command()
            .arg("--config")
            .arg(path)
            .args(["config", "check"]),
    )
}

const GOOD: &str = "# The paper.\n[site]\nurl = \"https://courier.example\"\nname = \"Courier\"\n\n[server]\nlisten = \"127.0.0.1:8080\"\n\n[cache]\nmemory = 64\n\n[pictures]\nmemory = 512\n\n[log]\nformat = \"json\"\n";

#[test]
fn a_good_file_is_in_force_and_shown() {
    let house = House::empty();

    let shown = check(&house, GOOD).ok();

    assert!(shown.contains("site.url = \"https://courier.example\"\n"));
    assert!(shown.contains("cache.memory = \"64\"\n"));
    assert!(
        shown.contains("worker.poll = \"500\"\n"),
        "defaults are shown too"
    );
    assert!(!house.data().exists(), "checking makes no folder");
}

#[test]
fn faults_are_named_with_their_line_and_what_would_do() {
    let house = House::empty();
    for (text, wanted) in [
        (
            "[server]\nlisen = \"127.0.0.1:1\"\n",
            "line 2: there is no setting \"server.lisen\"; did you mean \"server.listen\"?",
        ),
        (
            "[sever]\nlisten = \"127.0.0.1:1\"\n",
            "line 2: there is no setting \"sever.listen\"; did you mean \"server.listen\"?",
        ),
        (
            "\n\nlisten = \"127.0.0.1:1\"\n",
            "line 3: \"listen\" stands outside a [section]",
        ),
        (
            "[pictures]\nmemory = 512\n\n[cache]\n# more\nmemory = 0\n",
            "line 6: cache.memory is \"0\"; give a whole number of MiB from 1 to 65536",
        ),
        ("[cache]\nmemory = 99999999999999999999\n", "line 2"),
        (
            "[cache]\nmemory = \"much\"\n",
            "line 2: cache.memory is \"much\"",
        ),
        ("[cache]\nmemory = [1]\n", "line 2: cache.memory is a array"),
        (
            "[site]\nurl = \"courier.example\"\n",
            "line 2: site.url is \"courier.example\"; give an http or https address",
        ),
        (
            "[site]\nurl = \"https://x.example/\"\n",
            "without a final slash",
        ),
        (
            "[site]\nurl = \"javascript:alert(1)\"\n",
            "line 2: site.url",
        ),
        (
            "[site]\nname = \"x\"\ncrawlers = \"some\"\n",
            "line 3: site.crawlers is \"some\"; give one of welcome, no_training, none",
        ),
        ("[server]\nlisten = \"8080\"\n", "give a host and a port"),
        (
            "[server]\nmax_connections_x = 1\nmax_connections = 16\n",
            "line 2: there is no setting \"server.max_connections_x\"",
        ),
        ("[import]\nfetch = \"maybe\"\n", "give true or false"),
        ("[site\nurl = 1\n", "line 1"),
        ("[site]\nname = \"a\"\nname = \"b\"\n", "line 3"),
    ] {
        let complaint = check(&house, text).complaint();

        assert!(
            complaint.contains(wanted),
            "{text:?} is answered with {complaint}"
        );
        assert!(complaint.contains("dateline.toml"), "{complaint}");
    }
}

#[test]
fn a_hundred_broken_files_are_refused_or_mean_the_same_and_nothing_crashes() {
    let house = House::empty();
    let good = check(&house, GOOD).ok();
    let mut refused = 0;
    // One letter is changed in each; a fixed walk, so that a failure can be seen again.
    for number in 0..100_usize {
        let at = (number * 7919) % GOOD.len();
        let mut bytes = GOOD.as_bytes().to_vec();
        bytes[at] = b"x]=\"\n9#-"[number % 8];
        let text = String::from_utf8(bytes).unwrap();
        let said = check(&house, &text);
        if said.code == Some(0) {
            let meant: toml::Table = text.parse().unwrap();
            assert!(
                meant.keys().all(|k| good.contains(&format!("{k}."))),
                "{text}"
            );
        } else {
            assert!(said.complaint().contains("line "), "{text}");
            refused += 1;
        }
    }
    assert!(refused > 50, "{refused}");
}

#[test]
fn the_environment_is_held_to_the_same_rules() {
    let house = House::empty();
    for (name, value, wanted) in [
        (
            "DATELINE_SERVER_LISTN",
            "127.0.0.1:1",
            "names no setting; did you mean DATELINE_SERVER_LISTEN?",
        ),
        (
            "DATELINE_CACHE_MEMORY",
            "0",
            "environment variable DATELINE_CACHE_MEMORY",
        ),
        ("DATELINE_LOG_FORMAT", "xml", "give one of text, json"),
    ] {
        let complaint =
            finish(house.command().env(name, value).args(["config", "check"])).complaint();
        assert!(complaint.contains(wanted), "{complaint}");
    }
    let shown = finish(
        house
            .command()
            .env("DATELINE_CACHE_MEMORY", "7")
            .args(["config", "check"]),
    )
    .ok();
    assert!(shown.contains("cache.memory = \"7\""));
}

#[test]
fn the_schema_knows_every_setting_that_is_in_force() {
    let house = House::empty();
    let schema: Value = house.say(&["config", "schema"]).json();

    for line in house.say(&["config", "check"]).ok().lines() {
        let (section, name) = line.split(' ').next().unwrap().split_once('.').unwrap();
        let field = &schema["properties"][section]["properties"][name];
        assert!(
            field["description"]
                .as_str()
                .is_some_and(|d| d.contains("DATELINE_")),
            "{section}.{name}"
        );
    }
}

#[test]
fn a_database_that_cannot_be_reached_stops_the_program_and_its_password_is_not_shown() {
    let house = House::empty().at("postgres://desk:hunter2@127.0.0.1:1/paper");
    for args in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["story", "list"],
    ] {
        let complaint = house.say(args).complaint();

        assert!(
            complaint.contains("cannot open the database postgres://desk:***@127.0.0.1:1/paper"),
            "{complaint}"
        );
        assert!(!complaint.contains("hunter2"), "{complaint}");
        assert!(
            !house.data().join("dateline.db").exists(),
            "it fell back to another store"
        );
    }
    assert!(house.say(&["config", "check"]).ok().contains("desk:***@"));
    let odd = House::empty()
        .at("mysql://x/y")
        .say(&["story", "list"])
        .complaint();
    assert!(odd.contains("use sqlite:PATH or postgres://"), "{odd}");
}

#[test]
fn a_configuration_file_that_is_not_there_is_an_error() {
    let house = House::empty();

    let said = finish(
        house
            .command()
            .args(["--config", "/no/such.toml", "config", "check"]),
    );

    assert!(said.complaint().contains("cannot read /no/such.toml"));
}
