//! Sections, tags and contributors: made once, joined with those that are here.

use super::ImportError;
use super::old_paths;
use super::report::kind;
use super::run::{Run, items};
use dateline_core::id::{self, ContributorId, SectionId, TagId};
use dateline_core::slug;
use dateline_core::tag::{Section, Tag, TagKind};
use dateline_db::Tx;
use dateline_db::queries::import::{self, Filing};
use dateline_db::queries::people::Contributor;
use dateline_formats::archive::{self, Origin};
use std::collections::HashMap;
use uuid::Uuid;

/// Words that mean something else after the edition in an address.
const RESERVED: [&str; 13] = [
    "archive",
    "embed",
    "feed",
    "live",
    "most-read",
    "offline",
    "pages",
    "people",
    "press",
    "report",
    "saved",
    "search",
    "topics",
];

/// Longest circle of sections looked for.
const MAX_CIRCLE: usize = 100;

/// A section, tag or contributor of the archive.
#[derive(Debug)]
pub(super) struct Term {
    what: Filing,
    origin: Origin,
    /// Slug in the archive.
    key: String,
    name: String,
    about: String,
    print: String,
    row: Row,
}

#[derive(Debug)]
enum Row {
    Section {
        parent: Option<String>,
    },
    Tag {
        kind: TagKind,
    },
    Contributor {
        email: Option<String>,
        url: Option<String>,
    },
}

impl Term {
    /// A section.
    pub fn section(s: archive::Section, print: String) -> Self {
        Self {
            what: Filing::Section,
            origin: s.origin,
            key: s.slug,
            name: s.name,
            about: s.description.unwrap_or_default(),
            print,
            row: Row::Section { parent: s.parent },
        }
    }

    /// A tag.
    pub fn tag(t: archive::Tag, print: String) -> Self {
        Self {
            what: Filing::Tag,
            origin: t.origin,
            key: t.slug,
            name: t.name,
            about: t.description.unwrap_or_default(),
            print,
            row: Row::Tag { kind: t.kind },
        }
    }

    /// A contributor.
    pub fn contributor(c: archive::Contributor, print: String) -> Self {
        Self {
            what: Filing::Contributor,
            origin: c.origin,
            key: c.slug,
            name: c.name,
            about: c.bio.unwrap_or_default(),
            print,
            row: Row::Contributor {
                email: c.email,
                url: c.url,
            },
        }
    }

    /// What kind it is.
    pub fn what(&self) -> Filing {
        self.what
    }

    /// Slug it should have here.
    fn wanted(&self) -> String {
        let made = slug::make(&self.key).or_else(|| slug::make(&self.name));
        let made = made.or_else(|| slug::make(&format!("{}-{}", self.noun(), self.origin.id)));
        made.unwrap_or_else(|| self.noun().to_owned())
    }

    fn noun(&self) -> &'static str {
        match self.what {
            Filing::Section => "section",
            Filing::Tag => "tag",
            Filing::Contributor => "contributor",
        }
    }
}

/// Plural noun of the report.
pub(super) fn kind_of(what: Filing) -> &'static str {
    match what {
        Filing::Section => kind::SECTIONS,
        Filing::Tag => kind::TAGS,
        Filing::Contributor => kind::CONTRIBUTORS,
    }
}

