//! Values bound to a query, the same for both engines.

use sqlx::query::Query;
use sqlx::{Postgres, Sqlite};
use uuid::Uuid;

/// A bound value; `None` is SQL null of that type.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Integers and times.
    Int(Option<i64>),
    /// Fractions.
    Real(Option<f64>),
    /// Text and JSON documents.
    Text(Option<String>),
    /// Ids.
    Id(Option<Uuid>),
    /// Truth.
    Bool(Option<bool>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

macro_rules! from {
    ($($type:ty => $variant:ident $convert:expr),* $(,)?) => {$(
        impl From<$type> for Arg {
            fn from(value: $type) -> Self {
                Self::$variant(Some($convert(value)))
            }
        }
        impl From<Option<$type>> for Arg {
            fn from(value: Option<$type>) -> Self {
                Self::$variant(value.map($convert))
            }
        }
    )*};
}

from! {
    i64 => Int std::convert::identity,
    f64 => Real std::convert::identity,
    String => Text std::convert::identity,
    &str => Text str::to_owned,
    &String => Text String::clone,
    bool => Bool std::convert::identity,
    Vec<u8> => Bytes std::convert::identity,
    Uuid => Id std::convert::identity,
    jiff::Timestamp => Int crate::micros,
    dateline_core::id::StoryId => Id Uuid::from,
    dateline_core::id::RevisionId => Id Uuid::from,
    dateline_core::id::SectionId => Id Uuid::from,
    dateline_core::id::TagId => Id Uuid::from,
    dateline_core::id::ContributorId => Id Uuid::from,
    dateline_core::id::PictureId => Id Uuid::from,
    dateline_core::id::LeaseId => Id Uuid::from,
    dateline_core::id::NoticeId => Id Uuid::from,
    dateline_core::id::CommentId => Id Uuid::from,
    dateline_core::id::StaffId => Id Uuid::from,
    dateline_core::id::DeskId => Id Uuid::from,
    dateline_core::id::EventId => Id Uuid::from,
}

impl From<&dateline_core::edition::EditionCode> for Arg {
    fn from(code: &dateline_core::edition::EditionCode) -> Self {
        Self::Text(Some(code.as_str().to_owned()))
    }
}

/// Binds every value to a SQLite query, in order.
pub(crate) fn bind_sqlite(
    query: Query<'static, Sqlite, sqlx::sqlite::SqliteArguments>,
    args: Vec<Arg>,
) -> Query<'static, Sqlite, sqlx::sqlite::SqliteArguments> {
    args.into_iter().fold(query, |query, arg| match arg {
        Arg::Int(v) => query.bind(v),
        Arg::Real(v) => query.bind(v),
        Arg::Text(v) => query.bind(v),
        Arg::Id(v) => query.bind(v),
        Arg::Bool(v) => query.bind(v),
        Arg::Bytes(v) => query.bind(v),
    })
}

/// Binds every value to a PostgreSQL query, in order.
pub(crate) fn bind_postgres(
    query: Query<'static, Postgres, sqlx::postgres::PgArguments>,
    args: Vec<Arg>,
) -> Query<'static, Postgres, sqlx::postgres::PgArguments> {
    args.into_iter().fold(query, |query, arg| match arg {
        Arg::Int(v) => query.bind(v),
        Arg::Real(v) => query.bind(v),
        Arg::Text(v) => query.bind(v.map(without_nul)),
        Arg::Id(v) => query.bind(v),
        Arg::Bool(v) => query.bind(v),
        Arg::Bytes(v) => query.bind(v),
    })
}

/// PostgreSQL text cannot hold NUL.
pub(crate) fn without_nul(text: String) -> String {
    if text.contains('\0') {
        text.replace('\0', "")
    } else {
        text
    }
}

/// Makes the list of bound values of a query.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::Arg::from($value)),*] };
}
