//! Codes of a device that change every thirty seconds (RFC 6238, RFC 4226).

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// Seconds a code lasts.
pub const STEP_SECONDS: i64 = 30;
/// Bytes of a secret.
pub const SECRET_BYTES: usize = 20;
const DIGITS: u32 = 6;
/// Letters of base32 (RFC 4648).
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The code of a step.
fn code(secret: &[u8], step: i64) -> Option<u32> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&u64::try_from(step).ok()?.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest.last()? & 15);
    let four: [u8; 4] = digest.get(at..at + 4)?.try_into().ok()?;
    Some((u32::from_be_bytes(four) & 0x7fff_ffff) % 10_u32.pow(DIGITS))
}

/// The step a code belongs to: the present one, or one beside it, since clocks differ a little.
/// Steps up to `last` were used. Every candidate is computed, so the time says nothing.
pub fn step_of(secret: &[u8], given: &str, now_seconds: i64, last: i64) -> Option<i64> {
    let digits: String = given.chars().filter(|c| !c.is_whitespace()).collect();
    let is_code = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
    let given: u32 = digits.parse().ok().filter(|_| is_code)?;
    let present = now_seconds.div_euclid(STEP_SECONDS);
    let mut found = None;
    for step in [present - 1, present, present + 1] {
        let is_it = code(secret, step) == Some(given);
        if is_it && step > last && found.is_none() {
            found = Some(step);
        }
    }
    found
}

/// Bytes as base32, without padding.
pub fn base32(bytes: &[u8]) -> String {
    let mut out = String::new();
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let at = usize::try_from((held >> bits) & 31).unwrap_or(0);
            out.push(char::from(BASE32[at]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        let at = usize::try_from((held << (5 - bits)) & 31).unwrap_or(0);
        out.push(char::from(BASE32[at]));
    }
    out
}

/// What an authenticator reads, typed or as a picture.
pub fn uri(secret: &[u8], house: &str, email: &str) -> String {
    let escape = |text: &str| -> String {
        let mut out = String::new();
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
                out.push(char::from(byte));
            } else {
                out.push('%');
                out.push_str(&crate::hex::hex(&[byte]).to_uppercase());
            }
        }
        out
    };
    let (house, secret) = (escape(house), base32(secret));
    format!(
        "otpauth://totp/{house}:{}?secret={secret}&issuer={house}",
        escape(email)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    /// Times and codes of RFC 6238, appendix B, cut to six digits.
    const KNOWN: [(i64, &str); 6] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];

    #[test]
    fn codes_are_those_of_the_standard() {
        for (at, code) in KNOWN {
            assert_eq!(step_of(SECRET, code, at, 0), Some(at / 30), "{code}");
        }
    }

    #[test]
    fn a_code_holds_a_step_early_and_late_and_no_longer() {
        let (at, code) = KNOWN[3];

        assert!(step_of(SECRET, code, at + 30, 0).is_some());
        assert!(step_of(SECRET, code, at - 30, 0).is_some());
        assert_eq!(step_of(SECRET, code, at + 60, 0), None);
        assert_eq!(step_of(SECRET, code, at - 60, 0), None);
    }

    #[test]
    fn a_step_that_was_used_is_used_up() {
        let (at, code) = KNOWN[4];

        assert_eq!(step_of(SECRET, code, at, at / 30), None);
        assert!(
            step_of(
                SECRET,
                &format!(" {} {} ", &code[..3], &code[3..]),
                at,
                at / 30 - 1
            )
            .is_some()
        );
        for wrong in ["", "27903", "2790377", "+79037", "27903７", "-1"] {
            assert_eq!(step_of(SECRET, wrong, at, 0), None, "{wrong}");
        }
    }

    #[test]
    fn a_secret_is_written_as_authenticators_read_it() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        assert_eq!(base32(b"fooba"), "MZXW6YTB");
        assert_eq!(
            uri(b"foobar", "The Courier & Sons", "a@b.example"),
            "otpauth://totp/The%20Courier%20%26%20Sons:a@b.example?secret=MZXW6YTBOI&issuer=The%20Courier%20%26%20Sons"
        );
    }
}
