-- The catalogue: what was asked for, and what it was resolved to.

create table model (
    name       text primary key,
    project    text not null,
    labels     text not null check (labels is json object),
    source     text not null,
    include    text not null check (include is json array),
    exclude    text not null check (exclude is json array),
    commit_id  text not null check (commit_id ~ '^[0-9a-f]{40}$'),
    format     text not null,
    files      text not null check (files is json array),
    version    bigint not null,
    created_at timestamptz not null
);
