//! `templates` and what `serve` and `demo` say of themes.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Templates {
    /// Make every page of every edition with themes, strictly, and read what comes out. Every fault with
    /// file and line. Exit status 1 if there is one.
    ///
    /// Looks for what cannot be made, values that are undefined, elements with nothing in them or without
    /// words, words that are no message or of another script, faults of the style sheet and of
    /// theme.toml, files no theme has, and colours that are too near to each other.
    Check {
        /// Themes to check: names of bundled ones, or folders. Without them the bundled ones and those of
        /// the configuration.
        #[arg(value_name = "THEME")]
        themes: Vec<String>,
    },
    /// List the bundled themes and those of the configuration, with what can be set in them.
    List,
}

/// How a server looks.
#[derive(Args, Clone, Debug, Default)]
pub struct Look {
    /// Theme: the name of a bundled one (`dateline templates list`), or a folder.
    #[arg(long, value_name = "THEME")]
    pub theme: Option<String>,
    /// Show a theme that is being worked on as soon as one of its files is saved. Only on an address of
    /// this machine.
    #[arg(long)]
    pub dev: bool,
}
