//! Content credentials under the pictures of a story.

use super::Desk;
use crate::error::SiteResult;
use crate::view::{PictureView, credentials};
use dateline_core::id::PictureId;
use dateline_core::pressed::PressedPicture;
use dateline_core::subject::Subject;
use dateline_db::queries::credentials as looks;
use dateline_web::i18n::Locale;
use std::collections::HashMap;

/// Adds what readers are told of credentials to the pictures that have some.
pub async fn tell(
    desk: &mut Desk<'_>,
    locale: &Locale,
    pressed: &[PressedPicture],
    views: &mut HashMap<PictureId, PictureView>,
) -> SiteResult<()> {
    let pressed: Vec<_> = pressed
        .iter()
        .filter(|p| views.contains_key(&p.id))
        .collect();
    if pressed.is_empty() {
        return Ok(());
    }
    let subjects = pressed.iter().map(|picture| Subject::Picture(picture.id));
    desk.read.read_all(subjects);
    let hashes: Vec<String> = pressed.iter().map(|picture| picture.hash.clone()).collect();
    for look in looks::list_shown(&mut desk.tx, &hashes).await? {
        let Ok(found) = serde_json::from_str(&look.report) else {
            tracing::warn!(hash = %look.hash, "What was found of content credentials cannot be read");
            continue;
        };
        let html = credentials::details(&found, locale);
        for picture in pressed.iter().filter(|picture| picture.hash == look.hash) {
            if let Some(view) = views.get_mut(&picture.id) {
                view.credentials_html.clone_from(&html);
            }
        }
    }
    Ok(())
}
