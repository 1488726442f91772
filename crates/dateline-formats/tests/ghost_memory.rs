//! Memory does not grow with an export.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dateline_formats::archive::Record;
use dateline_formats::ghost::{self, Options};
use std::collections::VecDeque;
use std::io::{self, Read};
use std::ops::ControlFlow;

/// An export of so many posts, made while it is read.
struct Export {
    next: usize,
    posts: usize,
    ready: VecDeque<u8>,
}

impl Export {
    fn new(posts: usize) -> Self {
        Self {
            next: 0,
            posts,
            ready: VecDeque::new(),
        }
    }

    fn piece(&self) -> Option<String> {
        let (at, last) = (self.next, self.posts - 1);
        Some(match at / self.posts {
            0 => format!(
                "{}{{\"id\":\"{at:024x}\",\"slug\":\"story-{at}\",\"title\":\"Fog {at}\",\"status\":\"published\",\"html\":\"<p>{}</p>\"}}{}",
                if at == 0 {
                    "{\"data\":{\"posts\":["
                } else {
                    ","
                },
                "Fog came in from the harbour. ".repeat(130),
                if at == last { "],\"posts_tags\":[" } else { "" },
            ),
            1 => format!(
                "{}{{\"post_id\":\"{:024x}\",\"tag_id\":\"{}\",\"sort_order\":0}}{}",
                if at == self.posts { "" } else { "," },
                at - self.posts,
                at % 50,
                if at == last + self.posts {
                    "],\"posts_meta\":["
                } else {
                    ""
                },
            ),
            2 => format!(
                "{}{{\"post_id\":\"{:024x}\",\"meta_description\":\"{}\"}}{}",
                if at == 2 * self.posts { "" } else { "," },
                at - 2 * self.posts,
                "What the fog did that day. ".repeat(8),
                if at == last + 2 * self.posts {
                    "]}}"
                } else {
                    ""
                },
            ),
            _ => return None,
        })
    }
}

impl Read for Export {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.ready.is_empty()
            && let Some(piece) = self.piece()
        {
            self.ready.extend(piece.into_bytes());
            self.next += 1;
        }
        self.ready.read(out)
    }
}

/// Reads an export of so many posts; the most memory this process ever had, in kilobytes.
fn peak_after(posts: usize) -> u64 {
    let (mut stories, mut described) = (0, 0);
    let aside = tempfile::tempfile().unwrap();
    ghost::read(
        || Ok(Export::new(posts)),
        aside,
        &Options::default(),
        &mut |record| {
            if let Record::Story(story) = record {
                stories += 1;
                described += usize::from(story.description.is_some());
            }
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    assert_eq!((stories, described), (posts, posts));
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
    line.split_ascii_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap()
}

#[test]
fn an_export_five_times_as_large_takes_no_more_memory() {
    let small = peak_after(1_000);

    let large = peak_after(5_000);

    assert!(large < 100_000, "{large} kB");
    assert!(large - small < 6_000, "{small} kB, then {large} kB");
}
