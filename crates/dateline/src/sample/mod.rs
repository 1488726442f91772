//! The sample newspaper, carried by the program: *The Lindmar Courier* in three languages.
//!
//! Its format is described in `sample/README.md`.

mod body;
mod files;
pub mod staff;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use dateline_core::body::{PictureUse, RichText};
use dateline_core::edition::{Edition, EditionCode};
use dateline_core::front::{Backfill, Card, Front};
use dateline_core::id::{
    self, CommentId, ContributorId, DeskId, NoticeId, PictureId, RevisionId, SectionId, StoryId,
    TagId,
};
use dateline_core::notice::{Notice, NoticeKind};
use dateline_core::picture::{Look, Picture, PictureFacts, UsageRights};
use dateline_core::story::{CommentsPolicy, Story, StoryContent, StoryFormat};
use dateline_core::subject::Subject;
use dateline_core::tag::{Section, Tag, TagKind};
use dateline_core::translation::follow;
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::picture::NewPicture;
use dateline_db::queries::story::NewStory;
use dateline_db::queries::{
    comment, edition, filing, front, people, picture, story as stories, translation,
};
use dateline_db::{Tx, micros};
use dateline_formats::html;
use dateline_infra::blob::Blobs;
use dateline_newsroom::press::{self, Sheet};
use dateline_web::house::House;
use files::{CommentFile, Paper, PictureFile, StoryFile};
use jiff::{Timestamp, ToSpan};
use std::collections::HashMap;
use uuid::Uuid;

/// Ids are the same in every sample, so that examples in the documentation hold.
fn sample_id(kind: &str, name: &str) -> Uuid {
    id::derived(&["sample", kind, name])
}

fn edition_id(kind: &str, edition: &str, slug: &str) -> Uuid {
    sample_id(kind, &format!("{edition}/{slug}"))
}

/// Fills an empty house.
pub async fn fill(house: &House, blobs: &Blobs) -> Result<()> {
    let paper: Paper = files::json("paper.json")?;
    let pictures: Vec<PictureFile> = files::json("pictures/pictures.json")?;
    let stored = store_pictures(blobs, &pictures).await?;
    let mut tx = house.db().begin().await?;
    if !edition::list(&mut tx).await?.is_empty() {
        bail!("this house has editions already; the sample newspaper needs an empty folder");
    }
    put_paper(&mut tx, &paper, &pictures, &stored, house.now()).await?;
    let filed: Vec<(String, StoryFile)> = files::stories(&paper)?;
    let loader = Loader {
        now: house.now(),
        originals: originals(&filed),
    };
    for (edition, file) in &filed {
        loader
            .put_story(&mut tx, edition, file)
            .await
            .with_context(|| format!("sample/{edition}/{}.json", file.slug))?;
    }
    for (edition, file) in &filed {
        loader.follow(&mut tx, edition, file).await?;
    }
    for one in &paper.editions {
        press_front(&mut tx, &one.code, &paper, &filed, house.now()).await?;
    }
    tx.changed(Subject::Everything.key());
    house.commit(tx).await?;
    Ok(())
}

/// The story each family begins with: the English one.
fn originals(filed: &[(String, StoryFile)]) -> HashMap<String, StoryId> {
    let english = filed.iter().filter(|(edition, _)| edition == "en");
    english
        .filter_map(|(edition, file)| {
            Some((
                file.family.clone()?,
                StoryId(edition_id("story", edition, &file.slug)),
            ))
        })
        .collect()
}

async fn store_pictures(
    blobs: &Blobs,
    pictures: &[PictureFile],
) -> Result<HashMap<String, (String, i64)>> {
    let mut stored = HashMap::new();
    for one in pictures {
        let bytes = files::bytes(&format!("pictures/{}", one.file))?;
        let length = i64::try_from(bytes.len())?;
        let hash = blobs.put(Bytes::from(bytes)).await?;
        stored.insert(one.key.clone(), (hash.to_string(), length));
    }
    Ok(stored)
}

