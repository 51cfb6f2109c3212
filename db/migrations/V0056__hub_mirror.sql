-- The read-through mirror: what revisions of the upstream hub stand for, what its commits hold, and what is kept here.

create table hub_mirror_revision (
    repository text not null,
    revision   text not null,
    commit_id  text not null,
    seen_at    timestamptz not null,
    primary key (repository, revision)
);

create table hub_mirror_commit (
    repository  text not null,
    commit_id   text not null check (commit_id ~ '^[0-9a-f]{40}$'),
    -- the upstream's own JSON, with all files
    description text not null,
    seen_at     timestamptz not null,
    primary key (repository, commit_id)
);

create table hub_mirror_content (
    -- SHA-256 of a large file, git's blob id of a small one
    key     text primary key check (key ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
    size    bigint not null,
    used_at timestamptz not null
);

create index hub_mirror_content_by_use on hub_mirror_content (used_at);
