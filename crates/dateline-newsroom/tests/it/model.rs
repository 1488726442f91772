//! Random walks through the verbs, beside a model of what each should do.

use dateline_core::body::RichText;
use dateline_core::id::StoryId;
use dateline_core::notice::NoticeKind;
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::published::{self, Cursor};
use dateline_db::queries::{event, story as stories};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::story::{self, Correction, Revision, StoryError};
use dateline_newsroom::worker;
use dateline_testkit::{Paper, TestHouse, each_engine};
use jiff::Timestamp;
use rand::{RngExt, SeedableRng};
use std::time::Duration;

/// What the model knows of a story.
#[derive(Clone, Debug)]
struct Model {
    state: WorkflowState,
    /// Newest revision, and the one readers get.
    revision: i64,
    public: Option<i64>,
    first: Option<Timestamp>,
    publish_at: Option<Timestamp>,
    unpublish_at: Option<Timestamp>,
    notices: usize,
    events: usize,
}

#[derive(Clone, Copy, Debug)]
enum Act {
    Revise,
    Publish,
    Unpublish,
    Correct,
    Kill,
    Schedule { after: u64, until: Option<u64> },
    Unschedule,
    Pass(u64),
}

fn choose(rng: &mut impl RngExt) -> Act {
    match rng.random_range(0..30) {
        0..5 => Act::Revise,
        5..11 => Act::Publish,
        11..15 => Act::Unpublish,
        15..18 => Act::Correct,
        18 => Act::Kill,
        19..23 => Act::Schedule {
            after: rng.random_range(1..5),
            until: rng.random_bool(0.5).then(|| rng.random_range(5..9)),
        },
        23..25 => Act::Unschedule,
        _ => Act::Pass(rng.random_range(1..7)),
    }
}

impl Model {
    /// Whether the act is allowed, and what it then does.
    fn act(&mut self, act: Act, now: Timestamp) -> bool {
        use WorkflowState::{Draft, InEdit, Killed, Published, Ready, Scheduled};
        let before_publication = matches!(self.state, Draft | InEdit | Ready | Scheduled);
        match act {
            Act::Revise => {
                self.revision += 1;
                self.events += 1;
            }
            Act::Publish => {
                let is_over = self.unpublish_at.is_some_and(|at| at <= now);
                if !(before_publication || self.state == Published)
                    || (self.state == Scheduled && is_over)
                {
                    return false;
                }
                self.publish(now);
            }
            Act::Unpublish if self.state == Published => self.unpublish(),
            Act::Correct if self.state == Published => {
                self.notices += 1;
                self.events += 1;
                let public = self.public;
                self.publish(now);
                self.public = public;
            }
            Act::Kill if self.state != Killed => {
                (self.state, self.public, self.publish_at, self.unpublish_at) =
                    (Killed, None, None, None);
                self.events += 1;
            }
            Act::Schedule { after, until } if before_publication => {
                let at = hours(now, after);
                let until = until.map(|until| hours(now, until)).or(self.unpublish_at);
                if until.is_some_and(|until| until <= at) {
                    return false;
                }
                self.state = Scheduled;
                self.publish_at = Some(at);
                self.unpublish_at = until;
                self.events += 1;
            }
            Act::Unschedule
                if self.state == Scheduled
                    || self.state == Published && self.unpublish_at.is_some() =>
            {
                if self.state == Scheduled {
                    self.state = Ready;
                }
                (self.publish_at, self.unpublish_at) = (None, None);
                self.events += 1;
            }
            Act::Pass(_) => {}
            _ => return false,
        }
        true
    }

    fn publish(&mut self, now: Timestamp) {
        self.state = WorkflowState::Published;
        self.public = Some(self.revision);
        self.first = self.first.or(Some(now));
        self.publish_at = None;
        self.unpublish_at = self.unpublish_at.filter(|at| *at > now);
        self.events += 1;
    }

    fn unpublish(&mut self) {
        (self.state, self.public, self.unpublish_at) = (WorkflowState::InEdit, None, None);
        self.events += 1;
    }

    /// What the worker does when its time has come.
    fn work(&mut self, now: Timestamp) {
        if self.state == WorkflowState::Scheduled && self.publish_at.is_some_and(|at| at <= now) {
            if self.unpublish_at.is_some_and(|at| at <= now) {
                (self.state, self.publish_at, self.unpublish_at) =
                    (WorkflowState::Ready, None, None);
                self.events += 1;
            } else {
                self.publish(now);
            }
        }
        if self.state == WorkflowState::Published && self.unpublish_at.is_some_and(|at| at <= now) {
            self.unpublish();
        }
    }
}

