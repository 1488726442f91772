//! Pictures that are decoded in processes of their own: what comes of them, and what their decoders
//! die of stays a matter of one file.

use crate::kit::{House, Server, each_engine, images, named, take_in};
use dateline_infra::picture::examine;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn avifs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../dateline-avif/tests/it/files")
}

/// Red, green and blue of the middle of each quarter.
async fn corners(server: &Server, house: &House, id: &Value) -> [[u8; 3]; 4] {
    let shown = house.say(&["picture", "show", id.as_str().unwrap(), "--json"]);
    let hash = shown.json()["hash"].as_str().unwrap().to_owned();
    let answer = server.get(&format!("/-/pictures/{hash}/320.jpg")).await;
    assert_eq!(answer.status, 200);
    let image = image::load_from_memory(&answer.body).unwrap().to_rgb8();
    let (width, height) = image.dimensions();
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| image.get_pixel(x * width / 4, y * height / 4).0)
}

#[tokio::test]
async fn avif_comes_in_upright_and_in_the_colours_of_screens() {
    const RED: [u8; 3] = [200, 30, 30];
    const GREEN: [u8; 3] = [30, 160, 60];
    const BLUE: [u8; 3] = [30, 30, 200];
    const GREY: [u8; 3] = [128, 128, 128];
    each_engine(async |house| {
        let report = take_in(house, &avifs());

        let refused = named(&report, "skipped", "pq.avif")["reason"].clone();
        assert!(
            refused
                .as_str()
                .unwrap()
                .contains("export it in standard range")
        );
        assert_eq!(report["pictures"].as_array().unwrap().len(), 17, "{report}");
        let server = Server::serve(house);
        for (name, expected) in [
            ("420.avif", [RED, GREEN, BLUE, GREY]),
            ("422-10-bits.avif", [RED, GREEN, BLUE, GREY]),
            ("tiles.avif", [RED, GREEN, BLUE, GREY]),
            ("turned.avif", [GREEN, GREY, RED, BLUE]),
            ("mirrored.avif", [GREEN, RED, GREY, BLUE]),
            ("turned-and-mirrored.avif", [GREY, GREEN, BLUE, RED]),
            ("lower-right.avif", [GREY, GREY, GREY, GREY]),
            // Display P3 and BT.2020 reach beyond sRGB: the numbers of red and green change.
            (
                "display-p3.avif",
                [[219, 0, 6], [0, 163, 41], [30, 30, 208], GREY],
            ),
        ] {
            let found = corners(&server, house, &named(&report, "pictures", name)["id"]).await;
            let pairs = found.iter().flatten().zip(expected.iter().flatten());
            let most = pairs.map(|(a, b)| a.abs_diff(*b)).max().unwrap();
            assert!(most <= 10, "{name}: {found:?}, not {expected:?}");
        }
    })
    .await;
}

/// Copies of a file, each damaged in its stream.
fn damaged(whole: &[u8], count: usize) -> Vec<Vec<u8>> {
    let pixels = whole.windows(4).position(|name| name == b"mdat").unwrap() + 4;
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % below
    };
    let copies = (0..count).map(|_| {
        let mut bytes = whole.to_vec();
        for _ in 0..8 {
            let at = pixels + random(bytes.len() - pixels);
            bytes[at] = u8::try_from(random(256)).unwrap();
        }
        bytes
    });
    copies.collect()
}

#[tokio::test]
async fn what_the_decoder_dies_of_is_refused_and_the_server_goes_on() {
    let house = House::empty();
    let key = house.picture_key();
    let server = Server::serve(&house);
    let headers = [("Authorization", key.as_str())];
    let whole = std::fs::read(avifs().join("grain.avif")).unwrap();
    let (mut gave_up, mut refused) = (0, 0);

    for bytes in damaged(&whole, 60) {
        let started = Instant::now();
        let path = "/api/pictures?file=a.avif";
        let answer = server
            .public
            .send_body("POST", path, &headers, &bytes)
            .await;

        assert!([201, 422].contains(&answer.status), "{}", answer.text());
        refused += usize::from(answer.status == 422);
        gave_up += usize::from(answer.text().contains("the decoder gave up"));
        let longest = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });
        assert!(started.elapsed() < longest, "{:?}", started.elapsed());
    }

    println!("{refused} refused, of them the decoder gave up on {gave_up}");
    assert!(gave_up > 0, "no file made the decoder give up");
    let answer = server
        .public
        .send_body("POST", "/api/pictures?file=b.avif", &headers, &whole);
    assert_eq!(answer.await.status, 201);
    assert_eq!(server.get("/readyz").await.status, 200);
}

