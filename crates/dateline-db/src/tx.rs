//! A transaction on either engine.

use crate::args::{Arg, bind_postgres, bind_sqlite};
use crate::columns::Columns;
use crate::dump::Kind;
use crate::{DbError, DbResult};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Postgres, SqlStr, Sqlite, Transaction};

/// Most rows inserted by one statement on PostgreSQL.
const MAX_UNNESTED: usize = 1000;

/// A row type that both engines can fill.
pub trait FromRow:
    for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> FromRow for T where
    T: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}

/// A transaction. Dropped without [`Tx::commit`] it is rolled back.
pub struct Tx {
    inner: Inner,
    change: Change,
    /// Stories that search must look at again: id, and whether it was withdrawn.
    searched: Vec<(uuid::Uuid, bool)>,
    /// Stories that moved on the desk: id, and what happened.
    moved: Vec<(uuid::Uuid, &'static str)>,
}

enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// What a commit changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// Keys of the subjects that changed.
    pub subjects: Vec<u64>,
    /// Keys of subjects that may not be shown any more, not even by a page kept for bad times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<u64>,
}

/// What a commit changed; to be announced before anybody is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "announce what changed, or caches stay stale"]
pub struct Committed {
    /// What changed.
    pub change: Change,
    /// Number of the change in the change log; 0 if nothing public changed.
    pub seq: i64,
}

impl Tx {
    pub(crate) fn sqlite(tx: Transaction<'static, Sqlite>) -> Self {
        Self {
            inner: Inner::Sqlite(tx),
            change: Change::default(),
            searched: Vec::new(),
            moved: Vec::new(),
        }
    }

    pub(crate) fn postgres(tx: Transaction<'static, Postgres>) -> Self {
        Self {
            inner: Inner::Postgres(tx),
            change: Change::default(),
            searched: Vec::new(),
            moved: Vec::new(),
        }
    }

