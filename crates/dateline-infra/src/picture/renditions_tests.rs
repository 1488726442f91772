use super::*;
use crate::picture::{Crop, Format};
use crate::provenance::{Derived, SignError};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::fs;
use std::time::Duration;

fn png(width: u32, height: u32) -> Vec<u8> {
    let image = DynamicImage::ImageRgb8(RgbImage::from_pixel(width, height, Rgb([200, 30, 30])));
    let mut bytes = io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn webp() -> Spec {
    Spec::new(320, Format::Webp, None).unwrap()
}

fn credit() -> Credit {
    Credit {
        credit_line: Some("Harbour Post".to_owned()),
        ..Credit::default()
    }
}

async fn stored(bytes: Vec<u8>) -> (tempfile::TempDir, Blobs, Renditions, Hash) {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::disk(folder.path()).unwrap();
    let hash = blobs.put(Bytes::from(bytes)).await.unwrap();
    (folder, blobs.clone(), Renditions::new(blobs), hash)
}

#[tokio::test]
async fn a_rendition_is_made_once_however_many_ask() {
    let (_folder, blobs, renditions, hash) = stored(png(400, 300)).await;
    let (spec, credit) = (webp(), credit());

    let asked = (0..50).map(|_| renditions.get(hash, &spec, &credit));
    let all = futures_util::future::try_join_all(asked).await.unwrap();
    let again = Renditions::new(blobs)
        .get(hash, &spec, &credit)
        .await
        .unwrap();

    assert_eq!(renditions.rendered(), 1);
    assert_eq!(renditions.waiting(), 0);
    assert!(all.iter().all(|r| *r == again));
    assert_eq!(fs::metadata(&again.path).unwrap().len(), again.len);
    assert_eq!(again.media_type, "image/webp");
}

#[tokio::test]
async fn another_credit_or_cut_is_another_rendition() {
    let (_folder, _blobs, renditions, hash) = stored(png(400, 300)).await;
    let crop = |focal| Some(Crop::new((1, 1), (focal, 0.5)).unwrap());
    let get = async |crop, credit: &Credit| {
        let spec = Spec::new(320, Format::Jpeg, crop).unwrap();
        renditions.get(hash, &spec, credit).await.unwrap().etag
    };

    let etags = [
        get(None, &credit()).await,
        get(None, &Credit::default()).await,
        get(crop(0.2), &credit()).await,
        get(crop(0.7), &credit()).await,
    ];

    assert_eq!(std::collections::BTreeSet::from(etags).len(), 4);
}

#[tokio::test]
async fn a_refusal_is_remembered_and_an_absent_original_is_not() {
    let (_folder, blobs, renditions, hash) = stored(b"not a picture".to_vec()).await;
    let (spec, credit) = (webp(), credit());
    let late = png(40, 30);

    for _ in 0..2 {
        let error = renditions.get(hash, &spec, &credit).await.unwrap_err();
        assert!(
            matches!(error, RenditionError::Picture(PictureError::NotAPicture)),
            "{error}"
        );
    }
    let absent = renditions
        .get(Hash::of(&late), &spec, &credit)
        .await
        .unwrap_err();
    blobs.put(Bytes::from(late.clone())).await.unwrap();

    assert!(matches!(absent, RenditionError::Blob(_)), "{absent}");
    assert!(
        renditions
            .get(Hash::of(&late), &spec, &credit)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_rendition_nobody_waits_for_any_more_is_still_finished() {
    let (_folder, _blobs, renditions, hash) = stored(png(400, 300)).await;
    let (spec, credit) = (webp(), credit());

    let asked = renditions.get(hash, &spec, &credit);
    let gave_up = tokio::time::timeout(Duration::from_micros(1), asked).await;
    while renditions.waiting() > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }

    assert!(gave_up.is_err() || renditions.rendered() == 1);
    assert!(renditions.get(hash, &spec, &credit).await.is_ok());
    assert_eq!(renditions.rendered(), 1);
}

#[tokio::test]
async fn junk_in_the_place_of_a_rendition_is_made_again() {
    let (_folder, blobs, renditions, hash) = stored(png(400, 300)).await;
    let (spec, credit) = (webp(), credit());
    let made = renditions.get(hash, &spec, &credit).await.unwrap();
    let good = fs::read(&made.path).unwrap();
    let mut flipped = good.clone();
    flipped[40] ^= 1;

    for junk in [
        flipped,
        b"<script>alert(1)</script>".to_vec(),
        good[..good.len() / 2].to_vec(),
        Vec::new(),
    ] {
        fs::write(&made.path, junk).unwrap();
        let next = Renditions::new(blobs.clone());
        assert_eq!(next.get(hash, &spec, &credit).await.unwrap(), made);
        assert_eq!(fs::read(&made.path).unwrap(), good);
        assert_eq!(next.rendered(), 1);
    }
    fs::remove_file(made.path.with_added_extension("sha256")).unwrap();
    let next = Renditions::new(blobs);
    next.get(hash, &spec, &credit).await.unwrap();
    assert_eq!(next.rendered(), 1, "a file nobody can vouch for");
}

/// Signs by writing its name at the end; cannot if it has none.
struct Signer(&'static str);

impl Provenance for Signer {
    fn read(&self, _: &[u8]) -> dateline_core::credentials::ContentCredentials {
        dateline_core::credentials::ContentCredentials::none()
    }

    fn sign(&self, of: &Derived<'_>) -> Result<Vec<u8>, SignError> {
        if self.0.is_empty() {
            return Err(SignError("it has no name".to_owned()));
        }
        let facts = format!("{} {} {}", of.is_turned, of.is_cropped, of.is_resized);
        Ok([of.bytes, self.0.as_bytes(), facts.as_bytes()].concat())
    }

    fn mark(&self) -> Option<String> {
        Some(self.0.to_owned())
    }
}

#[tokio::test]
async fn wide_renditions_are_signed_and_say_how_they_were_made() {
    let (_folder, blobs, plain, hash) = stored(png(1000, 500)).await;
    let get = async |of: &Renditions, name: &str| {
        let spec = Spec::parse(name, (0.5, 0.5)).unwrap();
        let made = of.get(hash, &spec, &credit()).await.unwrap();
        (made.etag.clone(), fs::read(made.path).unwrap())
    };
    let first = Renditions::signed_by(Some(Arc::new(Signer("first"))), blobs.clone());
    let second = Renditions::signed_by(Some(Arc::new(Signer("second"))), blobs.clone());

    for (name, end) in [
        ("640.webp", "firstfalse false true"),
        ("1280.webp", "firstfalse false false"),
        ("640-1x1.jpg", "firstfalse true false"),
    ] {
        let (etag, bytes) = get(&first, name).await;
        assert!(bytes.ends_with(end.as_bytes()), "{name}");
        assert_ne!(etag, get(&plain, name).await.0, "{name}");
        assert_ne!(etag, get(&second, name).await.0, "{name}");
    }
    assert_eq!(get(&first, "480.webp").await, get(&plain, "480.webp").await);
}

/// Signs each time differently, as signatures with the time in them do.
struct Restless(std::sync::atomic::AtomicU8);

impl Provenance for Restless {
    fn read(&self, _: &[u8]) -> dateline_core::credentials::ContentCredentials {
        dateline_core::credentials::ContentCredentials::none()
    }

    fn sign(&self, of: &Derived<'_>) -> Result<Vec<u8>, SignError> {
        let time = self.0.fetch_add(1, Ordering::Relaxed);
        Ok([of.bytes, &[time]].concat())
    }

    fn mark(&self) -> Option<String> {
        Some("same".to_owned())
    }
}

#[tokio::test]
async fn one_tag_never_stands_for_two_files() {
    let signs: Arc<dyn Provenance> = Arc::new(Restless(7.into()));
    let (_one, first, _, hash) = stored(png(1000, 500)).await;
    let (_other, second, _, _) = stored(png(1000, 500)).await;
    let spec = Spec::parse("640.webp", (0.5, 0.5)).unwrap();
    let get = async |blobs: &Blobs| {
        let renditions = Renditions::signed_by(Some(Arc::clone(&signs)), blobs.clone());
        let made = renditions.get(hash, &spec, &credit()).await.unwrap();
        (made.etag.clone(), fs::read(made.path).unwrap())
    };

    let (here, there, again) = (get(&first).await, get(&second).await, get(&first).await);

    assert_ne!(here.1, there.1);
    assert_ne!(here.0, there.0);
    assert_eq!(here, again);
}

#[tokio::test]
async fn what_cannot_be_signed_goes_out_unsigned() {
    let (_folder, blobs, plain, hash) = stored(png(1000, 500)).await;
    let unable = Renditions::signed_by(Some(Arc::new(Signer(""))), blobs);
    let spec = Spec::parse("960.jpg", (0.5, 0.5)).unwrap();

    let unsigned = unable.get(hash, &spec, &credit()).await.unwrap();

    let expected = plain.get(hash, &spec, &credit()).await.unwrap();
    assert_eq!(
        fs::read(unsigned.path).unwrap(),
        fs::read(expected.path).unwrap()
    );
}
