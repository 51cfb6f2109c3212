-- Hub repositories belong to a project and may be private; tags stand beside branches; a file's kind is kept as pushed.

alter table hub_repository
    add column project    text not null default 'default',
    add column visibility text not null default 'public' check (visibility in ('public', 'private'));

alter table hub_ref
    add column kind    text not null default 'branch' check (kind in ('branch', 'tag')),
    add column message text not null default '';

-- whether it was pushed beside git; where nothing is said, name and size decide
alter table hub_file add column large boolean;
