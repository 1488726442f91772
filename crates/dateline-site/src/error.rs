//! What can keep a page from being made.

use crate::cache::RenderError;
use dateline_db::DbError;
use dateline_web::i18n::I18nError;
use dateline_web::templates::TemplateError;

/// Why a page was not made.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A template.
    #[error("template {0}")]
    Template(#[from] TemplateError),
    /// Messages.
    #[error(transparent)]
    I18n(#[from] I18nError),
    /// A header cannot hold what it should.
    #[error("not a header value: {0}")]
    Header(#[from] http::header::InvalidHeaderValue),
}

/// A page or why not.
pub type SiteResult<T> = Result<T, SiteError>;

impl From<SiteError> for RenderError {
    fn from(error: SiteError) -> Self {
        match error {
            SiteError::Db(DbError::Unavailable(detail)) => Self::Unavailable(detail),
            SiteError::Template(error) => Self::Theme(error.to_string()),
            other => Self::Failed(other.to_string()),
        }
    }
}
