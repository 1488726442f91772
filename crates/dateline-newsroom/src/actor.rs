//! Who acts.

use dateline_core::id::StaffId;

/// Who does something, as written into events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor(pub String);

impl Actor {
    /// Somebody at the command line: whoever may run the program on the data may do everything.
    pub fn command_line() -> Self {
        Self("command line".to_owned())
    }

    /// A person who is signed in.
    pub fn staff(id: StaffId) -> Self {
        Self(format!("staff:{id}"))
    }

    /// Somebody who did not say who it is.
    pub fn unknown() -> Self {
        Self("somebody".to_owned())
    }

    /// The account, if a person acted.
    pub fn staff_id(&self) -> Option<StaffId> {
        self.0.strip_prefix("staff:")?.parse().ok()
    }

    /// The clock.
    pub fn scheduler() -> Self {
        Self("scheduler".to_owned())
    }
}
