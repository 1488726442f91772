//! The change log: numbers in the order of commits, whoever commits.

use dateline_db::queries::change;
use dateline_db::{Change, Db};
use dateline_testkit::each_engine;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

async fn write(db: Db, worker: u64, count: u64, answered: Arc<Mutex<Vec<i64>>>) {
    for number in 0..count {
        let mut tx = db.begin().await.unwrap();
        tx.changed(worker * 1000 + number);
        if number % 3 == 0 {
            tokio::task::yield_now().await;
        }
        let committed = tx.commit().await.unwrap();
        answered.lock().unwrap().push(committed.seq);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_follower_misses_no_change_however_many_write() {
    each_engine(async |house| {
        let other = house.neighbour().await;
        let answered = Arc::new(Mutex::new(Vec::new()));
        let mut writers = tokio::task::JoinSet::new();
        for worker in 0..4 {
            let db = if worker % 2 == 0 {
                house.db()
            } else {
                other.db()
            };
            writers.spawn(write(db.clone(), worker, 30, Arc::clone(&answered)));
        }

        let (mut seen, mut last) = (Vec::new(), 0);
        loop {
            let is_over = writers.is_empty() || answered.lock().unwrap().len() == 120;
            let known: Vec<i64> = answered.lock().unwrap().clone();
            let mut tx = house.db().read().await.unwrap();
            let page = change::list_after(&mut tx, last).await.unwrap();
            tx.close().await.unwrap();
            for (seq, change) in page {
                assert!(seq > last, "{seq} after {last}");
                assert_eq!(change.subjects.len(), 1);
                last = seq;
                seen.push(seq);
            }
            let missed: Vec<&i64> = known.iter().filter(|seq| !seen.contains(seq)).collect();
            assert!(
                missed.is_empty(),
                "answered before the look and not seen by it: {missed:?}"
            );
            if is_over {
                break;
            }
        }

        writers.join_all().await;
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 120);
        other.db().close().await;
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_changes_nothing_public_leaves_no_line() {
    each_engine(async |house| {
        let mut tx = house.db().begin().await.unwrap();
        tx.execute(
            "insert into setting (name, value) values ('a', 'b')",
            Vec::new(),
        )
        .await
        .unwrap();
        assert_eq!(tx.commit().await.unwrap().seq, 0);
        let mut tx = house.db().begin().await.unwrap();
        tx.changed(7);
        tx.changed(7);
        tx.withdrawn(9);
        let committed = tx.commit().await.unwrap();

        let mut tx = house.db().read().await.unwrap();
        let wanted = Change {
            subjects: vec![7, 9],
            withdrawn: vec![9],
        };
        assert_eq!(
            change::list_after(&mut tx, 0).await.unwrap(),
            [(committed.seq, wanted)]
        );
        assert_eq!(change::latest(&mut tx).await.unwrap(), committed.seq);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_slept_through_a_trim_forgets_everything_it_knew() {
    each_engine(async |house| {
        house.paper().await;
        house.start_following().await.unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ears = Arc::clone(&heard);
        house.listen(Box::new(move |change| {
            ears.lock().unwrap().push(change.clone());
        }));
        let other = house.neighbour().await;
        for subject in 1..=5 {
            let mut tx = other.db().begin().await.unwrap();
            tx.changed(subject);
            let _ = tx.commit().await.unwrap();
        }
        let mut tx = other.db().begin().await.unwrap();
        tx.execute(
            "delete from change_log where seq <= (select max(seq) from change_log) - 2",
            Vec::new(),
        )
        .await
        .unwrap();
        let _ = tx.commit().await.unwrap();

        house.look().await.unwrap();

        let everything = dateline_core::subject::Subject::Everything.key();
        let heard = heard.lock().unwrap().clone();
        assert!(
            heard
                .iter()
                .any(|c| c.subjects.contains(&everything) && c.withdrawn.contains(&everything)),
            "{heard:?}"
        );
        assert!(heard.iter().any(|c| c.subjects == [5]));
        other.db().close().await;
    })
    .await;
}
