//! What is said of a picture is changed, each fact in its own field.

use super::{MAX_ADDRESS, PictureError, get, record, repress, set};
use crate::actor::Actor;
use dateline_core::body::limits::is_web_url;
use dateline_core::event::EventKind;
use dateline_core::picture::{PictureFacts, UsageRights};
use dateline_core::subject::Subject;
use dateline_db::Tx;
use dateline_db::queries::picture_record::PictureRecord;
use dateline_db::queries::{edition, picture as pictures, picture_edit};
use dateline_web::house::House;
use serde_json::{Map, Value};

/// New words for a picture: `None` leaves a field as it is, empty words clear it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Headline.
    pub headline: Option<String>,
    /// Caption for readers.
    pub caption: Option<String>,
    /// For who cannot see it.
    pub alt: Option<String>,
    /// The line shown with every use.
    pub credit_line: Option<String>,
    /// Who made it.
    pub photographer: Option<String>,
    /// Who supplied it.
    pub source: Option<String>,
    /// Copyright notice.
    pub copyright: Option<String>,
    /// Address of its licence.
    pub licence_url: Option<String>,
    /// Address where a licence can be had.
    pub licence_page: Option<String>,
    /// How it came to be: code of the IPTC for digital sources.
    pub digital_source_type: Option<String>,
    /// Only in the language of these editions: caption, alternative text and credit line.
    pub locale: Option<String>,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Running text.
    Text,
    /// An address of the web.
    Address,
    /// One word of letters.
    Code,
}

