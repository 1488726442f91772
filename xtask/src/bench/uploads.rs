//! `bench uploads`: what readers notice while the picture desk brings two hundred pictures in.

use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::house::{Place, Server, build};
use super::load::{Load, run as load};
use super::peers::ensure;
use super::pictures::images;
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{Options, archive_of};
use crate::process::output;

/// Pictures brought in.
const UPLOADS: usize = 200;
/// Under way at a time.
const AT_ONCE: usize = 4;
/// Loads at rest a run: about as many as there are while pictures come in.
const AT_REST: usize = 8;
/// Stories of the house.
const STORIES: u64 = 1_000;

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    ensure(&[("wrk", "wrk"), ("taskset", "util-linux")], options)?;
    build(options)?;
    let place = Place::empty("uploads", options)?;
    place.import(&archive_of(STORIES)?)?;
    let key = key(&place)?;
    let photos = photos()?;
    let [mut rest, mut busy, mut seconds] = [(); 3].map(|()| Sample::default());
    for run in 0..options.runs {
        let server = place.serve(&[("DATELINE_WORKER_SLOW", "false")])?;
        let path = server.story_of_size(34_000)?;
        let page = Load {
            addr: &server.addr,
            path: &path,
            gzip: true,
            connections: 16,
            seconds: options.seconds,
            list: None,
        };
        load(&page, &server.pids(&place))?;
        for _ in 0..AT_REST {
            rest.push(load(&page, &server.pids(&place))?.p99_ms);
        }
        let started = Instant::now();
        let done = AtomicUsize::new(0);
        std::thread::scope(|scope| -> Result<()> {
            let desk: Vec<_> = (0..AT_ONCE)
                .map(|first| {
                    let (server, key, photos, done) = (&server, &key, &photos, &done);
                    scope.spawn(move || -> Result<()> {
                        for number in (first..UPLOADS).step_by(AT_ONCE) {
                            let file = &photos[number % photos.len()];
                            bring(server, key, &marked(file, run * UPLOADS + number)?)?;
                            done.fetch_add(1, Ordering::Relaxed);
                        }
                        Ok(())
                    })
                })
                .collect();
            while done.load(Ordering::Relaxed) < UPLOADS && desk.iter().any(|d| !d.is_finished()) {
                busy.push(load(&page, &server.pids(&place))?.p99_ms);
            }
            for each in desk {
                each.join()
                    .map_err(|_| anyhow::anyhow!("an upload panicked"))??;
            }
            Ok(())
        })?;
        seconds.push(started.elapsed().as_secs_f64());
    }
    let mut table = Table::default();
    table.compare(
        "a kept story, p99 in ms while 200 uploads are processed",
        &busy,
        ("at rest:", &rest),
        Goal::AtMost(1.5),
    );
    table.bound(
        "200 uploads beside 16 busy readers",
        &seconds,
        "s",
        Goal::None,
    );
    Ok(format!(
        "{UPLOADS} photographs, {AT_ONCE} at a time, into a server that has one core for them and for readers.\n\n{}",
        table.markdown()
    ))
}

/// A key for the API.
fn key(place: &Place) -> Result<String> {
    let args = [
        "token",
        "create",
        "--name",
        "Bench",
        "--scope",
        "pictures:write",
        "--json",
    ];
    let said = output(place.dateline().args(args))?;
    let made: serde_json::Value = serde_json::from_str(&said)?;
    let key = made["key"].as_str().context("no key in the answer")?;
    Ok(key.to_owned())
}

/// Photographs that are no part of the project.
fn photos() -> Result<Vec<Vec<u8>>> {
    let mut files: Vec<PathBuf> = fs::read_dir(images()?.join("orientation"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "jpg"))
        .collect();
    files.sort();
    let read: Result<Vec<_>, _> = files.iter().map(fs::read).collect();
    let read = read?;
    if read.is_empty() {
        bail!("there are no photographs to bring in");
    }
    Ok(read)
}

/// The photograph as another file: with a comment nobody has used yet.
fn marked(jpeg: &[u8], number: usize) -> Result<Vec<u8>> {
    let comment = number.to_string();
    let length = u16::try_from(comment.len() + 2)?.to_be_bytes();
    let mut file = jpeg.get(..2).context("not a photograph")?.to_vec();
    file.extend([0xff, 0xfe]);
    file.extend(length);
    file.extend(comment.as_bytes());
    file.extend(&jpeg[2..]);
    Ok(file)
}

fn bring(server: &Server, key: &str, file: &[u8]) -> Result<()> {
    let mut stream = TcpStream::connect(&server.addr)?;
    let head = format!(
        "POST /api/pictures?file=bench.jpg HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {key}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        server.addr,
        file.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(file)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let status = answer.split(' ').nth(1).unwrap_or_default();
    if status != "201" {
        bail!("an upload was answered with {}", answer.trim());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_photograph_is_another_file_with_a_comment() {
        let marked = marked(&[0xff, 0xd8, 0xff, 0xd9], 7).unwrap();

        assert_eq!(marked[..4], [0xff, 0xd8, 0xff, 0xfe]);
        assert!(marked.ends_with(&[0xff, 0xd9]));
    }
}
