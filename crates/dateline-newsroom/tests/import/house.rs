//! A house of its own for each test, on SQLite, and on PostgreSQL where one is given.

use dateline_core::id;
use dateline_db::{Db, DbOptions, FromRow, args, migrate};
use dateline_newsroom::import::{self, ImportError, Options, Report, Source};
use dateline_web::house::{Clock, House};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

/// 2026-11-22 12:00 UTC.
pub const NOON: i64 = 1_795_348_800_000_000;

/// A house and the folder it lives in.
pub struct Home {
    pub house: House,
    pub dir: tempfile::TempDir,
}

impl Home {
    /// A new house on SQLite.
    pub async fn sqlite() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let options = DbOptions::sqlite_file(&dir.path().join("dateline.db"));
        Self::open(dir, &options).await
    }

    async fn postgres(url: &str) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
        let process = std::process::id().to_string();
        let schema = format!("import_{}", id::derived(&[&process, &number]).simple());
        let admin = Db::connect(&postgres_options(url.to_owned()))
            .await
            .unwrap();
        let mut tx = admin.begin().await.unwrap();
        tx.execute_built(format!("create schema {schema}"), args![])
            .await
            .unwrap();
        let _ = tx.commit().await.unwrap();
        admin.close().await;
        let mark = if url.contains('?') { '&' } else { '?' };
        let url = format!("{url}{mark}options=-c%20search_path%3D{schema}");
        Self::open(tempfile::tempdir().unwrap(), &postgres_options(url)).await
    }

    async fn open(dir: tempfile::TempDir, options: &DbOptions) -> Self {
        let db = Db::connect(options).await.unwrap();
        migrate::run(&db).await.unwrap();
        let house = House::new(db, dir.path(), Clock::Fixed(AtomicI64::new(NOON)));
        Self { house, dir }
    }

    /// Imports a WordPress file as it comes.
    pub async fn wordpress(&self, file: &Path) -> Result<Report, ImportError> {
        self.wordpress_with(file, Options::default()).await
    }

    /// Imports a WordPress file.
    pub async fn wordpress_with(
        &self,
        file: &Path,
        options: Options,
    ) -> Result<Report, ImportError> {
        let source = Source::WordPress(vec![file.to_owned()]);
        import::run(&self.house, source, options, &()).await
    }

    /// Writes a file into the house's folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Rows of a query.
    pub async fn rows<T: FromRow>(&self, sql: &'static str) -> Vec<T> {
        let mut tx = self.house.db().read().await.unwrap();
        let rows = tx.all(sql, args![]).await.unwrap();
        tx.close().await.unwrap();
        rows
    }

    /// The number a query gives.
    pub async fn number(&self, sql: &'static str) -> i64 {
        self.rows::<(i64,)>(sql).await[0].0
    }

    /// Everything an import writes, as text: two that are equal hold the same.
    pub async fn dump(&self) -> String {
        let mut out = String::new();
        for sql in [
            "select code || ' ' || name || ' ' || locale from edition order by code",
            "select slug || ' ' || name || ' ' || position from section order by slug",
            "select slug || ' ' || name || ' ' || kind from tag order by slug",
            "select slug || ' ' || name from contributor order by slug",
            "select coalesce(origin_url, '-') || ' ' || coalesce(hash, '-') || ' ' || coalesce(caption, '-')
               || ' ' || coalesce(alt, '-') from picture order by origin_url, id",
            "select slug || ' ' || state || ' ' || revision_number || ' ' || headline || ' ' || updated_at
               from story order by slug, id",
            "select number || ' ' || author || ' ' || created_at from revision order by story_id, number",
            "select path || ' ' || published_at || ' ' || updated_at || ' ' || document from pressed_story order by path",
            "select path || ' ' || coalesce(target, '-') || ' ' || status from old_path order by path",
            "select name || ' ' || state || ' ' || created_at || ' ' || body from comment order by created_at, id",
            "select cast(approved as text) || ' ' || last_at from discussion order by story_id",
            "select name || ' ' || document from menu order by name",
            "select kind || ' ' || item || ' ' || fingerprint from import_item order by kind, item",
            "select kind || ' ' || actor from event order by id",
        ] {
            for (line,) in self.rows::<(String,)>(sql).await {
                let _ = writeln!(out, "{line}");
            }
            out.push('\n');
        }
        out
    }

    /// The state, path and revision number of the story with this headline.
    pub async fn story(&self, headline: &str) -> (String, Option<String>, i64) {
        let rows: Vec<(String, String, Option<String>, i64)> = self
            .rows(
                "select s.headline, s.state, p.path, s.revision_number
                 from story s left join pressed_story p on p.id = s.id",
            )
            .await;
        let found = rows.into_iter().find(|row| row.0 == headline);
        let (_, state, path, number) = found.unwrap_or_else(|| panic!("no story \"{headline}\""));
        (state, path, number)
    }
}

fn postgres_options(url: String) -> DbOptions {
    DbOptions {
        url,
        connections: 3,
        wait: Duration::from_secs(20),
    }
}

/// Runs a test on every engine there is.
pub async fn each(test: impl AsyncFn(Home)) {
    test(Home::sqlite().await).await;
    if let Ok(url) = std::env::var("DATELINE_TEST_PG") {
        test(Home::postgres(&url).await).await;
    }
}

/// Archives of real sites.
pub fn data(path: &str) -> PathBuf {
    let root = std::env::var_os("DATELINE_TEST_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = root.join(path);
    assert!(
        path.exists(),
        "{} is absent: set DATELINE_TEST_DATA to the folder with the shared test data",
        path.display()
    );
    path
}
