//! Newsroom accounts: who somebody is, and what that person or program may do.
//!
//! Passwords, second factors, sessions, invitations and roles. It knows no HTTP; `api` does.

pub mod caller;
pub mod invitation;
pub mod manage;
pub mod network;
pub mod open;
pub mod own;
pub mod passkey;
pub mod second_factor;
pub mod session;
pub mod setup;
pub mod sign_in;
pub mod staff;
pub mod totp;

pub use caller::{Caller, MissingRight, Who};
pub use open::SessionWatch;

use dateline_infra::password::Passwords;
use dateline_web::house::House;
use std::sync::Arc;

/// What accounts need besides the house. Cheap to clone; one for a process, since it bounds how many
/// passwords are computed at a time.
#[derive(Clone)]
pub struct Accounts {
    pub(crate) house: House,
    pub(crate) passwords: Passwords,
    pub(crate) open: Arc<open::Open>,
    pub(crate) settings: Arc<Settings>,
}

/// How the newsroom is reached.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What links begin with, without a final slash: never taken from a request.
    pub origin: String,
    /// Whether the accounts of the sample newspaper, whose passwords everybody knows, may be used.
    pub is_demo: bool,
}

impl Settings {
    /// Whether browsers reach the newsroom over HTTPS alone.
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

impl Accounts {
    /// The accounts of a house.
    pub fn new(house: House, settings: Settings) -> Self {
        let open = open::Open::beside(&house);
        Self {
            house,
            passwords: Passwords::default(),
            open,
            settings: Arc::new(settings),
        }
    }

    /// How the newsroom is reached.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}
