//! Sample views of one edition, made of the sample newspaper as handlers make them of pressed rows.

use super::body::{body, notice_mark, rich};
use super::paper::{CommentFile, Library, StoryFile};
use super::{notice_id, picture_id, sample_now, story_id};
use crate::view::{
    BodySlots, CardView, CommentThread, DiscussionView, EditionView, Link, Moment, NoticeView,
    OriginalView, PersonView, PictureSource, PictureView, StoryPage, TranslationView, credentials,
    distinct_alt, focus_class, language_name,
};
use dateline_core::body::html;
use dateline_core::credentials::{ActionTaken, AiUse, ContentCredentials, CredentialsState};
use dateline_core::edition::Direction;
use dateline_core::id::{NoticeId, PictureId, StoryId};
use dateline_core::story::StoryFormat;
use dateline_infra::picture::hint;
use dateline_web::i18n::{Locale, pseudo};
use std::collections::HashMap;
use std::sync::Arc;

/// One edition of the sample newspaper.
pub(super) struct House<'a> {
    pub library: &'a Library,
    pub edition: EditionView,
    pub stories: &'a [StoryFile],
    pub locale: Arc<Locale>,
    pub pictures: HashMap<PictureId, PictureView>,
    pub cards: HashMap<StoryId, CardView>,
}

impl<'a> House<'a> {
    pub fn new(library: &'a Library, at: usize, locale: Arc<Locale>) -> Option<Self> {
        let file = library.paper.editions.get(at)?;
        let edition = EditionView {
            code: file.code.clone(),
            name: file.name.clone(),
            tagline: file.tagline.clone(),
            locale: file.locale.clone(),
            direction: if locale.language() == pseudo::MIRRORED {
                "rtl"
            } else {
                Direction::of(&file.locale).as_str()
            },
            numerals: locale.numerals(),
            url: format!("/{}/", file.code),
        };
        let stories = library
            .stories
            .get(&file.code)
            .map_or(&[][..], Vec::as_slice);
        let mut house = Self {
            library,
            edition,
            stories,
            locale,
            pictures: HashMap::new(),
            cards: HashMap::new(),
        };
        for key in house.picture_keys() {
            house.pictures.insert(picture_id(&key), house.picture(&key));
        }
        for story in stories {
            house.cards.insert(
                story_id(&house.edition.code, &story.slug),
                house.card(story),
            );
        }
        Some(house)
    }

