//! Newsroom accounts.

use dateline_core::rights::{Grant, Place, Role};
use dateline_newsroom::account::staff::{self, Person, StaffError};
use dateline_newsroom::actor::Actor;
use dateline_testkit::{Engine, TestHouse, hostile};

const PHRASE: &str = "nine herons by the weir";

const EDITOR: &[Grant] = &[Grant {
    role: Role::Editor,
    place: Place {
        edition: None,
        section: None,
        desk: None,
    },
}];

fn person(email: &str) -> Person<'_> {
    Person {
        name: "Nadia",
        email,
        grants: EDITOR,
        password: PHRASE,
    }
}

#[tokio::test]
async fn an_address_has_one_account_however_it_is_written() {
    let by = Actor("test".to_owned());
    for engine in Engine::all() {
        let house = TestHouse::open(engine).await;
        staff::add(&house, person(" Nadia@Courier.Example "), &by)
            .await
            .unwrap();

        let again = staff::add(&house, person("nadia@courier.example"), &by)
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
            let refused = staff::add(&house, person(bad), &by).await;
            assert!(matches!(refused, Err(StaffError::BadAddress(_))), "{bad:?}");
        }
        house.db().close().await;
    }
}
