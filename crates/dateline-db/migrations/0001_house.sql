-- The house: editions, filing, people, pictures, stories and what readers get of them.
-- Times are microseconds since 1970 in UTC, ids are 16 bytes, documents are JSON text.

create table setting (
    name text not null primary key,
    value text not null
);

create table edition (
    code text not null primary key,
    name text not null,
    tagline text not null,
    locale text not null,
    direction text not null check (direction in ('ltr', 'rtl')),
    time_zone text not null,
    position bigint not null,
    full_text_feeds boolean not null
);

create table section (
    id uuid not null primary key,
    edition text not null references edition (code),
    slug text not null,
    name text not null,
    description text not null,
    media_topic text,
    position bigint not null,
    in_navigation boolean not null,
    unique (edition, slug)
);

create table tag (
    id uuid not null primary key,
    edition text not null references edition (code),
    slug text not null,
    name text not null,
    kind text not null check (kind in ('topic', 'person', 'place', 'organisation', 'series')),
    description text not null,
    media_topic text,
    wikidata text,
    unique (edition, slug)
);

create table picture (
    id uuid not null primary key,
    hash text,
    media_type text,
    bytes bigint not null,
    width bigint not null,
    height bigint not null,
    focal_x double precision not null,
    focal_y double precision not null,
    caption text,
    alt text,
    credit_line text,
    photographer text,
    source text,
    copyright text,
    rights text not null,
    origin_url text,
    created_at bigint not null
);
create index picture_hash on picture (hash);

-- Caption and alternative text in the language of an edition, where they differ from the picture's own.
create table picture_text (
    picture_id uuid not null references picture (id),
    locale text not null,
    caption text,
    alt text,
    primary key (picture_id, locale)
);

create table contributor (
    id uuid not null primary key,
    edition text not null references edition (code),
    slug text not null,
    name text not null,
    role text not null,
    bio text not null,
    email text,
    url text,
    picture_id uuid,
    unique (edition, slug)
);

create table desk (
    id uuid not null primary key,
    slug text not null unique,
    name text not null
);

create table staff (
    id uuid not null primary key,
    name text not null,
    email text not null unique,
    password_hash text not null,
    role text not null,
    created_at bigint not null,
    disabled_at bigint
);

create table story (
    id uuid not null primary key,
    edition text not null references edition (code),
    family uuid,
    format text not null,
    is_page boolean not null,
    is_sticky boolean not null,
    slug text not null,
    section_id uuid not null references section (id),
    desk_id uuid references desk (id),
    state text not null check (state in ('draft', 'submitted', 'in_edit', 'ready', 'scheduled', 'published', 'spiked', 'killed')),
    embargo_until bigint,
    publish_at bigint,
    unpublish_at bigint,
    first_published_at bigint,
    revision_id uuid not null,
    revision_number bigint not null,
    headline text not null,
    comments text not null check (comments in ('open', 'read_only', 'closed')),
    old_url text,
    created_at bigint not null,
    updated_at bigint not null
);
create index story_by_update on story (updated_at, id);
create index story_by_family on story (family) where family is not null;
create index story_due on story (publish_at) where state = 'scheduled';
create index story_ending on story (unpublish_at) where unpublish_at is not null;
create index story_slug on story (edition, slug);

create table revision (
    id uuid not null primary key,
    story_id uuid not null references story (id),
    number bigint not null,
    content {bytes} not null,
    author text not null,
    note text not null,
    created_at bigint not null,
    unique (story_id, number)
);

create table story_tag (
    story_id uuid not null references story (id),
    position bigint not null,
    tag_id uuid not null references tag (id),
    primary key (story_id, position)
);
create index story_tag_tag on story_tag (tag_id);

create table story_byline (
    story_id uuid not null references story (id),
    position bigint not null,
    contributor_id uuid not null references contributor (id),
    primary key (story_id, position)
);

