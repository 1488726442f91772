-- Newsroom accounts. Of sessions, invitations and recovery codes only the SHA-256 is here.

-- Roles of an account, each in the whole house or in a part of it. `staff.role` keeps the first.
create table staff_role (
    staff_id uuid not null references staff (id),
    position bigint not null,
    role text not null,
    edition text,
    section_id uuid,
    desk_id uuid,
    primary key (staff_id, position)
);
insert into staff_role (staff_id, position, role) select id, 0, role from staff;

alter table staff add column locale text;
alter table staff add column seen_at bigint;
-- True for the accounts of the sample newspaper, whose passwords everybody knows.
alter table staff add column is_sample boolean;

create table staff_session (
    id uuid not null primary key,
    staff_id uuid not null references staff (id),
    hash text not null unique,
    device text not null,
    created_at bigint not null,
    seen_at bigint not null,
    proved_at bigint not null,
    ends_at bigint not null
);
create index staff_session_staff on staff_session (staff_id, created_at, id);
create index staff_session_end on staff_session (ends_at);

-- How often something was tried that may only be tried so often. Names hold no address, only keyed hashes.
create table staff_throttle (
    name text not null primary key,
    count bigint not null,
    ends_at bigint not null
);
create index staff_throttle_end on staff_throttle (ends_at);

-- Links by which somebody makes an account, or, with `staff_id`, sets the password of one anew.
create table staff_invitation (
    id uuid not null primary key,
    staff_id uuid,
    hash text not null unique,
    email text not null,
    name text not null,
    roles text not null,
    invited_by text not null,
    created_at bigint not null,
    ends_at bigint not null,
    accepted_at bigint,
    revoked_at bigint
);
create index staff_invitation_time on staff_invitation (created_at, id);

create table staff_totp (
    staff_id uuid not null primary key references staff (id),
    secret {bytes} not null,
    started_at bigint not null,
    confirmed_at bigint,
    last_step bigint not null
);

create table staff_recovery_code (
    hash text not null primary key,
    staff_id uuid not null references staff (id),
    used_at bigint
);
create index staff_recovery_code_staff on staff_recovery_code (staff_id);

create table staff_passkey (
    id uuid not null primary key,
    staff_id uuid not null references staff (id),
    credential text not null unique,
    name text not null,
    body text not null,
    created_at bigint not null,
    used_at bigint
);
create index staff_passkey_staff on staff_passkey (staff_id, created_at, id);

-- What was asked of an authenticator and is not yet answered.
create table staff_ceremony (
    id uuid not null primary key,
    staff_id uuid references staff (id),
    kind text not null,
    state text not null,
    ends_at bigint not null
);
create index staff_ceremony_end on staff_ceremony (ends_at);

create index event_by_time on event (at, id);
