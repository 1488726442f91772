use super::*;
use crate::{Document, Mark, Memory, Writer};
use std::sync::Arc;

const NOW: i64 = 1_795_000_000;
const DAY: i64 = 86_400;

struct Library {
    _folder: tempfile::TempDir,
    index: Arc<Index>,
}

fn story(id: u128, language: Language, headline: &str, text: &str) -> Document {
    Document {
        id,
        edition: "main".to_owned(),
        language,
        headline: headline.to_owned(),
        parts: vec![text.to_owned()],
        section: "city".to_owned(),
        topics: vec!["bridge".to_owned()],
        contributors: vec!["ines".to_owned()],
        format: "news".to_owned(),
        published_at: NOW - DAY,
    }
}

fn library(stories: &[Document]) -> Library {
    let folder = tempfile::tempdir().unwrap();
    let index = Arc::new(Index::create(&folder.path().join("index-1")).unwrap());
    let mut writer = Writer::open(&index, Memory::Small).unwrap();
    for story in stories {
        writer.put(story).unwrap();
    }
    writer.commit(&Mark::default()).unwrap();
    writer.close().unwrap();
    Library {
        _folder: folder,
        index,
    }
}

fn ask<'a>(language: Language, text: &'a str, excluded: &'a HashSet<u128>) -> Request<'a> {
    Request {
        edition: "main",
        language,
        text,
        filters: Filters::default(),
        order: Order::Relevance,
        offset: 0,
        limit: 20,
        now: NOW,
        excluded,
        patience: Duration::from_secs(10),
    }
}

impl Library {
    fn found(&self, language: Language, text: &str) -> Found {
        self.index
            .search(&ask(language, text, &HashSet::new()))
            .unwrap()
    }

    fn ids(&self, language: Language, text: &str) -> Vec<u128> {
        let found = self.found(language, text);
        found.hits.into_iter().map(|hit| hit.id).collect()
    }
}

#[test]
fn inflected_queries_find_stories_in_each_language() {
    let stories = [
        story(
            1,
            Language::English,
            "Ministers cooperate",
            "They walked along the bridges.",
        ),
        story(
            2,
            Language::French,
            "Les élections municipales",
            "Les candidates étaient nombreuses.",
        ),
        story(
            3,
            Language::Spanish,
            "Las elecciones en la ciudad",
            "Los votantes hablaron.",
        ),
        story(
            4,
            Language::Russian,
            "Пассажиры в самолётах",
            "Говорили о мосте.",
        ),
        story(
            5,
            Language::Arabic,
            "العراقيون في المدينة",
            "تحدثوا عن الجسر.",
        ),
        story(
            6,
            Language::Chinese,
            "美国空军基地附近发生火灾",
            "没有人受伤。",
        ),
    ];
    let library = library(&stories);

    for (language, text, id) in [
        (Language::English, "cooperating bridge", 1),
        (Language::French, "élection candidat", 2),
        (Language::French, "election", 2),
        (Language::Spanish, "elección votante", 3),
        (Language::Russian, "самолёт мост", 4),
        (Language::Arabic, "العراقي جسر", 5),
        (Language::Chinese, "空军", 6),
        (Language::Chinese, "基地 火灾", 6),
    ] {
        assert_eq!(library.ids(language, text), [id], "{language:?}: {text}");
    }
}

#[test]
fn a_word_in_the_headline_and_a_newer_day_count_more() {
    let mut old = story(1, Language::English, "Ferry breaks the ice", "A ferry.");
    old.published_at = NOW - 900 * DAY;
    let mut new = story(2, Language::English, "Ferry breaks the ice", "A ferry.");
    new.published_at = NOW - 2 * DAY;
    let aside = story(
        3,
        Language::English,
        "Harbour news",
        "Ice, and somewhere a ferry too.",
    );
    let library = library(&[old, aside, new]);

    assert_eq!(library.ids(Language::English, "ferry ice"), [2, 1, 3]);
}

