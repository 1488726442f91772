//! What a table needs to know of its columns before it is written.

use crate::body::RichText;

/// Which columns hold figures alone: readers compare them digit below digit.
pub(super) struct Figures(Vec<bool>);

impl Figures {
    /// Looks at every cell; a column of empty cells holds none.
    pub fn of(rows: &[Vec<RichText>]) -> Self {
        let mut columns: Vec<Option<bool>> = Vec::new();
        for row in rows {
            columns.resize(columns.len().max(row.len()), None);
            for (column, cell) in columns.iter_mut().zip(row) {
                if *column != Some(false) && !cell.is_blank() {
                    *column = Some(is_figure(&cell.plain()));
                }
            }
        }
        Self(columns.into_iter().map(|c| c == Some(true)).collect())
    }

    /// The rest of the start tag of a cell in this column.
    pub fn class(&self, column: usize) -> &'static str {
        match self.0.get(column) {
            Some(true) => " class=\"figure\">",
            _ => ">",
        }
    }
}

/// A number, with whatever stands around one: sign, currency, per cent, a unit of a few letters.
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.chars().any(char::is_numeric)
        && text.chars().count() <= 20
        && letters <= 3
        && !text.chars().any(char::is_control)
}
