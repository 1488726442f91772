//! The only SQL of Dateline: pools, transactions, migrations, the job queue and the queries.
//!
//! One SQL text serves SQLite and PostgreSQL; what must differ is in [`dialect`]. Times are
//! `i64` microseconds since 1970 (UTC) in every column, so that they sort the same everywhere.

pub mod args;
mod columns;
pub mod dialect;
pub mod dump;
mod error;
pub mod migrate;
pub mod pool;
pub mod queries;
mod time;
mod tx;

pub use args::Arg;
pub use error::{DbError, DbResult};
pub use pool::{Db, DbOptions, Rows};
pub use time::{from_micros, micros};
pub use tx::{Change, Committed, FromRow, Tx};
