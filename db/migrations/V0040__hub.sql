-- The built-in hub: content by digest, and repositories whose commits name content.

create table hub_blob (
    sha256     text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    size       bigint not null check (size >= 0),
    -- git's id of the same content; only for content small enough to be kept in git
    git_id     text check (git_id ~ '^[0-9a-f]{40}$'),
    -- moves whenever somebody asks for it before a commit, so that it is not swept away in between
    touched_at timestamptz not null
);

create table hub_repository (
    id         bigint generated always as identity primary key,
    owner      text not null,
    name       text not null,
    created_at timestamptz not null,
    pushed_at  timestamptz not null,
    unique (owner, name)
);

create table hub_commit (
    repository_id bigint not null references hub_repository,
    id            text not null check (id ~ '^[0-9a-f]{40}$'),
    parent        text,
    message       text not null,
    created_at    timestamptz not null,
    primary key (repository_id, id),
    foreign key (repository_id, parent) references hub_commit
);

create table hub_file (
    repository_id bigint not null,
    commit_id     text not null,
    path          text not null,
    sha256        text not null references hub_blob,
    -- the newest commit in which this path got this content
    changed_in    text not null,
    primary key (repository_id, commit_id, path),
    foreign key (repository_id, commit_id) references hub_commit,
    foreign key (repository_id, changed_in) references hub_commit
);

create index hub_file_by_content on hub_file (sha256);

create table hub_ref (
    repository_id bigint not null,
    name          text not null,
    commit_id     text not null,
    pushed_at     timestamptz not null,
    primary key (repository_id, name),
    foreign key (repository_id, commit_id) references hub_commit
);
