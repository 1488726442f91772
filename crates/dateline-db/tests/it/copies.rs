//! Copies: every row goes from one engine to the other and back unchanged.

use crate::stock::press;
use dateline_core::id::CommentId;
use dateline_core::picture::PictureFacts;
use dateline_db::dump::{Table, tables};
use dateline_db::queries::comment::{self, NewComment};
use dateline_db::queries::{front, old_path, picture};
use dateline_db::{Arg, Db};
use dateline_testkit::{Engine, TestHouse, hostile};
use serde_json::Value;

/// Every row as the copy writes it, in batches of two.
async fn dump(db: &Db) -> Vec<(String, Value)> {
    let mut lines = Vec::new();
    let mut tx = db.read().await.unwrap();
    for table in tables() {
        let mut last: Option<Vec<Arg>> = None;
        loop {
            let rows = table.read(&mut tx, last.as_deref(), 2).await.unwrap();
            let Some(end) = rows.last().cloned() else {
                break;
            };
            lines.extend(
                rows.iter()
                    .map(|row| (table.name.clone(), table.to_json(row))),
            );
            last = Some(end);
        }
    }
    tx.close().await.unwrap();
    lines
}

async fn load(db: &Db, lines: &[(String, Value)]) {
    let mut tx = db.begin().await.unwrap();
    for table in tables() {
        let rows = lines.iter().filter(|(name, _)| *name == table.name);
        // Through text, as in a file.
        let read = |(_, row): &(String, Value)| {
            table
                .from_json(&serde_json::from_str(&row.to_string()).unwrap())
                .unwrap()
        };
        table
            .write(&mut tx, rows.map(read).collect())
            .await
            .unwrap();
    }
    let _ = tx.commit().await.unwrap();
}

async fn furnish(house: &TestHouse) {
    let paper = house.paper().await;
    press(house, &paper, &[1, 1, 2, i64::MAX / 4, -5]).await;
    let facts = PictureFacts {
        caption: Some(hostile::MARKUP.to_owned()),
        alt: Some(String::new()),
        ..PictureFacts::default()
    };
    let shown = house.picture("one", facts).await;
    for text in hostile::SQL
        .iter()
        .chain(hostile::NAMES)
        .filter(|t| !t.contains('\0'))
    {
        let builder = house
            .story(&paper, text)
            .tagged(&[paper.harbour, paper.ferries])
            .by(&[paper.ivo])
            .picture(shown);
        builder.embargoed_until(house.now()).insert().await;
    }
    let story = house.story(&paper, "Discussed").insert().await;
    let said = NewComment {
        id: CommentId(house.new_id()),
        story,
        parent: None,
        name: "é\u{301}\n\t\"\\".to_owned(),
        email: None,
        body: "[]".to_owned(),
        state: "approved",
        created_at: i64::MIN + 1,
    };
    let mut tx = house.db().begin().await.unwrap();
    comment::put(&mut tx, &[said]).await.unwrap();
    comment::recount(&mut tx, &[story]).await.unwrap();
    let text = picture::PictureText {
        caption: Some("Мост".to_owned()),
        credit_line: Some("Рисунок".to_owned()),
        ..picture::PictureText::default()
    };
    picture::put_text(&mut tx, shown, "ru", text).await.unwrap();
    old_path::put_target(&mut tx, "/ü?p=1", "https://x.example/", false)
        .await
        .unwrap();
    front::press(
        &mut tx,
        &paper.code,
        &dateline_core::front::Front::standard(&[paper.city], None),
        9,
    )
    .await
    .unwrap();
    tx.execute(
        "update picture set focal_x = 0.1, focal_y = 0.30000000000000004",
        Vec::new(),
    )
    .await
    .unwrap();
    house.commit(tx).await.unwrap();
}

#[tokio::test]
async fn a_house_goes_from_each_engine_to_each_other_and_nothing_changes() {
    for from in Engine::all() {
        let source = TestHouse::open(from).await;
        furnish(&source).await;
        let lines = dump(source.db()).await;
        assert!(lines.len() > 60, "{}", lines.len());
        for to in Engine::all() {
            let target = TestHouse::open(to).await;

            load(target.db(), &lines).await;

            assert_eq!(dump(target.db()).await, lines, "{from:?} to {to:?}");
            target.db().close().await;
        }
        source.db().close().await;
    }
}

#[tokio::test]
async fn a_row_that_is_no_row_of_this_version_is_refused_by_name() {
    let table: Table = tables().into_iter().find(|t| t.name == "setting").unwrap();
    for (row, wanted) in [
        (
            r#"{"name":"a","value":"b","colour":"red"}"#,
            "setting.colour is not known",
        ),
        (r#"{"name":1,"value":"b"}"#, "setting.name"),
        (r"[]", "setting: not an object"),
        ("7", "setting: not an object"),
    ] {
        let error = table
            .from_json(&serde_json::from_str(row).unwrap())
            .unwrap_err()
            .to_string();
        assert!(error.contains(wanted), "{error}");
    }
    let revision = tables().into_iter().find(|t| t.name == "revision").unwrap();
    for content in ["\"zz\"", "\"abc\"", "\"é0\"", "5"] {
        let row = format!(r#"{{"id":"00000000000000000000000000000001","content":{content}}}"#);
        assert!(
            revision
                .from_json(&serde_json::from_str(&row).unwrap())
                .is_err(),
            "{content}"
        );
    }
}

#[tokio::test]
async fn a_copy_of_a_sqlite_file_is_sound_and_complete() {
    let house = TestHouse::open(Engine::Sqlite).await;
    furnish(&house).await;
    let target = house.folder().join("copy.db");

    house.db().copy_to(&target).await.unwrap();

    let copy = Db::connect(&dateline_db::DbOptions::sqlite_file(&target))
        .await
        .unwrap();
    assert_eq!(copy.integrity().await.unwrap(), Vec::<String>::new());
    assert_eq!(dump(&copy).await, dump(house.db()).await);
    assert!(
        house.db().copy_to(&target).await.is_err(),
        "a copy never overwrites"
    );
    copy.close().await;
    house.db().close().await;
}

#[tokio::test]
async fn a_copy_takes_every_column_there_is() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let mut tx = house.db().read().await.unwrap();
    let there: Vec<(String, String)> = tx
        .all(
            "select m.name, c.name from sqlite_schema m join pragma_table_info(m.name) c
             where m.type = 'table' order by m.name, c.cid",
            Vec::new(),
        )
        .await
        .unwrap();
    tx.close().await.unwrap();

    for table in tables() {
        let columns: Vec<&String> = there
            .iter()
            .filter(|(of, _)| *of == table.name)
            .map(|(_, column)| column)
            .collect();
        let copied: Vec<&String> = table.columns.iter().map(|(name, _)| name).collect();
        assert_eq!(copied, columns, "{}", table.name);
    }
    house.db().close().await;
}
