//! Arguments of a command: flags, options with a value, and the rest in order.

use anyhow::{Result, bail};

/// What is left of the command line.
#[derive(Debug)]
pub struct Args {
    rest: Vec<String>,
}

impl Args {
    /// The arguments this process was started with.
    pub fn from_env() -> Self {
        Self {
            rest: std::env::args().skip(1).collect(),
        }
    }

    /// Takes the first word, if there is one.
    pub fn command(&mut self) -> Option<String> {
        (!self.rest.is_empty()).then(|| self.rest.remove(0))
    }

    /// Takes `--name`; says whether it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.rest.len();
        self.rest.retain(|arg| arg != name);
        self.rest.len() != before
    }

    /// Takes `--name VALUE` or `--name=VALUE`.
    pub fn option(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.rest.iter().position(|arg| is_option(arg, name)) else {
            return Ok(None);
        };
        let arg = self.rest.remove(at);
        if let Some((_, value)) = arg.split_once('=') {
            return Ok(Some(value.to_owned()));
        }
        if at == self.rest.len() {
            bail!("{name} needs a value");
        }
        Ok(Some(self.rest.remove(at)))
    }

    /// Takes the next word that is no option.
    pub fn word(&mut self) -> Option<String> {
        let at = self.rest.iter().position(|arg| !arg.starts_with("--"))?;
        Some(self.rest.remove(at))
    }

    /// Refuses what no one took.
    pub fn done(self) -> Result<()> {
        match self.rest.first() {
            Some(arg) => bail!("unexpected argument `{arg}`"),
            None => Ok(()),
        }
    }
}

fn is_option(arg: &str, name: &str) -> bool {
    arg.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(words: &[&str]) -> Args {
        Args {
            rest: words.iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    #[test]
    fn an_option_may_be_one_word_or_two() -> Result<()> {
        let mut args = args(&["--listen", "127.0.0.1:1", "--data=here", "story"]);

        assert_eq!(args.option("--listen")?.as_deref(), Some("127.0.0.1:1"));
        assert_eq!(args.option("--data")?.as_deref(), Some("here"));
        assert_eq!(args.word().as_deref(), Some("story"));
        args.done()
    }

    #[test]
    fn an_option_without_its_value_is_refused() {
        assert!(args(&["--listen"]).option("--listen").is_err());
    }

    #[test]
    fn what_no_one_took_is_refused() {
        assert!(args(&["--wrong"]).done().is_err());
    }
}
