//! Writing pressed rows: whole, with everything that leads to them.

use crate::queries::publication;
use crate::{Arg, DbError, DbResult, Tx, args, dialect};
use dateline_core::id::StoryId;
use dateline_core::pressed::PressedStory;
use uuid::Uuid;

/// Makes others who hold the same name wait until the transaction ends: they then see what it did.
pub async fn hold(tx: &mut Tx, name: &str) -> DbResult<()> {
    // On SQLite a transaction that writes is alone anyway.
    if tx.is_postgres() {
        let sql = "select pg_advisory_xact_lock(4419, hashtext($1)) is null";
        let _: Vec<(bool,)> = tx.all(sql, args![name]).await?;
    }
    Ok(())
}

/// Presses stories: each replaces what was there of it.
pub async fn press(tx: &mut Tx, stories: &[PressedStory]) -> DbResult<()> {
    let ids: Vec<StoryId> = stories.iter().map(|s| s.id).collect();
    delete_relations(tx, &ids).await?;
    let (mut rows, mut tags, mut byline, mut links) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    publication::put(tx, stories).await?;
    for s in stories {
        // A story that became a page is found by search no more.
        tx.search_again(s.id.0, s.is_page);
        rows.push(args![
            s.id,
            &s.edition,
            s.card.section.id,
            s.family.map(Uuid::from),
            &s.path,
            s.is_page,
            s.is_sticky,
            s.format.as_str(),
            s.published_at,
            s.updated_at,
            &s.card.headline,
            s.comments.as_str(),
            json(&s.card)?,
            json(&s.document)?
        ]);
        if !s.is_page {
            tags.extend(
                s.document
                    .tags
                    .iter()
                    .map(|t| args![t.id, s.published_at, s.id]),
            );
            byline.extend(
                s.document
                    .byline
                    .iter()
                    .map(|c| args![c.id, s.published_at, s.id]),
            );
        }
        links.extend(
            s.document
                .content
                .body
                .stories()
                .into_iter()
                .map(|target| args![target, s.id]),
        );
    }
    tx.insert_many(
        "insert into pressed_story (id, edition, section_id, family, path, is_page, is_sticky, format, published_at, updated_at,
           headline, comments, card, document)",
        "on conflict (id) do update set section_id = excluded.section_id, family = excluded.family, path = excluded.path,
           is_page = excluded.is_page, is_sticky = excluded.is_sticky, format = excluded.format,
           published_at = excluded.published_at, updated_at = excluded.updated_at, headline = excluded.headline,
           comments = excluded.comments, card = excluded.card, document = excluded.document",
        rows,
    )
    .await?;
    tx.insert_many(
        "insert into pressed_tag (tag_id, published_at, story_id)",
        "on conflict do nothing",
        tags,
    )
    .await?;
    tx.insert_many(
        "insert into pressed_byline (contributor_id, published_at, story_id)",
        "on conflict do nothing",
        byline,
    )
    .await?;
    tx.insert_many(
        "insert into pressed_link (target_id, story_id)",
        "on conflict do nothing",
        links,
    )
    .await?;
    Ok(())
}

/// Takes stories off the site.
pub async fn withdraw(tx: &mut Tx, ids: &[StoryId]) -> DbResult<()> {
    delete_relations(tx, ids).await?;
    for id in ids {
        tx.search_again(id.0, true);
        tx.execute("delete from pressed_story where id = $1", args![*id])
            .await?;
        publication::delete(tx, *id).await?;
    }
    Ok(())
}

async fn delete_relations(tx: &mut Tx, ids: &[StoryId]) -> DbResult<()> {
    for ids in ids.chunks(128) {
        let ids = dialect::padded(ids.to_vec());
        let list = dialect::placeholders(1, ids.len());
        for head in [
            "delete from pressed_tag",
            "delete from pressed_byline",
            "delete from pressed_link",
        ] {
            let values = ids.iter().copied().map(Arg::from).collect();
            tx.execute_built(format!("{head} where story_id in ({list})"), values)
                .await?;
        }
    }
    Ok(())
}

fn json(document: &impl serde::Serialize) -> DbResult<String> {
    serde_json::to_string(document).map_err(|e| DbError::Corrupt {
        what: "pressed_story",
        detail: e.to_string(),
    })
}
