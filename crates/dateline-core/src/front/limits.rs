//! How much a front may hold, with a named error for each bound.

use super::{Card, Container, Front};
use crate::body::limits::is_safe_href;

/// Most containers of a front.
pub const MAX_CONTAINERS: usize = 40;
/// Most places of a container.
pub const MAX_CONTAINER_SIZE: u8 = 40;
/// Most cards placed by hand in a container.
pub const MAX_CARDS: usize = 40;
/// Most characters of a title, a kicker or a headline.
pub const MAX_TITLE_CHARS: usize = 500;
/// Most characters of a trail text.
pub const MAX_TRAIL_CHARS: usize = 2_000;
/// Most bytes of the address of a snap.
pub const MAX_HREF_BYTES: usize = 2_048;
/// Most bytes of the JSON form of a front.
pub const MAX_JSON_BYTES: usize = 1024 * 1024;

/// Why a front is refused. Containers and cards are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontError {
    /// Not the JSON form of a front.
    #[error("the front is not valid: {detail}")]
    Malformed {
        /// What the reader stumbled over.
        detail: String,
    },
    /// Too large in its JSON form.
    #[error("the front is {found} bytes of JSON; at most {MAX_JSON_BYTES} are allowed")]
    TooLarge {
        /// How many bytes there are.
        found: usize,
    },
    /// Too many containers.
    #[error("the front has {found} containers; at most {MAX_CONTAINERS} are allowed")]
    TooManyContainers {
        /// How many there are.
        found: usize,
    },
    /// No place, or too many.
    #[error("container {container} has {found} places; give it 1 to {MAX_CONTAINER_SIZE}")]
    ContainerSize {
        /// Which container.
        container: usize,
        /// How many places it has.
        found: u8,
    },
    /// Too many cards.
    #[error("container {container} has {found} cards; at most {MAX_CARDS} are allowed")]
    TooManyCards {
        /// Which container.
        container: usize,
        /// How many there are.
        found: usize,
    },
    /// The title of a container is too long.
    #[error(
        "the title of container {container} has {found} characters; at most {MAX_TITLE_CHARS} are allowed"
    )]
    TitleTooLong {
        /// Which container.
        container: usize,
        /// How many characters there are.
        found: usize,
    },
    /// Words of a card are too long.
    #[error(
        "the {what} of card {card} in container {container} has {found} characters; at most {most} are allowed"
    )]
    CardTextTooLong {
        /// Which container.
        container: usize,
        /// Which card.
        card: usize,
        /// Which words of it.
        what: &'static str,
        /// How many characters there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// A snap nobody could read.
    #[error(
        "card {card} in container {container} has no headline; a card that is no story needs one"
    )]
    NoHeadline {
        /// Which container.
        container: usize,
        /// Which card.
        card: usize,
    },
    /// The address of a snap is too long.
    #[error(
        "the address of card {card} in container {container} has {found} bytes; at most {MAX_HREF_BYTES} are allowed"
    )]
    HrefTooLong {
        /// Which container.
        container: usize,
        /// Which card.
        card: usize,
        /// How many bytes there are.
        found: usize,
    },
    /// An address that is not safe to follow.
    #[error(
        "card {card} in container {container} leads to \"{href}\"; use an http or https address or a path of this site"
    )]
    UnsafeHref {
        /// Which container.
        container: usize,
        /// Which card.
        card: usize,
        /// The address.
        href: String,
    },
}

/// True if a snap may lead there: http(s) or a path of this site.
pub fn is_snap_href(href: &str) -> bool {
    let is_known = |start: &str| {
        href.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    is_safe_href(href) && ["/", "http://", "https://"].into_iter().any(is_known)
}

/// Checks every bound but the size of the JSON form; the first one broken is the error.
pub fn check(front: &Front) -> Result<(), FrontError> {
    if front.containers.len() > MAX_CONTAINERS {
        return Err(FrontError::TooManyContainers {
            found: front.containers.len(),
        });
    }
    let mut numbered = (1..).zip(&front.containers);
    numbered.try_for_each(|(number, container)| check_container(number, container))
}

/// Checks the size of the JSON form.
pub(super) fn check_size(found: usize) -> Result<(), FrontError> {
    if found > MAX_JSON_BYTES {
        Err(FrontError::TooLarge { found })
    } else {
        Ok(())
    }
}

fn check_container(number: usize, container: &Container) -> Result<(), FrontError> {
    if !(1..=MAX_CONTAINER_SIZE).contains(&container.size) {
        return Err(FrontError::ContainerSize {
            container: number,
            found: container.size,
        });
    }
    let title = chars(container.title.as_deref());
    if title > MAX_TITLE_CHARS {
        return Err(FrontError::TitleTooLong {
            container: number,
            found: title,
        });
    }
    if container.cards.len() > MAX_CARDS {
        return Err(FrontError::TooManyCards {
            container: number,
            found: container.cards.len(),
        });
    }
    let mut numbered = (1..).zip(&container.cards);
    numbered.try_for_each(|(at, card)| check_card((number, at), card))
}

fn check_card((container, card): (usize, usize), given: &Card) -> Result<(), FrontError> {
    let text = |what, text: Option<&str>, most| {
        let found = chars(text);
        if found > most {
            return Err(FrontError::CardTextTooLong {
                container,
                card,
                what,
                found,
                most,
            });
        }
        Ok(())
    };
    match given {
        Card::Story {
            kicker,
            headline,
            trail_text,
            ..
        } => {
            text("kicker", kicker.as_deref(), MAX_TITLE_CHARS)?;
            text("headline", headline.as_deref(), MAX_TITLE_CHARS)?;
            text("trail text", trail_text.as_deref(), MAX_TRAIL_CHARS)
        }
        Card::Snap {
            headline,
            href,
            trail_text,
        } => {
            if headline.trim().is_empty() {
                return Err(FrontError::NoHeadline { container, card });
            }
            text("headline", Some(headline), MAX_TITLE_CHARS)?;
            text("trail text", trail_text.as_deref(), MAX_TRAIL_CHARS)?;
            if href.len() > MAX_HREF_BYTES {
                return Err(FrontError::HrefTooLong {
                    container,
                    card,
                    found: href.len(),
                });
            }
            if !is_snap_href(href) {
                return Err(FrontError::UnsafeHref {
                    container,
                    card,
                    href: href.chars().take(200).collect(),
                });
            }
            Ok(())
        }
    }
}

fn chars(text: Option<&str>) -> usize {
    text.map_or(0, |text| text.chars().count())
}
