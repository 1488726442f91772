//! Signing a rendition as derived from its original.

use crate::HouseKeys;
use crate::apart::apart;
use crate::ingredient::{self, Carried};
use crate::settings::Trust;
use c2pa::{BoxedSigner, Builder, Ingredient, Signer, SigningAlg, create_signer};
use dateline_core::credentials::CredentialsState;
use dateline_infra::picture::Credit;
use dateline_infra::provenance::{Derived, SignError};
use serde_json::{Map, Value, json};
use std::io::Cursor;

/// Name of the original within the manifest.
const ORIGINAL: &str = "original";
/// Room for a signature and its headers beside the certificate, in bytes.
const ROOM: usize = 600;
/// Narrowest rendition that carries its original's own credentials, in pixels.
const MIN_CARRIED: u32 = 960;
/// Most bytes a manifest may add to a rendition together with what it carries.
const MAX_CARRIED: usize = 32 * 1024;
/// Longest text written, in characters.
const MAX_CHARS: usize = 1_000;

/// The rendition with a manifest.
pub fn sign(
    rendition: &Derived<'_>,
    keys: &HouseKeys,
    trust: &Trust,
) -> Result<Vec<u8>, SignError> {
    let broke_off = || SignError("signing broke off".to_owned());
    apart(|| signed(rendition, keys, trust))
        .ok_or_else(broke_off)?
        .map_err(|error| SignError(error.to_string()))
}

fn signed(rendition: &Derived<'_>, keys: &HouseKeys, trust: &Trust) -> c2pa::Result<Vec<u8>> {
    let mut carried = ingredient::carried(rendition, trust);
    if rendition.width < MIN_CARRIED {
        carried = carried.named();
    }
    let is_whole = matches!(carried, Carried::Whole { .. });
    match write(rendition, &carried, keys, trust) {
        Ok(signed)
            if !is_whole || signed.len().saturating_sub(rendition.bytes.len()) <= MAX_CARRIED =>
        {
            return Ok(signed);
        }
        Err(error) if !is_whole => return Err(error),
        // What a hostile or unusual original holds is left out rather than have none at all.
        Err(error) => {
            tracing::warn!(%error, "The credentials of an original cannot be carried on; its renditions name it without them");
        }
        Ok(_) => {}
    }
    write(rendition, &carried.named(), keys, trust)
}

fn write(
    rendition: &Derived<'_>,
    carried: &Carried,
    keys: &HouseKeys,
    trust: &Trust,
) -> c2pa::Result<Vec<u8>> {
    let definition = definition(rendition, carried);
    let mut builder = Builder::from_context(trust.context()?).with_definition(definition)?;
    let media_type = rendition.original_kind.media_type();
    let mut parent = json!({ "relationship": "parentOf", "label": ORIGINAL });
    match carried {
        Carried::Named(state) => {
            parent["format"] = media_type.into();
            if let Some(words) = said_of(*state) {
                parent["description"] = words.into();
            }
            builder.add_ingredient(Ingredient::from_json(&parent.to_string())?);
        }
        Carried::Whole { .. } => {
            let mut original = Cursor::new(rendition.original);
            builder.add_ingredient_from_stream(parent.to_string(), media_type, &mut original)?;
        }
    }
    let mut signed = Cursor::new(Vec::with_capacity(rendition.bytes.len() + MAX_CARRIED));
    builder.sign(
        &HouseSigner::new(keys)?,
        rendition.media_type,
        &mut Cursor::new(rendition.bytes),
        &mut signed,
    )?;
    Ok(signed.into_inner())
}

/// What is said of credentials that are not passed on.
fn said_of(state: CredentialsState) -> Option<&'static str> {
    match state {
        CredentialsState::None | CredentialsState::Unchecked => None,
        CredentialsState::Invalid => Some("It has content credentials that do not hold."),
        CredentialsState::Valid | CredentialsState::Trusted => {
            Some("It has content credentials that hold; they are kept with the original.")
        }
    }
}

