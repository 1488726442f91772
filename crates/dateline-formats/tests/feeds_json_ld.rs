//! Structured data as a search engine reads it.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dateline_core::body::Attribution;
use dateline_core::story::StoryFormat;
use dateline_formats::json_ld::{
    self, Correction, Coverage, Crumb, Front, Image, LiveUpdate, Person, Site, Story, Translation,
};
use insta::assert_snapshot;
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::Value;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn site() -> Site {
    Site {
        name: "Halm Courier".into(),
        url: "https://halm.example/".into(),
        language: "en".into(),
        search_url: Some("https://halm.example/en/search?q={query}".into()),
        corrections_policy: Some("https://halm.example/en/pages/corrections".into()),
        ..Site::default()
    }
}

fn story() -> Story {
    Story {
        url: "https://halm.example/en/city/2025/03/01/bridge".into(),
        headline: "Iron Bridge closes </script><script>alert(1)</script>".into(),
        description: Some("It closes on Monday.".into()),
        language: "en".into(),
        published: at("2025-03-01T09:00:00Z"),
        updated: at("2025-03-02T09:00:00Z"),
        authors: vec![
            Person {
                name: "Nadia Storm".into(),
                url: Some("https://halm.example/en/people/nadia".into()),
                ..Person::default()
            },
            Person {
                name: "Omar".into(),
                ..Person::default()
            },
        ],
        section: Some("City".into()),
        keywords: vec!["Bridges".into()],
        word_count: 320,
        is_free: true,
        dateline: Some("HALM".into()),
        images: vec![Image {
            url: "https://halm.example/p/1.jpg".into(),
            width: Some(1200),
            height: Some(800),
            caption: Some("Rust".into()),
            credit_line: Some("Ines Falk/Halm Courier".into()),
            photographer: Some("Ines Falk".into()),
            copyright: Some("© 2025 Halm Courier".into()),
            ..Image::default()
        }],
        corrections: vec![Correction {
            text: "It is 80 m long.".into(),
            published: at("2025-03-02T09:00:00Z"),
        }],
        based_on: vec![Attribution {
            outlet: "Le Phare".into(),
            url: Some("https://phare.example/1".into()),
            date: Some("2025-02-28".into()),
            ..Attribution::default()
        }],
        translations: vec![Translation {
            url: "https://halm.example/ru/a".into(),
            language: "ru".into(),
            headline: "Мост".into(),
        }],
        breadcrumbs: vec![Crumb {
            name: "Home".into(),
            url: "https://halm.example/en".into(),
        }],
        ..Story::default()
    }
}

fn pretty(json: &str) -> String {
    serde_json::to_string_pretty(&parse(json)["@graph"]).unwrap()
}

fn parse(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|e| panic!("{e}: {json}"))
}

fn node<'a>(document: &'a Value, kind: &str) -> &'a Value {
    document["@graph"]
        .as_array()
        .unwrap()
        .iter()
        .find(|n| n["@type"] == kind)
        .unwrap_or_else(|| panic!("no {kind}"))
}

