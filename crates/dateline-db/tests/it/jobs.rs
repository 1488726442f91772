//! The job queue: leased, retried, deduplicated, set aside.

use dateline_db::args;
use dateline_db::queries::job::{self, Job, MAX_ATTEMPTS};
use dateline_testkit::{House, TestHouse, each_engine};

use uuid::Uuid;

async fn insert(house: &House, kind: &str, dedup: Option<&str>, run_at: i64) -> Uuid {
    let id = house.new_id();
    let mut tx = house.db().begin().await.unwrap();
    job::insert(&mut tx, id, kind, "{}", dedup.map(str::to_owned), run_at, 0)
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
    id
}

async fn claim(house: &House, now: i64, limit: i64) -> Vec<Job> {
    let mut tx = house.db().begin().await.unwrap();
    let claimed = job::claim(&mut tx, now, now + 100, limit).await.unwrap();
    house.commit(tx).await.unwrap();
    claimed
}

#[tokio::test]
async fn a_job_is_taken_when_it_is_due_by_one_worker_until_its_lease_ends() {
    each_engine(async |house| {
        let id = insert(house, "x", None, 50).await;

        assert_eq!(claim(house, 49, 10).await, []);
        let first = claim(house, 50, 10).await;
        assert_eq!((first[0].id, first[0].attempts), (id, 1));
        assert_eq!(claim(house, 100, 10).await, [], "it is leased");
        let again = claim(house, 151, 10).await;
        assert_eq!(
            (again[0].id, again[0].attempts),
            (id, 2),
            "whoever had it died"
        );
    })
    .await;
}

#[tokio::test]
async fn two_workers_never_take_the_same_job() {
    each_engine(async |house| {
        for at in 0..40 {
            insert(house, "x", None, at).await;
        }
        let other = house.neighbour().await;
        let mut taken = Vec::new();

        for _ in 0..10 {
            let (here, there) = tokio::join!(claim(house, 100, 3), claim(&other, 100, 3));
            taken.extend(here.into_iter().chain(there).map(|job| job.id));
        }

        let count = taken.len();
        taken.sort_unstable();
        taken.dedup();
        assert_eq!((count, taken.len()), (40, 40));
        other.db().close().await;
    })
    .await;
}

#[tokio::test]
async fn two_orders_of_the_same_work_are_one_until_somebody_takes_it_up() {
    each_engine(async |house| {
        insert(house, "x", Some("same"), 0).await;
        insert(house, "x", Some("same"), 0).await;
        insert(house, "x", Some("other"), 0).await;
        assert_eq!(claim(house, 10, 10).await.len(), 2);

        insert(house, "x", Some("same"), 0).await;

        assert_eq!(
            claim(house, 10, 10).await.len(),
            1,
            "what comes while it is done is done again"
        );
    })
    .await;
}

async fn waiting(house: &TestHouse) -> (i64, usize) {
    let mut tx = house.db().read().await.unwrap();
    (
        job::count_waiting(&mut tx).await.unwrap().0,
        job::list_dead(&mut tx).await.unwrap().len(),
    )
}

#[tokio::test]
async fn a_job_that_fails_comes_again_and_is_set_aside_in_the_end() {
    each_engine(async |house| {
        let id = insert(house, "bad", Some("bad"), 0).await;
        for attempt in 1..=MAX_ATTEMPTS {
            let claimed = claim(house, attempt * 1000, 10).await;
            assert_eq!(claimed.len(), 1, "attempt {attempt}");
            let dead = (attempt == MAX_ATTEMPTS).then_some(attempt * 1000);
            let mut tx = house.db().begin().await.unwrap();
            job::fail(
                &mut tx,
                id,
                &"because ".repeat(1000),
                attempt * 1000 + 500,
                dead,
            )
            .await
            .unwrap();
            house.commit(tx).await.unwrap();
        }

        assert_eq!(claim(house, i64::MAX / 2, 10).await, []);
        assert_eq!(waiting(house).await, (0, 1));
        let mut tx = house.db().read().await.unwrap();
        let (kind, _, error) = job::list_dead(&mut tx).await.unwrap().remove(0);
        assert_eq!(kind, "bad");
        assert!(
            error.unwrap().len() <= 2_000,
            "the reason is kept, not a book"
        );
        tx.close().await.unwrap();
        insert(house, "bad", Some("bad"), 0).await;
        assert_eq!(
            waiting(house).await,
            (1, 1),
            "a dead job does not stand in the way of a new one"
        );
    })
    .await;
}

#[tokio::test]
async fn a_job_that_kills_whoever_takes_it_is_set_aside_too() {
    each_engine(async |house| {
        insert(house, "deadly", None, 0).await;
        let good = insert(house, "good", None, 1).await;

        let mut taken = 0;
        for round in 1..=2 * MAX_ATTEMPTS {
            for job in claim(house, round * 1000, 10).await {
                if job.kind == "deadly" {
                    taken += 1;
                } else {
                    let mut tx = house.db().begin().await.unwrap();
                    job::finish(&mut tx, good).await.unwrap();
                    house.commit(tx).await.unwrap();
                }
            }
        }

        assert_eq!(taken, MAX_ATTEMPTS);
        assert_eq!(waiting(house).await, (0, 1));
        let mut tx = house.db().read().await.unwrap();
        let reason = job::list_dead(&mut tx).await.unwrap().remove(0).2.unwrap();
        assert!(reason.contains("never came back"), "{reason}");
    })
    .await;
}

#[tokio::test]
async fn a_job_of_a_transaction_that_is_given_up_never_was() {
    each_engine(async |house| {
        let mut tx = house.db().begin().await.unwrap();
        job::insert(&mut tx, house.new_id(), "x", "{}", None, 0, 0)
            .await
            .unwrap();
        tx.execute(
            "insert into setting (name, value) values ('a', 'b')",
            args![],
        )
        .await
        .unwrap();
        drop(tx);

        assert_eq!(claim(house, 10, 10).await, []);
    })
    .await;
}

#[tokio::test]
async fn slow_jobs_are_taken_apart_from_those_somebody_waits_for() {
    each_engine(async |house| {
        let mut tx = house.db().begin().await.unwrap();
        for kind in ["slow_make", "slower", "trim"] {
            job::insert(&mut tx, house.new_id(), kind, "{}", None, 10, 0)
                .await
                .unwrap();
        }
        assert_eq!(job::count_slow(&mut tx, 9).await.unwrap(), 0);
        assert_eq!(job::count_slow(&mut tx, 10).await.unwrap(), 1);

        let quick = job::claim(&mut tx, 10, 99, 9).await.unwrap();
        let slow = job::claim_slow(&mut tx, 10, 99, 9).await.unwrap();

        let mut kinds: Vec<&str> = quick.iter().map(|job| job.kind.as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["slower", "trim"]);
        assert_eq!(slow.len(), 1);
        assert_eq!(slow[0].kind, "slow_make");
        assert_eq!(
            job::count_slow(&mut tx, 10).await.unwrap(),
            0,
            "it is leased"
        );
        house.commit(tx).await.unwrap();
    })
    .await;
}
