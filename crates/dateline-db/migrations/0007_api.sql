-- Keys for programs that act through the API. Only the SHA-256 of a key is here; scopes are words
-- with spaces between.
create table api_token (
    id uuid not null primary key,
    name text not null,
    hash text not null unique,
    scopes text not null,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint
);

-- Files on their way in. Their bytes lie in the data folder; what has arrived is the length of that file.
create table upload (
    id uuid not null primary key,
    token_id uuid not null references api_token (id),
    file_name text not null,
    sha256 text,
    bytes bigint not null,
    created_at bigint not null,
    picture_id uuid,
    is_new boolean,
    refusal text
);
create index upload_token on upload (token_id, created_at);
create index upload_age on upload (created_at, id);