fn definition(rendition: &Derived<'_>, carried: &Carried) -> Value {
    let mut assertions = vec![json!({
        "label": "c2pa.actions.v2",
        "created": true,
        "data": { "actions": actions(rendition, carried) },
    })];
    if let Some(credit) = credit(rendition.credit) {
        assertions.push(json!({ "label": "cawg.metadata", "kind": "Json", "data": credit }));
    }
    let mut definition = json!({
        "claim_version": 2,
        "claim_generator_info": [{ "name": "Dateline", "version": env!("CARGO_PKG_VERSION") }],
        "format": rendition.media_type,
        "assertions": assertions,
    });
    if !carried.without().is_empty() {
        definition["redactions"] = json!(carried.without());
    }
    definition
}

/// What was done, by the names of the standard, in the order in which it was done.
fn actions(rendition: &Derived<'_>, carried: &Carried) -> Vec<Value> {
    let is_same_kind = rendition.original_kind.media_type() == rendition.media_type;
    let done = [
        (rendition.is_turned, "c2pa.orientation"),
        (rendition.is_cropped, "c2pa.cropped"),
        (rendition.is_resized, "c2pa.resized"),
        (!is_same_kind, "c2pa.converted"),
        (is_same_kind, "c2pa.transcoded"),
    ];
    let opened = json!({ "action": "c2pa.opened", "parameters": { "ingredientIds": [ORIGINAL] } });
    let mut actions = vec![opened];
    actions.extend(
        done.into_iter()
            .filter(|(is_done, _)| *is_done)
            .map(|(_, action)| json!({ "action": action })),
    );
    actions.extend(carried.without().iter().map(|what| {
        json!({
            "action": "c2pa.redacted",
            "reason": "c2pa.PII.present",
            "parameters": { "redacted": what },
        })
    }));
    actions
}

/// Who is to be named, in the words of XMP; nothing else of the picture's metadata.
fn credit(of: &Credit) -> Option<Value> {
    let text = |text: &Option<String>| {
        let kept: String = text.as_deref()?.trim().chars().take(MAX_CHARS).collect();
        (!kept.is_empty()).then_some(kept)
    };
    let mut fields = Map::new();
    if let Some(name) = text(&of.photographer) {
        fields.insert("dc:creator".to_owned(), json!([name]));
    }
    let terms = &of.terms;
    for (name, value) in [
        ("photoshop:Credit", &of.credit_line),
        ("photoshop:Source", &of.source),
        ("dc:rights", &of.copyright),
        ("xmpRights:UsageTerms", &terms.usage_terms),
        ("xmpRights:WebStatement", &terms.web_statement),
        ("Iptc4xmpExt:DigitalSourceType", &terms.digital_source_type),
        ("plus:DataMining", &terms.data_mining),
    ] {
        if let Some(value) = text(value) {
            fields.insert(name.to_owned(), json!(value));
        }
    }
    if fields.is_empty() {
        return None;
    }
    let names = json!({
        "dc": "http://purl.org/dc/elements/1.1/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
        "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
        "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    });
    fields.insert("@context".to_owned(), names);
    Some(Value::Object(fields))
}

/// Signs with the house's key and reserves no more room than that takes.
struct HouseSigner {
    inner: BoxedSigner,
    room: usize,
}

impl HouseSigner {
    fn new(keys: &HouseKeys) -> c2pa::Result<Self> {
        let certificate = keys.signing().pem.as_bytes();
        let inner =
            create_signer::from_keys(certificate, keys.key().as_bytes(), SigningAlg::Es256, None)?;
        let chain: usize = inner.certs()?.iter().map(Vec::len).sum();
        Ok(Self {
            inner,
            room: chain + ROOM,
        })
    }
}

impl Signer for HouseSigner {
    fn sign(&self, data: &[u8]) -> c2pa::Result<Vec<u8>> {
        self.inner.sign(data)
    }

    fn alg(&self) -> SigningAlg {
        self.inner.alg()
    }

    fn certs(&self) -> c2pa::Result<Vec<Vec<u8>>> {
        self.inner.certs()
    }

    fn reserve_size(&self) -> usize {
        self.room
    }
}
