-- The text of a story as people write it together: a Yjs document, whole up to an update, and the
-- updates after it. `document_id` changes when a document is begun anew: what somebody still has of the
-- former one must not be mixed in. Up to `settled_seq` it says what revision `settled_revision` says.
create table story_document (
    story_id uuid not null primary key,
    document_id uuid not null,
    settled_seq bigint not null,
    settled_revision bigint not null,
    snapshot_seq bigint not null,
    snapshot {bytes} not null
);

-- Updates in commit order. `node` is the process that took it.
create table story_update (
    seq {serial},
    story_id uuid not null,
    node uuid not null,
    author text not null,
    bytes {bytes} not null,
    created_at bigint not null
);
create index story_update_story on story_update (story_id, seq);
create index story_update_age on story_update (created_at);