    fn picture_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self
            .library
            .paper
            .staff
            .iter()
            .map(|s| s.picture.clone())
            .collect();
        for story in self.stories {
            keys.extend(story.lead_picture.clone());
            for part in &story.body {
                keys.extend(
                    part.get("picture")
                        .and_then(|p| p.as_str())
                        .map(str::to_owned),
                );
                let gallery = part
                    .get("gallery")
                    .and_then(|g| g.as_array())
                    .into_iter()
                    .flatten();
                keys.extend(gallery.filter_map(|p| p.as_str()).map(str::to_owned));
            }
        }
        keys
    }

    /// A picture as renditions are addressed.
    pub fn picture(&self, key: &str) -> PictureView {
        let facts = self.library.pictures.get(key).cloned().unwrap_or_default();
        let set = |kind: &str| {
            [480, 960, 1600]
                .map(|w| format!("/-/pictures/{key}-{w}.{kind} {w}w"))
                .join(", ")
        };
        let caption = facts.captions.get(&self.edition.code);
        let alt = facts.alts.get(&self.edition.code).map(String::as_str);
        PictureView {
            id: None,
            src: format!("/-/pictures/{key}-960.jpg"),
            srcset: Some(set("jpg")),
            hint: hint("1dd70915824d3c89af68988a95888656c240021d15").map(|h| h.to_string()),
            sources: vec![PictureSource {
                media: None,
                media_type: "image/webp",
                srcset: set("webp"),
            }],
            width: facts.width.unwrap_or(1600),
            height: facts.height.unwrap_or(1067),
            alt: distinct_alt(alt, caption.map(String::as_str)),
            caption_html: caption.map(|c| escaped(c)),
            credit_line: facts.credit_lines.get(&self.edition.code).cloned(),
            labels: if key == "ferry" {
                vec!["handout"]
            } else {
                Vec::new()
            },
            focus: focus_class(facts.focal_point.unwrap_or((0.5, 0.5))),
            credentials_html: credentials::details(&proof(key), &self.locale),
        }
    }

    pub fn url(&self, story: &StoryFile) -> String {
        let day = self.locale.day(moment(story.minutes_ago).0);
        dateline_core::story::path(&self.edition.code, &story.section, day, &story.slug)
    }

    pub fn section(&self, slug: &str) -> Link {
        let named = self.library.paper.sections.iter().find(|s| s.slug == slug);
        let name = named
            .and_then(|s| s.names.get(&self.edition.code))
            .cloned()
            .unwrap_or_default();
        Link::new(name, format!("/{}/{slug}", self.edition.code))
    }

    pub fn person(&self, slug: &str) -> PersonView {
        let Some(file) = self.library.paper.staff.iter().find(|s| s.slug == slug) else {
            return PersonView::default();
        };
        let of = |words: &super::paper::ByEdition| words.get(&self.edition.code).cloned();
        PersonView {
            name: of(&file.names).unwrap_or_default(),
            url: Some(format!("/{}/people/{slug}", self.edition.code)),
            role: of(&file.roles),
            picture: self.pictures.get(&picture_id(&file.picture)).cloned(),
        }
    }

    pub fn card(&self, story: &StoryFile) -> CardView {
        let byline: Vec<PersonView> = story.byline.iter().map(|slug| self.person(slug)).collect();
        let format = format_word(&story.format);
        CardView {
            url: self.url(story),
            kicker: story.kicker.clone(),
            headline: story.headline.clone(),
            trail_text: story
                .trail_text
                .clone()
                .or_else(|| Some(rich(&story.standfirst).plain())),
            format,
            section: Some(self.section(&story.section)),
            picture: story
                .lead_picture
                .as_ref()
                .and_then(|k| self.pictures.get(&picture_id(k)).cloned()),
            published: Some(moment(story.minutes_ago)),
            portrait: byline
                .first()
                .filter(|_| format == "opinion")
                .and_then(|p| p.picture.clone()),
            byline: byline.into_iter().map(|p| p.name).collect(),
            comment_count: Some(count(&story.comments)).filter(|n| *n > 0),
            is_withdrawn: story.notices.iter().any(|n| n.kind == "retraction"),
        }
    }

    /// Cards of stories that pass, newest first.
    pub fn cards_of(&self, pass: impl Fn(&StoryFile) -> bool) -> Vec<CardView> {
        self.stories
            .iter()
            .filter(|s| pass(s))
            .map(|s| self.card(s))
            .collect()
    }

    /// Everything of a story page but its frame.
    pub fn story(&self, story: &StoryFile) -> StoryPage {
        let notices = self.notices(story);
        let mut body = body(&self.edition.code, &story.body);
        if let Some(id) = notices.keys().next() {
            body.elements
                .insert(body.elements.len().min(2), notice_mark(*id));
        }
        let paths = HashMap::new();
        let slots = BodySlots {
            locale: &self.locale,
            pictures: &self.pictures,
            cards: &self.cards,
            paths: &paths,
            notices: &notices,
        };
        let related = self
            .cards_of(|s| s.slug != story.slug && s.tags.iter().any(|t| story.tags.contains(t)));
        StoryPage {
            id: story_id(&self.edition.code, &story.slug).to_string(),
            report_url: format!("/{}/report?story=1", self.edition.code),
            format: format_word(&story.format),
            section: self.section(&story.section),
            kicker: story.kicker.clone(),
            headline: story.headline.clone(),
            standfirst_html: Some(html::render_text(&rich(&story.standfirst), &slots)),
            byline: story.byline.iter().map(|slug| self.person(slug)).collect(),
            place: story.place.clone(),
            published: moment(story.minutes_ago),
            updated: story.updated_minutes_ago.map(moment),
            lead: story.lead_picture.as_ref().map(|k| self.picture(k)),
            body_html: html::render(&body, &slots),
            notices: notices.into_values().collect(),
            tags: self.tags(story),
            translations: self.translations(story),
            original: self.original(story),
            related: related.into_iter().take(4).collect(),
            next: self
                .stories
                .iter()
                .find(|s| s.minutes_ago > story.minutes_ago)
                .map(|s| self.card(s)),
            discussion: Some(DiscussionView::new(
                "open",
                threads(&story.comments, story.minutes_ago, "c"),
            ))
            .filter(|d| d.count > 0),
            word_count: body.word_count(),
            ..StoryPage::default()
        }
    }

    fn notices(&self, story: &StoryFile) -> HashMap<NoticeId, NoticeView> {
        let view = |(at, notice): (usize, &super::paper::NoticeFile)| {
            let id = notice_id(&self.edition.code, &story.slug, at);
            let kind = ["correction", "clarification", "editors_note", "retraction"]
                .into_iter()
                .find(|k| *k == notice.kind)?;
            Some((
                id,
                NoticeView {
                    id: id.to_string(),
                    kind,
                    at: moment(notice.minutes_ago),
                    html: escaped(&rich(&notice.text).plain()),
                },
            ))
        };
        story.notices.iter().enumerate().filter_map(view).collect()
    }

    fn tags(&self, story: &StoryFile) -> Vec<Link> {
        let named = |slug: &String| {
            let tag = self.library.paper.tags.iter().find(|t| t.slug == *slug)?;
            Some(Link::new(
                tag.names.get(&self.edition.code)?.clone(),
                format!("/{}/topics/{slug}", self.edition.code),
            ))
        };
        story.tags.iter().filter_map(named).collect()
    }

    fn translations(&self, story: &StoryFile) -> Vec<TranslationView> {
        let Some(family) = &story.family else {
            return Vec::new();
        };
        let others = self
            .library
            .paper
            .editions
            .iter()
            .filter(|e| e.code != self.edition.code);
        let translated = |edition: &super::paper::EditionFile| {
            let other = self
                .library
                .stories
                .get(&edition.code)?
                .iter()
                .find(|s| s.family.as_ref() == Some(family))?;
            let day = self.locale.day(moment(other.minutes_ago).0);
            Some(TranslationView {
                language: language_name(&edition.locale).to_owned(),
                locale: edition.locale.clone(),
                direction: Direction::of(&edition.locale).as_str(),
                headline: other.headline.clone(),
                url: dateline_core::story::path(&edition.code, &other.section, day, &other.slug),
            })
        };
        others.filter_map(translated).collect()
    }
}

