//! Who may not be in a story, and what may not be done in it.

use super::kit::Desk;
use dateline_core::id::StoryId;
use dateline_core::rights::{Grant, Place, Role};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::coedit;
use dateline_newsroom::story;
use dateline_testkit::{Engine, Pen, TestHouse, each_engine};
use dateline_text::wire::{self, Presence};
use serde_json::json;
use std::time::Duration;
use yrs::{WriteTxn, XmlElementPrelim, XmlFragment};

/// A served house with a story, a reporter and a moderator who may only read; what their browsers hold.
async fn house_with_story(house: &TestHouse) -> (Desk, StoryId, String, String) {
    let paper = house.paper().await;
    let id = house.story(&paper, "Bridge closed").insert().await;
    let desk = Desk::open(house);
    desk.hire("nadia", Role::Reporter).await;
    desk.hire("mo", Role::Moderator).await;
    let (nadia, mo) = (desk.sign_in("nadia").await, desk.sign_in("mo").await);
    (desk, id, nadia, mo)
}

fn code(pen: &Pen) -> Option<&str> {
    pen.refusal.as_ref()?.get("code")?.as_str()
}

#[tokio::test]
async fn only_pages_of_the_house_open_a_socket_for_somebody_who_is_signed_in() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let (desk, id, nadia, _) = house_with_story(&house).await;
    let unknown = StoryId(house.new_id());

    let evil = "https://evil.example";
    let foreign = Pen::new().connect(desk.address(), evil, &nadia, id).await;
    let nobody = desk.seat(&mut Pen::new(), "dateline_session=x", id).await;
    let nowhere = desk.seat(&mut Pen::new(), &nadia, unknown).await;
    let here = desk.seat(&mut Pen::new(), &nadia, id).await;

    assert_eq!(foreign, Err(403));
    assert_eq!(nobody, Err(401));
    assert_eq!(nowhere, Err(404));
    assert_eq!(here, Ok(()));
}

#[tokio::test]
async fn who_may_only_read_sees_everything_and_changes_nothing() {
    each_engine(async |house| {
        let (desk, id, nadia, mo) = house_with_story(house).await;
        let mut writer = desk.pen(&nadia, id).await;
        let mut reader = desk.pen(&mo, id).await;
        reader.safe().await;
        writer.write(0, " Seen.").await;
        reader
            .until("what is typed", |pen| pen.text().contains("Seen"))
            .await;

        reader.write(0, " Forbidden.").await;

        assert_eq!(reader.until_closed().await, Some(4403));
        assert_eq!(code(&reader), Some("right"));
        writer.listen(Duration::from_millis(200)).await;
        assert_eq!(writer.text(), "Words. Seen.");
        writer.safe().await;
        coedit::settle(house, id).await.unwrap();
        let (_, content) = desk.content(id).await;
        assert!(!content.body.to_json().contains("Forbidden"));
    })
    .await;
}

#[tokio::test]
async fn who_may_not_read_a_story_where_it_was_moved_hears_no_more_of_it() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Bridge closed").insert().await;
        let desk = Desk::open(house);
        desk.hire("nadia", Role::Reporter).await;
        let city = Place {
            section: Some(paper.city),
            ..Place::house()
        };
        let role = Role::Reporter;
        desk.hire_for("cal", Grant { role, place: city }).await;
        let (nadia, cal) = (desk.sign_in("nadia").await, desk.sign_in("cal").await);
        let mut writer = desk.pen(&nadia, id).await;
        let mut local = desk.pen(&cal, id).await;
        let mut tx = house.db().begin().await.unwrap();
        let by = Actor("test".to_owned());
        let away = story::Filing {
            section: Some(paper.world),
            ..Default::default()
        };
        story::file(house, &mut tx, id, away, &by).await.unwrap();
        house.commit(tx).await.unwrap();

        // Where a story stands is looked at every three seconds while something happens in it.
        writer.listen(Duration::from_millis(3_200)).await;
        writer.write(0, " Secret.").await;

        assert_eq!(local.until_closed().await, Some(4403));
        assert!(!local.text().contains("Secret"), "{}", local.text());
        writer.safe().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_in_a_story_that_was_killed() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let (desk, id, nadia, _) = house_with_story(&house).await;
    let mut writer = desk.pen(&nadia, id).await;
    writer.write(0, " Before.").await;
    writer.safe().await;
    let mut tx = house.db().begin().await.unwrap();
    let by = Actor("test".to_owned());
    story::kill(&house, &mut tx, id, "", &by).await.unwrap();
    house.commit(tx).await.unwrap();

    writer.listen(Duration::from_millis(3_200)).await;
    writer.write(0, " After.").await;

    assert_eq!(writer.until_closed().await, Some(4403));
}

#[tokio::test]
async fn signing_out_ends_the_sockets() {
    each_engine(async |house| {
        let (desk, id, nadia, _) = house_with_story(house).await;
        let mut pen = desk.pen(&nadia, id).await;
        pen.write(0, " Kept.").await;
        pen.safe().await;

        desk.sign_out(&nadia).await;

        assert_eq!(pen.until_closed().await, Some(4401));
        assert!(desk.coedit.people(id).is_empty());
        assert_eq!(desk.seat(&mut pen, &nadia, id).await, Err(401));
    })
    .await;
}

