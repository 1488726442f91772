//! RDF as properties with children, within bounds. No document type is followed, no entity
//! expanded, no address fetched.

use super::super::note::{Notes, Problem};
use super::super::{Block, MAX_DEPTH};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// Most elements and attributes kept of all packets.
const MAX_NODES: usize = 50_000;
/// Most elements and attributes kept of one property.
const MAX_NODES_EACH: usize = 8_000;
/// Most tags, texts and the like looked at in one packet.
const MAX_EVENTS: usize = 400_000;
/// Most attributes looked at of one element.
const MAX_ATTRIBUTES: usize = 1_000;
/// Most attributes looked at of one packet.
const MAX_ATTRIBUTES_IN_ALL: usize = 200_000;
/// Most namespaces in force at once.
const MAX_BINDINGS: usize = 128;
/// Most bytes kept of one value.
const MAX_VALUE: usize = 256 * 1024;

/// What Photoshop and others write in any quantity and no editor reads.
const LEFT_OUT: [(Ns, &str); 4] = [
    (Ns::Photoshop, "DocumentAncestors"),
    (Ns::Photoshop, "TextLayers"),
    (Ns::Photoshop, "History"),
    (Ns::Xmp, "Thumbnails"),
];

macro_rules! namespaces {
    ($($name:ident = $prefix:literal $address:literal,)+) => {
        /// A namespace that is read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Ns {
            $($name,)+
            /// Any other.
            Other,
        }

        impl Ns {
            fn of(address: &str) -> Self {
                match address {
                    $($address => Self::$name,)+
                    _ => Self::Other,
                }
            }

            /// What a prefix means that nobody declared.
            fn usual(prefix: &str) -> Self {
                match prefix {
                    $($prefix => Self::$name,)+
                    _ => Self::Other,
                }
            }
        }
    };
}

namespaces! {
    Rdf = "rdf" "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    Xml = "xml" "http://www.w3.org/XML/1998/namespace",
    Dc = "dc" "http://purl.org/dc/elements/1.1/",
    Xmp = "xmp" "http://ns.adobe.com/xap/1.0/",
    Rights = "xmpRights" "http://ns.adobe.com/xap/1.0/rights/",
    Photoshop = "photoshop" "http://ns.adobe.com/photoshop/1.0/",
    Core = "Iptc4xmpCore" "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    Ext = "Iptc4xmpExt" "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    Plus = "plus" "http://ns.useplus.org/ldf/xmp/1.0/",
    Cc = "cc" "http://creativecommons.org/ns#",
    Tiff = "tiff" "http://ns.adobe.com/tiff/1.0/",
    Exif = "exif" "http://ns.adobe.com/exif/1.0/",
    ExifEx = "exifEX" "http://cipa.jp/exif/1.0/",
    Aux = "aux" "http://ns.adobe.com/exif/1.0/aux/",
    Note = "xmpNote" "http://ns.adobe.com/xmp/note/",
}

/// A property, a member of one, or an entry of a list.
#[derive(Debug)]
pub(super) struct Node {
    pub ns: Ns,
    pub name: String,
    pub language: Option<String>,
    /// The address it stands for, instead of words.
    pub resource: Option<String>,
    pub words: String,
    pub children: Vec<Node>,
}

impl Node {
    fn new(ns: Ns, name: &str, words: String) -> Self {
        Self {
            ns,
            name: name.to_owned(),
            language: None,
            resource: None,
            words,
            children: Vec::new(),
        }
    }

    fn is(&self, ns: Ns, name: &str) -> bool {
        self.ns == ns && self.name == name
    }

    fn child(&self, ns: Ns, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.is(ns, name))
    }

    /// The entries of a list, or itself if it is none.
    pub fn entries(&self) -> Vec<&Self> {
        let list = self
            .children
            .iter()
            .find(|c| c.ns == Ns::Rdf && matches!(c.name.as_str(), "Bag" | "Seq" | "Alt"));
        match list {
            Some(list) => list
                .children
                .iter()
                .filter(|c| c.is(Ns::Rdf, "li"))
                .collect(),
            None => vec![self],
        }
    }

    /// A member of a structure, however the structure is written.
    pub fn member(&self, ns: Ns, name: &str) -> Option<&Self> {
        self.child(ns, name).or_else(|| {
            let inner = self.child(Ns::Rdf, "Description")?;
            inner.child(ns, name)
        })
    }

    /// Its words: those in the default language, else the first.
    pub fn value(&self) -> &str {
        let entries = self.entries();
        let is_default = |n: &&&Self| n.language.as_deref() == Some("x-default");
        let plain = |n: &&&Self| !n.own().trim().is_empty();
        let default = entries.iter().filter(plain).find(is_default);
        default
            .or_else(|| entries.iter().find(plain))
            .map_or("", |n| n.own())
    }

    /// The words of this node alone; qualified values stand a level below.
    fn own(&self) -> &str {
        if let Some(value) = self.member(Ns::Rdf, "value") {
            return value.resource.as_deref().unwrap_or(&value.words);
        }
        self.resource.as_deref().unwrap_or(&self.words)
    }
}

