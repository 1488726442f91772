//! A newsroom with a paper, and people who write it.

use crate::desk::{Desk, Who, well};
use dateline_core::rights::{Grant, Role};
use dateline_testkit::{Paper, TestHouse};
use serde_json::{Value, json};

/// Who works there.
pub struct Newsroom<'a> {
    pub desk: Desk<'a>,
    pub paper: Paper,
    pub reporter: Who,
    pub editor: Who,
    pub publisher: Who,
}

impl<'a> Newsroom<'a> {
    pub async fn open(house: &'a TestHouse) -> Self {
        let paper = house.paper().await;
        let desk = Desk::open(house);
        let everywhere = |role| [Grant::everywhere(role)];
        Self {
            reporter: desk
                .somebody("ann@paper.example", &everywhere(Role::Reporter))
                .await,
            editor: desk
                .somebody("bo@paper.example", &everywhere(Role::Editor))
                .await,
            publisher: desk
                .somebody("cy@paper.example", &everywhere(Role::Publisher))
                .await,
            paper,
            desk,
        }
    }

    /// A draft with one paragraph; its id.
    pub async fn draft(&self, headline: &str) -> String {
        let words = format!("What {headline} is about.");
        self.draft_of(json!({
            "headline": headline,
            "body": [{ "id": "p1", "type": "paragraph", "text": words }]
        }))
        .await
    }

    /// A draft with these words; its id.
    pub async fn draft_of(&self, content: Value) -> String {
        let new = json!({ "edition": "en", "content": content });
        let made = well(self.desk.post(&self.reporter, "/stories", new).await);
        made.json()["id"].as_str().unwrap().to_owned()
    }

    /// A story readers have; its id.
    pub async fn public(&self, headline: &str) -> String {
        let id = self.draft(headline).await;
        self.publish(&id).await;
        id
    }

    pub async fn publish(&self, id: &str) -> Value {
        let path = format!("/stories/{id}/publication");
        well(self.desk.post(&self.publisher, &path, json!({})).await).json()
    }

    pub async fn story(&self, id: &str) -> Value {
        let path = format!("/stories/{id}");
        well(self.desk.get(&self.editor, &path).await).json()
    }

    /// Moves a story through the desk.
    pub async fn act(&self, who: &Who, id: &str, act: &str) -> dateline_testkit::Answer {
        let path = format!("/stories/{id}/transitions");
        self.desk.post(who, &path, json!({ "act": act })).await
    }

    /// The headlines of a list.
    pub async fn headlines(&self, who: &Who, query: &str) -> Vec<String> {
        let path = format!("/stories?{query}");
        headlines(&well(self.desk.get(who, &path).await).json())
    }
}

pub fn headlines(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|item| item["headline"].as_str().unwrap().to_owned())
        .collect()
}

/// The words of a list of findings, kinds or states.
pub fn words<'v>(list: &'v Value, of: &str) -> Vec<&'v str> {
    let items = list.as_array().unwrap().iter();
    items.map(|item| item[of].as_str().unwrap()).collect()
}
