-- What engines reported of the memory they took, over what was computed for them; the last few of every model, runtime,
-- device and split.
create table memory_report (
    id         bigint generated always as identity primary key,
    model      text        not null,
    runtime    text        not null,
    version    text        not null,
    product    text        not null,
    tensor     int         not null,
    pipeline   int         not null,
    data       int         not null,
    expert     int         not null,
    weights    double precision,
    key_values double precision,
    graphs     double precision,
    at         timestamptz not null
);
create index memory_report_subject on memory_report (model, runtime, version, product, id);
