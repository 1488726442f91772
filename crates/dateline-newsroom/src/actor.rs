//! Who acts.

/// Who does something, as written into events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor(pub String);

impl Actor {
    /// Somebody at the command line: whoever may run the program on the data may do everything.
    pub fn command_line() -> Self {
        Self("command line".to_owned())
    }

    /// The clock.
    pub fn scheduler() -> Self {
        Self("scheduler".to_owned())
    }
}
