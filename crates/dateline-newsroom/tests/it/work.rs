//! Jobs: done, repeated, set aside; and none stands in another's way.

use dateline_db::queries::change;
use dateline_db::queries::job::{self, Job};
use dateline_newsroom::worker;
use dateline_testkit::{TestHouse, each_engine};
use std::time::Duration;

async fn order(house: &TestHouse, kind: &str) {
    let now = dateline_db::micros(house.now());
    let mut tx = house.db().begin().await.unwrap();
    job::insert(
        &mut tx,
        house.new_id(),
        kind,
        "{\"canary\":1}",
        None,
        now,
        now,
    )
    .await
    .unwrap();
    house.commit(tx).await.unwrap();
}

#[tokio::test]
async fn a_job_nobody_knows_is_tried_with_growing_pauses_and_then_set_aside() {
    each_engine(async |house| {
        order(house, "brew_coffee").await;
        let start = house.now();
        let mut tried = Vec::new();

        for _ in 0..2_000 {
            if worker::round(house).await.unwrap().jobs > 0 {
                tried.push(house.now().duration_since(start).as_secs());
            }
            house.pass(Duration::from_secs(1));
        }

        assert_eq!(tried.len(), usize::try_from(job::MAX_ATTEMPTS).unwrap());
        let pauses: Vec<i64> = tried.windows(2).map(|w| w[1] - w[0]).collect();
        assert!(pauses.is_sorted(), "{pauses:?}");
        let mut tx = house.db().read().await.unwrap();
        let (kind, payload, error) = job::list_dead(&mut tx).await.unwrap().remove(0);
        assert_eq!(
            (kind.as_str(), payload.as_str()),
            ("brew_coffee", "{\"canary\":1}")
        );
        assert!(error.unwrap().contains("knows no job \"brew_coffee\""));
    })
    .await;
}

#[tokio::test]
async fn the_change_log_is_trimmed_every_hour_though_a_bad_job_stands_before_it() {
    each_engine(async |house| {
        for _ in 0..30 {
            order(house, "brew_coffee").await;
        }
        worker::plan_trim(house).await.unwrap();
        worker::plan_trim(house).await.unwrap();
        let mut tx = house.db().begin().await.unwrap();
        tx.execute(
            "insert into change_log (subjects) values ('{\"subjects\":[1]}')",
            Vec::new(),
        )
        .await
        .unwrap();
        house.commit(tx).await.unwrap();

        for _ in 0..200 {
            house.pass(Duration::from_mins(1));
            worker::round(house).await.unwrap();
        }

        let mut tx = house.db().read().await.unwrap();
        assert_eq!(
            job::count_waiting(&mut tx).await.unwrap().0,
            1,
            "the next trim, and only one"
        );
        assert_eq!(change::list_after(&mut tx, 0).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_panics_or_never_ends_is_set_aside_and_the_others_are_done() {
    each_engine(async |house| {
        for kind in ["panics", "good", "hangs", "good", "panics"] {
            order(house, kind).await;
        }
        let work = |_, job: Job| async move {
            match job.kind.as_str() {
                "panics" => panic!("on purpose"),
                "hangs" => std::future::pending().await,
                _ => Ok(()),
            }
        };
        let patience = Duration::from_millis(100);

        let mut done = 0;
        for _ in 0..40 {
            done += worker::round_with(house, patience, work)
                .await
                .unwrap()
                .jobs;
            house.pass(Duration::from_hours(1));
        }

        let tries = usize::try_from(job::MAX_ATTEMPTS).unwrap();
        assert_eq!(done, 2 + 3 * tries);
        let mut tx = house.db().begin().await.unwrap();
        let mut dead = job::list_dead(&mut tx).await.unwrap();
        dead.sort();
        let errors: Vec<_> = dead
            .into_iter()
            .map(|(kind, _, e)| (kind, e.unwrap()))
            .collect();
        let panicked = (
            "panics".to_owned(),
            "it panicked; the log has the place".to_owned(),
        );
        assert_eq!(errors[1..], [panicked.clone(), panicked]);
        assert!(
            errors[0].1.contains("did not end within 100ms"),
            "{errors:?}"
        );

        let now = dateline_db::micros(house.now());
        assert_eq!(job::revive(&mut tx, now).await.unwrap(), 3);
        assert_eq!(job::count_dead(&mut tx).await.unwrap(), 0);
        assert_eq!(job::claim(&mut tx, now, now + 1, 9).await.unwrap().len(), 3);
    })
    .await;
}
