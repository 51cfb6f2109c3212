-- Sources without git name what they hold by 64 digits. What a source needs, what is stated and what was found out
-- stand beside each entry; facts_due is when reading them is tried again, empty where they were read.

alter table model drop constraint model_commit_id_check;
alter table model add check (commit_id ~ '^[0-9a-f]{40}([0-9a-f]{24})?$');
alter table model add column access     text check (access is json object);
alter table model add column secret     text;
alter table model add column stated     text check (stated is json object);
alter table model add column derived    text not null default '{}' check (derived is json object);
alter table model add column notes      text not null default '[]' check (notes is json array);
alter table model add column facts_due  timestamptz;
update model set facts_due = now();
alter table model add column facts_tries int not null default 0;

create index model_facts_due on model (facts_due) where facts_due is not null;
create index model_secret on model (secret) where secret is not null;

create table adapter (
    name        text primary key,
    project     text not null,
    labels      text not null check (labels is json object),
    source      text not null,
    base        text not null references model (name),
    include     text not null check (include is json array),
    exclude     text not null check (exclude is json array),
    access      text check (access is json object),
    secret      text,
    commit_id   text not null check (commit_id ~ '^[0-9a-f]{40}([0-9a-f]{24})?$'),
    format      text not null,
    files       text not null check (files is json array),
    facts       text not null check (facts is json object),
    notes       text not null check (notes is json array),
    facts_due   timestamptz,
    facts_tries int not null default 0,
    version     bigint not null,
    created_at  timestamptz not null
);

create index adapter_base on adapter (base);
create index adapter_facts_due on adapter (facts_due) where facts_due is not null;
create index adapter_secret on adapter (secret) where secret is not null;
