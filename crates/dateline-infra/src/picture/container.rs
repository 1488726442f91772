//! Metadata in files: where JPEG and `WebP` keep what is not pixels.

/// Longest payload of a JPEG segment, in bytes.
const MAX_SEGMENT: usize = 65_533;
/// What stands before XMP in a JPEG.
const XMP_MARK: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

/// Metadata to write.
#[derive(Clone, Debug, Default)]
pub(super) struct Segments {
    pub exif: Option<Vec<u8>>,
    pub xmp: Option<String>,
}

/// Puts XMP into a JPEG, after the segments that must come first.
pub(super) fn jpeg_with_xmp(mut jpeg: Vec<u8>, xmp: Option<&str>) -> Vec<u8> {
    let Some(xmp) = xmp.filter(|xmp| XMP_MARK.len() + xmp.len() <= MAX_SEGMENT) else {
        return jpeg;
    };
    let Ok(len) = u16::try_from(2 + XMP_MARK.len() + xmp.len()) else {
        return jpeg;
    };
    let mut segment = vec![0xff, 0xe1];
    segment.extend(len.to_be_bytes());
    segment.extend(XMP_MARK);
    segment.extend(xmp.as_bytes());
    let at = after_first_segments(&jpeg);
    jpeg.splice(at..at, segment);
    jpeg
}

/// Where the segments JFIF (APP0) and EXIF (APP1) end.
fn after_first_segments(jpeg: &[u8]) -> usize {
    let mut at = 2;
    while let Some(&[0xff, 0xe0 | 0xe1, high, low]) = jpeg.get(at..at + 4) {
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    at.min(jpeg.len())
}

/// Puts a colour profile and XMP into a `WebP` that has neither. One without metadata, or not
/// understood, comes back as it was.
pub(super) fn webp_with(
    webp: Vec<u8>,
    size: (u32, u32),
    icc: Option<&[u8]>,
    xmp: Option<&str>,
) -> Vec<u8> {
    if icc.is_none() && xmp.is_none() {
        return webp;
    }
    let Some(chunks) = chunks(&webp) else {
        return webp;
    };
    let alpha = chunks.iter().any(|(name, data)| {
        *name == b"ALPH"
            || (*name == b"VP8X" && data.first().is_some_and(|flags| flags & 0x10 != 0))
    });
    let flags = u8::from(icc.is_some()) << 5 | u8::from(alpha) << 4 | u8::from(xmp.is_some()) << 2;
    let mut body = b"WEBP".to_vec();
    let [w0, w1, w2, _] = size.0.saturating_sub(1).to_le_bytes();
    let [h0, h1, h2, _] = size.1.saturating_sub(1).to_le_bytes();
    push(
        &mut body,
        b"VP8X",
        &[flags, 0, 0, 0, w0, w1, w2, h0, h1, h2],
    );
    if let Some(icc) = icc {
        push(&mut body, b"ICCP", icc);
    }
    for (name, data) in chunks.iter().filter(|(name, _)| *name != b"VP8X") {
        push(&mut body, name, data);
    }
    if let Some(xmp) = xmp {
        push(&mut body, b"XMP ", xmp.as_bytes());
    }
    let mut file = Vec::with_capacity(body.len() + 8);
    push(&mut file, b"RIFF", &body);
    file
}

/// Name and content of each chunk.
fn chunks(webp: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    let mut rest = webp.get(12..)?;
    let mut found = Vec::new();
    while let Some((head, tail)) = rest.split_at_checked(8) {
        let len = usize::try_from(u32::from_le_bytes(head[4..].try_into().ok()?)).ok()?;
        found.push((&head[..4], tail.get(..len)?));
        rest = tail.get(len.next_multiple_of(2)..).unwrap_or_default();
    }
    Some(found)
}

fn push(to: &mut Vec<u8>, name: &[u8], data: &[u8]) {
    to.extend(name);
    to.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    to.extend(data);
    if data.len() % 2 == 1 {
        to.push(0);
    }
}
