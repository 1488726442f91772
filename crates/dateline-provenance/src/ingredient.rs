//! What of an original's own credentials goes with its renditions.
//!
//! They are carried on with what they prove, without what a newsroom must not pass on: places,
//! serial numbers, and small pictures of what was cut away. The standard has a way to take such parts
//! out and leave the rest provable; what cannot be taken out is not carried at all.

use crate::read::{self, open};
use crate::settings::Trust;
use c2pa::Reader;
use dateline_core::credentials::CredentialsState;
use dateline_infra::provenance::Derived;
use serde_json::Value;
use x509_parser::pem::Pem;

/// Parts that may be carried: what was done, to what, bound to which bytes, and what is allowed. What
/// is not named here is taken out: thumbnails, camera data, metadata, parts of other makers.
const KEPT: [&str; 10] = [
    "c2pa.actions",
    "c2pa.hash",
    "c2pa.ingredient",
    "c2pa.training-mining",
    "cawg.training-mining",
    "cawg.identity",
    "c2pa.soft-binding",
    "c2pa.time-stamp",
    "c2pa.certificate-status",
    "stds.schema-org.CreativeWork",
];
/// Names of fields that tell of a place or of one camera; letters only, lower case.
const TELLING: [&str; 8] = [
    "gps",
    "latitude",
    "longitude",
    "location",
    "geo",
    "serialnumber",
    "cameraowner",
    "deviceid",
];
/// Most parts taken out; each costs some 200 bytes in every rendition.
const MAX_TAKEN_OUT: usize = 64;
/// How deep a field may lie to be looked at.
const MAX_DEPTH: usize = 64;
/// Serial number as part of a name in a certificate: of the camera that signed.
const SERIAL_NUMBER: &str = "2.5.4.5";

/// What goes with a rendition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// The original is named, with what was found of its own credentials.
    Named(CredentialsState),
    /// The original's credentials.
    Whole {
        /// What was found of them.
        state: CredentialsState,
        /// Addresses of the parts that are taken out.
        without: Vec<String>,
    },
}

impl Carried {
    /// Only the name.
    pub fn named(&self) -> Self {
        match self {
            Self::Named(state) | Self::Whole { state, .. } => Self::Named(*state),
        }
    }

    /// Addresses of the parts that are taken out.
    pub fn without(&self) -> &[String] {
        match self {
            Self::Named(_) => &[],
            Self::Whole { without, .. } => without,
        }
    }
}

/// Decides for an original.
pub fn carried(rendition: &Derived<'_>, trust: &Trust) -> Carried {
    let media_type = rendition.original_kind.media_type();
    match open(rendition.original, media_type, trust) {
        Err(error) => Carried::Named(read::failed(&error).state),
        Ok(reader) => {
            let state = read::state(&reader);
            match parts_to_take_out(&reader) {
                Some(without) => Carried::Whole { state, without },
                None => Carried::Named(state),
            }
        }
    }
}

/// Addresses of what must be taken out; none if what must stay tells too much.
fn parts_to_take_out(reader: &Reader) -> Option<Vec<String>> {
    if reader.iter_manifests().any(is_signed_by_one_camera) {
        return None;
    }
    let store: Value = serde_json::from_str(&reader.detailed_json()).ok()?;
    let mut out = Vec::new();
    for (name, manifest) in store["manifests"].as_object()? {
        // Boxes of data stand beside the parts and cannot be taken out.
        let claim = &manifest["claim"];
        let has_boxes = claim["data_boxes"]
            .as_array()
            .is_some_and(|all| !all.is_empty());
        if has_boxes || tells(claim, 0) || tells(&manifest["credential_store"], 0) {
            return None;
        }
        for (label, data) in manifest["assertion_store"].as_object()? {
            if !is_kept(label) {
                out.push(format!("self#jumbf=/c2pa/{name}/c2pa.assertions/{label}"));
            } else if tells(data, 0) {
                return None;
            }
        }
    }
    (out.len() <= MAX_TAKEN_OUT).then_some(out)
}

fn is_kept(label: &str) -> bool {
    KEPT.iter().any(|kept| {
        label
            .strip_prefix(kept)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rest.starts_with("__"))
    })
}

/// Whether a field anywhere within has a telling name.
fn tells(data: &Value, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return true;
    }
    match data {
        Value::Object(fields) => fields
            .iter()
            .any(|(name, value)| is_telling(name) || tells(value, depth + 1)),
        Value::Array(values) => values.iter().any(|value| tells(value, depth + 1)),
        _ => false,
    }
}

fn is_telling(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphabetic);
    let name: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    TELLING.iter().any(|word| name.contains(word))
}

/// Whether the certificate names one camera by its number.
fn is_signed_by_one_camera(manifest: &c2pa::Manifest) -> bool {
    let Some(signature) = manifest.signature_info() else {
        return false;
    };
    let first = Pem::iter_from_buffer(signature.cert_chain().as_bytes()).next();
    let Some(Ok(first)) = first else {
        return false;
    };
    first.parse_x509().is_ok_and(|certificate| {
        let parts = certificate.subject().iter_attributes();
        parts
            .into_iter()
            .any(|part| part.attr_type().to_id_string() == SERIAL_NUMBER)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_known_to_be_harmless_is_taken_out() {
        for kept in [
            "c2pa.actions",
            "c2pa.actions.v2",
            "c2pa.hash.data",
            "c2pa.ingredient.v3__2",
        ] {
            assert!(is_kept(kept), "{kept}");
        }
        for out in [
            "stds.exif",
            "c2pa.thumbnail.claim.jpeg",
            "c2pa.metadata",
            "cawg.metadata",
            "c2pa.actionsx",
            "com.maker.gps",
        ] {
            assert!(!is_kept(out), "{out}");
        }
    }

    #[test]
    fn places_and_serial_numbers_are_told_by_the_names_of_fields() {
        for telling in [
            json!({ "exif:GPSLatitude": "41,53.2N" }),
            json!({ "actions": [{ "parameters": { "exifEX:BodySerialNumber": "1" } }] }),
            json!([[{ "Iptc4xmpExt:LocationCreated": {} }]]),
        ] {
            assert!(tells(&telling, 0), "{telling}");
        }
        assert!(!tells(
            &json!({ "action": "c2pa.cropped", "when": "2026-11-22" }),
            0
        ));
    }
}
