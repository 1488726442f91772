//! Reading elements, pieces and marks from their serial form.
//!
//! One pass, whatever the order of the fields. Nothing unknown passes, and what is refused is named:
//! derived readers of tagged enums buffer each element once a level and let unknown fields of
//! variants without fields through.

use super::{Inline, Mark};
use crate::id::{NoticeId, StoryId};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::marker::PhantomData;

/// All fields any variant may have: absent, null or given.
macro_rules! fields {
    ($name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            $(#[serde(default)] $field: Field<$type>,)*
        }

        impl $name {
            /// Reads an object; a derived reader would take a list of the values as well.
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_map(crate::body::wire::ObjectVisitor(std::marker::PhantomData))
            }

            /// Refuses what nobody took.
            fn done<E: Error>(&self, whose: std::fmt::Arguments<'_>) -> Result<(), E> {
                $(if !matches!(self.$field, Field::Absent) {
                    return Err(E::custom(format_args!("unknown field `{}` of {whose}", stringify!($field))));
                })*
                Ok(())
            }
        }
    };
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(object))
    }
}

/// A field that may be given: `null` counts as absent where the field belongs, but nowhere else.
#[derive(Default)]
enum Field<T> {
    #[default]
    Absent,
    Null,
    Given(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|given| given.map_or(Self::Null, Self::Given))
    }
}

fn need<T, E: Error>(field: &mut Field<T>, name: &'static str) -> Result<T, E> {
    may(field).ok_or_else(|| E::missing_field(name))
}

fn may<T>(field: &mut Field<T>) -> Option<T> {
    match std::mem::take(field) {
        Field::Given(value) => Some(value),
        Field::Absent | Field::Null => None,
    }
}

mod element;
mod text;

fields!(InlineFields { text: String, marks: Vec<Mark>, line_break: bool, footnote: String });

impl<'de> Deserialize<'de> for Inline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = InlineFields::read(deserializer)?;
        let piece = if let Some(text) = may(&mut fields.text) {
            Self::Text {
                text,
                marks: may(&mut fields.marks).unwrap_or_default(),
            }
        } else if let Some(footnote) = may(&mut fields.footnote) {
            Self::Footnote { footnote }
        } else if may(&mut fields.line_break) == Some(true) {
            Self::Break { line_break: true }
        } else {
            return Err(D::Error::custom(
                "a piece of text must have \"text\", \"line_break\": true or \"footnote\"",
            ));
        };
        fields.done(format_args!("a piece of text that already is something"))?;
        Ok(piece)
    }
}

#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum MarkType {
    Strong,
    Emphasis,
    Link,
    Superscript,
    Subscript,
    Strike,
    Code,
    Language,
    Correction,
}

fields!(MarkFields {
    r#type: MarkType,
    href: String,
    story: StoryId,
    lang: String,
    rtl: bool,
    notice: NoticeId
});

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = MarkFields::read(deserializer)?;
        let r#type: MarkType = need(&mut fields.r#type, "type")?;
        let mark = match r#type {
            MarkType::Strong => Self::Strong,
            MarkType::Emphasis => Self::Emphasis,
            MarkType::Link => Self::Link {
                href: need(&mut fields.href, "href")?,
                story: may(&mut fields.story),
            },
            MarkType::Superscript => Self::Superscript,
            MarkType::Subscript => Self::Subscript,
            MarkType::Strike => Self::Strike,
            MarkType::Code => Self::Code,
            MarkType::Language => Self::Language {
                lang: need(&mut fields.lang, "lang")?,
                rtl: may(&mut fields.rtl).unwrap_or_default(),
            },
            MarkType::Correction => Self::Correction {
                notice: need(&mut fields.notice, "notice")?,
            },
        };
        fields.done(format_args!("a mark of type {type:?}"))?;
        Ok(mark)
    }
}
