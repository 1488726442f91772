//! A house for one test, on SQLite and on PostgreSQL.

use dateline_db::{Db, DbOptions, migrate};
use dateline_web::house::{Clock, House};
use jiff::Timestamp;
use std::ops::Deref;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// The moment at which tests begin: 1 March 2025, 12:00 UTC.
pub const NOON: &str = "2025-03-01T12:00:00Z";

/// A database engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file in the house's folder.
    Sqlite,
    /// A schema of its own in the database that `DATELINE_TEST_PG` names.
    Postgres,
}

impl Engine {
    /// The engines there are on this machine.
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::Sqlite];
        if server().is_some() {
            all.push(Self::Postgres);
        }
        all
    }
}

/// Address of the PostgreSQL that tests may use.
fn server() -> Option<String> {
    std::env::var("DATELINE_TEST_PG")
        .ok()
        .filter(|url| !url.is_empty())
}

/// Runs a test on every engine, each time in a house of its own.
pub async fn each_engine(test: impl AsyncFn(&TestHouse)) {
    for engine in Engine::all() {
        // Shown only if the test fails: it says on which engine.
        #[expect(
            clippy::print_stdout,
            reason = "read by whoever looks at a failed test"
        )]
        {
            println!("engine: {engine:?}");
        }
        let house = TestHouse::open(engine).await;
        test(&house).await;
        house.db().close().await;
    }
}

/// A house whose clock stands still, in a folder that goes with it.
pub struct TestHouse {
    house: House,
    /// Where its records are.
    pub engine: Engine,
    url: String,
    // Fields are dropped in order: the schema before the folder.
    _schema: Option<Schema>,
    folder: TempDir,
}

impl Deref for TestHouse {
    type Target = House;

    fn deref(&self) -> &House {
        &self.house
    }
}

impl TestHouse {
    /// An empty house, migrated.
    pub async fn open(engine: Engine) -> Self {
        let house = Self::bare(engine).await;
        migrate::run(house.db()).await.expect("the migrations run");
        house
    }

    /// A house whose database is still empty.
    pub async fn bare(engine: Engine) -> Self {
        let folder = TempDir::new().expect("a folder for the house");
        std::fs::create_dir(folder.path().join("run")).expect("a folder for run files");
        let schema = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Schema::create().await),
        };
        let url = match &schema {
            None => format!("sqlite:{}", folder.path().join("dateline.db").display()),
            Some(schema) => schema.url(),
        };
        let db = connect(&url).await;
        let clock = Clock::Fixed(AtomicI64::new(dateline_db::micros(noon())));
        let house = House::new(db, folder.path(), clock);
        Self {
            house,
            engine,
            url,
            _schema: schema,
            folder,
        }
    }

    /// Another process on the same records and folder.
    pub async fn neighbour(&self) -> House {
        let clock = Clock::Fixed(AtomicI64::new(dateline_db::micros(self.now())));
        House::new(connect(&self.url).await, self.folder.path(), clock)
    }

    /// Address of its database.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Moves the clock on.
    pub fn pass(&self, time: Duration) {
        self.set_time(self.now().checked_add(time).expect("a time that exists"));
    }
}

fn noon() -> Timestamp {
    NOON.parse().expect("a moment")
}

async fn connect(url: &str) -> Db {
    let options = DbOptions {
        url: url.to_owned(),
        connections: 4,
        wait: Duration::from_secs(10),
    };
    Db::connect(&options).await.expect("the database answers")
}

/// A schema that goes when it is dropped.
struct Schema {
    server: String,
    name: String,
}

impl Schema {
    async fn create() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = server().expect("DATELINE_TEST_PG names a server");
        let name = format!(
            "test_{}_{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let db = connect(&server).await;
        let mut tx = db.begin().await.expect("a transaction");
        for statement in [
            format!("drop schema if exists {name} cascade"),
            format!("create schema {name}"),
        ] {
            tx.execute_built(statement, Vec::new())
                .await
                .expect("a schema");
        }
        let _ = tx.commit().await.expect("a schema");
        db.close().await;
        Self { server, name }
    }

    fn url(&self) -> String {
        let mark = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{mark}options[search_path]={}", self.server, self.name)
    }

    async fn remove(server: String, name: String) -> dateline_db::DbResult<()> {
        let db = connect(&server).await;
        let mut tx = db.begin().await?;
        // A connection that a failed test left open may hold on to a table.
        tx.execute("set local lock_timeout = '2s'", Vec::new())
            .await?;
        tx.execute_built(format!("drop schema {name} cascade"), Vec::new())
            .await?;
        let _ = tx.commit().await?;
        db.close().await;
        Ok(())
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let removing = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.map(|runtime| runtime.block_on(Self::remove(server, name)))
        });
        // What cannot be removed is left to whoever throws the server away.
        drop(removing.join());
    }
}
