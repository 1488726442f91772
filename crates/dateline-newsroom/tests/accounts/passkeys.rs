//! Passkeys, with an authenticator of our own that follows the standard.

use crate::desk::{Desk, PHRASE, Who, refused, settings, well};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dateline_newsroom::account::Settings;
use dateline_testkit::{Answer, TestHouse, each_engine};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::time::Duration;

const ANN: &str = "ann@paper.example";
/// Who was there, who was verified, and that a new key follows.
const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const NEW_KEY: u8 = 64;

fn b64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// An authenticator with one key.
struct Authenticator {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    user: String,
    count: u32,
    origin: &'static str,
    flags: u8,
}

impl Authenticator {
    fn new() -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let made = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        Self {
            key: EcdsaKeyPair::from_pkcs8(algorithm, made.as_ref(), &random).unwrap(),
            id: rand::random::<[u8; 16]>().to_vec(),
            user: String::new(),
            count: 0,
            origin: "https://paper.example",
            flags: PRESENT | VERIFIED,
        }
    }

    /// What the browser says it was asked, and where.
    fn client(&self, kind: &str, options: &Value) -> Vec<u8> {
        let asked = options["publicKey"]["challenge"].as_str().unwrap();
        let said = json!({ "type": kind, "challenge": asked, "origin": self.origin, "crossOrigin": false });
        said.to_string().into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(b"paper.example").to_vec();
        data.push(flags);
        data.extend(self.count.to_be_bytes());
        data
    }

    fn register(&mut self, options: &Value) -> Value {
        let public = &options["publicKey"];
        assert_eq!(public["rp"]["id"], "paper.example");
        self.user = public["user"]["id"].as_str().unwrap().into();
        let client = self.client("webauthn.create", options);
        let mut data = self.data(self.flags | NEW_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        // COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 32]);
        data.extend(&point[33..65]);
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt");
        object.push(0x64);
        object.extend(b"none");
        object.push(0x67);
        object.extend(b"attStmt");
        object.push(0xa0);
        object.push(0x68);
        object.extend(b"authData");
        object.extend([0x58, u8::try_from(data.len()).unwrap()]);
        object.extend(data);
        json!({
            "id": b64(&self.id), "rawId": b64(&self.id), "type": "public-key",
            "clientExtensionResults": {}, "authenticatorAttachment": "platform",
            "response": {
                "clientDataJSON": b64(&client), "attestationObject": b64(&object),
                "transports": ["internal"],
            },
        })
    }

    fn sign_in(&mut self, options: &Value) -> Value {
        self.count += 1;
        let client = self.client("webauthn.get", options);
        let data = self.data(self.flags);
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": b64(&self.id), "rawId": b64(&self.id), "type": "public-key",
            "clientExtensionResults": {}, "authenticatorAttachment": "platform",
            "response": {
                "clientDataJSON": b64(&client), "authenticatorData": b64(&data),
                "signature": b64(signature.as_ref()), "userHandle": self.user,
            },
        })
    }
}

/// A newsroom behind HTTPS.
struct Secure<'a>(Desk<'a>);

impl<'a> Secure<'a> {
    fn open(house: &'a TestHouse) -> Self {
        let settings = Settings {
            origin: "https://paper.example".to_owned(),
            ..settings()
        };
        Self(Desk::open_with(house, settings))
    }

    async fn post(&self, who: &Who, path: &str, body: Value) -> Answer {
        let marks = [("X-Dateline", "1"), ("Sec-Fetch-Site", "same-origin")];
        self.0.ask_with(who, "POST", path, Some(body), &marks).await
    }

    async fn password(&self) -> Answer {
        let body = json!({ "email": ANN, "password": PHRASE });
        self.post(&Who::nobody(), "/session", body).await
    }

    async fn ann(&self) -> Who {
        self.0.hire(ANN, &[]).await;
        Who::welcomed(&well(self.password().await))
    }

    async fn register(&self, who: &Who, key: &mut Authenticator) -> Answer {
        let asked = well(self.post(who, "/passkeys/registration", json!({})).await).json();
        let made = key.register(&asked["options"]);
        let body = json!({ "ceremony": asked["ceremony"], "name": "Laptop", "credential": made });
        self.post(who, "/passkeys/registration-result", body).await
    }

    async fn asked(&self) -> Value {
        let nobody = Who::nobody();
        well(self.post(&nobody, "/passkeys/sign-in", json!({})).await).json()
    }

    async fn sign_in(&self, key: &mut Authenticator) -> Answer {
        let asked = self.asked().await;
        let answer = key.sign_in(&asked["options"]);
        self.answer(&asked, answer).await
    }

    async fn answer(&self, asked: &Value, answer: Value) -> Answer {
        let body = json!({ "ceremony": asked["ceremony"], "credential": answer });
        self.post(&Who::nobody(), "/passkeys/sign-in-result", body)
            .await
    }
}

