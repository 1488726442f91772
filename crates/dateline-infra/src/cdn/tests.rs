use super::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A cache that answers each purge with the next of these statuses, the last one for ever.
struct Cache {
    address: String,
    heard: UnboundedReceiver<String>,
}

impl Cache {
    async fn answering(statuses: &'static [u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (sender, heard) = unbounded_channel();
        tokio::spawn(async move {
            let mut statuses = statuses.iter().copied();
            let mut last = 200;
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                last = converse(stream, &mut statuses, last, &sender).await;
            }
        });
        Self { address, heard }
    }

    async fn next(&mut self) -> String {
        let limit = Duration::from_secs(10);
        let heard = tokio::time::timeout(limit, self.heard.recv()).await;
        heard.unwrap().unwrap()
    }

    fn settings(&self) -> Settings {
        Settings {
            varnish: vec![self.address.clone()],
            secret: Some("open sesame".to_owned()),
        }
    }
}

async fn converse(
    mut stream: TcpStream,
    statuses: &mut impl Iterator<Item = u16>,
    mut last: u16,
    heard: &UnboundedSender<String>,
) -> u16 {
    let mut text = String::new();
    let mut part = [0; 4096];
    loop {
        match stream.read(&mut part).await {
            Ok(0) | Err(_) => return last,
            Ok(count) => text.push_str(&String::from_utf8_lossy(&part[..count])),
        }
        while let Some(end) = text.find("\r\n\r\n") {
            heard.send(text.drain(..end + 4).collect()).unwrap();
            last = statuses.next().unwrap_or(last);
            let answer = format!("HTTP/1.1 {last} x\r\nContent-Length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    }
}

fn tags(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn line(request: &str, name: &str) -> Option<String> {
    let mut lines = request.lines().filter_map(|line| line.split_once(": "));
    let found = lines.find(|(n, _)| n.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.to_owned())
}

async fn done(purger: &Purger) {
    for _ in 0..1000 {
        if purger.is_done() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never done: {:?}", purger.state());
}

#[tokio::test]
async fn a_purge_names_tags_and_secret_and_comes_three_times() {
    let mut cache = Cache::answering(&[200]).await;
    let purger = Purger::start(&cache.settings(), "all").unwrap();

    purger.purge(&tags(&["a", "b", "a"]));
    let mut heard = Vec::new();
    for _ in 0..=AGAIN_AFTER.len() {
        heard.push(cache.next().await);
    }
    done(&purger).await;

    for request in &heard {
        assert!(request.starts_with("BAN / HTTP/1.1\r\n"), "{request}");
        assert_eq!(
            line(request, "x-dateline-secret").as_deref(),
            Some("open sesame")
        );
        let named = line(request, "surrogate-key").unwrap();
        let mut named: Vec<&str> = named.split(' ').collect();
        named.sort_unstable();
        assert_eq!(named, ["a", "b"]);
    }
    assert_eq!(purger.state()[0].purges, 3);
    assert!(cache.heard.try_recv().is_err(), "and no more");
}

#[tokio::test]
async fn a_purge_that_is_refused_is_tried_again_until_it_is_taken() {
    let mut cache = Cache::answering(&[403, 503, 200]).await;
    let purger = Purger::start(&cache.settings(), "all").unwrap();

    purger.purge(&tags(&["a"]));
    cache.next().await;
    cache.next().await;
    let troubled = purger.state().remove(0);
    for _ in 0..=AGAIN_AFTER.len() {
        cache.next().await;
    }
    done(&purger).await;

    let (_, error) = troubled.trouble.unwrap();
    assert!(error.starts_with("it answered 403"), "{error}");
    let state = purger.state().remove(0);
    assert_eq!(
        (state.purges, state.failures, state.waiting, state.trouble),
        (3, 2, 0, None)
    );
}

#[tokio::test]
async fn a_dead_cache_holds_up_neither_the_caller_nor_the_other_cache() {
    let mut alive = Cache::answering(&[200]).await;
    let dead = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = Settings {
        varnish: vec![
            format!("http://{}", dead.local_addr().unwrap()),
            alive.address.clone(),
        ],
        secret: None,
    };
    let purger = Purger::start(&settings, "all").unwrap();

    let began = Instant::now();
    for number in 0..20_000 {
        purger.purge(&[format!("t{number}")]);
    }
    let took = began.elapsed();
    let first = alive.next().await;

    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(line(&first, "x-dateline-secret"), None);
    assert!(
        purger
            .state()
            .iter()
            .all(|s| s.waiting <= MOST_TAGS + TAGS_AT_ONCE)
    );
    for _ in 0..500 {
        if purger.state()[0].trouble.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let (_, error) = purger.state()[0].trouble.clone().unwrap();
    assert_eq!(error, "no answer within 2s");
    assert_eq!(purger.state()[1].trouble, None);
}

#[tokio::test]
async fn a_check_says_which_cache_would_not_take_a_purge_and_why() {
    let good = Cache::answering(&[200]).await;
    let strict = Cache::answering(&[403]).await;
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = format!("http://{}", gone.local_addr().unwrap());
    drop(gone);
    let settings = Settings {
        varnish: vec![good.address.clone(), strict.address.clone(), nobody],
        secret: None,
    };

    let answers = check(&settings).await;

    let words: Vec<String> = answers
        .into_iter()
        .map(|(_, answer)| answer.map_or_else(|e| e.to_string(), |()| "good".to_owned()))
        .collect();
    assert_eq!(words[0], "good");
    assert_eq!(words[1], "it answered 403 (the secret is another one)");
    assert!(words[2].contains("refused"), "{}", words[2]);
}
