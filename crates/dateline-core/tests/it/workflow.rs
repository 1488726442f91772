//! Random walks through the workflow, beside a model written down independently.

use dateline_core::workflow::{Transition, WorkflowState};
use proptest::collection::vec;
use proptest::prelude::*;

const TRANSITIONS: [Transition; 11] = [
    Transition::Submit,
    Transition::Claim,
    Transition::Return,
    Transition::Approve,
    Transition::Schedule,
    Transition::Unschedule,
    Transition::Publish,
    Transition::Unpublish,
    Transition::Spike,
    Transition::Unspike,
    Transition::Kill,
];

/// Where each transition leads, state by state; `.` where it is refused.
/// Columns: submit, claim, return, approve, schedule, unschedule, publish, unpublish, spike, unspike, kill.
const MODEL: [(&str, &str); 8] = [
    (
        "draft",
        "submitted . . ready scheduled . published . spiked . killed",
    ),
    (
        "submitted",
        ". in_edit draft ready scheduled . published . spiked . killed",
    ),
    (
        "in_edit",
        ". . draft ready scheduled . published . spiked . killed",
    ),
    (
        "ready",
        ". in_edit . . scheduled . published . spiked . killed",
    ),
    (
        "scheduled",
        ". . . . scheduled ready published . spiked . killed",
    ),
    ("published", ". . . . . . published in_edit . . killed"),
    ("spiked", ". . . . . . . . . draft killed"),
    ("killed", ". . . . . . . . . . ."),
];

fn model(from: &str, step: usize) -> Option<&'static str> {
    let (_, row) = MODEL.iter().find(|(state, _)| *state == from).unwrap();
    row.split(' ').nth(step).filter(|to| *to != ".")
}

proptest! {
    #[test]
    fn a_walk_stays_with_the_model(steps in vec(0..TRANSITIONS.len(), 0..60)) {
        let (mut state, mut expected) = (WorkflowState::default(), "draft");
        for step in steps {
            match (TRANSITIONS[step].apply(state), model(expected, step)) {
                (Ok(to), Some(word)) => (state, expected) = (to, word),
                (Err(refused), None) => prop_assert_eq!(refused.from, state),
                (got, said) => prop_assert!(false, "{:?} from {}: {:?}, the model says {:?}", TRANSITIONS[step], expected, got, said),
            }
            prop_assert_eq!(state.as_str(), expected);
        }
    }
}

#[test]
fn every_state_and_every_transition_is_in_the_model() {
    for state in WorkflowState::ALL {
        assert_eq!(WorkflowState::parse(state.as_str()), Some(state));
        for (step, transition) in TRANSITIONS.into_iter().enumerate() {
            let got = transition.apply(state).ok().map(WorkflowState::as_str);

            assert_eq!(
                got,
                model(state.as_str(), step),
                "{transition:?} from {state:?}"
            );
        }
    }
}
