//! The picture desk: what may be published, by every door, and what is due.

use dateline_core::body::{Kind, PictureUse};
use dateline_core::edition::EditionCode;
use dateline_core::id::{PictureId, StoryId};
use dateline_core::notice::NoticeKind;
use dateline_core::picture::{Effect, Fault, Lease, PictureFacts, Place, UsageRights, Use};
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::{event, picture_edit, picture_lease, published, story as stories};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::picture::{self, Edit, PictureError, Terms};
use dateline_newsroom::press::{self, Sheet};
use dateline_newsroom::story::{self, Correction, Published, Revision, StoryError};
use dateline_newsroom::worker;
use dateline_testkit::{Paper, TestHouse, each_engine};
use jiff::Timestamp;
use std::time::Duration;
use uuid::Uuid;

fn by() -> Actor {
    Actor("test".to_owned())
}

fn later(house: &TestHouse, hours: u64) -> Timestamp {
    house
        .now()
        .checked_add(Duration::from_hours(hours))
        .unwrap()
}

fn allow() -> Terms {
    Terms {
        effect: Effect::Allow,
        uses: Vec::new(),
        editions: Vec::new(),
        territories: Vec::new(),
        from: None,
        until: None,
        note: None,
    }
}

async fn lease(house: &TestHouse, picture: PictureId, terms: Terms) -> Result<Lease, PictureError> {
    let mut tx = house.db().begin().await?;
    let done = picture::add_lease(house, &mut tx, &picture.to_string(), terms, &by()).await?;
    house.commit(tx).await?;
    Ok(done)
}

async fn edit(house: &TestHouse, picture: PictureId, change: Edit) -> Result<(), PictureError> {
    let mut tx = house.db().begin().await?;
    picture::edit(house, &mut tx, &picture.to_string(), change, &by()).await?;
    house.commit(tx).await?;
    Ok(())
}

async fn publish(house: &TestHouse, id: StoryId) -> Result<Published, StoryError> {
    let mut tx = house.db().begin().await?;
    let done = story::publish(house, &mut tx, id, &by()).await?;
    house.commit(tx).await?;
    Ok(done)
}

fn used(picture: PictureId) -> PictureUse {
    PictureUse {
        picture,
        caption: None,
        alt: None,
    }
}

async fn bare(house: &TestHouse, name: &str) -> PictureId {
    house.bare_picture(name, PictureFacts::default()).await
}

#[tokio::test]
async fn publishing_is_refused_with_all_that_every_picture_lacks() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (lead, inside, shown) = (
            bare(house, "lead").await,
            bare(house, "inside").await,
            house.picture("shown", PictureFacts::default()).await,
        );
        let id = house
            .story(&paper, "Three pictures")
            .picture(lead)
            .element(Kind::Gallery {
                title: None,
                pictures: vec![used(shown), used(inside), used(lead)],
            })
            .with(|story| story.content.headline = String::new())
            .insert()
            .await;

        let refused = publish(house, id).await.unwrap_err();

        let StoryError::Incomplete {
            missing, pictures, ..
        } = refused
        else {
            panic!("{refused}");
        };
        assert_eq!(missing, ["it has no headline"]);
        assert_eq!(pictures.len(), 2);
        assert_eq!(pictures[0].picture, lead);
        assert_eq!(pictures[0].places, [Place::Lead, Place::Gallery]);
        let all = [Fault::NoCredit, Fault::NoAlt, Fault::NoRights];
        assert_eq!(pictures[0].faults, all);
        assert_eq!(
            (pictures[1].picture, &pictures[1].faults[..]),
            (inside, &all[..])
        );
        let mut tx = house.db().read().await.unwrap();
        let state = stories::get(&mut tx, id).await.unwrap().state;
        tx.close().await.unwrap();
        assert_eq!(state, WorkflowState::Draft);
    })
    .await;
}

