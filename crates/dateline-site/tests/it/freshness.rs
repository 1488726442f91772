//! The promise that matters most: a read that begins after a change was acknowledged never shows
//! the state before it, on any page, in any coding, whoever made the change.

use crate::kit::{self, Served, serve};
use dateline_core::id::StoryId;
use dateline_newsroom::story::{self, Revision};
use dateline_testkit::{Answer, Client, Paper, TestHouse, each_engine};
use dateline_web::house::House;
use rand::RngExt;
use std::io::Read;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const STORIES: usize = 4;
const LENGTH: Duration = Duration::from_secs(5);

/// What readers should see of a story after each act: the number in its headline, or nothing.
struct Track {
    states: Vec<Option<u32>>,
    /// Index of the newest act that was answered.
    done: usize,
}

type Tracks = Arc<Vec<Mutex<Track>>>;

/// Pages that must show every public story.
fn lists(host: &str) -> Vec<String> {
    let mut all: Vec<String> = [
        "/en/",
        "/en/city",
        "/en/topics/harbour",
        "/en/people/nadia",
        "/en/archive/2025/03",
        "/en/archive/2025/03/01",
        "/news-sitemap.xml",
    ]
    .map(str::to_owned)
    .to_vec();
    for base in ["/en", "/en/city", "/en/topics/harbour", "/en/people/nadia"] {
        all.extend(["rss", "atom", "json"].map(|form| format!("{base}/feed.{form}")));
    }
    all.push(host.to_owned());
    all
}

/// Numbers a page shows of a story, smallest and largest.
fn shown(text: &str, story: usize) -> Option<(u32, u32)> {
    let name = format!("Fresh{story}v");
    let numbers = text.split(&name).skip(1).filter_map(|rest| {
        let end = rest.find('e')?;
        rest[..end].parse::<u32>().ok()
    });
    numbers.fold(None, |range, n| {
        Some(range.map_or((n, n), |(low, high): (u32, u32)| (low.min(n), high.max(n))))
    })
}

struct Writer {
    house: House,
    tracks: Tracks,
    ids: Vec<StoryId>,
    mine: Vec<usize>,
    until: Instant,
}

impl Writer {
    async fn work(self) -> usize {
        let mut acts = 0;
        while Instant::now() < self.until {
            let (story, act) = {
                let mut rng = rand::rng();
                (
                    self.mine[rng.random_range(0..self.mine.len())],
                    rng.random_range(0..10),
                )
            };
            self.act(story, act).await;
            acts += 1;
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        acts
    }

    async fn act(&self, story: usize, act: u32) {
        let (index, last) = {
            let track = self.tracks[story].lock().unwrap();
            (track.states.len(), *track.states.last().unwrap())
        };
        let number = u32::try_from(index).unwrap();
        let next = match (act, last) {
            (0..2, Some(_)) => None,
            (2..4, Some(same)) => Some(same),
            _ => Some(number),
        };
        self.tracks[story].lock().unwrap().states.push(next);
        let id = self.ids[story];
        match (act, last) {
            (0..2, Some(_)) => kit::unpublish(&self.house, id).await,
            (2..4, Some(_)) => drop(kit::correct(&self.house, id, &format!("Note {number}")).await),
            _ => self.publish(id, story, number).await,
        }
        self.tracks[story].lock().unwrap().done = index;
    }

    async fn publish(&self, id: StoryId, story: usize, number: u32) {
        let mut tx = self.house.db().begin().await.unwrap();
        let mut content = dateline_db::queries::story::get(&mut tx, id)
            .await
            .unwrap()
            .content;
        content.headline = format!("Fresh{story}v{number}e");
        let revision = Revision {
            content,
            note: String::new(),
        };
        story::revise(&self.house, &mut tx, id, revision, &kit::editor())
            .await
            .unwrap();
        story::publish(&self.house, &mut tx, id, &kit::editor())
            .await
            .unwrap();
        self.house.commit(tx).await.unwrap();
    }
}

struct Reader {
    client: Client,
    tracks: Tracks,
    lists: Vec<String>,
    pages: Vec<String>,
    until: Instant,
}

impl Reader {
    async fn work(self) -> usize {
        let mut reads = 0;
        while Instant::now() < self.until {
            let (choice, coding) = {
                let mut rng = rand::rng();
                (
                    rng.random_range(0..self.lists.len() + self.pages.len()),
                    ["identity", "gzip"][rng.random_range(0..2)],
                )
            };
            let is_list = choice < self.lists.len();
            let path = if is_list {
                &self.lists[choice]
            } else {
                &self.pages[choice - self.lists.len()]
            };
            let before: Vec<usize> = self.tracks.iter().map(|t| t.lock().unwrap().done).collect();

            let answer = self
                .client
                .send("GET", path, &[("accept-encoding", coding)])
                .await;

            assert!(
                answer.status == 200 || answer.status == 404,
                "{path}: {}",
                answer.status
            );
            assert_eq!(answer.header("x-dateline-stale"), None, "{path}");
            let text = text_of(&answer);
            for (story, from) in before.into_iter().enumerate() {
                let own = self.pages.get(story) == Some(path);
                self.judge(path, story, from, &text, is_list || own);
            }
            reads += 1;
        }
        reads
    }

