//! What can only be done when every story has its place: redirects and menus.

use super::ImportError;
use super::report::kind;
use super::run::{Run, items};
use dateline_core::body::limits::is_web_url;
use dateline_core::id::{self, StoryId};
use dateline_core::slug::encode_path;
use dateline_core::subject::Subject;
use dateline_db::Tx;
use dateline_db::queries::front::{self, MenuEntry};
use dateline_db::queries::{import, old_path};
use dateline_formats::archive::{Menu, MenuTarget, Origin, Redirect};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Redirects written in one transaction.
const TOGETHER: usize = 500;
/// Most redirects followed to where they end.
const MAX_HOPS: usize = 10;
/// Longest name of a menu, in characters.
const MAX_NAME: usize = 100;

/// Keeps the redirects of the archive.
pub(super) async fn redirects(run: &mut Run<'_>) -> Result<(), ImportError> {
    let mut sources: HashMap<String, String> = HashMap::new();
    let mut kept: Vec<Kept> = Vec::new();
    for (redirect, print) in std::mem::take(&mut run.redirects) {
        let Some(from) = run.old.path(&redirect.from) else {
            run.report.find(kind::REDIRECTS, 1);
            let reason = format!("\"{}\" cannot be an address here", redirect.from);
            run.report.skip(kind::REDIRECTS, &redirect.origin, &reason);
            continue;
        };
        if let Some(first) = sources.get(&from) {
            run.repeated(kind::REDIRECTS, &redirect.origin, *first == redirect.to);
            continue;
        }
        run.report.find(kind::REDIRECTS, 1);
        sources.insert(from.clone(), redirect.to.clone());
        kept.push((from, redirect, print));
    }
    let taken = taken(run, &kept).await?;
    sources.retain(|from, _| !taken.contains(from));
    for batch in kept.chunks(TOGETHER) {
        write_redirects(run, batch, &sources).await?;
    }
    Ok(())
}

type Kept = (String, Redirect, String);

/// Addresses that are those of stories, which no redirect takes from them.
async fn taken(run: &Run<'_>, kept: &[Kept]) -> Result<HashSet<String>, ImportError> {
    let mut taken = HashSet::new();
    let mut tx = run.house.db().read().await?;
    for batch in kept.chunks(TOGETHER) {
        let paths: Vec<String> = batch.iter().map(|(from, _, _)| from.clone()).collect();
        let keys: Vec<String> = paths.iter().map(|path| key_of(path)).collect();
        let known = items(&mut tx, &run.key, kind::REDIRECTS, &keys).await?;
        let olds = import::list_old_paths(&mut tx, &paths).await?;
        let stories = olds
            .into_iter()
            .filter(|(path, story, _, _)| story.is_some() && !known.contains_key(&key_of(path)));
        taken.extend(stories.map(|(path, _, _, _)| path));
    }
    tx.close().await?;
    Ok(taken)
}

async fn write_redirects(
    run: &mut Run<'_>,
    batch: &[Kept],
    sources: &HashMap<String, String>,
) -> Result<(), ImportError> {
    let mut tx = run.begin().await?;
    let keys: Vec<String> = batch.iter().map(|(from, _, _)| key_of(from)).collect();
    let known = items(&mut tx, &run.key, kind::REDIRECTS, &keys).await?;
    let ends: Vec<Result<String, &str>> = batch
        .iter()
        .map(|(from, _, _)| end(run, from, sources))
        .collect();
    let asked: Vec<String> = ends
        .iter()
        .flatten()
        .filter_map(|to| run.old.path(to))
        .collect();
    let olds = import::list_old_paths(&mut tx, &asked).await?;
    let olds: HashMap<String, Old> = olds
        .into_iter()
        .map(|(path, story, _, target)| (path, Old { story, target }))
        .collect();
    let mut done = Vec::new();
    for (((from, redirect, print), end), key) in batch.iter().zip(ends).zip(keys) {
        let end = match end {
            Ok(end) => end,
            Err(reason) => {
                run.report.skip(kind::REDIRECTS, &redirect.origin, reason);
                continue;
            }
        };
        run.report.keep(kind::REDIRECTS, 1);
        if known.get(&key).is_none_or(|(_, was)| was != print) {
            put_redirect(run, &mut tx, from, &end, redirect.is_permanent, &olds).await?;
            let target = id::derived(&[&run.key, "redirect", from]);
            done.push((key, target, print.clone()));
        }
    }
    run.is_changed |= !done.is_empty();
    import::put_items(&mut tx, &run.key, kind::REDIRECTS, &done).await?;
    Ok(run.house.commit(tx).await?)
}

