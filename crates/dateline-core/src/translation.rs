//! What a translation was made of, and what changed in its original since.
//!
//! A translation remembers, part by part, the original it follows: a fingerprint of each part and the part
//! of the translation that says it. Comparing that with the original as it is now gives what changed, was
//! added and was taken out. What is deliberately different is written down under the key of the change,
//! so that the next change of the same part is seen again.

use crate::body::text::{render, shorten};
use crate::body::{Body, Element, Kind};
use crate::id::derived;
use crate::story::StoryContent;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Characters shown of a part.
const EXCERPT_CHARS: usize = 90;
/// Pairs compared one by one; what is larger is compared by place.
const MAX_PAIRS: usize = 4_000_000;
/// Most characters of a note on what is deliberately different.
pub const MAX_NOTE_CHARS: usize = 1_000;

/// What a part of a story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// The title.
    Headline,
    /// What stands under it.
    Standfirst,
    /// Running text.
    Paragraph,
    /// A subheading.
    Heading,
    /// A list.
    List,
    /// What somebody said.
    Quote,
    /// One picture or several.
    Picture,
    /// A boxed aside.
    Factbox,
    /// Figures in rows.
    Table,
    /// Whatever else a body may hold.
    Other,
}

impl PartKind {
    /// The word stored and shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::List => "list",
            Self::Quote => "quote",
            Self::Picture => "picture",
            Self::Factbox => "factbox",
            Self::Table => "table",
            Self::Other => "element",
        }
    }

    fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Paragraph { .. } => Self::Paragraph,
            Kind::Heading { .. } => Self::Heading,
            Kind::List { .. } => Self::List,
            Kind::Quote { .. } | Kind::PullQuote { .. } => Self::Quote,
            Kind::Picture(_) | Kind::Gallery { .. } => Self::Picture,
            Kind::Factbox { .. } => Self::Factbox,
            Kind::Table { .. } => Self::Table,
            _ => Self::Other,
        }
    }
}

/// A part of a story: its headline, its standfirst, or one element of its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its place in the body, from 1; 0 of headline and standfirst.
    pub place: usize,
    /// Name of the element within the story, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// The same as long as the part says the same.
    pub fingerprint: Uuid,
    /// Its first words.
    pub excerpt: String,
}

/// A part of the original that a translation follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// The part, as it was then.
    #[serde(flatten)]
    pub part: Part,
    /// Place of what says it in the body of the translation, as it was then; 0 of headline and standfirst.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translated_at: Option<usize>,
}

/// What happened to a part of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It says something else.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl ChangeKind {
    /// The word shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// Something the original says otherwise than when the translation followed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The part as it was followed; none of an added one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Followed>,
    /// The part as it is now; none of a removed one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Part>,
}

impl Change {
    /// Names this very change: another change of the same part has another key.
    pub fn key(&self) -> Uuid {
        let print = |part: Option<&Part>| part.map(|p| p.fingerprint.to_string());
        let before = print(self.before.as_ref().map(|b| &b.part)).unwrap_or_default();
        let now = print(self.now.as_ref()).unwrap_or_default();
        derived(&["translation", self.kind.as_str(), &before, &now])
    }

    /// The part it is about, as it is now if it is there.
    pub fn part(&self) -> Option<&Part> {
        self.now
            .as_ref()
            .or_else(|| self.before.as_ref().map(|b| &b.part))
    }
}

/// The parts of a story, in order.
pub fn parts(content: &StoryContent) -> Vec<Part> {
    let mut parts = vec![worded(PartKind::Headline, &content.headline)];
    if let Some(standfirst) = content.standfirst.as_ref().filter(|s| !s.is_blank()) {
        parts.push(worded(PartKind::Standfirst, &standfirst.plain()));
    }
    let elements = content.body.elements.iter().zip(1..);
    parts.extend(elements.map(|(element, place)| Part {
        kind: PartKind::of(&element.kind),
        place,
        element: element.id.clone(),
        fingerprint: fingerprint(element),
        excerpt: excerpt(element),
    }));
    parts
}

fn worded(kind: PartKind, words: &str) -> Part {
    Part {
        kind,
        place: 0,
        element: None,
        fingerprint: derived(&["part", kind.as_str(), words.trim()]),
        excerpt: shorten(words, EXCERPT_CHARS),
    }
}

/// By what it says: its name within the story does not count.
fn fingerprint(element: &Element) -> Uuid {
    let bare = Body {
        elements: vec![Element::new(element.kind.clone())],
    };
    derived(&["part", &bare.to_json()])
}

fn excerpt(element: &Element) -> String {
    let alone = Body {
        elements: vec![element.clone()],
    };
    shorten(&render(&alone), EXCERPT_CHARS)
}

