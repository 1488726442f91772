//! A story's document on the server.

use crate::check::{Changed, Fault, Known};
use crate::limits::{MAX_CHARS, MAX_DOCUMENT_BYTES, MAX_GAPS};
use crate::{edit, from_content, into_content, read, scan};
use dateline_core::story::StoryContent;
use std::panic::{AssertUnwindSafe, catch_unwind};
use yrs::types::TypeRef;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    ClientID, Doc, OffsetKind, Options, ReadTxn, StateVector, Text, Transact, Update, WriteTxn,
};
use yrs::{XmlFragment, XmlOut};

/// Why an update is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not an update, or one that nobody honest sends.
    #[error("the change cannot be read: {0}; reload the story and try again")]
    Malformed(&'static str),
    /// More than one message may bring.
    #[error("the change has {found} bytes; at most {most} are taken at once: paste less, in parts")]
    TooLarge {
        /// How many it has.
        found: usize,
        /// How many it may have.
        most: usize,
    },
    /// Something the schema does not know.
    #[error("the text cannot hold {0}; the change was not taken")]
    Schema(Fault),
    /// The document would be larger than any story.
    #[error("the story is full: {0}; move a part of it to a story of its own")]
    Full(String),
    /// Changes that build on others that never came.
    #[error("changes are missing before this one; reload the story")]
    Gap,
}

impl Refused {
    /// The word programs go by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "malformed",
            Self::TooLarge { .. } => "too-large",
            Self::Schema(_) => "schema",
            Self::Full(_) => "full",
            Self::Gap => "gap",
        }
    }
}

/// A document. After a refusal it may hold what was refused: it must be built again.
pub struct Document {
    doc: Doc,
    known: Known,
    /// At most so many bytes does it take.
    bytes: usize,
    /// At most so many characters does it have.
    chars: usize,
    /// Bytes and characters when they were last counted.
    counted: (usize, usize),
    /// Updates in a row that left something missing.
    gaps: usize,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document")
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

/// What has its own edits bears this mark; clients choose theirs at random.
fn options(client: u32) -> Options {
    Options {
        offset_kind: OffsetKind::Utf16,
        cleanup_formatting: false,
        ..Options::with_client_id(ClientID::new(u64::from(client)))
    }
}

impl Document {
    /// An empty document. `client` marks its own edits: never the same for two that edit at once.
    pub fn new(client: u32) -> Self {
        let doc = Doc::with_options(options(client));
        let mut txn = doc.transact_mut();
        for name in crate::schema::TEXTS {
            txn.get_or_insert_text(name);
        }
        txn.get_or_insert_map(crate::schema::LEAD);
        txn.get_or_insert_xml_fragment(crate::schema::STANDFIRST);
        txn.get_or_insert_xml_fragment(crate::schema::BODY);
        drop(txn);
        Self {
            doc,
            known: Known::default(),
            bytes: 0,
            chars: 0,
            counted: (0, 0),
            gaps: 0,
        }
    }

    /// A document from updates that were taken before, in any order.
    pub fn load<'a>(
        client: u32,
        updates: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Self, Refused> {
        let mut document = Self::new(client);
        let loaded = catch_unwind(AssertUnwindSafe(|| {
            let mut txn = document.doc.transact_mut();
            for update in updates {
                let update = decode(update)?;
                txn.apply_update(update)
                    .map_err(|_| Refused::Malformed("it does not fit the text"))?;
            }
            Ok(())
        }));
        loaded.unwrap_or(Err(Refused::Malformed("it does not fit the text")))?;
        document.measure();
        let txn = document.doc.transact();
        document.known.whole(&txn).map_err(Refused::Schema)?;
        drop(txn);
        Ok(document)
    }

    /// Takes an update of a client, if everything it brings is in the schema and within the limits.
    /// `most` is how many bytes it may have.
    pub fn apply(&mut self, update: &[u8], most: usize) -> Result<(), Refused> {
        if update.len() > most {
            return Err(Refused::TooLarge {
                found: update.len(),
                most,
            });
        }
        scan::scan(update).map_err(Refused::Malformed)?;
        self.bytes += update.len();
        self.chars += update.len();
        let applied = catch_unwind(AssertUnwindSafe(|| integrate(&self.doc, update)));
        let changed = applied.unwrap_or(Err(Refused::Malformed("it does not fit the text")))?;
        let txn = self.doc.transact();
        self.known
            .changed(&txn, &changed)
            .map_err(Refused::Schema)?;
        self.gaps = if txn.has_missing_updates() {
            self.gaps + 1
        } else {
            0
        };
        drop(txn);
        if self.gaps > MAX_GAPS {
            return Err(Refused::Gap);
        }
        self.bound()
    }