struct Old {
    story: Option<Uuid>,
    target: Option<String>,
}

async fn put_redirect(
    run: &Run<'_>,
    tx: &mut Tx,
    from: &str,
    end: &str,
    is_permanent: bool,
    olds: &HashMap<String, Old>,
) -> Result<(), ImportError> {
    let path = run.old.path(end);
    let old = path.as_ref().and_then(|path| olds.get(path));
    if let Some(story) = old.and_then(|old| old.story) {
        old_path::put_stories(tx, &[(from.to_owned(), StoryId(story))]).await?;
        return Ok(());
    }
    let target = match (old.and_then(|old| old.target.clone()), path) {
        (Some(target), _) => target,
        (None, Some(path)) => path,
        (None, None) if is_web_url(end) && !run.old.is_front(end) => end.to_owned(),
        (None, None) => format!("/{}/", run.edition.code),
    };
    old_path::put_target(tx, from, &target, is_permanent).await?;
    Ok(())
}

/// Where a redirect ends after all that follow it; else why there is none.
fn end(
    run: &Run<'_>,
    from: &str,
    sources: &HashMap<String, String>,
) -> Result<String, &'static str> {
    let mut to = sources
        .get(from)
        .ok_or("the address is that of a story, which it leads to already")?;
    for _ in 0..MAX_HOPS {
        match run.old.path(to).and_then(|path| sources.get(&path)) {
            Some(next) => to = next,
            None => return Ok(to.clone()),
        }
    }
    Err("the redirects lead in a circle")
}

/// Addresses are long and keys are short.
fn key_of(from: &str) -> String {
    id::derived(&["redirect", from]).to_string()
}

/// Keeps the menus of the archive.
pub(super) async fn menus(run: &mut Run<'_>) -> Result<(), ImportError> {
    let menus = std::mem::take(&mut run.menus);
    if menus.is_empty() {
        return Ok(());
    }
    let mut tx = run.begin().await?;
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    let mut has_changed = false;
    for menu in menus {
        run.report.find(kind::MENUS, 1);
        run.report.keep(kind::MENUS, 1);
        let name: String = menu.name.trim().chars().take(MAX_NAME).collect();
        let name = if name.is_empty() {
            format!("menu {}", menu.origin.id)
        } else {
            name
        };
        let number = names
            .entry(name.clone())
            .and_modify(|n| *n += 1)
            .or_insert(1);
        let name = if *number > 1 {
            format!("{name} {number}")
        } else {
            name
        };
        if name != menu.name {
            let (from, to) = (
                format!("menu \"{}\"", menu.name),
                format!("menu \"{name}\""),
            );
            run.report.change(kind::MENUS, &menu.origin, &from, &to);
        }
        let entries = entries(run, &mut tx, &menu).await?;
        let text = serde_json::to_string(&entries).unwrap_or_default();
        let print = id::derived(&["menu", &text]).to_string();
        let known = items(&mut tx, &run.key, kind::MENUS, std::slice::from_ref(&name)).await?;
        if known.get(&name).is_some_and(|(_, was)| *was == print) {
            continue;
        }
        has_changed = true;
        front::put_menu(&mut tx, &run.edition.code, &name, &entries).await?;
        let target = id::derived(&[&run.key, "menu", &name]);
        import::put_items(&mut tx, &run.key, kind::MENUS, &[(name, target, print)]).await?;
    }
    if has_changed {
        run.is_changed = true;
        tx.changed(Subject::Edition(run.edition.code.clone()).key());
    }
    Ok(run.house.commit(tx).await?)
}

