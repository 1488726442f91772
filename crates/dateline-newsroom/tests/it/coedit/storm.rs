//! Many who write at once, whose wires are cut and who come back: nothing acknowledged is lost, and all
//! read the same in the end.

use super::kit::Desk;
use dateline_core::rights::Role;
use dateline_newsroom::coedit;
use dateline_testkit::{Pen, each_engine};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::time::Duration;
use yrs::{Text, WriteTxn, XmlElementPrelim, XmlFragment, XmlOut, XmlTextPrelim};

/// Does something an editor would do at a random place.
async fn act(pen: &mut Pen, rng: &mut StdRng, mark: &str) {
    let (kind, place, length) = (
        rng.random_range(0..20),
        rng.random::<u32>(),
        rng.random_range(1..4_u32),
    );
    pen.edit(|txn| {
        let body = txn.get_or_insert_xml_fragment("body");
        let count = body.len(txn);
        let at = place.checked_rem(count).unwrap_or(0);
        if kind == 0 || count == 0 {
            let new = body.insert(txn, at, XmlElementPrelim::empty("paragraph"));
            new.insert(txn, 0, XmlTextPrelim::new(mark));
        } else if kind == 1 && count > 3 {
            body.remove_range(txn, at, 1);
        } else if let Some(XmlOut::Element(element)) = body.get(txn, at)
            && let Some(XmlOut::Text(text)) = element.get(txn, 0)
        {
            let size = text.len(txn);
            let spot = place.checked_rem(size).unwrap_or(0);
            if kind < 6 && size > length {
                text.remove_range(txn, spot.min(size - length), length);
            } else {
                text.insert(txn, spot, mark);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn ten_write_through_cuts_and_all_read_the_same_in_the_end() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Storm").insert().await;
        let desk = Desk::open(house);
        let other = Desk::open(&house.neighbour().await);
        desk.hire("nadia", Role::Reporter).await;
        let nadia = desk.sign_in("nadia").await;
        let mut rng = StdRng::seed_from_u64(5);
        let mut pens = Vec::new();
        for at in 0..10 {
            let desk = if at % 3 == 0 { &other } else { &desk };
            pens.push(desk.pen(&nadia, id).await);
        }
        for round in 0..60 {
            for (at, pen) in pens.iter_mut().enumerate() {
                if pen.offline && rng.random_bool(0.2) {
                    let desk = if rng.random() { &desk } else { &other };
                    desk.seat(pen, &nadia, id).await.unwrap();
                    pen.sync().await;
                } else if !pen.offline && rng.random_bool(0.03) {
                    pen.cut();
                }
                act(
                    pen,
                    &mut rng,
                    &format!("{at}{}", ["å", "ب", "🌉", "x"][round % 4]),
                )
                .await;
                if rng.random_bool(0.3) {
                    pen.listen(Duration::from_millis(2)).await;
                }
            }
        }
        for pen in &mut pens {
            if pen.offline {
                desk.seat(pen, &nadia, id).await.unwrap();
                pen.sync().await;
            }
            pen.safe().await;
        }
        let mut fresh = desk.pen(&nadia, id).await;
        // What others sent last may still be on its way from one node to the other.
        for _ in 0..100 {
            fresh.listen(Duration::from_millis(20)).await;
            for pen in &mut pens {
                pen.listen(Duration::from_millis(10)).await;
            }
            if pens.iter().all(|pen| pen.state() == fresh.state()) {
                break;
            }
        }

        for pen in &pens {
            assert_eq!(pen.state(), fresh.state());
            assert_eq!(pen.text(), fresh.text());
        }
        coedit::settle(house, id).await.unwrap();
        let (_, content) = desk.content(id).await;
        let saved = dateline_core::body::text::render(&content.body);
        let text = fresh.text();
        let typed = text.lines().filter(|line| !line.is_empty());
        assert!(saved.lines().eq(typed), "{saved}");
        other.house.db().close().await;
    })
    .await;
}
