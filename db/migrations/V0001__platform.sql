-- One row per thing that only one server may do at a time.
create table leader_lease (
    name       text primary key,
    holder     text        not null,
    term       bigint      not null,
    expires_at timestamptz not null
);

-- Small facts about this installation; secret ones are encrypted by the server.
create table setting (
    name  text primary key,
    value text not null
);

-- What happened. Identifiers are given out under a lock held until commit, so a reader that asks for
-- what comes after an identifier misses nothing.
create table event (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    severity text        not null,
    kind     text        not null,
    name     text        not null,
    reason   text        not null,
    sentence text        not null
);
create index event_about on event (kind, name, id desc);

-- Answers to requests that carried an Idempotency-Key; the body is encrypted.
create table idempotency (
    key        text        not null,
    caller     text        not null,
    request    text        not null,
    digest     text        not null,
    created_at timestamptz not null,
    status     int,
    headers    text,
    body       text,
    primary key (caller, key)
);
create index idempotency_age on idempotency (created_at);
