-- What was thought of each runtime when a revision was made; null for revisions from before runtimes were compared.
alter table deployment_revision add column choice text;

-- What a placed instance has of its node's devices, a line each, and of its host's memory; null where it was placed before
-- this was kept.
alter table instance add column devices text not null default '';
alter table instance add column memory_bytes bigint;

-- How an instance is started. Written once, when it is placed, and kept as it is whatever becomes of node and runtime.
create table instance_launch (
    instance text primary key references instance on delete cascade,
    placed   text not null
);
