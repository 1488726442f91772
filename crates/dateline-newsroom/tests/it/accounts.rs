//! Newsroom accounts.

use dateline_newsroom::actor::Actor;
use dateline_newsroom::staff::{self, StaffError};
use dateline_testkit::{Engine, TestHouse, hostile};

const PHRASE: &str = "nine herons by the weir";

#[tokio::test]
async fn an_address_has_one_account_however_it_is_written() {
    let by = Actor("test".to_owned());
    for engine in Engine::all() {
        let house = TestHouse::open(engine).await;
        staff::add(
            &house,
            "Nadia",
            " Nadia@Courier.Example ",
            "editor",
            PHRASE,
            &by,
        )
        .await
        .unwrap();

        let again = staff::add(
            &house,
            "Nadia",
            "nadia@courier.example",
            "editor",
            PHRASE,
            &by,
        )
        .await
        .unwrap_err();

        assert!(matches!(again, StaffError::Taken(_)), "{again}");
        assert!(
            staff::reset(&house, "NADIA@courier.example", PHRASE, &by)
                .await
                .unwrap()
        );
        assert!(
            !staff::reset(&house, "ivo@courier.example", PHRASE, &by)
                .await
                .unwrap()
        );
        for bad in [
            "",
            "@",
            "a@b",
            "a b@c.d",
            "a@b@c.d",
            "a\n@c.d",
            "a@c.d\u{0}",
        ]
        .iter()
        .chain(hostile::SQL)
        {
            let refused = staff::add(&house, "X", bad, "editor", PHRASE, &by).await;
            assert!(matches!(refused, Err(StaffError::BadAddress(_))), "{bad:?}");
        }
        house.db().close().await;
    }
}
