//! What other services show: their names, and the players that may stand in a page once a reader asks.
//!
//! Addresses of players are made here from the ids in an embed's address, never taken over, so that a
//! page can frame only these hosts. Where a service offers a host that sets fewer marks on readers,
//! it is used.

use dateline_core::body::{Body, Kind};

/// A player of another service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Host with scheme, as a content security policy names it.
    pub origin: &'static str,
    /// The player's whole address.
    pub address: String,
    /// How tall it is.
    pub shape: Shape,
}

/// How tall a player is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As a film: nine parts of sixteen.
    Film,
    /// As a player of sound: a strip.
    Sound,
    /// As a chart: about square.
    Chart,
}

impl Shape {
    /// The classes of the place it takes, after the first.
    pub fn classes(self) -> &'static str {
        match self {
            Self::Film => " film",
            Self::Sound => " sound",
            Self::Chart => " chart",
        }
    }
}

/// Services by the word an embed has, and as readers know them.
const NAMES: [(&str, &str); 36] = [
    ("apple_music", "Apple Music"),
    ("apple_podcasts", "Apple Podcasts"),
    ("archive_org", "Internet Archive"),
    ("bandcamp", "Bandcamp"),
    ("bluesky", "Bluesky"),
    ("codepen", "CodePen"),
    ("dailymotion", "Dailymotion"),
    ("datawrapper", "Datawrapper"),
    ("deezer", "Deezer"),
    ("documentcloud", "DocumentCloud"),
    ("facebook", "Facebook"),
    ("flickr", "Flickr"),
    ("flourish", "Flourish"),
    ("giphy", "Giphy"),
    ("infogram", "Infogram"),
    ("instagram", "Instagram"),
    ("issuu", "Issuu"),
    ("mixcloud", "Mixcloud"),
    ("pinterest", "Pinterest"),
    ("reddit", "Reddit"),
    ("rumble", "Rumble"),
    ("rutube", "Rutube"),
    ("scribd", "Scribd"),
    ("slideshare", "SlideShare"),
    ("soundcloud", "SoundCloud"),
    ("spotify", "Spotify"),
    ("streamable", "Streamable"),
    ("ted", "TED"),
    ("telegram", "Telegram"),
    ("threads", "Threads"),
    ("tiktok", "TikTok"),
    ("twitch", "Twitch"),
    ("vimeo", "Vimeo"),
    ("vk", "VK"),
    ("x", "X"),
    ("youtube", "YouTube"),
];

/// The service of an embed as readers know it; its host if it is none of ours.
pub fn service_name<'a>(provider: &'a str, url: &'a str) -> &'a str {
    let known = NAMES.iter().find(|(word, _)| *word == provider);
    let host = url.split('/').nth(2).unwrap_or(provider);
    known.map_or_else(|| host.trim_start_matches("www."), |(_, name)| name)
}

/// The player of an embed, if its service has one that may stand here.
pub fn player(provider: &str, url: &str) -> Option<Player> {
    let (host, path, query) = parts(url)?;
    let steps: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    let (origin, rest, shape) = match (provider, host, steps.as_slice()) {
        ("youtube", "youtube.com", steps) => (
            "https://www.youtube-nocookie.com",
            youtube(steps, query)?,
            Shape::Film,
        ),
        ("vimeo", "vimeo.com", [id]) => (
            "https://player.vimeo.com",
            format!("/video/{}?dnt=1", digits(id)?),
            Shape::Film,
        ),
        ("vimeo", "vimeo.com", [id, hash]) => (
            "https://player.vimeo.com",
            format!("/video/{}?dnt=1&h={}", digits(id)?, word(hash)?),
            Shape::Film,
        ),
        ("dailymotion", "dailymotion.com", ["video", id]) => (
            "https://geo.dailymotion.com",
            format!("/player.html?video={}", word(id)?),
            Shape::Film,
        ),
        ("rutube", "rutube.ru", ["video", id]) => (
            "https://rutube.ru",
            format!("/play/embed/{}/", word(id)?),
            Shape::Film,
        ),
        ("ted", "ted.com", ["talks", talk]) => (
            "https://embed.ted.com",
            format!("/talks/{}", word(talk)?),
            Shape::Film,
        ),
        ("archive_org", "archive.org", ["details", id]) => (
            "https://archive.org",
            format!("/embed/{}", name(id)?),
            Shape::Film,
        ),
        ("spotify", "open.spotify.com", [.., kind, id]) => (
            "https://open.spotify.com",
            format!("/embed/{}/{}", word(kind)?, word(id)?),
            Shape::Sound,
        ),
        ("soundcloud", "soundcloud.com", [who, what]) => (
            "https://w.soundcloud.com",
            format!(
                "/player/?url=https%3A//soundcloud.com/{}/{}",
                word(who)?,
                word(what)?
            ),
            Shape::Sound,
        ),
        ("datawrapper", "datawrapper.dwcdn.net", [id, ..]) => (
            "https://datawrapper.dwcdn.net",
            format!("/{}/", word(id)?),
            Shape::Chart,
        ),
        ("flourish", "flo.uri.sh", [kind @ ("visualisation" | "story"), id, "embed"]) => (
            "https://flo.uri.sh",
            format!("/{kind}/{}/embed", digits(id)?),
            Shape::Chart,
        ),
        _ => return None,
    };
    Some(Player {
        address: format!("{origin}{rest}"),
        origin,
        shape,
    })
}

