//! Rows turned into columns: PostgreSQL takes many rows as one array for each column.

use crate::args::{Arg, without_nul};
use crate::{DbError, DbResult};
use sqlx::Postgres;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use uuid::Uuid;

/// Values of one column, in the order of the rows.
enum Column {
    Int(Vec<Option<i64>>),
    Real(Vec<Option<f64>>),
    Text(Vec<Option<String>>),
    Id(Vec<Option<Uuid>>),
    Bool(Vec<Option<bool>>),
    Bytes(Vec<Option<Vec<u8>>>),
}

impl Column {
    /// A column that begins with this value.
    fn begin(first: Arg, rows: usize) -> Self {
        fn list<T>(first: T, rows: usize) -> Vec<T> {
            let mut list = Vec::with_capacity(rows);
            list.push(first);
            list
        }
        match first {
            Arg::Int(v) => Self::Int(list(v, rows)),
            Arg::Real(v) => Self::Real(list(v, rows)),
            Arg::Text(v) => Self::Text(list(v.map(without_nul), rows)),
            Arg::Id(v) => Self::Id(list(v, rows)),
            Arg::Bool(v) => Self::Bool(list(v, rows)),
            Arg::Bytes(v) => Self::Bytes(list(v, rows)),
        }
    }

    fn push(&mut self, arg: Arg) -> DbResult<()> {
        match (self, arg) {
            (Self::Int(list), Arg::Int(v)) => list.push(v),
            (Self::Real(list), Arg::Real(v)) => list.push(v),
            (Self::Text(list), Arg::Text(v)) => list.push(v.map(without_nul)),
            (Self::Id(list), Arg::Id(v)) => list.push(v),
            (Self::Bool(list), Arg::Bool(v)) => list.push(v),
            (Self::Bytes(list), Arg::Bytes(v)) => list.push(v),
            (column, arg) => {
                return Err(DbError::Corrupt {
                    what: "rows to be inserted",
                    detail: format!("{arg:?} in a column of {}", column.type_name()),
                });
            }
        }
        Ok(())
    }

    /// The type as PostgreSQL calls it.
    fn type_name(&self) -> &'static str {
        match self {
            Self::Int(_) => "bigint",
            Self::Real(_) => "double precision",
            Self::Text(_) => "text",
            Self::Id(_) => "uuid",
            Self::Bool(_) => "boolean",
            Self::Bytes(_) => "bytea",
        }
    }
}

/// Rows as columns.
pub(crate) struct Columns(Vec<Column>);

impl Columns {
    /// Turns rows; each has as many values as the first, of the same kinds.
    pub fn of(rows: impl ExactSizeIterator<Item = Vec<Arg>>) -> DbResult<Self> {
        let count = rows.len();
        let mut columns: Vec<Column> = Vec::new();
        for row in rows {
            if columns.is_empty() {
                columns = row.into_iter().map(|v| Column::begin(v, count)).collect();
                continue;
            }
            for (column, value) in columns.iter_mut().zip(row) {
                column.push(value)?;
            }
        }
        Ok(Self(columns))
    }

    /// `head select * from unnest($1::uuid[], $2::text[]) tail`: one text for any number of rows.
    pub fn insert(&self, head: &str, tail: &str) -> String {
        let arrays = self.0.iter().enumerate();
        let arrays: Vec<String> = arrays
            .map(|(at, column)| format!("${}::{}[]", at + 1, column.type_name()))
            .collect();
        format!("{head} select * from unnest({}) {tail}", arrays.join(", "))
    }

    /// Binds every column.
    pub fn bind(
        self,
        query: Query<'static, Postgres, PgArguments>,
    ) -> Query<'static, Postgres, PgArguments> {
        self.0
            .into_iter()
            .fold(query, |query, column| match column {
                Column::Int(v) => query.bind(v),
                Column::Real(v) => query.bind(v),
                Column::Text(v) => query.bind(v),
                Column::Id(v) => query.bind(v),
                Column::Bool(v) => query.bind(v),
                Column::Bytes(v) => query.bind(v),
            })
    }
}
