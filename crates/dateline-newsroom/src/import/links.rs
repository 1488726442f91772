//! Links between stories of the archive: found in bodies, resolved in batches, and made to follow
//! the story they lead to.

use super::ImportError;
use super::address::OldSite;
use dateline_core::body::{Body, Element, Inline, Kind, Mark, RichText};
use dateline_core::id::StoryId;
use dateline_core::slug::encode_path;
use dateline_db::Tx;
use dateline_db::queries::import;
use std::collections::{HashMap, HashSet};

/// Where an old address leads now.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Target {
    /// The story, if it is one.
    story: Option<StoryId>,
    /// Address on this site, percent-encoded.
    href: String,
}

/// Old addresses that are known, of one batch.
#[derive(Debug, Default)]
pub(super) struct Links {
    targets: HashMap<String, Target>,
}

impl Links {
    /// Looks up every address of the old site the bodies link to.
    pub async fn load<'a>(
        tx: &mut Tx,
        site: &OldSite,
        bodies: impl Iterator<Item = &'a Body>,
    ) -> Result<Self, ImportError> {
        let mut paths = HashSet::new();
        for body in bodies {
            collect(body, site, &mut paths);
        }
        let mut paths: Vec<String> = paths.into_iter().collect();
        paths.sort_unstable();
        let found = import::list_old_paths(tx, &paths).await?;
        let targets = found.into_iter().filter_map(|(old, story, path, target)| {
            let href = match (story, target) {
                // A link to an old address leads on; one that is not public yet will.
                (Some(_), _) => encode_path(&path.unwrap_or_else(|| old.clone())),
                (None, Some(target)) if target.starts_with('/') => encode_path(&target),
                (None, target) => target?,
            };
            let story = story.map(StoryId);
            Some((old, Target { story, href }))
        });
        Ok(Self {
            targets: targets.collect(),
        })
    }

    /// Makes links to stories follow them, and paragraphs that are nothing but such a link cards.
    pub fn rewrite(&self, body: &mut Body, site: &OldSite, own: StoryId) {
        if self.targets.is_empty() {
            return;
        }
        for element in &mut body.elements {
            self.element(element, site, own);
        }
    }

    fn element(&self, element: &mut Element, site: &OldSite, own: StoryId) {
        for_each_text(element, &mut |text| {
            text.0.iter_mut().for_each(|piece| self.piece(piece, site));
        });
        if let Kind::Paragraph { text } = &element.kind
            && let Some(story) = only_link(text).filter(|story| *story != own)
        {
            element.kind = Kind::RichLink { story };
        }
        match &mut element.kind {
            Kind::List { items, .. } => {
                let below = items.iter_mut().flat_map(|item| &mut item.elements);
                below.for_each(|element| self.element(element, site, own));
            }
            Kind::Factbox { elements, .. } => {
                let below = elements.iter_mut();
                below.for_each(|element| self.element(element, site, own));
            }
            _ => {}
        }
    }

    fn piece(&self, piece: &mut Inline, site: &OldSite) {
        let Inline::Text { marks, .. } = piece else {
            return;
        };
        for mark in marks {
            let Mark::Link { href, story } = mark else {
                continue;
            };
            let target = site.path(href).and_then(|path| self.targets.get(&path));
            if let Some(target) = target {
                let fragment = href.split_once('#').map(|(_, rest)| rest.to_owned());
                href.clone_from(&target.href);
                if let Some(fragment) = fragment.filter(|f| !f.is_empty()) {
                    href.push('#');
                    href.push_str(&fragment);
                }
                *story = target.story;
            }
        }
    }
}

/// The story a text leads to, if all of it is one link.
fn only_link(text: &RichText) -> Option<StoryId> {
    let mut only = None;
    for piece in &text.0 {
        match piece {
            Inline::Text { text, .. } if text.trim().is_empty() => {}
            Inline::Text { marks, .. } => {
                let story = marks.iter().find_map(|mark| match mark {
                    Mark::Link { story, .. } => *story,
                    _ => None,
                })?;
                if only.is_some_and(|only| only != story) {
                    return None;
                }
                only = Some(story);
            }
            Inline::Break { .. } => {}
            Inline::Footnote { .. } => return None,
        }
    }
    only
}

fn collect(body: &Body, site: &OldSite, paths: &mut HashSet<String>) {
    body.walk(&mut |element| {
        for_each_shared_text(element, &mut |text| {
            for piece in &text.0 {
                let Inline::Text { marks, .. } = piece else {
                    continue;
                };
                paths.extend(marks.iter().filter_map(|mark| match mark {
                    Mark::Link { href, .. } => site.path(href),
                    _ => None,
                }));
            }
        });
    });
}

