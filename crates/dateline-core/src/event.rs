//! Events: past-tense facts with actor, subject and particulars, written in the transaction that made them true.

use crate::id::EventId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// A story was made.
    StoryCreated,
    /// A story got a new revision.
    StoryRevised,
    /// A story became public, or a newer revision of it did.
    StoryPublished,
    /// A story was taken off the site.
    StoryUnpublished,
    /// A story will be published by itself.
    StoryScheduled,
    /// A schedule was taken back.
    StoryUnscheduled,
    /// A public note was added.
    StoryCorrected,
    /// A story was withdrawn for good.
    StoryKilled,
    /// A story was handed to the desk.
    StorySubmitted,
    /// An editor took a story.
    StoryClaimed,
    /// A story went back to its writer.
    StoryReturned,
    /// A story was declared edited.
    StoryApproved,
    /// A story was given up.
    StorySpiked,
    /// A story came back from the spike.
    StoryUnspiked,
    /// A story was filed otherwise: section, tags, byline, slug.
    StoryFiled,
    /// A story was given to somebody, or what the desk notes of it changed.
    StoryAssigned,
    /// Nothing of a story may be public before a moment.
    StoryEmbargoed,
    /// An embargo was lifted.
    EmbargoLifted,
    /// A link to look at a story before it is public was made.
    PreviewShared,
    /// Such a link was taken back.
    PreviewRevoked,
    /// How much findings matter was set for an edition.
    ChecksSet,
    /// A section was made or changed.
    SectionSet,
    /// A tag was made or changed.
    TagSet,
    /// A contributor was made or changed.
    ContributorSet,
    /// A desk was made or renamed.
    DeskSet,
    /// A front went to readers.
    FrontLaunched,
    /// A front will go to readers by itself.
    FrontScheduled,
    /// That was taken back.
    FrontUnscheduled,
    /// Stories came from an archive.
    ArchiveImported,
    /// A picture came in.
    PictureAdded,
    /// What is said of a picture was changed.
    PictureEdited,
    /// By what right a picture is used was set.
    PictureRightsSet,
    /// What stands in for a picture was chosen.
    PictureSubstituted,
    /// A lease of a picture was written down.
    LeaseAdded,
    /// The end of a lease was set.
    LeaseEnded,
    /// A lease was taken back.
    LeaseRemoved,
    /// A lease began or ended by the clock.
    LeaseTurned,
    /// A newsroom account was made.
    StaffAdded,
    /// The password of a newsroom account was set anew.
    StaffReset,
    /// Somebody made the first account of the house.
    HouseOwned,
    /// Somebody signed in.
    SignedIn,
    /// A session was ended by whose it was.
    SessionEnded,
    /// Too many wrong passwords came for an account.
    SignInThrottled,
    /// Somebody changed the own password.
    PasswordChanged,
    /// An account was given other roles.
    RolesChanged,
    /// An account was shut.
    StaffDisabled,
    /// A shut account was opened again.
    StaffEnabled,
    /// Somebody was invited.
    StaffInvited,
    /// Somebody who was invited made an account.
    InvitationAccepted,
    /// An invitation was taken back.
    InvitationRevoked,
    /// Codes of a device are asked for from now on.
    TotpAdded,
    /// Codes of a device are not asked for any more.
    TotpRemoved,
    /// Recovery codes were made, and those before hold no more.
    RecoveryCodesMade,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// A key for a program was made.
    TokenCreated,
    /// A key for a program was taken back.
    TokenRevoked,
    /// A reader reported an error in a story.
    ErrorReported,
    /// The desk closed a reader's report.
    ReportClosed,
    /// A story became the translation of another.
    TranslationLinked,
    /// A translation stands alone.
    TranslationUnlinked,
    /// A translation follows its original anew.
    TranslationMarked,
    /// A translation leaves changes of its original out.
    DifferenceAccepted,
    /// Everything public was built anew.
    Pressed,
}

impl EventKind {
    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StoryCreated => "story_created",
            Self::StoryRevised => "story_revised",
            Self::StoryPublished => "story_published",
            Self::StoryUnpublished => "story_unpublished",
            Self::StoryScheduled => "story_scheduled",
            Self::StoryUnscheduled => "story_unscheduled",
            Self::StoryCorrected => "story_corrected",
            Self::StoryKilled => "story_killed",
            Self::StorySubmitted => "story_submitted",
            Self::StoryClaimed => "story_claimed",
            Self::StoryReturned => "story_returned",
            Self::StoryApproved => "story_approved",
            Self::StorySpiked => "story_spiked",
            Self::StoryUnspiked => "story_unspiked",
            Self::StoryFiled => "story_filed",
            Self::StoryAssigned => "story_assigned",
            Self::StoryEmbargoed => "story_embargoed",
            Self::EmbargoLifted => "embargo_lifted",
            Self::PreviewShared => "preview_shared",
            Self::PreviewRevoked => "preview_revoked",
            Self::ChecksSet => "checks_set",
            Self::SectionSet => "section_set",
            Self::TagSet => "tag_set",
            Self::ContributorSet => "contributor_set",
            Self::DeskSet => "desk_set",
            Self::FrontLaunched => "front_launched",
            Self::FrontScheduled => "front_scheduled",
            Self::FrontUnscheduled => "front_unscheduled",
            Self::ArchiveImported => "archive_imported",
            Self::PictureAdded => "picture_added",
            Self::PictureEdited => "picture_edited",
            Self::PictureRightsSet => "picture_rights_set",
            Self::PictureSubstituted => "picture_substituted",
            Self::LeaseAdded => "lease_added",
            Self::LeaseEnded => "lease_ended",
            Self::LeaseRemoved => "lease_removed",
            Self::LeaseTurned => "lease_turned",
            Self::StaffAdded => "staff_added",
            Self::StaffReset => "staff_reset",
            Self::HouseOwned => "house_owned",
            Self::SignedIn => "signed_in",
            Self::SessionEnded => "session_ended",
            Self::SignInThrottled => "sign_in_throttled",
            Self::PasswordChanged => "password_changed",
            Self::RolesChanged => "roles_changed",
            Self::StaffDisabled => "staff_disabled",
            Self::StaffEnabled => "staff_enabled",
            Self::StaffInvited => "staff_invited",
            Self::InvitationAccepted => "invitation_accepted",
            Self::InvitationRevoked => "invitation_revoked",
            Self::TotpAdded => "totp_added",
            Self::TotpRemoved => "totp_removed",
            Self::RecoveryCodesMade => "recovery_codes_made",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRemoved => "passkey_removed",
            Self::TokenCreated => "token_created",
            Self::TokenRevoked => "token_revoked",
            Self::ErrorReported => "error_reported",
            Self::ReportClosed => "report_closed",
            Self::TranslationLinked => "translation_linked",
            Self::TranslationUnlinked => "translation_unlinked",
            Self::TranslationMarked => "translation_marked",
            Self::DifferenceAccepted => "difference_accepted",
            Self::Pressed => "pressed",
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// Who: `staff:<id>`, "command line", "scheduler".
    pub actor: String,
    /// Noun of what it happened to ("story").
    pub subject_kind: &'static str,
    /// Its id.
    pub subject_id: String,
    /// What else to know.
    pub particulars: serde_json::Value,
}
