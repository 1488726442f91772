//! Second factors: codes of a device, recovery codes.

use crate::desk::{Desk, PHRASE, Who, refused, well};
use dateline_core::rights::{Grant, Role};
use dateline_newsroom::account::staff;
use dateline_newsroom::actor::Actor;
use dateline_testkit::{Answer, each_engine};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha1::Sha1;
use std::fmt::Write;
use std::time::Duration;

const ANN: &str = "ann@paper.example";
const STEP: Duration = Duration::from_secs(30);

/// A device, made from what it is told alone.
struct Device(Vec<u8>);

impl Device {
    fn read(base32: &str) -> Self {
        const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let mut bits = String::new();
        for letter in base32.chars() {
            let _ = write!(bits, "{:05b}", LETTERS.find(letter).unwrap());
        }
        let bytes = bits.as_bytes().chunks_exact(8);
        Self(
            bytes
                .map(|b| u8::from_str_radix(std::str::from_utf8(b).unwrap(), 2).unwrap())
                .collect(),
        )
    }

    fn code(&self, desk: &Desk<'_>) -> String {
        let step = u64::try_from(desk.house.now().as_second()).unwrap() / 30;
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).unwrap();
        mac.update(&step.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let at = usize::from(digest[19] & 15);
        let number = u32::from_be_bytes(digest[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }
}

/// Adds a device; its recovery codes.
async fn add_device(desk: &Desk<'_>, who: &Who) -> (Device, Vec<String>) {
    let begun = well(desk.post(who, "/totp", json!({})).await).json();
    let device = Device::read(begun["secret"].as_str().unwrap());
    assert!(
        begun["uri"]
            .as_str()
            .unwrap()
            .starts_with("otpauth://totp/")
    );
    assert!(begun["qr"]["size"].as_u64().unwrap() > 20);
    let code = json!({ "code": device.code(desk) });
    let said = well(desk.post(who, "/totp/confirmation", code).await).json();
    let codes: Vec<String> = serde_json::from_value(said["recovery_codes"].clone()).unwrap();
    (device, codes)
}

async fn try_with(desk: &Desk<'_>, more: Value) -> Answer {
    let mut body = json!({ "email": ANN, "password": PHRASE });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    desk.post(&Who::nobody(), "/session", body).await
}

#[tokio::test]
async fn with_a_device_its_code_is_asked_for_and_each_code_opens_once() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, &[]).await;
        let phone = desk.sign_in(ANN).await;
        let (device, codes) = add_device(&desk, &ann).await;
        assert_eq!(codes.len(), 10);
        assert_eq!(desk.get(&ann, "/session").await.json()["has_totp"], true);
        refused(&desk.get(&phone, "/session").await, 401, "session");
        let asked = try_with(&desk, json!({})).await;
        refused(&asked, 401, "second-factor");
        assert_eq!(asked.header("set-cookie"), None);
        // The code that confirmed the device is used up.
        let used = device.code(&desk);
        refused(
            &try_with(&desk, json!({ "totp": used })).await,
            401,
            "second-factor-wrong",
        );
        house.pass(STEP);

        let code = device.code(&desk);
        well(try_with(&desk, json!({ "totp": code })).await);

        refused(
            &try_with(&desk, json!({ "totp": code })).await,
            401,
            "second-factor-wrong",
        );
        for wrong in ["000000", "", "abcdef"] {
            let answer = try_with(&desk, json!({ "totp": wrong })).await;
            refused(&answer, 401, "second-factor-wrong");
        }
        let wrong = json!({ "email": ANN, "password": "not the phrase", "totp": "000000" });
        refused(
            &desk.post(&Who::nobody(), "/session", wrong).await,
            401,
            "sign-in",
        );
    })
    .await;
}

