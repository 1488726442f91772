//! What an operator should know about how staff come in.

use anyhow::Result;
use dateline_newsroom::account;
use dateline_web::house::House;

/// What is so, and what to do about it.
pub async fn notes(house: &House, origin: Option<&str>) -> Result<Vec<(String, &'static str)>> {
    let mut notes = Vec::new();
    if !account::setup::is_owned(house).await? {
        notes.push((
            "Nobody has an account in the newsroom.".to_owned(),
            "dateline serve prints a link that makes the first one.",
        ));
    } else if !account::manage::has_administrator(house).await? {
        notes.push((
            "Nobody who can sign in is administrator of the whole house.".to_owned(),
            "Make one: dateline staff add EMAIL --name NAME --role administrator.",
        ));
    }
    if let Some(origin) = origin.filter(|origin| is_overheard(origin)) {
        notes.push((
            format!("Staff sign in at {origin}, where anybody on the way can read along."),
            "Put a TLS proxy in front and set site.url to its https:// address.",
        ));
    }
    Ok(notes)
}

/// Whether an address is neither encrypted nor on this machine.
fn is_overheard(origin: &str) -> bool {
    let Some(rest) = origin.strip_prefix("http://") else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let is_here = ["localhost", "127.", "[::1]"]
        .iter()
        .any(|here| host.starts_with(here));
    !is_here
}

#[cfg(test)]
mod tests {
    use super::is_overheard;

    #[test]
    fn only_a_plain_address_beyond_this_machine_can_be_overheard() {
        for quiet in [
            "https://paper.example",
            "http://localhost:8080",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
        ] {
            assert!(!is_overheard(quiet), "{quiet}");
        }
        for loud in ["http://paper.example", "http://10.0.0.7:8080"] {
            assert!(is_overheard(loud), "{loud}");
        }
    }
}
