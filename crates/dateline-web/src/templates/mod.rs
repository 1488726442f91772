//! Pages from templates: a theme's files, an engine for them, and a place to swap them while running.
//!
//! A template sees two names, `page` (a typed page of the site) and `frame` (what all pages share),
//! strict about what is missing. It has fuel, so that a foreign theme cannot hang the program.

mod engine;
mod filters;
mod manifest;
mod theme;

pub use manifest::{MANIFEST, Manifest};
pub use theme::{Asset, THEME_BASE, Theme, ThemeError};

use crate::i18n::Locale;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error};
use serde::Serialize;
use std::sync::{Arc, PoisonError, RwLock};

/// Templates of one state of a theme, parsed. Never changes: make a new one when a file changes.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    theme: Arc<Theme>,
}

/// Why a page could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{template}:{line}: {detail}")]
pub struct TemplateError {
    /// Name of the template the fault is in.
    pub template: String,
    /// Line in it, from 1; 0 if it is not known.
    pub line: usize,
    /// What is wrong.
    pub detail: String,
}

impl From<Error> for TemplateError {
    fn from(error: Error) -> Self {
        // The innermost error that names a template is where the fault is.
        let mut deepest = &error;
        let mut source = std::error::Error::source(&error);
        while let Some(next) = source {
            if let Some(inner) = next.downcast_ref::<Error>()
                && inner.name().is_some()
            {
                deepest = inner;
            }
            source = next.source();
        }
        let detail = deepest.detail().map_or_else(
            || deepest.kind().to_string(),
            |d| format!("{}: {d}", deepest.kind()),
        );
        Self {
            template: deepest.name().unwrap_or_default().to_owned(),
            line: deepest.line().unwrap_or(0),
            detail,
        }
    }
}

impl Templates {
    /// Parses every template of a theme; the first that does not parse is the error.
    pub fn new(theme: Arc<Theme>) -> Result<Self, TemplateError> {
        let environment = engine::environment(&theme)?;
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
        let page = Value::from(Serde(page));
        let frame = page.get_attr("frame").unwrap_or(Value::UNDEFINED);
        let voice = Value::from_dyn_object(Arc::clone(locale));
        let root = minijinja::context! { page, frame, voice };
        Ok(self.environment.get_template(template)?.render(root)?)
    }
}

/// The templates in use, to be swapped when the theme changes.
#[derive(Debug)]
pub struct LiveTemplates(RwLock<Arc<Templates>>);

impl LiveTemplates {
    /// Starts with these.
    pub fn new(templates: Templates) -> Self {
        Self(RwLock::new(Arc::new(templates)))
    }

    /// Those of this moment.
    pub fn get(&self) -> Arc<Templates> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Uses others from now on; renders under way end with the old ones.
    pub fn replace(&self, templates: Templates) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(templates);
    }
}
