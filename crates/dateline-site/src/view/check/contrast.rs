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

/// Reads the tokens declared for `:root` alone, and those for the dark.
fn collect(file: &str, text: &str, light: &mut Colours, dark: &mut Colours) {
    let mut is_dark = false;
    let mut is_root = false;
    let mut depth = 0_usize;
    for (number, line) in text.lines().enumerate() {
        if line.contains("prefers-color-scheme: dark") && line.contains('{') {
            is_dark = true;
        } else if line.trim_start().starts_with("@media") {
            is_dark = false;
        }
        let head = line.trim_start();
        if head.starts_with(":root {") {
            is_root = depth == 0 || (is_dark && depth == 1);
        }
        if is_root {
            for declaration in line.split(['{', ';', '}']) {
                let named = declaration.trim().strip_prefix("--");
                if let Some((name, value)) = named.and_then(|d| d.split_once(':')) {
                    let colours = if is_dark { &mut *dark } else { &mut *light };
                    let place = (value.trim().to_owned(), file.to_owned(), number + 1);
                    colours.insert(name.trim().to_owned(), place);
                }
            }
        }
        let (opened, closed) = (line.matches('{').count(), line.matches('}').count());
        depth = (depth + opened).saturating_sub(closed);
        is_root &= depth > usize::from(is_dark);
        is_dark &= depth > 0;
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
