//! Every setting: one table that parsing, checking, the schema and the reference page come from.

/// What values a setting takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any text.
    Text,
    /// Visible ASCII characters that are never shown again.
    Secret,
    /// `http://` or `https://` address without a final slash.
    Url,
    /// Several such addresses, at most 16: a list in the file, with commas between them elsewhere.
    Urls,
    /// Host and port.
    Address,
    /// A folder or file.
    Path,
    /// Yes or no.
    Truth,
    /// A whole number within bounds.
    Number {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
}

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// `section.name`; the environment variable is `DATELINE_SECTION_NAME`.
    pub key: &'static str,
    /// Values it takes.
    pub kind: Kind,
    /// Value if it is not set; empty means none.
    pub default: &'static str,
    /// What a number counts; empty for others.
    pub unit: &'static str,
    /// What it does.
    pub doc: &'static str,
}

const fn field(
    key: &'static str,
    kind: Kind,
    default: &'static str,
    unit: &'static str,
    doc: &'static str,
) -> Field {
    Field {
        key,
        kind,
        default,
        unit,
        doc,
    }
}

/// Every setting, in the order of the reference.
pub const FIELDS: &[Field] = &[
    field(
        "site.url",
        Kind::Url,
        "",
        "",
        "Address readers use, without a final slash. Links in feeds, sitemaps and previews begin with it. Without it they begin with the address the server listens on.",
    ),
    field(
        "site.name",
        Kind::Text,
        "",
        "",
        "Name of the publisher in structured data. Without it the name of the default edition.",
    ),
    field(
        "site.theme",
        Kind::Text,
        "default",
        "",
        "Theme: the name of a bundled one, or a folder whose files replace those of its parent, file by file. An edition may have its own: editions.CODE.theme.",
    ),
    field(
        "site.locales",
        Kind::Path,
        "",
        "",
        "Folder with messages of the house, LANGUAGE/*.ftl: those of a language the program does not speak, or some in place of its own.",
    ),
    field(
        "site.hub",
        Kind::Url,
        "",
        "",
        "WebSub hub named in feeds. Without it feeds name none.",
    ),
    field(
        "site.crawlers",
        Kind::Choice(&["welcome", "no_training", "none"]),
        "no_training",
        "",
        "What robots.txt says: welcome lets every crawler in, no_training asks crawlers that gather text for AI training to stay out, none asks all to stay out.",
    ),
    field(
        "site.llms_txt",
        Kind::Truth,
        "false",
        "",
        "Serve /llms.txt, which tells language models what there is to read and on what terms.",
    ),
    field(
        "site.offline",
        Kind::Truth,
        "true",
        "",
        "Let browsers keep what was read for when there is no connection. Switched off, browsers that kept something forget it at the next visit.",
    ),
    field(
        "server.listen",
        Kind::Address,
        "127.0.0.1:8080",
        "",
        "Where readers are served.",
    ),
    field(
        "server.operator_listen",
        Kind::Address,
        "127.0.0.1:9090",
        "",
        "Where /healthz, /readyz, /metrics, /-/cache and /-/theme are served; never the public address. Port 0 lets the system choose, \"off\" switches it off.",
    ),
    field(
        "server.max_connections",
        Kind::Number {
            min: 16,
            max: 200_000,
        },
        "10000",
        "connections",
        "Connections served at a time; more wait to be accepted.",
    ),
    field(
        "server.hsts",
        Kind::Number {
            min: 0,
            max: 126_230_400,
        },
        "0",
        "seconds",
        "Strict-Transport-Security max-age; 0 sends none. Set it once the site is served over TLS only.",
    ),
    field(
        "database.url",
        Kind::Text,
        "",
        "",
        "sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME. Without it the file dateline.db in the data folder.",
    ),
    field(
        "database.connections",
        Kind::Number { min: 2, max: 500 },
        "8",
        "connections",
        "Connections that read (SQLite), or all (PostgreSQL).",
    ),
    field(
        "cache.memory",
        Kind::Number {
            min: 1,
            max: 65_536,
        },
        "128",
        "MiB",
        "Memory for finished pages.",
    ),
    field(
        "cache.shared_max_age",
        Kind::Number {
            min: 0,
            max: 86_400,
        },
        "",
        "seconds",
        "How long a CDN may keep a page without asking. 0 makes it ask each time, which costs little: the answer is 304. Raise it only together with purging. Without it 3600 where cdn.varnish names a cache that is purged, else 0.",
    ),
    field(
        "cdn.varnish",
        Kind::Urls,
        "",
        "",
        "Addresses of the Varnish servers in front of this node. Each is told what changed as soon as it changed here. Every node names all of them.",
    ),
    field(
        "cdn.secret",
        Kind::Secret,
        "",
        "",
        "What is sent along with each purge, in X-Dateline-Secret, to prove that it comes from here.",
    ),
    field(
        "pictures.memory",
        Kind::Number {
            min: 64,
            max: 16_384,
        },
        "512",
        "MiB",
        "Memory for decoding pictures, all together.",
    ),
    field(
        "import.fetch",
        Kind::Truth,
        "true",
        "",
        "Fetch pictures of an archive from the old site where --media does not have them.",
    ),
    field(
        "worker.poll",
        Kind::Number {
            min: 50,
            max: 60_000,
        },
        "500",
        "milliseconds",
        "How often the worker looks for due stories and jobs, and a server for changes other nodes committed.",
    ),
    field(
        "worker.slow",
        Kind::Truth,
        "true",
        "",
        "Do what takes seconds: renditions ahead of readers, AVIF among them, and looks at content credentials. Where it is off, a dateline work elsewhere does it.",
    ),
    field(
        "log.format",
        Kind::Choice(&["text", "json"]),
        "text",
        "",
        "Form of log lines on standard error.",
    ),
    field(
        "log.level",
        Kind::Text,
        "info",
        "",
        "Which lines are logged: error, warn, info, debug, or a filter such as dateline_site=debug.",
    ),
];

