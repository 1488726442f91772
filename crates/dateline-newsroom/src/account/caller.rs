//! Who asks: a person who is signed in, or a program with a key.

use crate::actor::Actor;
use crate::token::Token;
use dateline_core::id::StaffId;
use dateline_core::rights::{self, Grant, Place, Right};
use uuid::Uuid;

/// Somebody the API knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// A person or a program.
    pub who: Who,
    /// As shown.
    pub name: String,
    grants: Vec<Grant>,
}

/// A person or a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person who is signed in.
    Staff {
        /// The account.
        id: StaffId,
        /// The session.
        session: Uuid,
    },
    /// A program.
    Token(Token),
}

/// Why somebody may not do something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MissingRight {
    /// A person lacks the right there.
    #[error("you may not do that here: it needs the right \"{}\", which an administrator gives with a role", .0.as_str())]
    Staff(Right),
    /// A key lacks the scope.
    #[error("this key may not do that; it needs the scope {0}")]
    Scope(&'static str),
    /// Only people may.
    #[error("no key may do that: sign in as a person")]
    PeopleOnly,
}

/// Where a right holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// In the whole house.
    Everywhere,
    /// In these places alone; nowhere if there are none.
    Places(Vec<Place>),
}

impl Caller {
    /// A person with these roles.
    pub fn staff(id: StaffId, session: Uuid, name: String, grants: Vec<Grant>) -> Self {
        Self {
            who: Who::Staff { id, session },
            name,
            grants,
        }
    }

    /// A program with this key.
    pub fn program(token: Token) -> Self {
        Self {
            name: token.name.clone(),
            who: Who::Token(token),
            grants: Vec::new(),
        }
    }

    /// The account, if this is a person.
    pub fn staff_id(&self) -> Option<StaffId> {
        match &self.who {
            Who::Staff { id, .. } => Some(*id),
            Who::Token(_) => None,
        }
    }

    /// Account and session, if this is a person.
    pub fn person(&self) -> Result<(StaffId, Uuid), MissingRight> {
        match &self.who {
            Who::Staff { id, session } => Ok((*id, *session)),
            Who::Token(_) => Err(MissingRight::PeopleOnly),
        }
    }

    /// The key, if this is a program.
    pub fn token(&self) -> Option<&Token> {
        match &self.who {
            Who::Staff { .. } => None,
            Who::Token(token) => Some(token),
        }
    }

    /// Who acts, as written into the history.
    pub fn actor(&self) -> Actor {
        match &self.who {
            Who::Staff { id, .. } => Actor::staff(*id),
            Who::Token(token) => token.actor(),
        }
    }

    /// Whether this is allowed there.
    pub fn may(&self, right: Right, place: &Place) -> bool {
        match &self.who {
            Who::Staff { .. } => rights::may(&self.grants, right, place),
            Who::Token(token) => token.allows(right),
        }
    }

    /// Whether this is allowed anywhere: what is not in one part of the house (pictures, say) needs no more.
    pub fn may_somewhere(&self, right: Right) -> bool {
        match &self.who {
            Who::Staff { .. } => self.reach(right) != Reach::Places(Vec::new()),
            Who::Token(token) => token.allows(right),
        }
    }

    /// Says what is missing if this is not allowed there.
    pub fn require(&self, right: Right, place: &Place) -> Result<(), MissingRight> {
        if self.may(right, place) {
            Ok(())
        } else {
            Err(self.missing(right))
        }
    }

    /// Says what is missing if this is allowed nowhere.
    pub fn require_somewhere(&self, right: Right) -> Result<(), MissingRight> {
        if self.may_somewhere(right) {
            Ok(())
        } else {
            Err(self.missing(right))
        }
    }

    fn missing(&self, right: Right) -> MissingRight {
        match &self.who {
            Who::Staff { .. } => MissingRight::Staff(right),
            Who::Token(_) => crate::token::Scope::that_gives(right)
                .map_or(MissingRight::PeopleOnly, |scope| {
                    MissingRight::Scope(scope.as_str())
                }),
        }
    }

    /// Where this is allowed: what lists are narrowed to.
    pub fn reach(&self, right: Right) -> Reach {
        if self.may(right, &Place::house()) {
            return Reach::Everywhere;
        }
        let given = self.grants.iter();
        let given = given.filter(|grant| grant.role.rights().contains(&right));
        Reach::Places(given.map(|grant| grant.place.clone()).collect())
    }

    /// Every right held somewhere.
    pub fn rights(&self) -> Vec<Right> {
        Right::ALL
            .into_iter()
            .filter(|right| self.may_somewhere(*right))
            .collect()
    }

    /// The roles of a person.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }
}
