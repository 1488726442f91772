//! Elements.

use super::text::Text;
use super::{Field, may, need};
use crate::body::{Attribution, Element, Kind, ListItem, PictureUse, RichText};
use crate::id::{NoticeId, PictureId, StoryId};
use serde::de::{Deserialize, Deserializer, Error};

#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Type {
    Paragraph,
    Heading,
    List,
    Quote,
    PullQuote,
    Picture,
    Gallery,
    RichLink,
    Attribution,
    Factbox,
    Table,
    Code,
    Rule,
    Embed,
    Audio,
    Video,
    Footnote,
    Correction,
}

fields!(ElementFields {
    r#type: Type,
    id: String,
    text: Text,
    level: u8,
    ordered: bool,
    items: Vec<ListItem>,
    speaker: String,
    role: String,
    source: String,
    source_url: String,
    picture: PictureId,
    caption: RichText,
    alt: String,
    title: String,
    pictures: Vec<PictureUse>,
    story: StoryId,
    outlet: String,
    author: String,
    url: String,
    date: String,
    language: String,
    archived_url: String,
    elements: Vec<Element>,
    head: Vec<RichText>,
    rows: Vec<Vec<RichText>>,
    provider: String,
    poster: PictureId,
    key: String,
    notice: NoticeId,
});

impl<'de> Deserialize<'de> for Element {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = ElementFields::read(deserializer)?;
        let r#type: Type = need(&mut fields.r#type, "type")?;
        let id = may(&mut fields.id);
        let kind = fields.kind(r#type)?;
        fields.done(format_args!("an element of type {type:?}"))?;
        Ok(Self { id, kind })
    }
}

impl ElementFields {
    fn kind<E: Error>(&mut self, r#type: Type) -> Result<Kind, E> {
        Ok(match r#type {
            Type::Paragraph => Kind::Paragraph { text: self.rich()? },
            Type::Heading => Kind::Heading {
                level: need(&mut self.level, "level")?,
                text: self.rich()?,
            },
            Type::List => Kind::List {
                ordered: may(&mut self.ordered).unwrap_or_default(),
                items: need(&mut self.items, "items")?,
            },
            Type::Quote => Kind::Quote {
                text: need(&mut self.text, "text")?.paragraphs()?,
                speaker: may(&mut self.speaker),
                role: may(&mut self.role),
                source: may(&mut self.source),
                source_url: may(&mut self.source_url),
            },
            Type::PullQuote => Kind::PullQuote {
                text: self.rich()?,
                speaker: may(&mut self.speaker),
            },
            Type::Picture => Kind::Picture(PictureUse {
                picture: need(&mut self.picture, "picture")?,
                caption: may(&mut self.caption),
                alt: may(&mut self.alt),
            }),
            Type::Gallery => Kind::Gallery {
                title: may(&mut self.title),
                pictures: need(&mut self.pictures, "pictures")?,
            },
            Type::RichLink => Kind::RichLink {
                story: need(&mut self.story, "story")?,
            },
            Type::Attribution => Kind::Attribution(self.attribution()?),
            Type::Factbox => Kind::Factbox {
                title: need(&mut self.title, "title")?,
                elements: need(&mut self.elements, "elements")?,
            },
            Type::Table => Kind::Table {
                caption: may(&mut self.caption),
                head: may(&mut self.head).unwrap_or_default(),
                rows: need(&mut self.rows, "rows")?,
            },
            Type::Code => Kind::Code {
                language: may(&mut self.language),
                text: need(&mut self.text, "text")?.plain()?,
            },
            Type::Rule => Kind::Rule,
            Type::Embed => Kind::Embed {
                provider: need(&mut self.provider, "provider")?,
                url: need(&mut self.url, "url")?,
                title: may(&mut self.title),
            },
            Type::Audio => Kind::Audio {
                url: need(&mut self.url, "url")?,
                title: may(&mut self.title),
            },
            Type::Video => Kind::Video {
                url: need(&mut self.url, "url")?,
                title: may(&mut self.title),
                poster: may(&mut self.poster),
            },
            Type::Footnote => Kind::Footnote {
                key: need(&mut self.key, "key")?,
                text: self.rich()?,
            },
            Type::Correction => Kind::Correction {
                notice: need(&mut self.notice, "notice")?,
            },
        })
    }

    fn rich<E: Error>(&mut self) -> Result<RichText, E> {
        need(&mut self.text, "text")?.rich()
    }

    fn attribution<E: Error>(&mut self) -> Result<Attribution, E> {
        Ok(Attribution {
            outlet: need(&mut self.outlet, "outlet")?,
            author: may(&mut self.author),
            title: may(&mut self.title),
            url: may(&mut self.url),
            date: may(&mut self.date),
            language: may(&mut self.language),
            archived_url: may(&mut self.archived_url),
        })
    }
}

fields!(ListItemFields { text: RichText, elements: Vec<Element> });

impl<'de> Deserialize<'de> for ListItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = ListItemFields::read(deserializer)?;
        let read = Self {
            text: need(&mut fields.text, "text")?,
            elements: may(&mut fields.elements).unwrap_or_default(),
        };
        fields.done(format_args!("a list item"))?;
        Ok(read)
    }
}

fields!(PictureUseFields {
    picture: PictureId,
    caption: RichText,
    alt: String
});

impl<'de> Deserialize<'de> for PictureUse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = PictureUseFields::read(deserializer)?;
        let read = Self {
            picture: need(&mut fields.picture, "picture")?,
            caption: may(&mut fields.caption),
            alt: may(&mut fields.alt),
        };
        fields.done(format_args!("a picture"))?;
        Ok(read)
    }
}
