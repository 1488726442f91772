//! Content credentials of this house: the keys in its data folder, and who reads and signs with them.
//! In a build without the feature `c2pa` nobody does.

#[cfg(feature = "c2pa")]
pub use with::{attach_reader, attach_signer, doubts, open_keys, reader, rotate};
#[cfg(not(feature = "c2pa"))]
pub use without::{attach_reader, attach_signer, doubts};

use std::path::{Path, PathBuf};

/// The folder of keys in a data folder.
pub fn folder(data: &Path) -> PathBuf {
    data.join("credentials")
}

#[cfg(not(feature = "c2pa"))]
mod without {
    use crate::config::Config;
    use dateline_web::house::House;

    /// Nobody reads.
    pub fn attach_reader(_: &House) {}

    /// Nobody signs.
    pub async fn attach_signer(_: &House, _: &Config) {}

    /// Nothing to find fault with.
    pub fn doubts(_: &House) -> Vec<(String, Option<&'static str>)> {
        Vec::new()
    }
}

#[cfg(feature = "c2pa")]
mod with {
    use super::folder;
    use crate::config::Config;
    use anyhow::Result;
    use dateline_db::queries::edition;
    use dateline_provenance::{C2pa, HouseKeys, KeyError, Shown};
    use dateline_web::house::House;
    use jiff::ToSpan;
    use std::sync::Arc;

    /// How long before its end a certificate is worth a line, in days.
    const SOON: i64 = 90;
    /// The name of a house that has none yet.
    const NAMELESS: &str = "Newsroom";

    /// Lets the house read credentials; it trusts whom its folder names. What is wrong with the folder
    /// is logged, and `doctor` says it: readers are served without.
    pub fn attach_reader(house: &House) {
        match reader(house) {
            Ok(reader) => house.set_provenance(reader),
            Err(error) => complain(&error),
        }
    }

    /// Somebody who reads and cannot sign.
    pub fn reader(house: &House) -> Result<Arc<C2pa>, KeyError> {
        C2pa::reader(&folder(house.data()))
    }

    /// Lets the house read and sign; its keys are made if there are none.
    pub async fn attach_signer(house: &House, config: &Config) {
        let opened = async { anyhow::Ok(C2pa::new(open_keys(house, config).await?)?) };
        match opened.await {
            Ok(signer) => house.set_provenance(signer),
            Err(error) => complain(&error),
        }
    }

    fn complain(error: &dyn std::fmt::Display) {
        tracing::error!(%error, "Content credentials are neither read nor signed");
    }

    /// The keys of the house, made if there are none.
    pub async fn open_keys(house: &House, config: &Config) -> Result<HouseKeys> {
        let name = signer_name(house, config).await?;
        let (folder, now) = (folder(house.data()), house.now());
        let is_new = !HouseKeys::are_in(&folder);
        let keys = tokio::task::spawn_blocking(move || HouseKeys::open(&folder, &name, now));
        let keys = keys.await??;
        if is_new {
            tracing::info!("Made the newsroom's key for content credentials");
        }
        Ok(keys)
    }

    /// Makes the next key, or everything anew.
    pub async fn rotate(house: &House, config: &Config, authority: bool) -> Result<HouseKeys> {
        // One that was never made is made, so that there is something to follow.
        open_keys(house, config).await?;
        let name = signer_name(house, config).await?;
        let (folder, now) = (folder(house.data()), house.now());
        let rotated = tokio::task::spawn_blocking(move || {
            if authority {
                HouseKeys::rotate_authority(&folder, &name, now)
            } else {
                HouseKeys::rotate(&folder, &name, now)
            }
        });
        Ok(rotated.await??)
    }

    /// Who signs, as readers see it: the publisher, or else the first edition.
    async fn signer_name(house: &House, config: &Config) -> Result<String> {
        if let Some(name) = config.text("site.name") {
            return Ok(name);
        }
        let mut tx = house.db().read().await?;
        let first = edition::list(&mut tx).await?.into_iter().next();
        tx.close().await?;
        Ok(first.map_or_else(|| NAMELESS.to_owned(), |edition| edition.name))
    }

    /// What an operator should know of the keys, with advice where something is wrong.
    pub fn doubts(house: &House) -> Vec<(String, Option<&'static str>)> {
        let folder = folder(house.data());
        if !HouseKeys::are_in(&folder) {
            let none = "No key for content credentials was made yet; the first start of a server makes it.";
            return vec![(none.to_owned(), None)];
        }
        let shown = HouseKeys::load(&folder).and_then(|keys| keys.show());
        match shown {
            Ok(shown) => of_shown(house, &shown),
            Err(error) => {
                let advice = "Until then renditions go out without content credentials.";
                vec![(format!("Content credentials: {error}."), Some(advice))]
            }
        }
    }

    fn of_shown(house: &House, shown: &Shown) -> Vec<(String, Option<&'static str>)> {
        let mut found = Vec::new();
        let now = house.now();
        let soon = now.checked_add((SOON * 24).hours()).unwrap_or(now);
        let until = shown.signing.valid_until.min(shown.authority.valid_until);
        if until < soon {
            let what = format!("The certificate for content credentials ends at {until}.");
            let advice = "Run dateline credentials rotate and start the servers again.";
            found.push((what, Some(advice)));
        } else {
            let name = &shown.signing.name;
            let what = format!(
                "Renditions are signed by \"{name}\"; the certificate holds until {until}."
            );
            found.push((what, None));
        }
        found.extend(shown.exposed.iter().map(|path| {
            let what = format!("{} can be read by others than its owner.", path.display());
            (
                what,
                Some("Run chmod 600 on it, then dateline credentials rotate."),
            )
        }));
        found
    }
}
