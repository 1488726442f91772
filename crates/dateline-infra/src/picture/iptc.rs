//! IPTC-IIM, as programs of picture desks have read it since 1995.

/// Who made it.
pub(super) const BYLINE: (u8, usize) = (80, 32);
/// The line shown with every use.
pub(super) const CREDIT: (u8, usize) = (110, 32);
/// Who supplied it.
pub(super) const SOURCE: (u8, usize) = (115, 32);
/// Copyright notice.
pub(super) const COPYRIGHT: (u8, usize) = (116, 128);

/// A Photoshop resource with these fields (number and longest length in bytes), if there are any.
pub(super) fn block(fields: &[((u8, usize), Option<&str>)]) -> Option<Vec<u8>> {
    let mut records = Vec::new();
    // The text is UTF-8, and this is version 4.
    put(&mut records, (1, 90), b"\x1b%G");
    put(&mut records, (2, 0), &[0, 4]);
    let empty = records.len();
    for ((number, longest), value) in fields {
        if let Some(value) = value {
            put(&mut records, (2, *number), cut(value, *longest).as_bytes());
        }
    }
    if records.len() == empty {
        return None;
    }
    let mut block = b"8BIM\x04\x04\0\0".to_vec();
    block.extend(u32::try_from(records.len()).ok()?.to_be_bytes());
    block.extend(&records);
    if records.len() % 2 == 1 {
        block.push(0);
    }
    Some(block)
}

fn put(to: &mut Vec<u8>, (record, number): (u8, u8), value: &[u8]) {
    to.extend([0x1c, record, number]);
    to.extend(u16::try_from(value.len()).unwrap_or(0).to_be_bytes());
    to.extend(value);
}

/// The longest beginning that fits and ends with a whole letter.
fn cut(text: &str, longest: usize) -> &str {
    let end = (0..=longest.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_is_too_long_ends_with_a_whole_letter() {
        assert_eq!(cut("Нина", 5), "Ни");
        assert_eq!(cut("Nina", 32), "Nina");
        assert_eq!(cut("漢", 2), "");
    }

    #[test]
    fn without_fields_there_is_no_block() {
        assert_eq!(block(&[(CREDIT, None)]), None);
    }
}
