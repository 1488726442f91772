//! Names to addresses, of which only allowed ones come back.
//!
//! The address checked is the address connected to, so a name that answers differently the second
//! time gains nothing.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, SocketAddr};

/// A name led only to addresses that are not allowed.
#[derive(Debug, thiserror::Error)]
#[error("the address {address} is not on the public network")]
pub(super) struct Refused {
    /// The first of them.
    pub address: IpAddr,
}

/// A name led nowhere.
#[derive(Debug, thiserror::Error)]
#[error("the name {host} cannot be resolved")]
pub(super) struct Unresolved {
    /// The name.
    pub host: String,
}

/// Resolves by the system and filters by a rule.
#[derive(Debug)]
pub(super) struct Resolver {
    pub allow: fn(IpAddr) -> bool,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow = self.allow;
        Box::pin(async move {
            let host = name.as_str();
            let found = tokio::net::lookup_host((host, 0)).await;
            let found = found.map_err(|_| Unresolved {
                host: host.to_owned(),
            })?;
            let (allowed, refused): (Vec<SocketAddr>, Vec<_>) = found.partition(|a| allow(a.ip()));
            match (allowed.is_empty(), refused.first()) {
                (false, _) => Ok(Box::new(allowed.into_iter()) as Addrs),
                (true, Some(first)) => Err(Refused {
                    address: first.ip(),
                }
                .into()),
                (true, None) => Err(Unresolved {
                    host: host.to_owned(),
                }
                .into()),
            }
        })
    }
}