/// The properties of all packets of a file.
#[derive(Debug, Default)]
pub(super) struct Properties {
    list: Vec<Node>,
    nodes: usize,
}

impl Properties {
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// A property, the first that says something.
    pub fn get(&self, ns: Ns, name: &str) -> Option<&Node> {
        let mut those = self.list.iter().filter(|n| n.is(ns, name));
        those.find(|n| !n.children.is_empty() || !n.value().trim().is_empty())
    }

    /// The words of a property.
    pub fn value(&self, ns: Ns, name: &str) -> Option<&str> {
        let value = self.get(ns, name)?.value();
        (!value.trim().is_empty()).then_some(value)
    }

    /// Reads a packet as far as it goes.
    pub fn add(&mut self, packet: &str, notes: &mut Notes) {
        let mut builder = Builder {
            properties: self,
            notes,
            bindings: Vec::new(),
            stack: Vec::new(),
            nodes_before: 0,
            attributes_left: MAX_ATTRIBUTES_IN_ALL,
            open: 0,
            description: None,
            skip: None,
        };
        builder.read(packet);
    }
}

struct Binding {
    prefix: String,
    ns: Ns,
    depth: usize,
}

struct Builder<'p> {
    properties: &'p mut Properties,
    notes: &'p mut Notes,
    bindings: Vec<Binding>,
    /// The open property and what is open in it.
    stack: Vec<Node>,
    /// How many nodes there were before the open property.
    nodes_before: usize,
    /// How many attributes may still be looked at.
    attributes_left: usize,
    /// How many elements are open.
    open: usize,
    /// At which depth the description stands whose children are properties.
    description: Option<usize>,
    /// At which depth the element stands that is not read.
    skip: Option<usize>,
}

