-- What editors make of a front before readers get it: at most one draft an edition. There is none where
-- nothing was changed since the last launch.
create table front_draft (
    edition text not null primary key references edition (code),
    document text not null,
    saved_by text not null,
    saved_at bigint not null
);

-- Fronts that launch themselves. Each has its own copy: work that goes on does not go along.
create table front_timed (
    id uuid not null primary key,
    edition text not null references edition (code),
    document text not null,
    launch_at bigint not null,
    created_by text not null,
    created_at bigint not null
);
create index front_timed_due on front_timed (launch_at, id);
create index front_timed_edition on front_timed (edition, launch_at, id);

-- What readers had, and since when. The newest of an edition is what they have.
create table front_launch (
    id uuid not null primary key,
    edition text not null references edition (code),
    document text not null,
    launched_at bigint not null,
    -- Null for a front that stood before anybody launched one.
    launched_by text,
    -- When it was to launch itself, if it did.
    due_at bigint,
    -- The launch it brought back, if it did.
    restored_from uuid
);
create index front_launch_edition on front_launch (edition, launched_at, id);
