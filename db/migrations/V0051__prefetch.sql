-- Policies, and which content each stands for now; labels, spec and content are JSON, as they are only read as a whole.
create table prefetch (
    name       text primary key,
    project    text        not null,
    labels     text        not null check (labels is json object),
    spec       text        not null check (spec is json object),
    kind       text        not null,
    entry      text        not null,
    content    text        not null check (content is json object),
    version    bigint      not null,
    created_at timestamptz not null
);
create index prefetch_entry on prefetch (kind, entry);

-- Digest of the contents that a node was last told to hold for policies.
create table node_prefetch (
    node   text primary key references node on delete cascade,
    digest text not null
);
