//! Any body that can be made.

use crate::hostile;
use dateline_core::body::{
    Attribution, Body, Element, Inline, Kind, ListItem, Mark, PictureUse, RichText,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use uuid::Uuid;

/// Words of any kind, hostile ones among them.
pub fn words() -> BoxedStrategy<String> {
    prop_oneof![
        3 => proptest::sample::select(hostile::ALL.as_slice()),
        2 => "[a-zа-яا-ي ,.]{0,30}",
        1 => any::<String>(),
        1 => Just(String::new()),
    ]
    .boxed()
}

/// Addresses, most of them bad.
pub fn address() -> BoxedStrategy<String> {
    prop_oneof![
        Just("https://example.org/a?b=\"c\"&d".to_owned()),
        Just("/en/city/2026/02/03/bridge".to_owned()),
        Just("javascript:alert(1)".to_owned()),
        words().prop_map(|w| format!("https://example.org/{w}")),
        words().prop_map(|w| format!("//{w}")),
        words(),
    ]
    .boxed()
}

/// Addresses a body may hold.
pub fn good_address() -> BoxedStrategy<String> {
    proptest::sample::select(vec![
        "https://example.org/a?b=\"c\"&d",
        "https://пример.example/путь",
        "https://x.example",
    ])
    .prop_map(str::to_owned)
    .boxed()
}

pub fn id<T: From<Uuid> + std::fmt::Debug>() -> impl Strategy<Value = T> {
    any::<u128>().prop_map(|n| T::from(Uuid::from_u128(n)))
}

fn mark(address: BoxedStrategy<String>) -> impl Strategy<Value = Mark> {
    prop_oneof![
        Just(Mark::Strong),
        Just(Mark::Emphasis),
        Just(Mark::Superscript),
        Just(Mark::Subscript),
        Just(Mark::Strike),
        Just(Mark::Code),
        (address, option::of(id())).prop_map(|(href, story)| Mark::Link { href, story }),
        (words(), any::<bool>()).prop_map(|(lang, rtl)| Mark::Language { lang, rtl }),
        id().prop_map(|notice| Mark::Correction { notice }),
    ]
}

fn piece(address: BoxedStrategy<String>) -> impl Strategy<Value = Inline> {
    prop_oneof![
        6 => (words(), vec(mark(address), 0..4)).prop_map(|(text, marks)| Inline::Text { text, marks }),
        1 => Just(Inline::Break { line_break: true }),
        1 => key().prop_map(|footnote| Inline::Footnote { footnote }),
    ]
}

/// Few keys, so that some meet, some repeat and some point nowhere.
fn key() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-c]", 1 => words()]
}

pub fn rich_text(address: BoxedStrategy<String>) -> BoxedStrategy<RichText> {
    prop_oneof![
        words().prop_map(RichText::from),
        vec(piece(address), 0..4).prop_map(RichText)
    ]
    .boxed()
}

fn picture_use(address: BoxedStrategy<String>) -> impl Strategy<Value = PictureUse> {
    (id(), option::of(rich_text(address)), option::of(words())).prop_map(
        |(picture, caption, alt)| PictureUse {
            picture,
            caption,
            alt,
        },
    )
}

fn attribution(address: BoxedStrategy<String>) -> impl Strategy<Value = Attribution> {
    let maybe = || option::of(words());
    let addresses = (option::of(address.clone()), option::of(address));
    (words(), maybe(), maybe(), maybe(), maybe(), addresses).prop_map(
        |(outlet, author, title, date, language, urls)| Attribution {
            outlet,
            author,
            title,
            url: urls.0,
            date,
            language,
            archived_url: urls.1,
        },
    )
}

fn words_kind(address: &BoxedStrategy<String>) -> BoxedStrategy<Kind> {
    let text = || rich_text(address.clone());
    let maybe = || option::of(words());
    let quote = (
        vec(text(), 0..3),
        maybe(),
        maybe(),
        maybe(),
        option::of(address.clone()),
    );
    let rows = vec(vec(text(), 0..4), 0..4);
    prop_oneof![
        4 => text().prop_map(|text| Kind::Paragraph { text }),
        1 => (2_u8..=4, text()).prop_map(|(level, text)| Kind::Heading { level, text }),
        1 => quote.prop_map(|(text, speaker, role, source, source_url)| {
            Kind::Quote { text, speaker, role, source, source_url }
        }),
        1 => (text(), maybe()).prop_map(|(text, speaker)| Kind::PullQuote { text, speaker }),
        1 => (option::of(text()), vec(text(), 0..4), rows).prop_map(|(caption, head, rows)| Kind::Table { caption, head, rows }),
        1 => (maybe(), words()).prop_map(|(language, text)| Kind::Code { language, text }),
        2 => (key(), text()).prop_map(|(key, text)| Kind::Footnote { key, text }),
    ]
    .boxed()
}

fn other_kind(address: &BoxedStrategy<String>) -> BoxedStrategy<Kind> {
    let maybe = || option::of(words());
    let uses = vec(picture_use(address.clone()), 0..3);
    let titled = || (address.clone(), maybe());
    prop_oneof![
        picture_use(address.clone()).prop_map(Kind::Picture),
        (maybe(), uses).prop_map(|(title, pictures)| Kind::Gallery { title, pictures }),
        id().prop_map(|story| Kind::RichLink { story }),
        attribution(address.clone()).prop_map(Kind::Attribution),
        Just(Kind::Rule),
        (words(), titled()).prop_map(|(provider, (url, title))| Kind::Embed {
            provider,
            url,
            title
        }),
        titled().prop_map(|(url, title)| Kind::Audio { url, title }),
        (titled(), option::of(id())).prop_map(|((url, title), poster)| Kind::Video {
            url,
            title,
            poster
        }),
        id().prop_map(|notice| Kind::Correction { notice }),
    ]
    .boxed()
}

fn element(address: BoxedStrategy<String>) -> impl Strategy<Value = Element> {
    let leaf = prop_oneof![2 => words_kind(&address), 1 => other_kind(&address)];
    let leaf = (option::of(words()), leaf).prop_map(|(id, kind)| Element { id, kind });
    leaf.prop_recursive(4, 12, 3, move |inner| {
        let item = (rich_text(address.clone()), vec(inner.clone(), 0..3))
            .prop_map(|(text, elements)| ListItem { text, elements });
        prop_oneof![
            (any::<bool>(), vec(item, 0..3))
                .prop_map(|(ordered, items)| Kind::List { ordered, items }),
            (words(), vec(inner, 0..3))
                .prop_map(|(title, elements)| Kind::Factbox { title, elements }),
        ]
        .prop_map(Element::new)
    })
}

/// Any body, with any addresses.
pub fn body() -> impl Strategy<Value = Body> {
    vec(element(address()), 0..6).prop_map(|elements| Body { elements })
}

/// Any body that keeps the rules.
pub fn good_body() -> impl Strategy<Value = Body> {
    vec(element(good_address()), 0..6).prop_map(|elements| Body { elements })
}