#[test]
fn phrases_are_in_order_and_exclusions_are_out() {
    let library = library(&[
        story(
            1,
            Language::English,
            "One",
            "The town hall of Lindmar closes.",
        ),
        story(2, Language::English, "Two", "In the hall the town met."),
        story(
            3,
            Language::English,
            "Three",
            "Bank of England raises rates",
        ),
    ]);

    assert_eq!(library.ids(Language::English, "\"town hall\""), [1]);
    assert_eq!(library.ids(Language::English, "hall town -Lindmar"), [2]);
    assert_eq!(library.ids(Language::English, "\"bank of england\""), [3]);
    assert_eq!(
        library.ids(Language::English, "\"bank in the england\""),
        [0_u128; 0]
    );
}

#[test]
fn a_phrase_of_chinese_words_is_found_however_it_was_cut() {
    let library = library(&[
        story(
            1,
            Language::Chinese,
            "北京大学的学生在图书馆",
            "今天天气很好。",
        ),
        story(2, Language::Chinese, "大学在北京", "学生很多。"),
    ]);

    assert_eq!(library.ids(Language::Chinese, "“北京大学”"), [1]);
    assert_eq!(library.ids(Language::Chinese, "图书馆"), [1]);
    assert_eq!(
        library.ids(Language::Chinese, "学的学"),
        [1],
        "as pairs of characters"
    );
}

#[test]
fn a_misspelt_word_finds_what_was_meant_and_says_so() {
    let library = library(&[
        story(
            1,
            Language::English,
            "Government resigns",
            "The government is gone.",
        ),
        story(
            2,
            Language::Russian,
            "Правительство ушло",
            "Министры молчат.",
        ),
    ]);

    let found = library.found(Language::English, "goverment resings");
    assert_eq!(found.hits[0].id, 1);
    let How::Similar(pairs) = found.how else {
        panic!("{:?}", found.how)
    };
    assert!(pairs.contains(&("goverment".to_owned(), "government".to_owned())));
    assert_eq!(library.ids(Language::Russian, "праветельство"), [2]);
}

#[test]
fn the_beginning_of_a_word_finds_it() {
    let library = library(&[story(1, Language::English, "Observatory opens", "Stars.")]);

    assert_eq!(library.ids(Language::English, "observ*"), [1]);
    assert_eq!(library.ids(Language::English, "opening obser"), [1]);
}

#[test]
fn where_no_story_has_all_words_those_with_most_come() {
    let library = library(&[story(1, Language::English, "Observatory opens", "Stars.")]);

    let found = library.found(Language::English, "observatory zeppelin");

    assert_eq!(found.how, How::Most);
    assert_eq!(found.hits.len(), 1);
}

#[test]
fn filters_and_exclusions_hold() {
    let mut other = story(2, Language::English, "Bridge", "Bridge.");
    other.section = "culture".to_owned();
    other.format = "opinion".to_owned();
    other.published_at = NOW - 400 * DAY;
    other.topics.clear();
    let mut elsewhere = story(3, Language::English, "Bridge", "Bridge.");
    elsewhere.edition = "other".to_owned();
    let library = library(&[
        story(1, Language::English, "Bridge", "Bridge."),
        other,
        elsewhere,
    ]);
    let none = HashSet::new();
    let with = |change: &dyn Fn(&mut Filters)| {
        let mut request = ask(Language::English, "bridge", &none);
        change(&mut request.filters);
        let found = library.index.search(&request).unwrap();
        found.hits.iter().map(|hit| hit.id).collect::<Vec<_>>()
    };

    assert_eq!(with(&|_| {}), [1, 2]);
    assert_eq!(with(&|f| f.section = Some("culture".to_owned())), [2]);
    assert_eq!(with(&|f| f.format = Some("news".to_owned())), [1]);
    assert_eq!(with(&|f| f.topic = Some("bridge".to_owned())), [1]);
    assert_eq!(
        with(&|f| f.contributor = Some("nobody".to_owned())),
        [0_u128; 0]
    );
    assert_eq!(with(&|f| f.from = Some(NOW - 10 * DAY)), [1]);
    assert_eq!(with(&|f| f.until = Some(NOW - 10 * DAY)), [2]);
    let gone = HashSet::from([1]);
    let found = library
        .index
        .search(&ask(Language::English, "bridge", &gone))
        .unwrap();
    assert_eq!((found.total, found.hits[0].id), (1, 2));
}

