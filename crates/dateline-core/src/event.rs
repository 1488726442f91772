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
