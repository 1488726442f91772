//! Where somebody signs in from, as far as that is counted: never stored, only a keyed hash of it.

use crate::hex::hex;
use dateline_db::queries::setting;
use dateline_db::{DbError, DbResult, Tx};
use sha2::{Digest, Sha256};
use std::net::{IpAddr, Ipv6Addr};

/// Name of the setting that holds the key.
const KEY: &str = "throttle_key";

/// A name for what one subscriber holds (an IPv4 address, or 64 bits of IPv6) that says nothing to
/// whoever reads the database alone. The key is made at the first need.
pub async fn name(tx: &mut Tx, address: Option<IpAddr>) -> DbResult<String> {
    if let Some(name) = find_name(tx, address).await? {
        return Ok(name);
    }
    // Another may be making one at this moment: the first stays.
    let key = hex(&rand::random::<[u8; 32]>());
    setting::claim(tx, KEY, &key).await?;
    let name = find_name(tx, address).await?;
    name.ok_or(DbError::NotFound { what: "key" })
}

/// The same, if the key was made.
pub async fn find_name(tx: &mut Tx, address: Option<IpAddr>) -> DbResult<Option<String>> {
    let Some(key) = setting::find(tx, KEY).await? else {
        return Ok(None);
    };
    let text = address.map_or_else(|| "nowhere".to_owned(), |a| subscriber(a).to_string());
    let mut hash = Sha256::new();
    hash.update(key.as_bytes());
    hash.update(text.as_bytes());
    Ok(Some(hex(&hash.finalize()[..16])))
}

fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_network_counts_as_one_subscriber() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();

        assert_eq!(
            subscriber(address("2001:db8:1:2::1")),
            subscriber(address("2001:db8:1:2:9::8"))
        );
        assert_ne!(
            subscriber(address("203.0.113.1")),
            subscriber(address("203.0.113.2"))
        );
    }
}
