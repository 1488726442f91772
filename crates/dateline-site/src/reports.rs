//! Readers' reports of errors: the form as sent, what is wrong with it, how many are taken, and
//! writing one down. The desk reads them in the newsroom.

use crate::site::Site;
use crate::view::{ReportFaults, ReportLimits, Typed};
use dateline_core::event::{Event, EventKind};
use dateline_core::id::{EventId, StoryId};
use dateline_db::queries::reader_report::{self, NewReport};
use dateline_db::queries::{event, published};
use dateline_db::{DbResult, micros};
use dateline_web::server::is_from_here;
use http::HeaderMap;
use jiff::Timestamp;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::{IpAddr, Ipv6Addr};

/// Most bytes of a form.
pub const MAX_FORM_BYTES: usize = 48 * 1024;
/// Reports one address may send within [`WINDOW_SECONDS`].
const MOST_OF_ONE: usize = 5;
/// Reports taken from everybody within that time.
const MOST_OF_ALL: usize = 300;
/// How long a report counts, and how long anything of the address it came from is kept.
const WINDOW_SECONDS: i64 = 600;

/// A form as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The story.
    pub story: String,
    /// The revision the reader had.
    pub revision: i64,
    /// What the reader typed.
    pub typed: Typed,
    /// A field people do not see: programs that fill in everything fill it in too.
    pub trap: String,
}

impl Form {
    /// Reads a form; fields it does not know are left out.
    pub fn read(bytes: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in url::form_urlencoded::parse(bytes) {
            match &*name {
                "story" => form.story = value.into_owned(),
                "revision" => form.revision = value.parse().unwrap_or(0),
                "passage" => form.typed.passage = clean(&value),
                "text" => form.typed.text = clean(&value),
                "email" => form.typed.email = clean(&value),
                "website" => form.trap = value.into_owned(),
                _ => {}
            }
        }
        form
    }

    /// What is wrong with it.
    pub fn faults(&self) -> ReportFaults {
        let most = ReportLimits::default();
        let too_long = |text: &str, most: usize| text.chars().count() > most;
        let Typed {
            passage,
            text,
            email,
        } = &self.typed;
        let long = |is: bool| if is { "long" } else { "" };
        ReportFaults {
            passage: long(too_long(passage, most.passage)),
            text: if text.is_empty() {
                "missing"
            } else {
                long(too_long(text, most.text))
            },
            email: if email.is_empty() || is_address(email, most.email) {
                ""
            } else {
                "invalid"
            },
        }
    }
}

/// A reader's words without what cannot be seen but may mislead: controls but line breaks, and marks
/// that turn the direction of text.
pub fn clean(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = |c: &char| *c == '\n' || !(c.is_control() || turns(*c));
    let text = text.replace("\r\n", "\n");
    let kept: String = text.chars().filter(kept).collect();
    kept.trim().to_owned()
}

/// Whether this may be a mail address: the mail itself is the proof.
fn is_address(text: &str, most: usize) -> bool {
    let Some((user, host)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |c: char| !c.is_whitespace() && !"<>\"(),;:".contains(c);
    text.chars().count() <= most
        && !user.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && text.chars().all(plain)
}

/// Whether a form comes from a page of another site.
pub fn is_foreign(site: &Site, headers: &HeaderMap) -> bool {
    is_from_here(headers, &site.settings.origin) == Some(false)
}

/// What one subscriber holds: an IPv4 address, or 64 bits of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Counts reports by sender for some minutes. Addresses are hashed with a key of this process and
/// forgotten when they no longer count.
#[derive(Debug, Default)]
pub struct Gate {
    key: RandomState,
    recent: Mutex<HashMap<u64, Vec<i64>>>,
}

impl Gate {
    /// Whether a report of this sender is taken now; if so it counts.
    pub fn admit(&self, sender: Option<IpAddr>, now: Timestamp) -> bool {
        let who = self.key.hash_one(sender.map(network));
        let now = now.as_second();
        let mut recent = self.recent.lock();
        recent.retain(|_, times| {
            times.retain(|at| (now - WINDOW_SECONDS..=now).contains(at));
            !times.is_empty()
        });
        let all: usize = recent.values().map(Vec::len).sum();
        let own = recent.entry(who).or_default();
        let admitted = all < MOST_OF_ALL && own.len() < MOST_OF_ONE;
        if admitted {
            own.push(now);
        } else if own.is_empty() {
            recent.remove(&who);
        }
        admitted
    }
}

/// Writes a report down, with the event in the history of its story; false if the story is not
/// public any more.
pub async fn file(site: &Site, story: StoryId, form: &Form) -> DbResult<bool> {
    let house = &site.house;
    let now = house.now();
    let mut tx = house.db().begin().await?;
    if published::find_path(&mut tx, story).await?.is_none() {
        tx.close().await?;
        return Ok(false);
    }
    let optional = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let report = NewReport {
        id: house.new_id(),
        story,
        revision: form.revision.max(0),
        passage: optional(&form.typed.passage),
        body: form.typed.text.clone(),
        email: optional(&form.typed.email),
        created_at: micros(now),
    };
    reader_report::insert(&mut tx, &report).await?;
    let event = Event {
        id: EventId(house.new_id()),
        at: now,
        kind: EventKind::ErrorReported,
        actor: "reader".to_owned(),
        subject_kind: "story",
        subject_id: story.to_string(),
        particulars: serde_json::json!({ "report": report.id, "revision": report.revision }),
    };
    event::insert(&mut tx, &event).await?;
    house.commit(tx).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_address_may_report_five_times_in_ten_minutes() {
        let gate = Gate::default();
        let at = |minutes: i64| Timestamp::from_second(minutes * 60).unwrap();
        for _ in 0..MOST_OF_ONE {
            assert!(gate.admit(Some(address("203.0.113.9")), at(0)));
        }

        assert!(!gate.admit(Some(address("203.0.113.9")), at(9)));
        assert!(gate.admit(Some(address("203.0.113.10")), at(9)));
        assert!(gate.admit(Some(address("203.0.113.9")), at(11)));
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_and_everybody_together_has_a_bound() {
        let gate = Gate::default();
        let now = Timestamp::from_second(0).unwrap();
        for host in 0..MOST_OF_ONE {
            assert!(gate.admit(Some(address(&format!("2001:db8:1:2::{host}"))), now));
        }
        assert!(!gate.admit(Some(address("2001:db8:1:2:9::1")), now));

        let others = (0..400).filter(|n| {
            let who = format!("198.51.{}.{}", n / 200, n % 200 + 1);
            gate.admit(Some(address(&who)), now)
        });

        assert_eq!(others.count() + MOST_OF_ONE, MOST_OF_ALL);
        assert!(gate.recent.lock().len() <= MOST_OF_ALL);
    }

    #[test]
    fn words_lose_what_turns_or_breaks_a_terminal() {
        assert_eq!(clean(" a\u{202e}b\r\nc\u{1b}[2J\0 "), "ab\nc[2J");
    }

    #[test]
    fn mail_addresses_are_looked_at_roughly() {
        for good in ["a@b.example", "имя@почта.рф", "a.b+c@d.e.example"] {
            assert!(is_address(good, 254), "{good}");
        }
        for bad in [
            "a",
            "a@b",
            "@b.example",
            "a b@c.example",
            "a@.example",
            "a@b.example, c@d.example",
        ] {
            assert!(!is_address(bad, 254), "{bad}");
        }
    }
}
