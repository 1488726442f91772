//! A server that dies while it makes renditions, on either engine.

use crate::kit::{House, Server, each_engine, images};
use dateline_infra::blob::Hash;
use dateline_infra::picture::examine;
use dateline_testkit::Answer;
use futures_util::future::join_all;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;

const WIDTHS: [u32; 2] = [320, 960];
const PICTURES: usize = 2;

/// Takes a folder in; the addresses of renditions of every picture in it.
fn addresses(house: &House) -> Vec<String> {
    let report = house.beside("R.json");
    let folder = images().join("orientation");
    let (path, to) = (folder.to_str().unwrap(), report.to_str().unwrap());
    house.say(&["picture", "import", path, "--report", to]).ok();
    let report: Value = serde_json::from_str(&std::fs::read_to_string(report).unwrap()).unwrap();
    let pictures = report["pictures"].as_array().unwrap();
    let mut found = Vec::new();
    for picture in &pictures[..PICTURES] {
        let id = picture["id"].as_str().unwrap();
        let shown = house.say(&["picture", "show", id, "--json"]).json();
        let hash = shown["hash"].as_str().unwrap();
        for width in WIDTHS {
            found.push(format!("/-/pictures/{hash}/{width}.jpg"));
            found.push(format!("/-/pictures/{hash}/{width}.webp"));
        }
    }
    found
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Every file that has the name of a rendition.
fn kept(house: &House) -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(&house.data().join("blobs/renditions"), &mut found);
    found.retain(|path| path.extension().is_some_and(|e| e == "jpg" || e == "webp"));
    found
}

/// Each is a whole picture, and the one its checksum is of; how many there are.
fn check_kept(house: &House, context: &str) -> usize {
    let found = kept(house);
    for path in &found {
        let bytes = std::fs::read(path).unwrap();
        let whole = examine(&bytes);
        assert!(whole.is_ok(), "{context}: {}: {whole:?}", path.display());
        let mut beside = path.clone().into_os_string();
        beside.push(".sha256");
        let sum = Hash::of(&bytes).to_string();
        let kept = std::fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(kept, sum, "{context}: {}", path.display());
    }
    found.len()
}

fn check_answer(answer: &Answer, path: &str) {
    assert_eq!(answer.status, 200, "{path}");
    let whole = examine(&answer.body);
    assert!(whole.is_ok(), "{path}: {whole:?}");
}

#[tokio::test]
async fn a_server_killed_while_it_makes_renditions_leaves_no_half_one_and_the_next_makes_the_rest()
{
    each_engine(async |house| {
        let addresses = addresses(house);
        let (mut before, mut cut) = (0, 0);
        for pause in [0, 5, 20] {
            let server = Server::serve(house);
            // Until one more has its name; others are being written then.
            let one_more = async {
                while kept(house).len() == before {
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                tokio::time::sleep(Duration::from_millis(pause)).await;
            };
            tokio::select! {
                () = one_more => cut += 1,
                answers = join_all(addresses.iter().map(|path| server.get(path))) => {
                    for (answer, path) in answers.iter().zip(&addresses) {
                        check_answer(answer, path);
                    }
                }
            }
            server.kill();
            let kept = check_kept(house, &format!("killed {pause} ms after one more"));
            assert!(
                kept >= before,
                "what was made once stays: {kept} of {before}"
            );
            before = kept;
        }
        assert!(cut > 1, "no server died while it worked");

        let server = Server::serve(house);
        for path in &addresses {
            check_answer(&server.get(path).await, path);
        }

        assert_eq!(check_kept(house, "at the end"), addresses.len());
        println!("{cut} of 3 servers died at work, which left {before} renditions");
        house.say(&["doctor"]).ok();
    })
    .await;
}
