-- Which revision of a story is public, where and since when: what pressing everything anew starts from.
-- Written with the pressed row and deleted with it, but not built from anything else.
create table publication (
    story_id uuid not null primary key,
    path text not null,
    revision bigint,
    updated_at bigint not null
);
-- The revision of rows from before this table stays in the pressed document until the next press.
insert into publication (story_id, path, updated_at) select id, path, updated_at from pressed_story;

-- What the clock did, for whoever asks how late it was.
create index event_by_clock on event (at) where actor = 'scheduler';

-- A slug typed at the command line comes without its edition.
create index story_by_slug on story (slug);
drop index story_slug;
