//! Pages from templates: a theme's files, an engine for them, and a place to swap them while running.
//!
//! A template sees three names, `page` (a typed page of the site), `frame` (what all pages share) and
//! `theme` (its settings), strict about what is missing. It has fuel and a greatest size, so that a
//! foreign theme can neither hang the program nor fill its memory.

pub mod bundled;
mod css;
mod engine;
mod error;
mod faults;
mod filters;
pub mod folder;
mod live;
mod manifest;
mod script;
mod setting;
mod source;
#[cfg(test)]
mod tests;
mod theme;
mod words;

pub use error::{TemplateError, ThemeError};
pub use faults::{ThemeFault, ThemeFaults};
pub use live::{LiveTemplates, ThemeChoice, ThemeSet};
pub use manifest::{MANIFEST, Manifest};
pub use setting::{Setting, SettingKind, SettingValue};
pub use source::ThemeSource;
pub use theme::{Asset, THEME_BASE, Theme};

use crate::i18n::Locale;
use minijinja::Environment;
use minijinja::value::{Serde, Value};
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// Bytes of a page; the largest of ours has under a twentieth of it.
pub const PAGE_BYTES: usize = 4 * 1024 * 1024;

/// Templates of one state of a theme, parsed. Never changes: make a new one when a file changes.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    theme: Arc<Theme>,
}

/// Where a piece of a page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the page.
    pub range: Range<usize>,
    /// Name of the template.
    pub template: String,
    /// Line in it, from 1, on which the piece begins.
    pub line: usize,
    /// Whether an expression wrote it; else it stands in the template as it is.
    pub is_expression: bool,
}

impl Templates {
    /// Parses every template of a theme; the first that does not parse is the error.
    pub fn new(theme: Arc<Theme>) -> Result<Self, TemplateError> {
        let environment = engine::environment(&theme).map_err(|e| with_file(&theme, e))?;
        Ok(Self { environment, theme })
    }

    /// The theme the program carries.
    pub fn embedded() -> Result<Self, TemplateError> {
        Self::new(Arc::new(Theme::embedded()))
    }

    /// The theme they come from, with its assets.
    pub fn theme(&self) -> &Arc<Theme> {
        &self.theme
    }

    /// Makes a page. `page` must have a field `frame`, else the templates' `frame` is undefined.
    pub fn render<T: Serialize>(
        &self,
        template: &str,
        locale: &Arc<Locale>,
        page: &T,
    ) -> Result<String, TemplateError> {
        let made = self
            .environment
            .get_template(template)
            .and_then(|t| t.render(context(locale, page)));
        let html = made.map_err(|e| with_file(&self.theme, e.into()))?;
        self.bounded(template, html.len())?;
        Ok(html)
    }

    /// Makes a page and says which line of which template each piece of it comes from.
    pub fn render_traced<T: Serialize>(
        &self,
        template: &str,
        locale: &Arc<Locale>,
        page: &T,
    ) -> Result<(String, Vec<Span>), TemplateError> {
        let made = self
            .environment
            .get_template(template)
            .and_then(|t| t.render_with_spans(context(locale, page)));
        let (html, spans) = made.map_err(|e| with_file(&self.theme, e.into()))?;
        self.bounded(template, html.len())?;
        let spans = spans.iter().map(|span| Span {
            range: span.output_range(),
            template: span.name().to_owned(),
            line: span.line(),
            is_expression: span.kind() != minijinja::OutputSpanKind::Raw,
        });
        Ok((html, spans.collect()))
    }

    fn bounded(&self, template: &str, bytes: usize) -> Result<(), TemplateError> {
        if bytes <= PAGE_BYTES {
            return Ok(());
        }
        let error = TemplateError {
            template: template.to_owned(),
            detail: format!(
                "the page is too large: {} KiB, and a page has at most {}",
                bytes / 1024,
                PAGE_BYTES / 1024
            ),
            ..TemplateError::default()
        };
        Err(with_file(&self.theme, error))
    }
}

fn context<T: Serialize>(locale: &Arc<Locale>, page: &T) -> Value {
    let page = Value::from(Serde(page));
    let frame = page.get_attr("frame").unwrap_or(Value::UNDEFINED);
    let voice = Value::from_dyn_object(Arc::clone(locale));
    minijinja::context! { page, frame, voice }
}

fn with_file(theme: &Theme, mut error: TemplateError) -> TemplateError {
    if let Some(file) = theme.file_of(&error.template) {
        file.clone_into(&mut error.file);
    }
    error.lines = theme.excerpt(&error.template, error.line);
    error
}
