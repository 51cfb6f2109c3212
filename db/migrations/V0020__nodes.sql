create table node (
    name          text primary key,
    labels        jsonb       not null,
    state         text        not null,
    state_since   timestamptz not null,
    cordoned      boolean     not null,
    joined_at     timestamptz not null,
    agent_version text        not null,
    inventory     jsonb       not null
);

-- Heartbeats write here and nowhere else, so that they wait for nothing.
create table node_lease (
    node             text primary key references node on delete cascade,
    expires_at       timestamptz not null,
    boot_id          text        not null,
    observed_version bigint      not null
);

-- The credential itself is never kept, only SHA-256 of it. Of the two while one replaces the other, the one that has
-- not been used yet is the new one.
create table node_credential (
    id        text primary key,
    node      text        not null references node on delete cascade,
    sha256    text        not null,
    issued_at timestamptz not null,
    used      boolean     not null
);
create index node_credential_node on node_credential (node);

-- One sequence for all nodes: a name that is forgotten and joins again goes on counting.
create sequence assignment_version;

create table node_assignment (
    node    text primary key references node on delete cascade,
    version bigint not null
);

create table node_model (
    node      text not null references node on delete cascade,
    model_key text not null,
    primary key (node, model_key)
);
