//! Content codings (RFC 9110, 8.4 and 12.5.3): which one a client wants, and how bytes get it.

use std::io::Write;

use bytes::Bytes;
use http::header::ACCEPT_ENCODING;
use http::{HeaderMap, HeaderValue};

/// A content coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// The bytes as they are.
    Identity,
    /// gzip (RFC 1952).
    Gzip,
    /// Brotli (RFC 7932).
    Brotli,
    /// Zstandard (RFC 8878).
    Zstd,
}

/// How much work goes into compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Quick: someone waits.
    Fast,
    /// Thorough: in the background, for bytes that are sent often.
    High,
}

impl Encoding {
    /// The codings that change bytes, the preferred first.
    pub const COMPRESSED: [Self; 3] = [Self::Brotli, Self::Zstd, Self::Gzip];

    /// Chooses the coding with the greatest weight a client accepts; identity if it wants none we have.
    pub fn negotiate(headers: &HeaderMap) -> Self {
        let mut wishes = Wishes::default();
        for line in headers.get_all(ACCEPT_ENCODING) {
            wishes.read(line.as_bytes());
        }
        wishes.best()
    }

    /// Value of `Content-Encoding`; none for identity.
    pub fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Zstd => Some(HeaderValue::from_static("zstd")),
        }
    }

    /// One letter for entity tags.
    pub fn letter(self) -> char {
        match self {
            Self::Identity => 'i',
            Self::Gzip => 'g',
            Self::Brotli => 'b',
            Self::Zstd => 'z',
        }
    }
}

/// Compresses bytes. None if it failed or identity was asked.
pub fn compress(encoding: Encoding, effort: Effort, bytes: &[u8]) -> Option<Bytes> {
    let compressed = match encoding {
        Encoding::Identity => return None,
        Encoding::Gzip => gzip(effort, bytes),
        Encoding::Brotli => brotli(effort, bytes),
        Encoding::Zstd => zstd(effort, bytes),
    };
    compressed
        .map(Bytes::from)
        .inspect_err(|error| tracing::error!(%error, "Compression with {encoding:?} failed"))
        .ok()
}

fn gzip(effort: Effort, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let level = match effort {
        Effort::Fast => 2,
        Effort::High => 9,
    };
    let room = Vec::with_capacity(bytes.len() / 3);
    let mut encoder = flate2::write::GzEncoder::new(room, flate2::Compression::new(level));
    encoder.write_all(bytes)?;
    shrunk(encoder.finish()?)
}

fn brotli(effort: Effort, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: match effort {
            // A tenth smaller than 2 for less than half a millisecond a page.
            Effort::Fast => 5,
            Effort::High => 11,
        },
        lgwin: 18,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::with_capacity(bytes.len() / 3);
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    shrunk(out)
}

fn zstd(effort: Effort, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let level = match effort {
        Effort::Fast => 3,
        Effort::High => 19,
    };
    zstd::bulk::compress(bytes, level).and_then(shrunk)
}

/// Gives back what was reserved and not used: the bytes are kept for long.
#[expect(clippy::unnecessary_wraps, reason = "ends every coder in the same way")]
fn shrunk(mut bytes: Vec<u8>) -> std::io::Result<Vec<u8>> {
    bytes.shrink_to_fit();
    Ok(bytes)
}

/// Weights a client gave, in thousandths.
#[derive(Default)]
struct Wishes {
    brotli: Option<u16>,
    zstd: Option<u16>,
    gzip: Option<u16>,
    identity: Option<u16>,
    any: Option<u16>,
}

impl Wishes {
    fn read(&mut self, line: &[u8]) {
        for item in line.split(|&b| b == b',') {
            let mut parts = item.split(|&b| b == b';').map(<[u8]>::trim_ascii);
            let name = parts.next().unwrap_or_default();
            let Some(weight) = weight(parts) else {
                continue;
            };
            let place = match name.len() {
                2 if name.eq_ignore_ascii_case(b"br") => &mut self.brotli,
                4 if name.eq_ignore_ascii_case(b"gzip") => &mut self.gzip,
                4 if name.eq_ignore_ascii_case(b"zstd") => &mut self.zstd,
                6 if name.eq_ignore_ascii_case(b"x-gzip") => &mut self.gzip,
                8 if name.eq_ignore_ascii_case(b"identity") => &mut self.identity,
                1 if name == b"*" => &mut self.any,
                _ => continue,
            };
            *place = Some(weight);
        }
    }

    fn best(&self) -> Encoding {
        let mut best = (Encoding::Identity, self.identity.unwrap_or(0));
        let others = [
            (Encoding::Gzip, self.gzip),
            (Encoding::Zstd, self.zstd),
            (Encoding::Brotli, self.brotli),
        ];
        for (encoding, wish) in others {
            let weight = wish.or(self.any).unwrap_or(0);
            if weight > 0 && weight >= best.1 {
                best = (encoding, weight);
            }
        }
        best.0
    }
}

