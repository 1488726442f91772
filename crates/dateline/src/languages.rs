//! Which languages the house speaks, and that each of its editions can be read without gaps.

use crate::config::Config;
use crate::house::say;
use anyhow::{Context, Result, bail};
use dateline_core::edition::Edition;
use dateline_core::subject::Subject;
use dateline_db::Db;
use dateline_db::queries::edition;
use dateline_web::house::House;
use dateline_web::i18n::{Catalogue, MessageFiles, pseudo};
use std::collections::BTreeMap;

/// The language of an edition's own words, where its locale has no messages.
const INSTEAD: &str = "en";

/// The message files of the program, and over them those of the house.
pub fn files(config: &Config) -> Result<MessageFiles> {
    let folder = config.path("site.locales");
    let files = MessageFiles::with_folder(folder.as_deref()).context("site.locales")?;
    let asks_for_pseudo = config
        .editions()
        .values()
        .filter_map(|words| words.messages.as_deref())
        .any(pseudo::is_pseudo);
    Ok(if asks_for_pseudo {
        files.with_pseudo()
    } else {
        files
    })
}

/// All messages, with what editions say otherwise.
pub fn catalogue(config: &Config) -> Result<Catalogue> {
    Ok(Catalogue::new(files(config)?, config.editions().clone())?)
}

/// The editions with the language chosen for each, if one was.
async fn editions(db: &Db) -> Result<Vec<(Edition, Option<String>)>> {
    let mut tx = db.read().await?;
    let mut chosen = edition::chosen_messages(&mut tx).await?;
    let all = edition::list(&mut tx).await?;
    tx.close().await?;
    let with = |e: Edition| {
        let language = chosen.remove(e.code.as_str());
        (e, language)
    };
    Ok(all.into_iter().map(with).collect())
}

/// Fails where an edition cannot be read without gaps, and says which and what to do.
pub async fn require(db: &Db, config: &Config, catalogue: &Catalogue) -> Result<()> {
    let all = editions(db).await?;
    for (edition, chosen) in &all {
        let code = edition.code.as_str();
        match catalogue.voice(edition, chosen.as_deref()) {
            Ok(voice) if pseudo::is_pseudo(voice.language()) => {
                tracing::warn!(
                    edition = code,
                    "The edition {code} speaks {}, which is for tests of the layout and no language",
                    voice.language()
                );
            }
            Ok(_) => {}
            Err(error) => bail!(
                "the edition \"{code}\" ({}) cannot be enabled: {error}. `dateline locales check` lists all. Mend them in the folder site.locales names, or let the pages of this edition speak another language: [editions.{code}] messages = \"{INSTEAD}\"",
                edition.locale
            ),
        }
    }
    for code in config.editions().keys() {
        if !all.is_empty() && !all.iter().any(|(e, _)| e.code.as_str() == code) {
            tracing::warn!(
                edition = code,
                "[editions.{code}] names no edition of this house"
            );
        }
    }
    Ok(())
}

/// Lets editions in a language without messages speak English around the stories, and says so.
pub async fn settle(house: &House, config: &Config) -> Result<()> {
    let catalogue = catalogue(config)?;
    let silent: Vec<(Edition, bool)> = editions(house.db())
        .await?
        .into_iter()
        .filter(|(e, _)| !config.editions().contains_key(e.code.as_str()))
        .filter(|(e, _)| catalogue.voice(e, None).is_err())
        .map(|(e, chosen)| (e, chosen.is_some()))
        .collect();
    for (edition, is_chosen) in &silent {
        if !is_chosen {
            let mut tx = house.db().begin().await?;
            edition::choose_messages(&mut tx, &edition.code, INSTEAD).await?;
            tx.changed(Subject::Edition(edition.code.clone()).key());
            house.commit(tx).await?;
        }
        say(&format!(
            "There are no whole messages in {}: around the stories of the edition {} the pages speak English. See \"Languages\" in the documentation.",
            edition.locale, edition.code
        ));
    }
    Ok(())
}

/// The tag of each edition's messages as far as the configuration alone tells: `[editions.CODE]
/// messages`, else the code.
pub fn tags(config: &Config) -> BTreeMap<&str, &str> {
    config
        .editions()
        .iter()
        .map(|(code, words)| (code.as_str(), words.messages.as_deref().unwrap_or(code)))
        .collect()
}
