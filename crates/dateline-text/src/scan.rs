//! Looks through the bytes of an update before anything is made of them.
//!
//! An update is a list of changes by client, in a form that says little by itself. What no editor of
//! ours sends is refused here: documents in documents, binary parts, numbers that run over, and nodes
//! nested so deeply that working on them would exhaust the stack.

use crate::limits::MAX_DEPTH;
use crate::wire::{Reader, Unreadable};
use std::collections::HashMap;

type Fault = &'static str;

/// Most clients whose changes one update may bring.
const MAX_CLIENTS: u64 = 20_000;
/// Levels within lists and maps of one value.
const MAX_VALUE_DEPTH: usize = 8;

/// Where a change stands.
#[derive(Clone, Copy)]
enum Place {
    /// In a part of the document.
    Root,
    /// In the node made by this change.
    In(u64, u64),
    /// Beside this change.
    Beside(u64, u64),
}

/// A run of changes: where it begins, how long it is, where it stands.
struct Run {
    clock: u64,
    length: u64,
    place: Place,
}

/// Refuses what cannot be meant well, with what is wrong.
pub(crate) fn scan(update: &[u8]) -> Result<(), Fault> {
    let mut rest = Reader(update);
    let mut runs: HashMap<u64, Vec<Run>> = HashMap::new();
    read(&mut rest, &mut runs).map_err(|Unreadable(why)| why)?;
    if !rest.0.is_empty() {
        return Err("it goes on after its end");
    }
    depths(&runs)
}

fn read(rest: &mut Reader<'_>, runs: &mut HashMap<u64, Vec<Run>>) -> Result<(), Unreadable> {
    let clients = rest.number()?;
    if clients > MAX_CLIENTS {
        return Err(Unreadable("it comes from too many clients"));
    }
    for _ in 0..clients {
        let count = rest.number()?;
        let client = rest.number()?;
        let mut clock = rest.number()?;
        let list = runs.entry(client).or_default();
        for _ in 0..count {
            let run = block(rest, clock)?;
            clock = (clock + run.length.max(1)).min(u64::MAX / 2);
            if clock > u64::from(u32::MAX) / 2 {
                return Err(Unreadable("a number is too large"));
            }
            list.push(run);
        }
    }
    let clients = rest.number()?;
    if clients > MAX_CLIENTS {
        return Err(Unreadable("it comes from too many clients"));
    }
    for _ in 0..clients {
        rest.number()?;
        let ranges = rest.number()?;
        for _ in 0..ranges {
            let (start, length) = (rest.number()?, rest.number()?);
            if start + length > u64::from(u32::MAX) / 2 {
                return Err(Unreadable("a number is too large"));
            }
        }
    }
    Ok(())
}

fn block(rest: &mut Reader<'_>, clock: u64) -> Result<Run, Unreadable> {
    let info = rest.byte()?;
    let nothing = |length| Run {
        clock,
        length,
        place: Place::Root,
    };
    let kind = info & 31;
    if info == 10 || kind == 0 {
        return Ok(nothing(rest.number()?));
    }
    let origin = (info & 128 != 0)
        .then(|| Ok((rest.number()?, rest.number()?)))
        .transpose()?;
    let right = (info & 64 != 0)
        .then(|| Ok((rest.number()?, rest.number()?)))
        .transpose()?;
    let place = match (origin, right) {
        (Some((client, clock)), _) | (None, Some((client, clock))) => Place::Beside(client, clock),
        (None, None) => parent(rest, info)?,
    };
    let length = content(rest, kind)?;
    if length == 0 {
        return Err(Unreadable("a change that changes nothing"));
    }
    Ok(Run {
        clock,
        length,
        place,
    })
}

fn parent(rest: &mut Reader<'_>, info: u8) -> Result<Place, Unreadable> {
    let place = match rest.number()? {
        1 => {
            if rest.text()?.len() > 64 {
                return Err(Unreadable("a part with a very long name"));
            }
            Place::Root
        }
        0 => Place::In(rest.number()?, rest.number()?),
        _ => return Err(Unreadable("a change that stands nowhere")),
    };
    if info & 32 != 0 && rest.text()?.len() > 64 {
        return Err(Unreadable("an attribute with a very long name"));
    }
    Ok(place)
}

