-- Runtimes that people have stated, beside those that come with the server; labels and spec are JSON, as they are only read
-- as a whole. base is the runtime that a spec extends.
create table runtime (
    name       text primary key,
    project    text        not null,
    labels     text        not null check (labels is json object),
    spec       text        not null check (spec is json object),
    base       text,
    version    bigint      not null,
    created_at timestamptz not null
);
create index runtime_base on runtime (base) where base is not null;
