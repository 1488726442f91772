//! Another picture in the place of one that may not be shown.

use crate::body::{Element, Kind, PictureUse};
use crate::id::PictureId;
use crate::story::StoryContent;

/// Puts other pictures in the places of a story, or takes pictures out.
///
/// `find` says what becomes of a picture: nothing for one that stays. Words a place had of its own
/// were about the picture that goes, and go with it.
pub fn stand_in(content: &mut StoryContent, find: &dyn Fn(PictureId) -> Option<Option<PictureId>>) {
    if let Some(lead) = content.lead_picture.take() {
        content.lead_picture = replaced(lead, find);
    }
    elements(&mut content.body.elements, find);
}

type Find<'a> = dyn Fn(PictureId) -> Option<Option<PictureId>> + 'a;

fn replaced(used: PictureUse, find: &Find<'_>) -> Option<PictureUse> {
    match find(used.picture) {
        None => Some(used),
        Some(other) => other.map(|picture| PictureUse {
            picture,
            caption: None,
            alt: None,
        }),
    }
}

fn elements(list: &mut Vec<Element>, find: &Find<'_>) {
    list.retain_mut(|element| match &mut element.kind {
        Kind::Picture(used) => match find(used.picture) {
            Some(None) => false,
            Some(Some(_)) => {
                if let Some(other) = replaced(used.clone(), find) {
                    *used = other;
                }
                true
            }
            None => true,
        },
        Kind::Gallery { pictures, .. } => {
            gallery(pictures, find);
            !pictures.is_empty()
        }
        Kind::Video { poster, .. } => {
            if let Some(other) = poster.and_then(find) {
                *poster = other;
            }
            true
        }
        Kind::List { items, .. } => {
            for item in items {
                elements(&mut item.elements, find);
            }
            true
        }
        Kind::Factbox {
            elements: inner, ..
        } => {
            elements(inner, find);
            true
        }
        _ => true,
    });
}

/// A substitute that stands in the gallery already is not shown twice.
fn gallery(pictures: &mut Vec<PictureUse>, find: &Find<'_>) {
    let mut kept: Vec<PictureUse> = Vec::with_capacity(pictures.len());
    let own: Vec<PictureId> = pictures.iter().map(|used| used.picture).collect();
    for used in pictures.drain(..) {
        let before = used.picture;
        let Some(now) = replaced(used, find) else {
            continue;
        };
        let is_there = own.contains(&now.picture) || kept.iter().any(|k| k.picture == now.picture);
        if now.picture == before || !is_there {
            kept.push(now);
        }
    }
    *pictures = kept;
}
