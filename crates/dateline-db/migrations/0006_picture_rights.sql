-- What readers are told of a picture's licence and making, what stands in for it, and its leases:
-- what somebody allowed or forbade us to do with it, where and for how long.
alter table picture add column licence_url text;
alter table picture add column licence_page text;
alter table picture add column digital_source_type text;
-- What is shown where the picture may not be: another one, nothing by decision, or nobody has decided.
alter table picture add column substitute_id uuid;
alter table picture add column is_left_out boolean;
create index picture_substitute on picture (substitute_id) where substitute_id is not null;

-- Lists are words with spaces between; an empty one means all. A lease turns when it begins or ends.
create table picture_lease (
    id uuid not null primary key,
    picture_id uuid not null references picture (id),
    effect text not null check (effect in ('allow', 'deny')),
    uses text not null,
    editions text not null,
    territories text not null,
    starts_at bigint,
    ends_at bigint,
    next_turn_at bigint,
    note text,
    author text not null,
    created_at bigint not null
);
create index picture_lease_picture on picture_lease (picture_id);
create index picture_lease_end on picture_lease (ends_at, id) where ends_at is not null;
create index picture_lease_turn on picture_lease (next_turn_at, id) where next_turn_at is not null;
