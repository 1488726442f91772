//! Disks that are full or may only be read.

use crate::kit::{House, Server, copy, finish, images, program};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file system in memory, as large as asked for; none where mounting is not permitted.
struct Disk {
    path: PathBuf,
}

impl Disk {
    fn mount(path: &Path, size: &str) -> Option<Self> {
        std::fs::create_dir_all(path).unwrap();
        let done = Command::new("mount")
            .args([
                "-t",
                "tmpfs",
                "-o",
                &format!("size={size}"),
                "dateline-test",
            ])
            .arg(path)
            .output();
        if !done.is_ok_and(|o| o.status.success()) {
            println!("skipped: nothing can be mounted here");
            return None;
        }
        Some(Self {
            path: path.to_owned(),
        })
    }

    fn make_read_only(&self) {
        assert!(
            Command::new("mount")
                .args(["-o", "remount,ro"])
                .arg(&self.path)
                .status()
                .unwrap()
                .success()
        );
    }

    fn fill(&self) -> PathBuf {
        let ballast = self.path.join("ballast");
        // dd stops with an error when nothing more fits: that is what is wanted.
        drop(
            Command::new("dd")
                .args(["if=/dev/zero", "bs=64k"])
                .arg(format!("of={}", ballast.display()))
                .output(),
        );
        ballast
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.path).status());
    }
}

const STORY: &str = "iron-bridge-closes";

fn say(data: &Path, args: &[&str]) -> crate::kit::Said {
    finish(program().arg("--data").arg(data).args(args))
}

#[tokio::test]
async fn on_a_full_disk_pages_are_served_writes_are_refused_and_room_is_all_it_needs() {
    let source = House::sample();
    let house = House::empty();
    let Some(disk) = Disk::mount(&house.data(), "32m") else {
        return;
    };
    for part in ["blobs", "dateline.db", "run"] {
        copy(&source.data().join(part), &house.data().join(part));
    }
    let server = Server::serve(&house);
    let front = server.get("/en/").await;
    assert_eq!(front.status, 200);
    let (_, path, _) = house.state(STORY);
    let path = path.unwrap();

    let ballast = disk.fill();
    let mut refused = None;
    for _ in 0..40 {
        let said = house.story(
            if house.state(STORY).1.is_some() {
                "unpublish"
            } else {
                "publish"
            },
            STORY,
        );
        if said.code != Some(0) {
            refused = Some(said.complaint());
            break;
        }
    }

    let complaint = refused.expect("a full disk refuses in the end");
    assert!(
        complaint.contains("not available") && complaint.contains("full"),
        "{complaint}"
    );
    for page in ["/en/", "/ru/", "/ar/city", "/en/feed.rss"] {
        assert_eq!(server.get(page).await.status, 200, "{page}");
    }
    assert!(
        say(
            &house.data(),
            &[
                "backup",
                "--to",
                house.data().join("backup").to_str().unwrap()
            ]
        )
        .code
            == Some(1)
    );
    drop(std::fs::remove_dir_all(house.data().join("backup")));
    std::fs::remove_file(ballast).unwrap();
    let verb = if house.state(STORY).1.is_some() {
        "unpublish"
    } else {
        "publish"
    };
    house.story(verb, STORY).json();
    let wanted = if verb == "publish" { 200 } else { 404 };
    assert_eq!(
        server.get(&path).await.status,
        wanted,
        "it goes on without a restart"
    );
    house.say(&["doctor"]).ok();
    drop(server);
}

#[test]
fn a_folder_that_may_only_be_read_is_named_and_nothing_crashes() {
    let source = House::sample();
    let house = House::empty();
    let Some(disk) = Disk::mount(&house.data(), "64m") else {
        return;
    };
    for part in ["blobs", "dateline.db"] {
        copy(&source.data().join(part), &house.data().join(part));
    }
    disk.make_read_only();

    for args in [
        &["story", "publish", STORY][..],
        &["serve", "--listen", "127.0.0.1:0"],
        &["migrate"],
    ] {
        let complaint = house.say(args).complaint();
        assert!(
            complaint.contains(house.data().to_str().unwrap()),
            "{complaint}"
        );
        assert!(
            complaint.to_lowercase().contains("read-only") || complaint.contains("readonly"),
            "{complaint}"
        );
    }
}

#[test]
fn a_data_folder_that_is_a_file_is_named() {
    let house = House::empty();
    std::fs::write(house.data(), "x").unwrap();

    let complaint = house.say(&["story", "list"]).complaint();

    assert!(
        complaint.contains("cannot make the data folder"),
        "{complaint}"
    );
}

#[tokio::test]
async fn an_upload_that_fills_the_disk_is_refused_and_goes_on_once_there_is_room() {
    let house = House::empty();
    let Some(disk) = Disk::mount(&house.data(), "24m") else {
        return;
    };
    let made = house.say(&[
        "token",
        "create",
        "--name",
        "camera",
        "--scope",
        "pictures:write",
    ]);
    let key = format!("Bearer {}", made.ok().trim());
    let server = Server::serve(&house);
    let mut file = std::fs::read(images().join("credits/pa.jpg")).unwrap();
    // What follows a picture is no part of it, and fills the disk all the same.
    file.resize(6_000_000, 0);
    let length = file.len().to_string();
    let announced = [
        ("Authorization", key.as_str()),
        ("Tus-Resumable", "1.0.0"),
        ("Upload-Length", &length),
    ];
    let begun = server.public.send("POST", "/api/uploads", &announced).await;
    let upload = begun.header("location").unwrap().to_owned();
    let append = async |offset: usize| {
        let offset_text = offset.to_string();
        let headers = [
            ("Authorization", key.as_str()),
            ("Tus-Resumable", "1.0.0"),
            ("Upload-Offset", &offset_text),
            ("Content-Type", "application/offset+octet-stream"),
        ];
        server
            .public
            .send_body("PATCH", &upload, &headers, &file[offset..])
            .await
    };

    let ballast = disk.fill();
    let refused = append(0).await;

    assert_eq!(refused.status, 507, "{}", refused.text());
    assert!(refused.text().contains("the disk of the house is full"));
    assert_eq!(server.get("/readyz").await.status, 200);

    std::fs::remove_file(ballast).unwrap();
    let head = server.public.send("HEAD", &upload, &announced[..2]).await;
    let arrived: usize = head.header("upload-offset").unwrap().parse().unwrap();
    let done = append(arrived).await;
    assert_eq!(done.status, 204, "{}", done.text());
    let id = done.header("dateline-picture").unwrap();
    let original = format!("/api/pictures/{id}/original");
    let kept = server.public.send("GET", &original, &announced[..1]).await;
    assert!(kept.body == file, "the file is not the one that was sent");
}
