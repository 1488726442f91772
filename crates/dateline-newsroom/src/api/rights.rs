//! The one table of who may ask for what. The guard goes by it alone: an address that is not here is
//! answered to nobody, and a test walks every line with every role and kind of credential.

use dateline_core::rights::Right;
use http::Method;

/// Who may ask for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, without saying who.
    Public,
    /// Any person who is signed in; no program.
    SignedIn,
    /// Whoever has this right somewhere; the handler asks for it in the place that is meant.
    Right(Right),
    /// A person with this right somewhere; no program, whatever its key.
    Person(Right),
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// In capitals. GET stands for HEAD too.
    pub method: &'static str,
    /// Below `/api`, as the router has it.
    pub path: &'static str,
    /// Who may.
    pub access: Access,
}

const fn route(method: &'static str, path: &'static str, access: Access) -> Route {
    Route {
        method,
        path,
        access,
    }
}

use Access::{Public, SignedIn};
const STAFF: Access = Access::Person(Right::Staff);
const PICTURES_READ: Access = Access::Right(Right::PicturesRead);
const PICTURES: Access = Access::Right(Right::Pictures);
const PICTURE_RIGHTS: Access = Access::Right(Right::PictureRights);
const READ: Access = Access::Right(Right::Read);
const WRITE: Access = Access::Right(Right::Write);
const EDIT: Access = Access::Right(Right::Edit);
const PUBLISH: Access = Access::Right(Right::Publish);
const FRONT: Access = Access::Right(Right::Front);
const KILL: Access = Access::Right(Right::Kill);
const SETTINGS: Access = Access::Person(Right::Settings);