#[tokio::test]
async fn a_schedule_meets_the_lease_at_its_hour_and_goes_back_to_the_desk() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let picture = house.picture("short", PictureFacts::default()).await;
        let term = Terms {
            until: Some(later(house, 2)),
            ..allow()
        };
        lease(house, picture, term).await.unwrap();
        let mut ids = Vec::new();
        for (name, hours) in [("In time", 1), ("Too late", 3)] {
            let id = house.story(&paper, name).picture(picture).insert().await;
            let mut tx = house.db().begin().await.unwrap();
            let at = Some(later(house, hours));
            story::schedule(house, &mut tx, id, at, None, &by())
                .await
                .unwrap();
            house.commit(tx).await.unwrap();
            ids.push(id);
        }

        for _ in 0..4 {
            house.pass(Duration::from_hours(1));
            worker::round(house).await.unwrap();
        }

        let mut tx = house.db().read().await.unwrap();
        let state = stories::get(&mut tx, ids[0]).await.unwrap().state;
        assert_eq!(state, WorkflowState::Published);
        let state = stories::get(&mut tx, ids[1]).await.unwrap().state;
        assert_eq!(state, WorkflowState::Ready);
        let history = event::list(&mut tx, "story", &ids[1].to_string())
            .await
            .unwrap();
        let (_, _, _, why) = history.last().unwrap();
        assert!(why.contains("the lease that allowed it ended at"), "{why}");
        tx.close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_correction_is_refused_while_a_picture_is_withheld_without_a_decision() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let picture = house.picture("ended", PictureFacts::default()).await;
        let id = house
            .story(&paper, "The vote")
            .picture(picture)
            .insert()
            .await;
        publish(house, id).await.unwrap();
        let term = Terms {
            until: Some(later(house, 1)),
            ..allow()
        };
        lease(house, picture, term).await.unwrap();
        house.pass(Duration::from_hours(2));
        let correct = async || {
            let mut tx = house.db().begin().await.unwrap();
            let correction = Correction {
                kind: NoticeKind::Correction,
                text: "It was Friday.".into(),
                revision: None,
            };
            let done = story::correct(house, &mut tx, id, correction, &by()).await?;
            house.commit(tx).await?;
            Ok::<_, StoryError>(done)
        };
        let refused = correct().await.unwrap_err();
        assert!(
            matches!(refused, StoryError::Incomplete { .. }),
            "{refused}"
        );

        let mut tx = house.db().begin().await.unwrap();
        picture::set_substitute(house, &mut tx, &picture.to_string(), None, &by())
            .await
            .unwrap();
        house.commit(tx).await.unwrap();

        correct().await.unwrap();
    })
    .await;
}

/// A story as an archive brings it: public, whatever its picture lacks.
async fn archived(house: &TestHouse, paper: &Paper, picture: PictureId) -> StoryId {
    let builder = house
        .story(paper, "From the archive")
        .picture(picture)
        .with(|story| story.state = WorkflowState::Published);
    let story = builder.story.clone();
    let id = builder.insert().await;
    let mut tx = house.db().begin().await.unwrap();
    let sheet = Sheet {
        story,
        is_sticky: false,
        updated_at: house.now(),
        path: None,
    };
    press::press(&mut tx, sheet).await.unwrap();
    house.commit(tx).await.unwrap();
    id
}

