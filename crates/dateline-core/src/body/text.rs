//! A body as plain text: for search, word counts, descriptions and mail.

use super::{Body, Element, Inline, Kind, RichText};

/// The words of a body, one paragraph a line, in reading order.
pub fn render(body: &Body) -> String {
    let mut out = Lines::default();
    for element in &body.elements {
        write(element, &mut out);
    }
    out.text
}

/// How many bytes the words of an element take in [`render`]: never less, more only by white space
/// at the ends of lines and by empty lines.
pub fn most_bytes(element: &Element) -> usize {
    let mut out = Bytes(0);
    write(element, &mut out);
    out.0
}

/// How many words [`render`] would give.
pub(super) fn count_words(body: &Body) -> usize {
    let mut out = Words::default();
    for element in &body.elements {
        write(element, &mut out);
    }
    out.count
}

/// Takes the words of a body in reading order.
trait Sink {
    /// A part of a line.
    fn part(&mut self, words: &str);
    /// The line ends.
    fn end(&mut self);

    fn line(&mut self, words: &str) {
        self.part(words);
        self.end();
    }

    fn rich_part(&mut self, text: &RichText) {
        for piece in &text.0 {
            match piece {
                Inline::Text { text, .. } => self.part(text),
                Inline::Break { .. } => self.part(" "),
                Inline::Footnote { .. } => {}
            }
        }
    }

    fn rich(&mut self, text: &RichText) {
        self.rich_part(text);
        self.end();
    }
}

/// The words as text: lines without white space at their ends, no empty ones.
#[derive(Default)]
struct Lines {
    text: String,
    /// Where the line begins.
    start: usize,
}

impl Sink for Lines {
    fn part(&mut self, words: &str) {
        let words = if self.text.len() == self.start {
            words.trim_start()
        } else {
            words
        };
        self.text.push_str(words);
    }

    fn end(&mut self) {
        let kept = self.text[self.start..].trim_end().len();
        self.text.truncate(self.start + kept);
        if kept > 0 {
            self.text.push('\n');
        }
        self.start = self.text.len();
    }
}

/// Their number of bytes.
struct Bytes(usize);

impl Sink for Bytes {
    fn part(&mut self, words: &str) {
        self.0 += words.len();
    }

    fn end(&mut self) {
        self.0 += 1;
    }
}

/// Their number.
#[derive(Default)]
struct Words {
    count: usize,
    is_in_word: bool,
}

impl Words {
    fn step(&mut self, is_space: bool) {
        self.count += usize::from(!is_space && !self.is_in_word);
        self.is_in_word = !is_space;
    }
}

impl Sink for Words {
    fn part(&mut self, words: &str) {
        if words.is_ascii() {
            // Of ASCII these are white space to Unicode.
            let is_space = |b: u8| matches!(b, b'\t'..=b'\r' | b' ');
            words.bytes().for_each(|b| self.step(is_space(b)));
        } else {
            words.chars().for_each(|c| self.step(c.is_whitespace()));
        }
    }

    fn end(&mut self) {
        self.is_in_word = false;
    }
}

/// The first words of the running text, or of whatever else there is to read, cut at a word border with an ellipsis, at most `max` characters.
pub fn summary(body: &Body, max: usize) -> String {
    let first = body.elements.iter().find_map(|e| match &e.kind {
        Kind::Paragraph { text } => Some(text.plain()).filter(|t| !t.trim().is_empty()),
        _ => None,
    });
    let first = first.unwrap_or_else(|| render(body).lines().next().unwrap_or_default().to_owned());
    shorten(&first, max)
}

/// Cuts a text at a word border, adding an ellipsis, so that it has at most `max` characters.
pub fn shorten(text: &str, max: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= max {
        return text;
    }
    if max == 0 {
        return String::new();
    }
    let cut: String = text.chars().take(max.saturating_sub(1)).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' ', '،']))
}

fn caption(words: Option<&RichText>, out: &mut impl Sink) {
    if let Some(words) = words {
        out.rich(words);
    }
}

fn write(element: &Element, out: &mut impl Sink) {
    match &element.kind {
        Kind::Paragraph { text }
        | Kind::Heading { text, .. }
        | Kind::PullQuote { text, .. }
        | Kind::Footnote { text, .. } => out.rich(text),
        Kind::List { items, .. } => {
            for item in items {
                out.rich(&item.text);
                for child in &item.elements {
                    write(child, out);
                }
            }
        }
        Kind::Quote { text, speaker, .. } => {
            for paragraph in text {
                out.rich(paragraph);
            }
            out.line(speaker.as_deref().unwrap_or_default());
        }
        Kind::Picture(p) => caption(p.caption.as_ref(), out),
        Kind::Gallery { title, pictures } => {
            out.line(title.as_deref().unwrap_or_default());
            for p in pictures {
                caption(p.caption.as_ref(), out);
            }
        }
        Kind::Attribution(a) => {
            let before = [a.author.as_deref(), a.title.as_deref()];
            for part in before.into_iter().flatten() {
                out.part(part);
                out.part(", ");
            }
            out.line(&a.outlet);
        }
        Kind::Factbox { title, elements } => {
            out.line(title);
            for child in elements {
                write(child, out);
            }
        }
        Kind::Table {
            caption: over,
            head,
            rows,
        } => {
            caption(over.as_ref(), out);
            for row in std::iter::once(head).chain(rows) {
                for (at, cell) in row.iter().enumerate() {
                    if at > 0 {
                        out.part(" ");
                    }
                    out.rich_part(cell);
                }
                out.end();
            }
        }
        Kind::Code { text, .. } => out.line(text),
        Kind::Embed { title, .. } | Kind::Audio { title, .. } | Kind::Video { title, .. } => {
            out.line(title.as_deref().unwrap_or_default());
        }
        Kind::RichLink { .. } | Kind::Rule | Kind::Correction { .. } => {}
    }
}
