//! Running text as it is put together from pieces.

use dateline_core::body::{Inline, Mark, RichText};

/// Pieces of a line being written.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<Inline>);

impl Runs {
    /// Adds words; what is no character becomes a space.
    pub fn text(&mut self, words: &str, marks: &[Mark]) {
        let words: String = words
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        if words.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Inline::Text { text, marks: same }) if same.as_slice() == marks => {
                text.push_str(&words);
            }
            _ => self.0.push(Inline::Text {
                text: words,
                marks: marks.to_vec(),
            }),
        }
    }

    /// Adds a line break.
    pub fn line_break(&mut self) {
        self.0.push(Inline::Break { line_break: true });
    }

    /// Adds what was converted elsewhere.
    pub fn rich(&mut self, text: RichText) {
        self.0.extend(text.0);
    }

    /// The text without breaks and spaces at its ends; `None` if nothing is left.
    pub fn finish(mut self) -> Option<RichText> {
        trim(&mut self.0);
        let text = RichText(self.0);
        (!text.is_blank()).then_some(text)
    }

    /// The text cut where an empty line stands.
    pub fn paragraphs(self) -> Vec<RichText> {
        let mut found = Vec::new();
        let mut current = Self::default();
        let mut pieces = self.0.into_iter().peekable();
        while let Some(piece) = pieces.next() {
            if is_break(&piece) && pieces.peek().is_some_and(is_break) {
                found.extend(std::mem::take(&mut current).finish());
            } else {
                current.0.push(piece);
            }
        }
        found.extend(current.finish());
        found
    }
}

fn is_break(piece: &Inline) -> bool {
    matches!(piece, Inline::Break { .. })
}

fn trim(pieces: &mut Vec<Inline>) {
    let is_empty = |piece: &Inline| match piece {
        Inline::Break { .. } => true,
        Inline::Text { text, .. } => text.trim().is_empty(),
        Inline::Footnote { .. } => false,
    };
    while pieces.last().is_some_and(is_empty) {
        pieces.pop();
    }
    let leading = pieces.iter().take_while(|piece| is_empty(piece)).count();
    pieces.drain(..leading);
    if let Some(Inline::Text { text, .. }) = pieces.last_mut() {
        text.truncate(text.trim_end().len());
    }
    if let Some(Inline::Text { text, .. }) = pieces.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_the_same_marks_become_one_piece() {
        let mut runs = Runs::default();
        runs.text(" Fog ", &[]);
        runs.text("on the\u{0} strait", &[]);
        runs.text(" today ", &[Mark::Strong]);
        runs.line_break();

        let text = runs.finish().unwrap();

        assert_eq!(text.0.len(), 2);
        assert_eq!(text.plain(), "Fog on the  strait today");
    }

    #[test]
    fn an_empty_line_cuts_paragraphs() {
        let mut runs = Runs::default();
        for word in ["one", "", "", "two", "", "three"] {
            if word.is_empty() {
                runs.line_break();
            } else {
                runs.text(word, &[]);
            }
        }

        let lines: Vec<String> = runs.paragraphs().iter().map(RichText::plain).collect();

        assert_eq!(lines, ["one", "two three"]);
    }
}
