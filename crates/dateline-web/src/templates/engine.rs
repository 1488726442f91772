//! The engine: strict, bounded, escaping.

#[cfg(doc)]
use super::folder::limits;
use super::{TemplateError, Theme, filters, words};
use minijinja::value::{Serde, ValueKind};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};
use std::sync::Arc;

/// Steps a page may take; the largest of ours takes under a twentieth of it.
pub(super) const FUEL: u64 = 1_000_000;
/// Includes within includes.
const DEPTH: usize = 60;

/// Stack for parsing: the parser calls itself for each sign of an expression, and a template is at most
/// [`limits::TEMPLATE_BYTES`] of them.
const STACK: usize = 256 * 1024 * 1024;

/// Parses every template of a theme.
pub(super) fn environment(theme: &Arc<Theme>) -> Result<Environment<'static>, TemplateError> {
    let theme = Arc::clone(theme);
    let parse = move || parsed(&theme);
    let thread = std::thread::Builder::new()
        .name("templates".to_owned())
        .stack_size(STACK);
    let failed = |detail: String| TemplateError {
        detail,
        ..TemplateError::default()
    };
    let parser = thread.spawn(parse).map_err(|e| failed(e.to_string()))?;
    parser
        .join()
        .unwrap_or_else(|_| Err(failed("the parser panicked".to_owned())))
}

fn parsed(theme: &Arc<Theme>) -> Result<Environment<'static>, TemplateError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(DEPTH);
    env.set_auto_escape_callback(|name| {
        if name.rsplit_once('.').is_some_and(|(_, e)| e == "html") {
            AutoEscape::Html
        } else {
            AutoEscape::None
        }
    });
    env.set_formatter(write_value);
    if let Ok(syntax) = minijinja::syntax::SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        env.set_syntax(syntax);
    }
    filters::add(&mut env, theme);
    words::add(&mut env);
    env.add_global("theme", about(theme));
    for (name, source) in theme.templates() {
        env.add_template_owned(name.to_owned(), source.to_owned())?;
    }
    Ok(env)
}

/// What templates see of their theme.
fn about(theme: &Theme) -> Value {
    minijinja::context! {
        name => theme.manifest().name.clone(),
        version => theme.manifest().version.clone(),
        settings => Value::from(Serde(theme.values())),
    }
}

/// Writes a value: text escaped unless it is marked safe, numbers as they are. A list, a record or
/// nothing at all in the middle of a page is a fault of the template.
fn write_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::String => {
            let text = value.as_str().unwrap_or_default();
            let raw = value.is_safe() || matches!(state.auto_escape(), AutoEscape::None);
            if raw {
                out.write_str(text)
            } else {
                write_escaped(out, text)
            }
        }
        ValueKind::Number => out.write_fmt(format_args!("{value}")),
        kind => {
            return Err(Error::new(
                ErrorKind::InvalidOperation,
                format!("{kind} cannot be written into a page"),
            ));
        }
    }
    .map_err(Error::from)
}

fn write_escaped(out: &mut Output, text: &str) -> std::fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest)
}
