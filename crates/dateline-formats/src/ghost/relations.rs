//! What belongs to which post, in few bytes: an export has several relations for each post, and
//! all must be known before the first story can be told.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Most relations of one table.
const MAX_RELATIONS: usize = 10_000_000;
/// Most things posts can be related to.
const MAX_OTHERS: usize = 500_000;
/// Stands for an order that was not given.
const NO_ORDER: i32 = i32::MIN;

/// Relations of posts to one kind of thing: 16 bytes for each.
#[derive(Debug, Default)]
pub(super) struct Relations {
    rows: Vec<Relation>,
    others: Vec<String>,
    numbers: HashMap<String, u32>,
}

#[derive(Clone, Copy, Debug)]
struct Relation {
    post: u64,
    other: u32,
    order: i32,
}

/// What stands for a post among millions of others.
pub(super) fn hash(post: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    post.hash(&mut hasher);
    hasher.finish()
}

impl Relations {
    /// Adds a relation; false if there is no room for more.
    #[must_use]
    pub fn add(&mut self, post: &str, other: String, order: Option<i64>) -> bool {
        let Some(other) = self.number(other) else {
            return false;
        };
        if self.rows.len() >= MAX_RELATIONS {
            return false;
        }
        let order = order.map_or(NO_ORDER, |order| {
            let order = order.clamp(i64::from(NO_ORDER) + 1, i64::from(i32::MAX));
            i32::try_from(order).unwrap_or(i32::MAX)
        });
        self.rows.push(Relation {
            post: hash(post),
            other,
            order,
        });
        true
    }

    fn number(&mut self, other: String) -> Option<u32> {
        if let Some(number) = self.numbers.get(&other) {
            return Some(*number);
        }
        if self.others.len() >= MAX_OTHERS {
            return None;
        }
        let number = u32::try_from(self.others.len()).ok()?;
        self.others.push(other.clone());
        self.numbers.insert(other, number);
        Some(number)
    }

    /// Puts the relations of each post in order; one without an order stands where it came.
    pub fn settle(&mut self) {
        self.rows.sort_by_key(|row| row.post);
        self.rows.shrink_to_fit();
        for group in self.rows.chunk_by_mut(|a, b| a.post == b.post) {
            for (place, row) in group.iter_mut().enumerate() {
                if row.order == NO_ORDER {
                    row.order = i32::try_from(place).unwrap_or(i32::MAX);
                }
            }
            group.sort_by_key(|row| row.order);
        }
        self.numbers = HashMap::new();
    }

    /// What a post is related to, in order.
    pub fn of(&self, post: &str) -> impl Iterator<Item = &str> {
        let post = hash(post);
        let start = self.rows.partition_point(|row| row.post < post);
        let rows = self.rows.get(start..).unwrap_or_default();
        rows.iter()
            .take_while(move |row| row.post == post)
            .map(|row| self.other(row))
    }

    /// What each post is related to, in order.
    pub fn groups(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.rows
            .chunk_by(|a, b| a.post == b.post)
            .map(|group| group.iter().map(|row| self.other(row)))
    }

    fn other(&self, row: &Relation) -> &str {
        self.others
            .get(row.other as usize)
            .map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_stand_in_their_order_and_without_one_as_they_came() {
        let mut relations = Relations::default();
        for (post, other, order) in [
            ("p", "c", Some(2)),
            ("q", "x", None),
            ("p", "a", Some(-1)),
            ("q", "y", None),
            ("p", "b", Some(i64::MAX)),
            ("q", "z", Some(0)),
        ] {
            assert!(relations.add(post, other.to_owned(), order));
        }

        relations.settle();

        let of = |post| relations.of(post).collect::<Vec<_>>().join("");
        assert_eq!([of("p"), of("q"), of("r")], ["acb", "xzy", ""]);
        assert_eq!(relations.groups().count(), 2);
    }
}
