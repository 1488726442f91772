//! What templates can call that depends on the language: numerals, lists, quotation marks.

use super::filters::with;
use minijinja::{Environment, Error, State, Value};

pub(super) fn add(env: &mut Environment<'static>) {
    env.add_filter("digits", |state: &State, number: i64| {
        with(state, |l| Ok(l.digits(number)))
    });
    env.add_filter("quoted", |state: &State, words: &str| {
        with(state, |l| Ok(l.quoted(words)))
    });
    env.add_function("joint", joint);
}

/// What stands after the part at this place of a list ("A, B and C"), nothing after the last one. The
/// parts are words, or things with a name.
fn joint(state: &State, parts: &Value, at: usize) -> Result<String, Error> {
    let names = parts.try_iter()?.map(|part| {
        let named = part.get_attr("name").unwrap_or_default();
        let name = part.as_str().or(named.as_str()).unwrap_or_default();
        name.to_owned()
    });
    let names: Vec<String> = names.collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    with(state, |l| {
        let joints = l.lists().joints(&names);
        Ok(joints.into_iter().nth(at).unwrap_or_default())
    })
}
