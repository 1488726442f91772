//! Renders every sample of every page in every edition, strictly, and reads what came out.
//!
//! What is looked for has all been seen on live news sites: titles that begin with a separator,
//! captions repeated as alternative texts, empty paragraphs, strings of another language.

mod contrast;
mod markup;
mod page;

use super::samples::{Sample, samples};
use dateline_web::i18n::Catalogue;
use dateline_web::i18n::check::{Fault, loose_words};
use dateline_web::nearest::suggestion;
use dateline_web::templates::{Span, Templates, Theme};
use std::collections::BTreeMap;

/// Everything wrong with a theme: what its files say, what cannot be made, and what comes out.
pub fn check(templates: &Templates, catalogue: &Catalogue) -> Vec<Fault> {
    let theme = templates.theme();
    let mut faults: Vec<Fault> = theme.faults().to_vec();
    for (name, text) in theme.templates() {
        let file = theme.file_of(name).unwrap_or(name);
        faults.extend(loose_words(file, text));
    }
    faults.extend(unused(theme));
    faults.extend(contrast::check(theme));
    let mut met = Met::default();
    for sample in all(catalogue, &mut faults) {
        match sample.page.render_traced(templates, &sample.locale) {
            Err(e) => met.add(&sample, e.file, e.line, e.detail),
            Ok((html, spans)) => {
                for (at, what) in page::check(&html, &sample.page) {
                    let (file, line) = place(theme, &html, &spans, at);
                    met.add(&sample, file, line, what);
                }
            }
        }
    }
    faults.extend(met.faults());
    faults.sort();
    faults.dedup();
    faults
}

/// The samples that cannot be made with a theme.
pub fn failures(templates: &Templates, catalogue: &Catalogue) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut met = Met::default();
    for sample in all(catalogue, &mut faults) {
        if let Err(e) = sample.page.render(templates, &sample.locale) {
            met.add(&sample, e.file, e.line, e.detail);
        }
    }
    faults.extend(met.faults());
    faults
}

fn all(catalogue: &Catalogue, faults: &mut Vec<Fault>) -> Vec<Sample> {
    samples(catalogue).unwrap_or_else(|what| {
        faults.push(Fault {
            file: "samples".to_owned(),
            line: 0,
            what,
        });
        Vec::new()
    })
}

/// Faults of pages: each once, with the first page it was met on and on how many more.
#[derive(Default)]
struct Met(BTreeMap<(String, usize, String), (String, usize)>);

impl Met {
    fn add(&mut self, sample: &Sample, file: String, line: usize, what: String) {
        let met = self.0.entry((file, line, what));
        met.or_insert_with(|| (sample.name.clone(), 0)).1 += 1;
    }

    fn faults(self) -> impl Iterator<Item = Fault> {
        self.0
            .into_iter()
            .map(|((file, line, what), (page, times))| {
                let more = match times {
                    1 => String::new(),
                    times => format!(", {} more", times - 1),
                };
                Fault {
                    file,
                    line,
                    what: format!("{what} ({page}{more})"),
                }
            })
    }
}

/// The file and line a place of a page comes from.
fn place(theme: &Theme, html: &str, spans: &[Span], at: usize) -> (String, usize) {
    let next = spans.partition_point(|span| span.range.start <= at);
    let Some(span) = next.checked_sub(1).and_then(|before| spans.get(before)) else {
        return (theme.file_of("base.html").unwrap_or_default().to_owned(), 1);
    };
    let file = theme.file_of(&span.template).unwrap_or(&span.template);
    // What stands in the template as it is has its lines there too.
    let lines = match html.get(span.range.start..at) {
        Some(before) if !span.is_expression => before.matches('\n').count(),
        _ => 0,
    };
    (file.to_owned(), span.line + lines)
}

/// Templates that take the place of none and that none asks for: names with a slip.
fn unused(theme: &Theme) -> Vec<Fault> {
    let below = Theme::embedded();
    let known: Vec<&str> = below.templates().map(|(name, _)| name).collect();
    let mut faults = Vec::new();
    for (name, _) in theme.templates().filter(|(n, _)| !known.contains(n)) {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        let is_asked = |text: &str| quoted.iter().any(|q| text.contains(q.as_str()));
        if !theme.templates().any(|(_, text)| is_asked(text)) {
            let hint = suggestion(name, known.iter().copied(), "include it, or take it away");
            faults.push(Fault {
                file: theme.file_of(name).unwrap_or(name).to_owned(),
                line: 0,
                what: format!("no page and no template uses it{hint}"),
            });
        }
    }
    faults
}

#[cfg(test)]
mod tests;