    /// Counts anew when the bounds may have been reached. What makes a story that is too large smaller
    /// is taken.
    fn bound(&mut self) -> Result<(), Refused> {
        let most = MAX_CHARS as usize;
        if self.bytes <= MAX_DOCUMENT_BYTES && self.chars <= most {
            return Ok(());
        }
        let before = self.counted;
        self.measure();
        if self.bytes > MAX_DOCUMENT_BYTES.max(before.0) {
            let mib = MAX_DOCUMENT_BYTES / 1024 / 1024;
            return Err(Refused::Full(format!("it takes more than {mib} MiB")));
        }
        if self.chars > most.max(before.1) {
            return Err(Refused::Full(format!(
                "it has more than {MAX_CHARS} characters"
            )));
        }
        Ok(())
    }

    fn measure(&mut self) {
        let txn = self.doc.transact();
        self.bytes = txn.encode_state_as_update_v1(&StateVector::default()).len();
        let mut chars = 0_usize;
        for name in crate::schema::TEXTS {
            chars += txn.get_text(name).map_or(0, |text| text.len(&txn) as usize);
        }
        for name in [crate::schema::STANDFIRST, crate::schema::BODY] {
            let Some(root) = txn.get_xml_fragment(name) else {
                continue;
            };
            for node in root.successors(&txn) {
                if let XmlOut::Text(text) = node {
                    chars += text.len(&txn) as usize;
                }
            }
        }
        self.chars = chars;
        self.counted = (self.bytes, self.chars);
    }

    /// What this document has, as clients ask for what they lack.
    pub fn state_vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// What somebody lacks who has only that.
    pub fn missing(&self, state_vector: &[u8]) -> Result<Vec<u8>, Refused> {
        let known = catch_unwind(|| StateVector::decode_v1(state_vector).ok());
        let known = known.ok().flatten();
        let known = known.ok_or(Refused::Malformed("the list of what is known"))?;
        Ok(self.doc.transact().encode_state_as_update_v1(&known))
    }

    /// All of it as one update.
    pub fn encode(&self) -> Vec<u8> {
        let txn = self.doc.transact();
        txn.encode_state_as_update_v1(&StateVector::default())
    }

    /// What it says.
    pub fn content(&self) -> StoryContent {
        into_content::content(&read::tree(&self.doc.transact()))
    }

    /// What it says, as a tree.
    pub fn tree(&self) -> crate::tree::Tree {
        read::tree(&self.doc.transact())
    }

    /// Makes it say this, by few edits; the update that does so elsewhere, if anything changed.
    /// `salt` is what the ids of elements that have none are made of.
    pub fn set_content(&mut self, content: &StoryContent, salt: &str) -> Option<Vec<u8>> {
        let mut want = from_content::tree(content);
        edit::adopt(&self.tree().body, &mut want.body);
        from_content::name(&mut want.body, salt);
        let before = self.doc.transact().state_vector();
        let mut txn = self.doc.transact_mut();
        edit::tree(&mut txn, &want);
        if !txn.has_changes() {
            return None;
        }
        txn.commit();
        drop(txn);
        let update = self.doc.transact().encode_diff_v1(&before);
        self.measure();
        Some(update)
    }
}

fn decode(update: &[u8]) -> Result<Update, Refused> {
    Update::decode_v1(update).map_err(|_| Refused::Malformed("it is no update"))
}

fn integrate(doc: &Doc, update: &[u8]) -> Result<Changed, Refused> {
    let update = decode(update)?;
    let mut txn = doc.transact_mut();
    txn.apply_update(update)
        .map_err(|_| Refused::Malformed("it does not fit the text"))?;
    txn.commit();
    let mut seen = std::collections::HashSet::new();
    let changed = txn
        .changed_parent_types()
        .iter()
        .filter(|branch| seen.insert(branch.id()))
        .map(|branch| (branch.id(), branch.type_ref().clone()));
    let mut changed: Vec<(yrs::BranchID, TypeRef)> = changed.collect();
    // A root nobody knows has no kind and so no event.
    changed.extend(
        txn.root_refs()
            .filter(|(name, _)| !crate::schema::is_root(name))
            .map(|(name, _)| (yrs::BranchID::Root(name.into()), TypeRef::Undefined)),
    );
    Ok(Changed(changed))
}
