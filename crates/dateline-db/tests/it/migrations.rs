//! Migrations: once, forward, whole, and never past what this version knows.

use dateline_db::dump::tables;
use dateline_db::migrate::{self, MIGRATIONS};
use dateline_db::{Db, DbError, args};
use dateline_testkit::{Engine, TestHouse};

/// Rows for the first schema, written as its own release would have.
const FIRST: &[&str] = &[
    "insert into edition values ('en', 'The Paper', '', 'en', 'ltr', 'UTC', 0, true)",
    "insert into section (id, edition, slug, name, description, position, in_navigation) select code_id.id, 'en', 'city', 'City', '', 0, true from (select id from picture) code_id",
    "insert into menu values ('en', 'main', '[]')",
    "insert into setting values ('key', 'value')",
    "insert into old_path values ('/old', null, '/en/', 301)",
];

async fn fill(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    let id = uuid::Uuid::from_u128(7);
    tx.execute(
        "insert into picture (id, bytes, width, height, focal_x, focal_y, rights, created_at) values ($1, 1, 2, 3, 0.25, 0.75, 'staff', 4)",
        args![id],
    )
    .await
    .unwrap();
    for statement in FIRST {
        tx.execute(statement, args![]).await.unwrap();
    }
    let _ = tx.commit().await.unwrap();
}

async fn rows(db: &Db) -> Vec<(String, usize)> {
    let mut tx = db.read().await.unwrap();
    let mut counts = Vec::new();
    for table in tables() {
        counts.push((
            table.name.clone(),
            table.read(&mut tx, None, 1000).await.unwrap().len(),
        ));
    }
    tx.close().await.unwrap();
    counts
}

async fn each_engine_bare(test: impl AsyncFn(&TestHouse)) {
    for engine in Engine::all() {
        let house = TestHouse::bare(engine).await;
        test(&house).await;
        house.db().close().await;
    }
}

#[tokio::test]
async fn every_migration_runs_once_and_is_then_no_longer_pending() {
    each_engine_bare(async |house| {
        let names: Vec<&str> = MIGRATIONS.iter().map(|(name, _)| *name).collect();
        assert_eq!(migrate::pending(house.db()).await.unwrap(), names);

        let first = migrate::run(house.db()).await.unwrap();
        let second = migrate::run(house.db()).await.unwrap();

        assert_eq!((first, second), (names, Vec::new()));
        assert!(migrate::pending(house.db()).await.unwrap().is_empty());
        assert!(
            rows(house.db()).await.iter().all(|(_, count)| *count == 0),
            "every table can be read as the copy reads it"
        );
    })
    .await;
}

#[tokio::test]
async fn every_older_schema_with_rows_in_it_comes_to_this_version_with_its_rows() {
    for count in 1..=MIGRATIONS.len() {
        each_engine_bare(async |house| {
            migrate::run_to(house.db(), count).await.unwrap();
            fill(house.db()).await;

            let ran = migrate::run(house.db()).await.unwrap();

            assert_eq!(ran.len(), MIGRATIONS.len() - count);
            let kept = rows(house.db()).await;
            for table in [
                "edition", "section", "picture", "menu", "setting", "old_path",
            ] {
                assert!(
                    kept.contains(&(table.to_owned(), 1)),
                    "{table} after schema {count}: {kept:?}"
                );
            }
        })
        .await;
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_by_name_and_left_alone() {
    each_engine_bare(async |house| {
        migrate::run(house.db()).await.unwrap();
        let mut tx = house.db().begin().await.unwrap();
        tx.execute(
            "insert into migration (name) values ('9999_tomorrow')",
            args![],
        )
        .await
        .unwrap();
        let _ = tx.commit().await.unwrap();

        let error = migrate::run(house.db()).await.unwrap_err();

        assert!(
            matches!(&error, DbError::TooNew(name) if name == "9999_tomorrow"),
            "{error}"
        );
        assert!(
            error
                .to_string()
                .contains("start that version or restore a backup")
        );
    })
    .await;
}

#[tokio::test]
async fn two_processes_may_migrate_at_the_same_time() {
    each_engine_bare(async |house| {
        let other = house.neighbour().await;

        let (here, there) = tokio::join!(migrate::run(house.db()), migrate::run(other.db()));

        assert_eq!(here.unwrap().len() + there.unwrap().len(), MIGRATIONS.len());
        other.db().close().await;
    })
    .await;
}

#[tokio::test]
async fn a_migration_given_up_half_way_leaves_nothing() {
    each_engine_bare(async |house| {
        let mut tx = house.db().begin().await.unwrap();
        tx.execute("create table half (id bigint)", args![])
            .await
            .unwrap();
        drop(tx);

        migrate::run(house.db()).await.unwrap();

        let mut tx = house.db().read().await.unwrap();
        assert!(
            tx.all::<(i64,)>("select id from half", args![])
                .await
                .is_err()
        );
    })
    .await;
}
