//! Kinds of picture files, told by their first bytes.

use std::fmt;

/// How much of a text is looked at for `<svg`, in bytes.
const SVG_WINDOW: usize = 1024;

/// A kind of picture file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// GIF, moving or not.
    Gif,
    /// AVIF, where a program that decodes it is named.
    Avif,
    /// HEIC, as telephones make it; not rendered yet.
    Heic,
    /// JPEG XL; not rendered yet.
    Jxl,
    /// TIFF.
    Tiff,
    /// SVG: a drawing; readers get it as pixels, never as it came.
    Svg,
    /// Windows bitmap; not rendered yet.
    Bmp,
    /// Windows icon; not rendered yet.
    Ico,
    /// Photoshop; not rendered yet.
    Psd,
}

impl Kind {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Avif => "image/avif",
            Self::Heic => "image/heic",
            Self::Jxl => "image/jxl",
            Self::Tiff => "image/tiff",
            Self::Svg => "image/svg+xml",
            Self::Bmp => "image/bmp",
            Self::Ico => "image/x-icon",
            Self::Psd => "image/vnd.adobe.photoshop",
        }
    }

    /// Whether renditions can be made of it.
    pub fn is_rendered(self) -> bool {
        matches!(
            self,
            Self::Jpeg | Self::Png | Self::Webp | Self::Gif | Self::Avif | Self::Tiff | Self::Svg
        )
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Gif => "GIF",
            Self::Avif => "AVIF",
            Self::Heic => "HEIC",
            Self::Jxl => "JPEG XL",
            Self::Tiff => "TIFF",
            Self::Svg => "SVG",
            Self::Bmp => "BMP",
            Self::Ico => "ICO",
            Self::Psd => "Photoshop",
        })
    }
}

/// The kind of picture these bytes begin, whatever the file was called.
pub fn sniff(bytes: &[u8]) -> Option<Kind> {
    const STARTS: [(&[u8], Kind); 13] = [
        (b"\xff\xd8\xff", Kind::Jpeg),
        (b"\x89PNG\r\n\x1a\n", Kind::Png),
        (b"GIF87a", Kind::Gif),
        (b"GIF89a", Kind::Gif),
        (b"II*\0", Kind::Tiff),
        (b"MM\0*", Kind::Tiff),
        (b"II+\0", Kind::Tiff),
        (b"MM\0+", Kind::Tiff),
        (b"\0\0\x01\0", Kind::Ico),
        (b"\xff\x0a", Kind::Jxl),
        (b"\0\0\0\x0cJXL ", Kind::Jxl),
        (b"8BPS", Kind::Psd),
        (b"BM", Kind::Bmp),
    ];
    let known = STARTS
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, kind)| *kind);
    known
        .or_else(|| webp(bytes))
        .or_else(|| boxed(bytes))
        .or_else(|| svg(bytes))
}

fn webp(bytes: &[u8]) -> Option<Kind> {
    (bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP").then_some(Kind::Webp)
}

/// Files of the family of MP4: the brands say what is inside.
fn boxed(bytes: &[u8]) -> Option<Kind> {
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    let len = usize::try_from(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?)).ok()?;
    let brands = bytes.get(8..len.clamp(8, 256).min(bytes.len()))?;
    let has = |names: &[&[u8]]| brands.chunks_exact(4).any(|brand| names.contains(&brand));
    if has(&[b"avif", b"avis"]) {
        return Some(Kind::Avif);
    }
    let heic: &[&[u8]] = &[
        b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1",
    ];
    has(heic).then_some(Kind::Heic)
}

fn svg(bytes: &[u8]) -> Option<Kind> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(SVG_WINDOW)]).to_lowercase();
    let text = start.trim_start_matches('\u{feff}').trim_start();
    (text.starts_with('<') && text.contains("<svg")).then_some(Kind::Svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_content() {
        let cases: [(&[u8], Option<Kind>); 19] = [
            (b"\xff\xd8\xff\xe0", Some(Kind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n....", Some(Kind::Png)),
            (b"GIF89a", Some(Kind::Gif)),
            (b"RIFF....WEBPVP8 ", Some(Kind::Webp)),
            (b"RIFF....WAVE", None),
            (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", Some(Kind::Avif)),
            (b"\0\0\0\x1cftypmif1\0\0\0\0avifmif1miaf", Some(Kind::Avif)),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Some(Kind::Heic)),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", None),
            (b"\xff\xff\xff\xffftyp", None),
            (b"\0\0\0\0ftypheic", None),
            (b"MM\0*", Some(Kind::Tiff)),
            (
                b"<svg xmlns=\"http://www.w3.org/2000/svg\">",
                Some(Kind::Svg),
            ),
            (
                b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- x --><SVG>",
                Some(Kind::Svg),
            ),
            (b"<html><body>404", None),
            (b"", None),
            (b"RIFF", None),
            (b"BM", Some(Kind::Bmp)),
            (b"not a picture", None),
        ];

        for (bytes, kind) in cases {
            assert_eq!(sniff(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