#[tokio::test]
async fn an_archive_stays_public_is_listed_and_meets_the_gate_when_a_person_publishes() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let picture = bare(house, "old").await;
        let unused = bare(house, "unused").await;
        let id = archived(house, &paper, picture).await;

        let mut tx = house.db().read().await.unwrap();
        let shown = published::find(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(shown.document.pictures.len(), 1);
        let lacking = picture_edit::list(&mut tx, true, Uuid::nil(), 9)
            .await
            .unwrap();
        assert_eq!(lacking.len(), 1);
        assert_eq!((lacking[0].id, lacking[0].uses), (picture.0, 1));
        assert_eq!(picture_edit::count_lacking(&mut tx).await.unwrap(), 1);
        let all = picture_edit::list(&mut tx, false, Uuid::nil(), 9)
            .await
            .unwrap();
        assert!(all.iter().any(|line| line.id == unused.0));
        tx.close().await.unwrap();
        publish(house, id).await.unwrap_err();

        let mended = Edit {
            alt: Some("A quay".to_owned()),
            credit_line: Some("Archive".to_owned()),
            ..Edit::default()
        };
        edit(house, picture, mended).await.unwrap();
        let mut tx = house.db().begin().await.unwrap();
        let name = picture.to_string();
        picture::set_rights(house, &mut tx, &name, UsageRights::Staff, &by())
            .await
            .unwrap();
        house.commit(tx).await.unwrap();

        publish(house, id).await.unwrap();
        let mut tx = house.db().read().await.unwrap();
        assert_eq!(picture_edit::count_lacking(&mut tx).await.unwrap(), 0);
        tx.close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn uses_name_each_place_also_where_only_readers_or_only_the_desk_have_it() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let picture = house.picture("one", PictureFacts::default()).await;
        let other = house.picture("two", PictureFacts::default()).await;
        let id = house
            .story(&paper, "Everywhere")
            .picture(picture)
            .element(Kind::Picture(used(picture)))
            .element(Kind::Gallery {
                title: None,
                pictures: vec![used(picture)],
            })
            .insert()
            .await;
        publish(house, id).await.unwrap();
        let mut tx = house.db().begin().await.unwrap();
        let mut content = stories::get(&mut tx, id).await.unwrap().content;
        content.lead_picture = Some(used(other));
        content.body.elements.clear();
        let note = String::new();
        story::revise(house, &mut tx, id, Revision { content, note }, &by())
            .await
            .unwrap();
        picture::set_substitute(
            house,
            &mut tx,
            &other.to_string(),
            Some(&picture.to_string()),
            &by(),
        )
        .await
        .unwrap();
        house.commit(tx).await.unwrap();

        let mut tx = house.db().read().await.unwrap();
        let uses = picture::uses(&mut tx, &picture.to_string()).await.unwrap();
        let others = picture::uses(&mut tx, &other.to_string()).await.unwrap();
        tx.close().await.unwrap();

        assert_eq!(uses.stories[0].places, []);
        assert_eq!(
            uses.stories[0].public_places,
            [Place::Lead, Place::Body, Place::Gallery]
        );
        assert_eq!(uses.stands_in_for, [other.to_string()]);
        assert_eq!(others.stories[0].places, [Place::Lead]);
        assert_eq!(others.stories[0].public_places, []);
    })
    .await;
}

#[tokio::test]
async fn what_is_due_names_each_loss_and_use_and_says_what_goes_on() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (ending, renewed, far) = (
            house.picture("ending", PictureFacts::default()).await,
            house.picture("renewed", PictureFacts::default()).await,
            house.picture("far", PictureFacts::default()).await,
        );
        for (picture, hours) in [(ending, 3), (renewed, 30), (far, 24 * 8)] {
            let term = Terms {
                until: Some(later(house, hours)),
                uses: vec![Use::Site],
                ..allow()
            };
            lease(house, picture, term).await.unwrap();
        }
        lease(house, renewed, allow()).await.unwrap();
        let id = house.story(&paper, "Due").picture(ending).insert().await;
        publish(house, id).await.unwrap();

        let mut tx = house.db().read().await.unwrap();
        let week = picture::due(&mut tx, house.now(), 7).await.unwrap();
        let day = picture::due(&mut tx, house.now(), 1).await.unwrap();
        let never = picture::due(&mut tx, house.now(), -1).await;
        tx.close().await.unwrap();

        let pictures: Vec<String> = week.iter().map(|due| due.picture.clone()).collect();
        assert_eq!(pictures, [ending.to_string(), renewed.to_string()]);
        assert_eq!(day.len(), 1);
        assert!(never.is_err());
        assert!(week[0].is_today && !week[1].is_today);
        assert_eq!(week[0].uses.stories.len(), 1);
        let losses: Vec<Use> = week[0].takes_down.iter().map(|loss| loss.used).collect();
        assert_eq!(losses, [Use::Site]);
        assert_eq!(week[1].takes_down, [], "another lease goes on");
    })
    .await;
}

