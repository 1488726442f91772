//! Part of `bench press`: how soon a Varnish in front of Dateline shows what was published.

use anyhow::Result;
use std::time::{Duration, Instant};

use super::house::Place;
use super::peers::varnish::{SECRET, Varnish};
use super::press::{mentions, newest, slug};
use super::results::{Goal, Table};
use super::stats::Sample;
use super::watch::{Mention, Shown, shown_by};
use super::{Options, empty_folder};
use crate::process::{free_port, http_get, output};

/// Acts at least.
const ACTS: usize = 100;
/// Pages are read on for so long after an answer.
const WATCHED: Duration = Duration::from_millis(1_500);

/// What was seen through Varnish.
#[derive(Default)]
struct Seen {
    /// From the answer until a page shows the new state, for each page of each act.
    fresh_ms: Sample,
    /// Pages that were new and then old again.
    back: u64,
    reads: u64,
}

/// Measures, and adds rows.
pub fn run(place: &Place, options: &Options, table: &mut Table) -> Result<()> {
    let addr = format!("127.0.0.1:{}", free_port(0)?);
    let purged = format!("http://{addr}");
    let server = place.serve(&[
        ("DATELINE_CDN_VARNISH", purged.as_str()),
        ("DATELINE_CDN_SECRET", SECRET),
    ])?;
    let varnish = Varnish::documented(&empty_folder("outer")?, &addr, &server.addr)?;
    let stories = newest(&server)?;
    let mut seen = Seen::default();
    let acts = ACTS.min(options.runs * 40);
    for story in stories.iter().cycle().take(acts.div_ceil(2)) {
        let mentions = mentions(&server, story)?;
        for mention in &mentions {
            http_get(&varnish.addr, &mention.path)?;
        }
        for (verb, shown) in [("unpublish", Shown::No), ("publish", Shown::Yes)] {
            output(place.dateline().args(["story", verb, slug(story)]))?;
            watch(&varnish.addr, story, &mentions, shown, &mut seen)?;
        }
    }
    let slowest: Sample = std::iter::once(seen.fresh_ms.percentile(99.0)).collect();
    table.bound(
        "through Varnish: from the answer to the last old page, p99",
        &slowest,
        "ms",
        Goal::AtMost(300.0),
    );
    let back: Sample = std::iter::once(seen.back as f64).collect();
    table.bound(
        "through Varnish: an older page after a newer one",
        &back,
        &format!("of {} reads", seen.reads),
        Goal::AtMost(0.0),
    );
    Ok(())
}

/// Reads the pages in turn from the answer on.
fn watch(
    addr: &str,
    story: &str,
    mentions: &[Mention],
    shown: Shown,
    seen: &mut Seen,
) -> Result<()> {
    let answered = Instant::now();
    // When each page was last asked for and still old; whether it has been new.
    let mut pages = vec![(Duration::ZERO, false); mentions.len()];
    while answered.elapsed() < WATCHED {
        for (mention, (last_old, was_new)) in mentions.iter().zip(&mut pages) {
            let asked = answered.elapsed();
            let (status, body) = http_get(addr, &mention.path)?;
            seen.reads += 1;
            if shown_by(mention, story, status, &body) == Some(shown) {
                *was_new = true;
            } else {
                seen.back += u64::from(*was_new);
                *last_old = asked;
            }
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    for (last_old, _) in pages {
        seen.fresh_ms.push(last_old.as_secs_f64() * 1e3);
    }
    Ok(())
}
