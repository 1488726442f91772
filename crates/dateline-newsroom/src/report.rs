//! What the desk does with readers' reports of errors. They come in through the reader site.

use crate::actor::Actor;
use crate::history;
use dateline_core::event::EventKind;
use dateline_db::queries::reader_report::{self, ReportRow};
use dateline_db::{DbError, Tx, micros};
use dateline_web::house::House;
use serde_json::json;
use uuid::Uuid;

/// Most characters of a note.
pub const MAX_NOTE_CHARS: usize = 2_000;

/// Why a report is not closed.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// There is none.
    #[error("there is no report \"{0}\"; see dateline reports list")]
    Unknown(String),
    /// It is closed.
    #[error("report {0} is closed already")]
    Closed(Uuid),
    /// Too much to say.
    #[error("the note has more than {MAX_NOTE_CHARS} characters; give a shorter one")]
    LongNote,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The report with this id.
pub async fn get(tx: &mut Tx, id: &str) -> Result<ReportRow, ReportError> {
    let unknown = || ReportError::Unknown(id.trim().to_owned());
    let known: Uuid = id.trim().parse().map_err(|_| unknown())?;
    reader_report::find(tx, known).await?.ok_or_else(unknown)
}

/// Closes a report: the desk has looked into it. The reader's mail address is forgotten.
pub async fn close(
    house: &House,
    tx: &mut Tx,
    id: &str,
    note: Option<&str>,
    by: &Actor,
) -> Result<ReportRow, ReportError> {
    let report = get(tx, id).await?;
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().count() > MAX_NOTE_CHARS) {
        return Err(ReportError::LongNote);
    }
    if !reader_report::close(tx, report.id, note, micros(house.now())).await? {
        return Err(ReportError::Closed(report.id));
    }
    let particulars = json!({ "report": report.id, "note": note });
    let subject = ("story", report.story_id);
    history::record(house, tx, EventKind::ReportClosed, by, subject, particulars).await?;
    get(tx, id).await
}
