//! A story moves through the desk: handed in, taken, given back, approved, given up, brought back.

use super::{StoryError, record};
use crate::actor::Actor;
use dateline_core::event::EventKind;
use dateline_core::id::{StaffId, StoryId};
use dateline_core::workflow::{Transition, WorkflowState};
use dateline_db::Tx;
use dateline_db::queries::{board, revision, story as stories};
use dateline_web::house::House;

/// Most characters of a note to a change of state.
pub const MAX_NOTE_CHARS: usize = 2_000;

/// Moves a story. Who claims it has it from then on; one that is returned goes to who began it.
///
/// For the acts of the desk alone: what makes a story public or takes it away has verbs of its own.
pub async fn transit(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    act: Transition,
    note: &str,
    (actor, staff): (&Actor, Option<StaffId>),
) -> Result<WorkflowState, StoryError> {
    let kind = match act {
        Transition::Submit => EventKind::StorySubmitted,
        Transition::Claim => EventKind::StoryClaimed,
        Transition::Return => EventKind::StoryReturned,
        Transition::Approve => EventKind::StoryApproved,
        Transition::Spike => EventKind::StorySpiked,
        Transition::Unspike => EventKind::StoryUnspiked,
        _ => {
            return Err(StoryError::BadField {
                field: "act",
                told: "this act has an address of its own: publication, schedule or kill"
                    .to_owned(),
            });
        }
    };
    let found = note.chars().count();
    if found > MAX_NOTE_CHARS {
        return Err(StoryError::BadField {
            field: "note",
            told: format!("the note has {found} characters; at most {MAX_NOTE_CHARS} are allowed"),
        });
    }
    let mut story = stories::get_to_change(tx, id).await?;
    let was = story.state;
    story.state = act.apply(was)?;
    story.publish_at = None;
    let now = house.now();
    stories::update_state(tx, &story, was, now).await?;
    let mut desked = board::desked(tx, id).await?;
    let before = desked.assignee;
    match act {
        Transition::Claim if staff.is_some() => desked.assignee = staff,
        Transition::Return => desked.assignee = writer(tx, id).await?,
        _ => {}
    }
    if desked.assignee != before {
        board::set_desked(tx, id, &desked, now).await?;
    }
    let mut particulars = serde_json::json!({ "from": was.as_str(), "to": story.state.as_str() });
    if !note.trim().is_empty() {
        particulars["note"] = note.trim().into();
    }
    record(house, tx, kind, actor, id, particulars).await?;
    Ok(story.state)
}

/// Who began the story, if it was somebody with an account.
pub async fn writer(tx: &mut Tx, id: StoryId) -> Result<Option<StaffId>, StoryError> {
    let first = revision::list(tx, id, 2, 1).await?;
    let author = first.first().map(|line| line.author.as_str());
    let mut authors = author.into_iter().flat_map(|author| author.split(", "));
    Ok(authors.find_map(|author| Actor(author.to_owned()).staff_id()))
}