/// The weight among the parameters of an item: 1 if none is given, nothing if it is not a weight.
fn weight<'a>(mut parameters: impl Iterator<Item = &'a [u8]>) -> Option<u16> {
    let Some(parameter) = parameters.next() else {
        return Some(1000);
    };
    let value = parameter
        .strip_prefix(b"q=")
        .or_else(|| parameter.strip_prefix(b"Q="))?;
    let (whole, rest) = value.split_first()?;
    let fraction = match rest {
        [] => 0,
        [b'.', digits @ ..] if digits.len() <= 3 && digits.iter().all(u8::is_ascii_digit) => digits
            .iter()
            .zip([100, 10, 1])
            .map(|(digit, place)| u16::from(digit - b'0') * place)
            .sum(),
        _ => return None,
    };
    match whole {
        b'0' => Some(fraction),
        b'1' if fraction == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn negotiated(lines: &[&'static str]) -> Encoding {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(ACCEPT_ENCODING, HeaderValue::from_static(line));
        }
        Encoding::negotiate(&headers)
    }

    #[test]
    fn the_greatest_weight_wins_then_our_preference() {
        assert_eq!(negotiated(&["gzip, deflate, br, zstd"]), Encoding::Brotli);
        assert_eq!(negotiated(&["gzip, zstd"]), Encoding::Zstd);
        assert_eq!(
            negotiated(&["br;q=0.5, gzip;q=0.9, zstd;q=0.8"]),
            Encoding::Gzip
        );
        assert_eq!(negotiated(&["br;q=0.001", "gzip;q=0.002"]), Encoding::Gzip);
        assert_eq!(negotiated(&["GZip"]), Encoding::Gzip);
        assert_eq!(negotiated(&["x-gzip"]), Encoding::Gzip);
        assert_eq!(negotiated(&["gzip;q=0.5, identity"]), Encoding::Identity);
        assert_eq!(negotiated(&["gzip, identity"]), Encoding::Gzip);
        assert_eq!(negotiated(&["gzip ; q=1.000 , br ; q=0"]), Encoding::Gzip);
    }

    #[test]
    fn a_star_stands_for_what_is_not_named() {
        assert_eq!(negotiated(&["*"]), Encoding::Brotli);
        assert_eq!(negotiated(&["br;q=0, *"]), Encoding::Zstd);
        assert_eq!(negotiated(&["gzip, *;q=0"]), Encoding::Gzip);
        assert_eq!(negotiated(&["*;q=0"]), Encoding::Identity);
        assert_eq!(negotiated(&["identity;q=0, *;q=0"]), Encoding::Identity);
        assert_eq!(negotiated(&["identity;q=0"]), Encoding::Identity);
    }

    #[test]
    fn garbage_is_passed_over() {
        let garbage = [
            "",
            ",,,;;;",
            "deflate",
            "gzip;q=2",
            "gzip;q=0.1234",
            "gzip;q=-1",
            "gzip;q=",
            "gzip;level=9",
            "gzip;q=0.5.5",
            "bro, gz, zst",
            "q=1",
            "\"gzip\"",
        ];
        for line in garbage {
            assert_eq!(negotiated(&[line]), Encoding::Identity, "{line}");
        }
        assert_eq!(negotiated(&[]), Encoding::Identity);
        assert_eq!(negotiated(&["gzip;q=9, br"]), Encoding::Brotli);
    }

    #[test]
    fn what_is_compressed_can_be_read_again() {
        let text = "Водовод снова ждёт ремонта. The water main waits. ".repeat(700);
        for effort in [Effort::Fast, Effort::High] {
            let gzip = compress(Encoding::Gzip, effort, text.as_bytes()).unwrap();
            let brotli = compress(Encoding::Brotli, effort, text.as_bytes()).unwrap();
            let zstd = compress(Encoding::Zstd, effort, text.as_bytes()).unwrap();

            let mut ungzipped = Vec::new();
            let mut decoder = flate2::write::GzDecoder::new(&mut ungzipped);
            decoder.write_all(&gzip).unwrap();
            decoder.finish().unwrap();
            let mut unbrotlied = Vec::new();
            brotli::BrotliDecompress(&mut &brotli[..], &mut unbrotlied).unwrap();

            assert_eq!(ungzipped, text.as_bytes());
            assert_eq!(unbrotlied, text.as_bytes());
            assert_eq!(
                zstd::bulk::decompress(&zstd, text.len()).unwrap(),
                text.as_bytes()
            );
        }
        assert!(compress(Encoding::Identity, Effort::Fast, b"x").is_none());
    }
}
