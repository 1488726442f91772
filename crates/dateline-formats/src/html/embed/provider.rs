//! Services that show things: how each addresses a thing.

use dateline_core::body::limits;
use url::Url;

/// An embed: the service and the address of the thing itself.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::html) struct Embed {
    pub provider: &'static str,
    pub url: String,
}

/// Services known by their host, and what must stand in the path of a thing they show.
const BY_HOST: [(&str, &str, &str); 44] = [
    ("facebook.com", "facebook", "/posts/"),
    ("facebook.com", "facebook", "/videos/"),
    ("facebook.com", "facebook", "/watch"),
    ("facebook.com", "facebook", "/photo"),
    ("facebook.com", "facebook", "/permalink.php"),
    ("facebook.com", "facebook", "/story.php"),
    ("facebook.com", "facebook", "/reel/"),
    ("fb.watch", "facebook", "/"),
    ("open.spotify.com", "spotify", "/"),
    ("soundcloud.com", "soundcloud", "/"),
    ("tiktok.com", "tiktok", "/video/"),
    ("vm.tiktok.com", "tiktok", "/"),
    ("tiktok.com", "tiktok", "/embed/"),
    ("twitch.tv", "twitch", "/"),
    ("reddit.com", "reddit", "/comments/"),
    ("bsky.app", "bluesky", "/post/"),
    ("threads.net", "threads", "/post/"),
    ("threads.com", "threads", "/post/"),
    ("flickr.com", "flickr", "/photos/"),
    ("flic.kr", "flickr", "/"),
    ("giphy.com", "giphy", "/"),
    ("pinterest.com", "pinterest", "/pin/"),
    ("t.me", "telegram", "/"),
    ("ted.com", "ted", "/talks/"),
    ("streamable.com", "streamable", "/"),
    ("podcasts.apple.com", "apple_podcasts", "/"),
    ("music.apple.com", "apple_music", "/"),
    ("deezer.com", "deezer", "/"),
    ("mixcloud.com", "mixcloud", "/"),
    ("bandcamp.com", "bandcamp", "/"),
    ("issuu.com", "issuu", "/"),
    ("scribd.com", "scribd", "/"),
    ("slideshare.net", "slideshare", "/"),
    ("codepen.io", "codepen", "/pen/"),
    ("datawrapper.dwcdn.net", "datawrapper", "/"),
    ("flo.uri.sh", "flourish", "/"),
    ("public.flourish.studio", "flourish", "/"),
    ("infogram.com", "infogram", "/"),
    ("documentcloud.org", "documentcloud", "/"),
    ("kickstarter.com", "kickstarter", "/projects/"),
    ("videopress.com", "videopress", "/v/"),
    ("wordpress.tv", "wordpress_tv", "/20"),
    ("rumble.com", "rumble", "/"),
    ("archive.org", "archive_org", "/"),
];

/// The embed an address leads to, if a known service shows it.
pub(in crate::html) fn of_url(address: &str) -> Option<Embed> {
    let address = address.trim();
    let address = address
        .strip_prefix("//")
        .map_or_else(|| address.to_owned(), |a| format!("https://{a}"));
    let mut url = Url::parse(&address).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    url.set_scheme("https").ok()?;
    let host = url
        .host_str()?
        .trim_start_matches("www.")
        .trim_start_matches("m.")
        .to_owned();
    let embed = special(&host, &url).or_else(|| by_host(&host, &url))?;
    let sound = limits::is_safe_href(&embed.url) && embed.url.starts_with("https://");
    sound.then_some(embed)
}

fn by_host(host: &str, url: &Url) -> Option<Embed> {
    let host_is = |known: &str| host == known || host.ends_with(&format!(".{known}"));
    let known = BY_HOST.iter().find(|(known, _, path)| {
        host_is(known) && url.path().len() > 1 && url.path().contains(path)
    })?;
    Some(Embed {
        provider: known.1,
        url: url.to_string(),
    })
}

