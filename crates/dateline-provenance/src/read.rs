//! Reading and validating the credentials of a file.

use crate::MAX_MANIFESTS;
use crate::apart::apart;
use crate::settings::Trust;
use c2pa::validation_results::{IngredientDeltaValidationResult, StatusCodes};
use c2pa::{Reader, ValidationState};
use dateline_core::credentials::{
    ActionTaken, AiUse, ContentCredentials, CredentialsState, Ingredient, Problem,
};
use dateline_infra::picture::sniff;
use serde_json::Value;
use std::io::Cursor;

/// Longest text taken over, in characters.
const MAX_CHARS: usize = 300;
/// What the standard says of a signature that holds, by somebody nobody vouches for.
const UNTRUSTED: &str = "signingCredential.untrusted";
/// Most actions, ingredients and problems taken over, of each.
const MAX_LISTED: usize = 100;

/// What the content credentials of a file say.
pub fn read(file: &[u8], trust: &Trust) -> ContentCredentials {
    let Some(kind) = sniff(file) else {
        return ContentCredentials::unchecked("the file is no picture");
    };
    let done = apart(|| validate(file, kind.media_type(), trust));
    done.unwrap_or_else(|| ContentCredentials::invalid("reading them broke off"))
}

fn validate(file: &[u8], media_type: &str, trust: &Trust) -> ContentCredentials {
    let opened = open(file, media_type, trust);
    match opened {
        Ok(reader) => report(&reader),
        Err(error) => failed(&error),
    }
}

/// Opens a file whose manifests are not too large.
pub fn open(file: &[u8], media_type: &str, trust: &Trust) -> c2pa::Result<Reader> {
    // A look without validation first: how much is there.
    let found = c2pa::jumbf_io::load_jumbf_from_memory(media_type, file);
    if found
        .as_ref()
        .is_ok_and(|store| store.len() > MAX_MANIFESTS)
    {
        return Err(c2pa::Error::BadParam(format!(
            "the manifests are longer than {MAX_MANIFESTS} bytes"
        )));
    }
    drop(found);
    Reader::from_context(trust.context()?).with_stream(media_type, Cursor::new(file))
}

/// What a file whose credentials cannot be opened has.
pub fn failed(error: &c2pa::Error) -> ContentCredentials {
    match error {
        c2pa::Error::JumbfNotFound => ContentCredentials::none(),
        c2pa::Error::UnsupportedType => {
            ContentCredentials::unchecked("credentials of this kind of file are not read")
        }
        c2pa::Error::RemoteManifestUrl(url) | c2pa::Error::RemoteManifestFetch(url) => {
            let url = line(url);
            ContentCredentials::unchecked(format!(
                "the file keeps them at another address, which is not fetched: {url}"
            ))
        }
        c2pa::Error::OperationCancelled => {
            ContentCredentials::unchecked("looking at them took too long")
        }
        error => ContentCredentials::invalid(line(&error.to_string())),
    }
}

/// Whether they hold.
pub fn state(reader: &Reader) -> CredentialsState {
    match reader.validation_state() {
        ValidationState::Invalid => CredentialsState::Invalid,
        ValidationState::Valid => CredentialsState::Valid,
        ValidationState::Trusted => CredentialsState::Trusted,
    }
}

fn report(reader: &Reader) -> ContentCredentials {
    let mut found = ContentCredentials {
        state: state(reader),
        problems: problems(reader),
        manifests: reader.manifests().len(),
        ..ContentCredentials::default()
    };
    found.reason = found.problems.first().map(reason);
    let store: Value = serde_json::from_str(&reader.json()).unwrap_or_default();
    found.ai = ai(&store);
    if let Some(active) = reader
        .active_label()
        .and_then(|label| store.get("manifests")?.get(label))
    {
        describe(active, &mut found);
    }
    found
}

fn reason(problem: &Problem) -> String {
    match &problem.explanation {
        Some(explanation) => format!("{}: {explanation}", problem.code),
        None => problem.code.clone(),
    }
}