create table story_picture (
    picture_id uuid not null,
    story_id uuid not null references story (id),
    primary key (picture_id, story_id)
);
create index story_picture_story on story_picture (story_id);

create table notice (
    id uuid not null primary key,
    story_id uuid not null references story (id),
    kind text not null check (kind in ('correction', 'clarification', 'editors_note', 'retraction')),
    body text not null,
    author text not null,
    created_at bigint not null
);
create index notice_story on notice (story_id);

-- What readers get of a story. Written only by pressing, replaced whole, deleted when withdrawn.
create table pressed_story (
    id uuid not null primary key,
    edition text not null,
    section_id uuid not null,
    family uuid,
    path text not null unique,
    is_page boolean not null,
    is_sticky boolean not null,
    format text not null,
    published_at bigint not null,
    updated_at bigint not null,
    headline text not null,
    comments text not null,
    card text not null,
    document text not null
);
create index pressed_latest on pressed_story (edition, is_page, published_at, id);
create index pressed_section on pressed_story (section_id, is_page, published_at, id);
create index pressed_sticky on pressed_story (edition, published_at, id) where is_sticky and not is_page;
create index pressed_family on pressed_story (family) where family is not null;

create table pressed_tag (
    tag_id uuid not null,
    published_at bigint not null,
    story_id uuid not null,
    primary key (tag_id, published_at, story_id)
);
create index pressed_tag_story on pressed_tag (story_id);

create table pressed_byline (
    contributor_id uuid not null,
    published_at bigint not null,
    story_id uuid not null,
    primary key (contributor_id, published_at, story_id)
);
create index pressed_byline_story on pressed_byline (story_id);

-- Cards shown in bodies: who must be looked at again when a story changes.
create table pressed_link (
    target_id uuid not null,
    story_id uuid not null,
    primary key (target_id, story_id)
);
create index pressed_link_story on pressed_link (story_id);

-- Addresses that lead elsewhere or to nothing any more.
create table old_path (
    path text not null primary key,
    story_id uuid,
    target text,
    status bigint not null check (status in (301, 302, 410))
);
create index old_path_story on old_path (story_id) where story_id is not null;

create table front (
    edition text not null primary key references edition (code),
    document text not null,
    pressed text not null,
    updated_at bigint not null
);

create table menu (
    edition text not null references edition (code),
    name text not null,
    document text not null,
    primary key (edition, name)
);

create table comment (
    id uuid not null primary key,
    story_id uuid not null references story (id),
    parent_id uuid,
    name text not null,
    email text,
    body text not null,
    state text not null check (state in ('approved', 'held', 'rejected')),
    created_at bigint not null
);
create index comment_story on comment (story_id, state, created_at, id);

create table discussion (
    story_id uuid not null primary key references story (id),
    approved bigint not null,
    last_at bigint not null
);

create table event (
    id uuid not null primary key,
    at bigint not null,
    kind text not null,
    actor text not null,
    subject_kind text not null,
    subject_id text not null,
    particulars text not null
);
create index event_subject on event (subject_kind, subject_id, at);

-- Which subjects each commit changed, in commit order; other processes follow it.
create table change_log (
    seq {serial},
    subjects text not null
);

create table job (
    id uuid not null primary key,
    kind text not null,
    payload text not null,
    dedup text,
    run_at bigint not null,
    attempts bigint not null,
    lease_until bigint,
    last_error text,
    dead_at bigint,
    created_at bigint not null
);
create index job_due on job (run_at) where dead_at is null;
create unique index job_dedup on job (dedup) where dedup is not null and dead_at is null and lease_until is null;

create table import_run (
    source text not null primary key,
    state text not null,
    holder uuid,
    heartbeat_at bigint not null,
    report text not null
);

create table import_item (
    source text not null,
    kind text not null,
    item text not null,
    target_id uuid not null,
    fingerprint text not null,
    primary key (source, kind, item)
);
