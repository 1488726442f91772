//! The workflow of a story: named states, named transitions, and who may make them.

pub use crate::rights::Right;
use serde::{Deserialize, Serialize};

/// Where a story is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkflowState {
    /// Being written.
    #[default]
    Draft,
    /// Handed to the desk.
    Submitted,
    /// An editor has it.
    InEdit,
    /// Edited; may be published.
    Ready,
    /// Will be published by itself.
    Scheduled,
    /// Public.
    Published,
    /// Given up before publication; can come back.
    Spiked,
    /// Withdrawn for good: its address answers 410.
    Killed,
}

impl WorkflowState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Submitted,
        Self::InEdit,
        Self::Ready,
        Self::Scheduled,
        Self::Published,
        Self::Spiked,
        Self::Killed,
    ];

    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::InEdit => "in_edit",
            Self::Ready => "ready",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Spiked => "spiked",
            Self::Killed => "killed",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == word)
    }
}

/// A named change of state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transition {
    /// Hand in to the desk.
    Submit,
    /// Take for editing.
    Claim,
    /// Give back to the writer.
    Return,
    /// Declare edited.
    Approve,
    /// Publish at a set time.
    Schedule,
    /// Take a schedule back.
    Unschedule,
    /// Make public, or make a newer revision public.
    Publish,
    /// Take off the site; the story goes back to the desk.
    Unpublish,
    /// Give up.
    Spike,
    /// Bring back from the spike.
    Unspike,
    /// Withdraw for good.
    Kill,
}

/// Why a change of state is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a story that is {} cannot be {done}; it must be {allowed}", from.as_str())]
pub struct WrongState {
    /// Where the story is.
    pub from: WorkflowState,
    /// What was asked, as a participle ("published").
    pub done: &'static str,
    /// The states from which it works, in words.
    pub allowed: String,
}

impl Transition {
    /// The right it needs.
    pub fn right(self) -> Right {
        match self {
            Self::Submit => Right::Write,
            Self::Claim | Self::Return | Self::Approve | Self::Spike | Self::Unspike => Right::Edit,
            Self::Schedule | Self::Unschedule | Self::Publish | Self::Unpublish => Right::Publish,
            Self::Kill => Right::Kill,
        }
    }

    /// States it starts from, and the state it leads to.
    pub fn rule(self) -> (&'static [WorkflowState], WorkflowState) {
        use WorkflowState::{
            Draft, InEdit, Killed, Published, Ready, Scheduled, Spiked, Submitted,
        };
        match self {
            Self::Submit => (&[Draft], Submitted),
            Self::Claim => (&[Submitted, Ready], InEdit),
            Self::Return => (&[Submitted, InEdit], Draft),
            Self::Approve => (&[Draft, Submitted, InEdit], Ready),
            Self::Schedule => (&[Draft, Submitted, InEdit, Ready, Scheduled], Scheduled),
            Self::Unschedule => (&[Scheduled], Ready),
            Self::Publish => (
                &[Draft, Submitted, InEdit, Ready, Scheduled, Published],
                Published,
            ),
            Self::Unpublish => (&[Published], InEdit),
            Self::Spike => (&[Draft, Submitted, InEdit, Ready, Scheduled], Spiked),
            Self::Unspike => (&[Spiked], Draft),
            Self::Kill => (
                &[
                    Draft, Submitted, InEdit, Ready, Scheduled, Published, Spiked,
                ],
                Killed,
            ),
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Submit => "submitted",
            Self::Claim => "claimed",
            Self::Return => "returned",
            Self::Approve => "approved",
            Self::Schedule => "scheduled",
            Self::Unschedule => "unscheduled",
            Self::Publish => "published",
            Self::Unpublish => "unpublished",
            Self::Spike => "spiked",
            Self::Unspike => "brought back",
            Self::Kill => "killed",
        }
    }

    /// The state after this change, if it is allowed from `from`.
    pub fn apply(self, from: WorkflowState) -> Result<WorkflowState, WrongState> {
        let (allowed, to) = self.rule();
        if allowed.contains(&from) {
            return Ok(to);
        }
        let words: Vec<_> = allowed.iter().map(|s| s.as_str()).collect();
        Err(WrongState {
            from,
            done: self.done(),
            allowed: words.join(" or "),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_killed_story_never_comes_back() {
        for transition in [
            Transition::Publish,
            Transition::Unspike,
            Transition::Submit,
            Transition::Schedule,
            Transition::Kill,
        ] {
            assert!(transition.apply(WorkflowState::Killed).is_err());
        }
    }

    #[test]
    fn a_refusal_says_where_the_story_is_and_what_would_work() {
        let refused = Transition::Unpublish
            .apply(WorkflowState::Draft)
            .unwrap_err();

        assert_eq!(
            refused.to_string(),
            "a story that is draft cannot be unpublished; it must be published"
        );
    }
}
