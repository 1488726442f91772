/// What can go wrong between a query and its answer.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The row asked for does not exist.
    #[error("no such {what}")]
    NotFound {
        /// Noun of what was looked for.
        what: &'static str,
    },
    /// A unique value is taken.
    #[error("{what} is already taken")]
    Taken {
        /// Constraint or column as the database names it.
        what: String,
    },
    /// The database cannot be reached, is full, locked or read-only for now.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A stored document cannot be read back.
    #[error("{what} holds what this version cannot read: {detail}")]
    Corrupt {
        /// Where.
        what: &'static str,
        /// What the reader stumbled over.
        detail: String,
    },
    /// The database was made by a newer Dateline.
    #[error(
        "the database was made by a newer version (it has migration \"{0}\"); start that version or restore a backup"
    )]
    TooNew(String),
    /// Anything else the driver says.
    #[error("database error: {0}")]
    Driver(sqlx::Error),
}

/// Result of a query.
pub type DbResult<T> = Result<T, DbError>;

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(e) if e.is_unique_violation() => Self::Taken {
                what: e.message().to_owned(),
            },
            sqlx::Error::Database(e) if is_transient(e.as_ref()) => {
                Self::Unavailable(e.message().to_owned())
            }
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error.to_string()),
            _ => Self::Driver(error),
        }
    }
}

/// SQLite: busy, locked, read-only, I/O, full, cannot open. PostgreSQL: classes 08, 53, 57, 25006.
fn is_transient(error: &dyn sqlx::error::DatabaseError) -> bool {
    let Some(code) = error.code() else {
        return false;
    };
    if let Ok(number) = code.parse::<i64>()
        && code.len() < 5
    {
        return [5, 6, 8, 10, 13, 14].contains(&(number & 0xff));
    }
    ["08", "53", "57"]
        .iter()
        .any(|class| code.starts_with(class))
        || code == "25006"
}
