-- Snapshots of compiled kernels that nodes can give to others.
create table node_kernel_cache (
    node    text   not null references node on delete cascade,
    name    text   not null,
    key     text   not null,
    sha256  text   not null,
    bytes   bigint not null,
    primary key (node, name, key)
);

create index node_kernel_cache_key on node_kernel_cache (name, key);