#[tokio::test]
async fn a_change_outside_of_the_schema_is_refused_to_one_and_seen_by_nobody() {
    each_engine(async |house| {
        let (desk, id, nadia, _) = house_with_story(house).await;
        let mut good = desk.pen(&nadia, id).await;
        let mut bad = desk.pen(&nadia, id).await;
        good.write(0, " Good.").await;
        good.safe().await;

        bad.edit(|txn| {
            let body = txn.get_or_insert_xml_fragment("body");
            body.push_back(txn, XmlElementPrelim::empty("iframe"));
        })
        .await;

        assert_eq!(bad.until_closed().await, Some(4400));
        assert_eq!(code(&bad), Some("schema"));
        let told = bad.refusal.unwrap().to_string();
        assert!(told.contains("iframe"), "{told}");
        good.write(0, " Still good.").await;
        good.safe().await;
        let new = desk.pen(&nadia, id).await;
        assert_eq!(new.text(), "Words. Good. Still good.");
    })
    .await;
}

#[tokio::test]
async fn messages_that_make_no_sense_end_the_socket_and_nothing_else() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let (desk, id, nadia, _) = house_with_story(&house).await;
    let mut good = desk.pen(&nadia, id).await;
    let nonsense: [&[u8]; 8] = [
        &[],
        &[9],
        &[0],
        &[0, 7, 0],
        &[0, 2, 5, 1],
        &[0, 0, 3, 255, 255, 255],
        &[1, 3, 99, 1, 1],
        &[255, 255, 255, 255, 255, 255, 255, 255, 255],
    ];
    for message in nonsense {
        let mut bad = desk.pen(&nadia, id).await;
        bad.send(message.to_vec()).await;

        assert_eq!(bad.until_closed().await, Some(4400), "{message:?}");
        assert_eq!(code(&bad), Some("malformed"), "{message:?}");
    }
    let mut bad = desk.pen(&nadia, id).await;
    let large = vec![0_u8; dateline_text::limits::MAX_UPDATE_BYTES + 1];
    bad.send_update(&large).await;
    assert_eq!(bad.until_closed().await, Some(4400));
    assert_eq!(code(&bad), Some("too-large"));

    good.write(0, " Fine.").await;
    good.safe().await;
    assert_eq!(good.text(), "Words. Fine.");
}

#[tokio::test]
async fn nobody_goes_under_another_name() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let (desk, id, nadia, mo) = house_with_story(&house).await;
    let mut one = desk.pen(&nadia, id).await;
    let mut two = desk.pen(&mo, id).await;
    let says = |client, clock, name: &str| {
        let user = json!({ "name": name, "color": "#aa3300", "admin": true });
        let state = json!({ "user": user, "cursor": { "anchor": 1 }, "junk": "x" }).to_string();
        wire::awareness(&[Presence {
            client,
            clock,
            state,
        }])
    };

    two.send(says(7, 1, "The Publisher")).await;
    one.until("somebody", |pen| !pen.presences.is_empty()).await;
    one.send(says(7, 5, "nadia")).await;
    one.send(says(8, 1, "nadia")).await;
    two.until("the other", |pen| !pen.presences.is_empty())
        .await;
    two.cut();
    one.until("that they left", |pen| {
        pen.presences.last().is_some_and(|one| one.state == "null")
    })
    .await;

    let state: serde_json::Value = serde_json::from_str(&one.presences[0].state).unwrap();
    assert_eq!(state["user"]["name"], "mo");
    assert_eq!(state["user"]["color"], "#aa3300");
    assert_eq!(state["cursor"]["anchor"], 1);
    assert!(state.get("junk").is_none() && state["user"].get("admin").is_none());
    let clients: Vec<u64> = two.presences.iter().map(|one| one.client).collect();
    assert_eq!(clients, [8], "client 7 was somebody else's");
}

#[tokio::test]
async fn words_of_a_document_that_is_no_more_are_not_mixed_in() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let (desk, id, nadia, _) = house_with_story(&house).await;
    let mut pen = desk.pen(&nadia, id).await;
    pen.write(0, " Old.").await;
    pen.safe().await;
    pen.document = Some(house.new_id().to_string());

    desk.seat(&mut pen, &nadia, id).await.unwrap();

    assert_eq!(pen.until_closed().await, Some(4410));
    assert_eq!(code(&pen), Some("anew"));
}

#[tokio::test]
async fn a_server_that_stops_asks_everybody_to_come_again() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let (desk, id, nadia, _) = house_with_story(&house).await;
    let mut pen = desk.pen(&nadia, id).await;
    pen.write(0, " Last words.").await;
    pen.safe().await;

    desk.stop.send_replace(true);

    assert_eq!(pen.until_closed().await, Some(1012));
}

#[tokio::test]
async fn a_story_has_room_for_so_many_and_tells_the_next() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let (desk, id, nadia, _) = house_with_story(&house).await;
    let mut pens = Vec::new();
    for _ in 0..coedit::MAX_SOCKETS {
        let mut pen = Pen::new();
        desk.seat(&mut pen, &nadia, id).await.unwrap();
        pens.push(pen);
    }
    // The last one is in the room when it hears of the document.
    let last = pens.last_mut().unwrap();
    last.until("the document", |pen| pen.document.is_some())
        .await;

    let mut late = Pen::new();
    desk.seat(&mut late, &nadia, id).await.unwrap();

    assert_eq!(late.until_closed().await, Some(4429));
    let first = &mut pens[0];
    first.sync().await;
    first.write(0, " Full house.").await;
    first.safe().await;
    let last = pens.last_mut().unwrap();
    last.sync().await;
    assert_eq!(last.text(), "Words. Full house.");
}