fn problems(reader: &Reader) -> Vec<Problem> {
    let Some(results) = reader.validation_results() else {
        return Vec::new();
    };
    let own = results.active_manifest().into_iter();
    let inherited = results.ingredient_deltas().into_iter().flatten();
    let mut problems: Vec<Problem> = Vec::new();
    for status in own
        .chain(inherited.map(IngredientDeltaValidationResult::validation_deltas))
        .flat_map(StatusCodes::failure)
        .take(MAX_LISTED)
    {
        let problem = Problem {
            code: line(status.code()),
            explanation: status.explanation().map(line),
        };
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    // What broke weighs more than who signed.
    problems.sort_by_key(|problem| problem.code == UNTRUSTED);
    problems
}

fn describe(active: &Value, found: &mut ContentCredentials) {
    let signature = &active["signature_info"];
    found.signed_by = text(&signature["common_name"]).or_else(|| text(&signature["issuer"]));
    found.organisation = text(&signature["issuer"]);
    found.signed_at = text(&signature["time"]);
    found.title = text(&active["title"]);
    found.tool =
        program(&active["claim_generator_info"][0]).or_else(|| text(&active["claim_generator"]));
    found.actions = assertions(active, "c2pa.actions")
        .filter_map(|data| data["actions"].as_array())
        .flatten()
        .take(MAX_LISTED)
        .filter_map(action)
        .collect();
    let made_from = active["ingredients"].as_array();
    found.ingredients = made_from
        .into_iter()
        .flatten()
        .take(MAX_LISTED)
        .map(ingredient)
        .collect();
}

/// The data of every assertion of this kind, whatever version and count its label ends in.
fn assertions<'a>(manifest: &'a Value, kind: &'static str) -> impl Iterator<Item = &'a Value> {
    let all = manifest["assertions"].as_array().into_iter().flatten();
    all.filter(move |assertion| {
        let label = assertion["label"].as_str().unwrap_or_default();
        label
            .strip_prefix(kind)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rest.starts_with("__"))
    })
    .map(|assertion| &assertion["data"])
}

fn action(of: &Value) -> Option<ActionTaken> {
    let agent = &of["softwareAgent"];
    Some(ActionTaken {
        action: text(&of["action"])?,
        at: text(&of["when"]),
        tool: text(agent).or_else(|| program(agent)),
        digital_source_type: text(&of["digitalSourceType"]),
    })
}

fn program(info: &Value) -> Option<String> {
    let name = text(&info["name"])?;
    Some(match text(&info["version"]) {
        Some(version) => format!("{name} {version}"),
        None => name,
    })
}

fn ingredient(of: &Value) -> Ingredient {
    Ingredient {
        title: text(&of["title"]),
        relationship: text(&of["relationship"]).unwrap_or_default(),
        format: text(&of["format"]),
        has_credentials: of["active_manifest"].is_string(),
        state: state_of(of),
        description: text(&of["description"]),
    }
}

/// What was found of an ingredient's own credentials when it was taken up.
fn state_of(ingredient: &Value) -> CredentialsState {
    if !ingredient["active_manifest"].is_string() {
        return CredentialsState::None;
    }
    let results = &ingredient["validation_results"];
    if !results.is_object() {
        return CredentialsState::Unchecked;
    }
    let codes = |of: &Value| {
        let codes = of["failure"].as_array().into_iter().flatten();
        let codes = codes.filter_map(|status| status["code"].as_str().map(str::to_owned));
        codes.collect::<Vec<_>>()
    };
    let mut failures = codes(&results["activeManifest"]);
    for delta in results["ingredientDeltas"].as_array().into_iter().flatten() {
        failures.extend(codes(&delta["validationDeltas"]));
    }
    if failures.is_empty() {
        CredentialsState::Trusted
    } else if failures.iter().all(|code| code == UNTRUSTED) {
        CredentialsState::Valid
    } else {
        CredentialsState::Invalid
    }
}

/// The largest part of an AI model that any manifest of the file names.
fn ai(store: &Value) -> AiUse {
    let manifests = store["manifests"].as_object();
    let all = manifests.into_iter().flat_map(|all| all.values());
    all.flat_map(|manifest| assertions(manifest, "c2pa.actions"))
        .filter_map(|data| data["actions"].as_array())
        .flatten()
        .filter_map(|action| action["digitalSourceType"].as_str())
        .map(AiUse::of_source_type)
        .max()
        .unwrap_or_default()
}

fn text(of: &Value) -> Option<String> {
    of.as_str().map(line).filter(|text| !text.is_empty())
}

/// One line of bounded length, for it quotes a file.
fn line(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    clean.take(MAX_CHARS).collect::<String>().trim().to_owned()
}
