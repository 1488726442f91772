//! How files are put together: what can be told of one without decoding it.

use super::super::PictureError;

/// Frames of a `WebP`, whose parts must lie within it: the decoder makes room for a part before it
/// reads it, up to 4 GB for one that says so.
pub(super) fn webp(bytes: &[u8]) -> Result<u32, PictureError> {
    // What follows the end the file itself names is not read.
    let end = webp_end(bytes);
    let mut rest = bytes.get(12..).unwrap_or_default();
    let mut frames = 0_u32;
    while bytes.len() - rest.len() < end
        && let Some((head, body)) = rest.split_at_checked(8)
    {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        if length > body.len() {
            return Err(PictureError::broken(&"a part is longer than the file"));
        }
        frames += u32::from(head.starts_with(b"ANMF"));
        rest = body
            .get(length.saturating_add(length % 2)..)
            .unwrap_or_default();
    }
    Ok(frames.max(1))
}

fn webp_end(bytes: &[u8]) -> usize {
    let named = bytes.get(4..8).and_then(|size| size.try_into().ok());
    named.map_or(0, u32::from_le_bytes) as usize + 8
}

/// A `WebP` is as long as it says.
pub(super) fn webp_whole(bytes: &[u8]) -> Result<(), PictureError> {
    if webp_end(bytes) > bytes.len() + 1 {
        return Err(PictureError::broken(&"it breaks off"));
    }
    Ok(())
}

/// A PNG goes on to its last part.
pub(super) fn png(bytes: &[u8]) -> Result<(), PictureError> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((head, body)) = rest.split_at_checked(8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if &head[4..] == b"IEND" {
            return Ok(());
        }
        rest = body.get(length.saturating_add(4)..).unwrap_or_default();
    }
    Err(PictureError::broken(&"it breaks off"))
}

/// Frames of a GIF, as far as it can be followed.
pub(super) fn gif(bytes: &[u8]) -> u32 {
    walk_gif(bytes).0.max(1)
}

/// A GIF goes on to the end of its last frame.
pub(super) fn gif_whole(bytes: &[u8]) -> Result<(), PictureError> {
    match walk_gif(bytes) {
        (1.., true) => Ok(()),
        (0, _) => Err(PictureError::broken(&"it has no frame")),
        _ => Err(PictureError::broken(&"it breaks off")),
    }
}

/// Whole frames, and whether the file ends after one.
fn walk_gif(bytes: &[u8]) -> (u32, bool) {
    let mut frames = 0;
    let flags = bytes.get(10).copied().unwrap_or_default();
    let mut rest = bytes.get(13 + table(flags)..).unwrap_or_default();
    loop {
        rest = match rest {
            // Nothing after a frame, or the mark of the end.
            [] | [0x3b, ..] => return (frames, true),
            [0x21, _, blocks @ ..] => match skip_blocks(blocks) {
                Some(after) => after,
                None => return (frames, false),
            },
            [0x2c, frame @ ..] => {
                let flags = frame.get(8).copied().unwrap_or_default();
                let blocks = frame.get(10 + table(flags)..).unwrap_or_default();
                let Some(after) = skip_blocks(blocks) else {
                    return (frames, false);
                };
                frames += 1;
                after
            }
            // Programs write zeros between frames.
            [0, after @ ..] => after,
            _ => return (frames, false),
        }
    }
}

/// Bytes of the colours that follow.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

fn skip_blocks(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        let (length, after) = rest.split_first()?;
        if *length == 0 {
            return Some(after);
        }
        rest = after.get(usize::from(*length)..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_a_gif_are_counted_without_decoding_them() {
        let mut gif = b"GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
        let frame = b"\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x02\0\x02\0\0\x02\x02\x84\x51\0";
        for _ in 0..3 {
            gif.extend(frame);
        }

        assert_eq!(walk_gif(&gif), (3, true));
        gif.push(0x3b);
        assert_eq!(walk_gif(&gif), (3, true));
        assert_eq!(walk_gif(&gif[..gif.len() - 3]), (2, false));
        assert_eq!(walk_gif(b"GIF89a"), (0, true));
        assert!(gif_whole(b"GIF89a").is_err());
    }
}
