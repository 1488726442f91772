-- How a picture looks in pages: its frames, the hint in its place until it is there, and which of its
-- versions has renditions in AVIF.
alter table picture add column frames bigint;
alter table picture add column hint text;
alter table picture add column avif text;
-- The hash of its file, if somebody took it in: a file is taken in once. Archives may name a file twice.
alter table picture add column taken_hash text;
create unique index picture_taken on picture (taken_hash);