    /// True on PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        matches!(self.inner, Inner::Postgres(_))
    }

    /// Notes that the subject with this key changes with this transaction.
    pub fn changed(&mut self, subject: u64) {
        if !self.change.subjects.contains(&subject) {
            self.change.subjects.push(subject);
        }
    }

    /// Notes that what this subject shows is withdrawn with this transaction.
    pub fn withdrawn(&mut self, subject: u64) {
        self.changed(subject);
        self.change.withdrawn.push(subject);
    }

    /// Notes that what search knows of a story changes with this transaction.
    pub(crate) fn search_again(&mut self, story: uuid::Uuid, is_withdrawn: bool) {
        self.searched.push((story, is_withdrawn));
    }

    /// Notes that something happened to a story, for those who look at the desk's board.
    pub(crate) fn moved(&mut self, story: uuid::Uuid, what: &'static str) {
        if !self.moved.contains(&(story, what)) {
            self.moved.push((story, what));
        }
    }

    /// What this transaction will announce, as noted so far.
    pub fn change(&self) -> &Change {
        &self.change
    }

    /// All rows of a query.
    pub async fn all<T: FromRow>(&mut self, sql: &'static str, args: Vec<Arg>) -> DbResult<Vec<T>> {
        self.rows(sql.into(), args).await
    }

    /// All rows of a query whose text was put together from literals (see [`crate::dialect`]).
    pub async fn all_built<T: FromRow>(&mut self, sql: String, args: Vec<Arg>) -> DbResult<Vec<T>> {
        self.rows(Text::Built(sql), args).await
    }

    /// The row of a query, if there is one.
    pub async fn optional<T: FromRow>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> DbResult<Option<T>> {
        Ok(self.all(sql, args).await?.into_iter().next())
    }

    /// The row of a query; `what` names the thing in the error if there is none.
    pub async fn one<T: FromRow>(
        &mut self,
        what: &'static str,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> DbResult<T> {
        self.optional(sql, args)
            .await?
            .ok_or(DbError::NotFound { what })
    }

    /// Runs a statement; the number of rows it touched.
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Arg>) -> DbResult<u64> {
        self.run(sql.into(), args).await
    }

    /// Runs a statement whose text was put together from literals.
    pub async fn execute_built(&mut self, sql: String, args: Vec<Arg>) -> DbResult<u64> {
        self.run(Text::Built(sql), args).await
    }

    /// Inserts many rows with few statements. On SQLite each has a power of two of rows, on
    /// PostgreSQL an array for each column: so few statement texts exist, and the engines prepare
    /// each of them once. Every row has as many values as the first, of the same kinds.
    ///
    /// `head` is `insert into t (a, b)`, `tail` what follows the values (`on conflict ...`).
    pub async fn insert_many(
        &mut self,
        head: &str,
        tail: &str,
        rows: Vec<Vec<Arg>>,
    ) -> DbResult<u64> {
        let Some(width) = rows.first().map(Vec::len).filter(|w| *w > 0) else {
            return Ok(0);
        };
        let most = (30_000 / width).clamp(1, 256);
        let mut done = 0;
        let mut rows = rows.into_iter();
        while rows.len() > 0 {
            if let Inner::Postgres(tx) = &mut self.inner {
                let columns = Columns::of(rows.by_ref().take(MAX_UNNESTED))?;
                let sql = Text::Built(columns.insert(head, tail)).sql();
                let query = columns.bind(sqlx::query(sql));
                done += query.execute(&mut **tx).await?.rows_affected();
                continue;
            }
            let count = 1 << rows.len().min(most).ilog2();
            let chunk: Vec<Arg> = rows.by_ref().take(count).flatten().collect();
            let sql = crate::dialect::insert_values(head, tail, width, count);
            done += self.run(Text::Built(sql), chunk).await?;
        }
        Ok(done)
    }

    /// Makes everything durable and visible. Gives what changed, to be announced.
    pub async fn commit(mut self) -> DbResult<Committed> {
        let change = std::mem::take(&mut self.change);
        let seq = if change.subjects.is_empty() {
            0
        } else {
            crate::queries::change::insert(&mut self, &change).await?
        };
        let searched = std::mem::take(&mut self.searched);
        crate::queries::search_log::insert(&mut self, &searched).await?;
        let moved = std::mem::take(&mut self.moved);
        crate::queries::desk_log::insert(&mut self, &moved).await?;
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        Ok(Committed { change, seq })
    }

    /// Gives up a transaction that only read.
    pub async fn close(self) -> DbResult<()> {
        match self.inner {
            Inner::Sqlite(tx) => tx.rollback().await?,
            Inner::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }

    async fn rows<T: FromRow>(&mut self, sql: Text, args: Vec<Arg>) -> DbResult<Vec<T>> {
        match &mut self.inner {
            Inner::Sqlite(tx) => {
                let rows = bind_sqlite(sqlx::query(sql.sql()), args)
                    .fetch_all(&mut **tx)
                    .await?;
                rows.iter()
                    .map(|row| T::from_row(row).map_err(DbError::from))
                    .collect()
            }
            Inner::Postgres(tx) => {
                let rows = bind_postgres(sqlx::query(sql.sql()), args)
                    .fetch_all(&mut **tx)
                    .await?;
                rows.iter()
                    .map(|row| T::from_row(row).map_err(DbError::from))
                    .collect()
            }
        }
    }

    /// Rows as values of known kinds.
    pub(crate) async fn values(
        &mut self,
        sql: String,
        args: Vec<Arg>,
        kinds: &[Kind],
    ) -> DbResult<Vec<Vec<Arg>>> {
        fn row<R: sqlx::Row>(row: &R, kinds: &[Kind]) -> Result<Vec<Arg>, sqlx::Error>
        where
            usize: sqlx::ColumnIndex<R>,
            for<'r> Option<i64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
            for<'r> Option<f64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
            for<'r> Option<bool>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
            for<'r> Option<String>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
            for<'r> Option<Vec<u8>>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
            for<'r> Option<uuid::Uuid>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
        {
            let read = |(at, kind): (usize, &Kind)| {
                Ok(match kind {
                    Kind::Id => Arg::Id(row.try_get(at)?),
                    Kind::Text => Arg::Text(row.try_get(at)?),
                    Kind::Int => Arg::Int(row.try_get(at)?),
                    Kind::Real => Arg::Real(row.try_get(at)?),
                    Kind::Bool => Arg::Bool(row.try_get(at)?),
                    Kind::Bytes => Arg::Bytes(row.try_get(at)?),
                })
            };
            kinds.iter().enumerate().map(read).collect()
        }
        let sql = Text::Built(sql).sql();
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => {
                let rows = bind_sqlite(sqlx::query(sql), args)
                    .fetch_all(&mut **tx)
                    .await?;
                rows.iter()
                    .map(|r| row(r, kinds))
                    .collect::<Result<_, _>>()?
            }
            Inner::Postgres(tx) => {
                let rows = bind_postgres(sqlx::query(sql), args)
                    .fetch_all(&mut **tx)
                    .await?;
                rows.iter()
                    .map(|r| row(r, kinds))
                    .collect::<Result<_, _>>()?
            }
        })
    }

    async fn run(&mut self, sql: Text, args: Vec<Arg>) -> DbResult<u64> {
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => bind_sqlite(sqlx::query(sql.sql()), args)
                .execute(&mut **tx)
                .await?
                .rows_affected(),
            Inner::Postgres(tx) => bind_postgres(sqlx::query(sql.sql()), args)
                .execute(&mut **tx)
                .await?
                .rows_affected(),
        })
    }
}

enum Text {
    Literal(&'static str),
    Built(String),
}

impl From<&'static str> for Text {
    fn from(sql: &'static str) -> Self {
        Self::Literal(sql)
    }
}

impl Text {
    fn sql(self) -> SqlStr {
        match self {
            Self::Literal(sql) => sqlx::SqlSafeStr::into_sql_str(sql),
            // Put together by `dialect` from literals of this crate; values are always bound.
            Self::Built(sql) => sqlx::SqlSafeStr::into_sql_str(AssertSqlSafe(sql)),
        }
    }
}
