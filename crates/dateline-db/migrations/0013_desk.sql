-- What the desk knows of a story beside its words, and what its board shows of the newest revision.
alter table story add column assignee_id uuid references staff (id);
alter table story add column due_at bigint;
alter table story add column desk_note text;
alter table story add column legal_hold boolean not null default false;
-- When what readers see beside the words (section, tags, byline, format) was last changed.
alter table story add column filed_at bigint;
-- Of the newest revision; null where it was written before this table had them.
alter table story add column kicker text;
alter table story add column words bigint;
alter table story add column lead_picture uuid;

-- The board goes by state, newest change first, and narrows to an edition, a section, a desk or a person.
create index story_board on story (state, updated_at, id);
create index story_board_edition on story (edition, state, updated_at, id);
create index story_board_section on story (section_id, state, updated_at, id);
create index story_board_desk on story (desk_id, state, updated_at, id) where desk_id is not null;
create index story_board_assignee on story (assignee_id, state, updated_at, id) where assignee_id is not null;

-- Which stories moved, in commit order: what open boards are told.
create table desk_log (
    seq {serial},
    story_id uuid not null,
    kind text not null
);

-- What was answered to requests that carry a key, so that the same request again does nothing twice.
create table idempotency_key (
    caller text not null,
    key text not null,
    request text not null,
    status bigint not null,
    location text,
    answer text not null,
    created_at bigint not null,
    primary key (caller, key)
);
create index idempotency_key_age on idempotency_key (created_at);

-- Links by which somebody without an account may see a story before it is public. Only the SHA-256 of a
-- link is here.
create table preview_link (
    id uuid not null primary key,
    story_id uuid not null references story (id),
    hash text not null unique,
    created_by text not null,
    created_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint
);
create index preview_link_story on preview_link (story_id, created_at);
