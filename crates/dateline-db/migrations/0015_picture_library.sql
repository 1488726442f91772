-- The desk looks through pictures the newest first.
create index picture_newest on picture (created_at, id);
