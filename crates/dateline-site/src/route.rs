//! From an address to what it asks for. Pure: nothing is looked up here.

use dateline_core::slug::decode_path;
use dateline_db::queries::published::Cursor;
use uuid::Uuid;

/// Longest path that is looked at, in bytes after decoding.
const MAX_PATH: usize = 2_048;

/// An address as asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Decoded path.
    pub path: String,
    /// Where a list goes on.
    pub before: Option<Cursor>,
    /// The query, if there is one that may be part of an old address.
    pub query: Option<String>,
}

impl Address {
    /// Reads path and query of a request; `None` if the path is no good path.
    pub fn read(path: &str, query: Option<&str>) -> Option<Self> {
        let path = if path.contains('%') || !path.is_ascii() {
            decode_path(path)?
        } else {
            plain(path)?
        };
        if path.len() > MAX_PATH {
            return None;
        }
        let before = query.filter(|_| is_list(&path)).and_then(cursor);
        let query = query
            .filter(|q| before.is_none() && !q.is_empty() && q.len() <= 512)
            .map(str::to_owned);
        Some(Self {
            path,
            before,
            query,
        })
    }

    /// Under what the page is kept: unknown parts of the query do not make another page.
    pub fn key(&self) -> String {
        match self.before {
            None => self.path.clone(),
            Some(at) => format!("{}?{}", self.path, before(at)),
        }
    }

    /// The old address with its query ("/?p=12"), if it has one.
    pub fn with_query(&self) -> Option<String> {
        self.query.as_ref().map(|q| format!("{}?{q}", self.path))
    }
}

/// Whether a path is of a kind that goes on over several pages.
fn is_list(path: &str) -> bool {
    let segments: Vec<&str> = path.split('/').skip(2).collect();
    segments.last().is_some_and(|last| !last.is_empty())
        && matches!(
            place(&segments),
            Some((
                Place::Section(_) | Place::Tag(_) | Place::Person(_) | Place::Month(..),
                None
            ))
        )
}

fn plain(path: &str) -> Option<String> {
    let bad = path.contains('\\') || path.split('/').any(|s| s == "." || s == "..");
    (!bad).then(|| path.to_owned())
}

fn cursor(query: &str) -> Option<Cursor> {
    let value = query
        .split('&')
        .find_map(|part| part.strip_prefix("before="))?;
    let (at, id) = value.split_once('.')?;
    let good = at.len() <= 19
        && id.len() == 32
        && !at.starts_with('+')
        && (at == "0" || !at.starts_with('0'));
    let id = Uuid::try_parse(id)
        .ok()
        .filter(|id| id.simple().to_string() == value[at.len() + 1..])?;
    Some(Cursor {
        published_at: at.parse().ok().filter(|_| good)?,
        id,
    })
}

/// The query of the part of a list after a cursor.
pub fn before(at: Cursor) -> String {
    format!("before={}.{}", at.published_at, at.id.simple())
}

/// What a path asks for within an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// `/{edition}/`
    Front,
    /// `/{edition}/{section}`
    Section(&'a str),
    /// `/{edition}/topics/{tag}`
    Tag(&'a str),
    /// `/{edition}/people/{contributor}`
    Person(&'a str),
    /// `/{edition}/archive`
    Archive,
    /// `/{edition}/archive/{yyyy}/{mm}`
    Month(i16, i8),
    /// `/{edition}/archive/{yyyy}/{mm}/{dd}`
    Day(jiff::civil::Date),
}

/// A feed's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedForm {
    /// RSS 2.0.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

impl FeedForm {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// Name of the file.
    pub fn file(self) -> &'static str {
        match self {
            Self::Rss => "feed.rss",
            Self::Atom => "feed.atom",
            Self::Json => "feed.json",
        }
    }

    /// Media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// Reads what stands after the edition; with the form if it is a feed.
pub fn place<'a>(rest: &[&'a str]) -> Option<(Place<'a>, Option<FeedForm>)> {
    let form = rest
        .last()
        .and_then(|last| FeedForm::ALL.into_iter().find(|f| f.file() == *last));
    let parts = if form.is_some() {
        &rest[..rest.len() - 1]
    } else {
        rest
    };
    let place = match parts {
        [] => Place::Front,
        ["topics", tag] => Place::Tag(tag),
        ["people", who] => Place::Person(who),
        ["archive"] if form.is_none() => Place::Archive,
        ["archive", year, month] => Place::Month(
            number(year, 4)?,
            i8::try_from(number(month, 2)?)
                .ok()
                .filter(|m| (1..=12).contains(m))?,
        ),
        ["archive", year, month, day] if form.is_none() => Place::Day(date(year, month, day)?),
        ["topics" | "people" | "archive" | "pages", ..] => return None,
        [section] => Place::Section(section),
        _ => return None,
    };
    Some((place, form))
}

fn number(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn date(year: &str, month: &str, day: &str) -> Option<jiff::civil::Date> {
    let month = i8::try_from(number(month, 2)?).ok()?;
    jiff::civil::Date::new(number(year, 4)?, month, i8::try_from(number(day, 2)?).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_parameters_make_no_other_page() {
        let address = Address::read("/en/city", Some("utm_source=x&fbclid=1")).unwrap();

        assert_eq!(address.key(), "/en/city");
    }

    #[test]
    fn a_cursor_is_part_of_the_key_and_survives_the_way_there_and_back() {
        let at = Cursor {
            published_at: 1_700_000_000_000_000,
            id: Uuid::max(),
        };

        let address = Address::read("/en/city", Some(&before(at))).unwrap();

        assert_eq!(address.before, Some(at));
        assert_eq!(address.key(), format!("/en/city?{}", before(at)));
    }

    #[test]
    fn one_cursor_has_one_spelling() {
        for odd in [
            "before=01.ffffffffffffffffffffffffffffffff",
            "before=+1.ffffffffffffffffffffffffffffffff",
            "before=1.FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
            "before=1.2",
            "before=",
        ] {
            assert_eq!(
                Address::read("/en/city", Some(odd)).unwrap().before,
                None,
                "{odd}"
            );
        }
    }

    #[test]
    fn bad_paths_are_no_addresses() {
        for bad in ["/en/../x", "/en/%2e%2e/x", "/%00", "/en/%ff", "/a\\b"] {
            assert_eq!(Address::read(bad, None), None, "{bad}");
        }
    }

    #[test]
    fn places_are_read_strictly() {
        assert_eq!(
            place(&["archive", "2026", "11"]),
            Some((Place::Month(2026, 11), None))
        );
        assert_eq!(place(&["archive", "2026", "13"]), None);
        assert_eq!(place(&["archive", "2026", "02", "30"]), None);
        assert_eq!(place(&["archive", "2026", "1"]), None);
        assert_eq!(
            place(&["topics", "x", "feed.atom"]),
            Some((Place::Tag("x"), Some(FeedForm::Atom)))
        );
        assert_eq!(
            place(&["feed.rss"]),
            Some((Place::Front, Some(FeedForm::Rss)))
        );
    }
}
