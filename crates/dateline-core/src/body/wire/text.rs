//! Texts: a string, a list of pieces, or the list of paragraphs of a quote.

use crate::body::{Inline, RichText};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The field `text` before the type of its element is known.
pub(super) enum Text {
    Plain(String),
    Entries(Vec<Entry>),
}

pub(super) enum Entry {
    Piece(Inline),
    Paragraph(RichText),
}

impl Text {
    pub(super) fn plain<E: Error>(self) -> Result<String, E> {
        match self {
            Self::Plain(text) => Ok(text),
            Self::Entries(_) => Err(E::custom("the \"text\" of this element must be a string")),
        }
    }

    pub(super) fn rich<E: Error>(self) -> Result<RichText, E> {
        let entries = match self {
            Self::Plain(text) => return Ok(text.into()),
            Self::Entries(entries) => entries,
        };
        let piece = |entry| match entry {
            Entry::Piece(piece) => Ok(piece),
            Entry::Paragraph(_) => {
                Err(E::custom("a \"text\" must be a string or a list of pieces"))
            }
        };
        entries
            .into_iter()
            .map(piece)
            .collect::<Result<_, E>>()
            .map(RichText)
    }

    pub(super) fn paragraphs<E: Error>(self) -> Result<Vec<RichText>, E> {
        const WRONG: &str = "the \"text\" of a quote must be a list of paragraphs";
        let Self::Entries(entries) = self else {
            return Err(E::custom(WRONG));
        };
        let paragraph = |entry| match entry {
            Entry::Paragraph(text) => Ok(text),
            Entry::Piece(_) => Err(E::custom(WRONG)),
        };
        entries.into_iter().map(paragraph).collect()
    }
}

/// Something that is a string, a list or, if `Self` allows it, an object.
trait Shape<'de>: Sized {
    const EXPECTING: &'static str;
    fn text(text: String) -> Self;
    fn list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error>;
    fn object<A: MapAccess<'de>>(_: A) -> Result<Self, A::Error> {
        Err(A::Error::invalid_type(
            serde::de::Unexpected::Map,
            &Self::EXPECTING,
        ))
    }
}

struct ShapeVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Shape<'de>> Visitor<'de> for ShapeVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(T::EXPECTING)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(T::text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<T, E> {
        Ok(T::text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        T::list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T, A::Error> {
        T::object(object)
    }
}

fn collect<'de, A: SeqAccess<'de>, T: Deserialize<'de>>(mut list: A) -> Result<Vec<T>, A::Error> {
    let mut all = Vec::new();
    while let Some(one) = list.next_element()? {
        all.push(one);
    }
    Ok(all)
}

impl<'de> Shape<'de> for RichText {
    const EXPECTING: &'static str = "a string or a list of pieces of text";

    fn text(text: String) -> Self {
        text.into()
    }

    fn list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        collect(list).map(Self)
    }
}

impl<'de> Shape<'de> for Text {
    const EXPECTING: &'static str = "a string or a list";

    fn text(text: String) -> Self {
        Self::Plain(text)
    }

    fn list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        collect(list).map(Self::Entries)
    }
}

impl<'de> Shape<'de> for Entry {
    const EXPECTING: &'static str = "a piece of text or a paragraph";

    fn text(text: String) -> Self {
        Self::Paragraph(text.into())
    }

    fn list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        RichText::list(list).map(Self::Paragraph)
    }

    fn object<A: MapAccess<'de>>(object: A) -> Result<Self, A::Error> {
        Inline::deserialize(MapAccessDeserializer::new(object)).map(Self::Piece)
    }
}

macro_rules! read_by_shape {
    ($($type:ty),*) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(ShapeVisitor(std::marker::PhantomData))
            }
        }
    )*};
}

read_by_shape!(RichText, Text, Entry);
