//! Passkeys (WebAuthn): what is asked of an authenticator, and whether its answer is right.
//!
//! What is asked, what is remembered meanwhile and what is kept of a key are JSON to everybody else.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Webauthn, WebauthnBuilder, WebauthnError,
};

/// Why a passkey is not taken.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// Browsers bind passkeys to a name.
    #[error(
        "passkeys need a host name that stays; this house is reached at {0} (set site.url, or use http://localhost on your own machine)"
    )]
    NoName(String),
    /// What came is no answer of an authenticator.
    #[error("this is no answer of an authenticator: {0}")]
    Form(String),
    /// The answer is not to what was asked, or its signature is wrong.
    #[error("the authenticator's answer does not hold: {0}")]
    Refused(String),
    /// What was kept cannot be read.
    #[error("what is kept of a passkey cannot be read: {0}")]
    Stored(String),
}

/// A question: what the browser is given, and what is remembered until it answers.
#[derive(Clone, Debug)]
pub struct Question {
    /// For the browser: `{"publicKey": {...}}`.
    pub options: Value,
    /// For the answer; never given away.
    pub state: String,
}

/// A passkey, as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What the authenticator calls it, base64url.
    pub credential: String,
    /// Public key and counter.
    pub body: String,
}

/// Asks authenticators for one house.
#[derive(Clone, Debug)]
pub struct Passkeys {
    webauthn: Webauthn,
}

impl Passkeys {
    /// For a house that browsers reach at this origin. On a loopback address passkeys belong to
    /// `localhost`, since browsers bind none to an address.
    pub fn at(origin: &str, name: &str) -> Result<Self, PasskeyError> {
        let none = || PasskeyError::NoName(origin.to_owned());
        let mut url = Url::parse(origin).map_err(|_| none())?;
        let is_loopback = match url.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            _ => false,
        };
        if is_loopback {
            url.set_host(Some("localhost")).map_err(|_| none())?;
        }
        let host = url.domain().ok_or_else(none)?.to_owned();
        if url.scheme() != "https" && host != "localhost" {
            return Err(none());
        }
        let built = WebauthnBuilder::new(&host, &url)
            .and_then(|builder| builder.rp_name(name).build())
            .map_err(|_| none())?;
        Ok(Self { webauthn: built })
    }

    /// Asks for a new passkey of somebody, none of those kept already.
    pub fn ask_to_register(
        &self,
        user: Uuid,
        email: &str,
        name: &str,
        kept: &[String],
    ) -> Result<Question, PasskeyError> {
        let known: Result<Vec<Passkey>, PasskeyError> =
            kept.iter().map(|body| stored(body)).collect();
        let known = known?.iter().map(|key| key.cred_id().clone()).collect();
        let (options, state) = self
            .webauthn
            .start_passkey_registration(user, email, name, Some(known))
            .map_err(refused)?;
        let mut options = json(&options)?;
        // A key the authenticator finds by itself lets its owner in without an address typed.
        if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection") {
            selection["residentKey"] = "preferred".into();
        }
        Ok(Question {
            options,
            state: text(&state)?,
        })
    }

    /// Looks at the answer; the passkey to keep.
    pub fn register(&self, answer: Value, state: &str) -> Result<Kept, PasskeyError> {
        let answer: RegisterPublicKeyCredential = form(answer)?;
        let state: PasskeyRegistration = stored(state)?;
        let key = self
            .webauthn
            .finish_passkey_registration(&answer, &state)
            .map_err(refused)?;
        Ok(Kept {
            credential: URL_SAFE_NO_PAD.encode(key.cred_id()),
            body: text(&key)?,
        })
    }

    /// Asks whoever is there to sign in with a passkey the authenticator finds by itself.
    pub fn ask_to_sign_in(&self) -> Result<Question, PasskeyError> {
        let (options, state) = self
            .webauthn
            .start_discoverable_authentication()
            .map_err(refused)?;
        Ok(Question {
            options: json(&options)?,
            state: text(&state)?,
        })
    }

    /// Which passkey an answer claims to be of: the account, and what the authenticator calls it.
    pub fn claimed(&self, answer: &Value) -> Result<(Uuid, String), PasskeyError> {
        let answer: PublicKeyCredential = form(answer.clone())?;
        let (user, credential) = self
            .webauthn
            .identify_discoverable_authentication(&answer)
            .map_err(refused)?;
        Ok((user, URL_SAFE_NO_PAD.encode(credential)))
    }

    /// Looks at the answer of a kept passkey: whether its owner was there and said so, and what is to
    /// be kept from now on. A counter that did not go on is refused: the key was copied.
    pub fn sign_in(&self, answer: Value, state: &str, body: &str) -> Result<String, PasskeyError> {
        let answer: PublicKeyCredential = form(answer)?;
        let state: DiscoverableAuthentication = stored(state)?;
        let mut key: Passkey = stored(body)?;
        let result = self
            .webauthn
            .finish_discoverable_authentication_v2(&answer, state, &key)
            .map_err(refused)?;
        if !result.user_verified() {
            return Err(PasskeyError::Refused("nobody was verified".to_owned()));
        }
        key.update_credential(&result);
        text(&key)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn refused(error: WebauthnError) -> PasskeyError {
    PasskeyError::Refused(error.to_string())
}

fn form<T: serde::de::DeserializeOwned>(answer: Value) -> Result<T, PasskeyError> {
    serde_json::from_value(answer).map_err(|error| PasskeyError::Form(error.to_string()))
}

fn stored<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, PasskeyError> {
    serde_json::from_str(text).map_err(|error| PasskeyError::Stored(error.to_string()))
}

fn json(value: &impl serde::Serialize) -> Result<Value, PasskeyError> {
    serde_json::to_value(value).map_err(|error| PasskeyError::Stored(error.to_string()))
}

fn text(value: &impl serde::Serialize) -> Result<String, PasskeyError> {
    serde_json::to_string(value).map_err(|error| PasskeyError::Stored(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_belong_to_a_name() {
        for origin in [
            "https://paper.example",
            "https://news.paper.example:8443",
            "http://localhost:8080",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
        ] {
            assert!(Passkeys::at(origin, "The Paper").is_ok(), "{origin}");
        }
        for origin in [
            "http://paper.example",
            "https://203.0.113.9",
            "http://10.0.0.7:8080",
            "",
        ] {
            let refused = Passkeys::at(origin, "The Paper");
            assert!(matches!(refused, Err(PasskeyError::NoName(_))), "{origin}");
        }
    }

    #[test]
    fn what_is_no_answer_is_refused_with_a_reason() {
        let keys = Passkeys::at("https://paper.example", "The Paper").unwrap();
        let asked = keys
            .ask_to_register(Uuid::nil(), "ann@paper.example", "Ann", &[])
            .unwrap();
        assert_eq!(
            asked.options["publicKey"]["authenticatorSelection"]["residentKey"],
            "preferred"
        );
        for answer in [Value::Null, serde_json::json!({ "id": "x" })] {
            let refused = keys.register(answer, &asked.state);
            assert!(matches!(refused, Err(PasskeyError::Form(_))));
        }
    }
}
