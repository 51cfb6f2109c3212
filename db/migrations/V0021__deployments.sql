create table deployment (
    name       text primary key,
    project    text        not null,
    labels     text        not null,
    spec       text        not null,
    revision   int         not null,
    deleting   boolean     not null,
    created_at timestamptz not null,
    version    bigint      not null
);

-- Never changes once written.
create table deployment_revision (
    deployment   text        not null references deployment on delete cascade,
    number       int         not null,
    spec         text        not null,
    model_commit text        not null,
    runtime      text        not null,
    why          text        not null,
    resolved     text        not null,
    created_at   timestamptz not null,
    primary key (deployment, number)
);

create table instance (
    id                text primary key,
    deployment        text        not null,
    revision          int         not null,
    node              text,
    desired           text        not null,
    desired_reason    text        not null,
    desired_since     timestamptz not null,
    state             text        not null,
    reason            text        not null,
    sentence          text        not null,
    since             timestamptz not null,
    unreachable_since timestamptz,
    endpoint          text,
    progress_done     bigint,
    progress_total    bigint,
    restarts          int         not null,
    engine_key        text        not null,
    assigned_version  bigint      not null,
    created_at        timestamptz not null,
    version           bigint      not null,
    foreign key (deployment, revision) references deployment_revision
);
create index instance_deployment on instance (deployment);
create index instance_node on instance (node);

-- Outlives the instance for a while, so that one can read why it died.
create table instance_log (
    instance text        not null,
    sequence bigint      not null,
    at       timestamptz not null,
    text     text        not null,
    primary key (instance, sequence)
);