async fn entries(
    run: &mut Run<'_>,
    tx: &mut Tx,
    menu: &Menu,
) -> Result<Vec<MenuEntry>, ImportError> {
    let found = Targets::load(run, tx, menu).await?;
    let mut entries = Vec::with_capacity(menu.items.len());
    for item in &menu.items {
        let Some((name, href)) = found.find(run, &item.target) else {
            let from = format!("entry \"{}\", which leads to nothing public", item.label);
            run.report
                .change(kind::MENUS, &menu.origin, &from, "nothing");
            continue;
        };
        let named = [item.label.trim(), &name, &href];
        let label = named.into_iter().find(|label| !label.is_empty());
        let label = label.unwrap_or_default().to_owned();
        entries.push(MenuEntry { label, href });
    }
    Ok(entries)
}

/// What the entries of a menu lead to.
struct Targets {
    sections: HashMap<Uuid, (String, String)>,
    tags: HashMap<Uuid, (String, String)>,
    stories: HashMap<Uuid, (String, String)>,
    olds: HashMap<String, String>,
}

impl Targets {
    async fn load(run: &mut Run<'_>, tx: &mut Tx, menu: &Menu) -> Result<Self, ImportError> {
        let (mut sections, mut tags) = (Vec::new(), Vec::new());
        let (mut stories, mut paths) = (Vec::new(), Vec::new());
        for item in &menu.items {
            match &item.target {
                MenuTarget::Section(key) => sections.push(key.clone()),
                MenuTarget::Tag(key) => tags.push(key.clone()),
                MenuTarget::Story(id) => stories.push(story(run, id).0),
                MenuTarget::Url(url) => paths.extend(run.old.path(url)),
            }
        }
        run.terms
            .load(tx, &run.key, kind::SECTIONS, sections.iter())
            .await?;
        run.terms
            .load(tx, &run.key, kind::TAGS, tags.iter())
            .await?;
        let sections: Vec<Uuid> = sections
            .iter()
            .filter_map(|k| run.terms.section(k))
            .map(Uuid::from)
            .collect();
        let tags: Vec<Uuid> = tags
            .iter()
            .filter_map(|k| run.terms.tag(k))
            .map(Uuid::from)
            .collect();
        let by_id = |rows: Vec<(Uuid, String, String)>| {
            rows.into_iter()
                .map(|(id, name, at)| (id, (name, at)))
                .collect()
        };
        let olds = import::list_old_paths(tx, &paths).await?;
        let olds = olds.into_iter().filter_map(|(old, _, path, target)| {
            let target = path.or(target)?;
            let is_ours = target.starts_with('/');
            Some((
                old,
                if is_ours {
                    encode_path(&target)
                } else {
                    target
                },
            ))
        });
        Ok(Self {
            sections: by_id(import::list_names(tx, import::Filing::Section, &sections).await?),
            tags: by_id(import::list_names(tx, import::Filing::Tag, &tags).await?),
            stories: by_id(import::list_headlines(tx, &stories).await?),
            olds: olds.collect(),
        })
    }

    /// Name and address of a target; `None` if the public cannot open it.
    fn find(&self, run: &Run<'_>, target: &MenuTarget) -> Option<(String, String)> {
        let code = run.edition.code.as_str();
        match target {
            MenuTarget::Section(key) => {
                let (name, slug) = self.sections.get(&run.terms.section(key)?.0)?;
                Some((name.clone(), encode_path(&format!("/{code}/{slug}"))))
            }
            MenuTarget::Tag(key) => {
                let (name, slug) = self.tags.get(&run.terms.tag(key)?.0)?;
                Some((name.clone(), encode_path(&format!("/{code}/topics/{slug}"))))
            }
            MenuTarget::Story(id) => {
                let (name, path) = self.stories.get(&story(run, id).0)?;
                Some((name.clone(), encode_path(path)))
            }
            MenuTarget::Url(url) => self.url(run, url).map(|href| (String::new(), href)),
        }
    }

    fn url(&self, run: &Run<'_>, url: &str) -> Option<String> {
        if run.old.is_front(url) {
            return Some(format!("/{}/", run.edition.code));
        }
        match run.old.path(url) {
            Some(path) => Some(
                self.olds
                    .get(&path)
                    .cloned()
                    .unwrap_or_else(|| encode_path(&path)),
            ),
            None => is_web_url(url).then(|| url.to_owned()),
        }
    }
}

fn story(run: &Run<'_>, id: &str) -> StoryId {
    let origin = Origin {
        id: id.to_owned(),
        line: 0,
    };
    super::ids::story(&run.key, &origin)
}
