//! A front readers had once goes to them again.

use super::launch::{Cause, Launched, put_out};
use super::{FrontDeskError, timed};
use crate::actor::Actor;
use dateline_core::edition::EditionCode;
use dateline_core::front::Front;
use dateline_db::Tx;
use dateline_db::queries::front_desk;
use dateline_web::house::House;
use uuid::Uuid;

/// Gives readers what they had then. A draft stays as it is. The caller commits.
pub async fn restore(
    house: &House,
    tx: &mut Tx,
    edition: &EditionCode,
    id: Uuid,
    actor: &Actor,
) -> Result<Launched, FrontDeskError> {
    front_desk::hold(tx, edition).await?;
    let launch = front_desk::find_launch(tx, edition, id).await?;
    let launch = launch.ok_or(FrontDeskError::NoLaunch)?;
    let front = Front::parse(&launch.document)?;
    timed::launch_all_due(house, tx, edition).await?;
    let cause = Cause {
        due_at: None,
        restored_from: Some(id),
    };
    Ok(put_out(house, tx, edition, &front, cause, actor).await?)
}
