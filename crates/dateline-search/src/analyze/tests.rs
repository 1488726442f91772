use super::*;

fn stems(language: Language, text: &str) -> Vec<String> {
    let mut analyzer = Analyzer::new(language, Purpose::Query);
    let words = analyzer.words(text, &mut 0);
    words.into_iter().map(|word| word.stem).collect()
}

/// Whether a text has every word of a query, however inflected.
fn finds(language: Language, text: &str, query: &str) -> bool {
    let mut index = Analyzer::new(language, Purpose::Index);
    let mut words = Vec::new();
    for word in index.words(text, &mut 0) {
        words.push(word.stem);
        words.extend(word.other);
    }
    let mut asked = Analyzer::new(language, Purpose::Query);
    let asked = asked.words(query, &mut 0);
    !asked.is_empty()
        && asked.iter().all(|word| {
            words.contains(&word.stem) || word.other.as_ref().is_some_and(|o| words.contains(o))
        })
}

#[test]
fn inflected_forms_share_their_stem_in_each_language() {
    for (language, text, query) in [
        (
            Language::English,
            "They cooperate on bridges",
            "cooperating bridge",
        ),
        (
            Language::French,
            "Les élues ont été élevées à Paris",
            "élevé",
        ),
        (
            Language::French,
            "L’économie mondiale",
            "economies mondiales",
        ),
        (Language::French, "Les mesures élevées", "elevees"),
        (
            Language::Spanish,
            "Las elecciones en la ciudad",
            "elección ciudades",
        ),
        (Language::Spanish, "Las elecciones en la ciudad", "eleccion"),
        (
            Language::Russian,
            "Пассажиры в самолётах",
            "самолёт пассажир",
        ),
        (Language::Russian, "Пассажиры в самолётах", "самолет"),
        (Language::Arabic, "العراقيون في المدينة", "العراقي مدينة"),
        (Language::Arabic, "الإِسْكَنْدَرِيَّة", "الاسكندرية"),
        (Language::Chinese, "美国空军基地附近发生火灾", "空军"),
        (Language::Chinese, "北京大学的学生", "北京大学"),
        (
            Language::Other,
            "Die Brücke über die Straße",
            "brucke strasse",
        ),
    ] {
        assert!(finds(language, text, query), "{language:?}: {query}");
    }
}

#[test]
fn words_of_other_scripts_are_found_too() {
    assert!(finds(Language::Russian, "Компания Apples из США", "apple"));
    assert!(finds(Language::English, "The word москвичи", "москвич"));
    assert!(finds(
        Language::English,
        "The sign says 空军基地 here",
        "空军基地"
    ));
    assert!(finds(
        Language::Chinese,
        "苹果公司发布iPhone15手机",
        "iphone15"
    ));
    assert!(finds(Language::Other, "東京タワーの夜", "東京 タワー"));
}

#[test]
fn figures_are_one_however_they_are_written() {
    assert!(finds(Language::Arabic, "عام ٢٠٢٦", "2026"));
    assert!(finds(Language::Chinese, "２０２６年", "2026"));
}

#[test]
fn places_leave_room_between_parts() {
    let mut analyzer = Analyzer::new(Language::English, Purpose::Index);
    let mut next = 0;

    let first = analyzer.words("iron bridge", &mut next);
    let second = analyzer.words("closes", &mut next);

    assert_eq!(first[1].position, 1);
    assert!(second[0].position > 8);
}

#[test]
fn what_is_no_word_is_left_out() {
    assert!(stems(Language::English, "… — !!! \u{0} \u{202e}").is_empty());
    assert!(stems(Language::English, &"x".repeat(500)).is_empty());
    assert_eq!(stems(Language::English, "COVID-19"), ["covid", "19"]);
}

#[test]
fn offsets_cut_at_characters() {
    let text = "«Мост»\u{301}, 空军基地 café\u{301}!";
    for language in Language::ALL {
        let mut analyzer = Analyzer::new(language, Purpose::Index);
        for word in analyzer.words(text, &mut 0) {
            assert!(text.get(word.from..word.to).is_some(), "{word:?}");
        }
    }
}
