//! Users become contributors; their passwords stay behind.

use super::row::Row;
use super::tables::skipped;
use crate::archive::{Contributor, Origin, Skipped};
use dateline_core::body::limits;

/// A user, without anything secret.
#[derive(Debug)]
pub(super) struct Person {
    pub id: String,
    pub slug: String,
    name: String,
    email: Option<String>,
    bio: Option<String>,
    url: Option<String>,
}

impl Person {
    /// Bytes of its texts.
    pub fn size(&self) -> usize {
        let texts = [&self.id, &self.slug, &self.name].map(String::len);
        let more = [&self.email, &self.bio, &self.url].map(|t| t.as_ref().map_or(0, String::len));
        texts.iter().chain(&more).sum()
    }

    /// As a record.
    pub fn contributor(&self) -> Contributor {
        Contributor {
            origin: Origin {
                id: self.id.clone(),
                line: 0,
            },
            slug: self.slug.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            bio: self.bio.clone(),
            url: self.url.clone(),
        }
    }
}

/// Reads a row of `users`.
pub(super) fn read(row: &Row, people: &mut Vec<Person>, left: &mut Vec<Skipped>) {
    let text = |key| row.text(key).map(str::to_owned);
    let (id, slug) = (row.id("id"), text("slug"));
    let Some(id) = id.or_else(|| slug.clone()) else {
        left.push(skipped(
            "contributors",
            "",
            "the row has neither an id nor a slug",
        ));
        return;
    };
    let slug = slug.unwrap_or_else(|| id.clone());
    if let Some(portrait) = text("profile_image").or_else(|| text("image")) {
        left.push(skipped(
            "portraits",
            &slug,
            &format!("contributors come over without a picture; it was {portrait}"),
        ));
    }
    people.push(Person {
        name: text("name").unwrap_or_else(|| slug.clone()),
        email: text("email"),
        bio: text("bio"),
        url: text("website").filter(|url| limits::is_web_url(url)),
        id,
        slug,
    });
}
