-- Which stories became public, changed or went, in commit order: what search indexes are fed from.
create table search_log (
    seq {serial},
    story_id uuid not null,
    is_withdrawn boolean not null
);
create index search_log_withdrawn on search_log (seq) where is_withdrawn;
