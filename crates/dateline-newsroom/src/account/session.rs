//! Sessions: begun by signing in, found by what the browser holds, ended by many things.

use super::{Accounts, Caller};
use crate::hex::hex;
use dateline_core::id::StaffId;
use dateline_core::rights::Grant;
use dateline_core::subject::Subject;
use dateline_db::queries::staff::{self as staff_rows, StaffRow};
use dateline_db::queries::staff_session::{self as rows, SessionRow};
use dateline_db::{DbResult, Tx, from_micros, micros};
use dateline_web::house::House;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How long a session holds at most.
pub const LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a session holds that is not used.
pub const UNUSED: SignedDuration = SignedDuration::from_hours(3 * 24);
/// Sessions of one account; the oldest end when there are more.
pub const MOST: i64 = 50;
/// How long a proof (password, passkey) counts for what asks for a recent one.
pub const PROOF: SignedDuration = SignedDuration::from_mins(10);
/// How exactly is known when a session was last used.
const SEEN_ROUND: SignedDuration = SignedDuration::from_mins(2);
/// Random bytes a browser holds.
const KEY_BYTES: usize = 32;

/// A session that holds, with its account.
#[derive(Clone, Debug)]
pub struct Session {
    /// The session.
    pub row: SessionRow,
    /// The account.
    pub staff: StaffRow,
    /// Its roles.
    pub grants: Vec<Grant>,
}

impl Session {
    /// Who asks with it.
    pub fn caller(&self) -> Caller {
        let id = StaffId(self.staff.id);
        Caller::staff(
            id,
            self.row.id,
            self.staff.name.clone(),
            self.grants.clone(),
        )
    }

    /// Whether its owner proved to be the one a short while ago.
    pub fn is_proved(&self, now: Timestamp) -> bool {
        from_micros(self.row.proved_at) + PROOF > now
    }

    fn is_due(&self, now: Timestamp) -> bool {
        from_micros(self.row.seen_at) + SEEN_ROUND <= now
    }
}

/// Begins a session; what the browser is to hold, which is nowhere else.
pub(super) async fn begin(
    house: &House,
    tx: &mut Tx,
    staff: StaffId,
    device: &str,
) -> DbResult<(SessionRow, String)> {
    let now = house.now();
    let key = hex(&rand::random::<[u8; KEY_BYTES]>());
    let row = SessionRow {
        id: house.new_id(),
        staff_id: staff.0,
        device: device.to_owned(),
        created_at: micros(now),
        seen_at: micros(now),
        proved_at: micros(now),
        ends_at: micros(now + LIFE),
    };
    rows::sweep(tx, micros(now)).await?;
    rows::insert(tx, &row, &hash_of(&key)).await?;
    let all = rows::list(tx, staff, MOST + 10).await?;
    for old in all.iter().skip(usize::try_from(MOST).unwrap_or(50)) {
        rows::delete(tx, old.id, staff).await?;
    }
    rows::seen(tx, row.id, staff, micros(now)).await?;
    Ok((row, key))
}

/// The session with this id, if it holds now.
pub async fn find(house: &House, tx: &mut Tx, id: Uuid) -> DbResult<Option<Session>> {
    let row = rows::find(tx, id).await?;
    whole(house, tx, row).await
}

async fn whole(house: &House, tx: &mut Tx, row: Option<SessionRow>) -> DbResult<Option<Session>> {
    let now = house.now();
    let holds = |row: &SessionRow| {
        from_micros(row.ends_at) > now && from_micros(row.seen_at) + UNUSED > now
    };
    let Some(row) = row.filter(holds) else {
        return Ok(None);
    };
    let staff = staff_rows::find(tx, StaffId(row.staff_id)).await?;
    let Some(staff) = staff.filter(|staff| staff.disabled_at.is_none()) else {
        return Ok(None);
    };
    let mut grants = staff_rows::grants(tx, std::slice::from_ref(&staff)).await?;
    let grants = grants.remove(&staff.id).unwrap_or_default();
    Ok(Some(Session { row, staff, grants }))
}

impl Accounts {
    /// The session a browser holds the key of, if it holds now. Notes that it is used.
    pub async fn session(&self, key: &str) -> DbResult<Option<Session>> {
        if key.len() != KEY_BYTES * 2 || !key.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let mut tx = self.house.db().read().await?;
        let row = rows::find_by_hash(&mut tx, &hash_of(key)).await?;
        let found = whole(&self.house, &mut tx, row).await?;
        tx.close().await?;
        // An account of the sample newspaper opens nothing where the sample is not being shown.
        let is_usable =
            |found: &Session| found.staff.is_sample != Some(true) || self.settings.is_demo;
        let found = found.filter(is_usable);
        let now = self.house.now();
        if let Some(session) = found.as_ref().filter(|session| session.is_due(now)) {
            let mut tx = self.house.db().begin().await?;
            let staff = StaffId(session.staff.id);
            rows::seen(&mut tx, session.row.id, staff, micros(now)).await?;
            self.house.commit(tx).await?;
        }
        Ok(found)
    }

    /// Sessions of an account that hold, newest first.
    pub async fn sessions(&self, staff: StaffId) -> DbResult<Vec<SessionRow>> {
        let now = self.house.now();
        let mut tx = self.house.db().read().await?;
        let mut all = rows::list(&mut tx, staff, MOST).await?;
        tx.close().await?;
        all.retain(|row| from_micros(row.ends_at) > now && from_micros(row.seen_at) + UNUSED > now);
        Ok(all)
    }

    /// Ends a session of an account, with what is open in it; false if there is none.
    pub async fn end(&self, staff: StaffId, session: Uuid) -> DbResult<bool> {
        let mut tx = self.house.db().begin().await?;
        let ended = rows::delete(&mut tx, session, staff).await?;
        if ended {
            tx.changed(Subject::Staff(staff).key());
            let by = crate::actor::Actor::staff(staff);
            let what = dateline_core::event::EventKind::SessionEnded;
            super::staff::note(
                &self.house,
                &mut tx,
                what,
                staff,
                &by,
                serde_json::json!({}),
            )
            .await?;
        }
        self.house.commit(tx).await?;
        Ok(ended)
    }
}

/// Ends the sessions of an account in this transaction, all or all but one. What is open in them ends
/// with the commit.
pub(super) async fn end_all(tx: &mut Tx, staff: StaffId, but: Option<Uuid>) -> DbResult<()> {
    rows::delete_others(tx, staff, but).await?;
    tx.changed(Subject::Staff(staff).key());
    Ok(())
}

/// What browsers hold is random: a plain hash is enough, and lets a session be found.
pub(super) fn hash_of(key: &str) -> String {
    hex(&Sha256::digest(key.as_bytes()))
}
