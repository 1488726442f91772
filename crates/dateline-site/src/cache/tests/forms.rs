//! Codings, entity tags and headers.

use std::io::Read;
use std::time::Duration;

use http::StatusCode;

use super::*;

fn long() -> String {
    let line = |n: u64| {
        format!(
            "<p>Мост открыт. The bridge is open: {} cars.</p>\n",
            n * n * 7919
        )
    };
    (0..600).map(line).collect()
}

fn page() -> impl Fn(Recorder) -> Ready + Send + Sync + use<> {
    reading(&[1, 2], &long())
}

fn unpacked(response: &Response<Body>) -> Vec<u8> {
    let bytes = response.body().bytes().unwrap();
    let mut out = Vec::new();
    match header(response, "content-encoding") {
        "br" => brotli::BrotliDecompress(&mut &bytes[..], &mut out).unwrap(),
        "gzip" => {
            flate2::read::GzDecoder::new(bytes)
                .read_to_end(&mut out)
                .unwrap();
        }
        "zstd" => out = zstd::bulk::decompress(bytes, 1 << 20).unwrap(),
        _ => out.extend_from_slice(bytes),
    }
    out
}

#[tokio::test]
async fn each_client_gets_the_coding_it_wants() {
    let cache = cache();
    let mut tags = std::collections::HashSet::new();
    for (wish, coding) in [
        ("gzip, deflate, br, zstd", "br"),
        ("zstd, gzip", "zstd"),
        ("gzip", "gzip"),
        ("gzip;q=0, *;q=0", ""),
        ("identity;q=0", ""),
        ("\u{7f}garbage;;q==", ""),
    ] {
        let headers = HeaderMap::from_iter([(
            ACCEPT_ENCODING,
            HeaderValue::from_bytes(wish.replace('\u{7f}', "~").as_bytes()).unwrap(),
        )]);

        let response = get_with(&cache, &headers, Method::GET, page()).await;

        assert_eq!(header(&response, "content-encoding"), coding, "{wish}");
        assert_eq!(header(&response, "vary"), "accept-encoding");
        assert_eq!(unpacked(&response), long().as_bytes());
        let length = response.body().bytes().unwrap().len();
        assert_eq!(header(&response, "content-length"), length.to_string());
        tags.insert(header(&response, "etag").to_owned());
    }
    assert_eq!(tags.len(), 4, "one tag for each coding");
    assert_eq!(cache.stats().renders, 1);
}

#[tokio::test]
async fn short_and_dense_bodies_are_sent_as_they_are() {
    let cache = cache();
    let headers = accepting("br, gzip");
    let short = get_with(&cache, &headers, Method::GET, reading(&[1], "short")).await;
    cache.clear();
    let png = get_with(&cache, &headers, Method::GET, |_| {
        let bytes = bytes::Bytes::from(vec![0; 9000]);
        std::future::ready(Ok(Page::new(HeaderValue::from_static("image/png"), bytes)))
    })
    .await;

    assert_eq!(header(&short, "content-encoding"), "");
    assert_eq!(header(&png, "content-encoding"), "");
}

#[tokio::test]
async fn head_has_the_headers_of_get_and_no_body() {
    let cache = cache();
    let headers = accepting("gzip");
    let whole = get_with(&cache, &headers, Method::GET, page()).await;

    let head = get_with(&cache, &headers, Method::HEAD, page()).await;

    assert_eq!(head.headers(), whole.headers());
    assert!(head.body().bytes().unwrap().is_empty());
}

