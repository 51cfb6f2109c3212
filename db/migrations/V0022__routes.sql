-- The version of what gateways should hold, and a digest to tell whether it is still that. One row.
create table route_table (
    id      int primary key check (id = 1),
    version bigint      not null,
    digest  text        not null,
    made_at timestamptz not null
);
insert into route_table (id, version, digest, made_at) values (1, 0, '', now());
