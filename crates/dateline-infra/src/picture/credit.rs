//! The credit that goes with every rendition.

use super::iptc;
use crate::blob::Hash;
use dateline_core::picture::PictureFacts;
use serde::Deserialize;
use std::fmt::Write;

/// Longest field written, in characters.
const MAX_CHARS: usize = 1000;
/// EXIF: who made it.
const ARTIST: u16 = 0x013b;
/// EXIF: copyright notice.
const COPYRIGHT: u16 = 0x8298;
/// Where the codes of how a picture came about are defined.
const SOURCE_TYPES: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";
/// Where the codes of data mining are defined.
const DATA_MINING: &str = "http://ns.useplus.org/ldf/vocab/";

/// Metadata to write into a rendition.
#[derive(Clone, Debug, Default)]
pub(super) struct Segments {
    pub exif: Option<Vec<u8>>,
    pub xmp: Option<String>,
    pub iptc: Option<Vec<u8>>,
}

/// Who is to be named wherever the picture goes, and on what terms it may go there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// Who made it.
    pub photographer: Option<String>,
    /// The line shown with every use.
    pub credit_line: Option<String>,
    /// Copyright notice.
    pub copyright: Option<String>,
    /// Who supplied it.
    pub source: Option<String>,
    /// What its file says of its terms.
    pub terms: Terms,
}

/// What a picture's file says of the terms it may be used on, and of how it came about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// The terms, in words.
    pub usage_terms: Option<String>,
    /// Page that states the rights.
    pub web_statement: Option<String>,
    /// Page of the licence.
    pub licence_url: Option<String>,
    /// Where a licence can be had.
    pub licensors: Vec<Licensor>,
    /// How it came about, as the IPTC's code or its address.
    pub digital_source_type: Option<String>,
    /// Whether machines may learn from it, as PLUS's code or its address.
    pub data_mining: Option<String>,
}

/// Who grants licences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Licensor {
    /// The name.
    pub name: Option<String>,
    /// Page where a licence can be had.
    pub url: Option<String>,
}

impl Credit {
    /// The credit of a picture.
    pub fn of(facts: &PictureFacts) -> Self {
        Self::with_terms(facts, None)
    }

    /// The credit of a picture; `metadata` is what its file said, as it was noted when it came in.
    /// What editors wrote goes before what the file said.
    pub fn with_terms(facts: &PictureFacts, metadata: Option<&str>) -> Self {
        let said = metadata.and_then(|json| serde_json::from_str(json).ok());
        let mut terms: Terms = said.unwrap_or_default();
        let page = facts.licence_page.clone();
        if let Some(page) =
            page.filter(|page| terms.licensors.first().and_then(|l| l.url.as_ref()) != Some(page))
        {
            terms.licensors.insert(
                0,
                Licensor {
                    name: None,
                    url: Some(page),
                },
            );
        }
        terms.licence_url = facts.licence_url.clone().or(terms.licence_url);
        terms.digital_source_type = facts
            .digital_source_type
            .clone()
            .or(terms.digital_source_type);
        Self {
            photographer: facts.photographer.clone(),
            credit_line: facts.credit_line.clone(),
            copyright: facts.copyright.clone(),
            source: facts.source.clone(),
            terms,
        }
    }

    /// Every field that is written, as it is written.
    fn written(&self) -> Written {
        let terms = &self.terms;
        let licensor = terms.licensors.first();
        Written {
            photographer: clean(self.photographer.as_deref()),
            credit_line: clean(self.credit_line.as_deref()),
            copyright: clean(self.copyright.as_deref()),
            source: clean(self.source.as_deref()),
            usage_terms: clean(terms.usage_terms.as_deref()),
            web_statement: web(terms.web_statement.as_deref()),
            licence_url: web(terms.licence_url.as_deref()),
            licensor_name: clean(licensor.and_then(|l| l.name.as_deref())),
            licensor_url: web(licensor.and_then(|l| l.url.as_deref())),
            source_type: code(terms.digital_source_type.as_deref(), SOURCE_TYPES),
            data_mining: code(terms.data_mining.as_deref(), DATA_MINING),
        }
    }

    /// Eight hex digits that change with the credit; empty without one.
    pub(super) fn fingerprint(&self) -> String {
        let written = self.written();
        if written == Written::default() {
            return String::new();
        }
        Hash::of(format!("{written:?}").as_bytes()).to_string()[..8].to_owned()
    }

