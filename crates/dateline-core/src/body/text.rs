//! A body as plain text: for search, word counts, descriptions and mail.

use super::{Body, Element, Kind, RichText};

/// The words of a body, one paragraph a line, in reading order.
pub fn render(body: &Body) -> String {
    let mut out = String::new();
    for element in &body.elements {
        write(element, &mut out);
    }
    out
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

fn line(out: &mut String, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        out.push_str(text);
        out.push('\n');
    }
}

fn caption(words: Option<&RichText>, out: &mut String) {
    line(out, &words.map(RichText::plain).unwrap_or_default());
}

fn write(element: &Element, out: &mut String) {
    match &element.kind {
        Kind::Paragraph { text }
        | Kind::Heading { text, .. }
        | Kind::PullQuote { text, .. }
        | Kind::Footnote { text, .. } => {
            line(out, &text.plain());
        }
        Kind::List { items, .. } => {
            for item in items {
                line(out, &item.text.plain());
                for child in &item.elements {
                    write(child, out);
                }
            }
        }
        Kind::Quote { text, speaker, .. } => {
            for paragraph in text {
                line(out, &paragraph.plain());
            }
            line(out, speaker.as_deref().unwrap_or_default());
        }
        Kind::Picture(p) => caption(p.caption.as_ref(), out),
        Kind::Gallery { title, pictures } => {
            line(out, title.as_deref().unwrap_or_default());
            for p in pictures {
                caption(p.caption.as_ref(), out);
            }
        }
        Kind::Attribution(a) => {
            let parts = [
                a.author.as_deref(),
                a.title.as_deref(),
                Some(a.outlet.as_str()),
            ];
            line(
                out,
                &parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            );
        }
        Kind::Factbox { title, elements } => {
            line(out, title);
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
                let cells: Vec<String> = row.iter().map(RichText::plain).collect();
                line(out, &cells.join(" "));
            }
        }
        Kind::Code { text, .. } => line(out, text),
        Kind::Embed { title, .. } | Kind::Audio { title, .. } | Kind::Video { title, .. } => {
            line(out, title.as_deref().unwrap_or_default());
        }
        Kind::RichLink { .. } | Kind::Rule | Kind::Correction { .. } => {}
    }
}
