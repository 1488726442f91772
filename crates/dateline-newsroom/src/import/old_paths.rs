//! Old addresses: every one leads to where its page is now.

use super::address::OldSite;
use super::prepare::is_for_readers;
use super::run::Run;
use super::{ImportError, Source, ids};
use dateline_core::id::StoryId;
use dateline_db::Tx;
use dateline_db::queries::import::{self, Filing};
use dateline_db::queries::old_path;
use dateline_formats::archive::Story;
use std::collections::HashSet;

/// Deepest category a path is made for.
const MAX_PARENTS: usize = 8;

/// Lets the old addresses of stories readers can open lead to them, in one transaction with what
/// else the batch holds.
pub(super) async fn put(
    run: &mut Run<'_>,
    tx: &mut Tx,
    stories: &[Story],
) -> Result<(), ImportError> {
    let mut rows: Vec<(String, StoryId)> = Vec::new();
    let mut given = HashSet::new();
    for story in stories.iter().filter(|s| is_for_readers(s.status)) {
        let id = ids::story(&run.key, &story.origin);
        if let Some(url) = &story.url {
            run.old.learn(url);
        }
        for path in of_story(story) {
            if given.insert(path.clone()) {
                rows.push((path, id));
            }
        }
    }
    old_path::put_stories(tx, &rows).await?;
    Ok(())
}

/// Old paths of a story, the one it had first.
pub(super) fn of_story(story: &Story) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    let all = story.url.iter().chain(&story.old_paths);
    for path in all.filter_map(|path| OldSite::own_path(path)) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

/// Adds where lists of a section, tag or contributor stood on the old site.
pub(super) fn of_term(
    run: &Run<'_>,
    what: Filing,
    key: &str,
    slug: &str,
    old: &mut Vec<(String, String, bool)>,
) {
    let is_wordpress = matches!(*run.source, Source::WordPress(_));
    let (folder, ours) = match what {
        Filing::Section if is_wordpress => ("category", ""),
        Filing::Section => ("tag", ""),
        Filing::Tag => ("tag", "/topics"),
        Filing::Contributor => ("author", "/people"),
    };
    let target = format!("/{}{ours}/{slug}", run.edition.code);
    let base = run.base_path();
    let mut add = |path: String| {
        if let Some(path) = run.old.path(&path) {
            old.push((path, target.clone(), true));
        }
    };
    add(format!("{base}/{folder}/{key}"));
    if what != Filing::Section || !is_wordpress {
        return;
    }
    let (mut path, mut at) = (key.to_owned(), key);
    for _ in 0..MAX_PARENTS {
        let Some(parent) = run.parents.get(at).filter(|parent| *parent != at) else {
            break;
        };
        path = format!("{parent}/{path}");
        add(format!("{base}/{folder}/{path}"));
        at = parent;
    }
}

/// Lets the feed of the old site lead to ours.
pub(super) async fn put_feeds(run: &Run<'_>, tx: &mut Tx) -> Result<(), ImportError> {
    let target = format!("/{}/feed.rss", run.edition.code);
    let base = run.base_path();
    let rows: Vec<_> = ["feed", "rss", "feed/rss2"]
        .iter()
        .filter_map(|name| run.old.path(&format!("{base}/{name}")))
        .map(|path| (path, target.clone(), true))
        .collect();
    import::put_targets(tx, &rows).await?;
    Ok(())
}