async fn put_paper(
    tx: &mut Tx,
    paper: &Paper,
    pictures: &[PictureFile],
    stored: &HashMap<String, (String, i64)>,
    now: Timestamp,
) -> Result<()> {
    put_pictures(tx, pictures, stored, now).await?;
    for (one, position) in paper.editions.iter().zip(0..) {
        let code = EditionCode::parse(&one.code).context("bad edition code")?;
        let made = Edition {
            code: code.clone(),
            name: one.name.clone(),
            tagline: one.tagline.clone(),
            locale: one.locale.clone(),
            direction: one.direction,
            time_zone: one.timezone.clone(),
            position,
            full_text_feeds: true,
        };
        edition::put(tx, &made).await?;
        put_filing(tx, paper, &code).await?;
    }
    for desk in &paper.desks {
        let name = desk.names.get("en").cloned().unwrap_or_default();
        filing::put_desk(tx, DeskId(sample_id("desk", &desk.slug)), &desk.slug, &name).await?;
    }
    Ok(())
}

async fn put_filing(tx: &mut Tx, paper: &Paper, code: &EditionCode) -> Result<()> {
    let lang = code.as_str();
    let word = |words: &HashMap<String, String>| words.get(lang).cloned().unwrap_or_default();
    for (section, position) in paper.sections.iter().zip(0..) {
        let made = Section {
            id: SectionId(edition_id("section", lang, &section.slug)),
            slug: section.slug.clone(),
            name: word(&section.names),
            description: word(&section.descriptions),
            media_topic: section.media_topic.clone(),
            position,
            in_navigation: true,
        };
        filing::put_section(tx, code, &made).await?;
    }
    for tag in &paper.tags {
        let made = Tag {
            id: TagId(edition_id("tag", lang, &tag.slug)),
            slug: tag.slug.clone(),
            name: word(&tag.names),
            kind: TagKind::parse(&tag.kind).with_context(|| format!("tag kind {}", tag.kind))?,
            description: word(&tag.descriptions),
            media_topic: None,
            wikidata: None,
        };
        filing::put_tag(tx, code, &made).await?;
    }
    for person in &paper.staff {
        let made = people::Contributor {
            id: ContributorId(edition_id("person", lang, &person.slug)),
            slug: person.slug.clone(),
            name: word(&person.names),
            role: word(&person.roles),
            bio: word(&person.bios),
            url: None,
            picture: person.picture.as_ref().map(|key| picture_id(key)),
        };
        people::put(tx, code, &made, None).await?;
    }
    Ok(())
}

fn picture_id(key: &str) -> PictureId {
    PictureId(sample_id("picture", key))
}

async fn put_pictures(
    tx: &mut Tx,
    pictures: &[PictureFile],
    stored: &HashMap<String, (String, i64)>,
    now: Timestamp,
) -> Result<()> {
    let mut rows = Vec::new();
    for one in pictures {
        let (hash, bytes) = stored
            .get(&one.key)
            .cloned()
            .with_context(|| one.key.clone())?;
        rows.push(NewPicture {
            picture: Picture {
                id: picture_id(&one.key),
                hash: Some(hash),
                media_type: Some("image/jpeg".to_owned()),
                width: one.width,
                height: one.height,
                focal_point: one.focal_point,
                look: Look::default(),
                facts: PictureFacts {
                    caption: one.captions.get("en").cloned(),
                    alt: one.alts.get("en").cloned(),
                    credit_line: one.credit_lines.get("en").cloned(),
                    photographer: Some(one.photographer.clone()),
                    source: one.source.clone(),
                    copyright: Some(one.copyright.clone()),
                    rights: UsageRights::parse(&one.rights),
                    ..PictureFacts::default()
                },
            },
            bytes,
            origin_url: None,
            created_at: micros(now),
        });
    }
    picture::put(tx, &rows).await?;
    for one in pictures {
        for lang in one.captions.keys().filter(|l| *l != "en") {
            picture::put_text(
                tx,
                picture_id(&one.key),
                lang,
                picture::PictureText {
                    caption: one.captions.get(lang).cloned(),
                    alt: one.alts.get(lang).cloned(),
                    credit_line: one.credit_lines.get(lang).cloned(),
                },
            )
            .await?;
        }
    }
    Ok(())
}