#[tokio::test]
async fn a_passkey_signs_its_owner_in_without_a_password() {
    each_engine(async |house| {
        let desk = Secure::open(house);
        let ann = desk.ann().await;
        let mut key = Authenticator::new();

        let made = well(desk.register(&ann, &mut key).await);

        assert_eq!((made.status, &made.json()["name"]), (201, &json!("Laptop")));
        let here = Who::welcomed(&well(desk.sign_in(&mut key).await));
        let me = desk.0.get(&here, "/session").await.json();
        assert_eq!((&me["email"], &me["passkeys"]), (&json!(ANN), &json!(1)));
        well(desk.sign_in(&mut key).await);
        let list = desk.0.get(&ann, "/passkeys").await.json();
        assert!(list["items"][0]["used_at"].is_string());
        let path = format!("/passkeys/{}", list["items"][0]["id"].as_str().unwrap());
        let marks = [("X-Dateline", "1"), ("Sec-Fetch-Site", "same-origin")];
        well(desk.0.ask_with(&ann, "DELETE", &path, None, &marks).await);
        refused(&desk.sign_in(&mut key).await, 401, "passkey-unknown");
    })
    .await;
}

#[tokio::test]
async fn answers_that_are_forged_old_or_given_twice_open_nothing() {
    each_engine(async |house| {
        let desk = Secure::open(house);
        let ann = desk.ann().await;
        let mut key = Authenticator::new();
        well(desk.register(&ann, &mut key).await);

        let asked = desk.asked().await;
        let answer = key.sign_in(&asked["options"]);
        well(desk.answer(&asked, answer.clone()).await);
        refused(&desk.answer(&asked, answer.clone()).await, 409, "not-asked");
        let later = desk.asked().await;
        refused(&desk.answer(&later, answer).await, 422, "passkey");

        key.origin = "https://paper.example.evil";
        refused(&desk.sign_in(&mut key).await, 422, "passkey");
        key.origin = "https://paper.example";
        key.flags = PRESENT;
        refused(&desk.sign_in(&mut key).await, 422, "passkey");
        key.flags = PRESENT | VERIFIED;
        let mut thief = Authenticator::new();
        (thief.id, thief.user, thief.count) = (key.id.clone(), key.user.clone(), 100);
        refused(&desk.sign_in(&mut thief).await, 422, "passkey");
        let asked = desk.asked().await;
        let mut other = key.sign_in(&asked["options"]);
        other["response"]["userHandle"] = b64(&[7; 16]).into();
        refused(&desk.answer(&asked, other).await, 401, "passkey-unknown");
        // A copy of the key counts on from where it was taken.
        well(desk.sign_in(&mut key).await);
        key.count -= 1;
        refused(&desk.sign_in(&mut key).await, 422, "passkey");
        let asked = desk.asked().await;
        house.pass(Duration::from_mins(5));
        let late = key.sign_in(&asked["options"]);
        refused(&desk.answer(&asked, late).await, 409, "not-asked");
        for nonsense in [Value::Null, json!({}), json!("x"), json!({ "id": 7 })] {
            let asked = desk.asked().await;
            refused(&desk.answer(&asked, nonsense).await, 422, "passkey");
        }
    })
    .await;
}

#[tokio::test]
async fn a_passkey_is_added_by_its_owner_alone_who_proved_it_and_once() {
    each_engine(async |house| {
        let desk = Secure::open(house);
        let ann = desk.ann().await;
        desk.0.hire("ben@paper.example", &[]).await;
        let body = json!({ "email": "ben@paper.example", "password": PHRASE });
        let ben = Who::welcomed(&well(desk.post(&Who::nobody(), "/session", body).await));
        let mut key = Authenticator::new();
        let asked = well(desk.post(&ann, "/passkeys/registration", json!({})).await).json();
        let made = key.register(&asked["options"]);
        let body = json!({ "ceremony": asked["ceremony"], "name": "Stolen", "credential": made });
        refused(
            &desk.post(&ben, "/passkeys/registration-result", body).await,
            409,
            "not-asked",
        );
        well(desk.register(&ann, &mut key).await);

        refused(&desk.register(&ben, &mut key).await, 409, "passkey");

        house.pass(Duration::from_mins(10));
        let late = desk.post(&ann, "/passkeys/registration", json!({})).await;
        refused(&late, 403, "proof-needed");
    })
    .await;
}

#[tokio::test]
async fn a_house_without_a_name_says_that_it_takes_no_passkeys() {
    each_engine(async |house| {
        let settings = Settings {
            origin: "http://192.0.2.7:8080".to_owned(),
            ..settings()
        };
        let desk = Desk::open_with(house, settings);
        let marks = [("X-Dateline", "1"), ("Origin", "http://192.0.2.7:8080")];
        let body = Some(json!({}));
        let nobody = Who::nobody();

        let answer = desk.ask_with(&nobody, "POST", "/passkeys/sign-in", body, &marks);

        refused(&answer.await, 409, "passkeys-unavailable");
    })
    .await;
}

#[tokio::test]
async fn questions_are_bounded_for_each_network() {
    each_engine(async |house| {
        let desk = Secure::open(house);
        let thief = Who::from("203.0.113.9");
        for _ in 0..300 {
            well(desk.post(&thief, "/passkeys/sign-in", json!({})).await);
        }

        let late = desk.post(&thief, "/passkeys/sign-in", json!({})).await;

        refused(&late, 429, "too-many");
        assert!(late.header("retry-after").is_some());
        desk.asked().await;
    })
    .await;
}
