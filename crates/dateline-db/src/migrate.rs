//! Migrations: forward only, one text for both engines, each in a transaction of its own.

use crate::{Db, DbError, DbResult, args, dialect};

/// Every migration, oldest first: name and text. Never edited after release.
pub const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_house", include_str!("../migrations/0001_house.sql")),
    (
        "0002_publication",
        include_str!("../migrations/0002_publication.sql"),
    ),
    (
        "0003_credit_by_language",
        include_str!("../migrations/0003_credit_by_language.sql"),
    ),
    (
        "0004_picture_metadata",
        include_str!("../migrations/0004_picture_metadata.sql"),
    ),
    (
        "0005_picture_look",
        include_str!("../migrations/0005_picture_look.sql"),
    ),
    (
        "0006_picture_rights",
        include_str!("../migrations/0006_picture_rights.sql"),
    ),
    ("0007_api", include_str!("../migrations/0007_api.sql")),
    (
        "0008_picture_credentials",
        include_str!("../migrations/0008_picture_credentials.sql"),
    ),
    (
        "0009_translations",
        include_str!("../migrations/0009_translations.sql"),
    ),
    ("0010_search", include_str!("../migrations/0010_search.sql")),
    (
        "0011_reader_reports",
        include_str!("../migrations/0011_reader_reports.sql"),
    ),
    (
        "0012_accounts",
        include_str!("../migrations/0012_accounts.sql"),
    ),
    ("0013_desk", include_str!("../migrations/0013_desk.sql")),
    ("0014_coedit", include_str!("../migrations/0014_coedit.sql")),
    (
        "0015_picture_library",
        include_str!("../migrations/0015_picture_library.sql"),
    ),
    (
        "0016_story_room",
        include_str!("../migrations/0016_story_room.sql"),
    ),
    ("0017_fronts", include_str!("../migrations/0017_fronts.sql")),
];

/// Brings the database to this version; the names of the migrations that ran.
pub async fn run(db: &Db) -> DbResult<Vec<&'static str>> {
    run_to(db, MIGRATIONS.len()).await
}

/// Runs the first `count` migrations; tests start from older schemas with it.
pub async fn run_to(db: &Db, count: usize) -> DbResult<Vec<&'static str>> {
    let mut ran = Vec::new();
    let mut tx = db.begin().await?;
    if tx.is_postgres() {
        let _: Vec<(bool,)> = tx
            .all("select pg_advisory_xact_lock(4417) is null", Vec::new())
            .await?;
    }
    tx.execute(
        "create table if not exists migration (name text not null primary key)",
        Vec::new(),
    )
    .await?;
    let done: Vec<(String,)> = tx
        .all("select name from migration order by name", Vec::new())
        .await?;
    if let Some((unknown,)) = done
        .iter()
        .find(|(name,)| !MIGRATIONS.iter().any(|(known, _)| known == name))
    {
        return Err(DbError::TooNew(unknown.clone()));
    }
    for (name, text) in MIGRATIONS.iter().take(count) {
        if done.iter().any(|(known,)| known == name) {
            continue;
        }
        for statement in statements(&dialect::ddl(text, tx.is_postgres())) {
            tx.execute_built(statement, Vec::new()).await?;
        }
        tx.execute("insert into migration (name) values ($1)", args![*name])
            .await?;
        ran.push(*name);
    }
    let _ = tx.commit().await?;
    Ok(ran)
}

/// Names of the migrations that have not run.
pub async fn pending(db: &Db) -> DbResult<Vec<&'static str>> {
    let mut tx = db.read().await?;
    let done: Vec<(String,)> = match tx.all("select name from migration", Vec::new()).await {
        Ok(done) => done,
        Err(DbError::Driver(_)) => Vec::new(),
        Err(error) => return Err(error),
    };
    Ok(MIGRATIONS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !done.iter().any(|(d,)| d == name))
        .collect())
}

/// The statements of a migration.
pub(crate) fn statements(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .collect();
    lines
        .join("\n")
        .split(';')
        .map(str::trim)
        .filter(|s| !s.is_empty())
        .map(str::to_owned)
        .collect()
}
