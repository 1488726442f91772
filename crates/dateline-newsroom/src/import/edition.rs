//! The edition that takes the stories.

use super::{ImportError, Options};
use dateline_core::edition::{Direction, Edition, EditionCode};
use dateline_core::id::{self, SectionId};
use dateline_core::tag::Section;
use dateline_db::queries::{edition, import};
use dateline_db::{DbResult, Tx};
use dateline_formats::archive::Site;
use dateline_web::i18n::Catalogue;

/// Where stories without a section go.
const DEFAULT_SECTION: &str = "news";

/// The edition asked for, or that of the archive's language; made if `is_made` and it does not exist.
pub(super) async fn settle(
    tx: &mut Tx,
    site: &Site,
    options: &Options,
) -> Result<(Edition, bool), ImportError> {
    let code = code(site, options)?;
    let all = edition::list(tx).await?;
    if let Some(found) = all.iter().find(|e| e.code == code) {
        return Ok((found.clone(), false));
    }
    let time_zone = options
        .time_zone
        .clone()
        .unwrap_or_else(|| "UTC".to_owned());
    if jiff::tz::TimeZone::get(&time_zone).is_err() {
        return Err(ImportError::Edition(format!(
            "\"{time_zone}\" is no time zone; use a name like Europe/Berlin"
        )));
    }
    let locale = locale(site, &code);
    let name = Some(site.title.trim()).filter(|title| !title.is_empty());
    let new = Edition {
        name: name.unwrap_or(code.as_str()).to_owned(),
        tagline: site.tagline.clone().unwrap_or_default(),
        direction: Direction::of(&locale),
        locale,
        time_zone,
        position: i64::try_from(all.len()).unwrap_or(i64::MAX),
        full_text_feeds: false,
        code,
    };
    Ok((new, true))
}

/// The language of the words around the stories, where that of the archive has no messages.
const INSTEAD: &str = "en";

/// An edition in a language without messages is read all the same, with English around its stories, from
/// its first story on.
pub(super) async fn let_speak(tx: &mut Tx, new: &Edition) -> DbResult<()> {
    let speaks = Catalogue::embedded().is_ok_and(|all| all.voice(new, None).is_ok());
    if speaks {
        return Ok(());
    }
    edition::choose_messages(tx, &new.code, INSTEAD).await
}

fn code(site: &Site, options: &Options) -> Result<EditionCode, ImportError> {
    if let Some(code) = &options.edition {
        return EditionCode::parse(code.as_str()).ok_or_else(|| {
            ImportError::Edition(format!(
                "\"{code}\" cannot name an edition; use 2 to 12 lower-case letters, digits and hyphens"
            ))
        });
    }
    let language = language(site).unwrap_or_default();
    let primary = language.split('-').next().unwrap_or_default();
    Ok(EditionCode::parse(primary).unwrap_or_else(|| EditionCode("en".to_owned())))
}

/// The site's language, lower case, if it can be one.
fn language(site: &Site) -> Option<String> {
    let language = site
        .language
        .as_deref()?
        .trim()
        .replace('_', "-")
        .to_lowercase();
    let is_tag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let primary = language.split('-').next()?;
    let is_good = (2..=3).contains(&primary.len()) && language.split('-').all(is_tag);
    is_good.then_some(language)
}

/// The site's language in its usual writing ("en-US", "zh-Hans") if it is the edition's, else the code.
fn locale(site: &Site, code: &EditionCode) -> String {
    let Some(language) = language(site) else {
        return code.as_str().to_owned();
    };
    let mut parts = language.split('-');
    let primary = parts.next().unwrap_or_default();
    if Some(primary) != code.as_str().split('-').next() {
        return code.as_str().to_owned();
    }
    parts.fold(primary.to_owned(), |locale, part| match part.len() {
        2 => format!("{locale}-{}", part.to_uppercase()),
        4 => {
            let (first, rest) = part.split_at(1);
            format!("{locale}-{}{rest}", first.to_uppercase())
        }
        _ => format!("{locale}-{part}"),
    })
}

/// The section stories without one go to; made if it does not exist.
pub(super) async fn default_section(tx: &mut Tx, edition: &Edition) -> DbResult<SectionId> {
    let taken = [DEFAULT_SECTION.to_owned()];
    let known = import::list_slugs(tx, import::Filing::Section, &edition.code, &taken).await?;
    if let Some((_, id, _)) = known.first() {
        return Ok(SectionId(*id));
    }
    let section = Section {
        id: SectionId(id::derived(&[
            "section",
            edition.code.as_str(),
            DEFAULT_SECTION,
        ])),
        slug: DEFAULT_SECTION.to_owned(),
        name: general(&edition.locale).to_owned(),
        description: String::new(),
        media_topic: None,
        position: import::count_sections(tx, &edition.code).await?,
        in_navigation: true,
    };
    import::put_sections(tx, &edition.code, std::slice::from_ref(&section)).await?;
    Ok(section.id)
}

/// "General" in the language of the edition.
fn general(locale: &str) -> &'static str {
    match locale.split('-').next().unwrap_or_default() {
        "ar" => "عام",
        "de" => "Allgemein",
        "fa" => "عمومی",
        "fr" => "Général",
        "he" => "כללי",
        "hi" => "सामान्य",
        "it" => "Generale",
        "ja" => "総合",
        "ko" => "종합",
        "nl" => "Algemeen",
        "pl" => "Ogólne",
        "pt" => "Geral",
        "ru" => "Общее",
        "tr" => "Genel",
        "uk" => "Загальне",
        "zh" => "综合",
        _ => "General",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_named_after_the_language_of_the_site() {
        for (language, given, expected_code, expected_locale) in [
            (Some("en-us"), None, "en", "en-US"),
            (Some("zh_hans_cn"), None, "zh", "zh-Hans-CN"),
            (Some("ar"), None, "ar", "ar"),
            (Some("../x"), None, "en", "en"),
            (None, None, "en", "en"),
            (Some("de-DE"), Some("ru"), "ru", "ru"),
        ] {
            let site = Site {
                language: language.map(str::to_owned),
                ..Site::default()
            };
            let edition = given.and_then(EditionCode::parse);
            let options = Options {
                edition,
                ..Options::default()
            };

            let code = code(&site, &options).unwrap();

            assert_eq!(code.as_str(), expected_code);
            assert_eq!(locale(&site, &code), expected_locale);
        }
    }
}
