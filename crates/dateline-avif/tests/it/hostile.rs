use super::{file, folder};
use dateline_avif::{Avif, confine, write_pixels};
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Longest a decoder may take for a small file.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 5 } else { 1 });
/// What it may take, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;

/// How a process that decoded a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Decoded,
    Refused,
    /// It gave itself up.
    Aborted,
}

/// The process: the test below, started alone.
fn end_of(bytes: &[u8]) -> End {
    let started = Instant::now();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "hostile::one_picture"])
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It may be gone before it has read it all.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    let status = child.wait().unwrap();
    assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
    match (status.code(), status.signal()) {
        (Some(90), _) => End::Decoded,
        (Some(91), _) => End::Refused,
        (_, Some(6)) => End::Aborted,
        _ => panic!("it ended with {status:?}"),
    }
}

#[test]
#[ignore = "is the process of other tests"]
fn one_picture() {
    confine(MEMORY, 10);
    let mut file = Vec::new();
    std::io::stdin().read_to_end(&mut file).unwrap();
    let done = write_pixels(&file, &mut std::io::sink());
    std::process::exit(if done.is_ok() { 90 } else { 91 });
}

/// Numbers that look random and are the same each time.
fn numbers() -> impl FnMut(usize) -> usize {
    let mut state = 1_u64;
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    }
}

#[test]
fn a_file_that_breaks_off_anywhere_is_refused_before_it_is_decoded() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "avif") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for length in 0..bytes.len() {
            assert!(
                Avif::read(&bytes[..length]).is_err(),
                "{path:?} at {length}"
            );
        }
    }
}

#[test]
fn damage_ends_in_a_picture_or_a_refusal_or_the_end_of_one_process_and_soon() {
    let seeds = [
        "420.avif",
        "422-10-bits.avif",
        "alpha.avif",
        "tiles.avif",
        "grain.avif",
    ]
    .map(file);
    let mut random = numbers();
    let (mut ends, mut unread) = (Vec::new(), 0);
    for round in 0..2000 {
        let mut bytes = seeds[round % seeds.len()].clone();
        let pixels = bytes.windows(4).position(|name| name == b"mdat").unwrap();
        for _ in 0..=random(3) {
            // Two of three times in the stream, which is what the decoder reads.
            let from = if random(3) == 0 { 0 } else { pixels + 4 };
            let at = from + random(bytes.len() - from);
            bytes[at] = u8::try_from(random(256)).unwrap();
        }
        if Avif::read(&bytes).is_err() {
            unread += 1;
            continue;
        }
        ends.push(end_of(&bytes));
    }
    let count = |end| ends.iter().filter(|other| **other == end).count();
    println!(
        "{unread} not read, {} refused, {} decoded all the same, {} aborted",
        count(End::Refused),
        count(End::Decoded),
        count(End::Aborted)
    );
    assert!(count(End::Refused) > 100 && count(End::Decoded) > 100);
}

/// With another size in every place that says it.
fn resized(bytes: &[u8], (width, height): (u32, u32)) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = bytes.windows(4).position(|name| name == b"ispe").unwrap() + 8;
    bytes[at..at + 4].copy_from_slice(&width.to_be_bytes());
    bytes[at + 4..at + 8].copy_from_slice(&height.to_be_bytes());
    bytes
}

#[test]
fn a_size_that_lies_costs_nothing() {
    let plain = file("420.avif");
    for size in [(65_000, 65_000), (8, 8), (95, 64), (1, 65_536)] {
        let lying = resized(&plain, size);
        assert_eq!(Avif::read(&lying).unwrap().size(), size);
        assert_eq!(end_of(&lying), End::Refused, "{size:?}");
    }
    for size in [(0, 64), (1, 65_537), (u32::MAX, u32::MAX)] {
        assert!(Avif::read(&resized(&plain, size)).is_err(), "{size:?}");
    }
}

/// Bits, the highest first.
#[derive(Default)]
struct Bits(Vec<bool>);

impl Bits {
    fn put(&mut self, number: u32, count: u32) {
        self.0
            .extend((0..count).rev().map(|at| number >> at & 1 == 1));
    }

    fn bytes(mut self) -> Vec<u8> {
        self.put(1, 1);
        let bytes = self.0.chunks(8);
        bytes
            .map(|bits| {
                (0..8).fold(0, |sum, at| {
                    sum << 1 | u8::from(bits.get(at) == Some(&true))
                })
            })
            .collect()
    }
}

/// A stream that says it is so large, and then nonsense.
fn vast(size: u32, random: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    let mut bits = Bits::default();
    for (number, count) in [(0, 3), (1, 1), (1, 1), (31, 5), (15, 4), (15, 4)] {
        bits.put(number, count);
    }
    bits.put(size - 1, 16);
    bits.put(size - 1, 16);
    bits.put(0, 6); // no tools
    bits.put(0, 4); // 8 bits, colours, not described, limited
    bits.put(0, 4); // samples anywhere, one quantiser, no grain
    let header = bits.bytes();
    let frame: Vec<u8> = (0..1500)
        .map(|_| u8::try_from(random(256)).unwrap())
        .collect();
    let obu = |kind: u8, body: &[u8]| {
        let length = [
            u8::try_from(body.len() & 127).unwrap() | 128,
            u8::try_from(body.len() >> 7).unwrap(),
        ];
        [&[kind << 3 | 2][..], &length, body].concat()
    };
    [obu(1, &header), obu(6, &frame)].concat()
}

#[test]
fn a_stream_that_is_vast_takes_no_more_than_it_may() {
    let plain = file("420.avif");
    let mdat = plain.windows(4).position(|name| name == b"mdat").unwrap();
    let old = plain.len() - mdat - 4;
    let mut random = numbers();
    for round in 0..40 {
        let size = if round % 2 == 0 { 65_000 } else { 9_000 };
        let stream = vast(size, &mut random);
        let mut bytes = resized(&plain[..mdat - 4], (size, size));
        // The place in the table of places says how long the item is.
        let length = u32::try_from(old).unwrap().to_be_bytes();
        let at = bytes.windows(4).rposition(|word| word == length).unwrap();
        bytes[at..at + 4].copy_from_slice(&u32::try_from(stream.len()).unwrap().to_be_bytes());
        bytes.extend(u32::try_from(stream.len() + 8).unwrap().to_be_bytes());
        bytes.extend(b"mdat");
        bytes.extend(&stream);
        assert!(bytes.len() < 2048, "{}", bytes.len());
        assert_eq!(Avif::read(&bytes).unwrap().size(), (size, size));

        let end = end_of(&bytes);

        assert!(end != End::Decoded, "{end:?}");
    }
}

#[test]
fn what_is_no_picture_is_refused() {
    let mut random = numbers();
    for bytes in [&b""[..], b"\0", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"] {
        assert!(Avif::read(bytes).is_err());
    }
    for _ in 0..20_000 {
        let mut bytes = file("tiles.avif");
        for _ in 0..8 {
            let at = random(bytes.len());
            bytes[at] = u8::try_from(random(256)).unwrap();
        }
        // Nothing here panics, and no size is believed.
        if let Ok(picture) = Avif::read(&bytes) {
            assert!(picture.channels() > 0 && picture.memory() > 0 && picture.pixels() > 0);
        }
    }
}
