-- The version of what gateways should hold, and a digest to tell whether it is still that.
create table route_table (
    only    boolean primary key check (only),
    version bigint      not null,
    digest  text        not null,
    made_at timestamptz not null
);
insert into route_table (only, version, digest, made_at) values (true, 0, '', now());