/// The length of what a change brings.
fn content(rest: &mut Reader<'_>, kind: u8) -> Result<u64, Unreadable> {
    Ok(match kind {
        // Something deleted.
        1 => rest.number()?,
        // Text: as long as browsers count it.
        4 => {
            let text = rest.text()?;
            text.chars().map(|c| c.len_utf16() as u64).sum()
        }
        // A mark begins or ends.
        6 => {
            if rest.text()?.len() > 128 {
                return Err(Unreadable("a mark with a very long name"));
            }
            json(rest.text()?)?;
            1
        }
        // A node, or words.
        7 => {
            match rest.number()? {
                3 => {
                    rest.text()?;
                }
                6 => {}
                _ => {
                    return Err(Unreadable(
                        "it brings something that is no node and no text",
                    ));
                }
            }
            1
        }
        // Values of attributes.
        8 => {
            let count = rest.number()?;
            for _ in 0..count {
                value(rest, 0)?;
            }
            count
        }
        _ => return Err(Unreadable("it brings something that no story holds")),
    })
}

fn json(text: &str) -> Result<(), Unreadable> {
    // Deeper than any mark is; the reader of JSON has a bound of its own.
    serde_json::from_str::<serde_json::Value>(text)
        .map(drop)
        .map_err(|_| Unreadable("a mark that cannot be read"))
}

fn value(rest: &mut Reader<'_>, depth: usize) -> Result<(), Unreadable> {
    if depth > MAX_VALUE_DEPTH {
        return Err(Unreadable("a value nested too deeply"));
    }
    match rest.byte()? {
        // Nothing, null, no, yes.
        127 | 126 | 121 | 120 => {}
        125 => {
            // Whole numbers have a sign in the first byte; the rest is as always.
            let mut byte = rest.byte()?;
            let mut count = 1;
            while byte > 127 {
                byte = rest.byte()?;
                count += 1;
                if count > 9 {
                    return Err(Unreadable("a number is too large"));
                }
            }
        }
        124 => {
            rest.take(4)?;
        }
        123 | 122 => {
            rest.take(8)?;
        }
        119 => {
            rest.text()?;
        }
        118 => {
            let count = rest.number()?;
            for _ in 0..count {
                rest.text()?;
                value(rest, depth + 1)?;
            }
        }
        117 => {
            let count = rest.number()?;
            for _ in 0..count {
                value(rest, depth + 1)?;
            }
        }
        _ => return Err(Unreadable("a value of an unknown kind")),
    }
    Ok(())
}

/// Refuses nodes nested too deeply within the update; what it hangs on is bounded by the same.
fn depths(runs: &HashMap<u64, Vec<Run>>) -> Result<(), Fault> {
    let all: usize = runs.values().map(Vec::len).sum();
    let mut known: HashMap<(u64, usize), usize> = HashMap::with_capacity(all);
    for (client, list) in runs {
        for at in 0..list.len() {
            // Runs on the way up, each with how much deeper it stands than the next.
            let mut path = Vec::new();
            let mut next = Some((*client, at));
            let mut depth = 0;
            while let Some(here) = next {
                if let Some(found) = known.get(&here) {
                    depth = *found;
                    break;
                }
                if path.len() > all {
                    return Err("its changes stand in a circle");
                }
                let place = runs.get(&here.0).and_then(|list| list.get(here.1));
                let (above, deeper) = match place.map_or(Place::Root, |run| run.place) {
                    Place::Root => (None, 0),
                    Place::In(client, clock) => (index(runs, client, clock), 1),
                    Place::Beside(client, clock) => (index(runs, client, clock), 0),
                };
                path.push((here, deeper));
                next = above;
            }
            for (here, deeper) in path.into_iter().rev() {
                depth += deeper;
                if depth > 2 * MAX_DEPTH {
                    return Err("its nodes are nested too deeply");
                }
                known.insert(here, depth);
            }
        }
    }
    Ok(())
}

/// The run of a client that holds a clock.
fn index(runs: &HashMap<u64, Vec<Run>>, client: u64, clock: u64) -> Option<(u64, usize)> {
    let list = runs.get(&client)?;
    let at = list
        .partition_point(|run| run.clock <= clock)
        .checked_sub(1)?;
    let run = list.get(at)?;
    (clock < run.clock + run.length).then_some((client, at))
}