/// A note on the original, as readers of some translation see it.
impl House<'_> {
    fn original(&self, story: &StoryFile) -> Option<OriginalView> {
        let original = self.translations(story).into_iter().next()?;
        let is_behind = story.follows.is_some();
        is_behind.then(|| OriginalView {
            kind: "correction",
            at: moment(story.minutes_ago / 2),
            locale: original.locale,
            direction: original.direction,
            headline: original.headline,
            url: format!("{}#notice-1", original.url),
        })
    }
}

/// A moment so many minutes before the samples' now.
pub(super) fn moment(minutes_ago: i64) -> Moment {
    let now = sample_now();
    Moment(jiff::Timestamp::from_second(now.as_second() - minutes_ago * 60).unwrap_or(now))
}

fn format_word(word: &str) -> &'static str {
    StoryFormat::parse(word).unwrap_or_default().as_str()
}

/// What the picture of the ferry proves of itself; the others prove nothing.
fn proof(key: &str) -> ContentCredentials {
    if key != "ferry" {
        return ContentCredentials::none();
    }
    let action = |name: &str| ActionTaken {
        action: name.to_owned(),
        ..ActionTaken::default()
    };
    ContentCredentials {
        state: CredentialsState::Trusted,
        organisation: Some("Harbour Authority".to_owned()),
        signed_at: Some("2026-03-02T07:15:00Z".to_owned()),
        tool: Some("Camera 2.1".to_owned()),
        ai: AiUse::Part,
        actions: ["c2pa.created", "c2pa.color_adjustments", "c2pa.cropped"]
            .map(action)
            .into(),
        ..ContentCredentials::default()
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    html::escape(text, &mut out);
    out
}

fn count(comments: &[CommentFile]) -> u32 {
    comments.iter().map(|c| 1 + count(&c.replies)).sum()
}

fn threads(comments: &[CommentFile], published: i64, prefix: &str) -> Vec<CommentThread> {
    let thread = |(at, comment): (usize, &CommentFile)| {
        let id = format!("{prefix}{at}");
        CommentThread {
            name: comment.name.clone(),
            at: moment(published - comment.minutes_after),
            html: format!("<p>{}</p>", escaped(&comment.text)),
            replies: threads(&comment.replies, published, &format!("{id}-")),
            id,
        }
    };
    comments.iter().enumerate().map(thread).collect()
}
