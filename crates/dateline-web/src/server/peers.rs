//! How many connections each address holds.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use super::sender::is_near;
use parking_lot::Mutex;

/// Connections by address.
#[derive(Debug, Default)]
pub(super) struct Peers(Mutex<HashMap<IpAddr, usize>>);

impl Peers {
    /// Counts one more connection of an address, until the guard is dropped. None if it holds enough.
    pub(super) fn admit(self: &Arc<Self>, address: IpAddr, most: usize) -> Option<Admitted> {
        let address = network(address);
        if is_near(address) {
            return Some(Admitted(None));
        }
        let mut counts = self.0.lock();
        let count = counts.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Admitted(Some((Arc::clone(self), address))))
    }
}

/// A counted connection.
#[derive(Debug)]
pub(super) struct Admitted(Option<(Arc<Peers>, IpAddr)>);

impl Drop for Admitted {
    fn drop(&mut self) {
        let Some((peers, address)) = &self.0 else {
            return;
        };
        let mut counts = peers.0.lock();
        if let Some(count) = counts.get_mut(address) {
            *count -= 1;
            if *count == 0 {
                counts.remove(address);
            }
        }
    }
}

/// What one subscriber holds: an IPv4 address, or 64 bits of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            let loopback = v6.is_loopback();
            IpAddr::V6(if loopback {
                v6
            } else {
                Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_gets_its_share_and_gets_it_back() {
        let peers = Arc::new(Peers::default());
        let first = peers.admit(address("203.0.113.9"), 2);
        let second = peers.admit(address("::ffff:203.0.113.9"), 2);

        assert!(first.is_some() && second.is_some());
        assert!(peers.admit(address("203.0.113.9"), 2).is_none());
        assert!(peers.admit(address("203.0.113.10"), 2).is_some());
        drop(first);
        assert!(peers.admit(address("203.0.113.9"), 2).is_some());
        drop(second);
        assert!(peers.0.lock().is_empty());
    }

    #[test]
    fn an_ipv6_network_counts_as_one() {
        let peers = Arc::new(Peers::default());
        let _first = peers.admit(address("2001:db8:1:2::1"), 1);

        assert!(peers.admit(address("2001:db8:1:2:ffff::9"), 1).is_none());
        assert!(peers.admit(address("2001:db8:1:3::1"), 1).is_some());
    }

    #[test]
    fn a_proxy_nearby_is_not_counted() {
        let peers = Arc::new(Peers::default());
        for near in ["127.0.0.1", "::1", "10.1.2.3", "fd00::1"] {
            assert!(peers.admit(address(near), 0).is_some(), "{near}");
        }
    }
}
