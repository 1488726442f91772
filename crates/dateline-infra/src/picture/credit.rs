//! The credit that goes with every rendition.

use super::container::Segments;
use crate::blob::Hash;
use dateline_core::picture::PictureFacts;

/// Longest field written, in characters.
const MAX_CHARS: usize = 1000;
/// EXIF: who made it.
const ARTIST: u16 = 0x013b;
/// EXIF: copyright notice.
const COPYRIGHT: u16 = 0x8298;

/// Who is to be named wherever the picture goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// Who made it.
    pub photographer: Option<String>,
    /// The line shown with every use.
    pub credit_line: Option<String>,
    /// Copyright notice.
    pub copyright: Option<String>,
}

impl Credit {
    /// The credit of a picture.
    pub fn of(facts: &PictureFacts) -> Self {
        Self {
            photographer: facts.photographer.clone(),
            credit_line: facts.credit_line.clone(),
            copyright: facts.copyright.clone(),
        }
    }

    fn fields(&self) -> [Option<String>; 3] {
        [&self.photographer, &self.credit_line, &self.copyright].map(|field| {
            let text = field.as_deref()?.trim();
            let clean: String = text
                .chars()
                .filter(|c| is_written(*c))
                .take(MAX_CHARS)
                .collect();
            (!clean.is_empty()).then_some(clean)
        })
    }

    fn is_empty(&self) -> bool {
        self.fields().iter().all(Option::is_none)
    }

    /// Eight hex digits that change with the credit; empty without one.
    pub(super) fn fingerprint(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        Hash::of(format!("{:?}", self.fields()).as_bytes()).to_string()[..8].to_owned()
    }

    /// What is written into a file, in the two forms that programs read.
    pub(super) fn segments(&self) -> Segments {
        if self.is_empty() {
            Segments::default()
        } else {
            Segments {
                exif: self.exif(),
                xmp: Some(self.xmp()),
            }
        }
    }

    /// A TIFF block with artist and copyright, nothing else.
    fn exif(&self) -> Option<Vec<u8>> {
        let [photographer, credit_line, copyright] = self.fields();
        let artist = photographer.or(credit_line);
        let entries: Vec<(u16, String)> = [(ARTIST, artist), (COPYRIGHT, copyright)]
            .into_iter()
            .filter_map(|(t, v)| Some((t, v?)))
            .collect();
        let count = u16::try_from(entries.len()).ok().filter(|n| *n > 0)?;
        let mut block = b"II*\0\x08\0\0\0".to_vec();
        block.extend(count.to_le_bytes());
        let mut at = 8 + 2 + 12 * u32::from(count) + 4;
        let mut values = Vec::new();
        for (tag, value) in entries {
            let mut value = value.into_bytes();
            value.resize((value.len() + 1).max(5).next_multiple_of(2), 0); // shorter ones would stand inline
            let len = u32::try_from(value.len()).ok()?;
            block.extend(tag.to_le_bytes());
            block.extend(2_u16.to_le_bytes());
            block.extend(len.to_le_bytes());
            block.extend(at.to_le_bytes());
            at += len;
            values.extend(value);
        }
        block.extend([0; 4]);
        block.extend(values);
        Some(block)
    }

    fn xmp(&self) -> String {
        let [photographer, credit_line, copyright] = self.fields().map(|f| f.map(|f| escaped(&f)));
        let photographer = photographer
            .map(|p| format!("<dc:creator><rdf:Seq><rdf:li>{p}</rdf:li></rdf:Seq></dc:creator>"));
        let credit_line = credit_line.map(|c| format!("<photoshop:Credit>{c}</photoshop:Credit>"));
        let copyright = copyright.map(|c| {
            format!(r#"<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{c}</rdf:li></rdf:Alt></dc:rights>"#)
        });
        let fields: String = [photographer, credit_line, copyright]
            .into_iter()
            .flatten()
            .collect();
        format!(
            concat!(
                "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
                r#"<x:xmpmeta xmlns:x="adobe:ns:meta/">"#,
                r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">"#,
                r#"<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/""#,
                r#" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{}"#,
                "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
            ),
            fields
        )
    }
}

/// XML has no room for control characters.
fn is_written(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
