//! The API for programs: keys, pictures, uploads that break off.

use crate::kit::{House, Server, each_engine, images};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use dateline_testkit::Answer;
use serde_json::{Value, json};
use std::time::Instant;

fn photo() -> Vec<u8> {
    std::fs::read(images().join("credits/pa.jpg")).unwrap()
}

/// A program with a key.
struct Program<'a> {
    server: &'a Server,
    key: String,
}

impl<'a> Program<'a> {
    fn new(house: &House, server: &'a Server, scope: &str) -> Self {
        let made = house.say(&["token", "create", "--name", "desk tool", "--scope", scope]);
        let key = format!("Bearer {}", made.ok().trim());
        Self { server, key }
    }

    async fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let mut headers = vec![("Authorization", self.key.as_str())];
        let Some(body) = body else {
            return self.server.public.send(method, path, &headers).await;
        };
        headers.push(("Content-Type", "application/json"));
        let body = body.to_string();
        let client = &self.server.public;
        client
            .send_body(method, path, &headers, body.as_bytes())
            .await
    }

    async fn post_file(&self, name: &str, bytes: &[u8]) -> Answer {
        let path = format!("/api/pictures?file={name}");
        let headers = [("Authorization", self.key.as_str())];
        let client = &self.server.public;
        client.send_body("POST", &path, &headers, bytes).await
    }

    async fn announce(&self, length: usize, metadata: &str) -> Answer {
        let length = length.to_string();
        let headers = [
            ("Authorization", self.key.as_str()),
            ("Tus-Resumable", "1.0.0"),
            ("Upload-Length", &length),
            ("Upload-Metadata", metadata),
        ];
        self.server
            .public
            .send("POST", "/api/uploads", &headers)
            .await
    }

    async fn append(&self, upload: &str, offset: usize, bytes: &[u8]) -> Answer {
        let offset = offset.to_string();
        let headers = self.append_headers(&offset);
        let client = &self.server.public;
        client.send_body("PATCH", upload, &headers, bytes).await
    }

    fn append_headers<'h>(&'h self, offset: &'h str) -> [(&'h str, &'h str); 4] {
        [
            ("Authorization", &self.key),
            ("Tus-Resumable", "1.0.0"),
            ("Upload-Offset", offset),
            ("Content-Type", "application/offset+octet-stream"),
        ]
    }

    async fn offset(&self, upload: &str) -> usize {
        let answer = self.ask("HEAD", upload, None).await;
        assert_eq!(answer.status, 200);
        answer.header("upload-offset").unwrap().parse().unwrap()
    }
}

fn metadata(name: &str, sha256: Option<&str>) -> String {
    let name = format!("filename {}", BASE64.encode(name));
    match sha256 {
        Some(hash) => format!("{name},sha256 {}", BASE64.encode(hash)),
        None => name,
    }
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("no JSON: {}", answer.text()))
}

