//! Leases: when a picture may be shown, and what stories with pictures lack.

use dateline_core::body::{Body, Element, Kind, PictureUse};
use dateline_core::edition::EditionCode;
use dateline_core::id::{LeaseId, PictureId, derived};
use dateline_core::picture::{
    Effect, Fault, Lease, LeaseError, Look, Picture, PictureFacts, Place, Shown, Substitute,
    Territory, UsageRights, Use, Venue, Verdict, gaps, is_usable, next_turn, places, stand_in,
    verdict,
};
use dateline_core::story::StoryContent;
use jiff::Timestamp;
use proptest::prelude::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn lease(effect: Effect) -> Lease {
    Lease {
        id: LeaseId(derived(&["lease"])),
        effect,
        uses: Vec::new(),
        editions: Vec::new(),
        territories: Vec::new(),
        from: None,
        until: None,
        note: None,
    }
}

fn code(text: &str) -> EditionCode {
    EditionCode::parse(text).unwrap()
}

fn judge(leases: &[Lease], used: Use, edition: &str, now: i64) -> Verdict {
    let edition = code(edition);
    let venue = Venue {
        used,
        edition: &edition,
        territory: None,
    };
    verdict(leases, &venue, at(now))
}

#[test]
fn a_picture_without_leases_may_be_shown() {
    assert_eq!(judge(&[], Use::Site, "en", 0), Verdict::Allowed);
}

#[test]
fn a_lease_allows_from_its_beginning_until_just_before_its_end() {
    let term = Lease {
        from: Some(at(10)),
        until: Some(at(20)),
        ..lease(Effect::Allow)
    };

    let says = |now| judge(std::slice::from_ref(&term), Use::Site, "en", now);

    assert_eq!(says(9), Verdict::NotYet { from: at(10) });
    assert_eq!(says(10), Verdict::Allowed);
    assert_eq!(says(19), Verdict::Allowed);
    assert_eq!(says(20), Verdict::Ended { at: at(20) });
}

#[test]
fn once_a_lease_allows_something_nothing_else_is_allowed() {
    let site = Lease {
        uses: vec![Use::Site],
        editions: vec![code("en")],
        ..lease(Effect::Allow)
    };

    let says = |used, edition| judge(std::slice::from_ref(&site), used, edition, 0);

    assert_eq!(says(Use::Site, "en"), Verdict::Allowed);
    assert_eq!(says(Use::Feed, "en"), Verdict::NotCovered);
    assert_eq!(says(Use::Site, "ru"), Verdict::NotCovered);
}

#[test]
fn what_forbids_goes_before_what_allows_and_only_where_it_speaks() {
    let ban = Lease {
        uses: vec![Use::Feed],
        ..lease(Effect::Deny)
    };
    let leases = [lease(Effect::Allow), ban.clone()];

    assert_eq!(judge(&leases, Use::Feed, "en", 0), Verdict::Denied);
    assert_eq!(judge(&leases, Use::Site, "en", 0), Verdict::Allowed);
    assert_eq!(judge(&[ban], Use::Site, "en", 0), Verdict::Allowed);
}

#[test]
fn a_file_is_served_while_any_use_in_any_edition_is_left() {
    let feed_in_russian = Lease {
        uses: vec![Use::Feed],
        editions: vec![code("ru")],
        until: Some(at(10)),
        ..lease(Effect::Allow)
    };
    let ban = Lease {
        uses: Use::ALL.to_vec(),
        ..lease(Effect::Deny)
    };

    assert!(is_usable(&[], at(0)));
    assert!(is_usable(std::slice::from_ref(&feed_in_russian), at(9)));
    assert!(!is_usable(std::slice::from_ref(&feed_in_russian), at(10)));
    assert!(!is_usable(&[feed_in_russian, ban], at(0)));
}