/// Services whose player has another address than the thing.
fn special(host: &str, url: &Url) -> Option<Embed> {
    let parts: Vec<&str> = url.path_segments()?.filter(|s| !s.is_empty()).collect();
    let (provider, url) = match (host, parts.as_slice()) {
        ("youtu.be", [id, ..]) => ("youtube", youtube(id, url)?),
        ("youtube.com" | "youtube-nocookie.com" | "music.youtube.com", parts) => {
            ("youtube", youtube_page(parts, url)?)
        }
        ("player.vimeo.com", ["video", id, ..]) | ("vimeo.com", [.., id]) => {
            ("vimeo", vimeo(id, url, &parts)?)
        }
        ("twitter.com" | "x.com" | "mobile.twitter.com", [user, "status" | "statuses", id, ..]) => {
            ("x", tweet(user, id)?)
        }
        (
            "instagram.com" | "instagr.am",
            [.., kind @ ("p" | "reel" | "tv"), id] | [kind @ ("p" | "reel" | "tv"), id, ..],
        ) => (
            "instagram",
            format!("https://www.instagram.com/{kind}/{}/", word(id)?),
        ),
        ("facebook.com", ["plugins", ..]) => {
            return of_url(&query(url, "href")?).filter(|e| e.provider == "facebook");
        }
        ("open.spotify.com", ["embed" | "embed-podcast", kind, id, ..]) => (
            "spotify",
            format!("https://open.spotify.com/{}/{}", word(kind)?, word(id)?),
        ),
        ("w.soundcloud.com", ["player", ..]) => ("soundcloud", https(&query(url, "url")?)?),
        ("dailymotion.com", ["embed", "video", id, ..] | ["video", id, ..])
        | ("dai.ly", [id, ..]) => (
            "dailymotion",
            format!("https://www.dailymotion.com/video/{}", word(id)?),
        ),
        ("rutube.ru", ["play", "embed", id, ..] | ["video", id, ..]) => {
            ("rutube", format!("https://rutube.ru/video/{}/", word(id)?))
        }
        ("vk.com" | "vkvideo.ru", ["video_ext.php"]) => (
            "vk",
            format!(
                "https://vk.com/video{}_{}",
                number(&query(url, "oid")?)?,
                number(&query(url, "id")?)?
            ),
        ),
        ("embed.podcasts.apple.com", _) => (
            "apple_podcasts",
            url.as_str().replacen("embed.podcasts", "podcasts", 1),
        ),
        ("embed.music.apple.com", _) => (
            "apple_music",
            url.as_str().replacen("embed.music", "music", 1),
        ),
        _ => return None,
    };
    Some(Embed { provider, url })
}

fn youtube_page(parts: &[&str], url: &Url) -> Option<String> {
    match parts {
        ["watch"] => youtube(&query(url, "v")?, url),
        ["embed", "videoseries"] | ["playlist"] => Some(format!(
            "https://www.youtube.com/playlist?list={}",
            word(&query(url, "list")?)?
        )),
        ["embed" | "v" | "e" | "shorts" | "live", id, ..] => youtube(id.split('&').next()?, url),
        _ => None,
    }
}

fn youtube(id: &str, url: &Url) -> Option<String> {
    let id = word(id)?;
    let start = query(url, "start").or_else(|| query(url, "t"));
    let start = start
        .filter(|s| s.trim_end_matches('s').bytes().all(|b| b.is_ascii_digit()) && s.len() < 8);
    Some(match start.as_deref().map(|s| s.trim_end_matches('s')) {
        Some(seconds) if !seconds.is_empty() => {
            format!("https://www.youtube.com/watch?v={id}&t={seconds}s")
        }
        _ => format!("https://www.youtube.com/watch?v={id}"),
    })
}

fn vimeo(id: &str, url: &Url, parts: &[&str]) -> Option<String> {
    if let [id, hash] = parts
        && let (Some(id), Some(hash)) = (number(id), word(hash))
    {
        return Some(format!("https://vimeo.com/{id}/{hash}"));
    }
    let id = number(id)?;
    Some(match query(url, "h").as_deref().and_then(word) {
        Some(hash) => format!("https://vimeo.com/{id}/{hash}"),
        None => format!("https://vimeo.com/{id}"),
    })
}

fn tweet(user: &str, id: &str) -> Option<String> {
    let id: String = id.chars().take_while(char::is_ascii_digit).collect();
    (!id.is_empty()).then_some(())?;
    Some(format!("https://x.com/{}/status/{id}", word(user)?))
}

fn query(url: &Url, key: &str) -> Option<String> {
    url.query_pairs()
        .find(|(k, _)| k == key)
        .map(|(_, v)| v.into_owned())
}

fn https(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    url.set_scheme("https").ok()?;
    Some(url.to_string())
}

/// The text if it is an id as services write them.
fn word(text: &str) -> Option<&str> {
    let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    ((1..=80).contains(&text.len()) && text.chars().all(sound)).then_some(text)
}

fn number(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    ((1..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}