/// The body as it was in the first revision.
fn first_body(file: &StoryFile) -> Result<Vec<serde_json::Map<String, serde_json::Value>>> {
    let mut body = file.body.clone();
    for (number, element) in &file.was {
        let place = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let place = place.and_then(|at| body.get_mut(at));
        let place = place.with_context(|| format!("was: there is no element {number}"))?;
        place.clone_from(element);
    }
    Ok(body)
}

struct Loader {
    now: Timestamp,
    originals: HashMap<String, StoryId>,
}

impl Loader {
    fn ago(&self, minutes: i64) -> Timestamp {
        self.now.checked_sub(minutes.minutes()).unwrap_or(self.now)
    }

    async fn put_story(&self, tx: &mut Tx, edition: &str, file: &StoryFile) -> Result<()> {
        let story = self.story(edition, file)?;
        let id = story.id;
        let published = self.ago(file.minutes_ago);
        let new = NewStory {
            story: story.clone(),
            is_sticky: false,
            desk: None,
            old_url: None,
            author: "sample".to_owned(),
            note: String::new(),
            now: published,
        };
        stories::put(tx, &[new]).await?;
        let story = self.revise(tx, edition, file, story).await?;
        for (notice, number) in file.notices.iter().zip(0..) {
            let made = Notice {
                id: NoticeId(sample_id("notice", &format!("{id}/{number}"))),
                kind: NoticeKind::parse(&notice.kind)
                    .with_context(|| format!("notice kind {}", notice.kind))?,
                text: html::inline(&notice.text),
                at: self.ago(notice.minutes_ago),
            };
            stories::insert_notice(tx, id, &made, "sample").await?;
        }
        let updated_at = file.updated_minutes_ago.map_or(published, |m| self.ago(m));
        press::press(
            tx,
            Sheet {
                story,
                is_sticky: false,
                updated_at,
                path: None,
            },
        )
        .await?;
        self.put_comments(tx, id, published, &file.comments).await
    }

    /// A story that had a first revision with other words gets the words it has now as a second one.
    async fn revise(
        &self,
        tx: &mut Tx,
        edition: &str,
        file: &StoryFile,
        mut story: Story,
    ) -> Result<Story> {
        if file.was.is_empty() {
            return Ok(story);
        }
        story.content.body = body::read(edition, &file.body)?;
        story.revision = RevisionId(edition_id("revision", edition, &format!("{}/2", file.slug)));
        story.revision_number = 2;
        let at = file.updated_minutes_ago.unwrap_or(file.minutes_ago);
        stories::insert_revision(tx, &story, "sample", "", self.ago(at)).await?;
        Ok(story)
    }

    /// Writes down what a translation follows; the stories of its family are there.
    async fn follow(&self, tx: &mut Tx, edition: &str, file: &StoryFile) -> Result<()> {
        let id = StoryId(edition_id("story", edition, &file.slug));
        let original = file.family.as_ref().and_then(|f| self.originals.get(f));
        let Some(source) = original.copied().filter(|source| *source != id) else {
            return Ok(());
        };
        let newest = stories::get(tx, source).await?.revision_number;
        let revision = file.follows.unwrap_or(newest);
        let content = stories::get_content(tx, source, revision).await?;
        let own = stories::get(tx, id).await?.content;
        let record = translation::Record {
            source,
            revision,
            at: match file.follows {
                Some(_) => self.ago(file.minutes_ago),
                None => self.now,
            },
            by: "sample".to_owned(),
            parts: follow(&content, &own),
        };
        translation::put(tx, id, &record).await?;
        Ok(())
    }

