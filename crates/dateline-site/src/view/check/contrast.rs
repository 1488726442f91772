//! Whether words can be told from the paper, in light and dark: WCAG 2.2, 1.4.3.

use dateline_web::i18n::check::Fault;
use dateline_web::templates::Theme;
use std::collections::BTreeMap;

/// Least contrast of text.
const LEAST: f64 = 4.5;
/// Tokens text is written in, and those it is written on.
const TEXT: [&str; 3] = ["ink", "soft", "signal"];
const GROUND: [&str; 2] = ["paper", "tint"];

type Colours = BTreeMap<String, (String, String, usize)>;

/// Pairs of colours that are too near to each other. Colours that are computed are not looked at.
pub(super) fn check(theme: &Theme) -> Vec<Fault> {
    let (mut light, mut dark) = (Colours::new(), Colours::new());
    for (file, text) in theme.sheets() {
        collect(file, text, &mut light, &mut dark);
    }
    let mut inherited = light.clone();
    inherited.extend(dark);
    let mut faults = pairs(&light, "in the light");
    faults.extend(pairs(&inherited, "in the dark"));
    faults
}

/// Reads the tokens of the whole page, and those of the dark: where the device says so or the reader.
fn collect(file: &str, text: &str, light: &mut Colours, dark: &mut Colours) {
    // The conditions and selectors around a declaration, outermost first.
    let mut around: Vec<&str> = Vec::new();
    let mut from = 0;
    for (at, sign) in text.match_indices(['{', '}', ';']) {
        let piece = text[from..at].trim();
        if sign == "{" {
            around.push(piece);
        } else {
            let line = text[..at].matches('\n').count() + 1;
            if let Some(colours) = meant(&around, light, dark)
                && let Some((name, value)) = declared(piece)
            {
                let place = (value.to_owned(), file.to_owned(), line);
                colours.insert(name.to_owned(), place);
            }
            if sign == "}" {
                around.pop();
            }
        }
        from = at + 1;
    }
}

/// `--ink: #111` as name and value.
fn declared(piece: &str) -> Option<(&str, &str)> {
    let piece = piece.rsplit("*/").next().unwrap_or(piece);
    let (name, value) = piece.trim().strip_prefix("--")?.split_once(':')?;
    Some((name.trim(), value.trim()))
}

fn meant<'a>(
    around: &[&str],
    light: &'a mut Colours,
    dark: &'a mut Colours,
) -> Option<&'a mut Colours> {
    let (selector, media) = around.split_last()?;
    let selector = selector.rsplit("*/").next().unwrap_or(selector).trim();
    let is_dark = media
        .iter()
        .any(|m| m.contains("prefers-color-scheme: dark"));
    let is_print = media.iter().any(|m| m.contains("print"));
    match selector {
        _ if is_print => None,
        ":root" | ":root:not([data-theme=\"light\"])" if is_dark => Some(dark),
        ":root[data-theme=\"dark\"]" => Some(dark),
        ":root" => Some(light),
        _ => None,
    }
}

fn pairs(colours: &Colours, when: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (text, ground) in TEXT.iter().flat_map(|t| GROUND.map(|g| (*t, g))) {
        let (Some((front, file, line)), Some((back, ..))) =
            (colours.get(text), colours.get(ground))
        else {
            continue;
        };
        let (Some(front), Some(back)) = (luminance(front), luminance(back)) else {
            continue;
        };
        let ratio = (front.max(back) + 0.05) / (front.min(back) + 0.05);
        if ratio < LEAST {
            faults.push(Fault {
                file: file.clone(),
                line: *line,
                what: format!(
                    "--{text} on --{ground} has a contrast of {ratio:.1} {when}; text needs {LEAST}"
                ),
            });
        }
    }
    faults
}

/// The relative luminance of `#rrggbb` or `#rgb`.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#')?;
    let full: String = match digits.len() {
        3 => digits.chars().flat_map(|c| [c, c]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let channel = |at: usize| {
        let value = u8::from_str_radix(full.get(at..at + 2)?, 16).ok()?;
        let value = f64::from(value) / 255.0;
        Some(if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}
