//! What no editor sends: it is refused by name, and brings nothing down.

use crate::content::everything;
use dateline_core::body::Element;
use dateline_text::limits::{MAX_CHARS, MAX_UPDATE_BYTES};
use dateline_text::{Document, Refused};
use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use yrs::types::Attrs;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, Array, ArrayPrelim, Doc, Map, MapPrelim, OffsetKind, Options, ReadTxn, StateVector, Text,
    Transact, TransactionMut, Update, WriteTxn, Xml, XmlElementPrelim, XmlFragment, XmlTextPrelim,
};

/// A document, and what a client makes of it.
fn attempt(change: impl FnOnce(&mut TransactionMut<'_>)) -> Result<Document, Refused> {
    let mut server = Document::new(1);
    let seed = server.set_content(&everything(), "seed").unwrap();
    let update = change_after(&[&seed], change);
    server.apply(&update, MAX_UPDATE_BYTES).map(|()| server)
}

/// What a client sends that has these updates and does something.
fn change_after(known: &[&[u8]], change: impl FnOnce(&mut TransactionMut<'_>)) -> Vec<u8> {
    let client = Doc::with_options(Options {
        offset_kind: OffsetKind::Utf16,
        ..Options::default()
    });
    let mut txn = client.transact_mut();
    for update in known {
        txn.apply_update(Update::decode_v1(update).unwrap())
            .unwrap();
    }
    drop(txn);
    let mut txn = client.transact_mut();
    change(&mut txn);
    txn.commit();
    txn.encode_update_v1()
}

fn refusal(change: impl FnOnce(&mut TransactionMut<'_>)) -> String {
    match attempt(change) {
        Err(refused @ Refused::Schema(_)) => refused.to_string(),
        other => panic!("{other:?}"),
    }
}

fn paragraph(txn: &mut TransactionMut<'_>) -> yrs::XmlElementRef {
    let body = txn.get_or_insert_xml_fragment("body");
    body.push_back(txn, XmlElementPrelim::empty("paragraph"))
}

fn marked(txn: &mut TransactionMut<'_>, mark: &str, value: Any) {
    let text = paragraph(txn).push_back(txn, XmlTextPrelim::new(""));
    let marks: Attrs = HashMap::from([(Arc::from(mark), value)]);
    text.insert_with_attributes(txn, 0, "words", marks);
}

fn link(href: &str) -> Any {
    let fields = HashMap::from([("href".to_owned(), Any::from(href))]);
    Any::Map(Arc::new(fields))
}

#[test]
fn what_the_schema_does_not_know_is_named() {
    let node = refusal(|txn| {
        let body = txn.get_or_insert_xml_fragment("body");
        body.push_back(txn, XmlElementPrelim::empty("iframe"));
    });
    let place = refusal(|txn| {
        let body = txn.get_or_insert_xml_fragment("body");
        body.push_back(txn, XmlElementPrelim::empty("table_cell"));
    });
    let attribute = refusal(|txn| {
        paragraph(txn).insert_attribute(txn, "onclick", "x");
    });
    let mark = refusal(|txn| marked(txn, "blink", Any::Bool(true)));
    let field = refusal(|txn| {
        let fields = HashMap::from([("target".to_owned(), Any::from("_blank"))]);
        marked(txn, "link", Any::Map(Arc::new(fields)));
    });
    let address = refusal(|txn| marked(txn, "link", link(" java\nscript:alert(1)")));
    let part = refusal(|txn| {
        txn.get_or_insert_map("secret").insert(txn, "a", 1);
    });
    let loose = refusal(|txn| {
        let body = txn.get_or_insert_xml_fragment("body");
        body.push_back(txn, XmlTextPrelim::new("words"));
    });
    let lead = refusal(|txn| {
        txn.get_or_insert_map("lead").insert(txn, "html", "<b>");
    });
    let rich = refusal(|txn| {
        let marks: Attrs = HashMap::from([(Arc::from("strong"), Any::Bool(true))]);
        let text = txn.get_or_insert_text("headline");
        text.insert_with_attributes(txn, 0, "Big", marks);
    });

    for (told, name) in [
        (node, "iframe"),
        (place, "table_cell"),
        (attribute, "onclick"),
        (mark, "blink"),
        (field, "target"),
        (address, "href"),
        (part, "secret"),
        (loose, "words outside"),
        (lead, "html"),
        (rich, "headline"),
    ] {
        assert!(told.contains(name), "{told}");
    }
}

#[test]
fn what_is_put_into_a_node_later_is_looked_at_as_well() {
    let mut server = Document::new(1);
    let seed = server.set_content(&everything(), "seed").unwrap();
    let good = change_after(&[&seed], |txn| {
        paragraph(txn);
    });
    server.apply(&good, MAX_UPDATE_BYTES).unwrap();
    let nested = change_after(&[&seed, &good], |txn| {
        let body = txn.get_or_insert_xml_fragment("body");
        let last = body.len(txn) - 1;
        if let Some(yrs::XmlOut::Element(last)) = body.get(txn, last) {
            last.push_back(txn, XmlElementPrelim::empty("picture"));
        }
    });

    let refused = server.apply(&nested, MAX_UPDATE_BYTES).unwrap_err();

    assert!(refused.to_string().contains("picture"), "{refused}");
}

#[test]
fn an_unfinished_address_is_nothing_to_be_cross_about() {
    for href in ["", "exam", "example.org/a:b", "https:/", "#note", "/en"] {
        assert!(
            attempt(|txn| marked(txn, "link", link(href))).is_ok(),
            "{href}"
        );
    }
}

#[test]
fn other_kinds_of_things_are_refused_before_anything_is_made_of_them() {
    let list = attempt(|txn| {
        let array = txn.get_or_insert_array("headline");
        array.push_back(txn, 1);
    });
    let map = attempt(|txn| {
        let lead = txn.get_or_insert_map("lead");
        lead.insert(txn, "picture", MapPrelim::from([("a", 1)]));
    });
    let array = attempt(|txn| {
        let lead = txn.get_or_insert_map("lead");
        lead.insert(txn, "picture", ArrayPrelim::from([1, 2]));
    });
    let inner = attempt(|txn| {
        let lead = txn.get_or_insert_map("lead");
        lead.insert(txn, "picture", Doc::new());
    });
    let bytes = attempt(|txn| {
        let text = txn.get_or_insert_text("headline");
        text.insert_embed(txn, 0, vec![1_u8, 2, 3]);
    });

    for refused in [list, map, array, inner, bytes] {
        assert!(refused.is_err(), "{refused:?}");
    }
}

#[test]
fn nodes_nested_a_hundred_thousand_deep_are_refused_and_no_stack_runs_over() {
    // Written by hand: making it with a library would already be too deep.
    let mut update = vec![1];
    let count = 100_000_u64;
    number(&mut update, count);
    update.extend([7, 0]);
    for at in 0..count {
        update.push(7);
        if at == 0 {
            update.push(1);
            text(&mut update, "body");
        } else {
            update.push(0);
            number(&mut update, 7);
            number(&mut update, at - 1);
        }
        update.push(3);
        text(&mut update, "factbox");
    }
    // And all of it deleted.
    update.extend([1, 7, 1, 0]);
    number(&mut update, count);
    let mut server = Document::new(1);

    let refused = server.apply(&update, usize::MAX).unwrap_err();

    assert!(refused.to_string().contains("deeply"), "{refused}");
}

fn number(out: &mut Vec<u8>, mut number: u64) {
    while number > 127 {
        out.push(u8::try_from(number & 127).unwrap() | 128);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap());
}

fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len() as u64);
    out.extend(text.as_bytes());
}

#[test]
fn a_story_has_an_end() {
    let long = "word ".repeat(150_000);
    let mut server = Document::new(1);
    let first = change_after(&[], |txn| {
        paragraph(txn).push_back(txn, XmlTextPrelim::new(&*long));
    });
    assert!(first.len() < MAX_UPDATE_BYTES);
    server.apply(&first, MAX_UPDATE_BYTES).unwrap();
    let second = change_after(&[], |txn| {
        paragraph(txn).push_back(txn, XmlTextPrelim::new(&*long));
    });

    let refused = server.apply(&second, MAX_UPDATE_BYTES).unwrap_err();

    assert!(
        refused.to_string().contains(&MAX_CHARS.to_string()),
        "{refused}"
    );
    let large = vec![0; MAX_UPDATE_BYTES + 1];
    let refused = Document::new(2)
        .apply(&large, MAX_UPDATE_BYTES)
        .unwrap_err();
    assert_eq!(refused.code(), "too-large");
}

#[test]
fn a_story_that_is_too_long_already_can_be_made_shorter() {
    let mut server = Document::new(1);
    let mut story = everything();
    let long = "word ".repeat(30_000);
    let more = (0..8).map(|_| Element::paragraph(long.as_str()));
    story.body.elements.extend(more);
    let seed = server.set_content(&story, "seed").unwrap();
    let longer = change_after(&[&seed], |txn| {
        paragraph(txn).push_back(txn, XmlTextPrelim::new("more"));
    });
    let shorter = change_after(&[&seed], |txn| {
        let body = txn.get_or_insert_xml_fragment("body");
        let length = body.len(txn);
        body.remove_range(txn, length - 1, 1);
    });

    let refused = server.apply(&longer, MAX_UPDATE_BYTES).unwrap_err();
    let mut again = Document::load(2, [seed.as_slice()]).unwrap();

    assert_eq!(refused.code(), "full");
    again.apply(&shorter, MAX_UPDATE_BYTES).unwrap();
}

#[test]
fn what_was_deleted_does_not_count() {
    let long = "word ".repeat(120_000);
    let client = Doc::with_options(Options {
        offset_kind: OffsetKind::Utf16,
        ..Options::default()
    });
    let mut server = Document::new(1);
    for _ in 0..3 {
        let update = {
            let mut txn = client.transact_mut();
            let body = txn.get_or_insert_xml_fragment("body");
            let length = body.len(&txn);
            body.remove_range(&mut txn, 0, length);
            paragraph(&mut txn).push_back(&mut txn, XmlTextPrelim::new(&*long));
            txn.commit();
            txn.encode_update_v1()
        };
        server.apply(&update, MAX_UPDATE_BYTES).unwrap();
    }
    assert_eq!(server.content().body.elements.len(), 1);
}

#[test]
fn updates_that_come_in_any_order_say_the_same_in_the_end() {
    let client = Doc::with_options(Options {
        offset_kind: OffsetKind::Utf16,
        ..Options::default()
    });
    let mut updates = Vec::new();
    for at in 0..20 {
        let mut txn = client.transact_mut();
        let body = txn.get_or_insert_xml_fragment("body");
        if at % 5 == 0 {
            paragraph(&mut txn).push_back(&mut txn, XmlTextPrelim::new("start"));
        } else if let Some(yrs::XmlOut::Element(last)) = body.get(&txn, body.len(&txn) - 1)
            && let Some(yrs::XmlOut::Text(words)) = last.get(&txn, 0)
        {
            words.insert(&mut txn, 2, "in");
        }
        txn.commit();
        updates.push(txn.encode_update_v1());
    }
    let mut forwards = Document::new(1);
    let mut backwards = Document::new(2);

    for update in &updates {
        forwards.apply(update, MAX_UPDATE_BYTES).unwrap();
    }
    for update in updates.iter().rev() {
        backwards.apply(update, MAX_UPDATE_BYTES).unwrap();
    }

    assert_eq!(forwards.content(), backwards.content());
    assert_eq!(forwards.content().body.elements.len(), 4);
}

#[test]
fn somebody_who_never_sends_what_was_before_is_refused_in_the_end() {
    let client = Doc::new();
    let mut server = Document::new(1);
    let mut refused = None;
    for at in 0..1_000 {
        let mut txn = client.transact_mut();
        txn.get_or_insert_text("headline").push(&mut txn, "x");
        txn.commit();
        let update = txn.encode_update_v1();
        drop(txn);
        if at > 0
            && let Err(error) = server.apply(&update, MAX_UPDATE_BYTES)
        {
            refused = Some(error);
            break;
        }
    }
    assert_eq!(refused, Some(Refused::Gap));
}

fn seeded() -> (Document, Vec<u8>) {
    let mut server = Document::new(1);
    let seed = server.set_content(&everything(), "seed").unwrap();
    (server, seed)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_bring_nothing_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (mut server, _) = seeded();

        if server.apply(&bytes, MAX_UPDATE_BYTES).is_ok() {
            let _ = (server.content(), server.encode(), server.state_vector());
        }
        let _ = server.missing(&bytes);
        let _ = dateline_text::wire::read(&bytes);
    }

    #[test]
    fn a_damaged_update_brings_nothing_down(
        spots in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let (_, seed) = seeded();
        let mut damaged = seed.clone();
        for (spot, value) in spots {
            let at = spot.index(damaged.len());
            damaged[at] = value;
        }
        if is_cut {
            damaged.truncate(cut.index(damaged.len()));
        }
        let mut server = Document::new(9);

        if server.apply(&damaged, MAX_UPDATE_BYTES).is_ok() {
            // What was taken can be read, sent and loaded again.
            let content = server.content();
            let again = Document::load(10, [damaged.as_slice()]).unwrap();
            prop_assert_eq!(again.content(), content);
            let whole = server.missing(&[0]).unwrap();
            prop_assert!(Document::load(11, [whole.as_slice()]).is_ok());
        }
    }
}

#[test]
fn a_list_of_what_is_known_that_lies_is_no_harm() {
    let (server, _) = seeded();
    let client = Doc::new();
    let future = {
        let mut txn = client.transact_mut();
        txn.get_or_insert_text("x").push(&mut txn, "y");
        txn.commit();
        txn.state_vector()
    };

    let missing = server.missing(&future.encode_v1()).unwrap();

    let (all, whole) = (server.missing(&[0]).unwrap(), server.encode());
    assert_eq!(all.len(), whole.len());
    assert!(missing.len() >= all.len());
    assert!(server.missing(&[255, 255, 255, 255, 255]).is_err());
    assert!(StateVector::decode_v1(&[0]).is_ok());
}
