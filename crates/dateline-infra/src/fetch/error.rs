//! Why something could not be fetched.

use super::resolve::{Refused, Unresolved};
use std::error::Error;
use std::net::IpAddr;
use std::time::Duration;

/// Why something could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Not an address at all, or one with a name and password in it.
    #[error("not a usable address: {reason}")]
    BadUrl {
        /// Why not.
        reason: String,
    },
    /// Neither http nor https.
    #[error("addresses that begin with \"{scheme}:\" are not fetched")]
    Scheme {
        /// What it began with.
        scheme: String,
    },
    /// A port that is not allowed.
    #[error("port {port} is not allowed")]
    Port {
        /// The port.
        port: u16,
    },
    /// An address that is not allowed: private, loopback, link-local and the like.
    #[error("the address {address} is not on the public network")]
    Forbidden {
        /// The address.
        address: IpAddr,
    },
    /// The name does not exist, or no resolver answers.
    #[error("the name {host} cannot be resolved")]
    Unresolved {
        /// The name.
        host: String,
    },
    /// Sent on too often.
    #[error("redirected more than {limit} times")]
    TooManyRedirects {
        /// The limit.
        limit: u32,
    },
    /// An answer other than success.
    #[error("the answer was {0}")]
    Status(u16),
    /// A media type that was not wanted.
    #[error("the answer is of type \"{found}\"")]
    MediaType {
        /// What came.
        found: String,
    },
    /// Compressed although we asked for plain bytes.
    #[error("the answer is encoded as \"{encoding}\", which was not asked for")]
    Encoded {
        /// The encoding.
        encoding: String,
    },
    /// Longer than allowed.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// Not finished in time.
    #[error("not finished within {after:?}")]
    Timeout {
        /// The time allowed for everything.
        after: Duration,
    },
    /// No connection, or no secure one.
    #[error("no connection: {0}")]
    Connect(String),
    /// The answer broke off or made no sense.
    #[error("the answer broke off: {0}")]
    Broken(String),
}

impl FetchError {
    /// Whether the same request may well succeed later.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Status(code) => matches!(code, 408 | 425 | 429 | 500 | 502..=504),
            Self::Unresolved { .. } | Self::Timeout { .. } | Self::Connect(_) | Self::Broken(_) => {
                true
            }
            _ => false,
        }
    }
}

impl From<reqwest::Error> for FetchError {
    fn from(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
        let mut last = String::new();
        while let Some(current) = cause {
            if let Some(refused) = current.downcast_ref::<Refused>() {
                return Self::Forbidden {
                    address: refused.address,
                };
            }
            if let Some(unresolved) = current.downcast_ref::<Unresolved>() {
                return Self::Unresolved {
                    host: unresolved.host.clone(),
                };
            }
            last = current.to_string();
            cause = current.source();
        }
        if error.is_connect() {
            Self::Connect(last)
        } else {
            Self::Broken(last)
        }
    }
}
