-- What readers say is wrong in a story: the words they mean, and the revision they read. The address
-- to answer to goes when the report is closed.
create table reader_report (
    id uuid not null primary key,
    story_id uuid not null references story (id),
    revision bigint not null,
    passage text,
    body text not null,
    email text,
    state text not null check (state in ('open', 'closed')),
    note text,
    created_at bigint not null,
    closed_at bigint
);
create index reader_report_state on reader_report (state, created_at, id);
create index reader_report_age on reader_report (created_at, id);
create index reader_report_story on reader_report (story_id, created_at);
