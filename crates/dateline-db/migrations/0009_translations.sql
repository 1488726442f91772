-- Which revision of its original a translation follows, and what each part of that said then: what is
-- compared to tell whether the translation is behind.
create table translation (
    story_id uuid not null primary key references story (id),
    source_id uuid not null,
    source_revision bigint not null,
    followed_at bigint not null,
    followed_by text not null,
    parts text not null
);

-- Changes of the original a translation deliberately leaves out, each by its key.
create table translation_difference (
    story_id uuid not null references story (id),
    change_key uuid not null,
    note text not null,
    accepted_at bigint not null,
    accepted_by text not null,
    primary key (story_id, change_key)
);

-- The board of translations goes by id through those that are one.
create index story_translations on story (id) where family is not null;