/// Every address of the API.
#[rustfmt::skip]
pub const ROUTES: &[Route] = &[
    route("GET", "/openapi.json", Public),
    // Accounts.
    route("GET", "/setup", Public),
    route("POST", "/setup", Public),
    route("POST", "/session", Public),
    route("GET", "/session", SignedIn),
    route("PATCH", "/session", SignedIn),
    route("DELETE", "/session", SignedIn),
    route("GET", "/sessions", SignedIn),
    route("DELETE", "/sessions/{id}", SignedIn),
    route("POST", "/session/proof", SignedIn),
    route("POST", "/totp", SignedIn),
    route("POST", "/totp/confirmation", SignedIn),
    route("DELETE", "/totp", SignedIn),
    route("POST", "/recovery-codes", SignedIn),
    route("GET", "/passkeys", SignedIn),
    route("DELETE", "/passkeys/{id}", SignedIn),
    route("POST", "/passkeys/registration", SignedIn),
    route("POST", "/passkeys/registration-result", SignedIn),
    route("POST", "/passkeys/sign-in", Public),
    route("POST", "/passkeys/sign-in-result", Public),
    route("GET", "/roles", SignedIn),
    route("GET", "/staff", SignedIn),
    route("PATCH", "/staff/{id}", STAFF),
    route("DELETE", "/staff/{id}/sessions", STAFF),
    route("POST", "/staff/{id}/password-link", STAFF),
    route("GET", "/invitations", STAFF),
    route("POST", "/invitations", STAFF),
    route("GET", "/invitations/{key}", Public),
    route("POST", "/invitations/{key}", Public),
    route("DELETE", "/invitations/{key}", STAFF),
    route("GET", "/audit", Access::Person(Right::Audit)),
    // Stories.
    route("GET", "/stories", READ),
    route("POST", "/stories", WRITE),
    route("GET", "/stories/{id}", READ),
    route("PATCH", "/stories/{id}", WRITE),
    route("DELETE", "/stories/{id}", WRITE),
    route("POST", "/stories/{id}/transitions", WRITE),
    route("POST", "/stories/{id}/publication", PUBLISH),
    route("DELETE", "/stories/{id}/publication", PUBLISH),
    route("GET", "/stories/{id}/publication-preview", READ),
    route("POST", "/stories/{id}/schedule", PUBLISH),
    route("DELETE", "/stories/{id}/schedule", PUBLISH),
    route("PUT", "/stories/{id}/embargo", EDIT),
    route("DELETE", "/stories/{id}/embargo", PUBLISH),
    route("POST", "/stories/{id}/notices", PUBLISH),
    route("POST", "/stories/{id}/kill", KILL),
    route("GET", "/stories/{id}/timeline", READ),
    route("GET", "/stories/{id}/revisions", READ),
    route("GET", "/stories/{id}/revisions/{number}", READ),
    route("POST", "/stories/{id}/revisions/{number}/restore", WRITE),
    route("GET", "/stories/{id}/preview", READ),
    route("GET", "/stories/{id}/socket", READ),
    route("GET", "/stories/{id}/preview-links", READ),
    route("POST", "/stories/{id}/preview-links", EDIT),
    route("DELETE", "/stories/{id}/preview-links/{link}", EDIT),
    route("GET", "/changes", READ),
    // What stories are filed under.
    route("GET", "/editions", READ),
    route("GET", "/editions/{code}/sections", READ),
    route("POST", "/editions/{code}/sections", SETTINGS),
    route("GET", "/editions/{code}/tags", READ),
    route("POST", "/editions/{code}/tags", EDIT),
    route("GET", "/editions/{code}/contributors", READ),
    route("POST", "/editions/{code}/contributors", EDIT),
    route("GET", "/editions/{code}/checks", READ),
    route("PUT", "/editions/{code}/checks", SETTINGS),
    route("GET", "/editions/{code}/front", READ),
    route("PUT", "/editions/{code}/front", FRONT),
    route("DELETE", "/editions/{code}/front", FRONT),
    route("POST", "/editions/{code}/front/launch", FRONT),
    route("POST", "/editions/{code}/front/schedule", FRONT),
    route("DELETE", "/editions/{code}/front/schedule/{id}", FRONT),
    route("GET", "/editions/{code}/front/history", READ),
    route("GET", "/editions/{code}/front/history/{id}", READ),
    route("POST", "/editions/{code}/front/history/{id}/restore", FRONT),
    route("GET", "/editions/{code}/front/preview", READ),
    route("GET", "/desks", READ),
    route("POST", "/desks", SETTINGS),
    // Pictures.
    route("GET", "/pictures", PICTURES_READ),
    route("POST", "/pictures", PICTURES),
    route("GET", "/pictures/due", PICTURES_READ),
    route("GET", "/pictures/library", PICTURES_READ),
    route("GET", "/pictures/{id}", PICTURES_READ),
    route("PATCH", "/pictures/{id}", PICTURES),
    route("GET", "/pictures/{id}/uses", PICTURES_READ),
    route("GET", "/pictures/{id}/original", PICTURES_READ),
    route("PUT", "/pictures/{id}/rights", PICTURE_RIGHTS),
    route("PUT", "/pictures/{id}/substitute", PICTURE_RIGHTS),
    route("GET", "/pictures/{id}/leases", PICTURES_READ),
    route("POST", "/pictures/{id}/leases", PICTURE_RIGHTS),
    route("PATCH", "/leases/{id}", PICTURE_RIGHTS),
    route("DELETE", "/leases/{id}", PICTURE_RIGHTS),
    // Uploads piece by piece.
    route("OPTIONS", "/uploads", Public),
    route("POST", "/uploads", PICTURES),
    route("OPTIONS", "/uploads/{id}", Public),
    route("GET", "/uploads/{id}", PICTURES),
    route("HEAD", "/uploads/{id}", PICTURES),
    route("PATCH", "/uploads/{id}", PICTURES),
    route("DELETE", "/uploads/{id}", PICTURES),
];

/// What the table says of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Who may.
    Listed(Access),
    /// The address is there, but not with this method.
    OtherMethod,
    /// The address is not there.
    Unlisted,
}

/// Looks an address up, as the router has it below `/api`.
pub fn find(method: &Method, path: &str) -> Found {
    let here = || ROUTES.iter().filter(|route| route.path == path);
    let of = |word: &str| here().find(|route| route.method == word);
    let found = of(method.as_str()).or_else(|| {
        if method == Method::HEAD {
            of("GET")
        } else {
            None
        }
    });
    match found {
        Some(route) => Found::Listed(route.access),
        None if here().next().is_some() => Found::OtherMethod,
        None => Found::Unlisted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_something_of_its_own() {
        let mut seen = std::collections::BTreeSet::new();
        for route in ROUTES {
            assert!(seen.insert((route.method, route.path)), "{route:?}");
            assert!(Method::from_bytes(route.method.as_bytes()).is_ok());
            assert!(route.path.starts_with('/') && !route.path.ends_with('/'));
        }
    }

    #[test]
    fn nobody_but_a_person_reaches_people_and_settings() {
        for route in ROUTES {
            if let Access::Right(right) = route.access {
                let is_for_people = [Right::Staff, Right::Settings, Right::Audit].contains(&right);
                assert!(!is_for_people, "{route:?}");
            }
        }
    }
}
