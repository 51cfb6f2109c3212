-- What each node's agent last said of each content on its disk; written for every change, so there is room to update
-- rows where they are.
create table node_weights (
    node        text        not null references node on delete cascade,
    key         text        not null,
    kind        text        not null,
    name        text        not null,
    state       text        not null,
    sentence    text        not null,
    done        bigint      not null,
    total       bigint      not null,
    rate        bigint      not null,
    from_origin bigint      not null,
    from_peers  bigint      not null,
    since       timestamptz not null,
    primary key (node, key)
) with (fillfactor = 70);
create index node_weights_key on node_weights (key);
create index node_weights_entry on node_weights (kind, name);

create table node_store (
    node      text primary key references node on delete cascade,
    used      bigint not null,
    quota     bigint not null,
    evictable bigint not null
) with (fillfactor = 70);

-- Nodes that give weights to others; the key itself is made again from the epoch whenever it is needed.
create table node_peer (
    node    text primary key references node on delete cascade,
    address text        not null,
    epoch   bigint      not null,
    until   timestamptz not null
);

-- Digests that no source stated and a node was the first to find.
create table weights_digest (
    key        text        not null,
    path       text        not null,
    sha256     text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    node       text        not null,
    learned_at timestamptz not null,
    primary key (key, path)
);

-- Digests of a file's chunks, one after the other; empty once two nodes disagreed about them.
create table weights_chunks (
    sha256      text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    chunk_bytes int         not null,
    chunks      bytea       not null,
    node        text        not null,
    learned_at  timestamptz not null
);

-- Events of agents that are in the history already.
create table agent_event (
    node text        not null references node on delete cascade,
    id   text        not null,
    at   timestamptz not null,
    primary key (node, id)
);
create index agent_event_age on agent_event (at);
