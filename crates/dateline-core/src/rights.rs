//! Who may do what, and where: rights, roles as sets of rights, and roles given in a part of the house.

use crate::edition::EditionCode;
use crate::id::{DeskId, SectionId};
use serde::{Deserialize, Serialize};

/// A right somebody needs for an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See stories, drafts among them, and what the desk says of them.
    Read,
    /// Write and hand in.
    Write,
    /// Edit others' stories, approve and spike.
    Edit,
    /// Publish, schedule, withdraw, add notices.
    Publish,
    /// Kill.
    Kill,
    /// Arrange fronts, launch them and set when they launch themselves.
    Front,
    /// Say how a translation stands to its original.
    Translate,
    /// Post to live coverage.
    Live,
    /// Moderate what readers write.
    Moderate,
    /// See pictures, their rights and uses.
    PicturesRead,
    /// Bring pictures in and describe them.
    Pictures,
    /// Set rights, leases and substitutes of pictures.
    PictureRights,
    /// Invite, give roles, disable.
    Staff,
    /// Change editions, sections, tags, desks and other settings.
    Settings,
    /// Read who did what in the whole house.
    Audit,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 15] = [
        Self::Read,
        Self::Write,
        Self::Edit,
        Self::Publish,
        Self::Kill,
        Self::Front,
        Self::Translate,
        Self::Live,
        Self::Moderate,
        Self::PicturesRead,
        Self::Pictures,
        Self::PictureRights,
        Self::Staff,
        Self::Settings,
        Self::Audit,
    ];

    /// The word programs and people use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Edit => "edit",
            Self::Publish => "publish",
            Self::Kill => "kill",
            Self::Front => "front",
            Self::Translate => "translate",
            Self::Live => "live",
            Self::Moderate => "moderate",
            Self::PicturesRead => "pictures_read",
            Self::Pictures => "pictures",
            Self::PictureRights => "picture_rights",
            Self::Staff => "staff",
            Self::Settings => "settings",
            Self::Audit => "audit",
        }
    }
}

/// A job in the newsroom: a set of rights with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Writes and hands in.
    Reporter,
    /// Edits and approves.
    Editor,
    /// Edits, publishes and withdraws.
    Publisher,
    /// Answers for pictures and their rights.
    PictureEditor,
    /// Writes translations and says how they stand.
    Translator,
    /// Posts to live coverage.
    LiveReporter,
    /// Moderates what readers write.
    Moderator,
    /// Everything, and who may do it.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Reporter,
        Self::Editor,
        Self::Publisher,
        Self::PictureEditor,
        Self::Translator,
        Self::LiveReporter,
        Self::Moderator,
        Self::Administrator,
    ];

    /// The word stored and shown to programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Editor => "editor",
            Self::Publisher => "publisher",
            Self::PictureEditor => "picture_editor",
            Self::Translator => "translator",
            Self::LiveReporter => "live_reporter",
            Self::Moderator => "moderator",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a word.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// What it allows.
    pub fn rights(self) -> &'static [Right] {
        use Right::{
            Edit, Front, Kill, Live, Moderate, PictureRights, Pictures, PicturesRead, Publish,
            Read, Translate, Write,
        };
        match self {
            Self::Reporter => &[Read, Write, PicturesRead, Pictures],
            Self::Editor => &[Read, Write, Edit, Front, Translate, PicturesRead, Pictures],
            Self::Publisher => &[
                Read,
                Write,
                Edit,
                Publish,
                Kill,
                Front,
                Translate,
                PicturesRead,
                Pictures,
                PictureRights,
            ],
            Self::PictureEditor => &[Read, PicturesRead, Pictures, PictureRights],
            Self::Translator => &[Read, Write, Translate, PicturesRead, Pictures],
            Self::LiveReporter => &[Read, Write, Live, PicturesRead, Pictures],
            Self::Moderator => &[Read, Moderate, PicturesRead],
            Self::Administrator => &Right::ALL,
        }
    }
}

/// A part of the house; what is not named is every such part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// An edition.
    #[serde(default)]
    pub edition: Option<EditionCode>,
    /// A section.
    #[serde(default)]
    pub section: Option<SectionId>,
    /// A desk.
    #[serde(default)]
    pub desk: Option<DeskId>,
}

impl Place {
    /// The whole house: only a role without limits reaches it.
    pub fn house() -> Self {
        Self::default()
    }

    /// Whether what is given here holds there.
    pub fn covers(&self, other: &Self) -> bool {
        fn within<T: PartialEq>(limit: Option<&T>, found: Option<&T>) -> bool {
            limit.is_none() || limit == found
        }
        within(self.edition.as_ref(), other.edition.as_ref())
            && within(self.section.as_ref(), other.section.as_ref())
            && within(self.desk.as_ref(), other.desk.as_ref())
    }
}

/// A role somebody has, and where.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where it holds.
    #[serde(flatten)]
    pub place: Place,
}

impl Grant {
    /// A role in the whole house.
    pub fn everywhere(role: Role) -> Self {
        Self {
            role,
            place: Place::house(),
        }
    }
}

/// Whether these roles allow it there.
pub fn may(grants: &[Grant], right: Right, place: &Place) -> bool {
    grants
        .iter()
        .any(|grant| grant.role.rights().contains(&right) && grant.place.covers(place))
}

/// Every right these roles give somewhere, in order, each once.
pub fn rights(grants: &[Grant]) -> Vec<Right> {
    Right::ALL
        .into_iter()
        .filter(|right| grants.iter().any(|g| g.role.rights().contains(right)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(code: &str) -> Option<EditionCode> {
        EditionCode::parse(code)
    }

    #[test]
    fn a_role_in_a_section_holds_in_that_section_alone() {
        let (politics, sport) = (
            SectionId(uuid::Uuid::from_u128(1)),
            SectionId(uuid::Uuid::from_u128(2)),
        );
        let grants = [Grant {
            role: Role::Editor,
            place: Place {
                section: Some(politics),
                ..Place::house()
            },
        }];
        let at = |section| Place {
            edition: edition("en"),
            section: Some(section),
            desk: None,
        };

        assert!(may(&grants, Right::Edit, &at(politics)));
        assert!(!may(&grants, Right::Edit, &at(sport)));
        assert!(!may(&grants, Right::Edit, &Place::house()));
        assert!(!may(&grants, Right::Publish, &at(politics)));
    }

    #[test]
    fn roles_add_up_each_in_its_place() {
        let at = |code| Place {
            edition: edition(code),
            ..Place::house()
        };
        let grants = [
            Grant::everywhere(Role::Reporter),
            Grant {
                role: Role::Publisher,
                place: at("ru"),
            },
        ];

        assert!(may(&grants, Right::Publish, &at("ru")));
        assert!(!may(&grants, Right::Publish, &at("en")));
        assert!(may(&grants, Right::Write, &at("en")));
        assert!(rights(&grants).contains(&Right::Kill));
    }

    #[test]
    fn only_administrators_say_who_may_what() {
        for role in Role::ALL {
            let is_one = role == Role::Administrator;
            for right in [Right::Staff, Right::Settings, Right::Audit] {
                assert_eq!(role.rights().contains(&right), is_one, "{role:?} {right:?}");
            }
            assert_eq!(Role::find(role.as_str()), Some(role));
        }
    }
}