impl Builder<'_> {
    fn note(&mut self, problem: Problem) {
        self.notes.add(Block::Xmp, problem);
    }

    fn too_many(&mut self, what: &'static str, limit: usize) {
        self.note(Problem::TooMany { what, limit });
    }

    fn read(&mut self, packet: &str) {
        let mut reader = Reader::from_str(packet);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        for _ in 0..MAX_EVENTS {
            match reader.read_event() {
                Ok(Event::Start(tag)) => self.start(&tag),
                Ok(Event::End(_)) => self.end(),
                Ok(Event::Text(text)) => self.words(&text.xml10_content()),
                Ok(Event::CData(text)) => self.words(&text.xml10_content()),
                Ok(Event::GeneralRef(name)) => self.reference(&name.into_inner()),
                Ok(Event::DocType(_)) => self.note(Problem::Declarations),
                Ok(Event::Eof) => return self.finish(),
                Ok(_) => {}
                Err(_) => {
                    self.note(Problem::Damaged { what: "XML" });
                    return self.finish();
                }
            }
        }
        self.too_many("tags", MAX_EVENTS);
        self.finish();
    }

    fn finish(&mut self) {
        if self.open > 0 {
            self.note(Problem::Truncated);
        }
        while !self.stack.is_empty() {
            self.close();
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        self.open += 1;
        if self.skip.is_some() {
            return;
        }
        self.bind(tag);
        let name = tag.name();
        let (ns, local) = self.resolve(name.0, true);
        if !self.stack.is_empty() {
            if self.stack.len() >= MAX_DEPTH {
                self.note(Problem::TooDeep { limit: MAX_DEPTH });
                self.skip = Some(self.open);
            } else if self.properties.nodes - self.nodes_before >= MAX_NODES_EACH {
                self.too_many("parts of one property", MAX_NODES_EACH);
                self.skip = Some(self.open);
            } else {
                self.push(ns, local, tag);
            }
        } else if self.description.is_some() {
            if ns == Ns::Other || ns == Ns::Rdf || LEFT_OUT.contains(&(ns, local)) {
                self.skip = Some(self.open);
            } else {
                self.nodes_before = self.properties.nodes;
                self.push(ns, local, tag);
            }
        } else if ns == Ns::Rdf && local == "Description" {
            self.description = Some(self.open);
            let members = self.attributes(tag);
            self.properties
                .list
                .extend(members.into_iter().filter(|n| n.ns != Ns::Rdf));
        }
    }

    fn push(&mut self, ns: Ns, local: &str, tag: &BytesStart<'_>) {
        if self.properties.nodes >= MAX_NODES {
            self.too_many("properties", MAX_NODES);
            self.skip = Some(self.open);
            return;
        }
        self.properties.nodes += 1;
        let mut node = Node::new(ns, local, String::new());
        for member in self.attributes(tag) {
            match (member.ns, member.name.as_str()) {
                (Ns::Xml, "lang") => node.language = Some(member.words.to_ascii_lowercase()),
                (Ns::Rdf, "resource") => node.resource = Some(member.words),
                (Ns::Rdf, "about" | "ID" | "nodeID" | "parseType" | "datatype") => {}
                _ => node.children.push(member),
            }
        }
        self.stack.push(node);
    }

    /// Attributes of known namespaces as members.
    fn attributes(&mut self, tag: &BytesStart<'_>) -> Vec<Node> {
        let mut members = Vec::new();
        for (at, attribute) in tag.attributes().with_checks(false).enumerate() {
            if at == MAX_ATTRIBUTES || self.attributes_left == 0 {
                self.too_many("attributes", MAX_ATTRIBUTES);
                break;
            }
            self.attributes_left -= 1;
            let Ok(attribute) = attribute else {
                self.note(Problem::Damaged { what: "attributes" });
                break;
            };
            let (ns, local) = self.resolve(attribute.key.0, false);
            if ns == Ns::Other || self.properties.nodes >= MAX_NODES {
                continue;
            }
            self.properties.nodes += 1;
            let raw = attribute.value.as_ref();
            let head = &raw[..raw.floor_char_boundary(MAX_VALUE)];
            let words = unescape(head).unwrap_or(Cow::Borrowed(head));
            members.push(Node::new(ns, local, words.into_owned()));
        }
        members
    }

    fn bind(&mut self, tag: &BytesStart<'_>) {
        for attribute in tag
            .attributes()
            .with_checks(false)
            .take(MAX_ATTRIBUTES)
            .flatten()
        {
            let key = attribute.key.0;
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(prefix) if prefix.starts_with(':') => &prefix[1..],
                _ => continue,
            };
            if self.bindings.len() == MAX_BINDINGS {
                return self.too_many("namespaces", MAX_BINDINGS);
            }
            let binding = Binding {
                prefix: prefix[..prefix.floor_char_boundary(64)].to_owned(),
                ns: Ns::of(&attribute.value),
                depth: self.open,
            };
            self.bindings.push(binding);
        }
    }

    /// The namespace and local name of a name. Attributes without a prefix have none.
    fn resolve<'n>(&self, name: &'n str, is_element: bool) -> (Ns, &'n str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if prefix.is_empty() && !is_element {
            return (Ns::Other, local);
        }
        let bound = self.bindings.iter().rev().find(|b| b.prefix == prefix);
        (bound.map_or_else(|| Ns::usual(prefix), |b| b.ns), local)
    }

    fn words(&mut self, words: &str) {
        if self.skip.is_none()
            && let Some(node) = self.stack.last_mut()
        {
            let room = MAX_VALUE.saturating_sub(node.words.len());
            node.words
                .push_str(&words[..words.floor_char_boundary(room)]);
        }
    }

    /// The five names of XML and numbers; an entity that somebody declared stays a name.
    fn reference(&mut self, name: &str) {
        let whole = format!("&{};", &name[..name.floor_char_boundary(32)]);
        match unescape(&whole) {
            Ok(words) => self.words(&words),
            Err(_) => self.words(&whole),
        }
    }

    fn end(&mut self) {
        if self.open == 0 {
            return;
        }
        if self.skip == Some(self.open) {
            self.skip = None;
        } else if self.skip.is_none() {
            if !self.stack.is_empty() {
                self.close();
            } else if self.description == Some(self.open) {
                self.description = None;
            }
        }
        while self.bindings.last().is_some_and(|b| b.depth >= self.open) {
            self.bindings.pop();
        }
        self.open -= 1;
    }

    fn close(&mut self) {
        let Some(node) = self.stack.pop() else { return };
        match self.stack.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.properties.list.push(node),
        }
    }
}
