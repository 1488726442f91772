-- What a look at the content credentials of an original found: a fact of the file, so by its hash.
create table picture_credentials (
    hash text not null primary key,
    state text not null,
    report text not null,
    checked_at bigint not null
);