/// The hosts whose players a body can show, each once, in order.
pub fn origins(body: &Body) -> Vec<&'static str> {
    let mut found = Vec::new();
    body.walk(&mut |element| {
        if let Kind::Embed { provider, url, .. } = &element.kind
            && let Some(player) = player(provider, url)
        {
            found.push(player.origin);
        }
    });
    found.sort_unstable();
    found.dedup();
    found
}

/// Host without "www.", path and query of an https address.
fn parts(url: &str) -> Option<(&str, &str, &str)> {
    let rest = url.strip_prefix("https://")?;
    let rest = rest.split('#').next()?;
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/')?;
    Some((host.trim_start_matches("www."), path, query))
}

fn youtube(steps: &[&str], query: &str) -> Option<String> {
    let value = |key: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
    };
    match steps {
        ["watch"] => {
            let id = word(value("v")?)?;
            let start = value("t").map(|t| t.trim_end_matches('s'));
            Some(match start.and_then(digits) {
                Some(seconds) => format!("/embed/{id}?start={seconds}"),
                None => format!("/embed/{id}"),
            })
        }
        ["playlist"] => Some(format!("/embed/videoseries?list={}", word(value("list")?)?)),
        _ => None,
    }
}

/// The text if it is an id as services write them.
fn word(text: &str) -> Option<&str> {
    let sound = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    ((1..=80).contains(&text.len()) && text.bytes().all(sound)).then_some(text)
}

/// The same with points in it.
fn name(text: &str) -> Option<&str> {
    let sound = |part: &str| word(part).is_some();
    text.split('.').all(sound).then_some(text)
}

fn digits(text: &str) -> Option<&str> {
    ((1..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(provider: &str, url: &str) -> Option<String> {
        player(provider, url).map(|p| p.address)
    }

    #[test]
    fn a_player_is_addressed_at_the_host_that_marks_readers_least() {
        let found = |provider, url| address(provider, url).unwrap();

        assert_eq!(
            found(
                "youtube",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=9s"
            ),
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=9"
        );
        assert_eq!(
            found("vimeo", "https://vimeo.com/76979871/8272103f6e"),
            "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e"
        );
        assert_eq!(
            found("soundcloud", "https://soundcloud.com/halm/fog-horn"),
            "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/halm/fog-horn"
        );
    }

    #[test]
    fn nothing_but_ids_is_taken_over_from_an_address() {
        for (provider, url) in [
            ("youtube", "https://www.youtube.com/watch?v=a\"><script>"),
            ("youtube", "https://evil.example/watch?v=dQw4w9WgXcQ"),
            ("youtube", "http://www.youtube.com/watch?v=dQw4w9WgXcQ"),
            ("youtube", "https://www.youtube.com@evil.example/watch?v=x"),
            ("vimeo", "https://vimeo.com/../evil"),
            ("spotify", "https://open.spotify.com/track/a?b=c d/../e;x"),
            ("archive_org", "https://archive.org/details/..%2f"),
            ("x", "https://x.com/halm/status/1"),
            ("unheard_of", "https://unheard.example/1"),
        ] {
            let made = address(provider, url).unwrap_or_default();
            assert!(
                !made.contains(['"', '<', ' ', ';', '@']) && !made.contains(".."),
                "{url} became {made}"
            );
            assert!(!made.contains("evil"), "{url} became {made}");
        }
    }

    #[test]
    fn services_are_called_by_their_names() {
        assert_eq!(service_name("x", "https://x.com/halm/status/1"), "X");
        assert_eq!(
            service_name("", "https://www.unheard.example/1"),
            "unheard.example"
        );
    }
}