#[test]
fn filters_alone_list_the_newest() {
    let library = library(&[story(1, Language::English, "Bridge", "Bridge.")]);
    let none = HashSet::new();
    let mut request = ask(Language::English, "", &none);

    assert!(library.index.search(&request).unwrap().is_empty);
    request.filters.section = Some("city".to_owned());
    assert_eq!(library.index.search(&request).unwrap().hits.len(), 1);
}

#[test]
fn hostile_queries_are_answered() {
    let library = library(&[story(1, Language::English, "Bridge", "Bridge.")]);
    let long = "bridge ".repeat(2_000);
    let star = "b*".repeat(5_000);

    for language in Language::ALL {
        for text in [
            "\"",
            "-",
            "*",
            "***",
            "(((",
            "a AND OR NOT",
            "id:1 text_en:b^9~2",
            "\u{0}\u{1b}[2J",
            "\u{202e}abc",
            "'; drop table story; --",
            "<script>",
            "%00",
            "😀😀",
            "ﷺ",
            "İ",
            "ǅ",
            "\"\"\"\"",
            "-\"a b\"",
            "the",
            "的",
            long.as_str(),
            star.as_str(),
        ] {
            library
                .index
                .search(&ask(language, text, &HashSet::new()))
                .unwrap();
            library
                .index
                .suggest(&ask(language, text, &HashSet::new()))
                .unwrap();
        }
    }
}

#[test]
fn suggestions_complete_the_last_word_of_headlines() {
    let library = library(&[
        story(
            1,
            Language::English,
            "Iron bridge closes for repairs",
            "Trams stop.",
        ),
        story(
            2,
            Language::English,
            "Trams stop",
            "The iron bridge closes.",
        ),
    ]);

    let found = library
        .index
        .suggest(&ask(Language::English, "iron bri", &HashSet::new()));

    let ids: Vec<u128> = found.unwrap().hits.iter().map(|hit| hit.id).collect();
    assert_eq!(ids, [1]);
}

#[test]
fn a_story_that_changed_or_went_is_found_as_it_is_now() {
    let library = library(&[
        story(1, Language::English, "Bridge", "Old words."),
        story(2, Language::English, "Ferry", "Old words."),
    ]);
    let mut writer = Writer::open(&library.index, Memory::Small).unwrap();

    writer
        .put(&story(1, Language::English, "Tunnel", "New words."))
        .unwrap();
    writer.remove(2);
    let mark = Mark {
        seq: 7,
        ..Mark::default()
    };
    writer.commit(&mark).unwrap();

    assert_eq!(library.ids(Language::English, "\"old words\""), [0_u128; 0]);
    assert_eq!(library.ids(Language::English, "tunnel"), [1]);
    assert_eq!(library.index.snapshot().mark.seq, 7);
}

#[test]
fn an_index_cut_in_half_is_known_for_it_and_ends_nothing() {
    let stories: Vec<Document> = (0..200)
        .map(|at| {
            story(
                at,
                Language::English,
                &format!("Bridge {at}"),
                &"words ".repeat(50),
            )
        })
        .collect();
    let library = library(&stories);
    let folder = library.index.folder().to_owned();
    library.found(Language::English, "bridge");

    for entry in std::fs::read_dir(&folder).unwrap().flatten() {
        let file = std::fs::OpenOptions::new()
            .write(true)
            .open(entry.path())
            .unwrap();
        let length = file.metadata().unwrap().len();
        file.set_len(length / 2).unwrap();
    }

    // What is open already answers or says that it is damaged; it does not end the process.
    let _ = library
        .index
        .search(&ask(Language::English, "\"words words\"", &HashSet::new()));
    assert!(library.index.reload().is_err());
    let error = Index::open(&folder).err().unwrap();
    assert!(error.wants_rebuild(), "{error}");
}

