-- Credentials for sources; the values are sealed with the master key, only their names are readable.

create table secret (
    name       text primary key,
    keys       text        not null check (keys is json array),
    sealed     text        not null,
    version    bigint      not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
