//! Connections: one writer and several readers on SQLite, one pool on PostgreSQL.

use crate::{DbError, DbResult, Tx};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

/// A database of either kind. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
}

#[derive(Clone, Debug)]
enum Pools {
    /// Writes go through one connection, so a write transaction never waits for a lock upgrade.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// How to connect.
#[derive(Clone, Debug)]
pub struct DbOptions {
    /// `sqlite:/path/to/file` or `postgres://user:password@host/database`.
    pub url: String,
    /// Most connections for readers (SQLite) or in all (PostgreSQL); 1 to 500.
    pub connections: u32,
    /// How long to wait for a connection.
    pub wait: Duration,
}

impl DbOptions {
    /// Options for the SQLite file of a data folder.
    pub fn sqlite_file(path: &Path) -> Self {
        Self {
            url: format!("sqlite:{}", path.display()),
            connections: 4,
            wait: Duration::from_secs(5),
        }
    }
}

/// What [`Db::look_at_rows`] looks at.
#[derive(Clone, Copy, Debug)]
pub enum Rows {
    /// Every table: takes a second or two.
    All,
    /// What an import has noted of its items.
    Imported,
}

impl Db {
    /// Opens the database, making the SQLite file if it does not exist. Does not migrate.
    pub async fn connect(options: &DbOptions) -> DbResult<Self> {
        let url = options.url.as_str();
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Self::connect_postgres(options).await;
        }
        let Some(path) = url.strip_prefix("sqlite:") else {
            let scheme = url.split(':').next().unwrap_or_default().to_owned();
            return Err(DbError::Unavailable(format!(
                "the database address begins with \"{scheme}:\"; use sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME"
            )));
        };
        let path = path.strip_prefix("//").unwrap_or(path);
        let base = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("temp_store", "memory")
            .statement_cache_capacity(200);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(options.wait.max(Duration::from_secs(30)))
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(base.clone().pragma("cache_size", "-32768"))
            .await?;
        let read = SqlitePoolOptions::new()
            .min_connections(1)
            .max_connections(options.connections.max(1))
            .acquire_timeout(options.wait)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(
                base.pragma("cache_size", "-8192")
                    .pragma("query_only", "on"),
            )
            .await?;
        Ok(Self {
            pools: Pools::Sqlite { write, read },
        })
    }

    async fn connect_postgres(options: &DbOptions) -> DbResult<Self> {
        let connect = PgConnectOptions::from_str(&options.url)?
            .application_name("dateline")
            .statement_cache_capacity(200)
            .options([
                ("statement_timeout", "30s"),
                ("idle_in_transaction_session_timeout", "60s"),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(options.connections.max(2))
            .acquire_timeout(options.wait)
            .test_before_acquire(false)
            .after_connect(|connection, _| Box::pin(prefer_lz4(connection)))
            .connect_with(connect)
            .await?;
        Ok(Self {
            pools: Pools::Postgres(pool),
        })
    }

    /// True on PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        matches!(self.pools, Pools::Postgres(_))
    }

    /// Starts a transaction that writes.
    pub async fn begin(&self) -> DbResult<Tx> {
        Ok(match &self.pools {
            Pools::Sqlite { write, .. } => Tx::sqlite(write.begin_with("begin immediate").await?),
            Pools::Postgres(pool) => begin_postgres(pool, "begin").await?,
        })
    }

    /// Starts a transaction that only reads, all from one moment.
    pub async fn read(&self) -> DbResult<Tx> {
        Ok(match &self.pools {
            Pools::Sqlite { read, .. } => Tx::sqlite(read.begin().await?),
            Pools::Postgres(pool) => {
                begin_postgres(pool, "begin isolation level repeatable read read only").await?
            }
        })
    }

    /// Tells that very many rows are about to be written through this connection. SQLite then
    /// brings its log back into the file every 64 MB instead of every 4: pages that many
    /// transactions change are copied once.
    pub async fn expect_many(&self) -> DbResult<()> {
        if let Pools::Sqlite { write, .. } = &self.pools {
            sqlx::query("pragma wal_autocheckpoint = 16384")
                .execute(write)
                .await?;
        }
        Ok(())
    }

    /// Tells PostgreSQL to look at what has been written: until it has, it takes tables for as
    /// small as they were and reads them whole. It looks by itself only after a while.
    pub async fn look_at_rows(&self, which: Rows) -> DbResult<()> {
        if let Pools::Postgres(pool) = &self.pools {
            let sql = match which {
                Rows::All => "analyze",
                Rows::Imported => "analyze import_item",
            };
            sqlx::query(sql).execute(pool).await?;
        }
        Ok(())
    }

    /// Answers if the database answers.
    pub async fn ping(&self) -> DbResult<()> {
        let mut tx = self.read().await?;
        let _: Option<(i64,)> = tx.optional("select cast(1 as bigint)", Vec::new()).await?;
        tx.close().await
    }

    /// Writes a consistent copy of a SQLite database to `target`, which must not exist.
    /// PostgreSQL has its own tools; the error says so.
    pub async fn copy_to(&self, target: &Path) -> DbResult<()> {
        match &self.pools {
            Pools::Sqlite { write, .. } => {
                sqlx::query("vacuum into ?")
                    .bind(target.display().to_string())
                    .execute(write)
                    .await?;
                Ok(())
            }
            Pools::Postgres(_) => Err(DbError::Unavailable(
                "a PostgreSQL database is copied by pg_dump; see docs/operate/backup.md".to_owned(),
            )),
        }
    }

    /// Checks a SQLite database page by page; an empty list is a sound one.
    pub async fn integrity(&self) -> DbResult<Vec<String>> {
        match &self.pools {
            Pools::Sqlite { read, .. } => {
                let rows: Vec<(String,)> = sqlx::query_as("pragma integrity_check")
                    .fetch_all(read)
                    .await?;
                Ok(rows
                    .into_iter()
                    .map(|r| r.0)
                    .filter(|r| r != "ok")
                    .collect())
            }
            Pools::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Closes every connection after its work is done.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// Begins in a task of its own. The driver rolls back only what has begun: a caller that goes away
/// while the server is still answering would give the pool back a connection inside a transaction,
/// and whoever gets it next would write into that one, or could not write at all.
/// Has long values compressed by LZ4 where the server can (PostgreSQL 14 on): its own old way takes
/// longer than everything else about writing a story.
async fn prefer_lz4(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let sql = "select set_config(name, 'lz4', false) from pg_settings
               where name = 'default_toast_compression' and 'lz4' = any(enumvals)";
    sqlx::query(sql).execute(connection).await?;
    Ok(())
}

async fn begin_postgres(pool: &PgPool, statement: &'static str) -> DbResult<Tx> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(statement).await }).await;
    let begun = begun.map_err(|e| DbError::Unavailable(e.to_string()))?;
    Ok(Tx::postgres(begun?))
}