    /// What is written into a file, in the forms that programs read.
    pub(super) fn segments(&self) -> Segments {
        let written = self.written();
        if written == Written::default() {
            return Segments::default();
        }
        Segments {
            exif: written.exif(),
            xmp: Some(written.xmp()),
            iptc: written.iptc(),
        }
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Written {
    photographer: Option<String>,
    credit_line: Option<String>,
    copyright: Option<String>,
    source: Option<String>,
    usage_terms: Option<String>,
    web_statement: Option<String>,
    licence_url: Option<String>,
    licensor_name: Option<String>,
    licensor_url: Option<String>,
    source_type: Option<String>,
    data_mining: Option<String>,
}

impl Written {
    /// A TIFF block with artist and copyright, nothing else.
    fn exif(&self) -> Option<Vec<u8>> {
        let artist = self.photographer.as_ref().or(self.credit_line.as_ref());
        let entries: Vec<(u16, &String)> = [(ARTIST, artist), (COPYRIGHT, self.copyright.as_ref())]
            .into_iter()
            .filter_map(|(t, v)| Some((t, v?)))
            .collect();
        let count = u16::try_from(entries.len()).ok().filter(|n| *n > 0)?;
        let mut block = b"II*\0\x08\0\0\0".to_vec();
        block.extend(count.to_le_bytes());
        let mut at = 8 + 2 + 12 * u32::from(count) + 4;
        let mut values = Vec::new();
        for (tag, value) in entries {
            let mut value = value.clone().into_bytes();
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

    fn iptc(&self) -> Option<Vec<u8>> {
        iptc::block(&[
            (iptc::BYLINE, self.photographer.as_deref()),
            (iptc::CREDIT, self.credit_line.as_deref()),
            (iptc::SOURCE, self.source.as_deref()),
            (iptc::COPYRIGHT, self.copyright.as_deref()),
        ])
    }

    fn xmp(&self) -> String {
        let mut fields = String::new();
        put(
            &mut fields,
            "dc:creator",
            self.photographer.as_ref(),
            in_order,
        );
        put(
            &mut fields,
            "photoshop:Credit",
            self.credit_line.as_ref(),
            plain,
        );
        put(&mut fields, "photoshop:Source", self.source.as_ref(), plain);
        put(&mut fields, "dc:rights", self.copyright.as_ref(), in_words);
        if self.copyright.is_some() {
            fields.push_str("<xmpRights:Marked>True</xmpRights:Marked>");
        }
        put(
            &mut fields,
            "xmpRights:UsageTerms",
            self.usage_terms.as_ref(),
            in_words,
        );
        put(
            &mut fields,
            "xmpRights:WebStatement",
            self.web_statement.as_ref(),
            plain,
        );
        put(
            &mut fields,
            "cc:license",
            self.licence_url.as_ref(),
            resource,
        );
        put(
            &mut fields,
            "Iptc4xmpExt:DigitalSourceType",
            self.source_type.as_ref(),
            plain,
        );
        put(
            &mut fields,
            "plus:DataMining",
            self.data_mining.as_ref(),
            plain,
        );
        fields.push_str(&self.licensor());
        format!(
            concat!(
                "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
                r#"<x:xmpmeta xmlns:x="adobe:ns:meta/">"#,
                r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">"#,
                r#"<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/""#,
                r#" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/""#,
                r#" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/""#,
                r#" xmlns:cc="http://creativecommons.org/ns#""#,
                r#" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/""#,
                r#" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">{}"#,
                "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
            ),
            fields
        )
    }

    fn licensor(&self) -> String {
        let mut fields = String::new();
        put(
            &mut fields,
            "plus:LicensorName",
            self.licensor_name.as_ref(),
            plain,
        );
        put(
            &mut fields,
            "plus:LicensorURL",
            self.licensor_url.as_ref(),
            plain,
        );
        if fields.is_empty() {
            return fields;
        }
        format!(
            r#"<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">{fields}</rdf:li></rdf:Seq></plus:Licensor>"#
        )
    }
}

fn put(to: &mut String, name: &str, field: Option<&String>, form: fn(&str, &str) -> String) {
    if let Some(value) = field {
        to.push_str(&form(name, &escaped(value)));
    }
}

fn plain(name: &str, value: &str) -> String {
    format!("<{name}>{value}</{name}>")
}

fn resource(name: &str, value: &str) -> String {
    format!(r#"<{name} rdf:resource="{value}"/>"#)
}

fn in_order(name: &str, value: &str) -> String {
    format!("<{name}><rdf:Seq><rdf:li>{value}</rdf:li></rdf:Seq></{name}>")
}

fn in_words(name: &str, value: &str) -> String {
    format!(r#"<{name}><rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt></{name}>"#)
}

/// What is worth writing of a field, of bounded length; XML has no room for control characters.
fn clean(field: Option<&str>) -> Option<String> {
    let is_written = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let text = field?.trim().chars().filter(is_written);
    let text: String = text.take(MAX_CHARS).collect();
    (!text.is_empty()).then_some(text)
}

/// An address of the web; anything else is nobody's licence.
fn web(field: Option<&str>) -> Option<String> {
    clean(field).filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

/// A code as the address that defines it.
fn code(field: Option<&str>, vocabulary: &str) -> Option<String> {
    let code = clean(field)?;
    if code.contains(':') {
        return web(Some(&code));
    }
    let mut address = vocabulary.to_owned();
    let _ = write!(address, "{code}");
    Some(address)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