#[tokio::test]
async fn a_lease_or_word_that_cannot_be_is_refused_with_its_reason() {
    each_engine(async |house| {
        house.paper().await;
        let (one, two) = (bare(house, "one").await, bare(house, "two").await);
        let reversed = Terms {
            from: Some(later(house, 2)),
            until: Some(later(house, 1)),
            ..allow()
        };
        let nowhere = Terms {
            editions: vec![EditionCode::parse("xx").unwrap()],
            ..allow()
        };
        for (terms, reason) in [
            (reversed, "the lease would end at"),
            (nowhere, "there is no edition \"xx\"; there are en"),
        ] {
            let said = lease(house, one, terms).await.unwrap_err().to_string();
            assert!(said.contains(reason), "{said}");
        }
        let text = |text: &str| Some(text.to_owned());
        for (change, reason) in [
            (
                Edit {
                    credit_line: text(&"x".repeat(301)),
                    ..Edit::default()
                },
                "the credit line has 301 characters; at most 300 are allowed",
            ),
            (
                Edit {
                    licence_url: text("javascript:alert(1)"),
                    ..Edit::default()
                },
                "give one that begins with https://",
            ),
            (
                Edit {
                    caption: text("A quay"),
                    alt: text("A  quay "),
                    ..Edit::default()
                },
                "the alternative text repeats the caption",
            ),
            (
                Edit {
                    alt: text("a\u{7}b"),
                    ..Edit::default()
                },
                "control character U+0007",
            ),
            (
                Edit {
                    alt: text("x"),
                    locale: text("de"),
                    ..Edit::default()
                },
                "no edition is in \"de\"; there are en",
            ),
        ] {
            let said = edit(house, one, change).await.unwrap_err().to_string();
            assert!(said.contains(reason), "{said}");
        }
        let mut tx = house.db().begin().await.unwrap();
        let (one, two) = (one.to_string(), two.to_string());
        picture::set_substitute(house, &mut tx, &one, Some(&two), &by())
            .await
            .unwrap();
        let circle = picture::set_substitute(house, &mut tx, &two, Some(&one), &by()).await;
        assert!(circle.unwrap_err().to_string().contains("for itself"));
        let unknown = picture::remove_lease(house, &mut tx, "nonsense", &by()).await;
        assert!(
            unknown
                .unwrap_err()
                .to_string()
                .contains("there is no lease")
        );
    })
    .await;
}

#[tokio::test]
async fn a_lease_that_ends_early_turns_at_once_and_its_old_end_is_forgotten() {
    each_engine(async |house| {
        house.paper().await;
        let picture = bare(house, "early").await;
        let term = Terms {
            until: Some(later(house, 48)),
            ..allow()
        };
        let made = lease(house, picture, term).await.unwrap();

        let mut tx = house.db().begin().await.unwrap();
        let name = made.id.to_string();
        picture::end_lease(house, &mut tx, &name, house.now(), &by())
            .await
            .unwrap();
        house.commit(tx).await.unwrap();

        let mut tx = house.db().read().await.unwrap();
        let turned = picture_lease::list_turned(&mut tx, later(house, 99), 9)
            .await
            .unwrap();
        tx.close().await.unwrap();
        assert_eq!(turned, []);
        house.pass(Duration::from_hours(72));
        assert_eq!(worker::round(house).await.unwrap().leases, 0);
    })
    .await;
}
