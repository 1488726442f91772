//! What was typed when something broke.

use super::kit::Desk;
use dateline_core::rights::Role;
use dateline_db::{Db, DbOptions, args};
use dateline_newsroom::coedit;
use dateline_testkit::{Cut, Engine, House, Pen, TestHouse, each_engine};
use dateline_web::house::Clock;
use std::collections::BTreeSet;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

async fn lines(house: &House) -> i64 {
    let mut tx = house.db().read().await.unwrap();
    let sql = "select count(*) from story_update";
    let row: (i64,) = tx.one("update", sql, args![]).await.unwrap();
    tx.close().await.unwrap();
    row.0
}

#[tokio::test]
async fn what_a_crash_left_lying_becomes_a_revision_and_the_log_stays_short() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Bridge closed").insert().await;
        let desk = Desk::open(house);
        desk.hire("nadia", Role::Reporter).await;
        let nadia = desk.sign_in("nadia").await;
        let mut pen = desk.pen(&nadia, id).await;
        for at in 0..30 {
            pen.write(0, &format!(" {at}")).await;
        }
        pen.safe().await;
        let text = pen.text();
        let mut given_up = BTreeSet::new();

        house.pass(Duration::from_secs(30));
        coedit::tidy(house, &mut given_up).await.unwrap();

        let (number, content) = desk.content(id).await;
        assert_eq!(number, 2);
        assert!(content.body.to_json().contains(&text));
        assert_eq!(lines(house).await, 30);
        house.pass(Duration::from_mins(11));
        coedit::tidy(house, &mut given_up).await.unwrap();
        assert_eq!(lines(house).await, 0);
        let mut late = Desk::open(house).pen(&nadia, id).await;
        assert_eq!(late.text(), text);
        late.write(0, " On.").await;
        pen.until("the words of another table", |pen| {
            pen.text().ends_with("On.")
        })
        .await;
        assert!(given_up.is_empty());
    })
    .await;
}

#[tokio::test]
async fn nothing_is_called_safe_while_the_database_is_away_and_all_is_once_it_is_back() {
    if !Engine::all().contains(&Engine::Postgres) {
        return;
    }
    let house = TestHouse::open(Engine::Postgres).await;
    let paper = house.paper().await;
    let id = house.story(&paper, "Bridge closed").insert().await;
    let cut = Cut::before(house.url()).await;
    let options = DbOptions {
        url: cut.url().to_owned(),
        connections: 4,
        wait: Duration::from_secs(1),
    };
    let db = Db::connect(&options).await.unwrap();
    let clock = Clock::Fixed(AtomicI64::new(dateline_db::micros(house.now())));
    let desk = Desk::open(&House::new(db, house.folder(), clock));
    desk.hire("nadia", Role::Reporter).await;
    let nadia = desk.sign_in("nadia").await;
    let mut one = desk.pen(&nadia, id).await;
    let mut two = desk.pen(&nadia, id).await;
    one.safe().await;

    cut.close();
    one.write(0, " Typed in the dark.").await;
    two.until("the words", |pen| pen.text().contains("dark"))
        .await;
    one.listen(Duration::from_millis(800)).await;
    assert!(one.durable < one.sent, "nothing is safe without a database");
    assert_eq!(lines(&house).await, 0);
    cut.open();

    one.safe().await;
    assert_eq!(lines(&house).await, 1);
    coedit::settle(&house, id).await.unwrap();
    let (_, content) = desk.content(id).await;
    assert!(content.body.to_json().contains("Typed in the dark."));
}

#[tokio::test]
async fn who_takes_nothing_is_cut_and_holds_nobody_up() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let paper = house.paper().await;
    let id = house.story(&paper, "Bridge closed").insert().await;
    let desk = Desk::open(&house);
    desk.hire("nadia", Role::Reporter).await;
    let nadia = desk.sign_in("nadia").await;
    let mut busy = desk.pen(&nadia, id).await;
    // Asks for everything and then reads nothing any more.
    let mut sleepy = Pen::new();
    desk.seat(&mut sleepy, &nadia, id).await.unwrap();
    let large = "word ".repeat(100_000);

    for round in 0..90 {
        let name = format!("p{round}");
        busy.add(&name, &large).await;
        busy.remove(1).await;
        busy.safe().await;
    }

    assert_eq!(busy.text(), "Words.");
    assert_eq!(desk.coedit.sockets(id), 1, "the other was cut");
}
