//! The sample newspaper as readers get it: what must be so of every page of a real paper.

use crate::kit::{House, Server};
use dateline_testkit::Answer;
use dom_query::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use tokio::sync::OnceCell;

/// One server for all tests that only read.
fn server() -> &'static Server {
    static SHARED: OnceLock<Server> = OnceLock::new();
    SHARED.get_or_init(|| {
        let house = House::sample();
        let server = Server::serve(&house);
        // The folder stays as long as the server, which is as long as the tests.
        std::mem::forget(house);
        server
    })
}

/// Every page that can be reached, once for all tests.
async fn pages() -> &'static BTreeMap<String, Answer> {
    static CRAWLED: OnceCell<BTreeMap<String, Answer>> = OnceCell::const_new();
    CRAWLED.get_or_init(crawl).await
}

async fn crawl() -> BTreeMap<String, Answer> {
    let server = server();
    let mut waiting = vec![
        "/".to_owned(),
        "/sitemap.xml".to_owned(),
        "/news-sitemap.xml".to_owned(),
        "/robots.txt".to_owned(),
    ];
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut found = BTreeMap::new();
    while let Some(path) = waiting.pop() {
        let answer = server.get(&path).await;
        let text = answer.text();
        let mut links: Vec<String> = answer
            .header("location")
            .map(str::to_owned)
            .into_iter()
            .collect();
        for (before, end) in [("href=\"", '"'), ("<loc>", '<'), ("src=\"", '"')] {
            links.extend(
                text.split(before)
                    .skip(1)
                    .filter_map(|part| Some(part[..part.find(end)?].replace("&amp;", "&"))),
            );
        }
        for link in links {
            let local = local(&link);
            let is_page = local.starts_with('/')
                && !local.starts_with("//")
                && !local.starts_with("/-/pictures/");
            if is_page && seen.insert(local.clone()) {
                waiting.push(local);
            }
        }
        found.insert(path, answer);
    }
    found
}

/// The path of an address of this server.
fn local(link: &str) -> String {
    let link = link.split('#').next().unwrap();
    match link.strip_prefix("http://127.0.0.1:") {
        Some(rest) => rest
            .find('/')
            .map_or_else(String::new, |at| rest[at..].to_owned()),
        None => link.to_owned(),
    }
}

async fn html() -> Vec<(&'static str, Document)> {
    let all = pages().await.iter();
    let html = all.filter(|(_, a)| {
        a.status == 200
            && a.header("content-type")
                .is_some_and(|t| t.starts_with("text/html"))
    });
    html.map(|(path, answer)| (path.as_str(), Document::from(answer.text())))
        .collect()
}

