//! What other services show: nothing of it is fetched, and a page may frame only what it can show.

use crate::kit::{self, serve};
use dateline_core::body::Kind;
use dateline_testkit::{Answer, each_engine};

fn embed(provider: &str, url: &str) -> Kind {
    Kind::Embed {
        provider: provider.to_owned(),
        url: url.to_owned(),
        title: Some("A film".to_owned()),
    }
}

fn policy(answer: &Answer) -> String {
    let policies = answer
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("content-security-policy"));
    let policies: Vec<&str> = policies.map(|(_, value)| value.as_str()).collect();
    assert_eq!(policies.len(), 1, "{policies:?}");
    policies[0].to_owned()
}

#[tokio::test]
async fn a_page_may_frame_the_players_it_can_show_and_no_other_host() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let plain = kit::published(house, &paper, "Plain").await.1;
        let shown = house
            .story(&paper, "Shown")
            .element(embed(
                "youtube",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ))
            .element(embed("vimeo", "https://vimeo.com/76979871"))
            .element(embed("x", "https://x.com/halm/status/1"))
            .insert()
            .await;
        let shown = kit::publish(house, shown).await.path;

        let (plain, shown) = (served.get(&plain).await, served.get(&shown).await);

        assert!(!policy(&plain).contains("frame-src"), "{}", policy(&plain));
        assert!(!plain.says("embeds."), "no script where nothing is shown");
        assert!(
            policy(&shown)
                .ends_with("; frame-src https://player.vimeo.com https://www.youtube-nocookie.com"),
            "{}",
            policy(&shown)
        );
        assert!(policy(&shown).starts_with("default-src 'none'"));
        assert!(shown.says("<script type=\"module\" fetchpriority=\"low\" src=\"/-/theme/embeds."));
    })
    .await;
}

#[tokio::test]
async fn an_embed_is_a_link_with_the_name_of_the_service_until_somebody_asks() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let id = house
            .story(&paper, "Shown")
            .element(embed(
                "youtube",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ))
            .element(embed("x", "https://x.com/halm/status/1"))
            .insert()
            .await;
        let path = kit::publish(house, id).await.path;

        // Names stand in marks that keep the direction of writing around them.
        let text = served.get(&path).await.text();
        let text = text.replace(['\u{2068}', '\u{2069}'], "");

        assert!(!text.contains("<iframe"));
        assert!(text.contains("Open at YouTube</a>") && text.contains("Open at X</a>"));
        assert!(text.contains("If you show or open this, YouTube learns your network address"));
        assert_eq!(
            text.matches("data-player=").count(),
            1,
            "X has no player that may stand here"
        );
        assert!(
            text.contains(
                "hidden data-player=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\""
            )
        );
    })
    .await;
}
