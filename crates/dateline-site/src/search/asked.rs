//! What a reader asks: the query of the address, read strictly and with limits.

use dateline_core::edition::Edition;
use dateline_core::story::StoryFormat;
use dateline_search::{Filters, MAX_HITS, Order};
use jiff::civil::Date;

/// Hits on a page.
pub const PAGE: usize = 20;
/// Longest slug that is looked at, in bytes.
const MAX_SLUG: usize = 200;

/// A question as it stands in an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What was typed; control characters are spaces.
    pub text: String,
    /// Slug of the section.
    pub section: Option<String>,
    /// Slug of a tag.
    pub topic: Option<String>,
    /// Slug of an author.
    pub by: Option<String>,
    /// The format.
    pub format: Option<StoryFormat>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Newest first, instead of what fits best.
    pub is_newest_first: bool,
    /// Page, from 1.
    pub page: usize,
}

impl Asked {
    /// Reads a query. What makes no sense is as if it were not there.
    pub fn read(query: &str) -> Self {
        let mut asked = Self {
            page: 1,
            ..Self::default()
        };
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            let slug = || {
                let good = !value.is_empty() && value.len() <= MAX_SLUG;
                good.then(|| value.to_owned())
            };
            match &*name {
                "q" => asked.text = clean(value),
                "section" => asked.section = slug(),
                "topic" => asked.topic = slug(),
                "by" => asked.by = slug(),
                "format" => asked.format = StoryFormat::parse(value),
                "from" => asked.from = value.parse().ok(),
                "to" => asked.to = value.parse().ok(),
                "sort" => asked.is_newest_first = value == "newest",
                "page" => asked.page = value.parse().map_or(1, |n: usize| n.clamp(1, Self::last())),
                _ => {}
            }
        }
        asked
    }

    /// The last page that can be asked for.
    pub fn last() -> usize {
        MAX_HITS / PAGE
    }

    /// Whether hits are asked to be anything but words.
    pub fn has_filters(&self) -> bool {
        let slugs = [&self.section, &self.topic, &self.by];
        slugs.iter().any(|slug| slug.is_some())
            || self.format.is_some()
            || self.from.is_some()
            || self.to.is_some()
    }

    /// What hits must be; days are days in the edition's zone.
    pub fn filters(&self, edition: &Edition) -> Filters {
        let moment = |day: Date| {
            let zoned = day.to_zoned(edition.zone()).ok();
            zoned.map(|zoned| zoned.timestamp().as_second())
        };
        let until = self.to.map(|day| day.tomorrow().unwrap_or(day));
        Filters {
            section: self.section.clone(),
            topic: self.topic.clone(),
            contributor: self.by.clone(),
            format: self.format.map(|format| format.as_str().to_owned()),
            from: self.from.and_then(moment),
            until: until.and_then(moment),
        }
    }

    /// In which order hits come.
    pub fn order(&self) -> Order {
        if self.is_newest_first {
            Order::Newest
        } else {
            Order::Relevance
        }
    }

    /// The address that asks this, in one spelling.
    pub fn address(&self, code: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &self.text);
        let words = [
            ("section", self.section.clone()),
            ("topic", self.topic.clone()),
            ("by", self.by.clone()),
            ("format", self.format.map(|f| f.as_str().to_owned())),
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
            ("sort", self.is_newest_first.then(|| "newest".to_owned())),
            ("page", (self.page > 1).then(|| self.page.to_string())),
        ];
        for (name, value) in words {
            if let Some(value) = value {
                query.append_pair(name, &value);
            }
        }
        format!("/{code}/search?{}", query.finish())
    }

    /// The same with a change, from the first page.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = self.clone();
        other.page = 1;
        change(&mut other);
        other
    }
}

/// Words on one line, without what turns or hides text.
fn clean(text: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let text: String = text
        .chars()
        .map(|c| if is_hidden(c) { ' ' } else { c })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_alike() {
        let query = "q=iron+bridge&section=city&topic=ice&by=ines&format=opinion&from=2026-01-02&to=2026-02-03&sort=newest&page=3";

        let asked = Asked::read(query);

        assert_eq!(asked.address("en"), format!("/en/search?{query}"));
        assert_eq!(
            Asked::read("q=мост").address("ru"),
            "/ru/search?q=%D0%BC%D0%BE%D1%81%D1%82"
        );
    }

    #[test]
    fn what_makes_no_sense_is_as_if_it_were_not_there() {
        let asked = Asked::read(
            "q=%00a%1b%e2%80%ae%ff+b&page=99999&format=x&from=2026-02-30&to=&x=1&section=",
        );

        assert_eq!(asked.text, "a \u{fffd} b");
        assert_eq!(asked.page, Asked::last());
        assert!(!asked.has_filters());
        assert_eq!(Asked::read("page=-1").page, 1);
    }
}