#[tokio::test]
async fn a_client_that_holds_the_page_gets_304_without_a_body() {
    let cache = cache();
    let whole = get_with(&cache, &HeaderMap::new(), Method::GET, page()).await;
    let tag = header(&whole, "etag").to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"'));

    for held in [
        tag.clone(),
        format!("W/{tag}"),
        format!("\"other\", {tag}"),
        "*".to_owned(),
    ] {
        let response = get_with(&cache, &holding(&held), Method::GET, page()).await;

        assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{held}");
        assert!(response.body().bytes().unwrap().is_empty());
        assert_eq!(header(&response, "etag"), tag);
        assert_eq!(header(&response, "vary"), "accept-encoding");
        assert_ne!(header(&response, "surrogate-key"), "");
        assert_eq!(header(&response, "content-length"), "");
        assert_eq!(header(&response, "content-type"), "");
    }
}

#[tokio::test]
async fn a_client_that_holds_something_else_gets_the_page() {
    let cache = cache();
    let whole = get_with(&cache, &HeaderMap::new(), Method::GET, page()).await;
    let tag = header(&whole, "etag").to_owned();
    let of_gzip = tag.replace("i2", "g2");

    for held in [
        "\"other\"",
        "garbage",
        "\"\"",
        "",
        &of_gzip,
        &tag[..tag.len() - 1],
    ] {
        let response = get_with(&cache, &holding(held), Method::GET, page()).await;
        assert_eq!(response.status(), StatusCode::OK, "{held}");
    }
    cache.changed(&[story(1)]);
    let changed = get_with(&cache, &holding(&tag), Method::GET, reading(&[1], "new")).await;
    assert_eq!(changed.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_page_used_often_is_compressed_thoroughly_and_gets_another_tag() {
    let cache = PageCache::new(CacheConfig {
        improve_after: Duration::ZERO,
        ..CacheConfig::default()
    });
    let headers = accepting("zstd");
    let first = get_with(&cache, &headers, Method::GET, page()).await;
    let request = PageRequest::new(Some("/"), &Method::GET, &headers);

    let mut last = cache.hit(&request).unwrap();
    for _ in 0..400 {
        tokio::time::sleep(Duration::from_millis(5)).await;
        last = cache.hit(&request).unwrap();
        if header(&last, "etag") != header(&first, "etag") {
            break;
        }
    }

    assert_ne!(header(&last, "etag"), header(&first, "etag"));
    assert!(last.body().bytes().unwrap().len() <= first.body().bytes().unwrap().len());
    assert_eq!(unpacked(&last), long().as_bytes());
    let mut held = holding(header(&first, "etag"));
    held.extend(headers.clone());
    let response = get_with(&cache, &held, Method::GET, page()).await;
    assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&response, "etag"), header(&first, "etag"));
}

#[tokio::test]
async fn outer_caches_are_told_what_to_keep_and_by_which_names() {
    let cache = cache();

    let response = get_with(&cache, &HeaderMap::new(), Method::GET, page()).await;

    assert_eq!(
        header(&response, "cache-control"),
        "public, max-age=0, s-maxage=60"
    );
    assert_eq!(
        header(&response, "cdn-cache-control"),
        "max-age=60, stale-while-revalidate=30, stale-if-error=86400"
    );
    let names = [Subject::Everything, story(1), story(2)].map(|subject| subject.tag());
    let names = names.join(" ");
    assert_eq!(header(&response, "surrogate-key"), names);
    assert!(header(&response, "content-security-policy").contains("default-src 'none'"));
    assert_eq!(header(&response, "set-cookie"), "");
}

#[tokio::test]
async fn redirects_are_kept() {
    let cache = cache();
    let moved = |recorder: Recorder| {
        recorder.read(story(1));
        let to = HeaderValue::from_static("/en/new");
        std::future::ready(Ok(Page::redirect(StatusCode::MOVED_PERMANENTLY, to)))
    };
    get_with(&cache, &HeaderMap::new(), Method::GET, moved).await;

    let again = get_with(&cache, &HeaderMap::new(), Method::GET, page()).await;

    assert_eq!(again.status(), StatusCode::MOVED_PERMANENTLY);
    assert_eq!(header(&again, "location"), "/en/new");
    assert_eq!(header(&again, "content-length"), "0");
}