fn for_each_shared_text<'a>(element: &'a Element, visit: &mut dyn FnMut(&'a RichText)) {
    match &element.kind {
        Kind::Paragraph { text }
        | Kind::Heading { text, .. }
        | Kind::PullQuote { text, .. }
        | Kind::Footnote { text, .. } => visit(text),
        Kind::List { items, .. } => items.iter().for_each(|item| visit(&item.text)),
        Kind::Quote { text, .. } => text.iter().for_each(visit),
        Kind::Picture(used) => used.caption.iter().for_each(visit),
        Kind::Gallery { pictures, .. } => pictures
            .iter()
            .filter_map(|used| used.caption.as_ref())
            .for_each(visit),
        Kind::Table {
            caption,
            head,
            rows,
        } => caption
            .iter()
            .chain(head)
            .chain(rows.iter().flatten())
            .for_each(visit),
        _ => {}
    }
}

fn for_each_text(element: &mut Element, visit: &mut dyn FnMut(&mut RichText)) {
    match &mut element.kind {
        Kind::Paragraph { text }
        | Kind::Heading { text, .. }
        | Kind::PullQuote { text, .. }
        | Kind::Footnote { text, .. } => visit(text),
        Kind::List { items, .. } => items.iter_mut().for_each(|item| visit(&mut item.text)),
        Kind::Quote { text, .. } => text.iter_mut().for_each(visit),
        Kind::Picture(used) => used.caption.iter_mut().for_each(visit),
        Kind::Gallery { pictures, .. } => pictures
            .iter_mut()
            .filter_map(|used| used.caption.as_mut())
            .for_each(visit),
        Kind::Table {
            caption,
            head,
            rows,
        } => caption
            .iter_mut()
            .chain(head)
            .chain(rows.iter_mut().flatten())
            .for_each(visit),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(words: &str, href: &str) -> Inline {
        Inline::Text {
            text: words.to_owned(),
            marks: vec![Mark::Link {
                href: href.to_owned(),
                story: None,
            }],
        }
    }

    fn plain(words: &str) -> Inline {
        Inline::Text {
            text: words.to_owned(),
            marks: Vec::new(),
        }
    }

    fn paragraph(pieces: Vec<Inline>) -> Element {
        Element::new(Kind::Paragraph {
            text: RichText(pieces),
        })
    }

    #[test]
    fn a_paragraph_that_is_only_a_link_becomes_a_card_and_others_follow_the_story() {
        let site = OldSite::new("https://old.example");
        let story = StoryId(uuid::Uuid::from_u128(1));
        let own = StoryId(uuid::Uuid::from_u128(2));
        let target = Target {
            story: Some(story),
            href: "/en/news/2013/04/17/flood".to_owned(),
        };
        let links = Links {
            targets: HashMap::from([("/2013/04/flood".to_owned(), target)]),
        };
        let old = "https://old.example/2013/04/flood/#damage";
        let mut body = Body {
            elements: vec![
                paragraph(vec![link("The flood", old), plain(" ")]),
                paragraph(vec![plain("See "), link("the flood", old)]),
                paragraph(vec![link(
                    "elsewhere",
                    "https://other.example/2013/04/flood/",
                )]),
            ],
        };

        links.rewrite(&mut body, &site, own);

        assert_eq!(body.elements[0].kind, Kind::RichLink { story });
        let Kind::Paragraph { text } = &body.elements[1].kind else {
            panic!("still a paragraph")
        };
        let expected = Mark::Link {
            href: "/en/news/2013/04/17/flood#damage".to_owned(),
            story: Some(story),
        };
        assert_eq!(
            text.0[1],
            Inline::Text {
                text: "the flood".to_owned(),
                marks: vec![expected]
            }
        );
        assert!(
            matches!(&body.elements[2].kind, Kind::Paragraph { text } if text.stories().count() == 0)
        );
    }

    #[test]
    fn a_story_is_no_card_in_itself() {
        let site = OldSite::new("https://old.example");
        let own = StoryId(uuid::Uuid::from_u128(2));
        let target = Target {
            story: Some(own),
            href: "/en/x".to_owned(),
        };
        let links = Links {
            targets: HashMap::from([("/x".to_owned(), target)]),
        };
        let mut body = Body {
            elements: vec![paragraph(vec![link("here", "/x")])],
        };

        links.rewrite(&mut body, &site, own);

        assert!(matches!(body.elements[0].kind, Kind::Paragraph { .. }));
    }
}
