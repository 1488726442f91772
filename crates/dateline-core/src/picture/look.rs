//! How a picture looks in pages, and which version of it that is.

use super::PictureFacts;
use serde::{Deserialize, Serialize};

/// What pages say of a picture beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Which version of it: changes whenever its renditions do. Part of their addresses, so that one
    /// address never shows two things.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// What stands in its place until it is there: a `ThumbHash` in hex digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// It moves.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_moving: bool,
    /// This version is there in AVIF, in every width.
    #[serde(default, skip_serializing_if = "is_false")]
    pub has_avif: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// The version of a picture by what its renditions hold: the point they are cut around, and the
/// credit written into them, in the picture's own words.
pub fn version(facts: &PictureFacts, focal_point: (f64, f64)) -> String {
    let fields = [
        &facts.credit_line,
        &facts.photographer,
        &facts.source,
        &facts.copyright,
        &facts.licence_url,
        &facts.licence_page,
        &facts.digital_source_type,
    ];
    let mut sum = Sum::default();
    for field in fields {
        sum.add(field.as_deref().unwrap_or_default().as_bytes());
        sum.add(&[0xff, u8::from(field.is_some())]);
    }
    sum.add(&focal_point.0.to_bits().to_le_bytes());
    sum.add(&focal_point.1.to_bits().to_le_bytes());
    format!("{:08x}", (sum.0 ^ (sum.0 >> 32)) & 0xffff_ffff)
}

/// Fowler, Noll and Vo's sum: stable for ever, and nobody gains by making two that are equal.
struct Sum(u64);

impl Default for Sum {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_credit_or_cut_is_another_version_and_another_caption_is_not() {
        let facts = PictureFacts {
            credit_line: Some("N. Orlova".to_owned()),
            ..PictureFacts::default()
        };
        let captioned = PictureFacts {
            caption: Some("A ferry".to_owned()),
            ..facts.clone()
        };
        let moved = PictureFacts {
            credit_line: None,
            photographer: Some("N. Orlova".to_owned()),
            ..PictureFacts::default()
        };
        let first = version(&facts, (0.5, 0.5));

        assert_eq!(first.len(), 8);
        assert!(first.chars().all(|c| c.is_ascii_hexdigit()), "{first}");
        assert_eq!(version(&captioned, (0.5, 0.5)), first);
        assert_ne!(version(&moved, (0.5, 0.5)), first);
        assert_ne!(version(&facts, (0.5, 0.4)), first);
    }
}