/// A field: its name for people, its length at most, what it takes.
type Rule = (&'static str, usize, Form);

const HEADLINE: Rule = ("headline", 300, Form::Text);
const CAPTION: Rule = ("caption", 4_000, Form::Text);
const ALT: Rule = ("alternative text", 1_000, Form::Text);
const CREDIT: Rule = ("credit line", 300, Form::Text);
const PHOTOGRAPHER: Rule = ("photographer", 300, Form::Text);
const SOURCE: Rule = ("source", 300, Form::Text);
const COPYRIGHT: Rule = ("copyright notice", 1_000, Form::Text);
const LICENCE: Rule = ("address of the licence", MAX_ADDRESS, Form::Address);
const LICENCE_PAGE: Rule = (
    "address where a licence can be had",
    MAX_ADDRESS,
    Form::Address,
);
const SOURCE_TYPE: Rule = ("digital source type", 100, Form::Code);

/// Changes what is said of the picture somebody names. Every public use follows with the commit.
/// The answer is in the language that was changed.
pub async fn edit(
    house: &House,
    tx: &mut Tx,
    name: &str,
    edit: Edit,
    by: &Actor,
) -> Result<PictureRecord, PictureError> {
    let before = get(tx, name).await?;
    let id = before.picture.id;
    let mut changed = Map::new();
    let locale = edit.locale.clone();
    match locale.clone() {
        None => {
            let mut headline = before.file.headline.clone();
            let mut facts = before.picture.facts.clone();
            apply(&mut headline, &mut facts, edit, &mut changed)?;
            picture_edit::set_facts(tx, id, headline, &facts).await?;
        }
        Some(locale) => {
            let known = edition::list(tx).await?;
            if !known.iter().any(|edition| edition.locale == locale) {
                let known: Vec<String> = known.into_iter().map(|edition| edition.locale).collect();
                return Err(PictureError::BadField(format!(
                    "no edition is in \"{locale}\"; there are {}",
                    known.join(", ")
                )));
            }
            let text = in_language(tx, &before, &locale, edit, &mut changed).await?;
            changed.insert("locale".to_owned(), locale.clone().into());
            pictures::put_text(tx, id, &locale, text).await?;
        }
    }
    record(house, tx, EventKind::PictureEdited, by, id, changed.into()).await?;
    tx.changed(Subject::Picture(id).key());
    repress::users(tx, id).await?;
    // Another credit is another version, with renditions of its own.
    set::order_one(house, tx, id).await?;
    let mut after = get(tx, name).await?;
    if let Some(locale) = locale {
        let found = pictures::list(tx, &[id], &locale).await?;
        after.picture = found.into_iter().next().unwrap_or(after.picture);
    }
    Ok(after)
}

/// Sets by what right the picture somebody names is used.
pub async fn set_rights(
    house: &House,
    tx: &mut Tx,
    name: &str,
    rights: UsageRights,
    by: &Actor,
) -> Result<PictureRecord, PictureError> {
    let before = get(tx, name).await?;
    let id = before.picture.id;
    picture_edit::set_rights(tx, id, rights).await?;
    let was = before.picture.facts.rights.as_str();
    let particulars = serde_json::json!({ "rights": rights.as_str(), "was": was });
    record(house, tx, EventKind::PictureRightsSet, by, id, particulars).await?;
    tx.changed(Subject::Picture(id).key());
    repress::users(tx, id).await?;
    get(tx, name).await
}

fn apply(
    headline: &mut Option<String>,
    facts: &mut PictureFacts,
    edit: Edit,
    changed: &mut Map<String, Value>,
) -> Result<(), PictureError> {
    set("headline", HEADLINE, headline, edit.headline, changed)?;
    for (key, rule, field, new) in [
        ("caption", CAPTION, &mut facts.caption, edit.caption),
        ("alt", ALT, &mut facts.alt, edit.alt),
        (
            "credit_line",
            CREDIT,
            &mut facts.credit_line,
            edit.credit_line,
        ),
        (
            "photographer",
            PHOTOGRAPHER,
            &mut facts.photographer,
            edit.photographer,
        ),
        ("source", SOURCE, &mut facts.source, edit.source),
        ("copyright", COPYRIGHT, &mut facts.copyright, edit.copyright),
        (
            "licence_url",
            LICENCE,
            &mut facts.licence_url,
            edit.licence_url,
        ),
        (
            "licence_page",
            LICENCE_PAGE,
            &mut facts.licence_page,
            edit.licence_page,
        ),
        (
            "digital_source_type",
            SOURCE_TYPE,
            &mut facts.digital_source_type,
            edit.digital_source_type,
        ),
    ] {
        set(key, rule, field, new, changed)?;
    }
    is_apart(facts.alt.as_deref(), facts.caption.as_deref(), changed)
}

async fn in_language(
    tx: &mut Tx,
    before: &PictureRecord,
    locale: &str,
    edit: Edit,
    changed: &mut Map<String, Value>,
) -> Result<pictures::PictureText, PictureError> {
    let others = [
        &edit.headline,
        &edit.photographer,
        &edit.source,
        &edit.copyright,
        &edit.licence_url,
        &edit.licence_page,
        &edit.digital_source_type,
    ];
    if others.into_iter().any(Option::is_some) {
        let words = "only caption, alternative text and credit line differ by language; leave the language out for the rest";
        return Err(PictureError::BadField(words.to_owned()));
    }
    let mut text = picture_edit::find_text(tx, before.picture.id, locale).await?;
    set("caption", CAPTION, &mut text.caption, edit.caption, changed)?;
    set("alt", ALT, &mut text.alt, edit.alt, changed)?;
    set(
        "credit_line",
        CREDIT,
        &mut text.credit_line,
        edit.credit_line,
        changed,
    )?;
    is_apart(text.alt.as_deref(), text.caption.as_deref(), changed)?;
    Ok(text)
}

/// Puts new words into a field and notes that.
fn set(
    key: &str,
    rule: Rule,
    field: &mut Option<String>,
    new: Option<String>,
    changed: &mut Map<String, Value>,
) -> Result<(), PictureError> {
    let Some(new) = new else { return Ok(()) };
    let text = checked(rule, &new)?;
    changed.insert(key.to_owned(), text.clone().into());
    *field = Some(text).filter(|text| !text.is_empty());
    Ok(())
}

/// Words as a field takes them, or what is wrong with them.
fn checked((name, most, form): Rule, text: &str) -> Result<String, PictureError> {
    let bad = |words: String| Err(PictureError::BadField(words));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = text.chars().count();
    if found > most {
        return bad(format!(
            "the {name} has {found} characters; at most {most} are allowed"
        ));
    }
    if let Some(odd) = text.chars().find(|c| c.is_control()) {
        return bad(format!(
            "the {name} holds the control character U+{:04X}; write plain text",
            u32::from(odd)
        ));
    }
    let is_sound = match form {
        Form::Text => true,
        Form::Address => text.is_empty() || is_web_url(&text),
        Form::Code => text.bytes().all(|b| b.is_ascii_alphanumeric()),
    };
    if is_sound {
        return Ok(text);
    }
    bad(match form {
        Form::Code => format!(
            "\"{text}\" is no {name}; give a code of the IPTC, such as digitalCapture or trainedAlgorithmicMedia"
        ),
        _ => format!("\"{text}\" is no {name}; give one that begins with https://"),
    })
}

/// Whoever cannot see a picture hears the caption anyway.
fn is_apart(
    alt: Option<&str>,
    caption: Option<&str>,
    changed: &Map<String, Value>,
) -> Result<(), PictureError> {
    let is_touched = changed.contains_key("alt") || changed.contains_key("caption");
    if is_touched && alt.is_some() && alt == caption {
        let words = "the alternative text repeats the caption; say what a person who cannot see the picture needs to know";
        return Err(PictureError::BadField(words.to_owned()));
    }
    Ok(())
}
