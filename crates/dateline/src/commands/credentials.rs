//! `dateline credentials`.

use crate::cli::Credentials as Act;
use crate::config::Config;
use anyhow::Result;
use dateline_web::house::House;
use std::process::ExitCode;

#[cfg(not(feature = "c2pa"))]
#[expect(clippy::unused_async, reason = "as the build that can")]
pub async fn credentials(_: &House, _: &Config, _: Act) -> Result<ExitCode> {
    anyhow::bail!("{}", dateline_infra::provenance::NOT_BUILT_IN)
}

#[cfg(feature = "c2pa")]
pub async fn credentials(house: &House, config: &Config, act: Act) -> Result<ExitCode> {
    use crate::credentials::{open_keys, rotate};
    match act {
        Act::Show { certificate, json } => {
            let keys = open_keys(house, config).await?;
            built::show(&keys.show()?, certificate, json.json)
        }
        Act::Rotate { authority, json } => {
            let keys = rotate(house, config, authority).await?;
            built::show(&keys.show()?, false, json.json)
        }
        Act::Read { file, json } => built::read(house, &file, json.json).await,
        Act::Recheck => {
            let count = dateline_newsroom::picture::credentials::look_again(house).await?;
            crate::house::say(&format!(
                "The credentials of {count} originals will be looked at again by the worker."
            ));
            Ok(ExitCode::SUCCESS)
        }
    }
}

#[cfg(feature = "c2pa")]
mod built {
    use crate::credentials::reader;
    use crate::house::say;
    use anyhow::{Context, Result, bail};
    use dateline_infra::picture::MAX_BYTES;
    use dateline_infra::provenance::Provenance;
    use dateline_provenance::{Certificate, Shown};
    use dateline_web::house::House;
    use serde_json::{Value, json};
    use std::path::Path;
    use std::process::ExitCode;

    pub fn show(shown: &Shown, certificate: bool, as_json: bool) -> Result<ExitCode> {
        if certificate {
            say(shown.authority.pem.trim_end());
        } else if as_json {
            let list = |all: &[Certificate]| all.iter().map(told).collect::<Vec<_>>();
            let all = json!({
                "signing": told(&shown.signing),
                "authority": told(&shown.authority),
                "old": list(&shown.old),
                "trusted": list(&shown.trusted),
            });
            say(&serde_json::to_string_pretty(&all)?);
        } else {
            line("Signs", &shown.signing);
            line("Authority", &shown.authority);
            shown.old.iter().for_each(|one| line("Before", one));
            shown.trusted.iter().for_each(|one| line("Trusted", one));
        }
        Ok(ExitCode::SUCCESS)
    }

    fn line(what: &str, of: &Certificate) {
        let (name, until) = (&of.name, of.valid_until);
        say(&format!(
            "{what:<10} {name}, until {until}, SHA-256 {}",
            of.fingerprint
        ));
    }

    fn told(of: &Certificate) -> Value {
        json!({
            "name": of.name,
            "issuer": of.issuer,
            "valid_from": of.valid_from.to_string(),
            "valid_until": of.valid_until.to_string(),
            "sha256": of.fingerprint,
            "certificate": of.pem,
        })
    }

    pub async fn read(house: &House, file: &Path, as_json: bool) -> Result<ExitCode> {
        let length = std::fs::metadata(file)
            .with_context(|| format!("cannot read {}", file.display()))?
            .len();
        if length > MAX_BYTES as u64 {
            bail!(
                "{} has {length} bytes; a picture may have {MAX_BYTES}",
                file.display()
            );
        }
        let bytes =
            std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let reader = reader(house)?;
        let found = tokio::task::spawn_blocking(move || reader.read(&bytes)).await?;
        if as_json {
            say(&serde_json::to_string_pretty(&found)?);
        } else {
            for (name, value) in crate::commands::picture_credentials::rows(&found) {
                say(&format!("{name:<13} {}", value.as_deref().unwrap_or("-")));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
