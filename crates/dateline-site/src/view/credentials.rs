//! What readers are told of a picture's content credentials: closed until somebody asks, complete
//! without scripts.

use crate::build::escaped;
use dateline_core::credentials::{AiUse, ContentCredentials, CredentialsState};
use dateline_web::i18n::{Arg, Locale};
use std::fmt::Write;

/// Most edits named; the rest is counted.
const MAX_EDITS: usize = 12;

/// A `<details>` of the credentials, HTML; nothing if the picture has none that readers are shown.
pub fn details(found: &ContentCredentials, locale: &Locale) -> Option<String> {
    if !found.is_shown() {
        return None;
    }
    let is_broken = found.state == CredentialsState::Invalid;
    let mut out = String::from("<details class=\"credentials");
    out.push_str(if is_broken { " broken\">" } else { "\">" });
    let title = escaped(&locale.message("credentials", &[]));
    let verdict = escaped(&verdict(found, locale));
    let _ = write!(out, "<summary>{title}</summary><p>{verdict}</p>");
    // What a broken seal says is nobody's word.
    if !is_broken {
        rows(&mut out, found, locale);
    }
    out.push_str("</details>");
    Some(out)
}

fn verdict(found: &ContentCredentials, locale: &Locale) -> String {
    match found.state {
        CredentialsState::Trusted => locale.message("credentials-trusted", &[]),
        CredentialsState::Valid => locale.message("credentials-valid", &[]),
        _ => locale.message("credentials-invalid", &[]),
    }
}

fn rows(out: &mut String, found: &ContentCredentials, locale: &Locale) {
    let ai = match found.ai {
        AiUse::NotStated => None,
        AiUse::Part => Some(locale.message("credentials-ai-part", &[])),
        AiUse::Whole => Some(locale.message("credentials-ai-whole", &[])),
    };
    let at = found.signed_at.as_deref();
    let at = at.and_then(|at| at.parse::<jiff::Timestamp>().ok());
    // The name in a camera's certificate may be its number; the maker's is in the other field.
    let signer = found.organisation.clone().or(found.signed_by.clone());
    let rows = [
        ("credentials-signed-by", signer),
        ("credentials-signed-at", at.map(|at| locale.datetime(at))),
        ("credentials-tool", found.tool.clone()),
        ("credentials-edits", edits(found, locale)),
        ("credentials-ai", ai),
    ];
    out.push_str("<dl>");
    for (name, value) in rows {
        if let Some(value) = value {
            let name = escaped(&locale.message(name, &[]));
            let _ = write!(
                out,
                "<dt>{name}</dt><dd><bdi>{}</bdi></dd>",
                escaped(&value)
            );
        }
    }
    out.push_str("</dl>");
}

/// What was done, each once, in the words of the edition; what has no word is counted.
fn edits(found: &ContentCredentials, locale: &Locale) -> Option<String> {
    let mut named: Vec<String> = Vec::new();
    let mut others = 0;
    for action in &found.actions {
        let word = action
            .action
            .strip_prefix("c2pa.")
            .map(|name| format!("credentials-edit-{}", name.replace(['.', '_'], "-")))
            .and_then(|key| locale.try_message(&key, &[], false));
        match word {
            Some(word) if named.contains(&word) => {}
            Some(word) if named.len() < MAX_EDITS => named.push(word),
            _ => others += 1,
        }
    }
    if others > 0 {
        let count = Arg::Number(others);
        named.push(locale.plain("credentials-edit-others", &[("count", count)]));
    }
    (!named.is_empty()).then(|| named.join(" · "))
}
