create table account (
    name          text primary key,
    password_hash text        not null,
    role          text        not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);

-- The token itself is never kept, only SHA-256 of it.
create table api_key (
    id           text primary key,
    name         text        not null unique,
    project      text        not null,
    sha256       text        not null,
    scopes       text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    version      bigint      not null
);