/// A problem as RFC 9457 has it; what it says.
fn problem(answer: &Answer, status: u16) -> String {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json")
    );
    let said = json_of(answer);
    assert_eq!(said["status"], status);
    said["detail"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn only_a_key_that_holds_and_may_opens_the_api() {
    each_engine(async |house| {
        let server = Server::serve(house);
        let nobody = server.get("/api/pictures").await;
        assert!(problem(&nobody, 401).contains("dateline token create"));
        assert!(nobody.header("www-authenticate").is_some());
        let reader = Program::new(house, &server, "pictures:read");
        assert_eq!(reader.ask("GET", "/api/pictures", None).await.status, 200);

        let refused = reader.post_file("a.jpg", &photo()).await;

        assert!(problem(&refused, 403).contains("pictures:write"));
        let list = house.say(&["token", "list", "--json"]).json();
        let id = list["tokens"][0]["id"].as_str().unwrap().to_owned();
        assert!(
            !list
                .to_string()
                .contains(reader.key.trim_start_matches("Bearer "))
        );
        house.say(&["token", "revoke", &id]).ok();
        let late = reader.ask("GET", "/api/pictures", None).await;
        assert!(problem(&late, 401).contains("taken back"));
        let wrong = server.public.send(
            "GET",
            "/api/pictures",
            &[("Authorization", "Bearer dateline_x")],
        );
        problem(&wrong.await, 401);
        assert_eq!(server.get("/api/nothing").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_picture_is_brought_in_described_and_given_terms_over_http() {
    each_engine(async |house| {
        let server = Server::serve(house);
        let desk = Program::new(house, &server, "pictures:write");

        let made = desk.post_file("pa.jpg", &photo()).await;

        assert_eq!(made.status, 201, "{}", made.text());
        assert_eq!(made.header("cache-control"), Some("no-store"));
        let picture = json_of(&made);
        assert_eq!(picture["credit_line"], "PA");
        let address = made.header("location").unwrap().to_owned();
        let again = desk.post_file("other-name.jpg", &photo()).await;
        assert_eq!(
            (again.status, again.header("location")),
            (200, Some(address.as_str()))
        );
        let shown = json_of(&desk.ask("GET", &address, None).await);
        let id = picture["id"].as_str().unwrap();
        assert_eq!(shown, house.say(&["picture", "show", id, "--json"]).json());

        let words = json!({ "alt": "A bowler in mid-stride", "caption": null });
        let edited = json_of(&desk.ask("PATCH", &address, Some(&words)).await);

        assert_eq!(edited["alt"], "A bowler in mid-stride");
        assert_eq!(edited["caption"], Value::Null);
        assert_eq!(edited["credit_line"], "PA");
        let unknown = desk
            .ask("PATCH", &address, Some(&json!({ "captoin": "x" })))
            .await;
        assert!(problem(&unknown, 422).contains("captoin"));
        let no_address = json!({ "licence_url": "javascript:alert(1)" });
        let refused = desk.ask("PATCH", &address, Some(&no_address)).await;
        assert!(problem(&refused, 422).contains("https://"));
        let rights = json!({ "rights": "agency" });
        let set = desk
            .ask("PUT", &format!("{address}/rights"), Some(&rights))
            .await;
        assert_eq!(json_of(&set)["rights"], "agency");
        let lease = json!({ "effect": "allow", "uses": ["site"], "until": "2030-01-01T00:00:00Z" });
        let leased = desk
            .ask("POST", &format!("{address}/leases"), Some(&lease))
            .await;
        assert_eq!(leased.status, 201, "{}", leased.text());
        let lease = leased.header("location").unwrap();
        let ended = desk
            .ask(
                "PATCH",
                lease,
                Some(&json!({ "until": "2027-01-01T00:00:00Z" })),
            )
            .await;
        assert_eq!(json_of(&ended)["until"], "2027-01-01T00:00:00Z");
        assert_eq!(desk.ask("DELETE", lease, None).await.status, 200);
        problem(&desk.ask("DELETE", lease, None).await, 404);
        let nothing = json!({ "substitute": null });
        let path = format!("{address}/substitute");
        let chosen = desk.ask("PUT", &path, Some(&nothing)).await;
        assert_eq!(json_of(&chosen)["substitute"], "nothing");
        let uses = json_of(&desk.ask("GET", &format!("{address}/uses"), None).await);
        assert_eq!(uses["stories"], json!([]));
        let due = json_of(&desk.ask("GET", "/api/pictures/due?days=7", None).await);
        assert_eq!(due["leases"], json!([]));
        let list = json_of(&desk.ask("GET", "/api/pictures?limit=1", None).await);
        assert_eq!(list["pictures"][0]["id"], picture["id"]);
        problem(&desk.ask("GET", "/api/pictures?limit=0", None).await, 400);
        problem(&desk.ask("GET", "/api/pictures/none", None).await, 404);
        let original = desk.ask("GET", &format!("{address}/original"), None).await;
        assert_eq!(original.body, photo());
        assert_eq!(original.header("content-disposition"), Some("attachment"));
        assert_eq!(original.header("x-content-type-options"), Some("nosniff"));
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_is_cut_goes_on_where_it_broke_off() {
    each_engine(async |house| {
        let server = Server::serve(house);
        let desk = Program::new(house, &server, "pictures:write");
        let file = photo();
        for (round, percent) in [3, 20, 50, 80, 97].into_iter().enumerate() {
            // Each round another file, so that each becomes a picture of its own.
            let mut file = file.clone();
            file.extend_from_slice(&[percent; 7]);
            let begun = desk.announce(file.len(), &metadata("cut.jpg", None)).await;
            assert_eq!(begun.status, 201, "{}", begun.text());
            let upload = begun.header("location").unwrap().to_owned();
            let cut = file.len() * usize::from(percent) / 100;
            let length = file.len().to_string();
            let mut headers = desk.append_headers("0").to_vec();
            headers.push(("Content-Length", &length));
            let mut request = server
                .public
                .head_of("PATCH", &upload, &headers)
                .into_bytes();
            request.extend_from_slice(&file[..cut]);

            broken(&server, &request).await;

            crate::kit::until("what came is there", async || {
                desk.offset(&upload).await == cut
            })
            .await;
            let list = json_of(&desk.ask("GET", "/api/pictures", None).await);
            let pictures = list["pictures"].as_array().unwrap();
            assert_eq!(pictures.len(), round, "half a file is no picture");
            let wrong = desk.append(&upload, cut + 1, b"x").await;
            assert!(problem(&wrong, 409).contains(&format!("byte {cut}")));
            let rest = desk.append(&upload, cut, &file[cut..]).await;
            assert_eq!(rest.status, 204, "{}", rest.text());
            let id = rest.header("dateline-picture").unwrap().to_owned();
            let original = desk
                .ask("GET", &format!("/api/pictures/{id}/original"), None)
                .await;
            assert!(
                original.body == file,
                "the file is not the same at {percent} %"
            );
            let told = json_of(&desk.ask("GET", &upload, None).await);
            assert_eq!(
                (&told["picture"], &told["is_new"]),
                (&json!(id), &json!(true))
            );
            // Asked again, because the answer was lost: the same answer.
            let again = desk.append(&upload, file.len(), b"").await;
            assert_eq!(again.header("dateline-picture"), Some(id.as_str()));
        }
    })
    .await;
}

/// Sends and closes without waiting for an answer.
async fn broken(server: &Server, request: &[u8]) {
    use tokio::io::AsyncWriteExt;
    let address = server.public_address();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream.write_all(request).await.unwrap();
    stream.shutdown().await.unwrap();
}

#[tokio::test]
async fn an_upload_outlives_the_server() {
    each_engine(async |house| {
        let server = Server::serve(house);
        let file = photo();
        let half = file.len() / 2;
        let desk = Program::new(house, &server, "pictures:write");
        let begun = desk.announce(file.len(), &metadata("pa.jpg", None)).await;
        let upload = begun.header("location").unwrap().to_owned();
        let first = desk.append(&upload, 0, &file[..half]).await;
        assert_eq!(
            first.header("upload-offset"),
            Some(half.to_string().as_str())
        );
        let key = desk.key.clone();

        server.kill();

        let server = Server::serve(house);
        let desk = Program {
            server: &server,
            key,
        };
        assert_eq!(desk.offset(&upload).await, half);
        assert_eq!(desk.append(&upload, half, &file[half..]).await.status, 204);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_whole_picture_is_refused_with_its_reason() {
    each_engine(async |house| {
        let server = Server::serve(house);
        let desk = Program::new(house, &server, "pictures:write");
        let file = photo();
        let wrong = "0".repeat(64);

        let begun = desk
            .announce(file.len(), &metadata("pa.jpg", Some(&wrong)))
            .await;
        let upload = begun.header("location").unwrap().to_owned();
        let damaged = desk.append(&upload, 0, &file).await;

        assert!(problem(&damaged, 422).contains("send it again"));
        assert_eq!(desk.offset(&upload).await, 0);
        let begun = desk.announce(9, &metadata("../../etc/x.jpg", None)).await;
        let upload = begun.header("location").unwrap().to_owned();
        assert!(!problem(&desk.append(&upload, 0, b"not image").await, 422).is_empty());
        let told = json_of(&desk.ask("GET", &upload, None).await);
        assert_eq!(told["file"], "x.jpg");
        assert!(told["refused"].is_string());
        let long = desk.announce(4, "").await;
        let upload = long.header("location").unwrap().to_owned();
        problem(&desk.append(&upload, 0, b"12345").await, 413);
        assert_eq!(desk.ask("DELETE", &upload, None).await.status, 204);
        assert_eq!(desk.ask("HEAD", &upload, None).await.status, 404);
        problem(&desk.announce(0, "").await, 413);
        problem(&desk.announce(100_000_001, "").await, 413);
        assert!(problem(&desk.announce(5, "filename %%%").await, 400).contains("base64"));
        let options = server.public.send("OPTIONS", "/api/uploads", &[]).await;
        assert_eq!(options.header("tus-version"), Some("1.0.0"));
        let other = Program::new(house, &server, "pictures:write");
        let begun = desk.announce(5, "").await;
        let theirs = begun.header("location").unwrap();
        assert_eq!(other.ask("GET", theirs, None).await.status, 404);
        let rest = std::fs::read_dir(house.data().join("uploads"))
            .unwrap()
            .count();
        assert_eq!(
            rest, 2,
            "the damaged one and the last: others leave nothing behind"
        );
    })
    .await;
}

#[tokio::test]
async fn a_thousand_uploads_at_once_all_arrive_and_the_server_takes_little_memory() {
    const COUNT: u16 = 1000;
    each_engine(async |house| {
        let server = Server::serve(house);
        let desk = Program::new(house, &server, "pictures:write");
        let small = std::fs::read(images().join("kinds/basn2c16_TrueColor_16bit.png")).unwrap();
        let large = photo();
        let all = (0..COUNT).map(|number| {
            // One in fifty is a photograph; what follows a picture makes each another file.
            let (name, whole) = match number % 50 {
                0 => ("jpg", &large),
                _ => ("png", &small),
            };
            let (desk, mut file) = (&desk, whole.clone());
            async move {
                file.extend_from_slice(&number.to_be_bytes());
                desk.post_file(&format!("{number}.{name}"), &file)
                    .await
                    .status
            }
        });
        let began = Instant::now();

        let statuses = futures_util::future::join_all(all).await;

        let peak = server.peak_memory();
        println!("{:?}, {peak:?} bytes at most", began.elapsed());
        assert!(statuses.iter().all(|status| *status == 201), "{statuses:?}");
        assert!(peak.is_none_or(|peak| peak < MOST_MEMORY), "{peak:?}");
        let (mut count, mut next) = (0, String::new());
        loop {
            let path = format!("/api/pictures?limit=200{next}");
            let page = json_of(&desk.ask("GET", &path, None).await);
            count += page["pictures"].as_array().unwrap().len();
            match page["next"].as_str() {
                Some(after) => next = format!("&after={after}"),
                None => break,
            }
        }
        assert_eq!(count, usize::from(COUNT));
    })
    .await;
}

/// What a server may have taken at its worst, in bytes: all decoders together, and itself.
const MOST_MEMORY: u64 = 640 * 1024 * 1024;