/// Files terms of one kind: those of the archive's earlier import stay, the others are made.
pub(super) async fn file(
    run: &mut Run<'_>,
    tx: &mut Tx,
    what: Filing,
    terms: Vec<Term>,
) -> Result<(), ImportError> {
    let kind = kind_of(what);
    let keys: Vec<String> = terms.iter().map(|t| t.key.clone()).collect();
    let mut known = items(tx, &run.key, kind, &keys).await?;
    let mut new: Vec<Term> = Vec::new();
    for term in terms {
        if let Row::Section {
            parent: Some(parent),
        } = &term.row
        {
            run.parents.insert(term.key.clone(), parent.clone());
            tell_circle(run, &term, parent);
        }
        let before = known.get(&term.key).cloned();
        if !run.seen.is_first(kind, &term.key) {
            let is_same = before.is_some_and(|(_, print)| print == term.print);
            run.repeated(kind, &term.origin, is_same);
            continue;
        }
        run.report.find(kind, 1);
        run.report.keep(kind, 1);
        match before {
            Some((_, print)) if print == term.print => {}
            Some((id, _)) => {
                import::update_filing(tx, what, id, &term.name, &term.about).await?;
                put_items(run, tx, kind, vec![(term.key, id, term.print)]).await?;
            }
            None => {
                known.insert(term.key.clone(), (Uuid::nil(), term.print.clone()));
                new.push(term);
            }
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    make(run, tx, what, new).await
}

/// Tells of a section that stands above itself: it is a section like the others.
fn tell_circle(run: &mut Run<'_>, term: &Term, parent: &str) {
    let mut at = parent;
    for _ in 0..MAX_CIRCLE {
        if at == term.key {
            let from = format!("section below \"{parent}\", which is below this one");
            run.report
                .change(kind::SECTIONS, &term.origin, &from, "section of its own");
            return;
        }
        match run.parents.get(at) {
            Some(above) => at = above,
            None => return,
        }
    }
}

async fn put_items(
    run: &mut Run<'_>,
    tx: &mut Tx,
    kind: &'static str,
    items: Vec<(String, Uuid, String)>,
) -> Result<(), ImportError> {
    run.is_changed = true;
    Ok(import::put_items(tx, &run.key, kind, &items).await?)
}

/// Makes terms that were never here; one whose slug and name are here already is that one.
async fn make(
    run: &mut Run<'_>,
    tx: &mut Tx,
    what: Filing,
    new: Vec<Term>,
) -> Result<(), ImportError> {
    let kind = kind_of(what);
    let mut position = match what {
        Filing::Section => import::count_sections(tx, &run.edition.code).await?,
        _ => 0,
    };
    let slugs = free_slugs(run, tx, what, &new).await?;
    let (mut rows, mut items, mut old) = (Rows::default(), Vec::new(), Vec::new());
    for (term, place) in new.into_iter().zip(slugs) {
        let own = id::derived(&[&run.key, term.noun(), &term.key]);
        let target = place.joined.unwrap_or(own);
        old_paths::of_term(run, what, &term.key, &place.slug, &mut old);
        items.push((term.key.clone(), target, term.print.clone()));
        if place.joined.is_some() {
            let from = format!("{} \"{}\"", term.noun(), term.name);
            run.report.change(
                kind,
                &term.origin,
                &from,
                "the one of that name that was here",
            );
            continue;
        }
        if place.slug != term.key {
            let (from, to) = (
                format!("slug \"{}\"", term.key),
                format!("slug \"{}\"", place.slug),
            );
            run.report.change(kind, &term.origin, &from, &to);
        }
        rows.push(term, target, place.slug, position);
        position += 1;
    }
    rows.put(run, tx).await?;
    import::put_targets(tx, &old).await?;
    put_items(run, tx, kind, items).await
}

/// What slug a term gets, or which term it is.
struct Place {
    slug: String,
    joined: Option<Uuid>,
}

async fn free_slugs(
    run: &Run<'_>,
    tx: &mut Tx,
    what: Filing,
    terms: &[Term],
) -> Result<Vec<Place>, ImportError> {
    let mut places: Vec<Option<Place>> = terms.iter().map(|_| None).collect();
    let mut given: HashMap<String, (Uuid, String)> = HashMap::new();
    let mut number = 1;
    while places.iter().any(Option::is_none) {
        let wanted = |term: &Term| super::paths::numbered(&term.wanted(), number);
        let open: Vec<usize> = (0..terms.len())
            .filter(|at| places[*at].is_none())
            .collect();
        let slugs: Vec<String> = open.iter().map(|at| wanted(&terms[*at])).collect();
        for (slug, id, name) in import::list_slugs(tx, what, &run.edition.code, &slugs).await? {
            given.insert(slug, (id, name));
        }
        for (at, slug) in open.into_iter().zip(slugs) {
            let term = &terms[at];
            let is_reserved = what == Filing::Section && RESERVED.contains(&slug.as_str());
            match given.get(&slug) {
                Some((id, name)) if name.to_lowercase() == term.name.to_lowercase() => {
                    places[at] = Some(Place {
                        slug,
                        joined: Some(*id),
                    });
                }
                None if !is_reserved => {
                    let own = id::derived(&[&run.key, term.noun(), &term.key]);
                    given.insert(slug.clone(), (own, term.name.clone()));
                    places[at] = Some(Place { slug, joined: None });
                }
                _ => {}
            }
        }
        number += 1;
    }
    Ok(places.into_iter().flatten().collect())
}

#[derive(Default)]
struct Rows {
    sections: Vec<Section>,
    tags: Vec<Tag>,
    contributors: Vec<(Contributor, Option<String>)>,
}

impl Rows {
    fn push(&mut self, term: Term, id: Uuid, slug: String, position: i64) {
        let (name, description) = (term.name, term.about);
        match term.row {
            Row::Section { parent } => self.sections.push(Section {
                id: SectionId(id),
                slug,
                name,
                description,
                media_topic: None,
                position,
                in_navigation: parent.is_none(),
            }),
            Row::Tag { kind } => self.tags.push(Tag {
                id: TagId(id),
                slug,
                name,
                kind,
                description,
                media_topic: None,
                wikidata: None,
            }),
            Row::Contributor { email, url } => {
                let contributor = Contributor {
                    id: ContributorId(id),
                    slug,
                    name,
                    role: String::new(),
                    bio: description,
                    url,
                    picture: None,
                };
                self.contributors.push((contributor, email));
            }
        }
    }

    async fn put(self, run: &Run<'_>, tx: &mut Tx) -> Result<(), ImportError> {
        let edition = &run.edition.code;
        import::put_sections(tx, edition, &self.sections).await?;
        import::put_tags(tx, edition, &self.tags).await?;
        import::put_contributors(tx, edition, &self.contributors).await?;
        Ok(())
    }
}