#[tokio::test]
async fn codes_cannot_be_guessed_by_trying_them_all() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, &[]).await;
        let (device, _) = add_device(&desk, &ann).await;
        house.pass(STEP);
        for _ in 0..8 {
            // The password alone, as often as one likes, is no guess at a code and forgives none.
            refused(&try_with(&desk, json!({})).await, 401, "second-factor");
            let guess = try_with(&desk, json!({ "totp": "000000" })).await;
            refused(&guess, 401, "second-factor-wrong");
        }

        let right = try_with(&desk, json!({ "totp": device.code(&desk) })).await;

        refused(&right, 429, "too-many");
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_opens_once_where_the_device_is_lost() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, &[]).await;
        let (_, codes) = add_device(&desk, &ann).await;
        let written = codes[3].replace('-', " ").to_uppercase();

        let ann = Who::welcomed(&well(
            try_with(&desk, json!({ "recovery_code": written })).await,
        ));

        let again = try_with(&desk, json!({ "recovery_code": codes[3] })).await;
        refused(&again, 401, "second-factor-wrong");
        assert_eq!(
            desk.get(&ann, "/session").await.json()["recovery_codes_left"],
            9
        );
        let renewed = well(desk.post(&ann, "/recovery-codes", json!({})).await).json();
        assert_eq!(renewed["recovery_codes"].as_array().unwrap().len(), 10);
        let old = try_with(&desk, json!({ "recovery_code": codes[4] })).await;
        refused(&old, 401, "second-factor-wrong");
        let new = renewed["recovery_codes"][0].clone();
        well(try_with(&desk, json!({ "recovery_code": new })).await);
        let other = desk.somebody("ben@paper.example", &[]).await;
        let (_, of_ben) = add_device(&desk, &other).await;
        let stolen = try_with(&desk, json!({ "recovery_code": of_ben[0] })).await;
        refused(&stolen, 401, "second-factor-wrong");
    })
    .await;
}

#[tokio::test]
async fn a_screen_left_open_is_not_enough_to_change_how_somebody_signs_in() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, &[]).await;
        let (_, _) = add_device(&desk, &ann).await;
        house.pass(Duration::from_mins(10));
        for (method, path) in [
            ("POST", "/totp"),
            ("DELETE", "/totp"),
            ("POST", "/recovery-codes"),
        ] {
            let answer = desk.ask(&ann, method, path, Some(json!({}))).await;
            refused(&answer, 403, "proof-needed");
        }
        let wrong = json!({ "password": "not the phrase" });
        refused(
            &desk.post(&ann, "/session/proof", wrong).await,
            403,
            "password-wrong",
        );

        let proof = json!({ "password": PHRASE });
        well(desk.post(&ann, "/session/proof", proof).await);

        well(desk.ask(&ann, "DELETE", "/totp", None).await);
        let me = desk.get(&ann, "/session").await.json();
        assert_eq!(
            (&me["has_totp"], &me["recovery_codes_left"]),
            (&json!(false), &json!(0))
        );
        desk.sign_in(ANN).await;
    })
    .await;
}

#[tokio::test]
async fn a_device_is_confirmed_in_time_and_not_replaced_unseen() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, &[]).await;
        let confirm = async |code: String| {
            let body = json!({ "code": code });
            desk.post(&ann, "/totp/confirmation", body).await
        };
        refused(&confirm("123456".to_owned()).await, 409, "not-begun");
        let begun = well(desk.post(&ann, "/totp", json!({})).await).json();
        let first = Device::read(begun["secret"].as_str().unwrap());
        refused(&confirm("000000".to_owned()).await, 422, "code-wrong");
        // Nothing is asked for before it is confirmed.
        desk.sign_in(ANN).await;
        let begun = well(desk.post(&ann, "/totp", json!({})).await).json();
        let second = Device::read(begun["secret"].as_str().unwrap());
        refused(&confirm(first.code(&desk)).await, 422, "code-wrong");
        well(confirm(second.code(&desk)).await);
        refused(&desk.post(&ann, "/totp", json!({})).await, 409, "already");
    })
    .await;
}

#[tokio::test]
async fn setting_a_password_anew_leaves_the_second_factor() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let chief = desk.administrator().await;
        let ann = desk
            .somebody(ANN, &[Grant::everywhere(Role::Reporter)])
            .await;
        add_device(&desk, &ann).await;
        let path = format!("/staff/{}/password-link", desk.id_of(&ann).await);
        let link = well(desk.post(&chief, &path, json!({})).await).json();
        let key = link["link"]
            .as_str()
            .unwrap()
            .split('#')
            .nth(1)
            .unwrap()
            .to_owned();
        let new = json!({ "password": "four gulls on the crane" });

        well(
            desk.post(&Who::nobody(), &format!("/invitations/{key}"), new)
                .await,
        );

        let body = json!({ "email": ANN, "password": "four gulls on the crane" });
        refused(
            &desk.post(&Who::nobody(), "/session", body).await,
            401,
            "second-factor",
        );
    })
    .await;
}

#[tokio::test]
async fn the_command_line_lets_in_who_lost_every_factor() {
    each_engine(async |house| {
        let desk = Desk::open(house);
        let ann = desk.somebody(ANN, &[]).await;
        add_device(&desk, &ann).await;
        let by = Actor::command_line();

        assert!(staff::reset(house, ANN, PHRASE, &by).await.unwrap());
        refused(&try_with(&desk, json!({})).await, 401, "second-factor");
        let done = staff::reset_with_factors(house, ANN, PHRASE, &by).await;
        assert!(done.unwrap());

        well(try_with(&desk, json!({})).await);
    })
    .await;
}