fn hours(now: Timestamp, hours: u64) -> Timestamp {
    now.checked_add(Duration::from_hours(hours)).unwrap()
}

async fn perform(house: &TestHouse, id: StoryId, act: Act) -> Result<(), StoryError> {
    let by = Actor("model".to_owned());
    let mut tx = house.db().begin().await?;
    match act {
        Act::Revise => {
            let content = stories::get(&mut tx, id).await?.content;
            story::revise(
                house,
                &mut tx,
                id,
                Revision {
                    content,
                    note: String::new(),
                },
                &by,
            )
            .await
            .map(drop)
        }
        Act::Publish => story::publish(house, &mut tx, id, &by).await.map(drop),
        Act::Unpublish => story::unpublish(house, &mut tx, id, &by).await,
        Act::Correct => story::correct(
            house,
            &mut tx,
            id,
            Correction {
                kind: NoticeKind::Correction,
                text: RichText::from("It is so."),
                revision: None,
            },
            &by,
        )
        .await
        .map(drop),
        Act::Kill => story::kill(house, &mut tx, id, "", &by).await,
        Act::Schedule { after, until } => {
            let until = until.map(|until| hours(house.now(), until));
            story::schedule(
                house,
                &mut tx,
                id,
                Some(hours(house.now(), after)),
                until,
                &by,
            )
            .await
        }
        Act::Unschedule => story::unschedule(house, &mut tx, id, &by).await,
        Act::Pass(time) => {
            drop(tx);
            house.pass(Duration::from_hours(time));
            // Twice: a story published late may have to go at once.
            for _ in 0..2 {
                worker::round(house).await?;
            }
            return Ok(());
        }
    }?;
    house.commit(tx).await?;
    Ok(())
}

async fn compare(house: &TestHouse, paper: &Paper, id: StoryId, model: &Model, walk: &[Act]) {
    let mut tx = house.db().read().await.unwrap();
    let story = stories::get(&mut tx, id).await.unwrap();
    let public = published::find(&mut tx, id).await.unwrap();
    let listed = published::latest(&mut tx, &paper.code, Cursor::START, 9)
        .await
        .unwrap();
    let found = Model {
        state: story.state,
        revision: story.revision_number,
        public: public.as_ref().map(|p| p.document.revision),
        first: story.first_published_at,
        publish_at: story.publish_at,
        unpublish_at: story.unpublish_at,
        notices: stories::list_notices(&mut tx, id).await.unwrap().len(),
        events: event::list(&mut tx, "story", &id.to_string())
            .await
            .unwrap()
            .len(),
    };
    assert_eq!(format!("{found:?}"), format!("{model:?}"), "after {walk:?}");
    assert_eq!(
        listed.len(),
        usize::from(model.public.is_some()),
        "after {walk:?}"
    );
    if let Some(public) = public {
        assert_eq!(
            public.document.notices.len(),
            model.notices,
            "after {walk:?}"
        );
        assert_eq!(Some(public.published_at), model.first, "after {walk:?}");
    }
    tx.close().await.unwrap();
}

#[tokio::test]
async fn whatever_is_done_in_whatever_order_rows_pages_and_history_agree() {
    each_engine(async |house| {
        let paper = house.paper().await;
        for seed in 0..25 {
            let mut rng = rand::rngs::StdRng::seed_from_u64(seed);
            let id = house.story(&paper, &format!("Walk {seed}")).insert().await;
            let mut model = Model {
                state: WorkflowState::Draft,
                revision: 1,
                public: None,
                first: None,
                publish_at: None,
                unpublish_at: None,
                notices: 0,
                events: 0,
            };
            let mut walk = Vec::new();
            for _ in 0..14 {
                let act = choose(&mut rng);
                walk.push(act);
                let allowed = model.act(act, house.now());
                let done = perform(house, id, act).await;
                assert_eq!(done.is_ok(), allowed, "{done:?} after {walk:?}");
                if let Act::Pass(_) = act {
                    model.work(house.now());
                }
                compare(house, &paper, id, &model, &walk).await;
            }
            // The list of the next walk begins empty.
            if model.state != WorkflowState::Killed {
                perform(house, id, Act::Kill).await.unwrap();
            }
        }
    })
    .await;
}
