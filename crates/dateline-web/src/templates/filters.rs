//! What templates can call: messages, dates, numbers, addresses of theme files.
//!
//! Moments are numbers (microseconds since 1970), days are texts (`2026-11-22`).

use super::{THEME_BASE, Theme};
use crate::i18n::{Arg, Locale};
use jiff::{Timestamp, civil::Date};
use minijinja::value::{Kwargs, Object};
use minijinja::{Environment, Error, ErrorKind, State, Value};
use std::sync::Arc;

impl Object for Locale {}

pub(super) fn add(env: &mut Environment<'static>, theme: &Arc<Theme>) {
    env.add_function("t", |state: &State, key: &str, args: Kwargs| {
        message(state, key, &args, true)
    });
    env.add_function("ta", |state: &State, key: &str, args: Kwargs| {
        message(state, key, &args, false)
    });
    let theme = Arc::clone(theme);
    env.add_function("asset", move |name: &str| {
        let public = theme
            .public_name(name)
            .ok_or_else(|| fault(format!("the theme has no file {name}")))?;
        Ok::<_, Error>(format!("{THEME_BASE}{public}"))
    });
    env.add_filter("date", |state: &State, at: i64| {
        with(state, |l| Ok(l.date(moment(at)?)))
    });
    env.add_filter("time", |state: &State, at: i64| {
        with(state, |l| Ok(l.time(moment(at)?)))
    });
    env.add_filter("datetime", |state: &State, at: i64| {
        with(state, |l| Ok(l.datetime(moment(at)?)))
    });
    env.add_filter("iso", |state: &State, at: i64| {
        with(state, |l| Ok(l.iso(moment(at)?)))
    });
    env.add_filter("day", |state: &State, at: i64| {
        with(state, |l| Ok(l.day(moment(at)?).to_string()))
    });
    env.add_filter("when", when);
    env.add_filter("long_day", |state: &State, day: &str| {
        with(state, |l| Ok(l.dates().date(civil(day)?)))
    });
    env.add_filter("weekday", |state: &State, day: &str| {
        with(state, |l| Ok(l.dates().weekday(civil(day)?)))
    });
    env.add_filter("month", |state: &State, day: &str| {
        with(state, |l| Ok(l.dates().month(civil(day)?)))
    });
    env.add_filter("number", |state: &State, number: i64| {
        with(state, |l| Ok(l.number(number)))
    });
}

/// "18:05" on the day the page is for, else "21 Nov"; the full date if the page is for no day.
fn when(state: &State, at: i64, today: Option<&str>) -> Result<String, Error> {
    with(state, |locale| {
        let at = moment(at)?;
        let Some(today) = today else {
            return Ok(locale.date(at));
        };
        let today = civil(today)?;
        Ok(if locale.day(at) == today {
            locale.time(at)
        } else {
            locale.short_date(at, today)
        })
    })
}

fn message(state: &State, key: &str, kwargs: &Kwargs, isolate: bool) -> Result<String, Error> {
    let names: Vec<&str> = kwargs.args().collect();
    let values = names
        .iter()
        .map(|n| kwargs.get::<Value>(n))
        .collect::<Result<Vec<_>, _>>()?;
    let args = names
        .iter()
        .zip(&values)
        .map(|(n, v)| Ok((*n, argument(n, v)?)))
        .collect::<Result<Vec<_>, Error>>()?;
    with(state, |locale| {
        locale
            .try_message(key, &args, isolate)
            .ok_or_else(|| fault(format!("no message \"{key}\" in {}", locale.tag())))
    })
}

fn argument<'a>(name: &str, value: &'a Value) -> Result<Arg<'a>, Error> {
    if let Some(text) = value.as_str() {
        return Ok(Arg::Text(text));
    }
    value
        .as_i64()
        .map(Arg::Number)
        .ok_or_else(|| fault(format!("\"{name}\" must be words or a whole number")))
}

pub(super) fn with<T>(
    state: &State,
    run: impl FnOnce(&Locale) -> Result<T, Error>,
) -> Result<T, Error> {
    let voice = state.lookup("voice").ok_or_else(|| fault("no locale"))?;
    let locale = voice
        .downcast_object_ref::<Locale>()
        .ok_or_else(|| fault("no locale"))?;
    run(locale)
}

fn moment(at: i64) -> Result<Timestamp, Error> {
    Timestamp::from_microsecond(at).map_err(|e| fault(e.to_string()))
}

fn civil(day: &str) -> Result<Date, Error> {
    day.parse().map_err(|e: jiff::Error| fault(e.to_string()))
}

fn fault(detail: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::InvalidOperation, detail)
}