#[tokio::test]
async fn no_link_of_the_paper_leads_nowhere() {
    let pages = pages().await;

    assert!(pages.len() > 200, "{}", pages.len());
    for (path, answer) in pages {
        assert!(
            [200, 301, 302].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
    }
}

#[tokio::test]
async fn translations_name_each_other_and_the_page_itself() {
    let mut families = BTreeMap::new();
    for (path, page) in html().await {
        let links = page.select("link[rel=alternate][hreflang]");
        let named: BTreeMap<String, String> = links
            .iter()
            .map(|l| {
                (
                    l.attr("hreflang").unwrap().to_string(),
                    local(&l.attr("href").unwrap()),
                )
            })
            .collect();
        if named.is_empty() {
            continue;
        }
        let lang = page.select("html").attr("lang").unwrap().to_string();
        assert_eq!(
            named.get(&lang).map(String::as_str),
            Some(path),
            "{path} does not name itself"
        );
        assert!(named.contains_key("x-default"), "{path}");
        families.insert(path, named);
    }
    assert!(families.len() >= 12, "{}", families.len());
    for (path, named) in &families {
        for other in named.values() {
            assert_eq!(
                families.get(other.as_str()),
                Some(named),
                "{other} does not answer {path}"
            );
        }
    }
}

#[tokio::test]
async fn every_page_is_whole_and_in_its_language() {
    for (path, page) in html().await {
        let title = page.select("title").text().to_string();
        assert_eq!(
            title.trim_matches(|c: char| "·|–—-: ".contains(c)),
            title,
            "{path}"
        );
        assert!(!title.is_empty(), "{path}");
        assert_eq!(
            (page.select("h1").length(), page.select("main").length()),
            (1, 1),
            "{path}"
        );
        let lang = page.select("html").attr("lang").unwrap().to_string();
        let lang = lang.split('-').next().unwrap();
        let dir = page.select("html").attr("dir").unwrap().to_string();
        assert_eq!(dir == "rtl", lang == "ar", "{path}");
        assert!(
            path.starts_with(&format!("/{lang}/")),
            "{path} is in {lang}"
        );
        let heading = page.select("h1").text().to_string();
        let script = |c: char| match c {
            '\u{400}'..='\u{4ff}' => "ru",
            '\u{600}'..='\u{6ff}' => "ar",
            _ => "",
        };
        if path.matches('/').count() > 5 && lang != "en" {
            assert!(
                heading.chars().any(|c| script(c) == lang),
                "{path}: {heading}"
            );
        }
        for id in page
            .select("[id]")
            .iter()
            .map(|e| e.attr("id").unwrap().to_string())
            .fold(BTreeMap::<String, usize>::new(), |mut all, id| {
                *all.entry(id).or_default() += 1;
                all
            })
        {
            assert_eq!(id.1, 1, "{path}: the id {} stands more than once", id.0);
        }
    }
}

#[tokio::test]
async fn pictures_have_words_of_their_own_and_a_credit_and_can_be_fetched() {
    let mut addresses = BTreeSet::new();
    for (path, page) in html().await {
        for figure in &page.select("figure:has(img)") {
            let caption = figure.select(".caption").text().trim().to_owned();
            let alt = figure
                .select("img")
                .attr("alt")
                .expect("an alt")
                .to_string();
            assert!(
                !alt.trim().is_empty() && alt != caption,
                "{path}: alt \"{alt}\", caption \"{caption}\""
            );
            assert!(
                figure.select(".credit").length() > 0,
                "{path}: a picture without credit"
            );
        }
        for image in &page.select("img") {
            let alt = image.attr("alt").expect("an alt").to_string();
            assert!(
                !alt.contains("Courier") && !alt.contains("Курьер"),
                "{path}: {alt}"
            );
            addresses.insert(image.attr("src").unwrap().to_string());
        }
    }
    assert!(addresses.len() > 20, "{}", addresses.len());
    for address in addresses.iter().take(4) {
        let answer = server().get(address).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(answer.header("content-type").unwrap().starts_with("image/"));
        assert!(
            answer
                .header("cache-control")
                .unwrap()
                .contains("immutable")
        );
        let tag = answer.header("etag").unwrap().to_owned();
        let again = server()
            .public
            .send("GET", address, &[("if-none-match", &tag)])
            .await;
        assert_eq!(again.status, 304, "{address}");
    }
    let hash = addresses
        .first()
        .unwrap()
        .split('/')
        .nth(3)
        .unwrap()
        .to_owned();
    for name in [
        "1.jpg",
        "99999.jpg",
        "320.svg",
        "320.jpg.exe",
        "..%2f..%2fx",
        "0.webp",
        "-320.jpg",
        "320x320.jpg",
    ] {
        let answer = server().get(&format!("/-/pictures/{hash}/{name}")).await;
        assert!(
            [400, 404].contains(&answer.status),
            "{name}: {}",
            answer.status
        );
    }
}

#[tokio::test]
async fn structured_data_feeds_and_manifests_can_be_read() {
    let mut graphs = 0;
    for (path, page) in html().await {
        for script in &page.select("script[type='application/ld+json']") {
            let data: serde_json::Value =
                serde_json::from_str(&script.text()).unwrap_or_else(|e| panic!("{path}: {e}"));
            let names = data["@graph"]
                .as_array()
                .unwrap()
                .iter()
                .find(|n| n["@type"] == "BreadcrumbList");
            if let Some(trail) = names {
                let items: Vec<&str> = trail["itemListElement"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|i| i["item"].as_str().unwrap())
                    .collect();
                let distinct: BTreeSet<&&str> = items.iter().collect();
                assert_eq!(items.len(), distinct.len(), "{path}: {items:?}");
            }
            graphs += 1;
        }
    }
    assert!(graphs > 60, "{graphs}");
    for (path, answer) in pages().await {
        let kind = answer.header("content-type").unwrap_or_default();
        if kind.contains("json") {
            answer.json();
        } else if kind.contains("xml") && !kind.contains("svg") {
            let open = answer.text().matches("<item>").count()
                + answer.text().matches("<entry>").count()
                + answer.text().matches("<loc>").count()
                // How a browser searches (OpenSearch).
                + answer.text().matches("<Url ").count();
            assert!(open > 0 || path.contains("feed"), "{path} is empty");
        }
    }
}

#[tokio::test]
async fn no_page_needs_anything_from_elsewhere() {
    for (path, page) in html().await {
        for selector in [
            "script[src]",
            "link[rel=stylesheet]",
            "img",
            "source",
            "iframe",
            "link[rel=preload]",
        ] {
            for element in &page.select(selector) {
                for name in ["src", "href", "srcset"] {
                    if let Some(value) = element.attr(name) {
                        assert!(
                            value.starts_with('/') && !value.starts_with("//"),
                            "{path}: {selector} {value}"
                        );
                    }
                }
            }
        }
    }
    for (path, answer) in pages().await {
        assert_eq!(answer.header("set-cookie"), None, "{path}");
        assert!(answer.header("content-security-policy").is_some(), "{path}");
    }
}
