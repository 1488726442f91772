//! Strings somebody types to do harm.

/// Stands in every hostile string: where it is followed by what could run, an escape was forgotten.
pub const MARKER: &str = "xqz7";

/// Closes attributes, scripts, comments, CDATA and titles, then tries to run. Never to be seen raw.
pub const MARKUP: &str =
    "xqz7\"'><img src=x onerror=alert(1)></script></title></style>--><svg/onload=alert(2)>]]>";

/// Parts of [`MARKUP`] that must not be found in any page or feed as they stand.
pub const RAW: &[&str] = &[
    "<img src=x",
    "<svg/onload",
    "xqz7\"'>",
    "</script></title>",
    "]]></",
    "alert(2)>",
];

/// Addresses no link may have.
pub const ADDRESSES: &[&str] = &[
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/",
    "/\\evil.example/",
];

/// What is typed into fields that end in a query.
pub const SQL: &[&str] = &[
    "'",
    "''; drop table story; --",
    "\" or \"\"=\"",
    "1 or 1=1",
    "%",
    "_",
    "x' union select email, 1, 1 from staff --",
    "$1",
    "?",
    "\u{0}",
    "\\'; --",
    "case when 1=1 then 1 else cast('x' as int) end",
];

/// Words of an engine that complains: never for readers.
pub const ENGINE_WORDS: &[&str] = &[
    "sqlite",
    "SQLite",
    "sqlx",
    "syntax error",
    "pg_",
    "postgres",
    "SQLSTATE",
    "no such column",
    "panicked",
];

/// Names in scripts and forms that break what is built for ASCII.
pub const NAMES: &[&str] = &[
    "a\u{202e}gnp.exe",
    "\u{200f}\u{200e}\u{feff}",
    "🗞️👩‍👩‍👧‍👦",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "ﷺ",
    "İıſß",
    "空军基地",
    "हिन्दी",
    "../../etc/passwd",
    "..%2f..%2fetc",
    "CON",
    ".",
    "feed.rss",
    "topics",
];
