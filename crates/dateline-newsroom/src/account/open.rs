//! What is open for an account (sockets, streams), and hearing at once that it may be open no more.

use super::{Accounts, Caller, Who, session};
use crate::token;
use dateline_core::subject::Subject;
use dateline_db::DbResult;
use dateline_web::house::House;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How often what is open is looked at although nothing was heard: sessions also end by the clock,
/// and keys of programs are taken back without a word.
const ROUND: Duration = Duration::from_secs(30);
/// How often the database is asked again when it is away, before what is open is cut.
const TRIES: u32 = 8;
/// Time between two of those.
const PAUSE: Duration = Duration::from_millis(500);

/// Who listens, by the key of the account's subject.
#[derive(Debug, Default)]
pub struct Open {
    accounts: Mutex<HashMap<u64, watch::Sender<()>>>,
}

impl Open {
    /// Hears what the house commits, here and elsewhere.
    pub(super) fn beside(house: &House) -> Arc<Self> {
        let open = Arc::new(Self::default());
        let hearing = Arc::downgrade(&open);
        let everything = Subject::Everything.key();
        house.listen(Box::new(move |change| {
            let Some(open) = hearing.upgrade() else {
                return;
            };
            let accounts = open.accounts.lock();
            let accounts = accounts.unwrap_or_else(PoisonError::into_inner);
            for (key, sender) in accounts.iter() {
                if change.subjects.contains(key) || change.subjects.contains(&everything) {
                    sender.send_replace(());
                }
            }
        }));
        open
    }

    fn listen(&self, key: u64) -> watch::Receiver<()> {
        let accounts = self.accounts.lock();
        let mut accounts = accounts.unwrap_or_else(PoisonError::into_inner);
        accounts.retain(|_, sender| sender.receiver_count() > 0);
        let sender = accounts
            .entry(key)
            .or_insert_with(|| watch::Sender::new(()));
        sender.subscribe()
    }
}

/// Watches whether somebody may still be here.
pub struct SessionWatch {
    accounts: Accounts,
    who: Who,
    heard: watch::Receiver<()>,
}

impl Accounts {
    /// Watches the session or key of somebody whose socket or stream stays open. To be made before
    /// the socket is answered, so that nothing falls between.
    pub fn watch(&self, caller: &Caller) -> SessionWatch {
        let key = match &caller.who {
            Who::Staff { id, .. } => Subject::Staff(*id).key(),
            Who::Token(_) => Subject::Everything.key(),
        };
        SessionWatch {
            accounts: self.clone(),
            who: caller.who.clone(),
            heard: self.open.listen(key),
        }
    }
}

impl SessionWatch {
    /// Returns when the session ended: signed out, password or roles changed, account shut, time over,
    /// key taken back. May be dropped and called again at any time.
    pub async fn ended(&mut self) {
        let mut failed = 0;
        loop {
            match self.holds().await {
                Ok(true) => failed = 0,
                Ok(false) => return,
                Err(error) => {
                    failed += 1;
                    tracing::warn!(%error, "Whether a session still holds cannot be read");
                    if failed >= TRIES {
                        return;
                    }
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            }
            tokio::select! {
                heard = self.heard.changed() => if heard.is_err() { return },
                () = tokio::time::sleep(ROUND) => {}
            }
        }
    }

    /// Whether it holds now.
    pub async fn holds(&self) -> DbResult<bool> {
        let house = &self.accounts.house;
        let mut tx = house.db().read().await?;
        let holds = match &self.who {
            Who::Staff { session, .. } => session::find(house, &mut tx, *session).await?.is_some(),
            Who::Token(token) => token::holds(&mut tx, token.id, house.now()).await?,
        };
        tx.close().await?;
        Ok(holds)
    }
}