/// The setting of this key.
pub fn find(key: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|f| f.key == key)
}

/// The key somebody probably meant.
pub fn nearest(key: &str) -> Option<&'static str> {
    let scored = FIELDS
        .iter()
        .map(|f| (distance(key, f.key).min(tail_distance(key, f.key)), f.key));
    scored
        .min()
        .filter(|(d, _)| *d <= 3.max(key.len() / 3))
        .map(|(_, k)| k)
}

fn tail_distance(key: &str, candidate: &str) -> usize {
    let tail = |k: &str| k.rsplit('.').next().unwrap_or_default().to_owned();
    distance(&tail(key), &tail(candidate)) + 1
}

/// Edits (insert, delete, replace) from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(100).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(100).enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let replaced = corner + usize::from(ca != *cb);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

/// Checks a value; what is wrong with it, in words.
pub fn check(field: &Field, value: &str) -> Result<(), String> {
    let wrong = |what: String| Err(format!("{} is \"{value}\"; {what}", field.key));
    match field.kind {
        Kind::Text | Kind::Path => Ok(()),
        Kind::Secret if is_secret(value) => Ok(()),
        // What is no good secret may be a good one with a slip: it is not repeated.
        Kind::Secret => Err(format!(
            "{} is not usable; give 8 to 200 visible ASCII characters without spaces",
            field.key
        )),
        Kind::Url if is_base(value) => Ok(()),
        Kind::Url => wrong("give an http or https address without a final slash".to_owned()),
        Kind::Urls => {
            let all: Vec<&str> = list(value).collect();
            if all.len() > MOST_URLS || !all.into_iter().all(is_base) {
                let what = "http or https addresses without a final slash";
                return wrong(format!("give at most {MOST_URLS} {what}"));
            }
            Ok(())
        }
        Kind::Address => {
            let good = value == "off"
                || value.parse::<std::net::SocketAddr>().is_ok()
                || host_and_port(value);
            if good {
                Ok(())
            } else {
                wrong("give a host and a port, for example 127.0.0.1:8080".to_owned())
            }
        }
        Kind::Truth if ["true", "false"].contains(&value) => Ok(()),
        Kind::Truth => wrong("give true or false".to_owned()),
        Kind::Number { min, max } => match value.parse::<i64>() {
            Ok(n) if (min..=max).contains(&n) => Ok(()),
            _ => wrong(format!(
                "give a whole number of {} from {min} to {max}",
                field.unit
            )),
        },
        Kind::Choice(words) if words.contains(&value) => Ok(()),
        Kind::Choice(words) => wrong(format!("give one of {}", words.join(", "))),
    }
}

/// Most addresses in one setting.
const MOST_URLS: usize = 16;

/// The parts of a setting that holds several.
pub fn list(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn is_base(value: &str) -> bool {
    dateline_core::body::limits::is_web_url(value) && !value.ends_with('/')
}

fn is_secret(value: &str) -> bool {
    (8..=200).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_graphic() && b != b'"')
}

fn host_and_port(value: &str) -> bool {
    value
        .rsplit_once(':')
        .is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
}
