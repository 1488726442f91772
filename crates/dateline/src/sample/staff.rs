//! Who works at the sample newspaper, to be signed in as.

use anyhow::{Context, Result};
use dateline_core::edition::EditionCode;
use dateline_core::rights::{Grant, Place, Role};
use dateline_newsroom::account::staff::{self, Person};
use dateline_web::house::House;
use std::fmt::Write;

/// The password of them all.
pub const PASSWORD: &str = "the tram is late again";

/// Name, mail address, and roles: each with an edition, or in all of them.
type Entry = (
    &'static str,
    &'static str,
    &'static [(Role, Option<&'static str>)],
);

/// Accounts of the sample newspaper.
pub const PEOPLE: &[Entry] = &[
    (
        "Ines Calder",
        "ines@courier.example",
        &[(Role::Administrator, None)],
    ),
    (
        "Maud Okafor",
        "maud@courier.example",
        &[(Role::Publisher, None)],
    ),
    (
        "Salma Rahimi",
        "salma@courier.example",
        &[(Role::Editor, None)],
    ),
    (
        "Tomas Rehn",
        "tomas@courier.example",
        &[(Role::Reporter, None)],
    ),
    (
        "Jonas Weil",
        "jonas@courier.example",
        &[(Role::PictureEditor, None)],
    ),
    (
        "Yegor Sorin",
        "yegor@courier.example",
        &[(Role::Publisher, Some("ru")), (Role::Translator, None)],
    ),
    (
        "Nadia Haddad",
        "nadia@courier.example",
        &[(Role::Editor, Some("ar")), (Role::Translator, None)],
    ),
];

/// Makes them in a house where nobody has an account.
pub async fn fill(house: &House) -> Result<()> {
    let mut grants = Vec::new();
    for (_, _, roles) in PEOPLE {
        let of_one: Result<Vec<Grant>> = roles.iter().map(|role| grant(*role)).collect();
        grants.push(of_one?);
    }
    let people: Vec<Person<'_>> = PEOPLE
        .iter()
        .zip(&grants)
        .map(|((name, email, _), grants)| Person {
            name,
            email,
            grants,
            password: PASSWORD,
        })
        .collect();
    staff::add_sample(house, &people).await?;
    Ok(())
}

fn grant((role, edition): (Role, Option<&str>)) -> Result<Grant> {
    let edition = edition
        .map(|code| EditionCode::parse(code).context("an edition of the sample"))
        .transpose()?;
    let place = Place {
        edition,
        ..Place::house()
    };
    Ok(Grant { role, place })
}

/// What is said at the start: who there is, and that it is no secret.
pub fn told() -> String {
    let mut out = format!(
        "Sample accounts, each with the password \"{PASSWORD}\". Everybody knows it: never show this to the world.\n"
    );
    for (_, email, roles) in PEOPLE {
        let words: Vec<String> = roles
            .iter()
            .map(|(role, edition)| match edition {
                Some(code) => format!("{} in {code}", role.as_str()),
                None => role.as_str().to_owned(),
            })
            .collect();
        let _ = writeln!(out, "  {email}  {}", words.join(", "));
    }
    out.trim_end().to_owned()
}