#[test]
fn passages_show_the_words_asked_for() {
    let library = library(&[story(1, Language::English, "Bridge", "Bridge.")]);
    let found = library.found(Language::English, "\"iron bridge\" rust");
    let text = format!(
        "{}\nSo the <iron> bridges were rusting for years. {}",
        "Nothing here. ".repeat(30),
        "And so on. ".repeat(40)
    );

    let pieces = crate::Passages::new(&found.terms).best(&text, 80);

    let marked: Vec<&str> = pieces
        .iter()
        .filter(|p| p.is_marked)
        .map(|p| p.text.as_str())
        .collect();
    assert_eq!(marked, ["iron", "bridges", "rusting"]);
    let whole: String = pieces.iter().map(|p| p.text.as_str()).collect();
    assert!(
        whole.starts_with("So the <iron>") && whole.ends_with('…'),
        "{whole}"
    );
}

#[test]
fn passages_cut_at_characters_in_every_script() {
    for (language, text, query) in [
        (
            Language::Chinese,
            "美国空军基地附近发生火灾，没有人受伤。".repeat(30),
            "空军",
        ),
        (
            Language::Arabic,
            "تحدث العراقيون عن الجسر القديم في المدينة. ".repeat(30),
            "جسر",
        ),
        (
            Language::Russian,
            "Говорили о старом мосте долго. ".repeat(30),
            "мост",
        ),
    ] {
        let library = library(&[story(1, language, "x", &text)]);
        let found = library.found(language, query);
        let pieces = crate::Passages::new(&found.terms).best(&text, 60);
        assert!(pieces.iter().any(|p| p.is_marked), "{language:?}");
        let length: usize = pieces.iter().map(|p| p.text.chars().count()).sum();
        assert!((20..=80).contains(&length), "{language:?} {length}");
    }
}

#[test]
fn what_is_found_very_often_is_weighed_by_the_newest_and_by_headlines() {
    let mut stories: Vec<Document> = (0..11_000)
        .map(|at| {
            let mut story = story(at, Language::English, "News", "A bridge.");
            story.published_at = NOW - 10 * DAY + i64::try_from(at).unwrap();
            story
        })
        .collect();
    let mut old = story(99_999, Language::English, "The bridge", "A bridge.");
    old.published_at = NOW - 3_000 * DAY;
    stories.push(old);
    let library = library(&stories);

    let found = library.found(Language::English, "bridge");

    assert_eq!((found.total, found.is_complete), (10_000, false));
    assert_eq!(found.hits[0].id, 99_999, "old, and called so");
    assert_eq!(found.hits[1].id, 10_999, "then the newest");
}

#[test]
fn passages_find_forms_that_differ_from_their_stem() {
    for (language, text, query, marked) in [
        (
            Language::English,
            "Two cities were named.",
            "city",
            "cities",
        ),
        (
            Language::French,
            "Des chevaux élevés ici.",
            "élevé",
            "élevés",
        ),
        (
            Language::Spanish,
            "Las ciudades del río.",
            "ciudad",
            "ciudades",
        ),
        (Language::Russian, "О мостах говорили.", "мост", "мостах"),
        (
            Language::Arabic,
            "وصل العراقيون إلى المدينة.",
            "عراقي",
            "العراقيون",
        ),
        (Language::Chinese, "今天空军基地发生火灾。", "空军", "空军"),
        (Language::Other, "Über die Straßen.", "STRASSEN", "Straßen"),
    ] {
        let library = library(&[story(1, language, "x", text)]);
        let found = library.found(language, query);
        let pieces = crate::Passages::new(&found.terms).best(text, 60);
        let words: Vec<&str> = pieces
            .iter()
            .filter(|p| p.is_marked)
            .map(|p| p.text.as_str())
            .collect();
        assert_eq!(words, [marked], "{language:?}");
    }
}