#[test]
fn a_country_is_heeded_where_the_edition_is_for_one() {
    let british = Territory::of_locale("en-GB").unwrap();
    let edition = code("en");
    let ban = Lease {
        territories: vec![Territory::parse("gb").unwrap()],
        ..lease(Effect::Deny)
    };
    let term = Lease {
        territories: vec![Territory::parse("DE").unwrap()],
        ..lease(Effect::Allow)
    };
    let says = |lease: &Lease, territory| {
        let venue = Venue {
            used: Use::Site,
            edition: &edition,
            territory,
        };
        verdict(std::slice::from_ref(lease), &venue, at(0))
    };

    assert_eq!(says(&ban, Some(&british)), Verdict::Denied);
    assert_eq!(says(&term, Some(&british)), Verdict::NotCovered);
    assert_eq!(says(&ban, None), Verdict::Allowed);
    assert_eq!(says(&term, None), Verdict::Allowed);
}

#[test]
fn countries_are_two_letters_and_extensions_of_a_language_are_none() {
    assert_eq!(Territory::parse("gb").unwrap().as_str(), "GB");
    for bad in ["", "GBR", "4", "G ", "ГБ"] {
        assert_eq!(Territory::parse(bad), None, "{bad}");
    }
    assert_eq!(Territory::of_locale("ar"), None);
    assert_eq!(Territory::of_locale("ar-u-nu-latn"), None);
    assert_eq!(Territory::of_locale("zh-Hant-TW").unwrap().as_str(), "TW");
}

#[test]
fn a_lease_that_cannot_be_is_refused_with_its_reason() {
    let reversed = Lease {
        from: Some(at(20)),
        until: Some(at(20)),
        ..lease(Effect::Allow)
    };
    let chatty = Lease {
        note: Some("x".repeat(1_001)),
        ..lease(Effect::Allow)
    };

    assert!(matches!(reversed.check(), Err(LeaseError::Reversed { .. })));
    assert_eq!(chatty.check(), Err(LeaseError::LongNote { found: 1_001 }));
    assert_eq!(lease(Effect::Deny).check(), Ok(()));
}

fn leases() -> impl Strategy<Value = Vec<Lease>> {
    let moment = prop::option::of((0_i64..100).prop_map(at));
    let one = (
        any::<bool>(),
        prop::sample::subsequence(Use::ALL.to_vec(), 0..4),
        prop::sample::subsequence(vec![code("en"), code("ru")], 0..2),
        moment.clone(),
        moment,
    );
    prop::collection::vec(
        one.prop_map(|(allows, uses, editions, from, until)| Lease {
            uses,
            editions,
            from,
            until,
            ..lease(if allows { Effect::Allow } else { Effect::Deny })
        }),
        0..5,
    )
}

proptest! {
    /// Caches rest on this: nothing is judged otherwise before the next turn.
    #[test]
    fn a_verdict_holds_until_the_next_turn(leases in leases(), now in 0_i64..100) {
        let turn = next_turn(&leases, at(now));
        for later in now..120 {
            if turn.is_some_and(|turn| at(later) >= turn) {
                break;
            }
            for used in Use::ALL {
                let (then, later) = (judge(&leases, used, "en", now), judge(&leases, used, "en", later));
                prop_assert_eq!(then.is_allowed(), later.is_allowed());
            }
        }
    }

    #[test]
    fn a_ban_is_never_overruled(mut leases in leases(), now in 0_i64..100) {
        leases.push(lease(Effect::Deny));
        for used in Use::ALL {
            prop_assert_eq!(judge(&leases, used, "en", now), Verdict::Denied);
        }
    }
}

fn picture(name: &str, facts: PictureFacts) -> Picture {
    Picture {
        id: PictureId(derived(&[name])),
        hash: Some("00".repeat(32)),
        media_type: None,
        width: 3,
        height: 2,
        focal_point: (0.5, 0.5),
        facts,
        look: Look::default(),
    }
}

fn complete() -> PictureFacts {
    PictureFacts {
        alt: Some("A quay".to_owned()),
        credit_line: Some("Nadia Holt".to_owned()),
        rights: UsageRights::Staff,
        ..PictureFacts::default()
    }
}

fn used(picture: &Picture) -> PictureUse {
    PictureUse {
        picture: picture.id,
        caption: None,
        alt: None,
    }
}

