//! Pictures made for a test: nothing but metadata.

use md5::{Digest, Md5};

/// A segment of a JPEG.
pub fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker][..], &length, body].concat()
}

/// A JPEG of segments, without a picture.
pub fn jpeg(segments: &[Vec<u8>]) -> Vec<u8> {
    [
        b"\xff\xd8".to_vec(),
        segments.concat(),
        b"\xff\xda".to_vec(),
    ]
    .concat()
}

/// A segment with XMP.
pub fn xmp(packet: &str) -> Vec<u8> {
    let body = [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat();
    segment(0xe1, &body)
}

/// A packet of one description.
pub fn packet(properties: &str) -> String {
    format!(
        "<?xpacket begin='\u{feff}' id='W5M0MpCehiHzreSzNTczkc9d'?>\
         <x:xmpmeta xmlns:x='adobe:ns:meta/'>\
         <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
         <rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' \
         xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' \
         xmlns:xmp='http://ns.adobe.com/xap/1.0/' \
         xmlns:xmpNote='http://ns.adobe.com/xmp/note/' \
         xmlns:xmpRights='http://ns.adobe.com/xap/1.0/rights/' \
         xmlns:cc='http://creativecommons.org/ns#' \
         xmlns:exif='http://ns.adobe.com/exif/1.0/' \
         xmlns:aux='http://ns.adobe.com/exif/1.0/aux/' \
         xmlns:plus='http://ns.useplus.org/ldf/xmp/1.0/' \
         xmlns:Iptc4xmpCore='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/' \
         xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>\
         {properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )
}

/// A dataset of IPTC-IIM.
pub fn dataset(record: u8, number: u8, value: &[u8]) -> Vec<u8> {
    let length = u16::try_from(value.len()).unwrap().to_be_bytes();
    [&[0x1c, record, number][..], &length, value].concat()
}

/// A segment with image resources.
pub fn resources(list: &[(u16, &[u8])]) -> Vec<u8> {
    let mut body = b"Photoshop 3.0\0".to_vec();
    for (id, value) in list {
        body.extend(b"8BIM");
        body.extend(id.to_be_bytes());
        body.extend([0, 0]);
        body.extend(u32::try_from(value.len()).unwrap().to_be_bytes());
        body.extend(*value);
        body.extend(&[0][..value.len() % 2]);
    }
    segment(0xed, &body)
}

/// A segment with IPTC-IIM.
pub fn iim(datasets: &[Vec<u8>]) -> Vec<u8> {
    resources(&[(0x0404, &datasets.concat())])
}

/// The same with a digest of something, perhaps of itself.
pub fn iim_with_digest(datasets: &[Vec<u8>], of: &[u8]) -> Vec<u8> {
    let digest: [u8; 16] = Md5::digest(of).into();
    resources(&[(0x0404, &datasets.concat()), (0x0425, &digest)])
}

/// An entry of a directory: number, kind, count, bytes.
pub type Entry<'e> = (u16, u16, u32, &'e [u8]);

/// A TIFF structure with up to three directories: picture, camera, position.
pub fn tiff(image: &[Entry<'_>], camera: &[Entry<'_>], gps: &[Entry<'_>]) -> Vec<u8> {
    let size = |entries: usize| 2 + entries * 12 + 4;
    let camera_at = 8 + size(image.len() + 2);
    let gps_at = camera_at + size(camera.len());
    let data_at = gps_at + size(gps.len());
    let pointer = |at: usize| u32::try_from(at).unwrap().to_be_bytes();
    let (to_camera, to_gps) = (pointer(camera_at), pointer(gps_at));
    let mut image = image.to_vec();
    image.push((0x8769, 4, 1, &to_camera));
    image.push((0x8825, 4, 1, &to_gps));

    let mut out = b"MM\0*\0\0\0\x08".to_vec();
    let mut data: Vec<u8> = Vec::new();
    for entries in [&image[..], camera, gps] {
        out.extend(u16::try_from(entries.len()).unwrap().to_be_bytes());
        for (tag, kind, count, value) in entries {
            out.extend(tag.to_be_bytes());
            out.extend(kind.to_be_bytes());
            out.extend(count.to_be_bytes());
            if value.len() <= 4 {
                out.extend(*value);
                out.extend(&[0; 4][value.len()..]);
            } else {
                out.extend(pointer(data_at + data.len()));
                data.extend(*value);
            }
        }
        out.extend([0; 4]);
    }
    out.extend(data);
    out
}

/// A text entry.
pub fn ascii(tag: u16, words: &[u8]) -> Entry<'_> {
    (tag, 2, u32::try_from(words.len()).unwrap(), words)
}

/// A segment with EXIF.
pub fn exif(tiff: &[u8]) -> Vec<u8> {
    segment(0xe1, &[b"Exif\0\0", tiff].concat())
}
