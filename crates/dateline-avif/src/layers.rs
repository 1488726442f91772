//! The stream of a picture, looked through without decoding it.

use crate::{AvifError, Result, broken};

/// Most frames of one picture: a picture that gets finer as it arrives has a few. Each costs as much
/// as the picture is large.
const MAX_FRAMES: usize = 4;
const FRAME_HEADER: u8 = 3;
const FRAME: u8 = 6;

/// Refuses a stream that breaks off, or holds more frames than a still picture has.
pub fn check(stream: &[u8]) -> Result<()> {
    const CUT: AvifError = broken("the stream of its pixels breaks off");
    let mut rest = stream;
    let mut frames = 0;
    while let Some((head, after)) = rest.split_first() {
        if head & 0x80 != 0 {
            return Err(broken("the stream of its pixels is damaged"));
        }
        frames += usize::from([FRAME_HEADER, FRAME].contains(&(head >> 3 & 15)));
        let has_extension = head & 4 != 0;
        let after = after.get(usize::from(has_extension)..).ok_or(CUT)?;
        if head & 2 == 0 {
            break; // it goes on to the end
        }
        let (length, after) = leb128(after).ok_or(CUT)?;
        rest = after.get(length..).ok_or(CUT)?;
    }
    match frames {
        0 => Err(broken("it holds no frame")),
        1..=MAX_FRAMES => Ok(()),
        _ => Err(AvifError::Unsupported(
            "it is made of more than 4 layers; export it as a plain picture",
        )),
    }
}

/// A number of seven bits a byte, the lowest first, and what follows.
fn leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0_u64;
    for (at, byte) in bytes.iter().take(8).enumerate() {
        number |= u64::from(byte & 0x7f) << (at * 7);
        if byte & 0x80 == 0 {
            return Some((usize::try_from(number).ok()?, &bytes[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_counted_and_a_stream_that_breaks_off_is_told() {
        let frame = [FRAME << 3 | 2, 3, 0, 0, 0];
        let sequence = [1 << 3 | 2, 1, 0];
        let stream = |count| [&sequence[..], &frame.repeat(count)].concat();

        assert_eq!(check(&stream(1)), Ok(()));
        assert_eq!(check(&stream(4)), Ok(()));
        assert!(matches!(check(&stream(5)), Err(AvifError::Unsupported(_))));
        assert!(matches!(check(&stream(0)), Err(AvifError::Broken(_))));
        assert!(check(&stream(1)[..6]).is_err());
        assert_eq!(leb128(&[0xff; 9]), None);
        assert_eq!(leb128(&[0x80, 1, 7]), Some((128, &[7][..])));
    }
}