fn content(lead: &Picture, gallery: &[&Picture]) -> StoryContent {
    let inner = Element::new(Kind::Picture(PictureUse {
        alt: Some("Here".to_owned()),
        caption: Some("Words of this place".into()),
        ..used(lead)
    }));
    StoryContent {
        lead_picture: Some(used(lead)),
        body: Body {
            elements: vec![
                Element::new(Kind::Factbox {
                    title: "Box".to_owned(),
                    elements: vec![inner],
                }),
                Element::new(Kind::Gallery {
                    title: None,
                    pictures: gallery.iter().map(|p| used(p)).collect(),
                }),
            ],
        },
        ..StoryContent::default()
    }
}

#[test]
fn every_picture_is_listed_once_with_all_it_lacks_and_what_to_do() {
    let bare = picture("bare", PictureFacts::default());
    let good = picture("good", complete());
    let ended = picture("ended", complete());
    let pictures = [&bare, &good, &ended];
    let story = content(&bare, &[&bare, &good, &ended]);

    let found = gaps(&story, |id| {
        let of = pictures.iter().find(|p| p.id == id)?;
        let shown = if id == ended.id {
            Shown::without(Substitute::Undecided, Verdict::Ended { at: at(5) })
        } else {
            Shown::Itself
        };
        Some((*of, shown))
    });

    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].places, [Place::Lead, Place::Body, Place::Gallery]);
    assert_eq!(
        found[0].faults,
        [Fault::NoCredit, Fault::NoAlt, Fault::NoRights]
    );
    let told = found[0].to_string();
    for part in [
        "it has no credit, it has no alternative text, its rights are not known",
        "dateline picture edit",
        "--credit TEXT --alt TEXT",
        "dateline picture rights",
    ] {
        assert!(told.contains(part), "{told}");
    }
    let told = found[1].to_string();
    assert!(told.contains("ended at 2023-11-14T22:13:25Z"), "{told}");
    assert!(told.contains("dateline picture substitute"), "{told}");
}

#[test]
fn a_substitute_must_be_complete_and_nothing_needs_nothing() {
    let gone = picture("gone", PictureFacts::default());
    let good = picture("good", complete());
    let bare = picture("bare", PictureFacts::default());
    let story = content(&gone, &[]);
    let with = |shown: &dyn Fn() -> Shown<'static>| gaps(&story, |_| Some((&gone, shown())));

    assert_eq!(with(&|| Shown::Nothing), []);
    let good_one: &'static Picture = Box::leak(Box::new(good));
    assert_eq!(with(&move || Shown::Other(good_one)), []);
    let bare_one: &'static Picture = Box::leak(Box::new(bare));
    let lacks = with(&move || Shown::Other(bare_one));
    assert_eq!(lacks[0].instead_of, Some(gone.id));
    assert_eq!(lacks[0].picture, bare_one.id);
}

#[test]
fn a_place_with_words_of_its_own_needs_none_of_the_picture() {
    let one = picture(
        "one",
        PictureFacts {
            alt: None,
            ..complete()
        },
    );
    let mut story = content(&one, &[]);
    story.lead_picture = None;

    assert_eq!(gaps(&story, |_| Some((&one, Shown::Itself))), []);
    assert_eq!(places(&story), [(one.id, Place::Body, Some("Here"))]);
}

#[test]
fn another_picture_takes_every_place_without_the_words_of_the_first() {
    let (first, second) = (picture("first", complete()), picture("second", complete()));
    let mut story = content(&first, &[&first, &second]);

    stand_in(&mut story, &|id| {
        (id == first.id).then_some(Some(second.id))
    });

    assert_eq!(story.pictures(), [second.id]);
    let shown = places(&story);
    assert_eq!(
        shown,
        [
            (second.id, Place::Lead, None),
            (second.id, Place::Body, None),
            (second.id, Place::Gallery, None)
        ],
        "the gallery shows it once"
    );
}

#[test]
fn a_picture_taken_out_leaves_no_place() {
    let only = picture("only", complete());
    let mut story = content(&only, &[&only]);

    stand_in(&mut story, &|_| Some(None));

    assert_eq!(story.pictures(), []);
    assert_eq!(story.lead_picture, None);
    assert_eq!(story.body.elements.len(), 1, "the empty gallery is gone");
}