    fn story(&self, edition: &str, file: &StoryFile) -> Result<Story> {
        let text = |t: &Option<String>| t.clone().filter(|t| !t.trim().is_empty());
        let lead = file.lead_picture.as_ref().map(|key| PictureUse {
            picture: picture_id(key),
            caption: None,
            alt: None,
        });
        Ok(Story {
            id: StoryId(edition_id("story", edition, &file.slug)),
            edition: EditionCode(edition.to_owned()),
            family: file
                .family
                .as_ref()
                .and_then(|f| self.originals.get(f))
                .copied(),
            format: StoryFormat::parse(&file.format)
                .with_context(|| format!("format {}", file.format))?,
            is_page: false,
            slug: dateline_core::slug::make(&file.slug).context("slug")?,
            section: SectionId(edition_id("section", edition, &file.section)),
            state: WorkflowState::Published,
            embargo_until: None,
            publish_at: None,
            unpublish_at: None,
            first_published_at: Some(self.ago(file.minutes_ago)),
            revision: RevisionId(edition_id("revision", edition, &file.slug)),
            revision_number: 1,
            comments: file
                .comments_policy
                .as_deref()
                .map_or(CommentsPolicy::Closed, CommentsPolicy::parse),
            tags: file
                .tags
                .iter()
                .map(|t| TagId(edition_id("tag", edition, t)))
                .collect(),
            byline: file
                .byline
                .iter()
                .map(|b| ContributorId(edition_id("person", edition, b)))
                .collect(),
            content: StoryContent {
                headline: file.headline.clone(),
                standfirst: text(&file.standfirst)
                    .map(|s| html::inline(&s))
                    .filter(|s: &RichText| !s.is_blank()),
                kicker: text(&file.kicker),
                trail_text: text(&file.trail_text),
                place: text(&file.place),
                description: None,
                canonical_url: None,
                lead_picture: lead,
                body: body::read(edition, &first_body(file)?)?,
            },
        })
    }

    async fn put_comments(
        &self,
        tx: &mut Tx,
        story: StoryId,
        published: Timestamp,
        files: &[CommentFile],
    ) -> Result<()> {
        let mut rows = Vec::new();
        let mut waiting: Vec<(&CommentFile, Option<CommentId>)> =
            files.iter().map(|c| (c, None)).collect();
        while let Some((file, parent)) = waiting.pop() {
            let id = CommentId(sample_id("comment", &format!("{story}/{}", rows.len())));
            let at = published
                .checked_add(file.minutes_after.minutes())?
                .min(self.now);
            rows.push(comment::NewComment {
                id,
                story,
                parent,
                name: file.name.clone(),
                email: None,
                body: html::comment(&file.text).to_json(),
                state: "approved",
                created_at: micros(at),
            });
            waiting.extend(file.replies.iter().map(|r| (r, Some(id))));
        }
        comment::put(tx, &rows).await?;
        comment::recount(tx, &[story]).await?;
        Ok(())
    }
}

/// The standard front with the bridge at the top.
async fn press_front(
    tx: &mut Tx,
    code: &str,
    paper: &Paper,
    filed: &[(String, StoryFile)],
    now: Timestamp,
) -> Result<()> {
    let sections: Vec<SectionId> = paper
        .sections
        .iter()
        .map(|s| SectionId(edition_id("section", code, &s.slug)))
        .collect();
    let opinion = paper.sections.iter().position(|s| s.slug == "opinion");
    let opinion = opinion.and_then(|at| sections.get(at).copied());
    let mut made = Front::standard(&sections, opinion);
    let lead = filed.iter().find(|(edition, file)| {
        edition == code && file.family.as_deref() == Some("bridge-closure")
    });
    if let (Some((_, file)), Some(first)) = (lead, made.containers.first_mut()) {
        let story = StoryId(edition_id("story", code, &file.slug));
        first.cards.push(Card::Story {
            story,
            kicker: None,
            headline: None,
            trail_text: None,
            picture: None,
        });
        first.backfill = Some(Backfill::Latest);
    }
    front::press(tx, &EditionCode(code.to_owned()), &made, micros(now)).await?;
    Ok(())
}
