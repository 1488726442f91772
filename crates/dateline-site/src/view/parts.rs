//! Small parts many pages are made of.

use crate::build::escaped;
use dateline_core::body::PictureUse;
use dateline_core::id::PictureId;
use serde::{Serialize, Serializer};

/// A moment; templates show it by `date`, `time`, `datetime`, `iso`, `when`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub jiff::Timestamp);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0.as_microsecond())
    }
}

impl From<jiff::Timestamp> for Moment {
    fn from(at: jiff::Timestamp) -> Self {
        Self(at)
    }
}

/// The edition a page is of.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EditionView {
    /// Part of addresses.
    pub code: String,
    /// Name of the paper.
    pub name: String,
    /// One line under the name; may be empty.
    pub tagline: String,
    /// BCP 47, without extensions.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its numerals, by the name CLDR gives them (`latn`, `arab`).
    pub numerals: &'static str,
    /// Its front.
    pub url: String,
}

/// Words that lead somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The words.
    pub name: String,
    /// Where to.
    pub url: String,
}

impl Link {
    /// A link.
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            url: url.into(),
        }
    }
}

/// A person with a name in the byline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PersonView {
    /// As readers see it.
    pub name: String,
    /// The public page, if there is one.
    pub url: Option<String>,
    /// What the person does at the paper.
    pub role: Option<String>,
    /// A portrait.
    pub picture: Option<PictureView>,
}

/// One picture, in every size there is.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PictureView {
    /// Which picture it is; none in samples.
    #[serde(skip)]
    pub id: Option<PictureId>,
    /// Address of the size every browser can show.
    pub src: String,
    /// Sizes in the same media type as `src`: `a.jpg 480w, b.jpg 960w`.
    pub srcset: Option<String>,
    /// Sizes in better media types, best first.
    pub sources: Vec<PictureSource>,
    /// Pixels across, of the whole picture.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
    /// For who cannot see it; empty if it only decorates. See [`distinct_alt`].
    pub alt: String,
    /// Caption, HTML.
    pub caption_html: Option<String>,
    /// Who made it, as contracts ask to show it.
    pub credit_line: Option<String>,
    /// What readers are told of it (`handout`, `generated`): ends of messages that begin with `picture-`.
    pub labels: Vec<&'static str>,
    /// Address of the hint that stands in its place until it is there: a handful of pixels.
    pub hint: Option<String>,
    /// The point crops keep, as a class; see [`focus_class`].
    pub focus: String,
    /// What its content credentials say, HTML; see [`credentials`](super::credentials).
    pub credentials_html: Option<String>,
}

/// Sizes of a picture in one media type.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PictureSource {
    /// `image/webp`.
    pub media_type: &'static str,
    /// For whom, as a media query; for all if `None`.
    pub media: Option<&'static str>,
    /// `a.webp 480w, b.webp 960w`.
    pub srcset: String,
}

/// The class of a focal point (0 to 1 across and down), in steps of a quarter.
pub fn focus_class((x, y): (f64, f64)) -> String {
    let step = |part: f64| match part.clamp(0.0, 1.0) {
        p if p < 0.125 => 0,
        p if p < 0.375 => 1,
        p if p < 0.625 => 2,
        p if p < 0.875 => 3,
        _ => 4,
    };
    format!("fx{} fy{}", step(x), step(y))
}

/// An alternative text that says something of its own: nothing if it only repeats the caption.
pub fn distinct_alt(alt: Option<&str>, caption: Option<&str>) -> String {
    let alt = alt.unwrap_or_default().trim();
    let bare = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    if caption.is_some_and(|c| bare(c) == bare(alt)) {
        String::new()
    } else {
        alt.to_owned()
    }
}

/// A promoted story: everything follows the story as it is now.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CardView {
    /// The story.
    pub url: String,
    /// Short label over the headline; a field of its own, never part of the headline.
    pub kicker: Option<String>,
    /// Title.
    pub headline: String,
    /// Text of the card.
    pub trail_text: Option<String>,
    /// Word of the format (`news`, `opinion`, ...).
    pub format: &'static str,
    /// Department; none on its own page.
    pub section: Option<Link>,
    /// Picture.
    pub picture: Option<PictureView>,
    /// First publication; none of a card that is no story.
    pub published: Option<Moment>,
    /// Names of the authors.
    pub byline: Vec<String>,
    /// Portrait of the author, for opinion.
    pub portrait: Option<PictureView>,
    /// Contributions so far, if there is a discussion.
    pub comment_count: Option<u32>,
    /// Retracted: still readable, with a notice.
    pub is_withdrawn: bool,
}

/// The alternative text of a picture as used in one place, where it may have a caption of its own.
pub fn alt_in_place(used: &PictureUse, picture: &PictureView) -> String {
    let alt = used.alt.as_deref().unwrap_or(&picture.alt);
    let caption = used
        .caption
        .as_ref()
        .filter(|c| !c.is_blank())
        .map(|c| escaped(&c.plain()));
    let caption = caption.as_deref().or(picture.caption_html.as_deref());
    if distinct_alt(Some(&escaped(alt)), caption).is_empty() {
        String::new()
    } else {
        alt.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alt_that_repeats_the_caption_is_left_empty() {
        assert_eq!(distinct_alt(Some("A tram. "), Some("A tram")), "");
        assert_eq!(
            distinct_alt(Some("A red tram"), Some("Line 4 at dawn")),
            "A red tram"
        );
        assert_eq!(distinct_alt(None, None), "");
    }

    #[test]
    fn a_focal_point_becomes_the_nearest_quarter() {
        assert_eq!(focus_class((0.5, 0.3)), "fx2 fy1");
        assert_eq!(focus_class((-1.0, 2.0)), "fx0 fy4");
    }
}
