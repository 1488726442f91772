//! Stories over HTTP in the whole program: previews, pages that change, published stories for programs.

use crate::kit::{House, Server, until};
use dateline_testkit::Answer;
use serde_json::{Value, json};

/// A program that may do everything to stories.
struct Desk<'a> {
    server: &'a Server,
    key: String,
}

impl<'a> Desk<'a> {
    fn new(house: &House, server: &'a Server) -> Self {
        let scopes = ["stories:read", "stories:write", "stories:publish"];
        let mut args = vec!["token", "create", "--name", "desk"];
        args.extend(scopes.iter().flat_map(|scope| ["--scope", scope]));
        let key = format!("Bearer {}", house.say(&args).ok().trim());
        Self { server, key }
    }

    async fn ask(&self, method: &str, path: &str, body: Value) -> Answer {
        let headers = [
            ("Authorization", self.key.as_str()),
            ("Content-Type", "application/json"),
        ];
        let body = body.to_string();
        let client = &self.server.public;
        let path = format!("/api{path}");
        client
            .send_body(method, &path, &headers, body.as_bytes())
            .await
    }

    async fn get(&self, path: &str) -> Answer {
        let headers = [("Authorization", self.key.as_str())];
        let path = format!("/api{path}");
        self.server.public.send("GET", &path, &headers).await
    }

    /// A draft; its id.
    async fn draft(&self, headline: &str) -> String {
        let new = json!({
            "edition": "en",
            "content": {
                "headline": headline,
                "body": [{ "id": "p1", "type": "paragraph", "text": "Quietly." }]
            }
        });
        let made = self.ask("POST", "/stories", new).await;
        assert_eq!(made.status, 201, "{}", made.text());
        made.json()["id"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_draft_is_seen_as_readers_will_see_it_by_staff_and_by_who_has_a_link() {
    let house = House::sample();
    let server = Server::serve(&house);
    let desk = Desk::new(&house, &server);
    let id = desk.draft("Zyxgrub merger & more").await;
    let preview = format!("/stories/{id}/preview");

    let page = desk.get(&preview).await;
    let links = format!("/stories/{id}/preview-links");
    let shared = desk.ask("POST", &links, json!({})).await.json();
    let link = shared["link"].as_str().unwrap();
    let outside = server.get(link).await;

    for page in [&page, &outside] {
        assert_eq!(page.status, 200);
        assert!(page.says("Zyxgrub merger &amp; more") && page.says("Quietly."));
        assert!(page.says("/-/theme/"), "in the theme of its edition");
        assert!(page.header("x-robots-tag").unwrap().contains("noindex"));
        assert!(page.header("cache-control").unwrap().contains("no-store"));
        assert_eq!(page.header("set-cookie"), None);
    }
    assert_eq!(outside.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(server.get(&format!("/api{preview}")).await.status, 401);
    for address in [
        "/en/",
        "/en/city",
        "/en/feed.json",
        "/api/published/stories",
    ] {
        assert!(!server.get(address).await.says("Zyxgrub"), "{address}");
    }
    let until = json!({ "until": "2999-01-01T00:00:00Z" });
    let embargo = format!("/stories/{id}/embargo");
    let held = desk.ask("PUT", &embargo, until).await;
    assert_eq!(held.status, 200, "{}", held.text());
    assert_eq!(server.get(link).await.status, 422);
    assert_eq!(desk.get(&preview).await.status, 200);
    let lifted = desk.ask("DELETE", &embargo, json!({})).await;
    assert_eq!(lifted.status, 200);
    assert_eq!(server.get(link).await.status, 200);
    assert_eq!(server.get("/newsroom-preview/abc").await.status, 404);
}

#[tokio::test]
async fn the_pages_named_after_a_publication_are_there_and_say_it() {
    let house = House::sample();
    let server = Server::serve(&house);
    let desk = Desk::new(&house, &server);
    let id = desk.draft("Ferries stop at noon").await;
    let (tags, people) = (
        desk.get("/editions/en/tags?limit=1").await.json(),
        desk.get("/editions/en/contributors?limit=1").await.json(),
    );
    let filed = json!({
        "tags": [tags["items"][0]["id"]], "byline": [people["items"][0]["id"]]
    });
    let filed = desk.ask("PATCH", &format!("/stories/{id}"), filed).await;
    assert_eq!(filed.status, 200, "{}", filed.text());

    let publication = format!("/stories/{id}/publication");
    let done = desk.ask("POST", &publication, json!({})).await.json();

    let named = done["subjects"].as_array().unwrap();
    assert_eq!(done["pages_changed"], named.len());
    for page in named {
        let href = page["href"].as_str().unwrap();
        let answer = server.get(href).await;
        assert_eq!(answer.status, 200, "{page}");
        assert!(answer.says("Ferries stop at noon"), "{page}");
    }
    let kinds: Vec<&str> = named.iter().map(|p| p["kind"].as_str().unwrap()).collect();
    let wanted = ["story", "front", "section", "tag", "contributor", "archive"];
    assert_eq!(kinds, wanted);
    let list = server
        .get("/api/published/stories?edition=en&limit=1")
        .await;
    assert_eq!(list.json()["items"][0]["headline"], "Ferries stop at noon");
    let one = server.get(&format!("/api/published/stories/{id}")).await;
    assert_eq!(one.json()["content"]["body"][0]["text"], "Quietly.");
    let withdrawn = desk
        .ask("DELETE", &publication, json!({ "reason": "wrong" }))
        .await;
    assert_eq!(withdrawn.json()["pages_changed"], named.len());
    let gone = server.get(&format!("/api/published/stories/{id}")).await;
    assert_eq!(gone.status, 404);
}

#[tokio::test]
async fn what_keeps_a_story_back_holds_on_the_command_line_and_for_the_clock_too() {
    let house = House::sample();
    let server = Server::serve(&house);
    let desk = Desk::new(&house, &server);
    let id = desk.draft("The contract").await;
    let hold = json!({ "legal_hold": true });
    let held = desk.ask("PATCH", &format!("/stories/{id}"), hold).await;
    assert_eq!(held.status, 200, "{}", held.text());

    let refused = house.story("publish", &id);

    assert!(refused.complaint().contains("a lawyer"));
    let now = held.json()["updated_at"].as_str().unwrap().to_owned();
    let soon: jiff::Timestamp = now.parse().unwrap();
    let soon = soon.checked_add(std::time::Duration::from_secs(2)).unwrap();
    let at = json!({ "publish_at": soon });
    let scheduled = desk
        .ask("POST", &format!("/stories/{id}/schedule"), at)
        .await;
    assert_eq!(scheduled.status, 200, "{}", scheduled.text());
    until("the clock gave the story back", async || {
        let timeline = desk.get(&format!("/stories/{id}/timeline?limit=1")).await;
        let newest = timeline.json()["items"][0].clone();
        newest["kind"] == "story_unscheduled"
            && newest["particulars"]["reason"]
                .to_string()
                .contains("a lawyer")
    })
    .await;
    assert_eq!(house.state(&id).0, "ready");
}
