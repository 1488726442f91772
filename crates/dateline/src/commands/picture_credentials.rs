//! Content credentials of a picture, as editors see them.

use dateline_core::credentials::{AiUse, ContentCredentials, CredentialsState};

/// Lines for the terminal.
pub fn rows(found: &ContentCredentials) -> Vec<(&'static str, Option<String>)> {
    let state = match &found.reason {
        Some(reason) => format!("{} ({reason})", found.state.as_str()),
        None => found.state.as_str().to_owned(),
    };
    let mut rows = vec![("Credentials", Some(state))];
    if matches!(
        found.state,
        CredentialsState::None | CredentialsState::Unchecked
    ) {
        return rows;
    }
    let actions = found.actions.iter().map(|one| one.action.as_str());
    let ai = match found.ai {
        AiUse::NotStated => None,
        AiUse::Part => Some("in part".to_owned()),
        AiUse::Whole => Some("as a whole".to_owned()),
    };
    rows.extend([
        ("Signed by", found.signed_by.clone()),
        ("Signed at", found.signed_at.clone()),
        ("Made with", found.tool.clone()),
        (
            "Edits",
            Some(actions.collect::<Vec<_>>().join(", ")).filter(|all| !all.is_empty()),
        ),
        ("By a model", ai),
    ]);
    rows
}