#[tokio::test]
async fn what_we_made_ourselves_comes_back_with_its_credit() {
    let house = House::empty();
    let report = take_in(&house, &images().join("credits"));
    let id = named(&report, "pictures", "pa.jpg")["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let shown = house.say(&["picture", "show", &id, "--json"]).json();
    let hash = shown["hash"].as_str().unwrap();
    let server = Server::serve(&house);
    let path = format!("/-/pictures/{hash}/320.avif");
    let began = Instant::now();
    let mut answer = server.get(&path).await;
    while answer.status != 200 {
        assert!(began.elapsed() < Duration::from_mins(2), "no AVIF was made");
        tokio::time::sleep(Duration::from_millis(100)).await;
        answer = server.get(&path).await;
    }
    let folder = house.beside("own");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("own.avif"), &answer.body).unwrap();

    let own = take_in(&house, &folder);

    let own = named(&own, "pictures", "own.avif");
    assert_eq!(own["credit_line"], "PA");
    assert_eq!(own["photographer"], "Martin Rickett");
    assert!(
        examine(&answer.body).is_err(),
        "no decoder was named in this process"
    );
}

fn svg(inner: &str) -> Vec<u8> {
    let head = r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">"#;
    format!("{head}{inner}</svg>").into_bytes()
}

#[tokio::test]
async fn a_drawing_is_drawn_and_one_that_takes_too_long_is_ended() {
    let house = House::empty();
    let key = house.picture_key();
    let server = Server::serve(&house);
    let send = async |name: &str, bytes: Vec<u8>| {
        let headers = [("Authorization", key.as_str())];
        let path = format!("/api/pictures?file={name}");
        let client = &server.public;
        client.send_body("POST", &path, &headers, &bytes).await
    };
    let quarters = r##"<path d="M0 0h20v15H0z" fill="#c81e1e"/><path d="M20 0h20v15H20z" fill="#1ea03c"/><path d="M0 15h20v15H0z" fill="#1e1ec8"/><path d="M20 15h20v15H20z" fill="#808080"/>"##;
    // Nine hundred times the whole picture, each time softly over what was there.
    let soft = r##"<radialGradient id="g"><stop stop-color="#c81e1e"/><stop offset="1" stop-color="#1e1ec8" stop-opacity=".2"/></radialGradient>"##;
    let endless = r#"<g opacity=".9"><path d="M0 0h40v30H0z" fill="url(#g)"/></g>"#.repeat(450);

    let folder = house.beside("endless");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("endless.svg"), svg(&format!("{soft}{endless}"))).unwrap();

    let drawn = send("quarters.svg", svg(quarters)).await;
    let began = Instant::now();
    let report = take_in(&house, &folder);

    let reason = named(&report, "skipped", "endless.svg")["reason"]
        .as_str()
        .unwrap();
    println!("{:?}: {reason}", began.elapsed());
    assert!(reason.contains("longer than 10 seconds"), "{reason}");
    assert!(began.elapsed() < Duration::from_mins(2));
    assert_eq!(drawn.status, 201, "{}", drawn.text());
    let told: Value = serde_json::from_slice(&drawn.body).unwrap();
    let found = corners(&server, &house, &told["id"]).await;
    let expected = [[200, 30, 30], [30, 160, 60], [30, 30, 200], [128, 128, 128]];
    let pairs = found.iter().flatten().zip(expected.iter().flatten());
    let most = pairs
        .map(|(a, b): (&u8, &u8)| a.abs_diff(*b))
        .max()
        .unwrap();
    assert!(most <= 10, "{found:?}");
    assert_eq!(server.get("/readyz").await.status, 200);
}