/// What a translation follows: each part of the original with the part that says it. Parts belong together
/// that have the same name and kind, else those of a kind in their order.
pub fn follow(original: &StoryContent, translation: &StoryContent) -> Vec<Followed> {
    let own = parts(translation);
    let mut taken = vec![false; own.len()];
    let source = parts(original);
    let named: Vec<Option<usize>> = source
        .iter()
        .map(|part| {
            let name = part.element.as_ref()?;
            let at = own
                .iter()
                .position(|o| o.element.as_ref() == Some(name) && o.kind == part.kind)?;
            taken[at] = true;
            Some(at)
        })
        .collect();
    let pair = |(part, named): (Part, Option<usize>)| {
        let at = named.or_else(|| {
            let free = |(at, o): (usize, &Part)| o.kind == part.kind && !taken[at];
            own.iter().enumerate().position(free)
        });
        if let Some(at) = at {
            taken[at] = true;
        }
        Followed {
            part,
            translated_at: at.map(|at| own[at].place),
        }
    };
    source.into_iter().zip(named).map(pair).collect()
}

/// What the original says otherwise now, in the order of the original.
pub fn changes(followed: &[Followed], now: &StoryContent) -> Vec<Change> {
    let now = parts(now);
    let same = common(followed, &now);
    let mut changes = Vec::new();
    let (mut old, mut new) = (0, 0);
    for (old_end, new_end) in same.into_iter().chain([(followed.len(), now.len())]) {
        between(&followed[old..old_end], &now[new..new_end], &mut changes);
        (old, new) = (old_end + 1, new_end + 1);
    }
    changes
}

/// Between two parts that stayed: what has the same name or is of the same kind changed, what is left was
/// added or removed.
fn between(before: &[Followed], now: &[Part], changes: &mut Vec<Change>) {
    let mut left: Vec<Option<&Followed>> = before.iter().map(Some).collect();
    let mut take = |wanted: &dyn Fn(&Part) -> bool| {
        let found = left
            .iter_mut()
            .find(|b| b.is_some_and(|b| wanted(&b.part)))?;
        found.take()
    };
    let mut pairs: Vec<Option<&Followed>> = now
        .iter()
        .map(|part| {
            part.element
                .as_ref()
                .and_then(|_| take(&|b| b.element == part.element && b.kind == part.kind))
        })
        .collect();
    for (part, pair) in now.iter().zip(&mut pairs) {
        if pair.is_none() {
            *pair = take(&|b| b.kind == part.kind);
        }
    }
    for (part, pair) in now.iter().zip(pairs) {
        changes.push(Change {
            kind: pair.map_or(ChangeKind::Added, |_| ChangeKind::Changed),
            before: pair.cloned(),
            now: Some(part.clone()),
        });
    }
    changes.extend(left.into_iter().flatten().map(|gone| Change {
        kind: ChangeKind::Removed,
        before: Some(gone.clone()),
        now: None,
    }));
}

/// Places of the parts that stayed, in both: a longest common subsequence.
fn common(before: &[Followed], now: &[Part]) -> Vec<(usize, usize)> {
    let print = |at: usize| before[at].part.fingerprint;
    let short = before.len().min(now.len());
    let head = (0..short)
        .take_while(|at| print(*at) == now[*at].fingerprint)
        .count();
    let tail = (0..short - head)
        .take_while(|at| print(before.len() - 1 - at) == now[now.len() - 1 - at].fingerprint)
        .count();
    let (old_end, new_end) = (before.len() - tail, now.len() - tail);
    let mut found: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let (rows, columns) = (old_end - head, new_end - head);
    if rows.saturating_mul(columns) <= MAX_PAIRS {
        let same = |row: usize, column: usize| print(head + row) == now[head + column].fingerprint;
        let middle = longest(rows, columns, same);
        found.extend(middle.into_iter().map(|(a, b)| (head + a, head + b)));
    } else {
        let places = head..old_end.min(new_end);
        found.extend(
            places
                .filter(|at| print(*at) == now[*at].fingerprint)
                .map(|at| (at, at)),
        );
    }
    found.extend(
        (0..tail)
            .rev()
            .map(|at| (before.len() - 1 - at, now.len() - 1 - at)),
    );
    found
}

fn longest(
    rows: usize,
    columns: usize,
    same: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let width = columns + 1;
    let mut lengths = vec![0_u32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let (below, right) = (row + 1, column + 1);
            lengths[row * width + column] = if same(row, column) {
                lengths[below * width + right] + 1
            } else {
                lengths[below * width + column].max(lengths[row * width + right])
            };
        }
    }
    let (mut row, mut column, mut found) = (0, 0, Vec::new());
    while row < rows && column < columns {
        if same(row, column) {
            found.push((row, column));
            row += 1;
            column += 1;
        } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}
