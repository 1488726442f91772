//! Nodes every page has, and the pages that are no stories.

use super::node::{Node, Value, graph};
use super::{Crumb, Front, Image, Person, Site};

/// Most entries of an item list; more help nobody.
const MAX_LISTED: usize = 100;

/// The graph of a front.
pub fn front(site: &Site, front: &Front) -> String {
    let listed = front.stories.iter().take(MAX_LISTED);
    let list = Node::new("ItemList")
        .with("numberOfItems", listed.len())
        .all(
            "itemListElement",
            listed.enumerate().map(|(at, story)| entry(at, story)),
        );
    let trail = trail(&front.url, &front.breadcrumbs, &front.name);
    let page = Node::new("CollectionPage")
        .with("@id", &front.url)
        .with("url", &front.url)
        .with("name", &front.name)
        .maybe("description", front.description.as_deref())
        .with("inLanguage", &front.language)
        .maybe("dateModified", front.updated)
        .with("isPartOf", Node::reference(&website_id(site)))
        .maybe(
            "breadcrumb",
            trail
                .as_ref()
                .map(|_| Node::reference(&trail_id(&front.url))),
        )
        .with("mainEntity", list);
    graph(
        [website(site), publisher(site), page]
            .into_iter()
            .chain(trail)
            .collect(),
    )
}

/// The graph of a contributor's page.
pub fn profile(site: &Site, person: &Person) -> String {
    let url = person.url.as_deref().unwrap_or(&site.url);
    let id = format!("{url}#person");
    let about = Node::new("Person")
        .with("@id", &id)
        .with("name", &person.name)
        .with("url", url)
        .maybe("jobTitle", person.role.as_deref())
        .maybe("description", person.description.as_deref())
        .maybe("image", person.image.as_ref().map(image))
        .all("sameAs", &person.same_as)
        .with("worksFor", Node::reference(&publisher_id(site)));
    let page = Node::new("ProfilePage")
        .with("@id", url)
        .with("url", url)
        .with("name", &person.name)
        .with("inLanguage", &site.language)
        .with("isPartOf", Node::reference(&website_id(site)))
        .with("mainEntity", Node::reference(&id));
    graph(vec![website(site), publisher(site), page, about])
}

pub(super) fn website_id(site: &Site) -> String {
    format!("{}#website", site.url)
}

pub(super) fn publisher_id(site: &Site) -> String {
    format!("{}#publisher", site.url)
}

pub(super) fn trail_id(url: &str) -> String {
    format!("{url}#breadcrumb")
}

pub(super) fn website(site: &Site) -> Node {
    let search = site.search_url.as_deref().map(|url| {
        let target = Node::new("EntryPoint").with("urlTemplate", url);
        Node::new("SearchAction")
            .with("target", target)
            .with("query-input", "required name=query")
    });
    Node::new("WebSite")
        .with("@id", website_id(site))
        .with("url", &site.url)
        .with("name", &site.name)
        .maybe("description", site.description.as_deref())
        .with("inLanguage", &site.language)
        .with("publisher", Node::reference(&publisher_id(site)))
        .maybe("potentialAction", search)
}

pub(super) fn publisher(site: &Site) -> Node {
    Node::new("NewsMediaOrganization")
        .with("@id", publisher_id(site))
        .with("name", &site.name)
        .with("url", &site.url)
        .maybe("logo", site.logo.as_ref().map(image))
        .all("sameAs", &site.same_as)
        .maybe(
            "publishingPrinciples",
            site.publishing_principles.as_deref(),
        )
        .maybe("correctionsPolicy", site.corrections_policy.as_deref())
        .maybe("ethicsPolicy", site.ethics_policy.as_deref())
        .maybe("ownershipFundingInfo", site.ownership.as_deref())
        .maybe("masthead", site.masthead.as_deref())
}

pub(super) fn image(image: &Image) -> Node {
    let creator = image
        .photographer
        .as_deref()
        .map(|name| Node::new("Person").with("name", name));
    Node::new("ImageObject")
        .with("@id", format!("{}#picture", image.url))
        .with("url", &image.url)
        .with("contentUrl", &image.url)
        .maybe("width", image.width)
        .maybe("height", image.height)
        .maybe("caption", image.caption.as_deref())
        .maybe("creditText", image.credit_line.as_deref())
        .maybe("creator", creator)
        .maybe("copyrightNotice", image.copyright.as_deref())
        .maybe("license", image.license.as_deref())
        .maybe("acquireLicensePage", image.acquire_license_page.as_deref())
        .maybe("digitalSourceType", image.digital_source_type.as_deref())
}

/// A person as an author of something.
pub(super) fn author(person: &Person) -> Node {
    let node = match person.url.as_deref() {
        Some(url) => Node::new("Person")
            .with("@id", format!("{url}#person"))
            .with("name", &person.name)
            .with("url", url),
        None => Node::new("Person").with("name", &person.name),
    };
    node.maybe("jobTitle", person.role.as_deref())
        .all("sameAs", &person.same_as)
}

/// The way from home to a page, the page itself last; none without a way.
pub(super) fn trail(url: &str, crumbs: &[Crumb], name: &str) -> Option<Node> {
    if crumbs.is_empty() {
        return None;
    }
    let own = Crumb {
        name: name.to_owned(),
        url: url.to_owned(),
    };
    let steps: Vec<Value> = crumbs
        .iter()
        .chain([&own])
        .enumerate()
        .map(|(at, crumb)| step(at, crumb).into())
        .collect();
    Some(
        Node::new("BreadcrumbList")
            .with("@id", trail_id(url))
            .all("itemListElement", steps),
    )
}

fn step(at: usize, crumb: &Crumb) -> Node {
    Node::new("ListItem")
        .with("position", at + 1)
        .with("name", &crumb.name)
        .with("item", &crumb.url)
}

fn entry(at: usize, story: &Crumb) -> Node {
    Node::new("ListItem")
        .with("position", at + 1)
        .with("url", &story.url)
        .with("name", &story.name)
}
