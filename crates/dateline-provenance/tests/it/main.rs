//! Content credentials, seen from outside: by this program, and by the reference tool where there is one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod hostile;
mod keys;
mod originals;
mod reference;
mod renditions;

use c2pa::{Builder, Context, Settings};
use dateline_infra::picture::{self, Credit, Spec, Terms};
use dateline_infra::provenance::{Derived, Provenance};
use dateline_provenance::{C2pa, HouseKeys, Shown};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A newsroom with keys of its own.
struct Newsroom {
    folder: TempDir,
    c2pa: Arc<C2pa>,
}

impl Newsroom {
    fn new(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = HouseKeys::open(&folder.path().join("credentials"), name, now()).unwrap();
        let c2pa = C2pa::new(keys).unwrap();
        Self { folder, c2pa }
    }

    fn keys(&self) -> PathBuf {
        self.folder.path().join("credentials")
    }

    /// What an operator sees of the keys.
    fn shown(&self) -> Shown {
        let keys = HouseKeys::open(&self.keys(), "Another name", now());
        keys.unwrap().show().unwrap()
    }

    /// Loads the keys again.
    fn again(&mut self) {
        let keys = HouseKeys::open(&self.keys(), "Another name", now()).unwrap();
        self.c2pa = C2pa::new(keys).unwrap();
    }

    /// A rendition of an original, signed.
    fn rendition(&self, original: &[u8], name: &str) -> Vec<u8> {
        let spec = Spec::parse(name, (0.5, 0.5)).unwrap();
        let credit = credit();
        let bytes = picture::render(original, &spec, &credit).unwrap();
        let signed = self.c2pa.sign(&Derived {
            original,
            original_kind: picture::sniff(original).unwrap(),
            bytes: &bytes,
            media_type: spec.format().media_type(),
            width: name[..name.find(['-', '.']).unwrap()].parse().unwrap(),
            is_turned: false,
            is_cropped: name.contains('x'),
            is_resized: true,
            credit: &credit,
        });
        signed.unwrap()
    }
}

fn now() -> jiff::Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn credit() -> Credit {
    Credit {
        photographer: Some("Nadia Ferrante".to_owned()),
        credit_line: Some("Nadia Ferrante / The Tide".to_owned()),
        copyright: Some("© The Tide".to_owned()),
        terms: Terms {
            digital_source_type: Some("digitalCapture".to_owned()),
            ..Terms::default()
        },
        ..Credit::default()
    }
}

/// A JPEG nobody has signed.
fn plain() -> Vec<u8> {
    jpeg(1200, 800)
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([x, y, x * y].map(|n| u8::try_from(n % 251).unwrap()))
    });
    let mut bytes = Cursor::new(Vec::new());
    pixels
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// A JPEG signed by a camera of sorts, with these assertions.
fn signed_by_camera(assertions: &serde_json::Value) -> Vec<u8> {
    let signer = c2pa::EphemeralSigner::new("camera.example").unwrap();
    let settings = Settings::new().with_json(r#"{"builder":{"thumbnail":{"enabled":false}}}"#);
    let context = Context::new().with_settings(settings.unwrap()).unwrap();
    let definition = serde_json::json!({
        "claim_version": 2,
        "claim_generator_info": [{ "name": "Camera", "version": "1" }],
        "format": "image/jpeg",
        "assertions": assertions,
    });
    let mut builder = Builder::from_context(context)
        .with_definition(definition)
        .unwrap();
    let mut signed = Cursor::new(Vec::new());
    builder
        .sign(
            &signer,
            "image/jpeg",
            &mut Cursor::new(plain()),
            &mut signed,
        )
        .unwrap();
    signed.into_inner()
}

/// What a camera says it did.
fn created(source_type: &str) -> serde_json::Value {
    let base = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    serde_json::json!({
        "label": "c2pa.actions.v2",
        "created": true,
        "data": { "actions": [{
            "action": "c2pa.created",
            "digitalSourceType": format!("{base}{source_type}"),
        }] },
    })
}

/// A file of the material kept beside the project.
fn material(name: &str) -> Vec<u8> {
    let folder = std::env::var("DATELINE_TEST_DATA").map_or_else(
        |_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = folder.join("images/c2pa").join(name);
    std::fs::read(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; this test needs the material of shared/data (set DATELINE_TEST_DATA)",
            path.display()
        )
    })
}

/// Whether some bytes stand anywhere in others.
fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