    /// What is shown must be a state between the newest one answered before the read began and the
    /// newest one begun before it ended.
    fn judge(&self, path: &str, story: usize, from: usize, text: &str, must_show: bool) {
        let track = self.tracks[story].lock().unwrap();
        let allowed = &track.states[from..];
        match shown(text, story) {
            None if !must_show => {}
            None => assert!(
                allowed.contains(&None),
                "{path} lacks story {story}; allowed {allowed:?}"
            ),
            Some((low, high)) => {
                assert_eq!(low, high, "{path} shows two states of story {story}");
                assert!(
                    allowed.contains(&Some(low)),
                    "{path} shows {low} of story {story}; allowed {allowed:?}"
                );
            }
        }
    }
}

fn text_of(answer: &Answer) -> String {
    if answer.header("content-encoding") != Some("gzip") {
        return answer.text();
    }
    let mut text = String::new();
    flate2::read::GzDecoder::new(answer.body.as_slice())
        .read_to_string(&mut text)
        .unwrap();
    text
}

async fn story(house: &TestHouse, paper: &Paper, number: usize) -> (StoryId, String) {
    let builder = house
        .story(paper, &format!("Fresh{number}v0e"))
        .tagged(&[paper.harbour])
        .by(&[paper.nadia]);
    let id = builder
        .with(|s| s.slug = format!("fresh-{number}"))
        .insert()
        .await;
    (id, kit::publish(house, id).await.path)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_read_shows_a_state_older_than_an_answered_change() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (mut ids, mut pages) = (Vec::new(), Vec::new());
        for number in 0..STORIES {
            let (id, path) = story(house, &paper, number).await;
            ids.push(id);
            pages.push(path);
        }
        // The host is in another section, so that only its cards mention the others.
        let mut host = house
            .story(&paper, "The host")
            .in_section(&paper.code, paper.world);
        for id in &ids {
            host = host.card(*id);
        }
        let host = host.insert().await;
        let host = kit::publish(house, host).await.path;
        let served: Served = serve(house);
        house.start_following().await.unwrap();
        let looking = (**house).clone();
        let _node = dateline_infra::node::listen(house.data(), move |_| {
            let house = looking.clone();
            async move {
                house.look().await.unwrap();
            }
        })
        .await
        .unwrap();
        // Half of the changes are made by another process, as by the command line.
        let other = house.neighbour().await;
        let tracks: Tracks = Arc::new(
            (0..STORIES)
                .map(|_| {
                    Mutex::new(Track {
                        states: vec![Some(0)],
                        done: 0,
                    })
                })
                .collect(),
        );
        let until = Instant::now() + LENGTH;
        let mut writers = tokio::task::JoinSet::new();
        for (house, mine) in [((**house).clone(), vec![0, 1]), (other.clone(), vec![2, 3])] {
            writers.spawn(
                Writer {
                    house,
                    tracks: Arc::clone(&tracks),
                    ids: ids.clone(),
                    mine,
                    until,
                }
                .work(),
            );
        }
        let mut readers = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let reader = Reader {
                client: served.client,
                tracks: Arc::clone(&tracks),
                lists: lists(&host),
                pages: pages.clone(),
                until,
            };
            readers.spawn(reader.work());
        }

        let acts: usize = writers.join_all().await.into_iter().sum();
        let reads: usize = readers.join_all().await.into_iter().sum();

        let stats = served.site.cache.stats();
        println!(
            "{acts} changes, {reads} reads, {} hits, {} renders",
            stats.hits, stats.renders
        );
        assert!(acts > 5 && reads > 20, "{acts} changes, {reads} reads");
        other.db().close().await;
    })
    .await;
}