#[test]
fn a_story_is_described_whole() {
    let json = json_ld::story(&site(), &story());

    assert!(!json.contains('<'), "{json}");
    assert_snapshot!(pretty(&json), @r#"
    [
      {
        "@id": "https://halm.example/#website",
        "@type": "WebSite",
        "inLanguage": "en",
        "name": "Halm Courier",
        "potentialAction": {
          "@type": "SearchAction",
          "query-input": "required name=query",
          "target": {
            "@type": "EntryPoint",
            "urlTemplate": "https://halm.example/en/search?q={query}"
          }
        },
        "publisher": {
          "@id": "https://halm.example/#publisher"
        },
        "url": "https://halm.example/"
      },
      {
        "@id": "https://halm.example/#publisher",
        "@type": "NewsMediaOrganization",
        "correctionsPolicy": "https://halm.example/en/pages/corrections",
        "name": "Halm Courier",
        "url": "https://halm.example/"
      },
      {
        "@id": "https://halm.example/en/city/2025/03/01/bridge",
        "@type": "WebPage",
        "breadcrumb": {
          "@id": "https://halm.example/en/city/2025/03/01/bridge#breadcrumb"
        },
        "inLanguage": "en",
        "isPartOf": {
          "@id": "https://halm.example/#website"
        },
        "name": "Iron Bridge closes </script><script>alert(1)</script>",
        "url": "https://halm.example/en/city/2025/03/01/bridge"
      },
      {
        "@id": "https://halm.example/en/city/2025/03/01/bridge#article",
        "@type": "ReportageNewsArticle",
        "articleSection": "City",
        "author": [
          {
            "@id": "https://halm.example/en/people/nadia#person",
            "@type": "Person",
            "name": "Nadia Storm",
            "url": "https://halm.example/en/people/nadia"
          },
          {
            "@type": "Person",
            "name": "Omar"
          }
        ],
        "correction": [
          {
            "@type": "CorrectionComment",
            "datePublished": "2025-03-02T09:00:00Z",
            "text": "It is 80 m long."
          }
        ],
        "dateModified": "2025-03-02T09:00:00Z",
        "datePublished": "2025-03-01T09:00:00Z",
        "dateline": "HALM",
        "description": "It closes on Monday.",
        "headline": "Iron Bridge closes </script><script>alert(1)</script>",
        "image": [
          {
            "@id": "https://halm.example/p/1.jpg#picture",
            "@type": "ImageObject",
            "caption": "Rust",
            "contentUrl": "https://halm.example/p/1.jpg",
            "copyrightNotice": "© 2025 Halm Courier",
            "creator": {
              "@type": "Person",
              "name": "Ines Falk"
            },
            "creditText": "Ines Falk/Halm Courier",
            "height": 800,
            "url": "https://halm.example/p/1.jpg",
            "width": 1200
          }
        ],
        "inLanguage": "en",
        "isAccessibleForFree": true,
        "isBasedOn": [
          {
            "@id": "https://phare.example/1",
            "@type": "Article",
            "datePublished": "2025-02-28",
            "publisher": {
              "@type": "Organization",
              "name": "Le Phare"
            },
            "url": "https://phare.example/1"
          }
        ],
        "isPartOf": {
          "@id": "https://halm.example/#website"
        },
        "keywords": [
          "Bridges"
        ],
        "mainEntityOfPage": {
          "@id": "https://halm.example/en/city/2025/03/01/bridge"
        },
        "publisher": {
          "@id": "https://halm.example/#publisher"
        },
        "url": "https://halm.example/en/city/2025/03/01/bridge",
        "wordCount": 320,
        "workTranslation": [
          {
            "@id": "https://halm.example/ru/a#article",
            "@type": "NewsArticle",
            "headline": "Мост",
            "inLanguage": "ru",
            "url": "https://halm.example/ru/a"
          }
        ]
      },
      {
        "@id": "https://halm.example/en/city/2025/03/01/bridge#breadcrumb",
        "@type": "BreadcrumbList",
        "itemListElement": [
          {
            "@type": "ListItem",
            "item": "https://halm.example/en",
            "name": "Home",
            "position": 1
          },
          {
            "@type": "ListItem",
            "item": "https://halm.example/en/city/2025/03/01/bridge",
            "name": "Iron Bridge closes </script><script>alert(1)</script>",
            "position": 2
          }
        ]
      }
    ]
    "#);
}

#[test]
fn each_format_has_its_own_type() {
    let types = StoryFormat::ALL.map(|format| {
        let document = parse(&json_ld::story(&site(), &Story { format, ..story() }));
        document["@graph"][3]["@type"].as_str().unwrap().to_owned()
    });

    assert_eq!(
        types[..5],
        [
            "ReportageNewsArticle",
            "AnalysisNewsArticle",
            "NewsArticle",
            "OpinionNewsArticle",
            "BackgroundNewsArticle"
        ]
    );
    assert!(types[5..].iter().all(|t| t == "NewsArticle"));
}

#[test]
fn running_coverage_is_a_live_blog() {
    let update = LiveUpdate {
        url: "https://halm.example/l#p1".into(),
        headline: "Now".into(),
        text: "Water rises".into(),
        published: at("2025-03-01T09:10:00Z"),
        authors: vec!["Nadia".into()],
        ..LiveUpdate::default()
    };
    let coverage = Coverage {
        started: at("2025-03-01T09:00:00Z"),
        ended: None,
        updates: vec![update],
    };
    let document = parse(&json_ld::story(
        &site(),
        &Story {
            coverage: Some(coverage),
            ..story()
        },
    ));

    let live = node(&document, "LiveBlogPosting");
    assert_eq!(live["coverageStartTime"], "2025-03-01T09:00:00Z");
    assert_eq!(live["liveBlogUpdate"][0]["author"][0]["name"], "Nadia");
    assert!(live.get("dateline").is_none(), "only a NewsArticle has one");
    assert!(live.get("coverageEndTime").is_none());
}

#[test]
fn a_front_lists_its_stories_in_order() {
    let front = Front {
        url: "https://halm.example/en/city".into(),
        name: "City".into(),
        language: "en".into(),
        stories: ["a", "b"]
            .map(|s| Crumb {
                name: s.to_uppercase(),
                url: format!("https://halm.example/en/{s}"),
            })
            .into(),
        breadcrumbs: vec![Crumb {
            name: "Home".into(),
            url: "https://halm.example/en".into(),
        }],
        ..Front::default()
    };
    let document = parse(&json_ld::front(&site(), &front));

    let list = &node(&document, "CollectionPage")["mainEntity"];
    assert_eq!(list["numberOfItems"], 2);
    assert_eq!(
        list["itemListElement"][1]["url"],
        "https://halm.example/en/b"
    );
    assert_eq!(
        node(&document, "BreadcrumbList")["itemListElement"][1]["item"],
        "https://halm.example/en/city"
    );
}

#[test]
fn a_contributor_has_the_same_id_on_the_page_and_under_a_story() {
    let nadia = story().authors[0].clone();
    let page = parse(&json_ld::profile(&site(), &nadia));
    let article = parse(&json_ld::story(&site(), &story()));

    assert_eq!(
        node(&page, "Person")["@id"],
        node(&article, "ReportageNewsArticle")["author"][0]["@id"]
    );
    assert_eq!(
        node(&page, "ProfilePage")["mainEntity"]["@id"],
        node(&page, "Person")["@id"]
    );
}

proptest! {
    #[test]
    fn hostile_words_never_leave_the_script(word in prop_oneof![any::<String>(), "(</script|<!--|\u{2028}|\\\\|\"|&|[a-z]){0,9}"]) {
        let author = Person { name: word.clone(), url: Some(word.clone()), description: Some(word.clone()), ..Person::default() };
        let story = Story { url: word.clone(), headline: word.clone(), authors: vec![author.clone()], keywords: vec![word.clone()], ..story() };
        let front = Front { url: word.clone(), name: word.clone(), ..Front::default() };

        for json in [json_ld::story(&site(), &story), json_ld::front(&site(), &front), json_ld::profile(&site(), &author)] {
            parse(&json);
            let unsafe_found = json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(!unsafe_found);
        }
    }
}
