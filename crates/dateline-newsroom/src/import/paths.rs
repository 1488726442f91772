//! Public paths: each belongs to one story.

use super::ImportError;
use dateline_core::id::StoryId;
use dateline_db::Tx;
use dateline_db::queries::import;
use std::collections::HashMap;

/// How many numbered paths are tried in one look.
const TRIES: u32 = 16;

/// Gives out paths; remembers how far the numbers of a path went.
#[derive(Debug, Default)]
pub(super) struct Paths {
    next: HashMap<String, u32>,
}

impl Paths {
    /// A free path for each story, in order: the one it wants, or that with `-2`, `-3`, ... Gives
    /// the numbers, 1 for the path as wanted.
    pub async fn assign(
        &mut self,
        tx: &mut Tx,
        wanted: &[(StoryId, String)],
    ) -> Result<Vec<u32>, ImportError> {
        let mut numbers = vec![0; wanted.len()];
        let mut given: HashMap<String, StoryId> = HashMap::new();
        let mut waiting: Vec<usize> = (0..wanted.len()).collect();
        let mut is_first = true;
        while !waiting.is_empty() {
            let tries: Vec<(usize, Vec<u32>)> = waiting
                .iter()
                .map(|at| (*at, self.tries(&wanted[*at].1, is_first)))
                .collect();
            let candidates: Vec<String> = tries
                .iter()
                .flat_map(|(at, numbers)| numbers.iter().map(|n| numbered(&wanted[*at].1, *n)))
                .collect();
            let owners = import::list_path_owners(tx, &candidates).await?;
            let owners: HashMap<String, StoryId> = owners
                .into_iter()
                .map(|(path, id)| (path, StoryId(id)))
                .collect();
            waiting.clear();
            for (at, tries) in tries {
                let (id, path) = &wanted[at];
                let is_free = |path: &str| {
                    let others = [owners.get(path), given.get(path)];
                    others.into_iter().flatten().all(|owner| owner == id)
                };
                let free = tries.iter().find(|n| is_free(&numbered(path, **n)));
                if let Some(number) = free {
                    numbers[at] = *number;
                    given.insert(numbered(path, *number), *id);
                } else {
                    waiting.push(at);
                }
                if !is_first || free.is_none() {
                    let tried = free.copied().or(tries.last().copied()).unwrap_or(1);
                    self.next.insert(path.clone(), tried.max(1) + 1);
                }
            }
            is_first = false;
        }
        Ok(numbers)
    }

    fn tries(&self, path: &str, is_first: bool) -> Vec<u32> {
        if is_first {
            return vec![1];
        }
        let from = self.next.get(path).copied().unwrap_or(2);
        (from..from + TRIES).collect()
    }
}

/// A path or slug with its number; the first has none.
pub(super) fn numbered(path: &str, number: u32) -> String {
    match number {
        0 | 1 => path.to_owned(),
        number => format!("{path}-{number}"),
    }
}
