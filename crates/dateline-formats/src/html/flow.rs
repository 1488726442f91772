//! Elements and the running text that is being gathered between them.

use dateline_core::body::{Element, Inline, Kind, ListItem, Mark, RichText};

/// What has been made so far in one container.
#[derive(Default)]
pub(super) struct Flow {
    pub elements: Vec<Element>,
    line: Vec<Inline>,
    is_soft: bool,
}

/// What the words just added ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Go on.
    Same,
    /// Begin a new paragraph.
    Paragraph,
}

impl Flow {
    /// Adds a word without white space at its ends.
    pub fn word(&mut self, word: &str, marks: &[Mark]) {
        match self.line.last_mut() {
            Some(Inline::Text { text, marks: last }) if last == marks => text.push_str(word),
            _ => self.line.push(Inline::Text {
                text: word.to_owned(),
                marks: marks.to_vec(),
            }),
        }
    }

    /// Adds a space where one may stand.
    pub fn space(&mut self, marks: &[Mark]) {
        match self.line.last() {
            None | Some(Inline::Break { .. }) => {}
            Some(Inline::Text { text, .. }) if text.ends_with([' ', '\n']) => {}
            _ => self.word(" ", marks),
        }
    }

    /// A line end that counts as a break unless there is one.
    pub fn soft_break(&mut self) {
        trim_end(&mut self.line);
        if !matches!(self.line.last(), None | Some(Inline::Break { .. })) {
            self.line.push(Inline::Break { line_break: true });
            self.is_soft = true;
        }
    }

    /// A break that was written; the second in a row begins a paragraph.
    pub fn hard_break(&mut self) -> Next {
        trim_end(&mut self.line);
        match self.line.last() {
            None => Next::Same,
            Some(Inline::Break { .. }) if self.is_soft => {
                self.is_soft = false;
                Next::Same
            }
            Some(Inline::Break { .. }) => Next::Paragraph,
            Some(_) => {
                self.line.push(Inline::Break { line_break: true });
                self.is_soft = false;
                Next::Same
            }
        }
    }

    /// Adds the mark of a footnote.
    pub fn note(&mut self, key: &str) {
        trim_end(&mut self.line);
        self.line.push(Inline::Footnote {
            footnote: key.to_owned(),
        });
    }

    /// Ends the running text and gives its lines.
    pub fn take_line(&mut self) -> Option<RichText> {
        let mut line = std::mem::take(&mut self.line);
        trim_end(&mut line);
        while matches!(line.last(), Some(Inline::Break { .. })) {
            line.pop();
            trim_end(&mut line);
        }
        let text = RichText(line);
        (!text.is_blank()).then_some(text)
    }

    /// Adds an element; the same embed twice in a row is one.
    pub fn push(&mut self, kind: Kind) {
        if matches!(kind, Kind::Embed { .. })
            && self.elements.last().is_some_and(|e| e.kind == kind)
        {
            return;
        }
        self.elements.push(Element::new(kind));
    }
}

fn trim_end(line: &mut Vec<Inline>) {
    while let Some(Inline::Text { text, .. }) = line.last_mut() {
        text.truncate(text.trim_end_matches([' ', '\n', '\t']).len());
        if !text.is_empty() {
            break;
        }
        line.pop();
    }
}

/// The lines of text in some elements, and the elements that are no text.
pub(super) fn squash(elements: Vec<Element>) -> (Vec<RichText>, Vec<Element>) {
    let (mut lines, mut rest) = (Vec::new(), Vec::new());
    for element in elements {
        squash_one(element, &mut lines, &mut rest);
    }
    lines.retain(|line| !line.is_blank());
    (lines, rest)
}

fn squash_one(element: Element, lines: &mut Vec<RichText>, rest: &mut Vec<Element>) {
    match element.kind {
        Kind::Paragraph { text } | Kind::Heading { text, .. } | Kind::PullQuote { text, .. } => {
            lines.push(text);
        }
        Kind::Quote { text, speaker, .. } => {
            lines.extend(text);
            lines.extend(speaker.map(RichText::from));
        }
        Kind::List { ordered, items } => squash_list(ordered, items, lines, rest),
        Kind::Factbox { title, elements } => {
            lines.push(RichText::from(title));
            let (inner, others) = squash(elements);
            lines.extend(inner);
            rest.extend(others);
        }
        Kind::Table {
            caption,
            head,
            rows,
        } => {
            lines.extend(caption);
            lines.extend(
                std::iter::once(head)
                    .chain(rows)
                    .map(|row| joined(row, " ")),
            );
        }
        Kind::Code { text, .. } => lines.push(code_line(&text)),
        Kind::Rule => {}
        _ => rest.push(element),
    }
}

fn squash_list(
    ordered: bool,
    items: Vec<ListItem>,
    lines: &mut Vec<RichText>,
    rest: &mut Vec<Element>,
) {
    for (position, item) in items.into_iter().enumerate() {
        let mut text = item.text;
        let bullet = if ordered {
            format!("{}. ", position + 1)
        } else {
            "• ".to_owned()
        };
        if !text.is_blank() {
            text.0.insert(
                0,
                Inline::Text {
                    text: bullet,
                    marks: Vec::new(),
                },
            );
        }
        lines.push(text);
        let (inner, others) = squash(item.elements);
        lines.extend(inner);
        rest.extend(others);
    }
}

fn code_line(text: &str) -> RichText {
    RichText(vec![Inline::Text {
        text: text.to_owned(),
        marks: vec![Mark::Code],
    }])
}

/// Several texts as one, with words between them.
pub(super) fn joined(texts: Vec<RichText>, between: &str) -> RichText {
    let mut flow = Flow::default();
    for text in texts.into_iter().filter(|t| !t.0.is_empty()) {
        if !flow.line.is_empty() {
            flow.word(between, &[]);
        }
        for piece in text.0 {
            match piece {
                Inline::Text { text, marks } => flow.word(&text, &marks),
                other => flow.line.push(other),
            }
        }
    }
    RichText(flow.line)
}
