//! Pictures as their leases allow them now: what may not be shown is replaced before a page is made.
//!
//! A page holds until the next lease of any of its pictures begins or ends, and no longer.

use super::Desk;
use crate::build::picture as view_of;
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::view::{CardView, PictureView, Pictured};
use dateline_core::id::PictureId;
use dateline_core::picture::{Shown, Territory, Use, Venue, stand_in};
use dateline_core::pressed::{PressedPicture, PressedStory};
use dateline_core::subject::Subject;
use dateline_db::queries::standing::{self, Standing};

impl Desk<'_> {
    /// What is shown of pictures for a use, recorded as read.
    async fn standing(
        &mut self,
        masthead: &Masthead,
        used: Use,
        mut ids: Vec<PictureId>,
    ) -> SiteResult<Standing> {
        ids.sort_unstable();
        ids.dedup();
        let edition = &masthead.edition;
        let territory = Territory::of_locale(&edition.locale);
        let venue = Venue {
            used,
            edition: &edition.code,
            territory: territory.as_ref(),
        };
        let now = self.now;
        let found = standing::resolve(&mut self.tx, &ids, &venue, &edition.locale, now).await?;
        self.read
            .read_all(found.looked.iter().map(|id| Subject::Picture(*id)));
        if let Some(until) = found.until {
            self.read.good_until(until);
        }
        Ok(found)
    }

    /// Every picture of a page that is about to be rendered.
    pub(super) async fn screen_page(
        &mut self,
        masthead: &Masthead,
        page: &mut impl Pictured,
    ) -> SiteResult<()> {
        let mut ids = Vec::new();
        page.each_picture(&mut |picture| ids.extend(picture.as_ref().and_then(|p| p.id)));
        let standing = self.standing(masthead, Use::Site, ids).await?;
        if standing.is_any_withheld() {
            page.each_picture(&mut |picture| screen_view(&standing, picture));
        }
        Ok(())
    }

    /// Pictures of cards that become part of a text.
    pub(super) async fn screen_cards<'c>(
        &mut self,
        masthead: &Masthead,
        cards: impl Iterator<Item = &'c mut CardView>,
    ) -> SiteResult<()> {
        let mut cards: Vec<&mut CardView> = cards.collect();
        self.screen_page(masthead, &mut cards).await
    }

    /// Pictures of whole stories.
    pub(super) async fn screen_stories<'s>(
        &mut self,
        masthead: &Masthead,
        used: Use,
        stories: impl Iterator<Item = &'s mut PressedStory>,
    ) -> SiteResult<()> {
        let mut stories: Vec<&mut PressedStory> = stories.collect();
        let ids = stories.iter().flat_map(|story| pictures_of(story));
        let standing = self.standing(masthead, used, ids.collect()).await?;
        if standing.is_any_withheld() {
            for story in &mut stories {
                screen_story(&standing, story);
            }
        }
        Ok(())
    }
}

/// Every picture a pressed story can show.
fn pictures_of(story: &PressedStory) -> Vec<PictureId> {
    let document = &story.document;
    let portraits = document
        .byline
        .iter()
        .filter_map(|who| who.picture.as_ref());
    let cards = [&story.card.picture, &story.card.portrait];
    let shown = document.pictures.iter().chain(portraits);
    shown
        .chain(cards.into_iter().flatten())
        .map(|picture| picture.id)
        .collect()
}

fn screen_view(standing: &Standing, picture: &mut Option<PictureView>) {
    let Some(before) = picture.take() else { return };
    let Some(id) = before.id else {
        *picture = Some(before);
        return;
    };
    *picture = match standing.of(id) {
        Shown::Itself => Some(before),
        Shown::Other(other) => PressedPicture::of(other).map(|other| {
            let mut view = view_of(&other);
            if before.caption_html.is_none() {
                view.caption_html = None;
            }
            view
        }),
        Shown::Nothing | Shown::Undecided(_) => None,
    };
}

fn screen_pressed(standing: &Standing, picture: &mut Option<PressedPicture>) {
    if let Some(before) = picture.take() {
        *picture = match standing.of(before.id) {
            Shown::Itself => Some(before),
            Shown::Other(other) => PressedPicture::of(other),
            Shown::Nothing | Shown::Undecided(_) => None,
        };
    }
}

fn screen_story(standing: &Standing, story: &mut PressedStory) {
    let document = &mut story.document;
    let other = |id: PictureId| match standing.of(id) {
        Shown::Itself => None,
        Shown::Other(other) => Some(PressedPicture::of(other)),
        Shown::Nothing | Shown::Undecided(_) => Some(None),
    };
    stand_in(&mut document.content, &|id| {
        other(id).map(|other| other.map(|picture| picture.id))
    });
    let mut shown: Vec<PressedPicture> = Vec::with_capacity(document.pictures.len());
    for picture in document.pictures.drain(..) {
        let Some(picture) = other(picture.id).unwrap_or(Some(picture)) else {
            continue;
        };
        if !shown.iter().any(|known| known.id == picture.id) {
            shown.push(picture);
        }
    }
    document.pictures = shown;
    for who in &mut document.byline {
        screen_pressed(standing, &mut who.picture);
    }
    screen_pressed(standing, &mut story.card.picture);
    screen_pressed(standing, &mut story.card.portrait);
}
